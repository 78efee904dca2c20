"""What is unfolded stays so, whatever is answered elsewhere on the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from advisor.tests.browser.conftest import touch

ANSWER = "/tulos/?organisaatio=hyvinvointialue&tehtava=ajanvaraus&tehtava=etuustietojen-katselu&suhde=oma&suhde=toinen"
UNFOLDED = "[...document.querySelectorAll('details[open]')].map(each => each.id)"


def stay_open(page: Page, folds: list[str]) -> None:
    """These and no others, once the page has come: its address is the new one a moment before."""
    page.wait_for_function(f"(folds) => JSON.stringify({UNFOLDED}) === JSON.stringify(folds)", arg=folds)


def fold_of(page: Page, fold: str) -> None:
    page.locator(f"#{fold} > summary").click()


def answer(page: Page, slug: str, said: str) -> None:
    page.locator(f"#{slug}-{said}").click()
    expect(page.locator(f"#{slug}-{said}")).to_have_attribute("aria-current", "true")


def test_advice_stays_open_while_another_prerequisite_is_answered(page: Page) -> None:
    touch(page, ANSWER)
    fold_of(page, "jos-et-tieda")
    top = page.locator("#lakiperuste-yes").evaluate("each => each.getBoundingClientRect().top")
    answer(page, "lakiperuste", "yes")
    stay_open(page, ["jos-et-tieda"])
    assert page.locator("#lakiperuste-yes").evaluate("each => each.getBoundingClientRect().top") == pytest.approx(top)
    fold_of(page, "jos-et-tieda")
    answer(page, "ytunnus-rekisterissa", "yes")
    stay_open(page, [])


def test_every_fold_of_the_answer_stays_open(page: Page) -> None:
    touch(page, ANSWER)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    folds = page.evaluate(UNFOLDED)
    answer(page, "asiakkaan-suostumus", "yes")
    stay_open(page, folds)
    assert len(folds) > 10
    page.locator("#on-ajanvaraus").click()
    page.wait_for_url(re.compile("on=ajanvaraus"))
    stay_open(page, folds)


def test_fold_is_open_on_the_way_back_from_a_mandate(page: Page) -> None:
    touch(page, ANSWER)
    fold_of(page, "miksi")
    page.locator("#miksi a[href^='/valtuudet/']").first.click()
    page.wait_for_url(re.compile("/valtuudet/"))
    page.go_back()
    page.wait_for_url(re.compile("/tulos/"))
    expect(page.locator("#miksi .card").first).to_be_visible()
    stay_open(page, ["miksi"])


def test_fold_of_one_conversation_is_closed_after_a_reload(page: Page) -> None:
    touch(page, ANSWER)
    fold_of(page, "miksi")
    page.reload()
    stay_open(page, [])


def test_code_above_the_answer_leads_to_its_fold_unfolded(page: Page) -> None:
    page.goto(ANSWER)
    page.locator(".brief a[href='#jaa']").click()
    expect(page.locator("#jaa .code")).to_be_in_viewport()
    stay_open(page, ["jaa"])


def test_fold_that_an_address_names_is_unfolded(page: Page) -> None:
    page.goto(f"{ANSWER}#nain-saat")
    stay_open(page, ["nain-saat"])
