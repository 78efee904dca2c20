"""The same team for machines."""

from __future__ import annotations

from dataclasses import replace

from advisor.conversation.result_json import result_json
from advisor.team.needs import team_needs
from advisor.team.roles import Team, TeamRole
from mandates.publishing.editions import Edition


def team_json(edition: Edition, team: Team) -> dict[str, object]:
    """Each role as /tulos.json tells it; for each mandate the places from 0, in that list, of the roles that need it;
    and the themes of the application, each once."""
    needs = team_needs(edition.ruleset, team)
    return {
        "roolit": [_role(edition, role) for role in team.roles],
        "valtuudet": {slug: list(places) for slug, places in sorted(needs.places.items())},
        "hakemus": sorted(needs.applied),
    }


def _role(edition: Edition, role: TeamRole) -> dict[str, object]:
    """A wrong code is told as what an address says in vain: it is dropped."""
    dropped = (role.code,) if role.error else role.conversation.mended
    answers = replace(role.conversation, dropped=dropped, mended=())
    head = {"publication": edition.number, "sha256": edition.sha256}
    return {**head, **result_json(edition.ruleset, answers)}
