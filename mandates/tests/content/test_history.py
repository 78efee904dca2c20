"""What commands change is in the history too, and tests that commit can still empty the tables."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.models import F, Value
from django.db.models.functions import Concat

from mandates import models
from mandates.content import documents
from mandates.publishing import publish
from mandates.tests import drafts


def imported(path: Path, document: str, editor: str) -> None:
    path.write_text(document, encoding="utf-8")
    call_command("content", "import", str(path), "--editor", editor, stdout=io.StringIO())


def entries() -> list[tuple[str, int, str, str]]:
    rows = LogEntry.objects.order_by("pk")
    return list(rows.values_list("user__username", "action_flag", "object_repr", "change_message"))


@pytest.mark.django_db
def test_an_import_is_in_the_history_of_each_row_that_it_changed(tmp_path: Path) -> None:
    drafts.small_draft()
    User.objects.create_user("aino")
    before = documents.export()
    drafts.case("toinen", models.Source.objects.get())
    models.Task.objects.filter(slug="lasku").update(name_fi="Katson laskun")

    imported(tmp_path / "sisalto.json", before, "aino")

    assert entries() == [
        ("aino", CHANGE, "Teen: lasku", "Tuotu: sisalto.json"),
        ("aino", DELETION, "Katson kunnassa (toinen).", "Tuotu: sisalto.json"),
    ]


@pytest.mark.django_db
def test_an_import_by_nobody_known_or_one_that_is_refused_has_no_history(tmp_path: Path) -> None:
    drafts.small_draft()
    User.objects.create_user("aino")
    before = documents.export()
    models.Task.objects.filter(slug="lasku").update(name_fi="Katson laskun")

    with pytest.raises(CommandError):
        imported(tmp_path / "sisalto.json", "[]", "aino")
    imported(tmp_path / "sisalto.json", before, "onni")

    assert (documents.export(), entries()) == (before, [])


@pytest.mark.django_db
def test_publishing_by_command_is_in_the_history_of_a_known_user() -> None:
    drafts.small_draft()
    User.objects.create_user("aino")

    call_command("content", "publish", "--note", "Muutos", "--editor", "aino", stdout=io.StringIO())

    assert [entry[:3] for entry in entries()] == [("aino", ADDITION, "Julkaisu 1")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", [1, 2])
def test_a_test_that_commits_a_publication_leaves_the_next_what_an_installation_has(attempt: int) -> None:
    """And nothing else, so that tests may run in any order."""
    assert sorted(Group.objects.values_list("name", flat=True)) == ["Julkaisija", "Toimittaja", "Tuki"]
    drafts.small_draft()

    publish.publish("aino", f"Kerta {attempt}")

    assert list(models.Publication.objects.values_list("number", "note")) == [(1, f"Kerta {attempt}")]
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="a publication cannot be changed or deleted"),
    ):
        cursor.execute("DELETE FROM mandates_publication")


@pytest.mark.django_db
def test_a_row_that_an_import_calls_otherwise_keeps_its_history(tmp_path: Path) -> None:
    """Of whatever kind it is: who has it open saves it, and its page tells what it was."""
    drafts.small_draft()
    User.objects.create_user("aino")
    before = documents.export()
    keys = {model: set(model.objects.values_list("pk", "number")) for model in documents.MODELS}
    for model in documents.MODELS:
        model.objects.update(slug=Concat(Value("uusi-"), F("slug")))

    imported(tmp_path / "sisalto.json", before, "aino")

    assert documents.export() == before
    assert {model: set(model.objects.values_list("pk", "number")) for model in documents.MODELS} == keys
    assert {flag for _who, flag, _name, _message in entries()} == {CHANGE}


@pytest.mark.django_db
def test_rows_that_change_slugs_among_themselves_are_as_the_import_says(tmp_path: Path) -> None:
    drafts.small_draft()
    before = documents.export()
    for old, new in (("lasku", "x"), ("katselu", "lasku"), ("x", "kolmas")):
        models.Task.objects.filter(slug=old).update(slug=new)

    imported(tmp_path / "sisalto.json", before, "onni")

    assert documents.export() == before


@pytest.mark.django_db
def test_a_restored_draft_keeps_the_history_of_a_row_that_had_another_slug() -> None:
    drafts.small_draft()
    user = User.objects.create_user("aino")
    publish.publish("aino", "Ensimmäinen")
    models.Task.objects.filter(slug="lasku").update(slug="laskutus", old_slugs="lasku")
    publish.publish("aino", "Toinen")
    key = models.Task.objects.get(slug="laskutus").pk

    publish.restore_draft(models.Publication.objects.get(number=1), user.pk)

    assert models.Task.objects.get(slug="lasku").pk == key
    assert [(flag, name) for _who, flag, name, _message in entries()] == [
        (CHANGE, "Teen: lasku"),
        (CHANGE, "Teen: lasku → Valtuus laaja"),
    ]
