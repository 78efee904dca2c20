"""manage.py restore FILE | - [--replace]"""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mandates import backups


class Command(BaseCommand):
    help = "Palauta koko tietokanta varmuuskopiosta, joka tarkistetaan ensin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="tiedosto, tai - eli vakiosyöte")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="korvaa se, mitä tietokannassa on; siitä tehdään ensin varmuuskopio kansioon DATA_DIR",
        )
        parser.add_argument("--check", action="store_true", help="tarkista vain varmuuskopio; mitään ei muuteta")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"]:
            raise CommandError("Anna tiedosto tai -.")
        try:
            with backups.in_words(), given(options["file"]) as file:
                if options["check"]:
                    self.stdout.write(f"{options['file']} on ehjä: {backups.looked_through(file)}")
                    return
                keep_in = Path(settings.DATA_DIR) if options["replace"] else None
                contents, kept = backups.restore(file, timezone.now(), keep_in)
        except backups.BackupError as error:
            raise CommandError(f"{error} Mitään ei muutettu.") from error
        if kept:
            self.stdout.write(f"Entinen tietokanta on tiedostossa {kept}.")
        self.stdout.write(
            f"Palautettu: {contents}. Ylläpitäjät kirjautuvat uudestaan. Aja seuraavaksi: manage.py migrate"
        )


@contextmanager
def given(place: str) -> Iterator[Path]:
    """The file that is named, or one made of the standard input: it may come into a container, or from another user."""
    if place != "-":
        yield Path(place)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "vakiosyöte")  # its name stands in what is said of it
        with file.open("wb") as whole:
            shutil.copyfileobj(sys.stdin.buffer, whole)
        yield file
