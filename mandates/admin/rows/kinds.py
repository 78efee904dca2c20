"""The editors' pages of each kind of row. What they share is in row_admin.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates import models
from mandates.admin.frame import days
from mandates.admin.rows.fields import ADDRESSED, IDENTITY, REVIEW, in_languages, section, translated, without
from mandates.admin.rows.forms import ConditionForm, MandateForm
from mandates.admin.rows.inlines import ConditionOfMandateInline, ConditionOfTaskInline, LookAlikeInline
from mandates.admin.rows.row_admin import HoldingAdmin, ReviewedAdmin, ReviewFilter, RowAdmin, held
from mandates.admin.worklists import found_names, unconfirmed
from mandates.rules.texts import LANGUAGES


class SourceAdmin(RowAdmin):
    named_by = "title_fi"
    list_display = ("title_fi", "day", "url_fi", "order")
    search_fields = ("slug", *in_languages("title"), "url_fi")
    fieldsets = (section(None, *translated("title", "url"), "dated"), IDENTITY)

    @admin.display(description=_("päivätty"), ordering="dated")
    def day(self, row: models.Source) -> str:
        return days.said(row.dated)


class HeadingAdmin(HoldingAdmin):
    """A heading, and how many rows stand under it."""

    search_fields = ("slug", *in_languages("name"))
    fieldsets = (section(None, *translated("name")), IDENTITY)


class ServiceGroupAdmin(HeadingAdmin):
    holds = "services"
    service_count = held(_("palveluja"))
    list_display = ("name_fi", "slug", "service_count", "order")


class ServiceAdmin(RowAdmin):
    leads_to = ((models.Task, "service"), (models.Mandate, "services"))
    list_display = ("name_fi", "group", "slug", "order")
    list_filter = ("group",)
    list_select_related = ("group",)
    search_fields = ("slug", *in_languages("name"))
    fieldsets = (
        section(None, *translated("name"), "group", *translated("summary", "url")),
        section(_("Ennen ensimmäistä käyttöä"), *translated("before_use"), "before_use_source", collapsed=True),
        ADDRESSED,
    )


class SectorAdmin(HeadingAdmin):
    holds = "types"
    type_count = held(_("organisaatiotyyppejä"))
    list_display = ("name_fi", "slug", "type_count", "order")


class OrganisationTypeAdmin(RowAdmin):
    list_display = ("name_fi", "sector", "grant_path", "slug", "order")
    list_filter = ("sector", "grant_path")
    list_select_related = ("sector",)
    # Not by keywords: they are other types' names, and a condition's types are chosen by this search.
    search_fields = ("slug", *in_languages("name"))
    fieldsets = (
        section(_("Vastausvaihtoehto"), *translated("name", "hint"), "sector", *translated("employee")),
        section(_("Valtuuksien antaminen"), "grant_path", *translated("grant_note")),
        section(_("Haku"), *translated("keywords")),
        ADDRESSED,
    )


class TaskAdmin(HoldingAdmin):
    holds = "conditions"
    condition_count = held(_("ehtoja"))
    leads_to = ((models.Condition, "task"),)
    list_display = ("name_fi", "service", "condition_count", "slug", "order")
    list_filter = ("service__group", "service")
    list_select_related = ("service",)
    search_fields = ("slug", *in_languages("name"), "keywords_fi")
    autocomplete_fields = ("service",)
    fieldsets = (
        section(_("Vastausvaihtoehto"), *translated("name", "hint"), "service"),
        section(_("Haku"), *translated("keywords")),
        ADDRESSED,
    )
    inlines = (ConditionOfTaskInline,)


class PrerequisiteAdmin(RowAdmin):
    list_display = ("name_fi", "question_fi", "slug", "order")
    search_fields = ("slug", *in_languages("name"), "question_fi")
    fieldsets = (
        section(_("Kysymys"), *translated("name", "question")),
        section(_("Neuvot"), *translated("if_no", "if_unknown"), "contact_email"),
        ADDRESSED,
    )


class MandateAdmin(HoldingAdmin, ReviewedAdmin):
    holds = "conditions"
    condition_count = held(_("ehtoja"))
    leads_to = ((models.Condition, "mandate"),)
    form = MandateForm
    named_by = "title_fi"
    list_display = ("title_fi", "name_fi", "name_states", "condition_count", "review")
    list_filter = ("services", *in_languages("name_state"), ReviewFilter)
    search_fields = ("slug", *in_languages("title"), *in_languages("name"))
    autocomplete_fields = ("services", "includes")
    fieldsets = (
        section(_("Valtuus"), *translated("title"), "services", *translated("allows"), "includes"),
        section(
            _("Nimi Suomi.fissä"),
            *translated("name", "name_state", "name_source", "name_dated", "category"),
            "visitors_names",
            "register_uri",
        ),
        section(_("Varoitukset"), *translated("outdated_note"), "ask_email", collapsed=True),
        REVIEW,
        ADDRESSED,
    )
    inlines = (ConditionOfMandateInline, LookAlikeInline)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate().isoformat()
        dates = {f"name_dated_{language}": today for language in LANGUAGES}
        return {**dates, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: models.Row | None = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), "visitors_names")

    def get_fieldsets(self, request: HttpRequest, obj: models.Row | None = None) -> Any:
        """What visitors told of the row is shown to those who may read it, once the row exists."""
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj and unconfirmed.reads_feedback(request) else without(fieldsets, "visitors_names")

    @admin.display(description=_("kävijät löysivät nimellä"))
    def visitors_names(self, row: models.Mandate) -> str:
        names = found_names.told([row]).get(row.pk, ())
        return SafeString(render_to_string("admin/worklists/_visitors_names.html", {"names": names}).strip() or "–")

    @admin.display(description=_("nimen tila"))
    def name_states(self, row: models.Mandate) -> str:
        found: dict[str, list[str]] = {}
        for language in LANGUAGES:
            found.setdefault(getattr(row, f"name_state_{language}"), []).append(language)
        return "; ".join(
            f"{unconfirmed.STATES[models.NameState(state)]} {', '.join(languages)}"
            for state, languages in found.items()
        )


class LookAlikeAdmin(RowAdmin):
    list_display = ("name_fi", "mandate", "slug", "order")
    list_select_related = ("mandate",)
    search_fields = ("slug", *in_languages("name"), "note_fi", "mandate__title_fi")
    autocomplete_fields = ("mandate", "source")
    fieldsets = (
        section(_("Näköisnimi"), "mandate", *translated("name", "note"), "source"),
        IDENTITY,
    )


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


class InstructionAdmin(ReviewedAdmin):
    named_by = "title_fi"
    list_display = ("title_fi", "section", "relation", "grant_path", "review", "order")
    list_filter = ("section", "relation", "grant_path", ReviewFilter)
    search_fields = ("slug", *in_languages("title"), "body_fi")
    fieldsets = (
        section(_("Ohje"), *translated("title", "body")),
        section(_("Milloin näytetään"), "section", ("relation", "grant_path")),
        REVIEW,
        IDENTITY,
    )


class InfoSectionAdmin(ReviewedAdmin):
    named_by = "title_fi"
    list_display = ("title_fi", "page", "review", "order")
    list_filter = ("page", ReviewFilter)
    search_fields = ("slug", *in_languages("title"), "body_fi")
    fieldsets = (
        section(_("Kohta"), "page", *translated("title", "body")),
        section(_("Tarkistus"), "checked_on", "review_by"),
        IDENTITY,
    )


class SymptomAdmin(HoldingAdmin):
    holds = "causes"
    cause_count = held(_("syitä"))
    list_display = ("name_fi", "slug", "cause_count", "order")
    search_fields = ("slug", *in_languages("name"))
    fieldsets = (section(_("Oire"), *translated("name", "hint")), IDENTITY)


class CauseAdmin(ReviewedAdmin):
    list_display = ("name_fi", "kind", "review", "order")
    list_filter = ("kind", "symptoms", ReviewFilter)
    search_fields = ("slug", *in_languages("name"), "sign_fi", "cure_fi")
    autocomplete_fields = ("symptoms", "services", "source")
    fieldsets = (
        section(_("Syy"), *translated("name", "sign")),
        section(_("Korjaus"), *translated("cure", "message")),
        section(_("Milloin näytetään"), "symptoms", "services", "kind"),
        REVIEW,
        IDENTITY,
    )


class FactAdmin(RowAdmin):
    named_by = "statement"
    list_display = ("statement", "source", "carried", "order")
    list_filter = ("source",)
    list_select_related = ("source",)
    search_fields = ("slug", "statement", "note")
    autocomplete_fields = ("mandates", "conditions")
    fieldsets = (section(_("Asia"), "source", "statement", "mandates", "conditions", "note"), IDENTITY)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counts = {f"{name}_count": Count(name, distinct=True) for name in ("mandates", "conditions")}
        rows: QuerySet[Any] = super().get_queryset(request).annotate(**counts)
        return rows

    @admin.display(description=_("rivejä, joissa asia on"))
    def carried(self, row: Any) -> int:
        return int(row.mandates_count + row.conditions_count)
