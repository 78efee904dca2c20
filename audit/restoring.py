"""The restore drill: a copy made under writing, the database wrecked, the copy put back, everything compared.

Runs on a folder of its own with SQLite, or on the database that DATABASE_URL names: an empty one, which it fills.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
ROUNDS: Final = 3
USERS: Final = """
from django.contrib.auth.models import Group, User
for name in ("aino", "eino"):
    User.objects.create_user(name, password="drill", is_staff=True).groups.set(Group.objects.all())
"""
INSTALL: Final = (
    ("migrate",),
    ("shell", "-c", USERS),
    ("content", "import", "fixtures/content.json", "--editor", "aino"),
    ("content", "publish", "--note", "Harjoitus", "--editor", "aino"),
)
WRITING: Final = """
from django.contrib.auth.models import User
for number in range(400):
    User.objects.create_user(f"kirjoittaja-{number}")
"""
WRECK: Final = """
from django.contrib.auth.models import Group, User
from mandates.models import Condition, Task
User.objects.all().delete()
Group.objects.all().delete()
Condition.objects.all().delete()
Task.objects.update(name_fi="Rikki")
"""
EVERYTHING: Final = ("dumpdata", "auth", "admin", "contenttypes", "mandates")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        drill(Path(folder))


def drill(folder: Path) -> None:
    for step in INSTALL:
        manage(folder, *step)
    under_writing(folder)
    before, content = manage(folder, *EVERYTHING), manage(folder, "content", "export")
    copy = made(folder, "kopio")
    manage(folder, "shell", "-c", WRECK)
    wrecked = manage(folder, *EVERYTHING)
    start = time.monotonic()
    told = manage(folder, "restore", str(copy), "--replace").decode()
    seconds = time.monotonic() - start
    same = (manage(folder, *EVERYTHING) == before != wrecked, manage(folder, "content", "export") == content)
    print(told.strip())
    print(f"Restored in {seconds:.1f} s; every row the same: {same[0]}; content byte-identical: {same[1]}")
    if not all(same):
        sys.exit("The restored database differs from the one that was copied.")


def under_writing(folder: Path) -> None:
    """Copies made while another process writes are each whole."""
    writer = start(folder, "shell", "-c", WRITING)
    try:
        for number in range(ROUNDS):
            copy = made(folder, f"kirjoitettaessa-{number}")
            print(manage(folder, "restore", "--check", str(copy)).decode().strip())
    finally:
        writer.terminate()
        writer.wait(timeout=60)


def made(folder: Path, name: str) -> Path:
    place = folder / name
    place.mkdir()
    manage(folder, "backup", str(place))
    (copy,) = place.iterdir()
    return copy


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DATA_DIR": str(folder)}
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    )


def manage(folder: Path, *arguments: str) -> bytes:
    running = start(folder, *arguments)
    written, _ = running.communicate(timeout=300)
    if running.returncode:
        sys.exit(f"manage.py {' '.join(arguments[:2])} ended with {running.returncode}")
    return written


if __name__ == "__main__":
    main()
