"""Long work draws a bar on a terminal, and leaves a pipe alone."""

from __future__ import annotations

import io

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
