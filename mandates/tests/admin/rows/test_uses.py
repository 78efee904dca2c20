"""On a row's page: who uses it, and where the preview shows it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mandates import models
from mandates.content import documents
from mandates.publishing import publish
from mandates.tests.admin.forms_sent import pk, text, url

pytestmark = pytest.mark.usefixtures("draft")


def uses(client: Client, model: type[models.Row], slug: str) -> list[tuple[str, str, list[str]]]:
    response: Any = client.get(url(str(model._meta.model_name), "change", pk(model, slug)))
    return [(each.title, each.field, [row.name for row in each.rows]) for each in response.context["uses"]]


def test_a_row_tells_who_uses_it_in_which_field(editor: Client) -> None:
    models.Fact.objects.get().mandates.set(models.Mandate.objects.filter(slug="suppea"))

    assert sorted(uses(editor, models.Mandate, "suppea")) == [
        ("Ehdot", "Valtuus", ["Teen: katselu → Valtuus suppea"]),
        ("Lähteen asiat", "Valtuudet", ["Lähde sanoo näin."]),
        ("Näköisnimet", "Valtuus", ["Toinen"]),
        ("Odotetut tapaukset", "Pyydä", ["Katson kunnassa (katsoja)."]),
        ("Valtuudet", "Sisältää", ["Valtuus laaja"]),
    ]


def test_an_organisation_type_tells_the_instructions_of_its_way_too(editor: Client) -> None:
    models.Instruction.objects.update(grant_path="application")
    assert sorted(uses(editor, models.OrganisationType, "kunta")) == [
        ("Ehdot", "Organisaatiotyypit", ["Teen: lasku → Valtuus laaja"]),
        ("Odotetut tapaukset", "Organisaatiotyypit", ["Katson kunnassa (katsoja)."]),
        ("Ohjeet", "Valtuuttamisen tapa", ["Pyydä"]),
    ]


def test_what_nobody_uses_says_nothing(editor: Client) -> None:
    assert uses(editor, models.Fact, "asia") == []
    assert 'id="uses"' not in text(editor.get(url("fact", "add")))


@pytest.mark.parametrize("model", documents.MODELS, ids=lambda model: str(model._meta.model_name))
@pytest.mark.usefixtures("published")
def test_the_preview_shows_the_row_or_none_is_offered(model: type[models.Row], editor: Client) -> None:
    row = model.objects.all()[0]
    response: Any = editor.get(url(str(model._meta.model_name), "change", row.pk))

    address = response.context["preview"]

    assert (address == "") is (model in (models.Source, models.Fact))
    if address:
        assert editor.get(address).status_code == 200
        assert f'<a href="{address.replace("&", "&amp;")}" id="preview-this">' in text(response)


def test_a_draft_that_cannot_be_compiled_has_no_preview_and_the_page_opens(editor: Client) -> None:
    narrow, broad = (models.Mandate.objects.get(slug=slug) for slug in ("suppea", "laaja"))
    narrow.includes.set([broad])

    response: Any = editor.get(url("mandate", "change", narrow.pk))

    assert (response.status_code, response.context["preview"]) == (200, "")


def test_publications_to_compare_are_told_apart_by_day_and_note(editor: Client) -> None:
    publication = publish.publish("aino", "Ensimmäinen, jossa on kaikki")
    response: Any = editor.get(url("publication", "compare"))

    labels = [str(label) for _, label in response.context["page"].form.fields["vanha"].choices]

    day = f"{timezone.localtime(publication.published_at):%-d.%-m.%Y}"
    assert labels[1].startswith(f"Julkaisu 1, {day}")
    assert labels[1].endswith(": Ensimmäinen, jossa on kaikki")
