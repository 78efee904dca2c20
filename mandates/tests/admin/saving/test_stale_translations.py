"""A Finnish text that changes leaves its translations to be looked at, one by one, until they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from mandates import models
from mandates.admin.saving.stale import StaleView
from mandates.content import documents, importing
from mandates.publishing import plan
from mandates.tests.admin.forms_sent import pk, saved, text, url

pytestmark = pytest.mark.usefixtures("draft")

OLD = "Suomenkielinen teksti on muuttunut sen jälkeen: tarkista käännös."


def told() -> list[str]:
    return [str(each) for each in plan.draft().problems if each.code == "translation-stale"]


def views(editor: Client, address: str) -> list[StaleView]:
    return [view for each in editor.get(address).context["stale"] for view in each.translations]


@pytest.fixture
def task(editor: Client) -> str:
    """A task's page, after its Finnish name has changed and its Swedish one too, not its English."""
    address = url("task", "change", pk(models.Task, "lasku"))
    saved(editor, address, {"name_fi": "Teen laskun", "name_sv": "Jag fakturerar"})
    return address


def test_the_translation_that_stayed_is_told_at_its_field_and_no_document_has_it(task: str, editor: Client) -> None:
    assert told() == [f"task lasku, name_en: {OLD}"]
    assert "finnish" not in documents.export()
    page: Any = editor.get(task)
    (changed,) = page.context["stale"]
    assert (changed.label, changed.row, changed.was, changed.now) == ("Nimi suomeksi", "", "Teen: lasku", "Teen laskun")
    assert [(view.label, view.place) for view in changed.translations] == [("Nimi englanniksi", "id_name_en")]
    assert '<a href="#id_name_en">Nimi englanniksi</a>' in text(page)


def test_it_is_ticked_off_by_saving_another_translation(task: str, editor: Client) -> None:
    saved(editor, task, {"hint_fi": "Ohje"})
    assert told() == [f"task lasku, name_en: {OLD}"]
    saved(editor, task, {"name_en": "I send an invoice"})
    assert told() == []


def test_it_is_ticked_off_by_saying_that_nothing_changes(task: str, editor: Client) -> None:
    (view,) = views(editor, task)
    refused = saved(editor, task, {"translation_fits": [view.key], "name_fi": ""})
    assert refused.context["stale"][0].translations[0].ticked is True
    assert told() == [f"task lasku, name_en: {OLD}"]
    saved(editor, task, {"translation_fits": [view.key]})
    assert told() == []


def test_another_rows_tick_is_no_tick_of_this_one(task: str, editor: Client) -> None:
    (view,) = views(editor, task)
    saved(editor, url("task", "change", pk(models.Task, "katselu")), {"translation_fits": [view.key]})
    assert told() == [f"task lasku, name_en: {OLD}"]


def test_it_is_gone_when_the_finnish_is_as_before_or_there_is_no_translation(task: str, editor: Client) -> None:
    saved(editor, task, {"name_fi": "Teen laskut"})
    assert told() == [f"task lasku, name_en: {OLD}", f"task lasku, name_sv: {OLD}"]
    saved(editor, task, {"name_fi": "Teen: lasku", "name_sv": ""})
    assert told() == []


def test_a_condition_on_its_mandates_page_is_told_there(editor: Client) -> None:
    row = models.Condition.objects.get(slug="lasku")
    row.prerequisite_note_fi, row.prerequisite_note_sv, row.prerequisite_note_en = "Tarkennus", "Precisering", "Note"
    row.save()
    address = url("mandate", "change", pk(models.Mandate, "laaja"))
    saved(editor, address, {"conditions-0-prerequisite_note_fi": "Toinen tarkennus"})

    assert [each.row for each in editor.get(address).context["stale"]] == ["Teen: lasku → Valtuus laaja"]
    in_english, in_swedish = views(editor, address)
    places = [f"id_conditions-0-prerequisite_note_{language}" for language in ("en", "sv")]
    assert [in_english.place, in_swedish.place] == places
    saved(editor, address, {"translation_fits": [in_english.key]})
    assert told() == [f"condition lasku, prerequisite_note_sv: {OLD}"]


def test_official_names_are_nobodys_translations(editor: Client) -> None:
    source = models.Source.objects.get()
    row = models.Mandate.objects.get(slug="laaja")
    for language in ("fi", "sv"):
        setattr(row, f"name_{language}", "Nimi")
        setattr(row, f"name_state_{language}", "vahvistettu")
        setattr(row, f"name_source_{language}", source)
    row.save()
    row.name_fi = "Uusi nimi"
    row.save()
    assert told() == []


def test_a_row_out_of_use_or_deleted_shows_nothing(task: str, editor: Client) -> None:
    models.Task.objects.filter(slug="lasku").update(retired=True)
    assert told() == []
    models.Task.objects.filter(slug="lasku").update(retired=False)
    models.Condition.objects.filter(slug="lasku").delete()
    models.Task.objects.get(slug="lasku").delete()
    assert told() == []


def test_setting_the_draft_back_sets_this_back_too(editor: Client) -> None:
    before = documents.export()
    saved(editor, url("task", "change", pk(models.Task, "lasku")), {"name_fi": "Teen laskun"})
    assert len(told()) == 2
    importing.import_text(before, "palautus")
    assert told() == []


def test_a_reader_sees_no_ticks(task: str, client: Client, django_user_model: Any) -> None:
    reader = django_user_model.objects.create_user("lukija", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_task"))
    client.force_login(reader)
    assert "translation_fits" not in text(client.get(task))
