"""Every page type with a large agency's content (figure P12): compressed size and CPU when nobody has asked for it yet.

`python -m bench.walk` prints the table, and ends with 1 where a page is heavier or slower than it may be. With the name
of a content document it walks that one.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import median
from typing import Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - what follows reads models, so Django must be set up
from django.utils import timezone  # noqa: E402

from advisor import background  # noqa: E402
from advisor.api.views import make_catalogue  # noqa: E402
from bench import content  # noqa: E402
from bench.calls import Caller  # noqa: E402
from mandates.content import documents  # noqa: E402
from mandates.publishing import editions  # noqa: E402
from mandates.publishing.editions import Edition  # noqa: E402
from mandates.rules.ruleset import Ruleset  # noqa: E402

MOST_BYTES: Final = 120_000
MOST_SECONDS: Final = 0.1
TIMES: Final = 3
CATALOGUE: Final = "/luettelo.json"


@dataclass(frozen=True, slots=True)
class Walked:
    """A page: bytes as brotli sends them, and the CPU seconds of its first call and of a later one, not kept."""

    name: str
    address: str
    size: int
    first: float
    later: float

    @property
    def is_right(self) -> bool:
        """A catalogue is the whole content, which nobody reads as a page: only its time counts."""
        return self.later <= MOST_SECONDS and (self.size <= MOST_BYTES or self.address == CATALOGUE)

    def __str__(self) -> str:
        return f"| {self.name} | {self.size / 1000:.1f} | {self.first * 1000:.0f} | {self.later * 1000:.0f} |"


def addresses(ruleset: Ruleset) -> dict[str, str]:
    """An address of each page type in this content, for the organisation type that has the most tasks."""
    tasks_of: dict[str, list[str]] = {}
    for condition in ruleset.conditions.values():
        for each in condition.types:
            tasks_of.setdefault(each, []).append(condition.task)
    kind = max(tasks_of, key=lambda each: len(tasks_of[each]))
    tasks = sorted(set(tasks_of[kind]))
    mandate = ruleset.conditions_by_task[tasks[0]][0].mandate
    types = f"organisaatio={kind}"
    one, many = f"{types}&tehtava={tasks[0]}", f"{types}&" + "&".join(f"tehtava={each}" for each in tasks[:8])
    return {
        "start": "/",
        "question 1": "/kysely/organisaatio/",
        "question 2": f"/kysely/tehtavat/?{types}",
        "question 3": f"/kysely/suhde/?{one}",
        "answer of one task": f"/tulos/?{one}&suhde=oma",
        "answer of eight tasks": f"/tulos/?{many}&suhde=oma",
        "answer of none": f"/tulos/?{types}&tehtava=ei-mikaan",
        "answer for machines": f"/tulos.json?{many}&suhde=oma",
        "desk": "/tuki/",
        "desk with an answer": f"/tuki/?{many}&suhde=oma",
        "services": "/palvelut/",
        "services of a type": f"/palvelut/?{types}",
        "service": f"/palvelut/{ruleset.tasks[tasks[0]].service}/",
        "mandates": "/valtuudet/",
        "mandates of a type": f"/valtuudet/?{types}",
        "mandate": f"/valtuudet/{mandate}/",
        "table": "/taulukko/",
        "table of a type": f"/taulukko/?{types}",
        "search": "/haku/?q=valtuus",
        "search for machines": "/haku.json?q=valtuus",
        "privacy": "/tietosuoja/",
        "sitemap": "/sitemap.xml",
        "catalogue for machines": CATALOGUE,
    }


def walked(ruleset: Ruleset) -> Iterator[Walked]:
    """Each page as in a worker whose background thread has made what is made once a publication.

    Each call is answered from another number of publication, so that no page is kept; what was made of the content is.
    """
    call = Caller(get_wsgi_application())
    first = Edition(1, "", timezone.now(), ruleset)
    editions.install(first)
    background.make_indexes()
    numbers = count(2)

    def asked(address: str) -> float:
        edition = replace(first, number=next(numbers))
        edition._made.update(first._made)  # noqa: SLF001 - the indexes are the same
        editions.install(edition)
        if address == CATALOGUE:
            make_catalogue()
        return call(address) / 1e9

    for name, address in addresses(ruleset).items():
        seconds = [asked(address) for _ in range(TIMES + 1)]
        if not call.status.startswith("200"):
            raise RuntimeError(f"{address}: {call.status}")
        yield Walked(name, address, len(call.body), seconds[0], median(seconds[1:]))


def main(*files: str) -> int:
    text = Path(files[0]).read_text(encoding="utf-8") if files else content.text(content.large())
    begun = time.process_time()
    ruleset = documents.compile_document(text)
    print(f"compiled in {time.process_time() - begun:.1f} s", file=sys.stderr)
    print("| page | kB | first, ms | later, ms |\n|---|---|---|---|")
    found = []
    for each in walked(ruleset):
        print(each, flush=True)
        found.append(each)
    return 0 if all(each.is_right for each in found) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
