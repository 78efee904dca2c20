"""Support's desk: a customer's answers as ticks, the result beside them, and what to send to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor import questionnaire
from advisor.code_views import sentence
from advisor.presenters import NONE_LABEL, OptionGroup, OptionView, notices, step_page, title_of_error
from advisor.questionnaire import Conversation, Step
from advisor.result import EMPLOYEE, Card, Line, PrerequisiteView, ResultPage, result_page
from advisor.sharing import share
from advisor.support_field import MANDATE, Reading, Trouble, address, panel_address
from advisor.support_message import Message, messages, open_prerequisites
from advisor.support_panel import MandateHit, MandatePanel, TaskHit, mandate_hit, mandate_panel, task_hit, type_hit
from mandates.editions import Edition
from mandates.presenters import LinkView, name_view, show
from mandates.ruleset import NONE_OF_THESE, Kind, Mandate, Relation, Ruleset

TROUBLES: Final = {
    Trouble.EMPTY: gettext_lazy("Kirjoita koodi, osoite tai valtuuden nimi."),
    Trouble.LONG: gettext_lazy("Teksti on liian pitkä. Liitä kenttään vain osoite."),
    Trouble.FOREIGN: gettext_lazy("Tämä ei ole neuvojan osoite. Pyydä asiakkaalta vastauksen osoite tai koodi."),
    Trouble.UNANSWERED: gettext_lazy("Osoitteessa ei ole vastauksia. Pyydä asiakkaalta vastauksen osoite tai koodi."),
    Trouble.UNKNOWN: gettext_lazy("Emme tunne tällaista koodia, osoitetta tai valtuutta. Tarkista, mitä kirjoitit."),
}
MISSING: Final = {
    Step.ORGANISATION: gettext_lazy("Merkitse organisaatio, jonka asioita asiakas hoitaa."),
    Step.TASKS: gettext_lazy("Merkitse tehtävät, joita asiakas hoitaa."),
    Step.RELATION: gettext_lazy("Kysy vielä, kenen työntekijä asiakas on. Sitten saat linkin, koodin ja viestin."),
    Step.RESULT: "",
}
OF_PANEL: Final = gettext_lazy("Valitse asiakkaan organisaatio valtuuden kohdalta.")
NOTHING_READ: Final = Reading()


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Checkboxes of one key under their headings, and the one instead of them all."""

    id: str
    label: str
    name: str
    groups: tuple[OptionGroup, ...]
    exclusive: OptionView | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What can be given to the customer of a complete result."""

    address: str
    code: str
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    conversation: Conversation
    title: str
    path: str
    clear_url: str
    typed: str
    error: str
    notices: tuple[str, ...]
    type_hits: tuple[LinkView, ...]
    task_hits: tuple[TaskHit, ...]
    mandate_hits: tuple[MandateHit, ...]
    panel: MandatePanel | None
    ticks: tuple[TickGroup, ...]
    held: TickGroup
    prerequisites: tuple[PrerequisiteView, ...]
    hidden: tuple[tuple[str, str], ...]
    result: ResultPage | None
    missing: str
    sent: Sent | None
    result_url: str
    outdated_link: bool

    @property
    def heading(self) -> str:
        return _("Neuvonnan työpöytä")

    @property
    def summary(self) -> str:
        """The answer in one line."""
        return self.result.title if self.result else self.missing

    @property
    def cards(self) -> tuple[tuple[Card, str, str], ...]:
        """What to ask for and what has to wait, each with its open prerequisites and the address of its panel."""
        cards = (*self.result.asked, *self.result.blocked) if self.result else ()
        return tuple(
            (card, "; ".join(open_prerequisites(card)), panel_address(self.conversation, card.slug)) for card in cards
        )

    @property
    def lines(self) -> tuple[tuple[Line, str], ...]:
        lines = (*self.result.covered, *self.result.held) if self.result else ()
        return tuple((line, panel_address(self.conversation, line.slug)) for line in lines)

    @property
    def is_begun(self) -> bool:
        return self.path != self.clear_url

    @property
    def has_held(self) -> bool:
        return any(option.checked for group in self.held.groups for option in group.options)


def desk_page(
    edition: Edition, conversation: Conversation, mandate: str = "", reading: Reading = NOTHING_READ, typed: str = ""
) -> DeskPage:
    """The desk with a conversation ticked, a mandate's panel open or an unsuccessful reading of the field."""
    ruleset = edition.ruleset
    clean = replace(conversation, told=(), dropped=(), continuing=False, changing=False)
    slug = ruleset.current_slug(Kind.MANDATE, mandate)
    row = ruleset.mandates.get(slug)
    error = _error(ruleset, mandate, row, reading)
    step = questionnaire.next_step(clean)
    result = result_page(ruleset, clean) if step in (Step.RELATION, Step.RESULT) else None
    return DeskPage(
        conversation=clean,
        title=_title(result, error),
        path=address(clean, row.slug if row else ""),
        clear_url=reverse("support"),
        typed=typed,
        error=error,
        notices=notices(ruleset, conversation),
        type_hits=tuple(type_hit(ruleset, found) for found in reading.found.types),
        task_hits=tuple(task_hit(ruleset, found) for found in reading.found.tasks),
        mandate_hits=tuple(mandate_hit(ruleset, ruleset.mandates[found]) for found in reading.found.mandates),
        panel=mandate_panel(ruleset, row, result) if row else None,
        ticks=tuple(_ticks(ruleset, clean)),
        held=_held(ruleset, clean),
        prerequisites=tuple(_prerequisites(clean, slug if row else "", result)) if result else (),
        hidden=tuple(_hidden(clean, row)),
        result=result,
        missing=str(OF_PANEL if row and step is Step.ORGANISATION else MISSING[step]),
        sent=_sent(edition, clean) if step is Step.RESULT else None,
        result_url=f"{reverse('result')}?{questionnaire.query(clean)}",
        outdated_link=clean.version not in (None, edition.number),
    )


def _title(result: ResultPage | None, error: str) -> str:
    heading = _("Neuvonnan työpöytä")
    if error:
        return title_of_error(heading)
    return _("%(answer)s. Neuvonnan työpöytä") % {"answer": result.title} if result else heading


def _error(ruleset: Ruleset, mandate: str, row: Mandate | None, reading: Reading) -> str:
    if reading.code_error:
        return sentence(reading.code_error, reading.code)
    if reading.trouble:
        return str(TROUBLES[reading.trouble])
    if not mandate or row:
        return ""
    retired = ruleset.retired_name(mandate)
    if retired:
        return _("Valtuutta ”%(name)s” ei enää ole.") % {"name": show(retired)}
    return str(TROUBLES[Trouble.UNKNOWN])


# The ticks


def _ticks(ruleset: Ruleset, conversation: Conversation) -> Iterator[TickGroup]:
    """Types, tasks (those of the ticked types, else all) and whose employee."""
    types = conversation.answers.types or frozenset(ruleset.types)
    offering = replace(conversation, answers=replace(conversation.answers, types=types))
    organisations = step_page(ruleset, conversation, Step.ORGANISATION, is_error=False).groups
    tasks = step_page(ruleset, offering, Step.TASKS, is_error=False).groups
    none = OptionView(NONE_OF_THESE, str(NONE_LABEL), "", conversation.none_of_these)
    yield TickGroup("organisaatiot", _("Organisaatio"), questionnaire.TYPES, organisations)
    yield TickGroup("tehtavat", _("Tehtävät"), questionnaire.TASKS, tasks, none)
    relations = tuple(
        OptionView(relation, _capital(str(EMPLOYEE[relation])), "", relation in conversation.relations)
        for relation in Relation
    )
    yield TickGroup("tyosuhde", _("Työsuhde"), questionnaire.RELATION, (OptionGroup("", relations),))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _held(ruleset: Ruleset, conversation: Conversation) -> TickGroup:
    held = conversation.answers.held
    names = ((row.slug, name_view(row)) for row in ruleset.mandates.values())
    options = (OptionView(slug, name.text, "", slug in held, name.lang) for slug, name in names)
    return TickGroup("valtuudet", "", questionnaire.HELD, (OptionGroup("", tuple(options)),))


def _prerequisites(conversation: Conversation, mandate: str, result: ResultPage) -> Iterator[PrerequisiteView]:
    """Each prerequisite that the result asks, its three answers leading back to the desk."""
    for card in (*result.asked, *result.blocked):
        for row in card.prerequisites:
            if row.choices:
                answered = (questionnaire.answered(conversation, row.slug, said) for said in (True, False, None))
                choices = zip(row.choices, answered, strict=True)
                urls = tuple(replace(choice, url=address(answers, mandate)) for choice, answers in choices)
                yield replace(row, choices=urls, advice=row.advice if row.answer == "no" else ())


def _hidden(conversation: Conversation, mandate: Mandate | None) -> Iterator[tuple[str, str]]:
    """What the checkboxes do not say: answered prerequisites and the open panel."""
    for key, value in questionnaire.pairs(conversation):
        if key in (questionnaire.YES, questionnaire.NO):
            yield key, value
    if mandate:
        yield MANDATE, mandate.slug


# What is sent


def _sent(edition: Edition, conversation: Conversation) -> Sent:
    shared = share(conversation, edition)
    return Sent(shared.address, shared.code, tuple(messages(edition, conversation)))
