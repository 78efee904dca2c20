"""A database with the shipped content, a publication, a user with history, and a session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
SIGNED_IN: Final = """
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
User.objects.create_user("aino", password="x", is_staff=True)
Session.objects.create(session_key="istunto-salaisuus", session_data="x", expire_date=timezone.now())
"""
STEPS: Final = (
    ("migrate",),
    ("shell", "-c", SIGNED_IN),
    ("content", "import", "fixtures/content.json", "--editor", "aino"),
    ("content", "publish", "--note", "Testi", "--editor", "aino"),
)


def at(folder: Path) -> dict[str, str]:
    """The surroundings of a command on the database in a folder."""
    return {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")} | {
        "DATA_DIR": str(folder)
    }


def installed(folder: Path) -> Path:
    for step in STEPS:
        command = [sys.executable, "manage.py", *step]
        subprocess.run(command, cwd=ROOT, env=at(folder), check=True, capture_output=True, timeout=120)
    return folder
