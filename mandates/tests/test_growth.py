"""Checking content and comparing two sets of it take steps for what there is, not for its square."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from mandates.checks import cases
from mandates.impact.changes import changes
from mandates.rules.rows import ExpectedCase
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.tests.building import EVERY, condition, rules
from mandates.tests.growing import grows_near_linear

NONE: Final[frozenset[str]] = frozenset()


def with_cases(size: int) -> Ruleset:
    """So many types, tasks and mandates, and a case for each."""
    return replace(alone(size), cases=by_slug(met(number) for number in range(size)))


def met(number: int) -> ExpectedCase:
    types, tasks, request = (frozenset({f"{name}-{number}"}) for name in ("type", "task", "mandate"))
    return ExpectedCase(f"case-{number}", number, "", types, tasks, NONE, NONE, request, NONE, NONE, NONE, "", "")


def alone(size: int) -> Ruleset:
    """So many mandates, each for a type and a task of its own."""
    return rules(*(condition(f"type-{each}", f"task-{each}", f"mandate-{each}") for each in range(size)))


def for_everybody(size: int) -> Ruleset:
    """So many types, each with a task of its own and one that everybody has."""
    everybody = (condition(EVERY, f"task-{each}", f"shared-{each}") for each in range(size))
    return rules(*alone(size).conditions.values(), *everybody)


def told(ruleset: Ruleset) -> object:
    first = next(iter(ruleset.conditions.values()))
    return changes(ruleset, replace(ruleset, conditions={**ruleset.conditions, first.slug: replace(first, types=NONE)}))


@pytest.mark.parametrize(
    ("make", "work", "size"),
    [
        pytest.param(with_cases, cases.failing, 50, id="expected cases"),
        pytest.param(for_everybody, told, 25, id="what an edit changes"),
    ],
)
def test_four_times_the_content_is_not_sixteen_times_the_work(
    make: Callable[[int], Ruleset], work: Callable[[Ruleset], object], size: int
) -> None:
    assert grows_near_linear(make, work, size)
