"""The same answers for machines, and on request why each mandate is in them."""

from __future__ import annotations

from typing import Final

from advisor.conversation import codes, dropping, questionnaire
from advisor.conversation.notices import why_dropped
from advisor.conversation.questionnaire import Conversation
from mandates.rules.answers import Answers
from mandates.rules.recommend import Match, Outcome, State, deciding_matches, recommend, surplus
from mandates.rules.ruleset import Ruleset

YES: Final = "yes"
NO: Final = "no"
UNANSWERED: Final = "unanswered"
STANDINGS: Final = (YES, NO, UNANSWERED)


def result_json(ruleset: Ruleset, conversation: Conversation) -> dict[str, object]:
    """Sorted slugs for each state. It needs only what the rules ask for, so no `suhde`.

    `code` leads to the answers; while a step is missing there is none, and `next` names the step.
    """
    recommendation = recommend(ruleset, conversation.answers)

    def slugs(state: State) -> list[str]:
        return sorted(outcome.mandate for outcome in recommendation.having(state))

    more = surplus(ruleset, conversation.answers, recommendation)
    covered = {outcome.mandate: outcome.covered_by for outcome in recommendation.having(State.COVERED)}
    answer: dict[str, object] = {
        "request": slugs(State.REQUEST),
        "confirm": slugs(State.CONFIRM),
        "blocked": slugs(State.BLOCKED),
        "held": slugs(State.HELD),
        "covered": dict(sorted(covered.items())),
        "unsure": sorted(each.mandate for each in recommendation.asked if ruleset.mandates[each.mandate].outdated_note),
        "excess": sorted(more.excess),
        "broader": {slug: sorted(narrower) for slug, narrower in sorted(more.broader.items())},
        "dropped": sorted({dropping.named(each, ruleset)[1] for each in conversation.dropped}),
        "dropped_why": why_dropped(ruleset, conversation),
    }
    missing = questionnaire.missing_for_rules(conversation)
    if missing:
        return answer | {"next": missing.value}
    return answer | {"code": codes.encode(conversation, ruleset)}


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
