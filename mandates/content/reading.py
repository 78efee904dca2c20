"""What a canonical document says, and what is wrong with it before the draft is asked."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import models as fields
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates.checks.problem import Sentence, placed
from mandates.content import composing, documents
from mandates.models import Row

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
UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


class NoDocumentError(ValueError):
    """The text is no list of objects. The message is for editors."""


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its keys were given twice: the last one would win in silence."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs)
        self.twice = sorted(key for key, count in times.items() if count > 1)


@dataclass(frozen=True, slots=True)
class Item:
    """One object of the document."""

    model: type[Row]
    slug: str
    values: _Object

    @property
    def name(self) -> composing.Name:
        return str(self.model._meta.model_name), self.slug


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with a field of an object."""

    item: Item
    field: str
    message: str

    @property
    def sentence(self) -> Sentence:
        return placed(*self.item.name, self.field, self.message)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """The objects of a document, and what is wrong with them before the database is asked.

    `unknown` are sentences on objects of which it cannot be said which row they are.
    """

    items: tuple[Item, ...]
    faults: tuple[FieldFault, ...]
    unknown: tuple[str, ...]


def read(text: str) -> ReadDocument:
    """Turn the text into objects and say what is wrong with them without asking the database.

    :raises NoDocumentError: when it is no list of objects at all.
    """
    try:
        document = json.loads(text, object_pairs_hook=_Object)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise NoDocumentError(gettext("tiedosto ei ole JSONia: rivi %(line)s, merkki %(column)s.") % place) from error
    except (ValueError, RecursionError) as error:
        raise NoDocumentError(gettext("tiedosto ei ole luonnoksen JSONia.")) from error
    if not isinstance(document, list) or not document:
        raise NoDocumentError(gettext("tiedostossa pitää olla lista objekteja."))
    read = [_item(place, record) for place, record in enumerate(document, start=1)]
    items = tuple(item for item in read if isinstance(item, Item))
    unknown = tuple(item for item in read if isinstance(item, str))
    shape = [fault for item in items for fault in _shape(item)]
    faults = [*shape, *_duplicates(items)]
    if not unknown:
        faults += _dangling(items, {(fault.item.name, fault.field) for fault in shape})
    return ReadDocument(items, tuple(faults), unknown)


def _item(place: int, record: object) -> Item | str:
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
    item = Item(model, slug, record["fields"])
    extra = sorted(record.keys() - {"model", "fields"})
    if extra:
        return str(FieldFault(item, extra[0], gettext("avain ei kuulu tähän. Rivin tunnistaa slug.")).sentence)
    return str(FieldFault(item, record.twice[0], gettext("avain on kahdesti.")).sentence) if record.twice else item


def _shape(item: Item) -> Iterator[FieldFault]:
    """Keys and kinds: every field of the model, nothing else, each of its JSON kind."""
    known = {field.name: field for field in item.model.content_fields()}
    for name in item.values.twice:
        yield FieldFault(item, name, gettext("kenttä on kahdesti."))
    for name in sorted(item.values.keys() - known.keys()):
        yield FieldFault(item, name, gettext("tuntematon kenttä."))
    for name, field in known.items():
        message = _kind(field, item.values[name]) if name in item.values else gettext("kenttä puuttuu.")
        if message:
            yield FieldFault(item, name, message)


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


def _duplicates(items: tuple[Item, ...]) -> Iterator[FieldFault]:
    slugs: set[composing.Name] = set()
    numbers: dict[tuple[type[Row], int], str] = {}
    for item in items:
        if item.name in slugs:
            yield FieldFault(item, "slug", gettext("sama tunniste on kahdella rivillä."))
            continue
        slugs.add(item.name)
        number = item.values.get("number")
        if isinstance(number, int) and numbers.setdefault((item.model, number), item.slug) != item.slug:
            values = {"number": number, "slug": numbers[item.model, number]}
            yield FieldFault(item, "number", gettext("numero %(number)s on myös rivillä %(slug)s.") % values)


def _dangling(items: tuple[Item, ...], wrong: set[tuple[composing.Name, str]]) -> Iterator[FieldFault]:
    """References must lead to rows of the document: what it lacks is removed from the draft."""
    slugs = {(item.model, item.slug) for item in items}
    for item in items:
        for field in item.model.content_fields():
            named = [] if (item.name, field.name) in wrong else _references(field, item.values[field.name])
            for slug in sorted(named):
                if (field.related_model, slug) not in slugs:
                    yield FieldFault(item, field.name, gettext("tiedostossa ei ole riviä %(slug)s.") % {"slug": slug})


def _references(field: fields.Field[Any, Any], value: Any) -> list[str]:
    """The slugs that a value of the right kind names."""
    if isinstance(field, fields.ManyToManyField):
        return [key[0] for key in value]
    return value if isinstance(field, fields.ForeignKey) and value is not None else []
