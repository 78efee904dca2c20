"""P8: what Lighthouse says of four page types as on a phone; `make lighthouse` asks it of every one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.tests.pages import PAGES
from advisor.tests.serving import SQLITE, serve
from audit.lighthouse import LCP_MS, TRANSLATED, typical
from bench.figures import Figure


def figures() -> Iterator[Figure]:
    with TemporaryDirectory() as folder, serve(Path(folder), **SQLITE) as service:
        for page in PAGES:
            if page.name in TRANSLATED:
                found = typical(f"{service.url}{page.url}")
                said = f"{'/'.join(map(str, found.categories))}, LCP {found.lcp / 1000:.2f} s, CLS {found.cls:.2g}"
                goal = f"100 in all four, ≤ {LCP_MS / 1000} s, 0"
                yield Figure("P8", f"Lighthouse on {page.name}", said, "", goal)
