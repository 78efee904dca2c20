"""Rows become one canonical document, and the document becomes the Ruleset that they mean."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from mandates import models
from mandates.content import documents
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Former
from mandates.rules.texts import Text
from mandates.tests.drafts import case, condition, mandate, small_draft, task

pytestmark = pytest.mark.django_db

ORDER: Final = [
    "mandates.source",
    "mandates.servicegroup",
    "mandates.service",
    "mandates.sector",
    "mandates.organisationtype",
    "mandates.task",
    "mandates.prerequisite",
    "mandates.mandate",
    "mandates.lookalike",
    "mandates.condition",
    "mandates.instruction",
    "mandates.infosection",
    "mandates.symptom",
    "mandates.cause",
    "mandates.expectedcase",
    "mandates.fact",
]


@pytest.fixture(autouse=True)
def _draft() -> None:
    small_draft()


def test_export_has_each_model_in_the_order_of_references_without_keys_of_this_database() -> None:
    document = json.loads(documents.export())

    assert list(dict.fromkeys(item["model"] for item in document)) == ORDER
    assert {tuple(item) for item in document} == {("model", "fields")}


def test_export_asks_no_more_for_more_rows(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with CaptureQueriesContext(connection) as few:
        documents.export()
    source, service = models.Source.objects.get(), models.Service.objects.get()
    for slug in ("uusi", "toinenkin"):
        condition(slug, task(slug, service), mandate(slug, source, service)).types.set(
            models.OrganisationType.objects.all()
        )
        case(slug, source)

    with django_assert_num_queries(len(few)):
        documents.export()


def test_export_orders_rows_by_their_place_and_then_by_slug() -> None:
    models.Task.objects.filter(slug="lasku").update(order=1)
    models.Mandate.objects.filter(slug="suppea").update(order=1)

    document = json.loads(documents.export())

    slugs = [item["fields"]["slug"] for item in document]
    assert slugs[6:8] == ["katselu", "lasku"]
    assert slugs[9:11] == ["laaja", "suppea"]


def test_export_sorts_sets_whatever_the_order_in_which_they_were_made() -> None:
    condition = models.Condition.objects.get(slug="lasku")
    helsinki, kunta = (models.OrganisationType.objects.get(slug=slug) for slug in ("helsinki", "kunta"))
    condition.types.set([])
    condition.types.add(kunta)
    condition.types.add(helsinki)

    document = json.loads(documents.export())

    conditions = {item["fields"]["slug"]: item["fields"] for item in document if "types" in item["fields"]}
    assert conditions["lasku"]["types"] == [["helsinki"], ["kunta"]]


def test_export_is_readable_text_that_ends_its_last_line() -> None:
    document = documents.export()

    assert '"name_fi": "Ryhmä"' in document
    assert document == documents.dump(json.loads(document))
    assert document.endswith("}\n]\n")


def test_a_field_of_a_type_that_nothing_is_known_of_is_refused_when_the_readers_are_made() -> None:
    with pytest.raises(TypeError, match=r"Task\.slug: nothing is read as <class 'float'>"):
        documents._read_field(float, models.Task, "slug")


def test_compiling_does_not_mind_the_order_of_the_document() -> None:
    document = documents.export()

    turned = documents.dump(reversed(json.loads(document)))

    assert documents.compile_document(turned) == documents.compile_document(document)


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


# --- rows that live on --------------------------------------------------------------------------------------------


def test_a_row_not_retired_is_nowhere_among_the_former() -> None:
    ruleset = documents.compile_document(documents.export())

    assert ruleset.former == dict.fromkeys(Kind, Former())
    assert ruleset.weakened == {}


def test_old_slugs_lead_to_the_row() -> None:
    models.Task.objects.filter(slug="lasku").update(old_slugs="laskut laskutus")

    ruleset = documents.compile_document(documents.export())

    assert ruleset.former[Kind.TASK] == Former(
        aliases={"laskut": "lasku", "laskutus": "lasku"}, old={"lasku": ("laskut", "laskutus")}
    )
    assert ruleset.current_slug(Kind.TASK, "laskut") == "lasku"
    assert ruleset.current_slug(Kind.TYPE, "laskut") == "laskut"


@pytest.mark.parametrize(
    ("kind", "slug", "name"),
    [(Kind.TASK, "lasku", "Teen: lasku"), (Kind.MANDATE, "laaja", "Valtuus laaja")],
)
def test_a_retired_task_or_mandate_takes_its_conditions_along(kind: Kind, slug: str, name: str) -> None:
    before = documents.compile_document(documents.export())
    model = {Kind.TASK: models.Task, Kind.MANDATE: models.Mandate}[kind]
    model._default_manager.filter(slug=slug).update(retired=True, number=9)

    ruleset = documents.compile_document(documents.export())

    assert ruleset.former[kind] == Former(
        retired={slug: Text(name, name, name)}, numbers={slug: 9}, called={slug: (name, name, name)}
    )
    assert ruleset.retired_name(kind, slug) == Text(name, name, name)
    assert list(ruleset.conditions) == ["katselu"]
    assert ruleset.weakened == {"lasku": before.conditions["lasku"]}


def test_a_retired_prerequisite_or_type_leaves_the_condition() -> None:
    before = documents.compile_document(documents.export())
    models.Prerequisite.objects.update(retired=True)
    models.OrganisationType.objects.filter(slug="kunta").update(retired=True)

    ruleset = documents.compile_document(documents.export())

    assert ruleset.conditions["lasku"] == replace(before.conditions["lasku"], types=frozenset(), prerequisites=())
    assert ruleset.weakened == {"lasku": before.conditions["lasku"]}


# --- formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made_in", [-1, 0, documents.FORMAT + 1])
def test_an_unknown_format_is_refused(made_in: int) -> None:
    with pytest.raises(ValueError, match=f"unknown format {made_in}"):
        documents.compile_document(documents.export(), made_in)


@pytest.mark.django_db(transaction=True)
def test_all_rows_are_read_at_one_moment() -> None:
    """An import between two tables gave a document of two halves."""
    within: set[bool] = set()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("SELECT"):
            within.add(connection.in_atomic_block)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        documents.export()

    assert within == {True}


def begun(asked: CaptureQueriesContext) -> list[str]:
    return [each["sql"] for each in asked if each["sql"].startswith("BEGIN")]


@pytest.mark.django_db(transaction=True)
def test_who_reads_the_draft_takes_no_lock_from_who_writes() -> None:
    """PostgreSQL's readers never do."""
    reading, writing = ("BEGIN DEFERRED", "BEGIN IMMEDIATE") if connection.vendor == "sqlite" else ("BEGIN", "BEGIN")
    with CaptureQueriesContext(connection) as asked:
        documents.export()
    assert begun(asked) == [reading]

    with CaptureQueriesContext(connection) as asked, documents.one_moment(then_writes=True):
        pass
    assert begun(asked) == [writing]
