"""What any command of `manage.py` says to who runs it, and never with the inside of the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from advisor.tests.serving import ROOT
from advisor.tests.test_settings import command


@pytest.mark.parametrize("arguments", [("content", "publish", "--note"), ("backup",), ("nimi",)])
def test_an_argument_that_is_not_utf_8_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """As an old terminal sends an ä: on no page, in no database and in no log could it be written."""
    done = command(tmp_path, "manage.py", *arguments, os.fsdecode(b"M\xe4ki"))

    assert (done.returncode, done.stderr) == (1, "Stopped: an argument is not UTF-8.\n")


def heeding_ctrl_c() -> None:
    """As in a terminal: what a shell started in the background has it ignored, and so have the tests and their own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_what_is_stopped_by_hand_says_so(tmp_path: Path) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "TMPDIR": str(tmp_path)}
    running = subprocess.Popen(
        [sys.executable, "manage.py", "restore", "-"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_ctrl_c,
    )
    with running:
        until = time.monotonic() + 120
        while not list(tmp_path.glob("*/*")) and time.monotonic() < until:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=120)[1]

    assert (running.returncode, said) == (1, "Stopped by Ctrl+C.\n")
