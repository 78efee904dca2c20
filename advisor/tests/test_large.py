"""Pages stay small and quick with a large agency's content: all page types, on a smaller set of its shape."""

from __future__ import annotations

import pytest

from bench import content, walk
from mandates.content import documents


@pytest.mark.django_db  # a call in this process ends with a look at the connection, which another test may have opened
def test_no_page_is_heavier_or_slower_than_it_may_be() -> None:
    """The thresholds are those of the whole set, which `python -m bench.walk` walks."""
    ruleset = documents.compile_document(content.text(content.large(120, 90, 120, 1_500)))

    found = list(walk.walked(ruleset))

    assert [str(each) for each in found if not each.is_right] == []
    assert len(found) == len({each.name for each in found}) > 20
    assert all(each.size > 100 for each in found), "an empty page would be small and quick"
