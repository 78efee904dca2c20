"""The ready messages that an answer calls for beside its request, each with the words that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from advisor.conversation.cards import Card
from advisor.conversation.checks import called
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.result import ResultPage
from advisor.letters.messages import ReadyMessage, ask_for_prerequisite, ask_if_current, ask_to_remove
from advisor.words import NameView, name_view
from mandates.rules.recommend import Surplus, surplus
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class LabelledMessage:
    """`about` names its mandates by their numbers; `is_main` tells whether the page leads to it before all else."""

    id: str
    label: str
    message: ReadyMessage
    about: str = ""
    is_main: bool = False


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

    @property
    def comes_first(self) -> bool:
        """Tell whether something is to be sent before the request."""
        return any(message.is_main for message in self.first)


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
    unsure: dict[str, list[Card]] = {}
    for card in page.shown:
        if card.is_unsure:
            unsure.setdefault(ruleset.mandates[card.slug].ask_email, []).append(card)
    for number, (to, cards) in enumerate(unsure.items(), start=1):
        if to:
            message = ask_if_current(to, cards, conversation.relations)
            about = called(tuple(card.number for card in cards))
            yield LabelledMessage(f"kysy-{number}", _("Kysy Kelasta ensin"), message, about, is_main=True)
    yield from _to_put_right(ruleset, conversation, page)


def _to_put_right(ruleset: Ruleset, conversation: Conversation, page: ResultPage) -> Iterator[LabelledMessage]:
    for check in page.checks.rows:
        row = ruleset.prerequisites[check.view.slug]
        message = ask_for_prerequisite(row, conversation.relations) if check.is_wanting else None
        if message:
            label = _("Hoida edellytys: %(name)s") % {"name": check.view.name}
            yield LabelledMessage(f"viesti-{row.slug}", label, message, check.decides, is_main=not page.asked)


def _surplus(ruleset: Ruleset, more: Surplus) -> Iterator[SurplusLine]:
    narrower = {
        slug: (name_view(ruleset.mandates[each]).text for each in found) for slug, found in more.broader.items()
    }
    for slug in (*more.excess, *more.broader):
        yield SurplusLine(slug, name_view(ruleset.mandates[slug]), ", ".join(narrower.get(slug, ())))
