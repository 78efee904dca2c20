"""Reads an answered page as a test needs it."""

from __future__ import annotations

from html.parser import HTMLParser


class Reader(HTMLParser):
    """Collects the title, the h1, each mandate with its state, and all links and ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.mandates: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.checked: list[tuple[str, str]] = []
        self._text: dict[str, list[str]] = {"title": [], "h1": []}
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if "data-mandate" in found:
            self.mandates.append((found["data-mandate"] or "", found.get("data-state") or ""))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "input" and "checked" in found:
            self.checked.append((found.get("name") or "", found.get("value") or ""))
        if tag in self._text:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text[self._open[-1]].append(data)

    @property
    def title(self) -> str:
        return " ".join("".join(self._text["title"]).split())

    @property
    def heading(self) -> str:
        return " ".join("".join(self._text["h1"]).split())

    def states(self) -> dict[str, list[str]]:
        """State → sorted slugs."""
        found: dict[str, list[str]] = {}
        for slug, state in sorted(self.mandates):
            found.setdefault(state, []).append(slug)
        return found
