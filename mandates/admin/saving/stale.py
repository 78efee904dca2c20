"""On a row's page: the translations that their Finnish has left behind, and the ticks that say they still hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.http import QueryDict
from django.utils.text import capfirst

from mandates.admin.frame.problems import label
from mandates.content import translations
from mandates.models import Row, StaleTranslation

FITS: Final = "translation_fits"


@dataclass(frozen=True, slots=True)
class StaleView:
    """A translation to look at: where it stands, and whether it has been ticked on a page that is shown again."""

    key: int
    label: str
    place: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class StaleText:
    """A Finnish text that has changed, and the translations that were made of what it was. `row` is empty for the
    page's own.
    """

    label: str
    row: str
    was: str
    now: str
    translations: tuple[StaleView, ...]


def texts(forms: Iterable[Any], sent: QueryDict) -> Iterator[StaleText]:
    """Those of the rows of these forms; the first is the page's own."""
    ticked, shown = sent.getlist(FITS), list(forms)
    of_all = translations.of_rows(form.instance for form in shown)
    for place, form in enumerate(shown):
        own = (form.instance._meta.model_name, form.instance.pk)
        marks = [mark for mark in of_all if (mark.model, mark.row) == own and mark.field in form.fields]
        for (finnish, was), found in groupby(marks, lambda mark: (translations.finnish_of(mark.field), mark.finnish)):
            yield StaleText(
                label=capfirst(label(type(form.instance), finnish)),
                row=str(form.instance) if place else "",
                was=was,
                now=form.initial.get(finnish, ""),
                translations=tuple(_view(mark, form, ticked) for mark in found),
            )


def _view(mark: StaleTranslation, form: Any, ticked: list[str]) -> StaleView:
    name = capfirst(label(type(form.instance), mark.field))
    return StaleView(mark.pk, name, form[mark.field].auto_id, str(mark.pk) in ticked)


def tick_off(rows: Iterable[Row], sent: QueryDict) -> None:
    """The editor has looked at these translations of these rows, and they hold."""
    wanted = set(sent.getlist(FITS))
    kept = [mark.pk for mark in translations.of_rows(rows) if str(mark.pk) in wanted]
    StaleTranslation.objects.filter(pk__in=kept).delete()
