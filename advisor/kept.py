"""What is the same for many answers is made once: of a publication's content, or of a route's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from django import urls
from django.urls import get_script_prefix
from django.utils.translation import get_language

from mandates.rules.ruleset import Ruleset

MOST_MADE: Final = 1_024
"""Arguments come from answers, so there is no end to them; what was made is dropped whole when there is so much."""
MOST_PATHS: Final = 1_024
MISSING: Final = object()

P = ParamSpec("P")
T = TypeVar("T")


def kept(make: Callable[Concatenate[Ruleset, P], T]) -> Callable[Concatenate[Ruleset, P], T]:
    """Keep what a function makes of a ruleset, by its other arguments and the page's language, as long as the ruleset.

    For functions whose value is frozen and depends on nothing else.
    """

    @wraps(make)
    def found(ruleset: Ruleset, /, *arguments: P.args, **named: P.kwargs) -> T:
        key = (make, get_language(), get_script_prefix(), arguments, *named.items())
        value: T = ruleset.made.get(key, MISSING)  # type: ignore[assignment]  # kept by the function that makes it
        if value is MISSING:
            value = make(ruleset, *arguments, **named)
            if len(ruleset.made) >= MOST_MADE:
                ruleset.made.clear()
            ruleset.made[key] = value
        return value

    return found


def reverse(name: str, *arguments: str) -> str:
    """The path of a route in the page's language."""
    return _path(name, arguments, get_language(), get_script_prefix())


@lru_cache(maxsize=MOST_PATHS)
def _path(name: str, arguments: tuple[str, ...], language: str | None, prefix: str) -> str:
    """Language and prefix are parameters for the cache's sake: `urls.reverse` looks both up by itself."""
    return urls.reverse(name, args=arguments)
