"""The published content: rows with indexes, and what addresses may still name. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeVar, cast

from mandates.rules.rows import (
    ATTRIBUTES,
    Cause,
    Condition,
    ExpectedCase,
    Fact,
    InfoSection,
    Instruction,
    Kind,
    LookAlike,
    Mandate,
    OrganisationType,
    Prerequisite,
    Row,
    Sector,
    Service,
    ServiceGroup,
    Source,
    Symptom,
    Task,
)
from mandates.rules.texts import Text


@dataclass(frozen=True, slots=True)
class Former:
    """What addresses may still name: old slugs with today's, and retired rows by their names.

    `old` holds each row's old slugs as it has them (two rows may name the same one, which is an error), and `numbers`
    the numbers of the retired rows. `called` holds every name that a retired row has had of its own, in any language.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, Text] = field(default_factory=dict)
    old: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


EVERY_TYPE: Final = "*"
"""Stands where a type's slug does, for what every type meets."""


R = TypeVar("R", bound=Row)


def by_slug(rows: Iterable[R]) -> Mapping[str, R]:
    """Index rows by slug, keeping their order.

    :raises ValueError: when two rows have the same slug.
    """
    index: dict[str, R] = {}
    for row in rows:
        if row.slug in index:
            raise ValueError(f"two rows have the slug {row.slug!r}")
        index[row.slug] = row
    return MappingProxyType(index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset:
    """One publication's content. Mappings are in display order; the indexes are derived.

    `weakened` holds conditions as their rows have them, where a retired row makes the rule another or drops it.
    `made` is for what others make of the content and want to keep as long as it.

    :raises ValueError: on a cycle in `includes` (a mandate in it is named).
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    groups: Mapping[str, ServiceGroup] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    types: Mapping[str, OrganisationType]
    tasks: Mapping[str, Task]
    prerequisites: Mapping[str, Prerequisite]
    mandates: Mapping[str, Mandate]
    conditions: Mapping[str, Condition]
    look_alikes: Mapping[str, LookAlike] = field(default_factory=dict)
    instructions: Mapping[str, Instruction] = field(default_factory=dict)
    info_sections: Mapping[str, InfoSection] = field(default_factory=dict)
    symptoms: Mapping[str, Symptom] = field(default_factory=dict)
    causes: Mapping[str, Cause] = field(default_factory=dict)
    cases: Mapping[str, ExpectedCase] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    former: Mapping[Kind, Former] = field(default_factory=dict)
    weakened: Mapping[str, Condition] = field(default_factory=dict)
    conditions_by_task: Mapping[str, tuple[Condition, ...]] = field(init=False, repr=False, compare=False)
    conditions_by_mandate: Mapping[str, tuple[Condition, ...]] = field(init=False, repr=False, compare=False)
    first_by_mandate: Mapping[str, Condition] = field(init=False, repr=False, compare=False)
    first_by_type: Mapping[str, Mapping[str, Condition]] = field(init=False, repr=False, compare=False)
    look_alikes_by_mandate: Mapping[str, tuple[LookAlike, ...]] = field(init=False, repr=False, compare=False)
    included_in: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    position: Mapping[str, int] = field(init=False, repr=False, compare=False)
    made: dict[object, object] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        conditions = self.conditions.values()
        derived: dict[str, Mapping[str, object]] = {
            "conditions_by_task": grouped(conditions, "task"),
            "conditions_by_mandate": grouped(conditions, "mandate"),
            "first_by_mandate": first_by_mandate(conditions),
            "first_by_type": first_by_type(conditions),
            "look_alikes_by_mandate": grouped(self.look_alikes.values(), "mandate"),
            "included_in": including(self.mandates),
            "position": {slug: place for place, slug in enumerate(self.mandates)},
        }
        for name, value in derived.items():
            object.__setattr__(self, name, MappingProxyType(value))

    def current_slug(self, kind: Kind, slug: str) -> str:
        """Today's slug of a row that an address may name by an old one."""
        return self.former_of(kind).aliases.get(slug, slug)

    def former_of(self, model: str) -> Former:
        """What addresses may still name of a model: nothing of one that is no `Kind`."""
        return self.former.get(cast("Kind", model), Former())

    def rows(self, model: str) -> Mapping[str, Row]:
        """The rows in use of a model, one of `MODELS` (each `Kind` is one too), by slug.

        :raises KeyError: when it is no model of rows.
        """
        found: Mapping[str, Row] = getattr(self, ATTRIBUTES[model])
        return found

    def every_row(self) -> Iterator[tuple[str, str, Row]]:
        """Each row in use with its model and slug, in the order of the document."""
        return ((model, slug, row) for model in ATTRIBUTES for slug, row in self.rows(model).items())

    def numbers(self, model: str) -> dict[str, int]:
        """The stable number of each row of a model, also of one that is retired or out of force by that."""
        rows = {**(self.weakened if model == "condition" else {}), **self.rows(model)}
        return {**self.former_of(model).numbers, **{slug: row.number for slug, row in rows.items()}}

    def retired_name(self, kind: Kind, slug: str) -> Text | None:
        """The name of a row that is no longer offered."""
        return self.former_of(kind).retired.get(slug)

    def knows(self, kind: Kind | None, slug: str) -> bool:
        """Tell whether the slug is a row's of this kind, in use or no longer offered."""
        return kind is not None and (slug in self.rows(kind) or self.retired_name(kind, slug) is not None)

    def kind_of(self, slug: str) -> Kind | None:
        """What a slug is taken for where nothing tells its kind: a task in use, else a row no longer offered."""
        if slug in self.tasks:
            return Kind.TASK
        return next((kind for kind, former in self.former.items() if slug in former.retired), None)

    def offers(self, types: frozenset[str], task: str) -> bool:
        """Tell whether an organisation of one of these types can need something for the task."""
        return any(matches_type(condition, types) for condition in self.conditions_by_task.get(task, ()))


def matches_type(condition: Condition, types: frozenset[str]) -> bool:
    """Tell whether a ticked type meets the condition. No type named and not `every_type` is nobody."""
    return condition.every_type or not condition.types.isdisjoint(types)


def matching_types(condition: Condition, types: Set[str]) -> Set[str]:
    """Those of the types that meet the condition."""
    return types if condition.every_type else condition.types & types


def grouped(rows: Iterable[R], by: str) -> dict[str, tuple[R, ...]]:
    """The rows by the slug that stands in a field of theirs, in their order."""
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return {slug: tuple(own) for slug, own in found.items()}


def first_by_mandate(conditions: Iterable[Condition]) -> dict[str, Condition]:
    """For each mandate, the condition with the lowest number."""
    first: dict[str, Condition] = {}
    for row in conditions:
        if row.mandate not in first or row.number < first[row.mandate].number:
            first[row.mandate] = row
    return first


def first_by_type(conditions: Iterable[Condition]) -> dict[str, dict[str, Condition]]:
    """The same among the conditions that name each type, and among those of every type."""
    rows: dict[str, list[Condition]] = {EVERY_TYPE: []}
    for row in conditions:
        for slug in (EVERY_TYPE,) if row.every_type else row.types:
            rows.setdefault(slug, []).append(row)
    return {slug: first_by_mandate(found) for slug, found in rows.items()}


def including(mandates: Mapping[str, Mandate]) -> dict[str, frozenset[str]]:
    """For each mandate, all that include it, directly or through others: of 16 ⊃ 17 ⊃ 18, both 16 and 17 include 18.

    :raises ValueError: when a mandate includes itself, directly or through others.
    """
    includes = {slug: mandate.includes for slug, mandate in mandates.items()}
    found: dict[str, set[str]] = {}
    for broad in mandates:
        for slug in reached(broad, includes):
            if slug == broad:
                raise ValueError(f"mandate {broad!r} includes itself")
            found.setdefault(slug, set()).add(broad)
    return {slug: frozenset(broader) for slug, broader in found.items()}


def reached(start: str, includes: Mapping[str, Iterable[str]]) -> set[str]:
    """The mandates that one includes, directly or through others: itself too, where they go round in a cycle."""
    seen: set[str] = set()
    waiting = list(includes[start])
    while waiting:
        slug = waiting.pop()
        if slug in includes and slug not in seen:
            seen.add(slug)
            waiting.extend(includes[slug])
    return seen
