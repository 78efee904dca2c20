"""On a row's page: the translations that their Finnish has left behind, and the ticks that say they still hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.text import capfirst

from mandates.admin.problems import label
from mandates.content import translations
from mandates.models import Row, StaleTranslation

FITS: Final = "translation_fits"


@dataclass(frozen=True, slots=True)
class StaleView:
    """A translation to look at: where it stands, the Finnish that it translates, and the Finnish of today."""

    key: int
    label: str
    row: str
    place: str
    was: str
    now: str
    ticked: bool


def views(forms: Iterable[Any], sent: QueryDict) -> Iterator[StaleView]:
    """Those of the rows of these forms; the first is the page's own. `sent` has the ticks of a page shown again."""
    shown = list(forms)
    ticked = sent.getlist(FITS)
    for place, form in enumerate(shown):
        for mark in translations.of_rows([form.instance]):
            if mark.field in form.fields:
                row: Row = form.instance
                yield StaleView(
                    key=mark.pk,
                    label=capfirst(label(type(row), mark.field)),
                    row=str(row) if place else "",
                    place=form[mark.field].auto_id,
                    was=mark.finnish,
                    now=getattr(row, translations.finnish_of(mark.field)),
                    ticked=str(mark.pk) in ticked,
                )


def tick_off(rows: Iterable[Row], sent: QueryDict) -> None:
    """The editor has looked at these translations of these rows, and they hold."""
    wanted = set(sent.getlist(FITS))
    kept = [mark.pk for mark in translations.of_rows(rows) if str(mark.pk) in wanted]
    StaleTranslation.objects.filter(pk__in=kept).delete()
