"""What the front page says of the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from mandates.admin import worklists
from mandates.admin.problems import ProblemView, problem_views, reasons_said, rulesets_of
from mandates.checks import cases
from mandates.checks.integrity import Severity
from mandates.publishing import publish

MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class FrontPage:
    """How ready the draft is, the worst of its problems, and how much work waits."""

    errors: int
    warnings: int
    worst: tuple[ProblemView, ...]
    rest: int
    others: tuple[str, ...]
    damage: str
    cases: int
    failing: int
    names: str
    reviews: int

    @property
    def passed(self) -> int:
        return self.cases - self.failing


def front_page() -> FrontPage:
    draft = publish.draft()
    problems = sorted(draft.problems, key=lambda problem: problem.severity is not Severity.ERROR)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return FrontPage(
        errors=errors,
        warnings=len(problems) - errors,
        worst=tuple(problem_views(problems[:MOST_SHOWN], *rulesets_of(draft))),
        rest=max(0, len(problems) - MOST_SHOWN),
        others=reasons_said(draft.others, draft),
        damage=draft.damage,
        cases=len(draft.ruleset.cases) if draft.ruleset else 0,
        failing=len({failure.case for failure in cases.failing(draft.ruleset)}) if draft.ruleset else 0,
        names=worklists.counted(),
        reviews=len(worklists.to_review(timezone.localdate())),
    )
