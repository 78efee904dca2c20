"""The order of the layers, and that what the documents say of the repository is so."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from advisor.tests.serving import ROOT

PURE = (
    "mandates/ruleset.py",
    "mandates/rules.py",
    "mandates/integrity.py",
    "mandates/problem.py",
    "mandates/redundancy.py",
    "mandates/continuity.py",
    "mandates/cases.py",
    "mandates/impact.py",
    "mandates/situations.py",
    "mandates/differences.py",
    "mandates/catalogue.py",
    "mandates/catalogue_schema.py",
    "mandates/search.py",
    "mandates/search_index.py",
    "mandates/search_words.py",
    "mandates/similarity.py",
    "mandates/stop_words.py",
    "advisor/questionnaire.py",
    "advisor/codes.py",
)
CODE = sorted(path for folder in ("advisor", "mandates") for path in (ROOT / folder).rglob("*.py"))
PRODUCT = [path for path in CODE if "tests" not in path.parts]
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("name", PURE)
def test_pure_module_imports_no_framework(name: str) -> None:
    roots = {module.partition(".")[0] for module in imported(ROOT / name)}
    assert roots & {"django", "django_htmx", "environs", "os", "io", "pathlib"} == set()


@pytest.mark.parametrize("name", PURE)
def test_pure_modules_public_functions_say_what_they_mean(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_mandates_never_imports_advisor() -> None:
    wrong = {
        str(path.relative_to(ROOT))
        for path in PRODUCT
        if path.is_relative_to(ROOT / "mandates")
        and any(module.split(".")[0] == "advisor" for module in imported(path))
    }
    assert wrong == set()


def test_product_never_imports_tests() -> None:
    wrong = {str(path.relative_to(ROOT)) for path in PRODUCT if any(".tests" in module for module in imported(path))}
    assert wrong == set()


def test_readme_commands_are_targets_of_the_makefile() -> None:
    commands = re.findall(r"^make .*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands == ["make run", "make test"]
    for command in commands:
        subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, check=True, capture_output=True, timeout=30)


@pytest.mark.parametrize(
    "document", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")), ids=lambda path: path.name
)
def test_documents_link_to_what_exists(document: Path) -> None:
    broken = [
        target
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert broken == []
