"""The check of one's mandates: what is ticked by hand beside what is pasted."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from advisor.tests.browser.test_holding import CHECK, paste

SURE = "Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen"
LIKE_ANOTHER = "Lastenhoidon tuen aineistojen tarkastelut"


def test_what_is_ticked_by_hand_stays_while_lines_are_pasted(page: Page) -> None:
    """The page asks to tick by hand what it is not sure of; the next line took that tick away."""
    page.goto(f"{CHECK}&on=vuokranantaja")
    paste(page, LIKE_ANOTHER)
    page.locator("#on-kelmu-lastenhoidon-tuki").check()

    paste(page, f"{LIKE_ANOTHER}\n{SURE}")
    expect(page.locator("input[name=on]:checked")).to_have_count(3)
    expect(page.locator("#right li")).to_have_text([SURE])

    paste(page, LIKE_ANOTHER)
    expect(page.locator("#on-ajanvaraus")).not_to_be_checked()
    expect(page.locator("input[name=on]:checked")).to_have_count(2)


def test_what_a_line_says_has_ended_is_not_held_whatever_was_ticked(page: Page) -> None:
    page.goto(f"{CHECK}&on=ajanvaraus&on=vuokranantaja")

    paste(page, f"{SURE} 1.1.2020–31.12.2020")

    expect(page.locator("#on-ajanvaraus")).not_to_be_checked()
    expect(page.locator("#on-vuokranantaja")).to_be_checked()
