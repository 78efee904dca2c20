"""The addresses of the conversation's steps, and what the address of a request says."""

from __future__ import annotations

from django.http import HttpRequest

from advisor.conversation import keys, questionnaire
from advisor.conversation.questionnaire import Conversation, Step
from advisor.kept import reverse
from mandates.rules.answers import Answers
from mandates.rules.rows import Relation


def pairs_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The query of the address that was asked for, in pairs as they are written."""
    return [(key, value) for key, values in request.GET.lists() for value in values]


def path(step: Step) -> str:
    return reverse(step.route)


def address(step: Step, conversation: Conversation, *marks: tuple[str, str]) -> str:
    """The address of a step with all answers in it."""
    query = questionnaire.query(conversation, *marks)
    return f"{path(step)}?{query}" if query else path(step)


def result_address(conversation: Conversation) -> str:
    return address(Step.RESULT, conversation)


def own_answer_address(answers: Answers) -> str:
    """The answer to these answers, as a person of the organisation itself gets it."""
    return result_address(Conversation(answers=answers, relations=frozenset({Relation.OWN})))


def change_address(step: Step, conversation: Conversation) -> str:
    """A "Muuta" link: the question with its answers ticked, whose form returns to the result."""
    return address(step, conversation, (keys.CHANGING, "1"))


def start_address(types: frozenset[str], tasks: frozenset[str]) -> str:
    """The questionnaire with a task ticked; past its first question when a type is ticked too."""
    step = Step.TASKS if types else Step.ORGANISATION
    return address(step, Conversation(answers=Answers(types=types, tasks=tasks)))
