"""Tables out to a spreadsheet and in again: no formula either way, nothing beyond its bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.content import sheets
from mandates.content.sheets import Sheet, SheetError

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "'=1",
    "''=1",
    "\uff1d1",
    "- kohta",
    '=HYPERLINK("x")',
]
PLAIN = ["teksti", "'lainaus'", "1+1", "a=b", "", "'", "kaksi\nriviä"]
ANY_TEXT = st.text(alphabet=st.sampled_from("'=+-@ a\n\uff1d;,\"ä"), max_size=8)


def table(*cells: str) -> Sheet:
    return Sheet("task", ("lista", "name_fi"), tuple(("task", cell) for cell in cells))


def read_back(data: bytes) -> list[str]:
    (found,) = sheets.read(data)
    return [str(line[1]) if len(line) > 1 else "" for line in found.lines]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_as_a_formula_is_text_in_both_formats(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(sheets.as_workbook([table(text)]))).active
    assert sheet is not None
    cell = sheet["B2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}")
    assert f"'{text}".encode() in sheets.as_csv(table(text)).replace(b'""', b'"')


@given(text=ANY_TEXT)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert sheets.restored(str(sheets.defused(text))) == text
    assert read_back(sheets.as_csv(table(text))) == [text]


def test_a_workbook_comes_back_as_it_was() -> None:
    texts = [each for each in (*FORMULAS, *PLAIN) if "\r" not in each]
    assert read_back(sheets.as_workbook([table(*texts)])) == texts


def test_a_formula_is_refused_with_its_place_and_never_computed() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in (["lista", "name_fi"], ["task", "=1+1"]):
        book.active.append(line)
    written = io.BytesIO()
    book.save(written)

    with pytest.raises(SheetError, match="Taulukko Sheet, rivi 2: solussa on kaava"):
        sheets.read(written.getvalue())


def packed(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return written.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sheets.as_workbook([table("x")]))) as file:
        return packed({each: change(file.read(each)) if each == name else file.read(each) for each in file.namelist()})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"x" * (sheets.LARGEST + 1), "liian suuri"),
        (packed({"a.xml": b" " * (sheets.LARGEST_OPENED + 1)}), "liian suuri"),
        (packed({f"{place}.xml": b"" for place in range(sheets.MOST_PARTS + 1)}), "liian suuri"),
        (("a;" * (sheets.MOST_COLUMNS + 1)).encode(), "liian suuri"),
        (("a;b\n" * (sheets.MOST_ROWS + 2)).encode(), "liian suuri"),
        (packed({}), "ei voi lukea"),
        (b"PK\x03\x04rikki", "ei voi lukea"),
        (b"\xff\xfe\x00", "ei voi lukea"),
        (b'a;"b', "ei voi lukea"),
        (with_part("xl/workbook.xml", lambda text: b'<!DOCTYPE x [<!ENTITY a "b">]>' + text), "ei voi lukea"),
        (with_part("xl/workbook.xml", lambda text: text.decode().encode("utf-16")), "ei voi lukea"),
        (with_part("xl/worksheets/sheet1.xml", lambda text: text[:100]), "ei voi lukea"),
    ],
    ids=range(12),
)
def test_what_is_too_large_or_broken_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(SheetError, match=why):
        sheets.read(data)


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_with_any_usual_separator(sign: str) -> None:
    assert sheets.read(f"lista{sign}order\ntask{sign}10\n".encode())[0].lines == (("task", "10"),)
