"""The places in the letters for what only the user knows, and the parties that they name."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.rules.rows import Relation


@dataclass(frozen=True, slots=True)
class Place:
    """A field on the page, and the marker in the letters that its text takes the place of.

    `empty` is what the page says when the field is left empty.
    """

    id: str
    label: str
    marker: str
    empty: str
    autocomplete: str = "off"
    is_business_id: bool = False
    longest: int = 100


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as the page asks for it."""

    name: Place
    number: Place

    def line(self, words: str) -> str:
        number = _("Y-tunnus: %(number)s") % {"number": self.number.marker}
        return f"{words % {'name': self.name.marker}}\n{number}"


def _party(slug: str, words: tuple[str, str], markers: tuple[str, str], autocomplete: str = "off") -> Party:
    return Party(
        Place(f"{slug}-nimi", words[0], markers[0], _("Kirjoita organisaation nimi."), autocomplete),
        Place(f"{slug}-tunnus", words[1], markers[1], _("Kirjoita organisaation Y-tunnus."), is_business_id=True),
    )


def employer(relations: frozenset[Relation]) -> Party:
    """The user's own organisation, called the employer where there is another one beside it."""
    if Relation.OTHER in relations:
        words = _("Työnantajasi nimi"), _("Työnantajasi Y-tunnus")
        return _party("tyonantajan", words, (_("[TYÖNANTAJASI NIMI]"), _("[TYÖNANTAJASI Y-TUNNUS]")), "organization")
    words = _("Organisaatiosi nimi"), _("Y-tunnus")
    return _party("organisaation", words, (_("[ORGANISAATION NIMI]"), _("[Y-TUNNUS]")), "organization")


def other() -> Party:
    words = _("Toisen organisaation nimi"), _("Toisen organisaation Y-tunnus")
    return _party("toisen", words, (_("[VALTUUTTAJAN NIMI]"), _("[VALTUUTTAJAN Y-TUNNUS]")))


def own_name() -> Place:
    return Place("oma-nimi", _("Oma nimesi"), _("[NIMESI]"), _("Kirjoita nimesi."), "name")
