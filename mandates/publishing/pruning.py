"""Which publications may lose their content, and taking it away: nothing that a visitor was given changes by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from mandates.content import progress
from mandates.models import Pruned, Publication
from mandates.publishing import given, stored
from mandates.publishing.given import EverGiven
from mandates.publishing.standing import Standing
from mandates.publishing.stored import UNREADABLE

LINKS: Final = timedelta(days=731)
"""Two years. A link names the publication that visitors saw when it was made, so one that they saw since then stays."""


class PruneStoppedError(Exception):
    """A publication cannot be read: it stays, and so do all that visitors saw after it. The message says which."""


@dataclass(frozen=True, slots=True)
class Prunable:
    """The publications that may lose their content, the oldest first.

    Each of `seen` stands with the one that visitors saw after it; `unseen` never showed. `last` is the newest of those
    that visitors have seen whose content is gone already.
    """

    seen: tuple[tuple[Publication, Publication], ...]
    unseen: tuple[Publication, ...]
    last: Publication | None

    @property
    def publications(self) -> tuple[Publication, ...]:
        found = (*(publication for publication, _ in self.seen), *self.unseen)
        return tuple(sorted(found, key=lambda each: each.number))


def prunable(keep: int, links: timedelta = LINKS) -> Prunable:
    """Publications that visitors have seen, without the newest `keep` and without those still seen in the last two
    years; and those that they never saw.

    What waits stays, and all that was made after the oldest one that stays.
    """
    standing = Standing.read()
    seen, since = standing.seen, standing.at - links
    old = [pair for pair in pairwise(seen[: max(len(seen) - keep + 1, 0)]) if _were_left(pair[1], since)]
    first_kept = seen[len(old)].number if seen else 0
    unseen = Publication.objects.never_shown().defer("body").filter(pruned__isnull=True, number__lt=first_kept)
    gone = [each for each in seen if each.is_pruned]
    return Prunable(
        tuple(pair for pair in old if not pair[0].is_pruned),
        tuple(unseen.order_by("number")),
        gone[-1] if gone else None,
    )


def _were_left(successor: Publication, since: datetime) -> bool:
    """Whether visitors had this one instead of the publication before it by then."""
    return successor.seen_from is not None and successor.seen_from <= since


def prune(found: Prunable, editor: str) -> Iterator[Publication]:
    """Take the content of these away one by one: each is done for good, whatever happens at the next.

    :raises PruneStoppedError: when one cannot be read.
    :raises django.db.IntegrityError: when somebody else does the same at the same time.
    """
    steps = len(found.seen) + len(found.unseen)
    for place, publication in enumerate(found.unseen):
        progress.step(place, steps, str(publication))
        given.prune(publication, EverGiven(), editor)
        yield publication
    before = given.kept(Pruned.objects.get(publication=found.last)) if found.last else EverGiven()
    for place, (publication, successor) in enumerate(found.seen, start=len(found.unseen)):
        progress.step(place, steps, str(publication))
        before = _and_of(before, _whole(publication))
        given.prune(publication, before.beside(given.rows_of(_whole(successor))), editor)
        yield publication


def _and_of(before: EverGiven, publication: Publication) -> EverGiven:
    try:
        return before.and_of(stored.content_of(publication).rows)
    except UNREADABLE as error:
        raise PruneStoppedError(stored.damaged(publication)) from error


def _whole(publication: Publication) -> Publication:
    """With its body, which goes with it: hundreds of them do not stay in memory."""
    return Publication.objects.get(pk=publication.pk)
