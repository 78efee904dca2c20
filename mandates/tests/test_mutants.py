"""What mutation testing found untold by the other tests (docs/mutants.md). No database."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from mandates import integrity
from mandates.rules import State, recommend
from mandates.ruleset import Fact, Former, Kind, Source, Text, by_slug
from mandates.tests import building
from mandates.tests.building import answers, condition, rules
from mandates.tests.whole import adding, changing, text
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
