"""Import of a canonical document into the draft: validated whole, or refused whole."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db import models as fields
from django.db.models import F
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.checks.integrity import Severity
from mandates.checks.problem import UNFINISHED
from mandates.content import checking, documents
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


class ImportRefusedError(Exception):
    """The document was refused and nothing was changed. `problems` are sentences naming row and field."""

    def __init__(self, name: str, problems: list[str]) -> None:
        message = ngettext(
            "%(name)s: %(count)s virhe, mitään ei muutettu.",
            "%(name)s: %(count)s virhettä, mitään ei muutettu.",
            len(problems),
        )
        super().__init__(message % {"name": name, "count": len(problems)})
        self.problems = [f"{name}: {problem}" for problem in problems]


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

    def problem(self, field: str, message: str) -> str:
        return f"{self.model._meta.model_name} {self.slug}, {field}: {message}"


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
    items = _accepted(text, name)
    with _whole(name):
        _replace(items, name)


def rehearse(path: Path, *, name: str | None = None) -> tuple[Ruleset, Ruleset]:
    """The draft as it is and as the file would make it. Nothing is changed.

    :raises ImportRefusedError: when the file would be refused, or the draft as it is cannot be compiled.
    """
    text, name = _named_text(path, name)
    items = _accepted(text, name)
    before, found = checking.check(documents.export())
    if before is None:
        raise ImportRefusedError(
            name, [gettext("nykyinen luonnos: %(problem)s") % {"problem": problem.said(gettext)} for problem in found]
        )
    with _whole(name):
        after = _replace(items, name)
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
        return path.read_text(encoding="utf-8"), name
    except (OSError, UnicodeDecodeError) as error:
        message = gettext("tiedostoa ei voi lukea (%(error)s).") % {"error": error.__class__.__name__}
        raise ImportRefusedError(name, [message]) from error


def _accepted(text: str, name: str) -> list[_Item]:
    items, problems = _read(text)
    if problems:
        raise ImportRefusedError(name, problems)
    return items


def _read(text: str) -> tuple[list[_Item], list[str]]:
    """Turn the text into objects, or say what is wrong with it without asking the database."""
    try:
        document = json.loads(text, object_pairs_hook=_Object)
    except (ValueError, RecursionError) as error:
        return [], [gettext("tiedosto ei ole JSONia (%(error)s).") % {"error": error}]
    if not isinstance(document, list) or not document:
        return [], [gettext("tiedostossa pitää olla lista objekteja.")]
    read = [_item(place, record) for place, record in enumerate(document, start=1)]
    items = [item for item in read if isinstance(item, _Item)]
    problems = [item for item in read if isinstance(item, str)]
    problems += [problem for item in items for problem in _shape(item)]
    problems += _duplicates(items)
    if not problems:
        problems = [*_dangling(items), *(problem.said(gettext) for problem in checking.cycles(document))]
    return items, problems


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
        return item.problem(extra[0], gettext("avain ei kuulu tähän. Rivin tunnistaa slug."))
    return item.problem(record.twice[0], gettext("avain on kahdesti.")) if record.twice else item


def _shape(item: _Item) -> Iterator[str]:
    """Keys and kinds: every field of the model, nothing else, each of its JSON kind."""
    known = {field.name: field for field in _fields(item.model)}
    for name in item.values.twice:
        yield item.problem(name, gettext("kenttä on kahdesti."))
    for name in sorted(item.values.keys() - known.keys()):
        yield item.problem(name, gettext("tuntematon kenttä."))
    for name, field in known.items():
        message = _kind(field, item.values[name]) if name in item.values else gettext("kenttä puuttuu.")
        if message:
            yield item.problem(name, message)


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
    return not isinstance(value, str) or not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value)


def _duplicates(items: list[_Item]) -> Iterator[str]:
    slugs: set[tuple[type[Row], str]] = set()
    numbers: dict[tuple[type[Row], int], str] = {}
    for item in items:
        if (item.model, item.slug) in slugs:
            yield item.problem("slug", gettext("sama tunniste on kahdella rivillä."))
            continue
        slugs.add((item.model, item.slug))
        number = item.values.get("number")
        if isinstance(number, int) and numbers.setdefault((item.model, number), item.slug) != item.slug:
            values = {"number": number, "slug": numbers[item.model, number]}
            yield item.problem("number", gettext("numero %(number)s on myös rivillä %(slug)s.") % values)


def _dangling(items: list[_Item]) -> Iterator[str]:
    """References must lead to rows of the document: what it lacks is removed from the draft."""
    slugs = {(item.model, item.slug) for item in items}
    for item in items:
        for field in _fields(item.model):
            for slug in sorted(_references(field, item.values[field.name])):
                if (field.related_model, slug) not in slugs:
                    yield item.problem(field.name, gettext("tiedostossa ei ole riviä %(slug)s.") % {"slug": slug})


def _references(field: fields.Field[Any, Any], value: Any) -> list[str]:
    """The slugs that a value of the right kind names."""
    if isinstance(field, fields.ManyToManyField):
        return [key[0] for key in value]
    return value if isinstance(field, fields.ForeignKey) and value is not None else []


def _replace(items: list[_Item], name: str) -> Ruleset:
    """Write the rows in the order of their references, then the sets of keys, then remove the other rows.

    Gives the new draft, compiled.
    """
    for model in documents.MODELS:
        model.objects.update(number=F("number") + LARGEST_NUMBER)
    rows = _rows()
    ordered = [item for model in documents.MODELS for item in items if item.model is model]
    problems = [problem for item in ordered for problem in _write(item, rows)]
    if problems:
        raise ImportRefusedError(name, problems)
    rows = _rows()
    for item in items:
        _write_sets(item, rows)
    for model in reversed(documents.MODELS):
        model.objects.exclude(slug__in=[item.slug for item in items if item.model is model]).delete()
    ruleset, found = checking.check(documents.export())
    errors = [
        problem.said(gettext)
        for problem in found
        if problem.severity is Severity.ERROR and problem.code not in UNFINISHED
    ]
    if errors or ruleset is None:
        raise ImportRefusedError(name, errors)
    return ruleset


def _rows() -> _Rows:
    """Every row of the draft by model and slug, with what its sets of keys hold."""
    return {
        model: {
            row.slug: row for row in model.objects.prefetch_related(*(field.name for field in model._meta.many_to_many))
        }
        for model in documents.MODELS
    }


def _write(item: _Item, rows: _Rows) -> Iterable[str]:
    """Make the row, or make it as the document says. Two of one slug or number were told before."""
    row = rows[item.model].get(item.slug) or item.model()
    for field in _columns(item.model):
        value = item.values[field.name]
        if isinstance(field, fields.ForeignKey) and value is not None:
            # None when that row itself was refused: then its own problem is told.
            value = rows[_row_model(field)].get(value[0])
            if value is None:
                return []
        setattr(row, field.name, value)
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as error:
        return [
            item.problem(gettext("rivi") if name == "__all__" else name, message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    row.save()
    rows[item.model][item.slug] = row
    return []


def _write_sets(item: _Item, rows: _Rows) -> None:
    row = rows[item.model][item.slug]
    for field in item.model._meta.many_to_many:
        wanted = {key[0] for key in item.values[field.name]}
        held = getattr(row, field.name)
        if wanted != {each.slug for each in held.all()}:
            held.set([rows[_row_model(field)][slug] for slug in wanted])


def _row_model(field: fields.Field[Any, Any]) -> type[Row]:
    model = field.related_model
    if not (isinstance(model, type) and issubclass(model, Row)):
        raise TypeError(f"{field!r} does not lead to a row")
    return model
