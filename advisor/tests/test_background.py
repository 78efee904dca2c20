"""What a worker does beside answering outlives every fault, and writes what it holds before it ends."""

from __future__ import annotations

import socket
import sys
import threading
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from django.db import DatabaseError, connection

from advisor import background
from advisor.background import Round
from advisor.duties import Duty
from advisor.search.index import build
from mandates import feedback
from mandates.feedback import Bucket, Memory, Note
from mandates.models import Feedback
from mandates.publishing import editions
from mandates.publishing.editions import Edition
from mandates.rules.texts import LANGUAGES

NOTE: Final = Note("/tulos/", "fi", 3, date(2026, 11, 24), helped=False, text="Apteekin tehtävä puuttuu.")


def refuse_writing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith("INSERT"):
        raise DatabaseError("broken")
    return execute(sql, params, many, context)


def test_what_searches_look_in_is_made_before_somebody_searches(edition: Edition) -> None:
    started = replace(edition)
    editions.install(started)

    background.make_indexes()

    made = dict(started._made)
    assert [started.once(build, language) for language in LANGUAGES] == [*made.values()]
    assert (len(made), started._made) == (len(LANGUAGES), made)


def test_worker_that_begins_with_a_newer_copy_is_ready_before_it_answers(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the database hangs its thread comes to nothing, and the first search would make what it looks in."""
    newer = replace(edition, number=edition.number + 1)
    monkeypatch.setattr(editions, "_read_copy", lambda newer_than: newer if newer.number > newer_than else None)
    monkeypatch.setattr(threading.Thread, "start", lambda thread: None)

    background.start()

    assert editions.current().number == newer.number
    assert newer._made.keys() >= {(build, language) for language in LANGUAGES}


def test_what_searches_look_in_does_not_wait_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(background, "make_indexes", lambda: done.append("made"))
    monkeypatch.setattr(background, "reading", lambda: done.append("read"))
    monkeypatch.setattr(Round, "run", lambda this: [duty() for duty in this.duties[:3]] and sys.exit())
    monkeypatch.setattr(threading.Thread, "start", lambda thread: None)

    with pytest.raises(SystemExit):
        background._work()

    assert done == ["made", "read", "made"]


@pytest.mark.django_db
def test_last_words_of_a_worker_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Memory(Bucket(2, 1), Bucket(2, 1))
    monkeypatch.setattr(feedback, "memory", held)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction lives in it
    held.add(NOTE)

    with connection.execute_wrapper(refuse_writing):
        background.finish()
    assert list(Feedback.objects.all()) == []

    background.finish()
    assert [row.text for row in Feedback.objects.all()] == [NOTE.text]


def test_a_question_that_is_never_answered_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that a firewall swallows: nothing comes, and nothing ends it."""
    monkeypatch.setattr(background, "STUCK_SECONDS", 0.1)
    monkeypatch.setattr(background, "WATCH_SECONDS", 0.01)
    ours, theirs = socket.socketpair()
    answers: list[bytes] = []
    this = Round((Duty(lambda: answers.append(ours.recv(1)), "Failed (%s)."),), lambda: ours)
    with ours, theirs:
        threading.Thread(target=background._watch, args=(this,), daemon=True).start()
        asking = threading.Thread(target=this.run, daemon=True)
        asking.start()
        asking.join(60)

        assert (asking.is_alive(), answers, this.is_stuck()) == (False, [b""], False)


def test_a_duty_that_fails_stops_no_other_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail() -> None:
        raise DatabaseError

    duties = (Duty(fail, "Failed (%s)."), Duty(lambda: done.append("x"), "Also failed (%s)."))
    for _ in range(2):
        for duty in duties:
            duty()

    assert (done, caplog.messages) == (["x", "x"], ["Failed (DatabaseError)."])
