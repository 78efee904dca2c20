"""What a team sends: one request that lists per person exactly their mandates, and the themes of the application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.absolute import absolute
from advisor.conversation.grantor import grantor_url
from advisor.conversation.mandate_lines import (
    application,
    application_to_represent,
    name_lines,
    numbered,
    one_line,
    under_number,
)
from advisor.conversation.result import Head
from advisor.letters.letter import Asked, Letter, fitting_mail, signed, to_ask_of_kela, to_make_sure_of
from advisor.letters.places import Place, employer, own_name
from advisor.team.needs import TeamNeeds
from advisor.team.roles import Team, TeamRole
from advisor.words import lines, name_view, show
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset

LONGEST_PEOPLE: Final = 1_000
OWN: Final = frozenset({Relation.OWN})


@dataclass(frozen=True, slots=True)
class TeamRequest:
    """The letter, and the places in it for what only the sender knows beside the roles' own."""

    places: tuple[Place, ...]
    letter: Letter


@dataclass(frozen=True, slots=True)
class TeamApplication:
    """One right that the organisation applies for, and the text with its themes."""

    id: str
    title: str
    count: int
    why: str
    text: str


def role_places(number: int, role: str) -> tuple[Place, ...]:
    """Where a role's name and its people are typed."""
    words = {"number": number}
    return (
        Place(f"nimi-{role}", _("Roolin %(number)s nimi") % words, _role_marker(number), _("Kirjoita roolin nimi.")),
        Place(
            f"henkilot-{role}",
            _("Roolin %(number)s henkilöt") % words,
            _people_marker(number),
            _("Kirjoita, kuka saa valtuudet."),
            longest=LONGEST_PEOPLE,
        ),
    )


def team_request(ruleset: Ruleset, team: Team, heads: Sequence[Head], address: str) -> TeamRequest | None:
    """One letter for all roles that ask for something; None where none does."""
    asking = [(role, head) for role, head in zip(team.roles, heads, strict=True) if head.asked]
    if not asking:
        return None
    party = employer(OWN)
    parts = [tuple(_part(ruleset, role, head)) for role, head in asking]
    way = _("Roolit ja valtuudet: %(url)s") % {"url": absolute(address)}
    opening = _("Pyydän näitä Suomi.fi-valtuuksia. Anna kullekin henkilölle vain hänen oman roolinsa valtuudet.")
    organisation = party.line(_("Organisaatio: %(name)s"))
    forms = [
        signed(opening, organisation, *map("\n".join, chosen), way)
        for chosen in (parts, [(part[0], part[-1]) for part in parts], [part[:1] for part in parts], [])
    ]
    subject = _subject(asking)
    letter = Letter(subject, "", subject, forms[0], fitting_mail(subject, forms))
    return TeamRequest((party.name, party.number, own_name()), letter)


def _subject(asking: list[tuple[TeamRole, Head]]) -> str:
    count = len(asking)
    return ngettext("Pyyntö: Suomi.fi-valtuudet rooliin", "Pyyntö: Suomi.fi-valtuudet %(count)s rooliin", count) % {
        "count": count
    }


def _part(ruleset: Ruleset, role: TeamRole, head: Head) -> Iterator[str]:
    """A role in the letter: who, of which type, exactly its mandates, and the page that tells how to grant them."""
    cards = head.asked
    yield f"{_role_marker(role.number)}: {_people_marker(role.number)}"
    if cards[0].kinds:
        yield _("Valtuuden tyyppi: %(type)s") % {"type": cards[0].kind}
    if Relation.OTHER in role.conversation.relations:
        yield _("Toinen organisaatio antaa asiointivaltuuden ensin organisaatiollemme.")
    yield numbered(cards)
    asked = Asked(ruleset, cards, grantor_url(role.code))
    yield from to_make_sure_of(cards)
    yield from to_ask_of_kela(asked)
    yield _("Ohje valtuuksien antajalle: %(url)s") % {"url": asked.guide}


def applications(ruleset: Ruleset, needs: TeamNeeds) -> tuple[TeamApplication, ...]:
    """What is applied for: a text for each of the two rights, each theme once in it."""
    rights = (
        (
            needs.granted,
            "hakemus-oma",
            _("Valtuutusoikeus"),
            _("Organisaatio voi antaa valtuuden vain, jos sillä on valtuutusoikeus juuri siihen valtuusasiaan."),
            application,
        ),
        (
            needs.represented,
            "hakemus-toinen",
            _("Edustajan valtuutusoikeus"),
            _("Edustajan valtuutusoikeus on oikeus antaa edustamisvaltuuksia toisen organisaation asioihin."),
            application_to_represent,
        ),
    )
    return tuple(
        TeamApplication(key, title, len(slugs), why, written(_themes(ruleset, slugs), len(slugs)))
        for slugs, key, title, why, written in rights
        if slugs
    )


def _themes(ruleset: Ruleset, slugs: Iterable[str]) -> str:
    rows = (ruleset.mandates[slug] for slug in slugs)
    named = (
        name_lines(name_view(row), lines(row.allows), (one_line(show(ruleset.services[s].name)) for s in row.services))
        for row in rows
    )
    return "\n".join(starmap(under_number, enumerate(named, start=1)))


def _role_marker(number: int) -> str:
    return _("[ROOLI %(number)s]") % {"number": number}


def _people_marker(number: int) -> str:
    return _("[HENKILÖT %(number)s]") % {"number": number}
