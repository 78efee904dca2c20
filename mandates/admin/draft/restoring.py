"""A field, or the whole row, put back to what it was before a change."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.contrib.admin.models import DELETION
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST

from mandates.admin.frame import shown
from mandates.admin.frame.numbers import whole
from mandates.admin.frame.pages import change_page, permitted
from mandates.admin.frame.problems import linked
from mandates.admin.saving import edits
from mandates.admin.saving.edits import RowEdit, Written
from mandates.content import called_then, documents
from mandates.models import Row, RowChange
from mandates.publishing.clock import day_and_time

RESTORED: Final = gettext_noop("Palautettu sellaiseksi kuin ennen muutosta %(time)s.")
DONE: Final = gettext_noop("Palautettu: %(row)s. Mitään ei ole vielä julkaistu.")
SAME: Final = gettext_noop("%(row)s on jo sellainen: mitään ei tarvitse palauttaa.")
NOT_DONE: Final = gettext_noop("Mitään ei palautettu. %(reason)s")


@require_POST
@permitted("mandates.view_mandate")
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a field, or the whole row, back to what it was before a change; a deleted row comes back as it was."""
    if not any(edits.may(request, model, "change") for model in documents.MODELS):
        raise PermissionDenied
    change = get_object_or_404(RowChange.objects.select_related("entry__content_type"), entry=pk, before__isnull=False)
    edit = _edit_back(change, request.POST.get("kentta", ""), request.POST.get("version", ""))
    if (row := _as_asked(edit)) is not None:
        messages.info(request, gettext(SAME) % {"row": row})
        return _history_of(edit.model, row.pk)
    message = gettext(RESTORED) % {"time": day_and_time(change.entry.action_time)}
    outcome = edits.save_all(request, [edit], message) if edit.values else Written(problem=gettext(edits.FIXED))
    if not outcome.is_saved:
        reason = outcome.problem or " ".join(str(each) for each in outcome.refused)
        messages.error(request, gettext(NOT_DONE) % {"reason": reason})
    for row in outcome.rows:
        messages.success(request, linked(change_page(type(row), row.pk), gettext(DONE) % {"row": row}))
    key = outcome.rows[0].pk if outcome.rows else edit.pk
    if key is None:
        return HttpResponseRedirect(reverse("admin:log"))
    return _history_of(edit.model, key)


def _history_of(model: type[Row], key: int) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"admin:mandates_{model._meta.model_name}_history", args=(key,)))


def _as_asked(edit: RowEdit) -> Row | None:
    """The row, when it is so already: saving it would only add a line to its history."""
    row = edit.model.objects.filter(pk=edit.pk).first() if edit.pk and edit.values else None
    stored = (row.stored() if row else None) or {}
    return row if stored and all(stored[name] == value for name, value in edit.values.items()) else None


def _edit_back(change: RowChange, name: str, version: str) -> RowEdit:
    """What brings it back. A row's number is its own for ever: only a row that is gone is given it anew."""
    model: Any = change.entry.content_type.model_class()  # type: ignore[union-attr]  # a row's entry has its model
    known = {field.name for field in shown.fields_of(model)}
    before: dict[str, Any] = change.before or {}
    values = {key: value for key, value in before.items() if key in known}
    is_gone = change.entry.action_flag == DELETION
    if not is_gone:
        values.pop("number", None)
        values = {key: value for key, value in values.items() if name in ("", key)}
    chosen = called_then.following(model, values, called_then.since(change.entry.action_time))
    if is_gone:
        return RowEdit(model, None, 0, chosen, change.entry.object_repr)
    key = int(change.entry.object_id or 0)
    return RowEdit(model, key, whole(version), chosen, change.entry.object_repr)
