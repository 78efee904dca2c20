"""How the pages sound: a screen reader that runs in the page speaks them, and the tests listen.

`make spoken` prints what is heard of three pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.measuring import MODULES, measuring
from advisor.tests.pages import COUNTY, PAGES
from advisor.tests.serving import Service
from mandates.tests.depth import sampled

READER = MODULES / "@guidepup" / "virtual-screen-reader" / "lib" / "esm" / "index.browser.js"
# The reader does not know that browsers hide a closed <details> and call its <summary> a button: it is told so.
SPEAK: Final = """async () => {
  const folds = [...document.querySelectorAll('details:not([open])')];
  const folded = folds.flatMap(({ children }) => [...children])
    .filter((node) => node.localName !== 'summary' && !node.hidden);
  for (const node of folded) node.hidden = true;
  for (const fold of document.querySelectorAll('details')) {
    fold.firstElementChild.setAttribute('role', 'button');
    fold.firstElementChild.setAttribute('aria-expanded', fold.open);
  }
  await reader.start({ container: document.body });
  while (await reader.lastSpokenPhrase() !== 'end of document') await reader.next();
  const spoken = await reader.spokenPhraseLog();
  await reader.stop();
  for (const node of folded) node.hidden = false;
  return spoken;
}"""
SECOND: Final = "heading, Mitä tehtäviä hoidat?, Kysymys 2 / 3 Hoidat asioita: Hyvinvointialue, level 1"
QUIET: Final = re.compile(r"(paragraph|strong|list|end of .*|end, .*|document|alert|status|definition|rowgroup)$")
ITEM: Final = re.compile(r"listitem, level \d, position (\d+), set size (\d+)")
NAMED: Final = ("link, ", "button, ", "heading, ", "checkbox, ", "textbox, ", "searchbox, ")
ANSWER: Final = f"/tulos/?{COUNTY}&tehtava=ajanvaraus&tehtava=maksuvaatimukset&suhde=oma"
TRANSCRIPTS: Final = {"start": "The start page", "question-2": "Question 2", "result": "A result"}


@pytest.fixture(scope="module")
def page(chromium: Browser, service: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    source, _, exports = READER.read_text(encoding="utf-8").rpartition("export{")
    name = re.search(r"([\w$]+) as virtual\b", exports)
    assert name is not None
    script = tmp_path_factory.mktemp("reader") / "reader.js"
    script.write_text(f"(() => {{\n{source}\nwindow.reader = {name[1]};\n}})();", encoding="utf-8")
    with measuring(chromium, service, script) as made:
        yield made


def heard(page: Page) -> list[str]:
    """The page from top to end, as one hears it, less what only marks an end or repeats a control's name."""
    lines: list[str] = []
    for phrase in page.evaluate(SPEAK):
        item = ITEM.fullmatch(phrase)
        last = lines[-1] if lines else ""
        if item:
            lines.append(f"{item[1]} of {item[2]}")
        elif not QUIET.fullmatch(phrase) and not (last.startswith(NAMED) and phrase in last):
            lines.append(phrase)
    return lines


def opened(page: Page, address: str) -> list[str]:
    page.goto(address)
    return heard(page)


def within(lines: list[str], first: str, last: str) -> list[str]:
    """From one line to the next of the other, both left out."""
    start = lines.index(first) + 1
    return lines[start : lines.index(last, start)]


def go_on(page: Page, value: str, text: str) -> None:
    page.locator(f'input[value="{value}"]').check()
    page.get_by_role("button", name=re.compile("Jatka|Näytä vastaus")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_each_step_is_heard_from_its_heading(page: Page) -> None:
    """After a step without a new document the focus is on the new heading, and the title is the new page's."""
    page.goto("/kysely/organisaatio/")
    for value, text in (
        ("hyvinvointialue", "Mitä tehtäviä hoidat?"),
        ("ajanvaraus", "Kenen palveluksessa olet?"),
        ("oma", "Tarvitset tämän valtuuden"),
    ):
        go_on(page, value, text)
        expect(page).to_have_title(f"{text} – Asiointivaltuusneuvoja")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        first = within(heard(page), "main", "contentinfo")[:10]
        assert [line for line in first if line.startswith(f"heading, {text}, ")] != []


def test_question_is_heard_in_order(page: Page) -> None:
    """Each tick is spoken by its box: the number of ticks is no live message, which would interrupt the next one."""
    lines = within(opened(page, f"/kysely/tehtavat/?{COUNTY}"), "main", "contentinfo")
    groups = page.locator(".group[role=group] h2").all_inner_texts()
    for group in groups:
        assert lines[lines.index(f"group, {group}") + 1] == f"heading, {group}, level 2"
    boxes = page.locator(".option").all()
    spoken = [line for line in lines if line.startswith("checkbox, ")]
    wanted = [", ".join([*box.inner_text().split("\n"), "not checked"]) for box in boxes]
    assert spoken == [f"checkbox, {words}" for words in wanted]
    assert lines[1:4] == [
        "group, Mitä tehtäviä hoidat?, Valitse vain ne, jotka kuuluvat työhösi.",
        "Mitä tehtäviä hoidat?",
        SECOND,
    ]
    after = lines[lines.index(spoken[-1]) + 1 :]
    assert after[:2] == ["button, Jatka", "Valittu: 0"]
    live = page.locator("[data-count]").evaluate("node => node.closest('[aria-live], [role=status], [role=alert]')")
    assert live is None


def test_error_is_heard_first_and_with_the_question(page: Page) -> None:
    sentence = "Valitse tehtävä tai ”En hoida mitään näistä”"
    lines = within(opened(page, f"/kysely/suhde/?{COUNTY}&jatka=1"), "main", "contentinfo")
    assert page.title().startswith("Virhe: ")
    assert page.evaluate("document.activeElement.className") == "errors"
    assert lines[1:4] == ["region, Vastaus puuttuu", "Vastaus puuttuu", f"link, {sentence}"]
    assert lines[4].endswith(f"Virhe: {sentence}")
    assert sentence in lines[lines.index(SECOND) :]


def test_mandate_is_heard_with_its_state_and_kind_and_a_choice_with_which_is_current(page: Page) -> None:
    lines = opened(page, f"{ANSWER}&kylla=lakiperuste")
    top = within(lines, "heading, Tarvitset 2 valtuutta, level 1", "region, Varmista 3 asiaa 1 / 3")
    assert top[:3] == [
        "1 voit pyytää heti, 1 varmista.",
        "1 of 2",
        "Etuustietojen katselu ja maksuvaatimusten rekisteröinti",
    ]
    assert "varmista: y-tunnus ajanvarausjärjestelmän rekisterissä, asiakkaan suostumus" in " ".join(top).lower()
    name = "Tiedonsaantioikeus"
    start = lines.index(f"link, Kyllä: {name}, current item")
    assert lines[start - 1].startswith("group, Onko organisaatiollasi lakiin perustuva oikeus")
    assert lines[start : start + 3] == [
        f"link, Kyllä: {name}, current item",
        f"link, Ei: {name}",
        f"link, En tiedä: {name}",
    ]


def test_nothing_drawn_is_spoken(page: Page) -> None:
    """Keys, their numbers and chains are pictures: no bare number and no image is heard, but the QR code's name.

    A number with its name before it, as of people in a team, is not bare.
    """
    found = {}
    for kind in sampled(PAGES, 3):
        lines = opened(page, kind.url)
        bare = [
            line for before, line in pairwise(lines) if line.isdigit() and before not in ("Henkilöitä", f"cell, {line}")
        ]
        drawn = [*bare, *(line for line in lines if line.startswith(("img", "image", "graphics")))]
        found[kind.name] = [line for line in drawn if line != "image, QR-koodi, joka avaa tämän vastauksen"]
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_transcripts_can_be_read(page: Page) -> None:
    """Each page is heard within bounds: nobody listens to a thousand lines."""
    for kind in (kind for kind in PAGES if kind.name in TRANSCRIPTS):
        lines = opened(page, kind.url)
        assert lines.index("main") < 12
        assert len(lines) < 350
        print(f"{TRANSCRIPTS[kind.name]}: {page.title()}", *lines, sep="\n")  # noqa: T201 - for who reads along
