"""The same answers for machines."""

from __future__ import annotations

from advisor.conversation import codes, dropping, questionnaire
from advisor.conversation.notices import why_dropped
from advisor.conversation.questionnaire import Conversation
from mandates.rules.recommend import State, recommend, surplus
from mandates.rules.ruleset import Ruleset


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
