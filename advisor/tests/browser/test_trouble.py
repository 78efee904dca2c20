"""Slow, cut and broken connections: what was pressed says that it waits, what failed is told and can be tried again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from advisor.tests.browser.conftest import DESKTOP, stop_clock, touch

COUNTY = "organisaatio=hyvinvointialue"
TASKS = f"/kysely/tehtavat/?{COUNTY}"
ANSWER = f"/tulos/?{COUNTY}&tehtava=etuustietojen-katselu&suhde=oma"
DESK = f"/tuki/?{COUNTY}&tehtava=ajanvaraus&suhde=oma"
PHONE: ViewportSize = {"width": 390, "height": 844}
FAILS: dict[str, Callable[[Route], None]] = {
    "cut": lambda route: route.abort(),
    "broken": lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"),
}
IS_COVERED = """element => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return !element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


def only_htmx(act: Callable[[Route], None]) -> Callable[[Route], None]:
    """Does it to what htmx asks for; all else goes on."""

    def handle(route: Route) -> None:
        headers = route.request.headers
        is_htmx = "hx-request" in headers or "hx-history-restore-request" in headers
        return act(route) if is_htmx else route.continue_()

    return handle


def alarm(page: Page) -> Locator:
    return page.get_by_text("Sivun haku ei onnistunut")


def again(page: Page) -> None:
    page.unroute("**/*")
    page.get_by_role("button", name="Yritä uudestaan").click()


@pytest.mark.parametrize(
    ("fails", "viewport"), [("cut", DESKTOP), ("broken", PHONE)], ids=["cut-desktop", "broken-phone"]
)
def test_failed_form_is_sent_again_as_it_is_now(fails: str, viewport: ViewportSize, page: Page) -> None:
    """How it failed and how wide the window is have nothing to do with each other: each is tried once."""
    page.set_viewport_size(viewport)
    touch(page, TASKS)
    page.locator("input[value=ajanvaraus]").check()
    page.route("**/*", only_htmx(FAILS[fails]))
    button = page.get_by_role("button", name="Jatka")
    button.click()
    expect(alarm(page)).to_be_visible()
    assert not button.evaluate(IS_COVERED)
    page.locator("input[value=rintamalisa]").check()
    again(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenen palveluksessa olet?")
    expect(alarm(page)).to_be_hidden()
    assert re.findall(r"tehtava=(\w+)", page.url) == ["rintamalisa", "ajanvaraus"]


def test_failed_link_is_followed_again_and_stays_in_sight(page: Page) -> None:
    touch(page, ANSWER)
    for viewport, said in ((DESKTOP, "yes"), (PHONE, "no")):
        page.set_viewport_size(viewport)
        page.route("**/*", only_htmx(FAILS["broken"]))
        link = page.locator(f"#lakiperuste-{said}")
        link.evaluate("element => element.scrollIntoView({ block: 'end' })")
        link.click()
        expect(alarm(page)).to_be_visible()
        assert not link.evaluate(IS_COVERED), viewport
        again(page)
        expect(link).to_have_attribute("aria-current", "true")
        expect(alarm(page)).to_be_hidden()


def test_failed_button_that_adds_is_pressed_again(page: Page) -> None:
    touch(page, TASKS)
    page.get_by_text("Etkö löydä tehtävääsi?").click()
    page.route("**/*", only_htmx(FAILS["cut"]))
    page.get_by_role("button", name="Lisää Lääkeyritys").click()
    expect(alarm(page)).to_be_visible()
    again(page)
    expect(page.locator("input[value=hintailmoitukset]")).to_be_visible()


def test_failed_tick_on_the_desk_is_sent_again(page: Page) -> None:
    touch(page, DESK)
    page.route("**/*", only_htmx(FAILS["cut"]))
    page.locator("input[value=rintamalisa]").check()
    expect(alarm(page)).to_be_visible()
    again(page)
    expect(page.locator("#vastaus h2")).to_contain_text("2")
    expect(page.locator("input[value=rintamalisa]")).to_be_checked()


def to_question_3(page: Page) -> None:
    touch(page, TASKS)
    page.locator("input[value=ajanvaraus]").check()
    page.get_by_role("button", name="Jatka").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenen palveluksessa olet?")


@pytest.mark.parametrize("fails", FAILS)
def test_failed_back_is_told_leaves_the_page_usable_and_is_tried_again(fails: str, page: Page) -> None:
    to_question_3(page)
    page.route("**/*", only_htmx(FAILS[fails]))
    page.go_back(wait_until="commit")
    expect(alarm(page)).to_be_visible()
    page.locator("input[value=oma]").check()
    again(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(alarm(page)).to_be_hidden()


@pytest.mark.parametrize("fails", FAILS)
def test_after_a_failed_back_the_form_still_goes_on(fails: str, page: Page) -> None:
    to_question_3(page)
    page.route("**/*", only_htmx(FAILS[fails]))
    page.go_back(wait_until="commit")
    expect(alarm(page)).to_be_visible()
    page.unroute("**/*")
    page.locator("input[value=oma]").check()
    page.get_by_role("button", name="Näytä vastaus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tarvitset tämän valtuuden")
    expect(alarm(page)).to_be_hidden()


def test_trouble_after_back_is_told_too(page: Page) -> None:
    """Back brings a new body, and with it a new place for the alarm."""
    to_question_3(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitä tehtäviä hoidat?")
    page.route("**/*", only_htmx(FAILS["broken"]))
    page.get_by_role("button", name="Jatka").click()
    expect(alarm(page)).to_be_visible()


def test_alarm_goes_when_the_connection_returns(page: Page) -> None:
    touch(page, ANSWER)
    page.context.set_offline(True)
    page.locator("#lakiperuste-yes").click()
    expect(alarm(page)).to_be_visible()
    page.context.set_offline(False)
    expect(alarm(page)).to_be_hidden()


PRESSED = {
    "button": (TASKS, ".onward button"),
    "link": (ANSWER, "#lakiperuste-yes"),
    "tick": (DESK, "input[value=rintamalisa]"),
}


@pytest.mark.parametrize("kind", PRESSED)
def test_what_was_pressed_says_that_it_waits(kind: str, page: Page) -> None:
    held: list[Route] = []
    page.route("**/*", only_htmx(held.append))
    address, selector = PRESSED[kind]
    touch(page, address)
    pressed = page.locator(selector)
    pressed.click()
    expect(pressed).to_have_attribute("aria-busy", "true")
    held.pop().abort()
    expect(alarm(page)).to_be_visible()
    expect(pressed).not_to_have_attribute("aria-busy", "true")


def test_quick_answer_shows_no_waiting(page: Page) -> None:
    """Nothing is quicker than an answer on a page whose time stands still until it has come."""
    stop_clock(page)
    touch(page, ANSWER)
    page.evaluate("""() => {
        window.busy = 0;
        const watch = { attributeFilter: ["aria-busy"], subtree: true };
        new MutationObserver(() => window.busy++).observe(document.body, watch);
    }""")
    page.locator("#lakiperuste-yes").click()
    page.wait_for_url(re.compile("kylla=lakiperuste"))
    page.clock.run_for(1_000)
    expect(page.locator("#lakiperuste-yes")).to_have_attribute("aria-current", "true")
    assert page.evaluate("window.busy") == 0
