"""A small set of content without any problem, to be broken one way at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar, cast

from mandates.rules.rows import (
    Cause,
    CauseKind,
    Condition,
    ExpectedCase,
    Fact,
    InfoPage,
    InfoSection,
    Instruction,
    LookAlike,
    Row,
    Section,
    Service,
    ServiceGroup,
    Source,
    Symptom,
)
from mandates.rules.ruleset import Ruleset, by_slug
from mandates.rules.texts import NameState, Text, ThemeName, ThemeNames
from mandates.tests import building

R = TypeVar("R", bound=Row)
CONFIRMED: Final = ThemeName("Nimi", NameState.CONFIRMED, "source", "2026")
NAMED: Final = ThemeNames(CONFIRMED, CONFIRMED, CONFIRMED)


def text(words: str) -> Text:
    """The same words in every language."""
    return Text(words, words, words)


def translated(row: R) -> R:
    """The row with its Finnish in every language."""
    texts = {each.name: getattr(row, each.name) for each in fields(row)}
    found = {name: text(value.fi) for name, value in texts.items() if isinstance(value, Text)}
    return replace(row, **cast("Any", found))


def mandate(slug: str, number: int, includes: str = "", **values: Any) -> Any:
    made = translated(building.mandate(slug, number, includes.split()))
    return replace(made, **{"names": NAMED if number == 1 else named(f"Nimi {number}"), **values})


def named(name: str) -> ThemeNames:
    """Confirmed in every language."""
    confirmed = replace(CONFIRMED, text=name)
    return ThemeNames(confirmed, confirmed, confirmed)


def service(slug: str, number: int, **values: Any) -> Service:
    made = Service(slug, number, "group", text("Palvelu"), text("Kuvaus."), Text("https://example.fi/"), Text(), None)
    return replace(made, **values)


def look_alike(slug: str, number: int, **values: Any) -> LookAlike:
    """Without values one of `valtuus`."""
    return replace(LookAlike(slug, number, "valtuus", Text("Toinen"), text("Se on muille."), "source"), **values)


def condition(slug: str, number: int, **values: Any) -> Condition:
    """Without values for a municipality with an agreement that does the invoice: `valtuus`."""
    made = Condition(slug, number, "lasku", "valtuus", frozenset({"kunta"}), False, ("sopimus",))
    return replace(made, **values)


def cause(slug: str, number: int, **values: Any) -> Cause:
    """Without values one of `kiinni`, in every service."""
    made = Cause(
        slug=slug,
        number=number,
        symptoms=frozenset({"kiinni"}),
        services=frozenset(),
        kind=CauseKind.TYPE,
        name=text("Väärä tyyppi"),
        sign=text("Katso tyyppi."),
        cure=text("Pyydä oikea."),
        message=Text(),
        source="source",
        checked_on="2026-01-01",
        review_by="2027-01-01",
    )
    return replace(made, **values)


CASE: Final = ExpectedCase(
    slug="tapaus",
    number=1,
    situation="Kunta laskuttaa.",
    types=frozenset({"kunta"}),
    tasks=frozenset({"lasku"}),
    yes=frozenset({"sopimus"}),
    no=frozenset(),
    request=frozenset({"valtuus"}),
    confirm=frozenset(),
    blocked=frozenset(),
    covered=frozenset(),
    source="source",
    note="",
)
WHOLE: Final = Ruleset(
    sources=by_slug([Source("source", 1, text("Lähde"), Text("https://example.fi/"), "2026")]),
    groups=by_slug([ServiceGroup("group", 1, text("Ryhmä"))]),
    services=by_slug([service("service", 1)]),
    sectors=by_slug([building.sector()]),
    types=by_slug([translated(building.organisation_type("kunta", 1))]),
    tasks=by_slug([translated(building.task("lasku", 1))]),
    prerequisites=by_slug([translated(building.prerequisite("sopimus", 1))]),
    mandates=by_slug([mandate("valtuus", 1)]),
    conditions=by_slug([condition("ehto", 1)]),
    instructions=by_slug(
        [
            Instruction(
                slug="ohje",
                number=1,
                section=Section.GRANTING,
                relation=None,
                grant_path=None,
                title=text("Pyydä"),
                body=text("Pyydä valtuutta."),
                source="source",
                checked_on="2026-01-01",
                review_by="2027-01-01",
            )
        ]
    ),
    info_sections=by_slug(
        [
            InfoSection(
                slug="kohta",
                number=1,
                page=InfoPage.PRIVACY,
                title=text("Mitä tallennamme"),
                body=text("Emme mitään."),
                checked_on="2026-01-01",
                review_by="2027-01-01",
            )
        ]
    ),
    symptoms=by_slug([Symptom("kiinni", 1, text("Palvelu on kiinni"), Text())]),
    causes=by_slug([cause("tyyppi", 1)]),
    cases=by_slug([CASE]),
    facts=by_slug([Fact("asia", 1, "source", "Kunta saa.", frozenset({"valtuus"}), frozenset({"ehto"}), "")]),
)


def adding(base: Ruleset = WHOLE, /, **rows: Any) -> Ruleset:
    """The set with these rows too: `adding(tasks=[row])`. A row of the same slug takes the place of the old one."""
    changed: dict[str, Any] = {}
    for attribute, more in rows.items():
        old: Mapping[str, Row] = getattr(base, attribute)
        changed[attribute] = by_slug({**old, **{row.slug: row for row in more}}.values())
    return replace(base, **changed)


def without(base: Ruleset, /, **slugs: str) -> Ruleset:
    """The set without these rows: `without(WHOLE, tasks="lasku")`."""
    changed: dict[str, Any] = {}
    for attribute, words in slugs.items():
        rows: Mapping[str, Row] = getattr(base, attribute)
        changed[attribute] = by_slug(row for slug, row in rows.items() if slug not in words.split())
    return replace(base, **changed)


def changing(attribute: str, slug: str, /, **values: Any) -> Ruleset:
    """The set with other values in one row."""
    return adding(**{attribute: [replace(getattr(WHOLE, attribute)[slug], **values)]})
