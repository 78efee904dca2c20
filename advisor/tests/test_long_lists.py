"""What grows with the content is counted where nobody would read it, with the page that lists it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from advisor.browse.mandates import MOST_UNFOLDED, mandates_page
from advisor.browse.services import MOST_BESIDE, services_page
from advisor.conversation.not_asked import MOST_LISTED, NotNeededGroup, others
from advisor.conversation.questionnaire import Conversation
from bench import content
from mandates.content import documents
from mandates.publishing import editions
from mandates.rules.answers import Answers
from mandates.rules.recommend import recommend
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset

COUNTED = re.compile(r"<p> [^<]* \((\d+)\): <a href=\"([^\"]*)\"")
LINE = re.compile(r'data-state="other"')


@pytest.fixture(scope="module")
def agency() -> Ruleset:
    """A set of a large agency's shape: 250 mandates in 15 services."""
    return documents.compile_document(content.text(content.large(40, 60, 250, 1_000)))


@pytest.fixture
def client_of_agency(agency: Ruleset) -> Client:
    editions.install(editions.Edition(1, "", datetime(2026, 11, 24, 12, tzinfo=UTC), agency))
    return Client()


def asked(client: Client, url: str) -> str:
    """The page, each space of any length one."""
    return " ".join(client.get(url).content.decode().split())


def not_needed(ruleset: Ruleset, types: frozenset[str]) -> tuple[Conversation, list[NotNeededGroup]]:
    task = next(slug for slug in ruleset.tasks if ruleset.offers(types, slug))
    said = Conversation(Answers(types=types, tasks=frozenset({task})), relations=frozenset({Relation.OWN}))
    return said, [*others(ruleset, said, recommend(ruleset, said.answers))]


def test_shipped_content_lists_all(ruleset: Ruleset) -> None:
    groups = [group for slug in ruleset.types for group in not_needed(ruleset, frozenset({slug}))[1]]
    assert {group.url for group in groups} == {""}
    items = [item for group in services_page(ruleset, "").groups for item in group.items]
    assert {item.count for item in items} == {0}
    assert not mandates_page(ruleset, "").is_folded


def test_many_mandates_that_are_not_needed_are_counted_with_a_link(agency: Ruleset, client_of_agency: Client) -> None:
    said, groups = not_needed(agency, frozenset({"orga-1"}))
    long = [group for group in groups if len(group.items) > MOST_LISTED]
    assert [group.url for group in long] == ["/valtuudet/?organisaatio=orga-1", "/valtuudet/"]
    (task,) = said.answers.tasks
    html = asked(client_of_agency, f"/tulos/?organisaatio=orga-1&tehtava={task}&suhde=oma")
    assert COUNTED.findall(html) == [(str(len(group.items)), group.url) for group in long]
    assert len(LINE.findall(html)) == sum(len(group.items) for group in groups if group not in long)
    assert f"<h2>Näitä et tarvitse ({sum(len(group.items) for group in groups)})</h2>" in html
    for group in long:
        assert client_of_agency.get(group.url).status_code == 200


def test_mandates_of_several_organisations_have_one_list(agency: Ruleset) -> None:
    _, groups = not_needed(agency, frozenset({"orga-1", "orga-2"}))
    assert {group.url for group in groups if len(group.items) > MOST_LISTED} == {"/valtuudet/"}


def test_service_of_many_mandates_tells_their_number(agency: Ruleset, client_of_agency: Client) -> None:
    counts = {
        item.link.url: item.count for group in services_page(agency, "").groups for item in group.items if item.count
    }
    assert min(counts.values()) > MOST_BESIDE
    html = asked(client_of_agency, "/palvelut/")
    url, count = next(iter(counts.items()))
    assert re.search(rf'<a href="{url}" aria-label="[^"]*: {count} valtuutta">{count} valtuutta</a>', html)
    assert html.count("/valtuudet/mand-") == 0
    assert asked(client_of_agency, url).count('href="/valtuudet/mand-') >= count


def test_many_mandates_stand_folded_and_one_organisations_may_not(agency: Ruleset, client_of_agency: Client) -> None:
    assert len(agency.mandates) > MOST_UNFOLDED
    html = asked(client_of_agency, "/valtuudet/")
    groups = mandates_page(agency, "").groups
    assert html.count('<details class="fold"') == len(groups)
    assert f"<h2>{groups[0].heading} ({len(groups[0].items)})</h2>" in html
    assert all(f'id="{slug}"' in html for slug in agency.mandates)
