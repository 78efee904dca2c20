"""How to get the mandates, and what to do in trouble: the editors' instructions that concern an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy

from advisor.conversation.questionnaire import Conversation
from advisor.kept import kept
from advisor.words import SourceView, paragraphs, show, source_view
from mandates.rules.rows import GrantPath, Instruction, Relation, Section
from mandates.rules.ruleset import Ruleset

WHEN_RELATION: Final = {
    Relation.OWN: gettext_lazy("Oman organisaation asiat"),
    Relation.OTHER: gettext_lazy("Toisen organisaation asiat"),
}
WHEN_PATH: Final = {
    GrantPath.APPLICATION: gettext_lazy("Jos organisaatio hakee valtuutusoikeuden"),
    GrantPath.SELF_SERVICE: gettext_lazy("Jos organisaatio antaa valtuudet itse"),
}


@dataclass(frozen=True, slots=True)
class InstructionView:
    """An instruction; `when` says for whom, if it is not for everybody on this page.

    `number` is 0 for what an organisation must have applied for before it can grant anything.
    """

    number: int
    title: str
    paragraphs: tuple[str, ...]
    when: str
    source: SourceView


def instructions(ruleset: Ruleset, conversation: Conversation, section: Section) -> tuple[InstructionView, ...]:
    """The rows whose filters match; each says for whom it is when the page speaks to several."""
    return _instructions(ruleset, conversation.relations, grant_paths(ruleset, conversation), section)


@kept
def _instructions(
    ruleset: Ruleset, relations: frozenset[Relation], paths: frozenset[GrantPath], section: Section
) -> tuple[InstructionView, ...]:
    rows = [
        row
        for row in ruleset.instructions.values()
        if row.section is section
        and (row.relation is None or row.relation in relations)
        and (row.grant_path is None or row.grant_path in paths)
    ]
    first = 0 if rows and rows[0].grant_path is GrantPath.APPLICATION else 1
    return tuple(
        InstructionView(
            number=number,
            title=show(row.title),
            paragraphs=paragraphs(row.body),
            when=_when(row, relations, paths),
            source=source_view(ruleset.sources[row.source]),
        )
        for number, row in enumerate(rows, start=first)
    )


def _when(row: Instruction, relations: frozenset[Relation], paths: frozenset[GrantPath]) -> str:
    words: list[str] = []
    if row.relation is not None and len(relations) > 1:
        words.append(str(WHEN_RELATION[row.relation]))
    if row.grant_path is not None and len(paths) > 1:
        words.append(str(WHEN_PATH[row.grant_path]))
    return ". ".join(words)


def grant_paths(ruleset: Ruleset, conversation: Conversation) -> frozenset[GrantPath]:
    """How the organisations of this conversation grant; both ways for another's employee, whose own is not asked."""
    paths = {ruleset.types[slug].grant_path for slug in conversation.answers.types}
    if GrantPath.MIXED in paths or Relation.OTHER in conversation.relations:
        return frozenset({GrantPath.APPLICATION, GrantPath.SELF_SERVICE})
    return frozenset(paths)
