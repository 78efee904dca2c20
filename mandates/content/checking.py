"""A document's problems, also of one that cannot be compiled."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mandates.checks import integrity
from mandates.checks.integrity import Problem
from mandates.content import documents
from mandates.models import Mandate
from mandates.rules.ruleset import Ruleset


def check(
    document: str, *, published: Ruleset | None = None, today: str | None = None
) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    """Compile a document of today's format and tell its problems; with a cycle in `includes` there is no Ruleset.

    :raises ValueError: when it cannot be compiled for another reason, which no export can have.
    """
    return check_rows(documents.records_of(document, documents.FORMAT), published=published, today=today)


def check_rows(
    records: Collection[documents.Record], *, published: Ruleset | None = None, today: str | None = None
) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    """The same of the rows of a document."""
    try:
        ruleset = documents.compile_rows(records)
    except ValueError:
        found = cycles(records)
        if not found:
            raise
        return None, found
    return ruleset, integrity.problems(ruleset, published=published, today=today)


def cycles(records: Iterable[documents.Record]) -> tuple[Problem, ...]:
    """The mandates of a document that include themselves."""
    label = Mandate._meta.label_lower
    mandates = [record["fields"] for record in records if record["model"] == label]
    return integrity.cycle_problems({row["slug"]: [key[0] for key in row["includes"]] for row in mandates})
