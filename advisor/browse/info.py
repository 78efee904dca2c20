"""The pages that the law asks for: sections of text that editors write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from advisor.frame import INFO_TITLES, frame
from advisor.words import paragraphs, show
from mandates.languages import show_date
from mandates.publishing.editions import current
from mandates.rules.rows import InfoPage
from mandates.rules.ruleset import Ruleset

BULLET: Final = "- "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list of lines."""

    lines: tuple[str, ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    slug: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class InfoView:
    title: str
    checked_on: str
    sections: tuple[SectionView, ...]


def info(request: HttpRequest, page: InfoPage) -> HttpResponse:
    edition = current()
    view = present(edition.ruleset, page)
    if view is None:
        raise Http404
    context = {"page": view, "frame": frame(edition, view.title, reverse(page))}
    return render(request, "browse/info.html", context)


def present(ruleset: Ruleset, page: InfoPage) -> InfoView | None:
    """The page as it was last looked at; None while nothing is written on it."""
    rows = [row for row in ruleset.info_sections.values() if row.page is page]
    if not rows:
        return None
    return InfoView(
        title=str(INFO_TITLES[page]),
        checked_on=show_date(max(row.checked_on for row in rows)),
        sections=tuple(SectionView(row.slug, show(row.title), tuple(blocks(paragraphs(row.body)))) for row in rows),
    )


def blocks(texts: tuple[str, ...]) -> Iterator[Block]:
    """Paragraphs; neighbouring lines that begin with a hyphen and a space are one list."""
    for text in texts:
        for is_list, lines in groupby(text.splitlines(), key=lambda line: line.startswith(BULLET)):
            yield Block(tuple(line.removeprefix(BULLET) for line in lines), is_list)
