"""The shape of what is answered to answers and to a search in own words, as JSON Schema."""

from __future__ import annotations

from typing import Final

from advisor.api.schema_parts import by_slug, listed, record, ref
from advisor.conversation.code_signs import ALPHABET
from advisor.conversation.keys import WANTED, WHY
from advisor.conversation.questionnaire import QUESTIONS
from advisor.conversation.result_json import STANDINGS
from advisor.search.views import LIMIT
from advisor.team.roles import MOST

REASON: Final = record(
    "Why a mandate is in the answer: the condition that decided. Of equal ones it is the first.",
    {
        "condition": ref("slug", "The condition, as in the catalogue."),
        "every_type": {"type": "boolean", "description": "True: it concerns every organisation."},
        "types": listed(ref("slug"), "The organisation types that it concerns."),
        "task": ref("slug", "Its task."),
        "prerequisites": by_slug("How each of its prerequisites stands by the answers.", {"enum": [*STANDINGS]}),
        "also": listed(ref("slug"), "The other conditions that apply."),
        "source": ref("slug", "The source of the mandate's conditions."),
        "publication": {"type": "integer", "minimum": 1, "description": "The publication that it stands in."},
    },
)

RESULT: Final = record(
    "Mandates by what to do about them; each mandate that the answers call for stands in one place.",
    {
        "publication": {"type": "integer", "minimum": 1, "description": "The publication that this was answered from."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Its digest."},
        "request": listed(ref("slug"), "To be asked for."),
        "confirm": listed(ref("slug"), "To be asked for once the prerequisites that were not answered hold."),
        "blocked": listed(ref("slug"), "Not to be asked for: a prerequisite does not hold."),
        "held": listed(ref("slug"), "Held already, or included in one that is held."),
        "covered": by_slug("Included in a broader mandate that is asked for: that mandate for each.", ref("slug")),
        "unsure": listed(
            ref("slug"), "Asked for, but what is told of them may be out of date: outdated_note says why."
        ),
        "excess": listed(ref("slug"), "Held, but nothing in the answers calls for them: to be given up."),
        "broader": by_slug(
            "Held, and broader than needed: the narrower mandates that would do, for each.",
            {**listed(ref("slug"), "The needed ones that it serves."), "minItems": 1},
        ),
        "dropped": listed(
            {"type": "string"},
            "Keys and values that were not understood, and tasks that by the source belong to other types.",
        ),
        "dropped_why": by_slug(
            "Of each dropped slug that the content knows: why (under /sv and /en in that language). "
            "Of a task it says who has it by the source, and whom to ask.",
            {"type": "string"},
        ),
    },
    optional={
        "code": {
            "type": "string",
            "pattern": f"^[{ALPHABET}]+(-[{ALPHABET}]+)*$",
            "description": "The short code of these answers, for reading aloud: /koodi/<code>/ leads to the result.",
        },
        "why": by_slug(
            f"With `{WHY}={WANTED}`: the reason for each mandate that the answers call for, those that "
            "are blocked, held or covered too.",
            ref("reason"),
        ),
        "next": {
            "enum": [question.step.value for question in QUESTIONS if question.is_for_rules],
            "description": "The question that has not been answered yet. There is no code then.",
        },
    },
) | {"oneOf": [{"required": ["code"]}, {"required": ["next"]}]}

TEAM_RESULT: Final = record(
    "What several roles need, and what an organisation applies for so that it may grant that.",
    {
        "roolit": {
            "type": "array",
            "items": ref("result"),
            "maxItems": MOST,
            "description": "Each role's answer as /tulos.json gives it, in the address's order. Of a wrong code "
            "nothing is needed, and it stands in its `dropped`; so does the slug of a row that is no longer offered.",
        },
        "loput_pois": {
            "type": "boolean",
            "description": f"Whether the address had more than {MOST} roles: those after them are in nothing here.",
        },
        "valtuudet": by_slug(
            "For each mandate that some role asks for (`request` or `confirm`): the places of these "
            "roles in `roolit`, counted from 0.",
            {**listed({"type": "integer", "minimum": 0, "maximum": MOST - 1}, "Rising."), "minItems": 1},
        ),
        "hakemus": listed(
            ref("slug"),
            "The mandates for which the organisation applies to DVV for the right to grant them, each once: those of "
            "organisations that apply, and those that an employee needs for another organisation's matters.",
        ),
    },
)

SEARCH_RESULT: Final = record(
    "What was found; empty lists when nothing was. What only looks like the words is never found.",
    {
        "tehtavat": {**listed(ref("slug"), "Tasks, best first."), "maxItems": LIMIT},
        "valtuudet": listed(
            ref("slug"),
            f"Mandates, best first, at most {LIMIT}; all of them, in display order, when all mandates are asked for.",
        ),
        "organisaatiot": {**listed(ref("slug"), "Organisation types, best first."), "maxItems": LIMIT},
        "ohjeet": {**listed(ref("slug"), "Advice: instructions of the catalogue, best first."), "maxItems": LIMIT},
    },
)
