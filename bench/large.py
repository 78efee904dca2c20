"""P12: a large agency's set of content: what it costs to import, publish, edit and look at, and how soon a service that
has twenty publications of it answers. CPU seconds of one process, in a folder of its own: `python -m bench.large FILE`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import django

from bench.figures import Figure, peak

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - what follows reads models, so Django must be set up
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402

from advisor.tests.serving import serve_as, surroundings  # noqa: E402
from bench import content  # noqa: E402
from bench.growth import last_line, seconds  # noqa: E402
from mandates.content import importing  # noqa: E402
from mandates.models import Publication, Task  # noqa: E402
from mandates.publishing import publish  # noqa: E402
from mandates.tests.admin.forms_sent import sent, url  # noqa: E402

PUBLICATIONS: Final = 20
GOALS: Final = {"import": 15, "publish": 6, "save of a row": 1, "preview": 1}
MEGABYTES: Final = 400
BEFORE: Final = "19.9 s"


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "large.json"
        file.write_text(content.text(content.large()), encoding="utf-8")
        command = [sys.executable, "-m", "bench.large", str(file)]
        environment = surroundings(folder)
        found: dict[str, float] = json.loads(last_line(command, environment))
        for what, most in GOALS.items():
            yield Figure("P12", f"11,000 conditions: {what}", f"{found[what]:.1f} s", "", f"≤ {most} s")
        yield Figure("P12", "11,000 conditions: memory at most", f"{found['memory']:.0f} MB", "", f"≤ {MEGABYTES} MB")
        begun = time.monotonic()
        with serve_as(folder, environment):
            taken = time.monotonic() - begun
        what = f"start to the first answer, {PUBLICATIONS} publications of it ({BEFORE} when all were read before it)"
        yield Figure("P12", what, f"{taken:.1f} s", "", "–")


def measured(file: Path) -> Iterator[tuple[str, float]]:
    """In this process, whose DATA_DIR is empty and stays as it becomes."""
    call_command("migrate", verbosity=0)
    yield "import", seconds(lambda: importing.import_file(file))
    yield "publish", seconds(lambda: publish.publish("bench", "Suuri"))
    editor = Client(SERVER_NAME="127.0.0.1")
    editor.force_login(User.objects.create_superuser("bench"))
    page = url("task", "change", Task.objects.all()[0].pk)
    setup_test_environment()
    form = sent(editor.get(page)) | {"name_fi": "Uusi nimi"}
    teardown_test_environment()  # what is measured runs as it does for an editor
    data = {name: value for name, value in form.items() if value is not None}
    yield "save of a row", seconds(lambda: got(editor.post(page, data), 302))
    yield "preview", seconds(lambda: got(editor.get("/admin/esikatselu/kysely/organisaatio/"), 200))
    yield "memory", peak()
    for number in range(2, PUBLICATIONS + 1):
        copied(Publication.objects.get(number=1), number)


def got(response: Any, status: int) -> None:
    if response.status_code != status:
        raise RuntimeError(f"{response.status_code} instead of {status}")


def copied(publication: Publication, number: int) -> None:
    """The same content published once more, without the work of publishing."""
    publication.pk, publication.number = None, number
    publication._state.adding = True
    publication.save(force_insert=True)


if __name__ == "__main__":
    print(json.dumps(dict(measured(Path(sys.argv[1])))))
