"""Editors handle what comes to them: feedback, and cases made of answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.conftest import PATIENCE, STEP

pytestmark = pytest.mark.long


def test_feedback_is_taken_handled_and_deleted(desk: Page) -> None:
    desk.goto("/palaute/")
    desk.locator("main textarea").fill("Olen Maija Meikäläinen, ohje puuttuu")
    desk.get_by_role("button", name="Lähetä palaute").click()
    expect(desk.get_by_text("Kiitos").first).to_be_visible()
    row = desk.locator("#result_list tbody tr").filter(has_text="Maija Meikäläinen")
    for _ in range(PATIENCE // STEP):
        desk.goto("/admin/mandates/feedback/?state__exact=uusi")
        if row.count():
            break
        desk.wait_for_timeout(STEP)

    row.get_by_role("checkbox").check()
    desk.get_by_label("Toiminto").select_option(label="Merkitse käsitellyksi")
    desk.get_by_role("button", name="Suorita").click()
    expect(desk.get_by_text("1 palaute on muutettu.")).to_be_visible()
    expect(row).to_have_count(0)

    desk.goto("/admin/mandates/feedback/?kasittelija=mina")
    expect(row).to_contain_text("Käsitelty")
    row.get_by_role("checkbox").check()
    desk.get_by_label("Toiminto").select_option("delete_selected")
    desk.get_by_role("button", name="Suorita").click()
    desk.locator("input[type=submit]").click()
    expect(desk.locator(".messagelist")).to_be_visible()
    expect(row).to_have_count(0)


def test_case_is_made_of_a_code_and_the_new_answer_is_accepted(desk: Page) -> None:
    desk.goto("/admin/mandates/expectedcase/")
    desk.get_by_label("Tee tapaus vastauksesta").fill("Asiakkaan koodi on 5Z3-2K7-4F2")
    desk.get_by_role("button", name="Tee tapaus").click()
    expect(desk.locator("[name=situation]")).to_have_value(re.compile("^Kunta, Helsingin kaupunki: "))
    desk.locator("[name=slug]").fill("kotoutuminen-kahdessa")
    desk.locator("[name=confirm]").select_option([])
    desk.get_by_role("button", name="Tallenna välillä ja jatka muokkaamista").first.click()
    expect(desk.get_by_text("Vastaus on toinen kuin odotettu.")).to_be_visible()

    desk.get_by_role("button", name="Hyväksy uusi vastaus").click()
    expect(desk.get_by_text("Luonnos antaa odotetun vastauksen.")).to_be_visible()
    desk.get_by_role("link", name="Katso vastaus esikatselusta").click()
    desk.get_by_role("link", name="Tee tästä odotettu tapaus").click()
    expect(desk.locator("[name=situation]")).to_have_value(re.compile("^Kunta, Helsingin kaupunki: "))
