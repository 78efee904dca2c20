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
MOST_ELEMENTS: Final = 700_000
"""Of all parts. The draft of a large agency, 11,000 conditions of 17 columns, is exported as 660,000."""
MOST_ATTRIBUTES: Final = 1_000_000
MOST_OTHERS: Final = 20_000
"""Elements that are no cells and no texts, such as styles and names: they are all kept as they are read."""
MOST_TOGETHER: Final = 20_000
"""Elements and attributes of one row, or of all that stands outside the rows: so much is in memory at once."""
MOST_INSTRUCTIONS: Final = 20
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
FORMULA: Final = re.compile("'*\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
"""What a spreadsheet may take for a formula, or has been kept from it by apostrophes already."""
LINE_END: Final = re.compile("[\r\n]")
"""The one may stand without the other: some spreadsheet programs end lines with a carriage return alone."""
BEFORE_XML: Final = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What a reader of XML passes by before the first sign: marks of byte order, and spaces."""
OTHER_ENCODING: Final = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!(?i:utf-8|us-ascii)["'])""")
INSTRUCTION: Final = re.compile(rb"<\?.*?\?>", re.DOTALL)
OF_CELLS: Final = re.compile(rb"<(?:[^\s<>/:]+:)?(?:row|c|v|is|si|t|r|rPr)(?=[\s/>])")
START_OF_PIECE: Final = re.compile(rb"<(?:[^\s<>/:]+:)?(?:row|si)(?=[\s/>])")
WHOLE_PIECE: Final = re.compile(
    rb"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+(?<=/)>|.*?</(?:[^\s<>/:]+:)?(?:row|si)\s*>""", re.DOTALL
)
"""After its start: either a tag that ends itself, or all up to its end."""
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
IS_ERROR: Final = gettext_noop("Taulukko %(sheet)s, rivi %(line)s: solussa on virhe %(cell)s. Kirjoita tilalle arvo.")
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
    first = LINE_END.split(text, maxsplit=1)[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    yield _table("csv", (_bounded(place, tuple(map(restored, line))) for place, line in enumerate(lines)))


def _of_workbook(data: bytes) -> Iterator[Sheet]:
    _refuse_bomb(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles that are not read here
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        paths = {sheet._worksheet_path for sheet in book.worksheets}  # noqa: SLF001  # nothing public tells it
        if len(paths) < len(book.worksheets):
            raise SheetError(gettext(UNREADABLE))  # one part would be read again for each of its names
        room = _Room()
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            lines = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
            found = (
                tuple(_cell(sheet.title, place, cell) for cell in room.take(line)) for place, line in enumerate(lines)
            )
            yield _table(sheet.title, (_bounded(place, _trimmed(line)) for place, line in enumerate(found)))


@dataclass(slots=True)
class _Room:
    """How many signs the cells may still have. Cells may share one text: a small file says it any number of times."""

    left: int = LARGEST

    def take(self, line: Sequence[Any]) -> Sequence[Any]:
        """The line, if it finds room."""
        self.left -= sum(len(cell.value) for cell in line if isinstance(cell.value, str))
        if self.left < 0:
            raise SheetError(gettext(TOO_LARGE))
        return line


def _refuse_bomb(data: bytes) -> None:
    """A small file may unfold to a huge one, or its parts define what unfolds as they are read."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        listed = parts.infolist()
        if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_OPENED:
            raise SheetError(gettext(TOO_LARGE))
        elements = attributes = 0
        for part in listed:
            text = _markup(parts.read(part))
            elements, attributes = elements + _elements(text), attributes + text.count(b"=")
            if elements > MOST_ELEMENTS or attributes > MOST_ATTRIBUTES or _is_heavy(text):
                raise SheetError(gettext(TOO_LARGE))


def _markup(text: bytes) -> bytes:
    """A part, whatever its name, where every `<` begins a tag; nothing of what no reader takes for XML.

    Refused are other encodings, which hide tags, and what defines, comments on or quotes them.
    """
    if not text.lstrip(BEFORE_XML).startswith(b"<"):
        return b""
    hides = b"\0" in text or b"<!" in text or text.count(b"<?") > MOST_INSTRUCTIONS
    if hides or OTHER_ENCODING.search(text):
        raise SheetError(gettext(UNREADABLE))
    return INSTRUCTION.sub(b"", text)


def _elements(text: bytes) -> int:
    return text.count(b"<") - text.count(b"</")


def _is_heavy(text: bytes) -> bool:
    """Whether too much of it would be in memory at once. A row or text inside another would hide its size."""
    first, *pieces = START_OF_PIECE.split(text)
    if _elements(text) - sum(1 for _ in OF_CELLS.finditer(text)) > MOST_OTHERS:
        return True
    if any(_elements(piece) + piece.count(b"=") > MOST_TOGETHER for piece in (first, *pieces)):
        return True
    return not all(map(WHOLE_PIECE.match, pieces))


def _cell(sheet: str, place: int, cell: Any) -> SheetCell:
    if cell.data_type == "f":
        raise SheetError(gettext(IS_FORMULA) % {"sheet": sheet, "line": place + 1})
    if cell.data_type == "e":
        raise SheetError(gettext(IS_ERROR) % {"sheet": sheet, "line": place + 1, "cell": cell.value})
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
