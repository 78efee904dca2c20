"""The Nu Html Checker's word on every page type, errors and the smallest warnings included."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.test import Client

from advisor import errors
from advisor.tests.pages import PAGES
from advisor.tests.serving import ROOT

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.browser
def test_every_page_is_valid(site: Client, tmp_path: Path) -> None:
    files = {page.name: site.get(page.url).content for page in PAGES}
    files |= {f"error-{status}": errors.body(status).encode() for status in (400, 403, 404, 405, 500, 503)}
    for name, html in files.items():
        (tmp_path / f"{name}.html").write_bytes(html)
    command = ["java", "-jar", str(CHECKER), "--Werror", "--format", "gnu", str(tmp_path)]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (found.returncode, found.stderr.replace(str(tmp_path), "")) == (0, "")
