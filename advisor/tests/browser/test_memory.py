"""What is typed into the request stays in this tab's memory while the conversation lasts, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.conftest import Watch, touch
from mandates.tests.depth import sampled

ANSWER = (
    "/tulos/?organisaatio=hyvinvointialue&tehtava=ajanvaraus&tehtava=rintamalisa&suhde=oma&kylla=asiakkaan-suostumus"
)
TYPED = {"organisaation-nimi": "Ääkkölä & pojat", "organisaation-tunnus": "1234567-1", "oma-nimi": "Aino Mäkeläinen"}
EMPTY = dict.fromkeys(TYPED, "")


def values(page: Page) -> dict[str, str]:
    page.wait_for_selector("#oma-nimi", state="visible")
    return {field: page.locator(f"#{field}").input_value() for field in TYPED}


def fill(page: Page) -> None:
    for field, words in TYPED.items():
        page.locator(f"#{field}").fill(words)


def kept(page: Page) -> str:
    """All that a browser might write to its disk for us."""
    return str(
        page.evaluate(
            """async () => JSON.stringify([history.state, {...localStorage}, {...sessionStorage}, document.cookie,
              window.name, await indexedDB.databases(), await caches.keys(), location.href])"""
        )
    )


def click(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def arrived(page: Page, path: str, language: str) -> None:
    """Not the address alone, which is the new page's before the page is: Back fetches it."""
    page.wait_for_url(re.compile(path))
    expect(page.locator("#main")).to_have_attribute("lang", language)


def change_of_language(page: Page) -> None:
    click(page, "På svenska")
    arrived(page, "/sv/tulos/", "sv")


def language_and_home_again(page: Page) -> None:
    click(page, "In English")
    arrived(page, "/en/tulos/", "en")
    click(page, "Suomeksi")
    arrived(page, r":\d+/tulos/", "fi")


def language_and_back(page: Page) -> None:
    change_of_language(page)
    page.go_back()
    arrived(page, r":\d+/tulos/", "fi")


def changed_tasks_and_back(page: Page) -> None:
    click(page, "2 tehtävää: Muuta tehtäviä")
    page.wait_for_url(re.compile("/kysely/tehtavat/"))
    page.go_back()
    page.wait_for_url(re.compile("/tulos/"))


def back_and_onward(page: Page) -> None:
    click(page, "Takaisin")
    page.wait_for_url(re.compile("/kysely/suhde/"))
    page.get_by_role("button", name="Näytä vastaus").click()
    page.wait_for_url(re.compile("/tulos/"))


def question_in_another_language(page: Page) -> None:
    click(page, "Takaisin")
    page.wait_for_url(re.compile("/kysely/suhde/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kenen palveluksessa olet?")
    click(page, "På svenska")
    arrived(page, "/sv/kysely/suhde/", "sv")
    page.locator("main form button.go").click()
    page.wait_for_url(re.compile("/sv/tulos/"))


def open_mandate(page: Page) -> None:
    page.locator("#miksi > summary").click()
    page.locator("#miksi a[href^='/valtuudet/ajanvaraus/']").first.click()
    page.wait_for_url(re.compile("/valtuudet/ajanvaraus/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen")


def mandate_and_back(page: Page) -> None:
    open_mandate(page)
    page.go_back()
    page.wait_for_url(re.compile("/tulos/"))


def mandate_in_another_language_and_back(page: Page) -> None:
    open_mandate(page)
    click(page, "På svenska")
    arrived(page, "/sv/valtuudet/ajanvaraus/", "sv")
    page.go_back()
    arrived(page, r":\d+/valtuudet/ajanvaraus/", "fi")
    page.go_back()
    page.wait_for_url(re.compile("/tulos/"))


def mandate_not_needed_and_back(page: Page) -> None:
    page.locator("#et-tarvitse > summary").click()
    page.locator("#et-tarvitse details summary").first.click()
    page.locator("#et-tarvitse a.name:visible").first.click()
    page.wait_for_url(re.compile("/valtuudet/"))
    page.go_back()
    page.wait_for_url(re.compile("/tulos/"))


WAYS = (
    change_of_language,
    language_and_home_again,
    language_and_back,
    changed_tasks_and_back,
    back_and_onward,
    question_in_another_language,
    mandate_and_back,
    mandate_in_another_language_and_back,
    mandate_not_needed_and_back,
)


@pytest.mark.parametrize("way", sampled(WAYS, 2), ids=lambda way: way.__name__)
def test_typed_words_are_there_after(way: Callable[[Page], None], page: Page, watch: Watch) -> None:
    touch(page, ANSWER)
    fill(page)
    way(page)
    assert values(page) == TYPED
    expect(page.locator("#pyynto-1")).to_contain_text(TYPED["oma-nimi"])
    said = [request.url + (request.post_data or "") + str(request.all_headers()) for request in watch.requests]
    said.append(kept(page))
    assert [text for text in said if re.search("Aino|Ainon|1234567|kk%C3%B6l|Ääkkölä", text)] == []
    assert watch.complaints == []


def test_a_reload_forgets_what_was_typed(page: Page) -> None:
    touch(page, ANSWER)
    fill(page)
    page.reload()
    assert values(page) == EMPTY


def test_page_that_is_left_for_another_forgets_them(page: Page) -> None:
    touch(page, ANSWER)
    fill(page)
    page.goto("/palvelut/")
    page.goto(ANSWER)
    assert values(page) == EMPTY


def test_words_beside_the_fields_say_where_they_stay(page: Page) -> None:
    for prefix, words in (
        ("", "Tiedot pysyvät vain tässä välilehdessä."),
        ("/sv", "Uppgifterna stannar på denna flik."),
        ("/en", "These details stay in this tab."),
    ):
        page.goto(f"{prefix}{ANSWER}")
        expect(page.locator(".places .quiet")).to_have_text(words)


def test_page_says_its_language_after_each_change(page: Page) -> None:
    touch(page, ANSWER)
    for name, language, brand in (
        ("På svenska", "sv", "Fullmaktsrådgivaren"),
        ("In English", "en", "Mandate advisor"),
        ("Suomeksi", "fi", "Asiointivaltuusneuvoja"),
    ):
        click(page, name)
        expect(page.locator("#kielet a")).to_have_count(2)
        expect(page.locator("#kielet").get_by_text(name)).to_have_count(0)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(".brand")).to_have_text(brand)
    page.go_back()
    page.wait_for_url(re.compile("/en/tulos/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
