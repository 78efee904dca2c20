"""A message to a customer, ready to be sent: what to ask for, and the way to the whole answer, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.questionnaire import Conversation
from advisor.result import Card, ResultPage, result_page
from advisor.sharing import Share, share
from mandates.editions import Edition
from mandates.rules import State


@dataclass(frozen=True, slots=True)
class Message:
    """`name` is the language's own."""

    language: str
    name: str
    text: str


def messages(edition: Edition, conversation: Conversation) -> Iterator[Message]:
    """The message in each language, names and addresses too."""
    for language, name in settings.LANGUAGES:
        with translation.override(language):
            page = result_page(edition.ruleset, conversation)
            yield Message(language, name, _text(page, share(conversation, edition)))


def _text(page: ResultPage, shared: Share) -> str:
    cards = (*page.asked, *page.blocked)
    parts = (
        _("Hei"),
        _opening(page),
        "\n".join(line for card in cards for line in _lines(card)),
        page.lead if page.asked else "",
        _unsure(cards),
        _("Perusteet ja ohjeet ovat täällä:") + f"\n{shared.address}",
        _("Jos linkki ei aukea, kirjoita koodi %(code)s tälle sivulle:") % {"code": shared.code}
        + f"\n{settings.PUBLIC_URL}{reverse('code')}",
    )
    return "\n\n".join(filter(None, parts))


def _opening(page: ResultPage) -> str:
    if not page.asked:
        return f"{page.title}. {page.lead}"
    return ngettext(
        "Tarvitset Kelan palveluihin tämän Suomi.fi-valtuuden:",
        "Tarvitset Kelan palveluihin nämä %(count)s Suomi.fi-valtuutta:",
        len(page.asked),
    ) % {"count": len(page.asked)}


def _lines(card: Card) -> Iterator[str]:
    yield f"{card.number}. {card.name.text}"
    yield f"   {card.kind}" if card.name.copyable else f"   {card.kind}. {card.name.note}."
    unmet = [row.name for row in card.prerequisites if row.answer == ("no" if card.state is State.BLOCKED else "")]
    if unmet:
        yield "   " + _("%(tag)s: %(names)s") % {"tag": card.tag, "names": "; ".join(unmet)}
    if card.confusion:
        yield "   " + _("Älä valitse valtuutta ”%(name)s”.") % {"name": card.confusion.name}


def _unsure(cards: tuple[Card, ...]) -> str:
    if all(card.name.copyable for card in cards):
        return ""
    return _("Kaikkia nimiä ei ole vahvistettu. Vastaus kertoo, miten löydät valtuuden Suomi.fistä.")
