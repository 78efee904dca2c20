"""Rows <-> canonical document -> Ruleset. The only place that reads rows for the wizard.

The document is Django's fixture JSON with natural keys in canonical order: the shipped fixtures, an export and a
publication's body are the same thing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from django.db import connection, transaction
from django.db.models import DateField, Field, ManyToManyField, Model, QuerySet

from mandates import models
from mandates.content import format_1, progress
from mandates.rules import rows as frozen
from mandates.rules.rows import Condition, Kind
from mandates.rules.ruleset import Former, Ruleset, by_slug
from mandates.rules.texts import LANGUAGES, Text, ThemeName, ThemeNames

FORMAT: Final = 2
"""The form of the rows in a publication's body. When it changes, older bodies are brought to it as they are read."""
FORMATS: Final = (1, FORMAT)
"""Those that this code reads."""
ROWS: Final[Mapping[type[models.Row], type[frozen.Row]]] = {
    getattr(models, kind.__name__): kind for kind in frozen.ROWS.values()
}
"""What each model's rows are read as, in the order of the document."""
MODELS: Final = tuple(ROWS)

Fields = Mapping[str, Any]
Record = Mapping[str, Any]
Read = Callable[[Fields], Any]
RowReader = Callable[[str, Fields], Any]
Keys = dict[type[models.Row], dict[int, list[str]]]
"""The natural keys of the rows of each model by their keys in the database."""


def export() -> str:
    """The draft as one canonical document: same rows, same bytes, read at one moment."""
    return dump(rows_of_draft())


def rows_of_draft() -> Iterator[Record]:
    """The draft's rows as the canonical document has them, read at one moment.

    One after the other: who has most of them already holds no second set of them.
    """
    keys: Keys = {}
    with one_moment():
        for place, model in enumerate(MODELS, start=1):
            progress.step(place, len(MODELS) + 1, str(model._meta.verbose_name_plural))
            yield from _written(model, keys)


@contextmanager
def one_moment(*, then_writes: bool = False) -> Iterator[None]:
    """Read all tables as they stand at one moment: an import in between gave a document of two halves.

    Somebody who only reads waits for nobody who writes: on SQLite a transaction takes the lock for writing as it begins
    (settings.py), and this one only when something is written of what was read. Within a transaction that has begun,
    that transaction decides.
    """
    database: Any = connection
    is_outermost = not database.in_atomic_block
    database.ensure_connection()  # which sets how transactions begin
    begins = database.transaction_mode if database.vendor == "sqlite" else ""
    if begins and is_outermost and not then_writes:
        database.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if is_outermost and database.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        if begins:
            database.transaction_mode = begins


def dump(records: Iterable[Record]) -> str:
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"


def _written(model: type[models.Row], keys: Keys) -> Iterator[Record]:
    """Every row as it stands in the document: a query for the rows, and one for each set of keys.

    What is a set is sorted, so that equal content is equal text. A row that is named stands as its natural key, the
    same list wherever it stands; the rows that others name have been written before them, or are of the same model.
    """
    columns = model.content_columns()
    names = [field.name for field in columns]
    place = itemgetter(1 + names.index("order"), 1 + names.index("slug"))
    attributes = [field.attname for field in columns]
    rows = sorted(_all(model, "pk", *attributes).all(), key=place)
    keys[model] = {row[0]: [row[1 + names.index("slug")]] for row in rows}
    reads = [(field.name, read) for field in columns if (read := _column(field, keys))]
    sets = [(field.name, _sets(field, keys)) for field in model._meta.many_to_many]
    for pk, *values in rows:
        fields = dict(zip(names, values, strict=True))
        for name, read in reads:
            fields[name] = read(fields[name])
        for name, held in sets:
            fields[name] = held.get(pk, [])
        yield {"model": model._meta.label_lower, "fields": fields}


@cache
def _all(model: type[Model], *columns: str) -> QuerySet[Any, Any]:
    """These columns of all rows as a query: put together once, for to do that takes as long as to ask it."""
    return model._default_manager.order_by().values_list(*columns)


def _column(field: Field[Any, Any], keys: Keys) -> Callable[[Any], object] | None:
    """How a column's value stands in the document, unless as it is."""
    if field.is_relation:
        return keys[_named(field)].get
    return date.isoformat if isinstance(field, DateField) else None


def _sets(field: ManyToManyField[Any, Any], keys: Keys) -> dict[int, list[list[str]]]:
    """The natural keys that each row's set holds, sorted."""
    found: dict[int, list[list[str]]] = {}
    through: Any = field.remote_field.through
    named = keys[_named(field)]
    pairs = _all(through, f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id")
    for row, other in pairs.all().iterator():
        found.setdefault(row, []).append(named[other])
    for held in found.values():
        held.sort()
    return found


def _named(field: Any) -> type[models.Row]:
    """The model of the rows that a field names."""
    model: type[models.Row] = field.related_model
    return model


def records_of(document: str, made_in: int) -> list[Record]:
    """The records of a canonical document.

    :raises ValueError: when the text is not JSON, or this code does not know the format.
    """
    if made_in not in FORMATS:
        raise ValueError(f"unknown format {made_in}")
    found: list[Record] = json.loads(document)
    return format_1.brought_up(found) if made_in == 1 else found


def compile_document(document: str, made_in: int = FORMAT) -> Ruleset:
    """Turn a canonical document into the Ruleset that pages are answered from. Needs no database.

    Retired rows are left out, and with them the conditions of a retired task or mandate; their names and the old
    slugs stay in `former`.

    :raises ValueError: when the text is not JSON, the format is unknown, or the content has duplicate slugs or a
        cycle in `includes`.
    :raises KeyError: when a field is missing; a document made by `export` has them all.
    """
    return compile_rows(records_of(document, made_in))


def read_row(model: str, fields: Fields) -> Any:
    """A record's fields as a row of the rules."""
    return READERS[model](fields)


def compile_rows(found: Iterable[Record], read: RowReader = read_row) -> Ruleset:
    """The same of the rows of a document; `read` may know some of them already.

    :raises ValueError: on duplicate slugs or a cycle in `includes`.
    :raises KeyError: when a field is missing.
    """
    records = _Records(found, read)
    rows: dict[str, Any] = {attribute: by_slug(records.used(model)) for attribute, model in frozen.MODELS.items()}
    written: Mapping[str, Condition] = rows["conditions"]
    types, prerequisites = rows["types"].keys(), rows["prerequisites"].keys()
    conditions = by_slug(
        _in_use(row, types, prerequisites)
        for row in written.values()
        if row.task in rows["tasks"] and row.mandate in rows["mandates"]
    )
    return Ruleset(
        **rows | {"conditions": conditions},
        former={kind: records.former(kind) for kind in Kind},
        weakened={slug: row for slug, row in written.items() if conditions.get(slug) != row},
    )


def _in_use(row: Condition, types: AbstractSet[str], prerequisites: AbstractSet[str]) -> Condition:
    """The condition without retired types and prerequisites; the very same when it has none."""
    if types >= row.types and prerequisites >= set(row.prerequisites):
        return row
    kept = tuple(slug for slug in row.prerequisites if slug in prerequisites)
    return replace(row, types=row.types.intersection(types), prerequisites=kept)


class _Records:
    """The document's records by the names of their models, in display order."""

    def __init__(self, records: Iterable[Record], read: RowReader) -> None:
        self.read = read
        self.found: dict[str, list[Fields]] = {}
        for record in records:
            self.found.setdefault(record["model"], []).append(record["fields"])
        for rows in self.found.values():
            rows.sort(key=lambda fields: (fields["order"], fields["slug"]))

    def of(self, model: str) -> list[Fields]:
        return self.found.get(f"mandates.{model}", [])

    def used(self, model: str) -> list[Any]:
        """The rows in use."""
        return [self.read(model, fields) for fields in self.of(model) if not fields.get("retired", False)]

    def former(self, kind: Kind) -> Former:
        rows, name = self.of(kind), _read_text("title" if kind is Kind.MANDATE else "name")
        return Former(
            aliases={old: fields["slug"] for fields in rows for old in fields["old_slugs"].split()},
            retired={fields["slug"]: name(fields) for fields in rows if fields["retired"]},
            old={fields["slug"]: tuple(fields["old_slugs"].split()) for fields in rows if fields["old_slugs"]},
            numbers={fields["slug"]: fields["number"] for fields in rows if fields["retired"]},
            called={fields["slug"]: tuple(_names(fields)) for fields in rows if fields["retired"]},
        )


def _names(fields: Fields) -> Iterator[str]:
    """What a row is called in each language; of a mandate, both our title and its name in Suomi.fi."""
    for language in LANGUAGES:
        yield from filter(None, (fields.get(f"title_{language}"), fields.get(f"name_{language}")))


# --- a record's fields, each read by its type ---------------------------------------------------------------------


def _read_row(kind: type[Any], model: type[models.Row], columns: Mapping[str, str] | None = None) -> Read:
    """How a kind of row is read. A field's column has its name, unless `columns` has another."""
    types, columns = get_type_hints(kind), columns or {}
    names = [each.name for each in fields_of(kind)]
    reads = [_read_field(types[name], model, columns.get(name, name)) for name in names]
    return lambda fields: kind(*[read(fields) for read in reads])


def _read_field(kind: Any, model: type[models.Row], column: str) -> Read:
    """How a field of a type is read; a row that is named stands as its natural key, a list of one slug.

    :raises TypeError: when nothing is known of such a type.
    """
    if kind is Text:
        return _read_text(column)
    if kind is ThemeNames:
        return _read_theme_names(model)
    value = itemgetter(column)
    if get_origin(kind) is UnionType:
        (present,) = (each for each in get_args(kind) if each is not NoneType)
        read = _read_field(present, model, column)
        return lambda fields: read(fields) if value(fields) else None
    if get_origin(kind) in {tuple, frozenset}:
        collect = get_origin(kind)
        return lambda fields: collect([slug for (slug,) in value(fields)])
    if issubclass(kind, StrEnum):
        return lambda fields: kind(value(fields))
    if kind is str and model._meta.get_field(column).is_relation:
        return lambda fields: value(fields)[0]
    if kind in {str, int, bool}:
        return value
    raise TypeError(f"{model.__name__}.{column}: nothing is read as {kind!r}")


def _read_text(name: str) -> Read:
    columns = itemgetter(*(f"{name}_{language}" for language in LANGUAGES))
    return lambda fields: Text(*columns(fields))


def _read_theme_names(model: type[models.Row]) -> Read:
    """The name itself stands in `name_fi`, what is known of it in `name_state_fi` and so on."""
    reads = []
    for language in LANGUAGES:
        columns = {each.name: f"name_{each.name}_{language}" for each in fields_of(ThemeName)}
        reads.append(_read_row(ThemeName, model, columns | {"text": f"name_{language}"}))
    return lambda fields: ThemeNames(*[read(fields) for read in reads])


READERS: Final[Mapping[str, Read]] = {
    str(model._meta.model_name): _read_row(kind, model) for model, kind in ROWS.items()
}
"""Made once: reading a document asks nothing of types any more."""
