"""Import of a canonical document into the draft: written whole, or refused whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db import models as fields
from django.utils.translation import gettext, ngettext

from mandates.checks import references
from mandates.checks.integrity import Problem, Severity
from mandates.checks.problem import UNFINISHED, Reason, Sentence, gettext_noop, reason_said, sentence
from mandates.content import bulk, checking, composing, contents, documents, progress, reading
from mandates.content.reading import FieldFault, Item, NoDocumentError, ReadDocument
from mandates.models import LARGEST_NUMBER, Row
from mandates.rules.ruleset import Ruleset

_Rows = dict[type[Row], dict[str, Row]]
_Held = Mapping[composing.Name, documents.Fields]
ACROSS: Final = {code for code, *_rest in references.UNUSED.values()} | {"case-failing", "old-slug-clash"}
"""Errors that one row has because of others: nobody can tell while those cannot be read."""
DECIDING: Final = frozenset({"slug", "retired", "every_type", "old_slugs"})
"""The fields of a row, besides its references, from which other rows may have errors."""


class _ChangedMeanwhileError(Exception):
    """The draft has other rows than those that the document was compared with."""


class ImportRefusedError(Exception):
    """The document was refused and nothing was changed. `problems` are the reasons by slugs and columns."""

    def __init__(self, name: str, reasons: Sequence[Reason]) -> None:
        message = ngettext(
            "%(name)s: %(count)s virhe, mitään ei muutettu.",
            "%(name)s: %(count)s virhettä, mitään ei muutettu.",
            len(reasons),
        )
        super().__init__(message % {"name": name, "count": len(reasons)})
        self.reasons = tuple(reasons)
        self.problems = [f"{name}: {reason_said(reason, gettext)}" for reason in reasons]


def is_empty() -> bool:
    """Tell whether the draft has no rows at all."""
    return not any(model.objects.exists() for model in documents.MODELS)


def import_file(path: Path) -> None:
    """Make the draft equal to the document in the file.

    :raises ImportRefusedError: when anything is wrong with it; the draft is then as it was.
    """
    import_text(_text(path), str(path))


def import_text(text: str, name: str) -> None:
    """Make the draft equal to the document, which problems call by the name.

    :raises ImportRefusedError: when anything is wrong with it; the draft is then as it was.
    """
    said = _read(text, name)
    with _whole(name):
        _replace(said, name)


def rehearse(path: Path) -> tuple[Ruleset, Ruleset]:
    """The draft as it is and as the file would make it. Nothing is changed.

    :raises ImportRefusedError: when the file would be refused, or the draft as it is cannot be compiled.
    """
    return rehearse_text(_text(path), str(path))


def rehearse_text(text: str, name: str) -> tuple[Ruleset, Ruleset]:
    """The same of a document, which problems call by the name.

    :raises ImportRefusedError: as above.
    """
    said = _read(text, name)
    before, found = checking.check_content(contents.draft())
    if before is None:
        raise ImportRefusedError(
            name,
            [sentence(gettext_noop("nykyinen luonnos: %(problem)s"), problem=problem.sentence) for problem in found],
        )
    with _whole(name):
        after = _replace(said, name)
        transaction.set_rollback(True)
    return before, after


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """All of it or nothing; rows that somebody else makes meanwhile may make it nothing."""
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, _ChangedMeanwhileError) as error:
        raise ImportRefusedError(name, [gettext("joku muu tallensi samaan aikaan. Yritä uudestaan.")]) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = gettext("tiedostoa ei voi lukea (%(error)s).") % {"error": error.__class__.__name__}
        raise ImportRefusedError(str(path), [message]) from error


def _read(text: str, name: str) -> ReadDocument:
    try:
        return reading.read(text)
    except NoDocumentError as error:
        raise ImportRefusedError(name, [str(error)]) from error


def _replace(read: ReadDocument, name: str) -> Ruleset:
    """Write the rows that differ, model by model in the order of their references, then the sets of keys, then remove
    the other rows.

    Gives the new draft, compiled.
    """
    refused = {fault.item.name for fault in read.faults}
    by_model: dict[type[Row], list[Item]] = {model: [] for model in documents.MODELS}
    for item in read.items:
        by_model[item.model].append(item)
    held = {composing.name_of(record): record["fields"] for record in contents.draft().rows.values()}
    rows: _Rows = {}
    faults = list(read.faults)
    for place, (model, group) in enumerate(by_model.items(), start=1):
        progress.step(place, len(by_model) + 2, str(model._meta.verbose_name_plural))
        writable = [item for item in group if item.name not in refused]
        faults += _write(model, writable, held, rows)
    if faults or read.unknown:
        raise ImportRefusedError(name, [*read.unknown, *(fault.sentence for fault in faults), *_also(read, faults)])
    for model, group in by_model.items():
        for field in model._meta.many_to_many:
            bulk.write_sets(field, _pairs(rows[model], field, group, rows[_row_model(field)]))
    for model, group in reversed(by_model.items()):
        bulk.remove(model, _leaving(rows[model], group))
    progress.step(len(by_model) + 1, len(by_model) + 2, gettext("tarkistetaan"))
    ruleset, found = checking.check_content(contents.draft())
    errors = [problem.sentence for problem in found if _refuses(problem)]
    if errors or ruleset is None:
        raise ImportRefusedError(name, errors)
    return ruleset


def _refuses(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and problem.code not in UNFINISHED


def _also(read: ReadDocument, faults: list[FieldFault]) -> list[Sentence]:
    """The errors of the content besides those faults, as far as they can be told while the faults are there."""
    wrong: dict[composing.Name, set[str]] = {}
    for fault in faults:
        wrong.setdefault(fault.item.name, set()).add(fault.field)
    records = {item.name: _mended(place, item, wrong.get(item.name, set())) for place, item in enumerate(read.items)}
    decided = not read.unknown and not any(_decides(fault) for fault in faults)
    try:
        _, found = checking.check_content(contents.of_records(records.values()))
    except (ValueError, TypeError, KeyError):
        return []
    return [
        problem.sentence
        for problem in found
        if _refuses(problem)
        and (problem.model, problem.slug) not in wrong
        and problem.code != "reference-dangling"
        and (decided or problem.code not in ACROSS)
    ]


def _decides(fault: FieldFault) -> bool:
    columns = {field.name: field for field in fault.item.model.content_fields()}
    return fault.field in DECIDING or fault.field not in columns or columns[fault.field].is_relation


def _mended(place: int, item: Item, wrong: set[str]) -> documents.Record:
    """The object with something that can be read in place of what cannot."""
    values: Mapping[str, Any] = {
        field.name: _neutral(field, place) if field.name in wrong else item.values.get(field.name)
        for field in item.model.content_fields()
    }
    return {"model": item.model._meta.label_lower, "fields": {**values, "slug": item.slug}}


def _neutral(field: fields.Field[Any, Any], place: int) -> object:
    if isinstance(field, fields.ManyToManyField):
        return []
    if isinstance(field, fields.ForeignKey):
        return None if field.null else [""]
    if isinstance(field, fields.BooleanField):
        return False
    if isinstance(field, fields.IntegerField):
        return LARGEST_NUMBER + place
    if isinstance(field, fields.DateField):
        return "2000-01-01"
    return field.choices[0][0] if isinstance(field.choices, list) and field.choices else ""


def _write(model: type[Row], items: list[Item], held: _Held, rows: _Rows) -> list[FieldFault]:
    """Make the rows of a model, or make them as the document says; a row that is as it says is left alone. One that has
    another slug there is the same row: it keeps its history.

    Two of one slug or number were told before.

    :raises _ChangedMeanwhileError: when rows have come or gone since `held` was read.
    """
    known = rows[model] = bulk.rows(model)
    before = {slug: values for (name, slug), values in held.items() if name == model._meta.model_name}
    if known.keys() != before.keys():
        raise _ChangedMeanwhileError
    leaving = set(_leaving(known, items))
    others = {row.number: row for row in known.values() if row.pk in leaving}
    faults: list[FieldFault] = []
    right: list[Row] = []
    for item in items:
        if _is_as_held(item, held):
            continue
        row = known.get(item.slug) or others.pop(item.values["number"], None) or model()
        if row.pk and row.slug != item.slug:
            before[item.slug] = before[row.slug]
            del known[row.slug]
        found = _filled(item, row, rows)
        faults += found
        if not found and all(_is_known(item, field, rows) for field in model.content_columns()):
            right.append(row)
    bulk.write(model, right, before, _leaving(known, items))
    known.update((row.slug, row) for row in right)
    return faults


def _leaving(known: Mapping[str, Row], items: list[Item]) -> list[int]:
    """The keys of the rows that the document has not."""
    kept = {item.slug for item in items}
    return [row.pk for slug, row in known.items() if slug not in kept]


def _pairs(
    own: Mapping[str, Row], field: fields.ManyToManyField[Any, Any], items: list[Item], others: Mapping[str, Row]
) -> set[tuple[int, int]]:
    """The keys of the rows and of what their sets hold."""
    return {(own[item.slug].pk, others[slug].pk) for item in items for (slug,) in item.values[field.name]}


def _is_as_held(item: Item, held: _Held) -> bool:
    """Tell whether the draft's row is what the document says; the order of a set says nothing."""
    found, sets = held.get(item.name), {field.name for field in item.model._meta.many_to_many}
    return found is not None and all(
        sorted(value) == found[name] if name in sets else value == found[name] for name, value in item.values.items()
    )


def _is_known(item: Item, field: fields.Field[Any, Any], rows: _Rows) -> bool:
    """Tell whether the row that the field names is there: when that row itself was refused, its own problem is told."""
    value = item.values[field.name]
    return not isinstance(field, fields.ForeignKey) or value is None or value[0] in rows[_row_model(field)]


def _filled(item: Item, row: Row, rows: _Rows) -> list[FieldFault]:
    """Fill the row from the object, and say what is wrong with it. A row that it names is there: nobody is asked."""
    lost, named = [], []
    for field in item.model.content_columns():
        value = item.values[field.name]
        if isinstance(field, fields.ForeignKey) and value is not None:
            named.append(field.name)
            if not _is_known(item, field, rows):
                lost.append(field.name)
                continue
            value = rows[_row_model(field)][value[0]]
        setattr(row, field.name, value)
    try:
        row.clean_fields(named) if lost else row.full_clean(named, validate_unique=False)
    except ValidationError as error:
        return [
            FieldFault(item, gettext("rivi") if name == "__all__" else name, message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _row_model(field: fields.Field[Any, Any]) -> type[Row]:
    model = field.related_model
    if not (isinstance(model, type) and issubclass(model, Row)):
        raise TypeError(f"{field!r} does not lead to a row")
    return model
