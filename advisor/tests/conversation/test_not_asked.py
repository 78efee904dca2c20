"""What is said of a mandate that is not needed: "only" is true wherever it stands."""

from __future__ import annotations

import pytest

from advisor.conversation.not_asked import others
from advisor.conversation.questionnaire import Conversation
from advisor.words import show
from mandates.rules.answers import Answers
from mandates.rules.recommend import recommend
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset, matches_type


def said(ruleset: Ruleset, types: frozenset[str], task: str) -> dict[str, str]:
    answers = Answers(types=types, tasks=frozenset({task}))
    conversation = Conversation(answers, relations=frozenset({Relation.OWN}))
    groups = others(ruleset, conversation, recommend(ruleset, answers))
    return {line.slug: line.why for group in groups for line in group.items}


@pytest.mark.parametrize("kind", ["hyvinvointialue", "sosiaaliturvalaitos", "kunta", "sote-toimija"])
def test_only_is_said_of_a_mandate_that_one_task_of_the_organisation_needs(kind: str, ruleset: Ruleset) -> None:
    types = frozenset({kind})
    found = said(ruleset, types, "ajanvaraus")
    for slug, sentence in found.items():
        conditions = ruleset.conditions_by_mandate[slug]
        names = {show(ruleset.tasks[row.task].name) for row in conditions if matches_type(row, types)}
        if names:
            assert (slug, sentence.startswith("Tarvitaan vain tehtävään ”")) == (slug, len(names) == 1)
            assert {name: name in sentence for name in names} == dict.fromkeys(names, True)


def test_mandate_of_four_tasks_names_them_all(ruleset: Ruleset) -> None:
    assert said(ruleset, frozenset({"sote-toimija"}), "ajanvaraus")["kanta-asiakkuus"] == (
        "Tarvitaan, jos jokin näistä on tehtäväsi: Otan Kanta-palvelun käyttöön; Allekirjoitan Kannan "
        "asiakkuussopimuksia; Päivitän Kantaan yhteystietoja ja teknisiä tietoja; Katson Kannan laskutustietoja."
    )
