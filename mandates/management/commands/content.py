"""manage.py content export | import | check | publish | publications | again | cancel | reschedule | prune."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.forms.utils import from_current_timezone
from django.utils import timezone

from mandates.checks.integrity import Severity
from mandates.content import composing, documents, history, importing, progress
from mandates.content.composing import RowId
from mandates.impact import changes
from mandates.impact.rows import ModelChanges
from mandates.models import Publication
from mandates.publishing import clock, editions, listing, plan, pruning
from mandates.publishing import publish as publishing
from mandates.publishing.planned import Choice, Draft
from mandates.publishing.standing import Standing
from mandates.rules.ruleset import Ruleset

KEEP = "montako uusinta jää; kaikki, jotka kävijät ovat nähneet kahden viime vuoden aikana, jäävät aina (%(default)s)"
BOTH = "rivi, jota odottava julkaisukin muuttaa: kumpi teksti siihen tulee"


Action = Callable[[str, Callable[[dict[str, Any]], None], str], ArgumentParser]
"""Adds an action by its name, what it runs and what it is for."""


class Command(BaseCommand):
    help = "Vie, tuo, tarkista tai julkaise sisältö."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)

        def action(name: str, run: Callable[[dict[str, Any]], None], purpose: str) -> ArgumentParser:
            made: ArgumentParser = actions.add_parser(name, help=purpose)
            made.set_defaults(run=run)
            return made

        self.add_of_draft(action)
        self.add_of_publications(action)

    def add_of_draft(self, action: Action) -> None:
        action("export", self.export, "kirjoita luonnos vakiotulosteeseen")
        taking = action("import", self.take, "korvaa luonnos tiedostolla; ei julkaise")
        taking.add_argument("file", type=Path)
        taking.add_argument("--if-empty", action="store_true", help="älä tee mitään, jos sisältöä on jo")
        taking.add_argument("--editor", default="", help="käyttäjä, jonka nimellä muutokset merkitään historiaan")
        taking.add_argument("--dry-run", action="store_true", help="kerro vain, mitä tuonti muuttaisi")
        action("check", self.check_draft, "luettele luonnoksen puutteet")

    def add_of_publications(self, action: Action) -> None:
        out = action("publish", self.publish, "julkaise luonnos tai osa sen riveistä")
        out.add_argument("--rows", nargs="+", metavar="ROW", help="vain nämä rivit: task/slug condition/slug")
        out.add_argument("--at", type=moment, metavar="TIME", help="näkyy tästä ajasta alkaen: 2027-01-01T00:00")
        out.add_argument("--if-none", action="store_true", help="vain jos julkaisua ei ole vielä")
        out.set_defaults(note="Julkaistu komentoriviltä")
        listed = action("publications", self.publications, "luettele julkaisut, uusin ensin")
        listed.add_argument("--json", action="store_true", help="JSON-muodossa")
        back = action("again", self.again, "julkaise vanha julkaisu uudestaan")
        back.add_argument("number", type=int)
        back.add_argument("--restore-draft", action="store_true", help="palauta myös luonnos")
        back.set_defaults(note="")
        for each in (out, back):
            each.add_argument("--note", help="mitä muuttui ja miksi")
            each.add_argument("--waiting-gets-this", nargs="+", default=[], metavar="ROW", help=BOTH)
            each.add_argument("--waiting-keeps-its-own", nargs="+", default=[], metavar="ROW", help=BOTH)
        away = action("cancel", self.cancel, "peru julkaisu, joka odottaa aikaansa")
        away.add_argument("number", type=int)
        later = action("reschedule", self.reschedule, "anna odottavalle julkaisulle uusi aika")
        later.add_argument("number", type=int)
        later.add_argument("time", type=moment, metavar="TIME")
        less = action("prune", self.prune, "poista vanhimpien julkaisujen sisältö; vanhat linkit toimivat silti")
        less.add_argument("--keep", type=at_least_one, default=editions.KEPT, metavar="N", help=KEEP)
        less.add_argument("--dry-run", action="store_true", help="kerro vain, mitä poistettaisiin")
        for each in (out, back, away, later, less):
            each.add_argument("--editor", default="komentorivi", help="kuka julkaisee")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with progress.on(sys.stderr):
                options["run"](options)
        except publishing.PublishRefusedError as error:
            raise CommandError("\n".join(error.problems)) from error
        except Publication.DoesNotExist as error:
            raise CommandError(f"Julkaisua {options['number']} ei ole.") from error
        except OSError as error:  # a full disk below the standard output, or a reader of it that has ended
            raise CommandError(f"Ei onnistunut: {error}.") from error

    def export(self, options: dict[str, Any]) -> None:
        self.stdout.write(documents.export(), ending="")

    def take(self, options: dict[str, Any]) -> None:
        if options["if_empty"] and not importing.is_empty():
            self.stdout.write("Sisältöä on jo: mitään ei muutettu.")
            return
        file: Path = options["file"]
        try:
            if options["dry_run"]:
                self.stdout.writelines(f"{line}\n" for line in self.rehearsal(*importing.rehearse(file)))
                return
            with transaction.atomic(), history.recording(history.user_of(options["editor"]), f"Tuotu: {file.name}"):
                importing.import_file(file)
        except importing.ImportRefusedError as error:
            raise CommandError("\n".join([*error.problems, str(error)])) from error
        self.stdout.write(f"{file}: luonnos on nyt tiedoston mukainen. Julkaise se: manage.py content publish")

    def rehearsal(self, before: Ruleset, after: Ruleset) -> Iterator[str]:
        found = changes.changes(before, after)
        yield from changes.sentences(found, before, after)
        for rows in found.rows:
            yield from row_sentences(rows)
        yield f"Vastaus muuttuu {found.changed} tilanteessa, kun niitä on {found.situations}."
        yield "Mitään ei muutettu."

    def check_draft(self, options: dict[str, Any]) -> None:
        problems = plan.draft().problems
        for problem in problems:
            self.stdout.write(f"{problem.severity}: {problem}")
        count = sum(problem.severity is Severity.ERROR for problem in problems)
        if count:
            raise CommandError("1 virhe estää julkaisun." if count == 1 else f"{count} virhettä estää julkaisun.")

    def publish(self, options: dict[str, Any]) -> None:
        if options["if_none"] and Publication.objects.exists():
            self.stdout.write("Julkaisu on jo: mitään ei julkaistu.")
            return
        draft = plan.draft()
        rows = chosen(draft, options["rows"]) if options["rows"] else None
        choice = replace(answers(draft, options), rows=rows)
        with transaction.atomic():
            published = publishing.publish(options["editor"], options["note"], options["at"], choice=choice)
            history.published(published, history.user_of(options["editor"]))
        self.tell(published)

    def again(self, options: dict[str, Any]) -> None:
        number, note = options["number"], options["note"] or f"Julkaisu {options['number']} uudestaan"
        older, user = Publication.objects.get(number=number), history.user_of(options["editor"])
        choice = answers(plan.again(older), options)
        try:
            with transaction.atomic():
                published = publishing.publish_again(number, options["editor"], note, choice=choice)
                history.published(published, user)
                if options["restore_draft"]:
                    publishing.restore_draft(older, user)
        except importing.ImportRefusedError as error:
            raise CommandError("\n".join([*error.problems, str(error)])) from error
        self.tell(published)

    def cancel(self, options: dict[str, Any]) -> None:
        with transaction.atomic():
            cancelled = publishing.cancel(options["number"], options["editor"])
            history.decided(cancelled, history.user_of(options["editor"]), "Peruttu.")
        self.stdout.write(f"{cancelled}: peruttu, kävijät eivät näe sitä.")

    def reschedule(self, options: dict[str, Any]) -> None:
        with transaction.atomic():
            moved = publishing.reschedule(options["number"], options["time"], options["editor"])
            time = clock.day_and_time(moved.seen_from)
            history.decided(moved, history.user_of(options["editor"]), f"Uusi aika: {time}.")
        self.stdout.write(f"{moved}: näkyy {time} alkaen.")

    def prune(self, options: dict[str, Any]) -> None:
        found = pruning.prunable(options["keep"])
        if options["dry_run"] or not found.publications:
            self.stdout.writelines(f"{each}\n" for each in found.publications)
            self.stdout.write(f"Sisältö poistettaisiin {len(found.publications)} julkaisusta. Mitään ei muutettu.")
            return
        user, done = history.user_of(options["editor"]), 0
        try:
            for each in pruning.prune(found, options["editor"]):
                history.decided(each, user, "Sisältö poistettu.")
                done += 1
        except pruning.PruneStoppedError as error:
            raise CommandError(f"Sisältö poistettiin {done} julkaisusta, sitten se ei onnistunut. {error}") from error
        except IntegrityError as error:
            raise CommandError("Joku muu poistaa julkaisujen sisältöä samaan aikaan. Yritä uudestaan.") from error
        self.stdout.write(f"Sisältö on poistettu {done} julkaisusta.")

    def publications(self, options: dict[str, Any]) -> None:
        found = listing.publications()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
            return
        for each in found:
            self.stdout.write("\t".join([str(each.number), each.state, each.time, each.editor, each.note]))

    def tell(self, published: Publication) -> None:
        """What is published, and what waits beside it."""
        self.stdout.write(f"{published}: {published.sha256}")
        for waiting in Standing.read().all_waiting:
            self.stdout.write(f"{waiting} odottaa: näkyy {clock.day_and_time(waiting.seen_from)} alkaen.")


def row_sentences(changes: ModelChanges) -> Iterator[str]:
    """The changes of a model's rows by their slugs and columns: "task: lisää uusi"."""
    for deed, slugs in (("lisää", changes.added), ("poista", changes.removed)):
        if slugs:
            yield f"{changes.model}: {deed} {', '.join(slugs)}"
    for each in (*changes.rule_fields, *changes.wording):
        yield f"{changes.model} {each.slug}, {each.field}: {each.before or '(tyhjä)'} → {each.after or '(tyhjä)'}"
    for row in changes.moved:
        yield f"{changes.model} {row.slug}: paikka {row.before} → {row.after}"


def moment(text: str) -> datetime:
    """A time as ISO 8601 has it; without an offset it is local, and one that the clocks here show, once."""
    try:
        found = datetime.fromisoformat(text)
        return timezone.localtime(found if found.tzinfo else from_current_timezone(found))
    except (ValueError, OverflowError, ValidationError) as error:
        raise ArgumentTypeError(f"”{text}” ei ole aika: kirjoita 2027-01-01T00:00.") from error


def at_least_one(text: str) -> int:
    """How many publications keep their content."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"”{text}” ei kelpaa: ainakin yksi julkaisu jää.")
    return int(text)


def chosen(draft: Draft, rows: Sequence[str]) -> frozenset[RowId]:
    """The changed rows of these names, before or after.

    :raises CommandError: when a name is none of them.
    """
    names = {"/".join(composing.name_of(each)): row.key for row in draft.rows for each in row.records}
    unknown = [row for row in rows if row not in names]
    if unknown:
        changed = ", ".join(sorted(names)) or "ei yhtään"
        raise CommandError(f"Näissä ei ole muutosta: {', '.join(unknown)}. Muuttuneet rivit: {changed}.")
    return frozenset(names[row] for row in rows)


def answers(draft: Draft, options: dict[str, Any]) -> Choice:
    """Whose text the waiting publication gets of rows that it changes too."""
    ours, theirs = options["waiting_gets_this"], options["waiting_keeps_its_own"]
    return Choice(ours=chosen(draft, ours), theirs=chosen(draft, theirs))
