"""The page for whoever grants the mandates: what they do, at the address of the answer's code. It knows no names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.absolute import absolute
from advisor.conversation import code_page, codes
from advisor.conversation.cards import Card
from advisor.conversation.code_signs import CodeError
from advisor.conversation.instructions import grant_paths
from advisor.conversation.mandate_lines import application, application_to_represent, numbered
from advisor.conversation.pasted import code_in
from advisor.conversation.questionnaire import Conversation, Step, next_step
from advisor.conversation.result import ResultPage, result_page
from advisor.frame import frame
from advisor.words import SourceView
from mandates.publishing.editions import current
from mandates.rules.rows import GrantPath, Relation
from mandates.rules.ruleset import Ruleset

Paths = frozenset[GrantPath]


@dataclass(frozen=True, slots=True)
class GrantStep:
    """One thing to do, and the text of an application to copy where one may be needed."""

    title: str
    paragraphs: tuple[str, ...]
    application: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An organisation that grants, and what it does. Without a heading it is the only one."""

    heading: str
    steps: tuple[GrantStep, ...]


@dataclass(frozen=True, slots=True)
class GrantorPage:
    """All that the template reads."""

    title: str
    cards: tuple[Card, ...]
    roles: tuple[Role, ...]
    sources: tuple[SourceView, ...]
    code: str

    @property
    def numbered(self) -> Iterator[tuple[str, Role]]:
        """The roles with each one's id, numbered through."""
        return ((f"antaja-{number}", role) for number, role in enumerate(self.roles, start=1))


def grantor_url(code: str) -> str:
    """The page's whole address in the language of this page."""
    return absolute(reverse("grantor", args=[code]))


def grantor(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a code; a wrong code has its error, and one that asks for nothing leads to its answer."""
    edition = current()
    code, read = code_in(code, edition.ruleset)
    if isinstance(read, CodeError):
        return code_page.shown(request, code_page.refusal(code, read, "grantor"))
    page = None if read.dropped else grantor_page(edition.ruleset, read)
    if page is None:
        return HttpResponseRedirect(code_page.target(read))
    path = reverse("grantor", args=[page.code])
    context = {"page": page, "frame": frame(edition, page.title, path, indexed=False)}
    return render(request, "conversation/grantor.html", context)


def grantor_page(ruleset: Ruleset, conversation: Conversation) -> GrantorPage | None:
    """None where there is nothing to grant: the answers are not complete, or nothing is asked for."""
    if next_step(conversation) is not Step.RESULT:
        return None
    answer = result_page(ruleset, conversation)
    if not answer.asked:
        return None
    title = ngettext("Näin annat Suomi.fi-valtuuden", "Näin annat %(count)s Suomi.fi-valtuutta", len(answer.asked))
    return GrantorPage(
        title=title % {"count": len(answer.asked)},
        cards=answer.asked,
        roles=tuple(_roles(ruleset, conversation, answer)),
        sources=answer.sources,
        code=codes.encode(conversation, ruleset),
    )


def _roles(ruleset: Ruleset, conversation: Conversation, answer: ResultPage) -> Iterator[Role]:
    """Who grants, in the order in which they do."""
    theirs = grant_paths(ruleset, replace(conversation, relations=frozenset({Relation.OWN})))
    cards = answer.asked
    if conversation.relations == {Relation.OWN}:
        yield Role("", tuple(_own(cards, theirs)))
        return
    yield Role(_("Jos toinen organisaatio hoitaa organisaatiosi asioita"), tuple(_organisation(cards, theirs)))
    yield Role(_("Jos organisaatiosi hoitaa toisen organisaation asioita"), tuple(_employer(cards)))
    if Relation.OWN in conversation.relations:
        yield Role(_("Jos valtuus koskee organisaatiosi omia asioita"), tuple(_own(cards, theirs)))


def _own(cards: tuple[Card, ...], paths: Paths) -> Iterator[GrantStep]:
    yield _right(cards, paths)
    yield GrantStep(
        _("Anna asiointivaltuus"),
        (_("Valtuuttaja on organisaatiosi."), _("Valtuutettu on henkilö, joka pyysi valtuutta.")),
    )
    yield _ending()


def _organisation(cards: tuple[Card, ...], paths: Paths) -> Iterator[GrantStep]:
    yield _right(cards, paths)
    yield GrantStep(
        _("Anna asiointivaltuus toiselle organisaatiolle"),
        (
            _("Valtuuttaja on organisaatiosi."),
            _(
                "Valtuutettu on organisaatio, joka hoitaa organisaatiosi asioita. "
                "Älä anna valtuutta suoraan sen työntekijälle."
            ),
        ),
    )
    yield _end_date()


def _employer(cards: tuple[Card, ...]) -> Iterator[GrantStep]:
    needed = ngettext("Tarvitset sen juuri tähän valtuuteen.", "Tarvitset sen juuri näihin valtuuksiin.", len(cards))
    yield GrantStep(
        _("Tarkista, että organisaatiosi on saanut asiointivaltuuden"),
        (_("Organisaatio, jonka asioista on kyse, antaa organisaatiollesi ensin asiointivaltuuden."),),
    )
    yield GrantStep(
        _("Tarkista edustajan valtuutusoikeus"),
        (
            " ".join((_("Edustajan valtuutusoikeus on oikeus antaa edustamisvaltuuksia."), needed)),
            _("Jos organisaatiosi voi antaa valtuuksia itse, se antaa tämän oikeuden Suomi.fissä."),
            _(
                "Muuten organisaatio hakee oikeuden Digi- ja väestötietovirastolta (DVV). "
                "Varaa käsittelyyn useita viikkoja."
            ),
        ),
        application_to_represent(numbered(cards), len(cards)),
    )
    yield GrantStep(_("Anna edustamisvaltuus"), (_("Valtuutettu on työntekijä, joka pyysi valtuutta."),))
    yield _ending()


def _right(cards: tuple[Card, ...], paths: Paths) -> GrantStep:
    """Who may grant at once, and how others get the right to."""
    sentences = []
    if GrantPath.SELF_SERVICE in paths:
        sentences += [
            _("Voit antaa valtuuden heti, jos saat rekisteritietojen mukaan edustaa organisaatiota yksin."),
            _("Jos edustajia pitää olla useita, yksi aloittaa ja muut vahvistavat."),
        ]
    if GrantPath.APPLICATION not in paths:
        sentences.append(_("Voit antaa valtuuden myös, jos sinulla on valtuutusoikeus juuri siihen."))
        return GrantStep(_("Tarkista, että voit antaa valtuuden"), tuple(sentences))
    sentences += [
        _("Valtuutusoikeus on oikeus antaa valtuuksia. Vanha valtuutusoikeus ei kata uusia valtuusasioita."),
        _(
            "Jos oikeus puuttuu, organisaatio hakee sen uudella valtuushakemuksella "
            "Digi- ja väestötietovirastolta (DVV). Varaa käsittelyyn useita viikkoja."
        ),
    ]
    title = ngettext(
        "Tarkista valtuutusoikeutesi juuri tähän valtuuteen",
        "Tarkista valtuutusoikeutesi juuri näihin valtuuksiin",
        len(cards),
    )
    return GrantStep(title, tuple(sentences), application(numbered(cards), len(cards)))


def _ending() -> GrantStep:
    own = _("Jos asioit itsekin, anna valtuus myös itsellesi. Valtuutusoikeudella ei voi asioida.")
    return replace(_end_date(), paragraphs=(*_end_date().paragraphs, own))


def _end_date() -> GrantStep:
    words = _("Valtuudelle pitää valita päättymispäivä. Kerro pyytäjälle, kun olet antanut valtuuden.")
    return GrantStep(_("Valitse päättymispäivä"), (words,))
