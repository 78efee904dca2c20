"""What the accessibility tests share: a page that measures itself, and the pages that they look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from advisor.tests.browser.conftest import DESKTOP, PATIENCE
from advisor.tests.pages import PAGES, PageType, in_languages
from advisor.tests.serving import ROOT, Service

MEASURES = Path(__file__).with_name("measures.js")
MODULES = ROOT / "node_modules"
OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true"
WORDY: Final = ("start", "question-2", "result", "mandate", "support-result")
"""The pages with the most text, which are looked at in the other languages too."""


def shown(*languages: str) -> tuple[PageType, ...]:
    """Every page in Finnish, and the wordy ones in these languages."""
    wordy = [page for kind in PAGES if kind.name in WORDY for page in in_languages(kind)]
    return *PAGES, *(page for page in wordy if page.language in languages)


@contextmanager
def measuring(chromium: Browser, service: Service, *scripts: Path, **options: Any) -> Iterator[Page]:
    """A page in a context of its own, with the measures (and other scripts) in every document it opens."""
    context = chromium.new_context(base_url=service.url, **({"viewport": DESKTOP} | options))
    context.set_default_timeout(PATIENCE)
    for script in (MEASURES, *scripts):
        context.add_init_script(path=script)
    yield context.new_page()
    context.close()


def only_found(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The pages where something was found, so that a failure shows nothing else."""
    return {name: lines for name, lines in found.items() if lines}
