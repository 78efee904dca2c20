"""What an address said before somebody mangled it. Pure: no Django, no I/O.

Mail programs write & as &amp;, encode an address once more or take the full stop after it for its end; word processors
make long dashes of hyphens; people write by hand, in capitals. Our keys and slugs are small letters, digits and
hyphens, so nothing of theirs is lost when they are read so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from typing import Final
from urllib.parse import unquote

AMPERSAND: Final = "amp;"
"""What a key begins with when a mail program wrote the & before it as &amp;."""
WRITTEN_AMPERSAND: Final = re.compile(r"&(?:amp;)+")
BETWEEN: Final = re.compile(r"[&;?]")
SEVERAL: Final = re.compile(r"[&;?#%]|=.*=")
"""Only a key with a value that holds others besides has such signs."""
BETWEEN_SLUGS: Final = re.compile(r"[,|]")
"""Between several slugs of one key, as people list them by hand."""
PLAIN: Final = re.compile(r"[a-z0-9-]*")
MOST_ENCODED: Final = 3
DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
EDGES: Final = "<>()[]{}\"'.,:;!*=/\\"

Pair = tuple[str, str]


def pairs_of(pairs: Iterable[Pair], known: Container[str]) -> Iterator[Pair]:
    """The pairs of a query, those of a known key with several in one value apart."""
    for key, value in pairs:
        text = f"{key}={value}"
        several = list(_apart(text if value else key, known)) if SEVERAL.search(text) else []
        if several and several[0][0] in known:
            yield from several
        else:
            yield plain_key(key, known), value


def value_of(key: str, pairs: Iterable[Pair]) -> str:
    """What a query's last pair of this key says, as it is written; empty without one."""
    return "".join(values_of(key, pairs)[-1:])


def values_of(key: str, pairs: Iterable[Pair]) -> list[str]:
    """What every pair of this key says, in their order."""
    return [value for each, value in pairs_of(pairs, {key}) if each == key]


def plain_key(key: str, known: Container[str] = ()) -> str:
    """A key as it was before `&` was written as `&amp;`, once or more; a known one also as it was before capitals."""
    while key.startswith(AMPERSAND):
        key = key.removeprefix(AMPERSAND)
    if PLAIN.fullmatch(key):
        return key
    return plain if (plain := plain_slug(key)) in known else key


def plain_slug(text: str) -> str:
    """A slug of ours as we write it."""
    plain = unicodedata.normalize("NFKD", text.translate(DASHES)).encode("ascii", "ignore").decode()
    return "".join(plain.lower().split()).strip(EDGES)


def decoded(text: str) -> str:
    """A text as it was before programs encoded it for an address, one after another."""
    for _ in range(MOST_ENCODED):
        text = unquote(text)
    return text


def _apart(text: str, known: Container[str]) -> Iterator[Pair]:
    """Without what stands after `#`: it is the place on the page. What has no key is one more value of the last one."""
    last = ""
    for part in filter(None, BETWEEN.split(WRITTEN_AMPERSAND.sub("&", f"&{decoded(text).partition('#')[0]}"))):
        written, equals, value = part.partition("=")
        key = plain_key(written, known)
        if equals or key in known or not last:
            last = key
            yield key, value
        elif any(map(str.isalnum, part)):
            yield last, part
