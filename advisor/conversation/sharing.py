"""The ways to a result that can be handed on: its address, and its code's address, also as a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

import segno
from django.urls import reverse

from advisor.absolute import absolute
from advisor.conversation import codes
from advisor.conversation.addresses import address
from advisor.conversation.questionnaire import Conversation, Step, query
from mandates.publishing.editions import Edition

MASK: Final = 2


@dataclass(frozen=True, slots=True)
class Share:
    """`address` carries the publication, so that it can say later what has changed; `feed` tells each change itself."""

    address: str
    code: str
    code_address: str
    picture: str
    feed: str


def picture_of(address: str) -> bytes:
    """An address as a QR code: an SVG that paints its own white ground.

    Any of the eight masks can be read; to choose the fairest took most of the time.
    """
    picture = segno.make_qr(address, mask=MASK)
    written = BytesIO()
    picture.save(written, kind="svg", xmldecl=False, omitsize=True, light="#fff", svgclass=None, lineclass=None)
    return written.getvalue()


def share(conversation: Conversation, edition: Edition) -> Share:
    """A draft has no number yet, so a link from its preview carries none."""
    version = None if edition.is_draft else edition.number
    code = codes.encode(conversation, edition.ruleset)
    return Share(
        address=absolute(address(Step.RESULT, replace(conversation, version=version))),
        code=code,
        code_address=code_address(code),
        picture=reverse("code_picture", args=[code]),
        feed=f"{reverse('result_feed')}?{query(replace(conversation, version=None))}",
    )


def code_address(code: str) -> str:
    """Where the code leads, in the language of the page."""
    return absolute(reverse("code_link", args=[code]))
