"""The editors' pages as axe, the console and a ruler see them: nothing of ours is wrong, and what the stock admin does
wrong is listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.tests.browser.conftest import DESKTOP, Watch, entered
from advisor.tests.browser.editing import save
from advisor.tests.browser.measuring import only_found
from advisor.tests.browser.test_accessibility import AXE, RULES
from advisor.tests.serving import ROOT, Service
from mandates.tests.depth import is_audit, sampled

pytestmark = pytest.mark.long

PUBLICATIONS = "/admin/mandates/publication"
MANDATES = "/admin/mandates/mandate"
PAGES = (
    "/admin/",
    f"{MANDATES}/vahvistamattomat/",
    f"{MANDATES}/liita-nimet/",
    f"{MANDATES}/tarkistettavat/",
    f"{MANDATES}/",
    f"{MANDATES}/1/change/",
    "/admin/mandates/condition/1/change/",
    "/admin/mandates/task/1/change/",
    "/admin/mandates/task/1/delete/",
    "/admin/mandates/feedback/",
    "/admin/mandates/feedback/?day__year=9999",
    "/admin/mandates/expectedcase/1/change/",
    "/admin/haku/?q=valtuus",
    "/admin/haku/?q=valtuus&korvaa=lupa&korvaus=1",
    "/admin/loki/",
    "/admin/taulukot/",
    "/admin/luonnos/",
    "/admin/lahde/",
    "/admin/opas/",
    "/admin/tarkistus/",
    "/admin/tarkistus/pyyda/",
    "/admin/esikatselulinkit/",
    "/admin/huomautukset/",
    f"{PUBLICATIONS}/muutokset/",
    f"{PUBLICATIONS}/",
    f"{PUBLICATIONS}/add/",
    f"{PUBLICATIONS}/1/change/",
    f"{PUBLICATIONS}/1/uudestaan/",
    f"{PUBLICATIONS}/vertaa/?vanha=1&uusi=1",
    "/admin/esikatselu/",
    "/admin/esikatselu/tulos/?organisaatio=kunta&tehtava=ajanvaraus&suhde=oma",
)
STOCK_PAGES = (
    "/admin/mandates/fact/",
    f"{PUBLICATIONS}/1/history/",
    "/admin/password_change/",
    "/admin/auth/user/",
    "/admin/auth/user/1/change/",
    "/admin/auth/group/1/change/",
)
"""Pages that Django makes alone."""
STOCK = {
    # The choosers of many rows are select2, which comes with Django's admin: its search field has no label and its
    # list holds more than items. The field's label and help stand beside it, and the combobox has a name.
    ("label", ".select2-search__field"),
    ("list", ".select2-selection__rendered"),
    # The users' page: a date and a time share one label; the filter's icon has a name without a role.
    ("label", ":is(#id_last_login_0, #id_last_login_1, #id_date_joined_0, #id_date_joined_1)"),
    ("aria-prohibited-attr", ".help-tooltip"),
}
WIDTHS = (360, 390, 1280)
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.querySelectorAll('#content *')].filter((it) => it.getBoundingClientRect().right > width);
  return wide.slice(0, 3).map((each) => each.outerHTML.slice(0, 90)).concat('wider');
}"""
FIND = """async ([rules, stock]) => {
  const { violations } = await axe.run({ runOnly: rules, resultTypes: ['violations'] });
  const at = ({ target }) => document.querySelector(target[0] === 'html' ? 'body' : target[0]);
  const known = (rule, node) => stock.some(([id, selector]) => id === rule && at(node)?.matches(selector));
  return violations.flatMap(({ id, nodes }) =>
    nodes.filter((node) => !known(id, node)).map((node) => `${id}: ${node.target} ${node.html.slice(0, 90)}`));
}"""


@pytest.fixture
def desk(chromium: Browser, workshop: Service) -> Iterator[Page]:
    with entered(chromium, workshop, reduced_motion="reduce") as context:
        context.add_init_script(path=AXE)
        yield context.new_page()


def found(page: Page, *, in_dark: bool = True) -> list[str]:
    """What is wrong in light, and with the colours in dark."""
    turn(page, "light")
    lines: list[str] = page.evaluate(FIND, [RULES, list(STOCK)])
    if not in_dark:
        return lines
    turn(page, "dark")
    dark: list[str] = page.evaluate(FIND, [{"type": "rule", "values": ["color-contrast"]}, []])
    return lines + [f"dark, {line}" for line in dark]


def wider(page: Page) -> list[str]:
    """The windows that the page is wider than, and what makes it so."""
    lines: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
        lines += [f"wider than {width}: {what}" for what in page.evaluate(WIDER)]
    page.set_viewport_size(DESKTOP)
    return lines


def turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    """The stock admin fades from one colour to the other: wait for none of it."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate("for (const each of document.getAnimations()) each.finish()")


def test_no_page_of_the_editors_breaks_a_rule_of_accessibility(desk: Page) -> None:
    desk.goto("/admin/login/")
    wrong = {"log-in": found(desk)}
    watch = Watch(desk)
    for place, address in enumerate(sampled((*PAGES, *STOCK_PAGES), 2)):
        watch.complaints.clear()  # axe gives the page styles of its own
        answer = desk.goto(address)
        assert (address, answer and answer.status, watch.complaints) == (address, 200, [])
        wrong[address] = wider(desk) + found(desk, in_dark=is_audit() or place % 3 == 0)
    assert only_found(wrong) == {}


def test_conflict_of_two_editors(desk: Page) -> None:
    second = desk.context.new_page()
    second.goto("/admin/mandates/servicegroup/1/change/")
    second.locator("[name=name_fi]").fill("Toisen teksti")
    desk.goto("/admin/mandates/servicegroup/1/change/")
    desk.locator("[name=name_fi]").fill("Ensimmäisen teksti")
    save(desk)
    second.locator('[name="_save"]').first.press("Enter")
    expect(second.locator(".conflict fieldset")).to_have_count(1)
    assert found(second) == []
    desk.goto("/admin/mandates/servicegroup/1/change/")
    expect(desk.locator(".stale li")).to_have_count(2)
    desk.evaluate("for (const part of document.querySelectorAll('#session-notice p')) part.hidden = false")
    assert found(desk) == []


def test_publishing_when_it_is_ready_asks_or_refuses(desk: Page, workshop: Service, tmp_path: Path) -> None:
    desk.goto("/admin/mandates/service/1/change/")
    desk.locator("[name=name_fi]").fill("Etuustietopalvelu")
    save(desk)
    desk.goto(f"{PUBLICATIONS}/add/")
    expect(desk.get_by_role("button", name="Julkaise")).to_be_visible()
    wrong = {"ready": found(desk)}

    workshop.manage("content", "import", str(without_many_appointments(tmp_path)))
    desk.goto(f"{PUBLICATIONS}/add/")
    expect(desk.locator("[name=confirmed]")).to_be_visible()
    wrong["a number is asked"] = found(desk)

    desk.goto(f"{MANDATES}/1/change/")
    desk.locator("[name=allows_sv]").fill("")
    with desk.expect_navigation():
        desk.locator('[name="_save"]').first.press("Enter")
    wrong["saved with a problem"] = found(desk)
    desk.goto(f"{PUBLICATIONS}/add/")
    expect(desk.get_by_role("button", name="Julkaise")).to_have_count(0)
    wrong["refused"] = found(desk)
    desk.goto("/admin/")
    wrong["front page with problems"] = found(desk)
    assert only_found(wrong) == {}


def without_many_appointments(folder: Path) -> Path:
    """The shipped content where fewer organisations book appointments, and no case expects otherwise."""
    rows = json.loads((ROOT / "fixtures" / "content.json").read_text(encoding="utf-8"))
    types = [row["fields"]["slug"] for row in rows if row["model"] == "mandates.organisationtype"]
    for row in rows:
        if row["model"] == "mandates.condition" and row["fields"]["every_type"]:
            row["fields"] |= {"every_type": False, "types": [[slug] for slug in (*sorted(types)[-6:], "muu-kumppani")]}
    kept = [row for row in rows if row["model"] != "mandates.expectedcase"]
    path = folder / "content.json"
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    return path
