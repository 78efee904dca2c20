"""The ready request: letters to those who grant the mandates, with places for what only the user knows.

What the user types into the places stays in the browser; the letters that leave the server hold markers instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.questionnaire import Conversation
from advisor.result import Card, PrerequisiteView, ResultPage, grant_paths
from advisor.sharing import Share
from mandates.rules import State
from mandates.ruleset import GrantPath, NameState, Relation, Ruleset

MAIL_LIMIT: Final = 1_800
"""Mail programs cut an address of some 2,000 characters; the rest is for what the user types."""
THEMES: Final = "https://www.suomi.fi/e-authorizations/mandate-themes"
PREREQUISITES: Final = {
    "yes": gettext_lazy("Edellytys kunnossa: %(name)s"),
    "no": gettext_lazy("Edellytys puuttuu: %(name)s"),
    "": gettext_lazy("Varmista ensin: %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A field on the page, and the marker in the letters that its text takes the place of."""

    id: str
    label: str
    marker: str
    autocomplete: str = "off"
    is_business_id: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as plain text. `mailto` opens it in a mail program, shortened where it would be cut."""

    subject: str
    text: str
    mailto: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """The request to the person who grants the mandates, and the one to the administrator who applies to DVV.

    `administrator` is None where no organisation of this answer has to apply for its right to grant.
    """

    places: tuple[Place, ...]
    granter: Letter
    administrator: Letter | None


def request_view(ruleset: Ruleset, conversation: Conversation, page: ResultPage, share: Share) -> RequestView | None:
    """The letters that ask for what the page asks for: nothing held, covered or blocked. None without a mandate."""
    if not page.asked:
        return None
    paths = grant_paths(ruleset, conversation)
    writer = _Writer(page.asked, conversation.relations, paths, share)
    return RequestView(
        places=writer.places,
        granter=writer.granter(),
        administrator=writer.administrator() if GrantPath.APPLICATION in paths else None,
    )


def _places(relations: frozenset[Relation]) -> Iterator[Place]:
    if Relation.OWN in relations:
        yield Place("organisaation-nimi", _("Organisaatiosi nimi"), _("[ORGANISAATION NIMI]"), "organization")
        yield Place("organisaation-tunnus", _("Organisaatiosi Y-tunnus"), _("[Y-TUNNUS]"), is_business_id=True)
    if Relation.OTHER in relations:
        name, number = _("[TOISEN ORGANISAATION NIMI]"), _("[TOISEN ORGANISAATION Y-TUNNUS]")
        yield Place("toisen-nimi", _("Toisen organisaation nimi"), name)
        yield Place("toisen-tunnus", _("Toisen organisaation Y-tunnus"), number, is_business_id=True)
    yield Place("oma-nimi", _("Oma nimesi"), _("[NIMESI]"), "name")


def one_line(text: str) -> str:
    """The text without line breaks, which would end a line of a letter early."""
    return " ".join(text.split())


def mailto(subject: str, body: str) -> str:
    """RFC 6068: every sign that is not plain is encoded, and a line ends with CR LF."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"


def fitting(subject: str, bodies: Iterable[str]) -> str:
    """The first body that a mail program takes whole; the last one is short."""
    link = ""
    for body in bodies:
        link = mailto(subject, body)
        if len(link) <= MAIL_LIMIT:
            break
    return link


class _Writer:
    """Writes the letters of one answer. A letter is blocks with an empty line between them; a block is lines."""

    def __init__(
        self, cards: tuple[Card, ...], relations: frozenset[Relation], paths: frozenset[GrantPath], share: Share
    ) -> None:
        self.cards = cards
        self.relations = relations
        self.paths = paths
        self.share = share
        self.places = tuple(_places(relations))

    @property
    def count(self) -> int:
        return len(self.cards)

    @property
    def type(self) -> str:
        kinds = self.cards[0].kinds
        if len(kinds) == 1:
            return kinds[0]
        return _("%(first)s ja %(second)s") % dict(zip(("first", "second"), kinds, strict=True))

    def granter(self) -> Letter:
        subject = ngettext(
            "Pyyntö: Suomi.fi-valtuus Kelan palveluun",
            "Pyyntö: %(count)s Suomi.fi-valtuutta Kelan palveluihin",
            self.count,
        ) % {"count": self.count}
        opening = ngettext(
            "Pyydän tätä Suomi.fi-valtuutta, jotta voin hoitaa tehtäväni Kelan palvelussa.",
            "Pyydän näitä %(count)s Suomi.fi-valtuutta, jotta voin hoitaa tehtäväni Kelan palveluissa.",
            self.count,
        ) % {"count": self.count}
        return self.letter(subject, opening, [*self.chain(), "\n".join(self.granting())])

    def administrator(self) -> Letter:
        subject = ngettext(
            "Valtuutusoikeuden tarkistus: valtuusasia Kelan palvelussa",
            "Valtuutusoikeuden tarkistus: %(count)s valtuusasiaa Kelan palveluissa",
            self.count,
        ) % {"count": self.count}
        return self.letter(subject, "\n".join(self.checking()), ["\n".join(self.applying())])

    def letter(self, subject: str, opening: str, closing: list[str]) -> Letter:
        items = ["\n".join(self.item(card)) for card in self.cards]
        blocks = [_("Hei"), opening, self.parties(), *items, *self.themes(), *closing, self.way(), self.signature()]
        text = "\n\n".join(blocks)
        return Letter(subject, text, fitting(subject, [text, *self.shorter(opening, closing)]))

    def parties(self) -> str:
        """Whose matters, and who gets the mandates."""
        words = {
            Relation.OWN: _("Organisaatio, jonka asioita hoidan: %(name)s\nY-tunnus: %(number)s"),
            Relation.OTHER: _("Toinen organisaatio, jonka asioita hoidan: %(name)s\nY-tunnus: %(number)s"),
        }
        fields = iter(self.places)
        told = [
            words[relation] % {"name": next(fields).marker, "number": next(fields).marker}
            for relation in Relation
            if relation in self.relations
        ]
        return "\n".join([*told, _("Valtuutettu: %(name)s") % {"name": next(fields).marker}])

    def themes(self) -> Iterator[str]:
        if not all(card.name.copyable for card in self.cards):
            yield _("Suomi.fin valtuusasiat: %(url)s") % {"url": THEMES}

    def item(self, card: Card) -> Iterator[str]:
        """A mandate with all that its granter needs to find it and to judge whether to grant it."""
        yield from self.head(card)
        yield "   " + _("Tyyppi: %(type)s") % {"type": self.type}
        words = ngettext("Palvelu: %(names)s", "Palvelut: %(names)s", len(card.services))
        yield "   " + words % {"names": _services(card)}
        if card.category:
            yield "   " + _("Asiakategoria: %(name)s") % {"name": one_line(card.category)}
        yield "   " + _("Miksi: %(reasons)s") % {"reasons": ". ".join(one_line(reason) for reason in card.reasons)}
        for prerequisite in card.prerequisites:
            yield "   " + self.need(prerequisite)
        if card.confusion:
            near = one_line(card.confusion.name)
            yield "   " + _("Älä valitse valtuutta, jonka koko nimi on ”%(name)s”.") % {"name": near}

    def head(self, card: Card) -> Iterator[str]:
        """Its exact name; without one, what it lets one do and how to find it."""
        if card.name.copyable:
            yield f"{card.number}. {one_line(card.name.text)}"
            return
        words = _("Valtuus, jolla voi:")
        yield f"{card.number}. {words}"
        for line in card.allows:
            yield f"   - {one_line(line)}"
        if card.name.state is NameState.OLD:
            yield "   " + _("Nimi oli aiemmin ”%(name)s”. Se on voinut muuttua.") % {"name": one_line(card.name.text)}
        else:
            yield "   " + _("Tarkka nimi on vahvistamatta.")
        yield "   " + _("Rajaa Suomi.fin valtuusasiat Kelaan ja valitse palvelun ja kuvauksen mukaan.")

    def need(self, prerequisite: PrerequisiteView) -> str:
        words = PREREQUISITES[prerequisite.answer] % {"name": one_line(prerequisite.name)}
        is_open = prerequisite.note and prerequisite.answer != "yes"
        return f"{words}. {one_line(prerequisite.note)}" if is_open else words

    def chain(self) -> Iterator[str]:
        """Which organisation gives what to whom, when the matters are another organisation's."""
        if Relation.OTHER in self.relations:
            name = _("[TOISEN ORGANISAATION NIMI]")
            yield "\n".join(
                [
                    _("Näin saan edustamisvaltuuden:"),
                    _("a) %(name)s antaa asiointivaltuuden organisaatiollemme, ei suoraan minulle.") % {"name": name},
                    _("b) Meillä on henkilö, jolla on edustajan valtuutusoikeus juuri näihin valtuusasioihin."),
                    _("c) Hän antaa edustamisvaltuuden minulle."),
                ]
            )

    def granting(self) -> Iterator[str]:
        if Relation.OWN in self.relations and self.paths == {GrantPath.APPLICATION}:
            yield _("Tarkista, että sinulla on valtuutusoikeus juuri näihin valtuusasioihin.")
        elif Relation.OWN in self.relations and GrantPath.APPLICATION in self.paths:
            yield _("Jos annat valtuudet valtuutusoikeudella, tarkista, että se koskee juuri näitä valtuusasioita.")
        yield _("Valitse valtuudelle päättymispäivä.")
        yield _("Kerro minulle, kun olet antanut valtuudet.")

    def checking(self) -> Iterator[str]:
        yield _("Tarvitsen Suomi.fi-valtuuksia Kelan palveluihin.")
        if Relation.OWN in self.relations:
            yield _("Onko organisaatiossamme henkilö, jolla on valtuutusoikeus juuri näihin valtuusasioihin?")
        if Relation.OTHER in self.relations:
            name = _("[TOISEN ORGANISAATION NIMI]")
            yield _("Onko meillä henkilö, jolla on edustajan valtuutusoikeus juuri näihin valtuusasioihin?")
            yield _("Onko toisella organisaatiolla (%(name)s) valtuutusoikeus niihin?") % {"name": name}
        yield _("Vanha valtuutusoikeus ei kata uusia valtuusasioita.")

    def applying(self) -> Iterator[str]:
        yield _(
            "Jos oikeus puuttuu, organisaatio hakee sen uudella valtuushakemuksella "
            "Digi- ja väestötietovirastolta (DVV)."
        )
        if GrantPath.SELF_SERVICE in self.paths:
            yield _("Organisaatio, joka voi antaa valtuuksia itse, antaa oikeuden Suomi.fissä.")
        yield _("Käsittelyyn pitää varata useita viikkoja.")
        yield _("Kun oikeus on kunnossa, pyydän näitä valtuuksia. Kerro minulle, kun asia etenee.")

    def way(self) -> str:
        return _("Perustelut ja ohjeet: %(url)s\nKoodi: %(code)s") % {
            "url": self.share.address,
            "code": self.share.code,
        }

    def signature(self) -> str:
        return _("Terveisin\n%(name)s") % {"name": _("[NIMESI]")}

    def shorter(self, opening: str, closing: list[str]) -> Iterator[str]:
        """The essentials in a letter, from the longest to the shortest. No name is cut: it is there or it is not."""
        names = "\n".join([*map(self.brief, self.cards), *self.unnamed(), _("Tyyppi: %(type)s") % {"type": self.type}])
        address, code_address = self.share.address, self.share.code_address
        for middle, url in (
            ([names, *closing], address),
            ([names], address),
            ([names], code_address),
            ([], code_address),
        ):
            way = _("Koko pyyntö ja perustelut: %(url)s") % {"url": url}
            yield "\n\n".join([_("Hei"), opening, self.parties(), *middle, way, self.signature()])

    def brief(self, card: Card) -> str:
        name = one_line(card.name.text)
        if not card.name.copyable:
            words = _("%(services)s: valtuus, jolla voi %(allows)s")
            name = words % {"services": _services(card), "allows": "; ".join(map(one_line, card.allows))}
        needs = ", ".join(one_line(need.name) for need in card.prerequisites if not need.answer)
        confirm = f" ({PREREQUISITES[''] % {'name': needs}})" if card.state is State.CONFIRM else ""
        return f"{card.number}. {name}{confirm}"

    def unnamed(self) -> Iterator[str]:
        if not all(card.name.copyable for card in self.cards):
            yield _("Jos kohdassa ei ole nimeä, tarkka nimi on vahvistamatta.")


def _services(card: Card) -> str:
    return ", ".join(one_line(service.text) for service in card.services)
