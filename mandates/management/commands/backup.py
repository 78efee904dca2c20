"""manage.py backup FILE | FOLDER | -"""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mandates import backups


class Command(BaseCommand):
    help = "Kopioi koko tietokanta tiedostoon, myös palvelun käydessä, ja tarkista kopio."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "place",
            help="tiedosto, joka korvataan vasta kun kopio on ehjä; kansio, johon tulee päivätty tiedosto; "
            "tai - eli vakiotuloste",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["place"]:  # an empty name is that of the folder one stands in
            raise CommandError("Anna tiedosto, kansio tai -.")
        try:
            if options["place"] == "-":
                self.send()
            else:
                file, contents = backups.back_up(Path(options["place"]), timezone.now())
                self.stdout.write(f"{file}: {contents}")
        except backups.BackupError as error:
            raise CommandError(str(error)) from error

    def send(self) -> None:
        """The copy to the standard output, for a container whose folders nobody outside sees."""
        with backups.in_words(), tempfile.TemporaryDirectory() as folder:
            file, contents = backups.back_up(Path(folder), timezone.now())
            with file.open("rb") as whole:
                shutil.copyfileobj(whole, sys.stdout.buffer)
        self.stderr.write(str(contents))
