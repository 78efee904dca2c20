"""Publish the draft or some of its rows, or an older publication again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext, gettext_noop

from mandates.checks.problem import Reason, reason_said
from mandates.content import composing, contents, documents, history, importing, progress
from mandates.models import Publication, Timing
from mandates.publishing import clock, editions, plan, refusals, reviews, stored
from mandates.publishing.given import rows_of
from mandates.publishing.planned import EVERYTHING, Choice, Draft
from mandates.publishing.standing import Standing

SAME_TIME: Final = gettext_noop("Joku muu julkaisi samaan aikaan. Lataa sivu uudestaan ja katso muutokset.")
CHANGED: Final = gettext_noop(
    "Luonnos tai se, mitä kävijät näkevät, muuttui, kun luit sivua. Lue muutokset uudestaan ja julkaise sitten."
)
CHOSE_OTHERS: Final = gettext_noop(
    "Valitsit muuta kuin sen, minkä vaikutuksen luit. Nyt sivu näyttää valintasi vaikutuksen: lue se, ja julkaise."
)
PAST: Final = gettext_noop("Ajan, josta alkaen julkaisu näkyy, pitää olla tulevaisuudessa.")
ONE_WAITS: Final = gettext_noop(
    "Julkaisu %(number)s odottaa aikaansa (%(time)s). Valitse rivit, jotka julkaistaan heti, tai julkaise ne sen "
    "mukana, siirrä sitä tai peru se."
)
NOT_WAITING: Final = gettext_noop("Julkaisu %(number)s ei odota: sen aikaa ei voi muuttaa.")


class PublishRefusedError(Exception):
    """Nothing was published. `problems` are the reasons as sentences, by slugs and columns."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        self.problems = [reason_said(reason, gettext) for reason in reasons]
        super().__init__(" ".join(self.problems))


def publish(
    editor: str,
    note: str,
    live_from: datetime | None = None,
    *,
    seen: str | None = None,
    choice: Choice = EVERYTHING,
) -> Publication:
    """Check what is chosen of the draft, freeze it and store it as the newest publication, live at once or from a time.

    While a publication waits, rows must be chosen. They are live at once and in the waiting one too, which gets a new
    number; or they go out with it, when the choice or its time says so. `seen` is `Draft.seen` of what was read.

    :raises PublishRefusedError: when what is chosen has errors, changes nothing or is no longer what was read, the time
        is not in the future, or somebody else published at the same time.
    """

    def planned() -> Draft:
        return _publishable(plan.draft(_timed(choice, live_from)), seen, CHANGED)

    return _store(planned, editor, note, live_from)


def publish_again(
    number: int,
    editor: str,
    note: str,
    live_from: datetime | None = None,
    *,
    seen: str | None = None,
    choice: Choice = EVERYTHING,
) -> Publication:
    """Roll back: store an older publication's rows as the newest one, later rows as retired. The draft stays as it is.

    While a publication waits, what changes goes into that one too; `choice` says which text it gets where it has its
    own. `seen` is `Draft.seen` of what the publisher compared.

    :raises PublishRefusedError: when visitors see that content already or it cannot be read, the time is not in the
        future, or somebody else published at the same time.
    :raises Publication.DoesNotExist: when there is no publication of that number.
    """

    def planned() -> Draft:
        older = Publication.objects.get(number=number)
        chosen = choice if live_from is None else _timed(choice, live_from)
        return _publishable(plan.again(older, chosen), seen, SAME_TIME)

    return _store(planned, editor, note, live_from)


def restore_draft(publication: Publication, user_id: int | None = None) -> None:
    """Set the draft's rows back to a publication's; each row that changes is in the history of the user.

    Rows that were published later, or wait, stay in the draft as retired: their numbers and slugs are theirs for ever.

    :raises importing.ImportRefusedError: when today's checks refuse that content; the draft is then as it was.
    :raises ValueError, TypeError, KeyError: when the publication is damaged, or this code does not know its format.
    """
    rows = stored.content_of(publication).rows
    standing = Standing.read()
    given = standing.given()
    for waiting in standing.all_waiting:
        given = given.and_of(rows_of(waiting))
    with (
        transaction.atomic(),
        history.recording(user_id, gettext("Palautettu: %(publication)s") % {"publication": publication}),
    ):
        importing.import_text(composing.body_of(given.kept_in(rows)), str(publication))


def cancel(number: int, editor: str) -> Publication:
    """Decide that visitors never see a publication that waits. It stays in the list.

    :raises PublishRefusedError: when it does not wait or is about to be seen.
    :raises Publication.DoesNotExist: when there is no publication of that number.
    """
    return _decide(number, editor, None)


def reschedule(number: int, live_from: datetime, editor: str) -> Publication:
    """Give another time to a publication that waits.

    :raises PublishRefusedError: when it does not wait or is about to be seen, or the time is not in the future.
    :raises Publication.DoesNotExist: when there is no publication of that number.
    """
    _refuse_past(live_from)
    return _decide(number, editor, live_from)


def _decide(number: int, editor: str, live_from: datetime | None) -> Publication:
    try:
        with transaction.atomic():
            publication, standing = Publication.objects.get(number=number), Standing.read()
            if publication not in standing.all_waiting:
                raise PublishRefusedError([gettext(NOT_WAITING) % {"number": number}])
            if standing.is_close:
                raise PublishRefusedError([refusals.close(standing)])
            step = publication.step + 1
            Timing.objects.create(publication=publication, step=step, live_from=live_from, editor=editor)
    except IntegrityError as error:
        raise PublishRefusedError([gettext(SAME_TIME)]) from error
    return Publication.objects.get(number=number)


def _timed(choice: Choice, live_from: datetime | None) -> Choice:
    """The choice, with the waiting publication when its time is asked for; without rows or at a third time, refused."""
    standing = Standing.read()
    if wrong := refusals.wrong_clock(standing):
        raise PublishRefusedError([wrong])
    waiting = standing.waiting
    if waiting is None:
        return choice
    if live_from is not None and live_from == waiting.seen_from:
        return replace(choice, with_waiting=True)
    if live_from is not None or choice.rows is None:
        values = {"number": waiting.number, "time": clock.day_and_time(waiting.seen_from)}
        raise PublishRefusedError([gettext(ONE_WAITS) % values])
    return choice


def _publishable(found: Draft, seen: str | None, otherwise: str) -> Draft:
    if seen is not None and seen != found.seen:
        raise PublishRefusedError([gettext(otherwise)])
    if found.refusals:
        raise PublishRefusedError(found.refusals)
    if unread := reviews.refusal(found):
        raise PublishRefusedError([unread])
    return found


def _store(planned: Callable[[], Draft], editor: str, note: str, live_from: datetime | None) -> Publication:
    """Store what is planned, and what waits after it, on the ground of what is read at one moment."""
    _refuse_past(live_from)
    try:
        with documents.one_moment(then_writes=True):
            found = planned()
            progress.step(2, 3, gettext("tallennetaan"))
            number = _stored(found, editor, note, live_from)
    except ValidationError as error:
        raise PublishRefusedError(_sentences(error)) from error
    except IntegrityError as error:
        raise PublishRefusedError([gettext(SAME_TIME)]) from error
    contents.keep_published(found.digest, found.content)
    transaction.on_commit(editions.refresh, robust=True)
    return Publication.objects.get(number=number)


def _stored(found: Draft, editor: str, note: str, live_from: datetime | None) -> int:
    waiting, number = found.standing.waiting, found.standing.number + 1
    at = waiting.seen_from if waiting and found.choice.with_waiting else live_from
    successor = _insert(number, found.body, editor, note, at or found.standing.time_for_next())
    if waiting and waiting.seen_from:
        if found.successor not in ("", found.body):
            successor = _insert(number + 1, found.successor, editor, waiting.note, waiting.seen_from)
        Timing.objects.create(publication=waiting, step=waiting.step + 1, replaced_by=successor, editor=editor)
    return number


def _insert(number: int, body: str, editor: str, note: str, live_from: datetime) -> Publication:
    publication = Publication(
        number=number,
        format=documents.FORMAT,
        live_from=live_from,
        editor=editor,
        note=note,
        sha256=stored.digest(body),
        parent=Publication.objects.filter(number=number - 1).first(),
        body=body,
    )
    publication.clean_fields()
    publication.save()
    return publication


def _refuse_past(live_from: datetime | None) -> None:
    if live_from is not None and live_from <= clock.now():
        raise PublishRefusedError([gettext(PAST)])


def _sentences(error: ValidationError) -> list[str]:
    messages: Mapping[str, list[str]] = error.message_dict
    return [f"{name}: {message}" for name, found in messages.items() for message in found]
