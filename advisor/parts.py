"""Parts of pages that are the same for many answers: rendered once for what they show, and kept.

A part shows nothing but the values that it is given, in the page's language. They are frozen, so equal values are an
equal part, whatever the publication and whoever asks. `{% part "components/_source.html" source=source %}` stands where
`{% include … only %}` would, and `linked` is Django's `urlize`, kept the same way.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Final

from django.template import Library
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

MOST: Final = 8_192
"""Parts are a few hundred bytes each: some megabytes at most."""

register = Library()


@register.simple_tag
def part(template: str, **values: Hashable) -> SafeString:
    """The template with the values, and with nothing else of the page."""
    return _rendered(template, get_language() or "", get_script_prefix(), tuple(values.items()))


@register.filter
def linked(text: str) -> SafeString:
    """The text with its addresses as links, and everything else in it inert."""
    return _linked(text)


@lru_cache(maxsize=MOST)
def _rendered(template: str, language: str, prefix: str, values: tuple[tuple[str, Hashable], ...]) -> SafeString:
    """Language and prefix are not used here, but by the template."""
    return mark_safe(get_template(template).render(dict(values)))  # noqa: S308 - a template escapes


@lru_cache(maxsize=MOST)
def _linked(text: str) -> SafeString:
    return mark_safe(urlize(text, nofollow=True, autoescape=True))  # noqa: S308 - urlize escapes
