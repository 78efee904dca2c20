"""The mandates that an answer calls for, as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Final, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.conversation import questionnaire
from advisor.conversation.addresses import result_address
from advisor.conversation.questionnaire import Conversation
from advisor.words import (
    LinkView,
    LookAlikeView,
    NameView,
    fill,
    lines,
    look_alikes,
    mandate_url,
    name_view,
    paragraphs,
    service_link,
    show,
    type_names,
)
from mandates.rules.recommend import Outcome, Recommendation, State, deciding_matches, demanded
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset, matching_types

Address: TypeAlias = Callable[[Conversation], str]
"""Where a page shows the answer to a conversation."""

TAGS: Final = {
    State.REQUEST: gettext_lazy("Pyydä"),
    State.CONFIRM: gettext_lazy("Varmista"),
    State.BLOCKED: gettext_lazy("Ei vielä"),
    State.COVERED: gettext_lazy("Sisältyy toiseen"),
    State.HELD: gettext_lazy("Sinulla on jo"),
    State.OTHER: gettext_lazy("Et tarvitse"),
}
KINDS: Final = {Relation.OWN: gettext_lazy("asiointivaltuus"), Relation.OTHER: gettext_lazy("edustamisvaltuus")}


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """One of the three answers to a prerequisite: a link that updates the result and the address."""

    id: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PrerequisiteView:
    """A prerequisite of a mandate. `answer` is yes, no or empty; choices only where it is asked, once a page."""

    slug: str
    name: str
    question: str
    note: str
    answer: str
    advice: tuple[str, ...]
    choices: tuple[AnswerLink, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A mandate that the answers call for, with everything one needs to get it.

    `prerequisites` are those that its state rests on; `open` names in words what still keeps it from a better one.
    """

    number: int
    slug: str
    state: State
    tag: str
    name: NameView
    url: str
    kinds: tuple[str, ...]
    services: tuple[LinkView, ...]
    category: str
    allows: tuple[str, ...]
    organisations: tuple[str, ...]
    reasons: tuple[str, ...]
    prerequisites: tuple[PrerequisiteView, ...]
    look_alikes: tuple[LookAlikeView, ...]
    outdated: tuple[str, ...]
    hold_url: str
    open: str = ""
    is_held: bool = False
    held_by: str = ""

    @property
    def description(self) -> str:
        """What to search for in Suomi.fi where the name is not known: the service and what one can do there."""
        services = ", ".join(service.text for service in self.services)
        return f"{services}: {'; '.join(self.allows)}"

    @property
    def not_to_choose(self) -> tuple[LookAlikeView, ...]:
        """The near-namesakes, where it is looked for: nobody looks for what a broader one serves."""
        return () if self.held_by else self.look_alikes

    @property
    def is_blocked(self) -> bool:
        return self.state is State.BLOCKED

    @property
    def needs(self) -> tuple[tuple[str, str, str], ...]:
        """Name, answer and note of each prerequisite."""
        return tuple((row.name, row.answer, row.note) for row in self.prerequisites)

    @property
    def is_unsure(self) -> bool:
        """Tell whether to ask Kela before asking for it: what the source says of it may have changed."""
        return bool(self.outdated) and not self.is_held and self.state is not State.BLOCKED

    @property
    def look(self) -> str:
        """How its key is drawn: by its state, but hollow while Kela is to be asked."""
        return State.CONFIRM.value if self.is_unsure else self.state.value

    @property
    def words(self) -> str:
        """What is to be done about it, in words."""
        if self.held_by:
            return fill(_("sisältyy valtuuteen ”%(name)s”, joka sinulla on jo"), name=self.held_by)
        if self.is_held:
            return _("sinulla on jo")
        if self.is_unsure:
            return _("kysy Kelasta ensin")
        if self.state is State.BLOCKED:
            return _("ei vielä, puuttuu: %(missing)s") % {"missing": self.open}
        return _("varmista: %(open)s") % {"open": self.open} if self.open else ""

    @property
    def kind(self) -> str:
        return reduce(_either, self.kinds)


def kinds_of(conversation: Conversation) -> tuple[str, ...]:
    return tuple(str(KINDS[relation]) for relation in Relation if relation in conversation.relations)


class Cards:
    """Turns outcomes into cards; remembers which prerequisites the page has already asked.

    `address` leads to the page with an answer changed.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        conversation: Conversation,
        recommendation: Recommendation,
        address: Address = result_address,
    ) -> None:
        self.ruleset = ruleset
        self.conversation = questionnaire.bare(conversation)
        self.recommendation = recommendation
        self.address = address
        self.asked_before: set[str] = set()

    def all(self) -> tuple[Card, ...]:
        """Every mandate that the answers call for and that no other covers: numbered in one order, whatever is answered
        or held."""
        states = (State.REQUEST, State.CONFIRM, State.BLOCKED, State.HELD)
        return tuple(self.card(number, row) for number, row in enumerate(self.recommendation.having(*states), start=1))

    def card(self, number: int, outcome: Outcome) -> Card:
        mandate = self.ruleset.mandates[outcome.mandate]
        is_held = outcome.state is State.HELD
        tasks = dict.fromkeys(match.condition.task for match in outcome.matches)
        return Card(
            number=number,
            slug=mandate.slug,
            state=outcome.state,
            tag=str(TAGS[outcome.state]),
            name=name_view(mandate),
            url=mandate_url(mandate),
            kinds=kinds_of(self.conversation),
            services=tuple(service_link(self.ruleset.services[slug]) for slug in mandate.services),
            category=show(mandate.category),
            allows=lines(mandate.allows),
            organisations=type_names(self.ruleset, _ticked_types(self.conversation, outcome)),
            reasons=tuple(show(self.ruleset.tasks[task].name) for task in tasks),
            prerequisites=tuple(self.prerequisites(outcome)),
            look_alikes=look_alikes(self.ruleset, mandate),
            outdated=paragraphs(mandate.outdated_note),
            hold_url=self.hold_url(outcome),
            open=self.open(outcome),
            is_held=is_held,
            held_by=self.broader(outcome),
        )

    def broader(self, outcome: Outcome) -> str:
        """The name of the broader mandate that serves in its place, if one is held: HTML, for it has its language."""
        is_other = outcome.held_by not in (None, outcome.mandate)
        return name_view(self.ruleset.mandates[outcome.held_by or ""]).html if is_other else ""

    def hold_url(self, outcome: Outcome) -> str:
        """Says that one holds it, or not after all; nothing where a broader one that is held serves."""
        if outcome.held_by not in (None, outcome.mandate):
            return ""
        is_held = outcome.held_by is not None
        return self.address(questionnaire.holding(self.conversation, outcome.mandate, held=not is_held))

    def open(self, outcome: Outcome) -> str:
        """What its state still needs, in words: all of one alternative is enough."""
        named = [
            ", ".join(_lower(show(self.ruleset.prerequisites[slug].name)) for slug in sorted(slugs, key=self._place))
            for slugs in demanded(outcome)
            if slugs
        ]
        return reduce(_either, named or [""])

    def _place(self, slug: str) -> int:
        return list(self.ruleset.prerequisites).index(slug)

    def prerequisites(self, outcome: Outcome) -> Iterator[PrerequisiteView]:
        """What its state rests on, each once; one that an earlier card asked shows only its answer."""
        notes: dict[str, str] = {}
        for match in deciding_matches(outcome):
            for slug in match.condition.prerequisites:
                notes.setdefault(slug, show(match.condition.prerequisite_note))
        for slug, note in notes.items():
            yield self.prerequisite(slug, note)

    def prerequisite(self, slug: str, note: str) -> PrerequisiteView:
        row = self.ruleset.prerequisites[slug]
        answers = self.conversation.answers
        answer = "no" if slug in answers.no else "yes" if slug in answers.yes else ""
        is_first = slug not in self.asked_before
        self.asked_before.add(slug)
        advice = {"no": row.if_no, "yes": None, "": row.if_unknown}[answer]
        return PrerequisiteView(
            slug=slug,
            name=show(row.name),
            question=show(row.question),
            note=note,
            answer=answer,
            advice=paragraphs(advice) if advice and is_first else (),
            choices=tuple(self.choices(slug, answer)) if is_first else (),
        )

    def choices(self, slug: str, answer: str) -> Iterator[AnswerLink]:
        for value, label, said in (("yes", _("Kyllä"), True), ("no", _("Ei"), False), ("", _("En tiedä"), None)):
            url = self.address(questionnaire.answered(self.conversation, slug, said))
            yield AnswerLink(f"{slug}-{value or 'unknown'}", label, url, current=value == answer)


def _ticked_types(conversation: Conversation, outcome: Outcome) -> frozenset[str]:
    """Which of the ticked organisation types call for the mandate."""
    ticked = conversation.answers.types
    return frozenset().union(*(matching_types(row.condition, ticked) for row in outcome.matches))


def _either(first: str, second: str) -> str:
    return _("%(first)s tai %(second)s") % {"first": first, "second": second}


def _lower(name: str) -> str:
    """A name within a sentence; an abbreviation keeps its capital."""
    return name if name[1:2].isupper() or name[1:2] == "-" else name[:1].lower() + name[1:]
