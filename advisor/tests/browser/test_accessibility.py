"""Every page type, as axe, the console and a ruler see it."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, ViewportSize

from advisor.errors import body
from advisor.tests.browser.conftest import DESKTOP, Watch
from advisor.tests.browser.measuring import only_found
from advisor.tests.pages import PAGES, in_languages
from advisor.tests.serving import ROOT, Service
from mandates.rules.ruleset import LANGUAGES

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 360, "height": 780}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
TABS = 8
PARTS = 4
Scheme = Literal["light", "dark"]
Forced = Literal["active", "none"]
VARIANTS: dict[str, tuple[ViewportSize, Scheme, Forced]] = {
    "desktop": (DESKTOP, "light", "none"),
    "phone": (PHONE, "light", "none"),
    "smallest": (SMALLEST, "light", "none"),
    "dark": (DESKTOP, "dark", "none"),
    "forced-colours": (DESKTOP, "light", "active"),
}
EVERY_LANGUAGE = [page for kind in PAGES for page in in_languages(kind)]
WORDY = ("start", "question-1", "question-2", "question-3", "result", "result-covered", "mandates", "mandate", "matrix")
LONG_WORDS = [page for page in EVERY_LANGUAGE if page.language == "sv" and page.name.removesuffix("-sv") in WORDY]
SHOWN = [*PAGES, *LONG_WORDS]
"""The Finnish pages, and the Swedish ones with the most text: their words are as long."""
# What axe passes is neither described nor handed over: that takes as long as the rules themselves.
FIND = """async (rules) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}"""


@cache
def axe() -> str:
    return f"() => {{ {AXE.read_text(encoding='utf-8')} }}"


def violations(page: Page) -> list[str]:
    """What axe finds, one line a finding, with the rule and where."""
    page.evaluate(axe())
    found: list[str] = page.evaluate(FIND, RULES)
    return found


def turn(page: Page, variant: str) -> None:
    window, scheme, forced = VARIANTS[variant]
    page.set_viewport_size(window)
    page.emulate_media(color_scheme=scheme, forced_colors=forced)


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing(part: int, chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, reduced_motion="reduce")
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for kind in EVERY_LANGUAGE[part::PARTS]:
        turn(page, "desktop")
        page.goto(kind.url)
        page.evaluate(axe())
        for variant in VARIANTS:
            turn(page, variant)
            found[f"{kind.name}, {variant}"] = page.evaluate(FIND, RULES)
    context.close()
    assert only_found(found) == {}


WIDER = """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth].filter(Boolean)"""
SMALL_CONTROLS = """() => [...document.querySelectorAll('button, select, summary, label:has(input), a[aria-current]')]
  .filter(node => node.checkVisibility() && node.getBoundingClientRect().height < 44)
  .map(node => node.outerHTML.slice(0, 80))"""
STICKY = """() => [...document.querySelectorAll('body *')]
  .filter(node => ['fixed', 'sticky'].includes(getComputedStyle(node).position))
  .map(node => node.className)"""
# 400 % of 1280 × 1024 is a window of 320 × 256: nothing sticky may cover what is read.
MEASURED: tuple[tuple[str, ViewportSize, str], ...] = (
    *((f"wider than {width}", ViewportSize(width=width, height=800), WIDER) for width in (320, 360, 768, 1280)),
    ("too small to touch", PHONE, SMALL_CONTROLS),
    ("sticky at four times zoom", {"width": 320, "height": 256}, STICKY),
)


def test_every_page_fits_every_window_and_the_finger(chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url)
    page = context.new_page()
    found = {}
    for kind in SHOWN:
        page.goto(kind.url)
        for what, window, script in MEASURED:
            page.set_viewport_size(window)
            found[f"{kind.name}, {what}"] = page.evaluate(script)
    context.close()
    assert only_found(found) == {}


@pytest.mark.parametrize("first", range(0, len(PAGES), TABS))
def test_pages_keep_their_policy_and_ask_nobody_else(first: int, chromium: Browser, service: Service) -> None:
    """A few pages side by side, so that they fall silent together."""
    kinds = PAGES[first : first + TABS]
    pages = [chromium.new_context(base_url=service.url, viewport=DESKTOP, locale="fi-FI").new_page() for _ in kinds]
    watches = [Watch(page) for page in pages]
    for kind, page in zip(kinds, pages, strict=True):
        page.goto(kind.url)
    triples = zip(kinds, pages, watches, strict=True)
    found = {kind.name: trouble(page, watch, service) for kind, page, watch in triples}
    for page in pages:
        page.context.close()
    assert only_found(found) == {}


def trouble(page: Page, watch: Watch, service: Service) -> list[Any]:
    """The console's complaints, requests to others, cookies, and what is kept in the browser."""
    page.wait_for_load_state("networkidle")
    foreign = [request.url for request in watch.requests if not request.url.startswith(f"{service.url}/")]
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return [*watch.complaints, *foreign, *page.context.cookies(), *kept]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 503])
def test_error_page_is_accessible(status: int, language: str, page: Page) -> None:
    with translation.override(language):
        html = body(status)
    page.route("**/virhe", lambda route: route.fulfill(status=status, body=html, content_type="text/html"))
    page.goto("/virhe")
    assert violations(page) == []
