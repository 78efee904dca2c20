"""One publication at most waits; a correction goes out now and into it too; its time can be moved or taken away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from mandates import models
from mandates.content import composing, documents
from mandates.models import Publication, Task, Timing
from mandates.publishing import editions, plan, stored
from mandates.publishing import publish as publishing
from mandates.publishing.planned import Choice
from mandates.publishing.publish import PublishRefusedError
from mandates.rules.rows import Kind
from mandates.tests import drafts
from mandates.tests.publishing.clock import Clock

pytestmark = pytest.mark.django_db

LASKU, KATSELU = ("task", 1), ("task", 2)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture(autouse=True)
def _waiting(clock: Clock) -> None:
    """Publication 1 is live; 2 waits until tomorrow, with another name of the task `lasku`."""
    drafts.small_draft()
    publishing.publish("aino", "Ensimmäinen")
    rename("lasku", "Odottava nimi")
    publishing.publish("aino", "Laki muuttuu", clock.after(days=1))
    clock.pass_(minutes=5)


def rename(slug: str, name: str) -> None:
    Task.objects.filter(slug=slug).update(name_fi=name)


def shown() -> dict[str, str]:
    """The names of tasks that visitors see."""
    editions.refresh()
    return {slug: row.name.fi for slug, row in editions.current().ruleset.tasks.items()}


def correct(*keys: tuple[str, int], **choice: object) -> Publication:
    return publishing.publish("onni", "Korjaus", choice=Choice(frozenset(keys), **choice))  # type: ignore[arg-type]


def refusal(*keys: tuple[str, int], **choice: object) -> list[str]:
    with pytest.raises(PublishRefusedError) as refused:
        correct(*keys, **choice)
    return refused.value.problems


def states() -> list[tuple[int, bool, int | None]]:
    """Of each publication its number, whether it is ever seen, and which one replaced it."""
    found = Publication.objects.order_by("number")
    return [(each.number, each.seen_from is not None, replaced(each)) for each in found]


def replaced(publication: Publication) -> int | None:
    last = publication.timings.last()
    return last.replaced_by.number if last and last.replaced_by else None


def test_correction_shows_now_alone_and_waits_too(clock: Clock) -> None:
    rename("katselu", "Korjattu")

    corrected = correct(KATSELU)

    assert corrected.number == 3
    assert shown() == {"lasku": "Teen: lasku", "katselu": "Korjattu"}
    assert states() == [(1, True, None), (2, False, 4), (3, True, None), (4, True, None)]
    waiting = Publication.objects.get(number=4)
    assert (waiting.note, waiting.editor, waiting.seen_from) == (
        "Laki muuttuu",
        "onni",
        clock.after(hours=23, minutes=55),
    )
    clock.pass_(days=1)
    assert shown() == {"lasku": "Odottava nimi", "katselu": "Korjattu"}
    assert editions.current().number == 4
    with pytest.raises(PublishRefusedError, match="Luonnos on sama kuin julkaisu 4"):
        publishing.publish("onni", "Ei mitään")


def test_row_that_both_changed_is_asked_about(clock: Clock) -> None:
    rename("lasku", "Kolmas nimi")

    sentence = (
        "Odottava julkaisu 2 muuttaa myös näitä rivejä: task/lasku. Valitse jokaisesta, kumpi teksti siihen tulee."
    )
    assert refusal(LASKU) == [sentence]
    correct(LASKU, theirs=frozenset([LASKU]))

    assert shown()["lasku"] == "Kolmas nimi"
    clock.pass_(days=1)
    assert shown()["lasku"] == "Odottava nimi"


def test_row_that_both_changed_gets_the_new_text_when_that_is_chosen(clock: Clock) -> None:
    rename("lasku", "Kolmas nimi")
    rename("katselu", "Korjattu")

    correct(LASKU, ours=frozenset([LASKU]))

    clock.pass_(days=1)
    assert shown() == {"lasku": "Kolmas nimi", "katselu": "Teen: katselu"}


def test_correction_that_makes_both_alike_leaves_nothing_waiting() -> None:
    correct(LASKU)

    assert states() == [(1, True, None), (2, False, 3), (3, True, None)]


def test_rows_can_go_out_with_the_waiting_publication(clock: Clock) -> None:
    rename("katselu", "Korjattu")

    correct(KATSELU, with_waiting=True)

    assert shown() == {"lasku": "Teen: lasku", "katselu": "Teen: katselu"}
    assert states() == [(1, True, None), (2, False, 3), (3, True, None)]
    clock.pass_(days=1)
    assert shown() == {"lasku": "Odottava nimi", "katselu": "Korjattu"}


def test_everything_and_a_third_time_are_refused_while_one_waits(clock: Clock) -> None:
    rename("katselu", "Korjattu")
    time = timezone.localtime(clock.after(hours=23, minutes=55))
    sentence = (
        f"Julkaisu 2 odottaa aikaansa ({time:%-d.%-m.%Y} klo {time:%-H.%M}). Valitse rivit, jotka julkaistaan heti, "
        "tai julkaise ne sen mukana, siirrä sitä tai peru se."
    )

    for live_from in (None, clock.after(days=2)):
        with pytest.raises(PublishRefusedError) as refused:
            publishing.publish("onni", "Kaikki", live_from)
        assert refused.value.problems == [sentence]
    publishing.publish("onni", "Mukana", Publication.objects.get(number=2).seen_from)

    assert states() == [(1, True, None), (2, False, 3), (3, True, None)]


def test_cancelled_publication_is_never_seen_and_stays(clock: Clock) -> None:
    cancelled = publishing.cancel(2, "onni")

    clock.pass_(days=2)
    assert shown() == {"lasku": "Teen: lasku", "katselu": "Teen: katselu"}
    assert cancelled.seen_from is None
    decided = Timing.objects.get()
    assert (decided.publication.number, decided.editor, decided.live_from, decided.replaced_by) == (
        2,
        "onni",
        None,
        None,
    )
    assert publishing.publish("aino", "Sittenkin").number == 3


def test_moved_publication_is_seen_at_its_new_time(clock: Clock) -> None:
    publishing.reschedule(2, clock.after(days=3), "onni")
    clock.pass_(days=2)
    before = shown()["lasku"]
    clock.pass_(days=1)

    assert (before, shown()["lasku"]) == ("Teen: lasku", "Odottava nimi")
    assert [(each.number, each.live_from) for each in editions.past()] == [
        (each.number, each.seen_from) for each in Publication.objects.order_by("-number")
    ]


def test_what_does_not_wait_is_neither_cancelled_nor_moved(clock: Clock) -> None:
    publishing.cancel(2, "onni")
    for number in (1, 2):
        with pytest.raises(PublishRefusedError, match=f"Julkaisu {number} ei odota: sen aikaa ei voi muuttaa."):
            publishing.cancel(number, "aino")
        with pytest.raises(PublishRefusedError, match=f"Julkaisu {number} ei odota: sen aikaa ei voi muuttaa."):
            publishing.reschedule(number, clock.after(days=1), "aino")


def test_time_in_the_past_is_refused(clock: Clock) -> None:
    with pytest.raises(PublishRefusedError, match="pitää olla tulevaisuudessa"):
        publishing.reschedule(2, clock.after(minutes=-1), "aino")


def test_what_is_about_to_be_seen_is_left_alone(clock: Clock) -> None:
    """Another host's clock may show it already."""
    clock.pass_(hours=23, minutes=54, seconds=30)
    sentence = "Julkaisu 2 tulee näkyviin minuutin kuluessa: odota, että se näkyy, ja yritä sitten."
    rename("katselu", "Korjattu")

    assert refusal(KATSELU) == [sentence]
    with pytest.raises(PublishRefusedError, match=sentence):
        publishing.cancel(2, "aino")
    with pytest.raises(PublishRefusedError, match=sentence):
        publishing.reschedule(2, clock.after(days=1), "aino")


def test_going_back_while_one_waits_goes_into_it_too(clock: Clock) -> None:
    rename("katselu", "Virhe")
    correct(KATSELU)

    publishing.publish_again(1, "aino", "Takaisin")

    assert shown() == {"lasku": "Teen: lasku", "katselu": "Teen: katselu"}
    clock.pass_(days=1)
    assert shown() == {"lasku": "Odottava nimi", "katselu": "Teen: katselu"}
    assert editions.current().number == 6


def test_going_back_leaves_the_waiting_one_the_sources_that_its_rows_name(clock: Clock) -> None:
    """The source came after the publication that is gone back to, and a mandate that waits was read from it."""
    publishing.cancel(2, "aino")
    rename("lasku", "Teen: lasku")
    source = models.Source.objects.create(slug="uusi", title_fi="Uusi", url_fi="https://example.fi/", dated="2026")
    service = models.Service.objects.get()
    drafts.translate()
    publishing.publish("aino", "Lähde")
    mandate = drafts.mandate("uusi", source, service)
    drafts.condition("uusi", drafts.task("uusi", service), mandate, every_type=True)
    drafts.translate()
    publishing.publish("aino", "Uusi valtuus", clock.after(days=1))
    clock.pass_(minutes=5)

    publishing.publish_again(1, "aino", "Takaisin")

    assert states()[3:] == [(4, False, 6), (5, True, None), (6, True, None)]
    assert "uusi" not in stored.content_of(Publication.objects.get(number=5)).ruleset.sources
    clock.pass_(days=1)
    editions.refresh()
    ruleset = editions.current().ruleset
    assert (ruleset.mandates["uusi"].source, ruleset.sources["uusi"].title.fi) == ("uusi", "Uusi")


def test_waiting_publication_is_brought_forward_by_publishing_it_again() -> None:
    publishing.publish_again(2, "aino", "Jo nyt")

    assert shown()["lasku"] == "Odottava nimi"
    assert states() == [(1, True, None), (2, False, 3), (3, True, None)]


def test_restoring_the_draft_while_one_waits_keeps_the_numbers_of_the_rows_that_wait() -> None:
    drafts.needed_task("uusi")
    publishing.publish("aino", "Mukaan", Publication.objects.get(number=2).seen_from)

    publishing.restore_draft(Publication.objects.get(number=1))

    assert Task.objects.get(slug="uusi").retired is True
    assert drafts.task("toinen", models.Service.objects.get()).number == 4


def test_correction_that_would_break_the_waiting_publication_is_refused(clock: Clock) -> None:
    """The correction takes a source away that a mandate of the waiting publication names."""
    publishing.cancel(2, "aino")
    source, service = models.Source.objects.create(slug="uusi", title_fi="Uusi"), models.Service.objects.get()
    drafts.translate()
    publishing.publish("aino", "Lähde")
    mandate = drafts.mandate("uusi", source, service)
    drafts.condition("uusi", drafts.task("uusi", service), mandate, every_type=True)
    drafts.translate()
    publishing.publish("aino", "Uusi valtuus", clock.after(days=1))
    number = source.number
    models.Mandate.objects.filter(pk=mandate.pk).update(source=models.Source.objects.get(slug="lahde"))
    source.delete()

    assert refusal(("source", number)) == [
        "Odottava julkaisu 4 ei olisi muutoksen jälkeen kunnossa: mandate uusi, source: Riviä uusi ei ole."
    ]


def test_database_holds_that_a_decision_is_taken_once_and_stays() -> None:
    publishing.cancel(2, "onni")
    publication = Publication.objects.get(number=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        Timing.objects.create(publication=publication, step=1, editor="aino")
    for statement in ("UPDATE mandates_timing SET editor = 'x'", "DELETE FROM mandates_timing"):
        with (
            pytest.raises(DatabaseError, match="a decision on a publication cannot be changed or deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_nobody_takes_over_what_somebody_else_decided_meanwhile() -> None:
    ahead = iter([True])

    def overtake(execute: object, sql: str, *rest: object) -> object:
        if "mandates_timing" in sql and sql.startswith("INSERT") and next(ahead, False):
            Timing.objects.create(publication=Publication.objects.get(number=2), step=1, editor="nopea")
        return execute(sql, *rest)  # type: ignore[operator]

    rename("katselu", "Korjattu")
    with connection.execute_wrapper(overtake):
        assert refusal(KATSELU) == [publishing.SAME_TIME]
    assert Publication.objects.count() == 2


def test_two_left_waiting_by_an_older_release_are_told() -> None:
    second = Publication.objects.get(number=2)
    Publication.objects.create(
        number=3,
        format=1,
        editor="aino",
        note="Vanha",
        sha256=second.sha256,
        body=second.body,
        live_from=second.live_from + timedelta(days=1),
    )
    rename("katselu", "Korjattu")

    assert refusal(KATSELU) == ["Useampi kuin yksi julkaisu odottaa (2, 3): peru ensin kaikki paitsi yksi."]
    publishing.cancel(3, "aino")
    assert correct(KATSELU).number == 4


def test_number_of_a_deleted_row_is_not_given_again() -> None:
    """Published or only drafted: a code with it may be kept somewhere, if only in an editor's preview."""
    service = models.Service.objects.get()
    gone = drafts.task("uusi", service)
    gone.delete()

    assert drafts.task("toinen", service).number == gone.number + 1


def test_going_back_keeps_later_rows_as_retired_so_that_a_new_row_takes_no_number_of_theirs() -> None:
    """Publish a new task, go back, restore the draft, add another task: the first one's code stays its own."""
    publishing.cancel(2, "aino")
    drafts.needed_task("uusi")
    added = publishing.publish("aino", "Uusi tehtävä")
    old = publishing.publish_again(1, "aino", "Takaisin")
    publishing.restore_draft(old)
    drafts.needed_task("toinen")
    publishing.publish("aino", "Toinen tehtävä")

    editions.refresh()
    ruleset = editions.current().ruleset
    assert (added.number, ruleset.tasks["toinen"].number) == (3, 4)
    assert ruleset.numbers(Kind.TASK) == {"lasku": 1, "katselu": 2, "uusi": 3, "toinen": 4}
    assert ruleset.former[Kind.TASK].retired["uusi"].fi == "Teen: uusi"


def test_going_back_to_an_older_slug_keeps_the_newer_one_as_an_old_one() -> None:
    publishing.cancel(2, "aino")
    Task.objects.filter(slug="katselu").update(slug="katsominen", old_slugs="katselu")
    publishing.publish("aino", "Nimetty")

    publishing.publish_again(1, "aino", "Takaisin")

    editions.refresh()
    assert editions.current().ruleset.former[Kind.TASK].aliases == {"katsominen": "katselu"}


def test_deleted_row_stops_publishing_by_its_name_and_the_rest_can_go_out() -> None:
    publishing.cancel(2, "aino")
    models.ExpectedCase.objects.all().delete()
    models.Condition.objects.filter(slug="katselu").update(task=Task.objects.get(slug="lasku"))
    Task.objects.get(slug="katselu").delete()
    models.Service.objects.update(summary_fi="Korjattu.")

    with pytest.raises(PublishRefusedError) as refused:
        publishing.publish("aino", "Kaikki")

    assert refused.value.problems == [
        (
            "task katselu, slug: Julkaistu tunniste katselu puuttuu, ja vanhat linkit viittaavat siihen. Jos se "
            "vaihdettiin, kirjoita se rivin vanhoihin tunnisteisiin. Jos rivi poistettiin, lisää se takaisin samalla "
            "tunnisteella ja numerolla 2 ja merkitse se poistetuksi käytöstä."
        )
    ]
    assert correct(("service", 1)).number == 3


def test_rows_that_need_each_other_are_told() -> None:
    publishing.cancel(2, "aino")
    rename("lasku", "Teen: lasku")
    condition = drafts.needed_task("uusi")
    task_key, condition_key = ("task", condition.task.number), ("condition", condition.number)

    needed = {
        key: [row.key for row in plan.draft(Choice(frozenset([key]))).needed] for key in (task_key, condition_key)
    }

    assert needed == {task_key: [condition_key], condition_key: [task_key]}
    assert refusal(condition_key) == ["Rivit viittaavat riveihin, joita ei julkaista: task/uusi. Valitse nekin."]
    assert plan.draft(Choice(frozenset([task_key, condition_key]))).refusals == []


def test_two_rows_never_go_out_under_one_slug() -> None:
    """A number changed by hand makes another row of it: the old one in use and the new one retired."""
    publishing.cancel(2, "aino")
    Task.objects.filter(slug="katselu").update(number=9, retired=True)

    assert refusal(("task", 9))[0] == (
        "Tunniste katselu olisi kahdella rivillä: valitse kummankin muutos tai ei kumpaakaan, tai anna toiselle toinen "
        "tunniste."
    )
    assert [row.key for row in plan.draft(Choice(frozenset([("task", 9)]))).needed] == [("task", 2)]


def test_the_whole_draft_is_what_all_its_rows_make() -> None:
    drafts.needed_task("uusi")
    models.Fact.objects.all().delete()
    live = composing.rows_of(Publication.objects.get(number=1).body)
    source = composing.rows_of(documents.export())

    made = composing.taking(live, source, composing.changed(live, source))

    assert composing.body_of(made) == documents.export()


def test_a_slug_of_what_waits_is_told_once_when_another_row_takes_it(clock: Clock) -> None:
    """A new task and its condition wait; in the draft they are gone, and others have their slug."""
    publishing.cancel(2, "aino")
    first = drafts.needed_task("uusi")
    publishing.publish("aino", "Odottaa", clock.after(days=1))
    first.delete()
    first.task.delete()
    again = drafts.needed_task("uusi")
    assert refusal(("task", again.task.number), ("condition", again.number)) == [
        (
            "Odottava julkaisu 3 ei olisi muutoksen jälkeen kunnossa: Tunniste uusi olisi kahdella rivillä: valitse "
            "kummankin muutos tai ei kumpaakaan, tai anna toiselle toinen tunniste."
        )
    ]
