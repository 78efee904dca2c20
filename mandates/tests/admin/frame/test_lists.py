"""Every list and every page with something in its address answers whatever the address says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from typing import Any, Final

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.tests.depth import sampled

pytestmark = pytest.mark.usefixtures("everything")

HUGE: Final = "9" * 30
NONSENSE: Final = (HUGE, "-1", "9" * 5000, "1e400", "eiole", "2026-13-45", "[", "😀", "\x00")
DATES: Final = (
    *({"day__year": year} for year in ("9999", "10000", "0", "1", "-1", HUGE, "eiole", "")),
    *({"day__year": "2026", "day__month": month} for month in ("0", "13", HUGE, "eiole", "")),
    *({"day__year": "2026", "day__month": "2", "day__day": day} for day in ("0", "30", HUGE, "eiole", "")),
    {"day__year": "9999", "day__month": "12", "day__day": "31"},
    {"day__gte": "9999-99-99"},
    {"day__lt": "0001-01-01"},
)
NOT_READ: Final = "Osoitteessa on rajaus tai sivu, jota ei ole"
LISTED: Final = [model for model in site._registry if model is not models.OutcomeCount]


def tried(names: Iterable[str]) -> Sequence[tuple[str, str]]:
    """Every name with every nonsense; in the sample each name with one or two, another one each time."""
    return sampled(list(product(sorted(names), NONSENSE)), 7)


def listed(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.fixture
def everything(published: models.Publication) -> None:
    """A row in every list."""
    models.Feedback.objects.create(page="/", language="fi", publication=1, day=date(2026, 11, 24), text="Puuttui")
    models.LinkCheck.objects.create(url="https://a.example", status=200, checked_at=timezone.now())
    Group.objects.get_or_create(name="Tuki")


@pytest.mark.parametrize("model", sampled(LISTED, 2), ids=lambda model: model.__name__)
def test_a_filter_of_nonsense_gives_an_empty_list(model: type[Model], editor: Client) -> None:
    whole: Any = editor.get(listed(model))
    names = {name for spec in whole.context["cl"].filter_specs for name in spec.expected_parameters() if name}
    wrong = {}
    for name, value in tried({*names, "pk", "pk__gt", "eiole", "eiole__eiole"}):
        answer: Any = editor.get(listed(model), {name: value})
        count = answer.context["cl"].result_count if answer.status_code == 200 else None
        if count != 0 and not (name == "pk__gt" and value == "-1"):
            wrong[name, value[:40]] = answer.status_code, count

    assert (whole.context["cl"].result_count > 0, wrong) == (True, {})


@pytest.mark.parametrize("model", sampled(LISTED, 8), ids=lambda model: model.__name__)
def test_any_page_order_and_search_is_answered(model: type[Model], editor: Client) -> None:
    names = ["p", "o", "q", "all", "e", "_facets", "_popup"]
    asked = [each for name in names for each in (*tried([name]), (name, ""))]
    wrong = [each for each in asked if editor.get(listed(model), dict([each])).status_code != 200]

    assert wrong == []


def test_a_day_that_there_is_not_gives_an_empty_list(editor: Client) -> None:
    wrong = {}
    for asked in DATES:
        answer: Any = editor.get(listed(models.Feedback), asked)
        if answer.status_code != 200 or answer.context["cl"].result_count:
            wrong[str(asked)] = answer.status_code

    assert wrong == {}


def test_the_day_that_there_is_is_found(editor: Client) -> None:
    answer: Any = editor.get(listed(models.Feedback), {"day__year": "2026", "day__month": "11", "day__day": "24"})

    assert answer.context["cl"].result_count == 1
    assert NOT_READ not in answer.content.decode()


def test_an_unread_filter_is_told_and_led_past(editor: Client) -> None:
    answer = editor.get(listed(models.Feedback), {"day__year": "9999"})
    address = listed(models.Feedback)

    assert f'{NOT_READ}, joten luettelo on tyhjä. <a href="{address}">Näytä kaikki</a>' in answer.content.decode()


@pytest.mark.parametrize("asked", ["day__year=9999", "publication=eiole", "eiole=1", "page__regex=(", "kasittelija=x"])
def test_an_action_on_all_that_an_unread_filter_lists_is_done_to_none(asked: str, editor: Client) -> None:
    row = models.Feedback.objects.get()
    sent = {"action": "delete_selected", "select_across": "1", "_selected_action": str(row.pk), "post": "yes"}
    editor.post(f"{listed(models.Feedback)}?{asked}", sent)

    assert models.Feedback.objects.count() == 1


PAGES: Final = {
    "unconfirmed_names": ("tila",),
    "reviews": ("milloin",),
    "notes": ("laji", "vakavuus", "sivu"),
    "search": ("q", "korvaus"),
    "log": ("kuka", "lista", "teko", "nimi", "alkaen", "asti", "sivu"),
    "review_requests": ("sivu",),
    "mandates_outcomecount_changelist": ("julkaisu",),
    "mandates_publication_compare": ("vanha", "uusi"),
    "mandates_publication_impact": ("valittu", "rivi", "mukaan"),
    "mandates_publication_add": ("valittu", "rivi"),
    "draft_changes": ("valittu", "rivi"),
    "coverage": ("lahde",),
    "guide": ("kohta",),
    "spreadsheets": ("listat",),
    "draft_file": ("luonnos",),
    "preview_links": ("sivu",),
    "mandates_expectedcase_add": ("vastaus", "types", "tasks"),
    "mandates_task_add": ("service", "order", "number"),
    "mandates_instruction_add": ("checked_on", "source"),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_our_own_answer_any_value(page: str, editor: Client) -> None:
    asked = [{name: value} for name, value in tried(PAGES[page])]
    asked += [dict.fromkeys(PAGES[page], value) for value in (*sampled(NONSENSE, 4), "")]

    assert {editor.get(reverse(f"admin:{page}"), each).status_code for each in asked} == {200}


@pytest.mark.parametrize("page", ["change/", "delete/", "history/"])
@pytest.mark.parametrize("model", sampled([models.Mandate, models.Feedback, User], 2), ids=lambda model: model.__name__)
def test_a_row_that_there_is_not_is_said_so(model: type[Model], page: str, editor: Client) -> None:
    keys = [HUGE, "-1", "0", "eiole", "%00"]
    answers = {key: editor.get(f"{listed(model)}{key}/{page}") for key in keys}

    told = {
        key: (answer.headers.get("Location"), [each.level_tag for each in get_messages(answer.wsgi_request)][-1:])
        for key, answer in answers.items()
    }
    assert told == dict.fromkeys(keys, ("/admin/", ["warning"]))
    assert editor.get("/admin/").content.decode().count('<li class="warning">') == len(keys)


@pytest.mark.parametrize("page", ["uudestaan/", "aika/", "sisalto.json"])
def test_a_publication_that_there_is_not_is_not_found(page: str, editor: Client) -> None:
    keys = (HUGE, "0")

    assert {editor.get(f"{listed(models.Publication)}{key}/{page}", follow=True).status_code for key in keys} == {404}


@pytest.mark.parametrize("key", [HUGE, "-1", "eiole", "1.0", "²", ""])
def test_an_action_on_what_is_no_key_asks_to_choose(key: str, editor: Client) -> None:
    sent = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
    before = models.Task.objects.count()
    answer = editor.post(listed(models.Task), sent, follow=True)

    assert (answer.status_code, len(list(answer.context["messages"]))) == (200, 1)
    assert models.Task.objects.count() == before


@pytest.mark.parametrize("page", ["change/", "delete/"])
@pytest.mark.parametrize("model", [models.Task, models.Publication, User], ids=lambda model: model.__name__)
def test_a_row_is_found_by_its_key_where_the_address_names_no_field(
    model: type[Model], page: str, editor: Client
) -> None:
    key = model._default_manager.values_list("pk", flat=True)[0]

    assert editor.get(f"{listed(model)}{key}/{page}?_to_field=").status_code in (200, 403)
