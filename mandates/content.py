"""Rows <-> canonical document -> Ruleset. The only place that reads rows for the wizard.

The document is Django's fixture JSON with natural keys in canonical order: the shipped fixtures, an export and a
publication's body are the same thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder

from mandates import models, ruleset
from mandates.ruleset import Ruleset, Text, by_slug

FORMAT: Final = 1
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
    many = {field.name for field in apps.get_model(record["model"])._meta.many_to_many}
    fields = {key: sorted(value) if key in many else value for key, value in record["fields"].items()}
    return {"model": record["model"], "fields": fields}


def compile_document(document: str) -> Ruleset:
    """Turn a canonical document into the Ruleset that pages are answered from. Needs no database.

    :raises ValueError: when the text is not JSON, or the content has duplicate slugs or a cycle in `includes`.
    :raises KeyError: when a field is missing; a document made by `export` has them all.
    """
    rows: dict[str, list[Fields]] = {}
    for record in json.loads(document):
        rows.setdefault(record["model"], []).append(record["fields"])

    def read(model: type[models.Row], build: Callable[[Fields], R]) -> list[R]:
        found = rows.get(model._meta.label_lower, [])
        return [build(fields) for fields in sorted(found, key=lambda fields: (fields["order"], fields["slug"]))]

    return Ruleset(
        sources=by_slug(read(models.Source, _source)),
        groups=by_slug(read(models.ServiceGroup, _group)),
        services=by_slug(read(models.Service, _service)),
        types=by_slug(read(models.OrganisationType, _organisation_type)),
        tasks=by_slug(read(models.Task, _task)),
        prerequisites=by_slug(read(models.Prerequisite, _prerequisite)),
        mandates=by_slug(read(models.Mandate, _mandate)),
        conditions=by_slug(read(models.Condition, _condition)),
        instructions=by_slug(read(models.Instruction, _instruction)),
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
