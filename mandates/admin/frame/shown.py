"""The value of a row's field, as a document has it, in the words of the editors' pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models as fields
from django.utils.translation import gettext

from mandates.admin.frame.days import is_partial_date, said
from mandates.models import Row

NameOf = Callable[[type[Row], str], str]


def in_words(field: Any, value: Any, name_of: NameOf) -> str:
    """Rows by their names, what is chosen by its label, yes or no, days as they are read."""
    if isinstance(field, fields.ManyToManyField | fields.ForeignKey):
        is_set = isinstance(field, fields.ManyToManyField)
        slugs = [slug for (slug,) in value or ()] if is_set else list(value or ())
        model: Any = field.related_model
        return ", ".join(name_of(model, slug) for slug in slugs)
    if isinstance(field, fields.BooleanField):
        return gettext("kyllä") if value else gettext("ei")
    if is_day(field):
        return said(value or "")
    return "" if value is None else str(dict(field.flatchoices).get(value, value))


def is_day(field: Any) -> bool:
    """Tell whether the field holds a day, of which the month or the year may be all that is known."""
    return isinstance(field, fields.DateField) or is_partial_date(field)


def name_in_draft(model: type[Row], slug: str) -> str:
    """What the row of this slug is called; its slug when the draft has none."""
    row = model._default_manager.filter(slug=slug).first()
    return str(row) if row else slug


def fields_of(model: type[Row]) -> list[Any]:
    """The fields that a document has."""
    columns = [field for field in model._meta.concrete_fields if field.name not in model.outside_content]
    return [*columns, *model._meta.many_to_many]
