"""A text found in others, and replaced in them."""

from __future__ import annotations

import pytest

from mandates.content.finding import LEFT_OUT, Piece, Wanted

TEXT = "Työmarkkinatuki ja työmarkkinatukea: TYÖMARKKINATUKI."


@pytest.mark.parametrize(
    ("wanted", "after"),
    [
        (Wanted("työmarkkinatuki"), "Yleistuki ja työmarkkinatukea: YLEISTUKI."),
        (Wanted("työmarkkinatuki", same_case=True), TEXT),
        (Wanted("Työmarkkinatuki", same_case=True), "yleistuki ja työmarkkinatukea: TYÖMARKKINATUKI."),
        (Wanted("työmarkkinatuk"), "Yleistukii ja yleistukiea: YLEISTUKII."),
        (Wanted("työmarkkinatuk", whole_words=True), TEXT),
        (Wanted("työmarkkinatuki", whole_words=True), "Yleistuki ja työmarkkinatukea: YLEISTUKI."),
    ],
)
def test_capitals_stay_unless_only_the_same_are_looked_for(wanted: Wanted, after: str) -> None:
    assert wanted.replaced(TEXT, "yleistuki") == after


def test_what_is_typed_is_text_and_no_pattern() -> None:
    assert Wanted("1.5 (a)").replaced("1.5 (a), 145 a", r"\1 $&") == r"\1 $&, 145 a"


def test_nothing_is_found_nowhere() -> None:
    assert not Wanted("").found_in("teksti")


def test_pieces_are_the_text_with_what_comes_in_each_place() -> None:
    assert list(Wanted("tuki").pieces("Tuki ja tuki.", "apu")) == [
        Piece("Tuki", is_found=True, instead="Apu"),
        Piece(" ja "),
        Piece("tuki", is_found=True, instead="apu"),
        Piece("."),
    ]


def test_only_what_is_near_is_shown() -> None:
    pieces = list(Wanted("x").pieces("a" * 200 + "x" + "b" * 200 + "x" + "c" * 200))
    assert [piece.text for piece in pieces] == [
        LEFT_OUT + "a" * 60,
        "x",
        "b" * 60 + LEFT_OUT + "b" * 60,
        "x",
        "c" * 60 + LEFT_OUT,
    ]
