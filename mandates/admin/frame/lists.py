"""Lists that answer any address: what it says and cannot be read gives an empty list and plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop

from mandates.admin.frame.numbers import whole

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
    AnyFilter = admin.SimpleListFilter
else:
    AnyAdmin = admin.ModelAdmin
    AnyFilter = admin.SimpleListFilter

DELETE: Final = "delete_selected"
"""Django's deleting of many: a list has it where its `actions` name it, in the place that they give it."""
UNREADABLE: Final = (IncorrectLookupParameters, DisallowedModelAdminLookup, ValueError, OverflowError, DataError)
"""What Django raises of values that no row can have, some of it only when the rows are counted."""
YES_OR_NO: Final = ("True", "False", "1", "0")
NOT_READ: Final = gettext_noop(
    'Osoitteessa on rajaus tai sivu, jota ei ole, joten luettelo on tyhjä. <a href="{}">Näytä kaikki</a>'
)


class RowList(ChangeList):
    """Django's answers with a fault, or with the whole list and `?e=1`."""

    is_unread = False

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        if self.is_unread:
            return super().get_queryset(request).none()
        try:
            return super().get_queryset(request, exclude_parameters)
        except UNREADABLE:
            return self._nothing(request)

    def get_results(self, request: HttpRequest) -> None:
        try:
            super().get_results(request)
        except UNREADABLE:
            self.queryset = self._nothing(request)
            super().get_results(request)

    def _nothing(self, request: HttpRequest) -> Any:
        """No rows, and none later: an action on all that is listed must not meet what the filters hid."""
        self.is_unread = True
        self.params, self.filter_params = {}, {}
        messages.warning(request, format_html(gettext(NOT_READ), request.path))
        return self.get_queryset(request)


class ListAdmin(AnyAdmin):
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RowList

    def response_action(self, request: HttpRequest, queryset: Any, *rest: Any, **named: Any) -> Any:
        """Of what was ticked, what can be a key: Django answers to anything else with a fault."""
        ticked = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if whole(key)]
        sent = request.POST.copy()
        sent.setlist(ACTION_CHECKBOX_NAME, ticked)
        request.POST = sent  # type: ignore[assignment]  # as sent, but for these
        return super().response_action(request, queryset, *rest, **named)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """By its key also where the address names a field and means none: Django answers with a fault."""
        return super().get_object(request, object_id, from_field or None)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """Without NUL, which PostgreSQL refuses: choices in a field look for whatever the address says."""
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """No patterns: the list's own search finds what they would, and a wrong one is the database's fault. Of what is
        empty only yes and no.
        """
        is_unclear = lookup.endswith("__isnull") and value not in YES_OR_NO
        return not (is_unclear or lookup.endswith("regex")) and super().lookup_allowed(lookup, value, request)


class ChoiceFilter(AnyFilter):
    """Rows of one of the choices; of any other value there are none."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if not chosen:
            return queryset
        return self.chosen(chosen, request, queryset) if chosen in dict(self.lookup_choices) else queryset.none()

    def chosen(self, choice: str, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        raise NotImplementedError
