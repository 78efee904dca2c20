"""What an edit changes for an organisation type and a task, and its words. Pure: no Django, no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mandates.checks.cases import PLACES
from mandates.checks.problem import Translate
from mandates.checks.problem import gettext_noop as _
from mandates.rules.answers import Answers
from mandates.rules.recommend import State


@dataclass(frozen=True, slots=True)
class Names:
    """How sentences call rows, and in which language they speak.

    What has no name here is called by its slug.
    """

    types: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    prerequisites: Mapping[str, str] = field(default_factory=dict)
    mandates: Mapping[str, str] = field(default_factory=dict)
    translate: Translate = str


SLUGS: Final = Names()


@dataclass(frozen=True, slots=True)
class Given:
    """Answers to prerequisites. One that is in none of the three may be answered in any way."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    unanswered: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.yes or self.no or self.unanswered)

    def sentence(self, names: Names = SLUGS) -> str:
        """The answers in words, in the order of the slugs: "sopimus = ei, suostumus = ei vastattu"."""
        say = names.translate
        said = dict.fromkeys(self.yes, say(_("kyllä"))) | dict.fromkeys(self.no, say(_("ei")))
        said |= dict.fromkeys(self.unanswered, say(_("ei vastattu")))
        return ", ".join(f"{names.prerequisites.get(slug, slug)} = {said[slug]}" for slug in sorted(said))


@dataclass(frozen=True, slots=True)
class StateChange:
    """A mandate called for before and after, in another state."""

    mandate: str
    before: State
    after: State

    def sentence(self, names: Names = SLUGS) -> str:
        """The change in words: "laaja: varmista ensin → pyydä"."""
        before, after = (names.translate(PLACES[state]) for state in (self.before, self.after))
        return f"{names.mandates.get(self.mandate, self.mandate)}: {before} → {after}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edit changes for an organisation type and a task: mandates called for only after (`added`) or only
    before (`removed`), or in another state.

    `given` names the prerequisites on which this depends, and no others: without any, it is the same whatever is
    answered. What changes in a situation is all that is listed for its type, its task and a `given` that agrees.
    Whether a mandate is called for does not depend on prerequisites, its state may: an added one has its states from
    `states`. `situations` is in how many situations the effect shows.
    """

    organisation: str
    task: str
    given: Given
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[StateChange, ...]
    situations: int

    @property
    def query(self) -> Answers:
        """One of the situations, for a link: what may be answered in any way is unanswered."""
        return Answers(frozenset({self.organisation}), frozenset({self.task}), self.given.yes, self.given.no)

    def sentence(self, names: Names = SLUGS) -> str:
        """The effect in Finnish: "kunta + kotoutuminen: lisää kelmu-kotoutuminen"."""
        where = f"{names.types.get(self.organisation, self.organisation)} + {names.tasks.get(self.task, self.task)}"
        if self.given:
            where += names.translate(_(", kun %(answers)s")) % {"answers": self.given.sentence(names)}
        parts = [
            names.translate(message) % {"rows": ", ".join(names.mandates.get(slug, slug) for slug in slugs)}
            for message, slugs in ((_("lisää %(rows)s"), self.added), (_("poista %(rows)s"), self.removed))
            if slugs
        ]
        return f"{where}: {'; '.join([*parts, *(change.sentence(names) for change in self.changed)])}"
