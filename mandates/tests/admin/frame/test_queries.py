"""What a page asks of the database does not grow with its rows: counted at one and at three."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mandates import models
from mandates.tests.admin.forms_sent import saved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]


def queries(editor: Client, address: str) -> int:
    editor.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert editor.get(address).status_code == 200
    return len(found)


def log(editor: Client, number: int) -> str:
    """Of rows that have a page, whose texts name other rows."""
    task = models.Task.objects.all()[0]
    service = models.Service.objects.create(
        slug=f"uusi-{number}", name_fi="Uusi", group=models.ServiceGroup.objects.all()[0]
    )
    address = reverse("admin:mandates_task_change", args=(task.pk,))
    assert saved(editor, address, {"service": service.pk, "hint_fi": f"Vihje {number}"}).status_code == 302
    return reverse("admin:log")


def colleagues(editor: Client, number: int) -> str:
    user = User.objects.create_user(f"saimi{number}", is_staff=True)
    user.groups.set(Group.objects.filter(name="Toimittaja"))
    return reverse("admin:ask_review")


PAGES: Final = (log, colleagues)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_as_often_for_three_rows_as_for_one(page: Callable[[Client, int], str], editor: Client) -> None:
    one = queries(editor, page(editor, 1))
    three = queries(editor, [page(editor, number) for number in (2, 3)][-1])
    assert three == one


def test_a_page_with_rows_of_another_kind_looks_for_left_behind_translations_once(editor: Client) -> None:
    mandate, source = models.Mandate.objects.all()[0], models.Source.objects.all()[0]
    for number in range(3):
        models.LookAlike.objects.create(slug=f"nimi-{number}", name_fi="Näköinen", mandate=mandate, source=source)

    with CaptureQueriesContext(connection) as found:
        editor.get(reverse("admin:mandates_mandate_change", args=(mandate.pk,)))

    table = models.StaleTranslation._meta.db_table
    assert len([each for each in found if f'FROM "{table}"' in each["sql"]]) == 1
