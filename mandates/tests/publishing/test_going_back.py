"""Going back to an earlier publication after rows have got other slugs: what came later stands on, retired."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from mandates import models
from mandates.publishing import publish as publishing
from mandates.tests import drafts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later() -> None:
    """After the first publication a service and a mandate get other slugs, and what comes later names them so."""
    drafts.small_draft()
    publishing.publish("aino", "Ensimmäinen")
    models.Service.objects.filter(slug="palvelu").update(slug="uusi-palvelu", old_slugs="palvelu")
    models.Mandate.objects.filter(slug="suppea").update(slug="kapea", old_slugs="suppea")
    publishing.publish("aino", "Uudet tunnisteet")
    service, source = models.Service.objects.get(), models.Source.objects.get()
    drafts.mandate("kolmas", source, service)
    drafts.condition(
        "kolmas", drafts.task("kolmas", service), models.Mandate.objects.get(slug="kolmas"), every_type=True
    )
    drafts.translate()
    publishing.publish("aino", "Kolmas tehtävä")


def rows(body: str, model: str) -> dict[str, dict[str, Any]]:
    return {each["fields"]["slug"]: each["fields"] for each in json.loads(body) if each["model"] == f"mandates.{model}"}


def test_what_came_later_names_rows_by_the_slugs_that_they_had() -> None:
    published = publishing.publish_again(1, "aino", "Takaisin")

    tasks, mandates = rows(published.body, "task"), rows(published.body, "mandate")
    services = rows(published.body, "service")
    assert {slug: row["old_slugs"] for slug, row in services.items()} == {"palvelu": "uusi-palvelu"}
    assert (tasks["kolmas"]["service"], tasks["kolmas"]["retired"]) == (["palvelu"], True)
    assert (mandates["kolmas"]["services"], mandates["kolmas"]["retired"]) == ([["palvelu"]], True)
    assert mandates["suppea"]["old_slugs"] == "kapea"


def test_what_no_address_names_comes_back_once_whatever_it_is_called() -> None:
    """What came later names its source, and its service's group, by the slugs that they got."""
    for model in (models.Source, models.ServiceGroup, models.Sector):
        model.objects.update(slug="toisin")
    drafts.mandate("neljas", models.Source.objects.get(), models.Service.objects.get())
    drafts.condition(
        "neljas", models.Task.objects.get(slug="kolmas"), models.Mandate.objects.get(slug="neljas"), every_type=True
    )
    drafts.translate()
    publishing.publish("aino", "Toisin")

    published = publishing.publish_again(1, "aino", "Takaisin")

    assert rows(published.body, "mandate")["neljas"]["source"] == ["lahde"]
    assert [list(rows(published.body, model)) for model in ("source", "servicegroup", "sector")] == [
        ["lahde"],
        ["ryhma"],
        ["julkinen"],
    ]


def test_the_draft_goes_back_too() -> None:
    publishing.restore_draft(models.Publication.objects.get(number=1))

    task = models.Task.objects.get(slug="kolmas")
    assert (task.service.slug, task.retired) == ("palvelu", True)
    assert set(models.Mandate.objects.get(slug="kolmas").services.values_list("slug", flat=True)) == {"palvelu"}


def test_an_editor_goes_back_with_the_draft(client: Client) -> None:
    client.force_login(User.objects.create_superuser("aino"))
    address = reverse("admin:mandates_publication_again", args=[models.Publication.objects.get(number=1).pk])
    page: Any = client.get(address)
    shown = page.context["page"]
    assert (shown.refusals, shown.checklist.can_publish) == ((), True)

    confirmed = {"confirmed": shown.checklist.effect.confirm} if shown.checklist.effect.confirm is not None else {}
    response = client.post(
        address, {"note": "Takaisin", "seen": shown.form["seen"].value(), "restore": "on", **confirmed}
    )

    assert response.status_code == 302
    assert models.Publication.objects.order_by("number").values_list("note", flat=True).last() == "Takaisin"
    assert models.Task.objects.get(slug="kolmas").service.slug == "palvelu"
