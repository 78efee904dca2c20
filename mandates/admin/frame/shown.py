"""The value of a row's field, as a document has it, in the words of the editors' pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models as fields
from django.db.models import QuerySet
from django.utils.translation import gettext

from mandates.admin.frame.days import is_partial_date, said
from mandates.models import Condition, Row

NameOf = Callable[[type[Row], str], str]


def in_words(field: Any, value: Any, name_of: NameOf) -> str:
    """Rows by their names, what is chosen by its label, yes or no, days as they are read."""
    if isinstance(field, fields.ManyToManyField | fields.ForeignKey):
        model: Any = field.related_model
        return ", ".join(name_of(model, slug) for slug in slugs_in(field, value))
    if isinstance(field, fields.BooleanField):
        return gettext("kyllä") if value else gettext("ei")
    if is_day(field):
        return said(value or "")
    return "" if value is None else str(dict(field.flatchoices).get(value, value))


def slugs_in(field: Any, value: Any) -> list[str]:
    """Which rows the value names; none unless the field holds rows."""
    if isinstance(field, fields.ManyToManyField):
        return [slug for (slug,) in value or ()]
    return list(value or ()) if isinstance(field, fields.ForeignKey) else []


def is_day(field: Any) -> bool:
    """Tell whether the field holds a day, of which the month or the year may be all that is known."""
    return isinstance(field, fields.DateField) or is_partial_date(field)


def rows_of(model: type[Row], slugs: Iterable[str]) -> QuerySet[Any]:
    """These rows of the draft, with what they are called by."""
    rows: QuerySet[Any] = model._default_manager.filter(slug__in=slugs)
    return rows.select_related("task", "mandate") if model is Condition else rows


def fields_of(model: type[Row]) -> list[Any]:
    """The fields that a document has."""
    return [*model.content_fields()]
