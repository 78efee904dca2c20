"""Which mandates and conditions are called redundant, in small sets. No database."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from mandates.checks import redundancy
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.tests.building import condition, rules

BOTH: Final = condition("kunta laitos", "muu", "muu")
"""Makes the municipality the first type and the agency the second."""


def bare(*types: str) -> list[tuple[str, str]]:
    return [(each, "") for each in types]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (bare("laitos"), bare("laitos"), True),
        (bare("kunta"), bare("laitos"), False),
        (bare("kunta laitos"), bare("laitos"), False),
        (bare("kunta", "laitos"), bare("kunta laitos"), True),
        (bare("kunta", "laitos"), bare("laitos"), False),
        ([("kunta", ""), ("kunta laitos", "sopimus")], [("kunta", ""), ("laitos", "sopimus")], True),
        ([("kunta", ""), ("laitos", "sopimus")], [("kunta", ""), ("kunta", "sopimus")], False),
    ],
)
def test_mandates_are_alike_when_the_same_types_need_both(
    first: list[tuple[str, str]], second: list[tuple[str, str]], *, alike: bool
) -> None:
    asked = [condition(types, "lasku", "a", given) for types, given in first]
    asked += [condition(types, "lasku", "b", given) for types, given in second]
    named = [replace(each, slug=f"ehto-{place}") for place, each in enumerate(asked)]
    assert codes(rules(BOTH, *named)) == ({"mandates-alike"} if alike else set())


def test_a_type_without_a_row_needs_nothing() -> None:
    ruleset = rules(BOTH, condition("kunta", "lasku", "a"), condition("olematon", "lasku", "b"))
    known = replace(ruleset, types=by_slug(row for row in ruleset.types.values() if row.slug != "olematon"))
    assert codes(known) == set()


def test_several_mandates_of_one_problem_stand_apart_by_commas() -> None:
    ruleset = rules(
        *(condition("kunta", "lasku", slug) for slug in ("laaja", "laajin", "suppea")),
        includes={"laajin": "laaja suppea", "laaja": "suppea"},
    )
    sentences = [str(each.message) for each in redundancy.problems(ruleset)]
    assert sum("joka sisältyy tähän: laaja, suppea. Jos suppea riittää" in each for each in sentences) == 1
    assert sum("johon se sisältyy (laaja, laajin)." in each for each in sentences) == 1


def codes(ruleset: Ruleset) -> set[str]:
    return {each.code for each in redundancy.problems(ruleset)} - {"condition-superfluous"}
