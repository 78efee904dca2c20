"""docs/asvs.md maps every requirement of level 1, and what it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from advisor.tests.serving import ROOT
from advisor.tests.test_architecture import CODE, PRODUCT, imported

DOCUMENT: Final = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
LEVEL_1: Final = """
    1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1
    2.1.1 2.2.1 2.2.2 2.3.1
    3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3
    4.1.1 4.4.1
    5.2.1 5.2.2 5.3.1 5.3.2
    6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2
    7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2
    8.1.1 8.2.1 8.2.2 8.3.1
    9.1.1 9.1.2 9.1.3 9.2.1
    10.4.1 10.4.2 10.4.3 10.4.4 10.4.5
    11.3.1 11.3.2 11.4.1
    12.1.1 12.2.1 12.2.2
    13.4.1
    14.2.1 14.3.1
    15.1.1 15.2.1 15.3.1
"""
LEVEL_2: Final = "2.4.1 6.3.3 7.3.2 7.4.5 7.5.2 12.1.2 14.3.2 15.1.2 15.2.2 16.3.1"
NO_SUCH_PART: Final = {"4.4.1", "10.4.1", "10.4.2", "10.4.3", "10.4.4", "10.4.5"}
ROW: Final = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS: Final = ROW.findall(DOCUMENT)

RUNS_TEXT: Final = {"eval", "exec", "compile", "__import__"}
READS_OR_RUNS: Final = {"pickle", "marshal", "shelve", "xml", "lxml", "yaml", "subprocess", "md5", "sha1", "RawSQL"}
DANGEROUS: Final = {
    "advisor/feeds/atom.py": ["xml"],
    "mandates/backups/postgresql.py": ["subprocess"],
    "mandates/backups/sqlite.py": ["execute"],
}
"""What is left: feeds are written as XML, PostgreSQL's own program makes its copy, and SQLite's is emptied of a table
by a name of ours.
"""


def test_every_requirement_of_level_1_is_mapped_once_and_in_order() -> None:
    assert len(LEVEL_1.split()) == 70
    assert [number for number, *_ in ROWS] == f"{LEVEL_1} {LEVEL_2}".split()


def test_what_the_map_names_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    named = {name for *_, held in ROWS for name in re.findall(r"`(test_\w+)`", held)}
    variables = {name for *_, held in ROWS for name in re.findall(r"setting `(\w+)`", held)}

    assert {name for name in named if f"def {name}(" not in code} == set()
    assert {name for name in variables if f"`{name}`" not in settings} == set()


@pytest.mark.parametrize("row", ROWS, ids=[number for number, *_ in ROWS])
def test_each_has_something_that_holds_it(row: tuple[str, str, str, str]) -> None:
    number, _, here, held = row
    nothing = held == "– (no such part)"

    assert nothing == (number in NO_SUCH_PART)
    assert nothing or re.search(r"`test_\w+`|setting `\w+`", held)
    assert not nothing or here.startswith("not here: ")


def test_product_runs_no_text_as_code() -> None:
    """No evaluation, no shell, no reading of XML, no weak hash of ours, and no SQL but constants."""
    found = {
        str(path.relative_to(ROOT)): sorted(_dangerous(path)) for path in PRODUCT if "migrations" not in path.parts
    }

    assert {place: names for place, names in found.items() if names} == DANGEROUS


def _dangerous(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {part for name in imported(path) for part in name.split(".")} & READS_OR_RUNS
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in RUNS_TEXT:
            found.add(called.id)
        elif isinstance(called, ast.Attribute):
            found |= {called.attr} & {"raw", "extra", "system", "popen", "md5", "sha1"}
            if called.attr in ("execute", "executescript") and not isinstance(node.args[0], ast.Constant):
                found.add("execute")
        found |= {"shell" for word in node.keywords if word.arg == "shell"}
    return found


def test_two_pages_of_editors_take_a_file_and_no_other() -> None:
    templates = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    fields = [
        path.stem for path in PRODUCT if re.search(r"FileField|ImageField|request\.FILES", path.read_text("utf-8"))
    ]

    assert len(templates) > 50
    assert [text for text in templates if re.search(r"type=[\"']?file", text)] == []
    assert sorted(fields) == ["draft_file", "spreadsheets"]
