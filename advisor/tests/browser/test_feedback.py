"""Feedback as people leave it, with and without JavaScript, and the one thing that a result counts."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE, Watch, stop_clock
from advisor.tests.browser.test_accessibility import PHONE, violations
from advisor.tests.serving import Service, serve

SECONDS: Final = 120
"""A background thread writes within one; nobody waits longer than it takes."""
SIGHT: Final = 2_000
COUNTY: Final = "organisaatio=hyvinvointialue"
RESULT: Final = f"/tulos/?{COUNTY}&suhde=oma&tehtava=ajanvaraus&tehtava=maksuvaatimukset"
COUNTED: Final = RESULT.replace("ajanvaraus", "rintamalisa").replace("maksuvaatimukset", "kanta-laskutus")
"""No other test sees this answer: what one counted may be written after the next has begun."""
HIDDEN: Final = "Object.defineProperty(Document.prototype, 'hidden', { get: () => !window.shown })"


@pytest.fixture(scope="module")
def listening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose rows these tests alone make."""
    with serve(tmp_path_factory.mktemp("listening")) as running:
        yield running


@pytest.fixture(params=["with-script", "without-script"])
def reader(request: pytest.FixtureRequest, chromium: Browser, listening: Service) -> Iterator[Page]:
    has_script = request.param == "with-script"
    yield from opened(chromium, listening, java_script_enabled=has_script)


@pytest.fixture
def scripted(chromium: Browser, listening: Service) -> Iterator[Page]:
    """A page whose clock goes only as the test says."""
    for page in opened(chromium, listening):
        stop_clock(page)
        yield page


def opened(chromium: Browser, listening: Service, **options: Any) -> Iterator[Page]:
    context: BrowserContext = chromium.new_context(base_url=listening.url, **{"viewport": DESKTOP, **options})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def rows(listening: Service, query: str, *values: str) -> list[tuple[Any, ...]]:
    path = Path(listening.environment["DATA_DIR"]) / "db.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=SECONDS)) as database:
        return database.execute(query, values).fetchall()


def soon(read: Callable[[], object], expected: object) -> None:
    """Whether it becomes so while the background thread has its time."""
    end = time.monotonic() + SECONDS
    while read() != expected and time.monotonic() < end:
        time.sleep(0.1)
    assert read() == expected


def kept_rows(listening: Service, text: str) -> list[tuple[Any, ...]]:
    query = "SELECT page, language, publication, helped FROM mandates_feedback WHERE text = ?"
    return rows(listening, query, text)


def counted(listening: Service) -> dict[str, int]:
    return dict(rows(listening, "SELECT outcome, count FROM mandates_outcomecount"))


def thanked(page: Page, address: str) -> None:
    expect(page).to_have_url(f"{address}#kiitos")
    expect(page.locator("#kiitos")).to_be_visible()
    expect(page.locator("#kiitos")).to_be_focused()


def sent(page: Page) -> list[Request]:
    found: list[Request] = []
    page.on("request", lambda request: found.append(request) if request.method == "POST" else None)
    return found


def test_no_is_thanked_for_and_stored(reader: Page, listening: Service) -> None:
    before = len(kept_rows(listening, ""))
    reader.goto("/palvelut/kelmu/")
    expect(reader.locator("#kiitos")).to_be_hidden()

    reader.get_by_role("button", name="Ei", exact=True).click()

    thanked(reader, f"{listening.url}/palvelut/kelmu/")
    soon(lambda: kept_rows(listening, "")[before:], [("/palvelut/kelmu/", "fi", 1, 0)])


def test_text_is_sent_from_a_page_in_another_language(
    reader: Page, listening: Service, request: pytest.FixtureRequest
) -> None:
    text = request.node.name
    reader.goto("/sv/valtuudet/ajanvaraus/")
    reader.locator("aside details summary").click()
    reader.locator("#teksti").fill(text)

    reader.locator("aside details button").click()

    thanked(reader, f"{listening.url}/sv/valtuudet/ajanvaraus/")
    soon(lambda: kept_rows(listening, text), [("/valtuudet/ajanvaraus/", "sv", 1, None)])


def test_empty_feedback_is_mended_on_its_own_page(
    reader: Page, listening: Service, request: pytest.FixtureRequest
) -> None:
    text = request.node.name
    reader.goto("/palvelut/")
    reader.locator("aside details summary").click()
    reader.get_by_role("button", name="Lähetä").click()

    expect(reader).to_have_title("Virhe: Anna palautetta sivusta – Asiointivaltuusneuvoja")
    reader.get_by_role("link", name="Vastaa Kyllä tai Ei").click()
    expect(reader.locator("#auttoi-kylla")).to_be_focused()
    reader.keyboard.press("Space")
    reader.get_by_label("Mikä jäi puuttumaan?").fill(text)
    reader.get_by_role("button", name="Lähetä palaute").click()

    thanked(reader, f"{listening.url}/palvelut/")
    soon(lambda: kept_rows(listening, text), [("/palvelut/", "fi", 1, 1)])


def test_feedback_on_the_whole_service_is_thanked_for_on_its_own_page(
    reader: Page, listening: Service, request: pytest.FixtureRequest
) -> None:
    text = request.node.name
    reader.goto("/kysely/organisaatio/")
    reader.get_by_role("link", name="Palaute").click()
    reader.get_by_label("Mikä jäi puuttumaan?").fill(text)
    reader.get_by_role("button", name="Lähetä palaute").click()

    thanked(reader, f"{listening.url}/palaute/")
    soon(lambda: kept_rows(listening, text), [("/palaute/", "fi", 1, None)])


def test_result_keeps_its_answers_when_feedback_is_sent(reader: Page, listening: Service) -> None:
    """By way of the questions: with script the result, its form too, comes into the first question's page."""
    reader.goto(f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus")
    expect(reader.locator("aside.feedback")).to_have_count(0)
    reader.locator('input[value="oma"]').check()
    reader.get_by_role("button", name="Näytä vastaus").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Tarvitset tämän valtuuden")
    result = reader.url.partition("#")[0]

    reader.get_by_role("group", name="Auttoiko tämä?").get_by_role("button", name="Kyllä").click()

    thanked(reader, result)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Tarvitset tämän valtuuden")
    newest = "SELECT page, helped FROM mandates_feedback WHERE page = '/tulos/' ORDER BY id DESC LIMIT 1"
    soon(lambda: rows(listening, newest), [("/tulos/", 1)])


def let_pass(page: Page, milliseconds: int) -> None:
    """On the page's clock; what is then sent is on its way when this ends."""
    page.clock.run_for(milliseconds)
    page.evaluate("() => fetch('/healthz')")


def test_visible_result_is_counted_once(scripted: Page, listening: Service) -> None:
    before, watch, posts = counted(listening), Watch(scripted), sent(scripted)
    scripted.goto(COUNTED)
    let_pass(scripted, SIGHT // 2)
    assert posts == []

    let_pass(scripted, 2 * SIGHT)

    assert [(post.url, parse_qs(post.post_data or "")) for post in posts] == [
        (f"{listening.url}/palaute/?tulos", {"tulos": ["kelmu-rintamalisa kanta-asiakkuus"], "julkaisu": ["1"]})
    ]
    expected = {slug: before.get(slug, 0) + 1 for slug in ("kelmu-rintamalisa", "kanta-asiakkuus")}
    soon(lambda: counted(listening), before | expected)
    assert watch.complaints == []


def test_hidden_result_is_counted_only_when_it_has_been_seen(scripted: Page) -> None:
    posts = sent(scripted)
    scripted.add_init_script(HIDDEN)
    scripted.goto(RESULT)
    let_pass(scripted, SIGHT + SIGHT // 2)
    assert posts == []

    scripted.evaluate("window.shown = true; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    let_pass(scripted, SIGHT // 2)
    assert posts == []
    let_pass(scripted, SIGHT)
    assert len(posts) == 1


def test_result_that_is_left_at_once_is_not_counted(scripted: Page) -> None:
    posts = sent(scripted)
    scripted.goto(RESULT)
    let_pass(scripted, SIGHT // 4)
    scripted.get_by_role("link", name="Muuta tehtäviä").first.click()
    expect(scripted.get_by_role("heading", level=1)).to_have_text("Mitä tehtäviä hoidat?")
    let_pass(scripted, SIGHT + SIGHT // 2)

    assert posts == []


def test_prefetched_result_is_not_counted(scripted: Page) -> None:
    posts = sent(scripted)
    scripted.goto(f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus")
    with scripted.expect_response(lambda response: "/tulos/" in response.url) as ahead:
        scripted.locator('input[value="oma"]').check()
        scripted.clock.run_for(SIGHT // 2)
    assert ahead.value.status == 200
    let_pass(scripted, SIGHT + SIGHT // 2)

    assert posts == []


def test_page_with_an_error_is_accessible(chromium: Browser, listening: Service) -> None:
    for page in opened(chromium, listening):
        page.goto("/palaute/")
        page.get_by_role("button", name="Lähetä palaute").click()
        expect(page.get_by_role("region", name="Palaute puuttuu")).to_be_visible()
        assert violations_in_two_windows(page) == ([], [])
        page.goto("/palvelut/#kiitos")
        page.locator("aside details summary").click()
        assert violations_in_two_windows(page) == ([], [])


def violations_in_two_windows(page: Page) -> tuple[list[str], list[str]]:
    """On a desk and on a telephone."""
    page.set_viewport_size(DESKTOP)
    on_a_desk = violations(page)
    page.set_viewport_size(PHONE)
    return on_a_desk, violations(page)
