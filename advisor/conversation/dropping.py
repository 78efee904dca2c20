"""What an address said in vain, as a later address and the pages name it. Pure: no Django, no I/O."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from advisor.conversation.keys import KINDS
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Ruleset

MOST_SHOWN: Final = 10
SLUG: Final = re.compile(r"[a-z0-9-]{1,60}")
NO_KEY: Final = "muu"
"""Stands before a dropped slug in the place of a key that has no slugs."""
KEYED: Final = re.compile(rf"({'|'.join(KINDS)}|{NO_KEY})\.({SLUG.pattern})")
"""A dropped slug that alone would be taken for another kind of row: the key that it was said under stands before it."""
NOT_A_SLUG: Final = "_"
"""Stands for everything dropped that cannot be ours: what a stranger wrote into a link is never shown."""


def written(key: str, value: str, ruleset: Ruleset) -> str:
    """How a value is kept that was dropped: alone, or with its key where alone it would be taken for another kind."""
    is_plain = ruleset.kind_of(value) in (None, KINDS.get(key))
    return value if is_plain else f"{key if key in KINDS else NO_KEY}.{value}"


def shown(values: Iterable[str]) -> tuple[str, ...]:
    """Few and written as our slugs are, for they are shown to the user; all others are one sign."""
    found = {value if SLUG.fullmatch(value) or KEYED.fullmatch(value) else NOT_A_SLUG for value in values if value}
    return tuple(sorted(found))[:MOST_SHOWN]


def named(dropped: str, ruleset: Ruleset) -> tuple[Kind | None, str]:
    """The kind and the slug of a value that was dropped; None where it is of none of ours.

    A slug alone is what `Ruleset.kind_of` takes it for.
    """
    keyed = KEYED.fullmatch(dropped)
    if keyed:
        key, slug = keyed.groups()
        return KINDS.get(key), slug
    return ruleset.kind_of(dropped), dropped


def rows(dropped: Iterable[str], ruleset: Ruleset) -> dict[Kind, set[str]]:
    """The slugs of our rows among the values that were dropped, by their kind."""
    found: dict[Kind, set[str]] = {}
    for kind, slug in (named(each, ruleset) for each in dropped):
        if kind and ruleset.knows(kind, slug):
            found.setdefault(kind, set()).add(slug)
    return found
