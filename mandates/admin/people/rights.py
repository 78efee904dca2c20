"""The rights of a group or of a user, to be ticked, in the words of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import kind

if TYPE_CHECKING:
    RightsFieldBase = forms.ModelMultipleChoiceField[Permission]
    RightsInOrderBase = ModelChoiceIterator[Permission]
else:
    RightsFieldBase = forms.ModelMultipleChoiceField
    RightsInOrderBase = ModelChoiceIterator

DEEDS: Final = {"view": _("lukeminen"), "add": _("lisääminen"), "change": _("muuttaminen"), "delete": _("poistaminen")}


class RightsInOrder(RightsInOrderBase):
    """By what they are about, and each of it from reading to deleting: Django has them by their English names."""

    def __iter__(self) -> Iterator[Any]:
        yield from map(self.choice, sorted(self.queryset.select_related("content_type"), key=_place))


class RightsField(RightsFieldBase):
    widget = forms.CheckboxSelectMultiple
    iterator = RightsInOrder

    def label_from_instance(self, obj: Permission) -> str:
        return f"{_about(obj)}: {DEEDS.get(_deed(obj), obj.name)}"


def of_pages() -> QuerySet[Permission]:
    """Those of what has pages here: no other right lets anybody do anything."""
    kinds = ContentType.objects.get_for_models(
        *(model for model in apps.get_models() if admin.site.is_registered(model))
    )
    return Permission.objects.filter(content_type__in=kinds.values())


def _deed(right: Permission) -> str:
    return right.codename.partition("_")[0]


def _about(right: Permission) -> str:
    model = right.content_type.model_class()
    return kind(model) if model else right.content_type.model


def _place(right: Permission) -> tuple[str, int, str]:
    deeds = list(DEEDS)
    return _about(right), deeds.index(_deed(right)) if _deed(right) in deeds else len(deeds), right.codename
