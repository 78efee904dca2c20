"""nginx as shipped in front of the running service: TLS, names, limits, and what stands on every answer."""

from __future__ import annotations

import difflib
import re
import signal
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from advisor.tests import observatory
from advisor.tests.proxied import HOST, PRODUCTION, Answer, Proxy, proxy, shipped
from advisor.tests.serving import Service, serve

POLICY: Final = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
    "X-Request-ID",
)
TRANSPORT: Final = "max-age=31536000; includeSubDomains; preload"
HERE: Final = {"Sec_Fetch_Site": "same-origin", "Content_Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serve(tmp_path_factory.mktemp("behind"), **PRODUCTION) as running:
        yield running


@pytest.fixture(scope="module")
def front(behind: Service, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with proxy(tmp_path_factory.mktemp("nginx"), {"127.0.0.1:8000": behind.port}) as running:
        yield running


@pytest.fixture
def fresh(behind: Service, tmp_path: Path) -> Iterator[Proxy]:
    """An nginx that nobody has asked anything."""
    with proxy(tmp_path, {"127.0.0.1:8000": behind.port}) as running:
        yield running


def assert_policy(answer: Answer, *, secure: bool = True) -> None:
    """Each header once. Over http there is no promise of https: browsers must not heed it there (RFC 6797, 7.2)."""
    assert {name: len(answer.all(name)) for name in POLICY} == dict.fromkeys(POLICY, 1)
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer.all("Strict-Transport-Security") == ([TRANSPORT] if secure else [])
    assert b"nginx" not in answer.body
    if answer.body and answer["Content-Type"].startswith(("text/", "image/svg")):
        assert "charset" in answer["Content-Type"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("name", [HOST, "muualla.example"])
def test_modern_tls_is_spoken_for_every_name(version: ssl.TLSVersion, name: str, front: Proxy) -> None:
    with front.socket(name, version) as wire:
        assert wire.version() == version.name.replace("_", ".")
        cipher: tuple[str, str, int] | None = wire.cipher()
        assert cipher
        assert re.search("GCM|CHACHA20", cipher[0])


def test_older_tls_is_refused(front: Proxy) -> None:
    with pytest.raises(ssl.SSLError), pytest.deprecated_call():
        front.socket(version=ssl.TLSVersion.TLSv1_1)


def test_ipv6_is_listened_to(front: Proxy) -> None:
    with front.socket(address="::1") as wire:
        assert wire.version() == "TLSv1.3"


def test_answers_of_the_service_pass_as_they_are(front: Proxy) -> None:
    first = front.ask("/")
    again = front.ask("/", If_None_Match=first["ETag"])

    assert [each.status for each in (first, again)] == [200, 304]
    assert first["Cache-Control"] == "public, max-age=60"
    for path, status in (("/", 200), ("/tulos/", 302), ("/ei-ole/", 404), ("/static/favicon.svg", 200)):
        answer = front.ask(path)
        assert answer.status == status
        assert_policy(answer)
    assert_policy(again)


REFUSED: Final[tuple[tuple[str, Callable[[Proxy], Answer], int], ...]] = (
    ("no request line", lambda front: front.raw(b"GET\r\n\r\n"), 400),
    ("no host", lambda front: front.raw(b"GET / HTTP/1.1\r\n\r\n"), 400),
    ("http on the port for https", lambda front: plain_to_tls(front), 400),
    ("TRACE", lambda front: front.ask("/", "TRACE"), 405),
    ("POST elsewhere", lambda front: front.ask("/", "POST", body=b"x"), 405),
    ("big body", lambda front: front.ask("/palaute/", "POST", body=b"x" * 70_000), 413),
    ("long address", lambda front: front.ask("/" + "a" * 9_000), 414),
    ("other name", lambda front: front.ask("/", host="muualla.example"), 421),
    ("other name than in TLS", lambda front: front.raw(b"GET / HTTP/1.1\r\nHost: muualla.example\r\n\r\n"), 421),
    ("no name", lambda front: front.raw(b"GET / HTTP/1.0\r\n\r\n"), 421),
    ("long header", lambda front: front.ask("/", X_Long="a" * 9_000), 431),
    ("unknown coding", lambda front: front.raw(coded(b"x")), 501),
    ("unknown version", lambda front: front.raw(b"GET / HTTP/9.9\r\nHost: neuvoja.example\r\n\r\n"), 505),
)


def coded(coding: bytes) -> bytes:
    return b"GET / HTTP/1.1\r\nHost: neuvoja.example\r\nTransfer-Encoding: " + coding + b"\r\n\r\n"


def plain_to_tls(front: Proxy) -> Answer:
    swapped = Proxy(front.http, front.https, front.folder, front.process)
    return swapped.raw(b"GET / HTTP/1.1\r\nHost: neuvoja.example\r\n\r\n", tls=False)


@pytest.mark.parametrize(("ask", "status"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refusals_are_pages_of_ours(ask: Callable[[Proxy], Answer], status: int, front: Proxy) -> None:
    answer = ask(front)

    assert answer.status == status
    assert_policy(answer, secure=ask is not REFUSED[2][1])
    page = answer.body.decode()
    assert f"Virhe {status}" in page or f"{status}" in page
    assert 'lang="fi"' in page
    assert observatory.score(dict(answer.headers.items()), page, https=True) >= 130 or not answer.all(
        "Strict-Transport-Security"
    )


def test_what_the_server_behind_refuses_carries_the_policy_too(front: Proxy) -> None:
    start = b"GET / HTTP/1.1\r\nHost: neuvoja.example\r\n"
    many = front.raw(start + b"".join(b"X-%d: a\r\n" % number for number in range(110)) + b"\r\n")
    control = front.raw(start + b"X-A: \x01\r\n\r\n")

    assert [many.status, control.status] == [431, 400]
    for answer in (many, control):
        assert_policy(answer)
        assert answer["Content-Type"] == "text/html; charset=utf-8"
        assert f"Virhe {answer.status}" in answer.body.decode()
        assert "Emme ymmärtäneet pyyntöä" in answer.body.decode()


def test_http_leads_to_https_on_the_same_name_only(front: Proxy) -> None:
    ours = front.raw(b"GET /tulos/?tehtava=x HTTP/1.1\r\nHost: neuvoja.example\r\n\r\n", tls=False)
    other = front.raw(b"GET / HTTP/1.1\r\nHost: muualla.example\r\n\r\n", tls=False)

    assert (ours.status, ours["Location"]) == (308, "https://neuvoja.example/tulos/?tehtava=x")
    assert other.status == 421
    for answer in (ours, other):
        assert {name: len(answer.all(name)) for name in POLICY} == dict.fromkeys(POLICY, 1)
        assert answer.all("Strict-Transport-Security") == []


def test_certificates_renewal_is_answered_on_http(front: Proxy) -> None:
    folder = front.folder / "acme" / ".well-known" / "acme-challenge"
    folder.mkdir(parents=True)
    (folder / "kysymys").write_text("vastaus")

    answer = front.raw(b"GET /.well-known/acme-challenge/kysymys HTTP/1.1\r\nHost: neuvoja.example\r\n\r\n", tls=False)

    assert (answer.status, answer.body) == (200, b"vastaus")


def test_error_pages_have_their_own_style(front: Proxy) -> None:
    answer = front.ask("/virhe.css")

    assert (answer.status, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert b"color-scheme" in answer.body
    assert front.ask("/virhe").status == 404


def statuses(front: Proxy, times: int, path: str, body: bytes = b"x") -> list[int]:
    return [front.ask(path, "POST", body=body, **HERE).status for _ in range(times)]


def until_refused(front: Proxy, path: str, body: bytes) -> tuple[int, Answer]:
    """How many are let through before the first that is one too many, and what is said to it."""
    for taken in range(40):
        answer = front.ask(path, "POST", body=body, **HERE)
        if answer.status == 429:
            return taken, answer
    raise AssertionError(f"{path} is not limited")


@pytest.mark.long
def test_one_sender_cannot_take_all_room_for_feedback(fresh: Proxy) -> None:
    body, begun = b"sivu=/palvelut/&auttoi=kylla", time.monotonic()

    first = statuses(fresh, 5, "/en/palaute/", body)
    taken, refused = until_refused(fresh, "/palaute/", body)

    assert first == [303] * 5
    assert 6 <= taken <= 7 + (time.monotonic() - begun) / 10  # one more is let through every ten seconds
    assert (refused.status, refused["Retry-After"]) == (429, "60")
    assert "Palaa takaisin" in refused.body.decode()
    assert_policy(refused)
    assert fresh.ask("/palaute/").status == 200
    counted = statuses(fresh, 40, "/palaute/?tulos", b"tulos=ajanvaraus&julkaisu=1")
    assert counted == [204] * 40


@pytest.mark.long
def test_signing_in_is_limited_and_nothing_else_in_the_admin(fresh: Proxy) -> None:
    begun = time.monotonic()
    taken, _ = until_refused(fresh, "/admin/login/", b"x")
    other_way, _ = until_refused(fresh, "/admin/%6Cogin/", b"x")

    assert taken >= 11
    assert taken + other_way <= 12 + (time.monotonic() - begun) / 6  # one more is let through every six seconds
    assert [fresh.ask("/admin/login/").status for _ in range(14)] == [200] * 14
    assert 429 not in statuses(fresh, 14, "/admin/logout/")
    assert fresh.ask("/").status == 200


@pytest.mark.long
def test_a_service_that_is_gone_or_hangs_is_told_in_plain_words(tmp_path: Path) -> None:
    for folder in ("gone", "hanging"):
        (tmp_path / folder).mkdir()
    with socket.socket() as gone:
        gone.bind(("127.0.0.1", 0))
        with proxy(tmp_path / "gone", {"127.0.0.1:8000": gone.getsockname()[1]}) as front:
            answers = [front.ask("/")]
    with socket.socket() as hanging, socket.socket() as first, socket.socket() as second:
        hanging.bind(("127.0.0.1", 0))
        hanging.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(hanging.getsockname())
        with proxy(tmp_path / "hanging", {"127.0.0.1:8000": hanging.getsockname()[1]}) as front:
            answers.append(front.ask("/"))

    assert [answer.status for answer in answers] == [502, 504]
    for answer in answers:
        assert_policy(answer)
        assert answer["Retry-After"] == "10"
        assert "Palvelu ei vastaa juuri nyt" in answer.body.decode()


@pytest.mark.long
def test_kept_pages_are_answered_when_the_service_is_gone(tmp_path: Path) -> None:
    for folder in ("service", "nginx"):
        (tmp_path / folder).mkdir()
    with ExitStack() as running:
        service = running.enter_context(serve(tmp_path / "service", **PRODUCTION))
        with proxy(tmp_path / "nginx", {"127.0.0.1:8000": service.port}) as front:
            before = front.ask("/")
            running.close()
            answers = [front.ask("/"), front.ask("/palvelut/")]

    assert [answer.status for answer in answers] == [200, 502]
    assert answers[0].body == before.body


def test_pages_are_kept_for_a_second_and_private_ones_never(fresh: Proxy, behind: Service) -> None:
    tags = {fresh.ask("/", Accept_Encoding=coding)["ETag"] for coding in ("br", "gzip, br", "gzip", "")}
    assert {tag.rpartition("-")[2].strip('"') for tag in tags if "-" in tag} == {"br", "gzip"}
    assert len(tags) == 3
    for path in ("/admin/login/", "/readyz", "/ei-ole/", "/palaute/"):
        assert fresh.ask(path).status in (200, 404)

    fresh.process.send_signal(signal.SIGQUIT)  # it finishes what it has begun: a page is kept after it was answered
    fresh.process.wait(timeout=60)
    kept = [file.read_bytes() for file in (fresh.folder / "advisor-pages").rglob("*") if file.is_file()]
    keys = {re.search(rb"\nKEY: https \S+ (\S+)", text)[1] for text in kept}  # type: ignore[index]
    assert keys == {b"/", b"/palaute/"}


def test_logs_name_no_visitor(fresh: Proxy, behind: Service) -> None:
    before = len(behind.log())
    fresh.ask("/tulos/?tehtava=salaisuus")
    fresh.ask("/koodi/SALA-NEN1/")
    fresh.ask("/admin/login/", "POST", body=b"x", **HERE)
    statuses(fresh, 13, "/palaute/")
    fresh.raw(b"GET /?salaisuus HTTP/9.9\r\n\r\n")

    written = fresh.log("access.log") + fresh.log("error.log") + behind.log()[before:]
    assert [word in written for word in ("salaisuus", "SALA", "127.0.0.1")] == [False] * 3
    line = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d [A-Z]+ \S* \d{3} [\d.]+ \[[0-9a-f]{32}\]"
    assert [each for each in fresh.log("access.log").splitlines() if not re.fullmatch(line, each)] == []


def test_the_file_for_two_hosts_differs_in_the_hosts_only() -> None:
    one, two = (shipped(name).splitlines() for name in ("nginx.conf", "nginx-two-hosts.conf"))

    changed = [line[1:].strip() for line in difflib.ndiff(one, two) if line.startswith(("+ ", "- "))]

    ours = [line for line in changed if line and not line.startswith("#")]
    assert ours == [
        "server 127.0.0.1:8000 max_fails=0;",
        "server 127.0.0.1:8000 max_fails=0;",
        "server 10.0.0.11:8000 max_fails=2 fail_timeout=5s;          # 4: your hosts",
        "server 10.0.0.12:8000 max_fails=2 fail_timeout=5s;          # 4",
        "proxy_next_upstream error timeout;",
        "proxy_next_upstream error timeout http_503;",
    ]


def test_the_file_for_an_admins_host_adds_that_host_only() -> None:
    one, two = (shipped(name).splitlines() for name in ("nginx.conf", "nginx-admin-host.conf"))

    taken = [line for line in difflib.ndiff(one, two) if line.startswith("- ") and not line.startswith("- #")]

    assert taken == []


def test_the_admins_host_is_answered_by_its_own_process(behind: Service, tmp_path: Path) -> None:
    admin = "yllapito.neuvoja.example"
    with socket.socket() as gone:
        gone.bind(("127.0.0.1", 0))
        upstreams = {"127.0.0.1:8000": behind.port, "127.0.0.1:8001": gone.getsockname()[1]}
        with proxy(tmp_path, upstreams, "nginx-admin-host.conf") as front:
            answers = [front.ask("/"), front.ask("/admin/login/", host=admin), front.ask("/", host="x.example")]

    assert [answer.status for answer in answers] == [200, 502, 421]
    assert_policy(answers[1])


@pytest.mark.long
def test_two_hosts_answer_when_one_is_gone(behind: Service, tmp_path: Path) -> None:
    with socket.socket() as gone:
        gone.bind(("127.0.0.1", 0))
        upstreams = {"10.0.0.11:8000": behind.port, "10.0.0.12:8000": gone.getsockname()[1]}
        with proxy(tmp_path, upstreams, "nginx-two-hosts.conf") as front:
            answers = [front.ask(f"/haku/?q={number}") for number in range(20)]

    assert [answer.status for answer in answers] == [200] * 20
