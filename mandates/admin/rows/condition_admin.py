"""The editors' page and list of conditions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates import models
from mandates.admin.rows.fields import IDENTITY, section, translated
from mandates.admin.rows.forms import ConditionForm
from mandates.admin.rows.row_admin import RowAdmin


class ConditionAdmin(RowAdmin):
    form = ConditionForm
    list_display = ("of_task", "to_mandate", "organisations", "needed")
    list_filter = ("every_type", "types", "prerequisites")
    list_select_related = ("task", "mandate")
    search_fields = ("slug", "task__name_fi", "mandate__title_fi", "mandate__name_fi", "note")
    autocomplete_fields = ("task", "mandate", "types", "prerequisites")
    fieldsets = (
        section(_("Ehto"), "task", "mandate", "every_type", "types", "prerequisites"),
        section(_("Tarkennukset"), *translated("prerequisite_note", "other_types_note"), "note"),
        IDENTITY,
    )

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Row | None = None) -> dict[str, Sequence[str]]:
        return {}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("types", "prerequisites")

    # The stock list never breaks the text of a reference; these two may be long.
    @admin.display(description=_("tehtävä"), ordering="task__name_fi")
    def of_task(self, row: models.Condition) -> str:
        return str(row.task)

    @admin.display(description=_("valtuus"), ordering="mandate__title_fi")
    def to_mandate(self, row: models.Condition) -> str:
        return str(row.mandate)

    @admin.display(description=_("organisaatiot"))
    def organisations(self, row: models.Condition) -> str:
        return gettext("Kaikki") if row.every_type else ", ".join(str(kind) for kind in row.types.all())

    @admin.display(description=_("edellytykset"))
    def needed(self, row: models.Condition) -> str:
        return ", ".join(str(prerequisite) for prerequisite in row.prerequisites.all())
