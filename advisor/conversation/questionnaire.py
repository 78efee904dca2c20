"""The conversation as a pure function of its address: parse, next step, query string. No Django, no I/O.

An address holds all answers as sets of slugs. What it holds besides (an unknown key or slug, a task that none of
the ticked organisation types can do) is dropped and named, never obeyed and never kept in silence. What campaigns add
to links says nothing of the visitor and is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from advisor.conversation import dropping, keys, mangled
from mandates.rules.answers import Answers
from mandates.rules.rows import NONE_OF_THESE, Kind, Relation
from mandates.rules.ruleset import Ruleset

MAX_VERSION_DIGITS: Final = 9
MOST_WRITTEN: Final = 2_048


class Step(StrEnum):
    """The places of the conversation, in order; the value is the last part of the address."""

    ORGANISATION = "organisaatio"
    TASKS = "tehtavat"
    RELATION = "suhde"
    RESULT = "tulos"

    @property
    def route(self) -> str:
        """What the address is called in the map of addresses."""
        return self.name.lower()


ORDER: Final = tuple(Step)


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that an address says. `dropped` is what it said besides (`dropped_slug`); `mended` what an earlier mending
    dropped.

    `continuing` marks a submitted form (then an empty answer is an error), `changing` one that returns to the result.
    `explaining` asks for the reasons; pages tell them anyway. `sifting` is what a question's options are filtered by.
    """

    answers: Answers = Answers()
    none_of_these: bool = False
    relations: frozenset[Relation] = frozenset()
    version: int | None = None
    dropped: tuple[str, ...] = ()
    continuing: bool = False
    changing: bool = False
    explaining: bool = False
    mended: tuple[str, ...] = ()
    sifting: str = ""


def _tasks(conversation: Conversation) -> Iterable[str]:
    return {NONE_OF_THESE} if conversation.none_of_these else conversation.answers.tasks


@dataclass(frozen=True, slots=True)
class Question:
    """A question as addresses know it: its place, its key and what a conversation has answered to it.

    `is_for_rules` tells whether the mandates depend on it: without such an answer there is nothing to recommend, and
    after "none of these" there is no need to ask the others.
    """

    step: Step
    key: str
    given: Callable[[Conversation], Iterable[str]]
    is_for_rules: bool = False


QUESTIONS: Final = (
    Question(Step.ORGANISATION, keys.TYPES, lambda said: said.answers.types, is_for_rules=True),
    Question(Step.TASKS, keys.TASKS, _tasks, is_for_rules=True),
    Question(Step.RELATION, keys.RELATION, lambda said: said.relations),
)
"""In the order in which they are asked. Their words stand in `questions.py`."""
KNOWN: Final = keys.OTHERS.union(question.key for question in QUESTIONS)
OF_SLUGS: Final = KNOWN - {keys.SIFTED}


def parse(pairs: Iterable[tuple[str, str]], ruleset: Ruleset) -> Conversation:
    """Read the query's pairs. Never fails: what cannot be understood stands in `dropped`, in sorted order.

    Empty values are no answers and are passed over; an old slug counts as today's. The same prerequisite in `kylla` and
    `ei` counts as `ei`.
    """
    said = _Said(pairs, ruleset)
    types = said.known(keys.TYPES, ruleset.types)
    ticked = said.known(keys.TASKS, {*ruleset.tasks, NONE_OF_THESE})
    tasks = frozenset(task for task in ticked - {NONE_OF_THESE} if not types or ruleset.offers(types, task))
    none_of_these = NONE_OF_THESE in ticked and not tasks
    said.dropped |= ticked - tasks - ({NONE_OF_THESE} if none_of_these else frozenset())
    no = said.known(keys.NO, ruleset.prerequisites)
    yes = said.known(keys.YES, ruleset.prerequisites) - no
    is_explaining = bool(said.known(keys.WHY, [keys.WANTED]))
    version = said.version()
    return Conversation(
        answers=Answers(types, tasks, yes, no, held=said.known(keys.HELD, ruleset.mandates)),
        none_of_these=none_of_these,
        relations=frozenset(Relation(value) for value in said.known(keys.RELATION, Relation)),
        version=version,
        dropped=tuple(sorted(said.dropped)),
        continuing=keys.CONTINUING in said.values,
        changing=keys.CHANGING in said.values,
        explaining=is_explaining,
        mended=dropping.shown(said.values.get(keys.MENDED, set())),
        sifting=min(said.values.get(keys.SIFTED, set()), default="") if keys.SIFTING in said.values else "",
    )


class _Said:
    """The values that a query gives to our keys, and what of it was dropped so far."""

    def __init__(self, pairs: Iterable[tuple[str, str]], ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.values: dict[str, set[str]] = {}
        self.dropped: set[str] = set()
        for key, value in mangled.pairs_of(pairs, OF_SLUGS):
            if keys.OF_OTHERS.fullmatch(key):
                continue
            if key not in KNOWN:
                self.drop("", key)
            elif value:
                several = mangled.BETWEEN_SLUGS.split(value) if key in OF_SLUGS else [value]
                self.values.setdefault(keys.TYPES if key == keys.ADDED else key, set()).update(filter(None, several))

    def drop(self, key: str, value: str) -> None:
        self.dropped.add(dropping.written(key, value, self.ruleset))

    def known(self, key: str, allowed: Iterable[str]) -> frozenset[str]:
        """Those of a key's values that are allowed, by today's slugs; the others are dropped."""
        offered = frozenset(allowed)
        given = {self._meant(keys.KINDS.get(key), value, offered) for value in self.values.get(key, set())}
        good = given & offered
        for value in given - good:
            self.drop(key, value)
        return frozenset(good)

    def _meant(self, kind: Kind | None, value: str, offered: frozenset[str]) -> str:
        """The value by today's slug; one that is not offered as it was before it was mangled, where we know that."""
        as_it_is = self._today(kind, value)
        if as_it_is in offered:
            return as_it_is
        plain = self._today(kind, mangled.plain_slug(value))
        is_ours = plain in offered or self.ruleset.knows(kind, plain) or self.ruleset.kind_of(plain) is not None
        return plain if is_ours else as_it_is

    def _today(self, kind: Kind | None, slug: str) -> str:
        return self.ruleset.current_slug(kind, slug) if kind else slug

    def version(self) -> int | None:
        """The publication of a link, when it says one and that is a number."""
        given = {mangled.plain_slug(value) or value for value in self.values.get(keys.VERSION, set())}
        good = {value for value in given if value.isascii() and value.isdigit() and len(value) <= MAX_VERSION_DIGITS}
        if len(given) == 1 and good == given:
            return int(next(iter(given)))
        for value in given:
            self.drop(keys.VERSION, value)
        return None


def next_step(conversation: Conversation) -> Step:
    """The step that the answers lead to: the first one that is not answered, else the result."""
    open_steps = (each.step for each in asked(conversation) if not each.given(conversation))
    return next(open_steps, Step.RESULT)


def missing_for_rules(conversation: Conversation) -> Step | None:
    """The first question without whose answer nothing can be recommended; None when all of those are answered."""
    missing = (each.step for each in QUESTIONS if each.is_for_rules and not each.given(conversation))
    return next(missing, None)


def asked(conversation: Conversation) -> Iterator[Question]:
    """The questions without those that are passed over."""
    return (each for each in QUESTIONS if each.is_for_rules or not conversation.none_of_these)


def is_reachable(conversation: Conversation, step: Step) -> bool:
    """Tell whether the step may be shown: every earlier question is answered and it is not passed over."""
    places = {*(each.step for each in asked(conversation)), Step.RESULT}
    return step in places and ORDER.index(step) <= ORDER.index(next_step(conversation))


def following(conversation: Conversation, step: Step) -> Step:
    """Where the form of a question goes: to the next one, or back to the result when its answer was changed.

    A changed organisation may do other tasks, so those are shown again.
    """
    is_last_change = conversation.changing and step is not Step.ORGANISATION
    return Step.RESULT if is_last_change else ORDER[ORDER.index(step) + 1]


def previous(conversation: Conversation, step: Step) -> Step | None:
    """The question before a step, without those that are passed over; None before the first."""
    earlier = [each.step for each in asked(conversation) if ORDER.index(each.step) < ORDER.index(step)]
    return earlier[-1] if earlier else None


def pairs(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """The answers as the canonical address has them: keys in a fixed order, slugs sorted, no transient marks."""
    answers = conversation.answers
    for key, slugs in (
        *((question.key, question.given(conversation)) for question in QUESTIONS),
        (keys.YES, answers.yes - answers.no),
        (keys.NO, answers.no),
        (keys.HELD, answers.held),
    ):
        for slug in sorted(slugs):
            yield key, slug
    if conversation.version is not None:
        yield keys.VERSION, str(conversation.version)


def query(conversation: Conversation, *marks: tuple[str, str]) -> str:
    """The canonical query string, with transient marks after it where a link needs them; empty when nothing is said."""
    return "&".join(_written(key, value) for key, value in (*pairs(conversation), *marks))


@lru_cache(maxsize=MOST_WRITTEN)
def _written(key: str, value: str) -> str:
    """One answer as addresses have it. A page has some thirty addresses with the same answers in them."""
    return urlencode({key: value})


def mended_query(conversation: Conversation) -> str:
    """The query of the address that a mangled one is sent to: what was understood, and what was dropped."""
    marks = [(keys.MENDED, value) for value in dropping.shown({*conversation.dropped, *conversation.mended})]
    if conversation.changing:
        marks.insert(0, (keys.CHANGING, "1"))
    return query(conversation, *marks)


def bare(conversation: Conversation) -> Conversation:
    """The conversation without transient marks and without what mendings dropped."""
    return replace(conversation, mended=(), dropped=(), continuing=False, changing=False, explaining=False, sifting="")


def answered(conversation: Conversation, prerequisite: str, answer: bool | None) -> Conversation:
    """The conversation with one prerequisite answered yes, no or not at all."""
    answers = conversation.answers
    yes, no = answers.yes - {prerequisite}, answers.no - {prerequisite}
    if answer is not None:
        yes, no = (yes | {prerequisite}, no) if answer else (yes, no | {prerequisite})
    return replace(conversation, answers=replace(answers, yes=yes, no=no))


def holding(conversation: Conversation, mandate: str, held: bool) -> Conversation:
    """The conversation with one mandate held already, or not."""
    others = conversation.answers.held - {mandate}
    kept = others | {mandate} if held else others
    return replace(conversation, answers=replace(conversation.answers, held=kept))
