"""The entries of the log and of a row's history in words, with the texts before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any, Final

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame import shown
from mandates.admin.frame.pages import change_page, kind
from mandates.admin.frame.shown import NameOf
from mandates.admin.saving import edits
from mandates.content import called_then, wording
from mandates.content.finding import Piece
from mandates.models import Row, RowChange
from mandates.publishing.clock import day_and_time

FLAGS: Final = ((1, _("Lisätty")), (2, _("Muutettu")), (3, _("Poistettu")))


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field before and after."""

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
    found = [(entry, _model(entry), getattr(entry, "row_change", None)) for entry in entries]
    of_rows = [(entry, model, change) for entry, model, change in found if model and issubclass(model, Row)]
    versions = _versions((model, str(entry.object_id)) for entry, model, _change in of_rows)
    naming = _naming((model, change) for _entry, model, change in of_rows if change)
    for entry, model, change in found:
        is_row = model is not None and issubclass(model, Row)
        version = versions.get((model, str(entry.object_id)))
        action = "add" if entry.action_flag == DELETION else "change"
        may = is_row and edits.may(request, model, action) and change is not None and change.before is not None
        there = version is not None if entry.action_flag == CHANGE else version is None
        yield EntryView(
            pk=entry.pk,
            at=day_and_time(entry.action_time),
            who=entry.user.get_full_name() or entry.user.get_username(),
            action=str(dict(FLAGS).get(entry.action_flag, "")),
            kind=kind(model) if model else "",
            name=entry.object_repr,
            url=change_page(model, int(entry.object_id or 0)) if version is not None else "",
            message=entry.get_change_message() if entry.action_flag != DELETION else "",
            fields=tuple(_differences(model, change, naming(entry.action_time))) if is_row and change else (),
            version=version,
            back=bool(may and there),
        )


def _model(entry: LogEntry) -> Any:
    return entry.content_type.model_class() if entry.content_type else None


def _versions(rows: Iterable[tuple[type[Row], str]]) -> dict[tuple[type[Row], str], int]:
    """Of those that there are: in one query for each kind of row."""
    keys: dict[type[Row], set[str]] = {}
    for model, key in rows:
        keys.setdefault(model, set()).add(key)
    return {
        (model, str(pk)): version
        for model, wanted in keys.items()
        for pk, version in model._default_manager.filter(pk__in=wanted).values_list("pk", "version")
    }


def _naming(changes: Iterable[tuple[type[Row], RowChange]]) -> Callable[[datetime], NameOf]:
    """What the rows that the changes named at a time are called today, else by their slugs: in a few queries for each
    kind."""
    named: dict[type[Row], set[str]] = {}
    for model, change in changes:
        for field, values in product(shown.fields_of(model), (change.before or {}, change.after or {})):
            if found := shown.slugs_in(field, values.get(field.name)):
                named.setdefault(field.related_model, set()).update(found)
    slugs = {model: called_then.Slugs.of(model, wanted) for model, wanted in named.items()}
    names = {
        (model, row.slug): str(row)
        for model, known in slugs.items()
        for row in shown.rows_of(model, {*known.there, *known.old.values(), *known.now.values()})
    }

    def at(time: datetime) -> NameOf:
        return lambda model, slug: names.get((model, slugs[model].today(slug, time)), slug)

    return at


def _differences(model: type[Row], change: RowChange, name_of: NameOf) -> Iterator[FieldDifference]:
    before, after = change.before or {}, change.after or {}
    for field in shown.fields_of(model):
        was, now = (
            shown.in_words(field, values[field.name], name_of) if field.name in values else ""
            for values in (before, after)
        )
        if was != now:
            yield FieldDifference(field.name, capfirst(str(field.verbose_name)), *wording.difference(was, now))
