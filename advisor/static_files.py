"""Static files as they are sent: each sheet and each script is joined from its parts and minified when collected.

A sheet lists its parts with @import, a script with import. Where nothing is collected the browser joins them itself.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN: Final = ("css/", "js/")
SHEET_PART: Final = re.compile(r'^@import url\("([^"]+)"\)(?: layer\((\w+)\))?;$', re.MULTILINE)
SCRIPT_PART: Final = re.compile(r'^import (?:{[^}]*} from )?"([^"]+)";$', re.MULTILINE)
EXPORT: Final = re.compile(r"^export ", re.MULTILINE)

Files = Mapping[str, str]
"""The text of every sheet and script of ours by its name."""


def part_of(name: str, address: str) -> str:
    """The name of the file that a file means by a relative address."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def sent_sheet(name: str, files: Files) -> str:
    """A sheet minified, after the parts that it imports, in their layers. KeyError: a part that does not exist.

    Parts are minified before they stand in a layer: rcssmin does not know @layer, and within it takes the selector
    `.a :checked` for a declaration and its space away.
    """
    parts = [(sent_sheet(part_of(name, found[1]), files), found[2]) for found in SHEET_PART.finditer(files[name])]
    layers = ((layer, "".join(text for text, _ in run)) for layer, run in groupby(parts, itemgetter(1)))
    before = "".join(f"@layer {layer}{{{text}}}" if layer else text for layer, text in layers)
    return before + str(cssmin(SHEET_PART.sub("", files[name])))


def sent_script(name: str, files: Files) -> str:
    """A module with what it imports before it, each once (the order in which a browser runs them), minified.

    All share one scope then, so no two may have the same name at their top. KeyError: a part that does not exist.
    """
    taken: set[str] = set()

    def take(name: str) -> str:
        if name in taken:
            return ""
        taken.add(name)
        return EXPORT.sub("", SCRIPT_PART.sub(lambda found: take(part_of(name, found[1])), files[name]))

    return str(jsmin(take(name)))


def linked(files: Files) -> dict[str, str]:
    """What pages link, as it is sent: every file that is not a part of another."""
    parts = {part_of(name, found[1]) for name, text in files.items() for found in kind(name)[0].finditer(text)}
    return {name: kind(name)[1](name, files) for name in files if name not in parts}


def kind(name: str) -> tuple[re.Pattern[str], Callable[[str, Files], str]]:
    """How a file names its parts, and what makes it ready to send."""
    return (SHEET_PART, sent_sheet) if name.endswith(".css") else (SCRIPT_PART, sent_script)


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Under their hashed names our sheets and scripts are joined; everything else is as whitenoise keeps it."""

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        own = {name: read(*place) for name, place in paths.items() if name.startswith(OWN)}
        sent = InMemoryStorage()
        names = [sent.save(name, ContentFile(text.encode())) for name, text in linked(own).items()]
        others = {name: place for name, place in paths.items() if name not in own}
        yield from super().post_process(others | {name: (sent, name) for name in names}, **options)


def read(storage: Storage, path: str) -> str:
    with storage.open(path) as file:
        return str(file.read().decode())
