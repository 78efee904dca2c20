"""What everybody expects of a door, and nobody notices until it is gone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from mandates.tests.door.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db

OWN = "toinen aivan uusi lause"


def test_an_installation_has_no_user_whose_name_could_be_tried() -> None:
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", [f" {PASSWORD}", f"{PASSWORD} ", PASSWORD.upper(), PASSWORD[:-1], PASSWORD[:16]])
def test_a_password_is_checked_exactly_as_it_was_typed(password: str, aino: User, sign_in: SignIn) -> None:
    assert sign_in(password=password).status_code == 200
    assert sign_in().status_code == 302


def test_spaces_at_the_ends_belong_to_a_password(aino: User, sign_in: SignIn) -> None:
    aino.set_password(f" {PASSWORD} ")
    aino.save()
    assert sign_in().status_code == 200
    assert sign_in(password=f" {PASSWORD} ").status_code == 302


def test_ones_own_password_is_changed_only_by_who_knows_it(aino: User, client: Client) -> None:
    client.force_login(aino)
    change = {"old_password": "arvattu vanha sana", "new_password1": OWN, "new_password2": OWN}
    assert client.post("/admin/password_change/", change).status_code == 200
    aino.refresh_from_db()
    assert (aino.check_password(OWN), aino.check_password(PASSWORD)) == (False, True)

    assert client.post("/admin/password_change/", {**change, "old_password": PASSWORD}).status_code == 302
    aino.refresh_from_db()
    assert (aino.check_password(OWN), aino.check_password(PASSWORD)) == (True, False)


@pytest.mark.parametrize(
    ("address", "uses"),
    [
        ("/admin/login/", ["current-password"]),
        ("/admin/password_change/", ["current-password", "new-password", "new-password"]),
    ],
)
def test_passwords_are_hidden_and_managers_of_passwords_know_them(
    address: str, uses: list[str], aino: User, client: Client
) -> None:
    if address != "/admin/login/":
        client.force_login(aino)
    page = client.get(address).content.decode()
    fields = [field for field in re.findall(r"<input[^>]*>", page) if "password" in field and "hidden" not in field]

    assert [re.findall(r'autocomplete="([^"]*)"', field) for field in fields] == [[use] for use in uses]
    assert {re.findall(r'type="([^"]*)"', field)[0] for field in fields} == {"password"}
    assert not re.findall(r"onpaste|readonly|maxlength", " ".join(fields))


def test_key_of_a_session_cannot_be_guessed(aino: User, client: Client) -> None:
    keys = set()
    for _ in range(3):
        client.force_login(aino)
        keys.add(client.cookies[settings.SESSION_COOKIE_NAME].value)
        client.logout()

    assert len(keys) == 3
    assert {bool(re.fullmatch(r"[a-z0-9]{32}", key)) for key in keys} == {True}


def test_a_session_that_ended_opens_nothing_again(aino: User, client: Client) -> None:
    client.force_login(aino)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/admin/logout/")
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = key
    response: Any = again.get("/admin/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")
