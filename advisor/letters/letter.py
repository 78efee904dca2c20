"""Letters that ask for mandates: plain text, and a mail that keeps within what a mail program takes.

What the user types into the places stays in the browser; the letters that leave the server hold markers instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation.cards import Card
from advisor.conversation.mandate_lines import enumerated, numbered, one_line
from mandates.rules.ruleset import Ruleset

MAIL_LIMIT: Final = 1_800
"""Mail programs cut an address of some 2,000 characters; the rest is for what the user types."""
PLAIN: Final = ":,()"
PREVIEWED: Final = 3


@dataclass(frozen=True, slots=True)
class Outline:
    """What is one letter's own: to whom it goes, and what it says around the mandates, which all letters tell alike."""

    heading: str
    subject: str
    opening: str
    parties: str
    closing: tuple[str, ...]
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What all letters of an answer ask for, and the address of the page that tells how to grant it."""

    ruleset: Ruleset
    cards: tuple[Card, ...]
    guide: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as plain text, and what the page says of it. `mailto` opens it in a mail program, shortened if long."""

    heading: str
    intro: str
    subject: str
    text: str
    mailto: str

    @property
    def preview(self) -> list[str]:
        """Its first lines."""
        return [line for line in self.text.splitlines() if line][:PREVIEWED]


def letter(outline: Outline, asked: Asked) -> Letter:
    """The whole letter; its mail is the longest form of it that a mail program takes, and the last form is short."""
    forms = tuple(_forms(outline, asked))
    return Letter(outline.heading, outline.intro, outline.subject, forms[0], fitting_mail(outline.subject, forms))


def fitting_mail(subject: str, forms: Iterable[str], to: str = "") -> str:
    """The mail of the first form that a mail program takes, else of the last: they get shorter."""
    link = ""
    for form in forms:
        link = mailto(subject, form, to)
        if len(link) <= MAIL_LIMIT:
            break
    return link


def mailto(subject: str, body: str, to: str = "") -> str:
    """RFC 6068: every sign that may mean something there is encoded, and a line ends with CR LF."""
    body = body.replace("\n", "\r\n")
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe=PLAIN)}&body={quote(body, safe=PLAIN)}"


def signed(*blocks: str) -> str:
    """Blocks with an empty line between them, from the greeting to the sender's name."""
    signature = _("Terveisin\n%(name)s") % {"name": _("[NIMESI]")}
    return "\n\n".join([_("Hei"), *filter(None, blocks), signature])


def _forms(outline: Outline, asked: Asked) -> Iterator[str]:
    """The whole letter and then less and less of it: lines are left out, none is cut, changed or moved."""
    names = numbered(asked.cards)
    first = "\n".join((*to_make_sure_of(asked.cards), *to_ask_of_kela(asked)))
    closing = "\n".join(outline.closing)
    way = ngettext("Valtuus ja ohje antajalle: %(url)s", "Valtuudet ja ohje antajalle: %(url)s", len(asked.cards)) % {
        "url": asked.guide
    }
    for blocks in (
        (names, outline.parties, first, closing),
        (names, outline.parties, first),
        (names, outline.parties),
        (outline.parties,),
    ):
        yield signed(outline.opening, *blocks, way)


def to_make_sure_of(cards: tuple[Card, ...]) -> Iterator[str]:
    """Each open prerequisite once, with the numbers of the mandates that wait for it where there are others too."""
    waiting: dict[str, list[str]] = {}
    for card in cards:
        if card.open:
            waiting.setdefault(card.open, []).append(str(card.number))
    if waiting:
        yield _("Varmista ensin:")
    for need, numbers in waiting.items():
        yield f"- {one_line(need)}" + (f" ({', '.join(numbers)})" if len(cards) > 1 else "")


def to_ask_of_kela(asked: Asked) -> Iterator[str]:
    """What the source says of these mandates may have changed."""
    unsure = [card for card in asked.cards if card.is_unsure]
    if not unsure:
        return
    said = ngettext(
        "Valtuus %(numbers)s on voinut muuttua. Kysy ensin Kelasta%(addresses)s",
        "Valtuudet %(numbers)s ovat voineet muuttua. Kysy ensin Kelasta%(addresses)s",
        len(unsure),
    )
    addresses = dict.fromkeys(filter(None, (asked.ruleset.mandates[card.slug].ask_email for card in unsure)))
    numbers = enumerated(card.number for card in unsure)
    yield said % {"numbers": numbers, "addresses": f": {', '.join(addresses)}" if addresses else "."}
