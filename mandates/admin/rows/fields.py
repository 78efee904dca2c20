"""How the fields of a row's page are laid out and made: sections, languages side by side, choices of rows, help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models as db
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates import models
from mandates.admin.frame.days import PARTIAL_HELP, PartialDateField, is_partial_date
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.paragraphs import ParagraphField
from mandates.admin.saving import renaming
from mandates.admin.saving.versions import OPENED
from mandates.languages import PREFIXED
from mandates.rules.texts import LANGUAGES

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin
    from django.contrib.admin.options import _FieldOpts as FieldOpts  # the stubs' own name
    from django_stubs_ext import StrOrPromise

    FormFieldsBase = BaseModelAdmin[Any]
    ChoiceBase = forms.ModelChoiceField[Any]
    ManyBase = forms.ModelMultipleChoiceField[Any]
else:
    FieldOpts = dict
    FormFieldsBase = object
    ChoiceBase = forms.ModelChoiceField
    ManyBase = forms.ModelMultipleChoiceField


FormLine = str | tuple[str, ...]
Fieldset = tuple[Any, FieldOpts]
PUBLIC: Final = gettext_noop("Julkaistaan sisällön mukana.")
OTHER_LANGUAGES: Final = tuple(f"_{language}" for language in PREFIXED)


class RowField(ChoiceBase):
    """One row. Django looks for whatever was sent, and breaks where it cannot be a number of the database."""

    def clean(self, value: Any) -> Any:
        _refuse_odd_keys(self, [value])
        return super().clean(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data if whole(str(data)) else None


class RowsField(ManyBase):
    """Any number of rows, in the same way."""

    def clean(self, value: Any) -> Any:
        _refuse_odd_keys(self, value or [])
        return super().clean(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return [key for key in data or [] if whole(str(key))]


def _refuse_odd_keys(field: ChoiceBase, keys: list[Any]) -> None:
    """:raises ValidationError: the one that Django has for a row that there is not."""
    for key in keys:
        if key and not whole(str(key)):
            said = field.error_messages["invalid_choice"]
            raise forms.ValidationError(said, code="invalid_choice", params={"value": key})


# Paragraphs are narrow enough for three languages side by side.
FORM_FIELDS: Mapping[type[db.Field[Any, Any]], Mapping[str, Any]] = {
    db.TextField: {
        "form_class": ParagraphField,
        "widget": AdminTextareaWidget(attrs={"class": "vTextField", "rows": 5}),
    },
    db.URLField: {"assume_scheme": "https"},
    db.ForeignKey: {"form_class": RowField},
    db.ManyToManyField: {"form_class": RowsField},
}


def in_languages(name: str) -> tuple[str, ...]:
    """A field's columns, one a language."""
    return tuple(f"{name}_{language}" for language in LANGUAGES)


def translated(*names: str) -> tuple[tuple[str, ...], ...]:
    """Each field's languages side by side."""
    return tuple(in_languages(name) for name in names)


def section(title: StrOrPromise | None, *lines: FormLine, collapsed: bool = False) -> Fieldset:
    return title, {"fields": lines, "classes": ("collapse",) if collapsed else ()}


def without(fieldsets: Sequence[Fieldset], line: FormLine) -> list[Fieldset]:
    """The same without one line."""
    return [
        (title, {**options, "fields": tuple(each for each in options["fields"] if each != line)})
        for title, options in fieldsets
    ]


IDENTITY = section(_("Tunniste ja järjestys"), ("slug", "number", "order"))
ADDRESSED = section(_("Tunniste ja järjestys"), ("slug", "number", "order"), "old_slugs", "retired")
REVIEW = section(_("Lähde ja tarkistus"), "source", ("checked_on", "review_by"))


class HelpedOnce(FormFieldsBase):
    """The Finnish field's help holds for the two beside it. Every note's help says that it is published."""

    formfield_overrides = FORM_FIELDS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if is_partial_date(db_field):
            kwargs |= {"form_class": PartialDateField, "help_text": gettext(PARTIAL_HELP)}
        if db_field.name.endswith(OTHER_LANGUAGES):
            kwargs["help_text"] = ""
        elif db_field.name == "slug" and issubclass(db_field.model, models.AddressedRow):
            kwargs["help_text"] = gettext(renaming.HELP)
        elif "note" in db_field.name and gettext(PUBLIC) not in str(db_field.help_text):
            kwargs["help_text"] = f"{db_field.help_text} {gettext(PUBLIC)}"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_delete_related = widget.can_view_related = False  # each row has a page of its own for that
        return field


def versioned(fieldsets: Sequence[Fieldset]) -> list[Fieldset]:
    """The same with the hidden version in the last section."""
    *rest, (title, options) = fieldsets
    return [*rest, (title, {**options, "fields": (*options["fields"], OPENED)})]
