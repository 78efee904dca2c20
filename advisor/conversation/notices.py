"""What a question or an answer says of the address that led to it, and why a part of it was dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation import dropping
from advisor.conversation.dropping import NOT_A_SLUG
from advisor.conversation.questionnaire import Conversation
from advisor.words import NONE_LABEL, show, type_names
from mandates.rules.rows import NONE_OF_THESE, Kind
from mandates.rules.ruleset import Ruleset

Dropped = tuple[Kind | None, str]
"""A slug and what kind of row it was said to be."""


def notices(ruleset: Ruleset, conversation: Conversation) -> tuple[str, ...]:
    """What a mending dropped, in words: what has a name by its name, any other slug as it was written.

    What is no slug is not told: it may be anybody's sentence. Then the unknown slugs beside it are not told either.
    """
    mended = [dropping.named(each, ruleset) for each in conversation.mended]
    found = [*_sentences(ruleset, _told(ruleset, conversation, mended))]
    unknown = dict.fromkeys(slug for kind, slug in mended if not _is_known(ruleset, kind, slug))
    if NOT_A_SLUG in unknown:
        found.append(_("Osoitteessa oli osia, joita emme tunne. Jätimme ne pois."))
    elif unknown:
        sentence = _("Osoitteessa oli osia, joita emme tunne. Jätimme ne pois: %(names)s.")
        found.append(sentence % {"names": _quoted(unknown)})
    return tuple(found)


def why_dropped(ruleset: Ruleset, conversation: Conversation) -> dict[str, str]:
    """Of each slug that an address dropped and that we know: why, in a sentence."""
    dropped = [dropping.named(each, ruleset) for each in conversation.dropped]
    told = [*_told(ruleset, conversation, dropped)]
    return {slug: sentence for kind, slug in told for sentence in _sentences(ruleset, [(kind, slug)])}


def chosen_ahead(ruleset: Ruleset, conversation: Conversation) -> Iterator[str]:
    """A search leads to the first question with a task already chosen."""
    if not conversation.answers.types and conversation.answers.tasks:
        names = sorted(show(ruleset.tasks[slug].name) for slug in conversation.answers.tasks)
        yield _("Valitsit jo: %(names)s. Valitse vielä organisaatio.") % {"names": _quoted(names)}


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(_("”%(name)s”") % {"name": name} for name in names)


def _is_known(ruleset: Ruleset, kind: Kind | None, slug: str) -> bool:
    return slug == NONE_OF_THESE or ruleset.knows(kind, slug)


def _told(ruleset: Ruleset, conversation: Conversation, dropped: Iterable[Dropped]) -> Iterator[Dropped]:
    """The slugs of ours, without tasks that the organisation has after all, whatever the address says of them."""
    types = conversation.answers.types
    for kind, slug in dropped:
        if _is_known(ruleset, kind, slug) and not (kind is Kind.TASK and ruleset.offers(types, slug)):
            yield kind, slug


def _sentences(ruleset: Ruleset, dropped: Iterable[Dropped]) -> Iterator[str]:
    """A sentence for all that were dropped for the same reason."""
    tasks: dict[tuple[str, str], list[str]] = {}
    retired = []
    for kind, slug in dropped:
        if slug == NONE_OF_THESE:
            none = _quoted([str(NONE_LABEL)])
            yield _("Valitsit myös tehtäviä, joten poistimme vastauksen %(names)s.") % {"names": none}
        elif kind is Kind.TASK and slug in ruleset.tasks:
            tasks.setdefault(_whose(ruleset, slug), []).append(show(ruleset.tasks[slug].name))
        elif kind and (name := ruleset.retired_name(kind, slug)):
            retired.append(show(name))
    for (types, note), names in tasks.items():
        yield f"{_of_others(names, types)} {note}".strip()
    if retired:
        yield _("Tätä ei enää ole, joten poistimme sen: %(names)s.") % {"names": _quoted(retired)}


def _whose(ruleset: Ruleset, task: str) -> tuple[str, str]:
    """The organisations that have the task by the source, and what its conditions tell the others."""
    conditions = ruleset.conditions_by_task.get(task, ())
    types = type_names(ruleset, (slug for condition in conditions for slug in condition.types))
    notes = dict.fromkeys(show(condition.other_types_note) for condition in conditions)
    return ", ".join(types), " ".join(filter(None, notes))


def _of_others(names: list[str], types: str) -> str:
    sentence = ngettext(
        "Lähteen mukaan tehtävä %(names)s kuuluu muille: %(types)s. Poistimme sen valinnoistasi.",
        "Lähteen mukaan tehtävät %(names)s kuuluvat muille: %(types)s. Poistimme ne valinnoistasi.",
        len(names),
    )
    return sentence % {"names": _quoted(names), "types": types}
