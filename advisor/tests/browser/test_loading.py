"""How a page comes up: few requests, nobody else asked, and nothing moves, however late the fonts are (P6, P8)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, STEP, Watch, stop_clock, touch
from advisor.tests.pages import COUNTY, PAGES
from advisor.tests.serving import Service
from mandates.tests.depth import sampled

FONTS = "**/*.woff2"
SIGHT = 2_000
PHONE: ViewportSize = {"width": 360, "height": 780}
LATE = 600
"""Milliseconds: a shift within 500 of a click is taken for its effect."""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
FOOTER = '<footer class="foot">'
"""Where one page takes another's place, it alone stays, below the new one."""
WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) window.shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 60))]);
  }).observe({ type: "layout-shift", buffered: true });
"""


def open_with_late_fonts(page: Page, url: str) -> int:
    """The page is painted first, and only then the fonts arrive: how many did."""
    held: list[Route] = []
    page.route(FONTS, lambda route: held.append(route))
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(TWO_FRAMES)
    wait_for_one(page, held)
    page.route(FONTS, lambda route: route.continue_())
    for route in held:
        route.continue_()
    settle(page)
    page.unroute(FONTS)
    return len(held)


def wait_for_one(page: Page, held: list[Route]) -> None:
    for _ in range(PATIENCE // STEP):
        if held:
            return
        page.wait_for_timeout(STEP)
    raise AssertionError("nothing was asked for")


def settle(page: Page) -> None:
    page.wait_for_load_state("load")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate(TWO_FRAMES)


@pytest.mark.long
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_while_a_page_loads(viewport: ViewportSize, chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, viewport=viewport)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH_SHIFTS)
    page = context.new_page()
    moved = {}
    for kind in sampled(PAGES, 4):
        assert open_with_late_fonts(page, kind.url) > 0
        moved[kind.name] = page.evaluate("window.shifts")
    context.close()
    assert {name: shifts for name, shifts in moved.items() if shifts} == {}


def answer_late(page: Page, route: Route) -> None:
    """What moves soon after a click counts as meant, and so hides what moves by itself."""
    page.wait_for_timeout(LATE)
    route.continue_()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_in_a_step(viewport: ViewportSize, chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, viewport=viewport)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH_SHIFTS)
    page = context.new_page()
    page.goto(f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus")
    settle(page)
    page.route("**/tulos/**", lambda route: answer_late(page, route))
    page.locator("input[value=oma]").check()
    page.evaluate("window.shifts = []")
    page.locator("main form button[type=submit]:not([name])").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tarvitset tämän valtuuden")
    page.evaluate(TWO_FRAMES)
    moved = [node for _, *nodes in page.evaluate("window.shifts") for node in nodes if not node.startswith(FOOTER)]
    context.close()
    assert moved == []


QUESTION = f"/kysely/tehtavat/?{COUNTY}"
HTMX = "**/htmx*.js"


def test_htmx_is_asked_for_once_and_only_when_the_page_is_touched(page: Page, watch: Watch) -> None:
    def asked() -> int:
        return sum("htmx" in request.url for request in watch.requests)

    page.goto(QUESTION)
    settle(page)
    assert asked() == 0
    page.get_by_role("heading", level=1).hover()
    page.wait_for_function("() => window.htmx")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Jatka").hover()
    settle(page)
    assert asked() == 1


def test_answer_in_sight_brings_htmx_by_itself(page: Page, watch: Watch) -> None:
    """A reader in browse mode gives no sign before the first click, which then must not lead back to the top."""
    stop_clock(page)
    page.goto(f"/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma")
    assert not any("htmx" in request.url for request in watch.requests)
    page.clock.run_for(SIGHT)
    page.wait_for_function("() => window.htmx")


def test_button_works_before_htmx_is_here(page: Page) -> None:
    page.route(HTMX, lambda route: None)
    page.goto(QUESTION)
    page.locator('input[value="ajanvaraus"]').check()
    page.get_by_role("button", name="Jatka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenen palveluksessa olet?")
    assert page.evaluate("typeof window.htmx") == "undefined"


def test_tick_before_htmx_is_here_reaches_the_answer_on_the_desk(page: Page) -> None:
    held: list[Route] = []
    page.route(HTMX, lambda route: held.append(route))
    page.goto(f"/tuki/?{COUNTY}&tehtava=ajanvaraus")
    page.evaluate("document.getElementById('tehtava-rintamalisa').click()")
    wait_for_one(page, held)
    expect(page.locator("#vastaus h2")).to_have_text("Tarvitset tämän valtuuden")
    for route in held:
        route.continue_()
    expect(page.locator("#vastaus h2")).to_have_text("Tarvitset 2 valtuutta")


def test_back_over_a_reloaded_step_shows_the_step_before(page: Page) -> None:
    touch(page, QUESTION)
    page.locator('input[value="ajanvaraus"]').check()
    page.get_by_role("button", name="Jatka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenen palveluksessa olet?")
    page.reload()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitä tehtäviä hoidat?")
