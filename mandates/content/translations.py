"""The draft's translations that their Finnish has left behind, as problems and as what to look at on a row's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mandates.checks.problem import Problem, problem, sentence
from mandates.checks.problem import gettext_noop as _
from mandates.content import documents
from mandates.languages import DEFAULT
from mandates.models import AddressedRow, Row, StaleTranslation


def problems() -> Iterator[Problem]:
    """One for each text, in the order of the document. A row out of use shows none."""
    marks: dict[str, list[StaleTranslation]] = {}
    for mark in StaleTranslation.objects.all():
        marks.setdefault(mark.model, []).append(mark)
    for model in documents.MODELS:
        name = str(model._meta.model_name)
        if name not in marks:
            continue
        slugs = _slugs(model, [mark.row for mark in marks[name]])
        for mark in marks[name]:
            if mark.row in slugs:
                message = sentence(_("Suomenkielinen teksti on muuttunut sen jälkeen: tarkista käännös."))
                yield problem("translation-stale", name, slugs[mark.row], mark.field, message)


def of_rows(rows: Iterable[Row]) -> list[StaleTranslation]:
    """The marks of these rows."""
    keys = [(str(row._meta.model_name), row.pk) for row in rows if row.pk]
    found = StaleTranslation.objects.filter(row__in=[key for _model, key in keys])
    return [mark for mark in found if (mark.model, mark.row) in keys]


def finnish_of(column: str) -> str:
    """The column that a translation is made of."""
    return f"{column.rpartition('_')[0]}_{DEFAULT}"


def _slugs(model: type[Row], keys: list[int]) -> dict[int, str]:
    rows: Any = model.objects.filter(pk__in=keys)
    used = rows.filter(retired=False) if issubclass(model, AddressedRow) else rows
    return dict(used.values_list("pk", "slug"))
