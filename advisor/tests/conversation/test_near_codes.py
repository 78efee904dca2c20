"""The codes that a mistyped or misheard one was probably meant to be."""

from __future__ import annotations

from random import Random
from typing import Final

import pytest

from advisor.conversation import codes
from advisor.conversation.code_signs import ALPHABET
from advisor.conversation.near_codes import ALIKE, near
from advisor.conversation.questionnaire import parse
from mandates.rules.ruleset import Ruleset

RIGHT: Final = "5Z3-2K7-4F2"
PLAIN: Final = "5Z32K74F2"


def found(text: str, ruleset: Ruleset) -> list[str]:
    return [each.code for each in near(text, ruleset)]


def test_any_one_wrong_sign_is_found(ruleset: Ruleset) -> None:
    """Whatever it is and wherever it stands: the right code comes first."""
    missed = [
        wrong
        for place, right in enumerate(PLAIN)
        for sign in ALPHABET
        if sign != right
        for wrong in [PLAIN[:place] + sign + PLAIN[place + 1 :]]
        if found(wrong, ruleset)[:1] != [RIGHT]
    ]
    assert missed == []


def test_two_signs_that_sound_alike_are_found(ruleset: Ruleset) -> None:
    """F heard as S and 5 as 9; and so for each pair of the table, in a code that has it twice."""
    assert found("9Z32K74S2", ruleset) == [RIGHT]
    draw = Random(7)  # noqa: S311  # not a secret
    answers = [("organisaatio", "kunta"), ("tehtava", "ajanvaraus"), ("suhde", "oma")]
    right = codes.encode(parse(answers, ruleset), ruleset)
    plain = right.replace("-", "")
    changeable = [
        (at, sign) for at, one in enumerate(plain) for group in ALIKE.split() if one in group for sign in group
    ]
    for _ in range(40):
        first, second = draw.sample([pair for pair in changeable if plain[pair[0]] != pair[1]], 2)
        if first[0] != second[0]:
            signs = list(plain)
            signs[first[0]], signs[second[0]] = first[1], second[1]
            assert found("".join(signs), ruleset)[:1] == [right]


@pytest.mark.parametrize(
    "typed",
    [
        "Z532K74F2",
        "5Z3 2K7 4F",
        "5Z32K774F2",
        "5Z3-2K7-4FO",
        "OZ3-2K7-4F1",
        "5z3–2k7–4fö",
        "5Z3-2K7-4F2-2",
        "Z3-2K7-4F2",
    ],
    ids=["swapped", "last missing", "doubled", "O", "O and 1", "letter of no code", "one more", "first missing"],
)
def test_code_with_another_slip_is_found(typed: str, ruleset: Ruleset) -> None:
    assert RIGHT in found(typed, ruleset)


@pytest.mark.parametrize("typed", ["", "7KQ", "000-000-000", "A" * 60, "QQQQ-QQQQ"])
def test_what_is_no_code_has_none_near(typed: str, ruleset: Ruleset) -> None:
    assert found(typed, ruleset) == []


def test_what_is_near_stands_for_its_answers(ruleset: Ruleset) -> None:
    [hit] = near("5Z3-2K7-4F3", ruleset)
    assert hit.conversation == codes.decode(RIGHT, ruleset)


def test_random_signs_are_seldom_near_a_code(ruleset: Ruleset) -> None:
    """So what is offered is worth asking about."""
    draw = Random(3)  # noqa: S311  # not a secret
    near_something = [bool(near("".join(draw.choices(ALPHABET, k=9)), ruleset)) for _ in range(200)]
    assert sum(near_something) <= 2
