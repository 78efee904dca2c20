"""What a team needs: each role's own answer, and all of them together. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from advisor.team.roles import Team, TeamRole, made_of_each
from mandates.rules.recommend import Outcome, Recommendation, recommend
from mandates.rules.rows import GrantPath, Relation
from mandates.rules.ruleset import Ruleset, matching_types

APPLYING: Final = frozenset({GrantPath.APPLICATION, GrantPath.MIXED})


@dataclass(frozen=True, slots=True)
class TeamNeeds:
    """Each role's answer by its place; for each mandate that is asked for, in display order, the places of the roles
    that ask for it.

    `granted` are those for whose granting an organisation applies to DVV for itself, `represented` those for which it
    needs the representative's right. Both in display order, each mandate once.
    """

    answers: tuple[Recommendation, ...]
    places: Mapping[str, tuple[int, ...]]
    granted: tuple[str, ...]
    represented: tuple[str, ...]

    @property
    def applied(self) -> frozenset[str]:
        """Every theme of the application."""
        return frozenset((*self.granted, *self.represented))


def team_needs(ruleset: Ruleset, team: Team) -> TeamNeeds:
    """The union of what the roles ask for: what is held, covered or blocked in a role is not asked for by it."""
    answers = made_of_each((role.conversation.answers for role in team.roles), lambda each: recommend(ruleset, each))
    asked = [(role, row) for role, answer in zip(team.roles, answers, strict=True) for row in answer.asked]
    places: dict[str, list[int]] = {}
    for role, row in asked:
        places.setdefault(row.mandate, []).append(role.place)
    ordered = sorted(places, key=ruleset.position.__getitem__)
    granted = {row.mandate for role, row in asked if _is_applied_for(ruleset, role, row)}
    represented = {row.mandate for role, row in asked if Relation.OTHER in role.conversation.relations}
    return TeamNeeds(
        answers=answers,
        places={slug: tuple(places[slug]) for slug in ordered},
        granted=tuple(slug for slug in ordered if slug in granted),
        represented=tuple(slug for slug in ordered if slug in represented),
    )


def _is_applied_for(ruleset: Ruleset, role: TeamRole, outcome: Outcome) -> bool:
    """Whether the role's own organisation can grant the mandate only after an application, or may have to."""
    if role.conversation.relations == {Relation.OTHER}:
        return False
    ticked = role.conversation.answers.types
    calling = (slug for row in outcome.matches for slug in matching_types(row.condition, ticked))
    return any(ruleset.types[slug].grant_path in APPLYING for slug in calling)
