"""The ready request: which letters an answer needs, and to whom they go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation.cards import KINDS
from advisor.conversation.grantor import grantor_url
from advisor.conversation.instructions import grant_paths
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.result import ResultPage
from advisor.conversation.sharing import Share
from advisor.letters.letter import Asked, Letter, Outline, letter
from advisor.letters.places import Place, employer, other, own_name
from mandates.rules.rows import GrantPath, Relation
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class RequestView:
    """The letters in the order in which they are sent.

    `order` says which waits for which, empty where one is all. `guide` is the page for those who grant.
    """

    places: tuple[Place, ...]
    order: str
    letters: tuple[Letter, ...]
    guide: str


def request_view(ruleset: Ruleset, conversation: Conversation, page: ResultPage, share: Share) -> RequestView | None:
    """The letters that ask for what the page asks for: nothing held, covered or blocked. None without a mandate."""
    if not page.asked:
        return None
    theirs = grant_paths(ruleset, replace(conversation, relations=frozenset({Relation.OWN})))
    writer = _Writer(conversation.relations, len(page.asked), theirs)
    asked = Asked(ruleset, page.asked, grantor_url(share.code))
    return RequestView(
        places=tuple(writer.places()),
        order=writer.order(),
        letters=tuple(letter(outline, asked) for outline in writer.outlines()),
        guide=asked.guide,
    )


class _Writer:
    """Says what is each letter's own.

    `theirs` are the ways in which the organisations grant whose matters the user looks after.
    """

    def __init__(self, relations: frozenset[Relation], count: int, theirs: frozenset[GrantPath]) -> None:
        self.relations = relations
        self.count = count
        self.theirs = theirs
        self.employer = employer(relations)
        self.other = other()
        self.me = own_name()

    def places(self) -> Iterator[Place]:
        if Relation.OTHER in self.relations:
            yield from (self.other.name, self.other.number)
        yield from (self.employer.name, self.employer.number, self.me)

    def order(self) -> str:
        if self.relations == {Relation.OWN}:
            return ""
        chain = ngettext(
            "Lähetä viesti 1 ensin. Lähetä viesti 2, kun organisaatio on antanut valtuuden.",
            "Lähetä viesti 1 ensin. Lähetä viesti 2, kun organisaatio on antanut valtuudet.",
            self.count,
        )
        own = _("Viestin 3 voit lähettää heti.") if Relation.OWN in self.relations else ""
        return " ".join(filter(None, (chain, own)))

    def outlines(self) -> Iterator[Outline]:
        """In the order in which they are sent: another organisation grants first, and to the employer."""
        if Relation.OTHER in self.relations:
            yield self.to_organisation()
            yield self.to_employer()
        if Relation.OWN in self.relations:
            yield self.to_own()

    def to_organisation(self) -> Outline:
        opening = ngettext(
            "Pyydän työnantajalleni tätä asiointivaltuutta, jotta voin hoitaa organisaatiosi asioita Kelan palvelussa.",
            "Pyydän työnantajalleni näitä %(count)s asiointivaltuutta, "
            "jotta voin hoitaa organisaatiosi asioita Kelan palveluissa.",
            self.count,
        )
        giving = ngettext(
            "Anna valtuus Suomi.fissä organisaatiosi nimissä työnantajalleni, ei suoraan minulle.",
            "Anna valtuudet Suomi.fissä organisaatiosi nimissä työnantajalleni, ei suoraan minulle.",
            self.count,
        )
        return Outline(
            heading=_("Viesti organisaatiolle, jonka asioita hoidat"),
            intro=_("Organisaatio antaa asiointivaltuuden työnantajallesi, ei suoraan sinulle."),
            subject=self.subject(),
            opening=opening % {"count": self.count},
            parties="\n".join(
                [self.other.line(_("Valtuuttaja: %(name)s")), self.employer.line(_assignee()), _type(Relation.OWN)]
            ),
            closing=(giving, *self.checks(), self.ending()),
        )

    def to_employer(self) -> Outline:
        right = ngettext(
            "Tarkista, että sinulla on edustajan valtuutusoikeus juuri tähän valtuusasiaan.",
            "Tarkista, että sinulla on edustajan valtuutusoikeus juuri näihin valtuusasioihin.",
            self.count,
        )
        first = ngettext(
            "Tarkista ensin, että %(name)s on antanut organisaatiollemme asiointivaltuuden.",
            "Tarkista ensin, että %(name)s on antanut organisaatiollemme nämä asiointivaltuudet.",
            self.count,
        )
        return Outline(
            heading=_("Viesti työnantajallesi"),
            subject=self.subject(),
            opening=self.opening(),
            parties=self.parties(Relation.OTHER),
            closing=(first % {"name": self.other.name.marker}, right, self.lacking(), self.ending()),
        )

    def to_own(self) -> Outline:
        return Outline(
            heading=_("Viesti työnantajallesi sen omista asioista"),
            subject=self.subject(),
            opening=self.opening(),
            parties=self.parties(Relation.OWN),
            closing=(*self.checks(), self.ending()),
        )

    def subject(self) -> str:
        return ngettext(
            "Pyyntö: Suomi.fi-valtuus Kelan palveluun",
            "Pyyntö: %(count)s Suomi.fi-valtuutta Kelan palveluihin",
            self.count,
        ) % {"count": self.count}

    def opening(self) -> str:
        return ngettext(
            "Pyydän tätä Suomi.fi-valtuutta, jotta voin hoitaa tehtäväni Kelan palvelussa.",
            "Pyydän näitä %(count)s Suomi.fi-valtuutta, jotta voin hoitaa tehtäväni Kelan palveluissa.",
            self.count,
        ) % {"count": self.count}

    def parties(self, relation: Relation) -> str:
        """Whose matters, who gets the mandates, and of which type."""
        party = {Relation.OWN: self.employer, Relation.OTHER: self.other}
        words = {
            Relation.OWN: _("Organisaatio, jonka asioita hoidan: %(name)s"),
            Relation.OTHER: _("Toinen organisaatio, jonka asioita hoidan: %(name)s"),
        }
        whose = party[relation].line(words[relation])
        return "\n".join([whose, _assignee() % {"name": self.me.marker}, _type(relation)])

    def checks(self) -> Iterator[str]:
        """What the organisation whose matters these are makes sure of, if it has had to apply for its right."""
        if self.theirs == {GrantPath.APPLICATION}:
            yield ngettext(
                "Tarkista, että sinulla on valtuutusoikeus juuri tähän valtuusasiaan.",
                "Tarkista, että sinulla on valtuutusoikeus juuri näihin valtuusasioihin.",
                self.count,
            )
        elif GrantPath.APPLICATION in self.theirs:
            yield ngettext(
                "Jos annat valtuuden valtuutusoikeudella, tarkista, että se koskee juuri tätä valtuusasiaa.",
                "Jos annat valtuudet valtuutusoikeudella, tarkista, että se koskee juuri näitä valtuusasioita.",
                self.count,
            )
        if GrantPath.APPLICATION in self.theirs:
            yield self.lacking()

    def lacking(self) -> str:
        return _("Jos oikeus puuttuu, ohjeessa on teksti hakemukseen.")

    def ending(self) -> str:
        return ngettext(
            "Kerro minulle, kun olet antanut valtuuden.",
            "Kerro minulle, kun olet antanut valtuudet.",
            self.count,
        )


def _assignee() -> str:
    return _("Valtuutettu: %(name)s")


def _type(relation: Relation) -> str:
    return _("Valtuuden tyyppi: %(type)s") % {"type": str(KINDS[relation])}
