"""The ready request: which letters an answer needs, to whom they go, and the places for what only the user knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.letters import Draft, Letter, letter
from advisor.questionnaire import Conversation
from advisor.result import KINDS, ResultPage, grant_paths
from advisor.sharing import Share
from mandates.ruleset import GrantPath, Relation, Ruleset


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


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as the page asks for it."""

    name: Place
    number: Place

    def told(self, words: str) -> str:
        return f"{words % {'name': self.name.marker}}\n{_('Y-tunnus: %(number)s') % {'number': self.number.marker}}"


@dataclass(frozen=True, slots=True)
class RequestView:
    """The letters in the order in which they are sent, and the one to the person who applies to DVV.

    `administrator` is None where no organisation of this answer has to apply for its right to grant.
    """

    places: tuple[Place, ...]
    letters: tuple[Letter, ...]
    administrator: Letter | None


def request_view(ruleset: Ruleset, conversation: Conversation, page: ResultPage, share: Share) -> RequestView | None:
    """The letters that ask for what the page asks for: nothing held, covered or blocked. None without a mandate."""
    if not page.asked:
        return None
    paths = grant_paths(ruleset, conversation)
    theirs = grant_paths(ruleset, replace(conversation, relations=frozenset({Relation.OWN})))
    writer = _Writer(conversation.relations, len(page.asked), paths, theirs)
    is_applied = GrantPath.APPLICATION in paths
    return RequestView(
        places=tuple(writer.places()),
        letters=tuple(letter(draft, page.asked, share) for draft in writer.drafts()),
        administrator=letter(writer.administrator(), page.asked, share) if is_applied else None,
    )


def _party(slug: str, words: tuple[str, str], markers: tuple[str, str], autocomplete: str = "off") -> Party:
    return Party(
        Place(f"{slug}-nimi", words[0], markers[0], _("Kirjoita organisaation nimi."), autocomplete),
        Place(f"{slug}-tunnus", words[1], markers[1], _("Kirjoita organisaation Y-tunnus."), is_business_id=True),
    )


def _employer(relations: frozenset[Relation]) -> Party:
    """The user's own organisation, called the employer where there is another one beside it."""
    if Relation.OTHER in relations:
        words = _("Työnantajasi nimi"), _("Työnantajasi Y-tunnus")
        return _party("tyonantajan", words, (_("[TYÖNANTAJASI NIMI]"), _("[TYÖNANTAJASI Y-TUNNUS]")), "organization")
    words = _("Organisaatiosi nimi"), _("Organisaatiosi Y-tunnus")
    return _party("organisaation", words, (_("[ORGANISAATION NIMI]"), _("[Y-TUNNUS]")), "organization")


def _other() -> Party:
    words = _("Toisen organisaation nimi"), _("Toisen organisaation Y-tunnus")
    return _party("toisen", words, (_("[TOISEN ORGANISAATION NIMI]"), _("[TOISEN ORGANISAATION Y-TUNNUS]")))


class _Writer:
    """Says what is particular to each letter of one answer.

    `paths` are the ways in which any organisation of the answer grants, `theirs` those of the organisations whose
    matters are looked after.
    """

    def __init__(
        self, relations: frozenset[Relation], count: int, paths: frozenset[GrantPath], theirs: frozenset[GrantPath]
    ) -> None:
        self.relations = relations
        self.count = count
        self.paths = paths
        self.theirs = theirs
        self.employer = _employer(relations)
        self.other = _other()
        self.me = Place("oma-nimi", _("Oma nimesi"), _("[NIMESI]"), _("Kirjoita nimesi."), "name")

    def places(self) -> Iterator[Place]:
        if Relation.OTHER in self.relations:
            yield from (self.other.name, self.other.number)
        yield from (self.employer.name, self.employer.number, self.me)

    def drafts(self) -> Iterator[Draft]:
        """In the order in which they are sent: another organisation grants first, and to the employer."""
        if Relation.OTHER in self.relations:
            yield self.to_organisation()
            yield self.to_employer()
        if Relation.OWN in self.relations:
            yield self.to_own()

    def to_organisation(self) -> Draft:
        return Draft(
            heading=_("Viesti organisaatiolle, jonka asioita hoidat"),
            intro=_("Lähetä tämä ensin. Organisaatio antaa asiointivaltuuden työnantajallesi, ei suoraan sinulle."),
            subject=ngettext(
                "Pyyntö: asiointivaltuus työnantajalleni Kelan palveluun",
                "Pyyntö: %(count)s asiointivaltuutta työnantajalleni Kelan palveluihin",
                self.count,
            )
            % {"count": self.count},
            opening=ngettext(
                "Hoidan työssäni organisaatiosi asioita Kelan palvelussa. "
                "Pyydän, että organisaatiosi antaa siihen työnantajalleni tämän asiointivaltuuden.",
                "Hoidan työssäni organisaatiosi asioita Kelan palveluissa. "
                "Pyydän, että organisaatiosi antaa niihin työnantajalleni nämä %(count)s asiointivaltuutta.",
                self.count,
            )
            % {"count": self.count},
            parties="\n".join([self.other.told(_("Valtuuttaja: %(name)s")), self.employer.told(ASSIGNEE())]),
            kinds=(str(KINDS[Relation.OWN]),),
            closing=(
                *self.checks(),
                *(self.missing(self.theirs) if GrantPath.APPLICATION in self.theirs else ()),
                _("Anna valtuus Suomi.fissä organisaatiosi nimissä. Anna se työnantajalleni, ei suoraan minulle."),
                *self.ending(),
            ),
        )
