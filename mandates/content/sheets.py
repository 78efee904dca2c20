"""Tables as workbooks and as CSV: what is a formula to a spreadsheet is text here, out and in again.

Nothing is computed and nothing is opened that is larger than its bounds.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import openpyxl
from django.utils.translation import gettext, gettext_noop
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.exceptions import InvalidFileException

LARGEST: Final = 5_000_000
LARGEST_OPENED: Final = 50_000_000
MOST_PARTS: Final = 200
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
FORMULA: Final = re.compile("'*\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""What a spreadsheet may take for a formula, or has been kept from it by apostrophes already."""
BROKEN: Final = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    SyntaxError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    csv.Error,
    InvalidFileException,
)
TOO_LARGE: Final = gettext_noop("Tiedosto on liian suuri.")
UNREADABLE: Final = gettext_noop("Tiedostoa ei voi lukea. Valitse .xlsx- tai .csv-tiedosto (UTF-8).")
IS_FORMULA: Final = gettext_noop("Taulukko %(sheet)s, rivi %(line)s: solussa on kaava. Kirjoita kaavan tilalle arvo.")
READERS_DAY: Final = BUILTIN_FORMATS[14]
SheetCell = str | int | date
SheetLine = tuple[SheetCell, ...]


class SheetError(Exception):
    """The file cannot be taken; why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: the names of its columns, and its lines."""

    title: str
    header: tuple[str, ...]
    lines: tuple[SheetLine, ...]


def defused(cell: SheetCell) -> SheetCell:
    """Text that no spreadsheet takes for a formula; a day, which each shows in its reader's form, as it is."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def restored(text: str) -> str:
    """The text that was defused."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def as_workbook(tables: Iterable[Sheet]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.title)
        for line in (table.header, *table.lines):
            sheet.append([_shown(sheet, defused(cell)) for cell in line])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _shown(sheet: Any, cell: SheetCell) -> Any:
    """A day in the format that a spreadsheet program shows in its reader's form."""
    if not isinstance(cell, date):
        return cell
    day = WriteOnlyCell(sheet, cell)
    day.number_format = READERS_DAY
    return day


def as_csv(table: Sheet) -> bytes:
    """As spreadsheets of this country open it: semicolons, and a mark that it is UTF-8."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    for line in (table.header, *table.lines):
        writer.writerow([defused(cell) for cell in line])
    return written.getvalue().encode("utf-8-sig")


def read(data: bytes) -> list[Sheet]:
    """The tables of a workbook or of CSV.

    :raises SheetError: when it is neither, too large, or has a formula.
    """
    if len(data) > LARGEST:
        raise SheetError(gettext(TOO_LARGE))
    try:
        return list(_of_workbook(data) if data.startswith(b"PK") else _of_csv(data))
    except BROKEN as error:
        raise SheetError(gettext(UNREADABLE)) from error


def _of_csv(data: bytes) -> Iterator[Sheet]:
    text = data.decode("utf-8-sig")
    first = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    yield _table("csv", (_bounded(place, tuple(map(restored, line))) for place, line in enumerate(lines)))


def _of_workbook(data: bytes) -> Iterator[Sheet]:
    _refuse_bomb(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles that are not read here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            lines = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
            found = (tuple(_cell(sheet.title, place, cell) for cell in line) for place, line in enumerate(lines))
            yield _table(sheet.title, (_bounded(place, _trimmed(line)) for place, line in enumerate(found)))


def _refuse_bomb(data: bytes) -> None:
    """A small file may unfold to a huge one, or its parts define what unfolds as they are read."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        listed = parts.infolist()
        if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_OPENED:
            raise SheetError(gettext(TOO_LARGE))
        for part in listed:
            text = parts.read(part) if part.filename.endswith((".xml", ".rels")) else b""
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in text:
                raise SheetError(gettext(UNREADABLE))


def _cell(sheet: str, place: int, cell: Any) -> SheetCell:
    if cell.data_type == "f":
        raise SheetError(gettext(IS_FORMULA) % {"sheet": sheet, "line": place + 1})
    value = cell.value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return value if isinstance(value, int) else restored("" if value is None else str(value))


def _trimmed(line: Sequence[SheetCell]) -> SheetLine:
    """Without the empty cells at the end."""
    filled = [place for place, cell in enumerate(line, start=1) if cell != ""]
    return tuple(line[: filled[-1]]) if filled else ()


def _bounded(place: int, line: SheetLine) -> SheetLine:
    if place > MOST_ROWS or len(line) > MOST_COLUMNS:
        raise SheetError(gettext(TOO_LARGE))
    return line


def _table(title: str, lines: Iterator[SheetLine]) -> Sheet:
    header = tuple(str(cell).strip() for cell in next(lines, ()))
    return Sheet(title, header, tuple(lines))
