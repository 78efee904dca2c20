"""The start page: where to begin, and an example of an answer that the rules themselves give."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.conversation.addresses import path, result_address, start_address
from advisor.conversation.questionnaire import QUESTIONS, Conversation, Step
from advisor.conversation.result import ResultPage, result_page
from advisor.kept import kept
from advisor.words import MOST_NAMED, Group, LinkView, sector_groups, show
from mandates.rules.answers import Answers
from mandates.rules.rows import OrganisationType, Relation
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Example:
    """A sample answer: for whom, doing what, and its page."""

    organisation: str
    tasks: tuple[str, ...]
    url: str
    result: ResultPage


@dataclass(frozen=True, slots=True)
class StartPage:
    """The start page: organisation types under their headings, each a link that answers the first question.

    Of more than anybody reads there is none: the questions offer them all.
    """

    title: str
    groups: tuple[Group[LinkView], ...]
    start_url: str
    question_count: int
    service_count: int
    mandate_count: int
    has_trouble: bool
    example: Example | None


@kept
def start_page(ruleset: Ruleset) -> StartPage:
    offered = sector_groups(ruleset) if len(ruleset.types) <= MOST_NAMED else ()
    return StartPage(
        title=_("Mitä valtuuksia tarvitset Kelan palveluihin?"),
        groups=tuple(Group(group.heading, tuple(_link(row) for row in group.items)) for group in offered),
        start_url=path(Step.ORGANISATION),
        question_count=len(QUESTIONS),
        service_count=len(ruleset.services),
        mandate_count=len(ruleset.mandates),
        has_trouble=bool(ruleset.symptoms),
        example=_example(ruleset),
    )


def _link(row: OrganisationType) -> LinkView:
    return LinkView(show(row.name), start_address(frozenset({row.slug}), frozenset()))


def _example(ruleset: Ruleset) -> Example | None:
    """The first organisation type with the first task of its first two service groups.

    The prerequisites of the first task hold and those of the second are open, so that both can be seen.
    """
    for row in ruleset.types.values():
        tasks = _first_tasks(ruleset, row.slug)[:2]
        if tasks:
            conditions = ruleset.conditions_by_task[tasks[0]]
            answers = Answers(
                types=frozenset({row.slug}),
                tasks=frozenset(tasks),
                yes=frozenset(slug for condition in conditions for slug in condition.prerequisites),
            )
            conversation = Conversation(answers=answers, relations=frozenset({Relation.OWN}))
            names = tuple(show(ruleset.tasks[slug].name) for slug in tasks)
            url = result_address(conversation)
            return Example(show(row.name), names, url, result_page(ruleset, conversation))
    return None


def _first_tasks(ruleset: Ruleset, organisation: str) -> tuple[str, ...]:
    """The first task that the organisation type can do in each service group."""
    first: dict[str, str] = {}
    for slug, task in ruleset.tasks.items():
        if ruleset.offers(frozenset({organisation}), slug):
            first.setdefault(ruleset.services[task.service].group, slug)
    return tuple(first.values())
