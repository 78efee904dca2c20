"""The ready request as its sender meets it: filled, checked, copied, mailed and printed, with nothing sent to us."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from advisor.tests.browser.conftest import PATIENCE, Watch, stop_clock, touch
from advisor.tests.serving import Service

COUNTY = "organisaatio=hyvinvointialue"
RESULT = f"/tulos/?{COUNTY}&tehtava=etuustietojen-katselu&tehtava=ajanvaraus&suhde=oma&kylla=lakiperuste"
BOTH = f"/tulos/?{COUNTY}&tehtava=rintamalisa&suhde=oma&suhde=toinen"
EVERYDAY = {
    "county": (
        f"/tulos/?{COUNTY}&tehtava=etuustietojen-katselu&tehtava=ajanvaraus&tehtava=maksuvaatimukset&suhde=oma"
        "&kylla=lakiperuste"
    ),
    "three": (
        f"/tulos/?{COUNTY}&tehtava=etuustietojen-katselu&tehtava=ajanvaraus&tehtava=toimeentulotuen-ilmoitukset"
        "&suhde=oma&kylla=lakiperuste"
    ),
    "provider": (
        "/tulos/?organisaatio=kuntoutuspalvelun-tuottaja&tehtava=kuntoutuskurssit&tehtava=kuntoutussopimukset&suhde=oma"
    ),
    "another's": (
        "/tulos/?organisaatio=kunta&tehtava=lastenhoidon-tuen-lasku&tehtava=tyomarkkinatuen-lasku&suhde=toinen"
        "&kylla=kelmu-sopimus"
    ),
}
ORGANISATION = "Ääkköslän $& [NIMESI] hyvinvointialue"
NUMBER = "1234567-1"
NAME = "Aino Mäkeläinen"
GRANTER = "#pyynto-1"
LINE = "_" * 24
SECRETS = (
    ORGANISATION,
    NUMBER,
    NAME,
    *(quote(typed) for typed in (ORGANISATION, NAME)),
    "1234567",
    "Ääkköslän",
    "Aino",
)


def letter(page: Page, place: str = GRANTER) -> str:
    return page.locator(place).text_content() or ""


def fill(page: Page, whose: str = "Organisaatiosi") -> None:
    page.get_by_label(f"{whose} nimi", exact=True).fill(ORGANISATION)
    page.locator("[data-checked]").last.fill(NUMBER)
    page.get_by_label("Oma nimesi", exact=True).fill(NAME)


def press(page: Page, name: str) -> None:
    page.locator("#pyynto").get_by_role("button", name=name, exact=True).click()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.fixture
def open_page(page: Page, service: Service) -> Page:
    """A page that may read the clipboard, which holds something old."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=service.url)
    touch(page, RESULT)
    page.evaluate("navigator.clipboard.writeText('vanha')")
    return page


def test_typed_words_fill_the_letter_and_its_mail(open_page: Page) -> None:
    typed = {"[ORGANISAATION NIMI]": ORGANISATION, "[Y-TUNNUS]": NUMBER, "[NIMESI]": NAME}
    empty = letter(open_page)
    link = open_page.locator("#pyynto a[data-still]")
    before = parse_qs(str(link.get_attribute("href")).partition("?")[2])["body"][0]
    fill(open_page)
    assert letter(open_page) == re.sub("|".join(map(re.escape, typed)), lambda found: typed[found[0]], empty)
    body = parse_qs(str(link.get_attribute("href")).partition("?")[2])["body"][0]
    assert (body.count(f"{ORGANISATION}\r\nY-tunnus: {NUMBER}"), body.endswith(f"\r\n{NAME}")) == (1, True)
    assert before.count("[Y-TUNNUS]") == 1


def test_filled_request_is_copied_as_it_is_shown(open_page: Page) -> None:
    fill(open_page)
    press(open_page, "Kopioi pyyntö")
    expect(open_page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(open_page) == letter(open_page)
    assert open_page.locator("#kesken").is_hidden()


def test_fields_stand_in_a_row_and_the_message_is_folded_under_its_first_lines(open_page: Page) -> None:
    tops = [box["y"] for field in open_page.locator("[data-place]").all() if (box := field.bounding_box())]
    assert (len(tops), len(set(tops))) == (3, 1)
    expect(open_page.locator(GRANTER)).to_be_hidden()
    lines = [line for line in letter(open_page).split("\n") if line]
    assert open_page.locator("#pyynto .preview span").all_inner_texts() == lines[:3]
    open_page.get_by_text("Koko viesti").click()
    expect(open_page.locator(GRANTER)).to_be_visible()


def test_refused_copy_unfolds_the_message_and_selects_it(open_page: Page) -> None:
    open_page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    fill(open_page)
    press(open_page, "Kopioi pyyntö")
    expect(open_page.locator(GRANTER)).to_be_visible()
    assert open_page.evaluate("getSelection().toString()").split() == letter(open_page).split()
    expect(open_page.locator(GRANTER)).to_be_focused()


def test_refused_copy_of_a_name_selects_it_and_takes_the_focus_there(open_page: Page) -> None:
    open_page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    button = open_page.locator(".asked button").first
    name = button.get_attribute("data-copy")
    button.press("Enter")
    expect(open_page.locator(".asked pre")).to_be_focused()
    assert open_page.evaluate("[getSelection().toString(), document.activeElement.textContent]") == [name, name]


def test_unfilled_places_stop_the_copy_once_and_take_the_focus(open_page: Page) -> None:
    open_page.get_by_label("Organisaatiosi nimi", exact=True).fill("Ääkköslä")
    press(open_page, "Kopioi pyyntö")
    expect(open_page.locator("#kesken")).to_be_visible()
    expect(open_page.locator("#kesken p")).to_have_text("Täytä tai korjaa ensin kohdat, joissa on virhe.")
    expect(open_page.get_by_label("Y-tunnus", exact=True)).to_be_focused()
    assert said_of_fields(open_page) == {
        "Organisaatiosi nimi": ("false", ""),
        "Y-tunnus": ("true", "Kirjoita organisaation Y-tunnus."),
        "Oma nimesi": ("true", "Kirjoita nimesi."),
    }
    assert clipboard(open_page) == "vanha"
    press(open_page, "Kopioi silti")
    expect(open_page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(open_page) == letter(open_page)
    assert "[NIMESI]" in clipboard(open_page)


def said_of_fields(page: Page) -> dict[str, tuple[str | None, str]]:
    """Of each field whether it is marked as wrong, and what describes it."""
    fields = page.locator("[data-place]").all()
    return {
        page.locator(f"label[for={field.get_attribute('id')}]").inner_text(): (
            field.get_attribute("aria-invalid"),
            page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text(),
        )
        for field in fields
    }


def test_error_stays_at_an_empty_field_until_it_is_filled(open_page: Page) -> None:
    name = open_page.get_by_label("Oma nimesi", exact=True)
    error = open_page.locator("#oma-nimi-virhe")
    name.focus()
    name.blur()
    expect(error).to_have_text("")
    press(open_page, "Kopioi pyyntö")
    expect(error).to_have_text("Kirjoita nimesi.")
    name.focus()
    name.blur()
    expect(error).to_have_text("Kirjoita nimesi.")
    name.fill(NAME)
    name.blur()
    expect(error).to_have_text("")
    expect(name).to_have_attribute("aria-invalid", "false")


def test_mail_is_stopped_too_while_a_place_is_empty(open_page: Page) -> None:
    open_page.locator("#pyynto").get_by_role("link", name="Sähköposti").first.click()
    expect(open_page.locator("#kesken button")).to_have_text("Avaa sähköposti silti")
    expect(open_page.get_by_label("Organisaatiosi nimi", exact=True)).to_be_focused()
    assert open_page.url.endswith(RESULT)


RIGHT_IDS = (
    "1234567-1",
    "12345671",
    " 0202669-3 ",
    "0000000-0",
    "1234567\N{EN DASH}1",
    "1234567\N{NON-BREAKING HYPHEN}1",
)
WRONG_IDS = (
    "1234567-2",
    "1234657-1",
    "0000006-0",  # the sum's remainder is 1: no check digit makes it valid
    "0000006-1",
    "123456-7",
    "12345678-1",
    "1234567 1",
    "abc",
)


def expect_id(page: Page, typed: str, *, right: bool) -> Locator:
    """The field, left with an id in it that is said to be right or wrong."""
    field = page.get_by_label("Y-tunnus", exact=True)
    field.fill(typed)
    field.blur()
    said = "" if right else re.compile("^Tarkista Y-tunnus")
    expect(page.locator("#organisaation-tunnus-virhe")).to_have_text(said)
    expect(field).to_have_attribute("aria-invalid", str(not right).lower())
    return field


def test_business_id_with_its_check_digit_is_copied(open_page: Page) -> None:
    fill(open_page)
    stop_clock(open_page)  # the button says for three seconds that it has copied
    copied = open_page.locator("#pyynto").get_by_role("button", name="Kopioitu", exact=True)
    for typed in RIGHT_IDS:
        expect_id(open_page, WRONG_IDS[0], right=False)
        expect_id(open_page, typed, right=True)
        press(open_page, "Kopioi pyyntö")
        expect(copied).to_be_visible()
        assert f"Y-tunnus: {typed.strip()}\n" in clipboard(open_page)
        open_page.clock.run_for(3_000)


def test_business_id_with_another_check_digit_stops_the_copy(open_page: Page) -> None:
    fill(open_page)
    for typed in WRONG_IDS:
        expect_id(open_page, RIGHT_IDS[0], right=True)
        field = expect_id(open_page, typed, right=False)
        press(open_page, "Kopioi pyyntö")
        expect(open_page.locator("#kesken p")).to_have_text("Täytä tai korjaa ensin kohdat, joissa on virhe.")
        expect(field).to_be_focused()
        assert clipboard(open_page) == "vanha"


def test_each_organisation_has_its_own_places(page: Page) -> None:
    page.goto(BOTH)
    fill(page, "Työnantajasi")
    page.get_by_label("Toisen organisaation nimi", exact=True).fill("Toinen kunta")
    page.get_by_label("Toisen organisaation Y-tunnus", exact=True).fill("0202669-3")
    headings = page.locator("#pyynto .steps .h3, #pyynto .steps h3").all_text_contents()
    assert headings == [
        "Viesti organisaatiolle, jonka asioita hoidat",
        "Viesti työnantajallesi",
        "Viesti työnantajallesi sen omista asioista",
    ]
    parties = [letter(page, f"#pyynto-{number}").split("\n\n")[3].split("\n") for number in (1, 2, 3)]
    assert parties == [
        [
            "Valtuuttaja: Toinen kunta",
            "Y-tunnus: 0202669-3",
            f"Valtuutettu: {ORGANISATION}",
            f"Y-tunnus: {NUMBER}",
            "Valtuuden tyyppi: asiointivaltuus",
        ],
        [
            "Toinen organisaatio, jonka asioita hoidan: Toinen kunta",
            "Y-tunnus: 0202669-3",
            f"Valtuutettu: {NAME}",
            "Valtuuden tyyppi: edustamisvaltuus",
        ],
        [
            f"Organisaatio, jonka asioita hoidan: {ORGANISATION}",
            f"Y-tunnus: {NUMBER}",
            f"Valtuutettu: {NAME}",
            "Valtuuden tyyppi: asiointivaltuus",
        ],
    ]


def test_each_letter_has_its_own_copy_button(page: Page, service: Service) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=service.url)
    page.goto(BOTH)
    fill(page, "Työnantajasi")
    page.get_by_label("Toisen organisaation nimi", exact=True).fill("Toinen kunta")
    page.get_by_label("Toisen organisaation Y-tunnus", exact=True).fill("0202669-3")
    second = page.locator("#pyynto summary").get_by_text("Viesti työnantajallesi", exact=True)
    expect(page.locator("#pyynto-2")).to_be_hidden()
    second.click()
    press(page, "Kopioi viesti: Viesti työnantajallesi")
    expect(page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(page) == letter(page, "#pyynto-2")


@pytest.mark.parametrize("width", [360, 1280])
def test_actions_stand_between_the_fields_and_the_text(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(RESULT)
    found = ("#oma-nimi", "[data-letter=pyynto-1]", "#pyynto .preview")
    expect(page.locator(found[0])).to_be_visible()
    boxes = [page.locator(place).bounding_box() for place in found]
    tops = [box["y"] for box in boxes if box]
    assert (len(tops), tops) == (3, sorted(tops))
    assert tops[1] - tops[0] < 400


def test_nothing_typed_leaves_the_browser(open_page: Page, watch: Watch) -> None:
    fill(open_page)
    open_page.get_by_label("Oma nimesi", exact=True).press("Enter")
    press(open_page, "Kopioi pyyntö")
    open_page.locator("#ytunnus-rekisterissa-yes").click()
    open_page.wait_for_url(re.compile("kylla=ytunnus-rekisterissa"))
    open_page.get_by_role("link", name="Muuta tehtäviä").first.click()
    open_page.wait_for_url(re.compile("/kysely/tehtavat/"))
    open_page.wait_for_timeout(300)
    said = [request.url + (request.post_data or "") + str(request.all_headers()) for request in watch.requests]
    assert [text for text in said if any(secret in text for secret in SECRETS)] == []
    assert len(said) >= 2
    kept = open_page.evaluate(
        "JSON.stringify([history.state, {...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert not any(secret in kept for secret in SECRETS)


def test_typed_words_stay_after_a_swap_and_after_back(open_page: Page) -> None:
    fill(open_page)
    shown = letter(open_page).split("1. ")[0]
    open_page.locator("#ytunnus-rekisterissa-yes").click()
    open_page.wait_for_url(re.compile("kylla=ytunnus-rekisterissa"))
    expect(open_page.get_by_label("Oma nimesi", exact=True)).to_have_value(NAME)
    assert letter(open_page).split("1. ")[0] == shown
    open_page.go_back()
    open_page.wait_for_url(re.compile("kylla=lakiperuste$"))
    expect(open_page.locator("#ytunnus-rekisterissa-yes")).not_to_have_attribute("aria-current", "true")
    expect(open_page.get_by_label("Oma nimesi", exact=True)).to_have_value(NAME)
    assert letter(open_page).split("1. ")[0] == shown
    press(open_page, "Kopioi pyyntö")
    expect(open_page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(open_page) == letter(open_page)


def test_request_works_on_arrival_from_the_questions(page: Page, service: Service) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=service.url)
    page.goto(f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus&suhde=oma")
    page.get_by_role("button", name="Näytä vastaus").click()
    page.wait_for_url(re.compile("/tulos/"))
    fill(page)
    press(page, "Kopioi pyyntö")
    expect(page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(page) == letter(page)
    assert f"Valtuutettu: {NAME}\n" in letter(page)


def test_with_script_the_fields_are_told_of_and_not_the_markers(page: Page) -> None:
    page.goto(RESULT)
    expect(page.get_by_text("Tiedot pysyvät vain tässä välilehdessä.")).to_be_visible()
    expect(page.get_by_text("Täydennä ensin hakasulkeissa olevat kohdat.")).to_be_hidden()


def test_paper_has_lines_to_write_on_and_a_short_address(page: Page) -> None:
    page.goto(RESULT)
    page.get_by_label("Oma nimesi", exact=True).fill(NAME)
    shown = letter(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = shown.replace("[ORGANISAATION NIMI]", LINE).replace("[Y-TUNNUS]", LINE)
    assert letter(page) == printed
    assert printed.count(LINE) == 2
    assert re.findall(r"http\S+", printed) == re.findall(r"http://[^/]+/koodi/[\w-]{9,13}/antajalle/", printed)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert letter(page) == shown


def test_print_button_opens_the_browsers_own_printing(page: Page) -> None:
    page.goto(RESULT)
    page.evaluate("window.print = () => { document.title = 'tulostetaan'; }")
    press(page, "Tulosta")
    expect(page).to_have_title("tulostetaan")


def test_copied_link_carries_the_publication(open_page: Page, service: Service) -> None:
    open_page.locator("#jaa summary").click()
    open_page.locator("#jaa").get_by_role("button", name="Kopioi linkki").click()
    expect(open_page.locator("#tila")).to_have_text("Kopioitu")
    assert re.fullmatch(rf"{service.url}/tulos/\?.*&v=\d+", clipboard(open_page))


def test_without_script_the_letters_and_their_mail_are_there(chromium: Browser, service: Service) -> None:
    context = chromium.new_context(base_url=service.url, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(RESULT)
    expect(page.locator("#pyynto noscript p")).to_be_visible()
    expect(page.get_by_text("Tiedot pysyvät vain tässä välilehdessä.")).to_be_hidden()
    links = page.locator("#pyynto a[href^='mailto:?subject=']")
    assert (links.count(), page.locator("#pyynto button:visible, #pyynto input:visible").count()) == (1, 0)
    page.locator("#pyynto summary").click()
    expect(page.locator(GRANTER)).to_be_visible()
    assert letter(page).count("[Y-TUNNUS]") == 1
    page.locator("#jaa summary").click()
    expect(page.locator("#jaa img")).to_be_visible()
    context.close()


def test_message_that_needs_no_field_is_copied_at_once_with_what_was_typed(page: Page, service: Service) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=service.url)
    page.goto("/tulos/?organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma&kylla=kelmu-sopimus")
    message = page.locator("#kysy-1")
    page.get_by_label("Oma nimesi", exact=True).fill(NAME)
    page.locator("[data-letter=kysy-1]").click()
    expect(page.locator("#tila")).to_have_text("Kopioitu")
    assert clipboard(page) == message.text_content()
    assert clipboard(page).endswith(f"Terveisin\n{NAME}")
    link = page.locator(".first a[href^='mailto:tiedonvalitys@kela.fi?']")
    assert quote(NAME) in str(link.get_attribute("href"))


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("kind", EVERYDAY)
def test_everyday_result_prints_on_two_pages_with_everything_on_them(kind: str, page: Page) -> None:
    page.goto(EVERYDAY[kind])
    page.get_by_label("Oma nimesi", exact=True).fill(NAME)
    names = [name.strip() for name in page.locator(".card h3").all_text_contents()]
    assert pages_of(page.pdf(format="A4")) <= 2
    page.emulate_media(media="print")
    paper = page.locator("body").inner_text()
    letters = page.locator("#pyynto pre:visible").all_inner_texts()
    assert paper.count(NAME) == "".join(letters).count(NAME) == (3 if kind == "another's" else 2)
    assert {name: name in paper for name in names} == dict.fromkeys(names, True)
    assert [text.strip() in paper for text in letters] == [True] * (2 if kind == "another's" else 1)
    expect(page.locator("#jaa img")).to_be_visible()
    assert page.locator("#jaa .code").inner_text() in paper
    hidden = page.locator("button, nav, input, .fold > summary, .feedback, #et-tarvitse, #ei-onnistu")
    assert [each for each in hidden.all() if each.is_visible()] == []


def test_page_for_those_who_grant_prints_with_the_text_of_the_application(page: Page) -> None:
    page.goto("/koodi/95F-88G-2PU/antajalle/")
    assert pages_of(page.pdf(format="A4")) <= 2
    page.emulate_media(media="print")
    expect(page.locator(".application pre")).to_be_visible()
    assert [each for each in page.locator("button, nav, .feedback").all() if each.is_visible()] == []
