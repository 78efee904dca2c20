"""Publishing that takes its time: it says so, and is begun once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from advisor.tests.browser.test_accessibility import violations

pytestmark = pytest.mark.long

WORKING = "Tiedosto luetaan ja sitä verrataan luonnokseen. Tämä voi kestää hetken."


@pytest.fixture
def waiting_page(reader: Page) -> Page:
    """The import page of an editor, with a file chosen."""
    reader.goto("/admin/luonnos/")
    reader.locator("[type=file]").set_input_files({"name": "a.json", "mimeType": "text/plain", "buffer": b"[]"})
    return reader


def test_slow_work_is_told_and_begun_once(waiting_page: Page) -> None:
    """The answer 204 leaves the page as it is, as one that has not come yet does; nothing can be asked of a page
    while a navigation waits.
    """
    sent: list[str] = []

    def leave(route: Route) -> None:
        sent.append(route.request.method)
        route.fulfill(status=204)

    waiting_page.route(waiting_page.url, leave)
    button = waiting_page.get_by_role("button", name="Katso, mitä tiedosto muuttaa")
    said = waiting_page.locator("#import-form").get_by_role("status")
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    button.press("Enter")
    expect(said).to_have_text(WORKING)
    assert sent == ["POST"]
    assert violations(waiting_page) == []


def test_quick_work_says_nothing_and_the_next_press_works(waiting_page: Page) -> None:
    button = waiting_page.get_by_role("button", name="Katso, mitä tiedosto muuttaa")
    button.click()
    expect(waiting_page.locator("#problems")).to_be_visible()
    expect(waiting_page.locator("#import-form").get_by_role("status")).to_have_text("")
    expect(button).to_be_enabled()
