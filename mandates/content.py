"""Rows <-> canonical document -> Ruleset. The only place that reads rows for the wizard.

The document is Django's fixture JSON with natural keys in canonical order: the shipped fixtures, an export and a
publication's body are the same thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder

from mandates import models, ruleset
from mandates.ruleset import Former, Kind, Ruleset, Text, by_slug

FORMAT: Final = 1
"""The form of the rows in a publication's body. When it changes, older bodies are brought to it as they are read."""
MODELS: Final[tuple[type[models.Row], ...]] = (
    models.Source,
    models.ServiceGroup,
    models.Service,
    models.OrganisationType,
    models.Task,
    models.Prerequisite,
    models.Mandate,
    models.Condition,
    models.Instruction,
    models.InfoSection,
    models.ExpectedCase,
    models.Fact,
)

Fields = Mapping[str, Any]
Record = Mapping[str, Any]
R = TypeVar("R")


def export() -> str:
    """The draft as one canonical document: same rows, same bytes."""
    records = [_canonical(record) for model in MODELS for record in _serialized(model)]
    return dump(records)


def dump(records: Iterable[Record]) -> str:
    return json.dumps(list(records), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder) + "\n"


def _serialized(model: type[models.Row]) -> list[dict[str, Any]]:
    rows = sorted(model._default_manager.all(), key=lambda row: (row.order, row.slug))
    found: list[dict[str, Any]] = serializers.serialize(
        "python", rows, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    return found


def _canonical(record: Record) -> Record:
    """Sort what is a set (lists of keys), so that equal content is equal text."""
    model: type[models.Row] = apps.get_model(record["model"])
    many = {field.name for field in model._meta.many_to_many}
    fields = {
        key: sorted(value) if key in many else value
        for key, value in record["fields"].items()
        if key not in model.outside_content
    }
    return {"model": record["model"], "fields": fields}


def records_of(document: str, made_in: int) -> list[Record]:
    """The records of a canonical document.

    :raises ValueError: when the text is not JSON, or this code does not know the format.
    """
    if made_in != FORMAT:
        raise ValueError(f"unknown format {made_in}")
    found: list[Record] = json.loads(document)
    return found


def compile_document(document: str, made_in: int = FORMAT) -> Ruleset:
    """Turn a canonical document into the Ruleset that pages are answered from. Needs no database.

    Retired rows are left out, and with them the conditions of a retired task or mandate; their names and the old
    slugs stay in `former`.

    :raises ValueError: when the text is not JSON, the format is unknown, or the content has duplicate slugs or a
        cycle in `includes`.
    :raises KeyError: when a field is missing; a document made by `export` has them all.
    """
    rows = _Rows(records_of(document, made_in))
    types = by_slug(rows.read(models.OrganisationType, _organisation_type))
    tasks = by_slug(rows.read(models.Task, _task))
    prerequisites = by_slug(rows.read(models.Prerequisite, _prerequisite))
    mandates = by_slug(rows.read(models.Mandate, _mandate))
    written = by_slug(rows.read(models.Condition, _condition))
    conditions = by_slug(
        replace(
            row,
            types=row.types.intersection(types),
            prerequisites=tuple(slug for slug in row.prerequisites if slug in prerequisites),
        )
        for row in written.values()
        if row.task in tasks and row.mandate in mandates
    )
    return Ruleset(
        sources=by_slug(rows.read(models.Source, _source)),
        groups=by_slug(rows.read(models.ServiceGroup, _group)),
        services=by_slug(rows.read(models.Service, _service)),
        types=types,
        tasks=tasks,
        prerequisites=prerequisites,
        mandates=mandates,
        conditions=conditions,
        instructions=by_slug(rows.read(models.Instruction, _instruction)),
        info_sections=by_slug(rows.read(models.InfoSection, _info_section)),
        cases=by_slug(rows.read(models.ExpectedCase, _case)),
        facts=by_slug(rows.read(models.Fact, _fact)),
        former={kind: rows.former(kind) for kind in Kind},
        weakened={slug: row for slug, row in written.items() if conditions.get(slug) != row},
    )


class _Rows:
    """The document's records by model, in display order."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.found: dict[str, list[Fields]] = {}
        for record in records:
            self.found.setdefault(record["model"], []).append(record["fields"])
        for rows in self.found.values():
            rows.sort(key=lambda fields: (fields["order"], fields["slug"]))

    def read(self, model: type[models.Row], build: Callable[[Fields], R]) -> list[R]:
        """The rows in use."""
        rows = self.found.get(model._meta.label_lower, [])
        return [build(fields) for fields in rows if not fields.get("retired", False)]

    def former(self, kind: Kind) -> Former:
        rows = self.found.get(f"mandates.{kind}", [])
        return Former(
            aliases={old: fields["slug"] for fields in rows for old in fields["old_slugs"].split()},
            retired={
                fields["slug"]: _text(fields, "title" if kind is Kind.MANDATE else "name")
                for fields in rows
                if fields["retired"]
            },
            old={fields["slug"]: tuple(fields["old_slugs"].split()) for fields in rows if fields["old_slugs"]},
            numbers={fields["slug"]: fields["number"] for fields in rows if fields["retired"]},
        )


def _text(fields: Fields, name: str) -> Text:
    return Text(*(fields[f"{name}_{language}"] for language in ruleset.LANGUAGES))


def _key(value: list[str]) -> str:
    return value[0]


def _keys(value: list[list[str]]) -> tuple[str, ...]:
    return tuple(key[0] for key in value)


def _source(row: Fields) -> ruleset.Source:
    return ruleset.Source(row["slug"], row["number"], _text(row, "title"), _text(row, "url"), row["dated"])


def _group(row: Fields) -> ruleset.ServiceGroup:
    return ruleset.ServiceGroup(row["slug"], row["number"], _text(row, "name"))


def _service(row: Fields) -> ruleset.Service:
    return ruleset.Service(
        slug=row["slug"],
        number=row["number"],
        group=_key(row["group"]),
        name=_text(row, "name"),
        summary=_text(row, "summary"),
        url=_text(row, "url"),
    )


def _organisation_type(row: Fields) -> ruleset.OrganisationType:
    return ruleset.OrganisationType(
        slug=row["slug"],
        number=row["number"],
        sector=ruleset.Sector(row["sector"]),
        name=_text(row, "name"),
        hint=_text(row, "hint"),
        keywords=_text(row, "keywords"),
        employee=_text(row, "employee"),
        grant_path=ruleset.GrantPath(row["grant_path"]),
        grant_note=_text(row, "grant_note"),
    )


def _task(row: Fields) -> ruleset.Task:
    return ruleset.Task(
        slug=row["slug"],
        number=row["number"],
        service=_key(row["service"]),
        name=_text(row, "name"),
        hint=_text(row, "hint"),
        keywords=_text(row, "keywords"),
    )


def _prerequisite(row: Fields) -> ruleset.Prerequisite:
    return ruleset.Prerequisite(
        slug=row["slug"],
        number=row["number"],
        name=_text(row, "name"),
        question=_text(row, "question"),
        if_no=_text(row, "if_no"),
        if_unknown=_text(row, "if_unknown"),
    )


def _mandate(row: Fields) -> ruleset.Mandate:
    return ruleset.Mandate(
        slug=row["slug"],
        number=row["number"],
        services=_keys(row["services"]),
        title=_text(row, "title"),
        names=ruleset.ThemeNames(*(_theme_name(row, language) for language in ruleset.LANGUAGES)),
        category=_text(row, "category"),
        allows=_text(row, "allows"),
        includes=frozenset(_keys(row["includes"])),
        confused_name=_text(row, "confused_name"),
        confused_note=_text(row, "confused_note"),
        outdated_note=_text(row, "outdated_note"),
        source=_key(row["source"]),
        checked_on=row["checked_on"],
        review_by=row["review_by"],
    )


def _theme_name(row: Fields, language: str) -> ruleset.ThemeName:
    source = row[f"name_source_{language}"]
    return ruleset.ThemeName(
        text=row[f"name_{language}"],
        state=ruleset.NameState(row[f"name_state_{language}"]),
        source=_key(source) if source else None,
        dated=row[f"name_dated_{language}"],
    )


def _condition(row: Fields) -> ruleset.Condition:
    return ruleset.Condition(
        slug=row["slug"],
        number=row["number"],
        task=_key(row["task"]),
        mandate=_key(row["mandate"]),
        types=frozenset(_keys(row["types"])),
        every_type=row["every_type"],
        prerequisites=_keys(row["prerequisites"]),
        prerequisite_note=_text(row, "prerequisite_note"),
        other_types_note=_text(row, "other_types_note"),
        note=row["note"],
    )


def _instruction(row: Fields) -> ruleset.Instruction:
    return ruleset.Instruction(
        slug=row["slug"],
        number=row["number"],
        section=ruleset.Section(row["section"]),
        relation=ruleset.Relation(row["relation"]) if row["relation"] else None,
        grant_path=ruleset.GrantPath(row["grant_path"]) if row["grant_path"] else None,
        title=_text(row, "title"),
        body=_text(row, "body"),
        source=_key(row["source"]),
        checked_on=row["checked_on"],
        review_by=row["review_by"],
    )


def _info_section(row: Fields) -> ruleset.InfoSection:
    return ruleset.InfoSection(
        slug=row["slug"],
        number=row["number"],
        page=ruleset.InfoPage(row["page"]),
        title=_text(row, "title"),
        body=_text(row, "body"),
        checked_on=row["checked_on"],
        review_by=row["review_by"],
    )


def _case(row: Fields) -> ruleset.ExpectedCase:
    sets = ("types", "tasks", "yes", "no", "request", "confirm", "blocked", "covered")
    return ruleset.ExpectedCase(
        slug=row["slug"],
        number=row["number"],
        situation=row["situation"],
        **{name: frozenset(_keys(row[name])) for name in sets},
        source=_key(row["source"]),
        note=row["note"],
    )


def _fact(row: Fields) -> ruleset.Fact:
    return ruleset.Fact(
        slug=row["slug"],
        number=row["number"],
        source=_key(row["source"]),
        statement=row["statement"],
        mandates=frozenset(_keys(row["mandates"])),
        conditions=frozenset(_keys(row["conditions"])),
        note=row["note"],
    )
