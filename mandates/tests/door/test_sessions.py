"""Sessions end after an hour or twelve, are seen and ended, and leave nothing behind."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from mandates.door import sessions, throttle
from mandates.models import SignInFailure
from mandates.tests.door.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db

PAGE = "/admin/istunnot/"
HANDLE = re.compile(r'name="end"\s+value="(\w+)"')


@pytest.fixture
def others(aino: User) -> list[Client]:
    """Two sessions of Aino's and one of Eino's, who is a superuser."""
    clients = [Client() for _ in range(3)]
    for client, user in zip(
        clients, (aino, aino, User.objects.create_superuser("eino", password=PASSWORD)), strict=True
    ):
        client.force_login(user)
    return clients


def status(client: Client) -> int:
    return client.get("/admin/").status_code


def ended(client: Client, password: str = PASSWORD, **what: str) -> Any:
    """What the page answers to a press of one of its buttons."""
    return client.post(PAGE, {"password": password, **what})


def aged(client: Client, by: timedelta) -> None:
    session = client.session
    session[sessions.STARTED] -= by.total_seconds()
    session.save()


def test_twelve_hours_are_the_longest_however_busy(aino: User, client: Client) -> None:
    client.force_login(aino)
    aged(client, timedelta(hours=11, minutes=59))
    assert status(client) == 200
    aged(client, timedelta(minutes=2))
    assert (status(client), get_user(client).is_authenticated) == (302, False)


def test_a_session_that_a_clock_which_was_ahead_began_is_over(aino: User, client: Client) -> None:
    client.force_login(aino)
    aged(client, -timedelta(minutes=10))  # hosts differ by moments
    assert status(client) == 200
    aged(client, -timedelta(days=3))
    assert status(client) == 302


def test_a_session_that_does_not_tell_its_beginning_is_over(aino: User, client: Client) -> None:
    client.force_login(aino)
    session = client.session
    del session[sessions.STARTED]
    session.save()

    assert status(client) == 302


def test_an_hour_without_a_request_ends_it_and_each_request_begins_the_hour_anew(aino: User, client: Client) -> None:
    client.force_login(aino)
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=30))
    status(client)
    left = Session.objects.get().expire_date - timezone.now()
    assert timedelta(minutes=59) < left <= timedelta(hours=1)

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert status(client) == 302


def test_one_sees_and_ends_ones_own(others: list[Client]) -> None:
    first, second, superuser = others
    [handle] = HANDLE.findall(first.get(PAGE).content.decode())

    assert str(second.session.session_key) not in first.get(PAGE).content.decode()
    ended(first, end=handle)

    assert [status(each) for each in (first, second, superuser)] == [200, 302, 200]


def test_nobody_ends_anothers_but_a_superuser(others: list[Client]) -> None:
    first, second, superuser = others
    handles = HANDLE.findall(superuser.get(PAGE).content.decode())
    assert len(handles) == 2
    [of_second] = HANDLE.findall(first.get(PAGE).content.decode())
    third = Client()
    third.force_login(User.objects.create_user("saimi", password=PASSWORD, is_staff=True))

    ended(third, end=of_second)
    assert status(second) == 200
    ended(superuser, end=of_second)
    assert [status(each) for each in (first, second, superuser)] == [200, 302, 200]


def test_all_the_others_of_ones_own_end_at_once(others: list[Client]) -> None:
    first, second, superuser = others
    ended(first, others="")

    assert [status(each) for each in (first, second, superuser)] == [200, 302, 200]


@pytest.mark.parametrize("password", ["", "arvattu vanha sana", PASSWORD.upper(), f"{PASSWORD} ", "x" * 1001])
def test_without_the_password_none_ends(password: str, others: list[Client]) -> None:
    [handle] = HANDLE.findall(others[0].get(PAGE).content.decode())
    for what in ({"end": handle}, {"others": ""}):
        page = ended(others[0], password, **what).content.decode()
        assert ('class="errorlist"' in page, 'aria-invalid="true"' in page) == (True, True)
        assert (PASSWORD in page, password and password in page) == (False, password and False)

    assert [status(each) for each in others] == [200, 200, 200]


def test_five_wrong_passwords_end_the_session_in_which_they_were_tried(
    others: list[Client],
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    first, second, _superuser = others
    caplog.set_level(logging.INFO, "mandates.door")
    answers = [ended(first, "arvaus", others="").status_code for _ in range(4)]
    with django_capture_on_commit_callbacks(execute=True):
        last = ended(first, "arvaus", others="")

    assert (answers, last.status_code, last["Location"]) == ([200] * 4, 302, "/admin/login/")
    assert "Salasana oli väärin viisi kertaa" in first.get("/admin/login/").content.decode()
    assert (status(first), status(second)) == (302, 200)
    assert "Session ended after five wrong passwords: aino, by aino" in caplog.messages
    assert ended(second, others="").status_code == 302  # the user's own other session is not held up


def test_ones_old_password_cannot_be_guessed_at_either(aino: User, client: Client) -> None:
    client.force_login(aino)
    new = "toinen aivan uusi lause"
    change = {"new_password1": new, "new_password2": new}
    answers = [client.post("/admin/password_change/", {**change, "old_password": f"arvaus {n}"}) for n in range(5)]

    assert [answer.status_code for answer in answers] == [200] * 4 + [302]
    assert client.post("/admin/password_change/", {**change, "old_password": PASSWORD})["Location"].startswith(
        "/admin/login/"
    )
    aino.refresh_from_db()
    assert aino.check_password(PASSWORD)


def test_guesses_sent_at_once_are_all_counted(aino: User, client: Client) -> None:
    """The right one counts no more when five wrong ones came in between."""
    client.force_login(aino)
    request = RequestFactory().post(PAGE)
    request.user, request.session = aino, client.session
    throttle.count(*[throttle.by_session(request)] * throttle.MOST)

    assert ended(client, others="").status_code == 302
    assert status(client) == 302
    assert SignInFailure.objects.count() == throttle.MOST + 1


def test_signing_out_empties_the_browser(aino: User, client: Client) -> None:
    client.force_login(aino)
    response: Any = client.post("/admin/logout/")

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert Session.objects.count() == 0


def test_what_is_over_is_deleted(others: list[Client]) -> None:
    Session.objects.filter(pk=others[0].session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    sessions.forget_old()

    assert Session.objects.count() == 2


def test_the_script_that_a_page_waits_for_writes_nothing(aino: User, client: Client) -> None:
    client.force_login(aino)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/admin/jsi18n/").status_code == 200
    assert [each["sql"] for each in asked if not each["sql"].startswith("SELECT")] == []


def test_a_session_ended_in_the_middle_of_a_request_leads_to_the_sign_in_page(aino: User, client: Client) -> None:
    client.force_login(aino)
    with connection.execute_wrapper(ending_all_sessions):
        response: Any = client.get("/admin/")

    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


def ending_all_sessions(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """When the page asks for the latest changes, which is late."""
    if 'FROM "django_admin_log"' in sql:
        Session.objects.all().delete()
    return execute(sql, params, many, context)


@pytest.mark.parametrize(
    "address",
    [
        "/admin",
        "/admin/",
        "/admin/login/",
        "/admin/jsi18n/",
        "/admin/password_change/",
        "/admin/ei-ole/",
        "/admin/kieli/",
    ],
)
def test_no_address_of_the_admin_is_kept_by_anybody(address: str, aino: User, client: Client) -> None:
    for _ in range(2):
        assert client.get(address)["Cache-Control"] == "no-store, private"
        client.force_login(aino)


def test_signing_in_gives_a_new_key(aino: User, sign_in: SignIn, client: Client) -> None:
    client.get("/admin/login/")
    session = client.session
    session["before"] = "x"
    session.save()
    before = session.session_key
    sign_in()

    assert client.session.session_key != before


def test_the_session_of_a_user_who_is_no_more_can_be_ended(others: list[Client]) -> None:
    User.objects.filter(username="aino").delete()
    handle, *_ = HANDLE.findall(others[2].get(PAGE).content.decode())

    assert ended(others[2], end=handle).status_code == 302
    assert Session.objects.count() == 2


@pytest.mark.parametrize(
    "value", ['"\\000aaaaaaaaaaaaaaa"', "a" * 5000, "A" * 32, '"\\377\\376aaaaaaaa"', "' OR 1=1 --"]
)
def test_what_is_no_key_of_ours_asks_no_database(value: str, django_assert_num_queries: Any) -> None:
    """PostgreSQL refuses NUL: anybody could write traces into the log."""
    with django_assert_num_queries(0):
        page = Client().get("/admin/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={value}"})

    assert (page.status_code, page["Location"]) == (302, "/admin/login/?next=/admin/")
