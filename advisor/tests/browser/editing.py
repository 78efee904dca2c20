"""What tests of the admin share: a service whose content may be changed, and an editor's hands.

With DOCS_IMAGES=1 in the environment the tests write the pictures of docs/editing-content.md.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from advisor.tests.serving import ROOT, Service, installed, manage, once, serve_as, surroundings

EDITOR, COLLEAGUE = "toimittaja", "tarkistaja"
PASSWORD = "pitka-ja-hyva-salasana"
COME_IN = f"""
from django.contrib.auth.models import User
from django.test import Client

for name in {EDITOR, COLLEAGUE}:
    client = Client()
    client.force_login(User.objects.create_superuser(name, password="{PASSWORD}"))
    print(client.session.session_key)
"""
KEYS = "sessions.txt"
IMAGES = ROOT / "docs" / "images"
TALLEST = 960


class Hand:
    """Clicks, and counts them."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1


@cache
def staffed() -> tuple[Path, dict[str, str]]:
    """A folder with the shipped content and two editors, and the session that each has begun: a password takes its
    time, and nobody waits for it but who signs in to see how that goes."""
    folder = once("staffed", staff)
    keys = (folder / KEYS).read_text().split()
    return folder, dict(zip((EDITOR, COLLEAGUE), keys, strict=True))


def staff(folder: Path) -> None:
    shutil.copytree(installed(), folder, dirs_exist_ok=True)
    keys = manage(surroundings(folder), "shell", "--no-imports", "--command", COME_IN)
    (folder / KEYS).write_text(keys)


@contextmanager
def workshop_service(folder: Path) -> Iterator[Service]:
    """A service whose content may be changed, with its editors."""
    shutil.copytree(staffed()[0], folder, dirs_exist_ok=True)
    with serve_as(folder, surroundings(folder)) as running:
        yield running


def sign_in(page: Page, name: str = EDITOR) -> None:
    page.goto("/admin/")
    page.get_by_label("Käyttäjätunnus").fill(name)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu sisään").click()
    expect(page.locator("#user-tools")).to_be_visible()


def save(page: Page) -> None:
    page.locator('[name="_save"]').first.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()


def choose(page: Page, field: str, text: str) -> None:
    """Pick from an autocomplete: open it, type, take the one that is meant."""
    page.locator(f"{field} .select2-selection").click()
    with page.expect_response(lambda response: parse_qs(urlsplit(response.url).query).get("term") == [text]):
        page.locator(".select2-search__field").last.fill(text)  # the list before it is replaced under the pointer
    page.locator(".select2-results__option").get_by_text(text, exact=True).click()


def pictured(page: Page, name: str, at: str = "") -> None:
    """A picture for the guide, when it is asked for: the top of the page, or what stands at the selector."""
    if not os.environ.get("DOCS_IMAGES"):
        return
    IMAGES.mkdir(exist_ok=True)
    path = IMAGES / f"{name}.png"
    if at:
        page.locator(at).screenshot(path=path)
        return
    width, height = page.evaluate("[window.innerWidth, document.documentElement.scrollHeight]")
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(TALLEST, height)})
