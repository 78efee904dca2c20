"""A team with JavaScript and without: roles come and go by the address, names stay in the browser."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from advisor.tests.browser.conftest import Watch, stop_clock, touch
from advisor.tests.browser.test_support import clipboard

COUNTY, CITY = "95F-88G-2PU", "EWF7-TU8A"
TEAM = f"/tiimi/?rooli={COUNTY}&rooli={CITY}"
NAMES = "nimi=Sosiaality%C3%B6ntekij%C3%A4&henkilot=Maija%2C+Pekka&nimi=&henkilot="


def test_a_team_is_made_from_an_answer_a_code_and_on_the_spot(any_page: Page) -> None:
    any_page.goto(f"/koodi/{COUNTY}/")
    any_page.locator("#jaa > summary").click()
    any_page.get_by_role("link", name="Lisää tiimiin").click()
    any_page.wait_for_url(f"**/tiimi/?rooli={COUNTY}")
    any_page.get_by_label("Lisää rooli vastauksen koodilla tai osoitteella").fill(CITY.lower())
    any_page.get_by_role("button", name="Lisää", exact=True).click()
    any_page.wait_for_url(f"**{TEAM}")
    expect(any_page.locator("h1")).to_have_text("Tiimi tarvitsee 4 valtuutta")
    any_page.locator("#uusi-rooli > summary").click()
    any_page.get_by_label("Minkä organisaation asioita rooliin kuuluu?").select_option("laakeyritys")
    any_page.get_by_role("button", name="Jatka").click()
    expect(any_page.locator("[name=tehtava]").first).to_be_focused()
    expect(any_page.locator("#uusi-virhe")).to_have_count(0)
    any_page.locator("#uusi-hintailmoitukset").check()
    any_page.locator("#uusi-oma").check()
    any_page.get_by_role("button", name="Lisää rooli").click()
    expect(any_page.locator("h1")).to_have_text("Tiimi tarvitsee 5 valtuutta")
    any_page.get_by_role("link", name="Poista tiimistä: Rooli 1").click()
    expect(any_page.locator("h1")).to_have_text("Tiimi tarvitsee 3 valtuutta")
    expect(any_page.locator(".member")).to_have_count(2)


def test_names_are_typed_into_the_letter_and_counted_and_never_leave_the_browser(page: Page, watch: Watch) -> None:
    page.goto(TEAM)
    page.get_by_label("Roolin 1 nimi").fill("Sosiaalityöntekijä")
    page.get_by_label("Roolin 1 henkilöt").fill("Maija, Pekka")
    expect(page.locator("#pyynto-1")).to_contain_text("Sosiaalityöntekijä: Maija, Pekka")
    expect(page.locator("#rooli-1 h3")).to_have_text(re.compile(r"Rooli 1\s*: Sosiaalityöntekijä"))
    expect(page.locator("tbody th").first).to_contain_text("Sosiaalityöntekijä")
    expect(page.locator("tfoot b").last).to_have_text("3")
    page.get_by_label("Lisää rooli vastauksen koodilla tai osoitteella").fill(COUNTY)
    page.get_by_role("button", name="Lisää", exact=True).click()
    expect(page.locator(".member")).to_have_count(3)
    expect(page.get_by_label("Roolin 1 nimi")).to_have_value("Sosiaalityöntekijä")
    expect(page.locator("tfoot b").last).to_have_text("4")
    page.get_by_role("link", name="In English").click()
    expect(page.locator("#rooli-1 input").first).to_have_value("Sosiaalityöntekijä")
    assert "Sosiaali" not in page.url
    assert [each.url for each in watch.requests if "Maija" in each.url or "Sosiaality" in each.url] == []
    assert watch.complaints == []


def test_link_with_names_carries_them_after_its_number_sign(page: Page, context: BrowserContext, watch: Watch) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(TEAM)
    page.get_by_label("Roolin 1 nimi").fill("Sosiaalityöntekijä")
    page.get_by_label("Roolin 1 henkilöt").fill("Maija, Pekka")
    stop_clock(page)  # a button says for three seconds that it has copied
    page.get_by_role("button", name="Kopioi linkki ilman nimiä").click()
    expect(page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(page).endswith(TEAM)
    page.get_by_role("button", name="Kopioi linkki nimineen").click()
    expect(page.get_by_role("button", name="Kopioitu")).to_have_count(2)
    copied = clipboard(page)
    assert copied.endswith(f"{TEAM}#{NAMES}")
    page.goto("/koodi/")
    page.goto(f"{TEAM}#{NAMES}")
    expect(page.get_by_label("Roolin 1 nimi")).to_have_value("Sosiaalityöntekijä")
    expect(page.locator("#pyynto-1")).to_contain_text("Sosiaalityöntekijä: Maija, Pekka")
    assert [each.url for each in watch.requests if "Maija" in each.url.partition("#")[0]] == []


def test_names_in_a_link_are_short_lines_of_the_letter(page: Page) -> None:
    page.goto(f"{TEAM}#nimi=A%0A%0A%5BB%5D%E2%80%AE&nimi={'x' * 300}&henkilot=Maija%0D%0A3.+Anna+my%C3%B6s")
    expect(page.get_by_label("Roolin 1 nimi")).to_have_value("A B")
    expect(page.get_by_label("Roolin 2 nimi")).to_have_value("x" * 100)
    expect(page.get_by_label("Roolin 1 henkilöt")).to_have_value("Maija 3. Anna myös")
    expect(page.locator("#pyynto-1")).to_contain_text("A B: Maija 3. Anna myös\n")
    page.get_by_label("Roolin 1 nimi").fill("[C]\u202e D")
    page.get_by_label("Roolin 1 nimi").blur()
    expect(page.locator("#rooli-1 h3")).to_have_text(re.compile(r"Rooli 1\s*: C D\s*$"))
    expect(page.locator("#pyynto-1")).to_contain_text("C D: Maija 3. Anna myös\n")


def test_codes_pasted_into_the_desk_open_the_team(any_page: Page) -> None:
    any_page.goto("/tuki/")
    any_page.locator("input#haku").fill(f"{COUNTY} {CITY}")
    any_page.get_by_role("button", name="Avaa").click()
    any_page.wait_for_url(f"**{TEAM}")
    expect(any_page.locator("h1")).to_have_text("Tiimi tarvitsee 4 valtuutta")


def test_wrong_code_typed_has_its_error_and_the_focus(any_page: Page) -> None:
    any_page.goto(TEAM)
    any_page.get_by_label("Lisää rooli vastauksen koodilla tai osoitteella").fill("7KQ4-M2X0")
    any_page.get_by_role("button", name="Lisää", exact=True).click()
    expect(any_page).to_have_title(re.compile("^Virhe: "))
    expect(any_page.get_by_label("Lisää rooli vastauksen koodilla tai osoitteella")).to_have_value("7KQ4-M2X0")
    expect(any_page.locator(".member")).to_have_count(2)


def test_new_role_sent_unfinished_says_what_is_missing_at_its_question(any_page: Page) -> None:
    any_page.goto(TEAM)
    any_page.locator("#uusi-rooli > summary").click()
    any_page.get_by_role("button", name="Jatka").click()
    expect(any_page.locator(".errors")).to_be_focused()
    expect(any_page).to_have_title(re.compile("^Virhe: "))
    expect(any_page.get_by_label("Minkä organisaation asioita rooliin kuuluu?")).to_have_accessible_description(
        "Virhe: Valitse organisaatio"
    )
    any_page.get_by_label("Minkä organisaation asioita rooliin kuuluu?").select_option("kunta")
    any_page.get_by_role("button", name="Jatka").click()
    expect(any_page.locator(".errors")).to_have_count(0)
    any_page.get_by_role("button", name="Lisää rooli").click()
    expect(any_page.locator(".errors")).to_be_focused()
    expect(any_page.get_by_role("group", name="Mitä tehtäviä rooliin kuuluu?")).to_have_accessible_description(
        "Virhe: Valitse ainakin yksi tehtävä"
    )
    any_page.locator(".errors a").click()
    expect(any_page.locator("[name=tehtava]").first).to_be_focused()


def test_a_team_is_printed_on_few_pages(page: Page) -> None:
    for roles, most in ((2, 2), (8, 4)):
        page.goto("/tiimi/?" + "&".join([f"rooli={COUNTY}", f"rooli={CITY}"] * (roles // 2)))
        printed = page.pdf(prefer_css_page_size=True, format="A4")
        assert len(re.findall(rb"/Type /Page\b", printed)) <= most, roles


def test_each_field_says_which_role_it_is_of_and_a_role_of_many_people_loses_none_of_them(page: Page) -> None:
    people = ", ".join(f"Etunimi{number} Sukunimi{number}" for number in range(30))
    page.goto(TEAM)
    fields = page.locator(".member input")
    names = fields.evaluate_all("all => all.map((each) => each.labels[0].textContent)")
    assert names == ["Roolin 1 nimi", "Roolin 1 henkilöt", "Roolin 2 nimi", "Roolin 2 henkilöt"]
    page.get_by_label("Roolin 1 henkilöt").fill(people)
    page.get_by_label("Roolin 1 henkilöt").blur()
    expect(page.locator("#pyynto-1")).to_contain_text(people)
    expect(page.locator("tfoot b").first).to_have_text("30")


def test_change_of_a_team_is_said_and_the_focus_is_never_lost(page: Page, watch: Watch) -> None:
    touch(page, TEAM)
    page.get_by_role("link", name="Poista tiimistä: Rooli 2").click()
    expect(page.locator(".member")).to_have_count(1)
    expect(page.locator("h1")).to_be_focused()
    field = page.get_by_label("Lisää rooli vastauksen koodilla tai osoitteella")
    field.fill(CITY)
    field.press("Enter")
    expect(page.locator(".member")).to_have_count(2)
    said = "Tiimi tarvitsee 4 valtuutta. Anna kullekin vain hänen oman roolinsa valtuudet."
    expect(page.locator("#tila")).to_have_text(said)
    expect(field).to_be_focused()
    assert watch.complaints == []


def test_mistyped_code_is_mended_by_one_press(any_page: Page) -> None:
    any_page.goto(f"/tiimi/?rooli=95F-88G-2PV&rooli={CITY}")
    any_page.locator("#rooli-1").get_by_role("link", name=f"Koodi {COUNTY}").click()
    any_page.wait_for_url(f"**{TEAM}")
    expect(any_page.locator("h1")).to_have_text("Tiimi tarvitsee 4 valtuutta")
