"""Phones, low windows and paper: what matters is in reach, and nothing is cut."""

from __future__ import annotations

import re
from itertools import product

from playwright.sync_api import Browser, Page, ViewportSize, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE
from advisor.tests.browser.measuring import WORDY, only_found
from advisor.tests.pages import PAGES, in_languages
from advisor.tests.serving import Service

COUNTY = "organisaatio=hyvinvointialue"
LYING: ViewportSize = {"width": 844, "height": 390}
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL_PHONE: ViewportSize = {"width": 360, "height": 780}
NARROWEST: ViewportSize = {"width": 320, "height": 700}


def test_main_button_is_in_reach_in_a_low_window(page: Page) -> None:
    page.set_viewport_size(LYING)
    for url in ("/kysely/organisaatio/", f"/kysely/tehtavat/?{COUNTY}", f"/tuki/?{COUNTY}"):
        page.goto(url)
        expect(page.locator(".onward .button"), url).to_be_in_viewport(ratio=1)


def test_name_and_languages_share_a_row_on_a_phone(page: Page) -> None:
    for prefix, url in product(("", "/sv", "/en"), ("/", "/kysely/organisaatio/")):
        page.goto(f"{prefix}{url}")
        for viewport in (PHONE, SMALL_PHONE):
            page.set_viewport_size(viewport)
            brand, languages = (page.locator(selector).bounding_box() for selector in (".brand", ".languages"))
            where = (prefix, url, viewport)
            assert brand, where
            assert languages, where
            assert brand["y"] <= languages["y"] + languages["height"] / 2 <= brand["y"] + brand["height"], where


def test_button_of_an_error_page_stands_under_its_heading(page: Page) -> None:
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        page.goto("/ei-ole/")
        boxes = [page.locator(selector).bounding_box() for selector in ("h1", "main .button")]
        assert len({box["x"] for box in boxes if box}) == 1


def test_log_in_page_has_a_heading_and_is_not_cut_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/admin/login/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kirjaudu sisään")
    for selector in ("#site-name a", "#language-form button", "#login-form"):
        expect(page.locator(selector)).to_be_in_viewport(ratio=1)
        box = page.locator(selector).bounding_box()
        assert box
        assert box["x"] >= 15
        assert box["x"] + box["width"] <= 390 - 15


def test_heads_of_the_table_stay_in_sight_and_only_its_own_column_is_marked(page: Page) -> None:
    page.goto("/taulukko/?organisaatio=kunta")
    assert page.locator(".matrix th.chosen").all_inner_texts() == ["Kunta"]
    cells = page.locator(".matrix td.chosen")
    assert cells.count() == page.locator(".matrix tbody tr:not(.heading)").count() > 0
    page.goto("/taulukko/")
    page.mouse.wheel(0, 1500)
    page.wait_for_function("() => document.querySelector('thead th').getBoundingClientRect().top === 0")
    expect(page.get_by_role("columnheader", name="Hyvinvointialue")).to_be_in_viewport(ratio=1)


def test_table_is_printed_across(chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/taulukko/")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    context.close()
    assert boxes
    assert all(float(width) > float(height) for width, height in boxes)


BROKEN_WORDS = """() => {
  const texts = (node) => [...node.childNodes].flatMap((child) => (child.data ? [child] : texts(child)));
  const lines = (text, word, start) => {
    const range = new Range();
    range.setStart(text, start);
    range.setEnd(text, start + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  };
  return [...document.querySelectorAll(".button, .name")]
    .filter((node) => node.checkVisibility())
    .flatMap(texts)
    .flatMap((text) => [...text.data.matchAll(/[^\\s-]+/g)].map(({ 0: word, index }) => [text, word, index]))
    .filter((found) => lines(...found) > 1)
    .map(([, word]) => word);
}"""


def test_no_word_of_a_button_or_a_name_is_broken_on_the_narrowest_phone(page: Page) -> None:
    """Their words have no hyphens: a name is typed as it is read."""
    page.set_viewport_size(NARROWEST)
    kinds = [kind for kind in PAGES if kind.name in (*WORDY, "mandates", "mandate-old", "grantor-chain", "team-roles")]
    found = {}
    for each in (each for kind in kinds for each in in_languages(kind)):
        page.goto(each.url)
        found[each.name] = page.evaluate(BROKEN_WORDS)
    assert only_found(found) == {}


def test_labels_of_two_organisations_places_stand_on_one_line(page: Page) -> None:
    [covered] = (kind for kind in PAGES if kind.name == "result-covered")
    for each in in_languages(covered):
        page.goto(each.url)
        expect(page.locator("#pyynto .places").first).to_be_visible()
        labels = page.locator("#pyynto .places label")
        heights = labels.evaluate_all("labels => labels.map((each) => each.getClientRects().length)")
        assert heights == [1] * 5, each.name


def test_what_is_said_of_a_name_does_not_touch_what_follows(page: Page) -> None:
    page.set_viewport_size(PHONE)
    found = {}
    for kind in (kind for kind in PAGES if kind.name in ("grantor-chain", "service", "support-mandate")):
        page.goto(kind.url)
        gaps = page.locator("main :is(.wide, .panel) .about").evaluate_all(
            """lines => lines.map((line) => {
              const next = line.nextElementSibling ?? line.parentElement.nextElementSibling;
              return next.getBoundingClientRect().top - line.getBoundingClientRect().bottom;
            })"""
        )
        assert gaps, kind.name
        found[kind.name] = min(gaps) >= 10
    assert found == {"grantor-chain": True, "service": True, "support-mandate": True}
