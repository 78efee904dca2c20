"""Figure C1: the real content against the second truth table, all answers of up to two types and three tasks.

That is 91 types and pairs by 4,090 task sets by 3⁵ prerequisite answers, 90,442,170 in all. A prerequisite that
no applying condition needs changes nothing (shown below, and on any rule set in test_rules_properties.py), so the
answers of the others decide them all. `make audit` takes every task set; `make test` those of up to two tasks and every
eleventh of three.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Final

import pytest

from mandates.rules.answers import Answers
from mandates.rules.recommend import recommend, surplus
from mandates.rules.ruleset import Ruleset
from mandates.tests.depth import is_audit, sampled
from mandates.tests.rules import truth

CHUNKS: Final = range(len(truth.TYPES))
TASK_SETS: Final = tuple(frozenset(tasks) for size in range(4) for tasks in combinations(truth.TASKS, size))
AT_MOST_ONE: Final = tuple(tasks for tasks in TASK_SETS if len(tasks) <= 1)
AT_MOST_TWO: Final = tuple(tasks for tasks in TASK_SETS if len(tasks) <= 2)
ALL_PREREQUISITES: Final = tuple(truth.PREREQUISITES.values())


def task_sets() -> tuple[frozenset[str], ...]:
    return (*AT_MOST_TWO, *sampled(TASK_SETS[len(AT_MOST_TWO) :], 11))


def types_of(chunk: int) -> list[frozenset[str]]:
    """One type alone and with the six after it, round the circle of 13: all chunks together are all 91."""
    return [frozenset({truth.TYPES[chunk], truth.TYPES[(chunk + step) % 13]}) for step in range(7)]


def answered(prerequisites: tuple[str, ...]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Each of them yes, no and unanswered, in every combination, as sets of yes and of no."""
    for given in product(("yes", "no", ""), repeat=len(prerequisites)):
        pairs = list(zip(prerequisites, given, strict=True))
        yield (
            frozenset(slug for slug, said in pairs if said == "yes"),
            frozenset(slug for slug, said in pairs if said == "no"),
        )


def ours(ruleset: Ruleset, given: Answers) -> truth.Answer:
    return {
        outcome.mandate: (outcome.state.value, outcome.covered_by) for outcome in recommend(ruleset, given).outcomes
    }


def astray(ruleset: Ruleset, given: Iterable[Answers]) -> list[Answers]:
    return [each for each in given if ours(ruleset, each) != truth.answer(each.types, each.tasks, each.yes, each.no)]


def test_truth_table_stands_alone() -> None:
    """It imports nothing of ours, opens nothing, and calls no builtin that could."""
    tree = ast.parse(Path(truth.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert sorted(ast.unparse(node) for node in imports) == [
        "from __future__ import annotations",
        "from collections.abc import Set",
        "from typing import Final, TypeAlias",
    ]
    assert sorted(names & set(dir(builtins))) == ["dict", "filter", "frozenset", "int", "set", "sorted", "str", "tuple"]


def test_truth_table_names_what_the_content_names(ruleset: Ruleset) -> None:
    assert set(truth.TYPES) == set(ruleset.types)
    assert set(truth.TASKS) == set(ruleset.tasks)
    assert set(ALL_PREREQUISITES) == set(ruleset.prerequisites)
    assert {row.number: row.slug for row in ruleset.mandates.values()} == truth.MANDATES


def test_chunks_together_are_every_type_and_pair_of_types() -> None:
    every = [types for chunk in CHUNKS for types in types_of(chunk)]
    assert len(every) == len(set(every)) == 91
    assert set(every) == {frozenset(pair) for pair in product(truth.TYPES, repeat=2)}
    assert len(TASK_SETS) == 4090


@pytest.mark.parametrize("chunk", CHUNKS)
def test_answers_equal_the_truth_table(ruleset: Ruleset, chunk: int) -> None:
    """Each prerequisite that matters yes, no and unanswered: 989,186 answer sets in the 13 chunks of the audit."""
    given = (
        Answers(types, tasks, yes, no)
        for types in types_of(chunk)
        for tasks in task_sets()
        for yes, no in answered(truth.prerequisites_that_matter(types, tasks))
    )
    assert astray(ruleset, given) == []


HOLDABLE: Final = ("eessi-kasittely-ja-yhteystiedot", "eessi-kasittely", "eessi-katselu", "kelmu-etuustiedot")
"""The mandates that include each other, and one that includes none."""
HELD: Final = tuple(frozenset(held) for size in range(4) for held in combinations(HOLDABLE, size))


def more_than_needed(ruleset: Ruleset, given: Answers) -> truth.Surplus:
    found = surplus(ruleset, given, recommend(ruleset, given))
    return dict.fromkeys(found.excess, ()) | {slug: tuple(sorted(served)) for slug, served in found.broader.items()}


@pytest.mark.parametrize("chunk", CHUNKS)
def test_what_is_held_in_vain_equals_the_truth_table(ruleset: Ruleset, chunk: int) -> None:
    """Every single task (in the audit every pair too), with each set of held mandates."""
    given = [
        Answers(types, tasks, held=held)
        for types in types_of(chunk)
        for tasks in (AT_MOST_TWO if is_audit() else AT_MOST_ONE)
        for held in HELD
    ]
    assert [
        each for each in given if more_than_needed(ruleset, each) != truth.surplus(each.types, each.tasks, each.held)
    ] == []


@pytest.mark.parametrize("chunk", CHUNKS)
def test_one_task_with_all_prerequisites_answered_equals_the_truth_table(ruleset: Ruleset, chunk: int) -> None:
    """All 3⁵ answers, whether they matter or not, for the empty set and every single task."""
    given = (
        Answers(types, tasks, yes, no)
        for yes, no in answered(ALL_PREREQUISITES)
        for types in types_of(chunk)
        for tasks in AT_MOST_ONE
    )
    assert astray(ruleset, given) == []


@pytest.mark.parametrize("chunk", CHUNKS)
def test_prerequisites_that_do_not_matter_change_nothing(ruleset: Ruleset, chunk: int) -> None:
    """All the others answered yes, and all of them no."""
    nothing = frozenset[str]()
    given = (
        Answers(types, tasks, yes, no)
        for types in types_of(chunk)
        for tasks in task_sets()
        for others in [frozenset(ALL_PREREQUISITES).difference(truth.prerequisites_that_matter(types, tasks))]
        for yes, no in ((others, nothing), (nothing, others))
    )
    assert astray(ruleset, given) == []
