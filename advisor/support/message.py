"""A message to a customer, ready to be sent: what to ask for, and the way to the whole answer, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.absolute import absolute
from advisor.conversation.cards import Card
from advisor.conversation.grantor import grantor_url
from advisor.conversation.instructions import grant_paths
from advisor.conversation.mandate_lines import card_lines, one_line, under_number
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.result import Head, result_head
from advisor.conversation.sharing import Share, share
from advisor.words import themes_link
from mandates.languages import IN_LANGUAGE, spoken
from mandates.publishing.editions import Edition
from mandates.rules.recommend import State, recommend
from mandates.rules.rows import GrantPath

BETWEEN: Final = "\n\n– – –\n\n"


@dataclass(frozen=True, slots=True)
class Message:
    """`name` says the language and `title` what this is, both in the language of the page."""

    language: str
    name: str
    title: str
    text: str


def messages(edition: Edition, conversation: Conversation, shown: Head) -> Iterator[Message]:
    """The message in each language, names and addresses too; `shown` is the answer in the language of the page."""
    recommendation = recommend(edition.ruleset, conversation.answers)
    page_language = spoken()
    may_need_right = GrantPath.APPLICATION in grant_paths(edition.ruleset, conversation)
    for language, name in IN_LANGUAGE.items():
        with translation.override(language):
            is_shown = language == page_language
            head = shown if is_shown else result_head(edition.ruleset, conversation, recommendation, _nowhere)
            themes = themes_link(edition.ruleset).url
            text = _text(head, share(conversation, edition), themes, may_need_right=may_need_right)
        yield Message(language, capfirst(str(name)), _("Viesti %(language)s") % {"language": name}, text)


def in_every_language(written: Iterable[Message]) -> str:
    """One message for a customer whose language is not known."""
    return BETWEEN.join(message.text for message in written)


def _nowhere(conversation: Conversation) -> str:
    """A message has no links to changed answers."""
    return ""


def open_prerequisites(card: Card) -> tuple[str, ...]:
    """What the card's tag tells to check first, or what is missing; nothing of a mandate that may be asked for."""
    answers = {State.CONFIRM: "", State.BLOCKED: "no"}
    return tuple(one_line(row.name) for row in card.prerequisites if row.answer == answers.get(card.state))


def _text(page: Head, shared: Share, themes: str, *, may_need_right: bool) -> str:
    cards = (*page.asked, *page.blocked)
    parts = (
        _("Hei"),
        _opening(page),
        "\n\n".join(under_number(card.number, _lines(card)) for card in cards),
        *_themes(cards, themes),
        "\n".join(_asking(page, may_need_right=may_need_right)),
        _("Perusteet ja ohjeet ovat täällä:") + f"\n{shared.address}",
        _granting(page, shared),
        _("Jos linkki ei aukea, kirjoita koodi %(code)s tälle sivulle:") % {"code": shared.code}
        + f"\n{absolute(reverse('code'))}",
    )
    return "\n\n".join(filter(None, parts))


def _granting(page: Head, shared: Share) -> str:
    """The page for the person who grants: whoever asks for a mandate seldom does."""
    if not page.asked:
        return ""
    return _("Lähetä tämä ohje henkilölle, joka antaa valtuudet:") + f"\n{grantor_url(shared.code)}"


def _opening(page: Head) -> str:
    if not page.asked:
        return f"{page.title}. {page.lead}"
    if all(card.is_unsure for card in page.asked):
        return f"{page.title}:"
    return ngettext(
        "Tarvitset Kelan palveluihin tämän Suomi.fi-valtuuden:",
        "Tarvitset Kelan palveluihin nämä %(count)s Suomi.fi-valtuutta:",
        len(page.asked),
    ) % {"count": len(page.asked)}


def _lines(card: Card) -> Iterator[str]:
    """A mandate, identified as the ready request does it, and what to check first."""
    yield from card_lines(card)
    if not card.name.copyable:
        yield _("Valitse Suomi.fin valtuusasioissa organisaatioksi Kela. Etsi valtuusasia, jonka kuvaus vastaa tätä.")
    yield _("Tyyppi: %(type)s") % {"type": card.kind}
    unmet = open_prerequisites(card)
    if unmet:
        yield _("%(tag)s: %(names)s") % {"tag": card.tag, "names": "; ".join(unmet)}
    for other in card.look_alikes:
        yield _("Älä valitse valtuutta, jonka koko nimi on ”%(name)s”.") % {"name": one_line(other.name)}
    if card.outdated:
        yield _("Asia on voinut muuttua. Lue siitä vastauksesta, ennen kuin pyydät valtuutta.")


def _themes(cards: tuple[Card, ...], url: str) -> Iterator[str]:
    if not all(card.name.copyable for card in cards):
        yield _("Suomi.fin valtuusasiat: %(url)s") % {"url": url}


def _asking(page: Head, *, may_need_right: bool) -> Iterator[str]:
    if not page.asked:
        return
    yield page.lead
    if may_need_right:
        yield ngettext(
            "Henkilö, joka antaa valtuuden, voi tarvita valtuutusoikeuden juuri tähän valtuusasiaan.",
            "Henkilö, joka antaa valtuudet, voi tarvita valtuutusoikeuden juuri näihin valtuusasioihin.",
            len(page.asked),
        )
