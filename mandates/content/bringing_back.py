"""A row that was published and is gone from the draft, brought back out of use: as it was last published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import transaction

from mandates.content import composing
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
    for model, slug in composing.references(record):
        if not apps.get_model("mandates", model).objects.filter(slug=slug).exists():
            if (model, slug) not in by_name:
                raise LookupError(slug)
            _made(by_name[model, slug], by_name)
    (found,) = serializers.deserialize("python", [{**record}])
    row: Any = found.object
    row.pk = None  # another row that has its slug today is not this one
    row.full_clean()
    row.save()
    for name, keys in (found.m2m_data or {}).items():
        getattr(row, name).set(keys)
    made: Row = row
    return made
