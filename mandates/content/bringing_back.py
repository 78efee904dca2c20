"""A row that was published and is gone from the draft, brought back out of use: as it was last published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models as fields
from django.db import transaction

from mandates.content import composing, documents
from mandates.content.composing import Name, RowId, RowsById
from mandates.content.documents import Record
from mandates.models import Row


def bring_back(kept: RowsById, key: RowId) -> Row:
    """Make the row of `kept` again, and those that it names where they are gone too.

    :raises ValidationError: when its slug or its number is another row's today.
    :raises LookupError: when a row that it names is neither there nor kept; of its slug.
    """
    by_name = {composing.name_of(record): record for record in kept.values()}
    with transaction.atomic():
        return _made(kept[key], by_name)


def _made(record: Record, by_name: Mapping[Name, Record]) -> Row:
    row, values = _model(composing.model_name(record))(), record["fields"]
    for field in row._meta.concrete_fields:
        if isinstance(field, fields.ForeignKey):
            setattr(row, field.name, _named(field, values[field.name][0], by_name) if values[field.name] else None)
        elif field.name in values:
            setattr(row, field.name, values[field.name])
    row.full_clean()
    row.save()
    for sets in row._meta.many_to_many:
        getattr(row, sets.name).set([_named(sets, slug, by_name) for (slug,) in values[sets.name]])
    return row


def _named(field: Any, slug: str, by_name: Mapping[Name, Record]) -> Row:
    """The row that a field names, made again where it is gone."""
    model = field.related_model
    found: Row | None = model.objects.filter(slug=slug).first()
    record = by_name.get((str(model._meta.model_name), slug))
    if found is None and record is not None:
        return _made(record, by_name)
    if found is None:
        raise LookupError(slug)
    return found


def _model(name: str) -> type[Row]:
    return next(model for model in documents.MODELS if model._meta.model_name == name)
