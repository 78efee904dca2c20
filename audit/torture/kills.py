"""R4 and R5: workers killed in the middle of answers and of saves, and reloads, while visitors ask."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError

from advisor.tests.serving import Service, serve
from advisor.tests.test_concurrency import PASSWORD, Editor
from audit.torture.figure import Figure
from audit.torture.load import Seen, fronted, through, unkept, visiting

ANSWERS: Final = 10_000
WOUND_SECONDS: Final = 3.0
LONGEST: Final = 900
SAVES: Final = 200
CARE: Final = "organisaatio=hyvinvointialue&tehtava=ajanvaraus&tehtava=etuustietojen-katselu&suhde=oma"


def figures(folder: Path, share: float) -> Iterator[Figure]:
    yield from _answers(folder, round(ANSWERS * share))
    yield from _saves(folder / "saves", round(SAVES * share))


def _answers(folder: Path, wanted: int) -> Iterator[Figure]:
    with fronted(folder) as (service, front):
        wounds: tuple[tuple[str, Callable[[Service], None]], ...] = (("worker killed", kill), ("reload", reload))
        for what, wound in wounds:
            with visiting(through(front), unkept()) as seen:
                times = _wounded(service, seen, wound, wanted)
            yield Figure("R4", f"a {what} every {WOUND_SECONDS:.0f} s, {times} times", seen.told(), not seen.faults)


def _wounded(service: Service, seen: Seen, wound: Callable[[Service], None], wanted: int) -> int:
    end, times = time.monotonic() + LONGEST, 0
    while seen.asked < wanted and time.monotonic() < end:
        time.sleep(WOUND_SECONDS)
        wound(service)
        times += 1
    return times


def kill(service: Service) -> None:
    os.kill(random.choice(service.workers), signal.SIGKILL)  # noqa: S311


def reload(service: Service) -> None:
    os.kill(service.pid, signal.SIGHUP)


def _saves(folder: Path, saves: int) -> Iterator[Figure]:
    """Every answered save is there whole; one without an answer is there whole or not at all."""
    chance = random.Random(5)  # noqa: S311 - repeatable
    answered, lost, torn = 0, 0, 0
    with serve(folder) as service:
        service.environment["DJANGO_SUPERUSER_PASSWORD"] = PASSWORD
        service.manage("createsuperuser", "--noinput", "--username", "aino", "--email", "")
        editor = Editor(service, "aino")
        page = re.findall(
            r'href="(/admin/mandates/servicegroup/\d+/change/)', editor.read("/admin/mandates/servicegroup/")
        )[0]
        begun = time.monotonic()
        editor.send(page, editor.form(page))
        usual = time.monotonic() - begun
        stored = editor.form(page)
        for number in range(saves):
            wanted = {f"name_{language}": f"Tallennus {number}" for language in ("fi", "sv", "en")}
            killer = threading.Timer(chance.uniform(0, 2 * usual), _kill_all, (service,))
            killer.start()
            told = _sent(editor, page, {**stored, **wanted})
            killer.join()
            stored = _opened(editor, page)
            names = {stored[name] for name in wanted}
            answered += told
            lost += told and names != set(wanted.values())
            torn += len(names) != 1
    found = f"{lost} of {answered} answered saves lost, {torn} half-written"
    what = f"{saves} saves, all workers killed at a random moment of each"
    yield Figure("R5", what, found, not (lost or torn) and answered > 0)


def _kill_all(service: Service) -> None:
    for pid in service.workers:
        os.kill(pid, signal.SIGKILL)


def _sent(editor: Editor, page: str, form: dict[str, str]) -> bool:
    """Whether the save was answered."""
    try:
        editor.send(page, form)
    except (OSError, URLError, HTTPError):
        return False
    return True


def _opened(editor: Editor, page: str) -> dict[str, str]:
    end = time.monotonic() + 30
    while True:
        try:
            return editor.form(page)
        except (OSError, URLError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
