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
    """The form's questions; tasks and relations are empty until an organisation is chosen."""

    is_open: bool
    types: tuple[Group[OptionView], ...]
    tasks: tuple[Group[OptionView], ...] = ()
    relations: tuple[Group[OptionView], ...] = ()
    error: str = ""


def new_role(ruleset: Ruleset, conversation: Conversation) -> NewRole:
    """The form as far as it has been filled in; sent unfinished, it says what is missing."""
    step = questionnaire.next_step(conversation)
    types = tuple(WORDS[Step.ORGANISATION].options(ruleset, conversation))
    error = str(ERRORS[step]) if conversation.continuing and step in ERRORS else ""
    if step is Step.ORGANISATION:
        return NewRole(is_open=conversation.continuing, types=types, error=error)
    tasks = tuple(WORDS[Step.TASKS].options(ruleset, conversation))
    relations = tuple(WORDS[Step.RELATION].options(ruleset, conversation))
    return NewRole(is_open=True, types=types, tasks=tasks, relations=relations, error=error)


def made(ruleset: Ruleset, conversation: Conversation) -> str:
    """The code of the role that the form's answers make; empty while one is missing."""
    is_whole = questionnaire.next_step(conversation) is Step.RESULT
    return codes.encode(questionnaire.bare(conversation), ruleset) if is_whole else ""
