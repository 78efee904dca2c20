"""The editors' list of outside links, as the last `manage.py check_links` found them."""

from __future__ import annotations

from typing import Final

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import ReadOnlyAdmin
from mandates.models import LinkCheck

BROKEN_FIRST: Final = Case(
    When(status__gte=200, status__lt=300, then=Value(1)), default=Value(0), output_field=IntegerField()
)


class LinkCheckAdmin(ReadOnlyAdmin):
    list_display = ("url", "opens", "outcome", "final_url", "rows", "checked_at")
    list_filter = ("status",)
    list_per_page = 200
    search_fields = ("url", "rows")
    readonly_fields = ("url", "final_url")

    def get_queryset(self, request: HttpRequest) -> QuerySet[LinkCheck]:
        rows: QuerySet[LinkCheck] = super().get_queryset(request)
        return rows.annotate(is_working=BROKEN_FIRST).order_by("is_working", "url")

    @admin.display(description=_("vastaa"), boolean=True)
    def opens(self, row: LinkCheck) -> bool:
        return row.works

    @admin.display(description=_("vastaus"), ordering="status")
    def outcome(self, row: LinkCheck) -> SafeString:
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', row.url, row.outcome)
