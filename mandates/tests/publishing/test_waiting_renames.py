"""A row gets another slug while a publication waits that has rows which name it by the old one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from mandates import models
from mandates.content import composing
from mandates.models import Publication
from mandates.publishing import plan
from mandates.publishing import publish as publishing
from mandates.tests import drafts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _renamed() -> None:
    """A new task waits until tomorrow; its service, and the mandate that it needs, have got other slugs since."""
    drafts.small_draft()
    publishing.publish("aino", "Ensimmäinen")
    drafts.needed_task("uusi", "suppea")
    publishing.publish("aino", "Laki muuttuu", timezone.now() + timedelta(days=1))
    models.Service.objects.update(slug="uusi-palvelu", old_slugs="palvelu")
    models.Mandate.objects.filter(slug="suppea").update(slug="kapea", old_slugs="suppea")


def test_what_waits_is_not_taken_for_another_text() -> None:
    found = plan.draft(plan.usual())

    assert {row.key for row in found.rows if row.waits} == {("task", 3), ("condition", 3)}
    assert not [row.key for row in found.rows if row.both]
    assert not found.chosen & {("task", 3), ("condition", 3)}
    assert found.refusals == []


def test_the_new_slugs_go_out_and_what_waits_names_rows_by_them() -> None:
    publishing.publish("onni", "Uudet tunnisteet", choice=plan.usual())

    live, waiting = Publication.objects.order_by("number")[2:4]
    now, later = composing.rows_of(live.body), composing.rows_of(waiting.body)
    assert ("task", 3) not in now
    assert later["task", 3]["fields"]["service"] == ["uusi-palvelu"]
    assert later["condition", 3]["fields"]["mandate"] == ["kapea"]
    assert composing.changed(later, plan.draft().source) == ()


def test_a_row_that_both_change_is_still_asked_about() -> None:
    models.Task.objects.filter(slug="uusi").update(name_fi="Toisin")
    found = plan.draft(plan.usual())
    assert [row.key for row in found.rows if row.both] == [("task", 3)]
