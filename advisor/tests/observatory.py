"""Mozilla Observatory's scoring rules (mdn/mdn-http-observatory, src/grader and src/analyzer), for one answer of ours.

100 to begin with; what is missing is taken off, and what is more than enough is added once the rest makes at least 90.
The redirection from http and the certificate are the proxy's and are looked at elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

BASE, EXTRA_FROM = 100, 90
PRIVATE: Final = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS: Final = 15_768_000
BROAD: Final = {"*", "http:", "https:", "data:", "blob:", "'unsafe-inline'", "'unsafe-eval'"}
SCRIPT: Final = re.compile(r"<script\b[^>]*\bsrc=\"([^\"]*)\"", re.IGNORECASE)


def score(headers: Mapping[str, str], body: str, *, https: bool) -> int:
    """The points of one answer."""
    policy = directives(headers.get("Content-Security-Policy") or "")
    parts = (
        _policy(policy),
        _cookies(headers),
        -50 if headers.get("Access-Control-Allow-Credentials") else 0,
        _referrer(headers),
        _transport(headers) if https else 0,
        _scripts(body),
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        _frames(headers, policy),
        _readers(headers),
    )
    taken = BASE + sum(part for part in parts if part < 0)
    return taken + (sum(part for part in parts if part > 0) if taken >= EXTRA_FROM else 0)


def directives(header: str) -> dict[str, frozenset[str]]:
    parts = (part.split() for part in header.split(";"))
    return {words[0].lower(): frozenset(words[1:]) for words in parts if words}


def _policy(policy: dict[str, frozenset[str]]) -> int:
    if not policy:
        return -25
    default = policy.get("default-src", frozenset({"*"}))
    if any(policy.get(name, default) & BROAD for name in ("script-src", "object-src")):
        return -20
    if policy.get("style-src", default) & BROAD:
        return 0
    strict = (
        default == {"'none'"}
        and policy.get("form-action", frozenset()) <= {"'none'", "'self'"}
        and "form-action" in policy
    )
    return 10 if strict else 5


def _cookies(headers: Mapping[str, str]) -> int:
    cookie = (headers.get("Set-Cookie") or "").lower()
    if not cookie:
        return 0
    if "; secure" not in cookie:
        return -40
    return 5 if "; httponly" in cookie and re.search("; samesite=(lax|strict)", cookie) else -30


def _referrer(headers: Mapping[str, str]) -> int:
    value = headers.get("Referrer-Policy")
    return 0 if value is None else 5 if value in PRIVATE else -5


def _transport(headers: Mapping[str, str]) -> int:
    found = re.match(r"max-age=(\d+)", headers.get("Strict-Transport-Security") or "")
    if found is None:
        return -20
    return 0 if int(found[1]) >= SIX_MONTHS else -10


def _scripts(body: str) -> int:
    outside = [address for address in SCRIPT.findall(body) if "//" in address]
    return -50 if any(not address.startswith("https:") for address in outside) else -5 if outside else 0


def _frames(headers: Mapping[str, str], policy: dict[str, frozenset[str]]) -> int:
    if policy.get("frame-ancestors"):
        return 5
    return 0 if headers.get("X-Frame-Options") in ("DENY", "SAMEORIGIN") else -20


def _readers(headers: Mapping[str, str]) -> int:
    value = headers.get("Cross-Origin-Resource-Policy")
    return 10 if value in ("same-origin", "same-site") else 0 if value in (None, "cross-origin") else -5
