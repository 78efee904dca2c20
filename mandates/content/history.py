"""History of rows that are changed many at a time, without the admin's forms: who, when and by what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType

from mandates.content import contents, documents
from mandates.models import Publication, Row

RowKey = tuple[type[Row], str]
Rows = dict[RowKey, tuple[int, str, documents.Fields]]
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
    LogEntry.objects.bulk_create(_entry(user_id, message, key, before, after) for key in _changed(before, after))


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


def _state() -> Rows:
    """Each row of the draft by its model and slug: its key, its name and its content."""
    by_label = {model._meta.label_lower: model for model in documents.MODELS}
    names = {model: _names(model) for model in documents.MODELS}
    found: Rows = {}
    for record in contents.draft().rows.values():
        model, slug = by_label[record["model"]], record["fields"]["slug"]
        found[model, slug] = (*names[model][slug], record["fields"])
    return found


def _names(model: type[Row]) -> dict[str, tuple[int, str]]:
    """The key and the name of each row; some rows are called by those that they name."""
    named = [field.name for field in model._meta.concrete_fields if field.is_relation and not field.null]
    rows = model._default_manager.all()
    return {row.slug: (row.pk, str(row)) for row in (rows.select_related(*named) if named else rows)}


def _changed(before: Rows, after: Rows) -> Iterator[RowKey]:
    for key in {**before, **after}:
        if key not in before or key not in after or before[key][2] != after[key][2]:
            yield key


def _entry(user_id: int, message: str, key: RowKey, before: Rows, after: Rows) -> LogEntry:
    flag = DELETION if key not in after else CHANGE if key in before else ADDITION
    pk, name, _ = after[key] if key in after else before[key]
    return LogEntry(
        user_id=user_id,
        content_type=ContentType.objects.get_for_model(key[0]),
        object_id=str(pk),
        object_repr=name[:LABEL_LENGTH],
        action_flag=flag,
        change_message=message,
    )
