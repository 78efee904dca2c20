"""manage.py content export | import | check | publish."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mandates import content, importing, integrity, publishing
from mandates.models import Publication


class Command(BaseCommand):
    help = "Vie, tuo, tarkista tai julkaise sisältö."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("export", help="kirjoita luonnos vakiotulosteeseen")
        taking = actions.add_parser("import", help="korvaa luonnos tiedostolla; ei julkaise")
        taking.add_argument("file", type=Path)
        taking.add_argument("--if-empty", action="store_true", help="älä tee mitään, jos sisältöä on jo")
        actions.add_parser("check", help="luettele luonnoksen puutteet")
        publishing_ = actions.add_parser("publish", help="julkaise luonnos")
        publishing_.add_argument("--note", required=True, help="mitä muuttui ja miksi")
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
        self.stdout.write(content.export(), ending="")

    def take(self, options: dict[str, Any]) -> None:
        if options["if_empty"] and not importing.is_empty():
            self.stdout.write("Sisältöä on jo: mitään ei muutettu.")
            return
        try:
            importing.import_file(options["file"])
        except importing.ImportRefusedError as error:
            raise CommandError("\n".join([*error.problems, str(error)])) from error
        self.stdout.write(
            f"{options['file']}: luonnos on nyt tiedoston mukainen. Julkaise se: manage.py content publish"
        )

    def check_draft(self, options: dict[str, Any]) -> None:
        try:
            problems = integrity.problems(content.compile_document(content.export()))
        except ValueError as error:
            raise CommandError(f"Sisältöä ei voi koota: {error}.") from error
        for problem in problems:
            self.stdout.write(f"{problem.severity}: {problem}")
        count = sum(problem.severity is integrity.Severity.ERROR for problem in problems)
        if count:
            raise CommandError(f"{count} virhettä estää julkaisun.")

    def publish(self, options: dict[str, Any]) -> None:
        if options["if_none"] and Publication.objects.exists():
            self.stdout.write("Julkaisu on jo: mitään ei julkaistu.")
            return
        try:
            published = publishing.publish(options["editor"], options["note"])
        except publishing.PublishRefusedError as error:
            raise CommandError("\n".join(error.problems)) from error
        self.stdout.write(f"{published}: {published.sha256}")
