"""Ready messages: to the right address, about the right thing, within what a mail program takes, or none at all."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote

import pytest
from django.test import Client
from django.utils import translation

from advisor.conversation.questionnaire import parse
from advisor.conversation.result import result_page
from advisor.letters.extras import extras
from advisor.letters.letter import MAIL_LIMIT
from advisor.letters.messages import ReadyMessage, ask_for_prerequisite, ask_to_remove
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.recommend import Surplus, recommend, surplus
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset


def expect_mail(message: ReadyMessage, to: str) -> None:
    """The mail says what the text says, to whom it belongs."""
    address, _, query = message.mailto.removeprefix("mailto:").partition("?")
    fields = parse_qs(query, strict_parsing=True)
    assert (message.to, unquote(address)) == (to, to)
    assert fields == {"subject": [message.subject], "body": [message.text.replace("\n", "\r\n")]}
    assert len(message.mailto) <= MAIL_LIMIT
    assert "%(" not in message.text


@pytest.mark.parametrize(
    ("types", "task", "is_unsure"),
    [("kunta", "tyomarkkinatuen-lasku", True), ("helsinki", "typ-asiat", True), ("kunta", "ajanvaraus", False)],
)
def test_kela_is_asked_of_what_may_have_changed_only(types: str, task: str, is_unsure: bool, edition: Edition) -> None:
    conversation = parse([("organisaatio", types), ("tehtava", task), ("suhde", "oma")], edition.ruleset)
    (card,) = result_page(edition.ruleset, conversation).asked
    found = extras(edition.ruleset, conversation, result_page(edition.ruleset, conversation))
    assert (found.comes_first, len(found.first)) == (is_unsure, is_unsure)
    assert card.is_unsure == is_unsure
    for message in (each.message for each in found.first):
        expect_mail(message, "tiedonvalitys@kela.fi")
        assert [line.strip() for line in message.text.splitlines() if "Tehtävä" in line] == [
            f"Tehtävä: {edition.ruleset.tasks[task].name.fi}"
        ]
        assert all(f"- {line}\n" in message.text for line in card.allows)
        assert "Organisaatio: [ORGANISAATION NIMI]\nY-tunnus: [Y-TUNNUS]" in message.text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("relation", ["oma", "toinen"])
def test_kela_is_asked_once_of_all_that_may_have_changed(language: str, relation: str, edition: Edition) -> None:
    tasks = ("tyomarkkinatuen-lasku", "typ-asiat", "kotoutuminen")
    pairs = [("organisaatio", "helsinki"), *(("tehtava", task) for task in tasks), ("suhde", relation)]
    conversation = parse(pairs, edition.ruleset)
    with translation.override(language):
        (message,) = extras(edition.ruleset, conversation, result_page(edition.ruleset, conversation)).first
    mail = parse_qs(message.message.mailto.partition("?")[2])["body"][0].replace("\r\n", "\n")
    for text in (message.message.text, mail):
        assert [line[:3] for line in text.splitlines() if line[:1].isdigit()] == ["1. ", "2. ", "3. "]
    assert len(message.message.mailto) <= MAIL_LIMIT


def test_missing_prerequisite_is_asked_for_where_somebody_can_be_asked(ruleset: Ruleset) -> None:
    for row in ruleset.prerequisites.values():
        message = ask_for_prerequisite(row, frozenset(Relation))
        assert (message is not None) == bool(row.contact_email)
        if message:
            expect_mail(message, row.contact_email)
            assert f"puuttuu tämä edellytys: {row.name.fi}." in message.text
            assert "[TYÖNANTAJASI NIMI]" in message.text


@pytest.mark.parametrize(
    ("held", "removed", "narrower"),
    [
        ([], [], []),
        (["eessi-katselu"], [], []),
        (["laakehinnat"], ["Lääkevalmisteiden hintailmoitukset"], []),
        (
            ["eessi-kasittely"],
            ["tietojenvaihtotapausten käsittely"],
            ["Sanomarekisteri, Rina: valtuus, jolla voi"],
        ),
    ],
)
def test_what_is_more_than_needed_is_given_back(
    held: list[str], removed: list[str], narrower: list[str], ruleset: Ruleset
) -> None:
    pairs = [("organisaatio", "sosiaaliturvalaitos"), ("tehtava", "eessi-katselu"), ("suhde", "oma")]
    answers = parse([*pairs, *(("on", slug) for slug in held)], ruleset).answers
    message = ask_to_remove(ruleset, surplus(ruleset, answers, recommend(ruleset, answers)))
    assert (message is not None) == bool(removed)
    if message:
        expect_mail(message, "")
        assert [name for name in (*removed, *narrower) if message.text.count(name) != 1] == []
        assert ("suppeampi valtuus ja poista sitten laajempi" in message.text) == bool(narrower)
        assert ("En tarvitse tätä valtuutta" in message.text) == (not narrower)


def test_several_are_counted_and_listed(ruleset: Ruleset) -> None:
    message = ask_to_remove(ruleset, Surplus(excess=("laakehinnat", "kuntoutus")))
    assert message is not None
    assert message.subject == "Pyyntö: poista 2 Suomi.fi-valtuutta"
    assert sum(line.startswith("- ") for line in message.text.splitlines()) == 2


@pytest.mark.parametrize(
    ("answers", "is_wanting"),
    [
        ("ei=kelmu-sopimus", False),
        ("ei=kelmu-sopimus&kylla=lakiperuste", False),
        ("ei=kelmu-sopimus&ei=lakiperuste", True),
    ],
)
def test_what_another_alternative_stands_for_is_not_to_be_put_right(
    answers: str, is_wanting: bool, edition: Edition, ruleset: Ruleset
) -> None:
    """The mandate does not wait for it: to ask Kela for it, or to wait for it, would be false advice."""
    first = ruleset.conditions_by_mandate["kelmu-tyomarkkinatuki"][0]
    other = replace(first, slug="toinen", number=900, prerequisites=("lakiperuste",))
    either = replace(ruleset, conditions={**ruleset.conditions, other.slug: other})
    editions.install(replace(edition, ruleset=either))
    html = (
        Client().get(f"/tulos/?organisaatio=kunta&tehtava=tyomarkkinatuen-lasku&suhde=oma&{answers}").content.decode()
    )
    assert ("Hoida edellytys: Sopimus Kelmun käytöstä" in html) == is_wanting
    assert ("Pyydä valtuutta vasta sopimuksen jälkeen." in html) == is_wanting
    assert ('aria-describedby="kelmu-sopimus-neuvo"' in html) == is_wanting
