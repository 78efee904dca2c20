"""Long work draws a bar on a terminal, and leaves a pipe alone."""

from __future__ import annotations

import io

import pytest

from mandates.content import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_that_is_wiped_away() -> None:
    terminal = Terminal()

    with progress.on(terminal):
        progress.step(1, 4, "ehdot")
        progress.step(4, 4, "valmis")
    progress.step(2, 4, "ei enää")

    assert terminal.getvalue().split("\r\033[K") == [
        "",
        "[#####...............] ehdot",
        "[####################] valmis",
        "",
    ]


def test_a_pipe_sees_nothing() -> None:
    pipe = io.StringIO()

    with progress.on(pipe):
        progress.step(1, 4, "ehdot")

    assert pipe.getvalue() == ""


def test_a_line_stands_above_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)

    with progress.on(terminal):
        progress.step(2, 4, "ehdot")
        progress.line("löytö")

    bar = "[##########..........] ehdot"
    assert terminal.getvalue() == f"\r\033[K{bar}\r\033[Klöytö\n\r\033[K{bar}\r\033[K"


def test_a_line_in_a_pipe_is_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    progress.line("löytö")

    assert capsys.readouterr().out == "löytö\n"
