"""What a process knows of the draft is what the draft is, however it was changed and by whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mandates.content import contents, documents, importing
from mandates.models import Condition, DraftState, Mandate, OrganisationType, Prerequisite, Task
from mandates.tests.drafts import small_draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _draft() -> None:
    small_draft()


def lasku() -> Condition:
    return Condition.objects.get(slug="lasku")


def _rename() -> None:
    task = Task.objects.get(slug="lasku")
    task.name_fi = "Katson laskun"
    task.save()


def _import() -> None:
    importing.import_text(documents.export().replace("Teen: lasku", "Teen laskun"), "sisalto.json")


def _by_hand() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mandates_task SET name_fi = 'Käsin' WHERE slug = 'lasku'")


CHANGES: Final[dict[str, Callable[[], object]]] = {
    "a row saved": _rename,
    "rows changed at once": lambda: Task.objects.update(order=3),
    "a row deleted": lambda: lasku().delete(),
    "a row added": lambda: Prerequisite.objects.create(slug="uusi", name_fi="Uusi"),
    "rows added at once": lambda: Prerequisite.objects.bulk_create([Prerequisite(slug="uusi", number=7)]),
    "a set that grew": lambda: lasku().types.add(OrganisationType.objects.get(slug="helsinki")),
    "a set that shrank": lambda: lasku().types.clear(),
    "a set that swapped": lambda: lasku().types.set([OrganisationType.objects.get(slug="helsinki")]),
    "a set of the same model": lambda: Mandate.objects.get(slug="laaja").includes.clear(),
    "a file imported": _import,
    "a table written by hand": _by_hand,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_known_of_the_draft_is_what_it_is_after(change: str) -> None:
    before = contents.draft()

    CHANGES[change]()

    after = contents.draft()
    assert after.body == documents.export() != before.body
    assert after.ruleset == documents.compile_document(documents.export())


def test_a_change_taken_back_is_never_taken_for_another() -> None:
    """A counter would give the next change the number of the one that a rollback took back."""
    first = contents.draft()
    with transaction.atomic():
        Task.objects.filter(slug="lasku").update(name_fi="Peruttu")
        assert '"Peruttu"' in contents.draft().body
        transaction.set_rollback(True)
    assert contents.draft().body == first.body

    Task.objects.filter(slug="lasku").update(name_fi="Toinen")

    assert '"Toinen"' in contents.draft().body


def test_an_unchanged_draft_is_read_once() -> None:
    held = contents.draft()

    with CaptureQueriesContext(connection) as queries:
        again = contents.draft()

    assert (again is held, len(queries)) == (True, 1)


def test_without_a_number_the_draft_is_read_each_time() -> None:
    contents.draft()
    DraftState.objects.all().delete()
    Task.objects.filter(slug="lasku").update(name_fi="Katson laskun")

    assert '"Katson laskun"' in contents.draft().body


def test_every_table_of_the_draft_is_watched() -> None:
    """A migration that rebuilds a table on SQLite loses its triggers."""
    sets = [field for model in documents.MODELS for field in model._meta.many_to_many]
    tables = [
        *(model._meta.db_table for model in documents.MODELS),
        *(apps.get_model("mandates", f"{field.model.__name__}_{field.name}")._meta.db_table for field in sets),
    ]
    if connection.vendor == "sqlite":
        asked, each = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%changes_by%'", 3
    else:
        asked, each = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_changes'", 1
    with connection.cursor() as cursor:
        cursor.execute(asked)
        watched = [table for (table,) in cursor.fetchall()]

    assert sorted(watched) == sorted(tables * each)


def test_a_row_that_a_change_left_alone_is_not_compiled_again() -> None:
    before = contents.draft().ruleset

    Task.objects.filter(slug="lasku").update(name_fi="Katson laskun")

    after = contents.draft().ruleset
    assert after.tasks["katselu"] is before.tasks["katselu"]
    assert after.tasks["lasku"].name.fi == "Katson laskun"


def test_a_document_of_the_same_rows_is_the_same_content() -> None:
    draft = contents.draft()

    same = contents.of_records(json.loads(draft.body))

    assert same is draft
