"""Beyond the law: what WCAG 2.2 asks on level AAA, as far as a machine can see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, Page

from advisor.tests.browser.conftest import DESKTOP
from advisor.tests.browser.measuring import MODULES, OPEN_ALL, measuring, only_found, shown
from advisor.tests.serving import Service
from mandates.tests.depth import sampled

pytestmark = pytest.mark.long

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
    # HTML allows a style sheet's link in the body. This one comes with the page that htmx puts in `#main`.
    "WCAG2AAA.Principle2.Guideline2_4.2_4_8.H59.1": "#main > link[media=print]",
}
ENOUGH_FOR_TEXT = 7
ENOUGH_FOR_CONTROLS = 3
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")


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


def weak(page: Page) -> list[Any]:
    """Texts and controls that are too near the colour of what they stand on."""
    texts, edges = page.evaluate("[measures.contrasts(), measures.edges()]")
    return [row for row in texts if row[0] < ENOUGH_FOR_TEXT] + [row for row in edges if row[0] < ENOUGH_FOR_CONTROLS]


def wrong(page: Page) -> Iterator[tuple[str, list[Any]]]:
    """What is asked of the open page, and what is wrong: first as it came, then with everything unfolded."""
    yield "codesniffer", sniffed(page)
    # Equal words lead to one place (2.4.9), and a spoken name begins with the words that are seen (2.5.3).
    yield "links and buttons say what they do", page.evaluate("[...measures.alike(), ...measures.misnamed()]")
    # Not even for those who have not asked for less motion.
    yield "nothing moves by itself", page.evaluate("measures.moving()")
    page.evaluate(OPEN_ALL)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        yield f"colours are far enough apart, {scheme}", weak(page)
    for width in (360, 1280):
        # Links inside sentences are left out (2.5.8's exception): the line's height is theirs.
        page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
        yield f"targets are 44 pixels each way at {width}", page.evaluate("measures.small()")


def test_nothing_is_wrong_by_level_aaa(chromium: Browser, service: Service) -> None:
    found: dict[str, list[Any]] = {}
    with measuring(chromium, service, SNIFFER) as page:
        for kind in sampled(shown("sv", "en"), 3):
            page.emulate_media(color_scheme="light")
            page.set_viewport_size(DESKTOP)
            page.goto(kind.url)
            found |= {f"{kind.name}: {what}": lines for what, lines in wrong(page)}
    assert only_found(found) == {}
