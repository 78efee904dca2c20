"""Two rule sets compared situation by situation (see `changes`). Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Final

from mandates.impact.effects import Effect, Given, StateChange
from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Compared:
    """A type and a task before and after, or a task: what changes, in how many of the situations."""

    effects: tuple[Effect, ...]
    changed: int
    situations: int

    def at(self, organisation: str) -> Compared:
        """The same for another type that meets the same conditions."""
        return replace(self, effects=tuple(replace(each, organisation=organisation) for each in self.effects))


def states(ruleset: Ruleset, answers: Answers) -> dict[str, State]:
    """Each mandate that the answers call for, with its state. Types and tasks without a row are dropped first.

    Without a type nothing is called for: the site asks for one before it shows any task.
    """
    types, tasks = answers.types & ruleset.types.keys(), answers.tasks & ruleset.tasks.keys()
    if not types:
        return {}
    known = Answers(types, tasks, answers.yes, answers.no, answers.held)
    return {outcome.mandate: outcome.state for outcome in recommend(ruleset, known).outcomes}


def either(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Slugs that stand before or after, each once: those of after in their order, then the removed ones."""
    return list(dict.fromkeys([*after, *before]))


_Need = tuple[str, frozenset[str]]
_Needs = frozenset[_Need]
"""What the conditions that meet a type and a task call for: mandates, each with prerequisites."""

_Said = tuple[tuple[str, str], ...]
"""Prerequisites in the order of their slugs, each with its answer."""

_Sets = frozenset[frozenset[tuple[str, str]]]
"""Effects of a type and a task, each by the answers with which it shows."""

NOTHING: Final[_Needs] = frozenset()
ANSWERS: Final = ("yes", "no", "unanswered")


def compare(before: Ruleset, after: Ruleset) -> Iterator[Compared]:
    """Each task that is offered before or after, in display order, the removed last: a task that cannot change as a
    whole, of another each type that is offered it.

    Answers are tried only where conditions differ or covering does, once for all types that meet the same conditions,
    and only to the prerequisites of mandates that may change. All other situations are counted by arithmetic.
    """
    slugs = before.included_in.keys() | after.included_in.keys()
    recovered = {slug for slug in slugs if before.included_in.get(slug) != after.included_in.get(slug)}
    alike = before.types.keys() == after.types.keys() and before.mandates.keys() == after.mandates.keys()
    for task in either(before.tasks, after.tasks):
        if alike and _same(before, after, task, recovered):
            yield Compared((), 0, _situations(after, task))
        else:
            yield from _each_type(before, after, task, recovered)


def _same(before: Ruleset, after: Ruleset, task: str, recovered: Collection[str]) -> bool:
    """Tell whether the task is there before and after, with the same conditions, none of a mandate that others begin or
    cease to include."""
    conditions = after.conditions_by_task.get(task, ())
    there = task in before.tasks and task in after.tasks
    same = there and before.conditions_by_task.get(task, ()) == conditions
    return same and not any(condition.mandate in recovered for condition in conditions)


def _situations(ruleset: Ruleset, task: str) -> int:
    """How many there are of a task. The types that no condition names are not counted one by one."""
    everybody, named = _called(ruleset, task)
    own = [_ways(len(_prerequisites(everybody | needs))) for slug, needs in named.items() if slug in ruleset.types]
    others = len(ruleset.types) - len(own) if everybody else 0
    return sum(own) + others * _ways(len(_prerequisites(everybody)))


def _each_type(before: Ruleset, after: Ruleset, task: str, recovered: Collection[str]) -> Iterator[Compared]:
    was, now = _needs(before, task), _needs(after, task)
    found: dict[tuple[_Needs, _Needs], Compared] = {}
    for organisation in either(was, now):
        needs = was.get(organisation, NOTHING), now.get(organisation, NOTHING)
        if needs not in found:
            pair = _Pair(before, after, organisation, task, *needs)
            found[needs] = pair.compared() if pair.differs(recovered) else Compared((), 0, pair.situations)
        yield found[needs].at(organisation) if found[needs].effects else found[needs]


def _needs(ruleset: Ruleset, task: str) -> dict[str, _Needs]:
    """For each type that is offered the task, what its conditions there call for."""
    if task not in ruleset.tasks:
        return {}
    everybody, named = _called(ruleset, task)
    found = {slug: everybody.union(named.get(slug, NOTHING)) for slug in ruleset.types}
    return {slug: needs for slug, needs in found.items() if needs}


def _called(ruleset: Ruleset, task: str) -> tuple[_Needs, Mapping[str, set[_Need]]]:
    """What the task's conditions call for whatever the type is, and what those call for that name a type."""
    everybody: set[_Need] = set()
    named: dict[str, set[_Need]] = {}
    for condition in ruleset.conditions_by_task.get(task, ()):
        if condition.mandate in ruleset.mandates:
            need = condition.mandate, frozenset(condition.prerequisites)
            for slug in condition.types:
                named.setdefault(slug, set()).add(need)
            if condition.every_type:
                everybody.add(need)
    return frozenset(everybody), named


@dataclass(frozen=True, slots=True)
class _Pair:
    """A type and a task, and what its conditions call for before and after."""

    before: Ruleset
    after: Ruleset
    organisation: str
    task: str
    was: _Needs
    now: _Needs

    @property
    def situations(self) -> int:
        return _ways(len(_prerequisites(self.was | self.now)))

    def differs(self, recovered: Collection[str]) -> bool:
        """Tell whether anything may change: conditions do, or who includes one of the mandates (`recovered`) does."""
        return self.was != self.now or any(mandate in recovered for mandate, _prerequisites in self.was)

    def compared(self) -> Compared:
        effects = dict(self._effects())
        spared = _spared(frozenset(map(frozenset, effects)), len(_prerequisites(self.was | self.now)))
        return Compared(tuple(effects.values()), self.situations - spared, self.situations)

    def _effects(self) -> Iterator[tuple[_Said, Effect]]:
        """One for whatever is answered, and one for each set of answers that changes states."""
        was, now = ({mandate for mandate, _prerequisites in needs} for needs in (self.was, self.now))
        added = tuple(sorted(now - was, key=self.after.position.__getitem__))
        removed = tuple(sorted(was - now, key=self.before.position.__getitem__))
        changes: dict[_Said, list[StateChange]] = {(): []}
        for slug in sorted(was & now, key=self.after.position.__getitem__):
            for said, change in self._changes(slug):
                changes.setdefault(said, []).append(change)
        for said, changed in changes.items():
            rows = ((), ()) if said else (added, removed)
            if changed or any(rows):
                situations = self.situations // _ways(len(said))
                yield said, Effect(self.organisation, self.task, _given(said), *rows, tuple(changed), situations)

    def _changes(self, slug: str) -> Iterator[tuple[_Said, StateChange]]:
        """How the mandate's state changes, by the answers to the prerequisites on which this depends."""
        was, now = _deciding(self.before, self.was, slug), _deciding(self.after, self.now, slug)
        if was != now:
            scope = sorted(_prerequisites(was | now))
            every = (tuple(zip(scope, words, strict=True)) for words in product(ANSWERS, repeat=len(scope)))
            tried = {said: self._change(slug, said) for said in every}
            yield from ((said, change) for said, change in _narrowed(tried, scope).items() if change)

    def _change(self, slug: str, said: _Said) -> StateChange | None:
        given = _given(said)
        answers = Answers(frozenset({self.organisation}), frozenset({self.task}), given.yes, given.no)
        was, now = states(self.before, answers)[slug], states(self.after, answers)[slug]
        return None if was is now else StateChange(slug, was, now)


def _prerequisites(needs: _Needs) -> frozenset[str]:
    return frozenset[str]().union(*(prerequisites for _mandate, prerequisites in needs))


def _deciding(ruleset: Ruleset, needs: _Needs, slug: str) -> _Needs:
    """All that the mandate's state depends on: what calls for it, and for those that include it."""
    deciding = {slug, *ruleset.included_in.get(slug, ())}
    return frozenset(need for need in needs if need[0] in deciding)


def _given(said: _Said) -> Given:
    return Given(*(frozenset(slug for slug, answer in said if answer == each) for each in ANSWERS))


def _narrowed(tried: dict[_Said, StateChange | None], scope: Iterable[str]) -> dict[_Said, StateChange | None]:
    """The same without the prerequisites whose answer makes no difference."""
    for slug in scope:
        fewer = [(tuple(each for each in said if each[0] != slug), change) for said, change in tried.items()]
        if len(set(fewer)) * len(ANSWERS) == len(tried):
            tried = dict(fewer)
    return tried


def _ways(prerequisites: int) -> int:
    """In how many ways so many prerequisites can be answered."""
    return int(len(ANSWERS) ** prerequisites)


@lru_cache(maxsize=10_000)
def _spared(effects: _Sets, prerequisites: int) -> int:
    """In how many of the ways to answer so many prerequisites no effect shows, each given by its answers."""
    if not effects:
        return _ways(prerequisites)
    if frozenset() in effects:
        return 0
    shortest = min(effects, key=lambda each: (len(each), sorted(each)))
    slug, _answer = min(shortest)
    return sum(_spared(_after(effects, slug, answer), prerequisites - 1) for answer in ANSWERS)


def _after(effects: _Sets, slug: str, answer: str) -> _Sets:
    """Those that may still show when the prerequisite is answered so, each without this answer."""
    others = {(slug, each) for each in ANSWERS if each != answer}
    return frozenset(each - {(slug, answer)} for each in effects if each.isdisjoint(others))
