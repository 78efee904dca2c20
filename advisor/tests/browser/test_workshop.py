"""The editors' own pages in a browser: nothing is blocked, and nothing is lost."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from advisor.tests.browser.conftest import Watch
from advisor.tests.browser.editing import EDITOR, PASSWORD, pictured, save
from advisor.tests.serving import Service
from mandates.tests.depth import sampled

ROWS = (
    "source",
    "servicegroup",
    "service",
    "organisationtype",
    "task",
    "prerequisite",
    "mandate",
    "condition",
    "instruction",
    "expectedcase",
    "fact",
)


@pytest.mark.long
def test_no_form_or_list_is_complained_of(desk: Page) -> None:
    watch = Watch(desk)
    forms = sampled([f"/admin/mandates/{model}/add/" for model in ROWS], 2)
    lists = sampled([f"/admin/mandates/{model}/" for model in ROWS], 3)

    for page in (*forms, *lists):
        answer = desk.goto(page)
        assert (page, answer and answer.status, watch.complaints) == (page, 200, [])
        wide = desk.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert (page, wide) == (page, False)


def test_three_languages_stand_side_by_side(desk: Page) -> None:
    for model in sampled(["mandate", "task", "condition", "instruction", "organisationtype"], 2):
        desk.goto(f"/admin/mandates/{model}/add/")
        name = {"mandate": "allows", "condition": "other_types_note", "instruction": "body"}.get(model, "name")

        boxes = [desk.locator(f"[name={name}_{language}]").bounding_box() for language in ("fi", "sv", "en")]

        places = [(box["x"], box["y"]) for box in boxes if box]
        assert (model, len({y for _, y in places}), len(set(places))) == (model, 1, 3)
        assert places == sorted(places)


def test_pictures_of_the_lists(desk: Page) -> None:
    desk.goto("/admin/mandates/mandate/vahvistamattomat/")
    expect(desk.get_by_role("heading", name="Näin vahvistat nimen")).to_be_visible()
    pictured(desk, "vahvistamattomat")
    desk.goto("/admin/mandates/mandate/tarkistettavat/")
    expect(desk.get_by_role("heading", name="Tarkistettavat rivit")).to_be_visible()
    pictured(desk, "tarkistettavat")


def test_the_second_of_two_editors_keeps_the_text_and_sees_the_first(desk: Page) -> None:
    address = "/admin/mandates/task/1/change/"
    second = desk.context.new_page()
    watch = Watch(second)
    second.goto(address)
    second.locator("[name=name_fi]").fill("Toisen oma teksti")
    second.locator("[name=hint_en]").fill("Only the second wrote this")
    desk.goto(address)
    desk.locator("[name=name_fi]").fill("Ensin tallennettu teksti")
    desk.locator("[name=hint_fi]").fill("Tämän kirjoitti vain ensimmäinen")
    save(desk)

    second.locator('[name="_save"]').first.press("Enter")

    expect(second.locator(".errorlist.nonfield")).to_contain_text("toimittaja tallensi saman rivin")
    expect(second.locator(".conflict fieldset")).to_have_count(1)
    expect(second.locator(".conflict :is(.theirs, .yours) .text")).to_have_text(
        ["Ensin tallennettu teksti", "Toisen oma teksti"]
    )
    expect(second.locator("[name=name_fi]")).to_have_value("Toisen oma teksti")
    expect(second.locator("[name=hint_fi]")).to_have_value("Tämän kirjoitti vain ensimmäinen")
    pictured(second, "kaksi-toimittajaa")
    second.get_by_label("Oma tekstisi").check()
    save(second)
    second.goto(address)
    for name, text in (
        ("name_fi", "Toisen oma teksti"),
        ("hint_fi", "Tämän kirjoitti vain ensimmäinen"),
        ("hint_en", "Only the second wrote this"),
    ):
        expect(second.locator(f"[name={name}]")).to_have_value(text)
    assert watch.complaints == []


def test_the_editor_is_warned_and_goes_on_without_leaving_the_page(desk: Page) -> None:
    watch = Watch(desk)
    desk.clock.install()
    desk.goto("/admin/mandates/task/2/change/")
    notice = desk.locator("#session-notice")
    desk.locator("[name=hint_fi]").fill("Kauan kirjoitettu ohje")
    desk.clock.fast_forward("00:54:30")
    expect(notice.locator("p:visible")).to_have_count(0)
    desk.clock.fast_forward("00:00:45")
    expect(notice.locator("p:visible")).to_contain_text("Istunto päättyy pian. Aikaa jäljellä minuutteina: 5")
    pictured(desk, "istunto-paattyy")
    desk.locator('[name="_save"]').last.scroll_into_view_if_needed()
    expect(notice.locator("p:visible")).to_be_in_viewport(ratio=1)
    notice.get_by_role("button", name="Jatka istuntoa").click()
    expect(notice.locator("p:visible")).to_have_text("Istunto jatkuu. Voit tallentaa.")

    desk.clock.fast_forward("01:00:30")
    expect(notice.locator("p:visible")).to_contain_text("Istunto on päättynyt, mutta tekstisi ovat yhä tällä sivulla.")
    desk.context.clear_cookies(name="sessionid")
    with desk.expect_popup() as opened:
        notice.get_by_role("link", name="Kirjaudu uudessa välilehdessä").click()
    sign_in_here(opened.value)
    expect(opened.value.locator("#content-main")).to_contain_text("Olet kirjautunut.")
    expect(notice.locator("p:visible")).to_have_text("Istunto jatkuu. Voit tallentaa.")
    save(desk)
    desk.goto("/admin/mandates/task/2/change/")
    expect(desk.locator("[name=hint_fi]")).to_have_value("Kauan kirjoitettu ohje")
    assert watch.complaints == []


def sign_in_here(page: Page) -> None:
    page.get_by_label("Käyttäjätunnus").fill(EDITOR)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu sisään").click()


def test_leaving_asks_only_when_something_is_not_saved(desk: Page) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.on("dialog", leave)
    for address in ("task/2/change/", "mandate/1/change/", "condition/add/"):
        desk.goto(f"/admin/mandates/{address}")
        desk.wait_for_load_state("load")
        desk.locator("input[name=order]").click()
    desk.goto("/admin/")
    assert asked == []

    desk.goto("/admin/mandates/task/2/change/")
    desk.locator("[name=hint_sv]").press_sequentially("Text")
    desk.goto("/admin/")
    assert asked == ["beforeunload"]
    desk.goto("/admin/mandates/task/2/change/")
    desk.locator("[name=hint_sv]").press_sequentially("Text")
    save(desk)
    assert asked == ["beforeunload"]


def test_the_click_after_a_removed_choice_hits_and_adding_begins_in_the_first_field(desk: Page) -> None:
    desk.goto("/admin/mandates/mandate/add/")
    expect(desk.locator("[name=title_fi]")).to_be_focused()
    desk.goto("/admin/mandates/condition/add/")
    expect(desk.locator(".field-task .select2-selection")).to_be_focused()
    desk.goto("/admin/mandates/condition/?q=typ")
    desk.locator("#result_list tbody th a").first.click()
    chosen = desk.locator(".field-types .select2-selection__choice")
    expect(chosen.first).to_be_visible()
    before = chosen.count()

    chosen.first.locator(".select2-selection__choice__remove").click()

    expect(desk.locator(".select2-results")).to_have_count(0)
    expect(chosen).to_have_count(before - 1)
    desk.locator('[name="_save"]').last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


def test_a_save_tells_what_it_caused_with_links(desk: Page) -> None:
    watch = Watch(desk)
    desk.goto("/admin/mandates/condition/?q=rintamalisa")
    desk.locator("#result_list tbody th a").first.click()
    helsinki = desk.locator(".field-types .select2-selection__choice", has_text="Helsin")
    helsinki.locator(".select2-selection__choice__remove").click()
    desk.locator('[name="_save"]').first.click()

    messages = desk.locator(".messagelist")
    expect(messages.locator(".warning").first).to_contain_text("Luonnoksen vastaus muuttui 1 tilanteessa:")
    pictured(desk, "seuraukset")
    messages.locator(".warning a").first.click()
    expect(desk).to_have_url(re.compile("/admin/esikatselu/.*organisaatio=helsinki.*poistettu=rintamalisa"))
    assert watch.complaints == []


@pytest.mark.long
def test_a_busy_database_keeps_the_text_on_the_page(desk: Page, workshop: Service) -> None:
    desk.goto("/admin/mandates/task/3/change/")
    desk.locator("[name=hint_fi]").fill("Teksti, joka jää")
    database = sqlite3.connect(Path(workshop.environment["DATA_DIR"]) / "db.sqlite3", isolation_level=None, timeout=60)
    database.execute("BEGIN IMMEDIATE")

    desk.locator('[name="_save"]').first.press("Enter")

    expect(desk.locator(".errorlist.nonfield")).to_contain_text("Tietokanta on varattu.")
    database.execute("ROLLBACK")
    database.close()
    expect(desk.locator("[name=hint_fi]")).to_have_value("Teksti, joka jää")
    save(desk)
