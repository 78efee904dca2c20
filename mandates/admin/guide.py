"""The guide for editors, docs/editing-content.md, inside the admin: the same text and the same pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mandates.admin.frame.pages import editors_page, permitted

READ: Final = "mandates.view_mandate"
GUIDE: Final = "editing-content.md"
PICTURE: Final = re.compile(r"images/([a-z0-9-]+)\.png")
NO_LETTER: Final = re.compile(r"[^\w -]")


@dataclass(frozen=True, slots=True)
class GuideSection:
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """The guide as HTML. `pictures` are the names that it shows: no other file is given."""

    html: SafeString
    sections: tuple[GuideSection, ...]
    pictures: frozenset[str]


@editors_page(_("Opas"), READ)
def guide(request: HttpRequest) -> GuidePage:
    return _guide(reverse("admin:guide"))


@permitted(READ)
def guide_picture(request: HttpRequest, name: str) -> HttpResponse:
    path = _folder() / "images" / f"{name}.png"
    if name not in _guide(reverse("admin:guide")).pictures or not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")


def address(anchor: str) -> str:
    """Where the guide tells of it."""
    return f"{reverse('admin:guide')}#{anchor}"


def anchors() -> frozenset[str]:
    return frozenset(section.anchor for section in _guide("").sections)


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "docs"


@lru_cache(maxsize=2)
def _guide(base: str) -> GuidePage:
    """The text as it is in the repository: HTML in it would be shown as text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("image", _folded)
    tokens = markdown.parse((_folder() / GUIDE).read_text(encoding="utf-8"))[
        3:
    ]  # without the title, which the page has
    sections = tuple(_sections(tokens))
    pictures = frozenset(_pictures(tokens, base))
    # Our own file, of which every piece of HTML is escaped.
    return GuidePage(mark_safe(markdown.renderer.render(tokens, markdown.options, {})), sections, pictures)  # noqa: S308


def _sections(tokens: list[Token]) -> Iterator[GuideSection]:
    """Name each heading as GitHub does, so that a link to it is the same in both places."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            anchor = NO_LETTER.sub("", inline.content.lower()).replace(" ", "-")
            opening.attrSet("id", anchor)
            yield GuideSection(anchor, inline.content)


def _pictures(tokens: list[Token], base: str) -> Iterator[str]:
    """Point every picture at the admin's own address; a link to another document is but text here."""
    leaves = False
    for place, token in enumerate(tokens):
        for child in token.children or ():
            if child.type == "image" and (found := PICTURE.fullmatch(str(child.attrGet("src")))):
                child.attrSet("src", f"{base}kuvat/{found[1]}.png")
                child.meta["name"] = found[1]
                tokens[place - 1].hidden = tokens[place + 1].hidden = True  # a fold is no part of a paragraph
                yield found[1]
            if child.type == "link_open":
                leaves = not str(child.attrGet("href")).startswith("#")
            child.hidden = child.type in ("link_open", "link_close") and leaves


def _folded(renderer: object, tokens: Sequence[Token], place: int, options: object, env: object) -> str:
    """A picture that is asked for when it is opened: all at once they would fill the editors' room."""
    image = tokens[place]
    return format_html(
        '<details id="kuva-{}"><summary>{}</summary><img src="{}" alt="{}" loading="lazy"></details>',
        image.meta["name"],
        image.content,
        image.attrGet("src"),
        image.content,
    )
