"""What was sent from the search, the files' pages and the publish pages when the session had ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin.people import session
from mandates.content import documents
from mandates.publishing import publish as publishing
from mandates.tests.admin.draft.test_spreadsheets import as_file, lines

pytestmark = pytest.mark.usefixtures("draft")

PASSWORD = "salasana-on-pitka"
FILE_PAGES = ("admin:spreadsheets", "admin:draft_file")


@pytest.fixture
def aino(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("aino", password=PASSWORD))
    return client


def signed_in_again(client: Client, response: Any) -> Any:
    """Sign in on the page that a refused form led to, and go where that leads."""
    address = response["Location"]
    login = client.post(
        address, {"username": "aino", "password": PASSWORD, "next": client.get(address).context["next"]}
    )
    return client.get(login["Location"])


def sent_late(client: Client, address: str, page: Any, values: dict[str, Any]) -> Any:
    """The page's form, sent when the session has ended, and the page that comes after signing in."""
    client.session.flush()
    return signed_in_again(client, client.post(address, {session.EDITOR: page.context["editor"], **values}))


def said(response: Any) -> list[str]:
    return [str(each) for each in get_messages(response.wsgi_request)]


def test_a_replacement_comes_back_with_its_ticks_and_nothing_is_replaced(aino: Client) -> None:
    address = f"{reverse('admin:search')}?q=kokeeksi&korvaa=testiksi&korvaus=1"
    page: Any = aino.get(address)
    keys = [row.key for each in page.context["page"].lists for row in each.rows]
    before = documents.export()

    again = sent_late(aino, address, page, {"q": "kokeeksi", "korvaa": "testiksi", "rivi": keys[:1]})

    shown = again.context["page"]
    assert said(again) == [session.RETURNED]
    assert (shown.form.cleaned_data["korvaa"], shown.replacing) == ("testiksi", True)
    assert [row.key for each in shown.lists for row in each.rows if row.ticked] == keys[:1]
    assert documents.export() == before
    aino.post(address, {"q": "kokeeksi", "korvaa": "testiksi", "rivi": keys[:1]})
    assert documents.export() != before


def test_a_looked_at_spreadsheet_comes_back_and_is_saved_by_its_button(aino: Client) -> None:
    found = lines(aino, "fact")
    found[0]["note"] = "Taulukosta"
    address = reverse("admin:spreadsheets")
    looked: Any = aino.post(address, {"tiedosto": SimpleUploadedFile("taulukko.csv", as_file(found))})

    again = sent_late(aino, address, looked, {"tuonti": looked.context["page"].payload})

    assert (said(again), again.context["page"].count) == ([session.RETURNED], 1)
    assert not models.Fact.objects.filter(note="Taulukosta")
    aino.post(address, {"tuonti": again.context["page"].payload})
    assert models.Fact.objects.filter(note="Taulukosta").count() == 1


def test_a_looked_at_draft_file_comes_back_and_is_taken_by_its_button(aino: Client) -> None:
    file, address = documents.export().replace("Vain kokeeksi.", "Tuotu."), reverse("admin:draft_file")
    looked: Any = aino.post(address, {"tiedosto": SimpleUploadedFile("luonnos.json", file.encode())})

    again = sent_late(aino, address, looked, {"tuonti": looked.context["page"].payload})

    assert said(again) == [session.RETURNED]
    assert documents.export() != file
    aino.post(address, {"tuonti": again.context["page"].payload})
    assert documents.export() == file


def test_publishing_comes_back_with_its_choice_and_note_and_nothing_is_published(aino: Client) -> None:
    publishing.publish("aino", "Ensimmäinen")
    models.Task.objects.filter(slug="lasku").update(name_fi="Uusi nimi")
    models.Task.objects.filter(slug="katselu").update(name_fi="Toinen nimi")
    address = reverse("admin:mandates_publication_add")
    page: Any = aino.get(address)
    checklist = page.context["page"].checklist
    row = next(each.value for each in checklist.chooser.rows if "Uusi nimi" in each.called)
    sent = {"seen": checklist.seen, "valittu": "1", "rivi": row, "note": "Pitkä perustelu", "julkaise": "1"}

    again = sent_late(aino, address, page, sent)

    shown = again.context["page"]
    assert (said(again), models.Publication.objects.count()) == ([session.RETURNED], 1)
    assert [each.value for each in shown.checklist.chooser.rows if each.chosen] == [row]
    assert (shown.form["note"].value(), shown.form.errors) == ("Pitkä perustelu", {})


def test_going_back_keeps_its_note(aino: Client) -> None:
    publishing.publish("aino", "Ensimmäinen")
    models.Task.objects.filter(slug="lasku").update(name_fi="Uusi nimi")
    publishing.publish("aino", "Toinen")
    address = reverse("admin:mandates_publication_again", args=(models.Publication.objects.get(number=1).pk,))
    page: Any = aino.get(address)

    again = sent_late(aino, address, page, {"seen": page.context["page"].form["seen"].value(), "note": "Perutaan"})

    assert (said(again), again.context["page"].form["note"].value()) == ([session.RETURNED], "Perutaan")
    assert models.Publication.objects.count() == 2


def test_another_time_comes_back_and_the_publication_waits_for_the_one_that_it_had(aino: Client) -> None:
    publishing.publish("aino", "Ensimmäinen")
    models.Task.objects.filter(slug="lasku").update(name_fi="Uusi nimi")
    waiting = publishing.publish("aino", "Toinen", live_from=timezone.now() + timedelta(days=1))
    address = reverse("admin:mandates_publication_timing", args=(waiting.pk,))
    page: Any = aino.get(address)

    again = sent_late(aino, address, page, {"live_from": "2030-05-01T08:00", "siirra": "1"})

    shown = again.context["page"].form
    assert (said(again), shown["live_from"].value(), shown.errors) == ([session.RETURNED], "2030-05-01T08:00", {})
    assert models.Publication.objects.get(pk=waiting.pk).seen_from == waiting.seen_from


def test_a_link_to_the_preview_comes_back_and_none_is_made(aino: Client) -> None:
    address = reverse("admin:preview_links")

    again = sent_late(aino, address, aino.get(address), {"name": "Lakimies", "days": "30"})

    shown = again.context["page"].form
    assert (said(again), shown["name"].value(), shown["days"].value()) == ([session.RETURNED], "Lakimies", "30")
    assert models.PreviewLink.objects.count() == 0


@pytest.mark.parametrize(
    ("action", "more"),
    [
        ("set_dates", {"checked_on": "2026-10-01", "review_by": "2027-10-01"}),
        ("retire", {}),
        ("arrange", {}),
        ("duplicate", {}),
    ],
)
def test_what_was_done_to_many_rows_comes_back_and_is_done_by_its_button(
    action: str, more: dict[str, str], aino: Client
) -> None:
    address = reverse("admin:mandates_mandate_changelist")
    chosen = list(models.Mandate.objects.values_list("pk", flat=True))
    page: Any = aino.post(address, {"action": action, "_selected_action": chosen})
    first, second = [row.pk for row in page.context["page"].rows]
    versions = [f"{row.pk}-{row.version}" for row in page.context["page"].rows]
    before = documents.export()
    sent = {
        "action": action,
        "_selected_action": [second, first],
        "version": versions,
        "post": "yes",
        "save": "1",
        **more,
    }

    again = sent_late(aino, address, page, sent)

    shown = again.context["page"]
    assert (said(again), shown.action) == ([session.RETURNED], action)
    assert [row.pk for row in shown.rows] == ([second, first] if action == "arrange" else [first, second])
    assert {name: shown.form[name].value() for name in more} == more
    assert documents.export() == before
    aino.post(address, sent)
    assert documents.export() != before


@pytest.mark.parametrize("action", ["delete_selected", "olematon", ""])
def test_of_the_ticked_rows_nothing_else_comes_back(action: str, aino: Client) -> None:
    """A deletion is pressed again: it has no page of ours with anything written on it."""
    address = reverse("admin:mandates_mandate_changelist")
    chosen = list(models.Mandate.objects.values_list("pk", flat=True))
    page: Any = aino.post(address, {"action": "retire", "_selected_action": chosen})
    before = documents.export()

    again = sent_late(aino, address, page, {"action": action, "_selected_action": chosen, "post": "yes", "save": "1"})

    assert "cl" in again.context
    assert documents.export() == before


@pytest.mark.parametrize("name", FILE_PAGES)
def test_a_file_that_was_not_read_is_to_be_chosen_again(name: str, aino: Client) -> None:
    address = reverse(name)
    page = aino.get(address)

    again = sent_late(aino, address, page, {"tiedosto": SimpleUploadedFile("tiedosto", b"[]")})

    assert (again.status_code, said(again)) == (200, [session.CHOOSE_AGAIN])
    assert (again.context["page"].problems, again.context["page"].payload) == ((), "")


@pytest.mark.parametrize("name", FILE_PAGES)
def test_what_was_kept_and_is_not_ours_is_not_read(name: str, aino: Client) -> None:
    address = reverse(name)
    before = documents.export()

    again = sent_late(aino, address, aino.get(address), {"tuonti": "väärä"})

    assert len(again.context["page"].problems) == 1
    assert documents.export() == before
