"""Publications in the admin: adding one is publishing, and nothing else can be done to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from mandates import content, editions, models, publishing
from mandates.models import Publication
from mandates.tests import drafts

pytestmark = pytest.mark.django_db

ADD: Final = "/admin/mandates/publication/add/"
LIST: Final = "/admin/mandates/publication/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("aino"))
    return client


@pytest.fixture(autouse=True)
def _draft() -> Iterator[None]:
    held = editions._Holder.edition
    drafts.small_draft()
    yield
    editions.install(held)


def person(client: Client, *permissions: str) -> Client:
    """A member of the staff with these permissions on publications."""
    user = User.objects.create_user("onni", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return client


def publish(client: Client, note: str = "Muutos") -> Any:
    return client.post(ADD, {"note": note})


def refused(response: Any) -> tuple[int, list[str]]:
    return response.status_code, list(response.context["form"].non_field_errors())


def test_publishing_stores_tells_and_leaves_a_trace(editor: Client) -> None:
    response = publish(editor, "Uusi tehtävä")

    published = Publication.objects.get()
    assert (published.number, published.editor, published.note) == (1, "aino", "Uusi tehtävä")
    assert (response.status_code, response.headers["Location"]) == (302, LIST)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Julkaisu 1 on julkaistu. Kävijät näkevät sen minuutin kuluessa."
    ]
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.object_id, entry.object_repr) == (ADDITION, str(published.pk), "Julkaisu 1")
    history: Any = editor.get(reverse("admin:mandates_publication_history", args=(published.pk,)))
    assert list(history.context["action_list"]) == [entry]


def test_the_page_lists_warnings_with_links_and_offers_to_publish(editor: Client) -> None:
    response: Any = editor.get(ADD)

    context = response.context
    assert (context["errors"], context["others"], context["can_publish"]) == ([], (), True)
    first = context["warnings"][0]
    broad = models.Mandate.objects.get(slug="laaja")
    assert first.text == ("Valtuus ”Valtuus laaja”, nimen tila suomeksi: Nimeä Suomi.fissä ei ole vahvistettu (fi).")
    assert first.url == reverse("admin:mandates_mandate_change", args=(broad.pk,))
    assert len(context["warnings"]) == 6


def test_errors_block_and_lead_to_the_row(editor: Client) -> None:
    condition = models.Condition.objects.get(slug="lasku")
    condition.types.clear()
    task = drafts.task("uusi", models.Service.objects.get())

    page: Any = editor.get(ADD)
    response = publish(editor)

    assert [(problem.text, problem.url) for problem in page.context["errors"]] == [
        (
            "Tehtävä ”Teen: uusi”, ehdot: Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään.",
            reverse("admin:mandates_task_change", args=(task.pk,)),
        ),
        (
            "Ehto ”Teen: lasku → Valtuus laaja”, organisaatiotyypit: Ehto ei koske ketään: valitse organisaatiotyyppi.",
            reverse("admin:mandates_condition_change", args=(condition.pk,)),
        ),
    ]
    assert 'type="submit" value="Julkaise"' not in page.content.decode()
    assert refused(response) == (200, ["Korjaa alla luetellut virheet."])
    assert Publication.objects.count() == 0


def test_a_draft_without_changes_is_a_form_error(editor: Client) -> None:
    publish(editor)

    page: Any = editor.get(ADD)
    response = publish(editor)

    sentence = "Luonnos on sama kuin julkaisu 1: julkaistavaa ei ole."
    assert page.context["others"] == (sentence,)
    assert page.context["can_publish"] is False
    assert refused(response) == (200, ["Korjaa alla luetellut virheet."])
    assert sentence in response.content.decode()
    assert LogEntry.objects.count() == 1


def test_an_empty_note_is_a_form_error(editor: Client) -> None:
    response = publish(editor, "")

    assert response.context["form"].errors == {"note": ["Tämä kenttä vaaditaan."]}
    assert Publication.objects.count() == 0


def test_losing_a_race_is_a_form_error_and_leaves_no_trace(editor: Client) -> None:
    ahead = iter([True])

    def overtake(execute: Any, sql: str, *rest: Any) -> Any:
        if "mandates_publication" in sql and sql.startswith("INSERT") and next(ahead, False):
            Publication.objects.create(number=1, format=1, editor="onni", note="Nopea", sha256="", body="[]")
        return execute(sql, *rest)

    with connection.execute_wrapper(overtake):
        response = publish(editor)

    assert refused(response) == (200, [publishing.SAME_TIME])
    assert LogEntry.objects.count() == 0


def test_a_publication_is_shown_without_its_body_and_can_be_downloaded(editor: Client) -> None:
    publish(editor)
    published = Publication.objects.get()

    page = editor.get(reverse("admin:mandates_publication_change", args=(published.pk,))).content.decode()
    body = editor.get(reverse("admin:mandates_publication_body", args=(published.pk,)))

    assert published.sha256 in page
    assert "Teen: lasku" not in page
    assert body.content.decode() == content.export()
    assert body.headers["Content-Type"] == "application/json"
    assert body.headers["Content-Disposition"] == 'attachment; filename="julkaisu-1.json"'


def test_the_list_shows_the_beginning_of_the_digest_and_offers_no_actions(editor: Client) -> None:
    publish(editor)

    page: Any = editor.get(LIST)

    assert f'<td class="field-digest">{Publication.objects.get().sha256[:12]}</td>' in page.content.decode()
    assert page.context["cl"].model_admin.get_actions(page.wsgi_request) == {}


def test_nothing_else_can_be_done_to_a_publication(editor: Client) -> None:
    publish(editor)
    published = Publication.objects.get()
    change = reverse("admin:mandates_publication_change", args=(published.pk,))
    delete = reverse("admin:mandates_publication_delete", args=(published.pk,))

    statuses = [
        editor.post(change, {"note": "Toinen"}).status_code,
        editor.get(delete).status_code,
        editor.post(delete, {"post": "yes"}).status_code,
    ]

    assert statuses == [403, 403, 403]
    assert list(Publication.objects.values_list("note", flat=True)) == ["Muutos"]


def test_what_is_not_permitted_is_refused(client: Client) -> None:
    published = publishing.publish("aino", "Muutos")
    body = reverse("admin:mandates_publication_body", args=(published.pk,))
    anonymous = [client.get(page).status_code for page in (ADD, LIST, body)]
    staff = person(client)
    nobody = [staff.get(page).status_code for page in (ADD, LIST, body)]
    User.objects.all().delete()
    reader = person(client, "view_publication")
    reading = [reader.get(page).status_code for page in (ADD, LIST, body)]

    assert (anonymous, nobody, reading) == ([302, 302, 302], [403, 403, 403], [403, 200, 200])
    assert publish(reader).status_code == 403
