"""The check of outside links, against a server of our own on loopback."""

from __future__ import annotations

import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Final

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from mandates.content import links
from mandates.models import LinkCheck, Mandate, Service, Source
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text
from mandates.tests import drafts
from mandates.tests.whole import WHOLE, changing


class Pages(BaseHTTPRequestHandler):
    """/hyva/ answers, the ways of LEADS lead on, /poikki/ hangs up, anything else is not there."""

    asked: Final[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/poikki/":
            self.close_connection = True
            return
        target = LEADS.get(self.path)
        self.send_response(302 if target else 200 if self.path.startswith("/hyva/") else 404)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


LEADS: Final = {
    "/muutti/": "/hyva/",
    "/kierre/": "/kierre/",
    "/kauas/": f"/hyva/?{'a' * 3_000}",
    "/selvana/": "http://127.0.0.1/hyva/",
    "/sisalle/": "https://10.0.0.1/hyva/",
    "/nimella/": "https://aino:sana@127.0.0.1/hyva/",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A server of our own on loopback, and an asker that takes it, and it alone, for a public one."""

    url: str
    asker: links.Asker


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    words = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=own -addext subjectAltName=IP:127.0.0.1"
    command = [*words.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with HTTPServer(("127.0.0.1", 0), Pages) as found:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
        found.socket = tls.wrap_socket(found.socket, server_side=True)
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        trusting = ssl.create_default_context(cafile=certificate)
        asker = links.Asker(trusting, lambda address: address == "127.0.0.1", found.server_port)
        yield Server(f"https://127.0.0.1:{found.server_port}", asker)
        found.shutdown()
        thread.join()


def test_every_address_is_found_once_with_its_rows(ruleset: Ruleset) -> None:
    found = links.addresses(ruleset)
    sources = {source.url.fi for source in ruleset.sources.values()}
    assert sources <= set(found)
    assert found["https://www.saavutettavuusvaatimukset.fi/"] == ("infosection valvova-viranomainen",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Katso https://a.fi/x.", ["https://a.fi/x"]),
        ("(https://a.fi/x), ”http://b.fi/y?z=1”", ["https://a.fi/x", "http://b.fi/y?z=1"]),
        ("kela.fi ja tiedonvalitys@kela.fi", []),
    ],
)
def test_address_ends_where_the_sentence_goes_on(words: str, expected: list[str]) -> None:
    row = changing("instructions", "ohje", body=Text(words))
    others = set(links.addresses(changing("instructions", "ohje", body=Text("Ei mitään."))))
    assert sorted(set(links.addresses(row)) - others) == sorted(expected)


@pytest.mark.parametrize(
    ("path", "status", "final"),
    [
        ("/hyva/", 200, "/hyva/"),
        ("/hyva/?q=ä ö", 200, "/hyva/?q=ä ö"),
        ("/muutti/", 200, "/hyva/"),
        ("/ei-ole/", 404, "/ei-ole/"),
        ("/kierre/", 302, "/kierre/"),
    ],
)
def test_answer_is_what_the_page_says_in_the_end(path: str, status: int, final: str, server: Server) -> None:
    assert server.asker.ask(f"{server.url}{path}") == links.Answer(status, f"{server.url}{final}")


def test_page_that_does_not_answer_is_told_with_the_fault(server: Server) -> None:
    assert server.asker.ask(f"{server.url}/poikki/") == links.Answer(0, f"{server.url}/poikki/", "RemoteDisconnected")


def test_a_certificate_that_nobody_vouches_for_is_a_fault(server: Server) -> None:
    strict = links.Asker(is_public=server.asker.is_public, port=server.asker.port)
    assert strict.ask(server.url) == links.Answer(0, server.url, "SSLCertVerificationError")


@pytest.mark.parametrize("path", ["/selvana/", "/sisalle/", "/nimella/"])
def test_a_redirect_to_what_may_not_be_asked_is_not_followed(path: str, server: Server) -> None:
    Pages.asked.clear()
    assert server.asker.ask(f"{server.url}{path}") == links.Answer(0, LEADS[path], "NotPublicError")
    assert Pages.asked == [path]


@pytest.mark.parametrize(
    "address",
    [
        "http://www.kela.fi/",
        "https://aino@www.kela.fi/",
        "https://aino:sana@www.kela.fi/",
        "https://www.kela.fi:8443/",
        "ftp://www.kela.fi/",
        "https:///polku",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/",
        "https://100.64.0.1/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
    ],
)
def test_what_is_not_public_https_is_not_asked(address: str) -> None:
    assert links.Asker().ask(address) == links.Answer(0, address, "NotPublicError")


@pytest.mark.parametrize("address", ["193.209.2.1", "2001:708:10:8::1", "8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert links.is_public_address(address)


@pytest.mark.django_db
def test_results_take_the_place_of_the_last_ones(server: Server) -> None:
    source = WHOLE.sources["source"]

    def content(*paths: str) -> Ruleset:
        words = " ".join(f"{server.url}{path}" for path in paths)
        rules = changing("instructions", "ohje", body=Text(words))
        service = replace(rules.services["service"], url=Text(""))
        return replace(rules, sources={"source": replace(source, url=Text(""))}, services={"service": service})

    links.check(content("/hyva/", "/ei-ole/"), server.asker)
    links.check(content("/muutti/"), server.asker)
    [row] = LinkCheck.objects.all()
    assert (row.url, row.status, row.final_url, row.rows, row.works) == (
        f"{server.url}/muutti/",
        200,
        f"{server.url}/hyva/",
        "instruction ohje",
        True,
    )


@pytest.mark.django_db
def test_an_address_longer_than_its_column_is_kept_as_far_as_it_fits(server: Server) -> None:
    words = f"{server.url}/hyva/{'b' * 600} {server.url}/kauas/"
    rules = changing("instructions", "ohje", body=Text(words))

    links.check(rules, server.asker)

    found = LinkCheck.objects.filter(rows="instruction ohje").values_list("url", "final_url", "status")
    assert [(len(url), len(final), status) for url, final, status in found] == [
        (500, 0, 200),
        (len(f"{server.url}/kauas/"), 2_000, 200),
    ]


@pytest.mark.django_db
def test_command_says_why_a_draft_that_cannot_be_compiled_is_not_looked_through() -> None:
    drafts.small_draft()
    Mandate.objects.get(slug="suppea").includes.set(Mandate.objects.filter(slug="laaja"))

    with pytest.raises(CommandError, match="mandate laaja, includes: Valtuus sisältää itsensä"):
        call_command("check_links")


@pytest.mark.django_db
def test_command_names_what_is_broken_and_editors_see_it(capsys: pytest.CaptureFixture[str]) -> None:
    drafts.small_draft()
    Service.objects.update(url_fi="", url_sv="", url_en="")
    Source.objects.update(url_sv="", url_en="")
    Source.objects.update(url_fi="https://127.0.0.1/sisalla/")
    with pytest.raises(CommandError, match="Ei vastaa: 1 / 1"):
        call_command("check_links")
    outcome = "ei vastausta (NotPublicError)"
    assert capsys.readouterr().out == f"{outcome}: https://127.0.0.1/sisalla/ (source lahde)\n"

    user = User.objects.create_user("tuki", is_staff=True)
    user.groups.add(Group.objects.get(name="Tuki"))
    client = Client()
    client.force_login(user)
    page = client.get("/admin/mandates/linkcheck/").content.decode()
    assert f'<a href="https://127.0.0.1/sisalla/" rel="noopener noreferrer">{outcome}</a>' in page
    assert client.get("/admin/mandates/linkcheck/add/").status_code == 403
    Source.objects.update(url_fi="")
    call_command("check_links")
    assert capsys.readouterr().out == "Kaikki 0 linkkiä vastaavat.\n"
