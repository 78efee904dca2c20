"""What the admin's front page says of the draft."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.http import HttpRequest
from django.utils import timezone

from mandates import cases, publishing
from mandates.admin import problems as draft_problems
from mandates.admin import worklists
from mandates.integrity import Severity

register = template.Library()

WORST: Final = 10


@register.inclusion_tag("admin/mandates/draft_state.html", takes_context=True)
def draft_state(context: dict[str, Any]) -> dict[str, Any]:
    """Counts of problems, the worst ten of them with links, and the lists of work."""
    request: HttpRequest = context["request"]
    if not request.user.has_perm("mandates.view_mandate"):
        return {"may_view": False}
    draft = publishing.draft()
    problems = sorted(draft.problems, key=lambda problem: problem.severity is not Severity.ERROR)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    every = draft.ruleset.cases if draft.ruleset else {}
    failing = {failure.case for failure in cases.failing(draft.ruleset)} if draft.ruleset else set()
    return {
        "may_view": True,
        "may_publish": request.user.has_perm("mandates.add_publication"),
        "errors": errors,
        "warnings": len(problems) - errors,
        "worst": draft_problems.problem_views(problems[:WORST]),
        "rest": max(0, len(problems) - WORST),
        "others": draft.others,
        "damage": draft.damage,
        "cases": len(every),
        "failing": len(failing),
        "passed": len(every) - len(failing),
        "unconfirmed": sum(1 for _ in worklists.unconfirmed()),
        "reviews": len(worklists.to_review(timezone.localdate())),
    }
