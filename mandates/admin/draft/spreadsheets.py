"""Lists out to a spreadsheet and back: what is changed there is saved as any row is, after a look at what it causes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.draft.cells import edits_of, name_of, sheet_of
from mandates.admin.frame.pages import editors_page, permitted
from mandates.admin.frame.problems import COLLISION
from mandates.admin.people import session
from mandates.admin.publishing.effect import ShownImpact, effect
from mandates.admin.saving import edits
from mandates.admin.saving.edits import RowEdit, Written
from mandates.content import contents, documents, draft_rows, sheets
from mandates.content.sheets import SheetError
from mandates.impact import changes as impact
from mandates.models import RowVersionError

SALT: Final = "mandates.admin.spreadsheets"
HISTORY: Final = gettext_noop("Tuotu taulukosta.")
NO_LISTS: Final = gettext_noop("Valitse ainakin yksi lista.")
NOTHING: Final = gettext_noop("Tiedostossa ei ole mitään, mikä eroaa luonnoksesta.")


class ExportForm(forms.Form):
    listat = forms.MultipleChoiceField(label=_("Listat"), widget=forms.CheckboxSelectMultiple)
    muoto = forms.ChoiceField(label=_("Muoto"), choices=[("xlsx", ".xlsx"), ("csv", ".csv")], initial="xlsx")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists: Any = self.fields["listat"]
        lists.choices = [(name_of(model), capfirst(str(model._meta.verbose_name_plural))) for model in documents.MODELS]


class ImportForm(forms.Form):
    tiedosto = forms.FileField(label=_("Tiedosto"), help_text=_(".xlsx tai .csv. Näet ensin, mitä se muuttaa."))


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """`problems` are why nothing can be saved; `payload` is what the button sends when something can."""

    form: ImportForm
    problems: tuple[str, ...] = ()
    count: int = 0
    impact: ShownImpact | None = None
    payload: str = ""
    export: ExportForm = field(default_factory=ExportForm)


@editors_page(_("Taulukot"), "mandates.view_mandate")
def spreadsheets(request: HttpRequest) -> SheetsPage | HttpResponse:
    """A file is looked at first; what it would save comes back with the page, signed, and is saved by its button."""
    if request.method == "POST" and not any(edits.may(request, model, "change") for model in documents.MODELS):
        raise PermissionDenied
    sent = session.returned(request, sent_with="tuonti") or request.POST
    if "tuonti" in sent:
        return _looked_at(request, str(sent["tuonti"]))
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_valid():
        return SheetsPage(form)
    upload = form.cleaned_data["tiedosto"]
    if upload.size > sheets.LARGEST:
        return SheetsPage(form, (gettext(sheets.TOO_LARGE),))
    try:
        found, problems = edits_of(sheets.read(upload.read()))
    except SheetError as error:
        return SheetsPage(form, (str(error),))
    if not problems and not found:
        problems = [gettext(NOTHING)]
    return SheetsPage(form, tuple(problems)) if problems else _rehearsed(request, form, found)


@permitted("mandates.view_mandate")
def exported(request: HttpRequest) -> HttpResponse:
    """The chosen lists that this editor may see; several as CSV come in one zip."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        messages.error(request, gettext(NO_LISTS))
        return HttpResponseRedirect(reverse("admin:spreadsheets"))
    models = [model for model in documents.MODELS if name_of(model) in form.cleaned_data["listat"]]
    rows = draft_rows.read([model for model in models if edits.may(request, model, "view")])
    tables = [sheet_of(model, [row for row in rows if row.model is model]) for model in models]
    if form.cleaned_data["muoto"] == "xlsx":
        return _download(sheets.as_workbook(tables), "luonnos.xlsx")
    if len(tables) == 1:
        return _download(sheets.as_csv(tables[0]), f"{tables[0].title}.csv")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for table in tables:
            parts.writestr(f"{table.title}.csv", sheets.as_csv(table))
    return _download(packed.getvalue(), "luonnos-csv.zip")


def _download(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


def _rehearsed(request: HttpRequest, form: ImportForm, found: list[RowEdit]) -> SheetsPage:
    """What saving would cause; nothing stays saved."""
    try:
        with transaction.atomic():
            before = contents.draft()
            outcome = edits.write_all(request, found, gettext(HISTORY)) if len(found) <= edits.MOST else _too_many()
            after = contents.draft()
            transaction.set_rollback(True)
    except (RowVersionError, IntegrityError):
        outcome, after = Written(problem=gettext(COLLISION)), before
    if not outcome.is_saved:
        return _refused(form, outcome)
    try:
        caused = effect(impact.changes(before.ruleset, after.ruleset), before.ruleset, after.ruleset)
    except ValueError:
        caused = None
    sent = [(name_of(each.model), each.pk, each.version, dict(each.values), each.called) for each in found]
    return SheetsPage(form, (), len(found), caused, signing.dumps(sent, salt=SALT, compress=True))


def _refused(form: ImportForm, outcome: Written) -> SheetsPage:
    return SheetsPage(form, (*filter(None, [outcome.problem]), *map(str, outcome.refused)))


def _too_many() -> Written:
    return Written(problem=gettext(edits.TOO_MANY) % {"most": edits.MOST})


def _looked_at(request: HttpRequest, payload: str) -> SheetsPage | HttpResponse:
    """Save what was looked at, or show it again when the session ended before the button was pressed."""
    by_name = {name_of(model): model for model in documents.MODELS}
    try:
        sent = signing.loads(payload, salt=SALT)
    except signing.BadSignature:
        return SheetsPage(ImportForm(), (gettext(sheets.UNREADABLE),))
    found = [RowEdit(by_name[name], pk, version, values, called) for name, pk, version, values, called in sent]
    if request.method != "POST":
        return _rehearsed(request, ImportForm(), found)
    outcome = edits.save_all(request, found, gettext(HISTORY))
    if not outcome.is_saved:
        return _refused(ImportForm(), outcome)
    messages.success(request, outcome.told)
    return HttpResponseRedirect(reverse("admin:spreadsheets"))
