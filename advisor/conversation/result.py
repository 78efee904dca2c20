"""The result page: a recommendation as the views that its template reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advisor.conversation import codes, questionnaire
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import NONE_LABEL, SummaryLine, address, change_address, notices
from advisor.words import (
    ConfusionView,
    LinkView,
    NameView,
    SourceView,
    condition_types,
    confusion_view,
    fill,
    lines,
    mandate_url,
    name_view,
    paragraphs,
    service_link,
    show,
    source_view,
    type_names,
)
from mandates import feedback
from mandates.rules.recommend import Difference, NotNeeded, Outcome, Recommendation, State, not_needed, recommend
from mandates.rules.ruleset import NONE_OF_THESE, GrantPath, Instruction, Relation, Ruleset, Section

TAGS: Final = {
    State.REQUEST: gettext_lazy("Pyydä"),
    State.CONFIRM: gettext_lazy("Varmista ensin"),
    State.BLOCKED: gettext_lazy("Ei vielä"),
    State.COVERED: gettext_lazy("Sisältyy toiseen"),
    State.HELD: gettext_lazy("Sinulla on jo"),
    State.OTHER: gettext_lazy("Et tarvitse"),
}
KINDS: Final = {Relation.OWN: gettext_lazy("asiointivaltuus"), Relation.OTHER: gettext_lazy("edustamisvaltuus")}
WHEN_RELATION: Final = {
    Relation.OWN: gettext_lazy("Oman organisaation asiat"),
    Relation.OTHER: gettext_lazy("Toisen organisaation asiat"),
}
EMPLOYEE: Final = {
    Relation.OWN: gettext_lazy("oman organisaation työntekijä"),
    Relation.OTHER: gettext_lazy("toisen organisaation työntekijä"),
}
HEADINGS: Final = {
    Difference.TASK: gettext_lazy("Sinun organisaatiossasi, mutta eri tehtävässä"),
    Difference.TYPE: gettext_lazy("Tehtävässäsi, mutta eri organisaatiossa"),
    Difference.BOTH: gettext_lazy("Vain muille organisaatioille"),
}
WHEN_PATH: Final = {
    GrantPath.APPLICATION: gettext_lazy("Jos organisaatio hakee valtuutusoikeuden"),
    GrantPath.SELF_SERVICE: gettext_lazy("Jos organisaatio antaa valtuudet itse"),
}


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
    """A mandate that the answers call for, with everything one needs to get it."""

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
    confusion: ConfusionView | None
    outdated: tuple[str, ...]
    hold_url: str

    @property
    def kind(self) -> str:
        if len(self.kinds) == 1:
            return self.kinds[0]
        return _("%(first)s tai %(second)s") % dict(zip(("first", "second"), self.kinds, strict=True))


@dataclass(frozen=True, slots=True)
class Line:
    """A mandate that is not asked for: covered, held or not needed, in one sentence."""

    slug: str
    state: State
    tag: str
    name: NameView
    url: str
    why: str
    note: str = ""
    undo_url: str = ""


@dataclass(frozen=True, slots=True)
class LineGroup:
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """An instruction; `when` says for whom, if it is not for everybody on this page.

    `number` is 0 for what an organisation must have applied for before it can grant anything.
    """

    number: int
    title: str
    paragraphs: tuple[str, ...]
    when: str
    source: SourceView


@dataclass(frozen=True, slots=True)
class ResultPage:
    title: str
    lead: str
    notices: tuple[str, ...]
    asked: tuple[Card, ...]
    blocked: tuple[Card, ...]
    covered: tuple[Line, ...]
    held: tuple[Line, ...]
    others: tuple[LineGroup, ...]
    total: int
    kinds: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    steps: tuple[StepView, ...]
    trouble: tuple[StepView, ...]
    none_of_these: bool
    is_chain: bool
    back_url: str
    restart_url: str

    @property
    def sources(self) -> tuple[SourceView, ...]:
        """Where the steps were read from, each once."""
        return tuple(dict.fromkeys(step.source for step in self.steps))

    @property
    def has_working_titles(self) -> bool:
        return any(not card.name.is_own for card in self.asked)

    @property
    def has_old_names(self) -> bool:
        return any(card.name.is_own and not card.name.copyable for card in self.asked)

    @property
    def outcome(self) -> str:
        """What is counted of this page: the mandates to ask for, or the word for a result without any."""
        if self.none_of_these:
            return NONE_OF_THESE
        if self.asked:
            return " ".join(card.slug for card in self.asked)
        return feedback.BLOCKED if self.blocked else feedback.HELD

    @property
    def tally(self) -> str:
        """How many mandates have each state; what there is none of goes unsaid, except how many are not needed."""
        said = (
            (_("pyydä %(count)s"), len(self.asked)),
            (_("ei vielä %(count)s"), len(self.blocked)),
            (_("sisältyy %(count)s"), len(self.covered)),
            (_("sinulla on %(count)s"), len(self.held)),
        )
        parts = [words % {"count": count} for words, count in said if count]
        others = sum(len(group.lines) for group in self.others)
        return ", ".join([*parts, _("et tarvitse %(count)s") % {"count": others}])


def result_page(ruleset: Ruleset, conversation: Conversation) -> ResultPage:
    """The whole answer to a complete conversation. What it links to answers anew, so it keeps no old publication."""
    conversation = replace(conversation, version=None)
    recommendation = recommend(ruleset, conversation.answers)
    builder = _Builder(ruleset, conversation, recommendation)
    asked = tuple(builder.cards(State.REQUEST, State.CONFIRM))
    blocked = tuple(builder.cards(State.BLOCKED, first=len(asked) + 1))
    return ResultPage(
        title=_title(conversation, recommendation),
        lead=_lead(conversation, recommendation),
        notices=notices(ruleset, conversation),
        asked=asked,
        blocked=blocked,
        covered=tuple(builder.covered()),
        held=tuple(builder.held()),
        others=tuple(builder.others()),
        total=len(ruleset.mandates),
        kinds=_kinds(conversation),
        summary=tuple(builder.summary()),
        steps=tuple(instructions(ruleset, conversation, Section.GRANTING)) if asked or blocked else (),
        trouble=tuple(
            instructions(ruleset, conversation, Section.NOTHING if conversation.none_of_these else Section.TROUBLE)
        ),
        none_of_these=conversation.none_of_these,
        is_chain=Relation.OWN not in conversation.relations,
        back_url=address(Step.TASKS if conversation.none_of_these else Step.RELATION, conversation),
        restart_url=address(Step.ORGANISATION, Conversation()),
    )


def _kinds(conversation: Conversation) -> tuple[str, ...]:
    return tuple(str(KINDS[relation]) for relation in Relation if relation in conversation.relations)


def _title(conversation: Conversation, recommendation: Recommendation) -> str:
    """The answer itself, first thing on the page."""
    if conversation.none_of_these:
        return _("Et tarvitse näitä valtuuksia")
    count = len(recommendation.asked)
    if count and not recommendation.having(State.REQUEST):
        words = ngettext(
            "Varmista ensin, pyydä sitten tämä valtuus",
            "Varmista ensin, pyydä sitten nämä %(count)s valtuutta",
            count,
        )
        return words % {"count": count}
    if count:
        return ngettext("Pyydä tämä valtuus", "Pyydä nämä %(count)s valtuutta", count) % {"count": count}
    if recommendation.having(State.BLOCKED):
        return _("Älä pyydä valtuutta vielä")
    return _("Sinulla on jo tarvitsemasi valtuudet")


def _lead(conversation: Conversation, recommendation: Recommendation) -> str:
    if conversation.none_of_these:
        return _("Vastasit, ettet hoida tehtäviä, jotka vaativat valtuuden.")
    if not recommendation.asked:
        if recommendation.having(State.BLOCKED):
            return _("Edellytys puuttuu. Hoida se ensin kuntoon.")
        return _("Sinun ei tarvitse pyytää mitään lisää.")
    if conversation.relations == {Relation.OWN}:
        return _("Pyydä omalta organisaatioltasi asiointivaltuutta.")
    if conversation.relations == {Relation.OTHER}:
        return _(
            "Ensin organisaatio, jonka asioita hoidat, valtuuttaa työnantajasi. "
            "Pyydä sitten työnantajaltasi edustamisvaltuutta."
        )
    return _(
        "Oman organisaatiosi asioihin tarvitset asiointivaltuuden, toisen organisaation asioihin edustamisvaltuuden."
    )


def instructions(ruleset: Ruleset, conversation: Conversation, section: Section) -> Iterator[StepView]:
    """The rows whose filters match; each says for whom it is when the page speaks to several."""
    relations = conversation.relations
    paths = grant_paths(ruleset, conversation)
    rows = [
        row
        for row in ruleset.instructions.values()
        if row.section is section
        and (row.relation is None or row.relation in relations)
        and (row.grant_path is None or row.grant_path in paths)
    ]
    first = 0 if rows and rows[0].grant_path is GrantPath.APPLICATION else 1
    for number, row in enumerate(rows, start=first):
        yield StepView(
            number=number,
            title=show(row.title),
            paragraphs=paragraphs(row.body),
            when=_when(row, relations, paths),
            source=source_view(ruleset.sources[row.source]),
        )


def _when(row: Instruction, relations: frozenset[Relation], paths: frozenset[GrantPath]) -> str:
    words: list[str] = []
    if row.relation is not None and len(relations) > 1:
        words.append(str(WHEN_RELATION[row.relation]))
    if row.grant_path is not None and len(paths) > 1:
        words.append(str(WHEN_PATH[row.grant_path]))
    return ". ".join(words)


def grant_paths(ruleset: Ruleset, conversation: Conversation) -> frozenset[GrantPath]:
    """How the organisations of this conversation grant; both ways for another's employee, whose own is not asked."""
    paths = {ruleset.types[slug].grant_path for slug in conversation.answers.types}
    if GrantPath.MIXED in paths or Relation.OTHER in conversation.relations:
        return frozenset({GrantPath.APPLICATION, GrantPath.SELF_SERVICE})
    return frozenset(paths)


def _ticked_types(conversation: Conversation, outcome: Outcome) -> frozenset[str]:
    """Which of the ticked organisation types call for the mandate."""
    ticked = conversation.answers.types
    found = (ticked if row.condition.every_type else ticked & row.condition.types for row in outcome.matches)
    return frozenset().union(*found)


class _Builder:
    """Turns outcomes into cards and lines; remembers which prerequisites the page has already asked."""

    def __init__(self, ruleset: Ruleset, conversation: Conversation, recommendation: Recommendation) -> None:
        self.ruleset = ruleset
        self.conversation = replace(conversation, mended=(), dropped=(), continuing=False, changing=False)
        self.recommendation = recommendation
        self.asked: set[str] = set()

    def cards(self, *states: State, first: int = 1) -> Iterator[Card]:
        for number, outcome in enumerate(self.recommendation.having(*states), start=first):
            yield self.card(number, outcome)

    def card(self, number: int, outcome: Outcome) -> Card:
        mandate = self.ruleset.mandates[outcome.mandate]
        tasks = dict.fromkeys(match.condition.task for match in outcome.matches)
        return Card(
            number=number,
            slug=mandate.slug,
            state=outcome.state,
            tag=str(TAGS[outcome.state]),
            name=name_view(mandate),
            url=mandate_url(mandate),
            kinds=_kinds(self.conversation),
            services=tuple(service_link(self.ruleset.services[slug]) for slug in mandate.services),
            category=show(mandate.category),
            allows=lines(mandate.allows),
            organisations=type_names(self.ruleset, _ticked_types(self.conversation, outcome)),
            reasons=tuple(show(self.ruleset.tasks[task].name) for task in tasks),
            prerequisites=tuple(self.prerequisites(outcome)),
            confusion=confusion_view(mandate),
            outdated=paragraphs(mandate.outdated_note),
            hold_url=address(Step.RESULT, questionnaire.holding(self.conversation, mandate.slug, held=True)),
        )

    def prerequisites(self, outcome: Outcome) -> Iterator[PrerequisiteView]:
        """Each prerequisite of the mandate once; one that an earlier card asked shows only its answer."""
        notes: dict[str, str] = {}
        for match in outcome.matches:
            for slug in match.condition.prerequisites:
                notes.setdefault(slug, show(match.condition.prerequisite_note))
        for slug, note in notes.items():
            yield self.prerequisite(slug, note)

    def prerequisite(self, slug: str, note: str) -> PrerequisiteView:
        row = self.ruleset.prerequisites[slug]
        answers = self.conversation.answers
        answer = "no" if slug in answers.no else "yes" if slug in answers.yes else ""
        is_first = slug not in self.asked
        self.asked.add(slug)
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
            url = address(Step.RESULT, questionnaire.answered(self.conversation, slug, said))
            yield AnswerLink(f"{slug}-{value or 'unknown'}", label, url, current=value == answer)

    def line(self, slug: str, state: State, why: str, note: str = "", undo_url: str = "") -> Line:
        mandate = self.ruleset.mandates[slug]
        return Line(slug, state, str(TAGS[state]), name_view(mandate), mandate_url(mandate), why, note, undo_url)

    def included(self, sentence: str, broad: str | None) -> str:
        """A sentence that names the broader mandate."""
        return fill(sentence, name=name_view(self.ruleset.mandates[broad or ""]).html)

    def covered(self) -> Iterator[Line]:
        for outcome in self.recommendation.having(State.COVERED):
            why = self.included(_("Sisältyy valtuuteen ”%(name)s”. Älä pyydä erikseen."), outcome.covered_by)
            yield self.line(outcome.mandate, State.COVERED, why)

    def held(self) -> Iterator[Line]:
        for outcome in self.recommendation.having(State.HELD):
            if outcome.held_by == outcome.mandate:
                url = address(Step.RESULT, questionnaire.holding(self.conversation, outcome.mandate, held=False))
                yield self.line(outcome.mandate, State.HELD, _("Kerroit, että sinulla on tämä."), undo_url=url)
            else:
                why = self.included(_("Sisältyy valtuuteen ”%(name)s”, joka sinulla on jo."), outcome.held_by)
                yield self.line(outcome.mandate, State.HELD, why)

    def others(self) -> Iterator[LineGroup]:
        """What is not needed, under what differs from the nearest condition."""
        rows = not_needed(self.ruleset, self.conversation.answers, self.recommendation)
        for difference, heading in HEADINGS.items():
            group = tuple(self.other(row) for row in rows if row.difference is difference)
            if group:
                yield LineGroup(str(heading), group)

    def other(self, row: NotNeeded) -> Line:
        if row.nearest is None:
            return self.line(row.mandate, State.OTHER, _("Mikään tehtävä ei vaadi tätä valtuutta."))
        task = show(self.ruleset.tasks[row.nearest.task].name)
        if row.difference is Difference.TASK:
            return self.line(row.mandate, State.OTHER, _("Tarvitaan vain tehtävään ”%(task)s”.") % {"task": task})
        types = ", ".join(condition_types(self.ruleset, row.nearest))
        why = _("Tarvitaan tehtävään ”%(task)s” näissä organisaatioissa: %(types)s.") % {"task": task, "types": types}
        return self.line(row.mandate, State.OTHER, why, show(row.nearest.other_types_note))

    def summary(self) -> Iterator[SummaryLine]:
        """The user's answers, each with its "Muuta"."""
        ruleset, conversation = self.ruleset, self.conversation
        types = type_names(ruleset, conversation.answers.types)
        where = change_address(Step.ORGANISATION, conversation)
        yield SummaryLine(_("Hoidat asioita"), types, where, _("Muuta organisaatiota"))
        tasks = tuple(show(row.name) for slug, row in ruleset.tasks.items() if slug in conversation.answers.tasks)
        if conversation.none_of_these:
            tasks = (str(NONE_LABEL),)
        yield SummaryLine(_("Tehtäväsi"), tasks, change_address(Step.TASKS, conversation), _("Muuta tehtäviä"))
        if not conversation.none_of_these:
            whose = tuple(str(EMPLOYEE[relation]) for relation in Relation if relation in conversation.relations)
            yield SummaryLine(_("Olet"), whose, change_address(Step.RELATION, conversation), _("Muuta työsuhdetta"))


def result_json(ruleset: Ruleset, conversation: Conversation) -> dict[str, object]:
    """The same answers for machines: slugs sorted. It needs no `suhde`.

    `code` leads to the answers; while a step is missing there is none, and `next` names the step.
    """
    recommendation = recommend(ruleset, conversation.answers)

    def slugs(state: State) -> list[str]:
        return sorted(outcome.mandate for outcome in recommendation.having(state))

    covered = {outcome.mandate: outcome.covered_by for outcome in recommendation.having(State.COVERED)}
    answer: dict[str, object] = {
        "request": slugs(State.REQUEST),
        "confirm": slugs(State.CONFIRM),
        "blocked": slugs(State.BLOCKED),
        "held": slugs(State.HELD),
        "covered": dict(sorted(covered.items())),
        "dropped": list(conversation.dropped),
    }
    missing = questionnaire.next_step(replace(conversation, relations=frozenset({Relation.OWN})))
    if missing is not Step.RESULT:
        return answer | {"next": missing.value}
    return answer | {"code": codes.encode(conversation, ruleset)}
