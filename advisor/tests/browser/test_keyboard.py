"""The keyboard alone: every place is reached, seen and left, with JavaScript and without, on a screen and at 400 %."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from advisor.tests.browser.measuring import measuring, only_found
from advisor.tests.pages import COUNTY, PAGES
from advisor.tests.serving import Service
from mandates.tests.depth import sampled

LAPTOP: ViewportSize = {"width": 1280, "height": 720}
FOUR_TIMES: ViewportSize = {"width": 320, "height": 256}
WALKED = ("start", "question-1-error", "question-2", "question-3", "result", "support-result", "services", "mandate")
WALKED_PAGES = [page for page in PAGES if page.name in (*WALKED, "feedback", "code-error", "search-hits")]
MOST = 400
REACHED = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
  const radios = new Set();
  return all.filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled)
    .filter(({ type, name }) => type !== 'radio' || !(radios.has(name) || !radios.add(name))).length;
}"""

STOP = "() => !document.activeElement.matches('body, body > .skip') && measures.focus()"
ORDERED = """() => [...document.querySelectorAll("[tabindex]:not([tabindex='0'], [tabindex='-1'])")]
  .map((node) => `tabindex above 0: ${node.outerHTML}`)"""


def at(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def tab_to(page: Page, selector: str) -> None:
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if at(page, selector):
            return
    raise AssertionError(f"{selector} was not reached by Tab")


def press(page: Page, selector: str, key: str) -> None:
    tab_to(page, selector)
    page.keyboard.press(key)


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


SUBMIT = "main form button[type=submit]:not([name])"


def test_journey_needs_no_mouse(any_page: Page) -> None:
    any_page.goto("/")
    press(any_page, "main .button", "Enter")
    heading(any_page, "Kenen asioita hoidat?")
    for value, text in (
        ("hyvinvointialue", "Mitä tehtäviä hoidat?"),
        ("maksuvaatimukset", "Kenen palveluksessa olet?"),
        ("oma", "Tarvitset tämän valtuuden"),
    ):
        press(any_page, f'input[value="{value}"]', "Space")
        press(any_page, SUBMIT, "Enter")
        heading(any_page, text)
    press(any_page, "#lakiperuste-no", "Enter")
    expect(any_page.locator(".lead")).to_have_text("Älä pyydä vielä. Edellytys puuttuu.")
    press(any_page, "#lakiperuste-yes", "Enter")
    expect(any_page.locator(".lead")).to_have_text("Voit pyytää heti.")


def test_skip_link_leads_past_the_header(any_page: Page) -> None:
    any_page.goto("/")
    any_page.keyboard.press("Tab")
    expect(any_page.locator("body > .skip")).to_be_focused()
    any_page.keyboard.press("Enter")
    expect(any_page).to_have_url(re.compile("#."))
    any_page.keyboard.press("Tab")
    expect(any_page.locator("main .button").first).to_be_focused()


FIELDS = {
    "/kysely/tehtavat/?jatka=1": "#organisaatio-1",
    f"/kysely/suhde/?{COUNTY}&jatka=1": "#tehtava-1",
    f"/tulos/?{COUNTY}&tehtava=ajanvaraus&jatka=1": "#suhde-1",
    "/koodi/?koodi=7KQ4-M2X0": "#koodi",
}
"""Addresses with an error, and the field that it leads to."""


def test_error_leads_to_its_field(any_page: Page) -> None:
    for address, field in FIELDS.items():
        any_page.goto(address)
        press(any_page, ".errors a", "Enter")
        expect(any_page.locator(field)).to_be_focused()


def test_folded_text_opens_and_closes(any_page: Page) -> None:
    any_page.goto(f"/kysely/tehtavat/?{COUNTY}")
    press(any_page, "summary", "Enter")
    expect(any_page.locator("details .adding").first).to_be_visible()
    any_page.keyboard.press("Enter")
    expect(any_page.locator("details .adding").first).to_be_hidden()


def wrong(stop: dict[str, Any]) -> list[str]:
    """What is wrong with one stop of the Tab key: a focus that is not seen, or something over it."""
    unseen = [] if stop["outline"] >= 3 and stop["width"] >= 2 else [f"unseen focus: {stop['name']}"]
    return unseen + [f"{stop['name']} is covered by {what}" for what in stop["covered"]]


def walk(page: Page) -> list[dict[str, Any]]:
    """Every stop of the Tab key from the top of the page until it leaves the document."""
    page.locator("body > .skip").focus()
    stops: list[dict[str, Any]] = [page.evaluate("measures.focus()")]
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if not stop:
            return stops
        stops.append(stop)
    raise AssertionError("Tab does not leave the page")


@pytest.mark.parametrize("window", [LAPTOP, FOUR_TIMES], ids=["laptop", "four-times-zoom"])
def test_every_stop_is_seen_and_none_is_a_trap(window: ViewportSize, chromium: Browser, service: Service) -> None:
    found = {}
    with measuring(chromium, service, viewport=window) as page:
        for kind in sampled(WALKED_PAGES, 2 if window is LAPTOP else 3):
            page.goto(kind.url)
            stops = walk(page)
            found[kind.name] = [line for stop in stops for line in wrong(stop)] + page.evaluate(ORDERED)
            if len(stops) != page.evaluate(REACHED):
                found[kind.name].append(f"{len(stops)} stops of {page.evaluate(REACHED)}")
    assert only_found(found) == {}


def test_order_is_the_order_of_the_page(chromium: Browser, service: Service) -> None:
    """On one column the stops go down the page."""
    with measuring(chromium, service, viewport=FOUR_TIMES) as page:
        page.goto(f"/kysely/tehtavat/?{COUNTY}")
        tops = [stop["top"] for stop in walk(page)][1:]
    assert tops == sorted(tops)
