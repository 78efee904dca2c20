"""The publications as a list to print: in words and for programs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from mandates.models import Publication, Timing
from mandates.publishing.clock import day_and_time
from mandates.publishing.standing import Standing


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided later of a publication; both times are empty when visitors never see it."""

    editor: str
    decided_at: str
    seen_from: str
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication; `state` and `time` as people read them. `pruned_at` is empty while it has its content."""

    number: int
    state: str
    time: str
    seen_from: str
    published_at: str
    editor: str
    note: str
    sha256: str
    pruned_at: str
    pruned_by: str
    decisions: tuple[Decision, ...]


def publications() -> tuple[Listed, ...]:
    """Every publication, the newest first."""
    standing = Standing.read()
    found = Publication.objects.defer("body").select_related("pruned").prefetch_related("timings__replaced_by")
    return tuple(_listed(each, standing) for each in found)


def _listed(publication: Publication, standing: Standing) -> Listed:
    decisions = tuple(_decision(each) for each in publication.timings.all())
    return Listed(
        number=publication.number,
        state=state(
            publication,
            is_live=publication == standing.live,
            waits=publication in standing.all_waiting,
            successor=decisions[-1].replaced_by if decisions else None,
        ),
        time=day_and_time(publication.seen_from),
        seen_from=publication.seen_from.isoformat() if publication.seen_from else "",
        published_at=publication.published_at.isoformat(),
        editor=publication.editor,
        note=publication.note,
        sha256=publication.sha256,
        pruned_at=publication.pruned.pruned_at.isoformat() if publication.is_pruned else "",
        pruned_by=publication.pruned.editor if publication.is_pruned else "",
        decisions=decisions,
    )


def _decision(timing: Timing) -> Decision:
    return Decision(
        timing.editor,
        timing.decided_at.isoformat(),
        timing.live_from.isoformat() if timing.live_from else "",
        timing.replaced_by.number if timing.replaced_by else None,
    )


def state(publication: Publication, *, is_live: bool, waits: bool, successor: int | None) -> str:
    """Where it stands, as people read it; `successor` is the number of the one that replaced it."""
    if is_live:
        return gettext("näkyy nyt")
    if waits:
        return gettext("ajastettu")
    if publication.is_pruned:
        return gettext("sisältö poistettu")
    if publication.seen_from:
        return gettext("vanhempi")
    return gettext("korvattu julkaisulla %(number)s") % {"number": successor} if successor else gettext("peruttu")
