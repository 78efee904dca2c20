"""What somebody holds against what their answer needs, as the server tells it."""

from __future__ import annotations

import itertools
import json
import re
from typing import Any, Final

import pytest
from django.test import Client
from django.utils.translation import override

from advisor.conversation import questionnaire
from advisor.conversation.questionnaire import Conversation
from advisor.holding.page import HoldingPage, holding_page
from mandates.rules.names import KnownName, Likeness, NameKind, find
from mandates.rules.ruleset import Ruleset

EESSI: Final = "organisaatio=sosiaaliturvalaitos&suhde=oma&tehtava=eessi-katselu&tehtava=rina-kasittely"
BROAD, MIDDLE, NARROW = "eessi-kasittely-ja-yhteystiedot", "eessi-kasittely", "eessi-katselu"


def checked(ruleset: Ruleset, *held: str, answers: str = EESSI) -> HoldingPage:
    pairs = [pair.split("=") for pair in answers.split("&")]
    said = questionnaire.parse([(key, value) for key, value in pairs] + [("on", slug) for slug in held], ruleset)
    return holding_page(ruleset, said)


def told(ruleset: Ruleset, *held: str) -> dict[str, list[str]]:
    """Who is where by ticks alone: what waits to be confirmed only a pasted line tells."""
    page = checked(ruleset, *held)
    slugs = {row["url"]: slug for slug, row in page.facts.mandates.items()}
    groups = {group.id: [slugs[each.url] for each in group.mandates] for group in page.groups}
    assert (groups.pop("coming"), groups.pop("waiting")) == ([], [])
    return groups


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((), {"missing": [MIDDLE], "right": [], "broader": [], "excess": []}),
        ((MIDDLE,), {"missing": [], "right": [MIDDLE], "broader": [], "excess": []}),
        ((NARROW,), {"missing": [MIDDLE], "right": [NARROW], "broader": [], "excess": []}),
        ((BROAD,), {"missing": [], "right": [], "broader": [BROAD], "excess": []}),
        ((BROAD, MIDDLE), {"missing": [], "right": [MIDDLE], "broader": [BROAD], "excess": []}),
        ((BROAD, MIDDLE, NARROW), {"missing": [], "right": [MIDDLE, NARROW], "broader": [], "excess": [BROAD]}),
        (("vuokranantaja",), {"missing": [MIDDLE], "right": [], "broader": [], "excess": ["vuokranantaja"]}),
    ],
)
def test_what_is_held_stands_in_its_group(
    held: tuple[str, ...], expected: dict[str, list[str]], ruleset: Ruleset
) -> None:
    assert {group: sorted(slugs) for group, slugs in told(ruleset, *held).items()} == {
        group: sorted(slugs) for group, slugs in expected.items()
    }


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (EESSI, "Tarvitset yhden valtuuden"),
        ("organisaatio=kunta&suhde=oma&tehtava=tyomarkkinatuen-lasku", "Saatat tarvita yhden valtuuden"),
        (f"{EESSI}&organisaatio=kunta&tehtava=ajanvaraus", "Tarvitset 2 valtuutta"),
    ],
)
def test_the_lead_points_at_nothing_that_is_not_named_yet(answers: str, told: str, ruleset: Ruleset) -> None:
    assert checked(ruleset, answers=answers).answer == told


PLURALS: Final = {
    "fi": ("nämä", "näihin valtuus"),
    "sv": ("de här fullm", "bekräfta dem", "dem borttagna"),
    "en": ("these mandate", " these "),
}


@pytest.mark.parametrize("language", PLURALS)
def test_one_mandate_is_spoken_of_as_one(language: str, ruleset: Ruleset, site: Client) -> None:
    """The browser may fill a group anew, so its advice fits one mandate and many; so do the steps of an answer."""
    with override(language):
        advice = " ".join(group.advice for group in checked(ruleset).groups)
    prefix = "" if language == "fi" else f"/{language}"
    answers = "organisaatio=kunta&suhde=oma&suhde=toinen&tehtava=lastenhoidon-tuen-lasku"
    page = site.get(f"{prefix}/tulos/?{answers}").content.decode()
    steps = page[page.index('id="nain-saat"') : page.index('id="jaa"')]
    assert [words for words in PLURALS[language] if words in advice or words in steps] == []


def in_the_browser(facts: dict[str, Any], own: set[str]) -> dict[str, set[str]]:
    """What `static/js/holding.js` makes of the same facts."""
    served = {slug: set(row["serves"]) for slug, row in facts.items()}
    spare = {slug for slug in own if not facts[slug]["called"]}
    broad = {slug for slug in spare if served[slug] - own}
    asked = {slug for slug, row in facts.items() if row["asked"]}
    return {
        "missing": {slug for slug in asked - own if not any(slug in served[each] for each in own)},
        "right": own - spare,
        "broader": broad,
        "excess": spare - broad,
    }


def test_the_facts_that_the_browser_has_give_the_same_groups(ruleset: Ruleset) -> None:
    choice = (BROAD, MIDDLE, NARROW, "eessi-tilastot", "vuokranantaja")
    for size in range(len(choice) + 1):
        for held in itertools.combinations(choice, size):
            page = checked(ruleset, *held)
            groups = {group: set(slugs) for group, slugs in told(ruleset, *held).items()}
            assert (held, in_the_browser(dict(page.facts.mandates), set(held))) == (held, groups)


def test_page_carries_every_name_in_every_language_and_leads_to_the_request(site: Client, ruleset: Ruleset) -> None:
    page = site.get(f"/tarkista/?{EESSI}&on={NARROW}").content.decode()
    facts = json.loads(re.findall(r'<script id="tiedot" type="application/json">(.*?)</script>', page, re.DOTALL)[0])

    known = [KnownName(each["mandate"], NameKind(each["kind"]), each["text"]) for each in facts["names"]]
    texts = [name.text for row in ruleset.mandates.values() for name in row.names.values() if name.text]
    assert {find(text, known).likeness for text in texts} == {Likeness.EXACT, Likeness.SEEN}
    assert f"on={NARROW}#pyynto" in page
    assert page.count("checked") == 1


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/tarkista/", "/kysely/organisaatio/"),
        ("/tarkista/?organisaatio=kunta", "/kysely/tehtavat/?organisaatio=kunta"),
        (
            f"/tarkista/?{EESSI}&on=eiole&x=1",
            f"/tarkista/?{'&'.join(sorted([*EESSI.split('&'), 'poistettu=eiole', 'poistettu=x']))}",
        ),
    ],
)
def test_address_without_an_answer_leads_to_the_question(address: str, target: str, site: Client) -> None:
    response = site.get(address)
    location = response["Location"]
    path, _, query = location.partition("?")
    assert response.status_code == 302
    assert f"{path}?{'&'.join(sorted(query.split('&')))}".rstrip("?") == target


def test_result_leads_to_the_check_of_its_answers(site: Client) -> None:
    page = site.get(f"/tulos/?{EESSI}").content.decode()
    [link] = re.findall(r'href="(/tarkista/[^"]*)"', page)
    answers = site.get(link.replace("&amp;", "&"))
    assert answers.status_code == 200
    assert "/tarkista/" not in site.get("/tulos/?organisaatio=kunta&tehtava=ei-mikaan").content.decode()


def test_conversation_that_answers_nothing_of_these_needs_nothing(ruleset: Ruleset) -> None:
    page = holding_page(ruleset, Conversation(none_of_these=True))
    assert page.groups[0].mandates == ()


def test_what_the_address_names_in_vain_is_told(site: Client) -> None:
    page = site.get(f"/tarkista/?{EESSI}&on=eiole", follow=True).content.decode()
    assert "Osoitteessa oli osia, joita emme tunne. Jätimme ne pois: ”eiole”." in page
    assert "poistettu=" not in page


def test_message_of_the_pasted_is_introduced_as_fits_one_mandate_and_many(site: Client) -> None:
    """Only the browser knows how many they are."""
    page = site.get(f"/tarkista/?{EESSI}").content.decode()
    said = page.partition('id="poisto"')[2].partition("<pre")[0]
    assert re.findall("<p>(.*?)</p>", said) == [
        "Lähetä tämä viesti valtuuksien antajalle. Pyydä poistamaan vain se, mitä et tarvitse muuhunkaan työhön."
    ]
