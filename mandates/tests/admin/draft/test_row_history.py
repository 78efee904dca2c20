"""The texts behind the history: what changed, bringing it back, and the log of everything."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from mandates import models
from mandates.admin.draft.entries import EntryView
from mandates.admin.draft.log import LogPage
from mandates.content import documents, history, importing
from mandates.publishing import publish
from mandates.tests.admin.forms_sent import entered, page_of, pk, saved, url, without_html, wrong

pytestmark = pytest.mark.usefixtures("draft")


def test_a_row_by_itself_is_as_the_document_has_it() -> None:
    alone = [
        {"model": model._meta.label_lower, "fields": row.stored()}
        for model in documents.MODELS
        for row in model.objects.order_by("order", "slug")
    ]
    assert documents.dump(alone) == documents.export()


def change(client: Client, model: str, slug: str, **values: Any) -> None:
    row = pk(next(each for each in documents.MODELS if each._meta.model_name == model), slug)
    response = saved(client, url(model, "change", row), values)
    assert response.status_code == 302, wrong(response)


def entries(client: Client, model: str, key: int) -> list[EntryView]:
    with without_html():
        response: Any = client.get(url(model, "history", key))
    found: list[EntryView] = response.context_data["entries"]
    return found


def told(entry: EntryView) -> list[tuple[str, str, str]]:
    return [
        (each.label, "".join(piece.text for piece in each.before), "".join(piece.text for piece in each.after))
        for each in entry.fields
    ]


def back(client: Client, entry: int, **sent: Any) -> str:
    """What is said of it."""
    response = client.post(reverse("admin:restore", args=(entry,)), sent)
    assert response.status_code == 302
    return " ".join(str(each) for each in get_messages(response.wsgi_request))


def log(client: Client, **query: str) -> LogPage:
    found: LogPage = page_of(client, f"{reverse('admin:log')}?{urlencode(query)}")
    return found


def test_a_save_is_told_field_by_field_with_old_and_new_text(editor: Client) -> None:
    helsinki = models.OrganisationType.objects.get(slug="helsinki")
    change(editor, "condition", "lasku", types=[helsinki.pk], note="Luettu uudestaan.")

    (entry,) = entries(editor, "condition", pk(models.Condition, "lasku"))

    assert told(entry) == [("Tulkinta", "", "Luettu uudestaan."), ("Organisaatiotyypit", "Kunta", "Helsinki")]
    assert (entry.who, entry.action, entry.back) == ("aino", "Muutettu", True)


def test_only_the_words_that_changed_are_marked(editor: Client) -> None:
    change(editor, "task", "lasku", name_fi="Teen: uusi lasku")
    (entry,) = entries(editor, "task", pk(models.Task, "lasku"))
    name = next(each for each in entry.fields if each.name == "name_fi")
    assert [(piece.text, piece.is_found) for piece in name.after] == [
        ("Teen: ", False),
        ("uusi ", True),
        ("lasku", False),
    ]
    assert not any(piece.is_found for piece in name.before)


def test_one_field_goes_back_and_the_others_stay(editor: Client) -> None:
    change(editor, "task", "lasku", name_fi="Uusi nimi", hint_fi="Uusi ohje")
    row = models.Task.objects.get(slug="lasku")
    (entry,) = entries(editor, "task", row.pk)

    page = back(editor, entry.pk, kentta="name_fi", version=row.version)

    row.refresh_from_db()
    assert (row.name_fi, row.hint_fi, row.version) == ("Teen: lasku", "Uusi ohje", 3)
    assert "Mitään ei ole vielä julkaistu." in page
    newest = entries(editor, "task", row.pk)[0]
    assert told(newest) == [("Nimi suomeksi", "Uusi nimi", "Teen: lasku")]


def test_the_whole_row_goes_back_with_its_sets(editor: Client) -> None:
    before = models.Condition.objects.get(slug="lasku").stored()
    helsinki = models.OrganisationType.objects.get(slug="helsinki")
    change(editor, "condition", "lasku", types=[helsinki.pk], prerequisites=[], note="Toisin.")
    row = models.Condition.objects.get(slug="lasku")
    assert row.stored() != before

    back(editor, entries(editor, "condition", row.pk)[0].pk, version=row.version)

    assert row.stored() == before


@pytest.mark.parametrize("field", ["", "name_fi"])
def test_what_is_so_already_is_said_and_adds_nothing_to_the_history(field: str, editor: Client) -> None:
    change(editor, "task", "lasku", name_fi="Uusi nimi")
    row = models.Task.objects.get(slug="lasku")
    (entry,) = entries(editor, "task", row.pk)
    back(editor, entry.pk, kentta=field, version=row.version)
    before = (entries(editor, "task", row.pk), models.Task.objects.get(pk=row.pk).version)

    page = back(editor, entry.pk, kentta=field, version=before[1])

    assert "Teen: lasku on jo sellainen: mitään ei tarvitse palauttaa." in page
    assert (entries(editor, "task", row.pk), models.Task.objects.get(pk=row.pk).version) == before


def test_what_the_form_refuses_does_not_come_back(editor: Client) -> None:
    """The prerequisite that the condition had is gone."""
    change(editor, "condition", "lasku", prerequisites=[])
    row = models.Condition.objects.get(slug="lasku")
    models.Prerequisite.objects.get(slug="sopimus").delete()
    before = row.stored()

    page = back(editor, entries(editor, "condition", row.pk)[0].pk, version=row.version)

    assert "Mitään ei palautettu." in page
    assert "Luonnoksessa ei ole riviä sopimus." in page
    assert row.stored() == before


def test_nothing_goes_back_over_what_somebody_saved_meanwhile(editor: Client) -> None:
    change(editor, "task", "lasku", name_fi="Uusi nimi")
    row = models.Task.objects.get(slug="lasku")
    entry = entries(editor, "task", row.pk)[0]
    change(editor, "task", "lasku", name_fi="Vielä uudempi")

    page = back(editor, entry.pk, kentta="name_fi", version=row.version)

    assert "Rivi on muuttunut sen jälkeen, kun luit sen." in page
    row.refresh_from_db()
    assert row.name_fi == "Vielä uudempi"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"version": "x"},
        {"version": "9" * 5000},
        {"version": "-1", "kentta": "pk"},
        {"version": "9", "kentta": "number"},
    ],
)
def test_what_no_page_of_ours_sends_brings_nothing_back(sent: dict[str, str], editor: Client) -> None:
    change(editor, "task", "lasku", name_fi="Uusi nimi")
    before = documents.export()
    assert "Mitään ei palautettu." in back(editor, entries(editor, "task", pk(models.Task, "lasku"))[0].pk, **sent)
    assert documents.export() == before


def test_a_deleted_row_comes_back_from_the_log_as_it_was(editor: Client) -> None:
    before = models.Condition.objects.get(slug="lasku").stored()
    editor.post(url("condition", "delete", pk(models.Condition, "lasku")), {"post": "yes", "version": "1"})
    shown = log(editor)
    assert [(each.action, each.back, each.url) for each in shown.entries] == [("Poistettu", True, "")]

    back(editor, shown.entries[0].pk)

    assert models.Condition.objects.get(slug="lasku").stored() == before


def test_rows_of_another_rows_page_have_their_texts_too(editor: Client) -> None:
    address = url("mandate", "change", pk(models.Mandate, "suppea"))
    saved(editor, address, {"look_alikes-0-note_fi": "Toisille."})

    (entry,) = entries(editor, "lookalike", pk(models.LookAlike, "toinen"))
    assert told(entry) == [("Miksi ei sitä suomeksi", "Muille.", "Toisille.")]


def test_an_import_has_its_texts_too(editor: Client) -> None:
    user = User.objects.get(username="aino")
    body = documents.export().replace("Vain kokeeksi.", "Tuotu.")
    with history.recording(user.pk, "Tuotu tiedostosta."):
        importing.import_text(body, "tiedosto")

    (entry,) = log(editor).entries
    assert (entry.message, told(entry)) == ("Tuotu tiedostosta.", [("Muistiinpano", "Vain kokeeksi.", "Tuotu.")])


def test_the_log_is_narrowed_by_who_what_and_when(editor: Client) -> None:
    change(editor, "task", "lasku", name_fi="Uusi nimi")
    other = User.objects.create_superuser("eino")
    client = Client()
    client.force_login(other)
    change(client, "fact", "asia", note="Toisin.")
    client.post(url("fact", "delete", pk(models.Fact, "asia")), {"post": "yes", "version": "2"})
    LogEntry.objects.filter(user=other, action_flag=CHANGE).update(action_time="2026-01-15T12:00:00Z")

    def names(**query: str) -> list[tuple[str, str]]:
        return [(each.who, each.action) for each in log(editor, **query).entries]

    everything = [("eino", "Poistettu"), ("aino", "Muutettu"), ("eino", "Muutettu")]
    assert names() == everything
    assert names(kuka=str(other.pk)) == [everything[0], everything[2]]
    assert names(teko=str(DELETION)) == everything[:1]
    assert names(teko=str(ADDITION)) == []
    assert names(nimi="uusi nimi") == [everything[1]]
    task = str(LogEntry.objects.get(object_repr="Uusi nimi").content_type_id)
    assert names(lista=task) == [everything[1]]
    assert names(alkaen="2026-01-15", asti="2026-01-15") == [everything[2]]
    assert names(alkaen="0001-01-01", asti="9999-12-31") == everything
    assert names(asti="2026-01-14") == []
    assert names(kuka="x", alkaen="eilen", sivu="99") == everything


def test_the_log_tells_only_of_what_the_editor_may_see(editor: Client) -> None:
    LogEntry.objects.log_actions(User.objects.get().pk, [User.objects.get()], CHANGE, "Salasana", single_object=True)
    change(editor, "task", "lasku", name_fi="Uusi nimi")
    client = entered(Client(), "Tuki")

    assert [each.name for each in log(editor).entries] == ["Uusi nimi", "aino"]
    assert [(each.name, each.back) for each in log(client).entries] == [("Uusi nimi", False)]
    entry = LogEntry.objects.get(object_repr="Uusi nimi")
    assert client.post(reverse("admin:restore", args=(entry.pk,))).status_code == 403


def test_a_field_that_cannot_be_put_back_saves_nothing(editor: Client) -> None:
    task = models.Task.objects.get(slug="lasku")
    saved(editor, url("task", "change", task.pk), {"name_fi": "Uusi"})
    entry, version = LogEntry.objects.latest("pk"), models.Task.objects.get(pk=task.pk).version

    sent = [{"kentta": name, "version": str(version)} for name in ("number", "eiole")]
    answers = [editor.post(reverse("admin:restore", args=(entry.pk,)), each).status_code for each in sent]

    assert (answers, models.Task.objects.get(pk=task.pk).version) == ([302, 302], version)
    assert LogEntry.objects.latest("pk") == entry


def rename(client: Client, model: str, slug: str, new: str) -> None:
    row = pk(next(each for each in documents.MODELS if each._meta.model_name == model), slug)
    assert saved(client, url(model, "change", row), {"slug": new}).status_code == 302


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("field", ["", "service"])
def test_what_goes_back_names_rows_that_have_got_another_slug_since(
    field: str, published: bool, editor: Client
) -> None:
    if published:
        publish.publish("aino", "Ensimmäinen")
    models.Service.objects.create(
        slug="toinen", group=models.ServiceGroup.objects.get(), name_fi="Toinen", url_fi="https://example.fi/"
    )
    change(editor, "task", "lasku", service=pk(models.Service, "toinen"))
    rename(editor, "service", "palvelu", "uusi-palvelu")
    row = models.Task.objects.get(slug="lasku")
    (entry,) = entries(editor, "task", row.pk)
    assert ("Palvelu", "Palvelu", "Toinen") in told(entry)

    back(editor, entry.pk, kentta=field, version=row.version)

    row.refresh_from_db()
    assert row.service.slug == "uusi-palvelu"


def test_what_goes_back_does_not_name_another_row_that_has_got_the_slug_since(editor: Client) -> None:
    change(editor, "condition", "lasku", prerequisites=[])
    rename(editor, "prerequisite", "sopimus", "vanha-sopimus")
    models.Prerequisite.objects.create(
        slug="sopimus", name_fi="Aivan muu", question_fi="Onko?", if_no_fi="Tee.", if_unknown_fi="Kysy."
    )
    row = models.Condition.objects.get(slug="lasku")
    (entry,) = entries(editor, "condition", row.pk)
    assert ("Edellytykset", "Sopimus", "") in told(entry)

    back(editor, entry.pk, version=row.version)

    assert set(row.prerequisites.values_list("slug", flat=True)) == {"vanha-sopimus"}


def test_a_deleted_row_comes_back_under_a_row_that_has_got_another_slug_since(editor: Client) -> None:
    """Also where the row was renamed by an import, which removes it and adds it with the same number."""
    editor.post(url("lookalike", "delete", pk(models.LookAlike, "toinen")), {"post": "yes", "version": "1"})
    rename(editor, "source", "lahde", "uusi-lahde")
    with history.recording(User.objects.get(username="aino").pk, "Tuotu tiedostosta."):
        importing.import_text(documents.export().replace('"suppea"', '"kapea"'), "tiedosto")
    deleted = next(each for each in log(editor, teko=str(DELETION)).entries if each.kind == "Näköisnimi")
    assert ("Valtuus", "Valtuus suppea", "") in told(deleted)

    back(editor, deleted.pk)

    row = models.LookAlike.objects.get(slug="toinen")
    assert (row.mandate.slug, row.source.slug) == ("kapea", "uusi-lahde")
