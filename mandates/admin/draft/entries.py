"""The entries of the log and of a row's history in words, with the texts before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame import shown
from mandates.admin.frame.pages import change_page, kind
from mandates.admin.saving import edits
from mandates.content import wording
from mandates.content.finding import Piece
from mandates.models import Row, RowChange
from mandates.publishing.clock import day_and_time

FLAGS: Final = ((1, _("Lisätty")), (2, _("Muutettu")), (3, _("Poistettu")))


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field before and after; `can_go_back` when what it was can be put back by itself."""

    name: str
    label: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the log. `version` is the row's now, None when it is gone; `back` says what can be brought back."""

    pk: int
    at: str
    who: str
    action: str
    kind: str
    name: str
    url: str
    message: str
    fields: tuple[FieldDifference, ...]
    version: int | None
    back: bool


def views(request: HttpRequest, entries: Iterable[LogEntry]) -> Iterator[EntryView]:
    """The entries in words, with the texts where they are kept."""
    for entry in entries:
        model: Any = entry.content_type.model_class() if entry.content_type else None
        is_row = isinstance(model, type) and issubclass(model, Row)
        row = model.objects.filter(pk=entry.object_id).first() if is_row else None
        change = getattr(entry, "row_change", None)
        action = "add" if entry.action_flag == DELETION else "change"
        may = is_row and edits.may(request, model, action) and change is not None and change.before is not None
        there = row is not None if entry.action_flag == CHANGE else row is None
        yield EntryView(
            pk=entry.pk,
            at=day_and_time(entry.action_time),
            who=entry.user.get_full_name() or entry.user.get_username(),
            action=str(dict(FLAGS).get(entry.action_flag, "")),
            kind=kind(model) if model else "",
            name=entry.object_repr,
            url=change_page(model, row.pk) if row else "",
            message=entry.get_change_message() if entry.action_flag != DELETION else "",
            fields=tuple(_differences(model, change)) if is_row and change else (),
            version=row.version if row else None,
            back=bool(may and there),
        )


def _differences(model: type[Row], change: RowChange) -> Iterator[FieldDifference]:
    before, after = change.before or {}, change.after or {}
    for field in shown.fields_of(model):
        was, now = (
            shown.in_words(field, values[field.name], shown.name_in_draft) if field.name in values else ""
            for values in (before, after)
        )
        if was != now:
            yield FieldDifference(field.name, capfirst(str(field.verbose_name)), *wording.difference(was, now))
