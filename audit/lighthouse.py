"""Lighthouse on every page type, as on a phone: `python -m audit.lighthouse [part of a page's name …]`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.request import urlopen

from advisor.tests.browser.conftest import CHROMIUM
from advisor.tests.pages import PAGES, PageType, in_languages
from advisor.tests.serving import serve

PROGRAM: Final = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
TRANSLATED: Final = ("start", "question-2", "result", "mandate")
LCP_MS: Final = 1_300
ATTEMPTS: Final = 3
SECONDS: Final = 120
NOINDEX: Final = b'<meta name="robots" content="noindex">'


@dataclass(frozen=True, slots=True)
class Score:
    """What Lighthouse says of one load. Scores are whole numbers up to 100."""

    categories: tuple[int, ...]
    lcp: float
    cls: float
    faults: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return min(self.categories) == 100 and self.lcp <= LCP_MS and self.cls == 0


def chosen(parts: Sequence[str]) -> Iterator[PageType]:
    """Every page type in Finnish, and four of them in the other languages; or those whose name has one of the parts."""
    for kind in PAGES:
        for page in in_languages(kind) if kind.name in TRANSLATED else (kind,):
            if not parts or any(part in page.name for part in parts):
                yield page


def measured(url: str) -> Score:
    """One load. Pages that ask not to be indexed are not told off for that."""
    with urlopen(url) as answer:  # noqa: S310 (our own service)
        skipped = ["--skip-audits=is-crawlable"] if NOINDEX in answer.read() else []
    wanted = ["--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", *skipped]
    return score(
        json.loads(ran([str(PROGRAM), url, *wanted, "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]))
    )


def ran(command: Sequence[str]) -> bytes:
    """What the command prints. On a busy machine Lighthouse may lose its Chromium: then once more, and once more."""
    environment = os.environ | {"CHROME_PATH": CHROMIUM}
    for _ in range(ATTEMPTS):
        done = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=SECONDS)  # noqa: S603
        if done.returncode == 0:
            return done.stdout
    raise RuntimeError(done.stderr.decode())


def score(report: dict[str, Any]) -> Score:
    audits = report["audits"]
    return Score(
        categories=tuple(round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES),
        lcp=audits["largest-contentful-paint"].get("numericValue", inf),
        cls=audits["cumulative-layout-shift"].get("numericValue", inf),
        faults=tuple(sorted(faults(report))),
    )


def faults(report: dict[str, Any]) -> Iterator[str]:
    """The audits that cost points."""
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            found = report["audits"][reference["id"]]
            if reference["weight"] and found["score"] is not None and found["score"] < 0.9:
                yield f"{reference['id']} {found.get('displayValue', '')}".strip()


def typical(url: str) -> Score:
    """One load; where it misses a goal the median of three, as a busy machine slows some, and the worst shift."""
    scores = [measured(url)]
    while not scores[0].is_good and len(scores) < ATTEMPTS:
        scores.append(measured(url))
    return Score(
        categories=tuple(round(median(column)) for column in zip(*(each.categories for each in scores), strict=True)),
        lcp=median(each.lcp for each in scores),
        cls=max(each.cls for each in scores),
        faults=scores[-1].faults,
    )


def main() -> int:
    missed = []
    print("| Page | Performance | Accessibility | Best practices | SEO | LCP, s | CLS |")
    print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
    with TemporaryDirectory() as folder, serve(Path(folder)) as service:
        for page in chosen(sys.argv[1:]):
            found = typical(f"{service.url}{page.url}")
            figures = [*found.categories, f"{found.lcp / 1000:.2f}", f"{found.cls:.4f}" if found.cls else 0]
            print(f"| {page.name} | {' | '.join(map(str, figures))} |", flush=True)
            if not found.is_good:
                missed.append(f"{page.name}: {', '.join(found.faults) or 'LCP or CLS only'}")
    print(*(["", "Missed:", *missed] if missed else ["", "All goals are reached."]), sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
