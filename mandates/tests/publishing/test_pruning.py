"""Old publications lose their content, and nothing that visitors were ever given changes by it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from mandates import models
from mandates.content import composing
from mandates.models import Pruned, Publication, Task
from mandates.publishing import editions, given, listing, pruning, stored
from mandates.publishing import publish as publishing
from mandates.publishing.given import EverGiven
from mandates.publishing.pruning import PruneStoppedError
from mandates.publishing.publish import PublishRefusedError
from mandates.publishing.standing import Standing
from mandates.tests import drafts
from mandates.tests.publishing.clock import Clock
from mandates.tests.publishing.tampering import tamper

pytestmark = pytest.mark.django_db

YEARS = timedelta(days=800)


@pytest.fixture(scope="module")
def published_until(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """Six publications, the last two after 800 days: in 2 a task is renamed, in 4 a source is gone.

    Made once: each test's transaction stands within the one they are made in, and what it changes ends with it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as monkeypatch:
            clock = Clock(monkeypatch)
            _publish_six(clock)
        yield clock.now
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def clock(published_until: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch, published_until)


def _publish_six(clock: Clock) -> None:
    drafts.small_draft()
    models.Source.objects.create(slug="vanha", title_fi="Vanha", url_fi="https://example.fi/vanha", dated="2024-05")
    drafts.translate()
    publishing.publish("aino", "Ensimmäinen")
    Task.objects.filter(slug="lasku").update(slug="laskut", old_slugs="lasku")
    publish("Toinen")
    Task.objects.filter(slug="laskut").update(name_fi="Kolmas nimi")
    publish("Kolmas")
    models.Source.objects.filter(slug="vanha").delete()
    publish("Neljäs")
    clock.pass_(days=YEARS.days)
    for note in ("Viides", "Kuudes"):
        Task.objects.filter(slug="laskut").update(name_fi=note)
        publish(note)
        clock.pass_(minutes=5)


def publish(note: str) -> None:
    publishing.publish("aino", note)


def prune(*arguments: str) -> str:
    out = StringIO()
    call_command("content", "prune", *arguments, stdout=out)
    return out.getvalue().strip()


def with_content() -> list[int]:
    return list(Publication.objects.exclude(body="").order_by("number").values_list("number", flat=True))


def anew() -> EverGiven:
    """What was given, read from the database as a new process does."""
    given._Folded.last = ((), EverGiven())
    return Standing.read().given()


def as_told(found: EverGiven) -> tuple[Any, ...]:
    return dict(found.rows), dict(found.slugs), dict(found.others)


def test_the_newest_and_what_visitors_saw_in_two_years_keep_their_content() -> None:
    """Publication 4 is older, but visitors saw it until 5 came."""
    assert prune("--keep", "1") == "Sisältö on poistettu 3 julkaisusta."

    assert with_content() == [4, 5, 6]


def test_as_many_as_is_said_keep_their_content(clock: Clock) -> None:
    clock.pass_(days=YEARS.days)

    assert prune("--keep", "2") == "Sisältö on poistettu 4 julkaisusta."

    assert with_content() == [5, 6]


def test_what_visitors_see_keeps_its_content_whatever_its_age(clock: Clock) -> None:
    clock.pass_(days=10 * YEARS.days)

    prune("--keep", "1")

    assert with_content() == [6]
    editions.install(None)
    editions.refresh()
    assert editions.current().number == 6


def test_twenty_are_kept_when_nothing_is_said() -> None:
    assert prune() == "Sisältö poistettaisiin 0 julkaisusta. Mitään ei muutettu."
    assert len(with_content()) == 6


def test_dry_run_names_them_and_takes_nothing() -> None:
    told = prune("--keep", "1", "--dry-run")

    assert told.splitlines() == [
        "Julkaisu 1",
        "Julkaisu 2",
        "Julkaisu 3",
        "Sisältö poistettaisiin 3 julkaisusta. Mitään ei muutettu.",
    ]
    assert len(with_content()) == 6


@pytest.mark.parametrize("keep", ["0", "-1", "kaikki"])
def test_none_to_keep_is_refused(keep: str) -> None:
    with pytest.raises(CommandError, match="ainakin yksi julkaisu jää"):
        prune(f"--keep={keep}")
    assert len(with_content()) == 6


@pytest.mark.parametrize("at_once", [True, False])
def test_what_was_given_is_the_same_as_before(clock: Clock, at_once: bool) -> None:
    before = as_told(anew())
    if not at_once:
        prune("--keep", "1")
        assert as_told(anew()) == before
    clock.pass_(days=YEARS.days)

    prune("--keep", "1")

    assert with_content() == [6]
    assert as_told(anew()) == before
    assert before[1]["task", 1] == ("laskut", "lasku")
    assert [name for name in before[2] if name[0] == "source"] == [("source", "lahde"), ("source", "vanha")]


def test_what_is_kept_is_only_what_the_next_one_does_not_give() -> None:
    prune("--keep", "1")

    kept = [given.kept(each) for each in Pruned.objects.order_by("publication__number")]
    assert [list(each.rows) + list(each.slugs) for each in kept] == [[], [], []]
    assert [list(each.others) for each in kept] == [[], [], [("source", "vanha")]]


def test_a_slug_of_a_publication_without_content_is_never_lost(clock: Clock) -> None:
    clock.pass_(days=YEARS.days)
    prune("--keep", "1")
    anew()
    Task.objects.filter(slug="laskut").update(old_slugs="")

    with pytest.raises(PublishRefusedError) as refused:
        publish("Ilman vanhaa tunnistetta")
    sentence = (
        "task laskut, old_slugs: Julkaistu vanha tunniste lasku puuttuu, ja vanhat linkit viittaavat siihen: kirjoita "
        "se takaisin."
    )
    assert refused.value.problems == [sentence]


def test_a_row_that_only_publications_without_content_had_comes_back_as_retired(clock: Clock) -> None:
    """As in a database of an earlier release, which let a row vanish: here one is taken out of the later bodies."""
    rows = composing.rows_of(Publication.objects.get(number=1).body)
    lost = {key: row for key, row in rows.items() if key not in {("task", 2), ("condition", 2), ("expectedcase", 1)}}
    for number in range(3, 7):
        body = composing.body_of(lost).replace("'", "''")
        tamper(f"body = '{body}', sha256 = '{stored.digest(composing.body_of(lost))}'", number)
    before = as_told(anew())
    assert ("task", 2) in before[0]
    clock.pass_(days=YEARS.days)

    prune("--keep", "1")

    assert as_told(anew()) == before
    brought_back = anew().kept_in({})["task", 2]["fields"]
    assert (brought_back["slug"], brought_back["retired"]) == ("katselu", True)


def test_a_process_that_read_the_list_before_reads_what_is_kept() -> None:
    """It knows of no pruning yet, and the bodies that it wants to read are gone."""
    standing, before = Standing.read(), as_told(anew())
    prune("--keep", "1")
    given._Folded.last = ((), EverGiven())

    assert as_told(standing.given()) == before


def test_who_published_what_and_when_stays_listed() -> None:
    before = listing.publications()
    prune("--keep", "1", "--editor", "onni")
    after = listing.publications()

    same = ("number", "time", "seen_from", "published_at", "editor", "note", "sha256", "decisions")
    assert [[getattr(each, name) for name in same] for each in after] == [
        [getattr(each, name) for name in same] for each in before
    ]
    assert [(each.state, each.pruned_by) for each in after] == [
        ("näkyy nyt", ""),
        ("vanhempi", ""),
        ("vanhempi", ""),
        ("sisältö poistettu", "onni"),
        ("sisältö poistettu", "onni"),
        ("sisältö poistettu", "onni"),
    ]


def test_a_publication_without_content_is_not_published_again() -> None:
    prune("--keep", "1", "--editor", "onni")

    with pytest.raises(PublishRefusedError, match=r"Julkaisun 2 sisältö on poistettu tilan säästämiseksi \(onni, "):
        publishing.publish_again(2, "aino", "Takaisin")
    with pytest.raises(ValueError, match="does not match its digest"):
        stored.compiled(Publication.objects.get(number=2))


def test_links_to_it_are_told_by_its_date_and_nothing_is_said_to_be_damaged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    prune("--keep", "1")
    editions.install(None)
    editions.refresh()

    known = [(each.number, each.edition is not None) for each in editions.past()]
    assert known == [(6, True), (5, True), (4, True), (3, False), (2, False), (1, False)]
    assert caplog.messages == []


def test_what_never_showed_loses_its_content_when_all_about_it_do(clock: Clock) -> None:
    Task.objects.filter(slug="laskut").update(name_fi="Odottava")
    publishing.publish("aino", "Odottava", clock.after(days=1))
    publishing.cancel(7, "aino")
    Task.objects.filter(slug="laskut").update(name_fi="Kahdeksas")
    publish("Kahdeksas")
    clock.pass_(days=YEARS.days)

    prune("--keep", "2")
    assert with_content() == [6, 7, 8]
    prune("--keep", "1")
    assert with_content() == [8]
    assert json.loads(Pruned.objects.get(publication__number=7).slugs) == []


def test_what_waits_keeps_its_content(clock: Clock) -> None:
    Task.objects.filter(slug="laskut").update(name_fi="Odottava")
    publishing.publish("aino", "Odottava", clock.after(days=3 * YEARS.days))
    clock.pass_(days=YEARS.days)

    prune("--keep", "1")

    assert with_content() == [6, 7]


def test_one_that_cannot_be_read_stops_it_and_stays() -> None:
    tamper("body = '[]'", number=2)

    with pytest.raises(CommandError, match=r"Sisältö poistettiin 1 julkaisusta, .* Julkaisu 2 on vahingoittunut"):
        prune("--keep", "1")
    assert with_content() == [2, 3, 4, 5, 6]


def test_the_history_says_who_did_it(admin_user: Any) -> None:
    prune("--keep", "1", "--editor", admin_user.username)

    found = LogEntry.objects.filter(change_message="Sisältö poistettu.").order_by("object_repr")
    assert [(each.user_id, each.object_repr) for each in found] == [
        (admin_user.pk, f"Julkaisu {number}") for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE mandates_publication SET body = '' WHERE number = 5",
        "UPDATE mandates_publication SET body = '[]' WHERE number = 1",
        "UPDATE mandates_publication SET note = 'Muu' WHERE number = 1",
        "UPDATE mandates_publication SET body = '', editor = 'onni' WHERE number = 1",
        "DELETE FROM mandates_publication WHERE number = 1",
        "UPDATE mandates_pruned SET slugs = '[]'",
        "DELETE FROM mandates_pruned",
    ],
)
def test_the_database_lets_nothing_else_through(change: str) -> None:
    prune("--keep", "1")

    with pytest.raises(DatabaseError, match="cannot be changed or deleted"), transaction.atomic():
        connection.cursor().execute(change)


def test_who_prunes_what_another_has_pruned_is_told_so() -> None:
    found = pruning.prunable(1)
    prune("--keep", "1", "--editor", "onni")
    kept = list(Pruned.objects.values_list("pk", flat=True))

    with pytest.raises(PruneStoppedError, match=r"Julkaisun 1 sisältö on poistettu tilan säästämiseksi \(onni, "):
        list(pruning.prune(found, "aino"))
    assert list(Pruned.objects.values_list("pk", flat=True)) == kept
