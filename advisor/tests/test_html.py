"""The Nu Html Checker's word on every page type, errors and the smallest warnings included.

It knows ids that stand twice; a fold needs one besides, else it would not stay open when the page is answered anew.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.utils import translation

from advisor import errors
from advisor.tests.pages import PAGES, Opened, in_languages
from advisor.tests.serving import ROOT
from mandates.rules.texts import LANGUAGES

UNNAMED_FOLD = re.compile(rb"""<details(?![^>]*\sid="[^"])[^>]*>""")
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.browser
def test_every_page_is_valid_and_names_its_folds(opened: Opened, tmp_path: Path) -> None:
    files = {page.name: opened(page.url).content for kind in PAGES for page in in_languages(kind)}
    assert {name: folds for name, html in files.items() if (folds := UNNAMED_FOLD.findall(html))} == {}
    for language in LANGUAGES:
        with translation.override(language):
            for status in errors.STATUSES:
                files[f"error-{status}-{language}"] = errors.body(status).encode()
    for name, html in files.items():
        (tmp_path / f"{name}.html").write_bytes(html)
    once = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # a short life is not worth compiling well
    command = ["java", *once, "-jar", str(CHECKER), "--Werror", "--format", "gnu", str(tmp_path)]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (found.returncode, found.stderr.replace(str(tmp_path), "")) == (0, "")
