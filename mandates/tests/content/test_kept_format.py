"""A publication's body that is kept: what it means is never broken again, from release 1.0.0 on.

When `documents.FORMAT` grows, a file of the new format is added beside this one, `documents.records_of` brings the
older bodies to it, and every file here still reads to the same rows. No file is changed or removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps

from mandates.checks import integrity
from mandates.checks.problem import Severity
from mandates.content import documents, importing
from mandates.rules.rows import (
    Cause,
    CauseKind,
    Condition,
    ExpectedCase,
    Fact,
    GrantPath,
    InfoPage,
    InfoSection,
    Instruction,
    Kind,
    LookAlike,
    Mandate,
    OrganisationType,
    Prerequisite,
    Relation,
    Section,
    Sector,
    Service,
    ServiceGroup,
    Source,
    Symptom,
    Task,
)
from mandates.rules.ruleset import Former, R, Ruleset, by_slug
from mandates.rules.texts import NameState, Text, ThemeName, ThemeNames

DATA: Final = Path(__file__).parent / "data"
NEWEST: Final = DATA / f"format-{documents.FORMAT}.json"
SECTORS: Final = ("julkinen", "yritys", "muu")
COMPANIES: Final = (
    "Yritykset ja palveluntuottajat",
    "Företag och serviceproducenter",
    "Companies and service providers",
)
CHECKED: Final = "2026-11-01"
REVIEW: Final = "2027-11-01"


def rows(*found: R) -> Mapping[str, R]:
    return by_slug(found)


def said(slug: str, field: str) -> Text:
    """What the file says in a row's field, in each language."""
    return Text(f"{slug} {field} fi", f"{slug} {field} sv", f"{slug} {field} en")


def former(slug: str, old: tuple[str, ...], retired: str, number: int, field: str) -> Former:
    """A row with its old slugs, and one out of use, of which the file has a number and a name in each language."""
    name = said(retired, field)
    aliases = dict.fromkeys(old, slug)
    return Former(aliases, {retired: name}, {slug: old}, {retired: number}, {retired: tuple(name.values())})


def page(slug: str) -> Text:
    return Text(*(f"https://example.fi/{language}/{slug}" for language in ("fi", "sv", "en")))


def organisation_type(slug: str, number: int, sector: str, path: GrantPath) -> OrganisationType:
    return OrganisationType(
        slug=slug,
        number=number,
        sector=sector,
        name=said(slug, "name"),
        hint=said(slug, "hint"),
        keywords=said(slug, "keywords"),
        employee=said(slug, "employee"),
        grant_path=path,
        grant_note=said(slug, "grant_note"),
    )


def task(slug: str, number: int) -> Task:
    return Task(slug, number, "palvelu", said(slug, "name"), said(slug, "hint"), said(slug, "keywords"))


def prerequisite(slug: str, number: int) -> Prerequisite:
    return Prerequisite(
        slug=slug,
        number=number,
        name=said(slug, "name"),
        question=said(slug, "question"),
        if_no=said(slug, "if_no"),
        if_unknown=said(slug, "if_unknown"),
        contact_email=f"{slug}@example.fi",
    )


def unconfirmed(dated: str = CHECKED) -> ThemeName:
    return ThemeName("", NameState.UNCONFIRMED, None, dated)


def mandate(slug: str, number: int, names: ThemeNames, includes: frozenset[str] = frozenset()) -> Mandate:
    return Mandate(
        slug=slug,
        number=number,
        services=("palvelu",),
        title=said(slug, "title"),
        names=names,
        category=said(slug, "category"),
        allows=said(slug, "allows"),
        includes=includes,
        register_uri=f"http://example.fi/{slug}",
        outdated_note=said(slug, "outdated_note"),
        ask_email=f"{slug}@example.fi",
        source="sivu",
        checked_on=CHECKED,
        review_by=REVIEW,
    )


def look_alike(slug: str, number: int, mandate: str) -> LookAlike:
    return LookAlike(slug, number, mandate, said(slug, "name"), said(slug, "note"), "sivu")


def condition(number: int, task: str, mandate: str, types: frozenset[str], prerequisites: tuple[str, ...]) -> Condition:
    """A condition for these types, for everybody when there are none."""
    slug = f"{task}-{mandate}"
    return Condition(
        slug=slug,
        number=number,
        task=task,
        mandate=mandate,
        types=types,
        every_type=not types,
        prerequisites=prerequisites,
        prerequisite_note=said(slug, "prerequisite_note") if prerequisites else Text(),
        other_types_note=said(slug, "other_types_note"),
        note=f"{slug} note",
    )


def instruction(
    slug: str, number: int, section: Section, relation: Relation | None, path: GrantPath | None
) -> Instruction:
    words = said(slug, "title"), said(slug, "body")
    return Instruction(slug, number, section, relation, path, *words, "sivu", CHECKED, REVIEW)


def info_section(slug: str, number: int, page: InfoPage) -> InfoSection:
    return InfoSection(slug, number, page, said(slug, "title"), said(slug, "body"), CHECKED, REVIEW)


MEANT: Final = Ruleset(
    sources=rows(
        Source("sivu", 11, said("sivu", "title"), page("sivu"), "2026-11"),
        Source("lomake", 12, said("lomake", "title"), page("lomake"), "2024-04-26"),
    ),
    groups=rows(ServiceGroup("ryhma", 11, said("ryhma", "name"))),
    services=rows(
        Service(
            slug="palvelu",
            number=11,
            group="ryhma",
            name=said("palvelu", "name"),
            summary=said("palvelu", "summary"),
            url=page("palvelu"),
            before_use=said("palvelu", "before_use"),
            before_use_source="lomake",
        ),
    ),
    sectors=rows(
        Sector("julkinen", 1, Text("Julkinen sektori", "Offentliga sektorn", "Public sector")),
        Sector("yritys", 2, Text(*COMPANIES)),
        Sector("muu", 3, Text("Muut", "Övriga", "Others")),
    ),
    types=rows(
        organisation_type("kunta", 11, "julkinen", GrantPath.APPLICATION),
        organisation_type("yritys", 12, "yritys", GrantPath.SELF_SERVICE),
        organisation_type("yhdistys", 13, "muu", GrantPath.MIXED),
    ),
    tasks=rows(task("laskutus", 11), task("katselu", 12)),
    prerequisites=rows(prerequisite("sopimus", 11), prerequisite("lupa", 12), prerequisite("tieto", 13)),
    mandates=rows(
        mandate(
            "laaja",
            11,
            ThemeNames(
                ThemeName("laaja name fi", NameState.CONFIRMED, "sivu", "2026-11-02"),
                ThemeName("laaja name sv", NameState.OLD, "lomake", "2024-04"),
                unconfirmed("2026"),
            ),
            frozenset({"suppea"}),
        ),
        mandate(
            "suppea",
            12,
            ThemeNames(
                ThemeName("suppea name fi", NameState.SEEN, "lomake", "2020-07-29"), unconfirmed(), unconfirmed()
            ),
        ),
        mandate("estetty", 13, ThemeNames(unconfirmed(), unconfirmed(), unconfirmed())),
        mandate(
            "avoin",
            14,
            ThemeNames(
                unconfirmed(), unconfirmed(), ThemeName("avoin name en", NameState.CONFIRMED, "lomake", CHECKED)
            ),
        ),
    ),
    look_alikes=rows(look_alike("lahes-laaja", 11, "laaja"), look_alike("lahes-entinen", 12, "entinen")),
    conditions=rows(
        condition(11, "laskutus", "laaja", frozenset({"kunta", "yritys"}), ("sopimus",)),
        condition(12, "katselu", "suppea", frozenset(), ()),
        condition(13, "laskutus", "estetty", frozenset({"kunta"}), ("lupa",)),
        condition(14, "laskutus", "avoin", frozenset({"kunta"}), ("tieto",)),
    ),
    instructions=rows(
        instruction("pyyda", 11, Section.GRANTING, Relation.OWN, GrantPath.APPLICATION),
        instruction("soita", 12, Section.TROUBLE, Relation.OTHER, GrantPath.SELF_SERVICE),
        instruction("lue", 13, Section.NOTHING, None, None),
    ),
    info_sections=rows(info_section("miten", 11, InfoPage.ACCESSIBILITY), info_section("mita", 12, InfoPage.PRIVACY)),
    cases=rows(
        ExpectedCase(
            slug="kunnan-laskuttaja",
            number=11,
            situation="Laskutan ja katselen kunnassa.",
            types=frozenset({"kunta"}),
            tasks=frozenset({"laskutus", "katselu"}),
            yes=frozenset({"sopimus"}),
            no=frozenset({"lupa"}),
            request=frozenset({"laaja"}),
            confirm=frozenset({"avoin"}),
            blocked=frozenset({"estetty"}),
            covered=frozenset({"suppea"}),
            source="sivu",
            note="kunnan-laskuttaja note",
        ),
    ),
    facts=rows(
        Fact(
            slug="sanottu",
            number=11,
            source="lomake",
            statement="Lähde sanoo tämän.",
            mandates=frozenset({"laaja", "suppea"}),
            conditions=frozenset({"laskutus-laaja"}),
            note="sanottu note",
        ),
    ),
    former={
        Kind.TYPE: former("kunta", ("kaupunki",), "laani", 14, "name"),
        Kind.TASK: former("laskutus", ("laskut",), "postitus", 13, "name"),
        Kind.PREREQUISITE: former("sopimus", ("sopimukset",), "leima", 14, "name"),
        Kind.MANDATE: former("laaja", ("iso",), "entinen", 15, "title"),
        Kind.SERVICE: former("palvelu", ("kysely", "haku"), "faksi", 12, "name"),
    },
    weakened=rows(
        condition(13, "laskutus", "estetty", frozenset({"kunta", "laani"}), ("lupa",)),
        condition(14, "laskutus", "avoin", frozenset({"kunta"}), ("leima", "tieto")),
        condition(15, "postitus", "entinen", frozenset({"yhdistys"}), ()),
    ),
)


def symptom(slug: str, number: int) -> Symptom:
    return Symptom(slug, number, said(slug, "name"), said(slug, "hint"))


def cause(slug: str, number: int, kind: CauseKind, symptoms: set[str], services: set[str]) -> Cause:
    return Cause(
        slug=slug,
        number=number,
        symptoms=frozenset(symptoms),
        services=frozenset(services),
        kind=kind,
        name=said(slug, "name"),
        sign=said(slug, "sign"),
        cure=said(slug, "cure"),
        message=said(slug, "message"),
        source="sivu",
        checked_on=CHECKED,
        review_by=REVIEW,
    )


SECOND_MEANT: Final = replace(
    MEANT,
    sectors=by_slug(Sector(slug, number, said(slug, "name")) for number, slug in enumerate(SECTORS, 11)),
    symptoms=rows(symptom("kiinni", 11), symptom("poissa", 12)),
    causes=rows(
        cause("tyyppi", 11, CauseKind.TYPE, {"kiinni", "poissa"}, set()),
        cause("sopimaton", 12, CauseKind.CONTRACT, {"kiinni"}, {"palvelu"}),
    ),
)
"""Format 2 has symptoms and causes besides what format 1 had, and its sectors are rows with names of their own."""


@pytest.mark.parametrize(("made_in", "meant"), [(1, MEANT), (2, SECOND_MEANT)])
def test_kept_file_means_what_it_meant(made_in: int, meant: Ruleset) -> None:
    ruleset = documents.compile_document((DATA / f"format-{made_in}.json").read_text(encoding="utf-8"), made_in)

    assert ruleset == meant
    assert {name: list(getattr(ruleset, name)) for name in ("types", "mandates", "conditions")} == {
        "types": ["kunta", "yritys", "yhdistys"],
        "mandates": ["laaja", "suppea", "estetty", "avoin"],
        "conditions": ["laskutus-laaja", "katselu-suppea", "laskutus-estetty", "laskutus-avoin"],
    }


def test_a_body_of_each_format_is_kept() -> None:
    assert {path.name for path in DATA.glob("format-*.json")} == {
        f"format-{number}.json" for number in range(1, documents.FORMAT + 1)
    }


@pytest.mark.parametrize("meant", [MEANT, SECOND_MEANT], ids=["1", "2"])
def test_kept_file_could_be_published_today(meant: Ruleset) -> None:
    assert [each for each in integrity.problems(meant) if each.severity is Severity.ERROR] == []


def test_kept_file_says_something_in_every_field_of_every_kind() -> None:
    """Otherwise what that field means could change unseen."""
    empty = set()
    records = json.loads(NEWEST.read_text(encoding="utf-8"))
    for model in documents.MODELS:
        rows = [record["fields"] for record in records if apps.get_model(record["model"]) is model]
        names = (field.name for field in model.content_fields())
        empty |= {(model.__name__, name) for name in names if not any(row[name] for row in rows)}
    assert empty == set()


@pytest.mark.django_db
def test_kept_file_can_be_the_draft_again() -> None:
    text = NEWEST.read_text(encoding="utf-8")

    importing.import_text(text, "Julkaisu 1")

    assert documents.export() == text
