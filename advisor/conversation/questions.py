"""All that the conversation's templates may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisor.conversation import questionnaire
from advisor.conversation.questionnaire import Conversation, Step
from advisor.words import sector_groups, show, type_names
from mandates.rules.ruleset import NONE_OF_THESE, Relation, Ruleset

STEP_NUMBER: Final = {Step.ORGANISATION: 1, Step.TASKS: 2, Step.RELATION: 3}
ROUTES: Final = {
    Step.ORGANISATION: "organisation",
    Step.TASKS: "tasks",
    Step.RELATION: "relation",
    Step.RESULT: "result",
}


@dataclass(frozen=True, slots=True)
class Question:
    """The fixed words of one question; each owns its error sentence."""

    title: str
    lead: str
    error: str
    submit: str


def _question(step: Step) -> Question:
    if step is Step.ORGANISATION:
        return Question(
            title=_("Kenen asioita hoidat?"),
            lead=_("Valitse organisaatio. Voit valita useita."),
            error=_("Valitse organisaatio, jonka asioita hoidat"),
            submit=_("Jatka"),
        )
    if step is Step.TASKS:
        return Question(
            title=_("Mitä tehtäviä hoidat?"),
            lead=_("Valitse vain ne, jotka kuuluvat työhösi."),
            error=_("Valitse tehtävä tai ”%(none)s”") % {"none": NONE_LABEL},
            submit=_("Jatka"),
        )
    return Question(
        title=_("Kenen palveluksessa olet?"),
        lead=_("Voit valita molemmat."),
        error=_("Valitse, kenen palveluksessa olet"),
        submit=_("Näytä vastaus"),
    )


RELATION_HINTS: Final = {
    Relation.OWN: gettext_lazy("Organisaatio antaa sinulle asiointivaltuuden."),
    Relation.OTHER: gettext_lazy(
        "Esimerkiksi isännöitsijä tai toinen kunta. Organisaatio valtuuttaa ensin työnantajasi. "
        "Työnantajasi antaa sinulle edustamisvaltuuden."
    ),
}
OWN_EMPLOYEE: Final = gettext_lazy("Olen sen organisaation työntekijä, jonka asioita hoidan")
OTHER_EMPLOYEE: Final = gettext_lazy("Olen toisen organisaation työntekijä")
NONE_LABEL: Final = gettext_lazy("En hoida mitään näistä")


@dataclass(frozen=True, slots=True)
class OptionView:
    value: str
    label: str
    hint: str
    checked: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Options under a heading; without one they stand alone."""

    heading: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """An answer given earlier, with the address that changes it."""

    label: str
    values: tuple[str, ...]
    change_url: str
    change_label: str


@dataclass(frozen=True, slots=True)
class OtherOrganisation:
    """An organisation type that can be added, and its tasks that are not offered yet."""

    value: str
    name: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One question on its page. `name` is the key of its checkboxes, `hidden` all other answers."""

    step: Step
    number: int
    total: int
    question: Question
    error: str
    notices: tuple[str, ...]
    summary: tuple[SummaryLine, ...]
    name: str
    groups: tuple[OptionGroup, ...]
    exclusive: OptionView | None
    others: tuple[OtherOrganisation, ...]
    action: str
    add_action: str
    hidden: tuple[tuple[str, str], ...]
    back_url: str

    @property
    def title(self) -> str:
        return title_of_error(self.question.title) if self.error else self.question.title

    @property
    def numbered(self) -> tuple[tuple[str, tuple[tuple[str, OptionView], ...]], ...]:
        """The groups with each option's id, numbered through."""
        numbers = count(1)
        return tuple(
            (group.heading, tuple((f"{self.name}-{next(numbers)}", option) for option in group.options))
            for group in self.groups
        )

    @property
    def first_id(self) -> str:
        """Where the error summary's link leads: the first option."""
        return f"{self.name}-1"


def title_of_error(heading: str) -> str:
    return _("Virhe: %(heading)s") % {"heading": heading}


def path(step: Step) -> str:
    return reverse(ROUTES[step])


def address(step: Step, conversation: Conversation, *marks: tuple[str, str]) -> str:
    """The address of a step with all answers in it."""
    query = questionnaire.query(conversation, *marks)
    return f"{path(step)}?{query}" if query else path(step)


def change_address(step: Step, conversation: Conversation) -> str:
    """A "Muuta" link: the question with its answers ticked, whose form returns to the result."""
    return address(step, conversation, (questionnaire.CHANGING, "1"))


def step_page(ruleset: Ruleset, conversation: Conversation, step: Step, *, is_error: bool) -> StepPage:
    """One question with what is ticked, and every other answer kept in hidden fields."""
    question = _question(step)
    name = {
        Step.ORGANISATION: questionnaire.TYPES,
        Step.TASKS: questionnaire.TASKS,
        Step.RELATION: questionnaire.RELATION,
    }[step]
    return StepPage(
        step=step,
        number=STEP_NUMBER[step],
        total=len(STEP_NUMBER),
        question=question,
        error=question.error if is_error else "",
        notices=(*notices(ruleset, conversation), *_chosen_ahead(ruleset, conversation)),
        summary=tuple(_summary(ruleset, conversation, step)),
        name=name,
        groups=tuple(_groups(ruleset, conversation, step)),
        exclusive=_none_option(conversation) if step is Step.TASKS else None,
        others=tuple(_others(ruleset, conversation)) if step is Step.TASKS else (),
        action=_action(conversation, step),
        add_action=path(step),
        hidden=tuple(_hidden(conversation, name)),
        back_url=_back(conversation, step),
    )


def _none_option(conversation: Conversation) -> OptionView:
    return OptionView(NONE_OF_THESE, str(NONE_LABEL), "", conversation.none_of_these)


def notices(ruleset: Ruleset, conversation: Conversation) -> tuple[str, ...]:
    """What a mending dropped, in words: what has a name by its name, anything else as it was written."""
    found: dict[str, list[str]] = {}
    for value in conversation.mended:
        sentence, name = _dropped(ruleset, value)
        found.setdefault(sentence, []).append(_("”%(name)s”") % {"name": name})
    return tuple(sentence % {"names": ", ".join(names)} for sentence, names in found.items())


def _chosen_ahead(ruleset: Ruleset, conversation: Conversation) -> Iterator[str]:
    """A search leads to the first question with a task already chosen."""
    if not conversation.answers.types and conversation.answers.tasks:
        names = [_("”%(name)s”") % {"name": show(ruleset.tasks[slug].name)} for slug in conversation.answers.tasks]
        yield _("Valitsit jo: %(names)s. Valitse vielä organisaatio.") % {"names": ", ".join(sorted(names))}


def _dropped(ruleset: Ruleset, value: str) -> tuple[str, str]:
    if value == NONE_OF_THESE:
        return _("Valitsit myös tehtäviä, joten poistimme vastauksen %(names)s."), str(NONE_LABEL)
    if value in ruleset.tasks:
        name = show(ruleset.tasks[value].name)
        return _("Valitsemasi organisaatio ei hoida tätä, joten poistimme sen: %(names)s."), name
    retired = ruleset.retired_name(value)
    if retired:
        return _("Tätä ei enää ole, joten poistimme sen: %(names)s."), show(retired)
    return _("Osoitteessa oli osia, joita emme tunne. Jätimme ne pois: %(names)s."), value


def _groups(ruleset: Ruleset, conversation: Conversation, step: Step) -> Iterator[OptionGroup]:
    if step is Step.ORGANISATION:
        for heading, rows in sector_groups(ruleset).items():
            ticked = conversation.answers.types
            options = (OptionView(row.slug, show(row.name), show(row.hint), row.slug in ticked) for row in rows)
            yield OptionGroup(heading, tuple(options))
    elif step is Step.TASKS:
        yield from _task_groups(ruleset, conversation)
    else:
        yield OptionGroup("", tuple(_relations(ruleset, conversation)))


def _task_groups(ruleset: Ruleset, conversation: Conversation) -> Iterator[OptionGroup]:
    """The tasks of the ticked types, each once, under their service groups."""
    offered = [task for slug, task in ruleset.tasks.items() if ruleset.offers(conversation.answers.types, slug)]
    for group in ruleset.groups.values():
        options = tuple(
            OptionView(task.slug, show(task.name), show(task.hint), task.slug in conversation.answers.tasks)
            for task in offered
            if ruleset.services[task.service].group == group.slug
        )
        if options:
            yield OptionGroup(show(group.name), options)


def _relations(ruleset: Ruleset, conversation: Conversation) -> Iterator[OptionView]:
    types = conversation.answers.types
    own = show(ruleset.types[next(iter(types))].employee) if len(types) == 1 else str(OWN_EMPLOYEE)
    for relation, label in ((Relation.OWN, own), (Relation.OTHER, str(OTHER_EMPLOYEE))):
        yield OptionView(relation, label, str(RELATION_HINTS[relation]), relation in conversation.relations)


def _others(ruleset: Ruleset, conversation: Conversation) -> Iterator[OtherOrganisation]:
    ticked = conversation.answers.types
    for key, row in ruleset.types.items():
        offered = (slug for slug in ruleset.tasks if ruleset.offers(frozenset({key}), slug))
        if tasks := tuple(show(ruleset.tasks[slug].name) for slug in offered if not ruleset.offers(ticked, slug)):
            yield OtherOrganisation(key, show(row.name), tasks)


def _summary(ruleset: Ruleset, conversation: Conversation, step: Step) -> Iterator[SummaryLine]:
    if step is not Step.ORGANISATION:
        names = type_names(ruleset, conversation.answers.types)
        url = address(Step.ORGANISATION, conversation)
        yield SummaryLine(_("Hoidat asioita"), names, url, _("Muuta organisaatiota"))


def _action(conversation: Conversation, step: Step) -> str:
    """One round trip a step: the form goes straight to the next step."""
    if step is Step.ORGANISATION:
        return path(Step.TASKS)
    if step is Step.TASKS and not conversation.changing:
        return path(Step.RELATION)
    return path(Step.RESULT)


def _hidden(conversation: Conversation, name: str) -> Iterator[tuple[str, str]]:
    yield from ((key, value) for key, value in questionnaire.pairs(conversation) if key != name)
    yield questionnaire.CONTINUING, "1"
    if conversation.changing:
        yield questionnaire.CHANGING, "1"


def _back(conversation: Conversation, step: Step) -> str:
    if conversation.changing and questionnaire.next_step(conversation) is Step.RESULT:
        return address(Step.RESULT, replace(conversation, changing=False))
    if step is Step.ORGANISATION:
        return reverse("start")
    return address(questionnaire.ORDER[questionnaire.ORDER.index(step) - 1], conversation)
