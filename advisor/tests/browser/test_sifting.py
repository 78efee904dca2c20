"""The filter of a question with many options, with the script and without."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, PATIENCE
from advisor.tests.browser.test_accessibility import violations
from advisor.tests.serving import SQLITE, Service, install, serve_as, surroundings
from bench import content

pytestmark = pytest.mark.long

TASKS = "/kysely/tehtavat/?organisaatio=kunta&organisaatio=hyvinvointialue&organisaatio=sosiaaliturvalaitos"
SIGHT = ".option input:visible"
TOLD = "fieldset [role=status]"


@pytest.fixture(scope="module")
def large_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Serves the shipped content twice: 26 organisation types."""
    folder = tmp_path_factory.mktemp("large")
    file = folder / "twice.json"
    file.write_text(content.text(content.times_over(2)), encoding="utf-8")
    environment = surroundings(folder) | SQLITE
    install(environment, file)
    with serve_as(folder, environment) as running:
        yield running


@pytest.fixture(params=["with-script", "without-script"])
def sifted_page(request: pytest.FixtureRequest, chromium: Browser, large_service: Service) -> Iterator[Page]:
    has_script = request.param == "with-script"
    context = chromium.new_context(base_url=large_service.url, viewport=DESKTOP, java_script_enabled=has_script)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def sift(page: Page, words: str) -> None:
    """By the keyboard alone. Without the script Enter sends the form; with it the list has changed already."""
    page.locator("#suodatin").fill(words)
    page.locator("#suodatin").press("Enter")


def test_word_leaves_few_organisations_and_ticks_are_kept(sifted_page: Page) -> None:
    sifted_page.goto("/kysely/organisaatio/")
    expect(sifted_page.locator(SIGHT)).to_have_count(26)
    sifted_page.get_by_label("Kunta", exact=True).check()
    sift(sifted_page, "poliisi")
    expect(sifted_page.locator(TOLD)).to_have_text("Organisaatioita: 3")
    expect(sifted_page.locator(SIGHT)).to_have_count(3)
    expect(sifted_page.locator("input[value=kunta]")).to_be_checked()
    sifted_page.get_by_label("Muu viranomainen", exact=True).check()
    sift(sifted_page, "lääke")
    expect(sifted_page.locator(TOLD)).to_have_text("Organisaatioita: 4")
    sifted_page.get_by_role("button", name="Jatka").click()
    expect(sifted_page.get_by_role("heading", level=1)).to_have_text("Mitä tehtäviä hoidat?")
    expect(sifted_page.locator("#hoidat")).to_contain_text("Kunta, Muu viranomainen")
    expect(sifted_page.locator("fieldset .option[hidden]")).to_have_count(0)


def test_tasks_are_filtered_and_all_come_back(sifted_page: Page) -> None:
    sifted_page.goto(TASKS)
    expect(sifted_page.locator(SIGHT).nth(16)).to_be_visible()
    every = sifted_page.locator(SIGHT).count()
    sift(sifted_page, "ajanvaraus")
    expect(sifted_page.locator(TOLD)).to_have_text(re.compile(r"^Tehtäviä: [1-9]$"))
    expect(sifted_page.get_by_label("En hoida mitään näistä")).to_be_visible()
    sift(sifted_page, "")
    expect(sifted_page.locator(SIGHT)).to_have_count(every)


def test_filter_has_no_barrier_and_the_script_takes_what_it_does_not_need(
    sifted_page: Page, request: pytest.FixtureRequest
) -> None:
    sifted_page.goto("/kysely/organisaatio/?suodata=1&sana=poliisi")
    expect(sifted_page.locator(SIGHT)).to_have_count(2)
    if "with-script" in request.node.name:
        expect(sifted_page.locator("[name=suodata]")).to_have_count(0)
        assert violations(sifted_page) == []
        sifted_page.get_by_label("Muu viranomainen", exact=True).check()
        expect(sifted_page).to_have_url(re.compile(r"\?organisaatio=muu-viranomainen$"))
        return
    button = sifted_page.get_by_role("button", name="Suodata")
    sifted_page.locator("#suodatin").focus()
    sifted_page.keyboard.press("Tab")
    expect(button).to_be_focused()
