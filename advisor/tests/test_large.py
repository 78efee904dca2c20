"""Pages stay small and quick with a large agency's content: all page types, on a smaller set of its shape."""

from __future__ import annotations

import pytest

from bench import content, walk
from bench.walk import Walked
from mandates.content import documents


@pytest.fixture(scope="module")
def found() -> tuple[Walked, ...]:
    ruleset = documents.compile_document(content.text(content.large(120, 90, 120, 1_500)))
    return tuple(walk.walked(ruleset))


def test_no_page_is_heavier_or_slower_than_it_may_be(found: tuple[Walked, ...]) -> None:
    """The thresholds are those of the whole set, which `python -m bench.walk` walks."""
    assert [str(each) for each in found if not each.is_right] == []


def test_every_page_type_is_walked(found: tuple[Walked, ...]) -> None:
    assert len(found) == len({each.name for each in found}) > 20
    assert all(each.size > 100 for each in found), "an empty page would be small and quick"
