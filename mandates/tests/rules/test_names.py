"""Names as people paste them. `advisor/tests/browser/test_names.py` holds the browser's script to the same cases."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.rules import names, pasted_list
from mandates.rules.names import FoundName, KnownName, Likeness, NameKind
from mandates.rules.pasted_list import PastedLine

CASES: Final = json.loads((Path(__file__).parent / "data" / "names.json").read_text(encoding="utf-8"))
KNOWN: Final = tuple(KnownName(each["mandate"], NameKind(each["kind"]), each["text"]) for each in CASES["known"])


@pytest.mark.parametrize("case", CASES["folds"], ids=lambda case: case["text"])
def test_texts_are_compared_without_case_marks_and_punctuation(case: dict[str, Any]) -> None:
    assert names.fold(case["text"]) == case["fold"]


@pytest.mark.parametrize("case", CASES["lines"], ids=lambda case: case["pasted"])
def test_what_stands_around_a_name_is_no_part_of_it(case: dict[str, Any]) -> None:
    assert pasted_list.lines_of(case["pasted"], KNOWN) == tuple(PastedLine(**each) for each in case["names"])


@pytest.mark.parametrize("case", CASES["found"], ids=lambda case: case["line"])
def test_a_line_is_found_with_its_evidence(case: dict[str, Any]) -> None:
    found = names.find(case["line"], KNOWN)
    slug = found.name.mandate if found.name else ""
    also = [each.mandate for each in found.also]
    assert (found.likeness, slug, found.percent, also) == (
        case["likeness"],
        case["mandate"],
        case["percent"],
        case["also"],
    )


def test_our_own_title_is_never_the_same_as_a_name() -> None:
    """Nobody confirms a name that we made up."""
    titles = [each for each in KNOWN if each.kind is NameKind.TITLE]
    assert {names.find(each.text, KNOWN).likeness for each in titles} == {Likeness.NEAR}


def test_nothing_is_found_among_no_names() -> None:
    assert names.find("Etuustietojen katselu", ()) == FoundName(Likeness.UNKNOWN)


@given(st.text())
def test_any_text_can_be_pasted(text: str) -> None:
    for line in pasted_list.lines_of(text):
        assert names.fold(line.text)
        assert names.find(line.text, [KnownName("a", NameKind.OWN, line.text)]).likeness is Likeness.EXACT


@pytest.mark.parametrize(
    "sign",
    [
        " ",
        "-",
        "(",
        "1. ",
        "\u0301\u0323",
        "voimassa ",
        "(voimassa ",
        "voimassa toistaiseksi till och ",
        "1.1.2026 ",
        "\t",
        "\ta",
    ],
)
def test_a_line_of_one_sign_takes_no_time(sign: str) -> None:
    started = time.process_time()
    pasted_list.lines_of(f"{sign * 100_000}x 1.1.2026 y")
    assert time.process_time() - started < 3


@pytest.mark.parametrize("word", ["(", "to ", "kela ", "mandate to represent ", "(kela ", "1.1.2026 "])
def test_a_list_of_such_lines_takes_no_time(word: str) -> None:
    line = f"{word * 100}"[: pasted_list.LONGEST - 1]
    started = time.process_time()
    pasted_list.lines_of(f"{line}x\n" * 20)
    assert time.process_time() - started < 2


def test_hundreds_of_lines_are_compared_in_no_time() -> None:
    known = [
        KnownName(f"a-{number}", NameKind.TITLE, f"{'Etuustietojen katselu ' * 5}{number}") for number in range(60)
    ]
    started = time.process_time()
    for number in range(500):
        names.find(f"{'Etuustietojen katselua ' * 5}{number}", known)
    assert time.process_time() - started < 1.5
