"""Import of a canonical document into the draft: validated whole, or refused whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db import models as fields
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.checks import integrity
from mandates.checks.integrity import Problem, Severity
from mandates.checks.problem import UNFINISHED, Reason, Sentence, gettext_noop, placed, reason_said, sentence
from mandates.content import bulk, checking, composing, contents, documents, progress
from mandates.models import LARGEST_NUMBER, Row
from mandates.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BY_LABEL = {model._meta.label_lower: model for model in documents.MODELS}
KINDS: tuple[tuple[type[fields.Field[Any, Any]], type, StrOrPromise], ...] = (
    (fields.BooleanField, bool, _("tässä pitää olla true tai false.")),
    (fields.IntegerField, int, _("tässä pitää olla kokonaisluku.")),
    (fields.CharField, str, _("tässä pitää olla teksti lainausmerkeissä.")),
    (fields.TextField, str, _("tässä pitää olla teksti lainausmerkeissä.")),
    (fields.DateField, str, _("tässä pitää olla päivä muodossa 2026-02-26.")),
)
_Rows = dict[type[Row], dict[str, Row]]
_Held = Mapping[composing.Name, documents.Fields]


UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
ACROSS: Final = {code for code, *_rest in integrity.UNUSED.values()} | {"case-failing", "old-slug-clash"}
"""Errors that one row has because of others: nobody can tell while those cannot be read."""
DECIDING: Final = frozenset({"slug", "retired", "every_type", "old_slugs"})
"""The fields of a row, besides its references, from which other rows may have errors."""


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


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys were given twice: the last one would win in silence."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs)
        self.twice = sorted(key for key, count in times.items() if count > 1)


@dataclass(frozen=True, slots=True)
class _Item:
    """One object of the document."""

    model: type[Row]
    slug: str
    values: _Object

    @property
    def name(self) -> composing.Name:
        return str(self.model._meta.model_name), self.slug


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a field of an object."""

    item: _Item
    field: str
    message: str

    @property
    def sentence(self) -> Sentence:
        return placed(*self.item.name, self.field, self.message)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The objects of a document, and what is wrong with them before the database is asked.

    `unknown` are sentences on objects of which it cannot be said which row they are.
    """

    items: tuple[_Item, ...]
    faults: tuple[_Fault, ...]
    unknown: tuple[str, ...]


def is_empty() -> bool:
    """Tell whether the draft has no rows at all."""
    return not any(model.objects.exists() for model in documents.MODELS)


def import_file(path: Path, *, name: str | None = None) -> None:
    """Make the draft equal to the document in the file.

    :raises ImportRefusedError: when anything is wrong with it; the draft is then as it was.
    """
    import_text(*_named_text(path, name))


def import_text(text: str, name: str) -> None:
    """Make the draft equal to the document, which problems call by the name.

    :raises ImportRefusedError: when anything is wrong with it; the draft is then as it was.
    """
    read = _read(text, name)
    with _whole(name):
        _replace(read, name)


def rehearse(path: Path, *, name: str | None = None) -> tuple[Ruleset, Ruleset]:
    """The draft as it is and as the file would make it. Nothing is changed.

    :raises ImportRefusedError: when the file would be refused, or the draft as it is cannot be compiled.
    """
    return rehearse_text(*_named_text(path, name))


def rehearse_text(text: str, name: str) -> tuple[Ruleset, Ruleset]:
    """The same of a document, which problems call by the name.

    :raises ImportRefusedError: as above.
    """
    read = _read(text, name)
    before, found = checking.check_content(contents.draft())
    if before is None:
        raise ImportRefusedError(
            name,
            [sentence(gettext_noop("nykyinen luonnos: %(problem)s"), problem=problem.sentence) for problem in found],
        )
    with _whole(name):
        after = _replace(read, name)
        transaction.set_rollback(True)
    return before, after


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """All of it or nothing; rows that somebody else makes meanwhile may make it nothing."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ImportRefusedError(name, [gettext("joku muu tallensi samaan aikaan. Yritä uudestaan.")]) from error


def _named_text(path: Path, name: str | None) -> tuple[str, str]:
    name = name or str(path)
    try:
        return path.read_text(encoding="utf-8-sig"), name
    except (OSError, UnicodeDecodeError) as error:
        message = gettext("tiedostoa ei voi lukea (%(error)s).") % {"error": error.__class__.__name__}
        raise ImportRefusedError(name, [message]) from error


def _read(text: str, name: str) -> _Reading:
    """Turn the text into objects and say what is wrong with them without asking the database.

    :raises ImportRefusedError: when it is no list of objects at all.
    """
    try:
        document = json.loads(text, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        told = gettext("tiedosto ei ole JSONia: rivi %(line)s, merkki %(column)s.") % place
        raise ImportRefusedError(name, [told]) from error
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError(name, [gettext("tiedosto ei ole luonnoksen JSONia.")]) from error
    if not isinstance(document, list) or not document:
        raise ImportRefusedError(name, [gettext("tiedostossa pitää olla lista objekteja.")])
    read = [_item(place, record) for place, record in enumerate(document, start=1)]
    items = tuple(item for item in read if isinstance(item, _Item))
    unknown = tuple(item for item in read if isinstance(item, str))
    shape = [fault for item in items for fault in _shape(item)]
    faults = [*shape, *_duplicates(items)]
    if not unknown:
        faults += _dangling(items, {(fault.item.name, fault.field) for fault in shape})
    return _Reading(items, tuple(faults), unknown)


def _item(place: int, record: object) -> _Item | str:
    if not isinstance(record, _Object) or not isinstance(record.get("fields"), _Object):
        return gettext("objekti %(place)s, fields: objektilla pitää olla model ja fields.") % {"place": place}
    model = BY_LABEL.get(str(record.get("model")))
    if model is None:
        values = {"place": place, "model": json.dumps(record.get("model"), ensure_ascii=False)}
        return gettext("objekti %(place)s, model: tuntematon malli %(model)s.") % values
    slug = record["fields"].get("slug")
    if not isinstance(slug, str) or not slug:
        values = {"place": place, "model": model._meta.model_name}
        return gettext("objekti %(place)s (%(model)s), slug: tunniste puuttuu.") % values
    item = _Item(model, slug, record["fields"])
    extra = sorted(record.keys() - {"model", "fields"})
    if extra:
        return str(_Fault(item, extra[0], gettext("avain ei kuulu tähän. Rivin tunnistaa slug.")).sentence)
    return str(_Fault(item, record.twice[0], gettext("avain on kahdesti.")).sentence) if record.twice else item


def _shape(item: _Item) -> Iterator[_Fault]:
    """Keys and kinds: every field of the model, nothing else, each of its JSON kind."""
    known = {field.name: field for field in _fields(item.model)}
    for name in item.values.twice:
        yield _Fault(item, name, gettext("kenttä on kahdesti."))
    for name in sorted(item.values.keys() - known.keys()):
        yield _Fault(item, name, gettext("tuntematon kenttä."))
    for name, field in known.items():
        message = _kind(field, item.values[name]) if name in item.values else gettext("kenttä puuttuu.")
        if message:
            yield _Fault(item, name, message)


def _fields(model: type[Row]) -> list[fields.Field[Any, Any]]:
    return [*_columns(model), *model._meta.many_to_many]


def _columns(model: type[Row]) -> list[fields.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if field.name not in model.outside_content]


def _kind(field: fields.Field[Any, Any], value: object) -> str:
    """Say what the value should have been, or nothing."""
    if isinstance(field, fields.ManyToManyField):
        right = _is_set_of_keys(value)
        return "" if right else gettext("tässä pitää olla lista, kukin kerran: %(list)s.") % {"list": '[["tunniste"]]'}
    if isinstance(field, fields.ForeignKey):
        right = _is_key(value) or (value is None and field.null)
        return "" if right else gettext("tässä pitää olla %(key)s.") % {"key": '["tunniste"]'}
    for kind, wanted, words in KINDS:
        if isinstance(field, kind):
            if type(value) is not wanted:
                return str(words)
            return "" if _can_be_stored(value) else gettext("tekstissä on merkki, jota ei voi tallentaa.")
    raise TypeError(f"no JSON kind is written down for {field!r}")


def _is_key(value: object) -> bool:
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], str)


def _is_set_of_keys(value: object) -> bool:
    if not isinstance(value, list) or not all(_is_key(key) for key in value):
        return False
    return len(value) == len({key[0] for key in value})


def _can_be_stored(value: object) -> bool:
    """JSON can spell half of a surrogate pair and NUL, which databases refuse."""
    return not isinstance(value, str) or not UNSTORABLE.search(value)


def _duplicates(items: tuple[_Item, ...]) -> Iterator[_Fault]:
    slugs: set[composing.Name] = set()
    numbers: dict[tuple[type[Row], int], str] = {}
    for item in items:
        if item.name in slugs:
            yield _Fault(item, "slug", gettext("sama tunniste on kahdella rivillä."))
            continue
        slugs.add(item.name)
        number = item.values.get("number")
        if isinstance(number, int) and numbers.setdefault((item.model, number), item.slug) != item.slug:
            values = {"number": number, "slug": numbers[item.model, number]}
            yield _Fault(item, "number", gettext("numero %(number)s on myös rivillä %(slug)s.") % values)


def _dangling(items: tuple[_Item, ...], wrong: set[tuple[composing.Name, str]]) -> Iterator[_Fault]:
    """References must lead to rows of the document: what it lacks is removed from the draft."""
    slugs = {(item.model, item.slug) for item in items}
    for item in items:
        for field in _fields(item.model):
            named = [] if (item.name, field.name) in wrong else _references(field, item.values[field.name])
            for slug in sorted(named):
                if (field.related_model, slug) not in slugs:
                    yield _Fault(item, field.name, gettext("tiedostossa ei ole riviä %(slug)s.") % {"slug": slug})


def _references(field: fields.Field[Any, Any], value: Any) -> list[str]:
    """The slugs that a value of the right kind names."""
    if isinstance(field, fields.ManyToManyField):
        return [key[0] for key in value]
    return value if isinstance(field, fields.ForeignKey) and value is not None else []


def _replace(read: _Reading, name: str) -> Ruleset:
    """Write the rows that differ, model by model in the order of their references, then the sets of keys, then remove
    the other rows.

    Gives the new draft, compiled.
    """
    refused = {fault.item.name for fault in read.faults}
    by_model: dict[type[Row], list[_Item]] = {model: [] for model in documents.MODELS}
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


def _also(read: _Reading, faults: list[_Fault]) -> list[Sentence]:
    """The errors of the content besides those faults, as far as they can be told while the faults are there."""
    wrong: dict[composing.Name, set[str]] = {}
    for fault in faults:
        wrong.setdefault(fault.item.name, set()).add(fault.field)
    records = {item.name: _mended(place, item, wrong.get(item.name, set())) for place, item in enumerate(read.items)}
    decided = not read.unknown and not any(_decides(fault) for fault in faults)
    try:
        _, found = checking.check(list(records.values()))
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


def _decides(fault: _Fault) -> bool:
    columns = {field.name: field for field in _fields(fault.item.model)}
    return fault.field in DECIDING or fault.field not in columns or columns[fault.field].is_relation


def _mended(place: int, item: _Item, wrong: set[str]) -> documents.Record:
    """The object with something that can be read in place of what cannot."""
    values: Mapping[str, Any] = {
        field.name: _neutral(field, place) if field.name in wrong else item.values.get(field.name)
        for field in _fields(item.model)
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


def _write(model: type[Row], items: list[_Item], held: _Held, rows: _Rows) -> list[_Fault]:
    """Make the rows of a model, or make them as the document says; a row that is as it says is left alone.

    Two of one slug or number were told before.
    """
    known = rows[model] = bulk.rows(model)
    leaving = _leaving(known, items)
    faults: list[_Fault] = []
    right: list[Row] = []
    for item in items:
        if _is_as_held(item, held):
            continue
        row = known.get(item.slug) or model()
        found = _filled(item, row, rows)
        faults += found
        if not found and all(_is_known(item, field, rows) for field in _columns(model)):
            right.append(row)
    before = {slug: values for (name, slug), values in held.items() if name == model._meta.model_name}
    bulk.write(model, right, before, leaving)
    known.update((row.slug, row) for row in right)
    return faults


def _leaving(known: Mapping[str, Row], items: list[_Item]) -> list[int]:
    """The keys of the rows that the document has not."""
    kept = {item.slug for item in items}
    return [row.pk for slug, row in known.items() if slug not in kept]


def _pairs(
    own: Mapping[str, Row], field: fields.ManyToManyField[Any, Any], items: list[_Item], others: Mapping[str, Row]
) -> set[tuple[int, int]]:
    """The keys of the rows and of what their sets hold."""
    return {(own[item.slug].pk, others[slug].pk) for item in items for (slug,) in item.values[field.name]}


def _is_as_held(item: _Item, held: _Held) -> bool:
    """Tell whether the draft's row is what the document says; the order of a set says nothing."""
    found, sets = held.get(item.name), {field.name for field in item.model._meta.many_to_many}
    return found is not None and all(
        sorted(value) == found[name] if name in sets else value == found[name] for name, value in item.values.items()
    )


def _is_known(item: _Item, field: fields.Field[Any, Any], rows: _Rows) -> bool:
    """Tell whether the row that the field names is there: when that row itself was refused, its own problem is told."""
    value = item.values[field.name]
    return not isinstance(field, fields.ForeignKey) or value is None or value[0] in rows[_row_model(field)]


def _filled(item: _Item, row: Row, rows: _Rows) -> list[_Fault]:
    """Fill the row from the object, and say what is wrong with it. A row that it names is there: nobody is asked."""
    lost, named = [], []
    for field in _columns(item.model):
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
            _Fault(item, gettext("rivi") if name == "__all__" else name, message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _row_model(field: fields.Field[Any, Any]) -> type[Row]:
    model = field.related_model
    if not (isinstance(model, type) and issubclass(model, Row)):
        raise TypeError(f"{field!r} does not lead to a row")
    return model
