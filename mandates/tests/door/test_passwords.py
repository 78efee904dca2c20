"""Passwords: 15 characters, not what everybody tries, and the first one changed."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from mandates.door import passwords
from mandates.tests.door.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db

OWN = "toinen aivan uusi lause"


@pytest.mark.parametrize(
    "password",
    [
        "vain 14 merkki",
        "passwordpassword",
        "PasswordPassword",
        "qwertyuiopasdfgh",
        "1q2w3e4r5t6y7u8i",
        "administrator123",
        "salasanasalasana",
        "asiointivaltuusneuvoja",
        "aaaaaaaaaaaaaaaaaaaa",
        "kissa1kissa1kissa1kis",
        "aino.virtanen@kela",
    ],
)
def test_short_and_common_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="aino.virtanen"))


@pytest.mark.parametrize(
    "password",
    ["neljä aivan eri sanaa", "493817264058172", "ÄÖÅäöåÄÖÅäöåxyz", "🦊 kettu juoksi ohi", "x" * 14 + "y" * 60],
)
def test_what_is_long_needs_no_special_characters(password: str) -> None:
    validate_password(password, User(username="aino.virtanen"))


def test_the_list_is_in_order_and_each_of_its_entries_is_found() -> None:
    digests = passwords.COMMON.read_bytes()
    entries = [digests[at : at + passwords.WIDTH] for at in range(0, len(digests), passwords.WIDTH)]

    assert len(entries) > 300_000
    assert entries == sorted(set(entries))
    assert passwords.digest("iloveyouiloveyou") in entries


def test_a_password_that_another_gave_is_changed_before_anything_else(sign_in: SignIn, client: Client) -> None:
    boss = Client()
    boss.force_login(User.objects.create_superuser("eino"))
    given = {"username": "aino", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    boss.post("/admin/auth/user/add/", given)
    User.objects.filter(username="aino").update(is_staff=True)
    sign_in()

    assert client.get("/admin/").headers["Location"] == "/admin/password_change/"
    change = {"old_password": PASSWORD, "new_password1": OWN, "new_password2": OWN}
    client.post("/admin/password_change/", change)
    assert client.get("/admin/").status_code == 200


def test_so_is_one_that_was_set_anew_and_it_ends_the_sessions(aino: User, sign_in: SignIn, client: Client) -> None:
    boss, theirs = Client(), Client()
    boss.force_login(User.objects.create_superuser("eino"))
    theirs.force_login(aino)
    new = {"password1": OWN, "password2": OWN, "usable_password": "true"}
    boss.post(f"/admin/auth/user/{aino.pk}/password/", new)

    sign_in(password=OWN)
    assert (theirs.get("/admin/").status_code, client.get("/admin/").headers["Location"]) == (
        302,
        "/admin/password_change/",
    )


def test_ones_own_new_password_puts_out_the_other_sessions_and_is_logged(
    aino: User, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "mandates.door")
    other = Client()
    for each in (client, other):
        each.force_login(aino)

    change = {"old_password": PASSWORD, "new_password1": OWN, "new_password2": OWN}
    client.post("/admin/password_change/", change)

    assert [each.get("/admin/").status_code for each in (client, other)] == [200, 302]
    assert caplog.messages[-1] == "Password changed: aino, by aino"
