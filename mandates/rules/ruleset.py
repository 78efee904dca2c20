"""The published content as frozen rows with indexes. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Generic, Protocol, TypeVar

NONE_OF_THESE: Final = "ei-mikaan"
"""The answer that no task has as its slug: "I do none of these"."""
THEMES_SOURCE: Final = "suomifi-valtuusasiat"
"""The source whose page is Suomi.fi's list of mandate themes, in each language that has one."""
THEMES: Final = "https://www.suomi.fi/e-authorizations/mandate-themes"
"""The same list, where the content has no such source."""


def gettext_noop(message: str) -> str:
    """Mark a message to be translated where it is said."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the service. `code` stands in addresses, in `Text` and at the end of columns' names.

    `own_name` is what a link to its pages says, `english` its name in documents for machines, `adverb` a message in
    Finnish, and `day` how a date is written, in the letters of Django's date filter.
    """

    code: str
    own_name: str
    english: str
    adverb: str
    day: str = "j.n.Y"
    for_editors: bool = False


LANGUAGE_TABLE: Final = (
    Language("fi", "Suomeksi", "Finnish", gettext_noop("suomeksi"), for_editors=True),
    Language("sv", "På svenska", "Swedish", gettext_noop("ruotsiksi")),
    Language("en", "In English", "English", gettext_noop("englanniksi"), day="j F Y", for_editors=True),
)
"""The only list of languages, the first the one that all is written in first (docs/adr/0009-languages.md)."""
LANGUAGES: Final = tuple(language.code for language in LANGUAGE_TABLE)

T = TypeVar("T")


class InLanguages(Generic[T]):
    """Something in each language of the service: the fields of a subclass are the codes of the table."""

    __slots__ = ()

    def items(self) -> Iterator[tuple[str, T]]:
        """Each language's code, with what there is in it."""
        return ((language, getattr(self, language)) for language in LANGUAGES)

    def values(self) -> Iterator[T]:
        """What there is in each language."""
        return (getattr(self, language) for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Text(InLanguages[str]):
    """One text in the languages of the service; Finnish is always there, the others may be empty."""

    fi: str = ""
    sv: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return any(self.values())


class NameState(StrEnum):
    """How sure we are of a mandate's own name in Suomi.fi, in one language."""

    CONFIRMED = "vahvistettu"
    OLD = "vanha"
    SEEN = "nahty"
    UNCONFIRMED = "vahvistamaton"


class GrantPath(StrEnum):
    """How an organisation gets to grant mandates (domain.md: how an employee gets a mandate)."""

    APPLICATION = "application"
    SELF_SERVICE = "self-service"
    MIXED = "mixed"


class Sector(StrEnum):
    """The heading under which an organisation type is offered."""

    PUBLIC = "julkinen"
    COMPANY = "yritys"
    OTHER = "muu"


class Relation(StrEnum):
    """Whose employee the user is: it decides the type of the mandate."""

    OWN = "oma"
    OTHER = "toinen"


class Section(StrEnum):
    """The part of the result in which an instruction stands."""

    GRANTING = "nain-saat"
    TROUBLE = "ei-onnistu"
    NOTHING = "ei-mikaan"


@dataclass(frozen=True, slots=True)
class Source:
    """A public page that facts were read from. `dated` is YYYY, YYYY-MM or YYYY-MM-DD."""

    slug: str
    number: int
    title: Text
    url: Text
    dated: str


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    slug: str
    number: int
    name: Text


@dataclass(frozen=True, slots=True)
class Service:
    slug: str
    number: int
    group: str
    name: Text
    summary: Text
    url: Text
    before_use: Text
    before_use_source: str | None


@dataclass(frozen=True, slots=True)
class OrganisationType:
    """Whose matters the user looks after. `employee` is the answer "I am an employee of …"."""

    slug: str
    number: int
    sector: Sector
    name: Text
    hint: Text
    keywords: Text
    employee: Text
    grant_path: GrantPath
    grant_note: Text


@dataclass(frozen=True, slots=True)
class Task:
    slug: str
    number: int
    service: str
    name: Text
    hint: Text
    keywords: Text


@dataclass(frozen=True, slots=True)
class Prerequisite:
    slug: str
    number: int
    name: Text
    question: Text
    if_no: Text
    if_unknown: Text
    contact_email: str


@dataclass(frozen=True, slots=True)
class ThemeName:
    """The mandate theme's own name in Suomi.fi in one language; empty text when unconfirmed."""

    text: str
    state: NameState
    source: str | None
    dated: str


@dataclass(frozen=True, slots=True)
class ThemeNames(InLanguages[ThemeName]):
    fi: ThemeName
    sv: ThemeName
    en: ThemeName


@dataclass(frozen=True, slots=True)
class Mandate:
    """A Suomi.fi mandate theme. `title` is our working title, `allows` holds one thing a line."""

    slug: str
    number: int
    services: tuple[str, ...]
    title: Text
    names: ThemeNames
    category: Text
    allows: Text
    includes: frozenset[str]
    register_uri: str
    outdated_note: Text
    ask_email: str
    source: str
    checked_on: str
    review_by: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another mandate theme that is easily chosen in place of one of ours, and why it is not that one."""

    slug: str
    number: int
    mandate: str
    name: Text
    note: Text
    source: str


@dataclass(frozen=True, slots=True)
class Condition:
    """An organisation of one of these types + doing this task → needs this mandate, if these prerequisites hold."""

    slug: str
    number: int
    task: str
    mandate: str
    types: frozenset[str]
    every_type: bool
    prerequisites: tuple[str, ...]
    prerequisite_note: Text = Text()
    other_types_note: Text = Text()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A step or a piece of advice on the result page; shown when its filters (None = always) match."""

    slug: str
    number: int
    section: Section
    relation: Relation | None
    grant_path: GrantPath | None
    title: Text
    body: Text
    source: str
    checked_on: str
    review_by: str


class InfoPage(StrEnum):
    """A page that the law asks for; the value is its address."""

    ACCESSIBILITY = "saavutettavuusseloste"
    PRIVACY = "tietosuoja"


@dataclass(frozen=True, slots=True)
class InfoSection:
    """A heading and its text on one of the pages that the law asks for."""

    slug: str
    number: int
    page: InfoPage
    title: Text
    body: Text
    checked_on: str
    review_by: str


@dataclass(frozen=True, slots=True)
class ExpectedCase:
    """Answers and the exact slugs that recommending must give for them. Owned by editors."""

    slug: str
    number: int
    situation: str
    types: frozenset[str]
    tasks: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    request: frozenset[str]
    confirm: frozenset[str]
    blocked: frozenset[str]
    covered: frozenset[str]
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a source, with the rows that carry it; carried by none when it is left out."""

    slug: str
    number: int
    source: str
    statement: str
    mandates: frozenset[str]
    conditions: frozenset[str]
    note: str


class Kind(StrEnum):
    """The kinds of rows that addresses name; the value is the row's model."""

    TYPE = "organisationtype"
    TASK = "task"
    PREREQUISITE = "prerequisite"
    MANDATE = "mandate"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Former:
    """What addresses may still name: old slugs with today's, and retired rows by their names.

    `old` holds each row's old slugs as it has them (two rows may name the same one, which is an error), and `numbers`
    the numbers of the retired rows.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, Text] = field(default_factory=dict)
    old: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


Row = (
    Source
    | ServiceGroup
    | Service
    | OrganisationType
    | Task
    | Prerequisite
    | Mandate
    | LookAlike
    | Condition
    | Instruction
    | InfoSection
    | ExpectedCase
    | Fact
)
MODELS: Final[Mapping[str, str]] = {
    "sources": "source",
    "groups": "servicegroup",
    "services": "service",
    "types": "organisationtype",
    "tasks": "task",
    "prerequisites": "prerequisite",
    "mandates": "mandate",
    "look_alikes": "lookalike",
    "conditions": "condition",
    "instructions": "instruction",
    "info_sections": "infosection",
    "cases": "expectedcase",
    "facts": "fact",
}
"""The models of the rows, in the order of the document, by the attribute of `Ruleset` that holds them."""
ATTRIBUTES: Final[Mapping[str, str]] = {model: attribute for attribute, model in MODELS.items()}


class _Slugged(Protocol):
    @property
    def slug(self) -> str: ...


R = TypeVar("R", bound=_Slugged)


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

    :raises ValueError: on a cycle in `includes` (a mandate in it is named).
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    groups: Mapping[str, ServiceGroup] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    types: Mapping[str, OrganisationType]
    tasks: Mapping[str, Task]
    prerequisites: Mapping[str, Prerequisite]
    mandates: Mapping[str, Mandate]
    conditions: Mapping[str, Condition]
    look_alikes: Mapping[str, LookAlike] = field(default_factory=dict)
    instructions: Mapping[str, Instruction] = field(default_factory=dict)
    info_sections: Mapping[str, InfoSection] = field(default_factory=dict)
    cases: Mapping[str, ExpectedCase] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    former: Mapping[Kind, Former] = field(default_factory=dict)
    weakened: Mapping[str, Condition] = field(default_factory=dict)
    conditions_by_task: Mapping[str, tuple[Condition, ...]] = field(init=False, repr=False, compare=False)
    conditions_by_mandate: Mapping[str, tuple[Condition, ...]] = field(init=False, repr=False, compare=False)
    look_alikes_by_mandate: Mapping[str, tuple[LookAlike, ...]] = field(init=False, repr=False, compare=False)
    included_in: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    position: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_task: dict[str, list[Condition]] = {}
        by_mandate: dict[str, list[Condition]] = {}
        for condition in self.conditions.values():
            by_task.setdefault(condition.task, []).append(condition)
            by_mandate.setdefault(condition.mandate, []).append(condition)
        look_alikes: dict[str, list[LookAlike]] = {}
        for row in self.look_alikes.values():
            look_alikes.setdefault(row.mandate, []).append(row)
        derived: dict[str, object] = {
            "conditions_by_task": MappingProxyType({task: tuple(rows) for task, rows in by_task.items()}),
            "conditions_by_mandate": MappingProxyType({slug: tuple(rows) for slug, rows in by_mandate.items()}),
            "look_alikes_by_mandate": MappingProxyType({slug: tuple(rows) for slug, rows in look_alikes.items()}),
            "included_in": MappingProxyType(including(self.mandates)),
            "position": MappingProxyType({slug: place for place, slug in enumerate(self.mandates)}),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def current_slug(self, kind: Kind, slug: str) -> str:
        """Today's slug of a row that an address may name by an old one."""
        former = self.former.get(kind)
        return former.aliases.get(slug, slug) if former else slug

    def rows(self, model: str) -> Mapping[str, Row]:
        """The rows in use of a model, one of `MODELS` (each `Kind` is one too), by slug.

        :raises KeyError: when it is no model of rows.
        """
        found: Mapping[str, Row] = getattr(self, ATTRIBUTES[model])
        return found

    def every_row(self) -> Iterator[tuple[str, str, Row]]:
        """Each row in use with its model and slug, in the order of the document."""
        return ((model, slug, row) for model in ATTRIBUTES for slug, row in self.rows(model).items())

    def numbers(self, kind: Kind) -> dict[str, int]:
        """The stable number of each row of a kind, the retired ones too."""
        used = {slug: row.number for slug, row in self.rows(kind).items()}
        return {**self.former.get(kind, Former()).numbers, **used}

    def retired_name(self, slug: str) -> Text | None:
        """The name of a row that is no longer offered, whatever its kind."""
        return next((former.retired[slug] for former in self.former.values() if slug in former.retired), None)

    def offers(self, types: frozenset[str], task: str) -> bool:
        """Tell whether an organisation of one of these types can need something for the task."""
        return any(matches_type(condition, types) for condition in self.conditions_by_task.get(task, ()))


def matches_type(condition: Condition, types: frozenset[str]) -> bool:
    """Tell whether a ticked type meets the condition. No type named and not `every_type` is nobody."""
    return condition.every_type or not condition.types.isdisjoint(types)


def including(mandates: Mapping[str, Mandate]) -> dict[str, frozenset[str]]:
    """For each mandate, all that include it, directly or through others (rules.md: 16 ⊃ 17 ⊃ 18).

    :raises ValueError: when a mandate includes itself, directly or through others.
    """
    found: dict[str, set[str]] = {}
    for broad, mandate in mandates.items():
        waiting = list(mandate.includes)
        seen: set[str] = set()
        while waiting:
            slug = waiting.pop()
            if slug == broad:
                raise ValueError(f"mandate {broad!r} includes itself")
            if slug not in seen and slug in mandates:
                seen.add(slug)
                found.setdefault(slug, set()).add(broad)
                waiting.extend(mandates[slug].includes)
    return {slug: frozenset(broader) for slug, broader in found.items()}
