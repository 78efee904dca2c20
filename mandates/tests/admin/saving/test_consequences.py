"""After each save and deletion the editor reads what it caused: errors of other rows, cases, answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from mandates import models
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import pk, saved, url

pytestmark = pytest.mark.usefixtures("draft")

Told = list[tuple[str, str, list[str]]]


@pytest.fixture
def told(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[[Callable[[], Any]], Told]:
    """What an act told: each message's level, its heading, and where its links lead."""

    def told_of(act: Callable[[], Any]) -> Told:
        with django_capture_on_commit_callbacks(execute=True):
            response = act()
        return [
            (each.level_tag, re.sub("<(ul|a)[ >].*", "", str(each)), re.findall('href="([^"]+)"', str(each)))
            for each in get_messages(response.wsgi_request)
            if each.level_tag != "success"
        ]

    return told_of


def test_what_a_mandate_includes_is_told_though_no_answer_changes(
    editor: Client, told: Callable[[Callable[[], Any]], Told]
) -> None:
    found = told(lambda: saved(editor, url("mandate", "change", pk(models.Mandate, "laaja")), {"includes": []}))

    heading = "Luonnoksen vastaukset eivät muuttuneet. Valtuudet sisältävät nyt muuta kuin ennen:"
    assert found[0] == ("warning", heading, [])


def test_taking_an_organisation_from_a_condition_tells_cases_and_answers(
    editor: Client, told: Callable[[Callable[[], Any]], Told]
) -> None:
    row = models.Condition.objects.get(slug="katselu")
    helsinki, kunta = (pk(models.OrganisationType, slug) for slug in ("helsinki", "kunta"))
    row.types.set([helsinki, kunta])
    models.Condition.objects.filter(pk=row.pk).update(every_type=False)
    address = url("condition", "change", row.pk)

    found = told(lambda: saved(editor, address, {"types": [helsinki]}))

    query = "?organisaatio=kunta&amp;tehtava=katselu&amp;suhde=oma"
    assert found == [
        (
            "error",
            "1 odotettu tapaus ei enää täsmää:",
            [url("expectedcase", "change", pk(models.ExpectedCase, "katsoja"))],
        ),
        ("warning", "Luonnoksen vastaus muuttui 1 tilanteessa:", [f"/admin/esikatselu/tulos/{query}"]),
    ]


def test_retiring_a_prerequisite_tells_the_errors_of_other_rows(
    editor: Client, told: Callable[[Callable[[], Any]], Told]
) -> None:
    condition = models.Condition.objects.get(slug="lasku")
    condition.prerequisite_note_fi = condition.prerequisite_note_sv = condition.prerequisite_note_en = "Tarkennus."
    condition.save()
    address = url("prerequisite", "change", pk(models.Prerequisite, "sopimus"))

    found = told(lambda: saved(editor, address, {"retired": "on"}))

    query = "/admin/esikatselu/tulos/?organisaatio=kunta&amp;tehtava=lasku&amp;suhde=oma"
    assert found[:2] == [
        ("error", "Muutos aiheutti 1 virheen, joka estää julkaisemisen:", [url("condition", "change", condition.pk)]),
        ("warning", "Luonnoksen vastaus muuttui 2 tilanteessa:", [f"{query}&amp;ei=sopimus", query]),
    ]


def act_delete(editor: Client, bulk: bool) -> Any:
    condition = pk(models.Condition, "lasku")
    if bulk:
        data = {"action": "delete_selected", "_selected_action": [condition], "post": "yes"}
        return editor.post(url("condition", "changelist"), data)
    return editor.post(url("condition", "delete", condition), {"post": "yes"})


@pytest.mark.parametrize("bulk", [False, True])
def test_a_deletion_tells_the_same(bulk: bool, editor: Client, told: Callable[[Callable[[], Any]], Told]) -> None:
    found = told(lambda: act_delete(editor, bulk))

    lost = [
        url("task", "change", pk(models.Task, "lasku")),
        url("prerequisite", "change", pk(models.Prerequisite, "sopimus")),
        url("mandate", "change", pk(models.Mandate, "laaja")),
    ]
    assert (found[0][0], found[0][1], sorted(found[0][2])) == (
        "error",
        "Muutos aiheutti 3 virhettä, jotka estävät julkaisemisen:",
        sorted(lost),
    )
    assert found[1][:2] == ("warning", "Luonnoksen vastaus muuttui 3 tilanteessa:")


def test_what_was_wrong_before_is_not_told_as_caused_and_more_than_a_few_wait_behind_a_click(
    editor: Client, told: Callable[[Callable[[], Any]], Told]
) -> None:
    drafts.task("ennestaan-vailla", models.Service.objects.get())
    for number in range(7):
        drafts.organisation_type(f"uusi-{number}")
    drafts.translate()
    address = url("condition", "change", pk(models.Condition, "katselu"))

    found = told(lambda: saved(editor, address, {"every_type": None, "types": [pk(models.OrganisationType, "kunta")]}))

    errors = [len(links) for level, heading, links in found if heading.startswith("Muutos aiheutti 8 virhettä")]
    assert errors == [8]  # eight organisations, of which nothing asks any more; not the task that had no condition


def test_a_save_that_changes_no_answer_tells_nothing(editor: Client, told: Callable[[Callable[[], Any]], Told]) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))

    assert told(lambda: saved(editor, address, {"name_fi": "Lasku", "name_sv": "Räkning", "name_en": "Invoice"})) == []
