"""The page for whoever grants: what they do, for exactly the mandates asked for, and nobody's name."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from advisor.conversation import codes
from advisor.conversation.questionnaire import parse
from advisor.conversation.result import result_page
from mandates.publishing.editions import Edition
from mandates.rules.ruleset import Ruleset

Pairs = list[tuple[str, str]]

COUNTY: Pairs = [
    ("organisaatio", "hyvinvointialue"),
    ("tehtava", "etuustietojen-katselu"),
    ("tehtava", "toimeentulotuen-ilmoitukset"),
    ("tehtava", "ajanvaraus"),
]
COMPANY: Pairs = [("organisaatio", "laakeyritys"), ("tehtava", "hintailmoitukset")]
OWN = ("suhde", "oma")
OTHER = ("suhde", "toinen")
ORGANISATION = "Jos toinen organisaatio hoitaa organisaatiosi asioita"
EMPLOYER = "Jos organisaatiosi hoitaa toisen organisaation asioita"
OWN_MATTERS = "Jos valtuus koskee organisaatiosi omia asioita"


def code_of(pairs: Pairs, ruleset: Ruleset) -> str:
    return codes.encode(parse(pairs, ruleset), ruleset)


def shown(site: Client, pairs: Pairs, ruleset: Ruleset) -> str:
    response = site.get(f"/koodi/{code_of(pairs, ruleset)}/antajalle/")
    assert response.status_code == 200
    return unescape(response.content.decode())


def headings(html: str, level: int) -> list[str]:
    main = html.partition("<main")[2].partition("</main>")[0]
    found = re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", main, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", "", each).split()) for each in found]


def applications(html: str) -> list[str]:
    return re.findall(r'<pre class="box">(.*?)</pre>', html, re.DOTALL)


def test_it_has_every_mandate_asked_for_with_its_name_to_copy(site: Client, edition: Edition) -> None:
    html = shown(site, [*COUNTY, OWN], edition.ruleset)
    cards = result_page(edition.ruleset, parse([*COUNTY, OWN], edition.ruleset)).asked
    assert [name for name in headings(html, 3) if name in {card.name.text for card in cards}] == [
        card.name.text for card in cards
    ]
    copied = re.findall(r'data-copy="([^"]*)"', html)
    assert [text for text in copied if "\n" not in text] == [card.name.text for card in cards if card.name.copyable]
    for card in cards:
        assert [line for line in card.allows if f"<li>{line}</li>" not in html] == []
        assert [other for other in card.look_alikes if other.html not in html] == []


def test_it_tells_what_they_do_and_asks_for_nothing(site: Client, edition: Edition) -> None:
    html = shown(site, [*COUNTY, OWN], edition.ruleset)
    assert headings(html, 1) == ["Näin annat 3 Suomi.fi-valtuutta"]
    assert headings(html, 3)[3:] == [
        "Tarkista valtuutusoikeutesi juuri näihin valtuuksiin",
        "Anna asiointivaltuus",
        "Valitse päättymispäivä",
    ]
    assert "anna valtuus myös itsellesi" in html
    main = html.partition("<main")[2].partition("</main>")[0]
    assert re.findall(r"\bpyydä|\bpyytämä|<input|\[", re.sub(r"<button.*?</button>", "", main).lower()) == []


def test_application_lists_exactly_these_themes_where_one_is_asked_for(site: Client, edition: Edition) -> None:
    county = applications(shown(site, [*COUNTY, OWN], edition.ruleset))
    cards = result_page(edition.ruleset, parse([*COUNTY, OWN], edition.ruleset)).asked
    assert len(county) == 1
    first, *rows = re.split(r"\n(?=\d+\. )", county[0])
    assert first == "Haemme valtuutusoikeutta näihin valtuusasioihin:"
    assert [row.splitlines()[0] for row in rows if cards[int(row[0]) - 1].name.copyable] == [
        f"{card.number}. {card.name.text}" for card in cards if card.name.copyable
    ]
    assert len(rows) == len(cards)
    company = shown(site, [*COMPANY, OWN], edition.ruleset)
    assert applications(company) == []
    assert "Digi- ja väestötietovirasto" not in company
    assert "edustaa organisaatiota yksin" in company


@pytest.mark.parametrize(
    ("relations", "roles", "rights"),
    [
        ([OWN], ["Toimi näin"], []),
        ([OTHER], [ORGANISATION, EMPLOYER], ["Haemme edustajan valtuutusoikeutta"]),
        ([OWN, OTHER], [ORGANISATION, EMPLOYER, OWN_MATTERS], ["Haemme edustajan valtuutusoikeutta"]),
    ],
)
def test_each_organisation_of_the_chain_has_its_own_part(
    relations: Pairs, roles: list[str], rights: list[str], site: Client, edition: Edition
) -> None:
    html = shown(site, [*COMPANY, *relations], edition.ruleset)
    assert headings(html, 2)[1:] == roles
    assert [text.partition(" tähän valtuusasiaan:\n")[0] for text in applications(html)] == rights
    assert ("Tarvitset sen juuri tähän valtuuteen." in html) == (OTHER in relations)
    assert ("Anna edustamisvaltuus" in html) == (OTHER in relations)
    assert ("Älä anna valtuutta suoraan sen työntekijälle" in html) == (OTHER in relations)


def test_each_organisation_copies_its_own_application(site: Client, edition: Edition) -> None:
    """In a list of buttons too one hears whose text it is."""
    buttons = re.findall(r'aria-label="(Kopioi teksti: [^"]*)"', shown(site, [*COUNTY, OWN, OTHER], edition.ruleset))
    assert len(buttons) == len(set(buttons)) == 3
    assert buttons[0].startswith(f"Kopioi teksti: {ORGANISATION}: ")


@pytest.mark.parametrize("language", ["", "/sv", "/en"])
def test_it_is_one_page_to_every_spelling_of_the_code_and_to_no_search_engine(
    language: str, site: Client, edition: Edition
) -> None:
    code = code_of([*COUNTY, OWN], edition.ruleset)
    for typed in (code, code.lower(), code.replace("-", "")):
        html = site.get(f"{language}/koodi/{typed}/antajalle/?utm_source=x").content.decode()
        assert f'<link rel="canonical" href="http://127.0.0.1:8000{language}/koodi/{code}/antajalle/">' in html
        assert '<meta name="robots" content="noindex">' in html
        assert f'href="{language}/koodi/{code}/"' in html


@pytest.mark.parametrize("relations", [[OWN], [OTHER], [OWN, OTHER]], ids=["own", "other", "both"])
def test_each_fold_has_a_name_of_its_own(relations: Pairs, site: Client, edition: Edition) -> None:
    html = shown(site, [*COUNTY, *relations], edition.ruleset)
    found = re.findall(r"<summary>(.*?)</summary>", html, re.DOTALL)
    names = [" ".join(re.sub("<[^>]*>", "", each).split()) for each in found]
    assert len(names) == len(set(names))


def test_code_that_is_wrong_has_the_error_of_the_codes_page(site: Client) -> None:
    wrong, linked = (site.get(f"/koodi/7KQ4-M2X0/{end}").content for end in ("antajalle/", ""))
    assert wrong == linked


@pytest.mark.parametrize(
    ("pairs", "target"),
    [
        ([*COUNTY[:2], OWN, ("ei", "lakiperuste")], "/tulos/"),
        ([*COMPANY, OWN, ("on", "laakehinnat")], "/tulos/"),
        ([("organisaatio", "kunta"), ("tehtava", "ei-mikaan")], "/tulos/"),
        ([("organisaatio", "kunta")], "/kysely/tehtavat/"),
        (COMPANY, "/kysely/suhde/"),
        ([("tehtava", "ajanvaraus"), OWN], "/kysely/organisaatio/"),
    ],
    ids=["blocked", "held", "none", "no tasks", "no relation", "no organisation"],
)
def test_where_nothing_is_to_be_granted_it_leads_to_the_answer(
    pairs: Pairs, target: str, site: Client, edition: Edition
) -> None:
    response = site.get(f"/koodi/{code_of(pairs, edition.ruleset)}/antajalle/")
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, target)
