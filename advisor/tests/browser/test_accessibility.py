"""Every page type, as axe, the console and a ruler see it.

`make audit` gives axe every page in every language, window and colours, with all rules. `make test` gives it every
other of the pages in Finnish and of those with the most text in the other languages: all rules in the widest or the
narrowest window, by turns, and for some where nothing but the colours differs, the rules that look at colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, Literal, NamedTuple

from django.utils import translation
from playwright.sync_api import Browser, Page, ViewportSize

from advisor.errors import STATUSES, body
from advisor.tests.browser.conftest import DESKTOP, PATIENCE, Watch, stop_clock
from advisor.tests.browser.measuring import measuring, only_found, shown
from advisor.tests.pages import PAGES, PageType, in_languages
from advisor.tests.serving import ROOT, Service
from mandates.languages import DEFAULT
from mandates.rules.texts import LANGUAGES
from mandates.tests.depth import is_audit, sampled

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
PHONE: ViewportSize = {"width": 360, "height": 780}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
# 400 % of 1280 × 1024 is a window of 320 × 256: nothing sticky may cover what is read.
FOUR_TIMES: ViewportSize = {"width": 320, "height": 256}
TABS = 8
REQUESTS = 5
APART = (".woff2", ".svg")  # fonts and the icon
Scheme = Literal["light", "dark"]
Forced = Literal["active", "none"]
VARIANTS: dict[str, tuple[ViewportSize, Scheme, Forced]] = {
    "desktop": (DESKTOP, "light", "none"),
    "dark": (DESKTOP, "dark", "none"),
    "forced-colours": (DESKTOP, "light", "active"),
    "phone": (PHONE, "light", "none"),
    "smallest": (SMALLEST, "light", "none"),
}
PLAIN: tuple[Scheme, Forced] = ("light", "none")
COLOURS_ONLY = ("dark", "forced-colours")
COLOURS_EVERY = 3
EVERY_LANGUAGE = tuple(page for kind in PAGES for page in in_languages(kind))
WORDY = ("start", "question-1", "question-2", "question-3", "result", "result-covered", "mandates", "mandate", "matrix")
"""The pages with the longest words, which Swedish has: they may make a page too wide."""
WIDER = """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth].filter(Boolean)"""
SMALL_CONTROLS = """() => [...document.querySelectorAll('button, select, summary, label:has(input), a[aria-current]')]
  .filter(node => node.checkVisibility() && node.getBoundingClientRect().height < 44)
  .map(node => node.outerHTML.slice(0, 80))"""
STICKY = """() => [...document.querySelectorAll('body *')]
  .filter(node => ['fixed', 'sticky'].includes(getComputedStyle(node).position))
  .map(node => node.className)"""
MEASURED: tuple[tuple[str, ViewportSize, str], ...] = (
    ("wider than 1280", DESKTOP, WIDER),
    ("wider than 768", {"width": 768, "height": 780}, WIDER),
    ("wider than 360", PHONE, WIDER),
    ("too small to touch", PHONE, SMALL_CONTROLS),
    ("wider than 320", FOUR_TIMES, WIDER),
    ("sticky at four times zoom", FOUR_TIMES, STICKY),
)
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


def tried(place: int) -> Iterator[tuple[str, Any]]:
    """The variants that axe tries the page at a place in, and the rules that it tries in each."""
    if is_audit():
        yield from ((variant, RULES) for variant in VARIANTS)
        return
    yield "smallest" if place % 2 else "desktop", RULES
    if place % COLOURS_EVERY == 0:
        yield from ((variant, COLOUR_RULES) for variant in COLOURS_ONLY)


class Look(NamedTuple):
    """What a page is looked at for, how it is shown meanwhile, and the script that finds what is wrong."""

    what: str
    window: ViewportSize
    colours: tuple[Scheme, Forced]
    script: str
    rules: Any = None


def looks(place: int) -> list[Look]:
    """The looks at the page at a place: from the widest window to the narrowest, and at the next page back again, so
    that each page comes in the window that the one before was left in."""
    by_axe = [Look(name, VARIANTS[name][0], VARIANTS[name][1:], FIND, rules) for name, rules in tried(place)]
    measured = [Look(what, window, PLAIN, script) for what, window, script in MEASURED]
    wide_first = sorted([*by_axe, *measured], key=lambda look: (-look.window["width"], -look.window["height"]))
    return wide_first[:: -1 if place % 2 else 1]


def looked_at() -> tuple[PageType, ...]:
    swedish = tuple(page for page in EVERY_LANGUAGE if page.name.removesuffix("-sv") in WORDY)
    return EVERY_LANGUAGE if is_audit() else tuple(dict.fromkeys((*shown("sv", "en"), *swedish)))


def test_axe_finds_nothing_and_every_window_and_finger_is_fitted(chromium: Browser, service: Service) -> None:
    found: dict[str, list[str]] = {}
    with measuring(chromium, service, AXE, reduced_motion="reduce") as page:
        colours = PLAIN
        for place, kind in enumerate(sampled(looked_at(), 2)):
            page.goto(kind.url)
            for look in looks(place):
                if page.viewport_size != look.window:
                    page.set_viewport_size(look.window)
                if colours != look.colours:
                    page.emulate_media(color_scheme=look.colours[0], forced_colors=look.colours[1])
                    colours = look.colours
                found[f"{kind.name}, {look.what}"] = page.evaluate(look.script, look.rules)
    assert only_found(found) == {}


def test_error_pages_are_accessible(chromium: Browser, service: Service) -> None:
    """They share a template, which has more on the page for 404: that one in every language and one of the others."""
    found: dict[str, list[str]] = {}
    with measuring(chromium, service, AXE) as page:
        for language, status in product(LANGUAGES, STATUSES):
            if is_audit() or status == 404 or (language == DEFAULT and status == 500):
                with translation.override(language):
                    open_error(page, status)
                found[f"{status} {language}"] = page.evaluate(FIND, RULES)
    assert only_found(found) == {}


def open_error(page: Page, status: int) -> None:
    html = body(status)
    page.route("**/virhe", lambda route: route.fulfill(status=status, body=html, content_type="text/html"), times=1)
    page.goto("/virhe")


def test_pages_keep_their_policy_ask_little_and_nobody_else(chromium: Browser, service: Service) -> None:
    """A few pages side by side, so that they fall silent together; each comes with nothing in the cache."""
    context = chromium.new_context(base_url=service.url, viewport=DESKTOP, locale="fi-FI")
    context.set_default_timeout(PATIENCE)
    tabs = [context.new_page() for _ in range(TABS)]
    stop_clock(tabs[0])  # for all of them: an answer in sight for two seconds asks for more
    watches = [Watch(tab) for tab in tabs]
    for tab in tabs:
        context.new_cdp_session(tab).send("Network.setCacheDisabled", {"cacheDisabled": True})
    found = {}
    pages = sampled(PAGES, 2)
    for first in range(0, len(pages), TABS):
        group = list(zip(pages[first : first + TABS], tabs, watches, strict=False))
        for kind, tab, watch in group:
            watch.requests.clear()
            tab.goto(kind.url)
            asked = [request.url for request in watch.requests if not request.url.endswith(APART)]
            found[f"{kind.name}, many requests"] = asked if len(asked) > REQUESTS else []
        for kind, tab, watch in group:
            found[kind.name] = trouble(tab, watch, service)
    context.close()
    assert only_found(found) == {}


def trouble(page: Page, watch: Watch, service: Service) -> list[Any]:
    """The console's complaints, requests to others, cookies, and what is kept in the browser."""
    page.wait_for_load_state("networkidle")
    foreign = [request.url for request in watch.requests if not request.url.startswith(f"{service.url}/")]
    kept = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return [*watch.complaints, *foreign, *page.context.cookies(), *kept]
