"""What a publication would be, before it is one: the rows that go out, their problems, and what waits after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from mandates.checks import old_addresses
from mandates.checks.integrity import Problem, Severity
from mandates.checks.problem import Reason, RowRef, sentence
from mandates.content import checking, composing, contents, documents, progress, translations
from mandates.content.composing import RowId, RowsById
from mandates.content.contents import Content
from mandates.impact.changes import Impact, changes
from mandates.languages import show_day
from mandates.models import Publication
from mandates.publishing import editions
from mandates.publishing.editions import UNREADABLE
from mandates.publishing.given import EverGiven
from mandates.publishing.standing import Standing
from mandates.rules.ruleset import Ruleset

EMPTY: Final = Ruleset(types={}, tasks={}, prerequisites={}, mandates={}, conditions={})
CLOSE: Final = gettext_noop(
    "Julkaisu %(number)s tulee näkyviin minuutin kuluessa: odota, että se näkyy, ja yritä sitten."
)
SEVERAL: Final = gettext_noop("Useampi kuin yksi julkaisu odottaa (%(numbers)s): peru ensin kaikki paitsi yksi.")
HOST_AHEAD: Final = gettext_noop(
    "Tämän palvelimen kello on %(seconds)s sekuntia edellä tietokannan kelloa, joten mitään ei voi julkaista. Kerro "
    "asiasta ylläpidolle: palvelimien kellot pitää asettaa samaan aikaan."
)
HOST_BEHIND: Final = gettext_noop(
    "Tämän palvelimen kello on %(seconds)s sekuntia jäljessä tietokannan kellosta, joten mitään ei voi julkaista. "
    "Kerro asiasta ylläpidolle: palvelimien kellot pitää asettaa samaan aikaan."
)
FROM_THE_FUTURE: Final = gettext_noop(
    "Julkaisu %(number)s on tehty palvelimella, jonka kello oli väärässä ajassa: se tulee näkyviin vasta %(time)s. "
    "Odota siihen asti tai peru julkaisu %(number)s, ja julkaise sitten. Kerro asiasta ylläpidolle."
)
CANCEL_FIRST: Final = gettext_noop("Peru ensin odottava julkaisu %(number)s.")
NONE_WAITS: Final = gettext_noop("Mikään julkaisu ei enää odota: valitse uudestaan, milloin rivit julkaistaan.")
TWICE: Final = gettext_noop("Tunniste %(slug)s olisi kahdella rivillä: valitse kummankin muutos tai ei kumpaakaan.")
LOST: Final = gettext_noop("Rivit viittaavat riveihin, joita ei julkaista: %(rows)s. Valitse nekin.")
NO_ROWS: Final = gettext_noop("Valitse ainakin yksi rivi, joka julkaistaan.")
ALL_WAIT: Final = gettext_noop(
    "Kaikki luonnoksen muutokset odottavat jo julkaisussa %(number)s. Valitse rivit, jos haluat julkaista niitä jo nyt."
)
UNREADABLE_DRAFT: Final = gettext_noop("Sisältöä ei voi koota: %(error)s.")
NOT_SOUND: Final = gettext_noop("Odottava julkaisu %(number)s ei olisi muutoksen jälkeen kunnossa: %(problem)s")
PRUNED: Final = gettext_noop(
    "Julkaisun %(number)s sisältö on poistettu tilan säästämiseksi (%(editor)s, %(time)s). Sitä ei voi enää "
    "lukea, verrata eikä julkaista uudestaan. Vanhat linkit ja koodit toimivat silti."
)
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
class Sides:
    """The rows between which a publication is made: of what visitors see, of what waits, and all that was ever given.

    `base` is the live rows with all that was given. `live` is None before the first publication and when it cannot be
    read, which `damage` then says.
    """

    standing: Standing
    given: EverGiven
    live: RowsById | None
    waiting: RowsById | None
    before: Ruleset = EMPTY
    base: RowsById = field(default_factory=dict)
    damage: str = ""

    @classmethod
    def read(cls) -> Sides:
        standing = Standing.read()
        waiting, _ = _read(standing.waiting)
        live, damage = _read(standing.live)
        given = standing.given()
        return cls(
            standing,
            given,
            live.rows if live else {} if waiting and not standing.live else None,
            waiting.rows if waiting else None,
            live.ruleset if live else EMPTY,
            live.once((EverGiven, given), lambda: given.kept_in(live.rows)) if live else given.kept_in({}),
            damage,
        )


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
        return self.content.once(editions.digest, lambda: editions.digest(self.body))

    @property
    def chosen(self) -> frozenset[RowId]:
        return frozenset(row.key for row in self.rows if row.chosen)

    @property
    def seen(self) -> str:
        """What who reads this has seen: the newest publication and the waiting one, what was chosen, what comes of it.

        Not whose text the waiting one gets: that is said in the end.
        """
        waiting = self.standing.waiting.number if self.standing.waiting else 0
        said = repr((sorted(self.chosen), self.choice.with_waiting))
        return f"{self.standing.number}:{waiting}:{editions.digest(said)[:16]}:{self.digest}"

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


def draft(choice: Choice = EVERYTHING) -> Draft:
    """Read the draft and check what would be published of it."""
    sides = Sides.read()
    source = contents.draft().rows
    progress.step(1, 3, gettext("tarkistetaan"))
    planned = _planned(sides, source, choice)
    return replace(planned, problems=(*planned.problems, *translations.problems()))


def usual() -> Choice:
    """What is chosen when nobody has: everything, but what the waiting publication has already."""
    sides = Sides.read()
    if sides.waiting is None:
        return EVERYTHING
    made = _Made.of(sides, contents.draft().rows, EVERYTHING)
    return Choice(frozenset(row.key for row in made.rows if not row.waits))


def again(older: Publication, choice: Choice = EVERYTHING) -> Draft:
    """An older publication as it would be published again. It was checked then: only addresses are checked anew."""
    sides = Sides.read()
    try:
        rows = content_of(older).rows
    except UNREADABLE:
        return Draft(Content({}), sides.standing, choice, EMPTY, None, (), (damaged(older),))
    every = Choice(None, choice.with_waiting, choice.ours, choice.theirs)
    return _planned(sides, sides.given.kept_in(rows), every, again=True)


def _planned(sides: Sides, source: RowsById, choice: Choice, *, again: bool = False) -> Draft:
    made = _Made.of(sides, source, choice)
    others: list[Reason] = []
    rows = made.waiting if choice.with_waiting and made.waiting is not None else made.now
    content = contents.of(rows)
    ruleset, problems = _checked(content, sides.given, others, again=again)
    planned = Draft(
        content=content,
        standing=sides.standing,
        choice=choice,
        before=sides.before,
        ruleset=ruleset,
        problems=problems,
        others=(),
        damage=sides.damage,
        rows=made.rows,
        source=made.source,
        base=made.base,
        successor="" if made.waiting is None or choice.with_waiting else contents.of(made.waiting).body,
    )
    others += _others(planned, sides, is_again=again)
    if made.waiting is not None and not choice.with_waiting and not others and not again:
        others += _of_successor(contents.of(made.waiting), sides.given.and_of(made.now), planned)
    return replace(planned, others=tuple(others))


@dataclass(frozen=True, slots=True)
class _Made:
    """The rows that visitors see at once and those that wait, as the choice makes them."""

    base: RowsById
    source: RowsById
    rows: tuple[DifferingRow, ...]
    now: RowsById
    waiting: RowsById | None

    @classmethod
    def of(cls, sides: Sides, source: RowsById, choice: Choice) -> _Made:
        if sides.live is None:
            whole = sides.given.kept_in(source)
            return cls({}, whole, (), whole, None)
        base = sides.base
        lost = {key: row for key, row in base.items() if key not in sides.live and key not in source}
        source, live = {**source, **lost}, {**sides.live, **lost}
        keys = composing.changed(live, source)
        rows = tuple(_differing(key, (live, source, sides.waiting), choice) for key in keys)
        chosen = [row.key for row in rows if row.chosen]
        now = composing.taking(base, source, chosen)
        if sides.waiting is None:
            return cls(base, source, rows, now, None)
        into = chosen if choice.with_waiting else [key for key in chosen if key not in choice.theirs]
        waiting = composing.taking(sides.given.kept_in(sides.waiting), source, into)
        return cls(base, source, rows, now, waiting)


def _differing(key: RowId, sides: tuple[RowsById, RowsById, RowsById | None], choice: Choice) -> DifferingRow:
    live, source, waiting = sides
    chosen = choice.rows is None or key in choice.rows
    before, after = live.get(key), source.get(key)
    if waiting is None:
        return DifferingRow(key, before, after, chosen)
    there = waiting.get(key)
    return DifferingRow(key, before, after, chosen, waits=there == after, both=there not in (before, after))


def _checked(
    content: Content, given: EverGiven, others: list[Reason], *, again: bool
) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    """The content compiled, and what is wrong with it; with the whole, in `others`."""
    twice = sorted({composing.name_of(record) for record in composing.of_twice(content.rows)})
    others += [sentence(TWICE, slug=slug) for _, slug in twice]
    try:
        ruleset, problems = checked(content, given)
    except ValueError as error:
        others.append(sentence(UNREADABLE_DRAFT, error=str(error)))
        return None, ()
    told = {(problem.model, problem.slug) for problem in problems if problem.code == "reference-dangling"}
    if lost := composing.lost(content.rows, told):
        named = tuple(RowRef(model, slug, f"{model}/{slug}") for model, slug in lost)
        others.append(sentence(LOST, rows=named))
    if again and ruleset:
        return ruleset, tuple(old_addresses.broken(ruleset, given.as_ruleset()))
    return ruleset, problems


def checked(content: Content, given: EverGiven) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    """The content compiled, and its problems beside what visitors have been given; told once a day of the same.

    :raises ValueError: when it cannot be compiled for another reason than a cycle.
    """
    return _checked_on(content, given, timezone.localdate().isoformat())


@lru_cache(maxsize=contents.KEPT)
def _checked_on(content: Content, given: EverGiven, today: str) -> tuple[Ruleset | None, tuple[Problem, ...]]:
    return checking.check_content(content, published=given.as_ruleset(), today=today)


def _others(planned: Draft, sides: Sides, *, is_again: bool) -> Iterator[str]:
    """Why it cannot be published, apart from its rows' problems."""
    waiting = planned.standing.waiting
    if wrong := wrong_clock(planned.standing):
        yield wrong
    elif len(planned.standing.all_waiting) > 1:
        yield gettext(SEVERAL) % {"numbers": ", ".join(str(each.number) for each in planned.standing.all_waiting)}
    elif waiting and sides.waiting is None:
        yield damaged(waiting)
    elif waiting and sides.live is None:
        yield gettext(CANCEL_FIRST) % {"number": waiting.number}
    elif planned.standing.is_close:
        yield close(planned.standing)
    elif planned.choice.with_waiting and not waiting:
        yield gettext(NONE_WAITS)
    if planned.ruleset and not planned.ruleset.conditions:
        yield gettext("Luonnoksessa ei ole yhtään ehtoa: julkaistavaa ei ole.")
    elif sides.live is not None and not planned.chosen:
        yield _nothing(planned, is_again=is_again)


def _nothing(planned: Draft, *, is_again: bool) -> str:
    live, waiting = planned.live, planned.standing.waiting
    if live and is_again:
        return gettext("Sisältö on sama kuin julkaisussa %(number)s: julkaistavaa ei ole.") % {"number": live.number}
    if live and not planned.rows:
        return gettext("Luonnos on sama kuin julkaisu %(number)s: julkaistavaa ei ole.") % {"number": live.number}
    if waiting and all(row.waits for row in planned.rows):
        return gettext(ALL_WAIT) % {"number": waiting.number}
    return gettext(NO_ROWS)


def _of_successor(content: Content, given: EverGiven, planned: Draft) -> Iterator[Reason]:
    """What stops the publication that waits after this one."""
    found: list[Reason] = []
    _, problems = _checked(content, given, found, again=False)
    found += [problem.sentence for problem in problems if problem.severity is Severity.ERROR]
    number = planned.standing.waiting.number if planned.standing.waiting else 0
    for reason in found:
        yield sentence(NOT_SOUND, number=number, problem=reason)


def wrong_clock(standing: Standing) -> str:
    """Why the clocks let nothing be published; nothing when they are right."""
    if standing.host_ahead:
        sentence = HOST_AHEAD if standing.host_ahead > timedelta() else HOST_BEHIND
        return gettext(sentence) % {"seconds": round(abs(standing.host_ahead).total_seconds())}
    if made := standing.from_the_future:
        return gettext(FROM_THE_FUTURE) % {"number": made.number, "time": day_and_time(made.seen_from)}
    return ""


def close(standing: Standing) -> str:
    return gettext(CLOSE) % {"number": standing.waiting.number if standing.waiting else 0}


def day_and_time(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return gettext("%(day)s klo %(time)s") % {"day": show_day(local.date()), "time": f"{local:%-H.%M}"}


def _read(publication: Publication | None) -> tuple[Content | None, str]:
    if publication is None:
        return None, ""
    try:
        content = content_of(publication)
        content.ruleset  # noqa: B018 - what cannot be compiled cannot be read
    except UNREADABLE:
        return None, damaged(publication)
    return content, ""


def damaged(publication: Publication) -> str:
    """What to tell an editor about a publication that cannot be read."""
    if publication.is_pruned:
        return gettext(PRUNED) % {
            "number": publication.number,
            "editor": publication.pruned.editor,
            "time": day_and_time(publication.pruned.pruned_at),
        }
    if publication.format > documents.FORMAT:
        newer = gettext(
            "Julkaisu %(number)s on tehty tämän palvelun uudemmalla versiolla, eikä tämä versio osaa lukea sitä. "
            "Kävijät näkevät uusimman julkaisun, jonka tämä versio osaa lukea. Pyydä ylläpitoa ottamaan uudempi "
            "versio käyttöön ennen kuin julkaiset."
        )
        return newer % {"number": publication.number}
    message = gettext(
        "Julkaisu %(number)s on vahingoittunut tietokannassa: sen sisältöä ei voi lukea tai se ei vastaa "
        "tiivistettä. Kävijät näkevät edelleen sen, minkä palvelu ehti ladata ehjänä. Kerro asiasta ylläpidolle. "
        "Voit korjata tilanteen julkaisemalla luonnoksen tai ehjän vanhan julkaisun uudestaan."
    )
    return message % {"number": publication.number}


def compiled(publication: Publication) -> Ruleset:
    """The content of any publication, compiled.

    :raises ValueError: when the stored document does not match its digest, or this code does not know its format.
    """
    return content_of(publication).ruleset


def content_of(publication: Publication) -> Content:
    """The content of any publication.

    :raises ValueError, TypeError, KeyError: when it does not match its digest, or this code does not know its format.
    """
    editions.refuse_damaged(editions.stored_of(publication))
    return contents.published(publication.sha256, publication.body, publication.format)
