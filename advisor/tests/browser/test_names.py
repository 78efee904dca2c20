"""The script that reads pasted lists, held to the same cases as `mandates/rules/pasted_list.py` and `names.py`."""

from __future__ import annotations

import json
from typing import Any, Final

from playwright.sync_api import Browser

from advisor.tests.serving import ROOT

CASES: Final = json.loads((ROOT / "mandates/tests/rules/data/names.json").read_text(encoding="utf-8"))
SCRIPT: Final = (ROOT / "static/js/names.js").read_text(encoding="utf-8")
RUN: Final = """async ([script, cases]) => {
    const names = await import(`data:text/javascript,${encodeURIComponent(script)}`);
    const known = names.prepared(cases.known);
    return {
        folds: cases.folds.map(({ text }) => names.fold(text)),
        lines: cases.lines.map(({ pasted }) => names.linesOf(pasted, known)),
        found: cases.found.map(({ line }) => names.find(line, known)),
    };
}"""


def shortly(found: dict[str, Any]) -> tuple[str, str, int, list[str]]:
    slug = found["name"]["mandate"] if "name" in found else ""
    return found["likeness"], slug, found["percent"], [each["mandate"] for each in found["also"]]


def test_the_browser_reads_pasted_names_as_the_server_does(chromium: Browser) -> None:
    page = chromium.new_page()
    read = page.evaluate(RUN, [SCRIPT, CASES])
    page.close()

    assert read["folds"] == [case["fold"] for case in CASES["folds"]]
    assert read["lines"] == [[{"state": "", "begins": ""} | name for name in case["names"]] for case in CASES["lines"]]
    assert [shortly(each) for each in read["found"]] == [
        (case["likeness"], case["mandate"], case["percent"], case["also"]) for case in CASES["found"]
    ]
    assert len(CASES["folds"]) + len(CASES["lines"]) + len(CASES["found"]) > 30
