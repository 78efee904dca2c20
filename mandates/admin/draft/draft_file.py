"""The whole draft out as a file and in again, after a look at what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import editors_page, permitted
from mandates.admin.people import session
from mandates.admin.publishing.effect import ShownImpact, effect
from mandates.admin.saving import consequences, edits
from mandates.content import contents, documents, history, importing
from mandates.content.importing import ImportRefusedError
from mandates.impact import changes as impact
from mandates.publishing import stored

SALT: Final = "mandates.admin.draft_file"
LARGEST: Final = 10_000_000
MOST_PROBLEMS: Final = 100
ACTIONS: Final = ("add", "change", "delete")
HISTORY: Final = gettext_noop("Luonnos tuotu tiedostosta.")
TOO_LARGE: Final = gettext_noop("Tiedosto on liian suuri.")
NOT_TEXT: Final = gettext_noop("Tiedostoa ei voi lukea. Valitse luonnoksen JSON-tiedosto.")
CHANGED: Final = gettext_noop("Luonnos on muuttunut sen jälkeen, kun katsoit, mitä tiedosto muuttaa. Katso uudestaan.")
DONE: Final = gettext_noop("Luonnos on nyt tiedoston mukainen. Mitään ei ole vielä julkaistu.")


class DraftFileForm(forms.Form):
    tiedosto = forms.FileField(label=_("Tiedosto"), help_text=_("Näet ensin, mitä se muuttaa."))


@dataclass(frozen=True, slots=True)
class DraftFilePage:
    """`may_import` needs the right to add, change and delete every kind of row: a file may do all of it."""

    form: DraftFileForm
    may_import: bool = True
    problems: tuple[str, ...] = ()
    impact: ShownImpact | None = None
    payload: str = ""


@permitted("mandates.view_mandate")
def draft_json(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="luonnos.json"'}
    return HttpResponse(documents.export(), content_type="application/json", headers=headers)


@editors_page(_("Luonnos tiedostona"), "mandates.view_mandate")
def draft_file(request: HttpRequest) -> DraftFilePage | HttpResponse:
    """A file is looked at first; it comes back with the page, signed, and is imported by its button."""
    may = all(edits.may(request, model, action) for model in documents.MODELS for action in ACTIONS)
    if request.method == "POST" and not may:
        raise PermissionDenied
    sent = session.returned(request, sent_with="tuonti") or request.POST
    if "tuonti" in sent and may:
        return _looked_at(request, str(sent["tuonti"]))
    form = DraftFileForm(request.POST, request.FILES) if request.method == "POST" else DraftFileForm()
    if not form.is_valid():
        return DraftFilePage(form, may)
    upload = form.cleaned_data["tiedosto"]
    if upload.size > LARGEST:
        return _refused(gettext(TOO_LARGE), form=form)
    try:
        return _rehearsed(form, upload.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _refused(gettext(NOT_TEXT), form=form)


def _refused(*problems: str, form: DraftFileForm | None = None) -> DraftFilePage:
    return DraftFilePage(form or DraftFileForm(), problems=problems)


def _rehearsed(form: DraftFileForm, text: str) -> DraftFilePage:
    seen = _digest()
    try:
        before, after = importing.rehearse_text(text, gettext("Tiedosto"))
    except ImportRefusedError as error:
        return _refused(*_told(error), form=form)
    caused = effect(impact.changes(before, after), before, after)
    return DraftFilePage(form, impact=caused, payload=signing.dumps([seen, text], salt=SALT, compress=True))


def _looked_at(request: HttpRequest, payload: str) -> DraftFilePage | HttpResponse:
    """Import the file that was looked at, or show it again when the session ended before the button was pressed."""
    try:
        seen, text = signing.loads(payload, salt=SALT)
    except signing.BadSignature:
        return _refused(gettext(NOT_TEXT))
    if request.method != "POST":
        return _rehearsed(DraftFileForm(), text)
    try:
        with transaction.atomic():
            before = contents.draft()
            if seen != _digest():
                return _refused(gettext(CHANGED))
            with history.recording(request.user.pk, gettext(HISTORY)):
                importing.import_text(text, gettext("Tiedosto"))
            consequences.tell_once_saved(request, before)
    except ImportRefusedError as error:
        return _refused(*_told(error))
    messages.success(request, gettext(DONE))
    return HttpResponseRedirect(reverse("admin:draft_file"))


def _digest() -> str:
    return stored.digest(contents.draft().body)


def _told(error: ImportRefusedError) -> tuple[str, ...]:
    return (str(error), *error.problems[:MOST_PROBLEMS])
