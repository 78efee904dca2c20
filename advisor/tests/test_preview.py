"""The draft as editors see it before it is published."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client, override_settings

from advisor.tests.pages import PAGES, PageType
from advisor.tests.reading import Reader
from mandates.content import importing
from mandates.models import Mandate, Service, Task
from mandates.publishing import editions

pytestmark = pytest.mark.django_db
FIXTURE = Path(__file__).parents[2] / "fixtures" / "content.json"
PREVIEW = "/admin/esikatselu"


@pytest.fixture
def editor(edition: editions.Edition) -> Client:
    importing.import_file(FIXTURE)
    client = Client()
    user = User.objects.create_user("aino", is_staff=True)
    user.groups.add(Group.objects.get(name="Tuki"))
    client.force_login(user)
    return client


def test_preview_needs_a_signed_in_editor(edition: editions.Edition) -> None:
    response = Client().get(f"{PREVIEW}/palvelut/")
    assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={PREVIEW}/palvelut/")


def test_preview_shows_the_draft_and_visitors_the_publication(editor: Client) -> None:
    Service.objects.filter(slug="rina").update(name_fi="Rina, uusi nimi")
    assert "Rina, uusi nimi" in editor.get(f"{PREVIEW}/palvelut/").content.decode()
    assert "Rina, uusi nimi" not in editor.get("/palvelut/").content.decode()


def wrong(page: PageType, editor: Client) -> list[str]:
    """What is missing from the page, or leads out of the preview."""
    response = editor.get(f"{PREVIEW}{page.url}")
    html = response.content.decode()
    marks = {
        "200": response.status_code == 200,
        "said to be a draft": "Luonnoksen esikatselu" in html,
        "robots": 'name="robots" content="noindex"' in html and response["X-Robots-Tag"] == "noindex",
        "no-store": "no-store" in response["Cache-Control"],
    }
    links = [link for link in Reader(html).links if link.startswith("/")]
    leaving = [link for link in links if not link.startswith(f"{PREVIEW}/")]
    return [f"{page.name}: {each}" for each in (*leaving, *(mark for mark, holds in marks.items() if not holds))]


def test_preview_of_every_page_is_marked_and_leads_nowhere_else(editor: Client) -> None:
    """One draft for all pages, for it takes longer to import than to read."""
    assert [line for page in PAGES for line in wrong(page, editor)] == []


def test_preview_redirects_within_itself(editor: Client) -> None:
    assert editor.get(f"{PREVIEW}/tulos/")["Location"] == f"{PREVIEW}/kysely/organisaatio/"


def test_preview_offers_a_task_that_is_not_published(editor: Client) -> None:
    before = editor.get(f"{PREVIEW}/tulos.json?organisaatio=kunta&tehtava=uusi").json()
    task = Task.objects.get(slug="lastenhoidon-tuen-lasku")
    task.slug, task.old_slugs = "uusi", task.slug
    task.save()
    after = editor.get(f"{PREVIEW}/tulos.json?organisaatio=kunta&tehtava=uusi").json()
    by_old_slug = editor.get(f"{PREVIEW}/tulos.json?organisaatio=kunta&tehtava=lastenhoidon-tuen-lasku").json()
    assert (before["request"], before["dropped"]) == ([], ["uusi"])
    assert (after["request"], by_old_slug["request"]) == (["kelmu-lastenhoidon-tuki"], ["kelmu-lastenhoidon-tuki"])


def test_preview_of_what_is_not_public_is_not_found(editor: Client) -> None:
    paths = ("/ei-ole/", "/admin/", "/admin/esikatselu/")
    assert {path: editor.get(f"{PREVIEW}{path}").status_code for path in paths} == dict.fromkeys(paths, 404)


def test_preview_of_a_draft_whose_service_is_out_of_use_says_so_on_every_page(editor: Client) -> None:
    Service.objects.update(retired=True)
    answers = {page.name: editor.get(f"{PREVIEW}{page.url}") for page in PAGES}
    assert {name: response.status_code for name, response in answers.items()} == dict.fromkeys(answers, 409)


def test_preview_of_a_draft_that_cannot_be_compiled_says_so(editor: Client) -> None:
    broad, narrow = Mandate.objects.get(slug="eessi-kasittely"), Mandate.objects.get(slug="eessi-katselu")
    narrow.includes.add(broad)
    response = editor.get(f"{PREVIEW}/")
    assert (response.status_code, response.content.decode()) == (
        409,
        "Luonnosta ei voi koota. Katso virheet sivulta Julkaise luonnos.",
    )


def test_preview_on_the_editors_own_host_names_that_host(editor: Client) -> None:
    """In what is copied, sent and drawn: the visitors' host has no page of the admin."""
    with override_settings(
        PUBLIC_URL="http://neuvoja.example:81", ADMIN_HOST="yllapito.example", ALLOWED_HOSTS=["yllapito.example"]
    ):
        host = {"host": "yllapito.example"}
        pages = {
            each.name: unquote(editor.get(f"{PREVIEW}{each.url}", headers=host).content.decode()) for each in PAGES
        }

    assert [name for name, page in pages.items() if "neuvoja.example:81/admin/" in page] == []
    assert f"http://yllapito.example:81{PREVIEW}/tulos/?" in pages["result"]
