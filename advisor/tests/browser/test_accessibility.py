"""Every page type, as axe, the console and a ruler see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, ViewportSize

from advisor.errors import body
from advisor.tests.browser.conftest import DESKTOP, Watch
from advisor.tests.pages import PAGES, PageType, in_languages
from advisor.tests.serving import ROOT, Service
from mandates.ruleset import LANGUAGES

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 360, "height": 780}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
VARIANTS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE},
    "smallest": {"viewport": SMALLEST},
    "dark": {"viewport": DESKTOP, "color_scheme": "dark"},
    "forced-colours": {"viewport": DESKTOP, "forced_colors": "active"},
}
IDS = [page.name for page in PAGES]
EVERY_LANGUAGE = [page for kind in PAGES for page in in_languages(kind)]
WORDY = ("start", "question-1", "question-2", "question-3", "result", "result-covered", "mandates", "mandate", "matrix")
LONG_WORDS = [page for page in EVERY_LANGUAGE if page.language == "sv" and page.name.removesuffix("-sv") in WORDY]
SHOWN = [*PAGES, *LONG_WORDS]
"""The Finnish pages, and the Swedish ones with the most text: their words are as long."""


def violations(page: Page) -> list[str]:
    """What axe finds, one line a finding, with the rule and where."""
    page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{row['id']}: {node['target']}" for row in found["violations"] for node in row["nodes"]]


@pytest.mark.parametrize("variant", VARIANTS)
def test_axe_finds_nothing(variant: str, chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, reduced_motion="reduce", **VARIANTS[variant])
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for kind in EVERY_LANGUAGE if variant == "desktop" else SHOWN:
        page.goto(kind.url)
        found[kind.name] = violations(page)
    context.close()
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_its_window(width: int, chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for kind in SHOWN:
        page.goto(kind.url)
        wide[kind.name] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert wide == dict.fromkeys((kind.name for kind in SHOWN), 0)


@pytest.mark.parametrize("kind", PAGES, ids=IDS)
def test_page_keeps_its_policy_and_asks_nobody_else(kind: PageType, page: Page, watch: Watch, service: Service) -> None:
    page.goto(kind.url)
    page.wait_for_load_state("networkidle")
    assert watch.complaints == []
    assert {request.url.startswith(f"{service.url}/") for request in watch.requests} == {True}
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_controls_are_large_enough_to_touch(chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, viewport=PHONE)
    page = context.new_page()
    small = {}
    for kind in SHOWN:
        page.goto(kind.url)
        small[kind.name] = page.evaluate(SMALL_CONTROLS)
    context.close()
    assert small == {kind.name: [] for kind in SHOWN}


SMALL_CONTROLS = """() => [...document.querySelectorAll('button, select, summary, label:has(input), a[aria-current]')]
  .filter(node => node.checkVisibility() && node.getBoundingClientRect().height < 44)
  .map(node => node.outerHTML.slice(0, 80))"""


def test_desktop_stays_usable_at_four_times_zoom(chromium: Browser, service: Service) -> None:
    """400 % of 1280 × 1024 is a window of 320 × 256: nothing sticky may cover what is read."""
    context = chromium.new_context(base_url=service.url, viewport={"width": 320, "height": 256})
    page = context.new_page()
    sticky = {}
    for kind in SHOWN:
        page.goto(kind.url)
        sticky[kind.name] = page.evaluate(STICKY)
    context.close()
    assert sticky == {kind.name: [] for kind in SHOWN}


STICKY = """() => [...document.querySelectorAll('body *')]
  .filter(node => ['fixed', 'sticky'].includes(getComputedStyle(node).position))
  .map(node => node.className)"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 503])
def test_error_page_is_accessible(status: int, language: str, page: Page) -> None:
    with translation.override(language):
        html = body(status)
    page.route("**/virhe", lambda route: route.fulfill(status=status, body=html, content_type="text/html"))
    page.goto("/virhe")
    assert violations(page) == []
