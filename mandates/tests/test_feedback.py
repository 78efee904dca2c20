"""What visitors tell: held within bounds, written whole or not at all, seen by those who may."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from mandates.content import documents
from mandates.feedback import MOST_NOTES, MOST_TALLIES, Bucket, Memory, Note, Tally, forget_old, months_before
from mandates.models import Feedback, OutcomeCount
from mandates.publishing import clock
from mandates.tests import drafts

DAY: Final = date(2026, 11, 24)
NOTE: Final = Note("/tulos/", "fi", 3, DAY, helped=False, text="Apteekin tehtävä puuttuu.")
LIST: Final = "/admin/mandates/feedback/"
USAGE: Final = "/admin/mandates/outcomecount/"


class Clock:
    """A clock that a test turns."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def roomy() -> Memory:
    return Memory(Bucket(MOST_NOTES * 2, 1), Bucket(MOST_TALLIES * 2, 1))


def tallies(*outcomes: str) -> frozenset[Tally]:
    return frozenset(Tally(3, DAY, outcome) for outcome in outcomes)


def stored() -> list[tuple[Any, ...]]:
    fields = ("page", "language", "publication", "day", "helped", "text")
    return list(Feedback.objects.order_by("pk").values_list(*fields))


def counts() -> dict[str, int]:
    return dict(OutcomeCount.objects.values_list("outcome", "count"))


def test_bucket_lets_its_size_through_and_then_one_in_each_interval() -> None:
    clock = Clock()
    bucket = Bucket(2, 10, clock)
    assert [bucket.take() for _ in range(3)] == [True, True, False]

    clock.now += 9
    assert not bucket.take()
    clock.now += 1
    assert [bucket.take() for _ in range(2)] == [True, False]


def test_bucket_never_saves_more_than_its_size() -> None:
    clock = Clock()
    bucket = Bucket(2, 10, clock)
    clock.now += 10_000

    assert [bucket.take() for _ in range(3)] == [True, True, False]


def test_full_memory_takes_no_more_notes() -> None:
    held = roomy()

    taken = [held.add(NOTE) for _ in range(MOST_NOTES + 1)]

    assert taken == [True] * MOST_NOTES + [False]


def test_notes_beyond_the_rate_are_refused() -> None:
    held = Memory(Bucket(1, 10, Clock()), Bucket(1, 10, Clock()))

    assert (held.add(NOTE), held.add(NOTE)) == (True, False)
    assert (held.count(tallies("laaja")), held.count(tallies("laaja"))) == (True, False)


def test_full_memory_takes_only_outcomes_that_it_already_counts() -> None:
    held = roomy()
    held.count(tallies(*(f"v{number}" for number in range(MOST_TALLIES))))

    assert (held.count(tallies("uusi")), held.count(tallies("v0"))) == (False, True)


@pytest.mark.django_db
def test_flush_writes_notes_in_order_and_adds_to_counts() -> None:
    OutcomeCount.objects.create(publication=3, day=DAY, outcome="laaja", count=5)
    held = roomy()
    held.add(NOTE)
    held.add(replace(NOTE, helped=None, text="Toinen"))
    held.count(tallies("laaja", "suppea"))
    held.count(tallies("laaja"))

    held.flush()
    held.flush()

    assert stored() == [
        ("/tulos/", "fi", 3, DAY, False, "Apteekin tehtävä puuttuu."),
        ("/tulos/", "fi", 3, DAY, None, "Toinen"),
    ]
    assert counts() == {"laaja": 7, "suppea": 1}


@pytest.mark.django_db
def test_rows_have_a_ceiling_and_nothing_held_is_lost(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.FEEDBACK_ROWS = 2
    held = roomy()
    for text in ("A", "B", "C"):
        held.add(replace(NOTE, text=text))
    held.count(tallies("laaja"))

    held.flush()
    assert ([row[-1] for row in stored()], counts()) == (["A", "B"], {"laaja": 1})
    assert held.add(NOTE) is False
    assert held.count(tallies("laaja")) is True
    held.flush()
    assert [record.message for record in caplog.records] == [
        "Feedback has its 2 rows: no more is taken until some are deleted."
    ]

    Feedback.objects.filter(text="A").delete()
    settings.FEEDBACK_ROWS = 3
    held.flush()
    assert [row[-1] for row in stored()] == ["B", "C"]
    assert held.add(replace(NOTE, text="D")) is True


@pytest.mark.django_db
def test_flush_of_an_empty_memory_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        roomy().flush()


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["notes", "counts"])
def test_flush_that_fails_keeps_everything(broken: str) -> None:
    held = roomy()
    held.add(NOTE)
    held.count(tallies("laaja"))
    table = {"notes": "mandates_feedback", "counts": "mandates_outcomecount"}[broken]

    def refuse(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT") and table in sql:
            raise DatabaseError("broken")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse), pytest.raises(DatabaseError):
        held.flush()
    assert (stored(), counts()) == ([], {})
    held.add(replace(NOTE, text="Myöhempi"))

    held.flush()

    assert [row[-1] for row in stored()] == ["Apteekin tehtävä puuttuu.", "Myöhempi"]
    assert counts() == {"laaja": 1}


@pytest.mark.django_db
def test_what_comes_while_writing_is_kept_for_the_next_time() -> None:
    held = roomy()
    held.add(NOTE)
    held.count(tallies("laaja"))

    def meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "INSERT" in sql and "mandates_feedback" in sql:
            visitor = threading.Thread(target=lambda: (held.add(replace(NOTE, text="B")), held.count(tallies("laaja"))))
            visitor.start()
            visitor.join(timeout=60)
            assert not visitor.is_alive()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        held.flush()
    assert ([row[-1] for row in stored()], counts()) == ([NOTE.text], {"laaja": 1})

    held.flush()
    assert ([row[-1] for row in stored()], counts()) == ([NOTE.text, "B"], {"laaja": 2})


@pytest.mark.django_db
def test_feedback_is_no_content() -> None:
    drafts.small_draft()
    before = documents.export()
    Feedback.objects.create(page="/", language="fi", publication=1, day=DAY, text="Ei vientiin")
    OutcomeCount.objects.create(publication=1, day=DAY, outcome="laaja", count=1)

    assert documents.export() == before
    assert {Feedback, OutcomeCount} & set(documents.MODELS) == set()


@pytest.mark.django_db
def test_rows_hold_nothing_of_a_visitor() -> None:
    columns = {model.__name__: {field.name for field in model._meta.fields} for model in (Feedback, OutcomeCount)}

    assert columns == {
        "Feedback": {
            "id",
            "page",
            "language",
            "publication",
            "day",
            "helped",
            "text",
            "mandate",
            "found_as",
            "state",
            "owner",
        },
        "OutcomeCount": {"id", "publication", "day", "outcome", "count"},
    }


def signed_in(client: Client, name: str, group: str) -> Client:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    return signed_in(client, "aino", "Julkaisija")


def given(**changes: Any) -> Feedback:
    row = {"page": "/tulos/", "language": "fi", "publication": 1, "day": timezone.localdate(), **changes}
    return Feedback.objects.create(**row)


def rows(editor: Client, **query: Any) -> list[Feedback]:
    response: Any = editor.get(LIST, query)
    return list(response.context["cl"].result_list)


@pytest.mark.django_db
def test_editors_find_feedback_by_page_publication_language_answer_and_word(editor: Client) -> None:
    pharmacy = given(text="Apteekki puuttuu", helped=False)
    swedish = given(page="/palvelut/", language="sv", publication=2, helped=True)

    assert rows(editor) == [swedish, pharmacy]
    assert rows(editor, page="/palvelut/") == [swedish]
    assert rows(editor, publication=1) == [pharmacy]
    assert rows(editor, language="sv") == [swedish]
    assert rows(editor, helped__exact=0) == [pharmacy]
    assert rows(editor, q="apteekki") == [pharmacy]


@pytest.mark.django_db
def test_feedback_is_new_until_somebody_handles_it(editor: Client) -> None:
    aino = User.objects.get(username="aino")
    eino = User.objects.create_user("eino", is_staff=True)
    mine, theirs, third = given(text="A"), given(text="B", owner=eino), given(text="C")
    assert rows(editor, state__exact="uusi") == [third, theirs, mine]

    editor.post(LIST, {"action": "take", "_selected_action": [third.pk]})
    editor.post(LIST, {"action": "handle", "_selected_action": [mine.pk, theirs.pk]})

    fields = ("text", "state", "owner")
    assert list(Feedback.objects.order_by("pk").values_list(*fields)) == [
        ("A", "kasitelty", aino.pk),
        ("B", "kasitelty", eino.pk),
        ("C", "uusi", aino.pk),
    ]
    assert rows(editor, kasittelija="mina") == [third, mine]
    assert rows(editor, kasittelija="ei-kukaan") == []

    editor.post(LIST, {"action": "reopen", "_selected_action": [mine.pk]})
    assert rows(editor, state__exact="uusi") == [third, mine]


@pytest.mark.django_db
def test_page_of_feedback_changes_its_handling_and_never_what_was_written(editor: Client) -> None:
    eino = User.objects.create_user("eino", is_staff=True)
    visitor = User.objects.create_user("vieras")
    row = given(text="Apteekki puuttuu")
    page = reverse("admin:mandates_feedback_change", args=(row.pk,))

    editor.post(page, {"state": "kasitelty", "owner": eino.pk, "text": "Kaikki hyvin", "page": "/"})

    row.refresh_from_db()
    assert (row.state, row.owner, row.text, row.page) == ("kasitelty", eino, "Apteekki puuttuu", "/tulos/")
    refused: Any = editor.post(page, {"state": "kasitelty", "owner": visitor.pk})
    assert "owner" in refused.context["adminform"].form.errors
    eino.delete()
    row.refresh_from_db()
    assert (row.state, row.owner) == ("kasitelty", None)


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["take", "handle", "reopen", "delete_selected"])
def test_support_reads_feedback_and_handles_none(action: str, client: Client) -> None:
    signed_in(client, "tuki", "Tuki")
    row = given(state="kasitelty")

    client.post(LIST, {"action": action, "_selected_action": [row.pk], "post": "yes"})

    row.refresh_from_db()
    assert (row.state, row.owner) == ("kasitelty", None)


@pytest.mark.django_db
def test_editor_deletes_chosen_feedback(client: Client) -> None:
    signed_in(client, "toimittaja", "Toimittaja")
    kept, gone = given(text="A"), given(text="Olen Maija")

    client.post(LIST, {"action": "delete_selected", "_selected_action": [gone.pk], "post": "yes"})

    assert list(Feedback.objects.all()) == [kept]


@pytest.mark.django_db
def test_feedback_older_than_the_months_kept_is_deleted_handled_or_not(settings: Settings) -> None:
    settings.FEEDBACK_MONTHS = 3
    limit = months_before(timezone.localdate(), 3)
    kept = given(day=limit)
    given(day=limit - timedelta(days=1))
    given(day=limit - timedelta(days=400), state="kasitelty")

    forget_old()
    forget_old()

    assert list(Feedback.objects.all()) == [kept]


@pytest.mark.django_db
def test_a_host_that_is_years_ahead_of_its_database_deletes_no_feedback(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, now = given(day=timezone.localdate()), timezone.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1_000))

    forget_old()

    assert list(Feedback.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 26), 12, date(2025, 11, 26)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 120, date(2016, 12, 31)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.django_db
def test_deleted_text_stays_nowhere(editor: Client) -> None:
    row = given(text="Olen Maija Meikäläinen")

    editor.post(reverse("admin:mandates_feedback_delete", args=(row.pk,)), {"post": "yes"})

    assert list(Feedback.objects.all()) == []
    assert [entry.object_repr for entry in LogEntry.objects.all()] == [str(row)]
    assert "Maija" not in str(row)


@pytest.mark.django_db
def test_markup_in_feedback_is_shown_as_text(editor: Client) -> None:
    given(text="<script>alert(1)</script>")

    page = editor.get(LIST).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def usage(editor: Client, chosen: str = "") -> Any:
    response: Any = editor.get(USAGE, {"julkaisu": chosen})
    return response.context["page"]


def bars(found: Any) -> list[tuple[str, int]]:
    return [(bar.label, bar.count) for bar in found]


@pytest.mark.django_db
def test_usage_adds_up_the_chosen_publication_or_the_last_thirty_days(editor: Client) -> None:
    drafts.small_draft()
    today = timezone.localdate()
    for publication, days, outcome, count in (
        (1, 40, "laaja", 100),
        (1, 30, "laaja", 10),
        (1, 29, "suppea", 7),
        (2, 1, "laaja", 2),
        (2, 0, "laaja", 3),
        (2, 0, "poistettu", 1),
        (2, 0, "estynyt", 4),
    ):
        OutcomeCount.objects.create(
            publication=publication, day=today - timedelta(days=days), outcome=outcome, count=count
        )

    recent, second = usage(editor), usage(editor, "2")

    assert (recent.period, bars(recent.asked)) == (
        "Viimeiset 30 päivää",
        [("Valtuus suppea", 7), ("Valtuus laaja", 5), ("poistettu", 1)],
    )
    assert bars(recent.nothing) == [("Edellytys puuttuu kaikista valtuuksista", 4)]
    assert recent.longest == 7
    assert (second.period, bars(second.asked)) == ("Julkaisu 2", [("Valtuus laaja", 5), ("poistettu", 1)])
    assert [(choice.value, choice.chosen) for choice in second.choices] == [("", False), ("2", True), ("1", False)]


@pytest.mark.django_db
@pytest.mark.parametrize("chosen", ["99", "abc", "", "1 OR 1=1", "9" * 40])
def test_usage_of_an_unknown_publication_is_that_of_the_last_days(chosen: str, editor: Client) -> None:
    page = usage(editor, chosen)

    assert (page.period, page.asked, page.longest) == ("Viimeiset 30 päivää", (), 1)


@pytest.mark.django_db
def test_usage_sums_up_the_feedback_of_each_page_worst_first(editor: Client) -> None:
    given(page="/", helped=True)
    given(helped=False)
    given(helped=False, text="Puuttui")
    given(helped=None, text="Samoin")
    given(page="/vanha/", helped=False, day=timezone.localdate() - timedelta(days=31))

    pages = usage(editor).pages

    assert [(row.page, row.helped, row.did_not, row.texts) for row in pages] == [("/tulos/", 0, 2, 2), ("/", 1, 0, 0)]
    assert [row.url for row in pages] == [f"{LIST}?page=%2Ftulos%2F", f"{LIST}?page=%2F"]
    assert len(rows(editor, page="/tulos/")) == 3


@pytest.mark.django_db
def test_usage_says_that_it_undercounts_and_draws_without_styles(editor: Client) -> None:
    OutcomeCount.objects.create(publication=1, day=timezone.localdate(), outcome="estynyt", count=4)

    page = editor.get(USAGE).content.decode()

    assert "Todelliset luvut ovat suurempia." in page
    assert '<meter min="0" max="4" value="4"' in page
    assert "style=" not in page.partition('id="content-main"')[2]


@pytest.mark.django_db
def test_front_page_leads_to_feedback_and_usage(editor: Client) -> None:
    page = editor.get(reverse("admin:index")).content.decode()

    assert [f'href="{address}"' in page for address in (LIST, USAGE)] == [True, True]
