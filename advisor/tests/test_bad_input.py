"""Whatever an address or a request holds: a mended address, a 400, a 403, a 404 or a 405, never a 500."""

from __future__ import annotations

import http.client
import random
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.conversation.questionnaire import KNOWN
from advisor.tests.pages import PAGES, Opened, PageType
from advisor.tests.serving import Service
from mandates.tests.depth import sampled

PATHS = sorted({page.url.partition("?")[0] for page in PAGES} | {"/tulos.json"})
SLUGS = ["hyvinvointialue", "kunta", "ajanvaraus", "vuokratiedot", "ei-mikaan", "oma", "lakiperuste", "tilitykset", "1"]
NASTY = [
    "",
    "\x00",
    "\r\nSet-Cookie: a=b",
    "<script>alert(1)</script>",
    "' OR 1=1--",
    "../../etc",
    "ä" * 300,
    "\ud800",
    "%zz",
]
REQUESTS = 2_000  # every fifth in make test


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


# The fixture is the same for every example: nothing in the test changes it.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS),
    pairs=st.lists(
        st.tuples(
            st.sampled_from(sorted(KNOWN)) | st.text(max_size=10),
            st.sampled_from(SLUGS + NASTY) | st.text(max_size=40),
        ),
        max_size=12,
    ),
)
def test_any_query_gets_an_answer_and_a_mended_address_is_final(
    path: str, pairs: list[tuple[str, str]], site: Client
) -> None:
    query = "&".join(f"{encoded(key)}={encoded(value)}" for key, value in pairs)
    response = site.get(f"{path}?{query}")
    hops = 0
    while response.status_code == 302:
        hops += 1
        response = site.get(response["Location"])
    assert (response.status_code, hops <= 1) == (200, True)


@pytest.mark.parametrize(
    ("query", "redirects"),
    [("%", 1), ("%zz=%zz", 1), ("organisaatio=%ff%fe", 1), ("organisaatio=%00", 1), ("=kunta", 1), ("organisaatio", 0)],
)
def test_broken_encoding_is_mended(query: str, redirects: int, site: Client) -> None:
    response = site.get(f"/kysely/organisaatio/?{query}", follow=True)
    assert (response.status_code, len(response.redirect_chain)) == (200, redirects)


def test_four_hundred_parameters_are_mended_to_what_was_understood(site: Client) -> None:
    query = "organisaatio=kunta&" + "&".join(f"tehtava=x{number}" for number in range(400))
    response = site.get(f"/kysely/tehtavat/?{query}")
    assert response.status_code == 302
    assert response["Location"].startswith("/kysely/tehtavat/?organisaatio=kunta&poistettu=x0&poistettu=x1&")
    assert response["Location"].count("poistettu=") == 10


def test_more_parameters_than_anybody_needs_are_refused(site: Client) -> None:
    assert site.get("/tulos/?" + "&".join(f"a{number}=1" for number in range(2000))).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "organisaatio=<script>alert(1)</script>",
        "poistettu=<script>alert(1)</script>",
        "poistettu=abc&poistettu=alert(1)",
        "alert(1)=x",
    ],
)
def test_what_a_stranger_wrote_into_a_link_is_told_but_not_shown(query: str, site: Client) -> None:
    html = site.get(f"/kysely/organisaatio/?{query}", follow=True).content.decode()
    assert "alert(1)" not in html
    assert "<p>Osoitteessa oli osia, joita emme tunne. Jätimme ne pois.</p>" in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_marks_of_campaigns_change_nothing_but_the_address(page: PageType, site: Client, opened: Opened) -> None:
    marks = "utm_source=kirje&fbclid=x&_ga=2.1&mc_cid=y"
    marked = site.get(f"{page.url}{'&' if '?' in page.url else '?'}{marks}")
    assert (marked.status_code, marked.content) == (200, opened(page.url).content)


@pytest.mark.parametrize(
    "path", ["/ei-ole/", "/tulos/muu/", "/palvelut/ei-ole/", "/valtuudet/%00/", "/valtuudet/Ä/", "/tulos"]
)
def test_unknown_address_is_404_or_its_own_with_a_slash(path: str, site: Client) -> None:
    response = site.get(path)
    assert (response.status_code, response.get("Location")) == ((301, "/tulos/") if path == "/tulos" else (404, None))


@pytest.mark.browser
def test_hundreds_of_real_requests_get_an_answer(service: Service) -> None:
    """Against gunicorn over a socket: statuses are known ones, and nothing is logged as an error."""
    chance = random.Random(2026)  # noqa: S311 - a repeatable sample, no secret
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    statuses: dict[int, int] = {}
    requests = sampled(range(REQUESTS), 5)
    for _ in requests:
        connection.request(chance.choice(["GET"] * 9 + ["HEAD", "POST", "PUT", "OPTIONS"]), address(chance))
        response = connection.getresponse()
        response.read()
        statuses[response.status] = statuses.get(response.status, 0) + 1
        connection.close()  # the service keeps one open for two seconds, and this machine may pause for longer
    assert set(statuses) <= {200, 302, 400, 403, 404, 405, 414}  # 403: feedback that no page of ours sent
    assert sum(statuses.values()) == len(requests)
    assert statuses[200] + statuses[302] >= len(requests) // 2
    assert "Traceback" not in service.log()


def address(chance: random.Random) -> str:
    path = chance.choice([*PATHS, "/ei-ole/", f"/valtuudet/{encoded(chance.choice(NASTY)) or 'x'}/"])
    keys = [*sorted(KNOWN), encoded(chance.choice(NASTY))]
    values = [*SLUGS, *(encoded(value) for value in NASTY), "%ff", "%", "%zz"]
    pairs = (f"{chance.choice(keys)}={chance.choice(values)}" for _ in range(chance.randrange(12)))
    return f"{path}?{'&'.join(pairs)}"
