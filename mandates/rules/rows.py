"""The published rows, frozen, and what may be chosen in their fields. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mandates.rules.texts import Text, ThemeNames

NONE_OF_THESE: Final = "ei-mikaan"
"""The answer that no task has as its slug: "I do none of these"."""
THEMES_SOURCE: Final = "suomifi-valtuusasiat"
"""The source whose page is Suomi.fi's list of mandate themes, in each language that has one."""
THEMES: Final = "https://www.suomi.fi/e-authorizations/mandate-themes"
"""The same list, where the content has no such source."""


class GrantPath(StrEnum):
    """How an organisation gets to grant mandates: it applies for the right, it grants by itself, or some do either."""

    APPLICATION = "application"
    SELF_SERVICE = "self-service"
    MIXED = "mixed"


class Relation(StrEnum):
    """Whose employee the user is: it decides the type of the mandate."""

    OWN = "oma"
    OTHER = "toinen"


class Section(StrEnum):
    """The part of the result in which an instruction stands."""

    GRANTING = "nain-saat"
    TROUBLE = "ei-onnistu"
    NOTHING = "ei-mikaan"


class CauseKind(StrEnum):
    """Which of a service's own facts belong beside a likely cause."""

    TYPE = "tyyppi"
    LOOK_ALIKE = "nakoisnimi"
    PREREQUISITE = "edellytys"
    EXPIRED = "vanhentunut"
    GRANTING = "valtuutusoikeus"
    CONTRACT = "sopimus"
    OTHER = "muu"


@dataclass(frozen=True, slots=True)
class Row:
    """What every published row has: its name in addresses and references, and its stable number."""

    slug: str
    number: int


@dataclass(frozen=True, slots=True)
class Source(Row):
    """A public page that facts were read from. `dated` is YYYY, YYYY-MM or YYYY-MM-DD."""

    title: Text
    url: Text
    dated: str


@dataclass(frozen=True, slots=True)
class ServiceGroup(Row):
    """The heading under which services, and the tasks done in them, are offered."""

    name: Text


@dataclass(frozen=True, slots=True)
class Service(Row):
    """One of Kela's online services. `before_use` is what it asks for besides the mandate before it is first used."""

    group: str
    name: Text
    summary: Text
    url: Text
    before_use: Text
    before_use_source: str | None


@dataclass(frozen=True, slots=True)
class Sector(Row):
    """The heading under which organisation types are offered."""

    name: Text


@dataclass(frozen=True, slots=True)
class OrganisationType(Row):
    """Whose matters the user looks after. `employee` is the answer "I am an employee of …"."""

    sector: str
    name: Text
    hint: Text
    keywords: Text
    employee: Text
    grant_path: GrantPath
    grant_note: Text


@dataclass(frozen=True, slots=True)
class Task(Row):
    """What the user does, in a service; the answer that conditions begin from."""

    service: str
    name: Text
    hint: Text
    keywords: Text


@dataclass(frozen=True, slots=True)
class Prerequisite(Row):
    """What must hold besides the mandate. `if_no` says what to do where it does not, `if_unknown` how to find out."""

    name: Text
    question: Text
    if_no: Text
    if_unknown: Text
    contact_email: str


@dataclass(frozen=True, slots=True)
class Mandate(Row):
    """A Suomi.fi mandate theme. `title` is our working title, `allows` holds one thing a line."""

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
class LookAlike(Row):
    """Another mandate theme that is easily chosen in place of one of ours, and why it is not that one."""

    mandate: str
    name: Text
    note: Text
    source: str


@dataclass(frozen=True, slots=True)
class Condition(Row):
    """An organisation of one of these types + doing this task → needs this mandate, if these prerequisites hold."""

    task: str
    mandate: str
    types: frozenset[str]
    every_type: bool
    prerequisites: tuple[str, ...]
    prerequisite_note: Text = Text()
    other_types_note: Text = Text()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instruction(Row):
    """A step or a piece of advice on the result page; shown when its filters (None = always) match."""

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
class InfoSection(Row):
    """A heading and its text on one of the pages that the law asks for."""

    page: InfoPage
    title: Text
    body: Text
    checked_on: str
    review_by: str


@dataclass(frozen=True, slots=True)
class Symptom(Row):
    """What somebody sees who cannot get on: a service that does not open, an organisation that is not listed."""

    name: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Cause(Row):
    """A likely cause of some symptoms: how to tell, and what cures it. Without `services` it may be that of any.

    `message` is a ready message to whoever can cure it; without one the cure is a new answer.
    """

    symptoms: frozenset[str]
    services: frozenset[str]
    kind: CauseKind
    name: Text
    sign: Text
    cure: Text
    message: Text
    source: str
    checked_on: str
    review_by: str


@dataclass(frozen=True, slots=True)
class ExpectedCase(Row):
    """Answers and the exact slugs that recommending must give for them. Owned by editors."""

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
class Fact(Row):
    """One fact of a source, with the rows that carry it; carried by none when it is left out."""

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


ROWS: Final[Mapping[str, type[Row]]] = {
    "sources": Source,
    "groups": ServiceGroup,
    "services": Service,
    "sectors": Sector,
    "types": OrganisationType,
    "tasks": Task,
    "prerequisites": Prerequisite,
    "mandates": Mandate,
    "look_alikes": LookAlike,
    "conditions": Condition,
    "instructions": Instruction,
    "info_sections": InfoSection,
    "symptoms": Symptom,
    "causes": Cause,
    "cases": ExpectedCase,
    "facts": Fact,
}
"""Every kind of rows, in the order of the document, by the attribute of `Ruleset` that holds them."""
MODELS: Final[Mapping[str, str]] = {attribute: kind.__name__.lower() for attribute, kind in ROWS.items()}
"""The models of the rows by the same attributes: each has the name of what its rows are read as."""
ATTRIBUTES: Final[Mapping[str, str]] = {model: attribute for attribute, model in MODELS.items()}
