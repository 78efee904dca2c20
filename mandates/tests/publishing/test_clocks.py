"""Publications go by one clock; a host whose own is wrong publishes nothing, or is told of."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mandates.models import Publication, Task
from mandates.publishing import clock as clocks
from mandates.publishing import editions, plan, refusals
from mandates.publishing import publish as publishing
from mandates.publishing.publish import PublishRefusedError
from mandates.publishing.standing import Standing
from mandates.tests import drafts
from mandates.tests.publishing.clock import Clock, database_has_its_own

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture(autouse=True)
def _published(clock: Clock) -> None:
    drafts.small_draft()
    publishing.publish("aino", "Ensimmäinen")
    clock.pass_(minutes=5)


def publish(name: str) -> list[str]:
    """Publish the task under another name: what was said against it."""
    Task.objects.filter(slug="lasku").update(name_fi=name)
    try:
        publishing.publish("aino", name)
    except PublishRefusedError as refused:
        return refused.problems
    return []


def shown() -> tuple[int, str]:
    editions.refresh()
    return editions.current().number, editions.current().ruleset.tasks["lasku"].name.fi


def test_what_a_host_ahead_published_never_takes_the_place_of_what_came_later(clock: Clock) -> None:
    clock.turn_host(seconds=90)
    by_the_host_ahead = publish("Edellä")
    clock.turn_host(seconds=-90)
    by_another = publish("Oikea")
    if database_has_its_own():
        assert by_the_host_ahead[0].startswith("Tämän palvelimen kello on 90 sekuntia edellä tietokannan kelloa")
        assert by_another == []
    else:
        assert by_the_host_ahead == []
        assert by_another[0].startswith("Julkaisu 2 on tehty palvelimella, jonka kello oli väärässä ajassa")
        publishing.cancel(2, "aino")
        assert publish("Oikea") == []
    newest = Publication.objects.latest("number").number
    assert shown() == (newest, "Oikea")
    clock.pass_(minutes=5)
    assert shown() == (newest, "Oikea")


def test_reader_sees_the_refusal_before_publishing(clock: Clock) -> None:
    clock.turn_host(seconds=90)
    publish("Edellä")
    clock.turn_host(seconds=-90 if not database_has_its_own() else 0)
    assert len([each for each in plan.draft().others if "kello" in str(each)]) == 1


def test_small_difference_between_hosts_stops_nobody(clock: Clock) -> None:
    clock.turn_host(seconds=4)
    assert publish("Neljä edellä") == []
    clock.turn_host(seconds=-4)
    clock.pass_(seconds=4)
    assert publish("Oikea") == []
    assert shown() == (3, "Oikea")


def test_time_of_a_publication_is_never_before_the_newest_past_ones(clock: Clock) -> None:
    standing = Standing.read()
    clock.pass_(seconds=-301)
    assert standing.live is not None
    assert standing.time_for_next() == standing.live.seen_from


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (0, ""),
        (90, "Tämän palvelimen kello on 90 sekuntia edellä tietokannan kelloa"),
        (-90, "Tämän palvelimen kello on 90 sekuntia jäljessä tietokannan kellosta"),
    ],
)
def test_sentence_says_which_way_the_clock_is_wrong(ahead: int, told: str) -> None:
    standing = Standing(clocks.now(), 1, (), (), timedelta(seconds=ahead))
    assert refusals.wrong_clock(standing).partition(",")[0] == told


def test_time_that_the_database_takes_to_answer_is_no_difference(clock: Clock) -> None:
    assert clocks.read() == clocks.Moment(clock.now)
    assert clocks.Moment(clock.now, timedelta(seconds=-5)).is_far is False
    assert clocks.Moment(clock.now, timedelta(seconds=-5.1)).is_far is True
