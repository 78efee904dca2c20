"""Two editors and one row: nobody's text is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import F
from django.test import Client
from hypothesis import given as given_any
from hypothesis import strategies as st

from mandates import models
from mandates.admin.frame.problems import COLLISION
from mandates.admin.rows import forms
from mandates.admin.saving import merging, saving_admin, versions
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import as_opened, pk, saved, sent, text, url, without_html, wrong

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture
def other(db: None) -> Client:
    """Another editor, in another browser."""
    client = Client()
    client.force_login(User.objects.create_superuser("onni", first_name="Onni", last_name="Ojala"))
    return client


def told(response: Any) -> list[str]:
    return [str(each) for each in get_messages(response.wsgi_request)]


def test_what_only_one_changed_merges_by_itself_and_is_told(editor: Client, other: Client) -> None:
    """The second editor never touched the hint: today's save would have deleted it."""
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = as_opened(editor, address)
    saved(other, address, {"hint_fi": "Onnin ohje"})

    response = editor.post(address, {**opened, "name_fi": "Ainon nimi"})

    task = models.Task.objects.get(slug="lasku")
    assert (response.status_code, task.name_fi, task.hint_fi) == (302, "Ainon nimi", "Onnin ohje")
    (sentence,) = [each for each in told(response) if "Onni Ojala" in each]
    assert sentence.endswith("Molempien muutokset ovat rivillä. Toisen muuttamat kentät: Ohje suomeksi.")


@pytest.mark.parametrize(
    ("choice", "kept"), [(versions.MINE, "Ainon nimi"), (versions.THEIRS, "Onnin nimi"), ("", "Onnin nimi")]
)
def test_what_both_changed_is_asked_with_all_texts_and_the_choice_holds(
    choice: str, kept: str, editor: Client, other: Client
) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = as_opened(editor, address)
    saved(other, address, {"name_fi": "Onnin nimi", "hint_fi": "Onnin ohje"})

    response: Any = editor.post(address, {**opened, "name_fi": "Ainon nimi", "hint_en": "Own hint"})

    form = response.context["adminform"].form
    task = models.Task.objects.get(slug="lasku")
    assert (response.status_code, task.name_fi, task.hint_en) == (200, "Onnin nimi", "")
    assert form.conflict == (
        versions.FieldConflict("Nimi suomeksi", "Teen: lasku", "Onnin nimi", "Ainon nimi", "name_fi-choice"),
    )
    assert [form[name].value() for name in ("name_fi", "hint_fi", "hint_en")] == [
        "Ainon nimi",
        "Onnin ohje",
        "Own hint",
    ]
    (sentence,) = form.non_field_errors()
    assert re.match(r"Onni Ojala tallensi saman rivin \d+\.\d+\.\d{4} klo \d+\.\d\d\. Mitään ei ole vielä", sentence)

    again: Any = editor.post(address, {**sent(response), "name_fi-choice": choice})
    task.refresh_from_db()
    assert (again.status_code, task.name_fi) == (302 if choice else 200, kept)
    if choice:
        assert (task.hint_fi, task.hint_en) == ("Onnin ohje", "Own hint")


@without_html()
@without_html()
def test_a_third_save_while_the_second_chooses_is_asked_of_too(editor: Client, other: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = as_opened(editor, address)
    saved(other, address, {"name_fi": "Onnin nimi"})
    asked: Any = editor.post(address, {**opened, "name_fi": "Ainon nimi"})
    saved(other, address, {"name_fi": "Onnin toinen nimi", "hint_fi": "Ohje"})

    again: Any = editor.post(address, {**sent(asked), "name_fi-choice": versions.MINE})

    (conflict,) = again.context_data["adminform"].form.conflict
    assert (conflict.opened, conflict.theirs, conflict.yours) == ("Onnin nimi", "Onnin toinen nimi", "Ainon nimi")
    last = editor.post(address, {**sent(again), "name_fi-choice": versions.MINE})
    task = models.Task.objects.get(slug="lasku")
    assert (last.status_code, task.name_fi, task.hint_fi) == (302, "Ainon nimi", "Ohje")


def test_of_rows_that_are_chosen_both_editors_choices_are_kept(editor: Client, other: Client) -> None:
    row = models.Condition.objects.get(slug="lasku")
    third = drafts.organisation_type("ahvenanmaa")
    helsinki, kunta = (pk(models.OrganisationType, slug) for slug in ("helsinki", "kunta"))
    row.types.set([kunta])
    address = url("condition", "change", row.pk)
    opened = as_opened(editor, address)
    saved(other, address, {"types": [kunta, helsinki]})

    response = editor.post(address, {**opened, "types": [third.pk]})

    assert response.status_code == 302
    assert set(row.types.values_list("slug", flat=True)) == {"helsinki", "ahvenanmaa"}


def test_a_row_on_its_mandates_page_merges_and_is_asked_of_too(editor: Client, other: Client) -> None:
    row = models.Condition.objects.get(slug="lasku")
    address = url("mandate", "change", pk(models.Mandate, "laaja"))
    opened = as_opened(editor, address)
    helsinki, kunta = (pk(models.OrganisationType, slug) for slug in ("helsinki", "kunta"))
    saved(other, url("condition", "change", row.pk), {"note": "Onnin tulkinta", "types": [kunta, helsinki]})

    changes = {"title_fi": "Uusi työnimi", "conditions-0-note": "Ainon tulkinta", "conditions-0-types": []}
    response: Any = editor.post(address, {**opened, **changes, "conditions-0-every_type": "on"})

    (form,) = [each for each in response.context["inline_admin_formsets"][0].formset.forms if each.instance.pk]
    row.refresh_from_db()
    assert (response.status_code, row.note) == (200, "Onnin tulkinta")
    assert form.conflict == (
        versions.FieldConflict("Tulkinta", "(tyhjä)", "Onnin tulkinta", "Ainon tulkinta", "conditions-0-note-choice"),
    )
    assert wrong(response)["conditions-0-every_type"] == [forms.FOR_BOTH]  # the other added a type meanwhile
    assert models.Mandate.objects.get(slug="laaja").title_fi == "Valtuus laaja"
    mended = {"conditions-0-types": [], "conditions-0-note-choice": versions.MINE}
    again = editor.post(address, {**sent(response), **mended})
    row.refresh_from_db()
    assert (again.status_code, row.note, row.every_type, row.types.count()) == (302, "Ainon tulkinta", True, 0)


@without_html()
def test_a_row_that_somebody_changed_is_not_deleted_from_its_mandates_page_unread(
    editor: Client, other: Client
) -> None:
    row = models.Condition.objects.get(slug="lasku")
    address = url("mandate", "change", pk(models.Mandate, "laaja"))
    opened = as_opened(editor, address)
    saved(other, url("condition", "change", row.pk), {"note": "Onnin tulkinta"})

    response: Any = editor.post(address, {**opened, "conditions-0-DELETE": "on"})

    assert (response.status_code, wrong(response)["conditions-0-__all__"][0][-71:]) == (200, versions.NOT_DELETED[-71:])
    assert models.Condition.objects.get(slug="lasku").note == "Onnin tulkinta"
    again = editor.post(address, {**sent(response), "conditions-0-DELETE": "on"})
    assert (again.status_code, models.Condition.objects.filter(slug="lasku").exists()) == (302, False)


def test_a_row_that_somebody_changed_is_not_deleted_unread(editor: Client, other: Client) -> None:
    group = models.ServiceGroup.objects.create(slug="muu", name_fi="Muu", name_sv="Muu", name_en="Muu")
    address = url("servicegroup", "delete", group.pk)
    version = re.findall('name="version" value="([0-9]+)"', text(editor.get(address)))
    assert version == [str(group.version)]
    saved(other, url("servicegroup", "change", group.pk), {"name_fi": "Onnin nimi"})

    refused = editor.post(address, {"post": "yes", "version": version[0]})

    assert models.ServiceGroup.objects.get(pk=group.pk).name_fi == "Onnin nimi"
    assert (refused.status_code, refused.headers["Location"]) == (302, address)
    (sentence,) = told(refused)
    assert "Onni Ojala tallensi saman rivin" in sentence
    assert "Riviä ei poistettu" in sentence
    assert not LogEntry.objects.filter(action_flag=DELETION).exists()
    (read,) = re.findall('name="version" value="([0-9]+)"', text(editor.get(address)))
    editor.post(address, {"post": "yes", "version": read})
    assert not models.ServiceGroup.objects.filter(pk=group.pk).exists()


def test_a_row_that_somebody_deleted_comes_back_with_the_text(editor: Client, other: Client) -> None:
    group = models.ServiceGroup.objects.create(slug="uusi", name_fi="Uusi")
    address = url("servicegroup", "change", group.pk)
    opened = as_opened(editor, address)
    other.post(url("servicegroup", "delete", group.pk), {"post": "yes"})

    response: Any = editor.post(address, {**opened, "name_fi": "Ainon nimi"})

    assert (response.status_code, wrong(response)) == (200, {"__all__": [saving_admin.GONE]})
    add = re.search(r'<form action="([^"]+)"[^>]*id="servicegroup_form"', text(response))
    assert add
    assert add[1] == url("servicegroup", "add")
    editor.post(add[1], sent(response))
    assert models.ServiceGroup.objects.get(slug="uusi").name_fi == "Ainon nimi"


@without_html()
def test_a_row_that_somebody_deleted_comes_back_with_the_rows_on_its_page(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = as_opened(editor, address)
    models.Condition.objects.filter(slug="lasku").delete()
    models.Task.objects.get(slug="lasku").delete()

    changes = {"name_fi": "Ainon nimi", "conditions-0-note": "Ainon tulkinta"}
    response: Any = editor.post(address, {**opened, **changes})

    assert (response.status_code, wrong(response)) == (200, {"__all__": [saving_admin.GONE]})
    assert editor.post(url("task", "add"), sent(response)).status_code == 302
    condition = models.Condition.objects.get(slug="lasku")
    assert (condition.task.name_fi, condition.note) == ("Ainon nimi", "Ainon tulkinta")


@without_html()
@pytest.mark.parametrize("touched", [True, False])
def test_a_row_deleted_from_its_mandates_page_meanwhile_comes_back_where_it_was_changed(
    touched: bool, editor: Client, other: Client
) -> None:
    address = url("mandate", "change", pk(models.Mandate, "laaja"))
    second = drafts.condition(
        "toinen", models.Task.objects.get(slug="katselu"), models.Mandate.objects.get(slug="laaja")
    )
    second.types.set(models.OrganisationType.objects.all())
    opened = as_opened(editor, address)
    gone, stays = ("0", "1") if opened["conditions-0-id"] == pk(models.Condition, "lasku") else ("1", "0")
    models.Condition.objects.get(slug="lasku").delete()

    changes = {"title_fi": "Uusi työnimi", f"conditions-{stays}-note": "Jää"}
    changes |= {f"conditions-{gone}-note": "Ainon tulkinta"} if touched else {}
    response: Any = editor.post(address, {**opened, **changes})

    if touched:
        assert (response.status_code, wrong(response)) == (200, {"__all__": [saving_admin.PART_GONE]})
        response = editor.post(address, sent(response))
    assert response.status_code == 302
    notes = dict(models.Condition.objects.filter(mandate__slug="laaja").values_list("slug", "note"))
    assert notes == {"toinen": "Jää", **({"lasku": "Ainon tulkinta"} if touched else {})}
    assert models.Mandate.objects.get(slug="laaja").title_fi == "Uusi työnimi"


@without_html()
@without_html()
def test_saving_what_somebody_saved_with_the_same_text_is_no_conflict(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = as_opened(editor, address)
    saved(editor, address, {})

    response = editor.post(address, opened)

    assert response.status_code == 302


def test_a_page_that_does_not_say_what_it_was_opened_with_overwrites_nothing(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    opened = as_opened(editor, address)

    response: Any = editor.post(address, {**opened, "name_fi": "Minun", versions.OPENED: "1"})

    (conflict,) = response.context_data["adminform"].form.conflict
    assert (conflict.opened, conflict.theirs, conflict.yours) == ("", "Teen: lasku", "Minun")
    assert models.Task.objects.get(slug="lasku").name_fi == "Teen: lasku"


WORDS: Final = st.sampled_from(["", "yksi", "kaksi", "kolme"])
SETS: Final = st.frozensets(st.integers(1, 5).map(str))


@given_any(WORDS, WORDS, WORDS)
def test_a_text_that_one_changed_is_that_ones_and_only_two_changes_ask(opened: str, mine: str, theirs: str) -> None:
    changed = {each for each in (mine, theirs) if each != opened}
    expected = None if len(changed) > 1 else (changed or {opened}).pop()
    assert merging.merged(opened, mine, theirs) == expected


@given_any(SETS, SETS, SETS)
def test_every_element_of_a_set_is_as_who_changed_it_left_it(
    opened: frozenset[str], mine: frozenset[str], theirs: frozenset[str]
) -> None:
    found = merging.merged(opened, mine, theirs)
    assert found is not None
    for each in opened | mine | theirs:
        was, votes = each in opened, (each in mine, each in theirs)
        assert (each in found) == (was if votes == (was, was) else not was)


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


@without_html()
@without_html()
def test_a_save_that_slips_between_reading_and_writing_is_told_too(editor: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    tasks = models.Task.objects.filter(slug="lasku")

    def slip() -> None:
        tasks.update(name_fi="Nopea", version=F("version") + 1)

    # The other's save is undone with the failed one here, so it has to win every time.
    with connection.execute_wrapper(overtaking("mandates_task", slip, 100)):
        response = saved(editor, address, {"name_fi": "Hidas"})

    assert (response.status_code, wrong(response)) == (200, {"__all__": [COLLISION]})
    assert models.Task.objects.get(slug="lasku").name_fi == "Teen: lasku"


def test_two_adds_that_take_the_same_number_both_get_one(editor: Client) -> None:
    def slip() -> None:
        models.ServiceGroup.objects.create(slug="nopea", name_fi="Nopea", number=2)

    with connection.execute_wrapper(overtaking("mandates_servicegroup", slip)):
        response = saved(editor, url("servicegroup", "add"), {"name_fi": "Hidas", "slug": "hidas"})

    assert response.status_code == 302
    assert models.ServiceGroup.objects.filter(slug="hidas").exists()
