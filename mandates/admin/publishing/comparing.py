"""Two publications set side by side; and the whole effect of the draft as a text file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import editors_page, permitted
from mandates.admin.publishing import choosing
from mandates.admin.publishing.effect import ShownImpact, effect
from mandates.admin.publishing.forms import CompareForm
from mandates.impact import changes as impact
from mandates.models import Publication
from mandates.publishing import plan, stored

CHANGED: Final = gettext_noop("Vastaus muuttuu %(changed)s tilanteessa, kun niitä on %(situations)s.")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two publications, and the effect of the newer in place of the older; without one, why it cannot be told."""

    older: Publication
    newer: Publication
    effect: ShownImpact | None
    damage: str = ""


@dataclass(frozen=True, slots=True)
class ComparePage:
    form: CompareForm
    comparison: Comparison | None


@editors_page(_("Vertaa julkaisuja"), "mandates.view_publication")
def compare(request: HttpRequest) -> ComparePage:
    """The differences between any two publications."""
    form = CompareForm(request.GET or None)
    chosen = (form.cleaned_data["vanha"], form.cleaned_data["uusi"]) if form.is_valid() else None
    return ComparePage(form, comparison(*chosen) if chosen else None)


@permitted("mandates.view_publication")
def impact_file(request: HttpRequest) -> HttpResponse:
    """The whole impact of what is chosen of the draft, as a text file."""
    draft = plan.draft(choosing.choice_of(request))
    found = draft.impact()
    lines = [gettext("Vaikutusta ei voi laskea.")]
    if found is not None and draft.ruleset is not None:
        lines = [gettext(CHANGED) % {"changed": found.changed, "situations": found.situations}]
        lines += impact.sentences(found, draft.before, draft.ruleset, gettext)
        lines += _row_lines(effect(found, draft.before, draft.ruleset))
    headers = {"Content-Disposition": 'attachment; filename="vaikutus.txt"'}
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8", headers=headers)


def _row_lines(shown: ShownImpact) -> Iterator[str]:
    nothing = gettext("(tyhjä)")
    for row in (*shown.rules, *shown.wording):
        change = f": {row.before or nothing} → {row.after or nothing}" if row.before or row.after else ""
        yield f"{row.row}, {row.what}{change}"


def comparison(older: Publication, newer: Publication) -> Comparison:
    rulesets = []
    for publication in (older, newer):
        try:
            rulesets.append(stored.compiled(publication))
        except stored.UNREADABLE:
            return Comparison(older, newer, None, stored.damaged(publication))
    before, after = rulesets
    return Comparison(older, newer, effect(impact.changes(before, after), before, after))
