"""Large text, wide spacing, a small window: nothing is lost, cut or over another text (1.4.4, 1.4.10, 1.4.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from advisor.tests.browser.measuring import OPEN_ALL, measuring, only_found, shown
from advisor.tests.serving import Service
from mandates.tests.depth import is_audit, sampled

pytestmark = pytest.mark.long

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
DOUBLE = "html { font-size: 200% !important }"
NORMAL = 16
STYLED = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""


@dataclass(frozen=True, slots=True)
class Eyes:
    """How somebody reads: the window, the browser's own text size, a style sheet of theirs, pages that are left out."""

    width: int
    height: int
    text: int = NORMAL
    style: str = ""
    but: frozenset[str] = frozenset()


EYES = {
    "four times zoom": Eyes(320, 256),
    "the browser's text at 200 %": Eyes(1280, 900, text=2 * NORMAL),
    "the browser's text at 200 % on half a screen": Eyes(640, 900, text=2 * NORMAL),
    # A table of 15 columns may need two directions (1.4.10). The browser's own text size and zoom make it blocks;
    # a style sheet on the root does not move the breakpoint.
    "text at 200 % by a style sheet": Eyes(1280, 900, style=DOUBLE, but=frozenset({"matrix"})),
    "text at 200 % by a style sheet on half a screen": Eyes(640, 900, style=DOUBLE),
    "wide spacing": Eyes(1280, 900, style=SPACING),
    "wide spacing on a phone": Eyes(320, 640, style=SPACING),
}


ALWAYS = "four times zoom"


def tried(place: int) -> Iterator[tuple[str, Eyes]]:
    """How the page at a place is read: in every way in the audit, else zoomed and in every other way in turn."""
    yield ALWAYS, EYES[ALWAYS]
    others = [(name, eyes) for name, eyes in EYES.items() if name != ALWAYS]
    yield from others if is_audit() else others[place % 2 :: 2]


def look(page: Page, tools: CDPSession, eyes: Eyes) -> None:
    tools.send("Page.setFontSizes", {"fontSizes": {"standard": eyes.text}})
    page.set_viewport_size({"width": eyes.width, "height": eyes.height})
    page.evaluate(STYLED, eyes.style)


def test_no_text_is_cut_whatever_its_size_or_spacing(chromium: Browser, service: Service) -> None:
    lost = {}
    with measuring(chromium, service) as page:
        tools = page.context.new_cdp_session(page)
        for place, kind in enumerate(sampled(shown("sv"), 3)):
            page.goto(kind.url)
            page.evaluate(OPEN_ALL)
            for name, eyes in tried(place):
                if kind.name not in eyes.but:
                    look(page, tools, eyes)
                    lost[f"{kind.name}, {name}"] = page.evaluate("measures.lost()")
    assert only_found(lost) == {}


def test_text_of_double_size_is_really_double(chromium: Browser, service: Service) -> None:
    with measuring(chromium, service) as page:
        tools = page.context.new_cdp_session(page)
        page.goto("/")
        sizes = []
        for name in ("four times zoom", "the browser's text at 200 %", "text at 200 % by a style sheet"):
            look(page, tools, EYES[name])
            sizes.append(page.evaluate("getComputedStyle(document.body).fontSize"))
    assert sizes == ["18px", "36px", "36px"]
