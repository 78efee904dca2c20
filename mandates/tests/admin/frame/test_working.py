"""Work on the whole content says what it does; where the content is large, before it is begun."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from mandates.admin.frame import pages
from mandates.tests.admin.forms_sent import text

pytestmark = pytest.mark.usefixtures("draft")

SLOW = "joten tämä voi kestää useita sekunteja"
WORKING = {
    "admin:mandates_publication_add": "Julkaistaan: tarkistetaan koko sisältö.",
    "admin:draft_file": "Tiedosto luetaan ja sitä verrataan luonnokseen.",
}


@pytest.mark.parametrize("page", WORKING)
def test_small_content_takes_no_time_worth_a_word(page: str, editor: Client) -> None:
    html = text(editor.get(reverse(page)))
    assert f'data-working="{WORKING[page]}' in html
    assert '<p class="working" role="status"></p>' in html
    assert SLOW not in html


@pytest.mark.parametrize("page", WORKING)
def test_large_content_is_told_beforehand(page: str, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGE", 1)
    assert SLOW in text(editor.get(reverse(page)))
