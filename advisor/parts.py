"""Parts of pages that are the same for many answers: rendered once for what they show, and kept.

A part shows nothing but the values that it is given, in the page's language. They are frozen, so equal values are an
equal part, whatever the publication and whoever asks. `{% part "components/_source.html" source=source %}` stands where
`{% include … only %}` would, and `linked` is Django's `urlize`, kept the same way.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import lru_cache
from pathlib import Path
from sys import getsizeof
from typing import Final

from django.conf import settings
from django.template import Library
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from advisor.store import Store

MOST_LINKED: Final = 1_024
MAX_BYTES: Final = 2 * 1024 * 1024
BESIDE: Final = 500
"""What a part takes besides its text and its values: objects, and a place in an index."""

PartKey = tuple[str, str, str, tuple[tuple[str, Hashable], ...]]


def _weight(key: PartKey, text: SafeString) -> int:
    """The values of a part are little more than what it shows of them."""
    return 2 * getsizeof(text) + BESIDE


kept: Final[Store[PartKey, SafeString]] = Store(MAX_BYTES, _weight)
register = Library()


def names() -> Iterator[str]:
    """The templates of the public site."""
    folder = Path(settings.BASE_DIR) / "templates"
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))
    return (name for name in found if not name.startswith("admin/"))


@register.simple_tag
def part(template: str, **values: Hashable) -> SafeString:
    """The template with the values, and with nothing else of the page."""
    key = (template, get_language() or "", get_script_prefix(), tuple(values.items()))
    found = kept.find(key)
    if found is None:
        found = mark_safe(get_template(template).render(values))  # noqa: S308 - a template escapes
        kept.keep(key, found)
    return found


@register.filter
def linked(text: str) -> SafeString:
    """The text with its addresses as links, and everything else in it inert."""
    return _linked(text)


@lru_cache(maxsize=MOST_LINKED)
def _linked(text: str) -> SafeString:
    return mark_safe(urlize(text, nofollow=True, autoescape=True))  # noqa: S308 - urlize escapes
