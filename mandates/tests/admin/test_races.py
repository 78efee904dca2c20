"""Two editors and one row: nobody's text is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F
from django.test import Client

from mandates import models
from mandates.admin import row_admin, versions
from mandates.tests.admin.forms_sent import pk, saved, sent, text, url, wrong

pytestmark = pytest.mark.usefixtures("draft")


def test_a_save_of_an_older_version_writes_nothing_keeps_the_text_and_tells_both(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = sent(editor.get(address))
    other = Client()
    other.force_login(User.objects.create_superuser("onni", first_name="Onni", last_name="Ojala"))
    saved(other, address, {"name_fi": "Onnin teksti", "hint_fi": "Onnin ohje"})

    mine = {name: value for name, value in {**opened, "name_fi": "Ainon teksti"}.items() if value is not None}
    response: Any = editor.post(address, mine)

    form = response.context["adminform"].form
    task = models.Task.objects.get(slug="lasku")
    assert (response.status_code, task.name_fi, task.hint_fi) == (200, "Onnin teksti", "Onnin ohje")
    assert form["name_fi"].value() == "Ainon teksti"
    assert form.conflict == (
        versions.FieldConflict("Nimi suomeksi", "Onnin teksti", "Ainon teksti"),
        versions.FieldConflict("Ohje suomeksi", "Onnin ohje", versions.NOTHING),
    )
    (sentence,) = form.non_field_errors()
    assert re.match(r"Onni Ojala tallensi saman rivin \d+\.\d+\.\d{4} klo \d+\.\d\d\. Sinun muutoksiasi", sentence)
    again: Any = editor.post(address, {**mine, versions.OPENED: form[versions.OPENED].value()})
    task.refresh_from_db()
    assert (again.status_code, task.name_fi, task.hint_fi) == (302, "Ainon teksti", "")


def test_an_older_version_of_a_condition_on_its_mandates_page_is_told_too(editor: Client) -> None:
    address = url("mandate", "change", pk(models.Mandate, "laaja"))
    opened = sent(editor.get(address))
    saved(editor, url("condition", "change", pk(models.Condition, "lasku")), {"note": "Toisen tulkinta"})

    changes = {"title_fi": "Uusi työnimi", "conditions-0-note": "Minun tulkintani"}
    response: Any = editor.post(address, {k: v for k, v in {**opened, **changes}.items() if v is not None})

    (form,) = [each for each in response.context["inline_admin_formsets"][0].formset.forms if each.instance.pk]
    assert response.status_code == 200
    assert form.conflict == (versions.FieldConflict("Tulkinta", "Toisen tulkinta", "Minun tulkintani"),)
    assert "aino tallensi saman rivin" in text(response)
    assert models.Mandate.objects.get(slug="laaja").title_fi == "Valtuus laaja"
    assert models.Condition.objects.get(slug="lasku").note == "Toisen tulkinta"


def test_differences_name_rows_and_choices_in_words(editor: Client) -> None:
    address = url("condition", "change", pk(models.Condition, "lasku"))
    opened = sent(editor.get(address))
    helsinki, kunta = (pk(models.OrganisationType, slug) for slug in ("helsinki", "kunta"))
    saved(editor, address, {"types": [helsinki, kunta], "task": pk(models.Task, "katselu")})

    response: Any = editor.post(address, {k: v for k, v in {**opened, "types": [kunta]}.items() if v is not None})

    assert response.context["adminform"].form.conflict == (
        versions.FieldConflict("Tehtävä", "Teen: katselu", "Teen: lasku"),
        versions.FieldConflict("Organisaatiotyypit", "Helsinki, Kunta", "Kunta"),
    )


def test_saving_what_somebody_saved_with_the_same_text_is_no_conflict(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = sent(editor.get(address))
    saved(editor, address, {})

    response = editor.post(address, {k: v for k, v in opened.items() if v is not None})

    assert response.status_code == 302


def overtaking(table: str, overtake: Callable[[], None], times: int = 1) -> Callable[..., Any]:
    """Let somebody else be first, right before this many writes to the table."""
    left = iter(range(times))
    busy: list[bool] = []

    def wrapper(execute: Any, sql: str, *rest: Any) -> Any:
        if f'"{table}"' in sql and sql.startswith(("INSERT", "UPDATE")) and not busy and next(left, None) is not None:
            busy.append(True)
            overtake()
            busy.clear()
        return execute(sql, *rest)

    return wrapper


def test_a_save_that_slips_between_reading_and_writing_is_told_too(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    tasks = models.Task.objects.filter(slug="lasku")

    def slip() -> None:
        tasks.update(name_fi="Nopea", version=F("version") + 1)

    # The other's save is undone with the failed one here, so it has to win every time.
    with connection.execute_wrapper(overtaking("mandates_task", slip, 100)):
        response = saved(editor, address, {"name_fi": "Hidas"})

    assert (response.status_code, wrong(response)) == (200, {"__all__": [row_admin.COLLISION]})
    assert models.Task.objects.get(slug="lasku").name_fi == "Teen: lasku"


def test_two_adds_that_take_the_same_number_both_get_one(editor: Client) -> None:
    def slip() -> None:
        models.ServiceGroup.objects.create(slug="nopea", name_fi="Nopea", number=2)

    with connection.execute_wrapper(overtaking("mandates_servicegroup", slip)):
        response = saved(editor, url("servicegroup", "add"), {"name_fi": "Hidas", "slug": "hidas"})

    assert response.status_code == 302
    assert models.ServiceGroup.objects.filter(slug="hidas").exists()
