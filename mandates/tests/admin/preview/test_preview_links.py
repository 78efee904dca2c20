"""The draft's preview for somebody without an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin.preview.preview_links import MOST_OPEN, address_of
from mandates.tests.admin.fallen import FALLEN, fallen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def shared(**values: Any) -> str:
    maker = User.objects.get(username="aino")
    later = timezone.now() + timedelta(days=1)
    values = {"name": "Asiantuntija", "made_by": maker, "expires_at": later, **values}
    return address_of(models.PreviewLink.objects.create(**values))


def test_an_editor_makes_a_link_and_anybody_who_edits_takes_it_back(people: Callable[[str], Client]) -> None:
    links = reverse("admin:preview_links")
    people("aino").post(links, {"name": "DVV", "days": "7"})
    link = models.PreviewLink.objects.get()
    address = address_of(link)

    assert address in text(people("aino").get(links))
    assert timedelta(days=6) < link.expires_at - timezone.now() <= timedelta(days=7)
    assert Client().get(address).status_code == 200
    people("eino").post(links, {"peru": str(link.pk)})
    ended = Client().get(address)
    assert (ended.status_code, ended["X-Robots-Tag"]) == (410, "noindex")
    assert address not in text(people("aino").get(links))


def test_an_expert_sees_the_draft_marked_and_leaves_no_trace(people: Callable[[str], Client]) -> None:
    models.Service.objects.update(name_fi="Palvelun uusi nimi")
    address, expert = shared(), Client()

    page = expert.get(address)

    assert (page.status_code, page["X-Robots-Tag"], page["Cache-Control"]) == (200, "noindex", "no-store, private")
    assert ("Luonnoksen esikatselu." in text(page), 'content="noindex"' in text(page)) == (True, True)
    listed = expert.get(f"{address}palvelut/")
    assert "Palvelun uusi nimi" in text(listed)
    assert f'href="{address}' in text(listed)
    assert (dict(page.cookies), dict(listed.cookies), dict(expert.cookies)) == ({}, {}, {})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_link_only_reads(method: str, people: Callable[[str], Client]) -> None:
    address = shared()
    assert [getattr(Client(), method)(f"{address}{path}").status_code for path in ("", "palaute/")] == [405, 405]


def test_a_link_opens_nothing_else_and_none_can_be_guessed(people: Callable[[str], Client]) -> None:
    address = shared()
    expert = Client()
    token = address.strip("/").rpartition("/")[2]
    key, _dot, signature = token.partition(".")
    other = address.replace(token, f"{int(key) + 1}.{signature}")
    bent = f"{address[:-2]}{'y' if address[-2] == 'x' else 'x'}/"

    assert expert.get(f"{address}admin/").status_code == 404
    assert [expert.get(each).status_code for each in (other, bent)] == [404, 404]
    assert expert.get(f"/admin/luonnos/{token.partition('.')[0]}/").status_code == 404
    for page in ("index", "notes", "guide", "preview_start", "preview_links"):
        assert expert.get(reverse(f"admin:{page}")).status_code == 302


@pytest.mark.parametrize("ended", ["expires_at", "revoked_at"])
def test_a_link_that_has_ended_shows_nothing(ended: str, people: Callable[[str], Client]) -> None:
    models.Service.objects.update(name_fi="Uusi nimi")
    answer = Client().get(f"{shared(**{ended: timezone.now() - timedelta(seconds=1)})}palvelut/")
    assert (answer.status_code, "Uusi nimi" in text(answer)) == (410, False)
    assert "<h1>Esikatselulinkki ei ole enää voimassa</h1>" in text(answer)
    assert "Pyydä uusi siltä, joka antoi sen." in text(answer)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("", "Tämä esikatselulinkki on vanhentunut tai peruttu. Pyydä uusi siltä, joka antoi sen."),
        (
            "sv/",
            "Länken till förhandsgranskningen har gått ut eller återkallats. Be om en ny av den som gav dig länken.",
        ),
        (
            "en/valtuudet/",
            "This preview link has expired or was cancelled. Ask for a new one from whoever gave it to you.",
        ),
    ],
)
def test_a_link_that_has_ended_says_so_in_the_language_of_the_page(
    page: str, said: str, people: Callable[[str], Client]
) -> None:
    answer: Any = Client().get(f"{shared(revoked_at=timezone.now())}{page}")
    assert (answer.status_code, answer["X-Robots-Tag"], said in " ".join(text(answer).split())) == (
        410,
        "noindex",
        True,
    )


@pytest.mark.parametrize("how", FALLEN)
def test_an_editor_is_told_which_links_show_nothing_and_may_still_cancel_them(
    how: str, people: Callable[[str], Client]
) -> None:
    """Who may edit again opens them again."""
    address, links = shared(), reverse("admin:preview_links")
    fallen(User.objects.get(username="aino"), how)

    listed = text(people("eino").get(links))

    assert (address in listed, "Voimassa " in listed) == (False, False)
    assert "Linkki ei avaudu: sen tekijä ei enää saa muokata." in listed
    people("eino").post(links, {"peru": str(models.PreviewLink.objects.get().pk)})
    assert "Peruttu." in text(people("eino").get(links))


@pytest.mark.parametrize("how", FALLEN)
def test_links_of_who_can_no_longer_come_in_or_edit_show_nothing(how: str, people: Callable[[str], Client]) -> None:
    address = shared()
    assert Client().get(address).status_code == 200
    fallen(User.objects.get(username="aino"), how)
    assert Client().get(address).status_code == 410


def test_an_editor_has_a_few_open_links_at_most(people: Callable[[str], Client]) -> None:
    aino = people("aino")
    for _ in range(MOST_OPEN):
        shared()
    answer = aino.post(reverse("admin:preview_links"), {"name": "Vielä yksi", "days": "1"})

    assert (answer.status_code, models.PreviewLink.objects.count()) == (200, MOST_OPEN)
    assert "Peru niistä jokin ensin" in text(answer)
    models.PreviewLink.objects.update(expires_at=timezone.now())
    assert aino.post(reverse("admin:preview_links"), {"name": "Vielä yksi", "days": "1"}).status_code == 302
