"""The catalogues of the interface: every sentence of the sources is in them, translated, and compiled."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

import pytest

from advisor.tests.serving import ROOT
from mandates.languages import PREFIXED

BLOCK = re.compile(r"^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:\".*\"\n?)+)", re.MULTILINE)
PLACE = re.compile(r"%\(\w+\)[sd]|%%")
TAG = re.compile(r"<[^<>]*>")
LEADS_OUT = re.compile(r'href="https?://[^"]*"(?: hreflang="\w\w")?')
SOURCES = ("advisor", "mandates", "templates", "locale")


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence, with its plural if it has one, and what is said for each."""

    source: tuple[str, ...]
    said: tuple[str, ...]
    is_fuzzy: bool


def catalogue(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def entries(path: Path) -> list[Entry]:
    """All entries but the header."""
    found = [_entry(block) for block in path.read_text(encoding="utf-8").split("\n\n")]
    return [entry for entry in found if entry.source != ("",)]


def _entry(block: str) -> Entry:
    fields = [(name, "".join(map(ast.literal_eval, lines.splitlines()))) for name, lines in BLOCK.findall(block)]
    source = tuple(text for name, text in fields if name.startswith("msgid"))
    said = tuple(text for name, text in fields if name.startswith("msgstr"))
    return Entry(source, said, bool(re.search("^#,.*fuzzy", block, re.MULTILINE)))


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


def tags(text: str) -> list[str]:
    """Its HTML tags; an address elsewhere may be another in another language."""
    return sorted(LEADS_OUT.sub("href", tag) for tag in TAG.findall(text))


def compiled(entry: Entry) -> Iterator[tuple[object, str]]:
    """As a compiled catalogue keeps it."""
    if len(entry.source) == 1:
        yield entry.source[0], entry.said[0]
    else:
        yield from (((entry.source[0], form), said) for form, said in enumerate(entry.said))


@pytest.mark.parametrize("language", PREFIXED)
def test_every_sentence_is_translated(language: str) -> None:
    missing = [entry.source[0] for entry in entries(catalogue(language)) if not all(entry.said) or entry.is_fuzzy]
    assert missing == []


@pytest.mark.parametrize("language", PREFIXED)
def test_translation_keeps_places_and_tags(language: str) -> None:
    """A straight quotation mark would end the attribute that a sentence stands in."""
    translated = [entry for entry in entries(catalogue(language)) if all(entry.said)]
    pairs = [pair for entry in translated for pair in zip(entry.source, entry.said, strict=True)]
    wrong = [said for source, said in pairs if (places(source), tags(source)) != (places(said), tags(said))]
    quoted = [said for _, said in pairs if '"' in TAG.sub("", said)]
    assert (wrong, quoted) == ([], [])


@pytest.mark.parametrize("language", PREFIXED)
def test_compiled_catalogue_says_what_its_source_says(language: str) -> None:
    expected = dict(pair for entry in entries(catalogue(language)) if all(entry.said) for pair in compiled(entry))
    with catalogue(language).with_suffix(".mo").open("rb") as file:
        found = vars(gettext.GNUTranslations(file))["_catalog"]
    assert {key: said for key, said in found.items() if key} == expected


@pytest.mark.browser
def test_catalogues_have_every_sentence_of_the_sources_and_no_other(tmp_path: Path) -> None:
    """Needs GNU gettext, which the product itself does not."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("tests", "__pycache__"))
    for name in ("manage.py", "Makefile"):
        shutil.copy2(ROOT / name, tmp_path)
    installed = f"{sys.prefix}/.dev"
    command = ["make", "messages", f"VENV={sys.prefix}", "--old-file", installed]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    for language in PREFIXED:
        fresh = sorted(entry.source for entry in entries(catalogue(language, tmp_path)))
        assert fresh == sorted(entry.source for entry in entries(catalogue(language)))


def test_no_sentence_stands_where_gettext_does_not_look() -> None:
    """It passes over a call within an f-string, and the sentence would stay Finnish without a word."""
    hidden = []
    for path in (each for folder in ("advisor", "mandates") for each in (ROOT / folder).rglob("*.py")):
        source = path.read_text("utf-8")
        if "gettext" not in source and "_(" not in source:
            continue
        strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
        inside = [each for node in strings for each in ast.walk(node)]
        hidden += [f"{path.relative_to(ROOT)}:{node.lineno}" for node in inside if _is_marked(node)]
    assert hidden == []


def _is_marked(node: ast.AST) -> TypeGuard[ast.Call]:
    """A call of a function of gettext with the sentence itself."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=[ast.Constant(), *_]):
            return name == "_" or "gettext" in name
    return False
