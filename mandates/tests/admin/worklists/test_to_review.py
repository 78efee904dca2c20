"""The list of rows to review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin.worklists.to_review import LATE, ONLY, SOON

pytestmark = pytest.mark.usefixtures("draft")


def test_cause_to_review_is_listed_with_the_others(editor: Client) -> None:
    models.Cause.objects.update(review_by="2020-01-02")
    response: Any = editor.get(reverse("admin:reviews"))
    assert [(row.kind, row.title, row.late) for row in response.context["page"].rows] == [("Syy", "tyyppi", True)]


def test_rows_to_review_are_listed_the_latest_first(editor: Client) -> None:
    today = timezone.localdate()
    models.Mandate.objects.filter(slug="suppea").update(review_by=today + timedelta(days=30))
    models.Mandate.objects.filter(slug="laaja").update(review_by=today + timedelta(days=31))
    models.Instruction.objects.update(review_by=today - timedelta(days=1))

    response: Any = editor.get(reverse("admin:reviews"))

    found = [(review.title, review.kind, review.late) for review in response.context["page"].rows]
    assert found == [("Pyydä", "Ohje", True), ("Valtuus suppea", "Valtuus", False)]


@pytest.mark.parametrize(("when", "listed"), [(LATE, []), (SOON, ["Valtuus suppea"])])
def test_a_part_of_the_list_says_that_it_is_one(when: str, listed: list[str], editor: Client) -> None:
    models.Mandate.objects.filter(slug="suppea").update(review_by=timezone.localdate())

    response: Any = editor.get(reverse("admin:reviews"), {"milloin": when})

    assert [row.title for row in response.context["page"].rows] == listed
    html = response.content.decode()
    assert (str(ONLY[when]) in html, "Mitään ei tarvitse tarkistaa" in html) == (True, False)
