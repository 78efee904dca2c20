"""What editors read in code and templates is marked for translation, and sentences are said in their language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from mandates.checks.problem import Sentence, gettext_noop, sentence
from mandates.impact.rows import YES_OR_NO, columns
from mandates.rules.rows import MODELS
from mandates.rules.ruleset import Ruleset

ROOT: Final = Path(__file__).resolve().parents[3]
WORD: Final = re.compile(r"[^\W\d_]{3,}")
FINNISH: Final = re.compile("[äöåÄÖÅ”]")
SHOWN_ATTRIBUTES: Final = ("alt", "aria-label", "placeholder", "title", "value")
# The code and the templates that editors' sentences stand in.
EDITORS_CODE: Final = sorted(
    path
    for path in (ROOT / "mandates").rglob("*.py")
    if not {"tests", "migrations", "rules", "management"} & set(path.relative_to(ROOT).parts)
)
EDITORS_TEMPLATES: Final = sorted((ROOT / "templates" / "admin").rglob("*.html"))
MARKERS: Final = ("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext")


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The Finnish-looking texts of a module that no marker takes, and that are no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            taken |= {id(argument) for argument in node.args}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            taken.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in taken:
            yield from ((node.lineno, node.value) for _ in FINNISH.findall(node.value)[:1])


@pytest.mark.parametrize("path", EDITORS_CODE, ids=lambda path: path.stem)
def test_no_sentence_of_the_code_is_left_unmarked(path: Path) -> None:
    assert list(literals(path)) == []


@pytest.mark.parametrize("path", EDITORS_TEMPLATES, ids=lambda path: path.stem)
def test_no_sentence_of_a_template_is_left_unmarked(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    bare = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}|{%.*?%}|{{.*?}}|{#.*?#}", "", source, flags=re.DOTALL)
    shown = re.sub(r'<button [^>]*name="language"[^>]*>[^<]*', "", bare)
    shown = re.sub(r'(<button [^>]*)\bvalue="[^"]*"', r"\1", shown)  # it is sent, and nobody sees it
    attributes = re.findall(
        rf'\b(?:value|{"|".join(SHOWN_ATTRIBUTES)})="([^"]*)"', re.sub(r'<input type="hidden"[^>]*>', "", shown)
    )
    assert WORD.findall(" ".join([re.sub("<[^>]*>", " ", shown), *attributes])) == []


def test_a_sentence_is_said_in_the_readers_language_with_the_sentences_in_it() -> None:
    said = {"%(first)s ja %(then)s": "%(first)s and %(then)s", "yksi": "one", "kaksi": "two"}
    both = sentence(gettext_noop("%(first)s ja %(then)s"), first=sentence("yksi"), then=sentence("kaksi"))

    assert (str(both), both.said(said.__getitem__)) == ("yksi ja kaksi", "one and two")
    assert Sentence("%(count)s").said(lambda message: message.replace("%(count)s", "-")) == "-"


def test_every_yes_or_no_is_known_by_its_field(ruleset: Ruleset) -> None:
    rows = [row for attribute in MODELS for row in getattr(ruleset, attribute).values()]
    found = {name for row in rows for name, value in columns(row).items() if value in ("kyllä", "ei")}
    assert found | {"retired"} == YES_OR_NO
