"""A journey costs no question to the database and leaves nothing in the browser (figure P4)."""

from __future__ import annotations

from django.db import connection
from django.test import Client

from mandates.publishing.editions import Edition

COUNTY = "organisaatio=hyvinvointialue"
JOURNEY = (
    "/",
    "/kysely/organisaatio/",
    f"/kysely/tehtavat/?{COUNTY}",
    f"/kysely/suhde/?{COUNTY}&tehtava=ajanvaraus",
    f"/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma",
    f"/tulos/?{COUNTY}&tehtava=ajanvaraus&suhde=oma&kylla=lakiperuste",
    "/koodi/95F-88G-2PU/antajalle/",
    "/tiimi/?rooli=95F-88G-2PU&rooli=EWF7-TU8A",
    "/tiimi.xlsx?rooli=95F-88G-2PU",
    "/tiimi.atom?rooli=95F-88G-2PU",
    f"/tulos.atom?{COUNTY}&tehtava=ajanvaraus&suhde=oma",
)


def test_a_journey_asks_no_database_and_sets_no_cookie(site: Client, edition: Edition) -> None:
    asked: list[str] = []

    def ask(execute: object, sql: str, params: object, many: bool, context: object) -> None:
        asked.append(sql)

    with connection.execute_wrapper(ask):
        statuses = [site.get(address).status_code for address in JOURNEY]

    assert (statuses, asked, dict(site.cookies)) == ([200] * len(JOURNEY), [], {})
