"""Two rule sets compared by situations (see `impact`): the working of it. Pure: no Django, no I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Final

from mandates.checks.cases import PLACES
from mandates.checks.problem import Translate
from mandates.checks.problem import gettext_noop as _
from mandates.rules.answers import Answers
from mandates.rules.recommend import State, recommend
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Names:
    """How sentences call rows: "Kunta (kunta)", and in which language they speak.

    What has no name here is called by its slug.
    """

    types: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    prerequisites: Mapping[str, str] = field(default_factory=dict)
    mandates: Mapping[str, str] = field(default_factory=dict)
    translate: Translate = str


SLUGS: Final = Names()


@dataclass(frozen=True, slots=True)
class Given:
    """Answers to prerequisites. One that is in none of the three may be answered in any way."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.yes or self.no or self.unanswered)

    def sentence(self, names: Names = SLUGS) -> str:
        """The answers in words, in the order of the slugs: "sopimus = ei, suostumus = ei vastattu"."""
        say = names.translate
        said = dict.fromkeys(self.yes, say(_("kyllä"))) | dict.fromkeys(self.no, say(_("ei")))
        said |= dict.fromkeys(self.unanswered, say(_("ei vastattu")))
        return ", ".join(f"{names.prerequisites.get(slug, slug)} = {said[slug]}" for slug in sorted(said))


@dataclass(frozen=True, slots=True)
class StateChange:
    """A mandate called for before and after, in another state."""

    mandate: str
    before: State
    after: State

    def sentence(self, names: Names = SLUGS) -> str:
        before, after = (names.translate(PLACES[state]) for state in (self.before, self.after))
        return f"{names.mandates.get(self.mandate, self.mandate)}: {before} → {after}"


def told(ruleset: Ruleset, answers: Answers) -> dict[str, State]:
    """What the answers get: each mandate called for with its state. Types and tasks without a row are dropped first.

    Without a type there is nothing to tell: the site asks for one before it shows any task.
    """
    types, tasks = answers.types & ruleset.types.keys(), answers.tasks & ruleset.tasks.keys()
    if not types:
        return {}
    known = Answers(types, tasks, answers.yes, answers.no, answers.held)
    return {outcome.mandate: outcome.state for outcome in recommend(ruleset, known).outcomes}


def either(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Slugs that stand before or after, each once: those of after in their order, then the removed ones."""
    return list(dict.fromkeys([*after, *before]))


_Asked = frozenset[frozenset[str]]
"""What a mandate asks for: one set of prerequisites a condition; any of them that holds is enough."""

_View = tuple[_Asked, frozenset[_Asked]]
"""All that a mandate's state depends on within a situation: what is asked for it, and for each that includes it."""

_Need = tuple[str, frozenset[str]]
"""The relevant part of a condition that meets a type and a task: its mandate and its prerequisites."""

Effect = tuple[Given, tuple[str, ...], tuple[str, ...], tuple[StateChange, ...], int]
"""A change of rules without its type and task, to be shared."""

_Said = tuple[str, ...]
"""Answers to the prerequisites of a scope, in its order."""

_Counts = tuple[tuple[str, ...], Mapping[_Said, int]]
"""A scope, and for all answers to it in how many ways the other prerequisites leave everything as it was."""

_Changed = tuple[State, State] | None
_SAID: Final = ("yes", "no", "unanswered")


@dataclass(frozen=True, slots=True, eq=False)
class _Shape:
    """How a mandate's state changes by the answers to the prerequisites that stand at these places of its scope."""

    places: tuple[int, ...]
    values: Mapping[_Said, _Changed]


@dataclass(frozen=True, slots=True)
class _Table:
    """How one mandate's state changes, by the answers to the prerequisites on which this depends."""

    scope: tuple[str, ...]
    shape: _Shape


@dataclass(frozen=True, slots=True)
class Group:
    """The effects and counts of a type and a task; the same for all types that meet the same needs."""

    effects: tuple[Effect, ...]
    changed: int
    situations: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rule sets, and what is already worked out: many types and tasks share it."""

    before: Ruleset
    after: Ruleset
    recovered: frozenset[str]
    """The mandates whose covering changes."""
    tables: dict[tuple[_View, _View], _Table] = field(default_factory=dict)
    shapes: dict[Hashable, _Shape] = field(default_factory=dict)
    projections: dict[tuple[_Shape, tuple[int, ...]], Mapping[_Said, int]] = field(default_factory=dict)
    givens: dict[tuple[tuple[str, ...], _Said], Given] = field(default_factory=dict)

    def groups(self, task: str) -> Iterator[tuple[str, Group]]:
        """Each type that is offered the task before or after, with what changes."""
        bits: dict[_Need, int] = {}
        was, now = _needs(self.before, task, bits), _needs(self.after, task, bits)
        needs = tuple(bits)
        recovered = sum(bit for need, bit in bits.items() if need[0] in self.recovered)
        found: dict[tuple[int, int], Group] = {}
        for organisation in either(was, now):
            old, new = was.get(organisation, 0), now.get(organisation, 0)
            if (old, new) not in found:
                if old == new and not old & recovered:
                    found[old, new] = Group((), 0, _ways(len(_prerequisites(_picked(needs, old)))))
                else:
                    found[old, new] = self._group(organisation, task, _picked(needs, old), _picked(needs, new))
            yield organisation, found[old, new]

    def _group(self, organisation: str, task: str, old: Sequence[_Need], new: Sequence[_Need]) -> Group:
        situations = _ways(len(_prerequisites([*old, *new])))
        was, now = _asked(old), _asked(new)
        added = tuple(sorted(now.keys() - was.keys(), key=self.after.position.__getitem__))
        removed = tuple(sorted(was.keys() - now.keys(), key=self.before.position.__getitem__))
        pair = Answers(frozenset({organisation}), frozenset({task}))
        tables: dict[str, _Table] = {}
        for slug in sorted(was.keys() & now.keys(), key=self.after.position.__getitem__):
            views = _view(self.before, was, slug), _view(self.after, now, slug)
            if views[0] != views[1]:
                tables[slug] = self._table(slug, pair, *views)
        same = 0 if added or removed else self._unchanged(tables.values(), situations)
        return Group(tuple(self._effects(added, removed, tables, situations)), situations - same, situations)

    def _table(self, slug: str, pair: Answers, was: _View, now: _View) -> _Table:
        """Two mandates with the same views, or with views that differ only in prerequisites' names, change alike."""
        if (was, now) not in self.tables:
            scope = tuple(sorted(_scope(was) | _scope(now)))
            alike = _numbered(was, scope), _numbered(now, scope)
            if alike not in self.shapes:
                values = {said: self._changed(slug, pair, scope, said) for said in product(_SAID, repeat=len(scope))}
                self.shapes[alike] = _narrowed(_Shape(tuple(range(len(scope))), values))
            shape = self.shapes[alike]
            self.tables[was, now] = _Table(tuple(scope[place] for place in shape.places), shape)
        return self.tables[was, now]

    def _changed(self, slug: str, pair: Answers, scope: tuple[str, ...], said: _Said) -> _Changed:
        given = self._given(scope, said)
        answers = Answers(pair.types, pair.tasks, given.yes, given.no)
        states = told(self.before, answers)[slug], told(self.after, answers)[slug]
        return None if states[0] is states[1] else states

    def _given(self, scope: tuple[str, ...], said: _Said) -> Given:
        if (scope, said) not in self.givens:
            pairs = list(zip(scope, said, strict=True))
            sets = (frozenset(slug for slug, each in pairs if each == value) for value in _SAID)
            self.givens[scope, said] = Given(*sets)
        return self.givens[scope, said]

    def _effects(
        self, added: tuple[str, ...], removed: tuple[str, ...], tables: Mapping[str, _Table], situations: int
    ) -> Iterator[Effect]:
        """One for whatever is answered, and one for each set of answers that changes states."""
        found: dict[tuple[tuple[str, ...], _Said], list[StateChange]] = {((), ()): []}
        for slug, table in tables.items():
            for said, value in table.shape.values.items():
                if value is not None:
                    found.setdefault((table.scope, said), []).append(StateChange(slug, *value))
        always = found.pop(((), ()))
        if added or removed or always:
            yield self._given((), ()), added, removed, tuple(always), situations
        for (scope, said), states in found.items():
            yield self._given(scope, said), (), (), tuple(states), situations // _ways(len(scope))

    def _unchanged(self, tables: Collection[_Table], situations: int) -> int:
        """How many of the situations change no mandate.

        Sums over one prerequisite after another: those of one table first, then the ones that bind the fewest.
        """
        uses = Counter(slug for table in tables for slug in table.scope)
        shared = {slug for slug, times in uses.items() if times > 1}
        counts = [self._projected(table, shared) for table in tables]
        while shared:
            slug = min(sorted(shared), key=lambda each: len(_joined(counts, each)))
            shared.remove(slug)
            counts = [*(each for each in counts if slug not in each[0]), _without(counts, slug)]
        return situations // _ways(len(uses)) * prod(ways[()] for _, ways in counts)

    def _projected(self, table: _Table, shared: Collection[str]) -> _Counts:
        places = tuple(place for place, slug in enumerate(table.scope) if slug in shared)
        if (table.shape, places) not in self.projections:
            ways: Counter[_Said] = Counter()
            for said, value in table.shape.values.items():
                ways[tuple(said[place] for place in places)] += value is None
            self.projections[table.shape, places] = ways
        return tuple(table.scope[place] for place in places), self.projections[table.shape, places]


def _needs(ruleset: Ruleset, task: str, bits: dict[_Need, int]) -> dict[str, int]:
    """For each type that is offered the task, the needs that it meets, a bit for each. New needs get the next bit."""
    if task not in ruleset.tasks:
        return {}
    everybody = 0
    named: dict[str, int] = {}
    for condition in ruleset.conditions_by_task.get(task, ()):
        if condition.mandate not in ruleset.mandates:
            continue
        bit = bits.setdefault((condition.mandate, frozenset(condition.prerequisites)), 1 << len(bits))
        if condition.every_type:
            everybody |= bit
        for slug in condition.types:
            named[slug] = named.get(slug, 0) | bit
    return {slug: met for slug in ruleset.types if (met := named.get(slug, 0) | everybody)}


def _picked(needs: Sequence[_Need], mask: int) -> list[_Need]:
    return [need for place, need in enumerate(needs) if mask >> place & 1]


def _prerequisites(needs: Iterable[_Need]) -> frozenset[str]:
    return frozenset[str]().union(*(prerequisites for _, prerequisites in needs))


def _asked(needs: Iterable[_Need]) -> dict[str, _Asked]:
    found: dict[str, set[frozenset[str]]] = {}
    for mandate, prerequisites in needs:
        found.setdefault(mandate, set()).add(prerequisites)
    return {slug: frozenset(sets) for slug, sets in found.items()}


def _view(ruleset: Ruleset, asked: Mapping[str, _Asked], slug: str) -> _View:
    broader: frozenset[str] = ruleset.included_in.get(slug, frozenset())
    return asked[slug], frozenset(asked[broad] for broad in broader if broad in asked)


def _scope(view: _View) -> frozenset[str]:
    return frozenset[str]().union(*view[0], *(each for asked in view[1] for each in asked))


def _numbered(view: _View, scope: Sequence[str]) -> Hashable:
    """The view with the places of the prerequisites in place of their names."""
    places = {slug: place for place, slug in enumerate(scope)}

    def numbered(asked: _Asked) -> Hashable:
        return frozenset(frozenset(places[slug] for slug in each) for each in asked)

    return numbered(view[0]), frozenset(numbered(asked) for asked in view[1])


def _narrowed(shape: _Shape) -> _Shape:
    """The same without the places whose answer makes no difference."""
    for at in range(len(shape.places)):
        values = {(*said[:at], *said[at + 1 :]): value for said, value in shape.values.items() if said[at] == _SAID[0]}
        if all(value == values[*said[:at], *said[at + 1 :]] for said, value in shape.values.items()):
            return _narrowed(_Shape((*shape.places[:at], *shape.places[at + 1 :]), values))
    return shape


def _ways(count: int) -> int:
    """In how many ways that many prerequisites can be answered."""
    return int(len(_SAID) ** count)


def _joined(counts: Iterable[_Counts], slug: str) -> tuple[str, ...]:
    """The prerequisites that are counted together with this one, and it last."""
    together = {each for scope, _ in counts if slug in scope for each in scope}
    return (*sorted(together - {slug}), slug)


def _without(counts: Iterable[_Counts], slug: str) -> _Counts:
    scope = _joined(counts, slug)
    joined = [(tuple(scope.index(each) for each in part), ways) for part, ways in counts if slug in part]
    total: Counter[_Said] = Counter()
    for said in product(_SAID, repeat=len(scope)):
        total[said[:-1]] += prod(ways[tuple(said[place] for place in places)] for places, ways in joined)
    return scope[:-1], total
