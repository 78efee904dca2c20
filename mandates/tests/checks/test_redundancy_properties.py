"""What is called redundant in any rule set is what trying every answer says. No database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations, product
from typing import TypeVar

from hypothesis import given

from mandates.checks import redundancy
from mandates.rules.answers import Answers
from mandates.rules.recommend import Outcome, State, recommend
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.tests.building import rulesets, states

T = TypeVar("T")


def subsets(of: Sequence[T], most: int) -> Iterator[frozenset[T]]:
    return map(frozenset, chain.from_iterable(combinations(of, size) for size in range(1, most + 1)))


def all_answers(ruleset: Ruleset, types: int, tasks: int) -> Iterator[Answers]:
    """Sets of so many types and tasks at the most, with every answer to each prerequisite."""
    for ticked, done in product(subsets(list(ruleset.types), types), subsets(list(ruleset.tasks), tasks)):
        for said in product(("yes", "no", ""), repeat=len(ruleset.prerequisites)):
            pairs = list(zip(ruleset.prerequisites, said, strict=True))
            yes, no = (frozenset(slug for slug, each in pairs if each == word) for word in ("yes", "no"))
            yield Answers(ticked, done, yes, no)


def found(ruleset: Ruleset, code: str) -> set[str]:
    return {each.slug for each in redundancy.problems(ruleset) if each.code == code}


@given(rulesets())
def test_a_mandate_always_covered_is_one_that_is_never_asked_for(ruleset: Ruleset) -> None:
    asked: set[str] = set()
    needed: set[str] = set()
    for answers in all_answers(ruleset, 3, 4):
        answer = recommend(ruleset, answers)
        asked.update(outcome.mandate for outcome in answer.asked)
        needed.update(outcome.mandate for outcome in answer.outcomes)
    assert found(ruleset, "mandate-always-covered") == needed - asked


@given(rulesets())
def test_mandates_alike_get_the_same_state_whatever_is_answered(ruleset: Ruleset) -> None:
    """And of two that always get the same state, with the same mandates that include them, the later is told."""
    rows: dict[str, list[State | None]] = {slug: [] for slug in ruleset.mandates}
    for answers in all_answers(ruleset, 3, 2):
        outcomes = recommend(ruleset, answers).by_slug
        for slug, found_states in rows.items():
            found_states.append(state(outcomes.get(slug)))
    reached = {slug for slug, found_states in rows.items() if any(found_states)}
    groups: dict[object, list[str]] = {}
    for slug in ruleset.mandates:
        if slug in reached:
            broader = ruleset.included_in.get(slug, frozenset()).intersection(reached)
            groups.setdefault((tuple(needs(ruleset, slug)), broader), []).append(slug)
    later = {slug for group in groups.values() for slug in group[1:]}
    assert found(ruleset, "mandates-alike") == later
    for group in groups.values():
        assert all(rows[slug] == rows[group[0]] for slug in group)


def state(outcome: Outcome | None) -> State | None:
    return outcome.state if outcome else None


def needs(ruleset: Ruleset, slug: str) -> Iterator[State | None]:
    """What the mandate needs by itself in each situation: without inclusions, nothing covers it."""
    alone = replace(ruleset, mandates=by_slug([replace(ruleset.mandates[slug], includes=frozenset())]))
    for answers in all_answers(ruleset, 1, 1):
        yield state(recommend(alone, answers).by_slug.get(slug))


@given(rulesets())
def test_without_its_superfluous_conditions_a_set_answers_the_same(ruleset: Ruleset) -> None:
    superfluous = found(ruleset, "condition-superfluous")
    kept = [row for slug, row in ruleset.conditions.items() if slug not in superfluous]
    less = replace(ruleset, conditions=by_slug(kept))
    assert found(less, "condition-superfluous") == set()
    for answers in all_answers(ruleset, 2, 2):
        assert states(less, answers) == states(ruleset, answers)
