"""Support's desk: a customer's answers as ticks, the result beside them, and what to send to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.conversation import keys, questionnaire
from advisor.conversation.addresses import result_address
from advisor.conversation.cards import Address, Card, PrerequisiteView
from advisor.conversation.changed import Changed, changed
from advisor.conversation.not_asked import Line
from advisor.conversation.notices import notices
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import WORDS, OptionView
from advisor.conversation.result import ResultPage, result_page
from advisor.conversation.sharing import share
from advisor.conversation.wrong_codes import MeantCode, meant_code, sentence, what_is_wrong
from advisor.kept import reverse
from advisor.support.field import ANSWER, MANDATE, Reading, Trouble, address, panel_address, retired_mandate
from advisor.support.message import Message, in_every_language, messages, open_prerequisites
from advisor.support.panel import (
    MandatePanel,
    MeantMandate,
    MeantTask,
    mandate_panel,
    meant_mandate,
    meant_task,
    meant_types,
)
from advisor.words import Group, name_view, show, title_of_error
from mandates.publishing.editions import Edition, past
from mandates.rules.rows import Kind, Mandate
from mandates.rules.ruleset import Ruleset

TROUBLES: Final = {
    Trouble.EMPTY: gettext_lazy("Kirjoita koodi, osoite tai valtuuden nimi."),
    Trouble.LONG: gettext_lazy("Teksti on liian pitkä. Liitä kenttään vain osoite."),
    Trouble.FOREIGN: gettext_lazy("Tämä ei ole neuvojan osoite. Pyydä asiakkaalta vastauksen osoite tai koodi."),
    Trouble.UNANSWERED: gettext_lazy("Osoitteessa ei ole vastauksia. Pyydä asiakkaalta vastauksen osoite tai koodi."),
    Trouble.UNKNOWN: gettext_lazy("Emme tunne tällaista koodia, osoitetta tai valtuutta. Tarkista, mitä kirjoitit."),
}
OF_PANEL: Final = gettext_lazy("Valitse asiakkaan organisaatio valtuuden kohdalta.")
NEAREST: Final = gettext_lazy("Lähin oikea koodi on alla. Varmista vastaukset asiakkaalta.")
NOTHING_READ: Final = Reading()


@dataclass(frozen=True, slots=True)
class TickGroup:
    """Checkboxes of one key under their headings, and the one instead of them all."""

    id: str
    label: str
    name: str
    groups: tuple[Group[OptionView], ...]
    exclusive: OptionView | None = None


@dataclass(frozen=True, slots=True)
class Handout:
    """What can be given to the customer of a complete result; `message` is in every language."""

    address: str
    code: str
    messages: tuple[Message, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What the text in the field may mean; `retired` are the names of mandates that are no longer in use."""

    codes: tuple[MeantCode, ...]
    types: tuple[OptionView, ...]
    tasks: tuple[MeantTask, ...]
    mandates: tuple[MeantMandate, ...]
    retired: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.codes or self.types or self.tasks or self.mandates or self.retired)


@dataclass(frozen=True, slots=True)
class DeskPage:
    """All that the template reads."""

    conversation: Conversation
    title: str
    path: str
    clear_url: str
    typed: str
    error: str
    notices: tuple[str, ...]
    hits: Hits
    panel: MandatePanel | None
    ticks: tuple[TickGroup, ...]
    held: TickGroup
    prerequisites: tuple[PrerequisiteView, ...]
    hidden: tuple[tuple[str, str], ...]
    result: ResultPage | None
    missing: str
    sent: Handout | None
    result_url: str
    version: int | None
    changed: Changed | None

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
        return any(option.checked for group in self.held.groups for option in group.items)


def desk_page(
    edition: Edition, conversation: Conversation, mandate: str = "", reading: Reading = NOTHING_READ, typed: str = ""
) -> DeskPage:
    """The desk with a conversation ticked, a mandate's panel open or an unsuccessful reading of the field."""
    ruleset = edition.ruleset
    clean = questionnaire.bare(conversation)
    slug = ruleset.current_slug(Kind.MANDATE, mandate)
    row = ruleset.mandates.get(slug)
    error = _error(ruleset, mandate, row, reading)
    step = questionnaire.next_step(clean)
    here = _here(clean, slug if row else "")
    result = None if questionnaire.missing_for_rules(clean) else result_page(ruleset, clean, address=here)
    return DeskPage(
        conversation=clean,
        title=_title(result, error),
        path=address(clean, row.slug if row else ""),
        clear_url=reverse("support"),
        typed=typed,
        error=error,
        notices=notices(ruleset, conversation),
        hits=_hits(ruleset, reading),
        panel=mandate_panel(ruleset, row, result) if row else None,
        ticks=tuple(_ticks(ruleset, clean)),
        held=_held(ruleset, clean),
        prerequisites=tuple(_prerequisites(result)) if result else (),
        hidden=tuple(_hidden(clean, row)),
        result=result,
        missing=_missing(step, has_panel=row is not None),
        sent=_handout(edition, clean, result) if result and step is Step.RESULT else None,
        result_url=result_address(clean),
        version=clean.version if result and clean.version != edition.number else None,
        changed=changed(conversation, edition, past()) if result else None,
    )


def _here(conversation: Conversation, mandate: str) -> Address:
    """The desk with an answer changed: its panel stays open, and so does the question what an old link said."""
    return lambda changed: address(replace(changed, version=conversation.version), mandate)


def _hits(ruleset: Ruleset, reading: Reading) -> Hits:
    return Hits(
        codes=tuple(meant_code(ruleset, found, _opened(found.conversation)) for found in reading.near),
        types=meant_types(ruleset, reading.found.types),
        tasks=tuple(meant_task(ruleset, found) for found in reading.found.tasks),
        mandates=tuple(meant_mandate(ruleset, ruleset.mandates[found]) for found in reading.found.mandates),
        retired=tuple(map(show, reading.retired)),
    )


def _opened(conversation: Conversation) -> str:
    return f"{address(conversation)}#{ANSWER}"


def _missing(step: Step, *, has_panel: bool) -> str:
    if has_panel and step is Step.ORGANISATION:
        return str(OF_PANEL)
    return "" if step is Step.RESULT else str(WORDS[step].missing)


def _title(result: ResultPage | None, error: str) -> str:
    heading = _("Neuvonnan työpöytä")
    if error:
        return title_of_error(heading)
    return _("%(answer)s. Neuvonnan työpöytä") % {"answer": result.title} if result else heading


def _error(ruleset: Ruleset, mandate: str, row: Mandate | None, reading: Reading) -> str:
    if reading.code_error and reading.near:
        return f"{what_is_wrong(reading.code_error)} {NEAREST}"
    if reading.code_error:
        return sentence(reading.code_error, reading.code)
    if reading.trouble:
        return str(TROUBLES[reading.trouble])
    if not mandate or row:
        return ""
    retired = retired_mandate(mandate, ruleset)
    if retired:
        return _("Valtuutta ”%(name)s” ei enää ole.") % {"name": show(retired)}
    return str(TROUBLES[Trouble.UNKNOWN])


# The ticks


def _ticks(ruleset: Ruleset, conversation: Conversation) -> Iterator[TickGroup]:
    """Every question at once: the tasks are those of the ticked types, else all."""
    for question in questionnaire.QUESTIONS:
        words = WORDS[question.step]
        yield TickGroup(
            id=words.id,
            label=str(words.short),
            name=question.key,
            groups=tuple(map(_shortly, words.options(ruleset, conversation))),
            exclusive=words.exclusive(conversation) if words.exclusive else None,
        )


def _shortly(group: Group[OptionView]) -> Group[OptionView]:
    return replace(
        group, items=tuple(replace(option, label=capfirst(option.short) or option.label) for option in group.items)
    )


def _held(ruleset: Ruleset, conversation: Conversation) -> TickGroup:
    held = conversation.answers.held
    names = ((row.slug, name_view(row)) for row in ruleset.mandates.values())
    options = (OptionView(slug, name.text, "", slug in held, name.lang) for slug, name in names)
    return TickGroup("valtuudet", "", keys.HELD, (Group("", tuple(options)),))


def _prerequisites(result: ResultPage) -> Iterator[PrerequisiteView]:
    """Each prerequisite that the result asks; its advice only where something has to be done."""
    for card in (*result.asked, *result.blocked):
        for row in card.prerequisites:
            if row.choices:
                yield row if row.answer == "no" else replace(row, advice=())


def _hidden(conversation: Conversation, mandate: Mandate | None) -> Iterator[tuple[str, str]]:
    """What the checkboxes do not say: answered prerequisites and the open panel."""
    for key, value in questionnaire.pairs(conversation):
        if key in (keys.YES, keys.NO):
            yield key, value
    if mandate:
        yield MANDATE, mandate.slug


# What is sent


def _handout(edition: Edition, conversation: Conversation, result: ResultPage) -> Handout:
    shared = share(conversation, edition)
    written = tuple(messages(edition, conversation, result))
    return Handout(shared.address, shared.code, written, in_every_language(written))
