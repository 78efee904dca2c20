"""Rows become one canonical document, and the document becomes the Ruleset that they mean."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from mandates import content, models
from mandates.ruleset import GrantPath, NameState, Section, Sector, Text
from mandates.tests.drafts import small_draft

pytestmark = pytest.mark.django_db

ORDER: Final = [
    "mandates.source",
    "mandates.servicegroup",
    "mandates.service",
    "mandates.organisationtype",
    "mandates.task",
    "mandates.prerequisite",
    "mandates.mandate",
    "mandates.condition",
    "mandates.instruction",
]


@pytest.fixture(autouse=True)
def _draft() -> None:
    small_draft()


def test_export_has_each_model_in_the_order_of_references_without_keys_of_this_database() -> None:
    document = json.loads(content.export())

    assert list(dict.fromkeys(item["model"] for item in document)) == ORDER
    assert {tuple(item) for item in document} == {("model", "fields")}


def test_export_orders_rows_by_their_place_and_then_by_slug() -> None:
    models.Task.objects.filter(slug="lasku").update(order=1)
    models.Mandate.objects.filter(slug="suppea").update(order=1)

    document = json.loads(content.export())

    slugs = [item["fields"]["slug"] for item in document]
    assert slugs[5:7] == ["katselu", "lasku"]
    assert slugs[8:10] == ["laaja", "suppea"]


def test_export_sorts_sets_whatever_the_order_in_which_they_were_made() -> None:
    condition = models.Condition.objects.get(slug="lasku")
    helsinki, kunta = (models.OrganisationType.objects.get(slug=slug) for slug in ("helsinki", "kunta"))
    condition.types.set([])
    condition.types.add(kunta)
    condition.types.add(helsinki)

    document = json.loads(content.export())

    conditions = {item["fields"]["slug"]: item["fields"] for item in document if "types" in item["fields"]}
    assert conditions["lasku"]["types"] == [["helsinki"], ["kunta"]]


def test_export_is_readable_text_that_ends_its_last_line() -> None:
    document = content.export()

    assert '"name_fi": "Ryhmä"' in document
    assert document == content.dump(json.loads(document))
    assert document.endswith("}\n]\n")


def test_compiling_an_export_gives_what_the_rows_say() -> None:
    ruleset = content.compile_document(content.export())

    assert list(ruleset.mandates) == ["laaja", "suppea"]
    broad = ruleset.mandates["laaja"]
    assert (broad.number, broad.title, broad.services) == (2, Text("Valtuus laaja"), ("palvelu",))
    assert (broad.includes, broad.source, broad.checked_on) == (frozenset({"suppea"}), "lahde", "2026-01-02")
    assert (broad.names.sv.text, broad.names.sv.state, broad.names.sv.source, broad.names.sv.dated) == (
        "",
        NameState.UNCONFIRMED,
        None,
        "2026-01",
    )
    invoice = ruleset.conditions["lasku"]
    assert (invoice.task, invoice.mandate, invoice.types, invoice.every_type, invoice.prerequisites) == (
        "lasku",
        "laaja",
        frozenset({"kunta"}),
        False,
        ("sopimus",),
    )
    kunta = ruleset.types["kunta"]
    assert (kunta.sector, kunta.grant_path) == (Sector.PUBLIC, GrantPath.APPLICATION)
    step = ruleset.instructions["pyyda"]
    assert (step.section, step.relation, step.grant_path) == (Section.GRANTING, None, None)


def test_compiling_a_confirmed_name_gives_its_source() -> None:
    source = models.Source.objects.get()
    models.Mandate.objects.filter(slug="suppea").update(
        name_fi="Nimi", name_state_fi="vahvistettu", name_source_fi=source
    )

    name = content.compile_document(content.export()).mandates["suppea"].names.fi

    assert (name.text, name.state, name.source) == ("Nimi", NameState.CONFIRMED, "lahde")


def test_compiling_does_not_mind_the_order_of_the_document() -> None:
    document = content.export()

    turned = content.dump(reversed(json.loads(document)))

    assert content.compile_document(turned) == content.compile_document(document)


def test_a_row_added_without_a_number_gets_the_next_one() -> None:
    models.ServiceGroup.objects.filter(slug="ryhma").update(number=7)

    group = models.ServiceGroup.objects.create(slug="toinen", name_fi="Toinen")

    assert group.number == 8


@pytest.mark.parametrize("slug", ["Iso", "ä", "a b", "a--b", "-a", "a-", "a_b", "a\n", ""])
def test_a_slug_that_is_no_public_address_is_refused(slug: str) -> None:
    group = models.ServiceGroup(slug=slug, number=9, name_fi="Ryhmä")

    with pytest.raises(ValidationError) as refused:
        group.full_clean()

    assert list(refused.value.message_dict) == ["slug"]


def test_the_database_itself_refuses_a_name_without_its_state() -> None:
    row = models.Mandate(
        slug="uusi", title_fi="Uusi", name_fi="Nimi", source=models.Source.objects.get(), checked_on=date(2026, 1, 1)
    )
    row.review_by = row.checked_on

    with pytest.raises(IntegrityError, match="mandate_name_fi_and_state"):
        row.save()
