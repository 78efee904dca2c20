"""The result page: a recommendation as the views that its template reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from advisor import codes, questionnaire
from advisor.presenters import NONE_LABEL, SummaryLine, address, change_address, notices
from advisor.questionnaire import Conversation, Step
from mandates.presenters import (
    ConfusionView,
    LinkView,
    NameView,
    SourceView,
    condition_types,
    confusion_view,
    lines,
    mandate_url,
    name_view,
    paragraphs,
    service_link,
    show,
    source_view,
    type_names,
)
from mandates.rules import Difference, NotNeeded, Outcome, Recommendation, State, not_needed, recommend
from mandates.ruleset import GrantPath, Instruction, Relation, Ruleset, Section

TAGS: Final = {
    State.REQUEST: "Pyydä",
    State.CONFIRM: "Varmista ensin",
    State.BLOCKED: "Ei vielä",
    State.COVERED: "Sisältyy toiseen",
    State.HELD: "Sinulla on jo",
    State.OTHER: "Et tarvitse",
}
KINDS: Final = {Relation.OWN: "asiointivaltuus", Relation.OTHER: "edustamisvaltuus"}
WHEN_RELATION: Final = {
    Relation.OWN: "Oman organisaation asiat",
    Relation.OTHER: "Toisen organisaation asiat",
}
WHEN_PATH: Final = {
    GrantPath.APPLICATION: "Jos organisaatio hakee valtuutusoikeuden",
    GrantPath.SELF_SERVICE: "Jos organisaatio antaa valtuudet itse",
}


@dataclass(frozen=True, slots=True)
class Choice:
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
    choices: tuple[Choice, ...]


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
    back_url: str
    restart_url: str
    code: str

    @property
    def sources(self) -> tuple[SourceView, ...]:
        """Where the steps were read from, each once."""
        return tuple(dict.fromkeys(step.source for step in self.steps))

    @property
    def other_count(self) -> int:
        return sum(len(group.lines) for group in self.others)


def result_page(ruleset: Ruleset, conversation: Conversation) -> ResultPage:
    """The whole answer to a complete conversation."""
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
        kinds=tuple(KINDS[relation] for relation in Relation if relation in conversation.relations),
        summary=tuple(builder.summary()),
        steps=tuple(_instructions(ruleset, conversation, Section.GRANTING)) if asked or blocked else (),
        trouble=tuple(
            _instructions(ruleset, conversation, Section.NOTHING if conversation.none_of_these else Section.TROUBLE)
        ),
        none_of_these=conversation.none_of_these,
        back_url=address(Step.TASKS if conversation.none_of_these else Step.RELATION, conversation),
        restart_url=address(Step.ORGANISATION, Conversation()),
        code=codes.encode(conversation, ruleset),
    )


def _title(conversation: Conversation, recommendation: Recommendation) -> str:
    """The answer itself, first thing on the page."""
    if conversation.none_of_these:
        return "Et tarvitse näitä valtuuksia"
    count = len(recommendation.asked)
    if count:
        return "Pyydä tämä valtuus" if count == 1 else f"Pyydä nämä {count} valtuutta"
    if recommendation.having(State.BLOCKED):
        return "Älä pyydä valtuutta vielä"
    return "Sinulla on jo tarvitsemasi valtuudet"


def _lead(conversation: Conversation, recommendation: Recommendation) -> str:
    if conversation.none_of_these:
        return "Näillä valtuuksilla hoidetaan vain tehtäviä, joita et tee."
    if not recommendation.asked:
        blocked = recommendation.having(State.BLOCKED)
        return "Edellytys puuttuu. Hoida se ensin kuntoon." if blocked else "Sinun ei tarvitse pyytää mitään lisää."
    if conversation.relations == {Relation.OWN}:
        return "Pyydä omalta organisaatioltasi asiointivaltuutta."
    if conversation.relations == {Relation.OTHER}:
        return "Pyydä työnantajaltasi edustamisvaltuutta. Ensin toinen organisaatio valtuuttaa työnantajasi."
    return "Oman organisaatiosi asioihin tarvitset asiointivaltuuden, toisen organisaation asioihin edustamisvaltuuden."


def _instructions(ruleset: Ruleset, conversation: Conversation, section: Section) -> Iterator[StepView]:
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
    words = []
    if row.relation is not None and len(relations) > 1:
        words.append(WHEN_RELATION[row.relation])
    if row.grant_path is not None and len(paths) > 1:
        words.append(WHEN_PATH[row.grant_path])
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
        self.conversation = replace(conversation, told=(), dropped=(), continuing=False, changing=False)
        self.recommendation = recommendation
        self.asked: set[str] = set()

    def cards(self, *states: State, first: int = 1) -> Iterator[Card]:
        for number, outcome in enumerate(self.recommendation.having(*states), start=first):
            yield self.card(number, outcome)

    def card(self, number: int, outcome: Outcome) -> Card:
        mandate = self.ruleset.mandates[outcome.mandate]
        tasks = dict.fromkeys(match.condition.task for match in outcome.matches)
        relations = [relation for relation in Relation if relation in self.conversation.relations]
        return Card(
            number=number,
            slug=mandate.slug,
            state=outcome.state,
            tag=TAGS[outcome.state],
            name=name_view(mandate),
            url=mandate_url(mandate),
            kinds=tuple(KINDS[relation] for relation in relations),
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

    def choices(self, slug: str, answer: str) -> Iterator[Choice]:
        for value, label, said in (("yes", "Kyllä", True), ("no", "Ei", False), ("", "En tiedä", None)):
            url = address(Step.RESULT, questionnaire.answered(self.conversation, slug, said))
            yield Choice(f"{slug}-{value or 'unknown'}", label, url, current=value == answer)

    def line(self, slug: str, state: State, why: str, note: str = "", undo_url: str = "") -> Line:
        mandate = self.ruleset.mandates[slug]
        return Line(slug, state, TAGS[state], name_view(mandate), mandate_url(mandate), why, note, undo_url)

    def covered(self) -> Iterator[Line]:
        for outcome in self.recommendation.having(State.COVERED):
            broad = name_view(self.ruleset.mandates[outcome.covered_by or ""]).text
            yield self.line(outcome.mandate, State.COVERED, f"Sisältyy valtuuteen ”{broad}”. Älä pyydä erikseen.")

    def held(self) -> Iterator[Line]:
        for outcome in self.recommendation.having(State.HELD):
            if outcome.held_by == outcome.mandate:
                url = address(Step.RESULT, questionnaire.holding(self.conversation, outcome.mandate, held=False))
                yield self.line(outcome.mandate, State.HELD, "Kerroit, että sinulla on tämä.", undo_url=url)
            else:
                broad = name_view(self.ruleset.mandates[outcome.held_by or ""]).text
                yield self.line(outcome.mandate, State.HELD, f"Sisältyy valtuuteen ”{broad}”, joka sinulla on jo.")

    def others(self) -> Iterator[LineGroup]:
        """What is not needed, under what differs from the nearest condition."""
        rows = not_needed(self.ruleset, self.conversation.answers, self.recommendation)
        for heading, differences in (
            ("Sinun organisaatiossasi, mutta eri tehtävässä", (Difference.TASK,)),
            ("Tehtävässäsi, mutta eri organisaatiossa", (Difference.TYPE,)),
            ("Vain muille organisaatioille", (Difference.BOTH,)),
        ):
            group = tuple(self.other(row) for row in rows if row.difference in differences)
            if group:
                yield LineGroup(heading, group)

    def other(self, row: NotNeeded) -> Line:
        if row.nearest is None:
            return self.line(row.mandate, State.OTHER, "Mikään tehtävä ei vaadi tätä valtuutta.")
        task = show(self.ruleset.tasks[row.nearest.task].name)
        if row.difference is Difference.TASK:
            return self.line(row.mandate, State.OTHER, f"Tarvitaan vain tehtävään ”{task}”.")
        types = ", ".join(condition_types(self.ruleset, row.nearest))
        why = f"Tarvitaan tehtävään ”{task}” näissä organisaatioissa: {types}."
        return self.line(row.mandate, State.OTHER, why, show(row.nearest.other_types_note))

    def summary(self) -> Iterator[SummaryLine]:
        """The user's answers, each with its "Muuta"."""
        ruleset, conversation = self.ruleset, self.conversation
        types = type_names(ruleset, conversation.answers.types)
        yield SummaryLine(
            "Hoidat asioita", types, change_address(Step.ORGANISATION, conversation), "Muuta organisaatiota"
        )
        tasks = tuple(show(row.name) for slug, row in ruleset.tasks.items() if slug in conversation.answers.tasks)
        if conversation.none_of_these:
            tasks = (NONE_LABEL,)
        yield SummaryLine("Tehtäväsi", tasks, change_address(Step.TASKS, conversation), "Muuta tehtäviä")
        if not conversation.none_of_these:
            words = {
                Relation.OWN: "oman organisaation työntekijä",
                Relation.OTHER: "toisen organisaation työntekijä",
            }
            kinds = tuple(words[relation] for relation in Relation if relation in conversation.relations)
            yield SummaryLine("Olet", kinds, change_address(Step.RELATION, conversation), "Muuta työsuhdetta")


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
