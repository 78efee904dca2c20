"""The words of the questions and the sign of progress, which follow from the records."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from django.urls import reverse

from advisor.conversation import questionnaire
from advisor.conversation.addresses import path
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import MOST_OTHERS, WORDS
from advisor.conversation.result import ResultPage, result_page
from advisor.conversation.step import Progress, step_page
from advisor.words import show
from mandates.rules.answers import Answers
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset

ANSWERED = Conversation(
    answers=Answers(types=frozenset({"hyvinvointialue"}), tasks=frozenset({"ajanvaraus"})),
    relations=frozenset({Relation.OWN}),
)


def test_every_question_has_its_words_its_address_and_its_number(ruleset: Ruleset) -> None:
    assert list(WORDS) == [question.step for question in questionnaire.QUESTIONS]
    for number, question in enumerate(questionnaire.QUESTIONS, start=1):
        page = step_page(ruleset, ANSWERED, question.step, is_error=True)
        assert (page.name, page.progress, page.error) == (
            question.key,
            Progress(number, len(WORDS)),
            str(WORDS[question.step].error),
        )
        assert path(question.step) == reverse(question.step.route) == f"/kysely/{question.step.value}/"


def test_every_question_ticks_what_is_answered(ruleset: Ruleset) -> None:
    for question in questionnaire.QUESTIONS:
        groups = step_page(ruleset, ANSWERED, question.step, is_error=False).groups
        options = chain.from_iterable(group.items for group in groups)
        assert [option.value for option in options if option.checked] == list(question.given(ANSWERED))


def test_key_of_progress_has_a_tooth_for_each_question() -> None:
    assert (Progress(2, 4).width, Progress(2, 4).shaft) == (112, 92)
    assert list(Progress(2, 4).teeth) == [
        ("M102 13h8v6h-8z", True),
        ("M84 13h8v9h-8z", True),
        ("M66 13h8v6h-8z", False),
        ("M48 13h8v9h-8z", False),
    ]
    assert [is_ahead for _, is_ahead in Progress(total=3).teeth] == [False, False, False]


def changed_answers(page: ResultPage) -> list[str]:
    """Where the page leads with one answer changed."""
    needs = [need for card in (*page.asked, *page.blocked) for need in card.prerequisites]
    choices = [choice.url for need in needs for choice in need.choices]
    return [*choices, *(card.hold_url for card in page.asked)]


def test_result_leads_where_its_page_is(ruleset: Ruleset) -> None:
    asked = changed_answers(result_page(ruleset, ANSWERED, address=lambda changed: f"?{questionnaire.query(changed)}"))
    assert {url.partition("?")[0] for url in asked} == {""}
    here = changed_answers(result_page(ruleset, ANSWERED))
    assert [url.partition("?")[2] for url in asked] == [url.partition("?")[2] for url in here]
    assert {url.partition("?")[0] for url in here} == {"/tulos/"}


def other_tasks(ruleset: Ruleset, chosen: str) -> list[tuple[str, str]]:
    """The organisations that can be added, each with the tasks that it would bring, as the page has them."""
    conversation = Conversation(answers=Answers(types=frozenset({chosen})))
    page = step_page(ruleset, conversation, Step.TASKS, is_error=False)
    return [(other.value, task) for other in page.others for task in other.tasks]


def test_other_tasks_are_those_that_the_rules_offer_to_others(ruleset: Ruleset) -> None:
    for chosen in ruleset.types:
        assert other_tasks(ruleset, chosen) == [
            (slug, show(task.name))
            for slug in ruleset.types
            for key, task in ruleset.tasks.items()
            if ruleset.offers(frozenset({slug}), key) and not ruleset.offers(frozenset({chosen}), key)
        ]


def test_of_more_other_tasks_than_anybody_reads_the_first_are_shown(ruleset: Ruleset) -> None:
    pattern = next(row for row in ruleset.conditions.values() if row.types)
    numbers = range(1_000, 1_000 + MOST_OTHERS + 1)
    tasks = {f"teko-{each}": replace(ruleset.tasks[pattern.task], slug=f"teko-{each}") for each in numbers}
    conditions = {
        f"ehto-{each}": replace(pattern, slug=f"ehto-{each}", task=f"teko-{each}", types=frozenset({"kunta"}))
        for each in numbers
    }
    large = replace(ruleset, tasks={**ruleset.tasks, **tasks}, conditions={**ruleset.conditions, **conditions})

    shown = other_tasks(large, "hyvinvointialue")

    assert len(shown) == MOST_OTHERS
    assert shown[0] == other_tasks(ruleset, "hyvinvointialue")[0]
