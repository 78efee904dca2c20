"""Saving a row: once or not at all, without losing what anybody wrote, and with a word about what it causes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F
from django.forms import BaseModelFormSet
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext, gettext_noop

from mandates import models
from mandates.admin.frame import problems
from mandates.admin.frame.lists import ListAdmin
from mandates.admin.frame.pages import add_page, change_page
from mandates.admin.people import session
from mandates.admin.saving import consequences, edits, gone, stale
from mandates.admin.saving.versions import VersionedForm, saved_by
from mandates.content import contents, history

ATTEMPTS: Final = 7
BUSY: Final = gettext_noop(
    "Tietokanta on varattu. Mitään ei tallennettu, mutta tekstisi ovat yhä tällä sivulla. Tallenna hetken kuluttua "
    "uudestaan."
)
GONE: Final = gettext_noop(
    "Joku muu poisti rivin sen jälkeen, kun avasit sivun. Tekstisi ovat yhä tällä sivulla, mutta niitä ei ole "
    "tallennettu. Jos rivi tarvitaan, tallenna: siitä tulee uusi rivi."
)
CHANGED: Final = gettext_noop(
    "Riviä ei poistettu, sillä se on muuttunut sen jälkeen, kun avasit sivun. Lue se, ja poista sitten, jos se pitää "
    "yhä poistaa."
)
SOME_CHANGED: Final = gettext_noop(
    "Yhtään riviä ei poistettu, sillä jokin niistä on muuttunut sen jälkeen, kun avasit sivun. Lue rivit "
    "ja poista ne sitten."
)
PART_GONE: Final = gettext_noop(
    "Joku muu poisti tältä sivulta rivin, jota olit muuttanut. Mitään ei ole vielä tallennettu. Tekstisi ovat alla "
    "uutena rivinä. Jos riviä ei tarvita, poista se sivulta. Tallenna sitten."
)


class ShownAgainForm(VersionedForm):
    """A form that comes back as it was sent, and says why it was not saved."""

    reason: ClassVar[str]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.add_error(None, self.reason)
        return cleaned


class SavingAdmin(ListAdmin):
    form = VersionedForm
    delete_selected_confirmation_template = "admin/saving/rows_delete.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method != "POST":
            kept = session.take(request)
            if kept is None:
                return super().changeform_view(request, object_id, form_url, extra_context)
            return self._returned(request, kept, object_id)
        try:
            return self._saved(request, object_id, form_url, extra_context)
        except OperationalError:
            response = self.shown_again(request, gettext(BUSY), object_id)
            response.status_code = 503  # and so the session is not written either
            response["Retry-After"] = "5"
            return response

    def _returned(self, request: HttpRequest, kept: QueryDict, object_id: str | None) -> Any:
        """The form that was sent when there was no session: nothing is saved until it is sent again."""
        _empty = request.POST  # read first: Django reads form and files at once, and would put it in place of this one
        request.method, request.POST = "POST", kept  # type: ignore[assignment]
        return self._met_the_gone(request, object_id) or self.shown_again(request, gettext(session.RETURNED), object_id)

    def _saved(self, request: HttpRequest, object_id: str | None, *rest: Any) -> Any:
        """Save once, or not at all. What a race spoils is tried anew, and then meets the other's row in the form."""
        if met := self._met_the_gone(request, object_id):
            return met
        for _attempt in range(ATTEMPTS):
            with suppress(models.RowVersionError, IntegrityError):
                return super().changeform_view(request, object_id, *rest)
        return self.shown_again(request, gettext(problems.COLLISION), object_id)

    def shown_again(self, request: HttpRequest, reason: str, object_id: str | None, address: str = "") -> Any:
        """The page as it was sent. Nothing is written, so that this works of a database that takes no writes too."""
        showing = copy(self)
        form: Any = type(self.form.__name__, (ShownAgainForm, self.form), {"reason": reason})
        showing.form = form
        return showing._changeform_view(request, object_id, address, None)  # type: ignore[attr-defined]  # noqa: SLF001

    def _met_the_gone(self, request: HttpRequest, object_id: str | None) -> Any:
        """The page again, when a row that it was about is gone; else nothing."""
        if object_id and self._all_gone(request, object_id):
            return self.shown_again(request, gettext(GONE), None, add_page(self.model))
        if object_id and self._part_gone(request, object_id):
            return self.shown_again(request, gettext(PART_GONE), object_id)
        return None

    def _all_gone(self, request: HttpRequest, object_id: str) -> bool:
        """Make what was sent new when the row itself is gone."""
        if self.get_object(request, unquote(object_id)) or not self.has_add_permission(request):
            return False
        formsets = [formset for formset, _ in self.get_formsets_with_inlines(request)]
        request.POST = gone.as_new(request.POST, formsets)  # type: ignore[assignment]  # as sent, but new
        return True

    def _part_gone(self, request: HttpRequest, object_id: str) -> bool:
        """Make what was sent for rows of other models on this page new when they are gone."""
        row, count = self.get_object(request, unquote(object_id)), 0
        for formset, inline in self.get_formsets_with_inlines(request, row):
            existing = inline.get_queryset(request).filter(**{formset.fk.name: row}).values_list("pk", flat=True)
            request.POST, found = gone.revived(request.POST, formset, existing)  # type: ignore[assignment]
            count += found
        return count > 0

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self._tell_consequences(request, obj)
        super().save_model(request, obj, form, change)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> Any:
        """Delete the row that was read: of one that has changed since, say so and show what would be deleted now."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except models.RowVersionError:
            row = self.get_object(request, unquote(object_id))
            told = f"{saved_by(row)} {gettext(CHANGED)}" if row else gettext(CHANGED)
            link = change_page(self.model, row.pk) if row else ""
            self.message_user(request, problems.linked(link, told), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """The page sends the version that it showed, and only that one goes."""
        self._tell_consequences(request)
        if "version" in request.POST:
            mine = self.model.objects.filter(pk=obj.pk, version=obj.version)
            if request.POST["version"] != str(obj.version) or not mine.update(version=F("version") + 1):
                raise models.RowVersionError
        super().delete_model(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What is done to many rows is done to all of them, and to those that were read, or to none."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except models.RowVersionError:
            self.message_user(request, gettext(SOME_CHANGED), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_together(self, request: HttpRequest, forms: Sequence[Any]) -> None:
        """Save rows by their valid forms, each with its history: all or none. What they cause is told once."""
        with transaction.atomic():
            self._tell_consequences(request)
            for form in forms:
                self.log_change(request, form.save(), self.construct_change_message(request, form, []))
        for note in (note for form in forms for note in form.notes):
            self.message_user(request, note, messages.INFO)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """The page sends the versions that it showed: only those go."""
        with transaction.atomic():
            self._tell_consequences(request)
            if "version" in request.POST:
                versions = edits.sent_versions(request)
                for row in queryset:
                    mine = self.model.objects.filter(pk=row.pk, version=versions.get(row.pk, 0))
                    if not mine.update(version=F("version") + 1):
                        raise models.RowVersionError
            super().delete_queryset(request, queryset)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        entry = super().log_addition(request, obj, message)
        history.keep(entry, None, obj.stored())
        return entry

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        entry = super().log_change(request, obj, message)
        history.keep(entry, obj.was, obj.stored())
        return entry

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        rows = {str(row.pk): row for row in queryset}
        found: Any = super().log_deletions(request, queryset)
        for entry in found if isinstance(found, list) else [found]:
            history.keep(entry, rows[str(entry.object_id)].stored(), None)
        return found

    def _tell_consequences(self, request: HttpRequest, row: models.Row | None = None) -> None:
        consequences.tell_once_saved(request, contents.draft(), row)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forms = [form, *(inline for formset in formsets for inline in formset.forms)]
        stale.tick_off([each.instance for each in forms], request.POST)
        for each in forms:
            for note in getattr(each, "notes", ()):
                self.message_user(request, note, messages.INFO)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        if self.has_change_permission(request, context.get("original")):
            forms = [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]
            context["stale"] = list(stale.texts([context["adminform"].form, *forms], request.POST))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Rows saved on another row's page have a history of their own too."""
        deleted = [each.instance.pk for each in formset.deleted_forms]
        self.log_deletions(request, formset.model.objects.filter(pk__in=deleted))
        super().save_formset(request, form, formset, change)
        if isinstance(formset, BaseModelFormSet):
            for row in formset.new_objects:
                self.log_addition(request, row, [{"added": {}}])
            for row, fields in formset.changed_objects:
                self.log_change(request, row, [{"changed": {"fields": fields}}])
