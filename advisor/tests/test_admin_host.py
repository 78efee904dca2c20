"""The admin on a host name of its own, the cookies of production, and forms as big as the content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse

from advisor.tests.test_settings import command, production
from mandates.publishing import editions
from mandates.tests import drafts

EDITORS: Final = {"host": "yllapito.example"}
VISITORS: Final = {"host": "neuvoja.example"}


@pytest.fixture
def two_hosts(edition: editions.Edition) -> Iterator[Client]:
    with override_settings(ADMIN_HOST="yllapito.example", ALLOWED_HOSTS=["neuvoja.example", "yllapito.example"]):
        yield Client()


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        (EDITORS, "/admin/login/", 200),
        (EDITORS, "/", 302),
        (EDITORS, "/valtuudet/", 404),
        (EDITORS, "/tulos.json", 404),
        (EDITORS, "/healthz", 200),
        (EDITORS, "/static/css/site.css", 200),
        (VISITORS, "/", 200),
        (VISITORS, "/valtuudet/", 200),
        (VISITORS, "/healthz", 200),
        (VISITORS, "/admin/", 404),
        (VISITORS, "/admin/login/", 404),
        (VISITORS, "/admin", 404),
        ({"host": "kolmas.example"}, "/admin/login/", 400),
    ],
)
@pytest.mark.django_db
def test_each_host_answers_what_is_its_own(headers: Any, path: str, status: int, two_hosts: Client) -> None:
    for _ in range(2):
        response = two_hosts.get(path, headers=headers)
        response.close()
        assert response.status_code == status


def test_a_page_in_the_cache_is_not_given_to_the_editors_host(two_hosts: Client) -> None:
    assert [two_hosts.get("/valtuudet/", headers=host).status_code for host in (VISITORS, EDITORS)] == [200, 404]


def test_what_is_refused_carries_the_policy_and_is_not_kept(two_hosts: Client) -> None:
    response = two_hosts.post("/admin/login/", headers=VISITORS)
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    assert "default-src 'none'" in response["Content-Security-Policy"]


COOKIES: Final = """
import json
import django
django.setup()
from django.conf import settings
names = ("SESSION", "CSRF", "LANGUAGE")
kinds = ("NAME", "SECURE", "PATH", "HTTPONLY", "SAMESITE", "DOMAIN")
print(json.dumps({name: [getattr(settings, f"{name}_COOKIE_{kind}") for kind in kinds] for name in names}))
print(json.dumps([settings.ADMIN_SECOND_FACTOR, settings.TRUSTED_PROXIES, settings.ALLOWED_HOSTS]))
"""


def test_in_production_every_cookie_is_for_this_host_over_tls_only(tmp_path: Path) -> None:
    values = production(ADMIN_HOST="Yllapito.example", DJANGO_SETTINGS_MODULE="advisor.settings")
    cookies, door = map(json.loads, command(tmp_path, "-c", COOKIES, **values).stdout.splitlines())

    assert cookies == {
        "SESSION": ["__Host-sessionid", True, "/", True, "Lax", None],
        "CSRF": ["__Host-csrftoken", True, "/", True, "Strict", None],
        "LANGUAGE": ["__Secure-language", True, "/admin/", True, "Lax", None],
    }
    assert door == [True, ["127.0.0.1", "::1"], ["neuvoja.example", "yllapito.example"]]


@pytest.mark.long
@pytest.mark.django_db
def test_a_form_of_11_000_conditions_is_read(client: Client) -> None:
    """Chosen in the list to be deleted, or eight fields of each on the page of their mandate."""
    drafts.small_draft()
    client.force_login(User.objects.create_superuser("aino"))
    chosen = {"action": "delete_selected", "_selected_action": [str(number) for number in range(11_000)]}
    rows = {f"condition_set-{row}-{field}": "x" * 20 for row in range(11_000) for field in range(8)}

    for page, form in (("mandates_condition_changelist", chosen), ("mandates_mandate_add", rows)):
        sent = client.post(reverse(f"admin:{page}"), urlencode(form, doseq=True), "application/x-www-form-urlencoded")
        assert sent.status_code == 200


def test_what_the_public_form_reads_stays_small(site: Client) -> None:
    """Its own limits, long before the admin's: docs/settings.md does not change them."""
    sent = {f"x{number}": "" for number in range(2_000)}
    response = site.post("/palaute/", sent, headers={"sec-fetch-site": "same-origin"})

    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 200_000
    assert response.status_code == 413
