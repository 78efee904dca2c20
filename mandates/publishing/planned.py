"""What a publication would be, before it is one: what was chosen, what differs, and why it may not go out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_noop

from mandates.checks.integrity import Problem, Severity
from mandates.checks.problem import Reason, RowRef, sentence
from mandates.content import composing, documents
from mandates.content.composing import RowId, RowsById
from mandates.content.contents import Content
from mandates.impact.changes import Impact, changes
from mandates.models import Publication
from mandates.publishing import stored
from mandates.publishing.standing import Standing
from mandates.rules.ruleset import Ruleset

BOTH_CHANGED: Final = gettext_noop(
    "Odottava julkaisu %(number)s muuttaa myös näitä rivejä: %(rows)s. Valitse jokaisesta, kumpi teksti siihen tulee."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes out of what differs; `rows` None is everything.

    With `with_waiting` it goes out as a part of the waiting publication, at its time; else at once, and into the
    waiting one too. Where that one changes the same row, it gets the text of this one (`ours`) or keeps its own
    (`theirs`).
    """

    rows: frozenset[RowId] | None = None
    with_waiting: bool = False
    ours: frozenset[RowId] = frozenset()
    theirs: frozenset[RowId] = frozenset()


EVERYTHING: Final = Choice()


@dataclass(frozen=True, slots=True)
class DifferingRow:
    """A row that differs from what visitors see.

    `waits` when the waiting publication has it so, `both` when that one changes it in another way.
    """

    key: RowId
    before: documents.Record | None
    after: documents.Record | None
    chosen: bool
    waits: bool = False
    both: bool = False

    @property
    def records(self) -> tuple[documents.Record, ...]:
        """As it will be and as it was; a new row was not, a removed one will not be."""
        return tuple(each for each in (self.after, self.before) if each is not None)

    @property
    def ref(self) -> RowRef:
        model, slug = composing.name_of(self.records[0])
        return RowRef(model, slug, f"{model}/{slug}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A publication as it would be, beside what visitors see (`before`, empty for the first).

    `others` are the reasons not to publish that name no row. `ruleset` is None when it cannot be compiled, and
    `damage` says why what visitors see cannot be read: publishing anew is then the cure, not refused. `successor` is
    what waits after it.
    """

    content: Content
    standing: Standing
    choice: Choice
    before: Ruleset
    ruleset: Ruleset | None
    problems: tuple[Problem, ...]
    others: tuple[Reason, ...]
    damage: str = ""
    rows: tuple[DifferingRow, ...] = ()
    source: RowsById = field(default_factory=dict)
    base: RowsById = field(default_factory=dict)
    successor: str = ""

    @property
    def live(self) -> Publication | None:
        return self.standing.live

    @property
    def body(self) -> str:
        return self.content.body

    @property
    def digest(self) -> str:
        return self.content.once(stored.digest, lambda: stored.digest(self.body))

    @property
    def chosen(self) -> frozenset[RowId]:
        return frozenset(row.key for row in self.rows if row.chosen)

    @property
    def seen(self) -> str:
        """What who reads this has seen: the newest publication and the waiting one, what was chosen, what comes of it.
        The time of the waiting one too, when what is chosen goes out with it.

        Not whose text the waiting one gets: that is said in the end.
        """
        waiting = str(self.standing.waiting.number if self.standing.waiting else 0)
        if self.standing.waiting and self.choice.with_waiting:
            waiting += f".{self.standing.waiting.step}"
        said = repr((sorted(self.chosen), self.choice.with_waiting))
        return f"{self.standing.number}:{waiting}:{stored.digest(said)[:16]}:{self.digest}"

    @property
    def blocking(self) -> list[Reason]:
        errors = [problem.sentence for problem in self.problems if problem.severity is Severity.ERROR]
        return [*errors, *self.others]

    @property
    def refusals(self) -> list[Reason]:
        """Everything that stops publishing: what blocks it, and questions without an answer."""
        waiting, asked = self.standing.waiting, tuple(row.ref for row in self.unanswered)
        if not waiting or not asked:
            return self.blocking
        return [*self.blocking, sentence(BOTH_CHANGED, number=waiting.number, rows=asked)]

    @property
    def unanswered(self) -> tuple[DifferingRow, ...]:
        """Rows that the waiting publication changes too, of which it is not said whose text stays there."""
        if self.choice.with_waiting:
            return ()
        answered = self.choice.ours | self.choice.theirs
        return tuple(row for row in self.rows if row.chosen and row.both and row.key not in answered)

    @property
    def needed(self) -> tuple[DifferingRow, ...]:
        """The rows that are not chosen and that those chosen need."""
        wanted = set(composing.needed(self.base, self.source, self.chosen))
        left = [row.key for row in self.rows if not row.chosen]
        for problem in self.problems:
            if problem.severity is Severity.ERROR:
                wanted.update(composing.concerned(self.source, left, (problem.model, problem.slug)))
        return tuple(row for row in self.rows if row.key in wanted)

    def impact(self) -> Impact | None:
        """What publishing would change; None when either side cannot be read."""
        return changes(self.before, self.ruleset) if self.ruleset and not self.damage else None
