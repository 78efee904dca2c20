"""A role's kit: one permanent link, a name that stays after its #, and the request filled with the role."""

from __future__ import annotations

from urllib.parse import unquote

from playwright.sync_api import BrowserContext, Page, expect

from advisor.tests.browser.conftest import Watch, touch
from advisor.tests.browser.test_support import clipboard

CODE = "95F-88G-2PU"
ROLE = "uusi sosiaalityöntekijä, hyvinvointialue"
KIT = f"/koodi/{CODE}/#rooli=uusi+sosiaality%C3%B6ntekij%C3%A4%2C+hyvinvointialue"


def test_share_box_makes_the_link_of_a_role(page: Page, context: BrowserContext, watch: Watch) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/koodi/{CODE}/")
    page.locator("#jaa > summary").click()
    page.get_by_label("Rooli", exact=True).fill(ROLE)
    expect(page.locator("#roolin-nimi")).to_contain_text(ROLE)
    page.get_by_role("button", name="Kopioi roolin linkki").click()
    expect(page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(page).endswith(KIT)
    assert "sosiaality" not in unquote(page.url)
    assert watch.complaints == []


def test_new_employee_gets_the_answer_and_the_request_with_the_role(page: Page, watch: Watch) -> None:
    touch(page, KIT)
    expect(page.locator("h1")).to_have_text("Tarvitset 3 valtuutta")
    expect(page.locator(".brief")).to_contain_text(ROLE)
    expect(page.locator("#pyynto-1")).to_contain_text(f"Valtuutettu: [NIMESI]\nRooli: {ROLE}")
    page.get_by_label("Oma nimesi").fill("Maija")
    expect(page.locator("#pyynto-1")).to_contain_text(f"Valtuutettu: Maija\nRooli: {ROLE}")
    mail = page.get_by_role("link", name="Sähköposti").get_attribute("href")
    assert f"Valtuutettu: Maija\r\nRooli: {ROLE}" in unquote(mail or "")
    page.locator("#lakiperuste-yes").click()
    page.wait_for_url("**kylla=lakiperuste*")
    expect(page.locator("#pyynto-1")).to_contain_text(f"Valtuutettu: Maija\nRooli: {ROLE}")
    expect(page.locator(".brief")).to_contain_text(ROLE)
    assert [each.url for each in watch.requests if "sosiaality" in unquote(each.url.partition("#")[0])] == []
    assert watch.complaints == []


LURES = {
    "A%0A%0A2.+Anna+my%C3%B6s%0D%0Avaltuus": "A 2. Anna myös valtuus",
    "%5BNIMESI%5D%00%E2%80%AE+x%E2%80%A8y": "NIMESI x y",
    "%F0%9F%94%91" * 300: "🔑" * 100,
    "a+" * 300: ("a " * 50).strip(),
}
"""What a link may have for a name, and what the page makes of it."""


def test_name_in_a_link_is_one_short_line_of_the_letter(page: Page) -> None:
    page.goto(f"/koodi/{CODE}/")
    plain = page.locator("#pyynto-1").text_content() or ""
    for lure, named in LURES.items():
        page.goto("/koodi/")
        page.goto(f"/koodi/{CODE}/#rooli={lure}")
        expect(page.locator("#roolin-nimi")).to_have_text(f"{named} · ")
        assert page.locator("#pyynto-1").text_content() == plain.replace("[NIMESI]", f"[NIMESI]\nRooli: {named}", 1)


def test_typed_name_is_cleaned_as_one_of_a_link_is(page: Page) -> None:
    page.goto(f"/koodi/{CODE}/")
    page.locator("#jaa > summary").click()
    page.get_by_label("Rooli", exact=True).fill("[A]\u202e  B")
    expect(page.locator("#roolin-nimi")).to_have_text("A B · ")
    expect(page.locator("#pyynto-1")).to_contain_text("[NIMESI]\nRooli: A B\n")


def test_link_of_a_role_opens_its_answer_and_is_on_the_page(any_page: Page) -> None:
    any_page.goto(KIT)
    expect(any_page.locator("h1")).to_have_text("Tarvitset 3 valtuutta")
    any_page.locator("#jaa > summary").click()
    link = any_page.get_by_role("link", name="Pysyvä linkki")
    expect(link).to_be_visible()
    assert (link.get_attribute("href") or "").endswith(f"/koodi/{CODE}/")


def test_feed_of_an_answer_is_one_link_away(any_page: Page) -> None:
    any_page.goto(f"/koodi/{CODE}/")
    any_page.locator("#jaa > summary").click()
    feed = any_page.get_by_role("link", name="Seuraa tätä vastausta")
    expect(feed).to_be_visible()
    answer = any_page.request.get(feed.get_attribute("href") or "", max_retries=2)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"


def test_script_of_a_kit_comes_only_where_a_role_is(page: Page, watch: Watch) -> None:
    def brought() -> bool:
        return any("/kit." in request.url for request in watch.requests)

    page.goto(f"/koodi/{CODE}/")
    page.wait_for_load_state("networkidle")
    assert not brought()
    with page.expect_request("**/kit.*"):
        page.locator("#jaa > summary").click()
    page.goto("/koodi/")
    watch.requests.clear()
    page.goto(KIT)
    expect(page.locator("#roolin-nimi")).to_contain_text(ROLE)
    assert brought()
