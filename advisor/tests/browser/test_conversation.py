"""The conversation as people meet it: with and without JavaScript, by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from advisor.tests.browser.conftest import Watch, touch
from advisor.tests.reading import Reader

COUNTY = "organisaatio=hyvinvointialue"
RESULT = f"/tulos/?{COUNTY}&tehtava=ajanvaraus&tehtava=maksuvaatimukset&suhde=oma"
ANSWER = {"confirm": ["ajanvaraus", "kelmu-etuustiedot"]}


def task(page: Page, slug: str) -> None:
    page.locator(f'input[value="{slug}"]').check()


def go_on(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Jatka|Näytä vastaus|Päivitä vastaus")).click()


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def states(page: Page) -> dict[str, list[str]]:
    found = Reader(page.content()).states()
    return {state: slugs for state, slugs in found.items() if state != "other"}


def journey(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Aloita kysely").first.click()
    heading(page, "Kenen asioita hoidat?")
    task(page, "hyvinvointialue")
    go_on(page)
    heading(page, "Mitä tehtäviä hoidat?")
    task(page, "ajanvaraus")
    task(page, "maksuvaatimukset")
    go_on(page)
    heading(page, "Kenen palveluksessa olet?")
    task(page, "oma")
    go_on(page)
    heading(page, "Tarvitset 2 valtuutta")


def test_journey_gives_the_answer_and_the_way_back_keeps_what_was_ticked(any_page: Page) -> None:
    """By the browser's button, and by the pages' own links."""
    journey(any_page)
    assert states(any_page) == ANSWER
    any_page.go_back()
    heading(any_page, "Kenen palveluksessa olet?")
    expect(any_page.locator('input[value="oma"]')).to_be_checked()
    any_page.go_back()
    heading(any_page, "Mitä tehtäviä hoidat?")
    expect(any_page.locator('input[value="ajanvaraus"]')).to_be_checked()
    expect(any_page.locator('input[value="maksuvaatimukset"]')).to_be_checked()
    any_page.go_back()
    heading(any_page, "Kenen asioita hoidat?")
    expect(any_page.locator('input[value="hyvinvointialue"]')).to_be_checked()
    for text in ("Mitä tehtäviä hoidat?", "Kenen palveluksessa olet?", "Tarvitset 2 valtuutta"):
        any_page.go_forward()
        heading(any_page, text)
    for text, value in (("Kenen palveluksessa olet?", "oma"), ("Mitä tehtäviä hoidat?", "ajanvaraus")):
        any_page.get_by_role("link", name="Takaisin").click()
        heading(any_page, text)
        expect(any_page.locator(f'input[value="{value}"]')).to_be_checked()


def test_change_returns_to_the_result(any_page: Page) -> None:
    any_page.goto(RESULT)
    any_page.get_by_role("link", name="Muuta tehtäviä").first.click()
    heading(any_page, "Mitä tehtäviä hoidat?")
    any_page.locator('input[value="ajanvaraus"]').uncheck()
    go_on(any_page)
    heading(any_page, "Tarvitset tämän valtuuden")
    assert states(any_page) == {"confirm": ["kelmu-etuustiedot"]}


def test_changed_type_asks_the_tasks_once_more(any_page: Page) -> None:
    any_page.goto(RESULT)
    any_page.get_by_role("link", name="Muuta organisaatiota").first.click()
    any_page.locator('input[value="hyvinvointialue"]').uncheck()
    task(any_page, "kunta")
    go_on(any_page)
    heading(any_page, "Mitä tehtäviä hoidat?")
    expect(any_page.locator("main")).to_contain_text("Lähteen mukaan")
    expect(any_page.locator('input[value="ajanvaraus"]')).to_be_checked()
    go_on(any_page)
    heading(any_page, "Tarvitset tämän valtuuden")


def test_empty_answer_is_an_error_that_owns_its_words(any_page: Page) -> None:
    any_page.goto("/kysely/organisaatio/")
    go_on(any_page)
    expect(any_page).to_have_title(re.compile("^Virhe: Kenen asioita hoidat"))
    any_page.get_by_role("link", name="Valitse organisaatio, jonka asioita hoidat").click()
    task(any_page, "kunta")
    go_on(any_page)
    heading(any_page, "Mitä tehtäviä hoidat?")


def add_an_organisation(page: Page) -> None:
    task(page, "rintamalisa")
    page.get_by_text("Etkö löydä tehtävääsi?").click()
    page.get_by_role("button", name="Lisää Lääkeyritys").click()
    expect(page.locator('input[value="hintailmoitukset"]')).to_be_visible()
    expect(page.locator('input[value="rintamalisa"]')).to_be_checked()
    expect(page.get_by_text("Hoidat asioita: Hyvinvointialue, Lääkeyritys")).to_be_visible()


def test_organisation_is_added_without_losing_another_or_its_ticks(any_page: Page) -> None:
    any_page.goto(f"/kysely/tehtavat/?{COUNTY}")
    add_an_organisation(any_page)


def test_organisation_is_added_by_htmx_without_losing_another(page: Page) -> None:
    touch(page, f"/kysely/tehtavat/?{COUNTY}")
    add_an_organisation(page)


def test_none_of_these_leads_to_help(any_page: Page) -> None:
    any_page.goto(f"/kysely/tehtavat/?{COUNTY}")
    task(any_page, "ei-mikaan")
    go_on(any_page)
    heading(any_page, "Et tarvitse näitä valtuuksia")
    expect(any_page.locator('a[href="https://www.kela.fi/asiointi-tyonantajat"]').first).to_be_visible()


def test_prerequisite_answer_changes_state_and_address(any_page: Page) -> None:
    any_page.goto(RESULT)
    any_page.locator("#lakiperuste-yes").click()
    any_page.wait_for_url(re.compile("kylla=lakiperuste"))
    assert states(any_page) == {"request": ["kelmu-etuustiedot"], "confirm": ["ajanvaraus"]}


def test_held_mandate_is_not_asked_for_and_can_be_undone(any_page: Page) -> None:
    any_page.goto(RESULT)
    any_page.locator('[data-mandate="ajanvaraus"]').get_by_role("link", name=re.compile("Minulla on jo")).click()
    any_page.wait_for_url(re.compile("on=ajanvaraus"))
    assert states(any_page) == {"confirm": ["kelmu-etuustiedot"], "held": ["ajanvaraus"]}


def test_focus_title_and_address_follow_a_swap(page: Page) -> None:
    touch(page, "/kysely/organisaatio/")
    task(page, "hyvinvointialue")
    go_on(page)
    heading(page, "Mitä tehtäviä hoidat?")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title("Mitä tehtäviä hoidat? – Asiointivaltuusneuvoja")
    assert page.url.partition("?")[0].endswith("/kysely/tehtavat/")


def test_focus_moves_to_the_error_summary(page: Page) -> None:
    touch(page, f"/kysely/tehtavat/?{COUNTY}")
    go_on(page)
    expect(page.get_by_role("link", name="Valitse tehtävä tai")).to_be_visible()
    expect(page.locator(":focus")).to_contain_text("Valitse tehtävä tai")


def test_answered_prerequisite_stays_under_the_pointer_with_the_focus(page: Page) -> None:
    """Nothing regroups: the rows keep their order, and what was pressed its place on the screen."""
    touch(page, RESULT)
    pressed = page.locator("#asiakkaan-suostumus-no")
    pressed.scroll_into_view_if_needed()
    before = pressed.bounding_box()
    pressed.click()
    expect(pressed).to_have_attribute("aria-current", "true")
    expect(pressed).to_be_focused()
    expect(page.locator("#tila")).to_have_text("Tarvitset 2 valtuutta. 1 varmista, 1 ei vielä.")
    after = pressed.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 1
    assert [row.get_attribute("data-mandate") for row in page.locator(".asked li").all()] == [
        "kelmu-etuustiedot",
        "ajanvaraus",
    ]


def test_held_mandate_stays_in_its_place_and_is_undone_there(page: Page) -> None:
    touch(page, RESULT)
    link = page.locator("#on-ajanvaraus")
    before = link.bounding_box()
    link.click()
    expect(link).to_have_text("Minulla ei ole tätä")
    expect(link).to_be_focused()
    expect(page.locator("#tila")).to_have_text("Tarvitset 2 valtuutta. 1 varmista, 1 on sinulla jo.")
    after = link.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 1
    link.click()
    expect(link).to_have_text("Minulla on jo")


def test_none_of_these_excludes_the_others(page: Page) -> None:
    page.goto(f"/kysely/tehtavat/?{COUNTY}&tehtava=ajanvaraus")
    task(page, "ei-mikaan")
    expect(page.locator('input[value="ajanvaraus"]')).not_to_be_checked()
    task(page, "ajanvaraus")
    expect(page.locator('input[value="ei-mikaan"]')).not_to_be_checked()


def test_next_page_is_fetched_ahead_and_then_costs_nothing(page: Page) -> None:
    answers: list[dict[str, Any]] = []
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.on("Network.responseReceived", lambda event: answers.append(event["response"]))
    touch(page, "/kysely/organisaatio/")
    with page.expect_request_finished(lambda request: "/kysely/tehtavat/" in request.url):
        task(page, "hyvinvointialue")
    go_on(page)
    heading(page, "Mitä tehtäviä hoidat?")
    found = [answer["fromDiskCache"] for answer in answers if "/kysely/tehtavat/" in answer["url"]]
    assert found == [False, True]


def test_step_costs_one_round_trip(page: Page, watch: Watch) -> None:
    touch(page, "/kysely/organisaatio/")
    page.evaluate("document.querySelector('input[value=kunta]').checked = true")
    watch.requests.clear()
    go_on(page)
    heading(page, "Mitä tehtäviä hoidat?")
    asked = [request.url.partition("/kysely/")[2] for request in watch.requests if "/kysely/" in request.url]
    assert asked == ["tehtavat/?jatka=1&organisaatio=kunta"]


def test_failing_server_tells_and_leaves_the_page_usable(page: Page) -> None:
    touch(page, f"/kysely/tehtavat/?{COUNTY}")

    def fail(route: Route, request: Request) -> None:
        route.fulfill(status=500, body="")

    page.route("**/kysely/suhde/**", fail)
    task(page, "ajanvaraus")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Vastauksesi ovat tallessa")
    page.unroute("**/kysely/suhde/**")
    go_on(page)
    heading(page, "Kenen palveluksessa olet?")


def test_lost_connection_tells_and_leaves_the_page_usable(page: Page, context: BrowserContext) -> None:
    touch(page, f"/kysely/tehtavat/?{COUNTY}")
    context.set_offline(True)
    task(page, "ajanvaraus")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Vastauksesi ovat tallessa")
    expect(page.locator('input[value="ajanvaraus"]')).to_be_checked()
    context.set_offline(False)
    go_on(page)
    heading(page, "Kenen palveluksessa olet?")


def tab_to(page: Page, selector: str) -> None:
    for _ in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} was not reached by Tab")
