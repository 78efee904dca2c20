"""What is said of a part of the address that was dropped: never that an organisation does not do it."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.utils import translation

from advisor.conversation.dropping import NOT_A_SLUG
from advisor.conversation.notices import notices, why_dropped
from advisor.conversation.questionnaire import Conversation, mended_query, parse
from advisor.tests.later import without_mandate
from advisor.words import show, type_names
from mandates.languages import IN_LANGUAGE
from mandates.rules.answers import Answers
from mandates.rules.ruleset import Ruleset


def said(ruleset: Ruleset, types: str, *mended: str) -> tuple[str, ...]:
    return notices(ruleset, Conversation(Answers(types=frozenset({types})), mended=mended))


@pytest.mark.parametrize("language", IN_LANGUAGE)
def test_task_of_others_is_told_with_whose_it_is_and_whom_to_ask(language: str, ruleset: Ruleset) -> None:
    with translation.override(language):
        for condition in ruleset.conditions.values():
            for slug in ruleset.types if not condition.every_type else ():
                if ruleset.offers(frozenset({slug}), condition.task):
                    continue
                [sentence] = said(ruleset, slug, condition.task)
                names = ", ".join(type_names(ruleset, condition.types))
                assert show(ruleset.tasks[condition.task].name) in sentence
                assert f": {names}. " in sentence
                assert sentence.endswith(f" {show(condition.other_types_note)}")


def test_tasks_of_the_same_others_share_a_sentence(ruleset: Ruleset) -> None:
    [sentence] = said(ruleset, "kunta", "eessi-katselu", "rina-kasittely", "eessi-tilastot")
    assert sentence.startswith("Lähteen mukaan tehtävät ”")
    assert sentence.count("”") == 6
    assert sentence.count("Poistimme ne valinnoistasi.") == sentence.count("työllisyysalueita") == 1


def test_task_that_the_organisation_has_is_not_told_whatever_the_address_says(ruleset: Ruleset) -> None:
    assert said(ruleset, "kunta", "ajanvaraus", "tyomarkkinatuen-lasku") == ()


def test_what_is_no_slug_is_told_without_it_and_without_the_others(ruleset: Ruleset) -> None:
    assert said(ruleset, "kunta", "abc") == ("Osoitteessa oli osia, joita emme tunne. Jätimme ne pois: ”abc”.",)
    assert said(ruleset, "kunta", NOT_A_SLUG, "abc") == ("Osoitteessa oli osia, joita emme tunne. Jätimme ne pois.",)


def test_page_says_it_and_its_address_of_mail_is_a_link(site: Client) -> None:
    html = site.get("/kysely/tehtavat/?organisaatio=hyvinvointialue&tehtava=tyomarkkinatuen-lasku", follow=True)
    assert "Lähteen mukaan tehtävä" in html.content.decode()
    assert 'Muuten kysy Kelasta: <a href="mailto:tiedonvalitys@kela.fi">' in html.content.decode()


@pytest.mark.parametrize(
    ("prefix", "opening"), [("", "Lähteen mukaan "), ("/sv", "Enligt "), ("/en", "According to the source, ")]
)
def test_json_keeps_its_list_and_says_why_in_the_language_of_the_address(
    prefix: str, opening: str, site: Client, ruleset: Ruleset
) -> None:
    query = "organisaatio=kunta&tehtava=ajanvaraus&tehtava=vuokratiedot&tehtava=linna&outo=1"
    answer = site.get(f"{prefix}/tulos.json?{query}").json()
    assert answer["dropped"] == ["linna", "outo", "vuokratiedot"]
    assert list(answer["dropped_why"]) == ["vuokratiedot"]
    assert answer["dropped_why"]["vuokratiedot"].startswith(opening)


@pytest.mark.parametrize("key", ["organisaatio", "kylla", "ei", "on"])
def test_a_tasks_slug_under_a_wrong_key_is_no_task_that_others_have(key: str, site: Client, ruleset: Ruleset) -> None:
    found = parse([(key, "ajanvaraus-vanha"), (key, "vuokratiedot"), ("organisaatio", "kunta")], ruleset)
    assert found.dropped == ("ajanvaraus-vanha", f"{key}.vuokratiedot")
    assert why_dropped(ruleset, found) == {}
    page = site.get(f"/kysely/tehtavat/?organisaatio=kunta&{key}=vuokratiedot", follow=True).content.decode()
    assert "Jätimme ne pois: ”vuokratiedot”." in page
    assert site.get(f"/tulos.json?organisaatio=kunta&{key}=vuokratiedot").json()["dropped"] == ["vuokratiedot"]


@pytest.mark.parametrize("address", ["suhde=vuokratiedot", "miksi=vuokratiedot", "v=vuokratiedot", "vuokratiedot=1"])
def test_a_tasks_slug_under_any_key_else_is_no_task_either(address: str, site: Client) -> None:
    page = site.get(f"/kysely/tehtavat/?organisaatio=kunta&{address}", follow=True).content.decode()
    assert "Jätimme ne pois: ”vuokratiedot”." in page


def test_a_mandate_that_is_gone_is_not_taken_for_the_task_of_the_same_name(ruleset: Ruleset) -> None:
    today = without_mandate(ruleset, "ajanvaraus")
    read = parse([("organisaatio", "vuokranantaja"), ("on", "ajanvaraus")], today)
    mended = parse(parse_qsl(mended_query(read)), today)

    sentence = f"Tätä ei enää ole, joten poistimme sen: ”{ruleset.mandates['ajanvaraus'].title.fi}”."
    assert sentence in notices(today, mended)
    assert why_dropped(today, read)["ajanvaraus"] == sentence
