"""Publishing freezes the draft; a process holds the newest publication and survives the database."""

from __future__ import annotations

import errno
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from mandates.content import contents, documents
from mandates.models import Condition, Pruned, Publication, RowCounts, Service, Task, Timing
from mandates.publishing import editions, given, plan, stored
from mandates.publishing import publish as publishing
from mandates.publishing.editions import NoPublicationError
from mandates.publishing.given import EverGiven
from mandates.publishing.publish import PublishRefusedError
from mandates.publishing.standing import Standing
from mandates.tests.drafts import small_draft
from mandates.tests.publishing.clock import database_has_its_own
from mandates.tests.publishing.tampering import tamper

pytestmark = pytest.mark.django_db

Execute = Callable[..., Any]


@pytest.fixture(autouse=True)
def _draft(settings: Settings, tmp_path: Path) -> None:
    """A draft, and a folder for copies."""
    settings.DATA_DIR = tmp_path
    small_draft()


@pytest.fixture
def body() -> str:
    """The draft, to be stored in a database that has none."""
    return documents.export()


def rename(name: str) -> None:
    Task.objects.filter(slug="lasku").update(name_fi=name)


def publish(note: str = "Muutos") -> Publication:
    return publishing.publish("aino", note)


def refusal() -> list[str]:
    with pytest.raises(PublishRefusedError) as refused:
        publish()
    return refused.value.problems


@contextmanager
def database(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Use the SQLite file as this process's database, with the tables of publications in it."""
    usual = connections["default"]
    values = usual.settings_dict | {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": {}}
    values |= {"HOST": "", "PORT": ""}
    alias = f"file-{path.name}"
    connections.settings[alias] = values
    wrapper = connections.create_connection(alias)
    wrapper.alias = "default"
    connections["default"] = wrapper
    try:
        with closing(wrapper):
            if not path.exists():
                with wrapper.schema_editor() as editor:
                    for model in (Publication, Timing, RowCounts, Pruned):
                        editor.create_model(model)
            yield wrapper
    finally:
        connections["default"] = usual
        del connections.settings[alias]


def store(body: str, *numbers: int) -> None:
    """Put publications straight into the database in use, and read each at once."""
    for number in numbers or (1,):
        put(body, number)
        editions.refresh()


def put(body: str, number: int) -> None:
    Publication.objects.create(
        number=number, format=documents.FORMAT, editor="aino", note="Muutos", sha256=stored.digest(body), body=body
    )


@contextmanager
def database_gone(path: Path) -> Iterator[None]:
    """A database that was there and cannot be opened."""
    path.unlink(missing_ok=True)
    path.mkdir()
    with database(path):
        yield


def test_publishing_freezes_the_draft() -> None:
    published = publish("Ensimmäinen")

    assert (published.body, published.sha256) == (documents.export(), stored.digest(published.body))
    assert (published.number, published.parent, published.format) == (1, None, documents.FORMAT)
    assert (published.editor, published.note) == ("aino", "Ensimmäinen")


def test_the_next_publication_has_the_next_number_and_the_last_one_as_parent() -> None:
    first = publish()
    rename("Katson laskun.")

    second = publish()

    assert (second.number, second.parent) == (2, first)
    assert list(Publication.objects.all()) == [second, first]


def test_a_draft_with_errors_is_refused() -> None:
    Condition.objects.get(slug="lasku").types.clear()

    assert refusal() == ["condition lasku, types: Ehto ei koske ketään: valitse organisaatiotyyppi."]
    assert Publication.objects.count() == 0


def test_a_draft_without_changes_is_refused() -> None:
    publish()

    assert refusal() == ["Luonnos on sama kuin julkaisu 1: julkaistavaa ei ole."]


def test_a_draft_that_cannot_be_compiled_is_refused() -> None:
    narrow = Condition.objects.get(slug="katselu").mandate
    narrow.includes.set([narrow])

    assert refusal() == ["mandate suppea, includes: Valtuus sisältää itsensä, suoraan tai toisen kautta."]


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("", "note: Tämä kenttä ei voi olla tyhjä."),
        ("a" * 301, "note: Tämän arvon tulee olla enintään 300 merkkiä pitkä (tällä hetkellä 301)."),
    ],
)
def test_a_note_that_does_not_fit_is_refused(note: str, sentence: str) -> None:
    with pytest.raises(PublishRefusedError) as refused:
        publish(note)

    assert refused.value.problems == [sentence]
    assert Publication.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_import_in_the_middle_of_publishing_is_in_it_whole_or_not_at_all() -> None:
    """On PostgreSQL it would be half in it: services read before, tasks after. SQLite refuses a second writer."""
    importer = threading.Thread(target=rename_services_and_tasks, args=("Uusi nimi",))

    def in_between(execute: Any, sql: str, *rest: Any) -> Any:
        if 'FROM "mandates_task"' in sql and not importer.ident:
            importer.start()
            importer.join(1)
        return execute(sql, *rest)

    with connection.execute_wrapper(in_between):
        body = publishing.publish("aino", "Kesken tuonnin").body
    importer.join()

    imported = Task.objects.filter(name_fi="Uusi nimi").count()
    assert (body.count("Uusi nimi"), imported) == (0, 2 if database_has_its_own() else 0)


def rename_services_and_tasks(name: str) -> None:
    """In a thread of its own, whose connection ends with it: Django's own `close` leaves one to memory open."""
    try:
        with suppress(OperationalError), transaction.atomic():
            Service.objects.update(name_fi=name)
            Task.objects.update(name_fi=name)
    finally:
        BaseDatabaseWrapper.close(connection)


def test_the_slower_of_two_publishers_is_refused() -> None:
    publish()
    rename("Katson laskun.")
    ahead = iter([True])

    def overtake(execute: Execute, sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT") and next(ahead, False):
            put("[]", 2)
        return execute(sql, *rest)

    with connection.execute_wrapper(overtake):
        assert refusal() == [publishing.SAME_TIME]
    assert publishing.SAME_TIME.startswith("Joku muu julkaisi samaan aikaan.")


def test_a_publication_cannot_be_changed_or_deleted() -> None:
    published = publish()
    published.note = "Toinen"

    for attempt in (
        published.save,
        published.delete,
        lambda: Publication.objects.update(note="Toinen"),
        lambda: Publication.objects.filter(pk=published.pk).delete(),
        lambda: Publication.objects.bulk_update([published], ["note"]),
        lambda: Publication.objects.update_or_create(number=1, defaults={"note": "Toinen"}),
    ):
        with pytest.raises(ValidationError), transaction.atomic():
            attempt()

    assert list(Publication.objects.values_list("number", "note")) == [(1, "Muutos")]


def test_before_the_first_publication_there_is_nothing_to_answer_from() -> None:
    editions.refresh()

    with pytest.raises(NoPublicationError):
        editions.current()


def test_refresh_loads_the_newest_publication() -> None:
    published = publish()

    editions.refresh()

    edition = editions.current()
    assert (edition.number, edition.sha256) == (1, published.sha256)
    assert edition.published_at == published.live_from
    assert edition.ruleset == documents.compile_document(documents.export())


def test_refresh_keeps_the_edition_and_asks_once_when_nothing_is_new() -> None:
    publish()
    editions.refresh()
    edition = editions.current()

    with CaptureQueriesContext(connection) as queries:
        editions.refresh()

    assert editions.current() is edition
    assert len(queries) == 1 + database_has_its_own()  # which is asked for the time too


def test_draft_edits_show_only_when_published() -> None:
    publish()
    editions.refresh()
    rename("Katson laskun.")
    editions.refresh()
    before = editions.current().ruleset.tasks["lasku"].name.fi

    publish()
    editions.refresh()

    assert (before, editions.current().ruleset.tasks["lasku"].name.fi) == ("Teen: lasku", "Katson laskun.")


def test_refresh_keeps_the_newest_publications_for_links_that_were_made_with_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editions, "KEPT", 2)
    made = []
    for name in ("Katson laskun.", "Tarkistan laskun.", "Maksan laskun."):
        rename(name)
        made.append(publish())
    editions.refresh()

    past = editions.past()
    names = [each.edition.ruleset.tasks["lasku"].name.fi if each.edition else "" for each in past]
    assert [(each.number, each.live_from) for each in past] == [(row.number, row.live_from) for row in reversed(made)]
    assert names == ["Maksan laskun.", "Tarkistan laskun.", ""]
    assert past[0].edition is editions.current()


def test_refresh_reads_no_publication_twice() -> None:
    publish()
    editions.refresh()
    first = editions.past()[0].edition
    rename("Katson laskun.")
    publish()
    editions.refresh()

    assert editions.past()[1].edition is first


def test_a_process_that_starts_serves_the_newest_while_it_reads_the_past_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty publications of a large agency took twenty seconds, and no page was answered before."""
    for name in ("Katson laskun.", "Tarkistan laskun.", "Maksan laskun."):
        rename(name)
        publish()
    seen, read = [], editions._readable

    def readable(number: int) -> editions.Edition | None:
        seen.append((number, editions.current().number, [each.number for each in editions.past()]))
        return read(number)

    monkeypatch.setattr(editions, "_readable", readable)
    editions.install(None)
    editions.refresh()

    assert seen == [(2, 3, [3]), (1, 3, [3, 2])]
    assert [each.number for each in editions.past()] == [3, 2, 1]


def test_past_ones_that_take_long_are_read_later() -> None:
    for name in ("Katson laskun.", "Tarkistan laskun."):
        rename(name)
        publish()
    editions.refresh()
    newest = editions.current()
    editions.install(None)

    editions._read_past(newest, 0)
    before = [each.number for each in editions.past()]
    editions.refresh()

    assert (before, [each.number for each in editions.past()]) == ([2], [2, 1])


def test_an_old_publication_that_is_damaged_does_not_stop_the_newest(caplog: pytest.LogCaptureFixture) -> None:
    publish()
    rename("Katson laskun.")
    publish()
    tamper("body = replace(body, 'lasku', 'kaikki')", number=1)
    cost = "Publication 1 cannot be read, so links made with it cannot be compared"
    why = "ValueError: publication 1 does not match its digest"
    editions.refresh()

    assert [(each.number, each.edition is None) for each in editions.past()] == [(2, False), (1, True)]
    [told] = [each for each in caplog.records if each.levelname == "ERROR"]
    assert (told.getMessage(), told.exc_info) == (f"{cost} ({why}).", None)


def test_a_copy_on_disk_that_is_no_copy_is_told_of_on_one_line(caplog: pytest.LogCaptureFixture) -> None:
    stored.copy_path().write_text("{", encoding="utf-8")
    assert not editions.take_newer_copy()
    [told] = caplog.records
    assert (told.exc_info, told.getMessage().startswith("The copy of the last publication cannot be used (JSON")) == (
        None,
        True,
    )


def test_a_past_publication_in_memory_that_the_database_has_otherwise_is_read_again() -> None:
    """A backup was put back and published from while this process could not reach the database."""
    first = publish()
    editions.refresh()
    [past] = editions.past()
    assert past.edition is not None
    editions.install(None, (replace(past, edition=replace(past.edition, sha256="0" * 64)),))
    rename("Katson laskun.")
    publish()

    editions.refresh()

    assert [each.edition and each.edition.sha256 for each in editions.past()][1] == first.sha256


def test_a_damaged_publication_says_nothing_of_a_whole_one_with_the_same_digest() -> None:
    publish()
    rename("Katson laskun.")
    publish()
    publishing.publish_again(1, "aino", "Takaisin")
    tamper("body = replace(body, 'Teen: lasku', 'Jotain muuta')", number=1)
    given._Folded.last = ((), EverGiven())
    contents._Kept.published = ()
    Standing.read().given()

    assert plan.draft().before.tasks["lasku"].name.fi == "Teen: lasku"


def test_a_publication_that_was_read_here_is_not_read_again_to_know_what_it_gave() -> None:
    publish()
    before = Standing.read().given().slugs
    given._Folded.last = ((), EverGiven())
    tamper("body = replace(body, 'lasku', 'kaikki')")

    assert Standing.read().given().slugs == before != {}


def test_publishing_refreshes_the_process_that_published(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish()

    assert editions.current().number == 1


def test_a_body_that_was_tampered_with_is_not_loaded() -> None:
    publish()
    editions.refresh()
    edition = editions.current()
    rename("Katson laskun.")
    publish()
    tamper("body = replace(body, 'laskun', 'kaiken')", number=2)

    with pytest.raises(ValueError, match="publication 2 does not match its digest"):
        editions.refresh()
    assert editions.current() is edition


def test_a_publication_of_an_unknown_format_is_neither_loaded_nor_made_the_draft() -> None:
    publish()
    tamper("format = 99")

    with pytest.raises(ValueError, match="unknown format 99"):
        editions.refresh()
    with pytest.raises(ValueError, match="unknown format 99"):
        publishing.restore_draft(Publication.objects.get())


def test_a_process_starts_from_the_copy_when_the_database_is_gone(body: str, tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite3"
    with database(path):
        store(body)
    editions.install(None)

    with database_gone(path):
        with pytest.raises(DatabaseError):
            editions.refresh()
        editions.preload()

    edition = editions.current()
    assert (edition.number, edition.sha256) == (1, stored.digest(body))
    assert edition.ruleset == documents.compile_document(body)


def test_a_process_starts_from_the_copy_when_the_newest_publication_cannot_be_used(body: str, tmp_path: Path) -> None:
    with database(tmp_path / "one.sqlite3"):
        store(body)
        editions.install(None)
        put('[{"model": "mandates.task", "fields": {}}]', 2)

        editions.preload()

    assert editions.current().number == 1


def test_copies_of_two_databases_do_not_mix(tmp_path: Path) -> None:
    bodies = {}
    for name in ("one", "two"):
        rename(f"Teen: {name}")
        bodies[name] = documents.export()
        with database(tmp_path / name):
            editions.install(None)
            store(bodies[name])
    loaded = {}
    for name in ("one", "two", "three"):
        editions.install(None)
        with database_gone(tmp_path / name):
            editions.preload()
        with suppress(NoPublicationError):
            loaded[name] = editions.current().sha256

    assert loaded == {
        "one": stored.digest(bodies["one"]),
        "two": stored.digest(bodies["two"]),
    }


def test_a_worker_forked_later_starts_from_the_newest_without_the_database(body: str, tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite3"
    with database(path):
        store(body)
        master = editions.current(), editions.past()
        store(body, 2, 3)
        editions.install(*master)  # what a fork of the master holds
        path.unlink()
        path.mkdir()
        editions.take_newer_copy()

        assert editions.current().number == 3
        assert [each.number for each in editions.past()] == [1]


def test_a_worker_completes_what_the_copy_does_not_tell_when_the_database_answers(body: str, tmp_path: Path) -> None:
    with database(tmp_path / "one.sqlite3"):
        store(body)
        master = editions.current(), editions.past()
        store(body, 2, 3)
        editions.install(*master)
        editions.take_newer_copy()
        editions.refresh()

        assert [each.number for each in editions.past()] == [3, 2, 1]


def test_an_older_copy_takes_nothing_from_a_worker(body: str, tmp_path: Path) -> None:
    with database(tmp_path / "one.sqlite3"):
        store(body)
        editions.install(replace(editions.current(), number=2))

        editions.take_newer_copy()

        assert editions.current().number == 2


def test_older_code_serves_the_newest_publication_that_it_can_read(body: str, tmp_path: Path) -> None:
    """After a roll-back of the code, in a folder where the newer code left its copy."""
    with database(tmp_path / "one.sqlite3"):
        for number in (1, 2, 3):
            put(body, number)
        tamper("format = 99", number=3)
        newest = stored.Stored.of(Publication.objects.first() or Publication())
        stored.write_copy(newest)
        editions.install(None)

        editions.preload()

        assert editions.current().number == 2
        assert [each.number for each in editions.past()] == [2, 1]
        assert json.loads(stored.copy_path().read_text())["number"] == 3


def test_a_copy_that_cannot_be_written_leaves_nothing_behind(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with database(tmp_path / "one.sqlite3"):
        put(body, 1)
        folder = stored.copy_path().parent
        before = sorted(folder.iterdir())
        monkeypatch.setattr(Path, "replace", full)
        editions.refresh()

    assert sorted(folder.iterdir()) == before
    assert editions.current().number == 1


def test_a_request_is_answered_from_one_edition_whatever_is_published_meanwhile() -> None:
    ruleset = documents.compile_document(documents.export())
    first = editions.Edition(1, "a" * 64, timezone.now(), ruleset)
    editions.install(first)

    with editions.pinned():
        editions.install(replace(first, number=2), (editions.Past(2, timezone.now()),))
        during = editions.current().number, editions.past()

    assert (during, editions.current().number) == ((1, ()), 2)


@pytest.mark.parametrize("broken", ["", "{}", "[]", '{"number": 1}', "not JSON"])
def test_a_broken_copy_starts_a_process_without_an_edition(broken: str, body: str, tmp_path: Path) -> None:
    path = tmp_path / "one.sqlite3"
    with database(path):
        store(body)
        stored.copy_path().write_text(broken, encoding="utf-8")
    editions.install(None)

    with database_gone(path):
        editions.preload()

    with pytest.raises(NoPublicationError):
        editions.current()


def test_a_folder_that_cannot_be_written_does_not_stop_a_refresh(tmp_path: Path) -> None:
    publish()
    shutil.rmtree(tmp_path)

    editions.refresh()

    assert editions.current().number == 1


def test_what_was_just_published_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    published = publishing.publish("aino", "Muutos")
    monkeypatch.setattr(documents, "records_of", None)

    assert stored.content_of(published).body == published.body
