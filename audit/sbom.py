"""The bill of materials of what requirements.txt pins, as CycloneDX 1.6, and whether those versions have known holes.

`make sbom` writes it to the standard output and says the rest on stderr. Where no advisory service answers, it says
"not checked" and ends with 2: never "no known holes" without having looked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SERVICE: Final = "https://api.osv.dev/v1/query"
PROBE: Final = ("jinja2", "2.4.1")
"""A version that is known to have holes: a service that does not know them has not been reached."""
SECONDS: Final = 20
OPEN, NOT_CHECKED = 1, 2

Ask = Callable[[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Component:
    """A pinned package: its hashes, and its licence as its own metadata tells it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str

    def record(self) -> dict[str, Any]:
        return {
            "type": "library",
            "bom-ref": self.address,
            "name": self.name,
            "version": self.version,
            "purl": self.address,
            "licenses": [{"license": {"name": self.licence}}],
            "hashes": [{"alg": "SHA-256", "content": value} for value in self.hashes],
        }

    @property
    def address(self) -> str:
        return f"pkg:pypi/{self.name.lower()}@{self.version}"


class NotAnsweredError(Exception):
    """The advisory service did not answer."""


def components(requirements: str) -> Iterator[Component]:
    """Every package that the file pins, in its order."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", requirements):
        if found := PINNED.match(block):
            yield Component(found[1], found[2], tuple(HASH.findall(block)), licence_of(found[1]))


def licence_of(name: str) -> str:
    """What the installed package says; "not installed here" for one that only other systems need."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed here"
    lines = told.get_all("Classifier", [])
    classified = ", ".join(line.rpartition(" :: ")[2] for line in lines if line.startswith("License ::"))
    expressed = (value for name in ("License-Expression", "License") for value in told.get_all(name, []))
    return next(expressed, "") or classified or "not told"


def bill(found: Sequence[Component], version: str) -> dict[str, Any]:
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "mandate-advisor", "version": version}},
        "components": [each.record() for each in found],
    }


def ask_service(name: str, version: str) -> Sequence[str]:
    """The advisories of a version.

    :raises NotAnsweredError: when the service cannot be reached or speaks of something else.
    """
    body = json.dumps({"version": version, "package": {"name": name, "ecosystem": "PyPI"}}).encode()
    request = urllib.request.Request(SERVICE, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            found = json.load(answer)
        return [advisory["id"] for advisory in found.get("vulns", [])]
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise NotAnsweredError(type(error).__name__) from error


def checked(found: Sequence[Component], ask: Ask) -> tuple[int, str]:
    """The exit code and what to say of the pinned versions."""
    try:
        is_answering = bool(ask(*PROBE))
        holes = {f"{each.name} {each.version}": ask(each.name, each.version) for each in found if is_answering}
    except NotAnsweredError as error:
        return NOT_CHECKED, f"Not checked for known holes: no advisory service answered ({error})."
    if not is_answering:
        return NOT_CHECKED, f"Not checked for known holes: the service knows nothing of {' '.join(PROBE)}."
    known = [f"{name}: {', '.join(advisories)}" for name, advisories in holes.items() if advisories]
    if known:
        return OPEN, "\n".join(["Known holes:", *known])
    return 0, f"{len(holes)} packages looked up at {SERVICE}: no known holes."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offline", action="store_true", help="write the bill only")
    told = parser.parse_args()
    found = tuple(components((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    print(json.dumps(bill(found, version[1] if version else ""), indent=1))
    code, said = (
        (NOT_CHECKED, "Not checked for known holes: told not to ask.") if told.offline else checked(found, ask_service)
    )
    print(said, file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main()
