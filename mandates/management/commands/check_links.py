"""manage.py check_links: do the outside pages that the draft links to still answer?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mandates.content import checking, contents, links


class Command(BaseCommand):
    help = "Tarkista, vastaavatko sivut, joihin luonnos linkittää. Tulokset näkyvät ylläpidossa."

    def handle(self, *args: Any, **options: Any) -> None:
        ruleset, problems = checking.check_content(contents.draft())
        if ruleset is None:
            raise CommandError("\n".join(map(str, problems)))
        found = links.check(ruleset)
        broken = [link for link in found if not link.works]
        for link in broken:
            self.stdout.write(f"{link.outcome}: {link.url} ({link.rows})")
        if broken:
            raise CommandError(f"Ei vastaa: {len(broken)} / {len(found)}.")
        self.stdout.write(f"Kaikki {len(found)} linkkiä vastaavat.")
