"""The time of a publication that waits, decided by two people at once: each decides of what they have read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin.publishing import publish_page, timing_page
from mandates.models import Publication
from mandates.publishing import publish as publishing
from mandates.publishing.planned import Choice
from mandates.tests.admin.forms_sent import text

pytestmark = pytest.mark.usefixtures("draft")

ADD: Final = reverse("admin:mandates_publication_add")


@pytest.fixture
def waiting(published: Publication) -> Publication:
    """It changes the name of one task; the draft changes another's too."""
    rename("lasku", "Odottava nimi")
    found = publishing.publish("aino", "Laki muuttuu", timezone.now() + timedelta(days=2))
    rename("katselu", "Korjattu")
    return found


def rename(slug: str, name: str) -> None:
    models.Task.objects.filter(slug=slug).update(name_fi=name)


def step(page: Any) -> str:
    """How many times the publication's time was decided anew, as each of the page's forms says."""
    found: set[str] = set(re.findall(r'name="step" value="([^"]*)"', text(page)))
    return found.pop()


def told(client: Client, sent: dict[str, Any]) -> list[str]:
    """Why a publish page was refused."""
    page: Any = client.post(ADD, {"note": "Muutos", **sent})
    return list(page.context["page"].form.non_field_errors())


def test_nobody_moves_or_cancels_what_somebody_else_moved_meanwhile(editor: Client, waiting: Publication) -> None:
    address = reverse("admin:mandates_publication_timing", args=(waiting.pk,))
    read = step(editor.get(address))
    moved = publishing.reschedule(waiting.number, timezone.now() + timedelta(days=9), "onni").seen_from

    for decision in ({"peru": "1"}, {"live_from": "2099-01-01T00:00"}):
        page = editor.post(address, {"step": read, **decision}, follow=True)
        assert timing_page.MEANWHILE in text(page)
        assert Publication.objects.get(pk=waiting.pk).seen_from == moved

    editor.post(address, {"step": step(page), "peru": "1"})
    assert Publication.objects.get(pk=waiting.pk).seen_from is None


def test_what_is_to_go_out_with_the_waiting_one_is_read_again_when_that_was_moved(
    editor: Client, waiting: Publication
) -> None:
    rows = {"valittu": "1", "mukana": "1", "rivi": ["task.1", "task.2"]}
    page: Any = editor.get(ADD, rows)
    read = {**rows, "seen": page.context["page"].checklist.seen}
    publishing.reschedule(waiting.number, timezone.now() + timedelta(hours=1), "onni")

    assert told(editor, read) == [publish_page.TIME_CHANGED]
    publishing.cancel(waiting.number, "onni")
    assert publish_page.TIME_CHANGED in told(editor, read)
    assert Publication.objects.count() == 2


def test_who_is_late_is_told_what_somebody_corrected_and_not_what_waits_after_it(
    editor: Client, waiting: Publication
) -> None:
    page: Any = editor.get(ADD)
    read = {"valittu": "1", "rivi": ["task.2"], "seen": page.context["page"].checklist.seen}
    publishing.publish("onni", "Korjaus", choice=Choice(frozenset({("task", 2)})))

    [first, *_] = told(editor, read)

    assert first == "Joku muu julkaisi, kun luit sivua: Julkaisu 3 (onni, Korjaus). Lue muutokset uudestaan."
