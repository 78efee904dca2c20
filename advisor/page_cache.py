"""The page cache: public pages answered from memory, with validators that are the same on every host."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import brotli
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from advisor import errors
from mandates.publishing.editions import NoPublicationError, current, pinned

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SAFE: Final = ("GET", "HEAD")
PRIVATE: Final = ("/admin", "/static/", "/healthz", "/readyz")
FOR_MACHINES: Final = ".json"
CACHE_CONTROL: Final = "public, max-age=60"
SHARED: Final = frozenset({301, 302})
GAPS: Final = re.compile(rb">\n\s+<")
"""The indentation between tags. What is inside a tag or a text stays: what is escaped holds no angle brackets."""
MAX_PAGES: Final = 512
MAX_BYTES: Final = 32 * 1024 * 1024
MAX_BODY: Final = 512 * 1024
BROTLI_QUALITY: Final = 5
GZIP_LEVEL: Final = 6

Key = tuple[int, str, bool, str]


@dataclass(slots=True)
class Page:
    """A rendered page: headers, and its body plain ("") and in each encoding that has been asked for."""

    headers: tuple[tuple[str, str], ...]
    digest: str
    bodies: dict[str, bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.bodies.values()))


ENCODERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=BROTLI_QUALITY)),
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
}


@dataclass(slots=True)
class Pages:
    """The pages asked for last, so many and so many bytes in all their encodings. Threads share it.

    A page is changed and counted under the lock only, so the count is always that of the pages kept.
    """

    most: int = MAX_PAGES
    most_bytes: int = MAX_BYTES
    size: int = 0
    _kept: OrderedDict[Key, Page] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: Key) -> Page | None:
        with self._lock:
            page = self._kept.get(key)
            if page is not None:
                self._kept.move_to_end(key)
            return page

    def keep(self, key: Key, page: Page) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = page
            self._count(page.size - (before.size if before else 0))

    def in_encoding(self, key: Key, page: Page, encoding: str) -> bytes:
        """The page's body, compressed once, when first asked for; slowly, so not under the lock."""
        if encoding not in page.bodies:
            body = ENCODERS[encoding](page.bodies[""])
            with self._lock:
                is_new = page.bodies.setdefault(encoding, body) is body
                if is_new and self._kept.get(key) is page:
                    self._count(len(body))
        return page.bodies[encoding]

    def _count(self, more: int) -> None:
        self.size += more
        while len(self._kept) > self.most or self.size > self.most_bytes:
            self.size -= self._kept.popitem(last=False)[1].size


class PageCacheMiddleware:
    """The first middleware: answers public pages from memory, with validators that are the same on every host.

    A page is kept by publication, scheme and full address. The publication's number counts, not its digest alone: the
    same content published again says another number. The ETag is the digest of the body, so equal pages have equal
    tags whatever process made them. Only GET and HEAD, only hosts that are allowed, only the public site. The whole
    request sees one edition, so that a page is never kept under another publication than it was made from.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.pages = Pages()
        errors.warm()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with pinned():
            return self._respond(request)

    def _respond(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        page = self.pages.find(key) if key else None
        if key is None or page is None:
            response = self.get_response(request)
            if key is None or response.status_code != 200 or not isinstance(response, HttpResponse):
                return _uncached(request, response)
            page = _page(request, response)
            if page.size <= MAX_BODY:
                self.pages.keep(key, page)
        return self._answer(request, key, page)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.page(503) if isinstance(exception, NoPublicationError) else None

    def _answer(self, request: HttpRequest, key: Key, page: Page) -> HttpResponse:
        encoding = negotiate(request.headers.get("Accept-Encoding", ""))
        tag = f'"{page.digest}{encoding and "-"}{encoding}"'
        response = get_conditional_response(request, etag=tag)
        if response is None:
            body = self.pages.in_encoding(key, page, encoding)
            response = HttpResponse(body if request.method == "GET" else b"")
            response["Content-Length"] = str(len(body))
            if encoding:
                response["Content-Encoding"] = encoding
        for name, value in page.headers:
            response[name] = value
        if response.status_code == 304:
            del response["Content-Type"]
        response["ETag"] = tag
        patch_vary_headers(response, ("Accept-Encoding",))
        return response


def _key(request: HttpRequest) -> Key | None:
    """What the page is kept by; None for what is not kept: other methods, the admin, files, a host not allowed.

    Nor is a page that is said to be mounted elsewhere: the links in it are not ours.
    """
    if request.META.get("SCRIPT_NAME"):
        return None
    if request.method not in SAFE or request.path_info.startswith(PRIVATE) or not _host_allowed(request):
        return None
    try:
        edition = current()
    except NoPublicationError:
        return None
    return edition.number, edition.sha256, request.is_secure(), request.get_full_path()


def _uncached(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A redirect, an error, a file, the admin: sent as it is."""
    if not request.path_info.startswith(PRIVATE):
        response.headers.setdefault("Cache-Control", CACHE_CONTROL if response.status_code in SHARED else "no-store")
    for name, value in _readers(request).items():
        response[name] = value
    return response


def _readers(request: HttpRequest) -> dict[str, str]:
    """Whose pages may read the answer: every site's what is for machines, our own the rest."""
    if request.path_info.endswith(FOR_MACHINES) and not request.path_info.startswith(PRIVATE):
        return {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    return {"Cross-Origin-Resource-Policy": "same-origin"}


def _host_allowed(request: HttpRequest) -> bool:
    """A host that is not allowed, or the editors' own, goes through to the middleware that refuses it."""
    try:
        return split_domain_port(request.get_host())[0] != settings.ADMIN_HOST
    except DisallowedHost:
        return False


def _page(request: HttpRequest, response: HttpResponse) -> Page:
    headers = {name: value for name, value in response.items() if name.lower() != "content-length"}
    headers.update(_readers(request))
    headers.setdefault("Cache-Control", CACHE_CONTROL)
    body = GAPS.sub(b">\n<", response.content)
    return Page(tuple(headers.items()), hashlib.sha256(body).hexdigest()[:32], {"": body})


def negotiate(accepted: str) -> str:
    """The best encoding that the client takes: br, gzip or none ("")."""
    offers = dict(_offer(part) for part in accepted.split(","))
    return next((name for name in ("br", "gzip") if offers.get(name, False)), "")


def _offer(part: str) -> tuple[str, bool]:
    """One part of Accept-Encoding: the coding, and whether it is taken (a quality of 0 refuses it)."""
    name, _, parameter = part.partition(";")
    quality = parameter.strip().removeprefix("q=").strip()
    return name.strip().lower(), quality.strip("0.") != "" or not quality
