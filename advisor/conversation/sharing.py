"""The ways to a result that can be handed on: its address, its code's address and a picture of that."""

from __future__ import annotations

from dataclasses import dataclass, replace

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from advisor.conversation import codes
from advisor.conversation.addresses import address
from advisor.conversation.questionnaire import Conversation, Step
from mandates.publishing.editions import Edition


@dataclass(frozen=True, slots=True)
class Share:
    """`address` carries the publication, so that it can say later what has changed."""

    address: str
    code: str
    code_address: str

    @property
    def qr(self) -> SafeString:
        """The code's address as an SVG element that paints its own white ground."""
        picture = segno.make_qr(self.code_address).svg_inline(
            omitsize=True, light="#fff", svgclass=None, lineclass=None
        )
        return mark_safe(picture)  # noqa: S308 - numbers of our own


def share(conversation: Conversation, edition: Edition) -> Share:
    """A draft has no number yet, so a link from its preview carries none."""
    version = None if edition.is_draft else edition.number
    code = codes.encode(conversation, edition.ruleset)
    return Share(
        address=f"{settings.PUBLIC_URL}{address(Step.RESULT, replace(conversation, version=version))}",
        code=code,
        code_address=f"{settings.PUBLIC_URL}{reverse('code_link', args=[code])}",
    )
