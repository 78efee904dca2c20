"""What search engines read: which pages there are, in which languages, and what a mandate's page is about. And whom to
tell of a hole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe

from advisor.absolute import absolute
from advisor.words import lines, mandate_url, name_view, show, themes_link
from mandates.languages import DEFAULT, in_language, spoken
from mandates.publishing.editions import current
from mandates.rules.rows import InfoPage, Mandate
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import LANGUAGES, NameState

PAGES: Final = ("start", "organisation", "services", "mandates", "matrix", "search", "code", "team", "feedback")
SECURITY_EXPIRES: Final = date(2027, 10, 31)
"""When security.txt must have been looked at again: a test fails a month before."""
UNSAFE: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read. Answers are kept out of indexes by their pages, not here: a page that may not be
    fetched cannot say so."""
    rules = f"User-agent: *\nDisallow: /admin/\n\nSitemap: {absolute(reverse('sitemap'))}\n"
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where a hole in the service is told of."""
    contact = settings.SECURITY_CONTACT or absolute(reverse("feedback"))
    told = (
        f"Contact: {contact}",
        f"Expires: {SECURITY_EXPIRES}T00:00:00.000Z",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {absolute(reverse('security'))}",
    )
    return HttpResponse("\n".join(told) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    edition = current()
    context = {
        "pages": [_in_languages(path) for path in _paths(edition.ruleset)],
        "changed": timezone.localtime(edition.published_at).date().isoformat(),
    }
    return render(request, "sitemap.xml", context, content_type="application/xml; charset=utf-8")


def _paths(ruleset: Ruleset) -> Iterator[str]:
    """The Finnish address of every page that does not depend on answers."""
    with translation.override(DEFAULT):
        yield from (reverse(name) for name in PAGES)
        if ruleset.symptoms:
            yield reverse("trouble")
        written = {row.page for row in ruleset.info_sections.values()}
        yield from (reverse(page) for page in InfoPage if page in written)
        yield from (reverse("service", args=[slug]) for slug in ruleset.services)
        yield from (reverse("mandate", args=[slug]) for slug in ruleset.mandates)


def _in_languages(path: str) -> list[tuple[str, str]]:
    return [(language, absolute(in_language(path, language))) for language in LANGUAGES]


def about_mandate(ruleset: Ruleset, mandate: Mandate) -> SafeString:
    """A mandate's page as schema.org has it. A theme has a name only where the name is confirmed."""
    name, url = name_view(mandate), absolute(mandate_url(mandate))
    theme: dict[str, object] = {"@type": "DefinedTerm", "description": f"{show(mandate.title)}. {_allows(mandate)}"}
    if name.state is NameState.CONFIRMED:
        theme |= {"name": name.text, "inDefinedTermSet": themes_link(ruleset).url}
    page = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": url,
        "name": name.text,
        "inLanguage": spoken(),
        "dateModified": mandate.checked_on,
        "isBasedOn": show(ruleset.sources[mandate.source].url),
        "about": theme,
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "item": absolute(reverse("mandates"))},
                {"@type": "ListItem", "position": 2, "item": url},
            ],
        },
    }
    return mark_safe(json.dumps(page, ensure_ascii=False).translate(UNSAFE))  # noqa: S308 - no sign can end the element


def _allows(mandate: Mandate) -> str:
    return "; ".join(lines(mandate.allows))
