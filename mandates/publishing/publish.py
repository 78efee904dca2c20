"""Publish the draft, or an older publication again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from mandates.checks.integrity import Problem, Severity
from mandates.content import checking, documents, history, importing, translations
from mandates.impact.changes import Impact, changes
from mandates.models import Publication
from mandates.publishing import editions
from mandates.rules.ruleset import Ruleset

SAME_TIME: Final = gettext_noop("Joku muu julkaisi samaan aikaan. Lataa sivu uudestaan ja katso muutokset.")
CHANGED: Final = gettext_noop("Luonnos muuttui, kun luit sivua. Lue muutokset uudestaan ja julkaise sitten.")
PAST: Final = gettext_noop("Ajan, josta alkaen julkaisu näkyy, pitää olla tulevaisuudessa.")
UNREADABLE: Final = editions.UNREADABLE
EMPTY: Final = Ruleset(types={}, tasks={}, prerequisites={}, mandates={}, conditions={})


class PublishRefusedError(Exception):
    """Nothing was published. `problems` are sentences for the editor."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft as it would be published, beside the newest publication (`before`, empty for the first).

    `others` are the reasons not to publish that name no row. `ruleset` is None when the draft cannot be compiled, and
    `damage` says why the newest publication cannot be read: publishing anew is then the cure, not refused.
    """

    body: str
    newest: Publication | None
    before: Ruleset
    ruleset: Ruleset | None
    problems: tuple[Problem, ...]
    others: tuple[str, ...]
    damage: str = ""

    @property
    def seen(self) -> str:
        """What who reads this draft has seen: the number of the newest publication, and the draft's digest."""
        return f"{self.newest.number if self.newest else 0}:{editions.digest(self.body)}"

    @property
    def refusals(self) -> list[str]:
        errors = [problem.said(gettext) for problem in self.problems if problem.severity is Severity.ERROR]
        return [*errors, *self.others]

    def impact(self) -> Impact | None:
        """What publishing would change; None when either side cannot be read."""
        return changes(self.before, self.ruleset) if self.ruleset and not self.damage else None


def draft() -> Draft:
    """Read and check the whole draft."""
    body = documents.export()
    newest = Publication.objects.first()
    before, damage = EMPTY, ""
    if newest:
        try:
            before = compiled(newest)
        except UNREADABLE:
            damage = damaged(newest)
    published = before if newest and not damage else None
    try:
        ruleset, problems = checking.check(body, published=published, today=timezone.localdate().isoformat())
    except ValueError as error:
        return Draft(
            body, newest, before, None, (), (gettext("Sisältöä ei voi koota: %(error)s.") % {"error": error},), damage
        )
    problems += tuple(translations.problems())
    others: tuple[str, ...] = ()
    if ruleset and not ruleset.conditions:
        others = (gettext("Luonnoksessa ei ole yhtään ehtoa: julkaistavaa ei ole."),)
    elif newest and newest.body == body and not damage:
        others = (
            gettext("Luonnos on sama kuin julkaisu %(number)s: julkaistavaa ei ole.") % {"number": newest.number},
        )
    return Draft(body, newest, before, ruleset, problems, others, damage)


def damaged(publication: Publication) -> str:
    """What to tell an editor about a publication that cannot be read."""
    if publication.format > documents.FORMAT:
        newer = gettext(
            "Julkaisu %(number)s on tehty tämän palvelun uudemmalla versiolla, eikä tämä versio osaa lukea sitä. "
            "Kävijät näkevät uusimman julkaisun, jonka tämä versio osaa lukea. Pyydä ylläpitoa ottamaan uudempi "
            "versio käyttöön ennen kuin julkaiset."
        )
        return newer % {"number": publication.number}
    message = gettext(
        "Julkaisu %(number)s on vahingoittunut tietokannassa: sen sisältöä ei voi lukea tai se ei vastaa "
        "tiivistettä. Kävijät näkevät edelleen sen, minkä palvelu ehti ladata ehjänä. Kerro asiasta ylläpidolle. "
        "Voit korjata tilanteen julkaisemalla luonnoksen tai ehjän vanhan julkaisun uudestaan."
    )
    return message % {"number": publication.number}


def compiled(publication: Publication) -> Ruleset:
    """The content of any publication.

    :raises ValueError: when the stored document does not match its digest, or this code does not know its format.
    """
    return editions.compile_stored(editions.stored_of(publication)).ruleset


def publish(editor: str, note: str, live_from: datetime | None = None, *, seen: str | None = None) -> Publication:
    """Check the whole draft, freeze it and store it as the newest publication, live at once or from a given time.

    `seen` is `Draft.seen` of what the publisher read.

    :raises PublishRefusedError: when the draft has errors, equals the newest publication or is no longer what was
        read, the time is not in the future, or somebody else published at the same time.
    """

    def document() -> tuple[str, int]:
        found = draft()
        if seen is not None and seen != found.seen:
            raise PublishRefusedError([gettext(CHANGED)])
        if found.refusals:
            raise PublishRefusedError(found.refusals)
        return found.body, documents.FORMAT

    return _store(document, editor, note, live_from)


def publish_again(
    number: int, editor: str, note: str, live_from: datetime | None = None, *, seen: int | None = None
) -> Publication:
    """Roll back: store an older publication's document as the newest one. The draft stays as it is.

    `seen` is the number of the newest publication when the publisher compared the two.

    :raises PublishRefusedError: when that is the newest publication's document already or cannot be read, the time
        is not in the future, or somebody else published at the same time.
    :raises Publication.DoesNotExist: when there is no publication of that number.
    """

    def document() -> tuple[str, int]:
        older, newest = Publication.objects.get(number=number), Publication.objects.first()
        if seen is not None and newest and newest.number != seen:
            raise PublishRefusedError([gettext(SAME_TIME)])
        try:
            compiled(older)
        except UNREADABLE as error:
            raise PublishRefusedError([damaged(older)]) from error
        if newest and newest.body == older.body:
            same = gettext("Sisältö on sama kuin julkaisussa %(number)s: julkaistavaa ei ole.")
            raise PublishRefusedError([same % {"number": newest.number}])
        return older.body, older.format

    return _store(document, editor, note, live_from)


def restore_draft(publication: Publication, user_id: int | None = None) -> None:
    """Set the draft's rows back to a publication's; each row that changes is in the history of the user.

    :raises importing.ImportRefusedError: when today's checks refuse that content; the draft is then as it was.
    :raises ValueError: when this code does not know the publication's format.
    """
    body = documents.dump(documents.records_of(publication.body, publication.format))
    with (
        transaction.atomic(),
        history.recording(user_id, gettext("Palautettu: %(publication)s") % {"publication": publication}),
    ):
        importing.import_text(body, str(publication))


def _store(document: Callable[[], tuple[str, int]], editor: str, note: str, live_from: datetime | None) -> Publication:
    now = timezone.now()
    if live_from is not None and live_from <= now:
        raise PublishRefusedError([gettext(PAST)])
    try:
        with transaction.atomic():
            body, made_in = document()
            newest = Publication.objects.first()
            publication = Publication(
                number=newest.number + 1 if newest else 1,
                format=made_in,
                live_from=live_from or now,
                editor=editor,
                note=note,
                sha256=editions.digest(body),
                parent=newest,
                body=body,
            )
            publication.clean_fields()
            publication.save()
    except ValidationError as error:
        raise PublishRefusedError(_sentences(error)) from error
    except IntegrityError as error:
        raise PublishRefusedError([gettext(SAME_TIME)]) from error
    transaction.on_commit(editions.refresh, robust=True)
    return publication


def _sentences(error: ValidationError) -> list[str]:
    return [f"{name}: {message}" for name, messages in error.message_dict.items() for message in messages]
