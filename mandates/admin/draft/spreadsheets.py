"""Lists out to a spreadsheet and back: what is changed there is saved as any row is, after a look at what it causes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db import models as fields
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, ngettext
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame import shown
from mandates.admin.frame.days import PartialDateField, day_of, is_partial_date
from mandates.admin.frame.pages import editors_page
from mandates.admin.people import session
from mandates.admin.publishing.effect import ShownImpact, effect
from mandates.admin.saving import edits
from mandates.admin.saving.edits import RowEdit, Written
from mandates.content import contents, documents, draft_rows, sheets
from mandates.content.draft_rows import DraftRow
from mandates.content.sheets import Sheet, SheetCell, SheetError, SheetLine
from mandates.impact import changes as impact
from mandates.models import Row, RowVersionError

SALT: Final = "mandates.admin.spreadsheets"
LIST, VERSION, NUMBER = "lista", "versio", "number"
WORDS: Final = {True: gettext_noop("kyllä"), False: gettext_noop("ei")}
"""As a file has them in every language: it may come back to an editor of another one."""
YES: Final = frozenset({WORDS[True], "yes", "true", "1"})
NO: Final = frozenset({WORDS[False], "no", "false", "0", ""})
HISTORY: Final = gettext_noop("Tuotu taulukosta.")
PLACED: Final = gettext_noop("%(sheet)s, rivi %(line)s, %(column)s: %(problem)s")
NO_LIST: Final = gettext_noop("tuntematon lista.")
NO_COLUMN: Final = gettext_noop("tuntematon sarake.")
TWICE: Final = gettext_noop("sarake on kahdesti.")
NO_ROW: Final = gettext_noop("luonnoksessa ei ole tämän numeron riviä. Uudella rivillä numero on tyhjä.")
NOT_A_NUMBER: Final = gettext_noop("tässä pitää olla kokonaisluku.")
NOT_A_DAY: Final = gettext_noop("tässä pitää olla päivä: 26.11.2026 tai 2026-11-26.")
NOT_YES_OR_NO: Final = gettext_noop("tässä pitää olla kyllä tai ei.")
LACKS: Final = gettext_noop(
    "%(sheet)s: ensimmäiseltä riviltä puuttuu sarake: %(columns)s. Lataa lista tältä sivulta ja muuta sitä."
)
NO_LISTS: Final = gettext_noop("Valitse ainakin yksi lista.")
NO_LINES: Final = gettext_noop("Tiedostossa ei ole yhtään riviä.")
REST: Final = gettext_noop("Muita virheitä: %(count)s. Korjaa ensin nämä.")
MOST_PROBLEMS: Final = 100
NOTHING: Final = gettext_noop("Tiedostossa ei ole mitään, mikä eroaa luonnoksesta.")


class ExportForm(forms.Form):
    listat = forms.MultipleChoiceField(label=_("Listat"), widget=forms.CheckboxSelectMultiple)
    muoto = forms.ChoiceField(label=_("Muoto"), choices=[("xlsx", ".xlsx"), ("csv", ".csv")], initial="xlsx")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists: Any = self.fields["listat"]
        lists.choices = [(_name(model), capfirst(str(model._meta.verbose_name_plural))) for model in documents.MODELS]


class ImportForm(forms.Form):
    tiedosto = forms.FileField(label=_("Tiedosto"), help_text=_(".xlsx tai .csv. Näet ensin, mitä se muuttaa."))


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """`problems` are why nothing can be saved; `payload` is what the button sends when something can."""

    export: ExportForm
    form: ImportForm
    problems: tuple[str, ...] = ()
    count: int = 0
    impact: ShownImpact | None = None
    payload: str = ""


@editors_page(_("Taulukot"), "mandates.view_mandate")
def spreadsheets(request: HttpRequest) -> SheetsPage | HttpResponse:
    """A file is looked at first; what it would save comes back with the page, signed, and is saved by its button."""
    if request.method == "POST" and not any(edits.may(request, model, "change") for model in documents.MODELS):
        raise PermissionDenied
    if "tuonti" in request.POST:
        return _import(request)
    kept = session.returned(request, sent_with="tuonti")
    if kept and "tuonti" in kept:
        return _looked_at(request, str(kept["tuonti"]))
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_valid():
        return SheetsPage(ExportForm(), form)
    upload = form.cleaned_data["tiedosto"]
    if upload.size > sheets.LARGEST:
        return SheetsPage(ExportForm(), form, (gettext(sheets.TOO_LARGE),))
    try:
        found, problems = _edits(sheets.read(upload.read()))
    except SheetError as error:
        return SheetsPage(ExportForm(), form, (str(error),))
    if not problems and not found:
        problems = [gettext(NOTHING)]
    return SheetsPage(ExportForm(), form, tuple(problems)) if problems else _rehearsed(request, form, found)


@editors_page(_("Taulukot"), "mandates.view_mandate")
def exported(request: HttpRequest) -> HttpResponse:
    """The chosen lists that this editor may see; several as CSV come in one zip."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        messages.error(request, gettext(NO_LISTS))
        return HttpResponseRedirect(reverse("admin:spreadsheets"))
    models = [model for model in documents.MODELS if _name(model) in form.cleaned_data["listat"]]
    rows = draft_rows.read([model for model in models if edits.may(request, model, "view")])
    tables = [_table(model, [row for row in rows if row.model is model]) for model in models]
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
        outcome, after = Written(problem=gettext(edits.COLLISION)), before
    problems = (*filter(None, [outcome.problem]), *map(str, outcome.refused))
    if problems:
        return SheetsPage(ExportForm(), form, problems)
    try:
        caused = effect(impact.changes(before.ruleset, after.ruleset), before.ruleset, after.ruleset)
    except ValueError:
        caused = None
    sent = [(_name(each.model), each.pk, each.version, dict(each.values), each.called) for each in found]
    return SheetsPage(ExportForm(), form, (), len(found), caused, signing.dumps(sent, salt=SALT, compress=True))


def _too_many() -> Written:
    return Written(problem=gettext(edits.TOO_MANY) % {"most": edits.MOST})


def _looked_at(request: HttpRequest, payload: str) -> SheetsPage:
    """The page again, of what was looked at before the session ended."""
    try:
        return _rehearsed(request, ImportForm(), _signed(payload))
    except signing.BadSignature:
        return SheetsPage(ExportForm(), ImportForm(), (gettext(sheets.UNREADABLE),))


def _signed(payload: str) -> list[RowEdit]:
    """What the page that was looked at would save."""
    by_name = {_name(model): model for model in documents.MODELS}
    sent = signing.loads(payload, salt=SALT)
    return [RowEdit(by_name[name], pk, version, values, called) for name, pk, version, values, called in sent]


def _import(request: HttpRequest) -> SheetsPage | HttpResponse:
    try:
        found = _signed(request.POST["tuonti"])
    except signing.BadSignature:
        return SheetsPage(ExportForm(), ImportForm(), (gettext(sheets.UNREADABLE),))
    outcome = edits.save_all(request, found, gettext(HISTORY))
    if not outcome.is_saved:
        problems = (*filter(None, [outcome.problem]), *map(str, outcome.refused))
        return SheetsPage(ExportForm(), ImportForm(), problems)
    count = len(outcome.rows)
    text = ngettext("%(count)s rivi on tallennettu.", "%(count)s riviä on tallennettu.", count)
    messages.success(request, text % {"count": count})
    return HttpResponseRedirect(reverse("admin:spreadsheets"))


# --- rows as lines of a table, and back ---


def _name(model: type[Row]) -> str:
    return str(model._meta.model_name)


def _table(model: type[Row], rows: Sequence[DraftRow]) -> Sheet:
    columns = shown.fields_of(model)
    lines = (tuple(_written(field, row.fields[field.name]) for field in columns) for row in rows)
    header = (LIST, VERSION, *(field.name for field in columns))
    return Sheet(
        _name(model), header, tuple((_name(model), row.version, *line) for row, line in zip(rows, lines, strict=True))
    )


def _written(field: Any, value: Any) -> SheetCell:
    if isinstance(field, fields.ManyToManyField):
        return ", ".join(slug for (slug,) in value)
    if isinstance(field, fields.ForeignKey):
        return str(value[0]) if value else ""
    if isinstance(value, bool):
        return WORDS[value]
    if isinstance(field, fields.DateField) and value:
        return date.fromisoformat(value)
    return value if isinstance(value, int) else str(value)


def _edits(tables: Sequence[Sheet]) -> tuple[list[RowEdit], list[str]]:
    """What the lines would change, and what is wrong with them: each names its sheet, line and column."""
    known = {(_name(row.model), row.fields[NUMBER]): row for row in draft_rows.read()}
    found: list[RowEdit] = []
    problems: list[str] = []
    filled = [table for table in tables if any(cell != "" for line in table.lines for cell in line)]
    for table in filled:
        lacks = [name for name in (LIST, VERSION, NUMBER) if name not in table.header]
        if lacks:
            problems.append(gettext(LACKS) % {"sheet": table.title, "columns": ", ".join(lacks)})
            continue
        for place, line in enumerate(table.lines, start=2):
            try:
                edit = _edit(table.header, line, known) if any(cell != "" for cell in line) else None
            except _CellError as error:
                values = {
                    "sheet": table.title,
                    "line": place,
                    "column": error.column,
                    "problem": gettext(error.problem),
                }
                problems.append(gettext(PLACED) % values)
            else:
                found += [edit] if edit else []
    if not filled:
        problems = [gettext(NO_LINES)]
    elif len(problems) > MOST_PROBLEMS:
        rest = gettext(REST) % {"count": len(problems) - MOST_PROBLEMS}
        problems = [*problems[:MOST_PROBLEMS], rest]
    return found, problems


class _CellError(Exception):
    def __init__(self, column: str, problem: str) -> None:
        super().__init__(column, problem)
        self.column, self.problem = column, problem


def _edit(header: Sequence[str], line: SheetLine, known: Mapping[tuple[str, Any], DraftRow]) -> RowEdit | None:
    cells: dict[str, SheetCell] = {}
    for name, cell in zip(header, [*line, *[""] * (len(header) - len(line))], strict=False):
        if name in cells:
            raise _CellError(name, TWICE)
        cells[name] = cell
    model = next((each for each in documents.MODELS if _name(each) == cells.get(LIST)), None)
    if model is None:
        raise _CellError(LIST, NO_LIST)
    columns = {field.name: field for field in shown.fields_of(model)}
    values = {name: _read(columns, name, cell) for name, cell in cells.items() if name not in (LIST, VERSION, NUMBER)}
    if not cells.get(NUMBER):
        return RowEdit(model, None, 0, values, str(values.get(model.label_field, "")))
    row = known.get((_name(model), _whole(NUMBER, cells[NUMBER])))
    if row is None:
        raise _CellError(NUMBER, NO_ROW)
    changed = {name: value for name, value in values.items() if value != row.fields[name]}
    version = _whole(VERSION, cells.get(VERSION, ""))
    return RowEdit(model, row.pk, version, changed, row.name) if changed else None


def _read(columns: Mapping[str, Any], name: str, cell: SheetCell) -> Any:
    field = columns.get(name)
    if field is None:
        raise _CellError(name, NO_COLUMN)
    text = str(cell)
    if isinstance(field, fields.ManyToManyField):
        return sorted([slug] for slug in {each.strip() for each in text.split(",")} if slug)
    if isinstance(field, fields.ForeignKey):
        return [text.strip()] if text.strip() else None
    if isinstance(field, fields.BooleanField):
        if text.strip().lower() not in YES | NO:
            raise _CellError(name, NOT_YES_OR_NO)
        return text.strip().lower() in YES
    if isinstance(field, fields.IntegerField):
        return _whole(name, cell)
    if isinstance(field, fields.DateField):
        return _day(name, text.strip())
    if is_partial_date(field):
        return PartialDateField(required=False).to_python(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _day(name: str, text: str) -> str:
    """As the draft has it: a spreadsheet program may have given it its reader's form."""
    found = day_of(text)
    if text and found is None:
        raise _CellError(name, NOT_A_DAY)
    return found.isoformat() if found else ""


def _whole(name: str, cell: SheetCell) -> int:
    text = str(cell).strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 10):  # longer than any column holds
        raise _CellError(name, NOT_A_NUMBER)
    return int(text)
