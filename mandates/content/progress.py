"""Long work says where it is, to whoever listens: a bar on a terminal. In a pipe nobody does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, TextIO

WIDTH: Final = 20


@dataclass(slots=True)
class ProgressBar:
    """A line at the end of a terminal: how far the work is, and what is done now."""

    stream: TextIO
    drawn: str = ""

    def draw(self, done: int, of: int, what: str) -> None:
        filled = WIDTH * done // of
        self.drawn = f"[{'#' * filled}{'.' * (WIDTH - filled)}] {what}"
        self.show(self.drawn)

    def show(self, text: str) -> None:
        self.stream.write(f"\r\033[K{text}")
        self.stream.flush()


_bar: ContextVar[ProgressBar | None] = ContextVar("_bar", default=None)


def step(done: int, of: int, what: str) -> None:
    """So many steps of so many are done, and this is done now."""
    if bar := _bar.get():
        bar.draw(done, of, what)


def line(text: str) -> None:
    """Print a line of what was found: above the bar, where there is one."""
    bar = _bar.get()
    if bar:
        bar.show("")
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    if bar:
        bar.show(bar.drawn)


@contextmanager
def on(stream: TextIO) -> Iterator[None]:
    """Draw a bar on the stream while it is a terminal, and wipe it away in the end."""
    if not stream.isatty():
        yield
        return
    bar = ProgressBar(stream)
    token = _bar.set(bar)
    try:
        yield
    finally:
        _bar.reset(token)
        bar.show("")
