"""The ready messages that an answer calls for beside its request, each with the words that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.conversation.questionnaire import Conversation
from advisor.conversation.result import ResultPage
from advisor.letters.messages import ReadyMessage, ask_for_prerequisite, ask_if_current, ask_to_remove
from advisor.words import NameView, name_view
from mandates.rules.recommend import Surplus, surplus
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    id: str
    label: str
    message: ReadyMessage


@dataclass(frozen=True, slots=True)
class SurplusLine:
    """A mandate that is held and not needed as it is; `narrower` names what would do, if anything is needed of it."""

    slug: str
    name: NameView
    narrower: str


@dataclass(frozen=True, slots=True)
class Extras:
    """To Kela first, and what is held in excess with the message that has it removed."""

    first: tuple[LabelledMessage, ...]
    surplus: tuple[SurplusLine, ...]
    removal: LabelledMessage | None


def extras(ruleset: Ruleset, conversation: Conversation, page: ResultPage) -> Extras:
    """The messages of one answer; empty where everything held is needed and nothing is to be asked of Kela."""
    more = surplus(ruleset, conversation.answers, page.recommendation)
    removal = ask_to_remove(ruleset, more)
    return Extras(
        first=tuple(_first(ruleset, conversation, page)),
        surplus=tuple(_surplus(ruleset, more)),
        removal=LabelledMessage("viesti-poisto", _("Pyydä poistamaan"), removal) if removal else None,
    )


def _first(ruleset: Ruleset, conversation: Conversation, page: ResultPage) -> Iterator[LabelledMessage]:
    for card in page.shown:
        message = ask_if_current(ruleset, card, conversation.relations) if card.is_unsure else None
        if message:
            label = _("Kysy Kelasta ensin: %(name)s") % {"name": card.name.text}
            yield LabelledMessage(f"viesti-{card.slug}", label, message)
    for check in page.checks.rows:
        row = ruleset.prerequisites[check.view.slug]
        message = ask_for_prerequisite(row, conversation.relations) if check.view.answer == "no" else None
        if message:
            label = _("Hoida edellytys: %(name)s") % {"name": check.view.name}
            yield LabelledMessage(f"viesti-{row.slug}", label, message)


def _surplus(ruleset: Ruleset, more: Surplus) -> Iterator[SurplusLine]:
    narrower = {
        slug: (name_view(ruleset.mandates[each]).text for each in found) for slug, found in more.broader.items()
    }
    for slug in (*more.excess, *more.broader):
        yield SurplusLine(slug, name_view(ruleset.mandates[slug]), ", ".join(narrower.get(slug, ())))
