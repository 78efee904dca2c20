"""Signing in by the proxy: its word counts, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import User
from django.test import Client, override_settings

from mandates.door import proxy

pytestmark = pytest.mark.django_db

OURS: Any = {"REMOTE_ADDR": "10.0.0.5"}


@pytest.fixture
def by_proxy() -> Any:
    with override_settings(
        ADMIN_PROXY_USER_HEADER="HTTP_X_REMOTE_USER",
        TRUSTED_PROXIES=["10.0.0.5"],
        AUTHENTICATION_BACKENDS=[proxy.PATH],
        ADMIN_SECOND_FACTOR=True,
    ):
        yield Client()


@pytest.mark.parametrize(
    ("named", "peer", "status"),
    [
        ("aino", "10.0.0.5", 200),
        ("aino", "192.0.2.1", 302),
        ("eiketään", "10.0.0.5", 302),
        ("vieras", "10.0.0.5", 302),
        ("entinen", "10.0.0.5", 302),
        ("", "10.0.0.5", 302),
    ],
)
def test_whom_our_proxy_names_is_in(named: str, peer: str, status: int, aino: User, by_proxy: Client) -> None:
    aino.is_superuser = True
    aino.save()
    User.objects.create_user("vieras")
    User.objects.create_user("entinen", is_staff=True, is_active=False)

    response = by_proxy.get("/admin/", headers={"x-remote-user": named}, REMOTE_ADDR=peer)

    assert (response.status_code, User.objects.count()) == (status, 3)


def test_a_name_is_read_as_the_proxy_sends_it(by_proxy: Client) -> None:
    """As the bytes of UTF-8, each of which WSGI hands over as a sign."""
    User.objects.create_user("mäkinen", is_staff=True)

    by_proxy.get("/admin/", headers={"x-remote-user": "mäkinen".encode().decode("latin-1")}, **OURS)

    assert get_user(by_proxy).get_username() == "mäkinen"


@pytest.mark.parametrize("now", ["", "eino"])
def test_when_it_names_another_or_nobody_the_session_is_over(now: str, aino: User, by_proxy: Client) -> None:
    by_proxy.get("/admin/", headers={"x-remote-user": "aino"}, **OURS)
    assert get_user(by_proxy).get_username() == "aino"

    assert by_proxy.get("/admin/", headers={"x-remote-user": now}, **OURS).status_code == 302


def test_who_ends_sessions_has_no_password_to_show(aino: User, by_proxy: Client) -> None:
    named: Any = {"headers": {"x-remote-user": "aino"}, **OURS}
    other = Client()
    other.get("/admin/", **named)
    assert 'type="password"' not in by_proxy.get("/admin/istunnot/", **named).content.decode()
    assert get_user(other).is_authenticated

    assert by_proxy.post("/admin/istunnot/", {"others": ""}, **named).status_code == 302
    assert not get_user(other).is_authenticated


def test_there_is_no_password_to_try(aino: User, by_proxy: Client) -> None:
    page = by_proxy.get("/admin/login/", **OURS).content.decode()
    sent = {"username": "aino", "password": "neljä aivan eri sanaa"}

    assert ('id="login-form"' in page, by_proxy.post("/admin/login/", sent, **OURS).status_code) == (False, 200)


def test_without_the_setting_the_header_is_nothing(aino: User, client: Client) -> None:
    assert client.get("/admin/", headers={"x-remote-user": "aino"}).status_code == 302
