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


SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
MANY = sheets.MOST_TOGETHER + 1
BOMB = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


def in_rows(row: bytes) -> bytes:
    return with_part(SHEET, lambda text: text.replace(b"</sheetData>", row + b"</sheetData>"))


def in_styles(more: bytes) -> bytes:
    return with_part(STYLES, lambda text: text.replace(b"</cellXfs>", more + b"</cellXfs>"))


def in_book(names: bytes) -> bytes:
    return with_part(BOOK, lambda text: text.replace(b"<calcPr", b"<definedNames>" + names + b"</definedNames><calcPr"))


@pytest.mark.parametrize(
    "data",
    [
        in_rows(b"<row>" + b"<c/>" * MANY + b"</row>"),
        in_rows(b"<row>" + b"<c/>" * MANY + b'<q:row xmlns:q="q"/></row>'),
        in_rows(b"<row>" + (b"<c/>" * (MANY // 2) + b'<q:row xmlns:q="q"/>') * 3 + b"</row>"),
        in_rows(b"<row a='/>'>/>" + (b"<c/>" * (MANY // 2) + b'<row xmlns="q"></row>') * 3 + b"</row>"),
        in_rows(b"<row><c>" + b"<v/>" * MANY + b"</c></row>"),
        in_rows(b"<row><c " + b" ".join(b'a%d=""' % place for place in range(MANY)) + b"/></row>"),
        in_rows((b"<row>" + b"<c/>" * 100 + b"</row>") * (sheets.MOST_ELEMENTS // 100)),
        in_rows((b"<row " + b" ".join(b'a%d=""' % place for place in range(1000)) + b"/>") * 1001),
        in_styles(b"<xf/>" * MANY),
        in_styles((b"<xf/>" * (MANY // 2) + b"<row/>") * 3),
        in_book(b'<definedName name="a">A1</definedName>' * MANY),
        packed({"a.bin": b"<a>" + b"<b/>" * MANY + b"</a>"}),
        packed({f"{place}.xml": b"<a>" + b"<v/>" * 19_000 + b"</a>" for place in range(40)}),
    ],
    ids=range(13),
)
def test_what_is_small_and_becomes_large_in_memory_is_refused_before_it_is_read(data: bytes) -> None:
    """Each of them is well under the bounds of bytes."""
    assert len(data) < sheets.LARGEST
    with pytest.raises(SheetError, match="liian suuri"):
        sheets.read(data)


@pytest.mark.parametrize("name", ["a.xml", "a.XML", "xl/worksheets/sheet1.bin", "a", "kuva.png"])
@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        b"\xef\xbb\xbf \n" + BOMB,
        BOMB.decode().encode("utf-16"),
        BOMB.decode().encode("utf-16-le"),
        BOMB.decode().encode("utf-16-be"),
        b'<?xml version="1.0" encoding="cp037"?>' + BOMB.decode().encode("cp037"),
        b"<a><!-- <row> --></a>",
        b"<a><![CDATA[</row>]]></a>",
        b"<?a?>" * (sheets.MOST_INSTRUCTIONS + 1) + b"<a/>",
    ],
    ids=range(9),
)
def test_a_part_that_defines_or_hides_is_refused_whatever_its_name(name: str, text: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(sheets.as_workbook([table("x")]))) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    with pytest.raises(SheetError, match="ei voi lukea"):
        sheets.read(packed({**parts, name: text}))


def test_one_part_is_not_read_again_for_every_name_that_it_has() -> None:
    twice = b'<sheet name="b" sheetId="2" r:id="rId1"/></sheets>'
    namespace = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    data = with_part(
        BOOK, lambda text: text.replace(b"</sheets>", twice.replace(b"<sheet ", b"<sheet " + namespace + b" "))
    )
    with pytest.raises(SheetError, match="ei voi lukea"):
        sheets.read(data)


def test_a_text_that_many_cells_share_counts_for_each() -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    with zipfile.ZipFile(io.BytesIO(in_rows(b'<row><c/><c t="s"><v>0</v></c></row>' * 100))) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", part)

    assert read_back(packed({**parts, "xl/sharedStrings.xml": texts % (b"a" * 40_000)})) == ["x", *["a" * 40_000] * 100]
    with pytest.raises(SheetError, match="liian suuri"):
        sheets.read(packed({**parts, "xl/sharedStrings.xml": texts % (b"'" * 60_000)}))


def test_pictures_empty_rows_and_instructions_do_no_harm() -> None:
    """What programs of spreadsheets write beside the cells."""
    with zipfile.ZipFile(io.BytesIO(in_rows(b'<row r="3" spans="1:2"/><row r="4"></row>'))) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    parts |= {
        "xl/media/kuva.png": b"\x89PNG\0<!" + b"<" * MANY,
        "customXml/item1.xml": b'<?xml version="1.0" encoding="UTF-8"?><?mso-contentType?><a/>',
    }
    assert read_back(packed(parts)) == ["x", "", ""]


@pytest.mark.long
def test_the_whole_draft_of_a_large_agency_is_within_the_bounds() -> None:
    """11,000 conditions of 17 columns, and 30,000 cells of other lists."""
    conditions = Sheet("condition", ("lista",) * 17, (("condition",) * 17,) * 11_000)
    mandates = Sheet("mandate", ("lista",) * 38, (("mandate",) * 38,) * 800)
    sheets._refuse_bomb(sheets.as_workbook([conditions, mandates]))


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_with_any_usual_separator(sign: str) -> None:
    assert sheets.read(f"lista{sign}order\ntask{sign}10\n".encode())[0].lines == (("task", "10"),)
