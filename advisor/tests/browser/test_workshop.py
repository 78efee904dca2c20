"""The editors' own pages in a browser: nothing is blocked, nothing is lost, and publishing needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, Watch
from advisor.tests.browser.editing import pictured, save, sign_in, workshop_service
from advisor.tests.serving import Service
from mandates.tests.depth import sampled

ROWS = (
    "source",
    "servicegroup",
    "service",
    "organisationtype",
    "task",
    "prerequisite",
    "mandate",
    "condition",
    "instruction",
    "expectedcase",
    "fact",
)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with workshop_service(tmp_path_factory.mktemp("workshop")) as running:
        yield running


def entered(chromium: Browser, workshop: Service, **options: Any) -> BrowserContext:
    context = chromium.new_context(base_url=workshop.url, viewport=DESKTOP, locale="fi-FI", **options)
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, workshop: Service) -> StorageState:
    """The cookies of an editor who signed in once."""
    context = entered(chromium, workshop)
    sign_in(context.new_page())
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def desk(chromium: Browser, workshop: Service, signed_in: StorageState) -> Iterator[Page]:
    context = entered(chromium, workshop, storage_state=signed_in)
    yield context.new_page()
    context.close()


def test_no_page_is_complained_of(desk: Page) -> None:
    watch = Watch(desk)
    forms = [f"/admin/mandates/{model}/add/" for model in ROWS]
    lists = sampled([f"/admin/mandates/{model}/" for model in ROWS], 3)
    pages = [*forms, *lists]
    publication = "/admin/mandates/publication"
    pages += ["/admin/", "/admin/mandates/mandate/vahvistamattomat/", "/admin/mandates/mandate/tarkistettavat/"]
    pages += [f"{publication}/", f"{publication}/add/", f"{publication}/1/change/", f"{publication}/1/uudestaan/"]
    pages += [f"{publication}/vertaa/?vanha=1&uusi=1", f"{publication}/1/history/", "/admin/mandates/mandate/1/change/"]

    for page in pages:
        answer = desk.goto(page)
        assert (page, answer and answer.status, watch.complaints) == (page, 200, [])
        wide = desk.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert (page, wide) == (page, False)


@pytest.mark.parametrize("model", ["mandate", "task", "condition", "instruction", "organisationtype"])
def test_three_languages_stand_side_by_side(model: str, desk: Page) -> None:
    desk.goto(f"/admin/mandates/{model}/add/")
    name = {"mandate": "allows", "condition": "other_types_note", "instruction": "body"}.get(model, "name")

    boxes = [desk.locator(f"[name={name}_{language}]").bounding_box() for language in ("fi", "sv", "en")]

    places = [(box["x"], box["y"]) for box in boxes if box]
    assert len({y for _, y in places}) == 1
    assert places == sorted(places)
    assert len(set(places)) == 3


def test_pictures_of_the_lists(desk: Page) -> None:
    desk.goto("/admin/mandates/mandate/vahvistamattomat/")
    expect(desk.get_by_role("heading", name="Näin vahvistat nimen")).to_be_visible()
    pictured(desk, "vahvistamattomat")
    desk.goto("/admin/mandates/mandate/tarkistettavat/")
    expect(desk.get_by_role("heading", name="Tarkistettavat rivit")).to_be_visible()
    pictured(desk, "tarkistettavat")


def test_the_second_of_two_editors_keeps_the_text_and_sees_the_first(desk: Page) -> None:
    address = "/admin/mandates/task/1/change/"
    second = desk.context.new_page()
    watch = Watch(second)
    second.goto(address)
    second.locator("[name=name_fi]").fill("Toisen oma teksti")
    desk.goto(address)
    desk.locator("[name=name_fi]").fill("Ensin tallennettu teksti")
    save(desk)

    second.locator('[name="_save"]').first.press("Enter")

    expect(second.locator(".errorlist.nonfield")).to_contain_text("toimittaja tallensi saman rivin")
    expect(second.locator(".conflict tbody tr")).to_have_count(1)
    expect(second.locator(".conflict tbody td")).to_have_text(["Ensin tallennettu teksti", "Toisen oma teksti"])
    expect(second.locator("[name=name_fi]")).to_have_value("Toisen oma teksti")
    pictured(second, "kaksi-toimittajaa")
    save(second)
    second.goto(address)
    expect(second.locator("[name=name_fi]")).to_have_value("Toisen oma teksti")
    assert watch.complaints == []


def test_publishing_needs_no_script(chromium: Browser, workshop: Service) -> None:
    context = entered(chromium, workshop, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto("/admin/mandates/servicegroup/1/change/")
    page.locator("[name=name_fi]").fill("Ryhmä ilman skriptiä")
    save(page)
    page.goto("/admin/mandates/publication/add/")
    expect(page.locator("#wording")).to_contain_text("Ryhmä ilman skriptiä")
    page.locator("[name=note]").fill("Ilman skriptiä")

    page.get_by_role("button", name="Julkaise").click()

    expect(page.locator(".messagelist .success")).to_contain_text("on julkaistu")
    context.close()
