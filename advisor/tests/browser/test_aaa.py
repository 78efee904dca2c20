"""Beyond the law: what WCAG 2.2 asks on level AAA, as far as a machine can see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from advisor.tests.browser.measuring import MODULES, OPEN_ALL, measuring, only_found, shown
from advisor.tests.serving import Service

SNIFFER = MODULES / "html_codesniffer" / "build" / "HTMLCS.js"
SNIFF = """() => new Promise((found) => HTMLCS.process('WCAG2AAA', document, () => found(
  HTMLCS.getMessages().filter(({type}) => type === HTMLCS.ERROR).map(({code, element}) => [code, element]))))"""
EXCEPTIONS = {
    # The cells' headings are given by scope (col, row, rowgroup), which is as good. `headers` on 400 cells would
    # double the page's size.
    "WCAG2AAA.Principle1.Guideline1_3.1_3_1.H43.HeadersRequired": "table.matrix",
    # The desk's form is sent by its script at each tick, and without script by a button in <noscript>, which the
    # sniffer does not see. The tick changes the answer beside it, says so and moves no focus (3.2.2).
    "WCAG2AAA.Principle3.Guideline3_2.3_2_2.H32.2": "#poyta form[data-hx-get]",
}
ENOUGH_FOR_TEXT = 7
ENOUGH_FOR_CONTROLS = 3


def sniffed(page: Page) -> list[str]:
    """The errors that HTML_CodeSniffer finds, but for the exceptions: each is one rule at one selector."""
    found = page.evaluate_handle(SNIFF)
    return [
        f"{code}: {html}"
        for code, html in found.evaluate(
            """(rows, exceptions) => rows
              .filter(([code, element]) => !(code in exceptions && element.matches?.(exceptions[code])))
              .map(([code, element]) => [code, (element.outerHTML ?? 'document').slice(0, 120)])""",
            EXCEPTIONS,
        )
    ]


def test_codesniffer_finds_no_error(chromium: Browser, service: Service) -> None:
    found = {}
    with measuring(chromium, service, SNIFFER) as page:
        for kind in shown("sv", "en"):
            page.goto(kind.url)
            found[kind.name] = sniffed(page)
    assert only_found(found) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_far_enough_apart(scheme: str, chromium: Browser, service: Service) -> None:
    weak = {}
    with measuring(chromium, service, color_scheme=scheme) as page:
        for kind in shown("sv"):
            page.goto(kind.url)
            page.evaluate(OPEN_ALL)
            texts, edges = page.evaluate("[measures.contrasts(), measures.edges()]")
            weak[kind.name] = [row for row in texts if row[0] < ENOUGH_FOR_TEXT]
            weak[kind.name] += [row for row in edges if row[0] < ENOUGH_FOR_CONTROLS]
    assert only_found(weak) == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_44_pixels_each_way(width: int, chromium: Browser, service: Service) -> None:
    """Links inside sentences are left out (2.5.8's exception): the line's height is theirs."""
    small = {}
    with measuring(chromium, service, viewport={"width": width, "height": 900}) as page:
        for kind in shown("sv"):
            page.goto(kind.url)
            page.evaluate(OPEN_ALL)
            small[kind.name] = page.evaluate("measures.small()")
    assert only_found(small) == {}


def test_links_and_buttons_say_what_they_do(chromium: Browser, service: Service) -> None:
    """Equal words lead to one place (2.4.9), and a spoken name begins with the words that are seen (2.5.3)."""
    found = {}
    with measuring(chromium, service) as page:
        for kind in shown("sv", "en"):
            page.goto(kind.url)
            found[kind.name] = page.evaluate("[...measures.alike(), ...measures.misnamed()]")
    assert only_found(found) == {}


def test_nothing_moves_by_itself(chromium: Browser, service: Service) -> None:
    """Not even for those who have not asked for less motion."""
    found = {}
    with measuring(chromium, service) as page:
        for kind in shown():
            page.goto(kind.url)
            found[kind.name] = page.evaluate("measures.moving()")
    assert only_found(found) == {}
