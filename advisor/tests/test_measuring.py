"""What the commands that measure make of what they saw, and that the document has a place for each of their tables."""

from __future__ import annotations

import pytest

from advisor.tests.serving import ROOT
from audit.cluster.newest import Watch
from bench import report

DOCUMENT = "# Title\n\n## First\n\nold\n\n## Second\n\nkept\n"


def test_a_run_takes_the_place_of_the_one_before_and_of_nothing_else() -> None:
    assert report.replaced(DOCUMENT, "First", r"new \1") == "# Title\n\n## First\n\nnew \\1\n\n## Second\n\nkept\n"
    assert report.replaced(DOCUMENT, "Second", "new") == "# Title\n\n## First\n\nold\n\n## Second\n\nnew\n"


def test_a_run_without_a_place_is_told() -> None:
    with pytest.raises(ValueError, match="no section Third"):
        report.replaced(DOCUMENT, "Third", "new")


def test_the_document_has_a_place_for_each_table() -> None:
    text = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    for heading in ("The last run", "The last run on two hosts", "The last growth"):
        assert report.replaced(text, heading, "| new |").count("| new |") == 1


def test_a_publication_is_seen_when_the_last_worker_shows_it_or_a_later_one() -> None:
    watch = Watch([(0, 1, 0.0), (1, 1, 0.1), (0, 2, 1.0), (1, 3, 2.0), (0, 2, 2.5)])

    assert [watch.first(who, 2) for who in (0, 1)] == [1.0, 2.0]
    assert watch.last_before(2) == 0.1
    assert watch.last_before(3) == 2.5


def test_a_page_that_is_older_than_what_the_same_visitor_saw_is_counted() -> None:
    back_and_forth = [(0, 2, 0.0), (1, 1, 0.1), (0, 1, 0.2), (0, 2, 0.3), (1, 2, 0.4), (0, 1, 0.5)]

    assert Watch(back_and_forth).backwards() == 2


def test_a_page_without_a_number_counts_as_older_than_all() -> None:
    watch = Watch()
    watch.look(0, b"<p>Sis\xc3\xa4lt\xc3\xb6: julkaisu 12, 26.11.2026.</p>")
    watch.look(0, b"")

    assert [(who, number) for who, number, _ in watch.seen] == [(0, 12), (0, 0)]
