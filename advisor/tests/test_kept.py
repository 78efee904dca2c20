"""What is made of the content is made once for each language and argument, and goes with the content."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from advisor import kept as module
from advisor.kept import kept, reverse
from mandates.languages import spoken
from mandates.publishing.editions import Edition
from mandates.rules.ruleset import Ruleset

made: list[str] = []


@kept
def counted(ruleset: Ruleset, word: str) -> str | None:
    made.append(f"{word} {spoken()}")
    return made[-1] if word else None


@pytest.fixture
def fresh(edition: Edition) -> Ruleset:
    """The shipped content, and nothing made of it yet."""
    made.clear()
    return replace(edition.ruleset)


def test_made_once_for_each_argument(fresh: Ruleset) -> None:
    said = [counted(fresh, word) for word in ("a", "b", "a", "", "")]

    assert (said, made) == (["a fi", "b fi", "a fi", None, None], ["a fi", "b fi", " fi"])


def test_made_once_for_each_language(fresh: Ruleset) -> None:
    for language in ("fi", "sv", "fi"):
        with translation.override(language):
            counted(fresh, "a")

    assert made == ["a fi", "a sv"]


def test_other_content_is_made_of_anew(fresh: Ruleset) -> None:
    for content in (fresh, replace(fresh), fresh):
        counted(content, "a")

    assert made == ["a fi", "a fi"]


def test_what_is_kept_has_a_bound(fresh: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Arguments come from answers, so there is no end to them."""
    monkeypatch.setattr(module, "MOST_MADE", 2)
    for word in "abcde":
        counted(fresh, word)

    assert (len(made), len(fresh.made)) == (5, 1)


def test_path_is_in_the_language_of_the_page() -> None:
    paths = []
    for language in ("fi", "sv", "fi", "en"):
        with translation.override(language):
            paths.append(reverse("mandate", "kelmu-etuustiedot"))

    assert paths == [f"{prefix}/valtuudet/kelmu-etuustiedot/" for prefix in ("", "/sv", "", "/en")]
