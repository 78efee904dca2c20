"""Forms that know which version of a row they were opened with, so that nobody's text is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from mandates.models import Row

if TYPE_CHECKING:
    VersionedFormBase = forms.ModelForm[Row]
else:
    VersionedFormBase = forms.ModelForm

OPENED: Final = "opened_version"
NOTHING: Final = gettext_noop("(tyhjä)")
SAVED_BY: Final = gettext_noop(
    "%(who)s tallensi saman rivin %(day)s klo %(time)s. Sinun muutoksiasi ei tallennettu, mutta ne ovat yhä tällä "
    "sivulla. Vertaa tekstejä alla. Jos tallennat nyt uudestaan, sinun tekstisi korvaavat toisen tekstit."
)
SAVED_BY_SOMEBODY: Final = gettext_noop(
    "Joku muu tallensi saman rivin sen jälkeen, kun avasit sivun. Sinun muutoksiasi ei tallennettu, mutta ne ovat yhä "
    "tällä sivulla. Vertaa tekstejä alla. Jos tallennat nyt uudestaan, sinun tekstisi korvaavat toisen tekstit."
)


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field in which the text that was saved meanwhile differs from the text on the page."""

    label: str
    theirs: str
    yours: str


class VersionedForm(VersionedFormBase):
    """A row's form. When somebody has saved the row since the page was opened, nothing is written: the form comes back
    as it was sent, with the differences, and with the newest version, so that saving it again is meant.
    """

    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: tuple[FieldConflict, ...] = ()
        if not self.instance._state.adding:
            self.initial[OPENED] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opened = cleaned.get(OPENED)
        if not self.instance._state.adding and opened != self.instance.version:
            self._keep_both()
        return cleaned

    def _keep_both(self) -> None:
        names = [name for name in self.changed_data if name not in (OPENED, "id", "DELETE")]
        if not names:
            return
        self.conflict = tuple(self._conflict_of(name) for name in names)
        self.add_error(None, saved_by(self.instance))
        self.data = resent(self.data, {self.add_prefix(OPENED): str(self.instance.version)})

    def _conflict_of(self, name: str) -> FieldConflict:
        field = self.fields[name]
        yours = self.cleaned_data[name] if name in self.cleaned_data else self[name].value()
        label = capfirst(str(field.label or name))
        return FieldConflict(label, in_words(field, self.initial.get(name)), in_words(field, yours))


def resent(sent: Mapping[str, Any], changes: Mapping[str, str | None]) -> Mapping[str, Any]:
    """What was sent, with these values in place of its own; None takes the value away."""
    data = sent.copy() if isinstance(sent, QueryDict) else QueryDict(mutable=True)
    for name, value in changes.items():
        data.pop(name, None)
        if value is not None:
            data[name] = value
    return data


def saved_by(row: Row) -> str:
    """Who saved the row last and when, as far as the history knows."""
    kind = ContentType.objects.get_for_model(type(row))
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user")
    last = entries.order_by("-action_time", "-pk").first()
    if not last:
        return gettext(SAVED_BY_SOMEBODY)
    who, at = last.user.get_full_name() or last.user.get_username(), timezone.localtime(last.action_time)
    return gettext(SAVED_BY) % {"who": who, "day": f"{at:%-d.%-m.%Y}", "time": f"{at:%-H.%M}"}


def in_words(field: forms.Field, value: Any) -> str:
    """A field's value in the words of the form."""
    if isinstance(field, forms.BooleanField):
        return gettext("kyllä") if value else gettext("ei")
    if value in (None, "", []):
        return gettext(NOTHING)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(_name(field, each) for each in _each(value))) or gettext(NOTHING)
    if isinstance(field, forms.ModelChoiceField):
        return _name(field, value)
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return {str(key): str(label) for key, label in choices}.get(str(value), str(value))
    return str(value)


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, Iterable) and not isinstance(value, str) else [value]


def _name(field: forms.ModelChoiceField[Any], value: Any) -> str:
    if isinstance(value, Row):
        return str(value)
    row = field.queryset.filter(pk=value).first() if field.queryset is not None and str(value).isdigit() else None
    return str(row) if row else str(value)
