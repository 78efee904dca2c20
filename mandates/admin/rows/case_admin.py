"""The editors' page of an expected case: what it expects stands beside today's answer."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.preview import preview
from mandates.admin.preview.preview import UNREADABLE
from mandates.admin.rows import case_pages
from mandates.admin.rows.fields import IDENTITY, section
from mandates.admin.rows.forms import CaseForm
from mandates.admin.rows.row_admin import RowAdmin

NO_ANSWER: Final = gettext_noop(
    "Liitä yhden vastauksen osoite tai koodi. Tekstissä ei ole sellaista tai niitä on monta."
)


class ExpectedCaseAdmin(RowAdmin):
    form = CaseForm
    named_by = "situation"
    list_display = ("situation", "slug", "order")
    list_filter = ("types",)
    search_fields = ("slug", "situation", "note")
    autocomplete_fields = ("types", "tasks", "yes", "no", "request", "confirm", "blocked", "covered")
    fieldsets = (
        section(_("Tilanne"), "situation", "types", "tasks", ("yes", "no")),
        section(_("Odotettu vastaus"), ("request", "confirm"), ("blocked", "covered")),
        section(_("Peruste"), "source", "note"),
        IDENTITY,
    )
    change_form_template = "admin/rows/case_form.html"
    change_list_template = "admin/rows/case_list.html"

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A case made of an answer: its address or code comes with the link."""
        initial = super().get_changeform_initial_data(request)
        text = initial.pop(preview.ANSWER, None)
        if text is None:
            return initial
        try:
            found = case_pages.from_answer(text)
        except ValueError:
            found, told = None, UNREADABLE
        else:
            told = NO_ANSWER
        if found is None:
            self.message_user(request, gettext(told), messages.ERROR)
        return initial | (found or {})

    def _saved(self, request: HttpRequest, object_id: str | None, *rest: Any) -> Any:
        if case_pages.ACCEPT in request.POST:
            try:
                request.POST = case_pages.accepted(request.POST)  # type: ignore[assignment]  # as sent, but for these
            except ValueError:
                return self.shown_again(request, gettext(UNREADABLE), object_id)
        return super()._saved(request, object_id, *rest)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = self.stored(context)
        context["beside"] = case_pages.beside(row) if row else None
        return super().render_change_form(request, context, *args, **kwargs)
