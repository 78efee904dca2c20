"""An expected case beside today's answer, and a case made of an answer that somebody got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext

from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import resent
from mandates.admin.preview.preview import draft_edition, previewed
from mandates.admin.preview.public_site import answer_address, answers_in
from mandates.checks.cases import PLACES, answers
from mandates.content import contents
from mandates.models import ExpectedCase, Mandate, OrganisationType, Prerequisite, Row, Task
from mandates.rules.answers import Answers
from mandates.rules.recommend import recommend
from mandates.rules.ruleset import Ruleset

ACCEPT: Final = "_hyvaksy"
ASKED: Final[Mapping[str, type[Row]]] = {
    "types": OrganisationType,
    "tasks": Task,
    "yes": Prerequisite,
    "no": Prerequisite,
}
"""What a case answers to the questions, in the order of `Answers`."""


@dataclass(frozen=True, slots=True)
class StateBeside:
    """The mandates of one state, by name: those that the case expects and those that the draft gives today."""

    state: str
    expected: tuple[str, ...]
    today: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return self.expected != self.today


@dataclass(frozen=True, slots=True)
class AnswerBeside:
    states: tuple[StateBeside, ...]
    preview: str

    @property
    def differs(self) -> bool:
        return any(state.differs for state in self.states)


def beside(row: ExpectedCase) -> AnswerBeside | None:
    """What the case expects beside what the draft answers; None when the draft cannot be compiled."""
    try:
        ruleset = contents.draft().ruleset
    except ValueError:
        return None
    case = ruleset.cases[row.slug]
    today = _today(ruleset, answers(case))
    return AnswerBeside(
        tuple(
            StateBeside(gettext(label), _names(ruleset, getattr(case, state)), _names(ruleset, today[state]))
            for state, label in PLACES.items()
        ),
        previewed(answer_address(answers(case))),
    )


def accepted(sent: QueryDict) -> QueryDict:
    """The form as it was sent, with today's answer to what it asks in the place of what it expected.

    :raises ValueError: when the draft cannot be compiled.
    """
    asked = [_slugs(model, sent.getlist(name)) for name, model in ASKED.items()]
    today = _today(contents.draft().ruleset, Answers(*asked))
    return resent(sent, {**{state: _keys(Mandate, slugs) for state, slugs in today.items()}, "_continue": "1"})


def from_answer(text: str) -> dict[str, Any] | None:
    """A new case's fields of an address or a code that somebody pasted: its answers, and what the draft gives to them.
    None when the text has no such answer.

    :raises ValueError: when the draft cannot be compiled.
    """
    edition = draft_edition()
    said = answers_in(text, edition)
    if said is None or not said.types or not said.tasks:
        return None
    asked = dict(zip(ASKED, (said.types, said.tasks, said.yes - said.no, said.no), strict=True))
    ruleset, today = edition.ruleset, _today(edition.ruleset, Answers(*asked.values()))  # in a case nothing is held
    sources = [row.source_id for row in Mandate.objects.filter(slug__in=frozenset().union(*today.values()))]
    return {
        **{name: _keys(model, asked[name]) for name, model in ASKED.items()},
        **{state: _keys(Mandate, slugs) for state, slugs in today.items()},
        "situation": _situation(ruleset, said),
        "source": max(sources, key=sources.count, default=None),
    }


def _situation(ruleset: Ruleset, said: Answers) -> str:
    """A first wording, to be made better: who, and what they do."""
    longest = ExpectedCase._meta.get_field("situation").max_length
    who = ", ".join(row.name.fi for slug, row in ruleset.types.items() if slug in said.types)
    does = ", ".join(row.name.fi for slug, row in ruleset.tasks.items() if slug in said.tasks)
    return f"{who}: {does}"[:longest]


def _today(ruleset: Ruleset, said: Answers) -> dict[str, frozenset[str]]:
    """The mandates of each state that a case expects any in."""
    found = recommend(ruleset, said).by_slug
    return {state: frozenset(slug for slug, each in found.items() if each.state is state) for state in PLACES}


def _names(ruleset: Ruleset, slugs: frozenset[str]) -> tuple[str, ...]:
    """In display order; what the draft does not have in use, by its slug."""
    used = [row.title.fi for slug, row in ruleset.mandates.items() if slug in slugs]
    return (*used, *sorted(slugs - ruleset.mandates.keys()))


def _keys(model: type[Row], slugs: Iterable[str]) -> list[str]:
    return [str(key) for key in model._default_manager.filter(slug__in=slugs).values_list("pk", flat=True)]


def _slugs(model: type[Row], keys: Iterable[str]) -> frozenset[str]:
    found = model._default_manager.filter(pk__in=map(whole, keys))
    return frozenset(found.values_list("slug", flat=True))
