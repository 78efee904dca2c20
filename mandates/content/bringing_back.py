"""A row that was published and is gone from the draft, brought back out of use: as it was last published."""

from __future__ import annotations

from typing import Any

from django.db import models as fields
from django.db import transaction

from mandates.content import composing, documents
from mandates.content.composing import RowId, RowsById
from mandates.content.documents import Record
from mandates.models import Row


def bring_back(kept: RowsById, key: RowId) -> Row:
    """Make the row of `kept` again, and those that it names where they are gone too.

    :raises ValidationError: when its slug or its number is another row's today.
    """
    by_name = {composing.name_of(record): record for record in kept.values()}
    with transaction.atomic():
        return _made(kept[key], by_name)


def _made(record: Record, by_name: dict[composing.Name, Record]) -> Row:
    for name in composing.references(record):
        if name in by_name and not _model(name[0]).objects.filter(slug=name[1]).exists():
            _made(by_name[name], by_name)
    row = _model(composing.model_name(record))()
    for field in row._meta.concrete_fields:
        if field.name in record["fields"]:
            setattr(row, field.name, _value(field, record["fields"][field.name]))
    row.full_clean()
    row.save()
    for sets in row._meta.many_to_many:
        slugs = [slug for (slug,) in record["fields"][sets.name]]
        getattr(row, sets.name).set(_model(str(sets.related_model._meta.model_name)).objects.filter(slug__in=slugs))
    return row


def _value(field: fields.Field[Any, Any], value: Any) -> Any:
    """What the column holds; a row for a key."""
    if isinstance(field, fields.ForeignKey) and value is not None:
        return _model(str(field.related_model._meta.model_name)).objects.get(slug=value[0])
    return value


def _model(name: str) -> type[Row]:
    return next(model for model in documents.MODELS if model._meta.model_name == name)
