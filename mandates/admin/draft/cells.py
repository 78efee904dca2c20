"""Rows as the lines of a table, and what the lines of one would change: each fault with its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any, Final

from django.db import models as fields
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop

from mandates.admin.frame import shown
from mandates.admin.frame.days import PartialDateField, day_of, is_partial_date
from mandates.admin.frame.paragraphs import in_lines
from mandates.admin.saving.edits import RowEdit
from mandates.content import called_then, documents, draft_rows
from mandates.content.draft_rows import DraftRow
from mandates.content.sheets import Sheet, SheetCell, SheetLine
from mandates.models import Row

LIST, VERSION, NUMBER = "lista", "versio", "number"
OUTSIDE: Final = (LIST, VERSION, NUMBER, "")
"""What is no field of the row; a column without a name holds nothing."""
LONGEST_CELL: Final = 40
WORDS: Final = {True: gettext_noop("kyllä"), False: gettext_noop("ei")}
"""As a file has them in every language: it may come back to an editor of another one."""
YES: Final = frozenset({WORDS[True], "yes", "true", "1"})
NO: Final = frozenset({WORDS[False], "no", "false", "0", ""})
PLACED: Final = gettext_noop("%(sheet)s, rivi %(line)s, %(column)s: %(problem)s")
NO_LIST: Final = gettext_noop("tuntematon lista.")
NO_COLUMN: Final = gettext_noop("tuntematon sarake.")
NO_HEADING: Final = gettext_noop(
    "tälle solulle ei ole saraketta ensimmäisellä rivillä. Jos tekstissä on erotinmerkki, kirjoita teksti "
    "lainausmerkkeihin."
)
TWICE: Final = gettext_noop("sarake on kahdesti.")
NO_ROW: Final = gettext_noop("luonnoksessa ei ole tämän numeron riviä. Uudella rivillä numero on tyhjä.")
NOT_A_NUMBER: Final = gettext_noop("tässä pitää olla kokonaisluku.")
NOT_A_DAY: Final = gettext_noop("tässä pitää olla päivä: 26.11.2026 tai 2026-11-26.")
NOT_YES_OR_NO: Final = gettext_noop("tässä pitää olla kyllä tai ei.")
LACKS: Final = gettext_noop(
    "%(sheet)s: ensimmäiseltä riviltä puuttuu sarake: %(columns)s. Lataa lista tältä sivulta ja muuta sitä."
)
NO_LINES: Final = gettext_noop("Tiedostossa ei ole yhtään riviä.")
REST: Final = gettext_noop("Muita virheitä: %(count)s. Korjaa ensin nämä.")
MOST_PROBLEMS: Final = 100


def name_of(model: type[Row]) -> str:
    """What a list is called in a file."""
    return str(model._meta.model_name)


def sheet_of(model: type[Row], rows: Sequence[DraftRow]) -> Sheet:
    """The rows of one list, each a line that says of which list and version it is."""
    columns = shown.fields_of(model)
    lines = (tuple(_written(field, row.fields[field.name]) for field in columns) for row in rows)
    header = (LIST, VERSION, *(field.name for field in columns))
    return Sheet(
        name_of(model),
        header,
        tuple((name_of(model), row.version, *line) for row, line in zip(rows, lines, strict=True)),
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


def edits_of(tables: Sequence[Sheet]) -> tuple[list[RowEdit], list[str]]:
    """What the lines would change, and what is wrong with them: each names its sheet, line and column."""
    known = {(name_of(row.model), row.fields[NUMBER]): row for row in draft_rows.read()}
    today = _Today(known.values())
    found: list[RowEdit] = []
    problems: list[str] = []
    filled = [each for each in tables if any(cell != "" for line in each.lines for cell in line)]
    for table in filled:
        if lacks := _lacking(table):
            problems.append(lacks)
            continue
        for place, line in enumerate(table.lines, start=2):
            try:
                edit = _edit(table.header, line, known, today) if any(cell != "" for cell in line) else None
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
        problems = list(filter(None, map(_lacking, tables))) or [gettext(NO_LINES)]
    elif len(problems) > MOST_PROBLEMS:
        rest = gettext(REST) % {"count": len(problems) - MOST_PROBLEMS}
        problems = [*problems[:MOST_PROBLEMS], rest]
    return found, problems


def _lacking(table: Sheet) -> str:
    """Which columns that every list has this one lacks, as a sentence; nothing where nothing is written."""
    lacks = [name for name in (LIST, VERSION, NUMBER) if name not in table.header]
    if not lacks or not any(cell != "" for line in (table.header, *table.lines) for cell in line):
        return ""
    return gettext(LACKS) % {"sheet": table.title, "columns": ", ".join(lacks)}


class _CellError(Exception):
    def __init__(self, column: str, problem: str) -> None:
        super().__init__(column, problem)
        self.column, self.problem = column, problem


class _Today:
    """What the rows that a file names are called today: each that has got another slug is looked up once."""

    def __init__(self, rows: Iterable[DraftRow]) -> None:
        self.slugs: dict[type[Row], dict[str, str]] = {}
        for row in rows:
            self.slugs.setdefault(row.model, {})[row.slug] = row.slug

    def __call__(self, model: type[Row], slugs: Collection[str]) -> Mapping[str, str]:
        known = self.slugs.setdefault(model, {})
        lost = [slug for slug in slugs if slug not in known]
        if lost:
            known |= {slug: slug for slug in lost} | called_then.slugs_today(model, lost)
        return known


def _edit(
    header: Sequence[str], line: SheetLine, known: Mapping[tuple[str, Any], DraftRow], today: _Today
) -> RowEdit | None:
    cells: dict[str, SheetCell] = {}
    for name, cell in zip_longest(header, line, fillvalue=""):
        if not name and str(cell).strip():
            raise _CellError(Truncator(str(cell)).chars(LONGEST_CELL), NO_HEADING)
        if name and name in cells:
            raise _CellError(name, TWICE)
        cells[name] = cell
    model = next((each for each in documents.MODELS if name_of(each) == cells.get(LIST)), None)
    if model is None:
        raise _CellError(LIST, NO_LIST)
    columns = {field.name: field for field in shown.fields_of(model)}
    is_new = not cells.get(NUMBER)
    written = {name: cell for name, cell in cells.items() if name not in OUTSIDE}
    if is_new:  # what is empty there is as an empty form has it, such as the order
        written = {name: cell for name, cell in written.items() if cell != "" or name not in columns}
    values = {name: _read(columns, name, cell) for name, cell in written.items()}
    values = called_then.following(model, values, today)
    if is_new:
        return RowEdit(model, None, 0, values, str(values.get(model.label_field, "")))
    row = known.get((name_of(model), _whole(NUMBER, cells[NUMBER])))
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
    return in_lines(text)


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
