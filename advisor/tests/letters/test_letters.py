"""The ready request: complete, exact, and with nothing in it that should not be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any, Final
from urllib.parse import parse_qs, parse_qsl

import pytest
import segno
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from advisor.conversation import codes
from advisor.conversation.cards import Card
from advisor.conversation.code_page import FOR_GOOD
from advisor.conversation.codes import decode
from advisor.conversation.questionnaire import Conversation, parse
from advisor.conversation.result import result_page
from advisor.conversation.sharing import MASK, share
from advisor.letters.letter import MAIL_LIMIT, Letter
from advisor.letters.writer import RequestView, request_view
from advisor.tests.conversation.test_journey import SCENARIOS, scenario_query
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.recommend import State
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import NameState

PUBLIC_URL = "https://neuvoja.example"
RELATIONS = (frozenset({Relation.OWN}), frozenset({Relation.OTHER}), frozenset(Relation))
MARKER = re.compile(r"\[[^]]*\]")
OWN_PLACES = ["[ORGANISAATION NIMI]", "[Y-TUNNUS]", "[NIMESI]"]
OTHERS_PLACES = [
    "[VALTUUTTAJAN NIMI]",
    "[VALTUUTTAJAN Y-TUNNUS]",
    "[TYÖNANTAJASI NIMI]",
    "[TYÖNANTAJASI Y-TUNNUS]",
    "[NIMESI]",
]
TO_ORGANISATION = "Viesti organisaatiolle, jonka asioita hoidat"
TO_EMPLOYER = "Viesti työnantajallesi"
TO_OWN = "Viesti työnantajallesi sen omista asioista"
LANDLORD = [("organisaatio", "vuokranantaja"), ("tehtava", "vuokratiedot")]
HOSTILE = "<script>alert(1)</script> \"'& %0A\r\nBcc: x@y.z [NIMESI]"


def conversation_of(scenario: dict[str, Any], relations: frozenset[Relation], ruleset: Ruleset) -> Conversation:
    pairs = [(key, value) for key in ("organisaatio", "tehtava", "kylla", "ei") for value in scenario[key]]
    return replace(parse(pairs, ruleset), relations=relations)


def written(conversation: Conversation, edition: Edition) -> RequestView | None:
    """The letters of a conversation, as its page would hold them."""
    with override_settings(PUBLIC_URL=PUBLIC_URL):
        page = result_page(edition.ruleset, conversation)
        return request_view(edition.ruleset, conversation, page, share(conversation, edition))


def letters(view: RequestView | None) -> tuple[Letter, ...]:
    assert view is not None
    return view.letters


def letter_to(heading: str, view: RequestView | None) -> Letter:
    return next(letter for letter in letters(view) if letter.heading == heading)


def blocks(letter: Letter) -> list[str]:
    """The mandates of a letter, each from its number on; all stand together as its third part."""
    found = letter.text.split("\n\n")[2]
    return re.split(r"\n(?=\d+\. )", found)


def mail(letter: Letter) -> tuple[str, str]:
    """What a mail program reads from the address: subject and body."""
    assert letter.mailto.startswith("mailto:?")
    fields = parse_qs(letter.mailto.partition("?")[2], strict_parsing=True)
    assert sorted(fields) == ["body", "subject"]
    return fields["subject"][0], fields["body"][0]


MANDATES: Final = ("Valtuus", "Valtuudet")


def guide(conversation: Conversation, ruleset: Ruleset) -> str:
    return f"{PUBLIC_URL}/koodi/{codes.encode(conversation, ruleset)}/antajalle/"


def expect_whole(view: RequestView, conversation: Conversation, edition: Edition) -> None:
    """Each mandate that the page asks for stands once in each letter, first of all, and no other; what is open too."""
    ruleset = edition.ruleset
    page = result_page(ruleset, conversation)
    for letter in letters(view):
        kind = "edustamisvaltuus" if letter.heading == TO_EMPLOYER else "asiointivaltuus"
        assert letter.text.count(f"\nValtuuden tyyppi: {kind}\n") == letter.text.count("tyyppi:") == 1
        assert [blocks.splitlines() for blocks in blocks(letter)] == [essentials(card) for card in page.asked]
        assert to_make_sure_of(letter) == open_of(page.asked)
        unsure = [str(card.number) for card in page.asked if card.outdated]
        said = re.search(r"^Valtuu.* (on voinut|ovat voineet) muuttua\. Kysy ensin Kelasta", letter.text, re.MULTILINE)
        assert re.findall(r"\d+", said[0] if said else "") == unsure
        assert [line for line in letter.text.splitlines() if PUBLIC_URL in line] == [
            f"{MANDATES[len(page.asked) > 1]} ja ohje antajalle: {guide(conversation, ruleset)}"
        ]
        assert "%(" not in letter.text
        assert letter.preview == [line for line in letter.text.split("\n") if line][:3]
    markers = {marker for letter in letters(view) for marker in MARKER.findall(letter.text)}
    assert markers == {place.marker for place in view.places}


def to_make_sure_of(letter: Letter) -> dict[str, list[int]]:
    """What the letter lists as open, with the numbers of the mandates that wait for it."""
    _, _, rest = letter.text.partition("\nVarmista ensin:\n")
    rows = [line.removeprefix("- ") for line in rest.split("\n\n")[0].splitlines() if line.startswith("- ")]
    parted = [re.fullmatch(r"(.*?)(?: \(([\d, ]+)\))?", row) for row in rows]
    return {row[1]: [int(each) for each in (row[2] or "1").split(", ")] for row in parted if row}


def open_of(cards: tuple[Card, ...]) -> dict[str, list[int]]:
    """What the answer's mandates wait for: exactly what their states need, so nothing of those to ask for at once."""
    found: dict[str, list[int]] = {}
    for card in cards:
        assert bool(card.open) == (card.state is State.CONFIRM)
        if card.open:
            found.setdefault(card.open, []).append(card.number if len(cards) > 1 else 1)
    return found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda row: row["situation"][:40])
@pytest.mark.parametrize("relations", RELATIONS, ids=lambda found: "+".join(sorted(found)))
def test_scenario_asks_for_each_mandate_once(
    scenario: dict[str, Any], relations: frozenset[Relation], edition: Edition
) -> None:
    conversation = conversation_of(scenario, relations, edition.ruleset)
    view = written(conversation, edition)
    if not scenario["expected"]["request"] + scenario["expected"]["confirm"]:
        assert view is None
        return
    assert view is not None
    expect_whole(view, conversation, edition)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda row: row["situation"][:40])
@pytest.mark.parametrize("relations", RELATIONS, ids=lambda found: "+".join(sorted(found)))
def test_mail_says_what_is_asked_within_what_a_mail_program_takes(
    scenario: dict[str, Any], relations: frozenset[Relation], edition: Edition
) -> None:
    conversation = conversation_of(scenario, relations, edition.ruleset)
    view = written(conversation, edition)
    if view is None:
        return
    for letter in letters(view):
        subject, body = mail(letter)
        assert len(letter.mailto) <= MAIL_LIMIT
        assert subject == letter.subject
        assert set(MARKER.findall(body)) == set(MARKER.findall(letter.text))
        assert re.findall(r"(?<!\r)\n", body) == []
        if body != letter.text.replace("\n", "\r\n"):
            expect_shortened(body, letter, result_page(edition.ruleset, conversation).asked)


def expect_shortened(body: str, letter: Letter, cards: tuple[Card, ...]) -> None:
    """Lines of the letter in its order: every mandate keeps its name and what may be open."""
    lines = body.split("\r\n")
    whole = iter(letter.text.split("\n"))
    assert [line for line in lines if line not in whole] == []
    assert "Valtuudet ja ohje antajalle: " in body
    blocks = re.split(r"\n(?=\d+\. )", body.replace("\r", "").split("\n\n")[2])
    assert [block.splitlines() for block in blocks] == [essentials(card) for card in cards]


def essentials(card: Card) -> list[str]:
    """What tells a mandate: its name, or where it is for and what it lets one do; and how sure the name is."""
    state = {
        NameState.CONFIRMED: [],
        NameState.SEEN: ["   Nimi on rekisterin vanhasta otteesta. Vertaa kuvausta, ennen kuin valitset."],
        NameState.OLD: [f"   Nimi oli aiemmin ”{card.name.text}”. Se on voinut muuttua."],
        NameState.UNCONFIRMED: ["   Tarkka nimi on vahvistamatta."],
    }[card.name.state]
    if card.name.state in (NameState.CONFIRMED, NameState.SEEN):
        return [f"{card.number}. {card.name.text}", *state]
    services = ", ".join(service.text for service in card.services)
    services = services[:1].upper() + services[1:]
    return [f"{card.number}. {services}: valtuus, jolla voi", *(f"   - {line}" for line in card.allows), *state]


def test_mail_of_very_much_names_every_mandate_or_none(edition: Edition) -> None:
    pairs = [("organisaatio", slug) for slug in edition.ruleset.types]
    pairs += [("tehtava", slug) for slug in edition.ruleset.tasks] + [("suhde", "oma"), ("suhde", "toinen")]
    conversation = parse(pairs, edition.ruleset)
    view = written(conversation, edition)
    assert view is not None
    expect_whole(view, conversation, edition)
    for letter in letters(view):
        body = mail(letter)[1]
        assert len(letter.mailto) <= MAIL_LIMIT
        assert re.findall(r"\n\d+\. ", body) == []
        assert guide(conversation, edition.ruleset) in body


@pytest.mark.parametrize(
    ("relations", "headings", "places"),
    [
        (frozenset({Relation.OWN}), [TO_OWN], OWN_PLACES),
        (frozenset({Relation.OTHER}), [TO_ORGANISATION, TO_EMPLOYER], OTHERS_PLACES),
        (frozenset(Relation), [TO_ORGANISATION, TO_EMPLOYER, TO_OWN], OTHERS_PLACES),
    ],
)
def test_letters_go_in_order_to_those_who_grant(
    relations: frozenset[Relation], headings: list[str], places: list[str], edition: Edition
) -> None:
    view = written(replace(parse(LANDLORD, edition.ruleset), relations=relations), edition)
    assert view is not None
    assert [letter.heading for letter in view.letters] == headings
    assert [place.marker for place in view.places] == places


def test_other_organisation_is_asked_to_authorise_the_employer(edition: Edition) -> None:
    view = written(replace(parse(LANDLORD, edition.ruleset), relations=frozenset({Relation.OTHER})), edition)
    text = letter_to(TO_ORGANISATION, view).text
    assert text.split("\n\n")[3].split("\n") == [
        "Valtuuttaja: [VALTUUTTAJAN NIMI]",
        "Y-tunnus: [VALTUUTTAJAN Y-TUNNUS]",
        "Valtuutettu: [TYÖNANTAJASI NIMI]",
        "Y-tunnus: [TYÖNANTAJASI Y-TUNNUS]",
        "Valtuuden tyyppi: asiointivaltuus",
    ]
    assert text.split("\n\n")[-3].split("\n") == [
        "Anna valtuus Suomi.fissä organisaatiosi nimissä työnantajalleni, ei suoraan minulle.",
        "Kerro minulle, kun olet antanut valtuuden.",
    ]


def test_employer_is_told_what_to_check_and_not_what_nobody_knows(edition: Edition) -> None:
    view = written(replace(parse(LANDLORD, edition.ruleset), relations=frozenset({Relation.OTHER})), edition)
    text = letter_to(TO_EMPLOYER, view).text
    assert text.split("\n\n")[3].split("\n") == [
        "Toinen organisaatio, jonka asioita hoidan: [VALTUUTTAJAN NIMI]",
        "Y-tunnus: [VALTUUTTAJAN Y-TUNNUS]",
        "Valtuutettu: [NIMESI]",
        "Valtuuden tyyppi: edustamisvaltuus",
    ]
    assert text.split("\n\n")[-3].split("\n") == [
        "Tarkista ensin, että [VALTUUTTAJAN NIMI] on antanut organisaatiollemme asiointivaltuuden.",
        "Tarkista, että sinulla on edustajan valtuutusoikeus juuri tähän valtuusasiaan.",
        "Jos oikeus puuttuu, ohjeessa on teksti hakemukseen.",
        "Kerro minulle, kun olet antanut valtuuden.",
    ]


@pytest.mark.parametrize(
    ("slug", "check"),
    [("kunta", "Tarkista, että sinulla on valtuutusoikeus juuri tähän"), ("laakeyritys", None)],
)
@pytest.mark.parametrize("relation", Relation)
def test_right_to_grant_is_checked_where_the_organisation_had_to_apply(
    slug: str, check: str | None, relation: Relation, edition: Edition
) -> None:
    """Also by another organisation, of which nobody here can know more; the page for those who grant says how."""
    conversation = parse([("organisaatio", slug), ("tehtava", "ajanvaraus")], edition.ruleset)
    view = written(replace(conversation, relations=frozenset({relation})), edition)
    text = letters(view)[0].text
    assert ("valtuutusoikeu" in text.lower()) == bool(check)
    assert text.count(check or "valtuutusoikeu") == bool(check)
    assert text.count("Jos oikeus puuttuu, ohjeessa on teksti hakemukseen.") == bool(check)


def test_held_blocked_and_covered_mandates_are_left_out(edition: Edition) -> None:
    pairs = [("organisaatio", "sosiaaliturvalaitos"), ("tehtava", "eessi-katselu"), ("tehtava", "eessi-tilastot")]
    whole = replace(parse(pairs, edition.ruleset), relations=frozenset({Relation.OWN}))
    held = parse([*pairs, ("suhde", "oma"), ("on", "eessi-kasittely")], edition.ruleset)
    assert [len(blocks(letters(written(each, edition))[0])) for each in (whole, held)] == [2, 1]
    none = parse([*pairs[:2], ("suhde", "oma"), ("on", "eessi-kasittely")], edition.ruleset)
    assert written(none, edition) is None


def test_order_of_the_letters_is_told_once_and_no_letter_tells_another(edition: Edition) -> None:
    for relations in RELATIONS:
        view = written(replace(parse(LANDLORD, edition.ruleset), relations=relations), edition)
        assert view is not None
        assert ("viesti 1 ensin" in view.order) == (Relation.OTHER in relations)
        assert ("Viestin 3 voit lähettää heti" in view.order) == (len(relations) == 2)
        assert [
            letter for letter in letters(view) if re.search("lähetä|odota", (letter.intro + letter.text).lower())
        ] == []


def test_of_alternatives_the_request_says_that_one_is_enough(edition: Edition) -> None:
    """Two conditions call for one mandate with different prerequisites: what one of them needs is all that is open."""
    ruleset = edition.ruleset
    first, second = (
        replace(
            ruleset.conditions_by_task["ajanvaraus"][0], slug=f"ehto-{need}", number=900 + place, prerequisites=(need,)
        )
        for place, need in enumerate(("ytunnus-rekisterissa", "kelmu-sopimus"))
    )
    either = replace(ruleset, conditions={first.slug: first, second.slug: second})
    pairs = [("organisaatio", "kunta"), ("tehtava", "ajanvaraus"), ("suhde", "oma")]
    for answers, blocks in (
        ([], "Y-tunnus ajanvarausjärjestelmän rekisterissä tai sopimus Kelmun käytöstä"),
        ([("ei", "kelmu-sopimus")], "Y-tunnus ajanvarausjärjestelmän rekisterissä"),
        ([("kylla", "kelmu-sopimus")], None),
    ):
        view = written(parse([*pairs, *answers], either), replace(edition, ruleset=either))
        assert [*to_make_sure_of(letters(view)[0])] == ([blocks] if blocks else [])


@given(st.data())
def test_any_answers_give_a_whole_request(ruleset: Ruleset, edition_of: Edition, data: st.DataObject) -> None:
    def some(of: Iterable[str], least: int = 0, most: int | None = None) -> list[str]:
        return data.draw(st.lists(st.sampled_from(sorted(of)), unique=True, min_size=least, max_size=most))

    types = some(ruleset.types, 1, 3)
    tasks = [slug for slug in some(ruleset.tasks, 0, 12) if ruleset.offers(frozenset(types), slug)]
    pairs = list(product(["organisaatio"], types)) + list(product(["tehtava"], tasks))
    pairs += product(["kylla"], some(ruleset.prerequisites))
    pairs += product(["ei"], some(ruleset.prerequisites))
    pairs += product(["on"], some(ruleset.mandates, 0, 4))
    conversation = replace(parse(pairs, ruleset), relations=data.draw(st.sampled_from(RELATIONS)))
    view = written(conversation, edition_of)
    if view is not None:
        expect_whole(view, conversation, edition_of)
        assert all(len(letter.mailto) <= MAIL_LIMIT for letter in letters(view))


@pytest.fixture(scope="session")
def edition_of(ruleset: Ruleset) -> Edition:
    """An edition that no process serves: safe to share between the examples of one property."""
    return Edition(1, "0" * 64, datetime(2026, 11, 24, 12, tzinfo=UTC), ruleset)


def test_hostile_name_is_plain_text_in_letter_mail_and_page(edition: Edition, site: Client) -> None:
    ruleset = edition.ruleset
    mandate = ruleset.mandates["ajanvaraus"]
    names = replace(mandate.names, fi=replace(mandate.names.fi, text=HOSTILE))
    bad = replace(ruleset, mandates={**ruleset.mandates, "ajanvaraus": replace(mandate, names=names)})
    pairs = [("organisaatio", "kunta"), ("tehtava", "ajanvaraus"), ("suhde", "oma")]
    shown = " ".join(HOSTILE.split())
    letter = letters(written(parse(pairs, bad), replace(edition, ruleset=bad)))[0]
    assert blocks(letter)[0].splitlines()[0] == f"1. {shown}"
    subject, body = mail(letter)
    assert (subject, body.count(f"\r\n1. {shown}")) == (letter.subject, 1)
    assert not re.search(r"[<>\"'\s]", letter.mailto)
    editions.install(replace(edition, ruleset=bad))
    html = site.get("/tulos/?organisaatio=kunta&tehtava=ajanvaraus&suhde=oma").content.decode()
    assert "<script>alert" not in html
    assert f"1. {escape(shown)}\n" in html


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda row: row["situation"][:40])
def test_page_holds_the_letters_and_fields_that_no_form_sends(
    scenario: dict[str, Any], site: Client, edition: Edition
) -> None:
    conversation = conversation_of(scenario, frozenset({Relation.OWN}), edition.ruleset)
    html = site.get(f"/tulos/?{scenario_query(scenario)}&suhde=oma").content.decode()
    page = result_page(edition.ruleset, conversation)
    view = request_view(edition.ruleset, conversation, page, share(conversation, edition))
    assert re.findall(r'<pre class="box" id="pyynto-1">(.*?)</pre>', html, re.DOTALL) == [
        escape(letter.text) for letter in (letters(view) if view else ())
    ]
    fields = re.findall(r"<input[^>]*data-place=[^>]*>", html)
    assert len(fields) == (len(view.places) if view else 0)
    assert not [field for field in fields if re.search(r"\b(name|value|form)=", field)]


def test_every_result_is_shared_by_address_code_and_picture(site: Client, edition: Edition) -> None:
    for query in ("tehtava=ei-mikaan", "tehtava=ajanvaraus&suhde=oma", "tehtava=ajanvaraus&suhde=oma&on=ajanvaraus"):
        html = site.get(f"/tulos/?organisaatio=kunta&{query}").content.decode()
        conversation = parse(parse_qsl(f"organisaatio=kunta&{query}"), edition.ruleset)
        shared = share(conversation, edition)
        assert shared.address == f"{settings.PUBLIC_URL}/tulos/?organisaatio=kunta&{query}&v=1"
        assert shared.code_address == f"{settings.PUBLIC_URL}/koodi/{shared.code}/"
        assert html.count(f'data-copy="{escape(shared.address)}"') == 1
        assert html.count(f'src="{shared.picture}"') == 1
        assert html.count(f">{shared.code}<") == 2, "in the band, and where it is shared"
        assert decode(shared.code, edition.ruleset) == conversation


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_picture_is_the_codes_address_on_its_own_white_ground(prefix: str, site: Client) -> None:
    answer = site.get(f"{prefix}/koodi/95F-88G-2PU.svg")
    picture = answer.content.decode()
    ground, lines = re.findall(r"<path[^>]*>", picture)
    size = int(re.findall(r"viewBox=\"0 0 (\d+) \1\"", picture)[0])
    assert ground == f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
    assert 'stroke="#000"' in lines
    assert "style" not in picture
    same = segno.make_qr(f"{settings.PUBLIC_URL}{prefix}/koodi/95F-88G-2PU/", mask=MASK)
    assert re.findall(' d="([^"]+)"', lines)[0] in same.svg_inline()
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml; charset=utf-8", FOR_GOOD)


@pytest.mark.parametrize("code", ["95F-88G-2PV", "95F88G2PU", "95f-88g-2pu", "95F-88G-2P0", "x", "95F-88G-2PU.svg"])
def test_only_a_code_as_it_is_written_has_a_picture(code: str, site: Client) -> None:
    """Else everybody could have pictures made of addresses of their own."""
    assert site.get(f"/koodi/{code}.svg").status_code == 404


@pytest.mark.parametrize("language", ["sv", "en"])
def test_letter_speaks_the_language_of_the_page(language: str, edition: Edition) -> None:
    """Its fixed words follow the catalogue of the page's language, and its addresses stay in that language."""
    conversation = parse([("organisaatio", "kunta"), ("tehtava", "ajanvaraus"), ("suhde", "oma")], edition.ruleset)
    with translation.override(language):
        letter = letters(written(conversation, edition))[0]
    assert f"{PUBLIC_URL}/{language}/koodi/" in letter.text
    assert letter.text.splitlines()[0] == _in(language, "Hei")
    assert _in(language, "[NIMESI]") == letter.text.splitlines()[-1]


def _in(language: str, sentence: str) -> str:
    with translation.override(language):
        return translation.gettext(sentence)


def test_everyday_page_stays_light(site: Client) -> None:
    """A letter, its mail and a picture are no more than a phone should load."""
    query = "tehtava=ajanvaraus&tehtava=etuustietojen-katselu&tehtava=toimeentulotuen-ilmoitukset&suhde=oma"
    response = site.get(f"/tulos/?organisaatio=hyvinvointialue&{query}", headers={"accept-encoding": "br"})
    assert response["Content-Encoding"] == "br"
    assert len(response.content) <= 10_000
