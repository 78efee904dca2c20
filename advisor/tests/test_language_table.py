"""A language is a line of the table, a column set, a fixture and a catalogue: no other line of the product names it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings

from advisor.search.stop_words import STOP_WORDS
from mandates.content import documents
from mandates.rules.texts import LANGUAGE_TABLE, LANGUAGES, InLanguages, Text, ThemeNames

ROOT: Final = Path(__file__).parents[2]
TABLE: Final = "texts.py"
WRITTEN_IN_EACH: Final = {"stop_words.py", "catalogue.py"}
"""Words in every language; one that has none works without them."""
FIRST, *OTHERS = LANGUAGES


def product() -> list[Path]:
    """The product's Python files, without tests, migrations and the column sets of the models."""
    left_out = {"tests", "migrations", "models.py", "models", TABLE, *WRITTEN_IN_EACH}
    files = (path for package in ("mandates", "advisor") for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in files if left_out.isdisjoint(path.relative_to(ROOT).parts))


def named(tree: ast.AST) -> Iterator[int]:
    """The lines that name another language than the first: its code, a column of it, or a field of `Text`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value in OTHERS or node.value.endswith(tuple(f"_{language}" for language in OTHERS)):
                yield node.lineno
        elif (isinstance(node, ast.Attribute) and node.attr in OTHERS) or (
            isinstance(node, ast.keyword) and node.arg in OTHERS
        ):
            yield node.value.lineno


def test_no_line_of_the_product_names_a_language_but_the_first() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in product()
        for line in named(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source", ['"sv"', 'f(name="en")', '("name_fi", "name_sv")', "text.en", "Text(sv=x)", 'x.endswith("_sv")']
)
def test_a_line_that_names_a_language_is_found(source: str) -> None:
    assert list(named(ast.parse(source))) == [1]


@pytest.mark.parametrize("kind", [Text, ThemeNames])
def test_what_is_in_each_language_has_the_tables_languages(kind: type[Text | ThemeNames]) -> None:
    assert issubclass(kind, InLanguages)
    assert tuple(each.name for each in fields(kind)) == LANGUAGES


def test_text_is_read_by_language() -> None:
    text = Text("yksi", "", "one")
    assert (list(text.items()), list(text.values())) == (
        [("fi", "yksi"), ("sv", ""), ("en", "one")],
        ["yksi", "", "one"],
    )
    assert (bool(text), bool(Text()), bool(Text(en="one"))) == (True, False, True)


def test_models_have_a_column_for_each_language() -> None:
    for model in documents.MODELS:
        columns = {column.name for column in model._meta.concrete_fields}
        names = {name.removesuffix(f"_{FIRST}") for name in columns if name.endswith(f"_{FIRST}")}
        assert {f"{name}_{language}" for name in names for language in LANGUAGES} <= columns


def test_settings_and_stop_words_have_the_tables_languages() -> None:
    assert [code for code, _ in settings.LANGUAGES] == list(LANGUAGES) == list(STOP_WORDS)
    assert settings.LANGUAGES == [("fi", "Suomeksi"), ("sv", "På svenska"), ("en", "In English")]
    assert (settings.LANGUAGE_CODE, [each.code for each in LANGUAGE_TABLE if each.for_editors]) == ("fi", ["fi", "en"])
