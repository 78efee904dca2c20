"""Lists out to a spreadsheet and back, through the forms and never past another's change."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mandates import models
from mandates.admin.draft import cells, spreadsheets
from mandates.admin.draft.spreadsheets import SheetsPage
from mandates.admin.rows import forms
from mandates.content import documents, sheets
from mandates.tests.admin.forms_sent import entered, pk, saved, text, url, without_html

pytestmark = pytest.mark.usefixtures("draft")

PAGE = "admin:spreadsheets"
Lines = list[dict[str, str]]


def download(client: Client, kind: str, *lists: str) -> bytes:
    response = client.get(reverse("admin:spreadsheet_export"), {"listat": lists, "muoto": kind})
    return bytes(response.content)


def lines(client: Client, model: str) -> Lines:
    file = io.StringIO(download(client, "csv", model).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(file, delimiter=";"))


def as_file(found: Lines) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(found[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(found)
    return written.getvalue().encode()


def look(client: Client, data: bytes) -> SheetsPage:
    with without_html():
        return shown(client.post(reverse(PAGE), {"tiedosto": SimpleUploadedFile("taulukko", data)}))


def shown(response: Any) -> SheetsPage:
    page: SheetsPage = response.context_data["page"]
    return page


def take(client: Client, page: SheetsPage) -> list[str]:
    """What is said of it: in a message when it was done, else on the page."""
    with without_html():
        response = client.post(reverse(PAGE), {"tuonti": page.payload})
    if response.status_code == 302:
        return [str(each) for each in get_messages(response.wsgi_request)]
    return list(shown(response).problems)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_comes_in_as_no_change(kind: str, editor: Client) -> None:
    """Every list, with texts that a spreadsheet would take for formulas. A workbook holds them all."""
    models.InfoSection.objects.update(body_fi="- kohta\n- toinen", title_sv="=1+1", title_en="'=1")
    models.Fact.objects.update(note="@kela")
    names = [str(model._meta.model_name) for model in documents.MODELS]
    for lists in [names] if kind == "xlsx" else [[name] for name in names]:
        problems = look(editor, download(editor, kind, *lists)).problems
        assert (lists, problems) == (lists, ("Tiedostossa ei ole mitään, mikä eroaa luonnoksesta.",))


def test_several_lists_are_sheets_of_a_workbook_or_files_of_a_zip(editor: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(download(editor, "xlsx", "task", "fact")))
    assert book.sheetnames == ["task", "fact"]
    with zipfile.ZipFile(io.BytesIO(download(editor, "csv", "task", "fact"))) as file:
        assert file.namelist() == ["task.csv", "fact.csv"]


def test_a_change_is_looked_at_first_and_saved_by_the_button(editor: Client) -> None:
    found = lines(editor, "condition")
    found[1] |= {"types": "helsinki, kunta", "note": "Luettu uudestaan."}
    before = documents.export()

    file = SimpleUploadedFile("taulukko", as_file(found))
    response = editor.post(reverse(PAGE), {"tiedosto": file})

    page = shown(response)
    assert (page.problems, page.count) == ((), 1)
    assert f'value="{page.payload}"' in text(response)
    assert page.impact is not None
    assert [each.text for group in page.impact.groups for each in group.changes] == [
        "Helsinki + Teen: lasku: lisää Valtuus laaja"
    ]
    assert (documents.export(), LogEntry.objects.count()) == (before, 0)

    assert "1 rivi on tallennettu." in text(editor.post(reverse(PAGE), {"tuonti": page.payload}, follow=True))
    row = models.Condition.objects.get(slug="lasku")
    assert (sorted(each.slug for each in row.types.all()), row.note) == (["helsinki", "kunta"], "Luettu uudestaan.")
    assert LogEntry.objects.get().change_message == "Tuotu taulukosta."


def test_a_workbook_changes_and_adds_rows(editor: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(download(editor, "xlsx", "servicegroup")))
    sheet = book["servicegroup"]
    names = [cell.value for cell in sheet[1]]
    sheet.cell(2, names.index("name_fi") + 1, "Uusi nimi")
    sheet.append(
        ["servicegroup", None, *({"slug": "uusi", "name_fi": "Toinen", "order": 20}.get(name) for name in names[2:])]
    )
    written = io.BytesIO()
    book.save(written)

    take(editor, look(editor, written.getvalue()))

    found = models.ServiceGroup.objects.values_list("slug", "name_fi", "number")
    assert sorted(found) == [("ryhma", "Uusi nimi", 1), ("uusi", "Toinen", 2)]


def test_a_new_condition_without_a_slug_is_saved_once_however_often_the_button_is_pressed(editor: Client) -> None:
    line = next(each for each in lines(editor, "condition") if each["mandate"] == "suppea")
    page = look(editor, as_file([{**line, "mandate": "laaja", "slug": "", "number": "", "versio": ""}]))

    first, second = take(editor, page), take(editor, page)

    assert (forms.TWIN in " ".join(first), forms.TWIN in " ".join(second), models.Condition.objects.count()) == (
        False,
        True,
        3,
    )


def test_a_row_changed_since_the_download_is_never_overwritten(editor: Client) -> None:
    found = lines(editor, "task")
    found[0]["hint_fi"] = "Taulukosta"
    row = models.Task.objects.get(slug=found[0]["slug"])
    row.name_fi = "Toinen muutti"
    row.save()

    problems = look(editor, as_file(found)).problems

    assert len(problems) == 1
    assert problems[0].startswith("Tehtävä ”Toinen muutti”: ")
    assert "Rivi on muuttunut" in problems[0]


def test_a_row_changed_between_looking_and_saving_is_not_overwritten(editor: Client) -> None:
    found = lines(editor, "task")
    for line in found:
        line["hint_fi"] = "Taulukosta"
    page = look(editor, as_file(found))
    models.Task.objects.get(slug="lasku").save()

    assert "Rivi on muuttunut" in " ".join(take(editor, page))
    assert models.Task.objects.filter(hint_fi="Taulukosta").count() == 0


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name_fi": ""}, "Tehtävä ”Teen: katselu”: Nimi suomeksi: Tämä kenttä vaaditaan."),
        ({"service": "eiole"}, "Tehtävä ”Teen: katselu”: Palvelu: Luonnoksessa ei ole riviä eiole."),
        ({"retired": "ehkä"}, "csv, rivi 2, retired: tässä pitää olla kyllä tai ei."),
        ({"order": "eka"}, "csv, rivi 2, order: tässä pitää olla kokonaisluku."),
        ({"versio": "", "hint_fi": "x"}, "csv, rivi 2, versio: tässä pitää olla kokonaisluku."),
        (
            {"number": "77"},
            "csv, rivi 2, number: luonnoksessa ei ole tämän numeron riviä. Uudella rivillä numero on tyhjä.",
        ),
        ({"lista": "user"}, "csv, rivi 2, lista: tuntematon lista."),
        ({"password": "x"}, "csv, rivi 2, password: tuntematon sarake."),
        ({"version": "9"}, "csv, rivi 2, version: tuntematon sarake."),
    ],
)
def test_an_error_names_its_row_and_field_and_nothing_is_saved(
    change: dict[str, str], problem: str, editor: Client
) -> None:
    found = lines(editor, "task")[:1]
    found[0] |= change
    before = documents.export()

    page = look(editor, as_file(found))

    assert (page.problems, page.payload) == ((problem,), "")
    assert documents.export() == before


def test_one_wrong_row_keeps_the_others_out_too(editor: Client) -> None:
    found = lines(editor, "task")
    found[0]["name_fi"], found[1]["name_fi"] = "Kelpaa", "x" * 300
    before = documents.export()
    assert len(look(editor, as_file(found)).problems) == 1
    assert documents.export() == before


LACKS_ALL = "csv: ensimmäiseltä riviltä puuttuu sarake: lista, versio, number. Lataa lista tältä sivulta ja muuta sitä."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\n\n", "Tiedostossa ei ole yhtään riviä."),
        (b"lista;versio;number;name_fi\r\n", "Tiedostossa ei ole yhtään riviä."),
        (b"<html>\n<body>\n</html>", LACKS_ALL),
        (b"<html><body></html>", LACKS_ALL),
        (b"nimi;ohje\r\nKatson;Ohje\r\n", LACKS_ALL),
        (b"\x89PNG\r\n\x1a\n\xff", sheets.UNREADABLE),
        (b"PK\x03\x04 katkennut", sheets.UNREADABLE),
        (b"%PDF-1.4\n%\xe2\xe3", sheets.UNREADABLE),
        ("lista;versio;number\r\ntask;1;ä".encode("latin-1"), sheets.UNREADABLE),
        (b'lista;versio;number\n"task;1;1', sheets.UNREADABLE),
    ],
    ids=["blank", "only-names", "html", "one-line", "own-table", "picture", "cut", "pdf", "latin-1", "open-quote"],
)
def test_another_kind_of_file_is_told_in_one_sentence(data: bytes, problem: str, editor: Client) -> None:
    page = look(editor, data)

    assert (page.problems, page.payload) == ((problem,), "")


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"], ids=["lf", "cr", "crlf"])
def test_lines_end_as_any_spreadsheet_program_ends_them(end: str, editor: Client) -> None:
    models.Task.objects.update(keywords_fi="a, " * 60)
    data = download(editor, "csv", "task").replace(b"\r\n", end.encode())

    assert look(editor, data).problems == (spreadsheets.NOTHING,)


def test_an_error_in_a_cell_is_no_text(editor: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(download(editor, "xlsx", "task")))
    book["task"].cell(2, 9, "#REF!")
    written = io.BytesIO()
    book.save(written)

    assert look(editor, written.getvalue()).problems == (
        "Taulukko task, rivi 2: solussa on virhe #REF!. Kirjoita tilalle arvo.",
    )


def test_what_is_empty_in_a_new_row_is_as_in_an_empty_form(editor: Client) -> None:
    columns = lines(editor, "task")[0]
    new = dict.fromkeys(columns, "") | {"lista": "task", "slug": "uusi", "service": "palvelu", "name_fi": "Uusi"}

    take(editor, look(editor, as_file([new])))

    row = models.Task.objects.get(slug="uusi")
    assert (row.order, row.retired) == (0, False)


def test_a_workbook_is_read_whatever_its_name_is(editor: Client) -> None:
    file = SimpleUploadedFile("tehtavat.csv", download(editor, "xlsx", "task"))
    with without_html():
        response = editor.post(reverse(PAGE), {"tiedosto": file})

    assert shown(response).problems == (spreadsheets.NOTHING,)


@pytest.mark.parametrize("sent", [{}, {"tiedosto": SimpleUploadedFile("tyhja.csv", b"")}], ids=["none", "empty"])
def test_no_file_is_told_at_its_field(sent: dict[str, Any], editor: Client) -> None:
    response: Any = editor.post(reverse(PAGE), sent)

    assert len(response.context["page"].form.errors["tiedosto"]) == 1
    assert response.context["page"].payload == ""


def test_a_download_of_no_list_asks_for_one(editor: Client) -> None:
    response = editor.get(reverse("admin:spreadsheet_export"), {"muoto": "csv"}, follow=True)

    assert [str(each) for each in response.context["messages"]] == ["Valitse ainakin yksi lista."]


def test_many_errors_are_bounded_and_counted(editor: Client) -> None:
    (row,) = lines(editor, "task")[:1]
    page = look(editor, as_file([row | {"order": "eka"}] * (cells.MOST_PROBLEMS + 7)))

    assert len(page.problems) == cells.MOST_PROBLEMS + 1
    assert page.problems[-1] == "Muita virheitä: 7. Korjaa ensin nämä."


@pytest.mark.parametrize("payload", ["", "x", "WyJ0YXNrIl0:abc:def"])
def test_what_this_site_did_not_sign_is_not_saved(payload: str, editor: Client) -> None:
    before = documents.export()
    response: Any = editor.post(reverse(PAGE), {"tuonti": payload})
    assert len(response.context["page"].problems) == 1
    assert documents.export() == before


def test_a_reader_downloads_and_changes_nothing(editor: Client) -> None:
    found = lines(editor, "task")
    found[0]["hint_fi"] = "Taulukosta"
    page = look(editor, as_file(found))
    client = entered(Client(), "Tuki")

    assert lines(client, "task") != []
    assert client.post(reverse(PAGE), {"tuonti": page.payload}).status_code == 403
    assert client.post(reverse(PAGE), {"tiedosto": SimpleUploadedFile("x", as_file(found))}).status_code == 403


@pytest.mark.parametrize(("model", "slug"), [(models.Service, "palvelu"), (models.ServiceGroup, "ryhma")])
def test_a_file_names_rows_that_have_got_another_slug_since(model: Any, slug: str, editor: Client) -> None:
    """What nobody changed in the file is no change, and what is new goes under the row that was meant."""
    named = {models.Service: "task", models.ServiceGroup: "service"}[model]
    found = lines(editor, named)
    saved(editor, url(model._meta.model_name, "change", pk(model, slug)), {"slug": "uusi-nimi"})
    assert look(editor, as_file(found)).problems == (spreadsheets.NOTHING,)
    found.append({**found[0], "number": "", "versio": "", "slug": "uusi-rivi", "name_fi": "Uusi"})

    page = look(editor, as_file(found))

    assert (page.problems, page.count) == ((), 1)
    take(editor, page)
    assert model.objects.get(slug="uusi-nimi").number == model.objects.get().number
    rows: Any = {"task": models.Task, "service": models.Service}[named].objects
    assert rows.filter(slug="uusi-rivi").exists()


@pytest.mark.parametrize("columns", ["hint_fi", "hint_fi;"])
def test_a_cell_without_a_column_is_told_and_never_left_out(columns: str, editor: Client) -> None:
    """A separator in a text that is not quoted makes two cells of it: the second half was lost without a word."""
    number = models.Task.objects.get(slug="lasku").number
    page = look(editor, f"lista;versio;number;{columns}\ntask;1;{number};Katso; ja kysy\n".encode())
    assert (page.count, page.problems) == (0, (f"csv, rivi 2,  ja kysy: {cells.NO_HEADING}",))


def test_separators_after_the_last_column_are_nothing(editor: Client) -> None:
    number = models.Task.objects.get(slug="lasku").number
    page = look(editor, f"lista;versio;number;hint_fi;;\ntask;1;{number};Katso;;;\n".encode())
    assert (page.count, page.problems) == (1, ())
