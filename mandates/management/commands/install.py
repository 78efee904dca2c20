"""manage.py install: what a new installation and a new release need. May be run again at any time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from mandates.content import completing, importing

SHIPPED = Path("fixtures") / "content.json"


class Command(BaseCommand):
    help = "Tee taulut, tuo sisältö ja julkaise se, jos niitä ei ole; täydennä luonnos uudessa versiossa."

    def handle(self, *args: Any, **options: Any) -> None:
        shipped = Path(settings.BASE_DIR) / SHIPPED
        call_command("migrate", verbosity=0, stdout=self.stdout)
        call_command("content", "import", str(shipped), "--if-empty", stdout=self.stdout)
        self.complete(shipped)
        note = "Ensimmäinen julkaisu"
        call_command("content", "publish", "--if-none", "--note", note, stdout=self.stdout)

    def complete(self, shipped: Path) -> None:
        try:
            filled = completing.complete(shipped)
        except importing.ImportRefusedError as error:
            raise CommandError("\n".join([*error.problems, str(error)])) from error
        self.stdout.writelines(f"Täydennetty luonnokseen: {each}\n" for each in filled)
        if filled:
            self.stdout.write("Katso täydennykset ja julkaise luonnos ylläpidossa.")
