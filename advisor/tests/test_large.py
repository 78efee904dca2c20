"""Pages stay small and quick with a large agency's content: all page types, on a smaller set of its shape."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.conversation.start import start_page
from advisor.words import MOST_NAMED, named_types
from bench import content, walk
from mandates.content import documents
from mandates.rules.ruleset import Ruleset
from mandates.tests.building import condition, rules
from mandates.tests.growing import grows_near_linear

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return documents.compile_document(content.text(content.large(120, 90, 120, 1_500)))


@pytest.mark.django_db  # a call in this process ends with a look at the connection, which another test may have opened
def test_no_page_is_heavier_or_slower_than_it_may_be(ruleset: Ruleset) -> None:
    """The thresholds are those of the whole set, which `python -m bench.walk` walks."""
    found = list(walk.walked(ruleset))

    assert [str(each) for each in found if not each.is_right] == []
    assert len(found) == len({each.name for each in found}) > 20
    assert all(each.size > 100 for each in found), "an empty page would be small and quick"


def test_more_organisations_than_anybody_reads_are_counted(ruleset: Ruleset) -> None:
    slugs = list(ruleset.types)
    assert named_types(ruleset, slugs[:MOST_NAMED]) == tuple(ruleset.types[slug].name.fi for slug in slugs[:MOST_NAMED])
    assert named_types(ruleset, slugs[: MOST_NAMED + 1]) == ("41 organisaatiota",)


def test_naming_the_organisations_of_each_service_costs_those_alone() -> None:
    def for_one_each(size: int) -> Ruleset:
        return rules(*(condition(f"type-{each}", f"task-{each}", "mandate") for each in range(size)))

    def name_each(ruleset: Ruleset) -> list[tuple[str, ...]]:
        return [named_types(ruleset, [slug]) for slug in ruleset.types]

    assert grows_near_linear(for_one_each, name_each, 25)


def test_the_start_page_offers_only_as_many_organisations_as_anybody_reads(ruleset: Ruleset) -> None:
    few = replace(ruleset, types=dict(list(ruleset.types.items())[:MOST_NAMED]))
    assert [len(group.items) for group in start_page(few).groups] == [MOST_NAMED]
    assert start_page(ruleset).groups == ()
