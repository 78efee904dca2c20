"""What a save or a deletion caused, beyond the row itself: told at once, each with the page where it is seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from mandates.admin.frame import problems
from mandates.admin.frame.pages import change_page
from mandates.admin.frame.problems import FAILING, linked, problem_views, rulesets_of
from mandates.admin.preview.preview import previewed
from mandates.admin.preview.public_site import answer_address
from mandates.admin.publishing.effect import row_keys
from mandates.checks import cases
from mandates.checks.integrity import Problem, Severity
from mandates.content.contents import Content
from mandates.impact import changes as impact
from mandates.models import ExpectedCase, Row
from mandates.publishing import plan
from mandates.publishing.planned import Draft
from mandates.rules.ruleset import Ruleset

AT_ONCE: Final = 5
MOST: Final = 100
Told = tuple[int, SafeString]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a draft has that it had not before: errors of any row (expected cases apart), cases that are no longer met
    by their slugs, and the effects. Of a draft that cannot be compiled, before or now, only the errors are known.
    """

    errors: tuple[Problem, ...] = ()
    failing: tuple[str, ...] = ()
    found: impact.Impact | None = None


def tell_once_saved(request: HttpRequest, before: Content, row: Row | None = None) -> None:
    """Compare once all is saved, and say it in messages: to check it takes time, in which others could not save."""

    def tell() -> None:
        draft = plan.draft()
        caused, told = of(before, draft)
        if row:
            told += problems.after_saving(draft, row, caused.errors)
        for level, text in told:
            messages.add_message(request, level, text)

    transaction.on_commit(tell)


def of(before: Content, draft: Draft) -> tuple[Consequences, list[Told]]:
    """The consequences of what made the content `before` this draft, and the same as messages."""
    if before is draft.content:
        return Consequences(), []
    errors, was = _new_errors(before, draft), _compiled(before)
    if was is None or draft.ruleset is None:
        caused = Consequences(errors)
    else:
        caused = Consequences(errors, _newly_failing(was, draft.ruleset), impact.changes(was, draft.ruleset))
    return caused, list(_told(caused, was or draft.before, draft))


def _new_errors(before: Content, draft: Draft) -> tuple[Problem, ...]:
    """What the draft had before is asked only when there is an error: most often there is none."""
    errors = [each for each in draft.problems if each.severity is Severity.ERROR and each.code != FAILING]
    known = {_place(each) for each in _problems(before, draft)} if errors else set()
    return tuple(each for each in errors if _place(each) not in known)


def _place(problem: Problem) -> tuple[str, ...]:
    return problem.code, problem.model, problem.slug, problem.field


def _problems(content: Content, draft: Draft) -> tuple[Problem, ...]:
    try:
        return plan.checked(content, draft.standing.given())[1]
    except ValueError:
        return ()


def _compiled(content: Content) -> Ruleset | None:
    try:
        return content.ruleset
    except ValueError:
        return None


def _newly_failing(was: Ruleset, now: Ruleset) -> tuple[str, ...]:
    before = {failure.case for failure in cases.failing(was)}
    return tuple(dict.fromkeys(failure.case for failure in cases.failing(now) if failure.case not in before))


def _told(caused: Consequences, was: Ruleset, draft: Draft) -> Iterator[Told]:
    if caused.errors:
        lines = [linked(each.url, each.text) for each in problem_views(caused.errors, *rulesets_of(draft), was)]
        yield messages.ERROR, _listed(_counted_errors(len(lines)), lines)
    if draft.ruleset is None:
        return
    if caused.failing:
        lines = list(_cases(caused.failing, draft.ruleset))
        yield messages.ERROR, _listed(_counted_cases(len(lines)), lines)
    if caused.found and caused.found.changes_rules:
        lines = list(_effects(caused.found, was, draft.ruleset))
        yield messages.WARNING, _listed(_counted_situations(caused.found.changed), lines)


def _cases(failing: Sequence[str], now: Ruleset) -> Iterator[SafeString]:
    pks = row_keys(ExpectedCase, failing)
    for slug in failing:
        yield linked(change_page(ExpectedCase, pks.get(slug)), now.cases[slug].situation)


def _effects(found: impact.Impact, was: Ruleset, now: Ruleset) -> Iterator[SafeString]:
    """Each leads to the answer as the draft gives it; where the draft has no such question, to that of the visitors."""
    names = impact.names_of(was, now, gettext)
    for change in found.rules:
        address = answer_address(change.query)
        asked = change.organisation in now.types and change.task in now.tasks
        yield linked(previewed(address) if asked else address, change.sentence(names))
    for covering in found.covering:
        yield linked("", covering.sentence(names))


def _counted_errors(count: int) -> str:
    return ngettext(
        "Muutos aiheutti %(count)s virheen, joka estää julkaisemisen:",
        "Muutos aiheutti %(count)s virhettä, jotka estävät julkaisemisen:",
        count,
    ) % {"count": count}


def _counted_cases(count: int) -> str:
    return ngettext(
        "%(count)s odotettu tapaus ei enää täsmää:", "%(count)s odotettua tapausta ei enää täsmää:", count
    ) % {"count": count}


def _counted_situations(count: int) -> str:
    if not count:
        return gettext("Luonnoksen vastaukset eivät muuttuneet. Valtuudet sisältävät nyt muuta kuin ennen:")
    return ngettext(
        "Luonnoksen vastaus muuttui %(count)s tilanteessa:", "Luonnoksen vastaus muuttui %(count)s tilanteessa:", count
    ) % {"count": count}


def _listed(heading: str, lines: Sequence[SafeString]) -> SafeString:
    """A heading and its lines: the first at once, the rest when they are asked for."""
    first = format_html("{}<ul>{}</ul>", heading, _items(lines[:AT_ONCE]))
    rest = lines[AT_ONCE:MOST]
    if not rest:
        return first
    more = gettext("Näytä loput (%(count)s)") % {"count": len(lines) - AT_ONCE}
    beyond = _items([_whole_file()]) if len(lines) > MOST else ""
    return format_html("{}<details><summary>{}</summary><ul>{}{}</ul></details>", first, more, _items(rest), beyond)


def _whole_file() -> SafeString:
    return linked(reverse("admin:mandates_publication_impact"), gettext("Kaikki muutokset tekstitiedostona"))


def _items(lines: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((line,) for line in lines))
