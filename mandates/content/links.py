"""The outside pages that the draft links to: which there are, and whether they still answer."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Final

from django.db import transaction
from django.utils import timezone

from mandates.models import LinkCheck
from mandates.rules.rows import Row
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text

ADDRESS: Final = re.compile(r"https?://[^\s<>\u201d\"]+[^\s<>\u201d\".,:;!?)]")
SECONDS: Final = 15
AT_ONCE: Final = 4
AGENT: Final = "Mozilla/5.0 (compatible; mandate-advisor link check)"
"""Some servers refuse what does not look like a browser."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address: the status of the last answer, or 0 and why there was none."""

    status: int
    final_url: str
    fault: str = ""


def addresses(ruleset: Ruleset) -> Mapping[str, tuple[str, ...]]:
    """Every address in the content, with the rows that have it."""
    found: dict[str, list[str]] = {}
    for model, slug, row in ruleset.every_row():
        for address in _in_row(row):
            found.setdefault(address, []).append(f"{model} {slug}")
    return {address: tuple(dict.fromkeys(rows)) for address, rows in sorted(found.items())}


def _in_row(row: Row) -> Iterator[str]:
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, Text):
            for text in value.values():
                yield from ADDRESS.findall(text)


def ask(address: str) -> Answer:
    """Ask for a page, following its redirects. Its text is not read."""
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310 - http and https only
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310 - http and https only
            return Answer(response.status, response.url)
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.url or address)
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(0, address, type(getattr(error, "reason", error)).__name__)


def check(ruleset: Ruleset) -> list[LinkCheck]:
    """Ask for every address and keep what came of it in place of the results of last time."""
    used = addresses(ruleset)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, used))
    now = timezone.now()
    found = [
        LinkCheck(
            url=address,
            status=answer.status,
            final_url=answer.final_url if answer.final_url != address else "",
            fault=answer.fault,
            rows=", ".join(rows),
            checked_at=now,
        )
        for (address, rows), answer in zip(used.items(), answers, strict=True)
    ]
    with transaction.atomic():
        LinkCheck.objects.all().delete()
        LinkCheck.objects.bulk_create(found)
    return found
