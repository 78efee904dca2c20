"""Numbers that a page sends back and that none is: too long for any column, or for Python to read."""

from __future__ import annotations

from typing import Any, Final

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from mandates import models
from mandates.admin.rows.case_pages import accepted
from mandates.admin.worklists.pasted_names import LOST
from mandates.rules.texts import LANGUAGES
from mandates.tests.admin.forms_sent import as_opened, filled, url, without_html, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]

ODD: Final = ("9" * 20, "9" * 5000, "\u00b2", "\u0663", "-1", "\0", "1e3", "")


def test_a_choice_of_rows(editor: Client) -> None:
    answers = {}
    for number in ODD:
        sent = {"valittu": "1", "rivi": f"task.{number}", f"teksti-task.{number}": "1", "tarvitut": f"task.{number}"}
        chosen = editor.get(reverse("admin:draft_changes"), sent).context["page"].chooser.chosen
        asked = editor.get(reverse("admin:ask_review"), {"julkaisu": number}).status_code
        answers[number] = chosen, asked in (200, 404)
    assert answers == dict.fromkeys(ODD, (0, True))


def test_an_odd_number_beside_a_pasted_name_confirms_nothing(editor: Client) -> None:
    source, mandate = models.Source.objects.all()[0], models.Mandate.objects.all()[0]
    sent = {"teksti": "Nimi", "kieli": LANGUAGES[0], "lahde": source.pk, "vahvista": "1"}
    told = {}
    for tick in (tick for number in ODD for tick in (f"{number}-{mandate.pk}", f"0-{number}")):
        answer: Any = editor.post(reverse("admin:paste_names"), {**sent, "nimi": tick})
        told[tick] = [str(each) for each in answer.context["messages"]]
    assert told == {tick: [LOST] for tick in told}


@pytest.mark.parametrize("number", ODD)
def test_a_case_made_of_todays_answer(number: str) -> None:
    sent = QueryDict(urlencode({"types": number, "tasks": number}))
    assert accepted(sent).getlist("request") == []


def test_a_row_on_a_page_that_forgot_what_it_was_opened_with(editor: Client) -> None:
    mandate = models.Mandate.objects.all()[0]
    page = reverse("admin:mandates_mandate_change", args=(mandate.pk,))
    answers = {}
    for number in ODD:
        sent = {"source": number, "opened": "x", "order": number, "number": number}
        answers[number] = editor.post(page, sent).status_code
    assert answers == dict.fromkeys(ODD, 200)


def test_a_choice_in_a_rows_form(editor: Client) -> None:
    mandate = models.Mandate.objects.all()[0]
    page = url("mandate", "change", mandate.pk)
    opened, answers = as_opened(editor, page), {}
    for number in ODD[:-1]:
        with without_html():
            response = editor.post(page, filled({**opened, "includes": [number], "source": number}))
        answers[number] = sorted(wrong(response))
    assert answers == {number: ["includes", "source"] for number in ODD[:-1]}


def test_a_link_to_take_back(editor: Client) -> None:
    answers = {number: editor.post(reverse("admin:preview_links"), {"peru": number}).status_code for number in ODD}
    assert answers == dict.fromkeys(ODD, 302)


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "abc"])
def test_a_row_that_cannot_be(number: str, editor: Client) -> None:
    for name in ("change", "delete", "history"):
        page = reverse("admin:mandates_task_change", args=(1,)).replace("/1/change", f"/{number}/{name}")
        assert editor.get(page).status_code == 302
        assert editor.post(page, {"post": "yes"}).status_code in (200, 302)


def test_nul_is_not_looked_for(editor: Client) -> None:
    """PostgreSQL refuses it; the page of a list refuses it itself."""
    asked = {"app_label": "mandates", "model_name": "condition", "field_name": "task", "term": "Teen: la\0sku"}
    answer = editor.get(reverse("admin:autocomplete"), asked).json()
    assert [each["text"] for each in answer["results"]] == ["Teen: lasku"]
