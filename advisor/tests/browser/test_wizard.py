"""What helps on the way: finding one's organisation, seeing what the ticks make, coming back from a change."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.conftest import touch
from advisor.tests.reading import Reader

COUNTY = "organisaatio=hyvinvointialue"
TASKS = f"/kysely/tehtavat/?{COUNTY}"
RESULT = f"/tulos/?{COUNTY}&tehtava=ajanvaraus&tehtava=maksuvaatimukset&suhde=oma"


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def in_sight(page: Page) -> list[str]:
    return [box.get_attribute("value") or "" for box in page.locator(".option input:visible").all()]


def look_for(page: Page, words: str) -> None:
    page.get_by_label("Nimi tai mitä organisaatio tekee").fill(words)


def test_organisation_is_found_by_its_name_its_hint_and_its_keywords(page: Page) -> None:
    page.goto("/kysely/organisaatio/")
    page.get_by_text("En löydä organisaatiotani").click()
    told = page.get_by_role("status").filter(has_text="Organisaatioita")
    for words, found in (
        ("lääke", ["laakeyritys"]),  # a name
        ("työllisyysalue", ["kunta", "sosiaaliturvalaitos"]),  # a hint, and a keyword
        ("laake", ["laakeyritys"]),
        ("poliisi", ["muu-viranomainen"]),  # a keyword
    ):
        look_for(page, "")
        expect(page.locator(".option input:visible")).to_have_count(13)
        look_for(page, words)
        expect(told, words).to_have_text(f"Organisaatioita: {len(found)}")
        assert in_sight(page) == found, words


def test_finding_keeps_what_is_ticked_and_sends_no_form(page: Page) -> None:
    touch(page, "/kysely/organisaatio/?organisaatio=hyvinvointialue")
    page.get_by_text("En löydä organisaatiotani").click()
    look_for(page, "apteekki")
    page.keyboard.press("Enter")
    expect(page.locator(".option input:visible")).to_have_count(2)
    assert in_sight(page) == ["hyvinvointialue", "sote-toimija"]
    look_for(page, "")
    expect(page.locator(".option input:visible")).to_have_count(13)
    heading(page, "Kenen asioita hoidat?")
    assert page.url.endswith("/kysely/organisaatio/?organisaatio=hyvinvointialue")


def test_search_is_offered_where_the_organisation_is_not_found(any_page: Page) -> None:
    any_page.goto("/kysely/organisaatio/")
    any_page.get_by_text("En löydä organisaatiotani").click()
    any_page.get_by_role("link", name="hakea tehtävää omin sanoin").click()
    heading(any_page, "Hae omin sanoin")


def test_ticks_tell_how_many_mandates_they_make(page: Page) -> None:
    for organisation, tasks in (
        ("hyvinvointialue", ["ajanvaraus", "maksuvaatimukset", "etuustietojen-katselu"]),
        ("sosiaaliturvalaitos", ["eessi-katselu", "rina-kasittely", "eessi-yhteystiedot"]),  # one includes others
        ("hyvinvointialue", ["ei-mikaan"]),
    ):
        page.goto(f"/kysely/tehtavat/?organisaatio={organisation}")
        for task in tasks:
            page.locator(f'input[value="{task}"]').check()
        told = page.locator("[data-count]")
        expect(told, str(tasks)).to_have_text(re.compile(rf"^Valittu: {len(tasks)} · Valtuuksia: \d+$"))
        number = int(told.inner_text().rpartition(" ")[2])
        page.reload()
        expect(told, str(tasks)).to_have_text(f"Valittu: {len(tasks)} · Valtuuksia: {number}")
        page.goto(page.url.replace("/kysely/tehtavat/", "/tulos/") + "&suhde=oma")
        states = Reader(page.content()).states()
        assert number == len([*states.get("request", []), *states.get("confirm", [])]), tasks


def test_number_of_mandates_is_not_told_without_a_tick_or_a_connection(page: Page) -> None:
    page.goto(f"{TASKS}&tehtava=ajanvaraus")
    told = page.locator("[data-count]")
    expect(told).to_have_text("Valittu: 1 · Valtuuksia: 1")
    page.locator("input[value=ajanvaraus]").uncheck()
    expect(told).to_have_text("Valittu: 0")
    page.context.set_offline(True)
    page.locator("input[value=rintamalisa]").check()
    page.wait_for_timeout(300)
    expect(told).to_have_text("Valittu: 1")


def test_changed_answer_is_updated_and_leads_back_to_the_place_that_was_left(page: Page) -> None:
    touch(page, RESULT)
    link = page.get_by_role("link", name="Muuta tehtäviä").first
    link.click()
    heading(page, "Mitä tehtäviä hoidat?")
    expect(page.locator("[data-count]")).to_have_text("Valittu: 2 · Valtuuksia: 2")  # its script is here too
    page.locator("input[value=ajanvaraus]").uncheck()
    expect(page.locator("[data-count]")).to_have_text("Valittu: 1 · Valtuuksia: 1")
    page.get_by_role("button", name="Päivitä vastaus").click()
    heading(page, "Tarvitset tämän valtuuden")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    expect(page.locator("#tila")).to_have_text("Tarvitset tämän valtuuden")


def test_button_says_what_it_does(any_page: Page) -> None:
    words = {
        f"{TASKS}&tehtava=ajanvaraus&suhde=oma&muuta=1": "Päivitä vastaus",
        f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&muuta=1": "Päivitä vastaus",
        f"/kysely/organisaatio/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&muuta=1": "Jatka",
        f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus": "Näytä vastaus",
    }
    found = {}
    for address in words:
        any_page.goto(address)
        found[address] = any_page.locator(".onward button").inner_text()
    assert found == words


@pytest.fixture(params=["by-htmx", "by-page"])
def ticked(request: pytest.FixtureRequest, page: Page) -> Page:
    """Question 2 with one task from the address and one ticked on the page."""
    address = f"{TASKS}&tehtava=rintamalisa"
    if request.param == "by-htmx":
        touch(page, address)
    else:
        page.route("**/htmx*.js", lambda route: None)
        page.goto(address)
    page.locator("input[value=ajanvaraus]").check()
    return page


def expect_both_ticks(page: Page, title: str) -> None:
    heading(page, title)
    for task in ("ajanvaraus", "rintamalisa"):
        expect(page.locator(f"input[value={task}]")).to_be_checked()


def test_language_is_switched_with_what_is_ticked_now(ticked: Page) -> None:
    ticked.get_by_role("link", name="På svenska").click()
    expect_both_ticks(ticked, "Vilka arbetsuppgifter har du?")
    ticked.get_by_role("link", name="Suomeksi").click()
    expect_both_ticks(ticked, "Mitä tehtäviä hoidat?")


@pytest.mark.parametrize("link", ["Takaisin", "Muuta organisaatiota"])
def test_question_before_keeps_what_is_ticked_now(link: str, ticked: Page) -> None:
    ticked.get_by_role("link", name=link).click()
    heading(ticked, "Kenen asioita hoidat?")
    ticked.get_by_role("button", name="Jatka").click()
    expect_both_ticks(ticked, "Mitä tehtäviä hoidat?")


def test_way_back_from_a_change_leaves_the_answer_as_it_was(page: Page) -> None:
    touch(page, f"{TASKS}&tehtava=ajanvaraus&suhde=oma&muuta=1")
    page.locator("input[value=rintamalisa]").check()
    page.get_by_role("link", name="Takaisin").click()
    heading(page, "Tarvitset tämän valtuuden")
    assert page.url.endswith(f"/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma")
    page.go_back()
    heading(page, "Mitä tehtäviä hoidat?")  # the page is fetched: until it is there, the answer's own links stand
    page.get_by_role("link", name="In English").click()
    expect(page.locator("input[value=rintamalisa]")).to_be_checked()
    expect(page.get_by_role("button", name="Update the answer")).to_be_visible()
