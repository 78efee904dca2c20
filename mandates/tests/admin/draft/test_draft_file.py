"""The whole draft out as a file and in again, in the browser's way."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mandates import models
from mandates.admin.draft import draft_file
from mandates.admin.draft.draft_file import DraftFilePage
from mandates.content import documents
from mandates.tests.admin.forms_sent import entered, text

pytestmark = pytest.mark.usefixtures("draft")

PAGE = "admin:draft_file"


def look(client: Client, data: bytes) -> DraftFilePage:
    response: Any = client.post(reverse(PAGE), {"tiedosto": SimpleUploadedFile("luonnos.json", data)})
    page: DraftFilePage = response.context["page"]
    return page


def test_the_file_is_the_document_and_comes_in_after_a_look(editor: Client) -> None:
    before = documents.export()
    assert editor.get(reverse("admin:draft_json")).content.decode() == before
    models.Condition.objects.get(slug="lasku").types.add(models.OrganisationType.objects.get(slug="helsinki"))
    models.Task.objects.filter(slug="katselu").update(name_fi="Muutettu")
    changed = documents.export()

    page = look(editor, before.encode())

    assert (page.problems, documents.export()) == ((), changed)
    assert page.impact is not None
    assert [each.text for group in page.impact.groups for each in group.changes] == [
        "Helsinki + Teen: lasku: poista Valtuus laaja"
    ]
    response = editor.post(reverse(PAGE), {"tuonti": page.payload}, follow=True)
    assert "Luonnos on nyt tiedoston mukainen." in text(response)
    assert documents.export() == before
    assert {entry.change_message for entry in LogEntry.objects.all()} == {"Luonnos tuotu tiedostosta."}


def test_a_draft_that_changed_after_the_look_is_not_replaced(editor: Client) -> None:
    page = look(editor, documents.export().replace("Vain kokeeksi.", "Tuotu.").encode())
    models.Task.objects.filter(slug="katselu").update(name_fi="Toinen muutti")
    before = documents.export()

    response: Any = editor.post(reverse(PAGE), {"tuonti": page.payload})

    assert response.context["page"].problems == (draft_file.CHANGED,)
    assert documents.export() == before


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"[]", "lista objekteja"),
        (b"\xff\xfe", "ei voi lukea"),
        (b"x" * (draft_file.LARGEST + 1), "liian suuri"),
        (b'[{"model": "auth.user", "fields": {}}]', "tuntematon malli"),
    ],
    ids=["empty", "no-text", "large", "foreign"],
)
def test_a_file_with_any_error_is_refused_whole(data: bytes, problem: str, editor: Client) -> None:
    before = documents.export()
    page = look(editor, data)
    assert page.payload == ""
    assert any(problem in each for each in page.problems)
    assert documents.export() == before


def test_what_this_site_did_not_sign_is_not_imported(editor: Client) -> None:
    before = documents.export()
    response: Any = editor.post(reverse(PAGE), {"tuonti": "x"})
    assert len(response.context["page"].problems) == 1
    assert documents.export() == before


def test_a_reader_downloads_and_imports_nothing(client: Client) -> None:
    entered(client, "Tuki")
    assert client.get(reverse("admin:draft_json")).content.decode() == documents.export()
    file = SimpleUploadedFile("luonnos.json", documents.export().encode())
    assert client.post(reverse(PAGE), {"tiedosto": file}).status_code == 403
