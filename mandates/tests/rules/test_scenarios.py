"""People and the answers they must get: fifteen scenarios against the real content."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.ruleset import Ruleset

SCENARIOS: Final[list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "scenarios.json").read_text(encoding="utf-8")
)


def test_scenarios_are_fifteen_different_situations() -> None:
    assert len({scenario["situation"] for scenario in SCENARIOS}) == len(SCENARIOS) == 15


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["situation"] for scenario in SCENARIOS])
def test_scenario_gets_its_mandates(ruleset: Ruleset, scenario: dict[str, Any]) -> None:
    given = Answers(*(frozenset(scenario[key]) for key in ("organisaatio", "tehtava", "kylla", "ei")))
    recommendation = recommend(ruleset, given)
    told = {state.value: sorted(outcome.mandate for outcome in recommendation.having(state)) for state in State}
    assert told == {**scenario["expected"], "held": [], "other": []}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario["situation"] for scenario in SCENARIOS])
def test_scenario_names_only_what_the_content_offers(ruleset: Ruleset, scenario: dict[str, Any]) -> None:
    types = frozenset(scenario["organisaatio"])
    assert types - set(ruleset.types) == set()
    assert [task for task in scenario["tehtava"] if not ruleset.offers(types, task)] == []
    assert {*scenario["kylla"], *scenario["ei"]} - set(ruleset.prerequisites) == set()
