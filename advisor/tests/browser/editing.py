"""What tests of the admin share: a service whose content may be changed, and an editor's hands.

With DOCS_IMAGES=1 in the environment the tests write the pictures of docs/editing-content.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from advisor.tests.browser.conftest import DESKTOP
from advisor.tests.serving import ROOT, Service, serve

PASSWORD = "pitka-ja-hyva-salasana"
IMAGES = ROOT / "docs" / "images"
TALLEST = 960


class Hand:
    """Clicks, and counts them."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1


@contextmanager
def workshop_service(folder: Path) -> Iterator[Service]:
    """A service of its own, for the test changes the content."""
    with serve(folder) as running:
        running.environment["DJANGO_SUPERUSER_PASSWORD"] = PASSWORD
        running.manage("createsuperuser", "--noinput", "--username", "toimittaja", "--email", "")
        yield running


def sign_in(page: Page, name: str = "toimittaja") -> None:
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
    page.locator(".select2-search__field").last.fill(text)
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
    width = (page.viewport_size or DESKTOP)["width"]
    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
