"""What each kind of edit changes, every effect of it. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Final

import pytest

from mandates.impact import changes as impact
from mandates.impact.changes import CoveringChange, Effect, Impact, changes
from mandates.impact.effects import Given, Names, StateChange
from mandates.impact.rows import FieldChange
from mandates.rules.recommend import State
from mandates.rules.rows import Condition
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.rules.texts import Text
from mandates.tests import building
from mandates.tests.building import answers, apart, condition, rules

VIEW: Final = condition("kunta helsinki", "katselu", "etuustiedot", given="lakiperuste")
BILL: Final = condition("kunta", "lasku", "lista", given="sopimus")
BROAD: Final = condition("laitos", "kasittely", "laaja")
NARROW: Final = condition("laitos", "selaus", "suppea")
BASE: Final = rules(VIEW, BILL, BROAD, NARROW, includes={"laaja": "suppea"})
EMPTY: Final = rules()
SITUATIONS: Final = 11
"""Of BASE: three answers to each of kunta + katselu, helsinki + katselu and kunta + lasku, and two without any."""


def with_conditions(*conditions: Condition, base: Ruleset = BASE) -> Ruleset:
    numbered = (replace(each, number=number) for number, each in enumerate(conditions, start=1))
    return replace(base, conditions=by_slug(numbered))


def lines(found: Impact) -> list[str]:
    return [change.sentence() for change in found.rules] + [change.sentence() for change in found.covering]


def counts(found: Impact) -> tuple[int, int]:
    return found.changed, found.situations


EDITS: Final[Mapping[str, tuple[Ruleset, Ruleset, list[str], tuple[int, int]]]] = {
    "a condition for a new mandate": (
        BASE,
        rules(VIEW, BILL, BROAD, NARROW, condition("kunta", "lasku", "uusi"), includes={"laaja": "suppea"}),
        ["kunta + lasku: lisää uusi"],
        (3, SITUATIONS),
    ),
    "a condition less": (
        BASE,
        with_conditions(VIEW, BROAD, NARROW),
        ["kunta + lasku: poista lista"],
        (3, SITUATIONS),
    ),
    "another mandate in a condition": (
        BASE,
        with_conditions(VIEW, replace(BILL, mandate="suppea"), BROAD, NARROW),
        ["kunta + lasku: lisää suppea; poista lista"],
        (3, SITUATIONS),
    ),
    "a type more in a condition": (
        BASE,
        with_conditions(VIEW, replace(BILL, types=BILL.types | {"helsinki"}), BROAD, NARROW),
        ["helsinki + lasku: lisää lista"],
        (3, SITUATIONS + 3),
    ),
    "every type in a condition": (
        BASE,
        with_conditions(VIEW, BILL, BROAD, replace(NARROW, types=frozenset(), every_type=True)),
        ["helsinki + selaus: lisää suppea", "kunta + selaus: lisää suppea"],
        (2, SITUATIONS + 2),
    ),
    "the last type taken from a condition": (
        BASE,
        with_conditions(VIEW, replace(BILL, types=frozenset()), BROAD, NARROW),
        ["kunta + lasku: poista lista"],
        (3, SITUATIONS),
    ),
    "a prerequisite where there was none": (
        BASE,
        with_conditions(VIEW, BILL, BROAD, replace(NARROW, prerequisites=("sopimus",))),
        [
            "laitos + selaus, kun sopimus = ei: suppea: pyydä → ei vielä",
            "laitos + selaus, kun sopimus = ei vastattu: suppea: pyydä → varmista ensin",
        ],
        (2, SITUATIONS + 2),
    ),
    "a second prerequisite": (
        BASE,
        with_conditions(VIEW, replace(BILL, prerequisites=("lakiperuste", "sopimus")), BROAD, NARROW),
        [
            "kunta + lasku, kun lakiperuste = ei, sopimus = kyllä: lista: pyydä → ei vielä",
            "kunta + lasku, kun lakiperuste = ei, sopimus = ei vastattu: lista: varmista ensin → ei vielä",
            "kunta + lasku, kun lakiperuste = ei vastattu, sopimus = kyllä: lista: pyydä → varmista ensin",
        ],
        (3, SITUATIONS + 6),
    ),
    "a prerequisite for another": (
        BASE,
        with_conditions(replace(VIEW, types=frozenset({"kunta"}), prerequisites=("sopimus",)), BILL, BROAD, NARROW),
        [
            f"kunta + katselu, kun lakiperuste = {first}, sopimus = {second}: etuustiedot: {was} → {now}"
            for first, was in (("kyllä", "pyydä"), ("ei", "ei vielä"), ("ei vastattu", "varmista ensin"))
            for second, now in (("kyllä", "pyydä"), ("ei", "ei vielä"), ("ei vastattu", "varmista ensin"))
            if was != now
        ]
        + ["helsinki + katselu: poista etuustiedot"],
        (6 + 3, SITUATIONS + 6),
    ),
    "a second condition that asks for less": (
        BASE,
        with_conditions(VIEW, BILL, BROAD, NARROW, replace(BILL, slug="toinen", prerequisites=())),
        [
            "kunta + lasku, kun sopimus = ei: lista: ei vielä → pyydä",
            "kunta + lasku, kun sopimus = ei vastattu: lista: varmista ensin → pyydä",
        ],
        (2, SITUATIONS),
    ),
    "a second condition that asks for more": (
        BASE,
        with_conditions(
            VIEW, BILL, BROAD, NARROW, replace(BILL, slug="toinen", prerequisites=("lakiperuste", "sopimus"))
        ),
        [],
        (0, SITUATIONS + 6),
    ),
    "a task less": (
        BASE,
        replace(BASE, tasks=by_slug(row for row in BASE.tasks.values() if row.slug != "katselu")),
        ["helsinki + katselu: poista etuustiedot", "kunta + katselu: poista etuustiedot"],
        (6, SITUATIONS),
    ),
    "a type less": (
        BASE,
        replace(BASE, types=by_slug(row for row in BASE.types.values() if row.slug != "kunta")),
        ["kunta + katselu: poista etuustiedot", "kunta + lasku: poista lista"],
        (6, SITUATIONS),
    ),
    "a type more, beside conditions for every type": (
        rules(condition("*", "aika", "ajanvaraus"), VIEW),
        rules(condition("*", "aika", "ajanvaraus"), VIEW, condition("uusi", "aika", "ajanvaraus")),
        ["uusi + aika: lisää ajanvaraus"],
        (1, 2 + 6 + 1),
    ),
    "a mandate less": (
        BASE,
        replace(BASE, mandates=by_slug(row for row in BASE.mandates.values() if row.slug != "laaja")),
        ["laitos + kasittely: poista laaja", "laaja: ei enää sisällä valtuutta suppea"],
        (1, SITUATIONS),
    ),
    "a prerequisite's row less": (
        BASE,
        replace(BASE, prerequisites={}),
        [],
        (0, SITUATIONS),
    ),
    "an inclusion less, for answers with two tasks": (
        BASE,
        rules(VIEW, BILL, BROAD, NARROW),
        ["laaja: ei enää sisällä valtuutta suppea"],
        (0, SITUATIONS),
    ),
    "an inclusion that goes on to others": (
        rules(BROAD, NARROW, includes={"suppea": "suppein"}),
        rules(BROAD, NARROW, includes={"suppea": "suppein", "laaja": "suppea"}),
        ["laaja: sisältää nyt valtuuden suppea", "laaja: sisältää nyt valtuuden suppein"],
        (0, 2),
    ),
    "an inclusion that held already through another": (
        rules(BROAD, NARROW, includes={"laaja": "suppea", "suppea": "suppein"}),
        rules(BROAD, NARROW, includes={"laaja": "suppea suppein", "suppea": "suppein"}),
        [],
        (0, 2),
    ),
    "an inclusion between the mandates of one task": (
        rules(condition("laitos", "selaus", "laaja", given="sopimus"), NARROW),
        rules(condition("laitos", "selaus", "laaja", given="sopimus"), NARROW, includes={"laaja": "suppea"}),
        [
            "laitos + selaus, kun sopimus = kyllä: suppea: pyydä → sisältyy toiseen",
            "laaja: sisältää nyt valtuuden suppea",
        ],
        (1, 3),
    ),
    "a state that decides whether another mandate is covered": (
        rules(condition("laitos", "selaus", "laaja"), NARROW, includes={"laaja": "suppea"}),
        rules(condition("laitos", "selaus", "laaja", given="sopimus"), NARROW, includes={"laaja": "suppea"}),
        [
            "laitos + selaus, kun sopimus = ei: laaja: pyydä → ei vielä; suppea: sisältyy toiseen → pyydä",
            (
                "laitos + selaus, kun sopimus = ei vastattu: "
                "laaja: pyydä → varmista ensin; suppea: sisältyy toiseen → pyydä"
            ),
        ],
        (2, 3),
    ),
    "two mandates that depend on different prerequisites": (
        rules(condition("laitos", "selaus", "laaja", given="a"), condition("laitos", "selaus", "suppea", given="b")),
        rules(condition("laitos", "selaus", "laaja"), condition("laitos", "selaus", "suppea")),
        [
            "laitos + selaus, kun a = ei: laaja: ei vielä → pyydä",
            "laitos + selaus, kun a = ei vastattu: laaja: varmista ensin → pyydä",
            "laitos + selaus, kun b = ei: suppea: ei vielä → pyydä",
            "laitos + selaus, kun b = ei vastattu: suppea: varmista ensin → pyydä",
        ],
        (8, 9),
    ),
    "two mandates that share a prerequisite": (
        rules(condition("laitos", "selaus", "laaja", given="a b"), condition("laitos", "selaus", "suppea", given="b")),
        rules(condition("laitos", "selaus", "laaja", given="b"), condition("laitos", "selaus", "suppea")),
        [
            "laitos + selaus, kun a = ei, b = kyllä: laaja: ei vielä → pyydä",
            "laitos + selaus, kun a = ei, b = ei vastattu: laaja: ei vielä → varmista ensin",
            "laitos + selaus, kun a = ei vastattu, b = kyllä: laaja: varmista ensin → pyydä",
            "laitos + selaus, kun b = ei: suppea: ei vielä → pyydä",
            "laitos + selaus, kun b = ei vastattu: suppea: varmista ensin → pyydä",
        ],
        (8, 9),
    ),
    "a prerequisite less beside a mandate more": (
        rules(BILL, condition("kunta", "lasku", "suppea", given="a")),
        rules(BILL, condition("kunta", "lasku", "suppea"), condition("kunta", "lasku", "uusi")),
        [
            "kunta + lasku: lisää uusi",
            "kunta + lasku, kun a = ei: suppea: ei vielä → pyydä",
            "kunta + lasku, kun a = ei vastattu: suppea: varmista ensin → pyydä",
        ],
        (9, 9),
    ),
    "a condition under another slug and number": (
        BASE,
        with_conditions(NARROW, BROAD, replace(BILL, slug="toinen"), VIEW),
        [],
        (0, SITUATIONS),
    ),
    "everything": (
        EMPTY,
        BASE,
        [
            "helsinki + katselu: lisää etuustiedot",
            "kunta + katselu: lisää etuustiedot",
            "kunta + lasku: lisää lista",
            "laitos + kasittely: lisää laaja",
            "laitos + selaus: lisää suppea",
            "laaja: sisältää nyt valtuuden suppea",
        ],
        (SITUATIONS, SITUATIONS),
    ),
}


@pytest.mark.parametrize(("before", "after", "sentences", "count"), EDITS.values(), ids=EDITS)
def test_the_effects_of_an_edit_are_listed(
    before: Ruleset, after: Ruleset, sentences: list[str], count: tuple[int, int]
) -> None:
    found = changes(before, after)
    assert lines(found) == sentences
    assert counts(found) == count
    assert bool(found.rules or found.covering) is bool(sentences)


def test_the_share_is_of_the_situations_before_or_after() -> None:
    assert changes(BASE, with_conditions(VIEW, BROAD, NARROW)).share == 3 / SITUATIONS
    assert changes(EMPTY, BASE).share == 1.0
    assert changes(EMPTY, EMPTY).share == 0.0


def test_a_change_tells_its_answers_and_states() -> None:
    found = changes(BASE, with_conditions(VIEW, BILL, BROAD, replace(NARROW, prerequisites=("sopimus",))))
    refused, unanswered = found.rules
    assert refused == Effect(
        organisation="laitos",
        task="selaus",
        given=Given(no=frozenset({"sopimus"})),
        added=(),
        removed=(),
        changed=(StateChange("suppea", State.REQUEST, State.BLOCKED),),
        situations=1,
    )
    assert refused.query == answers("laitos", "selaus", no="sopimus")
    assert unanswered.given == Given(unanswered=frozenset({"sopimus"}))
    assert unanswered.query == answers("laitos", "selaus")


def test_a_change_counts_the_situations_it_stands_for() -> None:
    found = changes(BASE, with_conditions(VIEW, BROAD, NARROW))
    assert found.rules == (Effect("kunta", "lasku", Given(), (), ("lista",), (), 3),)
    assert impact.states(BASE, found.rules[0].query) == {"lista": State.CONFIRM}


def test_nothing_is_told_without_a_known_type_or_task() -> None:
    everybody = rules(condition("*", "aika", "ajanvaraus"), BILL)
    assert impact.states(everybody, answers("kunta muu", "aika", held="ajanvaraus")) == {"ajanvaraus": State.HELD}
    assert impact.states(everybody, answers("muu", "aika")) == {}
    assert impact.states(everybody, answers("", "aika")) == {}
    assert impact.states(replace(everybody, tasks={}), answers("kunta", "aika")) == {}


def test_a_covering_change_names_both_mandates() -> None:
    assert changes(BASE, rules(VIEW, BILL, BROAD, NARROW)).covering == (CoveringChange("laaja", "suppea", added=False),)


def test_sentences_name_the_rows_in_finnish_with_their_slugs() -> None:
    named = replace(
        BASE,
        types=by_slug(replace(row, name=Text(row.slug.title())) for row in BASE.types.values()),
        tasks=by_slug(replace(row, name=Text(f"Tehtävä {row.slug}")) for row in BASE.tasks.values()),
        mandates=by_slug(replace(row, title=Text(f"Valtuus {row.slug}")) for row in BASE.mandates.values()),
    )
    with_prerequisite = replace(NARROW, prerequisites=("sopimus",))
    after = replace(
        with_conditions(VIEW, BROAD, with_prerequisite, base=named),
        mandates=by_slug(replace(row, includes=frozenset()) for row in named.mandates.values()),
        prerequisites=by_slug(replace(row, name=Text()) for row in BASE.prerequisites.values()),
        types=by_slug([row for row in named.types.values() if row.slug != "kunta"]),
    )
    found = changes(BASE, after)
    assert impact.sentences(found, BASE, after) == (
        "kunta + Tehtävä katselu: poista Valtuus etuustiedot",
        "kunta + Tehtävä lasku: poista Valtuus lista",
        "Laitos + Tehtävä selaus, kun sopimus = ei: Valtuus suppea: pyydä → ei vielä",
        "Laitos + Tehtävä selaus, kun sopimus = ei vastattu: Valtuus suppea: pyydä → varmista ensin",
        "Valtuus laaja: ei enää sisällä valtuutta Valtuus suppea",
    )


def test_rows_that_are_gone_keep_their_names() -> None:
    assert impact.names_of(BASE, EMPTY) == impact.names_of(EMPTY, BASE) == impact.names_of(BASE, BASE)


# --- order, counting and names --------------------------------------------------------------------------------------


def in_display_order(ruleset: Ruleset, slugs: str) -> Ruleset:
    return replace(ruleset, mandates=by_slug(ruleset.mandates[slug] for slug in slugs.split()))


def test_mandates_of_one_change_stand_in_display_order_with_commas() -> None:
    stays = condition("kunta", "lasku", "pysyva")
    more = in_display_order(
        rules(stays, condition("kunta", "lasku", "a"), condition("kunta", "lasku", "b")),
        "b a pysyva",
    )
    less = in_display_order(rules(stays, also="a b"), "b a pysyva")
    assert [each.sentence() for each in changes(less, more).rules] == ["kunta + lasku: lisää b, a"]
    assert [each.sentence() for each in changes(more, less).rules] == ["kunta + lasku: poista b, a"]


def test_states_of_one_change_stand_in_display_order() -> None:
    asked = [condition("kunta", "lasku", slug, given="sopimus") for slug in ("a", "b")]
    before, after = (
        in_display_order(rules(*each), "b a") for each in (asked, [replace(one, prerequisites=()) for one in asked])
    )
    assert [each.sentence() for each in changes(before, after).rules] == [
        "kunta + lasku, kun sopimus = ei: b: ei vielä → pyydä; a: ei vielä → pyydä",
        "kunta + lasku, kun sopimus = ei vastattu: b: varmista ensin → pyydä; a: varmista ensin → pyydä",
    ]


def test_a_prerequisite_that_makes_no_difference_is_not_named() -> None:
    """The condition with `lisaksi` never decides, as the other asks for less."""
    both = replace(BILL, slug="toinen", prerequisites=("lisaksi", "sopimus"))
    found = changes(rules(BILL, both), rules(replace(BILL, prerequisites=()), both))
    assert [(each.sentence(), each.situations) for each in found.rules] == [
        ("kunta + lasku, kun sopimus = ei: lista: ei vielä → pyydä", 3),
        ("kunta + lasku, kun sopimus = ei vastattu: lista: varmista ensin → pyydä", 3),
    ]
    assert (found.changed, found.situations) == (6, 9)


def test_situations_are_counted_in_whole_numbers() -> None:
    """Beyond 2**53 a fraction would not be exact."""
    many = " ".join(f"p{number}" for number in range(40))
    other = condition("kunta", "lasku", "muu", given=many)
    found = changes(rules(BILL, other), rules(replace(BILL, prerequisites=()), other))
    assert [each.situations for each in found.rules] == [3**40, 3**40]
    assert (found.changed, found.situations) == (2 * 3**40, 3**41)
    assert {type(each.situations) for each in found.rules} | {type(found.changed)} == {int}


def test_mandates_that_share_no_prerequisite_are_counted_apart() -> None:
    """Each stays the same in 3 of its 9 ways; all the ways together could not be tried one by one."""
    before = [condition("kunta", "lasku", f"m{place}", given=f"p{place}") for place in range(20)]
    after = [replace(each, prerequisites=(f"q{place}",)) for place, each in enumerate(before)]
    found = changes(rules(*before), apart(rules(*after), rules(*before)))
    assert (found.changed, found.situations) == (9**20 - 3**20, 9**20)


@pytest.mark.parametrize("shared", [["a b", "b c", "c a"], ["a b c", "b c d", "c d a"], ["a b", "a b", "c d", "d a"]])
def test_situations_of_mandates_that_share_prerequisites_are_counted(shared: list[str]) -> None:
    before = [condition("kunta", "lasku", f"m{place}", given=given) for place, given in enumerate(shared)]
    after = [replace(each, prerequisites=each.prerequisites[:1]) for each in before]
    old, new = rules(*before), rules(*after)
    said = [dict(zip("abcd", values, strict=True)) for values in product(("yes", "no", ""), repeat=4)]
    given = [
        answers("kunta", "lasku", *(" ".join(slug for slug in each if each[slug] == value) for value in ("yes", "no")))
        for each in said
    ]
    differing = sum(impact.states(old, each) != impact.states(new, each) for each in given)
    found = changes(old, new)
    assert 0 < differing < len(given)
    assert found.changed * len(given) == differing * found.situations


def test_a_mandate_is_covered_by_one_that_another_begins_to_include() -> None:
    """Nobody in the task needs the widest, so that all there begin to be included in something."""
    asked = [condition("laitos", "selaus", slug) for slug in ("keski", "suppea")]
    before, after = rules(*asked, also="laaja"), rules(*asked, includes={"laaja": "keski", "keski": "suppea"})
    assert [each.sentence() for each in changes(before, after).rules] == [
        "laitos + selaus: suppea: pyydä → sisältyy toiseen"
    ]


def test_all_conditions_of_a_task_count_also_after_one_for_a_missing_mandate() -> None:
    everybody = [condition("*", "lasku", slug) for slug in ("puuttuu", "a", "b")]
    before = rules(*everybody, condition("kunta", "muu", "a"))
    before = replace(before, mandates=by_slug(before.mandates[slug] for slug in ("a", "b")))
    found = changes(before, replace(before, conditions={}))
    assert [each.sentence() for each in found.rules] == ["kunta + lasku: poista a, b", "kunta + muu: poista a"]


def test_any_change_is_an_impact() -> None:
    change = Effect("kunta", "lasku", Given(), ("lista",), (), (), 1)
    assert Impact((change,), (), (), 1, 1)
    assert not Impact((), (), (), 0, 1)


def test_prerequisites_are_named_in_finnish() -> None:
    ruleset = rules(BILL)
    named = replace(
        ruleset, prerequisites=by_slug(replace(row, name=Text("Sopimus")) for row in ruleset.prerequisites.values())
    )
    names = impact.names_of(ruleset, named)
    assert names.prerequisites == {"sopimus": "Sopimus"}
    assert Given(no=frozenset({"sopimus"})).sentence(names) == "Sopimus = ei"
    assert Given(yes=frozenset({"sopimus"})).sentence(Names()) == "sopimus = kyllä"


# --- the shipped content ------------------------------------------------------------------------------------------


def test_the_situations_of_the_shipped_content_are_counted(ruleset: Ruleset) -> None:
    """Answers by prerequisites asked: 3 for one, 9 for the two of the booking system, which is for all 13 types."""
    found = changes(ruleset, ruleset)
    one = 6 + 3 + 2 + 3 + 2 + 3 + 1 + 1 + 1
    none = 2 + 3 + 1 + 3 + 1 + 5 * 5 + 5 + 2
    assert found == Impact((), (), (), 0, 3 * one + 9 * 13 + none)


def test_the_integration_task_taken_from_municipalities_is_one_sentence(ruleset: Ruleset) -> None:
    slug = next(each.slug for each in ruleset.conditions.values() if each.task == "kotoutuminen")
    narrowed = replace(ruleset.conditions[slug], types=ruleset.conditions[slug].types - {"kunta"})
    before = replace(ruleset, conditions=by_slug({**ruleset.conditions, slug: narrowed}.values()))
    found = changes(before, ruleset)
    assert lines(found) == ["kunta + kotoutuminen: lisää kelmu-kotoutuminen"]
    assert found.changed == 3


# --- a big set ----------------------------------------------------------------------------------------------------


def big() -> Ruleset:
    """400 types, 300 tasks, 400 mandates and 11,000 conditions; no task has two conditions for one mandate."""
    types = [f"type-{number}" for number in range(400)]
    conditions = (
        Condition(
            slug=f"condition-{place}",
            number=place + 1,
            task=f"task-{place % 300}",
            mandate=f"mandate-{(place % 300 + place // 300 * 11) % 400}",
            types=frozenset() if place % 50 == 0 else frozenset(types[(place * 3 + step) % 400] for step in range(6)),
            every_type=place % 50 == 0,
            prerequisites=() if place % 2 else (f"prerequisite-{place % 7}",),
        )
        for place in range(11_000)
    )
    return Ruleset(
        types=by_slug(building.organisation_type(slug, number) for number, slug in building.unique(types)),
        tasks=by_slug(building.task(f"task-{number}", number + 1) for number in range(300)),
        prerequisites=by_slug(building.prerequisite(f"prerequisite-{number}", number + 1) for number in range(7)),
        mandates=by_slug(
            building.mandate(f"mandate-{number}", number + 1, [f"mandate-{number + 1}"] if number % 4 == 0 else [])
            for number in range(400)
        ),
        conditions=by_slug(conditions),
    )


def asked_in(ruleset: Ruleset) -> dict[tuple[str, str], set[str]]:
    """The prerequisites asked of each type and task, the plain way."""
    found: dict[tuple[str, str], set[str]] = {}
    for each in ruleset.conditions.values():
        for slug in ruleset.types if each.every_type else each.types:
            found.setdefault((slug, each.task), set()).update(each.prerequisites)
    return found


def test_a_big_set_is_compared_whole() -> None:
    before = big()
    situations = sum(3 ** len(asked) for asked in asked_in(before).values())
    assert changes(before, before) == Impact((), (), (), 0, situations)

    everybody = Condition("uusi", 11_001, "task-1", "uusi", frozenset(), True, ("prerequisite-0",))
    after = replace(
        before,
        mandates=by_slug([*before.mandates.values(), building.mandate("uusi", 401)]),
        conditions=by_slug([*before.conditions.values(), everybody]),
    )
    found = changes(before, after)
    asked = asked_in(after)
    assert {(each.organisation, each.added) for each in found.rules} == {(slug, ("uusi",)) for slug in before.types}
    assert len(found.rules) == 400
    assert found.changed == sum(3 ** len(asked[slug, "task-1"]) for slug in before.types)
    assert found.situations == sum(3 ** len(each) for each in asked.values())

    first = changes(replace(before, conditions={}, tasks={}), before)
    assert (first.changed, first.situations) == (situations, situations)
    assert len(first.rules) == len(asked_in(before))


def test_one_condition_edited_in_a_big_set_changes_its_types_alone() -> None:
    """The two sets share no row, as those of two documents share none."""
    before, after, asked_too = big(), big(), frozenset({"prerequisite-3"})
    edited = replace(after.conditions["condition-37"], prerequisites=tuple(asked_too))
    found = changes(before, replace(after, conditions=by_slug({**after.conditions, edited.slug: edited}.values())))
    assert {(each.organisation, each.task) for each in found.rules} == {(slug, edited.task) for slug in edited.types}
    assert [(each.given, each.changed) for each in found.rules] == len(edited.types) * [
        (Given(no=asked_too), (StateChange(edited.mandate, State.REQUEST, State.BLOCKED),)),
        (Given(unanswered=asked_too), (StateChange(edited.mandate, State.REQUEST, State.CONFIRM),)),
    ]
    asked = asked_in(before)
    for slug in edited.types:
        asked[slug, edited.task].update(asked_too)
    assert found.changed == sum(2 * 3 ** (len(asked[slug, edited.task]) - 1) for slug in edited.types)
    assert found.situations == sum(3 ** len(each) for each in asked.values())
    (rows,) = found.rows
    assert rows.rule_fields == (FieldChange(edited.slug, "prerequisites", "", "prerequisite-3"),)


def test_a_prerequisite_less_everywhere_is_counted_in_a_big_set() -> None:
    """Whoever asked for it and gets no yes gets another answer: no task has two conditions for one mandate."""
    before, dropped = big(), "prerequisite-0"
    without = (
        replace(each, prerequisites=tuple(slug for slug in each.prerequisites if slug != dropped))
        for each in before.conditions.values()
    )
    found = changes(before, replace(before, conditions=by_slug(without)))
    asked = asked_in(before)
    changed = {pair: slugs for pair, slugs in asked.items() if dropped in slugs}
    assert {(each.organisation, each.task) for each in found.rules} == changed.keys()
    assert found.changed == sum(2 * 3 ** (len(slugs) - 1) for slugs in changed.values())
    assert found.situations == sum(3 ** len(slugs) for slugs in asked.values())
