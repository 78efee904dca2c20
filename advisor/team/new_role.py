"""A role made on the team's page: the three questions at once, the tasks once the organisation is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from advisor.conversation import codes, questionnaire
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import WORDS, OptionView
from advisor.words import Group
from mandates.rules.ruleset import Ruleset

ERRORS: Final = {
    Step.ORGANISATION: gettext_lazy("Valitse organisaatio"),
    Step.TASKS: gettext_lazy("Valitse ainakin yksi tehtävä"),
    Step.RELATION: gettext_lazy("Valitse, kenen palveluksessa henkilö on"),
}


@dataclass(frozen=True, slots=True)
class NewRole:
    """The form's questions; tasks and relations are empty until an organisation is chosen.

    `error` says what is missing, `missing` at which question, `first_id` in which field of it.
    """

    is_open: bool
    types: tuple[Group[OptionView], ...]
    tasks: tuple[Group[OptionView], ...] = ()
    relations: tuple[Group[OptionView], ...] = ()
    error: str = ""
    missing: Step | None = None

    @property
    def first_id(self) -> str:
        """Where the summary of errors leads: the field of the missing answer, or the first of its boxes."""
        boxes = self.tasks if self.missing is Step.TASKS else self.relations
        return f"uusi-{Step.ORGANISATION if self.missing is Step.ORGANISATION else boxes[0].items[0].value}"


def new_role(ruleset: Ruleset, conversation: Conversation, *, is_sent: bool) -> NewRole:
    """The form as far as it has been filled in. Sent unfinished it says what is missing, of what it has asked:
    `is_sent` is the form that asks for the organisation alone, the whole one has the mark of a form that goes on."""
    step = questionnaire.next_step(conversation)
    types = tuple(WORDS[Step.ORGANISATION].options(ruleset, conversation))
    is_asked = conversation.continuing or (is_sent and step is Step.ORGANISATION)
    missing = step if is_asked and step in ERRORS else None
    error = str(ERRORS[missing]) if missing else ""
    if step is Step.ORGANISATION:
        return NewRole(is_open=is_asked, types=types, error=error, missing=missing)
    tasks = tuple(WORDS[Step.TASKS].options(ruleset, conversation))
    relations = tuple(WORDS[Step.RELATION].options(ruleset, conversation))
    return NewRole(is_open=True, types=types, tasks=tasks, relations=relations, error=error, missing=missing)


def made(ruleset: Ruleset, conversation: Conversation) -> str:
    """The code of the role that the form's answers make; empty while one is missing."""
    is_whole = questionnaire.next_step(conversation) is Step.RESULT
    return codes.encode(questionnaire.bare(conversation), ruleset) if is_whole else ""
