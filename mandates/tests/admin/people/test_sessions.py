"""A session that ends, a token that is old and a database that is busy: what was written comes back, unsaved."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from mandates import models
from mandates.admin.people import session
from mandates.admin.saving import saving_admin
from mandates.tests.admin.forms_sent import pk, sent, text, url, wrong

pytestmark = pytest.mark.usefixtures("draft")

PASSWORD = "salasana-on-pitka"


@pytest.fixture
def aino(db: None) -> User:
    return User.objects.create_superuser("aino", password=PASSWORD)


@pytest.fixture
def signed_in(client: Client, aino: User) -> Client:
    client.force_login(aino)
    return client


def written(client: Client, address: str, changes: dict[str, Any]) -> dict[str, Any]:
    """What the editor's page would send, with the changes."""
    page: Any = client.get(address)
    return {**sent(page), session.EDITOR: page.context["editor"], **changes}


def sign_in(client: Client, response: Any, name: str = "aino") -> Any:
    """Sign in on the page that a response led to, and go where that leads."""
    login = client.post(response["Location"], {"username": name, "password": PASSWORD, "next": _next(response)})
    return client.get(login["Location"])


def _next(response: Any) -> str:
    return str(response["Location"].partition("next=")[2])


@pytest.mark.parametrize("adding", [False, True])
def test_a_form_sent_after_the_session_ended_comes_back_when_its_editor_signs_in(
    adding: bool, signed_in: Client
) -> None:
    address = url("task", "add") if adding else url("task", "change", pk(models.Task, "lasku"))
    form = written(signed_in, address, {"name_fi": "Pitkä teksti", "hint_fi": "Ohje", "slug": "lasku-2"})
    models_before = models.Task.objects.count()
    signed_in.session.flush()

    refused = signed_in.post(address, form)
    told = [str(each) for each in get_messages(refused.wsgi_request)]
    page = sign_in(signed_in, refused)

    assert (refused.status_code, told) == (302, [session.SIGN_IN])
    assert wrong(page)["__all__"] == [session.RETURNED]
    shown = page.context["adminform"].form
    assert (shown["name_fi"].value(), shown["hint_fi"].value()) == ("Pitkä teksti", "Ohje")
    assert (models.Task.objects.count(), models.Task.objects.filter(name_fi="Pitkä teksti").count()) == (
        models_before,
        0,
    )
    again: Any = signed_in.get(address)
    assert "__all__" not in again.context["adminform"].form.errors  # it came back once


def test_the_rows_on_the_page_of_another_row_come_back_too(signed_in: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    form = written(signed_in, address, {"conditions-0-note": "Luettu näin"})
    signed_in.session.flush()

    page = sign_in(signed_in, signed_in.post(address, form))

    (conditions,) = [inline.formset for inline in page.context["inline_admin_formsets"]]
    assert (wrong(page), conditions.non_form_errors()) == ({"__all__": [session.RETURNED]}, [])
    assert [each["note"].value() for each in conditions.initial_forms] == ["Luettu näin"]


def test_somebody_else_who_signs_in_sees_nothing_of_it(signed_in: Client) -> None:
    User.objects.create_superuser("onni", password=PASSWORD)
    address = url("task", "change", pk(models.Task, "lasku"))
    form = written(signed_in, address, {"name_fi": "Ainon teksti"})
    signed_in.session.flush()

    refused = signed_in.post(address, form)
    page = sign_in(signed_in, refused, "onni")

    assert "Ainon teksti" not in text(page)
    assert session.KEPT not in signed_in.session or signed_in.session[session.KEPT] == []


@pytest.mark.parametrize("editor", ["", "1", "väärä"])
def test_what_no_page_of_ours_made_is_not_kept(editor: str, client: Client, aino: User) -> None:
    client.post(url("task", "add"), {"name_fi": "Vieras", session.EDITOR: editor})
    assert session.KEPT not in client.session


def test_a_form_too_large_is_not_kept(signed_in: Client, aino: User) -> None:
    form = written(signed_in, url("task", "add"), {"name_fi": "a" * session.LARGEST})
    signed_in.session.flush()
    signed_in.post(url("task", "add"), form)
    assert session.KEPT not in signed_in.session


def test_a_form_with_the_token_of_an_older_session_comes_back_instead_of_a_refusal(aino: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(aino)
    address = url("task", "change", pk(models.Task, "lasku"))
    form = written(client, address, {"name_fi": "Pitkä teksti", "csrfmiddlewaretoken": "a" * 64})

    response = client.post(address, form)
    page: Any = client.get(response["Location"])

    assert (response.status_code, response["Location"]) == (302, address)
    assert wrong(page)["__all__"] == [session.RETURNED]
    assert page.context["adminform"].form["name_fi"].value() == "Pitkä teksti"
    assert client.post(address, {**form, session.EDITOR: "väärä"}).status_code == 403
    other = User.objects.create_superuser("onni")
    client.force_login(other)
    assert client.post(address, form).status_code == 403
    client.logout()
    assert client.post(address, form).status_code == 403
    assert models.Task.objects.get(slug="lasku").name_fi == "Teen: lasku"


def test_the_state_of_the_session_is_told_to_its_page_alone(signed_in: Client, aino: User) -> None:
    told = signed_in.get(reverse("admin:session_state")).json()

    assert (told["seconds"], told["editor"]) == (3600, str(aino.pk))
    assert len(told["token"]) == 64
    assert f'data-seconds="3600" data-editor="{aino.pk}"' in " ".join(text(signed_in.get("/admin/")).split())
    assert Client().get(reverse("admin:session_state")).json() == {"seconds": 0}
    assert "session-notice" not in text(Client().get(reverse("admin:login")))


def test_a_busy_database_keeps_the_text_and_asks_to_try_again(signed_in: Client) -> None:
    address = url("task", "change", pk(models.Task, "lasku"))
    form = written(signed_in, address, {"name_fi": "Pitkä teksti"})

    def busy(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(("UPDATE", "INSERT")):
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    with connection.execute_wrapper(busy):
        response = signed_in.post(address, form)

    assert (response.status_code, wrong(response)) == (503, {"__all__": [saving_admin.BUSY]})
    assert response.context["adminform"].form["name_fi"].value() == "Pitkä teksti"
    assert models.Task.objects.get(slug="lasku").name_fi == "Teen: lasku"
    assert signed_in.post(address, form).status_code == 302
