"""The order of the layers, and that what the documents say of the repository is so."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from advisor.conversation.questionnaire import KNOWN
from advisor.tests.serving import ROOT

PURE_PLACES = (
    "mandates/rules",
    "mandates/checks",
    "mandates/impact",
    "advisor/conversation/keys.py",
    "advisor/conversation/dropping.py",
    "advisor/conversation/questionnaire.py",
    "advisor/conversation/codes.py",
    "advisor/conversation/near_codes.py",
    "advisor/conversation/mangled.py",
    "advisor/conversation/pasted.py",
    "advisor/conversation/numbering.py",
    "advisor/search/fields.py",
    "advisor/search/index.py",
    "advisor/search/search.py",
    "advisor/search/similarity.py",
    "advisor/search/stop_words.py",
    "advisor/api/catalogue.py",
    "advisor/api/schema.py",
    "advisor/feeds/atom.py",
    "advisor/team/roles.py",
    "advisor/team/needs.py",
)
ORDER = (
    "mandates.rules",
    "mandates.languages mandates.checks",
    "mandates.models",
    "mandates.impact mandates.content",
    "mandates.publishing",
    "mandates.feedback mandates.backups mandates.door",
    "mandates.admin.frame",
    "mandates.admin.people",
    "mandates.admin.preview",
    "mandates.admin.publishing",
    "mandates.admin.saving",
    "mandates.admin.draft mandates.admin.worklists",
    "mandates.admin.rows mandates.admin.guide",
    "mandates.admin.front_page mandates.admin.menu",
    "mandates.admin.site",
    "mandates.apps mandates.management mandates.migrations",
    "advisor.absolute advisor.formats",
    "advisor.outages advisor.own_files advisor.database_url advisor.kept advisor.store",
    "advisor.duties",
    "advisor.env advisor.logs advisor.refusals advisor.static_files advisor.words",
    "advisor.frame advisor.errors advisor.parts",
    "advisor.conversation advisor.feedback advisor.page_cache",
    "advisor.letters advisor.browse advisor.middleware",
    "advisor.search advisor.holding advisor.trouble advisor.team",
    "advisor.support advisor.api advisor.feeds advisor.row_addresses advisor.views advisor.checks advisor.settings",
    "advisor.lost advisor.background",
    "advisor.urls advisor.apps advisor.wsgi advisor.healthcheck advisor.one_piece",
)
"""From the ground up: what stands on a line imports itself and what stands above it here, nothing beside or below."""
TWINS = (
    "Cause Condition ExpectedCase Fact InfoSection Instruction LookAlike Mandate OrganisationType Prerequisite "
    "Row Sector Service ServiceGroup Source Symptom Task CauseKind GrantPath InfoPage NameState Relation Section"
)
"""Rows as editors edit them and as the rules read them, and what may be chosen in a field of theirs."""
TWINS_IN = ("mandates/models/", "mandates/rules/")
CODE = sorted(path for folder in ("advisor", "mandates") for path in (ROOT / folder).rglob("*.py"))
PRODUCT = [path for path in CODE if "tests" not in path.relative_to(ROOT).parts]
PURE = sorted(
    str(path.relative_to(ROOT))
    for path in PRODUCT
    if any(path.is_relative_to(ROOT / place) for place in PURE_PLACES) and path.read_text(encoding="utf-8")
)
ROUTE = re.compile(r"""(?:\breverse\(f?|\bredirect\(f?|\{% url )["']([^"']+)""")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imported(path: Path) -> frozenset[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


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


def place(module: str) -> tuple[int, str]:
    """The line of `ORDER` on which a module stands, and its name there."""
    found = [
        (line, name)
        for line, names in enumerate(ORDER)
        for name in names.split()
        if module == name or module.startswith(f"{name}.")
    ]
    assert len(found) == 1, f"{module} has no place in ORDER"
    return found[0]


@pytest.mark.parametrize("path", [path for path in PRODUCT if path.read_text(encoding="utf-8")], ids=str)
def test_imports_go_down_only(path: Path) -> None:
    line, name = place(dotted(path))
    below = {module for module in imported(path) if module.partition(".")[0] in ("advisor", "mandates")}
    places = {module: place(module) for module in below}
    assert {module for module, (other, its) in places.items() if its != name and other >= line} == set()


def test_imports_never_come_round() -> None:
    """Within a folder too, whose modules `ORDER` does not tell apart."""
    names = {dotted(path): imported(path) for path in PRODUCT}
    graph = {
        module: {name if name in names else name.rpartition(".")[0] for name in below} & names.keys() - {module}
        for module, below in names.items()
    }
    assert sum(map(len, graph.values())) > 500
    TopologicalSorter(graph).prepare()


def constants(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_content_and_rules_write_no_address_of_the_site() -> None:
    """No key of its queries, and no name of its routes; `ei`, `on` and `v` are words of other things too."""
    keys = {key for key in KNOWN if len(key) > 2}
    assert {"organisaatio", "tehtava", "suhde", "kylla"} <= keys
    files = [path for path in PRODUCT if path.is_relative_to(ROOT / "mandates")]
    pages = sorted(ROOT.glob("templates/admin/**/*.html"))
    texts = {path: path.read_text(encoding="utf-8") for path in [*files, *pages]}
    assert {str(path) for path in files if constants(path) & keys} == set()
    assert [name for text in texts.values() for name in ROUTE.findall(text) if not name.startswith("admin:")] == []
    assert sum(len(ROUTE.findall(text)) for text in texts.values()) > 10


@pytest.mark.parametrize("package", ["advisor", "mandates"])
def test_folders_of_tests_are_named_after_folders_of_the_package(package: str) -> None:
    tests, home = ROOT / package / "tests", ROOT / package
    folders = {str(path.parent.relative_to(tests)) for path in tests.rglob("test_*.py")} - {"."}
    topics = {str(path.parent.relative_to(home)) for path in home.rglob("__init__.py")}
    assert folders - topics == ({"browser"} if package == "advisor" else set())


def test_tests_of_the_content_and_rules_know_nothing_of_the_site() -> None:
    tests = [path for path in CODE if path.is_relative_to(ROOT / "mandates" / "tests")]
    wrong = {
        str(path.relative_to(ROOT))
        for path in tests
        if any(module.partition(".")[0] == "advisor" for module in imported(path))
    }
    assert len(tests) > 20
    assert wrong == set()


def types_of(path: Path) -> Iterator[str]:
    """The classes of a module, those inside others too, and its names for types: what is written in CamelCase."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for node in tree.body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        yield from (name.id for name in targets if isinstance(name, ast.Name) and re.search("^[A-Z].*[a-z]", name.id))


def test_a_class_name_has_one_meaning() -> None:
    """A row and its frozen twin share one; `Meta`, `Command` and `Migration` are the framework's."""
    homes: dict[str, list[str]] = {}
    for path in PRODUCT:
        place = str(path.relative_to(ROOT))
        home = next((folder for folder in TWINS_IN if place.startswith(folder)), place)
        for name in set(types_of(path)) - {"Meta", "Command", "Migration"}:
            homes.setdefault(name, []).append(home)
    twice = {name: sorted(found) for name, found in homes.items() if len(found) > 1}
    assert len(homes) > 200
    assert twice == {name: list(TWINS_IN) for name in TWINS.split()}


def test_product_never_imports_tests() -> None:
    wrong = {str(path.relative_to(ROOT)) for path in PRODUCT if any(".tests" in module for module in imported(path))}
    assert wrong == set()


def test_readme_commands_are_targets_of_the_makefile() -> None:
    commands = re.findall(r"^make .*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert commands == ["make run", "make test"]
    for command in commands:
        subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, check=True, capture_output=True, timeout=300)


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


@pytest.mark.parametrize(("document", "at_least"), [("threat-model.md", 20), ("reliability.md", 10)])
def test_what_stands_against_a_threat_or_a_fault_is_a_test_that_exists(document: str, at_least: int) -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / document).read_text(encoding="utf-8")))
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)

    assert len(named) > at_least
    assert {name for name in named if f"def {name}(" not in code} == set()
