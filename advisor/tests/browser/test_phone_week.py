"""One whole change on a telephone in dark, by keyboard alone: found, written, looked at and published."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import PATIENCE, Watch
from advisor.tests.browser.editing import PASSWORD
from advisor.tests.serving import Service

MOST_KEYS = 120
"""More presses of Tab than this in a row are no way to anything."""


@pytest.fixture
def phone(chromium: Browser, workshop: Service) -> Iterator[Page]:
    """Of an editor who signs in by keyboard too."""
    context = chromium.new_context(
        base_url=workshop.url,
        viewport={"width": 390, "height": 844},
        locale="fi-FI",
        color_scheme="dark",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str, key: str = "Tab") -> int:
    """Press the key until the focus is there, seen and within the window; the presses that it took."""
    for pressed in range(1, MOST_KEYS):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate(
                """() => {
                  const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
                  const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                  const within = box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
                  return within && (marked || it.matches('input, select'));
                }"""
            ), selector
            return pressed
    raise AssertionError(f"{selector} is not reached")


def skip(page: Page) -> None:
    """Past what stands before the rows or fields."""
    page.wait_for_load_state("load")
    page.locator("body").evaluate("() => document.activeElement.blur()")
    assert tab_to(page, ".skip-to-content-link") == 1
    page.keyboard.press("Enter")


def test_a_change_is_made_and_published_on_a_telephone_by_keyboard(phone: Page) -> None:
    watch = Watch(phone)
    phone.goto("/admin/")
    expect(phone.locator("[name=username]")).to_be_focused()
    phone.keyboard.type("toimittaja")
    tab_to(phone, "[name=password]")
    phone.keyboard.type(PASSWORD)
    phone.keyboard.press("Enter")
    expect(phone.locator("#work")).to_be_visible()

    skip(phone)
    tab_to(phone, "#content .model-task th a")
    phone.keyboard.press("Enter")
    expect(phone.locator("#result_list")).to_be_visible()
    skip(phone)
    tab_to(phone, "#result_list tbody th a")
    phone.keyboard.press("Enter")
    expect(phone.locator("[name=hint_fi]")).to_be_visible()
    skip(phone)
    tab_to(phone, "[name=hint_fi]")
    phone.keyboard.press("Control+A")
    phone.keyboard.type("Puhelimella kirjoitettu ohje")
    phone.keyboard.press("Shift+Tab")
    tab_to(phone, "[name=_save]")
    phone.keyboard.press("Enter")
    expect(phone.locator(".messagelist .success")).to_be_visible()

    phone.goto("/admin/")
    skip(phone)
    tab_to(phone, "#work .first .button", "Tab")
    phone.keyboard.press("Enter")
    expect(phone.locator("#wording")).to_contain_text("Puhelimella kirjoitettu ohje")
    tab_to(phone, "[name=note]")
    phone.keyboard.type("Ohje puhelimella")
    tab_to(phone, "[name=julkaise]")
    phone.keyboard.press("Enter")

    expect(phone.locator(".messagelist .success")).to_contain_text("on julkaistu")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert watch.complaints == []
