"""Why an answer for machines has the mandates that it has: what a support system shows as the trace."""

from __future__ import annotations

from typing import Final

from mandates.rules.answers import Answers
from mandates.rules.recommend import Match, Outcome, deciding_matches, recommend
from mandates.rules.ruleset import Ruleset

YES: Final = "yes"
NO: Final = "no"
UNANSWERED: Final = "unanswered"
STANDINGS: Final = (YES, NO, UNANSWERED)


def why(ruleset: Ruleset, answers: Answers, publication: int) -> dict[str, object]:
    """For each mandate that the answers call for, the condition that decided and how its prerequisites stand.

    Of conditions that give the same state, the one with the lowest number; `also` names the others that apply.
    """
    outcomes = sorted(recommend(ruleset, answers).outcomes, key=lambda outcome: outcome.mandate)
    return {outcome.mandate: _reason(ruleset, outcome, publication) for outcome in outcomes}


def _reason(ruleset: Ruleset, outcome: Outcome, publication: int) -> dict[str, object]:
    match = deciding_matches(outcome)[0]
    condition = match.condition
    return {
        "condition": condition.slug,
        "every_type": condition.every_type,
        "types": sorted(condition.types),
        "task": condition.task,
        "prerequisites": {slug: _standing(match, slug) for slug in sorted(condition.prerequisites)},
        "also": sorted(each.condition.slug for each in outcome.matches if each is not match),
        "source": ruleset.mandates[outcome.mandate].source,
        "publication": publication,
    }


def _standing(match: Match, prerequisite: str) -> str:
    return YES if prerequisite in match.met else NO if prerequisite in match.unmet else UNANSWERED
