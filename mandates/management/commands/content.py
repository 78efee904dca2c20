"""manage.py content export | import | check | publish."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from mandates.checks.integrity import Severity
from mandates.content import checking, documents, history, importing
from mandates.impact import changes
from mandates.models import Publication
from mandates.publishing import publish as publishing
from mandates.rules.ruleset import Ruleset


class Command(BaseCommand):
    help = "Vie, tuo, tarkista tai julkaise sisältö."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("export", help="kirjoita luonnos vakiotulosteeseen")
        taking = actions.add_parser("import", help="korvaa luonnos tiedostolla; ei julkaise")
        taking.add_argument("file", type=Path)
        taking.add_argument("--if-empty", action="store_true", help="älä tee mitään, jos sisältöä on jo")
        taking.add_argument("--editor", default="", help="käyttäjä, jonka nimellä muutokset merkitään historiaan")
        taking.add_argument("--dry-run", action="store_true", help="kerro vain, mitä tuonti muuttaisi")
        actions.add_parser("check", help="luettele luonnoksen puutteet")
        publishing_ = actions.add_parser("publish", help="julkaise luonnos")
        publishing_.add_argument("--note", default="Julkaistu komentoriviltä", help="mitä muuttui ja miksi")
        publishing_.add_argument("--editor", default="komentorivi", help="kuka julkaisee")
        publishing_.add_argument("--if-none", action="store_true", help="vain jos julkaisua ei ole vielä")

    def handle(self, *args: Any, **options: Any) -> None:
        actions: dict[str, Callable[[dict[str, Any]], None]] = {
            "export": self.export,
            "import": self.take,
            "check": self.check_draft,
            "publish": self.publish,
        }
        actions[options["action"]](options)

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
        yield from changes.row_sentences(found)
        yield f"Vastaus muuttuu {found.changed} tilanteessa, kun niitä on {found.situations}."
        yield "Mitään ei muutettu."

    def check_draft(self, options: dict[str, Any]) -> None:
        newest = Publication.objects.first()
        published = publishing.compiled(newest) if newest else None
        today = timezone.localdate().isoformat()
        _, problems = checking.check(documents.export(), published=published, today=today)
        for problem in problems:
            self.stdout.write(f"{problem.severity}: {problem}")
        count = sum(problem.severity is Severity.ERROR for problem in problems)
        if count:
            raise CommandError("1 virhe estää julkaisun." if count == 1 else f"{count} virhettä estää julkaisun.")

    def publish(self, options: dict[str, Any]) -> None:
        if options["if_none"] and Publication.objects.exists():
            self.stdout.write("Julkaisu on jo: mitään ei julkaistu.")
            return
        try:
            with transaction.atomic():
                published = publishing.publish(options["editor"], options["note"])
                history.published(published, history.user_of(options["editor"]))
        except publishing.PublishRefusedError as error:
            raise CommandError("\n".join(error.problems)) from error
        self.stdout.write(f"{published}: {published.sha256}")
