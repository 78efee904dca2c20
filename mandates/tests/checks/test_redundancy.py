"""Which mandates and conditions are called redundant, in small sets. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pytest

from mandates.checks import redundancy
from mandates.rules.rows import Condition
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.tests.building import condition, rules

BOTH: Final = condition("kunta laitos", "muu", "muu")
"""Makes the municipality the first type and the agency the second."""


A: Final = condition("kunta", "lasku", "a")
B: Final = condition("kunta", "lasku", "b")
GIVEN: Final = condition("kunta", "lasku", "a", given="sopimus")
IN_OTHER_TASK: Final = condition("kunta", "muu", "b")

# The conditions, what includes what, and what is redundant, by code and slug.
REDUNDANT: Final[Mapping[str, tuple[list[Condition], dict[str, str], set[tuple[str, str]]]]] = {
    "two conditions alike: the later is superfluous": ([A, A], {}, {("condition-superfluous", "ehto-1")}),
    "fewer types": ([A, condition("kunta laitos", "lasku", "a")], {}, {("condition-superfluous", "ehto-0")}),
    "more prerequisites": ([GIVEN, A], {}, {("condition-superfluous", "ehto-0")}),
    "more types, more prerequisites": ([A, condition("*", "lasku", "a", given="sopimus")], {}, set()),
    "every type is more than all types named today": (
        [condition("*", "lasku", "a"), A],
        {},
        {("condition-superfluous", "ehto-1")},
    ),
    "for nobody, which is told as such": ([A, condition("", "lasku", "a")], {}, set()),
    "for another mandate": ([A, condition("kunta", "lasku", "b", given="sopimus")], {}, set()),
    "the narrow is covered only when more is answered": ([GIVEN, B], {"a": "b"}, {("broad-beside-narrow", "ehto-0")}),
    "the narrow is needed in another task too": (
        [A, B, IN_OTHER_TASK],
        {"a": "b"},
        {("broad-beside-narrow", "ehto-0")},
    ),
    "covered here by one and there by another": (
        [A, B, IN_OTHER_TASK, condition("kunta", "muu", "c")],
        {"a": "b", "c": "b"},
        {("broad-beside-narrow", "ehto-0"), ("broad-beside-narrow", "ehto-3"), ("mandate-always-covered", "b")},
    ),
    "alike but one is in a third that is needed elsewhere": (
        [A, B, condition("kunta", "muu", "c")],
        {"c": "b"},
        set(),
    ),
}


@pytest.mark.parametrize(("conditions", "includes", "wrong"), REDUNDANT.values(), ids=REDUNDANT)
def test_what_no_answer_tells_is_redundant(
    conditions: list[Condition], includes: dict[str, str], wrong: set[tuple[str, str]]
) -> None:
    ruleset = rules(*named(conditions), includes=includes)
    assert {(each.code, each.slug) for each in redundancy.problems(ruleset)} == wrong


def named(conditions: list[Condition]) -> list[Condition]:
    return [replace(each, slug=f"ehto-{place}") for place, each in enumerate(conditions)]


def bare(*types: str) -> list[tuple[str, str]]:
    return [(each, "") for each in types]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (bare("laitos"), bare("laitos"), True),
        (bare("kunta"), bare("laitos"), False),
        (bare("kunta laitos"), bare("laitos"), False),
        (bare("kunta", "laitos"), bare("kunta laitos"), True),
        (bare("kunta", "laitos"), bare("*"), True),
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
    assert codes(rules(BOTH, *named(asked))) == ({"mandates-alike"} if alike else set())


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
