"""Support's desk by keyboard and by mouse, with and without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from advisor.tests.browser.conftest import Watch, stop_clock
from advisor.tests.browser.test_conversation import states, tab_to
from advisor.tests.pages import COUNTY

CODE = "5Z3-2K7-4F2"
CODE_ANSWERS = "organisaatio=helsinki&organisaatio=kunta&tehtava=ajanvaraus&tehtava=kotoutuminen&suhde=oma&suhde=toinen"
BEGUN = f"/tuki/?{COUNTY}&tehtava=ajanvaraus"
ONE = "Tarvitset tämän valtuuden"
PHONE: ViewportSize = {"width": 360, "height": 780}


def clipboard(page: Page) -> str:
    text = page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


def show(page: Page) -> None:
    """Without JavaScript a button brings the answer."""
    button = page.get_by_role("button", name="Näytä vastaus")
    if button.count():
        button.click()


def ready(page: Page) -> None:
    """The script has brought its buttons, and time stands still: what a copied one says lasts for three seconds."""
    expect(page.locator("#kopioi-kaikki")).to_be_visible()
    stop_clock(page)


class Keys:
    """Presses keys and counts them: a key held with another is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


def test_call_from_code_to_message_in_three_languages_takes_under_ten_keys(page: Page, context: BrowserContext) -> None:
    """The customer's mail is pasted as it is; each language is copied by itself."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/tuki/")
    expect(page.locator("input#haku")).to_be_focused()
    page.evaluate("text => navigator.clipboard.writeText(text)", f"Hei, koodini on {CODE}. Terveisin Maija")
    keys = Keys(page)
    keys.press("Control+V", "Enter")
    page.wait_for_url(f"**/tuki/?{CODE_ANSWERS}#vastaus")
    ready(page)
    keys.press("Tab")
    expect(page.locator(":focus")).to_have_accessible_name("Kopioi viesti Kaikilla kielillä")
    for language, name, link in (("fi", "Suomeksi", ""), ("sv", "Ruotsiksi", "/sv"), ("en", "Englanniksi", "/en")):
        keys.press("Tab")
        expect(page.locator(":focus")).to_have_text(name)
        keys.press("Enter")
        expect(page.locator(f"#kopioi-{language}")).to_have_text("Kopioitu")
        assert f"{link}/tulos/?{CODE_ANSWERS}&v=1" in clipboard(page)
    assert keys.count == 9


def test_one_key_more_than_the_code_copies_the_message_in_every_language(page: Page, context: BrowserContext) -> None:
    """The code is typed as it is heard: Enter opens it, Tab and Enter copy the message."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/tuki/")
    expect(page.locator("input#haku")).to_be_focused()
    page.keyboard.type(CODE.lower().replace("-", " "))
    keys = Keys(page)
    keys.press("Enter")
    page.wait_for_url(f"**/tuki/?{CODE_ANSWERS}#vastaus")
    ready(page)
    keys.press("Tab", "Enter")
    expect(page.locator("#kopioi-kaikki")).to_have_text("Kopioitu")
    expect(page.locator("#tila")).to_have_text("Kopioitu")
    assert keys.count == 3
    message = clipboard(page)
    assert [f"{prefix}/tulos/?{CODE_ANSWERS}&v=1" in message for prefix in ("", "/sv", "/en")] == [True] * 3
    assert message.count(f"/koodi/{CODE}/antajalle/") == 3


def test_misheard_code_is_corrected_by_choosing(any_page: Page) -> None:
    """F was heard as S: the desk names the right code with its answers, and follows it only when told to."""
    any_page.goto("/tuki/")
    expect(any_page.locator("input#haku")).to_be_focused()
    any_page.keyboard.type("5z3 2k7 4s2")
    any_page.keyboard.press("Enter")
    expect(any_page).to_have_title(re.compile("^Virhe: "))
    expect(any_page.locator("input#haku")).to_have_accessible_description(re.compile("Lähin oikea koodi on alla"))
    hit = any_page.get_by_role("listitem").filter(has_text=CODE)
    expect(hit).to_contain_text("Kunta. Helsingin kaupunki.")
    hit.get_by_role("link").click()
    any_page.wait_for_url(f"**/tuki/?{CODE_ANSWERS}#vastaus")


def test_organisations_that_words_find_are_ticked(any_page: Page) -> None:
    any_page.goto("/tuki/")
    any_page.locator("input#haku").fill("apteekki")
    any_page.get_by_role("button", name="Avaa").click()
    box = any_page.locator(".hits").get_by_label("Muu sosiaali- tai terveydenhuollon toimija")
    expect(box).to_be_checked()
    expect(box).to_have_accessible_description(re.compile("."))
    any_page.get_by_role("button", name="Merkitse vastauksiin").click()
    any_page.wait_for_url("**/tuki/?organisaatio=sote-toimija#vastaus")
    expect(any_page.locator("#organisaatio-sote-toimija")).to_be_checked()


def test_code_leads_to_the_result_and_the_message_can_be_read(any_page: Page) -> None:
    any_page.goto("/tuki/")
    any_page.locator("input#haku").fill(CODE)
    any_page.get_by_role("button", name="Avaa").click()
    any_page.wait_for_url(f"**/tuki/?{CODE_ANSWERS}#vastaus")
    assert states(any_page) == {"confirm": ["ajanvaraus", "kelmu-kotoutuminen"]}
    any_page.locator("summary", has_text="Viesti ruotsiksi").click()
    expect(any_page.locator('pre[lang="sv"]')).to_contain_text(f"/sv/tulos/?{CODE_ANSWERS}&v=1")


def test_wrong_code_leaves_the_field_ready_for_the_right_one(any_page: Page) -> None:
    any_page.goto("/tuki/")
    expect(any_page.locator("input#haku")).to_be_focused()
    any_page.keyboard.type("5Z3-2K7-4F0")
    any_page.keyboard.press("Enter")
    expect(any_page).to_have_title(re.compile("^Virhe: "))
    field = any_page.locator("input#haku")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Koodeissa ei ole merkkiä ”0”"))
    field.fill(CODE)
    field.press("Enter")
    any_page.wait_for_url(f"**/tuki/?{CODE_ANSWERS}#vastaus")


def test_ticks_lead_to_the_result(any_page: Page) -> None:
    any_page.goto("/tuki/")
    any_page.get_by_label("Hyvinvointialue").check()
    show(any_page)
    expect(any_page.get_by_label("Ilmoitan tietoja tuen maksamista varten")).to_have_count(0)
    any_page.get_by_label("Varaan tai perun").check()
    any_page.get_by_label("Oman organisaation työntekijä").check()
    show(any_page)
    any_page.wait_for_url("**/tuki/?" + f"{COUNTY}&tehtava=ajanvaraus&suhde=oma*")
    expect(any_page.locator("#vastaus h2")).to_have_text(ONE)
    any_page.locator("#asiakkaan-suostumus-no").click()
    any_page.wait_for_url(re.compile("ei=asiakkaan-suostumus"))
    expect(any_page.locator("#vastaus h2")).to_have_text("Tarvitset tämän valtuuden")
    assert states(any_page) == {"blocked": ["ajanvaraus"]}


def test_ticking_by_keyboard_updates_the_result_and_keeps_the_focus(page: Page) -> None:
    page.goto("/tuki/")
    for value, heading in (
        ("organisaatio-hyvinvointialue", "Vastaus"),
        ("tehtava-ajanvaraus", ONE),
        ("tehtava-rintamalisa", "Tarvitset 2 valtuutta"),
        ("suhde-oma", "Tarvitset 2 valtuutta"),
    ):
        tab_to(page, f"#{value}") if value != "tehtava-rintamalisa" else page.locator(f"#{value}").focus()
        page.keyboard.press("Space")
        page.wait_for_url(re.compile(value.replace("-", "=", 1)))
        expect(page.locator("#vastaus h2")).to_have_text(heading)
        announced = "Merkitse tehtävät, joita asiakas hoitaa." if heading == "Vastaus" else heading
        expect(page.locator("#muutos")).to_have_text(announced)
        expect(page.locator(f"#{value}")).to_be_focused()
        expect(page.locator(f"#{value}")).to_be_checked()
    expect(page.get_by_role("button", name="Kopioi linkki")).to_be_visible()


def test_live_result_leaves_the_page_where_it_is(page: Page) -> None:
    page.goto(BEGUN)
    box = page.locator("#tehtava-kanta-laskutus")
    box.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    box.check()
    expect(page.locator("#vastaus h2")).to_have_text("Tarvitset 2 valtuutta")
    assert (page.evaluate("scrollY"), before > 0) == (before, True)


def test_quick_ticks_are_all_counted(page: Page) -> None:
    page.goto("/tuki/?organisaatio=hyvinvointialue")
    for slug in ("ajanvaraus", "rintamalisa", "kanta-laskutus", "typ-asiat"):
        page.evaluate("id => document.getElementById(id).click()", f"tehtava-{slug}")
    expect(page.locator("#vastaus h2")).to_have_text("Tarvitset 4 valtuutta")


def test_back_restores_the_ticks_and_the_result(page: Page) -> None:
    page.goto(BEGUN)
    page.locator("#tehtava-rintamalisa").check()
    expect(page.locator("#vastaus h2")).to_have_text("Tarvitset 2 valtuutta")
    page.go_back()
    expect(page.locator("#vastaus h2")).to_have_text(ONE)
    expect(page.locator("#tehtava-rintamalisa")).not_to_be_checked()
    expect(page.locator("#tehtava-ajanvaraus")).to_be_checked()
    page.go_forward()
    expect(page.locator("#vastaus h2")).to_have_text("Tarvitset 2 valtuutta")
    expect(page.locator("#tehtava-rintamalisa")).to_be_checked()


def test_title_and_languages_follow_the_ticks(page: Page) -> None:
    page.goto(BEGUN)
    page.locator("#suhde-oma").check()
    expect(page).to_have_title(f"{ONE}. Neuvonnan työpöytä – Asiointivaltuusneuvoja")
    expect(page.locator("#kielet a").first).to_have_attribute("href", f"/sv{BEGUN}&suhde=oma")


def test_tick_costs_one_round_trip(page: Page, watch: Watch) -> None:
    page.goto(BEGUN)
    watch.requests.clear()
    page.locator("#suhde-oma").check()
    expect(page.get_by_role("button", name="Kopioi linkki")).to_be_visible()
    asked = [request.url.partition("/tuki/")[2] for request in watch.requests if "/tuki/" in request.url]
    assert asked == [f"?{COUNTY}&tehtava=ajanvaraus&suhde=oma"]
    assert watch.complaints == []


def test_mandate_panel_leads_to_its_answers(any_page: Page) -> None:
    any_page.goto("/tuki/")
    expect(any_page.locator("input#haku")).to_be_focused()
    any_page.keyboard.type("Sosiaaliturvan etuusasioiden ajanvarauksen tekeminen")
    any_page.keyboard.press("Enter")
    any_page.wait_for_url("**/tuki/?valtuus=ajanvaraus#valtuus-nimi")
    expect(any_page.locator("#valtuus-nimi")).to_be_focused()
    any_page.get_by_role("link", name="Vuokranantaja").click()
    expect(any_page.locator("#valtuus-nimi")).to_be_focused()
    expect(any_page.locator(".panel")).to_contain_text("Näillä vastauksilla: Varmista.")
    expect(any_page.locator("#organisaatio-vuokranantaja")).to_be_checked()
    any_page.locator("#tehtava-ajanvaraus").uncheck()
    any_page.locator("#tehtava-vuokratiedot").check()
    show(any_page)
    expect(any_page.locator(".panel")).to_contain_text("Näillä vastauksilla: Et tarvitse.")


def test_chosen_hit_leads_to_the_heading_of_the_mandate(any_page: Page) -> None:
    any_page.goto("/tuki/?haku=ty%C3%B6markkinatukivaltuus")
    any_page.get_by_role("link", name="Valtuus: Työmarkkinatukiaineistojen tarkastelu").click()
    expect(any_page.locator("#valtuus-nimi")).to_be_focused()
    expect(any_page.locator("#valtuus-nimi")).to_be_in_viewport()


def test_each_group_of_ticks_ends_with_a_way_to_the_result(page: Page) -> None:
    page.goto(f"{BEGUN}&suhde=oma")
    for last in ("organisaatio-muu-kumppani", "tehtava-ei-mikaan", "suhde-toinen"):
        page.locator(f"#{last}").focus()
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        expect(link).to_have_text("Siirry vastaukseen")
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#vastaus")).to_be_focused()


def test_none_of_these_stands_in_no_group_of_its_own(page: Page) -> None:
    page.goto("/tuki/")
    expect(page.get_by_role("group", name="tai", exact=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="tai", exact=True)).to_have_count(0)
    expect(page.get_by_role("group", name="Tehtävät").get_by_label("En hoida mitään näistä")).to_be_visible()


def test_result_is_one_key_or_tap_away_from_the_ticks(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{BEGUN}&suhde=oma")
    tab_to(page, "form > .skip:first-child")
    page.keyboard.press("Enter")
    at_the_result(page)
    page.goto("/tuki/")
    page.goto(f"{BEGUN}&suhde=oma")
    bar = page.locator(".onward a")
    expect(bar).to_be_in_viewport()
    expect(bar).to_have_text(ONE)
    bar.click()
    at_the_result(page)


def at_the_result(page: Page) -> None:
    expect(page.locator("#vastaus h2")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#vastaus$"))
    page.keyboard.press("Tab")
    expect(page.locator("#kopioi-kaikki")).to_be_focused()
