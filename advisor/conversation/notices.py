"""What a question or an answer says of the address that led to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from advisor.conversation.questionnaire import NOT_A_SLUG, Conversation
from advisor.words import NONE_LABEL, show
from mandates.rules.ruleset import NONE_OF_THESE, Ruleset


def notices(ruleset: Ruleset, conversation: Conversation) -> tuple[str, ...]:
    """What a mending dropped, in words: what has a name by its name, any other slug as it was written.

    What is no slug is not told: it may be anybody's sentence. Then the unknown slugs beside it are not told either.
    """
    found: dict[str, list[str]] = {}
    for value in conversation.mended:
        sentence, name = _dropped(ruleset, value)
        found.setdefault(sentence, []).append(_quoted(name))
    if NOT_A_SLUG in conversation.mended:
        found.pop(_unknown())
        found[_("Osoitteessa oli osia, joita emme tunne. Jätimme ne pois.")] = []
    return tuple(sentence % {"names": ", ".join(names)} for sentence, names in found.items())


def chosen_ahead(ruleset: Ruleset, conversation: Conversation) -> Iterator[str]:
    """A search leads to the first question with a task already chosen."""
    if not conversation.answers.types and conversation.answers.tasks:
        names = sorted(_quoted(show(ruleset.tasks[slug].name)) for slug in conversation.answers.tasks)
        yield _("Valitsit jo: %(names)s. Valitse vielä organisaatio.") % {"names": ", ".join(names)}


def _quoted(name: str) -> str:
    return _("”%(name)s”") % {"name": name}


def _dropped(ruleset: Ruleset, value: str) -> tuple[str, str]:
    if value == NONE_OF_THESE:
        return _("Valitsit myös tehtäviä, joten poistimme vastauksen %(names)s."), str(NONE_LABEL)
    if value in ruleset.tasks:
        name = show(ruleset.tasks[value].name)
        return _("Valitsemasi organisaatio ei hoida tätä, joten poistimme sen: %(names)s."), name
    retired = ruleset.retired_name(value)
    if retired:
        return _("Tätä ei enää ole, joten poistimme sen: %(names)s."), show(retired)
    return _unknown(), value


def _unknown() -> str:
    return _("Osoitteessa oli osia, joita emme tunne. Jätimme ne pois: %(names)s.")
