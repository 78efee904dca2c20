"""Rows written many at a time, with all that saving one sees to: numbers, versions, translations left behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from django.db.models import F, ManyToManyField, Model

from mandates.content.documents import Fields
from mandates.models import LARGEST_NUMBER, HighestNumber, Row, translations

AT_ONCE: Final = 500
T = TypeVar("T")


def rows(model: type[Row]) -> dict[str, Row]:
    """Every row of the model by its slug."""
    return {row.slug: row for row in model.objects.all()}


def write(model: type[Row], changed: Collection[Row], before: Mapping[str, Fields], leaving: Collection[int]) -> None:
    """Write new rows and rows that differ from what they were; `leaving` are the keys of those that will be removed.

    The numbers that those had, and that changed rows had, are free for others first.
    """
    new = [row for row in changed if row.pk is None]
    old = [row for row in changed if row.pk is not None]
    _free_numbers(model, [*leaving, *(row.pk for row in old if row.number != before[row.slug]["number"])])
    model.objects.bulk_create(new)
    for row in old:
        row.version += 1
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    if old:
        model.objects.bulk_create(
            old, update_conflicts=True, unique_fields=[model._meta.pk.name], update_fields=columns
        )
    _note_translations(model, old, before)
    HighestNumber.reach(str(model._meta.model_name), max((row.number for row in changed), default=0))


def write_sets(field: ManyToManyField[Any, Any], wanted: Collection[tuple[int, int]]) -> None:
    """Make the sets of keys hold these pairs: of the row, and of a row that its set holds."""
    through: Any = field.remote_field.through
    source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    held = {(row, other): key for key, row, other in through.objects.values_list("pk", source, target)}
    for keys in _parts([key for pair, key in held.items() if pair not in wanted]):
        through.objects.filter(pk__in=keys).delete()
    through.objects.bulk_create(
        through(**{source: row, target: other}) for row, other in wanted if (row, other) not in held
    )


def remove(model: type[Model], keys: Iterable[int]) -> None:
    for part in _parts(list(keys)):
        model._default_manager.filter(pk__in=part).delete()


def _free_numbers(model: type[Row], keys: Sequence[int]) -> None:
    for part in _parts(keys):
        model.objects.filter(pk__in=part).update(number=F("number") + LARGEST_NUMBER)


def _note_translations(model: type[Row], changed: Collection[Row], before: Mapping[str, Fields]) -> None:
    names = translations.texts_of(model, model.official)
    for part in _parts([row for row in changed if any(getattr(row, each) != before[row.slug][each] for each in names)]):
        edits = {row.pk: (before[row.slug], {name: getattr(row, name) for name in names}) for row in part}
        translations.note(str(model._meta.model_name), edits)


def _parts(found: Sequence[T]) -> Iterator[Sequence[T]]:
    """As many as a statement takes."""
    return (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE))
