"""The words and the options of each question. Its place, its key and what comes next stand in `questionnaire.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from advisor.conversation.addresses import change_address
from advisor.conversation.questionnaire import Conversation, Step, asked
from advisor.kept import kept
from advisor.words import NONE_LABEL, Group, sector_groups, service_groups, show, type_names
from mandates.rules.rows import NONE_OF_THESE, Relation
from mandates.rules.ruleset import Ruleset

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

RELATION_HINTS: Final = {
    Relation.OWN: _("Organisaatio antaa sinulle asiointivaltuuden."),
    Relation.OTHER: _(
        "Esimerkiksi isännöitsijä tai toinen kunta. Organisaatio valtuuttaa ensin työnantajasi. "
        "Työnantajasi antaa sinulle edustamisvaltuuden."
    ),
}
OWN_EMPLOYEE: Final = _("Olen sen organisaation työntekijä, jonka asioita hoidan")
OTHER_EMPLOYEE: Final = _("Olen toisen organisaation työntekijä")
EMPLOYEE: Final = {
    Relation.OWN: _("oman organisaation työntekijä"),
    Relation.OTHER: _("toisen organisaation työntekijä"),
}
EMPLOYERS: Final = {Relation.OWN: _("oma työnantaja"), Relation.OTHER: _("toinen työnantaja")}


@dataclass(frozen=True, slots=True)
class OptionView:
    """A box to tick. `short` is its label where it stands among other answers, if that is another."""

    value: str
    label: str
    hint: str
    checked: bool
    lang: str = ""
    short: str = ""
    has_drawing: bool = False
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class OtherOrganisation:
    """An organisation type that can be added, and its tasks that are not offered yet."""

    value: str
    name: str
    tasks: tuple[str, ...]


MOST_OTHERS: Final = 30
Options = Callable[[Ruleset, Conversation], Iterable[Group[OptionView]]]
TickedNames = Callable[[Ruleset, Conversation], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """What pages say of one question; each owns its error sentence.

    `options` are its boxes under their headings, `exclusive` the one instead of them all, `others` the organisations
    that would bring more boxes. `said` names what is ticked, after the words `answer`; `change` is the link back.
    `id`, `short` and `missing` are the desk's: its heading, and what to ask the customer. `sift` is what to filter its
    options by where they are many, and `left` what those are that it leaves.
    """

    title: _StrOrPromise
    lead: _StrOrPromise
    error: _StrOrPromise
    submit: _StrOrPromise
    options: Options
    answer: _StrOrPromise
    said: TickedNames
    change: _StrOrPromise
    id: str
    short: _StrOrPromise
    missing: _StrOrPromise
    exclusive: Callable[[Conversation], OptionView] | None = None
    others: Callable[[Ruleset, Conversation], tuple[OtherOrganisation, ...]] | None = None
    sift: _StrOrPromise = ""
    left: _StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """An answer given earlier, with the address that changes it."""

    label: str
    values: tuple[str, ...]
    change_url: str
    change_label: str


def summary_line(ruleset: Ruleset, conversation: Conversation, step: Step, url: str) -> SummaryLine:
    words = WORDS[step]
    return SummaryLine(str(words.answer), words.said(ruleset, conversation), url, str(words.change))


def summary(ruleset: Ruleset, conversation: Conversation) -> Iterator[SummaryLine]:
    """The user's answers, each with its "Muuta"."""
    for question in asked(conversation):
        url = change_address(question.step, conversation)
        yield summary_line(ruleset, conversation, question.step, url)


def brief(ruleset: Ruleset, conversation: Conversation) -> Iterator[SummaryLine]:
    """The answers in one line, each leading to its change: organisations by name, tasks by number, whose employee."""
    count = len(conversation.answers.tasks)
    tasks = ngettext("%(count)s tehtävä", "%(count)s tehtävää", count) % {"count": count}
    short = {
        Step.TASKS: str(NONE_LABEL) if conversation.none_of_these else tasks,
        Step.RELATION: ", ".join(str(EMPLOYERS[each]) for each in Relation if each in conversation.relations),
    }
    for question in asked(conversation):
        line = summary_line(ruleset, conversation, question.step, change_address(question.step, conversation))
        yield replace(line, values=(short.get(question.step, ", ".join(line.values)),))


def _types(ruleset: Ruleset, conversation: Conversation) -> Iterator[Group[OptionView]]:
    ticked = conversation.answers.types
    for group in sector_groups(ruleset):
        options = (OptionView(row.slug, show(row.name), show(row.hint), row.slug in ticked) for row in group.items)
        yield Group(group.heading, tuple(options))


def _tasks(ruleset: Ruleset, conversation: Conversation) -> Iterable[Group[OptionView]]:
    """The tasks of the ticked types, or of all while none is ticked, each once, under their service groups."""
    types, ticked = conversation.answers.types or frozenset(ruleset.types), conversation.answers.tasks
    return service_groups(
        ruleset,
        (
            (ruleset.services[row.service].group, OptionView(slug, show(row.name), show(row.hint), slug in ticked))
            for slug, row in ruleset.tasks.items()
            if ruleset.offers(types, slug)
        ),
    )


def _none_option(conversation: Conversation) -> OptionView:
    return OptionView(NONE_OF_THESE, str(NONE_LABEL), "", conversation.none_of_these)


def _others(ruleset: Ruleset, conversation: Conversation) -> tuple[OtherOrganisation, ...]:
    return _others_than(ruleset, conversation.answers.types)


@kept
def _others_than(ruleset: Ruleset, ticked: frozenset[str]) -> tuple[OtherOrganisation, ...]:
    """The organisations that would bring tasks, with those that the ticked ones do not bring. Where these are more than
    anybody reads, the first of them: the page leads to the search.
    """
    missing = [slug for slug in ruleset.tasks if not ruleset.offers(ticked, slug)]
    brought: dict[str, list[str]] = {}
    for slug in missing:
        for key in {key for condition in ruleset.conditions_by_task.get(slug, ()) for key in condition.types}:
            brought.setdefault(key, []).append(show(ruleset.tasks[slug].name))
    left = MOST_OTHERS if len(missing) > MOST_OTHERS else sum(map(len, brought.values()))
    found = []
    for key, row in ruleset.types.items():
        if key in brought and left > 0:
            found.append(OtherOrganisation(key, show(row.name), tuple(brought[key][:left])))
            left -= len(brought[key])
    return tuple(found)


def _relations(ruleset: Ruleset, conversation: Conversation) -> Iterator[Group[OptionView]]:
    types = conversation.answers.types
    own = show(ruleset.types[next(iter(types))].employee) if len(types) == 1 else str(OWN_EMPLOYEE)
    labels = {Relation.OWN: own, Relation.OTHER: str(OTHER_EMPLOYEE)}
    options = (
        OptionView(
            value=relation,
            label=label,
            hint=str(RELATION_HINTS[relation]),
            checked=relation in conversation.relations,
            short=str(EMPLOYEE[relation]),
            has_drawing=True,
        )
        for relation, label in labels.items()
    )
    yield Group("", tuple(options))


def _tasks_error() -> str:
    return gettext("Valitse tehtävä tai ”%(none)s”") % {"none": NONE_LABEL}


def _task_names(ruleset: Ruleset, conversation: Conversation) -> tuple[str, ...]:
    if conversation.none_of_these:
        return (str(NONE_LABEL),)
    return tuple(show(row.name) for slug, row in ruleset.tasks.items() if slug in conversation.answers.tasks)


def _relation_names(ruleset: Ruleset, conversation: Conversation) -> tuple[str, ...]:
    return tuple(str(words) for relation, words in EMPLOYEE.items() if relation in conversation.relations)


WORDS: Final = {
    Step.ORGANISATION: Words(
        title=_("Kenen asioita hoidat?"),
        lead=_("Valitse organisaatio. Voit valita useita."),
        error=_("Valitse organisaatio, jonka asioita hoidat"),
        submit=_("Jatka"),
        options=_types,
        answer=_("Hoidat asioita"),
        said=lambda ruleset, conversation: type_names(ruleset, conversation.answers.types),
        change=_("Muuta organisaatiota"),
        id="organisaatiot",
        short=_("Organisaatio"),
        missing=_("Merkitse organisaatio, jonka asioita asiakas hoitaa."),
        sift=_("Nimi tai mitä organisaatio tekee"),
        left=_("Organisaatioita"),
    ),
    Step.TASKS: Words(
        title=_("Mitä tehtäviä hoidat?"),
        lead=_("Valitse vain ne, jotka kuuluvat työhösi."),
        error=lazy(_tasks_error, str)(),
        submit=_("Jatka"),
        options=_tasks,
        exclusive=_none_option,
        others=_others,
        answer=_("Tehtäväsi"),
        said=_task_names,
        change=_("Muuta tehtäviä"),
        id="tehtavat",
        short=_("Tehtävät"),
        missing=_("Merkitse tehtävät, joita asiakas hoitaa."),
        sift=_("Tehtävän nimi tai mitä siinä teet"),
        left=_("Tehtäviä"),
    ),
    Step.RELATION: Words(
        title=_("Kenen palveluksessa olet?"),
        lead=_("Voit valita molemmat."),
        error=_("Valitse, kenen palveluksessa olet"),
        submit=_("Näytä vastaus"),
        options=_relations,
        answer=_("Olet"),
        said=_relation_names,
        change=_("Muuta työsuhdetta"),
        id="tyosuhde",
        short=_("Työsuhde"),
        missing=_("Kysy vielä, kenen työntekijä asiakas on. Sitten saat linkin, koodin ja viestin."),
    ),
}
