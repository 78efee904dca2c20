"""People and the answers they must get: fifteen scenarios against the real content."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from mandates.rules.answers import Answers
from mandates.rules.recommend import State, Surplus, recommend, surplus
from mandates.rules.ruleset import Ruleset

SCENARIOS: Final[list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "scenarios.json").read_text(encoding="utf-8")
)


def answers(scenario: dict[str, Any]) -> Answers:
    return Answers(*(frozenset(scenario[key]) for key in ("organisaatio", "tehtava", "kylla", "ei")))


def test_scenarios_are_fifteen_different_situations() -> None:
    assert len({scenario["situation"] for scenario in SCENARIOS}) == len(SCENARIOS) == 15


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["situation"] for scenario in SCENARIOS])
def test_scenario_gets_its_mandates(ruleset: Ruleset, scenario: dict[str, Any]) -> None:
    given = answers(scenario)
    recommendation = recommend(ruleset, given)
    found = {state.value: sorted(outcome.mandate for outcome in recommendation.having(state)) for state in State}
    assert found == {**scenario["expected"], "held": [], "other": []}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["situation"] for scenario in SCENARIOS])
def test_who_holds_what_the_scenario_asks_for_holds_nothing_in_vain(ruleset: Ruleset, scenario: dict[str, Any]) -> None:
    asked = frozenset(scenario["expected"]["request"] + scenario["expected"]["confirm"])
    given = replace(answers(scenario), held=asked)
    assert surplus(ruleset, given, recommend(ruleset, given)) == Surplus()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["situation"] for scenario in SCENARIOS])
def test_a_mandate_that_the_scenario_does_not_need_is_in_excess(ruleset: Ruleset, scenario: dict[str, Any]) -> None:
    """But where it includes one that is needed: only the exchange mandates include others."""
    needed = {slug for slugs in scenario["expected"].values() for slug in slugs}
    others = frozenset(ruleset.mandates) - needed - {"eessi-kasittely-ja-yhteystiedot", "eessi-kasittely"}
    given = replace(answers(scenario), held=others)
    found = surplus(ruleset, given, recommend(ruleset, given))
    assert (frozenset(found.excess), dict(found.broader)) == (others, {})


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["situation"] for scenario in SCENARIOS])
def test_scenario_names_only_what_the_content_offers(ruleset: Ruleset, scenario: dict[str, Any]) -> None:
    types = frozenset(scenario["organisaatio"])
    assert types - set(ruleset.types) == set()
    assert [task for task in scenario["tehtava"] if not ruleset.offers(types, task)] == []
    assert {*scenario["kylla"], *scenario["ei"]} - set(ruleset.prerequisites) == set()
