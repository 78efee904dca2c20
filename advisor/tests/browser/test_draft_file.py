"""The draft as a file, with script and without: out, in after a look at what it changes, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import Watch, entered
from advisor.tests.serving import Service

pytestmark = pytest.mark.long

LOOK = "Katso, mitä tiedosto muuttaa"
REPLACE = "Korvaa luonnos tiedostolla"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def desk(request: pytest.FixtureRequest, chromium: Browser, workshop: Service) -> Iterator[Page]:
    with entered(chromium, workshop, java_script_enabled=request.param) as context:
        yield context.new_page()


def downloaded(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name="Lataa luonnos tiedostona").click()
    return download.value.path().read_bytes()


def looked_at(page: Page, file: bytes) -> None:
    """What bringing the file would change."""
    chosen = {"name": "luonnos.json", "mimeType": "application/json", "buffer": file}
    page.locator("[name=tiedosto]").set_input_files(chosen)  # type: ignore[arg-type]  # a file in memory
    page.get_by_role("button", name=LOOK).click()


def changed(file: bytes) -> bytes:
    """The file with another text, and without an organisation of one condition."""
    rows = json.loads(file)
    for row in rows:
        if row["model"] == "mandates.condition" and row["fields"]["slug"] == "rintamalisa":
            row["fields"]["types"] = [slug for slug in row["fields"]["types"] if slug != ["helsinki"]]
        if row["model"] == "mandates.task" and row["fields"]["slug"] == "rintamalisa":
            row["fields"]["hint_fi"] = "Tiedostosta tuotu ohje"
    return json.dumps(rows, ensure_ascii=False).encode()


def test_the_draft_goes_out_and_comes_in_after_a_look(desk: Page) -> None:
    watch = Watch(desk)
    desk.goto("/admin/")
    desk.locator("#content").get_by_role("link", name="Luonnos tiedostona").click()
    before = downloaded(desk)
    looked_at(desk, changed(before))

    expect(desk.locator("#impact")).to_contain_text("Muuttaa 1 /")
    expect(desk.locator("#impact")).to_contain_text("Helsingin kaupunki")
    expect(desk.locator("#wording")).to_contain_text("Tiedostosta tuotu ohje")
    assert downloaded(desk) == before  # a look changes nothing
    desk.locator("#rehearsal").get_by_role("button", name=REPLACE).click()
    expect(desk.locator(".messagelist .success")).to_contain_text("Luonnos on nyt tiedoston mukainen.")
    assert downloaded(desk) != before

    looked_at(desk, before)
    desk.locator("#rehearsal").get_by_role("button", name=REPLACE).click()
    expect(desk.locator(".messagelist .success")).to_contain_text("Luonnos on nyt tiedoston mukainen.")
    assert (downloaded(desk), watch.complaints) == (before, [])


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"", "Lähetetty tiedosto on tyhjä."),
        (b"<html></html>", "tiedosto ei ole JSONia: rivi 1, merkki 1."),
        (b"PK\x03\x04\xff\xfe", "Tiedostoa ei voi lukea. Valitse luonnoksen JSON-tiedosto."),
    ],
    ids=["empty", "page", "workbook"],
)
def test_another_file_is_refused_in_plain_words(file: bytes, told: str, desk: Page) -> None:
    watch = Watch(desk)
    desk.goto("/admin/luonnos/")
    looked_at(desk, file)

    expect(desk.locator("#problems, #import-form .errorlist")).to_contain_text(told)
    expect(desk.locator("#rehearsal")).to_have_count(0)
    assert watch.complaints == []
