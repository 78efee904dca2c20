"""Whose changes a publication would carry: who has touched a row since it was last given so, by the kept history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.apps import apps
from django.contrib.admin.models import DELETION, LogEntry
from django.db.models import Q

from mandates.content import contents
from mandates.content.composing import RowId, RowsById
from mandates.content.documents import Fields
from mandates.publishing import stored
from mandates.publishing.planned import DifferingRow, Draft
from mandates.publishing.stored import UNREADABLE

RowPlace = tuple[str, str]
"""Where a row was in the database: the name of its model and its key there. A row that is brought back has another."""


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """What somebody did to one row. `before` and `after` are None where there was no such row; an entry that is older
    than the kept texts is not `known`."""

    user: int
    at: datetime
    before: Fields | None
    after: Fields | None
    known: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A row as a publication has it that visitors see or that waits, and when that was made."""

    at: datetime
    fields: Fields | None


def touched_by(user: int | None, draft: Draft) -> frozenset[RowId]:
    """The rows that differ from what visitors see and that this user has added, changed or deleted, unless that has
    been published. In doubt it has not."""
    own = LogEntry.objects.filter(user=user, content_type__app_label="mandates")
    if not draft.rows or not own.exists():
        return frozenset()
    places = _places(draft.rows)
    mine = _keys(own, places)
    waiting, now = list(_waiting(draft)), contents.draft().rows
    edits = _edits({key: places.get(key, set()) | at for key, at in mine.items()})
    return frozenset(
        row.key
        for row in draft.rows
        if row.key in mine and _has_touched(user, edits[row.key], _held(row, draft, waiting), now.get(row.key))
    ) | _in_doubt(own, draft.rows, places)


def has_touched_since(user: int | None, made: datetime) -> bool:
    """Whether they have touched any row: asked where it cannot be read which rows differ."""
    found = LogEntry.objects.filter(user=user, content_type__app_label="mandates", action_time__gte=made)
    return found.exclude(content_type__model="publication").exists()


def _has_touched(user: int | None, edits: Sequence[KeptEdit], held: Collection[Held], now: Any) -> bool:
    """Edits count until a publication made after them has the row as they, or later ones, left it. Who left the row
    exactly as the draft has it counts for as long as nothing that is given has it so."""
    is_given = _fields(now) in [each.fields for each in held]
    if not is_given and any(each.user == user and each.known and each.after == _fields(now) for each in edits):
        return True
    return any(each.user == user for each in edits[_published(edits, held) :])


def _published(edits: Sequence[KeptEdit], held: Collection[Held]) -> int:
    """How many of the edits have been published, the earliest first."""
    found = 0
    for place, (edit, following) in enumerate(zip_longest(edits, edits[1:]), start=1):
        left = [edit.after] if edit.known else []
        left += [following.before] if following and following.before else []
        found = place if any(edit.at <= each.at and each.fields in left for each in held) else found
    return found


def _held(row: DifferingRow, draft: Draft, waiting: Iterable[tuple[datetime, RowsById]]) -> list[Held]:
    live = [Held(draft.live.published_at, _fields(row.before))] if draft.live else []
    return [*live, *(Held(at, _fields(rows.get(row.key))) for at, rows in waiting)]


def _waiting(draft: Draft) -> Iterator[tuple[datetime, RowsById]]:
    for each in draft.standing.all_waiting:
        try:
            yield each.published_at, stored.content_of(each).rows
        except UNREADABLE:
            continue


def _places(rows: Collection[DifferingRow]) -> dict[RowId, set[str]]:
    """Where these rows are in the database, and where those were of which it is kept that they were deleted."""
    found: dict[RowId, set[str]] = {}
    for model, numbers in _by_model(rows).items():
        there = _model(model).objects.filter(number__in=numbers).values_list("number", "pk")
        gone = LogEntry.objects.filter(
            content_type__app_label="mandates",
            content_type__model=model,
            action_flag=DELETION,
            row_change__before__number__in=numbers,
        ).values_list("row_change__before__number", "object_id")
        for number, pk in (*there, *gone):
            found.setdefault((model, number), set()).add(str(pk))
    return found


def _keys(own: Any, places: Mapping[RowId, Collection[str]]) -> dict[RowId, set[str]]:
    """The rows that these entries are of, by the kept numbers, else by where a row is: each with its places."""
    at: dict[RowPlace, set[RowId]] = {}
    for key, pks in places.items():
        for pk in pks:
            at.setdefault((key[0], pk), set()).add(key)
    found: dict[RowId, set[str]] = {}
    columns = ("content_type__model", "object_id", "row_change__before__number", "row_change__after__number")
    for model, pk, *numbers in own.order_by().values_list(*columns):
        for key in {*((model, number) for number in numbers if number), *at.get((model, pk), ())}:
            found.setdefault(key, set()).add(pk)
    return found


def _in_doubt(own: Any, rows: Collection[DifferingRow], places: Mapping[RowId, Collection[str]]) -> frozenset[RowId]:
    """Deleted rows of which no text was kept, where this user has touched a row of that kind that is gone."""
    lost = [row for row in rows if row.key not in places]
    models = {model for model in _by_model(lost) if _has_lost(own, model)}
    return frozenset(row.key for row in lost if row.key[0] in models)


def _has_lost(own: Any, model: str) -> bool:
    old = own.filter(content_type__model=model, row_change__isnull=True).values_list("object_id", flat=True)
    there = {str(pk) for pk in _model(model).objects.values_list("pk", flat=True)}
    return not there.issuperset(old)


def _edits(places: Mapping[RowId, Collection[str]]) -> dict[RowId, list[KeptEdit]]:
    """Everybody's edits of these rows, the earliest first."""
    keys: dict[RowPlace, list[RowId]] = {}
    for key, pks in places.items():
        for pk in pks:
            keys.setdefault((key[0], pk), []).append(key)
    entries = LogEntry.objects.filter(_any_of(keys), content_type__app_label="mandates")
    found: dict[RowId, list[KeptEdit]] = {key: [] for key in places}
    for entry in entries.select_related("row_change", "content_type").order_by("action_time", "pk"):
        model = entry.content_type.model if entry.content_type else ""
        for key in keys.get((model, entry.object_id or ""), ()):
            found[key].append(_edit(entry, key[1]))
    return found


def _any_of(places: Iterable[RowPlace]) -> Q:
    models: dict[str, list[str]] = {}
    for model, pk in places:
        models.setdefault(model, []).append(pk)
    wanted = Q(pk__in=())
    for model, pks in models.items():
        wanted |= Q(content_type__model=model, object_id__in=pks)
    return wanted


def _edit(entry: LogEntry, number: int) -> KeptEdit:
    change: Any = getattr(entry, "row_change", None)
    known = change is not None and (change.after is not None or entry.action_flag == DELETION)
    before, after = (_of(fields, number) for fields in ((change.before, change.after) if change else (None, None)))
    return KeptEdit(entry.user_id, entry.action_time, before, after, known)


def _of(fields: Fields | None, number: int) -> Fields | None:
    """What is kept of the row of this number: an import may have given a name to another row."""
    return fields if fields and fields.get("number", number) == number else None


def _fields(record: Any) -> Fields | None:
    return record["fields"] if record else None


def _by_model(rows: Iterable[DifferingRow]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.key[0], []).append(row.key[1])
    return found


def _model(name: str) -> Any:
    return apps.get_model("mandates", name)
