"""A database that is locked, full, missing or behind: editors are told, nothing is lost, the log has two lines."""

from __future__ import annotations

import logging
import math
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from advisor import duties, errors, outages
from advisor.duties import Duty
from advisor.logs import Brief
from advisor.middleware import AdminRoomMiddleware
from advisor.outages import DatabaseState, kind
from advisor.tests.test_concurrency import values
from advisor.tests.test_settings import command
from mandates.admin.people.session import signed_editor
from mandates.models import ServiceGroup
from mandates.tests import drafts

VISITORS_WORDS: Final = ("Emme ymmärtäneet osoitetta", "vastauksesi", "Vastauksesi")
LOCKED: Final = OperationalError("database is locked")


@pytest.fixture
def editor(db: None) -> Client:
    drafts.small_draft()
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("aino"))
    return client


@pytest.fixture(autouse=True)
def _nothing_broken() -> Iterator[None]:
    yield
    outages.editors.is_on = False


@contextmanager
def broken(fault: Exception, *, at: Callable[[str], bool]) -> Iterator[None]:
    """The statements for which `at` holds fail."""

    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if at(sql):
            raise fault
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


def everything(sql: str) -> bool:
    return True


def writing(sql: str) -> bool:
    return sql.startswith(("INSERT", "UPDATE", "DELETE"))


def of_sessions(sql: str) -> bool:
    return writing(sql) and "django_session" in sql


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "advisor.outages"]


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        (LOCKED, DatabaseState.OUTAGE),
        (OperationalError("database or disk is full"), DatabaseState.OUTAGE),
        (OperationalError("unable to open database file"), DatabaseState.OUTAGE),
        (OperationalError("attempt to write a readonly database"), DatabaseState.OUTAGE),
        (OperationalError("server closed the connection unexpectedly"), DatabaseState.OUTAGE),
        (InterfaceError("connection already closed"), DatabaseState.OUTAGE),
        (DatabaseError("database disk image is malformed"), DatabaseState.OUTAGE),
        (OperationalError("no such table: mandates_task"), DatabaseState.UNMIGRATED),
        (OperationalError("table mandates_task has no column named tone"), DatabaseState.UNMIGRATED),
        (OperationalError("no such column: mandates_task.tone"), DatabaseState.UNMIGRATED),
        (DatabaseError("Forced update did not affect any rows."), None),
        (ProgrammingError("syntax error"), None),
        (ValueError("no such table"), None),
        (None, None),
    ],
    ids=str,
)
def test_which_faults_are_the_databases(fault: Exception | None, found: DatabaseState | None) -> None:
    assert kind(fault) is found


def test_a_column_that_postgresql_misses_is_a_migration() -> None:
    fault = ProgrammingError('column "tone" does not exist')
    fault.__cause__ = type("UndefinedColumn", (Exception,), {})()
    assert kind(fault) is DatabaseState.UNMIGRATED


@pytest.mark.parametrize("at", [everything, writing])
def test_what_an_editor_sent_is_still_on_the_page(at: Callable[[str], bool], editor: Client) -> None:
    group = ServiceGroup.objects.create(slug="uusi", name_fi="Ryhmä", name_sv="Grupp", name_en="Group")
    address = f"/admin/mandates/servicegroup/{group.pk}/change/"
    sent = values(editor.get(address).content.decode()) | {"name_fi": 'Uusi "nimi" <b>'}
    with broken(LOCKED, at=at):
        response: Any = editor.post(address, sent)

    page = response.content.decode()
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store, private")
    assert re.search(r"[Mm]itään ei tallennettu", page)
    assert sent["name_fi"] in map(unescape, re.findall(r'value="([^"]*)"', page))
    assert "<form" in page
    assert ServiceGroup.objects.get(pk=group.pk).name_fi == "Ryhmä"


def test_a_password_is_never_on_the_page_again(editor: Client) -> None:
    with broken(LOCKED, at=everything):
        page = editor.post("/admin/login/", {"username": "aino", "password": "neljä aivan eri sanaa"}).content.decode()

    assert ("neljä aivan" in page, "Yritä uudestaan" in page) == (False, True)


@pytest.mark.parametrize("fault", [LOCKED, OperationalError("no such table: x")], ids=str)
@pytest.mark.parametrize("address", ["/admin/", "/admin/mandates/task/", "/admin/istunnot/", "/admin/esikatselu/"])
def test_no_page_of_an_editors_speaks_visitors_words(address: str, fault: Exception, editor: Client) -> None:
    with broken(fault, at=everything):
        response = editor.get(address)

    page = response.content.decode()
    said = "Tietokanta ei vastaa" if fault is LOCKED else "manage.py migrate"
    assert (response.status_code, said in page) == (503, True)
    assert [words for words in VISITORS_WORDS if words in page] == []


def test_bad_requests_and_faults_of_the_program_speak_to_editors_too(editor: Client) -> None:
    refused = editor.post("/admin/mandates/task/add/", "%", content_type="multipart/form-data; boundary=")
    with broken(ProgrammingError("syntax error"), at=lambda sql: "mandates_task" in sql):
        failed = editor.get("/admin/mandates/task/")

    assert (refused.status_code, "Lomaketta ei voitu lukea" in refused.content.decode()) == (400, True)
    assert (failed.status_code, "Ylläpidon sivulla on virhe" in failed.content.decode()) == (500, True)


def test_who_gets_lost_in_the_admin_is_led_back_to_it_and_others_to_the_site(editor: Client) -> None:
    colleague, visitor = Client(), Client()
    colleague.force_login(User.objects.create_user("saimi", is_staff=True))
    asked = (
        (editor, "/admin/ei-ole/"),
        (colleague, "/admin/mandates/task/"),
        (editor, "/ei-ole/"),
        (visitor, "/admin/luonnos/ei-ole/"),
    )
    answers = [client.get(address) for client, address in asked]

    assert [answer.status_code for answer in answers] == [404, 403, 404, 404]
    pages = [answer.content.decode() for answer in answers]
    assert ['href="/admin/">Siirry ylläpidon etusivulle' in page for page in pages] == [True, True, False, False]
    assert ["Siirry etusivulle" in page for page in pages] == [False, False, True, True]


def test_what_was_done_stands_when_only_the_session_cannot_be_written(editor: Client) -> None:
    """It was 400 for everybody who read a page while another wrote."""
    with broken(LOCKED, at=of_sessions):
        read = editor.get("/admin/mandates/task/")
        group = {"slug": "uusi", "order": "0", "name_fi": "Ryhmä", "opened_version": "1"}
        written: Any = editor.post("/admin/mandates/servicegroup/add/", group)

    assert (read.status_code, written.status_code) == (200, 302)
    assert ServiceGroup.objects.filter(slug="uusi").exists()


def test_the_log_has_a_line_when_it_breaks_and_one_when_it_works_again(
    editor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with broken(LOCKED, at=writing):
        for _ in range(3):
            editor.get("/admin/")
            editor.post("/admin/istunnot/", {"end": "x"})
    editor.get("/admin/login/?x", headers={"cookie": ""})
    for _ in range(2):
        editor.get("/admin/")

    assert lines(caplog) == [
        "The editors' database: out of order (OperationalError: database is locked)",
        "The editors' database answers again",
    ]


def test_the_line_of_a_missing_migration_says_what_to_do(editor: Client, caplog: pytest.LogCaptureFixture) -> None:
    with broken(OperationalError("no such table: mandates_task"), at=everything):
        editor.get("/admin/")

    what = "a migration is missing; run manage.py migrate"
    assert lines(caplog) == [f"The editors' database: {what} (OperationalError: no such table: mandates_task)"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("arguments", "file", "url", "said"),
    [
        ("install", b"rikki" * 1000, "", "out of order (DatabaseError: file is not a database)"),
        ("content check", b"", "", f"{outages.MIGRATE} (OperationalError: no such table: "),
        ("migrate", b"", "postgres://a:b@127.0.0.1:1/c", "out of order (OperationalError: connection failed: "),
    ],
)
def test_a_command_that_the_database_does_not_answer_says_why(
    arguments: str, file: bytes, url: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "db.sqlite3").write_bytes(file)

    done = command(tmp_path, "manage.py", *arguments.split(), DATABASE_URL=url)

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stderr.startswith(f"Stopped. The database: {said}")


def test_a_fault_of_a_commands_own_keeps_its_trace() -> None:
    with pytest.raises(ProgrammingError), outages.outages_as_exit():
        raise ProgrammingError("syntax error")


def test_no_traceback_is_written_for_the_database_nor_for_who_is_refused(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("saimi", is_staff=True))
    caplog.clear()
    client.get("/admin/mandates/task/")
    with broken(LOCKED, at=everything):
        client.get("/admin/mandates/task/")

    written = [(record.getMessage(), record.exc_info) for record in caplog.records if Brief().filter(record)]
    assert written == [
        ("Forbidden (Permission denied): /admin/mandates/task/", None),
        ("The editors' database: out of order (OperationalError: database is locked)", None),
    ]


def test_a_duty_says_that_it_works_again_and_calls_a_missing_migration_that(caplog: pytest.LogCaptureFixture) -> None:
    faults: list[Exception] = [OperationalError("no such table: x"), OperationalError("no such table: x")]

    def act() -> None:
        if faults:
            raise faults.pop()

    caplog.set_level(logging.INFO)
    duty = Duty(act, "Feedback could not be written (%s); it is held in memory.", "Feedback can be written again.")
    for _ in range(4):
        duty()

    assert caplog.messages == [
        "Feedback could not be written (a migration is missing; run manage.py migrate); it is held in memory.",
        "Feedback can be written again.",
    ]


def test_a_duty_is_stuck_while_it_waits_and_for_seconds_after_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duties, "PATIENCE", 0.05)
    started, let_go = threading.Event(), threading.Event()

    def hang() -> None:
        started.set()
        let_go.wait(60)

    duty = Duty(hang, "%s")
    fresh = duty.stuck()
    thread = threading.Thread(target=duty)
    thread.start()
    started.wait(60)
    while duty.stuck() is None:
        threading.Event().wait(0.01)
    hanging = duty.stuck()
    let_go.set()
    thread.join()

    assert (fresh, hanging, duty.stuck()) == (None, DatabaseState.OUTAGE, None)


@pytest.fixture
def _stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database did not answer just now, however long the test takes."""
    monkeypatch.setattr(duties.reading, "found", DatabaseState.OUTAGE)
    monkeypatch.setattr(duties.reading, "ended", math.inf)


@pytest.mark.usefixtures("_stuck")
def test_while_the_database_is_stuck_editors_are_answered_without_it() -> None:
    """The database is blocked here: a query would fail the test."""
    client = Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={'x' * 32}"})

    assert [client.get(address).status_code for address in ("/admin/", "/admin/login/", "/healthz")] == [503, 503, 200]


def test_editors_hold_at_most_half_of_the_threads() -> None:
    """Two wait for the database; the third is told at once."""
    entered = threading.Semaphore(0)
    let_go = threading.Event()
    middleware = client_middleware(lambda request: wait(entered, let_go))
    threads = [threading.Thread(target=middleware) for _ in range(settings.ADMIN_THREADS)]
    for thread in threads:
        thread.start()
        entered.acquire(timeout=60)
    third = middleware()
    let_go.set()
    for thread in threads:
        thread.join()

    assert (third.status_code, "Ylläpidossa on ruuhkaa" in third.content.decode()) == (503, True)
    assert middleware().status_code == 200


PLAIN: Final = "application/x-www-form-urlencoded"
LONG_FORMS: Final = {
    PLAIN: "&".join(f"kentta-{number}=x" for number in range(3_000)),
    'multipart/form-data; boundary="x"': 3_000 * '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n',
    "multipart/form-data; boundary=y": 3_000 * '--y\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
    "application/x-www-form-urlencoded; charset=utf-8": f"kentta={'x' * 2_000_000}",
}
PLACES: Final = ("/admin/", "/admin/login/", "/admin/mandates/task/add/", "/admin/ei-ole/", "/admin/istunto.json")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that is read fails the test."""

    def read(request: Any) -> None:
        raise AssertionError("the form was read")

    monkeypatch.setattr(HttpRequest, "_load_post_and_files", read)
    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest._load_post_and_files", read)


@pytest.mark.django_db
@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("kind", LONG_FORMS)
@pytest.mark.parametrize("address", PLACES)
def test_no_long_form_of_somebody_unknown_is_read(address: str, kind: str) -> None:
    """A few of them at once, of two hundred thousand fields each, held every thread for minutes, visitors' too."""
    response = Client().generic("POST", address, LONG_FORMS[kind], kind)

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.usefixtures("unread", "_stuck")
@pytest.mark.parametrize("kind", LONG_FORMS)
def test_no_long_form_is_read_to_be_refused(kind: str) -> None:
    assert Client().generic("POST", "/admin/", LONG_FORMS[kind], kind).status_code == 503


def test_a_file_is_one_field_whatever_is_in_it() -> None:
    """So that who was signed out meanwhile is told to choose it again."""
    sent = RequestFactory().post("/admin/taulukot/", {"tiedosto": BytesIO(b"&--\n--" * 5_000)})

    assert errors.takes_moments(sent)


def test_the_long_form_that_a_page_of_ours_made_is_read_when_the_session_has_ended(rf: RequestFactory) -> None:
    """And no other with such a field."""
    request = rf.get("/admin/")
    request.user = User(pk=1)
    made, other = (f"{LONG_FORMS[PLAIN]}&{urlencode({'_editor': text})}" for text in (signed_editor(request), "1:x:y"))

    assert [errors.takes_moments(rf.generic("POST", "/admin/", form, PLAIN)) for form in (made, other)] == [True, False]


def test_the_long_form_of_an_editor_is_read(editor: Client) -> None:
    sent = editor.generic("POST", "/admin/mandates/servicegroup/add/", LONG_FORMS[PLAIN], PLAIN)

    assert sent.status_code == 200


def wait(entered: threading.Semaphore, let_go: threading.Event) -> Any:
    entered.release()
    let_go.wait(60)
    return HttpResponse()


def client_middleware(view: Callable[[Any], Any]) -> Callable[[], Any]:
    room = AdminRoomMiddleware(view)
    return lambda: room(RequestFactory().get("/admin/"))
