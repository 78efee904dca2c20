"""What mutation testing found untold by the other tests (make mutants). No database."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations, product
from typing import Final

import pytest

from mandates.checks import integrity, redundancy
from mandates.impact import changes as impact
from mandates.impact import rows as differences
from mandates.impact.changes import Impact, RuleChange, changes
from mandates.impact.rows import FieldChange
from mandates.impact.situations import Given, Names
from mandates.rules.recommend import State, recommend
from mandates.rules.ruleset import Fact, Former, Kind, Ruleset, Source, Text, by_slug
from mandates.tests import building
from mandates.tests.building import answers, condition, rules
from mandates.tests.test_differences import tasks
from mandates.tests.whole import WHOLE, adding, changing, text, translated
from mandates.tests.whole import condition as whole_condition

BILL: Final = condition("kunta", "lasku", "lista", given="sopimus")


# --- the rule set -------------------------------------------------------------------------------------------------


def test_a_text_in_any_language_is_written() -> None:
    assert [bool(each) for each in (Text("a"), Text(sv="b"), Text(en="c"), Text())] == [True, True, True, False]


def test_two_rows_with_one_slug_are_refused_naming_it() -> None:
    with pytest.raises(ValueError, match=r"^two rows have the slug 'lasku'$"):
        by_slug([building.task("lasku", 1), building.task("lasku", 2)])


def test_an_old_slug_leads_to_todays_and_any_other_to_itself() -> None:
    ruleset = replace(rules(BILL), former={Kind.TASK: Former(aliases={"vanha": "lasku"})})
    assert [ruleset.current_slug(Kind.TASK, slug) for slug in ("vanha", "lasku", "muu")] == ["lasku", "lasku", "muu"]
    assert ruleset.current_slug(Kind.TYPE, "vanha") == "vanha"


def test_a_retired_row_has_a_name_whatever_its_kind_and_others_have_none() -> None:
    retired = {Kind.TYPE: Former(retired={"kylä": Text("Kylä")}), Kind.TASK: Former(retired={"laki": Text("Laki")})}
    ruleset = replace(rules(BILL), former=retired)
    assert [ruleset.retired_name(slug) for slug in ("kylä", "laki", "lasku")] == [Text("Kylä"), Text("Laki"), None]


def test_a_task_is_offered_to_the_types_of_its_conditions() -> None:
    ruleset = rules(BILL)
    assert ruleset.offers(frozenset({"kunta", "muu"}), "lasku") is True
    assert ruleset.offers(frozenset({"muu"}), "lasku") is False
    assert ruleset.offers(frozenset({"kunta"}), "muu") is False


# --- the rules ----------------------------------------------------------------------------------------------------


def test_every_outcome_has_its_own_state_and_reasons() -> None:
    ruleset = rules(
        condition("laitos", "a", "pyydetty"),
        condition("laitos", "b", "estetty", given="sopimus"),
        condition("laitos", "c", "oma", given="suostumus"),
    )
    outcomes = recommend(ruleset, answers("laitos", "a b c", no="sopimus", held="oma")).outcomes
    assert [(each.state, each.needed, [match.condition.task for match in each.matches]) for each in outcomes] == [
        (State.REQUEST, State.REQUEST, ["a"]),
        (State.BLOCKED, State.BLOCKED, ["b"]),
        (State.HELD, State.CONFIRM, ["c"]),
    ]


def test_the_named_holder_has_the_lowest_number_and_not_the_first_name() -> None:
    ruleset = rules(condition("laitos", "selaus", "suppea"), includes={"z": "suppea", "a": "suppea"})
    assert recommend(ruleset, answers("laitos", "selaus", held="a z")).by_slug["suppea"].held_by == "z"


# --- integrity ----------------------------------------------------------------------------------------------------


def test_a_source_of_a_fact_alone_is_used() -> None:
    read = Fact("muu-asia", 2, "muu", "Kunta saa.", frozenset({"valtuus"}), frozenset({"ehto"}), "")
    assert integrity.problems(adding(sources=[Source("muu", 2, text("Muu"), Text(), "2026")], facts=[read])) == ()


def test_a_source_without_a_day_is_told() -> None:
    problems = integrity.problems(changing("sources", "source", dated=""))
    assert [str(each) for each in problems] == ["source source, dated: Päivä puuttuu."]


def test_a_dropped_condition_does_not_hide_a_reference_to_no_row() -> None:
    ruleset = replace(
        changing("facts", "asia", conditions=frozenset({"pudonnut", "ylimaarainen"})),
        weakened=by_slug([whole_condition("pudonnut", 9, prerequisites=())]),
    )
    assert [str(each) for each in integrity.problems(ruleset)] == ["fact asia, conditions: Riviä ylimaarainen ei ole."]


# --- redundancy ---------------------------------------------------------------------------------------------------

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


# --- continuity ---------------------------------------------------------------------------------------------------


def test_an_old_slug_that_stays_is_no_problem() -> None:
    published = replace(WHOLE, former={Kind.TASK: Former(aliases={"ennen": "lasku"}, old={"lasku": ("ennen",)})})
    assert integrity.problems(published, published=published) == ()


def test_a_published_slug_is_first_the_row_that_has_it_now() -> None:
    """Another row claims it as an old slug: that is told, and the numbers of the two are not mixed."""
    another = translated(building.task("muu", 2))
    claimed = {Kind.TASK: Former(aliases={"lasku": "muu"}, old={"muu": ("lasku",)})}
    ruleset = replace(adding(tasks=[another], conditions=[whole_condition("toinen", 2, task="muu")]), former=claimed)
    assert [each.code for each in integrity.problems(ruleset, published=WHOLE)] == ["old-slug-clash"]


# --- impact -------------------------------------------------------------------------------------------------------


def in_order(ruleset: Ruleset, slugs: str) -> Ruleset:
    return replace(ruleset, mandates=by_slug(ruleset.mandates[slug] for slug in slugs.split()))


def test_mandates_of_one_change_stand_in_display_order_with_commas() -> None:
    stays = condition("kunta", "lasku", "pysyva")
    more = in_order(
        rules(stays, condition("kunta", "lasku", "a"), condition("kunta", "lasku", "b")),
        "b a pysyva",
    )
    less = in_order(rules(stays, also="a b"), "b a pysyva")
    assert [each.sentence() for each in changes(less, more).rules] == ["kunta + lasku: lisää b, a"]
    assert [each.sentence() for each in changes(more, less).rules] == ["kunta + lasku: poista b, a"]


def test_states_of_one_change_stand_in_display_order() -> None:
    asked = [condition("kunta", "lasku", slug, given="sopimus") for slug in ("a", "b")]
    before, after = (
        in_order(rules(*each), "b a") for each in (asked, [replace(one, prerequisites=()) for one in asked])
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
    differing = sum(impact.told(old, each) != impact.told(new, each) for each in given)
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
    change = RuleChange("kunta", "lasku", Given(), ("lista",), (), (), 1)
    assert Impact((change,), (), (), 1, 1)
    assert not Impact((), (), (), 0, 1)


def test_prerequisites_are_named_in_finnish_with_their_slugs() -> None:
    ruleset = rules(BILL)
    named = replace(
        ruleset, prerequisites=by_slug(replace(row, name=Text("Sopimus")) for row in ruleset.prerequisites.values())
    )
    names = impact.names_of(ruleset, named)
    assert names.prerequisites == {"sopimus": "Sopimus (sopimus)"}
    assert Given(no=frozenset({"sopimus"})).sentence(names) == "Sopimus (sopimus) = ei"
    assert Given(yes=frozenset({"sopimus"})).sentence(Names()) == "sopimus = kyllä"


# --- differences --------------------------------------------------------------------------------------------------


def test_rows_of_one_sentence_stand_apart_by_commas_and_an_emptied_field_is_empty() -> None:
    before, after = tasks(["a"]), tasks(["a", "b", "c"])
    hinted = replace(before, tasks=by_slug(replace(row, hint=Text("Ohje")) for row in before.tasks.values()))
    assert impact.row_sentences(changes(hinted, after)) == ("task: lisää b, c", "task a, hint_fi: Ohje → (tyhjä)")


def test_a_retired_mandate_is_called_by_its_title() -> None:
    before, after = (
        replace(rules(), former={Kind.MANDATE: Former(retired={"vanha": Text(title)})}) for title in ("Vanha", "Uusi")
    )
    (found,) = changes(before, after).rows
    assert (found.wording, found.rule_fields) == ((FieldChange("vanha", "title_fi", "Vanha", "Uusi"),), ())


def test_a_field_for_all_is_empty() -> None:
    columns = differences.columns(WHOLE.instructions["ohje"])
    assert (columns["relation"], columns["grant_path"], columns["section"]) == ("", "", "nain-saat")


def test_moved_rows_are_those_outside_some_longest_run_in_the_old_order() -> None:
    rows = "abcde"
    for turned in permutations(rows):
        runs = [run for size in range(6) for run in combinations(turned, size) if list(run) == sorted(run)]
        longest = [set(run) for run in runs if len(run) == len(runs[-1])]
        moved = [slug for slug in turned if not all(slug in run for run in longest)]
        found = [row.slug for model in changes(tasks(rows), tasks(turned)).rows for row in model.moved]
        assert found == moved, turned
