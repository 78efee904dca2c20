"""A document's problems, also of one that cannot be compiled."""

from __future__ import annotations

from mandates.checks import integrity
from mandates.checks.integrity import Problem
from mandates.content.contents import Content
from mandates.models import Mandate
from mandates.rules.ruleset import Ruleset


def check_content(
    content: Content, *, published: Ruleset | None = None, today: str | None = None
) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    """Compile the rows of a document and tell its problems; with a cycle in `includes` there is no Ruleset.

    :raises ValueError: when it cannot be compiled for another reason, which no export can have.
    """
    try:
        ruleset = content.ruleset
    except ValueError:
        label = Mandate._meta.label_lower
        mandates = [record["fields"] for record in content.rows.values() if record["model"] == label]
        found = integrity.cycle_problems({row["slug"]: [key[0] for key in row["includes"]] for row in mandates})
        if not found:
            raise
        return None, found
    return ruleset, integrity.problems(ruleset, published=published, today=today)
