"""Letters that ask for mandates: plain text, and a mail that keeps within what a mail program takes.

What the user types into the places stays in the browser; the letters that leave the server hold markers instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.conversation.cards import Card, PrerequisiteView
from advisor.conversation.sharing import Share
from advisor.words import THEMES
from mandates.rules.ruleset import NameState

MAIL_LIMIT: Final = 1_800
"""Mail programs cut an address of some 2,000 characters; the rest is for what the user types."""
PLAIN: Final = ":,()"
PREREQUISITES: Final = {
    "yes": gettext_lazy("Edellytys kunnossa: %(name)s"),
    "no": gettext_lazy("Edellytys puuttuu: %(name)s"),
    "": gettext_lazy("Tarkista myös: %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Outline:
    """What is one letter's own: to whom it goes, and what it says around the mandates, which all letters tell alike."""

    heading: str
    intro: str
    subject: str
    opening: str
    parties: str
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as plain text, and what the page says of it. `mailto` opens it in a mail program, shortened if long."""

    heading: str
    intro: str
    subject: str
    text: str
    mailto: str


def letter(outline: Outline, cards: tuple[Card, ...], share: Share) -> Letter:
    """The whole letter; its mail is the longest form of it that a mail program takes, and the last form is short."""
    whole, *shorter = _forms(outline, cards, share)
    links = [mailto(outline.subject, body) for body in (whole, *shorter)]
    link = next((each for each in links if len(each) <= MAIL_LIMIT), links[-1])
    return Letter(outline.heading, outline.intro, outline.subject, whole, link)


def one_line(text: str) -> str:
    """The text without line breaks, which would end a line of a letter early."""
    return " ".join(text.split())


def mailto(subject: str, body: str) -> str:
    """RFC 6068: every sign that may mean something there is encoded, and a line ends with CR LF."""
    body = body.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject, safe=PLAIN)}&body={quote(body, safe=PLAIN)}"


def _forms(outline: Outline, cards: tuple[Card, ...], share: Share) -> Iterator[str]:
    """The whole letter and then less and less of it: lines are left out, none is cut, changed or moved."""
    closing = "\n".join(outline.closing)
    way = _("Perustelut ja ohjeet: %(url)s\nKoodi: %(code)s") % {"url": share.address, "code": share.code}
    yield _text(outline, *map(_whole, cards), *themes(cards), closing, way)
    short, names = [*map(_short, cards)], [_item(card, name_lines(card)) for card in cards]
    rest = _("Koko pyyntö ja perustelut: %(url)s")
    for middle, url in (
        ([*short, closing], share.address),
        ([*short, closing], share.code_address),
        (short, share.code_address),
        (names, share.code_address),
        ([], share.code_address),
    ):
        yield _text(outline, *middle, rest % {"url": url})


def _text(outline: Outline, *middle: str) -> str:
    """Blocks with an empty line between them."""
    signature = _("Terveisin\n%(name)s") % {"name": _("[NIMESI]")}
    return "\n\n".join([_("Hei"), outline.opening, outline.parties, *middle, signature])


def themes(cards: tuple[Card, ...]) -> Iterator[str]:
    if not all(card.name.copyable for card in cards):
        yield _("Suomi.fin valtuusasiat: %(url)s") % {"url": THEMES}


def _whole(card: Card) -> str:
    """A mandate with all that its granter needs to find it and to judge whether to grant it."""
    return _item(card, [*name_lines(card), *how_to_find(card), services_line(card), *_details(card)])


def _short(card: Card) -> str:
    """Its exact name, or what tells it without one, and what is still to be checked."""
    service = [] if card.name.copyable else [services_line(card)]
    return _item(card, [*name_lines(card), *service, *(_need(need) for need in card.prerequisites if not need.answer)])


def _item(card: Card, lines: Iterable[str]) -> str:
    return f"{card.number}. " + "\n   ".join(lines)


def name_lines(card: Card) -> Iterator[str]:
    """Its exact name; without one, what it lets one do."""
    if card.name.copyable:
        yield one_line(card.name.text)
        return
    yield _("Valtuus, jolla voi:")
    for line in card.allows:
        yield f"- {one_line(line)}"
    if card.name.state is NameState.OLD:
        yield _("Nimi oli aiemmin ”%(name)s”. Se on voinut muuttua.") % {"name": one_line(card.name.text)}
    else:
        yield _("Tarkka nimi on vahvistamatta.")


def how_to_find(card: Card) -> Iterator[str]:
    if not card.name.copyable:
        yield _("Valitse Suomi.fin valtuusasioissa organisaatioksi Kela. Etsi valtuusasia, jonka kuvaus vastaa tätä.")


def services_line(card: Card) -> str:
    names = ", ".join(one_line(service.text) for service in card.services)
    return ngettext("Palvelu: %(names)s", "Palvelut: %(names)s", len(card.services)) % {"names": names}


def _details(card: Card) -> Iterator[str]:
    if card.category:
        yield _("Asiakategoria: %(name)s") % {"name": one_line(card.category)}
    yield _("Miksi: %(reasons)s") % {"reasons": ". ".join(one_line(reason) for reason in card.reasons)}
    for prerequisite in card.prerequisites:
        yield _need(prerequisite)
    for other in card.look_alikes:
        yield _("Älä valitse valtuutta, jonka koko nimi on ”%(name)s”.") % {"name": one_line(other.name)}


def _need(prerequisite: PrerequisiteView) -> str:
    words = PREREQUISITES[prerequisite.answer] % {"name": one_line(prerequisite.name)}
    is_open = prerequisite.note and prerequisite.answer != "yes"
    return f"{words}. {one_line(prerequisite.note)}" if is_open else words
