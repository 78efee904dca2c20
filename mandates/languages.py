"""The language of an address: /sv/ and /en/ stand in front, Finnish has no prefix. And how a day is said in each."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.urls import get_script_prefix
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext_lazy

from mandates.rules.texts import LANGUAGE_TABLE, LANGUAGES

DEFAULT, *PREFIXED = LANGUAGES
IN_LANGUAGE: Final = {language.code: gettext_lazy(language.adverb) for language in LANGUAGE_TABLE}
"""How it is said that something is in a language: "ruotsiksi", in the language of the page."""
DAY: Final = {language.code: language.day for language in LANGUAGE_TABLE}


def language_of(path: str) -> str:
    """The language that a path below the site's root names; Finnish where it names none."""
    first = path.strip("/").partition("/")[0]
    return first if first in PREFIXED and path.startswith(f"/{first}") else DEFAULT


def in_language(address: str, language: str) -> str:
    """The same address in another language. It begins with what addresses are built under (a preview has its own)."""
    root = get_script_prefix()
    path = f"/{address.removeprefix(root)}"
    now = language_of(path)
    bare = path if now == DEFAULT else path.removeprefix(f"/{now}")
    return f"{root}{bare[1:]}" if language == DEFAULT else f"{root}{language}{bare}"


def spoken() -> str:
    """The language of the page that is being made."""
    language = get_language()
    return language if language in LANGUAGES else DEFAULT


def show_date(dated: str) -> str:
    """A date that may be known to the month or the year only: 26.4.2024, marraskuu 2026, 2021."""
    if len(dated) == len("2026"):
        return dated
    if len(dated) == len("2026-11"):
        return format_date(date.fromisoformat(f"{dated}-01"), "F Y")
    return show_day(date.fromisoformat(dated))


def show_day(day: date) -> str:
    return format_date(day, DAY[spoken()])
