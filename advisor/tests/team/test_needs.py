"""What a team needs, against the second truth table: random teams, each role's own mandates and their union."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from advisor.conversation import codes
from advisor.conversation.questionnaire import Conversation
from advisor.team.needs import team_needs
from advisor.team.roles import MOST, parse
from mandates.rules.answers import Answers
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset
from mandates.tests.depth import is_audit
from mandates.tests.rules import truth

TEAMS: Final = 1_000 if is_audit() else 60


def some(chance: random.Random, every: tuple[str, ...], most: int) -> frozenset[str]:
    return frozenset(chance.sample(every, min(len(every), chance.randint(1, most))))


def random_role(chance: random.Random) -> Conversation:
    types = some(chance, truth.TYPES, 2)
    tasks = tuple(sorted({task for slug in types for task in truth.NEEDS[slug]}))
    needed = tuple(truth.PREREQUISITES.values())
    yes = some(chance, needed, 5) if chance.random() < 0.7 else frozenset[str]()
    no = some(chance, needed, 2) - yes if chance.random() < 0.4 else frozenset[str]()
    relations = frozenset(chance.sample(tuple(Relation), chance.randint(1, 2)))
    return Conversation(answers=Answers(types, some(chance, tasks, 4), yes, no), relations=relations)


def random_teams() -> Iterator[list[Conversation]]:
    chance = random.Random(16)  # noqa: S311 - the same teams each time, no secret
    for _ in range(TEAMS):
        yield [random_role(chance) for _ in range(chance.randint(1, MOST))]


def asked(role: Conversation) -> set[str]:
    """What the second truth table asks for."""
    said = role.answers
    found = truth.answer(said.types, said.tasks, said.yes, said.no)
    return {slug for slug, (state, _) in found.items() if state in ("request", "confirm")}


def test_union_of_random_teams_equals_the_second_truth_table(ruleset: Ruleset) -> None:
    for roles in random_teams():
        needs = team_needs(ruleset, parse([codes.encode(role, ruleset) for role in roles], ruleset))
        mine = [asked(role) for role in roles]
        every = set[str]().union(*mine)
        assert [{row.mandate for row in answer.asked} for answer in needs.answers] == mine
        assert dict(needs.places) == {
            slug: tuple(place for place, found in enumerate(mine) if slug in found) for slug in every
        }
        others = [found for role, found in zip(roles, mine, strict=True) if Relation.OTHER in role.relations]
        assert set(needs.represented) == set[str]().union(*others)
        assert needs.applied <= every


def test_only_organisations_that_apply_are_in_the_application_and_each_theme_once(ruleset: Ruleset) -> None:
    def applied(*roles: Conversation) -> tuple[tuple[str, ...], tuple[str, ...]]:
        needs = team_needs(ruleset, parse([codes.encode(role, ruleset) for role in roles], ruleset))
        return needs.granted, needs.represented

    def role(types: tuple[str, ...], tasks: tuple[str, ...], *relations: Relation) -> Conversation:
        return Conversation(answers=Answers(frozenset(types), frozenset(tasks)), relations=frozenset(relations))

    county = role(("hyvinvointialue",), ("rintamalisa", "ajanvaraus"), Relation.OWN)
    company = role(("laakeyritys",), ("hintailmoitukset", "ajanvaraus"), Relation.OWN)
    both = role(("kunta", "laakeyritys"), ("hintailmoitukset", "kotoutuminen"), Relation.OWN)
    representing = role(("laakeyritys",), ("hintailmoitukset",), Relation.OTHER)
    assert applied(company) == ((), ())
    assert applied(county, county, company) == (("kelmu-rintamalisa", "ajanvaraus"), ())
    assert applied(both) == (("kelmu-kotoutuminen",), ())
    assert applied(county, representing) == (("kelmu-rintamalisa", "ajanvaraus"), ("laakehinnat",))
