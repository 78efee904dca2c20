"""The check of outside links, against a server of our own on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client

from mandates.content import links
from mandates.models import LinkCheck, Service, Source
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text
from mandates.tests import drafts
from mandates.tests.whole import WHOLE, changing


class Pages(BaseHTTPRequestHandler):
    """/hyva/ answers, /muutti/ leads to it, /kierre/ leads to itself, /poikki/ hangs up, anything else is not there."""

    def do_GET(self) -> None:
        if self.path == "/poikki/":
            self.close_connection = True
            return
        target = {"/muutti/": "/hyva/", "/kierre/": "/kierre/"}.get(self.path)
        self.send_response(302 if target else 200 if self.path == "/hyva/" else 404)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as found:
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{found.server_port}"
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
        ("/muutti/", 200, "/hyva/"),
        ("/ei-ole/", 404, "/ei-ole/"),
        ("/kierre/", 302, "/kierre/"),
    ],
)
def test_answer_is_what_the_page_says_in_the_end(path: str, status: int, final: str, server: str) -> None:
    assert links.ask(f"{server}{path}") == links.Answer(status, f"{server}{final}")


def test_page_that_does_not_answer_is_told_with_the_fault(server: str) -> None:
    assert links.ask(f"{server}/poikki/") == links.Answer(0, f"{server}/poikki/", "RemoteDisconnected")
    closed = "http://127.0.0.1:1/"
    assert links.ask(closed) == links.Answer(0, closed, "ConnectionRefusedError")


@pytest.mark.django_db
def test_results_take_the_place_of_the_last_ones(server: str) -> None:
    source = WHOLE.sources["source"]

    def content(*paths: str) -> Ruleset:
        words = " ".join(f"{server}{path}" for path in paths)
        rules = changing("instructions", "ohje", body=Text(words))
        service = replace(rules.services["service"], url=Text(""))
        return replace(rules, sources={"source": replace(source, url=Text(""))}, services={"service": service})

    links.check(content("/hyva/", "/ei-ole/"))
    links.check(content("/muutti/"))
    [row] = LinkCheck.objects.all()
    assert (row.url, row.status, row.final_url, row.rows, row.works) == (
        f"{server}/muutti/",
        200,
        f"{server}/hyva/",
        "instruction ohje",
        True,
    )


@pytest.mark.django_db
def test_command_names_what_is_broken_and_editors_see_it(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    drafts.small_draft()
    Service.objects.update(url_fi="", url_sv="", url_en="")
    Source.objects.update(url_sv="", url_en="")
    Source.objects.update(url_fi=f"{server}/ei-ole/")
    with pytest.raises(CommandError, match="Ei vastaa: 1 / 1"):
        call_command("check_links")
    assert capsys.readouterr().out == f"404: {server}/ei-ole/ (source lahde)\n"

    user = User.objects.create_user("tuki", is_staff=True)
    user.groups.add(Group.objects.get(name="Tuki"))
    client = Client()
    client.force_login(user)
    page = client.get("/admin/mandates/linkcheck/").content.decode()
    assert f'<a href="{server}/ei-ole/" rel="noopener noreferrer">404</a>' in page
    assert client.get("/admin/mandates/linkcheck/add/").status_code == 403
    Source.objects.update(url_fi=f"{server}/hyva/")
    call_command("check_links")
    assert capsys.readouterr().out == "Kaikki 1 linkkiä vastaavat.\n"
