"""The editors' pages for the draft's rows. Publishing is in publication_admin.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models as db
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from mandates import models
from mandates.forms import ConditionForm, MandateForm, ParagraphField
from mandates.publication_admin import PublicationAdmin
from mandates.ruleset import LANGUAGES

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin
    from django.contrib.admin.options import _FieldOpts as FieldOpts  # the stubs' own name

    FormFieldsBase = BaseModelAdmin[Any]
    RowAdminBase = admin.ModelAdmin[Any]
    ConditionInlineBase = admin.StackedInline[models.Condition, models.Row]
else:
    FieldOpts = dict
    FormFieldsBase = object
    RowAdminBase = admin.ModelAdmin
    ConditionInlineBase = admin.StackedInline

Line = str | tuple[str, ...]
Fieldset = tuple[Any, FieldOpts]

admin.site.site_header = "Asiointivaltuusneuvojan ylläpito"
admin.site.site_title = "Asiointivaltuusneuvojan ylläpito"
admin.site.index_title = "Sisältö ja julkaisut"
admin.site.register(models.Publication, PublicationAdmin)

# Paragraphs are narrow enough for three languages side by side.
FORM_FIELDS: Mapping[type[db.Field[Any, Any]], Mapping[str, Any]] = {
    db.TextField: {
        "form_class": ParagraphField,
        "widget": AdminTextareaWidget(attrs={"class": "vTextField", "rows": 5}),
    },
    db.URLField: {"assume_scheme": "https"},
}


def translated(*names: str) -> tuple[tuple[str, ...], ...]:
    """Each field's three languages side by side."""
    return tuple(tuple(f"{name}_{language}" for language in LANGUAGES) for name in names)


def section(title: str | None, *lines: Line, collapsed: bool = False) -> Fieldset:
    return title, {"fields": lines, "classes": ("collapse",) if collapsed else ()}


IDENTITY = section("Tunniste ja järjestys", ("slug", "number", "order"))
REVIEW = section("Lähde ja tarkistus", "source", ("checked_on", "review_by"))


class ReviewFilter(admin.SimpleListFilter):
    title = "tarkistus"
    parameter_name = "tarkistus"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("myohassa", "Myöhässä"), ("pian", "30 päivän sisällä")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = timezone.localdate()
        if self.value() == "myohassa":
            return queryset.filter(review_by__lt=today)
        if self.value() == "pian":
            return queryset.filter(review_by__range=(today, today + timedelta(days=30)))
        return queryset


class HelpedOnce(FormFieldsBase):
    """The Finnish field's help holds for the two beside it."""

    formfield_overrides = FORM_FIELDS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name.endswith(("_sv", "_en")):
            kwargs["help_text"] = ""
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RowAdmin(HelpedOnce, RowAdminBase):
    """What every content row's pages share."""

    ordering = ("order", "slug")
    save_on_top = True
    named_by: ClassVar[str] = "name_fi"

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Row | None = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": (self.named_by,)}

    def get_readonly_fields(self, request: HttpRequest, obj: models.Row | None = None) -> tuple[str, ...]:
        return ("number",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new row comes last in its list, in steps of ten: there is room to move rows between others."""
        last = self.model.objects.aggregate(last=Max("order"))["last"] or 0
        return {"order": last + 10, **super().get_changeform_initial_data(request)}

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Protect what a set of keys refers to as PROTECT protects what a column refers to."""
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, permissions, [*protected, *_referring(objs)]


def _referring(rows: Iterable[models.Row]) -> Iterator[str]:
    """Links to the rows that hold one of these in a many-to-many field."""
    for row in rows:
        for relation in row._meta.related_objects:
            if relation.many_to_many and (name := relation.get_accessor_name()):
                for other in getattr(row, name).all():
                    meta = other._meta
                    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=(other.pk,))
                    yield format_html('{}: <a href="{}">{}</a>', capfirst(meta.verbose_name), url, other)


class ReviewedAdmin(RowAdmin):
    """Rows with a source and dates: a new one is checked today and again in a year."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        dates = {"checked_on": today, "review_by": today + timedelta(days=365)}
        return {**dates, **super().get_changeform_initial_data(request)}

    @admin.display(description="tarkista viimeistään", ordering="review_by")
    def review(self, row: Any) -> str:
        return f"{row.review_by:%-d.%-m.%Y}"


@admin.register(models.Source)
class SourceAdmin(RowAdmin):
    named_by = "title_fi"
    list_display = ("title_fi", "dated", "url_fi", "order")
    search_fields = ("slug", "title_fi", "title_sv", "title_en", "url_fi")
    fieldsets = (section(None, *translated("title", "url"), "dated"), IDENTITY)


@admin.register(models.ServiceGroup)
class ServiceGroupAdmin(RowAdmin):
    list_display = ("name_fi", "slug", "service_count", "order")
    search_fields = ("slug", "name_fi", "name_sv", "name_en")
    fieldsets = (section(None, *translated("name")), IDENTITY)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).annotate(service_count=Count("services"))
        return rows

    @admin.display(description="palveluja", ordering="service_count")
    def service_count(self, row: Any) -> int:
        return int(row.service_count)


@admin.register(models.Service)
class ServiceAdmin(RowAdmin):
    list_display = ("name_fi", "group", "slug", "order")
    list_filter = ("group",)
    list_select_related = ("group",)
    search_fields = ("slug", "name_fi", "name_sv", "name_en")
    fieldsets = (section(None, *translated("name"), "group", *translated("summary", "url")), IDENTITY)


@admin.register(models.OrganisationType)
class OrganisationTypeAdmin(RowAdmin):
    list_display = ("name_fi", "sector", "grant_path", "slug", "order")
    list_filter = ("sector", "grant_path")
    # Not by keywords: they are other types' names, and a condition's types are chosen by this search.
    search_fields = ("slug", "name_fi", "name_sv", "name_en")
    fieldsets = (
        section("Vastausvaihtoehto", *translated("name", "hint"), "sector", *translated("employee")),
        section("Valtuuksien antaminen", "grant_path", *translated("grant_note")),
        section("Haku", *translated("keywords")),
        IDENTITY,
    )


class WithConditions(RowAdmin):
    """Rows that conditions point to: their lists count them."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).annotate(condition_count=Count("conditions"))
        return rows

    @admin.display(description="ehtoja", ordering="condition_count")
    def condition_count(self, row: Any) -> int:
        return int(row.condition_count)


class ConditionInline(HelpedOnce, ConditionInlineBase):
    """Conditions on the page of their mandate or task. Their slugs and numbers come by themselves."""

    model = models.Condition
    form = ConditionForm
    extra = 0
    show_change_link = True
    other_end: ClassVar[str]

    def get_fieldsets(self, request: HttpRequest, obj: models.Row | None = None) -> list[Fieldset]:
        return [
            section(None, self.other_end, "every_type", "types", "prerequisites"),
            section("Tarkennukset", *translated("prerequisite_note", "other_types_note"), "note", collapsed=True),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Condition]:
        return super().get_queryset(request).select_related("task", "mandate")


class ConditionOfTaskInline(ConditionInline):
    other_end = "mandate"
    autocomplete_fields = ("mandate", "types", "prerequisites")


class ConditionOfMandateInline(ConditionInline):
    other_end = "task"
    autocomplete_fields = ("task", "types", "prerequisites")


@admin.register(models.Task)
class TaskAdmin(WithConditions):
    list_display = ("name_fi", "service", "condition_count", "slug", "order")
    list_filter = ("service__group", "service")
    list_select_related = ("service",)
    search_fields = ("slug", "name_fi", "name_sv", "name_en", "keywords_fi")
    autocomplete_fields = ("service",)
    fieldsets = (
        section("Vastausvaihtoehto", *translated("name", "hint"), "service"),
        section("Haku", *translated("keywords")),
        IDENTITY,
    )
    inlines = (ConditionOfTaskInline,)


@admin.register(models.Prerequisite)
class PrerequisiteAdmin(RowAdmin):
    list_display = ("name_fi", "question_fi", "slug", "order")
    search_fields = ("slug", "name_fi", "name_sv", "name_en", "question_fi")
    fieldsets = (
        section("Kysymys", *translated("name", "question")),
        section("Neuvot", *translated("if_no", "if_unknown")),
        IDENTITY,
    )


@admin.register(models.Mandate)
class MandateAdmin(WithConditions, ReviewedAdmin):
    form = MandateForm
    named_by = "title_fi"
    list_display = ("title_fi", "name_fi", "name_states", "condition_count", "review")
    list_filter = ("services", "name_state_fi", "name_state_sv", "name_state_en", ReviewFilter)
    search_fields = ("slug", "title_fi", "title_sv", "title_en", "name_fi", "name_sv", "name_en")
    autocomplete_fields = ("services", "includes")
    fieldsets = (
        section("Valtuus", *translated("title"), "services", *translated("allows"), "includes"),
        section("Nimi Suomi.fissä", *translated("name", "name_state", "name_source", "name_dated", "category")),
        section("Varoitukset", *translated("confused_name", "confused_note", "outdated_note"), collapsed=True),
        REVIEW,
        IDENTITY,
    )
    inlines = (ConditionOfMandateInline,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate().isoformat()
        dates = {f"name_dated_{language}": today for language in LANGUAGES}
        return {**dates, **super().get_changeform_initial_data(request)}

    @admin.display(description="nimen tila")
    def name_states(self, row: models.Mandate) -> str:
        found: dict[str, list[str]] = {}
        for language in LANGUAGES:
            found.setdefault(getattr(row, f"name_state_{language}"), []).append(language)
        return "; ".join(f"{state} {', '.join(languages)}" for state, languages in found.items())


@admin.register(models.Condition)
class ConditionAdmin(RowAdmin):
    form = ConditionForm
    list_display = ("of_task", "to_mandate", "organisations", "needed")
    list_filter = ("every_type", "types", "prerequisites")
    list_select_related = ("task", "mandate")
    search_fields = ("slug", "task__name_fi", "mandate__title_fi", "mandate__name_fi", "note")
    autocomplete_fields = ("task", "mandate", "types", "prerequisites")
    fieldsets = (
        section("Ehto", "task", "mandate", "every_type", "types", "prerequisites"),
        section("Tarkennukset", *translated("prerequisite_note", "other_types_note"), "note"),
        IDENTITY,
    )

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Row | None = None) -> dict[str, Sequence[str]]:
        return {}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("types", "prerequisites")

    # The stock list never breaks the text of a reference; these two may be long.
    @admin.display(description="tehtävä", ordering="task__name_fi")
    def of_task(self, row: models.Condition) -> str:
        return str(row.task)

    @admin.display(description="valtuus", ordering="mandate__title_fi")
    def to_mandate(self, row: models.Condition) -> str:
        return str(row.mandate)

    @admin.display(description="organisaatiot")
    def organisations(self, row: models.Condition) -> str:
        return "Kaikki" if row.every_type else ", ".join(str(kind) for kind in row.types.all())

    @admin.display(description="edellytykset")
    def needed(self, row: models.Condition) -> str:
        return ", ".join(str(prerequisite) for prerequisite in row.prerequisites.all())


@admin.register(models.Instruction)
class InstructionAdmin(ReviewedAdmin):
    named_by = "title_fi"
    list_display = ("title_fi", "section", "relation", "grant_path", "review", "order")
    list_filter = ("section", "relation", "grant_path", ReviewFilter)
    search_fields = ("slug", "title_fi", "title_sv", "title_en", "body_fi")
    fieldsets = (
        section("Ohje", *translated("title", "body")),
        section("Milloin näytetään", "section", ("relation", "grant_path")),
        REVIEW,
        IDENTITY,
    )
