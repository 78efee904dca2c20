"""History of rows that are changed many at a time, without the admin's forms: who, when and by what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType

from mandates.content import draft_rows
from mandates.content.documents import Fields
from mandates.content.draft_rows import DraftRow
from mandates.models import Publication, Row, RowChange

RowKey = tuple[type[Row], int]
Rows = dict[RowKey, DraftRow]
LABEL_LENGTH: Final = 200


@contextmanager
def recording(user_id: int | None, message: str) -> Iterator[None]:
    """Write an entry for each row that the block adds, changes or removes. Without a user nothing is written.

    Not when the block fails. Run it in the transaction of the changes.
    """
    if user_id is None:
        yield
        return
    before = _state()
    yield
    after = _state()
    changed = list(_changed(before, after))
    entries = LogEntry.objects.bulk_create(_entry(user_id, message, key, before, after) for key in changed)
    RowChange.objects.bulk_create(
        RowChange(entry=entry, before=_fields(before.get(key)), after=_fields(after.get(key)))
        for entry, key in zip(entries, changed, strict=True)
    )


def keep(entry: LogEntry, before: Fields | None, after: Fields | None) -> None:
    """Keep what the row of an entry was and what it is: nothing of what was no row then, or is none now."""
    RowChange.objects.create(entry=entry, before=before, after=after)


def published(publication: Publication, user_id: int | None) -> None:
    """Write the entry of a publication that was made without the admin's pages."""
    if user_id is not None:
        LogEntry.objects.log_actions(user_id, [publication], ADDITION, [{"added": {}}], single_object=True)


def decided(publication: Publication, user_id: int | None, message: str) -> None:
    """Write what was decided of a publication without the admin's pages."""
    if user_id is not None:
        LogEntry.objects.log_actions(user_id, [publication], CHANGE, message, single_object=True)


def user_of(name: str) -> int | None:
    """The key of the user of that name, if there is one: a command may be run by somebody who is none."""
    return get_user_model()._default_manager.filter(username=name).values_list("pk", flat=True).first()


def _fields(row: DraftRow | None) -> Fields | None:
    return row.fields if row else None


def _state() -> Rows:
    """Each row of the draft by its model and its key, which it keeps when it gets another slug."""
    return {(row.model, row.pk): row for row in draft_rows.read()}


def _changed(before: Rows, after: Rows) -> Iterator[RowKey]:
    for key in {**before, **after}:
        if key not in before or key not in after or before[key].fields != after[key].fields:
            yield key


def _entry(user_id: int, message: str, key: RowKey, before: Rows, after: Rows) -> LogEntry:
    flag = DELETION if key not in after else CHANGE if key in before else ADDITION
    row = after[key] if key in after else before[key]
    return LogEntry(
        user_id=user_id,
        content_type=ContentType.objects.get_for_model(key[0]),
        object_id=str(row.pk),
        object_repr=row.name[:LABEL_LENGTH],
        action_flag=flag,
        change_message=message,
    )
