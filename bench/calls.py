"""Calls an application in this process and counts the CPU time of each call: `python -m bench.calls ours|peer`.

Asked on its standard input for so many calls of one kind, it answers with nanoseconds of CPU a call. Two such processes
are asked in turn, so that both meet the same machine.
"""

from __future__ import annotations

import gc
import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Job = Callable[[], int]

CARE: Final = "organisaatio=hyvinvointialue"
THREE: Final = ("ajanvaraus", "etuustietojen-katselu", "kanta-yhteystiedot")
"""Tasks that together need three mandates."""
PAGES: Final = {
    "question": f"/kysely/tehtavat/?{CARE}",
    "answer of 1": f"/tulos/?{CARE}&tehtava=etuustietojen-katselu&suhde=oma",
    "answer of 3": f"/tulos/?{CARE}&{'&'.join(f'tehtava={task}' for task in THREE)}&suhde=oma",
    "answer of 8": f"/tulos/?{CARE}&%s&suhde=oma",
    "start": "/",
    "mandate": "/valtuudet/kelmu-etuustiedot/",
    "services": "/palvelut/",
    "search": "/haku/?q=kelmu",
    "desk": f"/tuki/?{CARE}",
}


@dataclass(slots=True)
class Caller:
    """A client of an application in this process, with its cookies."""

    application: Application
    cookies: dict[str, str] = field(default_factory=dict)
    status: str = ""
    body: bytes = b""

    def __call__(self, path: str, form: dict[str, Any] | None = None) -> int:
        """Ask for a path, or send a form there; the nanoseconds of CPU that it took."""
        environ = self._environ(path, urlencode(form, doseq=True).encode() if form else b"")
        begun = time.thread_time_ns()
        answer = self.application(environ, self._start)
        self.body = b"".join(answer)
        close = getattr(answer, "close", None)
        if close:
            close()
        return time.thread_time_ns() - begun

    def _environ(self, path: str, body: bytes) -> dict[str, Any]:
        place, _, query = path.partition("?")
        return {
            "REQUEST_METHOD": "POST" if body else "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_ACCEPT_ENCODING": "gzip, deflate, br",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
        self.status = status
        for name, value in headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return lambda _: None


def ours() -> dict[str, Job]:
    """Our pages: as they are when nobody has asked (cold), and when somebody has (warm)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "advisor.settings"
    from advisor.wsgi import application  # noqa: PLC0415 - the settings come first

    from advisor.page_cache import Pages  # noqa: PLC0415 - after the set-up  # isort: skip

    call = Caller(application)
    gc.unfreeze()  # else nobody finds it
    (kept,) = (each for each in gc.get_objects() if isinstance(each, Pages))
    gc.freeze()

    def cold(path: str) -> Job:
        def job() -> int:
            kept.store = Pages().store
            return called(call, path)

        return job

    pages = {name: page % _tasks(8) if "%s" in page else page for name, page in PAGES.items()}
    jobs: dict[str, Job] = {"empty": lambda: called(call, "/healthz")}
    jobs |= {f"warm {name}": lambda path=path: called(call, path) for name, path in pages.items()}  # type: ignore[misc]
    return jobs | {f"cold {name}": cold(path) for name, path in pages.items()}


def _tasks(mandates: int) -> str:
    """Tasks of a wellbeing services county that together need so many mandates."""
    from mandates.publishing.editions import current  # noqa: PLC0415
    from mandates.rules.answers import Answers  # noqa: PLC0415
    from mandates.rules.recommend import recommend  # noqa: PLC0415

    ruleset = current().ruleset
    chosen: list[str] = []
    for task in ruleset.tasks:
        answers = Answers(types=frozenset({"hyvinvointialue"}), tasks=frozenset({*chosen, task}))
        if len(chosen) < len(recommend(ruleset, answers).asked) <= mandates:
            chosen.append(task)
    return urlencode([("tehtava", task) for task in chosen])


def peer() -> dict[str, Job]:
    """The peer's pages: the first question, the second, and the answer of three."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peer.settings"
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    call = Caller(get_wsgi_application())
    return {
        "peer question": lambda: called(call, "/kysely/"),
        "peer answer of 3": lambda: list(peer_journey(call))[-1],
    }


STEPS: Final = (
    ("organisaatio", {"organisaatio-organisaatio": ["hyvinvointialue"]}),
    ("tehtavat", {"tehtavat-tehtava": THREE}),
    ("suhde", {"suhde-suhde": "oma"}),
    ("edellytykset", {"edellytykset-kylla": ["lakiperuste"]}),
)


def peer_journey(call: Caller) -> Iterator[int]:
    yield called(call, "/kysely/")
    for step, form in STEPS:
        yield called(call, "/kysely/", filled(call.body, step, form))
    assert b"Pyyd" in call.body, call.body


def filled(page: bytes, step: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """What a browser sends from this page of the peer's."""
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page
    return {"csrfmiddlewaretoken": token[1].decode(), "questionnaire-current_step": step, **form}


def called(call: Caller, path: str, form: dict[str, Any] | None = None) -> int:
    spent = call(path, form)
    assert call.status.startswith("200"), (path, call.status)
    return spent


def main() -> None:
    jobs = {"ours": ours, "peer": peer}[sys.argv[1]]()
    print(json.dumps(list(jobs)), flush=True)
    for line in sys.stdin:
        name, times = json.loads(line)
        gc.collect()
        spent = sorted(jobs[name]() for _ in range(times))
        print(spent[len(spent) // 2], flush=True)


if __name__ == "__main__":
    main()
