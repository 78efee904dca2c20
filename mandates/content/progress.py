"""Long work says where it is, to whoever listens: a bar on a terminal. In a pipe nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TextIO

WIDTH: Final = 20
Tell = Callable[[int, int, str], None]
_listener: ContextVar[Tell | None] = ContextVar("_listener", default=None)


def step(done: int, of: int, what: str) -> None:
    """So many steps of so many are done, and this is done now."""
    if tell := _listener.get():
        tell(done, of, what)


@contextmanager
def on(stream: TextIO) -> Iterator[None]:
    """Draw a bar on the stream while it is a terminal, and wipe it away in the end."""
    if not stream.isatty():
        yield
        return

    def draw(done: int, of: int, what: str) -> None:
        filled = WIDTH * done // of
        stream.write(f"\r\033[K[{'#' * filled}{'.' * (WIDTH - filled)}] {what}")
        stream.flush()

    token = _listener.set(draw)
    try:
        yield
    finally:
        _listener.reset(token)
        stream.write("\r\033[K")
        stream.flush()
