"""Parts of pages are rendered once for what they show; nothing else of a page leaks into them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.template import Context, Template
from django.utils import translation

from advisor import parts
from advisor.store import Store

SOURCE = "components/_source.html"


@dataclass(frozen=True)
class Shown:
    """What a source's template shows of it."""

    html: str
    dated: str = "2026"


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "kept", Store(parts.MAX_BYTES, parts._weight))


def part(source: Shown, **page: str) -> str:
    return Template(f'{{% part "{SOURCE}" source=source %}}').render(Context({"source": source, **page}))


def included(source: Shown) -> str:
    return Template(f'{{% include "{SOURCE}" with source=source only %}}').render(Context({"source": source}))


def test_a_part_says_what_its_template_says() -> None:
    assert part(Shown("Suomi.fi")) == included(Shown("Suomi.fi"))


def test_equal_values_are_rendered_once_and_others_anew() -> None:
    assert part(Shown("Suomi.fi")) == part(Shown("Suomi.fi"))
    assert part(Shown("Kela")) != part(Shown("Suomi.fi"))

    assert len(parts.kept._kept) == 2


def test_each_language_has_its_own_part() -> None:
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            part(Shown("Suomi.fi"))

    assert len(parts.kept._kept) == 3


def test_a_part_knows_nothing_else_of_the_page() -> None:
    assert part(Shown("Kela"), title="a") == part(Shown("Kela"), title="b")
    assert len(parts.kept._kept) == 1


def test_links_in_a_text_are_links_and_the_rest_is_inert() -> None:
    text = "<b>Kysy</b> tiedonvalitys@kela.fi, https://www.suomi.fi/valtuudet."

    assert Template("{{ text|linked }}").render(Context({"text": text})) == (
        '&lt;b&gt;Kysy&lt;/b&gt; <a href="mailto:tiedonvalitys@kela.fi">tiedonvalitys@kela.fi</a>, '
        '<a href="https://www.suomi.fi/valtuudet" rel="nofollow">https://www.suomi.fi/valtuudet</a>.'
    )
