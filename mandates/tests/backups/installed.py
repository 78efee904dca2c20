"""A database with the shipped content, a publication, a user with history, and a session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
INSTALLED: Final = """
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

call_command("migrate", verbosity=0)
User.objects.create_user("aino", password="x", is_staff=True)
Session.objects.create(session_key="istunto-salaisuus", session_data="x", expire_date=timezone.now())
call_command("content", "import", "fixtures/content.json", "--editor", "aino")
call_command("content", "publish", "--note", "Testi", "--editor", "aino")
"""


def at(folder: Path) -> dict[str, str]:
    """The surroundings of a command on the database in a folder."""
    return {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")} | {
        "DATA_DIR": str(folder)
    }


def installed(folder: Path) -> Path:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", INSTALLED]
    subprocess.run(command, cwd=ROOT, env=at(folder), check=True, capture_output=True, timeout=300)
    return folder
