"""Passwords: 15 characters, not what everybody tries, and the first one changed."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth import password_validation
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoCaptureOnCommitCallbacks

from mandates.door import passwords
from mandates.tests.door.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db

OWN = "toinen aivan uusi lause"
LONG = "pitkä lause alkaa tästä".ljust(passwords.LONGEST, "x")
TOO_LONG = "Salasana on liian pitkä. Siinä saa olla enintään 1000 merkkiä."


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


@given(text=st.text(alphabet="ab", max_size=24) | st.builds(lambda part: (part * 5)[:21], st.text("abc", min_size=1)))
def test_a_repeated_part_is_found_as_by_trying_every_part(text: str) -> None:
    parts = [text[:length] for length in range(1, len(text) // 2 + 1)]
    assert passwords._repeats(text) == any((part * len(text)).startswith(text) for part in parts)


def test_of_a_password_of_a_million_letters_only_its_length_is_looked_at() -> None:
    """It is common, and one letter said again, which nobody finds out."""
    first, *_ = password_validation.get_default_password_validators()
    with pytest.raises(ValidationError) as refused:
        validate_password("a" * 1_000_000, User(username="aino"))

    assert isinstance(first, passwords.LongestPasswordValidator)
    assert refused.value.messages == [TOO_LONG]


WAYS = {
    "password_change/": ("new_password1", "new_password2"),
    "auth/user/add/": ("password1", "password2"),
    "auth/user/{}/password/": ("password1", "password2"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_could_not_sign_in_cannot_be_set(way: str, client: Client, sign_in: SignIn) -> None:
    """The longest that can be set signs in; of a longer one nothing but its length is told, wherever it is set."""
    boss = User.objects.create_superuser("eino", password=PASSWORD)
    User.objects.create_user("aino", password=PASSWORD, is_staff=True)
    name = {"password_change/": "eino", "auth/user/add/": "uusi"}.get(way, "aino")
    address = "/admin/" + way.format(User.objects.get(username="aino").pk)
    client.force_login(boss)
    rest = {"old_password": PASSWORD, "username": name, "usable_password": "true"}

    for letters in (1_000_000, passwords.LONGEST + 1):
        page = client.post(address, {**rest, **dict.fromkeys(WAYS[way], "a" * letters)})
        assert (page.status_code, page.content.decode().count(TOO_LONG)) == (200, 2)
        assert "liian yleinen" not in page.content.decode()
    assert client.post(address, {**rest, **dict.fromkeys(WAYS[way], LONG)}).status_code == 302
    User.objects.filter(username=name).update(is_staff=True)
    assert sign_in(name, LONG, by=Client()).status_code == 302


def test_a_longer_one_is_not_looked_at_where_it_is_asked_for(aino: User, sign_in: SignIn) -> None:
    assert TOO_LONG in sign_in(password=LONG + "x").content.decode()


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
    aino: User,
    client: Client,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    caplog.set_level(logging.INFO, "mandates.door")
    other = Client()
    for each in (client, other):
        each.force_login(aino)

    change = {"old_password": PASSWORD, "new_password1": OWN, "new_password2": OWN}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/password_change/", change)

    assert [each.get("/admin/").status_code for each in (client, other)] == [200, 302]
    assert caplog.messages[-1] == "Password changed: aino, by aino"
