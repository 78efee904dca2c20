"""The mandates that an answer does not ask for, each in one sentence: covered, held or not needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.conversation import keys
from advisor.conversation.cards import TAGS
from advisor.conversation.questionnaire import Conversation
from advisor.kept import kept, reverse
from advisor.words import NameView, condition_types, fill, mandate_url, name_view, show
from mandates.rules.recommend import Difference, NotNeeded, Recommendation, State, not_needed
from mandates.rules.ruleset import Ruleset, matches_type

HEADINGS: Final = {
    Difference.TASK: gettext_lazy("Sinun organisaatiossasi, mutta eri tehtävässä"),
    Difference.TYPE: gettext_lazy("Tehtävässäsi, mutta eri organisaatiossa"),
    Difference.BOTH: gettext_lazy("Muille organisaatioille"),
}
MOST_LISTED: Final = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A mandate that is not asked for: covered, held or not needed, in one sentence."""

    slug: str
    state: State
    tag: str
    name: NameView
    url: str
    why: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotNeededGroup:
    """The mandates that are not needed for one reason. More than anybody reads are counted, and `url` lists them."""

    heading: str
    items: tuple[Line, ...]
    url: str


def _line(ruleset: Ruleset, slug: str, state: State, why: str, note: str = "") -> Line:
    mandate = ruleset.mandates[slug]
    return Line(slug, state, str(TAGS[state]), name_view(mandate), mandate_url(mandate), why, note)


def _included(ruleset: Ruleset, sentence: str, broad: str | None) -> str:
    """A sentence that names the broader mandate."""
    return fill(sentence, name=name_view(ruleset.mandates[broad or ""]).html)


def covered(ruleset: Ruleset, recommendation: Recommendation) -> Iterator[Line]:
    for outcome in recommendation.having(State.COVERED):
        why = _included(ruleset, _("Sisältyy valtuuteen ”%(name)s”. Älä pyydä erikseen."), outcome.covered_by)
        yield _line(ruleset, outcome.mandate, State.COVERED, why)


def held(ruleset: Ruleset, recommendation: Recommendation) -> Iterator[Line]:
    for outcome in recommendation.having(State.HELD):
        why = _("Kerroit, että sinulla on tämä.")
        if outcome.held_by != outcome.mandate:
            why = _included(ruleset, _("Sisältyy valtuuteen ”%(name)s”, joka sinulla on jo."), outcome.held_by)
        yield _line(ruleset, outcome.mandate, State.HELD, why)


def others(ruleset: Ruleset, conversation: Conversation, recommendation: Recommendation) -> Iterator[NotNeededGroup]:
    """What is not needed, under what differs from the nearest condition."""
    types = conversation.answers.types
    rows = not_needed(ruleset, conversation.answers, recommendation)
    for difference, heading in HEADINGS.items():
        group = tuple(_other(ruleset, types, row) for row in rows if row.difference is difference)
        if group:
            yield NotNeededGroup(str(heading), group, _list_url(types, difference) if len(group) > MOST_LISTED else "")


def _list_url(types: frozenset[str], difference: Difference) -> str:
    """The page that lists them: the mandates of the organisation where they are its own and it is one, else all."""
    is_one = len(types) == 1 and difference is Difference.TASK
    query = urlencode({keys.TYPES: next(iter(types))}) if is_one else ""
    return f"{reverse('mandates')}?{query}".rstrip("?")


def _other(ruleset: Ruleset, types: frozenset[str], row: NotNeeded) -> Line:
    if row.nearest is None:
        return _needed_nowhere(ruleset, row.mandate)
    if row.difference is Difference.TASK:
        conditions = ruleset.conditions_by_mandate[row.mandate]
        tasks = dict.fromkeys(each.task for each in conditions if matches_type(each, types))
        return _needed_in_tasks(ruleset, row.mandate, *tasks)
    return _needed_elsewhere(ruleset, row.mandate, row.nearest.slug)


@kept
def _needed_nowhere(ruleset: Ruleset, mandate: str) -> Line:
    return _line(ruleset, mandate, State.OTHER, _("Mikään tehtävä ei vaadi tätä valtuutta."))


@kept
def _needed_in_tasks(ruleset: Ruleset, mandate: str, *tasks: str) -> Line:
    """For which tasks the organisation needs it: "only" is said where there is one."""
    first, *more = (show(ruleset.tasks[slug].name) for slug in tasks)
    if more:
        why = _("Tarvitaan, jos jokin näistä on tehtäväsi: %(tasks)s.") % {"tasks": "; ".join([first, *more])}
    else:
        why = _("Tarvitaan vain tehtävään ”%(task)s”.") % {"task": first}
    return _line(ruleset, mandate, State.OTHER, why)


@kept
def _needed_elsewhere(ruleset: Ruleset, mandate: str, condition: str) -> Line:
    """Which organisations need it, and for which task."""
    nearest = ruleset.conditions[condition]
    task = show(ruleset.tasks[nearest.task].name)
    types = condition_types(ruleset, nearest)
    why = ngettext(
        "Tarvitaan tehtävään ”%(task)s”. Organisaatio: %(types)s.",
        "Tarvitaan tehtävään ”%(task)s”. Organisaatiot: %(types)s.",
        len(types),
    ) % {"task": task, "types": ", ".join(types)}
    return _line(ruleset, mandate, State.OTHER, why, show(nearest.other_types_note))
