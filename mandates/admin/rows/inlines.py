"""Rows on the page of another row: the conditions of a task or a mandate, the names not to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mandates import models
from mandates.admin.rows.fields import Fieldset, HelpedOnce, section, translated, versioned
from mandates.admin.rows.forms import ConditionForm, LookAlikeForm

if TYPE_CHECKING:
    RowInlineBase = admin.StackedInline[models.Row, models.Row]
else:
    RowInlineBase = admin.StackedInline


class RowInline(HelpedOnce, RowInlineBase):
    """Rows on the page of another row. Their slugs and numbers come by themselves."""

    extra = 0
    show_change_link = True

    def get_fieldsets(self, request: HttpRequest, obj: models.Row | None = None) -> Any:
        fieldsets: Any = super().get_fieldsets(request, obj)
        return versioned(fieldsets) if self.has_change_permission(request) else fieldsets


class LookAlikeInline(RowInline):
    """The names not to choose, on the page of their mandate."""

    model = models.LookAlike
    form: Any = LookAlikeForm
    autocomplete_fields = ("source",)
    fieldsets = (section(None, *translated("name", "note"), "source"),)


class ConditionInline(RowInline):
    """Conditions on the page of their mandate or task."""

    model = models.Condition
    form: Any = ConditionForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("task", "mandate")


def _condition_of(other_end: str) -> tuple[Fieldset, ...]:
    return (
        section(None, other_end, "every_type", "types", "prerequisites"),
        section(_("Tarkennukset"), *translated("prerequisite_note", "other_types_note"), "note", collapsed=True),
    )


class ConditionOfTaskInline(ConditionInline):
    fieldsets = _condition_of("mandate")
    autocomplete_fields = ("mandate", "types", "prerequisites")


class ConditionOfMandateInline(ConditionInline):
    fieldsets = _condition_of("task")
    autocomplete_fields = ("task", "types", "prerequisites")
