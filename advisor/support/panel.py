"""What the desk shows of a mandate that somebody was told to get, and of what words may mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext_lazy

from advisor.absolute import absolute
from advisor.browse.mandates import MandatePage, mandate_page
from advisor.browse.needs import NeedView, whom
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.questions import OptionView
from advisor.conversation.result import ResultPage
from advisor.search.views import type_hint
from advisor.support.field import address, panel_address
from advisor.words import (
    LinkView,
    LookAlikeView,
    NameView,
    look_alikes,
    mandate_url,
    name_view,
    show,
)
from mandates.rules.answers import Answers
from mandates.rules.rows import Condition, Mandate
from mandates.rules.ruleset import Ruleset, matches_type
from mandates.rules.texts import NameState

UNCONFIRMED: Final = gettext_lazy("Nimi vahvistamatta")


@dataclass(frozen=True, slots=True)
class NeedPanel:
    """A condition of the mandate: links that tick it here, one for each organisation type, and the customer's link."""

    need: NeedView
    ticks: tuple[LinkView, ...]
    customer_url: str


@dataclass(frozen=True, slots=True)
class MandatePanel:
    """A mandate that somebody was told to get. `verdict` is what the ticked answers say of it, in words."""

    page: MandatePage
    url: str
    needs: tuple[NeedPanel, ...]
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class MeantMandate:
    """A mandate that words may mean, and whose it is; its link opens the panel."""

    link: LinkView
    name: NameView
    organisations: str
    look_alikes: tuple[LookAlikeView, ...]


@dataclass(frozen=True, slots=True)
class MeantTask:
    """A task that words may mean, and whose it is; its link ticks it."""

    link: LinkView
    organisations: str
    hint: str


def meant_task(ruleset: Ruleset, slug: str) -> MeantTask:
    """The task ticked, and its organisation type where it has only one."""
    conditions = ruleset.conditions_by_task.get(slug, ())
    able = _able(ruleset, conditions)
    url = address(_ticked(slug, able if len(able) == 1 else frozenset()))
    row = ruleset.tasks[slug]
    return MeantTask(LinkView(show(row.name), url), ", ".join(whom(ruleset, conditions)), show(row.hint))


def meant_types(ruleset: Ruleset, slugs: tuple[str, ...]) -> tuple[OptionView, ...]:
    """The organisations that words may mean, as boxes with what else is known of them; the best is ticked."""
    rows = [ruleset.types[slug] for slug in slugs]
    return tuple(
        OptionView(
            value=row.slug,
            label=show(row.name),
            hint=type_hint(row),
            checked=row is rows[0],
        )
        for row in rows
    )


def meant_mandate(ruleset: Ruleset, row: Mandate) -> MeantMandate:
    name = name_view(row)
    conditions = ruleset.conditions_by_mandate.get(row.slug, ())
    unconfirmed = name.state is NameState.UNCONFIRMED
    return MeantMandate(
        link=LinkView(name.text, panel_address(Conversation(), row.slug), lang=name.lang),
        name=replace(name, note=str(UNCONFIRMED)) if unconfirmed else name,
        organisations=", ".join(whom(ruleset, conditions)),
        look_alikes=look_alikes(ruleset, row),
    )


def _able(ruleset: Ruleset, conditions: Iterable[Condition]) -> frozenset[str]:
    return frozenset(slug for slug in ruleset.types for row in conditions if matches_type(row, frozenset({slug})))


def _ticked(task: str, types: frozenset[str]) -> Conversation:
    return Conversation(Answers(types=types, tasks=frozenset({task})))


def mandate_panel(ruleset: Ruleset, row: Mandate, result: ResultPage | None) -> MandatePanel:
    page = mandate_page(ruleset, row)
    conditions = ruleset.conditions_by_mandate.get(row.slug, ())
    verdict, why = _verdict(result, row.slug) if result else ("", "")
    return MandatePanel(
        page=page,
        url=mandate_url(row),
        needs=tuple(
            NeedPanel(need, tuple(_tick_links(ruleset, condition)), absolute(need.url))
            for need, condition in zip(page.needs, conditions, strict=True)
        ),
        verdict=verdict,
        why=why,
    )


def _tick_links(ruleset: Ruleset, condition: Condition) -> Iterator[LinkView]:
    """The panel stays open beside what is ticked."""
    for slug, organisation in ruleset.types.items():
        if matches_type(condition, frozenset({slug})):
            url = panel_address(_ticked(condition.task, frozenset({slug})), condition.mandate)
            yield LinkView(show(organisation.name), url)


def _verdict(result: ResultPage, slug: str) -> tuple[str, str]:
    """What the result says of one mandate, and why."""
    lines = (*result.covered, *result.held, *(line for group in result.others for line in group.items))
    for card in (*result.asked, *result.blocked):
        if card.slug == slug:
            return card.tag, ", ".join(card.reasons)
    return next((line.tag, line.why) for line in lines if line.slug == slug)
