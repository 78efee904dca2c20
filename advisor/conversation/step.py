"""A question's page: all that its template may read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import count

from django.utils.translation import gettext

from advisor.conversation import keys, questionnaire
from advisor.conversation.addresses import address, path, result_address
from advisor.conversation.notices import chosen_ahead, notices
from advisor.conversation.questionnaire import QUESTIONS, Conversation, Question, Step
from advisor.conversation.questions import (
    WORDS,
    OptionView,
    OtherOrganisation,
    SummaryLine,
    Words,
    summary_line,
)
from advisor.conversation.sifting import SiftView, sifted
from advisor.kept import reverse
from advisor.words import Group, title_of_error
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the conversation is, drawn as a key with a tooth for each question. The result has no number."""

    number: int = 0
    total: int = len(QUESTIONS)

    @property
    def width(self) -> int:
        return 40 + 18 * self.total

    @property
    def shaft(self) -> int:
        return self.width - 20

    @property
    def teeth(self) -> Iterator[tuple[str, bool]]:
        """Each tooth's drawing, the last question's first, and whether it is still ahead."""
        for place in range(self.total, 0, -1):
            yield f"M{30 + 18 * place} 13h8v{9 if place % 2 else 6}h-8z", 0 < self.number < place


@dataclass(frozen=True, slots=True)
class StepPage:
    """One question on its page. `name` is the key of its checkboxes, `hidden` all other answers.

    `sift` is the filter of many options.
    """

    step: Step
    progress: Progress
    question: Words
    submit: str
    error: str
    notices: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    name: str
    sift: SiftView | None
    groups: tuple[Group[OptionView], ...]
    exclusive: OptionView | None
    others: tuple[OtherOrganisation, ...]
    action: str
    add_action: str
    hidden: tuple[tuple[str, str], ...]
    back_url: str

    @property
    def title(self) -> str:
        title = str(self.question.title)
        return title_of_error(title) if self.error else title

    @property
    def is_first(self) -> bool:
        return self.progress.number == 1

    @property
    def counts_mandates(self) -> bool:
        """Tell whether its ticks make mandates, which are counted beside the button."""
        return self.step is Step.TASKS

    @property
    def numbered(self) -> Iterator[Group[tuple[str, OptionView]]]:
        """The groups with each option's id, numbered through."""
        numbers = count(1)
        for group in self.groups:
            yield Group(group.heading, tuple((f"{self.name}-{next(numbers)}", option) for option in group.items))

    @property
    def first_id(self) -> str:
        """Where the error summary's link leads: the first option."""
        return f"{self.name}-1"


def step_page(
    ruleset: Ruleset, conversation: Conversation, step: Step, found: Collection[str] = (), *, is_error: bool
) -> StepPage:
    """One question with what is ticked, and every other answer kept in hidden fields. `found` are the slugs that the
    search finds by what the options are filtered by.
    """
    number, question = next((number, each) for number, each in enumerate(QUESTIONS, start=1) if each.step is step)
    words = WORDS[step]
    sift, groups = sifted(words, tuple(words.options(ruleset, conversation)), conversation.sifting, found)
    return StepPage(
        step=step,
        progress=Progress(number),
        question=words,
        submit=_submit(conversation, step),
        error=str(words.error) if is_error else "",
        notices=(*notices(ruleset, conversation), *chosen_ahead(ruleset, conversation)),
        summary=tuple(_summary(ruleset, conversation, step)),
        name=question.key,
        sift=sift,
        groups=groups,
        exclusive=words.exclusive(conversation) if words.exclusive else None,
        others=words.others(ruleset, conversation) if words.others else (),
        action=path(questionnaire.following(conversation, step)),
        add_action=path(step),
        hidden=tuple(_hidden(conversation, question)),
        back_url=_back(conversation, step),
    )


def _submit(conversation: Conversation, step: Step) -> str:
    """The button's words: where the form leads, and whether an answer is there already."""
    is_update = conversation.changing and questionnaire.following(conversation, step) is Step.RESULT
    return gettext("Päivitä vastaus") if is_update else str(WORDS[step].submit)


def _summary(ruleset: Ruleset, conversation: Conversation, step: Step) -> Iterator[SummaryLine]:
    """Whose matters these are, on the questions after that one."""
    if step is not Step.ORGANISATION:
        url = address(Step.ORGANISATION, conversation)
        yield summary_line(ruleset, conversation, Step.ORGANISATION, url)


def _hidden(conversation: Conversation, question: Question) -> Iterator[tuple[str, str]]:
    yield from ((key, value) for key, value in questionnaire.pairs(conversation) if key != question.key)
    yield keys.CONTINUING, "1"
    if conversation.changing:
        yield keys.CHANGING, "1"


def _back(conversation: Conversation, step: Step) -> str:
    if conversation.changing and questionnaire.next_step(conversation) is Step.RESULT:
        return result_address(replace(conversation, changing=False))
    before = questionnaire.previous(conversation, step)
    return address(before, conversation) if before else reverse("start")
