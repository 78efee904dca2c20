"""The ways from a page to a request, and from a request to publishing: what is asked is what the page shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from time import process_time
from typing import Any, Final

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin.people import session
from mandates.publishing import publish, reviews
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import page_of, text
from mandates.tests.publishing import tampering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]

People = Callable[[str], Client]
PUBLISH: Final = reverse("admin:mandates_publication_add")


@pytest.fixture
def _compulsory() -> Iterator[None]:
    with override_settings(PUBLISHING_NEEDS_REVIEW=True):
        yield


def rename(name: str, slug: str = "lasku") -> str:
    """Change the task; what names it in a choice."""
    models.Task.objects.filter(slug=slug).update(name_fi=name)
    return f"task.{models.Task.objects.get(slug=slug).number}"


def again(number: int) -> str:
    return reverse("admin:mandates_publication_again", args=(models.Publication.objects.get(number=number).pk,))


def link(page: Any, words: str) -> str:
    [found] = re.findall(rf'href="([^"]*)">{words}</a>', text(page))
    return unescape(found)


def approved(people: People, page: Any) -> models.ReviewRequest:
    """Aino follows the page's link and asks Saimi, who approves."""
    address = link(page, "Pyydä tarkistusta")
    seen = page_of(people("aino"), address).checklist.seen
    people("aino").post(address, {"seen": seen, "reviewer": User.objects.get(username="saimi").pk})
    review = models.ReviewRequest.objects.all()[0]
    people("saimi").post(reverse("admin:review", args=(review.pk,)), {"paatos": "hyvaksytty"})
    return review


def published(client: Client, review: models.ReviewRequest) -> models.Publication:
    """What comes of it when the colleague's link is followed and the button pressed."""
    address = link(client.get(reverse("admin:review", args=(review.pk,))), "Julkaise tämä")
    page = page_of(client, address)
    chooser = page.checklist.chooser
    sent = {
        "julkaise": "1",
        "valittu": "1",
        "rivi": [row.value for row in chooser.rows if row.chosen],
        "mukana": "1" if chooser.with_waiting else "",
        "seen": page.checklist.seen,
        "note": "Muutos",
        **{row.text: "1" if row.ours else "2" for row in chooser.asked},
    }
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["page"].form.errors
    return models.Publication.objects.order_by("-number")[0]


@pytest.mark.usefixtures("_compulsory")
def test_what_is_to_go_out_with_the_waiting_publication_is_asked_about_so(people: People) -> None:
    waits = timezone.now() + timedelta(days=2)
    rename("Odottaa")
    with override_settings(PUBLISHING_NEEDS_REVIEW=False):
        publish.publish("ylli", "Myöhemmin", waits)
    value = rename("Sen mukana", "katselu")

    every = f"valittu=1&mukana=1&rivi={value}&rivi=task.{models.Task.objects.get(slug='lasku').number}"
    review = approved(people, people("pirkko").get(f"{PUBLISH}?{every}"))

    found = published(people("pirkko"), review)
    assert (found.number, found.live_from) == (3, waits)  # and none that is seen at once


@pytest.mark.usefixtures("_compulsory")
def test_going_back_keeps_the_waiting_ones_own_text_when_that_was_asked_and_approved(people: People) -> None:
    rename("Toinen nimi")
    with override_settings(PUBLISHING_NEEDS_REVIEW=False):
        publish.publish("ylli", "Toinen")
        value = rename("Kolmas nimi")
        publish.publish("ylli", "Myöhemmin", timezone.now() + timedelta(days=2))
    page = people("pirkko").get(f"{again(1)}?teksti-{value}=2")
    assert reviews.NEEDED in text(page)

    review = approved(people, page)

    assert "saimi on hyväksynyt juuri tämän" in " ".join(
        text(people("pirkko").get(f"{again(1)}?tarkistus={review.pk}")).split()
    )
    assert "Kolmas nimi" in published(people("pirkko"), review).body


@pytest.mark.usefixtures("_compulsory")
def test_when_what_visitors_see_is_damaged_the_page_still_leads_to_asking(people: People) -> None:
    rename("Uusi nimi")
    tampering.tamper("body = replace(body, 'kokeeksi', 'kaikille')", number=1)

    page = people("pirkko").get(PUBLISH)

    asked = link(page, "Pyydä tarkistusta")
    assert (reviews.NEEDED in text(page), asked) == (True, "/admin/tarkistus/pyyda/?valittu=1")


def test_an_address_names_hundreds_of_chosen_rows_in_runs(people: People) -> None:
    """No server takes one with each of them."""
    service = models.Service.objects.get()
    first = drafts.task("tehtava-1", service).number
    last, left_out = first + 299, first + 150
    models.Task.objects.bulk_create(
        models.Task(slug=f"tehtava-{number}", number=number, name_fi="Tehtävä", service=service)
        for number in range(first + 1, last + 1)
    )
    sent = {"valittu": "1", "nayta": "1", "rivi": [f"task.{n}" for n in range(first, last + 1) if n != left_out]}

    page = people("pirkko").post(PUBLISH, sent)

    asked = link(page, "Pyydä tarkistusta")
    assert asked == f"/admin/tarkistus/pyyda/?valittu=1&rivi=task.{first}-{left_out - 1}.{left_out + 1}-{last}"
    chosen = page_of(people("pirkko"), asked).checklist.chooser
    assert (chosen.chosen, [row.value for row in chosen.rows if not row.chosen]) == (299, [f"task.{left_out}"])


@pytest.mark.parametrize("run", ["task", "task.", "task.x-3", "task.5-3", "task.-4", "task.1-2-3", "task.0-4"])
def test_a_run_that_is_none_chooses_no_row(run: str, people: People) -> None:
    rename("Toinen nimi")

    assert page_of(people("pirkko"), f"{PUBLISH}?valittu=1&rivi={run}").checklist.chooser.chosen == 0


def test_runs_without_end_are_not_read_for_long(people: People) -> None:
    rename("Toinen nimi")
    runs = ".".join(["1-999999"] * 500)
    started = process_time()

    page = people("pirkko").get(f"{PUBLISH}?valittu=1&rivi=task.{runs}").context["page"]

    assert page.checklist.chooser.chosen == 1
    assert process_time() - started < 20  # where every number is looked at, minutes


def test_addresses_of_a_large_draft_stay_short(people: People) -> None:
    """No server takes an address with hundreds of rows: where all are chosen, none is named."""
    for slug in ("lasku", "katselu"):
        rename(f"Uusi {slug}", slug)
    page = people("pirkko").get(PUBLISH)
    review = approved(people, page)

    assert [link(page, words) for words in ("Pyydä tarkistusta", "Valitse kaikki")] == [
        "/admin/tarkistus/pyyda/?valittu=kaikki",
        "?valittu=kaikki",
    ]
    assert page.context["page"].checklist.chooser.query == "valittu=kaikki"
    review_page = people("pirkko").get(reverse("admin:review", args=(review.pk,)))
    assert link(review_page, "Julkaise tämä") == f"{PUBLISH}?tarkistus={review.pk}"
    rename("Kolmas", "katselu")
    chosen = page_of(people("pirkko"), f"{PUBLISH}?tarkistus={review.pk}").checklist.chooser
    assert chosen.chosen == 2


def test_a_tick_and_an_answer_come_back_after_the_sessions_end(people: People) -> None:
    rename("Toinen nimi")
    publish.publish("ylli", "Toinen")
    value = rename("Kolmas nimi")
    publish.publish("ylli", "Myöhemmin", timezone.now() + timedelta(days=2))
    pirkko = people("pirkko")
    made_for = session.signed_editor(pirkko.get(again(1)).wsgi_request)
    sent = {session.EDITOR: made_for, "note": "Takaisin", "restore": "on", f"teksti-{value}": "2", "seen": "x"}
    pirkko.logout()

    pirkko.post(again(1), sent)
    pirkko.force_login(User.objects.get(username="pirkko"))
    page = pirkko.get(again(1)).context["page"]

    [row] = page.checklist.chooser.asked
    assert (page.form["note"].value(), page.form["restore"].value(), row.theirs) == ("Takaisin", "on", True)
