"""A gunicorn worker that sends a small answer in one piece.

gunicorn writes the headers and the body one after the other. A worker that is killed between the two has begun an
answer, which nginx may not ask for again from another worker; one that is killed before has begun nothing.
"""

from __future__ import annotations

import socket
from typing import Any, Final

from gunicorn.workers.gthread import ThreadWorker

MOST: Final = 512 * 1024
"""What is held at most. Every page is smaller; what is larger is sent as it comes."""


class OnePiece:
    """A socket that holds what is written to it until `send_held`. All else goes to the socket itself."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._held = bytearray()

    def sendall(self, data: bytes) -> None:
        self._held += data
        if len(self._held) > MOST:
            self.send_held()

    def send_held(self) -> None:
        held, self._held = bytes(self._held), bytearray()
        if held:
            self._sock.sendall(held)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gthread, with answers in one piece. An answer that fails half-way sends nothing of it: nginx may ask again."""

    def handle_request(self, req: Any, conn: Any) -> bool:
        plain = conn.sock
        conn.sock = held = OnePiece(plain)
        try:
            keep: bool = super().handle_request(req, conn)
            held.send_held()
        finally:
            conn.sock = plain
        return keep
