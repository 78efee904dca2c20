"""What the search of a row's list looks in: every text of the row, and the names of the rows that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db import models as db

from mandates import models
from mandates.rules.texts import LANGUAGES

SETS: Final = (models.OrganisationType, models.Service)
"""Of a row's sets these are searched by name; a search in all of them at once would multiply the rows."""


def fields_of(model: type[models.Row]) -> tuple[str, ...]:
    """The texts of the model's rows, and the names of what their columns, and their sets of `SETS`, lead to."""
    return (*_texts(model), *_names(model))


def _texts(model: type[models.Row]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, db.CharField | db.TextField) and not field.choices:
            yield field.name


def _names(model: type[models.Row]) -> Iterator[str]:
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        target = field.related_model
        if isinstance(target, type) and issubclass(target, models.Row):
            if isinstance(field, db.ForeignKey) or target in SETS:
                yield from (f"{field.name}__{name}" for name in _called(target))
            if isinstance(field, db.ForeignKey) and target is models.Task:
                yield from (f"{field.name}__service__{name}" for name in _called(models.Service))


def _called(model: type[models.Row]) -> tuple[str, ...]:
    """The columns that hold what a row of the model is called; a mandate has a name of its own beside its title."""
    label = model.label_field.removesuffix("_fi")
    labels = [f"{label}_{language}" for language in LANGUAGES] if label != model.label_field else [label]
    own = [f"name_{language}" for language in LANGUAGES] if model is models.Mandate else []
    return (*labels, *own)
