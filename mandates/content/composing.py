"""A document as rows that can be taken one by one: what differs, what goes out, and what needs what. No database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final

from django.apps import apps

from mandates.content import documents
from mandates.content.documents import Record
from mandates.models import Row

RowId = tuple[str, int]
"""A row whatever it is called: the name of its model and its stable number."""
RowsById = Mapping[RowId, Record]
Name = tuple[str, str]
"""A row as others refer to it: the name of its model and its slug."""
PLACES: Final = {str(model._meta.model_name): place for place, model in enumerate(documents.MODELS)}


def rows_of(body: str, made_in: int = documents.FORMAT) -> RowsById:
    """The rows of a document.

    :raises ValueError: when the text is not JSON, or this code does not know the format.
    """
    return {key_of(record): record for record in documents.records_of(body, made_in)}


def key_of(record: Record) -> RowId:
    return model_name(record), record["fields"]["number"]


def name_of(record: Record) -> Name:
    return model_name(record), record["fields"]["slug"]


def model_name(record: Record) -> str:
    return str(record["model"]).partition(".")[2]


def body_of(rows: RowsById) -> str:
    """The canonical document of the rows."""
    return documents.dump(sorted(rows.values(), key=_place))


def _place(record: Record) -> tuple[int, int, str]:
    return PLACES[model_name(record)], record["fields"]["order"], record["fields"]["slug"]


def changed(before: RowsById, after: RowsById) -> tuple[RowId, ...]:
    """The rows that differ, in the order of the document; those that are gone stand last of their model."""
    found = [key for key in {**after, **before} if before.get(key) != after.get(key)]
    return tuple(sorted(found, key=lambda key: PLACES[key[0]]))


def taking(base: RowsById, source: RowsById, keys: Collection[RowId]) -> RowsById:
    """The base with these rows as the source has them, without those that the source lacks."""
    kept = {key: record for key, record in base.items() if key not in keys}
    return kept | {key: source[key] for key in keys if key in source}


def needed(base: RowsById, source: RowsById, keys: Collection[RowId]) -> tuple[RowId, ...]:
    """The other changed rows without which those taken would refer to no row, or be referred to by a name of the past.

    A new condition needs its new task; a renamed task needs the conditions that name it anew.
    """
    chosen, differing = set(keys), changed(base, source)
    by_name = {name_of(source[key]): key for key in differing if key in source}
    while True:
        rows = taking(base, source, chosen)
        names = {name_of(record) for record in rows.values()}
        lacking = {
            wanted
            for key, record in rows.items()
            for name in references(record)
            if name not in names
            for wanted in (by_name.get(name), key)
            if wanted in differing
        }
        twice = of_twice(rows)
        lacking |= {key for key in differing for record in (base.get(key), source.get(key)) if record in twice}
        if lacking <= chosen:
            return tuple(key for key in differing if key in chosen and key not in keys)
        chosen |= lacking


def of_twice(rows: RowsById) -> list[Record]:
    """The rows of which there are two of the same name: an address with it has no certain meaning."""
    times = Counter(map(name_of, rows.values()))
    if len(times) == len(rows):
        return []
    return [record for record in rows.values() if times[name_of(record)] > 1]


def lost(rows: RowsById, known: Collection[Name] = ()) -> list[Name]:
    """What rows refer to and the document lacks, leaving out what those that are known refer to."""
    others = (record for record in rows.values() if name_of(record) not in known)
    named = {name for record in others for name in references(record)}
    return sorted(named.difference(map(name_of, rows.values())))


def concerned(source: RowsById, keys: Collection[RowId], name: Name) -> tuple[RowId, ...]:
    """Those of the rows that are called so or refer to what is called so."""
    return tuple(
        key for key in keys if key in source and (name_of(source[key]) == name or name in set(references(source[key])))
    )


def references(record: Record) -> list[Name]:
    """The rows that a row names."""
    found: list[Name] = []
    for column, model, is_set in _relations(record["model"]):
        value = record["fields"].get(column)
        if value:
            found += [(model, slug) for (slug,) in (value if is_set else [value])]
    return found


def following(record: Record, slugs: Mapping[Name, str]) -> Record:
    """The row with what it names by the slugs of today: those that are in `slugs` have got another."""
    if not any(name in slugs for name in references(record)):
        return record
    values = dict(record["fields"])
    for column, model, is_set in _relations(record["model"]):
        named = values.get(column)
        if named and is_set:
            values[column] = sorted([slug] for slug in {slugs.get((model, slug), slug) for (slug,) in named})
        elif named:
            values[column] = [slugs.get((model, slug), slug) for slug in named]
    return {"model": record["model"], "fields": values}


def renamed(before: RowsById, after: RowsById, keys: Collection[RowId]) -> dict[Name, str]:
    """Which of these rows have got another slug: the new ones by what they were called."""
    there = (key for key in keys if key in before and key in after)
    names = {name_of(before[key]): name_of(after[key]) for key in there}
    return {name: now[1] for name, now in names.items() if name != now}


@cache
def _relations(label: str) -> tuple[tuple[str, str, bool], ...]:
    """The columns of a model that name rows, each with their model; the last says whether it names many."""
    row: type[Row] = apps.get_model(label)
    columns, sets = row._meta.concrete_fields, row._meta.many_to_many
    return tuple((each.name, _named(each), each in sets) for each in (*columns, *sets) if each.is_relation)


def _named(field: Any) -> str:
    return str(field.related_model._meta.model_name)
