"""Translations that their Finnish has left behind. Of the draft only: no document has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from mandates.languages import DEFAULT, PREFIXED

FINNISH: Final = f"_{DEFAULT}"


class StaleTranslation(models.Model):
    """A text whose Finnish has changed since its translation was last touched. `finnish` is what it translates."""

    model = models.CharField(max_length=50)
    row = models.PositiveBigIntegerField()
    field = models.CharField(max_length=100)
    finnish = models.TextField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("model", "row", "field")
        default_permissions = ()
        verbose_name = _("vanhentunut käännös")
        verbose_name_plural = _("vanhentuneet käännökset")
        constraints = (models.UniqueConstraint(name="stale_translation_once", fields=("model", "row", "field")),)

    def __str__(self) -> str:
        return f"{self.model} {self.row}: {self.field}"


def texts_of(model: type[models.Model], official: frozenset[str]) -> tuple[str, ...]:
    """The columns of a model that hold our own texts, in every language; official names and addresses are no texts."""
    columns = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.URLField)
        and not field.choices
    }
    translated = [name.removesuffix(FINNISH) for name in sorted(columns) if name.endswith(FINNISH)]
    return tuple(
        f"{name}_{language}" for name in translated if name not in official for language in (DEFAULT, *PREFIXED)
    )


Texts = Mapping[str, str]


def note(model: str, edits: Mapping[int, tuple[Texts, Texts]]) -> None:
    """Of each row, by its texts before and after: remember each translation that stayed when its Finnish changed, and
    forget those that were touched, are empty, or whose Finnish is again what they translate.
    """
    marks = {(mark.row, mark.field): mark for mark in StaleTranslation.objects.filter(model=model, row__in=edits)}
    left: list[StaleTranslation] = []
    for row, (before, after) in edits.items():
        for column in after:
            if column.endswith(FINNISH):
                continue
            finnish = column.rpartition("_")[0] + FINNISH
            was, now = before[finnish], after[finnish]
            mark = marks.get((row, column))
            if not after[column] or after[column] != before[column] or (mark and mark.finnish == now):
                if mark:
                    mark.delete()
            elif was != now and not mark:
                left.append(StaleTranslation(model=model, row=row, field=column, finnish=was))
    StaleTranslation.objects.bulk_create(left)
