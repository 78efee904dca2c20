"""The bill of materials, and that nothing is called free of known holes without having been looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from advisor.tests.serving import ROOT
from audit import sbom

REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
FOUND = tuple(sbom.components(REQUIREMENTS))


def test_bill_names_every_pinned_package_with_its_hashes_and_licence() -> None:
    bill = sbom.bill(FOUND, "1.0.0")
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", REQUIREMENTS, re.MULTILINE)

    assert [(each["name"], each["version"]) for each in bill["components"]] == pinned
    assert sum(len(each["hashes"]) for each in bill["components"]) == REQUIREMENTS.count("--hash=sha256:")
    assert [each.name for each in FOUND if each.licence == "not told"] == []
    assert {each["purl"] for each in bill["components"]} >= {"pkg:pypi/django@" + dict(pinned)["django"]}


def holes_in(*names: str) -> sbom.Ask:
    return lambda name, version: ["CVE-1"] if name in (*names, sbom.PROBE[0]) else []


def silent(name: str, version: str) -> Sequence[str]:
    raise sbom.NotAnsweredError("URLError")


@pytest.mark.parametrize(
    ("ask", "code", "said"),
    [
        (holes_in(), 0, f"{len(FOUND)} packages looked up at {sbom.SERVICE}: no known holes."),
        (silent, 2, "Not checked for known holes: no advisory service answered (URLError)."),
        (
            lambda name, version: [],
            2,
            "Not checked for known holes: the service knows nothing of jinja2 2.4.1.",
        ),
    ],
    ids=["clean", "silent", "empty answers"],
)
def test_check_says_what_it_did(ask: sbom.Ask, code: int, said: str) -> None:
    assert sbom.checked(FOUND, ask) == (code, said)


def test_known_holes_are_named() -> None:
    code, said = sbom.checked(FOUND, holes_in("gunicorn"))

    assert code == 1
    assert re.fullmatch(r"Known holes:\ngunicorn [\d.]+: CVE-1", said)


def test_a_service_that_is_not_there_is_no_clean_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sbom, "SERVICE", "http://127.0.0.1:1/")

    with pytest.raises(sbom.NotAnsweredError):
        sbom.ask_service("django", "5.2")
