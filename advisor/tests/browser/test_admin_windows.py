"""The editors' pages in narrow and wide windows, and the way past what stands before their rows and fields."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.test_admin_accessibility import MANDATES, PAGES
from mandates.tests.depth import sampled

WIDTHS: Final = (360, 390, 1280)
OTHERS: Final = (
    f"{MANDATES}/1/history/",
    f"{MANDATES}/?q=eiole",
    "/admin/mandates/condition/",
    "/admin/mandates/expectedcase/",
    "/admin/istunnot/",
    "/admin/tunnistus/",
    "/admin/auth/user/",
)
WIDER: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll('#content *')].filter((it) => it.getBoundingClientRect().right > width);
  return wide.slice(0, 3).map((each) => each.outerHTML.slice(0, 90)).concat('wider');
}"""


def test_no_page_is_wider_than_its_window(desk: Page) -> None:
    wrong: dict[tuple[str, int], list[str]] = {}
    for address in sampled((*PAGES, *OTHERS), 3):
        answer = desk.goto(address)
        assert (address, answer and answer.status) == (address, 200)
        for width in WIDTHS:
            desk.set_viewport_size({"width": width, "height": 800})
            if wide := desk.evaluate(WIDER):
                wrong[address, width] = wide

    assert wrong == {}


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        (f"{MANDATES}/", "#changelist-form .results"),
        (f"{MANDATES}/1/change/", "fieldset"),
        ("/admin/loki/", "fieldset"),
        ("/admin/auth/user/1/change/", "fieldset"),
    ],
)
def test_one_key_leads_past_what_stands_before(address: str, inside: str, desk: Page) -> None:
    desk.goto(address)
    desk.wait_for_load_state("load")
    expect(desk.locator(inside).first).to_have_attribute("tabindex", "-1")
    desk.keyboard.press("Tab")
    expect(desk.locator(".skip-to-content-link")).to_be_focused()
    desk.keyboard.press("Enter")

    expect(desk.locator(inside).first).to_be_focused()
