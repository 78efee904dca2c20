"""The sixth wrong password is refused, by name and by address; nothing tells which names there are."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from mandates.door import hashing, throttle
from mandates.models import SignInFailure
from mandates.tests.door.conftest import PASSWORD, SignIn, code_of, telephone

pytestmark = pytest.mark.django_db


def body(response: Any) -> str:
    """The page without what is new in each: the token of its form, and what was typed."""
    page = str(response.content.decode())
    for part in ("csrfmiddlewaretoken", 'name="username"'):
        page = "\n".join(line for line in page.splitlines() if part not in line)
    return page


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_the_sixth_wrong_password_is_refused_and_the_right_one_too(aino: User, sign_in: SignIn) -> None:
    statuses = [sign_in(password="arvaus", address=f"192.0.2.{number}").status_code for number in range(6)]
    right = sign_in(address="192.0.2.99")

    assert (statuses, right.status_code, right["Retry-After"]) == ([200] * 5 + [429], 429, "900")


def test_an_address_is_refused_whatever_names_it_tries(aino: User, sign_in: SignIn, client: Client) -> None:
    statuses = [sign_in(f"nimi{number}").status_code for number in range(5)]

    assert (statuses, sign_in().status_code, is_in(client)) == ([200] * 5, 429, False)
    assert (sign_in(address="192.0.2.2").status_code, is_in(client)) == (302, True)


@pytest.mark.parametrize("away", [-timedelta(minutes=15, seconds=1), timedelta(days=2)])
def test_a_quarter_of_an_hour_later_all_is_forgotten(away: timedelta, aino: User, sign_in: SignIn) -> None:
    """So are failures of a clock that was far ahead."""
    for _ in range(5):
        sign_in(password="arvaus")
    SignInFailure.objects.update(at=timezone.now() + away)

    assert sign_in().status_code == 302
    throttle.forget_old()
    assert SignInFailure.objects.count() == 0


@pytest.mark.parametrize("tries", [1, 6])
@pytest.mark.parametrize("code", ["", "000000"])
def test_a_name_that_is_nobodys_gets_the_same_answer(tries: int, code: str, aino: User, sign_in: SignIn) -> None:
    """Nor does a right password get another one, where the code is wrong."""
    telephone(User.objects.create_user("eino", password=PASSWORD, is_staff=True))
    User.objects.create_user("vieras", password=PASSWORD)
    User.objects.create_user("entinen", password=PASSWORD, is_staff=True, is_active=False)

    def answer(name: str, password: str) -> tuple[int, str]:
        for number in range(tries):
            response = sign_in(name, password, code, address=f"192.0.{len(name)}.{number}")
        return response.status_code, body(response)

    answers = {
        answer(name, password)
        for name, password in (
            ("aino", "arvaus"),
            ("eino", "arvaus"),
            ("eino ", PASSWORD),
            ("vieras", PASSWORD),
            ("entinen", PASSWORD),
            ("eiketään", "arvaus"),
        )
    }
    assert [status for status, _ in answers] == [200 if tries == 1 else 429]


def hashes(monkeypatch: pytest.MonkeyPatch, sent: Callable[[], Any]) -> int:
    """How many hashes were made for it."""
    made: list[str] = []
    before = PBKDF2PasswordHasher.encode

    def encode(self: PBKDF2PasswordHasher, *given: Any) -> str:
        made.append(str(self.algorithm))
        return before(self, *given)

    with monkeypatch.context() as patch:
        patch.setattr(PBKDF2PasswordHasher, "encode", encode)
        sent()
    return len(made)


def test_a_name_that_is_nobodys_costs_a_hash_and_a_locked_one_none(
    aino: User, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = [hashes(monkeypatch, partial(sign_in, name, "arvaus")) for name in ("aino", "eiketään")]
    for number in range(5):
        sign_in("aino", "arvaus", address=f"198.51.100.{number}")
        sign_in("eiketään", "arvaus", address=f"198.51.100.{number}")
    locked = [hashes(monkeypatch, partial(sign_in, name, address="203.0.113.1")) for name in ("aino", "eiketään")]

    assert (counts, locked) == ([1, 1], [0, 0])


def test_a_locked_name_locks_neither_who_is_in_nor_who_comes_with_a_code(aino: User, sign_in: SignIn) -> None:
    inside, coming = Client(), Client()
    inside.force_login(aino)
    device = telephone(aino)
    for number in range(7):
        sign_in(password="arvaus", address=f"192.0.2.{number}")

    assert inside.get("/admin/").status_code == 200
    without = sign_in(address="198.51.100.1")
    wrong = sign_in(code="123456", address="198.51.100.1")
    device.refresh_from_db()
    device.throttle_reset()
    entered = sign_in(code=code_of(device), address="198.51.100.1", by=coming)
    assert (without.status_code, wrong.status_code, entered.status_code) == (429, 429, 302)
    assert coming.get("/admin/").status_code == 200


def test_a_locked_name_without_a_second_factor_is_not_opened_by_any_code(aino: User, sign_in: SignIn) -> None:
    for number in range(5):
        sign_in(password="arvaus", address=f"192.0.2.{number}")

    assert sign_in(code="123456", address="198.51.100.1").status_code == 429


@pytest.mark.parametrize(
    ("proxies", "peer", "named", "counted"),
    [
        (["127.0.0.1"], "127.0.0.1", "198.51.100.7", "198.51.100.7"),
        (["127.0.0.1"], "192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ([], "127.0.0.1", "198.51.100.7", "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (["127.0.0.1"], "127.0.0.1", None, "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "", "127.0.0.1"),
        (["::1"], "::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::1"),
        (["::1"], "::1", "::ffff:198.51.100.7", "198.51.100.7"),
        (["127.0.0.1"], "::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"),
        (["2001:DB8:0::5"], "2001:db8::5", "198.51.100.7", "198.51.100.7"),
        (["127.0.0.1"], "", "198.51.100.7", ""),
    ],
)
def test_an_address_is_the_proxys_word_only_if_it_is_ours(
    proxies: list[str], peer: str, named: str | None, counted: str, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request, direct = HttpRequest(), HttpRequest()
    request.META = {"REMOTE_ADDR": peer, **({"HTTP_X_FORWARDED_FOR": named} if named else {})}
    direct.META = {"REMOTE_ADDR": counted}

    assert throttle.by_address(request) == throttle.by_address(direct)


def test_a_proxy_that_nobody_has_named_is_warned_of_once(
    aino: User, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    throttle._warn_of_a_proxy.cache_clear()

    for _ in range(2):
        sign_in(address="172.30.84.1", HTTP_X_FORWARDED_FOR="198.51.100.7")

    assert [line for line in caplog.messages if "TRUSTED_PROXIES" in line] == [
        "A proxy that TRUSTED_PROXIES does not name hands over sign-ins: all count as one sender's"
    ]


def test_neither_name_nor_address_is_kept(aino: User, sign_in: SignIn) -> None:
    sign_in("salasanani on", "arvaus", address="198.51.100.7")

    kept = " ".join(SignInFailure.objects.values_list("who", flat=True))
    assert ("salasanani" in kept, "198.51" in kept, len(kept)) == (False, False, 2 * 64 + 1)


def test_while_one_password_is_checked_others_are_told_to_come_again(aino: User, sign_in: SignIn) -> None:
    with hashing.turn():
        busy = sign_in()

    assert (busy.status_code, busy["Retry-After"]) == (503, "5")
    assert "Joku muu kirjautuu juuri nyt" in busy.content.decode()
    assert (SignInFailure.objects.count(), sign_in().status_code) == (0, 302)


def test_hashes_are_made_in_one_thread_that_steps_back() -> None:
    names: set[str] = set()

    def note() -> None:
        names.add(threading.current_thread().name)

    for _ in range(3):
        hashing._thread.submit(note).result()
    nice = hashing._thread.submit(lambda: os.nice(0)).result()

    assert (names, nice) == ({"hash_0"}, hashing.LAST_IN_LINE)


def test_hashes_are_made_where_nothing_may_step_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr("os.setpriority", refused)

    hashing._step_back()


def test_the_log_names_who_exists_and_no_address(aino: User, sign_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mandates.door")
    sign_in(password="arvaus")
    sign_in("hunter2hunter2", "arvaus")
    for number in range(4):
        sign_in(password="arvaus", address=f"192.0.2.{number + 2}")
    sign_in(address="192.0.2.9")
    sign_in(address="192.0.2.9", by=Client())

    said = [record.getMessage() for record in caplog.records if record.name == "mandates.door"]
    wrong, locked = "Sign-in refused, wrong name, password or code", "Sign-in refused, locked after five failures"
    assert said == [f"{wrong}: aino", f"{wrong}: an unknown name", *[f"{wrong}: aino"] * 4, *[f"{locked}: aino"] * 2]
    assert "192.0.2" not in caplog.text


def test_coming_in_and_going_out_is_logged(
    aino: User, sign_in: SignIn, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "mandates.door")
    sign_in()
    client.post("/admin/logout/")

    assert caplog.messages == ["Signed in: aino", "Signed out: aino"]
