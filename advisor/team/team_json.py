"""The same team for machines."""

from __future__ import annotations

from dataclasses import replace

from advisor.conversation.questionnaire import Conversation
from advisor.conversation.result_json import result_json
from advisor.team.needs import team_needs
from advisor.team.roles import Team, TeamRole, made_of_each
from mandates.publishing.editions import Edition


def team_json(edition: Edition, team: Team) -> dict[str, object]:
    """Each role as /tulos.json tells it; for each mandate the places from 0, in that list, of the roles that need it;
    whether there were more roles than fit; and the themes of the application, each once."""
    needs = team_needs(edition.ruleset, team)
    told = made_of_each(map(_conversation, team.roles), lambda each: result_json(edition.ruleset, each))
    head = {"publication": edition.number, "sha256": edition.sha256}
    return {
        "roolit": [{**head, **role} for role in told],
        "loput_pois": team.is_cut,
        "valtuudet": {slug: list(places) for slug, places in sorted(needs.places.items())},
        "hakemus": sorted(needs.applied),
    }


def _conversation(role: TeamRole) -> Conversation:
    """A wrong code is told as what an address says in vain: it is dropped."""
    dropped = (role.code,) if role.error else role.conversation.mended
    return replace(role.conversation, dropped=dropped, mended=())
