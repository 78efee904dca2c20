"""The filter of a question with many options, as it works without the script."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from advisor.conversation.questionnaire import Conversation, Step, parse, query
from advisor.conversation.sifting import MOST_UNSIFTED
from advisor.conversation.step import step_page
from bench import content
from mandates.content import documents
from mandates.publishing import editions
from mandates.rules.answers import Answers
from mandates.rules.ruleset import Ruleset

FIRST = "/kysely/organisaatio/"
SECOND = "/kysely/tehtavat/?organisaatio=kunta&organisaatio=hyvinvointialue&organisaatio=sosiaaliturvalaitos"
OPTION = re.compile(r'<div class="option"( hidden)?> ?<input type="checkbox" id="[^"]*" name="[^"]*" value="([^"]*)"')
TICKED = re.compile(r'value="([^"]*)"[^>]* checked>')
CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*?(/kysely/[^"]*)"')


@pytest.fixture(scope="module")
def twice() -> Ruleset:
    """The shipped content twice: 26 organisation types."""
    return documents.compile_document(content.text(content.times_over(2)))


@pytest.fixture
def many(twice: Ruleset) -> Client:
    editions.install(editions.Edition(1, "", datetime(2026, 11, 24, 12, tzinfo=UTC), twice))
    return Client()


def asked(client: Client, url: str) -> str:
    """The page, each space of any length one."""
    return " ".join(client.get(url).content.decode().split())


def in_sight(html: str) -> list[str]:
    return [value for is_hidden, value in OPTION.findall(html) if not is_hidden]


@pytest.mark.parametrize("step", [Step.ORGANISATION, Step.TASKS, Step.RELATION])
def test_shipped_content_of_one_organisation_needs_no_filter(step: Step, ruleset: Ruleset) -> None:
    said = [Conversation(Answers(types=frozenset({slug}))) for slug in ruleset.types]
    assert {step_page(ruleset, each, step, is_error=False).sift for each in said} == {None}


def test_question_with_many_options_has_a_filter(many: Client, twice: Ruleset) -> None:
    assert len(twice.types) > MOST_UNSIFTED
    html = asked(many, FIRST)
    assert 'name="suodata" value="1" formaction="/kysely/organisaatio/">Suodata</button>' in html
    assert '<p class="quiet" role="status"></p>' in html
    assert in_sight(html) == [value for _, value in OPTION.findall(html)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LAAKE", ["laakeyritys", "laakeyritys-1"]),  # a name, without what stands above its letters
        ("  lääke ", ["laakeyritys", "laakeyritys-1"]),
        ("poliisi", ["muu-viranomainen", "muu-viranomainen-1"]),  # a keyword, which the search knows
        ("qqqq", []),
    ],
)
def test_filter_leaves_what_has_the_word_or_what_the_search_finds(words: str, found: list[str], many: Client) -> None:
    html = asked(many, f"{FIRST}?suodata=1&sana={words}&jatka=1")
    assert sorted(in_sight(html)) == found
    assert f'<p class="quiet" role="status">Organisaatioita: {len(found)}</p>' in html
    assert f'name="sana" value="{words.strip()}"' in html
    assert len(OPTION.findall(html)) == 26


def test_ticks_stay_in_sight_and_are_sent_and_so_are_other_answers(many: Client) -> None:
    html = asked(many, f"{SECOND}&tehtava=typ-asiat&tehtava=ajanvaraus&muuta=1&jatka=1&suodata=1&sana=ajanvar")
    assert {"typ-asiat", "ajanvaraus"} <= set(in_sight(html))
    assert set(TICKED.findall(html)) == {"typ-asiat", "ajanvaraus"}
    assert len(in_sight(html)) < len(OPTION.findall(html))
    assert re.search(r'<p class="quiet" role="status">Tehtäviä: \d+</p>', html)
    for kept in ('name="organisaatio" value="kunta"', 'name="muuta" value="1"', 'value="ei-mikaan"'):
        assert kept in html


@pytest.mark.parametrize("sent", ["sana=laake", "suodata=1", "suodata=1&sana=", "suodata=1&sana=%20"])
def test_nothing_is_hidden_without_a_word_or_without_the_button(sent: str, many: Client) -> None:
    """The form that goes on sends the word too: the next question is not filtered by it."""
    html = asked(many, f"{FIRST}?{sent}")
    assert len(in_sight(html)) == 26
    assert 'name="sana" value=""' in html


def test_filter_is_in_no_address_and_what_is_written_is_no_markup(many: Client, twice: Ruleset) -> None:
    html = asked(many, f"{FIRST}?organisaatio=kunta&suodata=1&sana=%22%3E%3Cb%3E%00x")
    assert CANONICAL.findall(html) == ["/kysely/organisaatio/?organisaatio=kunta"]
    assert 'value="&quot;&gt;&lt;b&gt; x"' in html
    assert "sana=" not in html
    sifting = parse([("organisaatio", "kunta"), ("suodata", "1"), ("sana", "abc")], twice)
    assert (sifting.sifting, query(sifting), sifting.dropped) == ("abc", "organisaatio=kunta", ())
