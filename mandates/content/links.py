"""The outside pages that the draft links to: which there are, and whether they still answer."""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from django.db import transaction
from django.utils import timezone

from mandates.models import LinkCheck
from mandates.rules.rows import Row
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text

ADDRESS: Final = re.compile(r"https?://[^\s<>\u201d\"]+[^\s<>\u201d\".,:;!?)]")
SECONDS: Final = 15
AT_ONCE: Final = 4
AGENT: Final = "Mozilla/5.0 (compatible; mandate-advisor link check)"
"""Some servers refuse what does not look like a browser."""
PORT: Final = 443
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
QUERY: Final = "/?%:@!$&'()*+,;=~"
MOST_REDIRECTS: Final = 10
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
LONGEST: Final = LinkCheck._meta.get_field("url").max_length
LONGEST_FINAL: Final = LinkCheck._meta.get_field("final_url").max_length
"""What is kept of an address: where another page leads to is not ours to bound."""


class NotPublicError(ValueError):
    """The address is not one that anybody on the internet may ask: it is not asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address: the status of the last answer, or 0 and why there was none."""

    status: int
    final_url: str
    fault: str = ""


def addresses(ruleset: Ruleset) -> Mapping[str, tuple[str, ...]]:
    """Every address in the content, with the rows that have it."""
    found: dict[str, list[str]] = {}
    for model, slug, row in ruleset.every_row():
        for address in _in_row(row):
            found.setdefault(address, []).append(f"{model} {slug}")
    return {address: tuple(dict.fromkeys(rows)) for address, rows in sorted(found.items())}


def _in_row(row: Row) -> Iterator[str]:
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, Text):
            for text in value.values():
                yield from ADDRESS.findall(text)


def is_public_address(address: str) -> bool:
    """Whether an IP address is one of the internet's: not this machine, not the networks inside, not a group."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        in_nat64 = found in NAT64
        return found.is_global and not found.is_multicast and not in_nat64 and (inner is None or inner.is_global)
    return found.is_global and not found.is_multicast


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks public https pages, each step of the way looked at before it is asked.

    `context` and `is_public` are what a test gives that has only a server of its own.
    """

    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    is_public: Callable[[str], bool] = is_public_address
    port: int = PORT

    def ask(self, address: str) -> Answer:
        """Ask for a page, following its redirects. Its text is not read."""
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, target = self._once(address)
                if status not in REDIRECTS or not target:
                    break
                address = urljoin(address, target)
        except (OSError, ValueError, http.client.HTTPException) as error:
            return Answer(0, address, type(error).__name__)
        return Answer(status, address)

    def _once(self, address: str) -> tuple[int, str]:
        """The status and, where it leads on, where to."""
        host, path = self._parts(address)
        connection = _Connection(host, self._resolved(host), self.port, self.context)
        try:
            connection.request("GET", path, headers={"User-Agent": AGENT})
            response = connection.getresponse()
            return response.status, response.getheader("Location", "")
        finally:
            connection.close()

    def _parts(self, address: str) -> tuple[str, str]:
        parts = urlsplit(address)
        is_plain = parts.scheme == "https" and parts.username is None and parts.port in (None, self.port)
        if not is_plain or not parts.hostname:
            raise NotPublicError(address)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        return parts.hostname, f"{path}?{quote(parts.query, safe=QUERY)}" if parts.query else path

    def _resolved(self, host: str) -> str:
        """The one address that is then connected to: a name that answers otherwise the next time gains nothing."""
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)]
        if not found or not all(map(self.is_public, found)):
            raise NotPublicError(host)
        return found[0]


class _Connection(http.client.HTTPSConnection):
    """To an address that was looked at, in the name of the host."""

    def __init__(self, host: str, address: str, port: int, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=SECONDS, context=context)
        self._address, self._tls = address, context

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def check(ruleset: Ruleset, asker: Asker | None = None) -> list[LinkCheck]:
    """Ask for every address and keep what came of it in place of the results of last time."""
    used = addresses(ruleset)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map((asker or Asker()).ask, used))
    now = timezone.now()
    found = [
        LinkCheck(
            url=address[:LONGEST],
            status=answer.status,
            final_url=answer.final_url[:LONGEST_FINAL] if answer.final_url != address else "",
            fault=answer.fault,
            rows=", ".join(rows),
            checked_at=now,
        )
        for (address, rows), answer in zip(used.items(), answers, strict=True)
    ]
    with transaction.atomic():
        LinkCheck.objects.all().delete()
        LinkCheck.objects.bulk_create(found)
    return found
