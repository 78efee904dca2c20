"""What the pages of all content rows share: versions, history, problems after saving, refusals of deletion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates import models
from mandates.admin.draft import entries as log_entries
from mandates.admin.frame.lists import ChoiceFilter
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import add_page, change_page, kind
from mandates.admin.people import session
from mandates.admin.rows import batch, list_search, uses
from mandates.admin.rows.fields import HelpedOnce, versioned
from mandates.admin.saving import renaming
from mandates.admin.saving.saving_admin import SavingAdmin
from mandates.admin.worklists import to_review
from mandates.languages import show_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ReviewFilter(ChoiceFilter):
    title = _("tarkistus")
    parameter_name = "tarkistus"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(to_review.LATE, gettext("Myöhässä")), (to_review.SOON, gettext("30 päivän sisällä"))]

    def chosen(self, choice: str, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(to_review.dated(timezone.localdate(), choice))


class RowAdmin(HelpedOnce, SavingAdmin):
    """What every content row's pages share."""

    def __init__(self, model: type[Any], admin_site: Any) -> None:
        super().__init__(model, admin_site)
        self.actions = batch.actions_of(model)

    ordering = ("order", "slug")
    save_on_top = True
    change_form_template = "admin/rows/row_form.html"
    delete_confirmation_template = "admin/rows/row_delete.html"
    object_history_template = "admin/rows/row_history.html"
    named_by: ClassVar[str] = "name_fi"
    leads_to: ClassVar[tuple[tuple[type[models.Row], str], ...]] = ()
    """Rows that are usually added next, each with the field in which it names this one."""

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        may = [model for model, _field in self.leads_to if request.user.has_perm(f"mandates.add_{_name(model)}")]
        context["leads_to"] = [(f"_to_{_name(model)}", model._meta.verbose_name) for model in may]
        row = self.stored(context)
        context |= {"show_delete": False, "deletes": row is not None and self.has_delete_permission(request, row)}
        if row is not None:
            context |= {"uses": uses.of(row), "preview": uses.preview_of(row)}
        return super().render_change_form(request, context, *args, **kwargs)

    def stored(self, context: Mapping[str, Any]) -> Any:
        """The page's row as the draft has it: the form of a page that comes back has written into `original`."""
        opened = context.get("original")
        return self.model.objects.filter(pk=opened.pk).first() if opened else None

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self._led_on(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._led_on(request, obj) or super().response_change(request, obj)

    def _led_on(self, request: HttpRequest, obj: models.Row) -> HttpResponse | None:
        """To the page that adds what was asked for, with this row filled in."""
        for model, field in self.leads_to:
            if f"_to_{_name(model)}" in request.POST:
                saved = gettext("Tallennettu: %(row)s.") % {"row": obj}
                self.message_user(request, saved, messages.SUCCESS)
                return HttpResponseRedirect(f"{add_page(model)}?{field}={obj.pk}")
        return None

    def get_prepopulated_fields(self, request: HttpRequest, obj: models.Row | None = None) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": (self.named_by,)}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What was about to be done to the ticked rows when the session ended is shown instead of the list."""
        kept = session.returned(request)
        again = batch.shown_again(self, request, kept) if kept else None
        return again or super().changelist_view(request, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's, the newest first, with the texts."""
        response = super().history_view(request, object_id, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data:
            page = response.context_data["action_list"]
            entries = page.paginator.object_list.order_by("-action_time", "-pk")
            page = Paginator(entries.select_related("row_change"), 50).get_page(page.number)
            response.context_data |= {"action_list": page, "entries": list(log_entries.views(request, page))}
        return response

    def get_list_display(self, request: HttpRequest) -> Any:
        """A list in which rows are out of use says which, in place of the order that the rows stand in anyway."""
        shown = super().get_list_display(request)
        return (*(name for name in shown if name != "order"), "use") if self._has_retired() else shown

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (*super().get_list_filter(request), *(["retired"] if self._has_retired() else []))

    def _has_retired(self) -> bool:
        return issubclass(self.model, models.AddressedRow) and self.model.objects.filter(retired=True).exists()

    @admin.display(description=_("tila"), ordering="retired")
    def use(self, row: Any) -> str:
        return gettext("poistettu käytöstä") if row.retired else gettext("käytössä")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """The list is searched by every text that shows in it or on the row's page; a choice in a field by the row's
        own names, `search_fields`: other words find too much there.
        """
        match, model = request.resolver_match, self.model
        is_choice = match is not None and match.url_name == "autocomplete"
        return tuple(super().get_search_fields(request)) if is_choice else list_search.fields_of(model)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Row | None = None) -> tuple[str, ...]:
        return ("number",) if obj and not renaming.may_change_number(obj) else ()

    def get_fieldsets(self, request: HttpRequest, obj: models.Row | None = None) -> Any:
        fieldsets: Any = super().get_fieldsets(request, obj)
        return versioned(fieldsets) if obj and self.has_change_permission(request, obj) else fieldsets

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new row comes last in its list, in steps of ten: there is room to move rows between others."""
        last = self.model.objects.aggregate(last=Max("order"))["last"] or 0
        asked = super().get_changeform_initial_data(request)
        relations = {field.name for field in self.model._meta.get_fields() if field.is_relation}
        unread = {name for name in relations & asked.keys() if not _are_keys(asked[name])}
        return {"order": last + 10, **{name: value for name, value in asked.items() if name not in unread}}

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Protect what a set of keys refers to as PROTECT protects what a column refers to."""
        deleted, counts, permissions, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, permissions, [*protected, *_referring(objs)]


def _name(model: type[models.Row]) -> str:
    return str(model._meta.model_name)


def _are_keys(value: Any) -> bool:
    """Whether an address names rows by what can be keys of theirs."""
    return all(map(whole, value if isinstance(value, list) else [value]))


def _referring(rows: Iterable[models.Row]) -> Iterator[str]:
    """Links to the rows that hold one of these in a many-to-many field."""
    for row in rows:
        for relation in row._meta.related_objects:
            if relation.many_to_many and (name := relation.get_accessor_name()):
                for other in getattr(row, name).all():
                    url = change_page(type(other), other.pk)
                    yield format_html('{}: <a href="{}">{}</a>', kind(type(other)), url, other)


class ReviewedAdmin(RowAdmin):
    """Rows with a source and dates: a new one is checked today and again in a year."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        dates = {"checked_on": today, "review_by": today + timedelta(days=365)}
        return {**dates, **super().get_changeform_initial_data(request)}

    @admin.display(description=_("tarkista viimeistään"), ordering="review_by")
    def review(self, row: Any) -> str:
        return show_day(row.review_by)


class HoldingAdmin(RowAdmin):
    """Rows that others belong to: their lists count those of the relation `holds`, in a column made by `held`."""

    holds: ClassVar[str]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request).annotate(held=Count(self.holds))
        return rows


def held(description: StrOrPromise) -> Callable[[Any, Any], int]:
    @admin.display(description=description, ordering="held")
    def count(self: HoldingAdmin, row: Any) -> int:
        return int(row.held)

    return count
