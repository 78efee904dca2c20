"""The page cache: public pages answered from memory, with validators that are the same on every host."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from sys import getsizeof
from typing import Final

import brotli
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from advisor import errors
from advisor.store import Store
from mandates.publishing.editions import NoPublicationError, current, past, pinned

GetResponse = Callable[[HttpRequest], HttpResponseBase]

SAFE: Final = ("GET", "HEAD")
PRIVATE: Final = ("/admin", "/static/", "/healthz", "/readyz")
FOR_MACHINES: Final = ".json"
CACHE_CONTROL: Final = "public, max-age=60"
SHARED: Final = frozenset({301, 302})
PRECONDITION_FAILED: Final = 412
"""What one sender asked for in vain (If-Match): a cache on the way keeps it for nobody else."""
GAPS: Final = re.compile(rb">\n\s+<")
"""The indentation between tags. A text stays: what is escaped holds no angle brackets."""
WITHIN_TAG: Final = re.compile(rb'\n {2,200}(?=[a-z-]{1,30}=")')
"""The indentation before an attribute. A text stays here too: what is escaped holds no quotation marks."""
MAX_BYTES: Final = 4 * 1024 * 1024
MAX_PLAIN: Final = 512 * 1024
"""A larger page is kept compressed only, and unpacked for the few who do not take it so."""
BROTLI_QUALITY: Final = 5
GZIP_LEVEL: Final = 6
BESIDE: Final = 1_000
"""What a kept page takes besides its body and its address: objects, and a place in an index."""

Key = tuple[int, str, int, bool, str]


@dataclass(frozen=True, slots=True)
class Coding:
    """How a body is written in an encoding, and read again."""

    write: Callable[[bytes], bytes]
    read: Callable[[bytes], bytes]


def _window(body: bytes) -> int:
    """How far back brotli looks, as a power of two: the body's size, for more only takes memory."""
    return min(max(len(body).bit_length(), 16), 22)


CODINGS: Final[dict[str, Coding]] = {
    "br": Coding(
        lambda body: bytes(brotli.compress(body, quality=BROTLI_QUALITY, lgwin=_window(body))), brotli.decompress
    ),
    "gzip": Coding(lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0), gzip.decompress),
    "": Coding(bytes, bytes),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: headers, and its body in one encoding, plain being none ("")."""

    headers: tuple[tuple[str, str], ...]
    digest: str
    encoding: str
    body: bytes

    def to(self, encoding: str) -> Page:
        """The same page in another encoding."""
        if encoding == self.encoding:
            return self
        body = CODINGS[encoding].write(CODINGS[self.encoding].read(self.body))
        return replace(self, encoding=encoding, body=body)


@dataclass(frozen=True, slots=True)
class MadeBody:
    """A body that is made once a publication, before somebody asks for it: compressed, and its digest."""

    compressed: bytes
    digest: str

    @classmethod
    def of(cls, body: bytes) -> MadeBody:
        return cls(CODINGS["br"].write(body), digest_of(body))


class MadeResponse(HttpResponse):
    """An answer with such a body: the page cache takes it as it is."""

    def __init__(self, made: MadeBody, content_type: str) -> None:
        super().__init__(CODINGS["br"].read(made.compressed), content_type=content_type)
        self.made = made


def digest_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]


def _weight(key: tuple[Key, str], page: Page) -> int:
    return getsizeof(page.body) + getsizeof(key[0][-1]) + BESIDE


@dataclass(slots=True)
class Pages:
    """Each page in the encodings that it has been asked for in, and in no other."""

    store: Store[tuple[Key, str], Page] = field(default_factory=lambda: Store(MAX_BYTES, _weight))

    def find(self, key: Key, encoding: str) -> Page | None:
        """The page; made from its copy in another encoding when it is first asked for in this one."""
        for other in (encoding, *CODINGS):
            page = self.store.find((key, other))
            if page:
                return page if other == encoding else self.keep(key, page, encoding)
        return None

    def keep(self, key: Key, page: Page, encoding: str) -> Page:
        """The page in an encoding, and kept in it, or compressed where it is large."""
        asked = page.to(encoding)
        if encoding or len(asked.body) <= MAX_PLAIN:
            self.store.keep((key, encoding), asked)
        elif not page.encoding:
            self.store.keep((key, "br"), page.to("br"))
        return asked


class PageCacheMiddleware:
    """The first middleware: answers public pages from memory, with validators that are the same on every host.

    A page is kept by publication, how many past ones are known, scheme and full address. The publication's number
    counts, not its digest alone: the same content published again says another number. The ETag is the digest of the
    body, so equal pages have equal tags whatever process made them. Only GET and HEAD, only hosts that are allowed,
    only the public site. The whole request sees one edition, so that a page is never kept under another publication
    than it was made from.
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
        encoding = negotiate(request.headers.get("Accept-Encoding", ""))
        page = self.pages.find(key, encoding) if key else None
        if key is None or page is None:
            response = self.get_response(request)
            if key is None or response.status_code != 200 or not isinstance(response, HttpResponse):
                return _uncached(request, response)
            page = self.pages.keep(key, _page(request, response), encoding)
        return _answer(request, page)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.page(503) if isinstance(exception, NoPublicationError) else None


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    tag = f'"{page.digest}{page.encoding and "-"}{page.encoding}"'
    response = get_conditional_response(request, etag=tag)
    if response is None:
        response = HttpResponse(page.body if request.method == "GET" else b"")
        response["Content-Length"] = str(len(page.body))
        if page.encoding:
            response["Content-Encoding"] = page.encoding
    for name, value in page.headers:
        response[name] = value
    if response.status_code == 304:
        del response["Content-Type"]
    if response.status_code == PRECONDITION_FAILED:
        response["Cache-Control"] = "no-store"
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
    return edition.number, edition.sha256, len(past()), request.is_secure(), request.get_full_path()


def _uncached(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A redirect, an error, a file, the admin: sent as it is."""
    if not request.path_info.startswith(PRIVATE):
        response.headers.setdefault("Cache-Control", CACHE_CONTROL if response.status_code in SHARED else "no-store")
    for name, value in _readers(request).items():
        response[name] = value
    if request.method == "HEAD" and isinstance(response, HttpResponse) and response.content:
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""  # gunicorn drops it, and warns of it each time
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
    shared = _shared(tuple(headers.items()))
    if isinstance(response, MadeResponse):
        return Page(shared, response.made.digest, "br", response.made.compressed)
    body = without_indentation(response.content) if is_html(response) else response.content
    return Page(shared, digest_of(body), "", body)


def is_html(response: HttpResponseBase) -> bool:
    return str(response["Content-Type"]).startswith("text/html")


def without_indentation(page: bytes) -> bytes:
    return WITHIN_TAG.sub(b" ", GAPS.sub(b">\n<", page))


@lru_cache(maxsize=64)
def _shared(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Nearly all pages have the same headers: they are held once."""
    return headers


def negotiate(accepted: str) -> str:
    """The best encoding that the client takes: br, gzip or none ("")."""
    offers = dict(_offer(part) for part in accepted.split(","))
    return next((name for name in ("br", "gzip") if offers.get(name, False)), "")


def _offer(part: str) -> tuple[str, bool]:
    """One part of Accept-Encoding: the coding, and whether it is taken (a quality of 0 refuses it)."""
    name, _, parameter = part.partition(";")
    quality = parameter.strip().removeprefix("q=").strip()
    return name.strip().lower(), quality.strip("0.") != "" or not quality
