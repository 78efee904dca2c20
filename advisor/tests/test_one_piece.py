"""Small answers leave a worker in one piece, so that one killed half-way has sent nothing (figure R4)."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.workers.gthread import ThreadWorker

from advisor import one_piece
from advisor.one_piece import MOST, Worker


class Counting:
    """A socket that counts its writes."""

    def __init__(self) -> None:
        self.writes: list[bytes] = []

    def sendall(self, data: bytes) -> None:
        self.writes.append(bytes(data))

    def fileno(self) -> int:
        return 7


def handled(monkeypatch: pytest.MonkeyPatch, *pieces: bytes, fault: Exception | None = None) -> list[bytes]:
    """What reaches the socket when gunicorn's own worker writes these pieces, and then perhaps fails."""

    def write(self: ThreadWorker, req: Any, conn: Any) -> bool:
        assert conn.sock.fileno() == 7
        for piece in pieces:
            conn.sock.sendall(piece)
        if fault:
            raise fault
        return True

    counting = Counting()
    monkeypatch.setattr(ThreadWorker, "handle_request", write)
    connection: Any = SimpleNamespace(sock=counting)
    try:
        Worker.handle_request(object.__new__(Worker), None, connection)
    except ConnectionError:
        assert fault
    assert connection.sock == counting
    return counting.writes


def test_headers_and_body_are_one_write(monkeypatch: pytest.MonkeyPatch) -> None:
    assert handled(monkeypatch, b"headers", b"body") == [b"headersbody"]


def test_an_answer_that_fails_half_way_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert handled(monkeypatch, b"headers", fault=ConnectionError()) == []


def test_a_large_answer_is_sent_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    large = b"x" * MOST

    assert handled(monkeypatch, b"headers", large, b"rest") == [b"headers" + large, b"rest"]


def test_the_service_runs_on_this_worker(service: Any) -> None:
    assert one_piece.__name__ in service.log()
    with socket.create_connection(("127.0.0.1", service.port), timeout=60) as sock:
        sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        first = sock.recv(65536)
    assert (first[:15], first[-6:]) == (b"HTTP/1.1 200 OK", b"\r\n\r\nok")
