"""Whether a second person has approved exactly what would be published."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from mandates.models import ReviewRequest
from mandates.models.reviews import ReviewDecision
from mandates.publishing import stored
from mandates.publishing.planned import Draft

EDITS: Final = "mandates.change_mandate"
"""What one must be allowed to be asked, to approve, and to show the draft to others."""
NEEDED: Final = gettext_noop("Toinen henkilö ei ole hyväksynyt juuri tätä. Pyydä tarkistusta ennen julkaisemista.")


def may_still(user: Any) -> bool:
    """Whether somebody who is not the one here now may still come in and edit."""
    return bool(user.is_active and user.is_staff and user.has_perm(EDITS))


def version_of(draft: Draft) -> str:
    """What was read: what comes of it now and what waits after it. Any later change gives another version."""
    return stored.digest(f"{draft.seen}:{draft.successor}")


def is_compulsory(draft: Draft) -> bool:
    """For everything but the very first publication, which an installation makes."""
    return bool(settings.PUBLISHING_NEEDS_REVIEW) and draft.standing.number > 0


def approval(draft: Draft) -> ReviewRequest | None:
    """The newest one, by somebody who can still come in and may still approve."""
    approved = ReviewRequest.objects.filter(decision=ReviewDecision.APPROVED, version=version_of(draft))
    found = approved.select_related("asked_by", "reviewer")
    return next((each for each in found if may_still(each.reviewer)), None)


def refusal(draft: Draft) -> str:
    """Why it may not be published yet; empty when it may."""
    return gettext(NEEDED) if is_compulsory(draft) and approval(draft) is None else ""
