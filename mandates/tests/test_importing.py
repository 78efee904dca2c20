"""An import makes the draft equal to the file, or refuses whole and says what to mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from mandates import content, importing
from mandates.models import Mandate, OrganisationType, Task
from mandates.tests.drafts import small_draft

pytestmark = pytest.mark.django_db

Document = list[dict[str, Any]]
Mutation = Callable[[Document], None]
NAME: Final = "sisalto.json"


@pytest.fixture(autouse=True)
def _draft() -> None:
    small_draft()


def fields(document: Document, model: str, slug: str) -> dict[str, Any]:
    """The fields of one object of the document."""
    found: dict[str, Any] = record(document, model, slug)["fields"]
    return found


def record(document: Document, model: str, slug: str) -> dict[str, Any]:
    return next(
        item for item in document if item["model"] == f"mandates.{model}" and item["fields"]["slug"] == slug
    )


def setting(model: str, slug: str, /, **values: Any) -> Mutation:
    return lambda document: fields(document, model, slug).update(values)


def lacking(model: str, slug: str, field: str) -> Mutation:
    return lambda document: fields(document, model, slug).__delitem__(field)


def dropping(model: str, slug: str) -> Mutation:
    return lambda document: document.remove(record(document, model, slug))


def keyed(**keys: Any) -> Mutation:
    return lambda document: record(document, "task", "lasku").update(keys)


def adding(item: Any) -> Mutation:
    return lambda document: document.append(item)


def copying(model: str, slug: str, /, **values: Any) -> Mutation:
    def mutate(document: Document) -> None:
        found = record(document, model, slug)
        document.append({**found, "fields": {**found["fields"], **values}})

    return mutate


def importing_file(folder: Path, document: str) -> list[str]:
    """Import the text and give the sentences with which it was refused."""
    path = folder / NAME
    path.write_text(document, encoding="utf-8")
    try:
        importing.import_file(path, name=NAME)
    except importing.ImportRefusedError as error:
        return error.problems
    return []


REFUSED: Final[dict[str, tuple[Mutation, str]]] = {
    "field missing": (lacking("task", "lasku", "hint_sv"), "X"),
    "field unknown": (setting("task", "lasku", nimi="Lasku"), "X"),
    "text for a number": (setting("task", "lasku", order="1"), "X"),
    "true for a number": (setting("task", "lasku", order=True), "X"),
    "number for a text": (setting("task", "lasku", name_fi=1), "X"),
    "null for a text": (setting("task", "lasku", name_fi=None), "X"),
    "number for a boolean": (setting("condition", "katselu", every_type=1), "X"),
    "text for a reference": (setting("task", "lasku", service="palvelu"), "X"),
    "null for a reference": (setting("task", "lasku", service=None), "X"),
    "text for a set": (setting("condition", "lasku", types="kunta"), "X"),
    "set with a member twice": (setting("condition", "lasku", types=[["kunta"], ["kunta"]]), "X"),
    "reference unknown": (setting("task", "lasku", service=["muu"]), "X"),
    "reference to another model": (setting("task", "lasku", service=["ryhma"]), "X"),
    "set member unknown": (setting("condition", "lasku", types=[["kunta"], ["muu"]]), "X"),
    "slug twice": (copying("task", "lasku", number=9), "X"),
    "number twice": (setting("task", "lasku", number=2), "X"),
    "number zero": (setting("task", "lasku", number=0), "X"),
    "number too large": (setting("task", "lasku", number=10**30), "X"),
    "slug bad": (setting("source", "lahde", slug="Lähde 1"), "X"),
    "slug reserved": (setting("task", "lasku", slug="ei-mikaan"), "X"),
    "slug missing": (lacking("task", "lasku", "slug"), "X"),
    "includes itself": (setting("mandate", "suppea", includes=[["laaja"]]), "X"),
    "condition for nobody": (setting("condition", "lasku", types=[]), "X"),
    "condition for both": (setting("condition", "lasku", every_type=True), "X"),
    "name without its state": (setting("mandate", "suppea", name_sv="Namn"), "X"),
    "state without a name": (setting("mandate", "suppea", name_state_fi="vahvistettu"), "X"),
    "address not https": (setting("service", "palvelu", url_fi="http://example.fi/"), "X"),
    "address not one": (setting("service", "palvelu", url_sv="palvelu"), "X"),
    "NUL": (setting("task", "lasku", name_fi="La\0sku"), "X"),
    "control character": (setting("mandate", "suppea", allows_fi="tehdä\x07"), "X"),
    "line break in a line": (setting("task", "lasku", name_fi="Teen\nlaskun"), "X"),
    "half a surrogate pair": (setting("condition", "lasku", note="\ud83d"), "X"),
    "line too long": (setting("task", "lasku", name_fi="a" * 201), "X"),
    "paragraph too long": (setting("mandate", "suppea", allows_fi="a" * 2001), "X"),
    "note too long": (setting("condition", "lasku", note="a" * 2001), "X"),
    "Finnish empty": (setting("task", "lasku", name_fi=""), "X"),
    "choice unknown": (setting("organisationtype", "kunta", sector="yksityinen"), "X"),
    "date impossible": (setting("mandate", "suppea", checked_on="2026-02-30"), "X"),
    "partial date bad": (setting("source", "lahde", dated="4.2024"), "X"),
    "pk given": (keyed(pk=1), "X"),
    "model unknown": (keyed(model="auth.user"), "X"),
    "fields missing": (adding({"model": "mandates.task"}), "X"),
    "object not one": (adding("mandates.task"), "X"),
    "row dropped that a column needs": (dropping("prerequisite", "sopimus"), "X"),
    "row dropped that a set needs": (dropping("servicegroup", "ryhma"), "X"),
    "task without a condition": (dropping("condition", "katselu"), "X"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_import_refuses_whole(name: str, tmp_path: Path) -> None:
    mutate, sentence = REFUSED[name]
    before = content.export()
    document = json.loads(before)
    mutate(document)

    problems = importing_file(tmp_path, json.dumps(document))

    print(repr(name), problems)
    assert content.export() == before
