"""Mandates as lines of plain text, the same in every letter and in an application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation.cards import Card
from advisor.words import NameView
from mandates.rules.ruleset import NameState


def one_line(text: str) -> str:
    """The text without line breaks, which would end a line of a letter early."""
    return " ".join(text.split())


def numbered(cards: Iterable[Card]) -> str:
    """Each mandate under its number on the page."""
    return "\n".join(f"{card.number}. " + "\n   ".join(card_lines(card)) for card in cards)


def card_lines(card: Card) -> Iterator[str]:
    """What tells the mandate: its name, or what it lets one do and where."""
    return told(card.name, card.allows, tuple(service.text for service in card.services))


def told(name: NameView, allows: tuple[str, ...], services: tuple[str, ...]) -> Iterator[str]:
    """The same of any mandate."""
    yield from name_lines(name, allows)
    if not name.copyable:
        yield services_line(services)


def name_lines(name: NameView, allows: tuple[str, ...]) -> Iterator[str]:
    """The name to search for; without one, what the mandate lets one do."""
    if name.copyable:
        yield one_line(name.text)
    else:
        yield _("Valtuus, jolla voi:")
        yield from (f"- {one_line(line)}" for line in allows)
    if name.state is NameState.SEEN:
        yield _("Nimi on rekisterin vanhasta otteesta. Vertaa kuvausta, ennen kuin valitset.")
    elif name.state is NameState.OLD:
        yield _("Nimi oli aiemmin ”%(name)s”. Se on voinut muuttua.") % {"name": one_line(name.text)}
    elif not name.copyable:
        yield _("Tarkka nimi on vahvistamatta.")


def services_line(services: tuple[str, ...]) -> str:
    names = ", ".join(map(one_line, services))
    return ngettext("Palvelu: %(names)s", "Palvelut: %(names)s", len(services)) % {"names": names}
