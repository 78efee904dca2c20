"""Where visitors see a row of the content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from advisor.conversation.addresses import own_answer_address, start_address
from advisor.kept import reverse
from advisor.trouble import page as trouble
from mandates.rules.answers import Answers
from mandates.rules.rows import Cause, Condition, ExpectedCase, Instruction
from mandates.rules.ruleset import Ruleset


def row_address(ruleset: Ruleset, model: str, slug: str) -> str:
    """The page, the question or the answer that shows the row; empty when none does, as of a row out of use."""
    row: Any = ruleset.rows(model).get(slug) if model in SHOWN else None
    return SHOWN[model](ruleset, row) if row is not None else ""


def _condition(ruleset: Ruleset, row: Condition) -> str:
    """The answer of an organisation that the condition holds for."""
    types = [slug for slug in ruleset.types if row.every_type or slug in row.types]
    return _answer(types[0], row.task) if types else ""


def _of(ruleset: Ruleset, fits: Callable[[Condition], bool]) -> str:
    """The answer of the first condition that fits and holds for somebody."""
    found = (_condition(ruleset, row) for row in ruleset.conditions.values() if fits(row))
    return next(filter(None, found), "")


def _instruction(ruleset: Ruleset, row: Instruction) -> str:
    """An answer in which the organisation grants mandates in the way that the instruction is about."""
    for condition in ruleset.conditions.values():
        for slug, kind in ruleset.types.items():
            holds = condition.every_type or slug in condition.types
            if holds and row.grant_path in (None, kind.grant_path):
                return _answer(slug, condition.task)
    return ""


def _case(_ruleset: Ruleset, row: ExpectedCase) -> str:
    return own_answer_address(Answers(types=row.types, tasks=row.tasks, yes=row.yes, no=row.no))


def _cause(ruleset: Ruleset, row: Cause) -> str:
    """The page of a symptom that it may be the cause of."""
    found = (trouble.address(None, ruleset.symptoms[slug]) for slug in ruleset.symptoms if slug in row.symptoms)
    return next(found, "")


def _answer(kind: str, task: str) -> str:
    return own_answer_address(Answers(types=frozenset({kind}), tasks=frozenset({task})))


SHOWN: Final[Mapping[str, Callable[[Ruleset, Any], str]]] = {
    "servicegroup": lambda ruleset, row: reverse("services"),
    "service": lambda ruleset, row: reverse("service", row.slug),
    "sector": lambda ruleset, row: start_address(frozenset(), frozenset()),
    "organisationtype": lambda ruleset, row: start_address(frozenset({row.slug}), frozenset()),
    "task": lambda ruleset, row: _of(ruleset, lambda condition: condition.task == row.slug),
    "prerequisite": lambda ruleset, row: _of(ruleset, lambda condition: row.slug in condition.prerequisites),
    "mandate": lambda ruleset, row: reverse("mandate", row.slug),
    "lookalike": lambda ruleset, row: reverse("mandate", row.mandate),
    "condition": _condition,
    "instruction": _instruction,
    "infosection": lambda ruleset, row: reverse(row.page),
    "symptom": lambda ruleset, row: trouble.address(None, row),
    "cause": _cause,
    "expectedcase": _case,
}
"""What shows a row of each list. A source and a fact stand on no page of their own."""
