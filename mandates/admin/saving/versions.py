"""Forms that know what a row was when they were opened, so that nobody's text is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.forms.utils import ErrorList
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from mandates.admin.frame.days import said
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import resent
from mandates.admin.saving import renaming
from mandates.admin.saving.merging import Value, merged
from mandates.languages import show_day
from mandates.models import Row

if TYPE_CHECKING:
    VersionedFormBase = forms.ModelForm[Row]
else:
    VersionedFormBase = forms.ModelForm

OPENED: Final = "opened"
CHOICE: Final = "-choice"
MINE: Final = "mine"
THEIRS: Final = "theirs"
SALT: Final = "mandates.admin.opened"
NOTHING: Final = gettext_noop("(tyhjä)")
BY: Final = gettext_noop("%(who)s tallensi saman rivin %(day)s klo %(time)s.")
BY_SOMEBODY: Final = gettext_noop("Joku muu tallensi saman rivin sen jälkeen, kun avasit sivun.")
CHOOSE: Final = gettext_noop(
    "Mitään ei ole vielä tallennettu. Te muutitte samaa kenttää: valitse alta, kumpi teksti jää. Muut muutokset on "
    "yhdistetty tälle sivulle. Tallenna sitten."
)
JOINED: Final = gettext_noop("Molempien muutokset ovat rivillä. Toisen muuttamat kentät: %(fields)s.")
NOT_DELETED: Final = gettext_noop(
    "Rivi on muuttunut sen jälkeen, kun avasit sivun, joten sitä ei poistettu. Lue muutokset. Jos rivi pitää silti "
    "poistaa, merkitse se uudestaan."
)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that both editors changed: what it was, both texts, and the name under which the choice is sent."""

    MINE: ClassVar = MINE
    THEIRS: ClassVar = THEIRS
    label: str
    opened: str
    theirs: str
    yours: str
    choice: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What the form was opened with. `asked` are the fields to choose in, each with what it was at first."""

    version: int = 0
    values: Mapping[str, Value] = field(default_factory=dict)
    asked: Mapping[str, Value | None] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Self:
        """What a form sent back. When it is not what a page of ours held, nothing is known."""
        try:
            version, values, asked = signing.loads(text, salt=SALT)
        except (signing.BadSignature, ValueError):
            return cls()
        return cls(version, _read(values), _read(asked))

    def signed(self) -> str:
        return signing.dumps((self.version, _written(self.values), _written(self.asked)), salt=SALT, compress=True)


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in values.items()}


def _written(values: Mapping[str, Value | None]) -> dict[str, Any]:
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values.items()}


class Remembered(forms.CharField):
    """Goes with the form and is never a change of it."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class FieldErrors(ErrorList):
    """A field that has none, as most have, makes no HTML of them: a row's page asks each field for it twice."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        return super().render(*args, **kwargs) if self else SafeString()


class VersionedForm(VersionedFormBase):
    """A row's form. When somebody has saved the row since the page was opened, the changes of both are put together.
    Where both changed the same text, nothing is written: the form comes back and asks which one stays.
    """

    opened = Remembered(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_class = FieldErrors
        self.conflict: tuple[FieldConflict, ...] = ()
        self.notes: list[str] = []
        self.spared = False
        if not self.is_bound and not self.instance._state.adding:
            self.initial[OPENED] = Opened(self.instance.version, self._stored()).signed()

    def full_clean(self) -> None:
        if self.is_bound and not self.instance._state.adding:
            self._merge()
            on_another_page = self.prefix is not None  # there, what nobody touched is not asked
            self.empty_permitted = on_another_page and not self.spared and not self.conflict
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._keep_old_slug(cleaned)
        if self.conflict:
            self.add_error(None, f"{saved_by(self.instance)} {gettext(CHOOSE)}")
        if self.spared:
            self.add_error(None, f"{saved_by(self.instance)} {gettext(NOT_DELETED)}")
        return cleaned

    def _keep_old_slug(self, cleaned: dict[str, Any]) -> None:
        old, new = self.initial.get("slug"), cleaned.get("slug")
        if "old_slugs" in cleaned and old and new and old != new:
            written = cleaned["old_slugs"]
            cleaned["old_slugs"] = renaming.old_slugs(self.instance, written, old, new)
            if old in cleaned["old_slugs"].split() and old not in written.split():
                self.notes.append(gettext(renaming.KEPT) % {"slug": old})

    def sent_with(self, values: Mapping[str, Value]) -> QueryDict:
        """What a browser would send of this form, opened and with these values written in it."""
        kept = {name: _as_sent(self.fields[name], value) for name, value in self._stored().items()}
        written = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values.items()}
        opened: dict[str, str] = {OPENED: self.initial[OPENED]} if OPENED in self.initial else {}
        return resent(QueryDict(), {**kept, **written, **opened})

    def untouched(self) -> bool:
        """Tell whether what was sent is what the page was opened with."""
        opened = Opened.read(self.data.get(self.add_prefix(OPENED), "")).values
        return bool(opened) and all(self._sent(name) == opened.get(name) for name, _ in self._editable())

    def _merge(self) -> None:
        opened, stored = Opened.read(self.data.get(self.add_prefix(OPENED), "")), self._stored()
        if opened.version == self.instance.version and not opened.asked:
            return
        asked: dict[str, Value | None] = {}
        changes: dict[str, str | list[str] | None] = {}
        taken = []
        for name, widget in self._editable():
            sent, was, theirs = self._sent(name), opened.values.get(name), stored[name]
            if self._waits(name, opened, sent):
                asked[name] = opened.asked[name]
                continue
            chosen = theirs if name in opened.asked and self._choice(name) == THEIRS else sent
            result = merged(was, chosen, theirs)
            if result is None:
                asked[name] = was
            elif result != sent:
                changes[self.add_prefix(name)] = _as_sent(widget, result)
                taken += [] if name in opened.asked else [self._label(name)]
        self._remember(changes, Opened(self.instance.version, stored, asked), opened)
        self.conflict = tuple(self._conflict_of(name, was, stored[name]) for name, was in asked.items())
        if taken:
            fields = gettext(JOINED) % {"fields": ", ".join(taken)}
            self.notes.append(f"{saved_by(self.instance)} {fields}")

    def _waits(self, name: str, opened: Opened, sent: Value) -> bool:
        """Tell whether a choice was asked for, is still needed and was not made."""
        asked = name in opened.asked and self._choice(name) not in (MINE, THEIRS)
        return asked and sent != opened.values.get(name)

    def _choice(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name) + CHOICE, ""))

    def _remember(self, changes: dict[str, str | list[str] | None], now: Opened, before: Opened) -> None:
        deleted = self.add_prefix(DELETION_FIELD_NAME)
        if deleted in self.data and now.values != before.values:
            self.spared = True
            changes[deleted] = None
        self.data = resent(self.data, {**changes, self.add_prefix(OPENED): now.signed()})

    def _editable(self) -> Iterator[tuple[str, forms.Field]]:
        """The fields of the row itself: not what formsets add to each form."""
        own = (OPENED, DELETION_FIELD_NAME, "id")
        for name, each in self.fields.items():
            if name not in own and not isinstance(each, InlineForeignKeyField):
                yield name, each

    def _stored(self) -> dict[str, Value]:
        return {name: _value(each, self.initial.get(name)) for name, each in self._editable()}

    def _sent(self, name: str) -> Value:
        each = self.fields[name]
        sent = each.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        try:
            return _value(each, each.clean(sent))
        except ValidationError:
            return _value(each, sent)

    def _label(self, name: str) -> str:
        return capfirst(str(self.fields[name].label or name))

    def _conflict_of(self, name: str, was: Value | None, theirs: Value) -> FieldConflict:
        each = self.fields[name]
        return FieldConflict(
            label=self._label(name),
            opened="" if was is None else _in_words(each, was),
            theirs=_in_words(each, theirs),
            yours=_in_words(each, self._sent(name)),
            choice=self.add_prefix(name) + CHOICE,
        )


def _value(each: forms.Field, value: Any) -> Value:
    """A field's value, from the row or from what was sent, so that equal ones are equal."""
    if isinstance(each, forms.ModelMultipleChoiceField):
        return frozenset(str(getattr(row, "pk", row)) for row in value or ())
    if isinstance(each, forms.BooleanField):
        return "on" if value else ""
    prepared = each.prepare_value(value)
    return "" if prepared is None else str(prepared)


def _as_sent(each: forms.Field, value: Value) -> str | list[str] | None:
    """The same as a browser sends it; a box that is not ticked is not sent."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(each, forms.BooleanField):
        return value or None
    return str(each.widget.format_value(each.to_python(value))) if isinstance(each, forms.DateField) else value


def saved_by(row: Row) -> str:
    """Who saved the row last and when, as far as the history knows."""
    kind = ContentType.objects.get_for_model(type(row))
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user")
    last = entries.order_by("-action_time", "-pk").first()
    if not last:
        return gettext(BY_SOMEBODY)
    who, at = last.user.get_full_name() or last.user.get_username(), timezone.localtime(last.action_time)
    return gettext(BY) % {"who": who, "day": show_day(at.date()), "time": f"{at:%-H.%M}"}


def _in_words(each: forms.Field, value: Value) -> str:
    """A field's value in the words of the form."""
    if isinstance(each, forms.BooleanField):
        return gettext("kyllä") if value else gettext("ei")
    if not value:
        return gettext(NOTHING)
    if isinstance(each, forms.ModelChoiceField):
        keys = value if isinstance(value, frozenset) else (value,)
        return ", ".join(sorted(_name(each, key) for key in keys))
    if isinstance(each, forms.ChoiceField):
        choices: Iterable[tuple[Any, Any]] = each.choices  # type: ignore[assignment]  # may be nested; ours are not
        return {str(key): str(label) for key, label in choices}.get(str(value), str(value))
    return said(str(value)) if isinstance(each, forms.DateField) else str(value)


def _name(each: forms.ModelChoiceField[Any], key: str) -> str:
    row = each.queryset.filter(pk=whole(key)).first() if each.queryset is not None else None
    return str(row) if row else key
