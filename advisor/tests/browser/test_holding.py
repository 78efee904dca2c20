"""The check of one's mandates with JavaScript and without: nothing that is typed leaves the browser."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import Watch, stop_clock
from advisor.tests.browser.test_accessibility import PHONE, violations
from advisor.tests.serving import Service

COUNTY: Final = "organisaatio=hyvinvointialue&suhde=oma&tehtava=ajanvaraus&tehtava=etuustietojen-katselu"
CHECK: Final = f"/tarkista/?{COUNTY}&kylla=lakiperuste"
EESSI: Final = "/tarkista/?organisaatio=sosiaaliturvalaitos&suhde=oma&tehtava=eessi-katselu"
SOON: Final = timezone.localdate() + timedelta(days=2)
"""Still to come when a midnight passes before the last test."""
PASTED: Final = f"""• Etuustietojen katselu
• Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen
Voimassa 1.1.2024–{SOON:%-d.%-m.%Y}
Lääkevalmisteiden hintailmoitukset 1.1.2020 – 31.12.2099
Salainen oma rivini
Lastenhoidon tuen aineistojen tarkastelut"""

MOST_LINES: Final = 200
PAUSE: Final = 5_000
"""Milliseconds: more than any pause within a word."""


def paste(page: Page, text: str) -> None:
    page.get_by_label("Valtuutesi, yksi kullakin rivillä").fill(text)


def verdicts(page: Page) -> list[str | None]:
    return [each.get_attribute("data-verdict") for each in page.locator("#rivit li").all()]


def test_pasted_mandates_are_held_against_the_answer_and_nothing_leaves(page: Page) -> None:
    watch = Watch(page)
    page.goto(CHECK)
    page.wait_for_load_state("networkidle")
    before = len(watch.requests)

    paste(page, PASTED)

    expect(page.locator("#rivit li")).to_have_count(5)
    assert verdicts(page) == ["wrong", "right", "excess", "unknown", "near"]
    expect(page.locator("#missing li")).to_have_text(["Etuustietojen katselu ja maksuvaatimusten rekisteröinti"])
    expect(page.locator("#right li")).to_have_text(["Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen"])
    expect(page.locator("#excess li")).to_have_text(["Lääkevalmisteiden hintailmoitukset"])
    expect(page.locator("#broader")).to_be_hidden()
    expect(page.locator("#poisto pre")).to_contain_text("- Etuustietojen katselu\n- Lääkevalmisteiden hintailmoitukset")
    expect(page.locator("#paattyy")).to_have_value(SOON.isoformat())
    assert len(watch.requests) == before

    page.locator("#pyyda").click()
    expect(page.locator("#pyynto")).to_contain_text("Etuustietojen katselu ja maksuvaatimusten rekisteröinti")
    expect(page.locator("#pyynto")).not_to_contain_text("ajanvarauksen")
    expect(page.locator("#liikaa")).to_contain_text("Lääkevalmisteiden hintailmoitukset")
    assert not [each.url for each in watch.requests if "Salainen" in each.url or each.post_data]
    assert watch.complaints == []


FOLDS: Final = """async (lines) => {
    const field = document.getElementById("omat");
    const original = String.prototype.normalize;
    let count = 0;
    String.prototype.normalize = function (...form) { count += 1; return original.apply(this, form); };
    field.value = Array(lines).fill("Salainen oma rivini").join("\\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    String.prototype.normalize = original;
    return count;
}"""
"""Pastes so many lines at once, and counts how often a text is folded for them."""


def test_of_a_long_text_the_first_lines_are_compared_and_the_page_says_so(page: Page) -> None:
    page.goto(CHECK)
    page.wait_for_load_state("networkidle")

    page.evaluate(FOLDS, 1_000)

    expect(page.locator("#rivit li")).to_have_count(MOST_LINES)
    expect(page.get_by_text("Luimme 200 ensimmäistä riviä. Liitä loput erikseen.")).to_be_visible()
    page.evaluate(FOLDS, MOST_LINES)
    expect(page.locator("#liikaa-riveja")).to_be_hidden()
    expect(page.locator("#rivit li")).to_have_count(MOST_LINES)


def test_known_names_are_folded_once_and_not_for_each_line(page: Page) -> None:
    page.goto(CHECK)
    page.wait_for_load_state("networkidle")
    assert 0 < page.evaluate(FOLDS, 100) <= 5 * 100


def test_an_expired_mandate_is_missing(page: Page) -> None:
    page.goto(CHECK)

    paste(page, "Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen, voimassa 1.1.2020–31.12.2020")

    expect(page.locator("#rivit li")).to_contain_text("Päättyi 31.12.2020. Pyydä uusi.")
    expect(page.locator("#rivit li")).to_have_attribute("data-expired", "2020-12-31")
    expect(page.locator("#missing li")).to_have_count(2)
    expect(page.locator("#right")).to_be_hidden()


def test_a_name_within_a_sentence_has_its_own_language_and_a_date_the_pages_form(page: Page) -> None:
    page.goto(f"/en{CHECK}")

    page.locator("#omat").fill(
        "Etuustietojen katselu\nSosiaaliturvan etuusasioiden ajanvarauksen tekeminen 1.1.2020–1.5.2090"
    )

    name = "Etuustietojen katselu ja maksuvaatimusten rekisteröinti"
    expect(page.locator("#rivit p [lang=fi]")).to_have_text([name])
    expect(page.locator("#rivit li").last).to_contain_text("Valid until 1 May 2090.")
    page.goto(CHECK)
    paste(page, "Etuustietojen katselu")
    expect(page.locator("#rivit p span")).to_have_text([name])
    assert page.locator("#rivit [lang], #missing [lang]").count() == 0


def test_days_below_the_type_are_the_mandates_own(page: Page) -> None:
    page.goto(CHECK)

    paste(page, "Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen\nAsiointivaltuus\nOy X 1.1.2020–31.12.2020")

    expect(page.locator("#rivit li").first).to_have_attribute("data-expired", "2020-12-31")
    expect(page.locator("#missing li")).to_have_count(2)


def test_what_waits_is_neither_held_nor_asked_for_again(page: Page) -> None:
    page.goto(CHECK)

    paste(
        page,
        "Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen\nValtuuttaja: Oy X\nOdottaa vahvistusta\n"
        "Lääkevalmisteiden hintailmoitukset\tPäättynyt\t31.12.2020\n"
        "Etuustietojen katselu ja maksuvaatimusten rekisteröinti (päättynyt)",
    )

    expect(page.locator("#rivit p")).to_have_text(
        [
            "Oikea valtuus. Odottaa vahvistusta. Pyydä vahvistamaan se.",
            "Et tarvitse tätä näihin tehtäviin. Päättyi 31.12.2020.",
            "Oikea valtuus. Päättynyt. Pyydä uusi.",
        ]
    )
    expect(page.locator("#waiting li")).to_have_text(["Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen"])
    expect(page.locator("#missing li")).to_have_text(["Etuustietojen katselu ja maksuvaatimusten rekisteröinti"])
    expect(page.locator("#tila")).to_have_text("Puuttuu: 1, Odottaa vahvistusta: 1")
    expect(page.locator("#right")).to_be_hidden()
    expect(page.locator("#pyyda")).to_have_attribute("href", re.compile("&on=ajanvaraus#pyynto$"))
    page.locator("#on-ajanvaraus").check()
    expect(page.locator("#waiting")).to_be_hidden()
    expect(page.locator("#right li")).to_have_count(1)


def test_what_has_not_begun_is_neither_held_nor_asked_for_again(page: Page) -> None:
    page.goto(CHECK)

    paste(
        page,
        "Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen\nOy X\n1.1.2089\n31.12.2090\n"
        "Etuustietojen katselu ja maksuvaatimusten rekisteröinti\tEi vielä voimassa\n"
        "Lääkevalmisteiden hintailmoitukset (voimassa 1.1.2089–31.12.2090)",
    )

    expect(page.locator("#rivit li:not([data-verdict=unknown]) p")).to_have_text(
        [
            "Oikea valtuus. Voimassa 1.1.2089 alkaen.",
            "Oikea valtuus. Ei vielä voimassa.",
            "Et tarvitse tätä näihin tehtäviin. Voimassa 1.1.2089 alkaen.",
        ]
    )
    expect(page.locator("#coming li")).to_have_count(2)
    expect(page.locator("#tila")).to_have_text("Ei vielä voimassa: 2")
    expect(page.locator("#missing")).to_be_hidden()
    expect(page.locator("#on-ajanvaraus")).not_to_be_checked()


def test_of_two_days_below_a_name_the_later_one_is_its_end(page: Page) -> None:
    page.goto(CHECK)

    paste(page, "Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen\nOy X\n1.1.2020\n31.12.2090")

    expect(page.locator("#rivit p").first).to_have_text("Oikea valtuus. Voimassa 31.12.2090 asti.")
    expect(page.locator("#on-ajanvaraus")).to_be_checked()


def test_a_table_pasted_whole_is_read_by_its_names(page: Page) -> None:
    page.goto(CHECK)

    paste(
        page,
        "Valtuuttaja\tValtuusasia\tVoimassaolo\tTila\n"
        "Oy X\tSosiaaliturvan etuusasioiden ajanvarauksen tekeminen\t1.1.2025–31.12.2090\tVoimassa\n"
        "Oy X\tGranska förmånsuppgifter och registrera betalningskrav\tVoimassa toistaiseksi\tVoimassa",
    )

    assert verdicts(page) == ["right", "right"]
    expect(page.locator("#right li")).to_have_count(2)
    expect(page.locator("#missing")).to_be_hidden()


def test_a_broader_one_and_a_tick_by_hand(page: Page) -> None:
    page.goto(EESSI)
    broad = (
        "Eurooppalaisiin sosiaaliturvatilanteisiin liittyvien tietojenvaihtotapausten käsittely ja yhteystietojen "
        "ylläpito"
    )

    paste(page, broad)

    assert verdicts(page) == ["broader"]
    expect(page.locator("#broader li")).to_have_text([broad])
    expect(page.locator("#missing")).to_be_hidden()
    page.locator("#on-eessi-katselu").check()
    expect(page.locator("#right li")).to_have_count(1)
    expect(page.locator("#excess li")).to_have_text([broad])


def test_markup_that_is_pasted_stays_text(page: Page) -> None:
    page.goto(CHECK)

    paste(page, "x <img src=x onerror=alert(1)>\n$& {nimi} Etuustietojen katselu")

    expect(page.locator("#rivit strong").first).to_have_text("x <img src=x onerror=alert(1)>")
    assert page.locator("#rivit img").count() == 0


def test_ticks_do_the_same_without_script(any_page: Page) -> None:
    any_page.goto(CHECK)
    any_page.locator("#on-ajanvaraus").check()
    any_page.locator("#on-laakehinnat").check()
    button = any_page.get_by_role("button", name="Vertaa vastaukseen")
    if button.is_visible():
        button.click()

    expect(any_page.locator("#missing li")).to_have_text(["Etuustietojen katselu ja maksuvaatimusten rekisteröinti"])
    expect(any_page.locator("#right li")).to_have_count(1)
    expect(any_page.locator("#excess li")).to_have_text(["Lääkevalmisteiden hintailmoitukset"])
    any_page.get_by_role("link", name="Tee pyyntö").click()
    expect(any_page.locator("#pyynto")).to_be_visible()


def test_the_check_is_a_link_on_the_answer(any_page: Page) -> None:
    any_page.goto(f"/tulos/?{COUNTY}")
    any_page.get_by_role("link", name="Tarkista valtuutesi").click()

    expect(any_page.get_by_role("heading", name="Tarkista valtuutesi")).to_be_visible()
    expect(any_page.locator("#on-ajanvaraus")).to_be_visible()


def test_the_reminder_is_a_calendar_file_that_programs_read(page: Page, tmp_path: Path, service: Service) -> None:
    watch = Watch(page)
    page.goto(CHECK)
    page.wait_for_load_state("networkidle")
    before = len(watch.requests)
    page.get_by_label("Valtuus päättyy").fill("2099-03-01")

    with page.expect_download() as download:
        page.get_by_role("button", name="Lataa kalenterimerkintä").click()

    assert download.value.suggested_filename == "valtuus-paattyy-2099-03-01.ics"
    download.value.save_as(tmp_path / "made.ics")
    written = (tmp_path / "made.ics").read_bytes()
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert written.count(b"\n") == written.count(b"\r\n")
    assert b"\r\n " in written
    calendar = Calendar.from_ical(written)
    [event] = calendar.walk("VEVENT")
    assert event.errors == []
    assert event.decoded("DTSTART") == date(2099, 3, 1)
    assert event.decoded("DTEND") == date(2099, 3, 2)
    assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [timedelta(days=-60), timedelta(days=-14)]
    assert str(event["SUMMARY"]) == "Suomi.fi-valtuus päättyy"
    names = "Etuustietojen katselu ja maksuvaatimusten rekisteröinti, Sosiaaliturvan etuusasioiden"
    assert names in str(event["DESCRIPTION"])
    assert f"\nOhje ja pyyntö: {event['URL']}" in str(event["DESCRIPTION"])
    assert "/tulos/?organisaatio=hyvinvointialue&" in str(event["URL"])
    assert {"UID", "DTSTAMP"} <= set(event)
    assert [each.url for each in watch.requests[before:] if not each.url.startswith("blob:")] == []
    assert watch.complaints == []


def test_a_day_that_cannot_be_reminded_of_is_told(page: Page) -> None:
    page.goto(CHECK)
    for day, sentence in (
        ("", "Valitse päivä, jona valtuus päättyy."),
        ("2020-01-01", "Päivä on jo mennyt. Pyydä uusi valtuus heti."),
    ):
        page.get_by_label("Valtuus päättyy").fill(day)
        page.get_by_role("button", name="Lataa kalenterimerkintä").click()

        expect(page.locator("#paattyy-virhe")).to_have_text(sentence)
        expect(page.locator("#paattyy")).to_be_focused()


def test_without_script_the_days_are_told_in_words(chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(CHECK)
    expect(page.locator("#muistutus noscript p")).to_have_text(
        "Merkitse kalenteriisi muistutus 60 ja 14 päivää ennen päättymistä."
    )
    expect(page.get_by_role("button", name="Lataa kalenterimerkintä")).to_be_hidden()
    expect(page.locator("#omat")).to_be_hidden()
    context.close()


def test_filled_page_is_accessible_and_fits_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(CHECK)
    paste(page, PASTED)
    expect(page.locator("#rivit li")).to_have_count(5)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False
    assert violations(page) == [], "light"
    page.emulate_media(color_scheme="dark")
    assert violations(page) == [], "dark"


def test_typing_says_the_outcome_once(page: Page) -> None:
    stop_clock(page)
    page.goto(CHECK)
    page.evaluate(
        """window.said = [];
        new MutationObserver(() => said.push(document.getElementById("tila").textContent))
          .observe(document.getElementById("tila"), { childList: true })"""
    )
    page.get_by_label("Valtuutesi, yksi kullakin rivillä").press_sequentially("Lääkevalmisteiden hintailmoitukset")
    page.clock.run_for(PAUSE)
    expect(page.locator("#tila")).to_have_text("Puuttuu: 2, Et tarvitse näihin tehtäviin: 1")
    assert page.evaluate("said") == ["Puuttuu: 2, Et tarvitse näihin tehtäviin: 1"]


def test_paper_has_the_comparison_and_no_fields(page: Page) -> None:
    page.goto(CHECK)
    paste(page, PASTED)
    expect(page.locator("#rivit li")).to_have_count(5)
    page.emulate_media(media="print")
    expect(page.locator("#rivit li").first).to_be_visible()
    expect(page.locator("#poisto pre")).to_be_visible()
    expect(page.locator(":is(textarea, input, button):visible")).to_have_count(0)
