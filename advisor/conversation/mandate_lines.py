"""Mandates as lines of plain text, the same in every letter and in an application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation.cards import Card
from advisor.words import NameView
from mandates.rules.texts import NameState


def one_line(text: str) -> str:
    """The text without line breaks, which would end a line of a letter early."""
    return " ".join(text.split())


def enumerated(numbers: Iterable[int]) -> str:
    """Numbers as a sentence says them: 1, 2 and 3."""
    *most, last = map(str, numbers)
    return _("%(most)s ja %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def numbered(cards: Iterable[Card]) -> str:
    """Each mandate under its number on the page."""
    return "\n".join(under_number(card.number, card_lines(card)) for card in cards)


def under_number(number: int, said: Iterable[str]) -> str:
    """Lines as an item of a numbered list."""
    return f"{number}. " + "\n   ".join(said)


def application(names: str, count: int) -> str:
    """What an organisation writes in its application for the right to grant so many mandates."""
    return ngettext(
        "Haemme valtuutusoikeutta tähän valtuusasiaan:\n%(names)s",
        "Haemme valtuutusoikeutta näihin valtuusasioihin:\n%(names)s",
        count,
    ) % {"names": names}


def application_to_represent(names: str, count: int) -> str:
    """The same of the right to grant mandates to represent another organisation."""
    return ngettext(
        "Haemme edustajan valtuutusoikeutta tähän valtuusasiaan:\n%(names)s",
        "Haemme edustajan valtuutusoikeutta näihin valtuusasioihin:\n%(names)s",
        count,
    ) % {"names": names}


def card_lines(card: Card) -> Iterator[str]:
    """What tells the mandate: its name, or where it is for and what it lets one do."""
    return name_lines(card.name, card.allows, (service.text for service in card.services))


def name_lines(name: NameView, allows: Iterable[str], services: Iterable[str]) -> Iterator[str]:
    """The name to search for; without one, the services and what the mandate lets one do there."""
    if name.copyable:
        yield one_line(name.text)
    else:
        yield _("%(services)s: valtuus, jolla voi") % {"services": capfirst(", ".join(map(one_line, services)))}
        yield from (f"- {one_line(line)}" for line in allows)
    if name.state is NameState.SEEN:
        yield _("Nimi on rekisterin vanhasta otteesta. Vertaa kuvausta, ennen kuin valitset.")
    elif name.state is NameState.OLD:
        yield _("Nimi oli aiemmin ”%(name)s”. Se on voinut muuttua.") % {"name": one_line(name.text)}
    elif not name.copyable:
        yield _("Tarkka nimi on vahvistamatta.")
