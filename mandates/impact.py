"""What an edit of the content changes, exactly and without sampling. Pure: no Django, no I/O.

A *situation* is an organisation type, a task that the type is offered, and an answer (yes, no or none) to every
prerequisite that a condition of the two asks for, before or after. Its outcome is the state that `recommend` gives
each mandate called for; where the type or the task has no row, nothing. The reasons beside a state, and which of
several covering mandates is named, are no outcome.

Why the situations and the covering pairs say everything, whatever a visitor ticks (a type at the least):
A condition meets the ticked types and tasks exactly when it meets one type and one task of them, so the need for a
mandate is the best of what the ticked situations need (statements 1 and 2 of `rules`). What follows, covering (3) and
holding (6), reads nothing but these needs and who includes whom. A situation's outcome hides a need only behind
"covered", and that need decides nothing: its coverer is needed at least as much in the same situation, therefore also
among all that is ticked, where it covers the mandate again, and covers all that the mandate could cover.
So if no situation and no covering pair changes, no answer changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import product
from math import prod
from typing import Final

from mandates.rules import Answers, State, recommend
from mandates.ruleset import (
    LANGUAGES,
    Condition,
    Instruction,
    Mandate,
    OrganisationType,
    Prerequisite,
    Ruleset,
    Service,
    ServiceGroup,
    Source,
    Task,
    Text,
    ThemeNames,
)

Row = Source | ServiceGroup | Service | OrganisationType | Task | Prerequisite | Mandate | Condition | Instruction

WORDS: Final[Mapping[State, str]] = {
    State.REQUEST: "pyydä",
    State.CONFIRM: "varmista ensin",
    State.BLOCKED: "ei vielä",
    State.COVERED: "sisältyy toiseen",
}
MODELS: Final[Mapping[str, str]] = {
    "sources": "source",
    "groups": "servicegroup",
    "services": "service",
    "types": "organisationtype",
    "tasks": "task",
    "prerequisites": "prerequisite",
    "mandates": "mandate",
    "conditions": "condition",
    "instructions": "instruction",
}
RULE_FIELDS: Final = frozenset(
    {
        ("mandate", "includes"),
        ("condition", "task"),
        ("condition", "mandate"),
        ("condition", "types"),
        ("condition", "every_type"),
        ("condition", "prerequisites"),
    }
)


@dataclass(frozen=True, slots=True)
class Names:
    """How sentences call rows: "Kunta (kunta)". What has no name here is called by its slug."""

    types: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    prerequisites: Mapping[str, str] = field(default_factory=dict)
    mandates: Mapping[str, str] = field(default_factory=dict)


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
        said = dict.fromkeys(self.yes, "kyllä") | dict.fromkeys(self.no, "ei")
        said |= dict.fromkeys(self.unanswered, "ei vastattu")
        return ", ".join(f"{names.prerequisites.get(slug, slug)} = {said[slug]}" for slug in sorted(said))


@dataclass(frozen=True, slots=True)
class StateChange:
    """A mandate called for before and after, in another state."""

    mandate: str
    before: State
    after: State

    def sentence(self, names: Names = SLUGS) -> str:
        return f"{names.mandates.get(self.mandate, self.mandate)}: {WORDS[self.before]} → {WORDS[self.after]}"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What changes for an organisation type and a task: mandates called for only after (`added`) or only before
    (`removed`), or in another state.

    `given` names the prerequisites on which this depends, and no others: without any, it is the same whatever is
    answered. What changes in a situation is all that is listed for its type, its task and a `given` that agrees.
    Whether a mandate is called for does not depend on prerequisites, its state may: an added one has its states from
    `told`. `situations` is how many situations the change stands for.
    """

    organisation: str
    task: str
    given: Given
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[StateChange, ...]
    situations: int

    @property
    def query(self) -> Answers:
        """One of the situations, for a link: what may be answered in any way is unanswered."""
        return Answers(frozenset({self.organisation}), frozenset({self.task}), self.given.yes, self.given.no)

    def sentence(self, names: Names = SLUGS) -> str:
        """The change in Finnish: "kunta + kotoutuminen: lisää kelmu-kotoutuminen"."""
        where = f"{names.types.get(self.organisation, self.organisation)} + {names.tasks.get(self.task, self.task)}"
        if self.given:
            where += f", kun {self.given.sentence(names)}"
        parts = [
            f"{verb} {', '.join(names.mandates.get(slug, slug) for slug in slugs)}"
            for verb, slugs in (("lisää", self.added), ("poista", self.removed))
            if slugs
        ]
        return f"{where}: {'; '.join([*parts, *(change.sentence(names) for change in self.changed)])}"


@dataclass(frozen=True, slots=True)
class CoveringChange:
    """`broad` begins (`added`) or ceases to include `narrow`, directly or through others."""

    broad: str
    narrow: str
    added: bool

    def sentence(self, names: Names = SLUGS) -> str:
        broad, narrow = (names.mandates.get(slug, slug) for slug in (self.broad, self.narrow))
        if self.added:
            return f"{broad}: sisältää nyt valtuuden {narrow}"
        return f"{broad}: ei enää sisällä valtuutta {narrow}"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row, as its column is called (`name_fi`), with its value as text: a list has commas."""

    slug: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that stands elsewhere among the rows that stayed. Its place, from 1, is among all rows of its list."""

    slug: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ModelChanges:
    """The rows of one model that differ. `rule_fields` are what the rules read, `wording` is everything else.

    Rows are moved when not every longest run of rows in the old order holds them: of two that swap places, both.
    """

    model: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[Moved, ...]
    wording: tuple[FieldChange, ...]
    rule_fields: tuple[FieldChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.moved or self.wording or self.rule_fields)


@dataclass(frozen=True, slots=True)
class Impact:
    """All that an edit changes. True when it changes anything.

    `situations` counts the situations that exist before or after (module docstring), each once; `changed` those of
    them whose outcome differs. A covering change alone is in neither: it shows only in answers with several tasks.
    """

    rules: tuple[RuleChange, ...]
    covering: tuple[CoveringChange, ...]
    rows: tuple[ModelChanges, ...]
    changed: int
    situations: int

    def __bool__(self) -> bool:
        return bool(self.rules or self.covering or self.rows)

    @property
    def changes_rules(self) -> bool:
        """Tell whether some visitor may get another answer, and not only other words."""
        return bool(self.rules or self.covering)

    @property
    def share(self) -> float:
        """Changed situations of all situations, from 0 to 1; 0 when there are none."""
        return self.changed / self.situations if self.situations else 0.0


def changes(before: Ruleset, after: Ruleset) -> Impact:
    """List all effects of publishing `after` in place of `before`, in display order, the removed last.

    Costs the (type, task) pairs that a condition names; answers are tried only where conditions differ, and only to
    the prerequisites of mandates that may change.
    """
    covering = _covering(before, after)
    comparison = _Comparison(before, after, frozenset(each.narrow for each in covering))
    rules: list[RuleChange] = []
    changed = situations = 0
    for task in _either(before.tasks, after.tasks):
        for organisation, group in comparison.groups(task):
            rules.extend(RuleChange(organisation, task, *effect) for effect in group.effects)
            changed += group.changed
            situations += group.situations
    return Impact(tuple(rules), covering, tuple(_rows(before, after)), changed, situations)


def told(ruleset: Ruleset, answers: Answers) -> dict[str, State]:
    """What the answers get: each mandate called for with its state. Types and tasks without a row are dropped first.

    Without a type there is nothing to tell: the site asks for one before it shows any task.
    """
    types, tasks = answers.types & ruleset.types.keys(), answers.tasks & ruleset.tasks.keys()
    if not types:
        return {}
    known = Answers(types, tasks, answers.yes, answers.no, answers.held)
    return {outcome.mandate: outcome.state for outcome in recommend(ruleset, known).outcomes}


def names_of(before: Ruleset, after: Ruleset) -> Names:
    """The Finnish names with slugs, the newer ones where both have the row; mandates by their working title."""
    return Names(
        types={slug: _named(row.name, slug) for slug, row in {**before.types, **after.types}.items()},
        tasks={slug: _named(row.name, slug) for slug, row in {**before.tasks, **after.tasks}.items()},
        prerequisites={
            slug: _named(row.name, slug) for slug, row in {**before.prerequisites, **after.prerequisites}.items()
        },
        mandates={slug: _named(row.title, slug) for slug, row in {**before.mandates, **after.mandates}.items()},
    )


def sentences(impact: Impact, before: Ruleset, after: Ruleset) -> tuple[str, ...]:
    """The changes of rules and covering in Finnish, with names and slugs."""
    called = names_of(before, after)
    return (
        *(change.sentence(called) for change in impact.rules),
        *(change.sentence(called) for change in impact.covering),
    )


def _named(name: Text, slug: str) -> str:
    return f"{name.fi} ({slug})" if name.fi else slug


def _either(before: Iterable[str], after: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*after, *before]))


def _covering(before: Ruleset, after: Ruleset) -> tuple[CoveringChange, ...]:
    none: frozenset[str] = frozenset()
    return tuple(
        CoveringChange(broad, narrow, broad in after.included_in.get(narrow, none))
        for narrow in _either(before.mandates, after.mandates)
        for broad in sorted(before.included_in.get(narrow, none) ^ after.included_in.get(narrow, none))
    )


# --- situations ---------------------------------------------------------------------------------------------------

_Asked = frozenset[frozenset[str]]
"""What a mandate asks for: one set of prerequisites a condition; any of them that holds is enough."""

_View = tuple[_Asked, frozenset[_Asked]]
"""All that a mandate's state depends on within a situation: what is asked for it, and for each that includes it."""

_Need = tuple[str, frozenset[str]]
"""The relevant part of a condition that meets a type and a task: its mandate and its prerequisites."""

_Effect = tuple[Given, tuple[str, ...], tuple[str, ...], tuple[StateChange, ...], int]
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
class _Group:
    """The effects and counts of a type and a task; the same for all types that meet the same needs."""

    effects: tuple[_Effect, ...]
    changed: int
    situations: int


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two rule sets, and what is already worked out: many types and tasks share it."""

    before: Ruleset
    after: Ruleset
    recovered: frozenset[str]
    """The mandates whose covering changes."""
    tables: dict[tuple[_View, _View], _Table] = field(default_factory=dict)
    shapes: dict[Hashable, _Shape] = field(default_factory=dict)
    projections: dict[tuple[_Shape, tuple[int, ...]], Mapping[_Said, int]] = field(default_factory=dict)
    givens: dict[tuple[tuple[str, ...], _Said], Given] = field(default_factory=dict)

    def groups(self, task: str) -> Iterator[tuple[str, _Group]]:
        """Each type that is offered the task before or after, with what changes."""
        bits: dict[_Need, int] = {}
        was, now = _needs(self.before, task, bits), _needs(self.after, task, bits)
        needs = tuple(bits)
        recovered = sum(bit for need, bit in bits.items() if need[0] in self.recovered)
        found: dict[tuple[int, int], _Group] = {}
        for organisation in _either(was, now):
            old, new = was.get(organisation, 0), now.get(organisation, 0)
            if (old, new) not in found:
                if old == new and not old & recovered:
                    found[old, new] = _Group((), 0, _ways(len(_prerequisites(_picked(needs, old)))))
                else:
                    found[old, new] = self._group(organisation, task, _picked(needs, old), _picked(needs, new))
            yield organisation, found[old, new]

    def _group(self, organisation: str, task: str, old: Sequence[_Need], new: Sequence[_Need]) -> _Group:
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
        return _Group(tuple(self._effects(added, removed, tables, situations)), situations - same, situations)

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
    ) -> Iterator[_Effect]:
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


# --- rows ---------------------------------------------------------------------------------------------------------


def _rows(before: Ruleset, after: Ruleset) -> Iterator[ModelChanges]:
    """What differs in each model, in the order of the document; models without differences are left out."""
    for attribute, model in MODELS.items():
        found = _model_changes(model, getattr(before, attribute), getattr(after, attribute))
        if found:
            yield found


def _model_changes(model: str, before: Mapping[str, Row], after: Mapping[str, Row]) -> ModelChanges:
    differing = [
        FieldChange(slug, name, old[name], new[name])
        for slug, row in after.items()
        if slug in before and before[slug] != row
        for old, new in [(columns(before[slug]), columns(row))]
        for name in new
        if old[name] != new[name]
    ]
    return ModelChanges(
        model,
        added=tuple(slug for slug in after if slug not in before),
        removed=tuple(slug for slug in before if slug not in after),
        moved=_moved(list(before), list(after)),
        wording=tuple(each for each in differing if (model, each.field) not in RULE_FIELDS),
        rule_fields=tuple(each for each in differing if (model, each.field) in RULE_FIELDS),
    )


def columns(row: Row) -> dict[str, str]:
    """The fields of a frozen row as the columns of its model, each as text."""
    return dict(column for each in fields(row) for column in _columns(each.name, getattr(row, each.name)))


def _columns(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Text):
        yield from ((f"{name}_{language}", getattr(value, language)) for language in LANGUAGES)
    elif isinstance(value, ThemeNames):
        for language in LANGUAGES:
            theme = getattr(value, language)
            yield f"name_{language}", theme.text
            yield f"name_state_{language}", theme.state.value
            yield f"name_source_{language}", theme.source or ""
            yield f"name_dated_{language}", theme.dated
    else:
        yield name, _shown(value)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(value))
    return str(value)


def _moved(before: Sequence[str], after: Sequence[str]) -> tuple[Moved, ...]:
    old = {slug: place for place, slug in enumerate(before, start=1)}
    new = {slug: place for place, slug in enumerate(after, start=1)}
    stayed = [slug for slug in after if slug in old]
    places = [old[slug] for slug in stayed]
    longest_to = _rising(places)
    longest_from = list(reversed(_rising([-place for place in reversed(places)])))
    through = [to + onward for to, onward in zip(longest_to, longest_from, strict=True)]
    best = max(through, default=0)
    alone = Counter(to for to, length in zip(longest_to, through, strict=True) if length == best)
    return tuple(
        Moved(slug, old[slug], new[slug])
        for slug, to, length in zip(stayed, longest_to, through, strict=True)
        if length < best or alone[to] > 1
    )


def _rising(places: Iterable[int]) -> list[int]:
    """For each place, the length of the longest rising run that ends with it."""
    ends: list[int] = []
    lengths: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    return lengths
