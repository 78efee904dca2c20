"""What feeds tell: the publications in memory that changed an answer, a team or anything at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from advisor.absolute import absolute
from advisor.conversation import codes, keys, mangled, questionnaire
from advisor.conversation.changed import Changed, ChangedMandate, day_of, history, run_in_memory
from advisor.conversation.questionnaire import Conversation
from advisor.conversation.questions import brief
from advisor.feeds.atom import Feed, FeedEntry, identity
from advisor.kept import reverse
from advisor.team.page import team_address
from advisor.team.roles import Team, made_of_each
from advisor.words import name_view
from mandates.languages import spoken
from mandates.publishing.editions import Edition, Past
from mandates.rules.answers import Answers
from mandates.rules.rows import Condition, Kind, Mandate
from mandates.rules.ruleset import Ruleset

QueryPairs = Sequence[tuple[str, str]]


def result_feed(edition: Edition, past: tuple[Past, ...], pairs: QueryPairs, asked: str) -> Feed:
    """The answer of a query: one entry for each publication that changed it. Unfinished answers have none.

    It leads to the page as it was asked for, which says itself what is no longer offered.
    """
    read = questionnaire.parse(pairs, edition.ruleset)
    title = _("Vastaus: %(answers)s") % {"answers": " · ".join(_brief(edition.ruleset, read))}
    found = history(_said(edition.ruleset, pairs), edition, past)
    url = asked.replace(".atom", "/", 1)
    entries = (_entry(each, asked, url, _listed(_lines(changed))) for each, changed in found)
    return _feed(edition, past, title, url, asked, tuple(entries))


def _said(ruleset: Ruleset, pairs: QueryPairs) -> Conversation:
    """What a query says, also by rows that are retired since: an older publication knew them."""
    read = list(mangled.pairs_of(pairs, questionnaire.OF_SLUGS))

    def given(kind: Kind, *keys: str) -> frozenset[str]:
        numbers = ruleset.numbers(kind)
        values = [value for key, value in read if key in keys]
        written = {*values, *map(mangled.plain_slug, values)}
        slugs = {ruleset.current_slug(kind, value) for value in written}
        return frozenset(slugs.intersection(numbers))

    no = given(Kind.PREREQUISITE, keys.NO)
    answers = Answers(
        types=given(Kind.TYPE, keys.TYPES, keys.ADDED),
        tasks=given(Kind.TASK, keys.TASKS),
        yes=given(Kind.PREREQUISITE, keys.YES) - no,
        no=no,
        held=given(Kind.MANDATE, keys.HELD),
    )
    return replace(questionnaire.parse(pairs, ruleset), answers=answers, mended=())


def team_feed(edition: Edition, past: tuple[Past, ...], team: Team, asked: str) -> Feed:
    """A team: one entry for each publication that changed the answer of some of its roles, with the changes of each."""
    changes: dict[int, list[str]] = {}
    for role, told in zip(team.roles, made_of_each(team.codes, lambda code: _told(code, edition, past)), strict=True):
        heading = _("Rooli %(number)s") % {"number": role.number}
        for number, lines in told.items():
            changes.setdefault(number, []).append(format_html("<h3>{}</h3>{}", heading, lines))
    url = team_address(team.codes)
    entries = tuple(
        _entry(each, asked, url, "".join(changes[each.number]))
        for each in run_in_memory(past)
        if each.number in changes
    )
    named = _("Tiimin valtuudet (%(codes)s)") % {"codes": ", ".join(team.codes)}
    title = named if team.codes else _("Tiimin valtuudet")
    return _feed(edition, past, title, url, asked, entries)


def _told(code: str, edition: Edition, past: tuple[Past, ...]) -> dict[int, str]:
    """What each publication that changed the answer of a code changed, by its number."""
    said = _said(edition.ruleset, codes.pairs_of(code, edition.ruleset))
    return {each.number: _listed(_lines(changed)) for each, changed in history(said, edition, past)}


def publications_feed(edition: Edition, past: tuple[Past, ...], asked: str) -> Feed:
    """Every publication in memory, and what it changed of the mandates; the first of all changed nothing."""
    known = run_in_memory(past)
    url = reverse("mandates")
    whole = [(after, _listed(_of_mandates(before.ruleset, after.ruleset))) for after, before in pairwise(known)]
    first = [(each, _listed([_("Ensimmäinen julkaisu.")])) for each in known[-1:] if each.number == 1]
    title = _("Asiointivaltuusneuvojan julkaisut")
    entries = tuple(
        _titled(each, asked, url, _("Julkaisu %(number)s (%(date)s)"), html) for each, html in [*whole, *first]
    )
    return _feed(edition, past, title, url, asked, entries)


# Parts


def _feed(
    edition: Edition, past: tuple[Past, ...], title: str, url: str, asked: str, entries: tuple[FeedEntry, ...]
) -> Feed:
    """It says from when it tells; without entries it was updated then."""
    oldest = next(reversed(run_in_memory(past)), edition)
    since = _("Syöte kertoo, mitä on muuttunut julkaisun %(number)s (%(date)s) jälkeen.")
    return Feed(
        id=identity(asked),
        title=title,
        subtitle=since % {"number": oldest.number, "date": day_of(oldest.published_at)},
        author=_("Asiointivaltuusneuvoja"),
        language=spoken(),
        updated=entries[0].updated if entries else oldest.published_at,
        url=absolute(url),
        own_url=absolute(asked),
        entries=entries,
    )


def _entry(edition: Edition, asked: str, url: str, html: str) -> FeedEntry:
    return _titled(edition, asked, url, _("Vastaus muuttui julkaisussa %(number)s (%(date)s)"), html)


def _titled(edition: Edition, asked: str, url: str, title: str, html: str) -> FeedEntry:
    return FeedEntry(
        id=identity(asked, edition.number),
        title=title % {"number": edition.number, "date": day_of(edition.published_at)},
        updated=edition.published_at,
        url=absolute(url),
        html=html,
    )


def _brief(ruleset: Ruleset, conversation: Conversation) -> Iterator[str]:
    bare = questionnaire.bare(conversation)
    return (value for line in brief(ruleset, bare) for value in line.values if value)


def _listed(lines: Iterable[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


def _lines(changed: Changed) -> Iterator[str]:
    """What a publication changed of an answer, in words."""
    yield from (f"{word} {_named(mandate)}" for word, mandate in changed.rows)
    if changed.guidance_since:
        yield _("Muutettu: ohjeet valtuuksien saamiseen")


def _named(mandate: ChangedMandate) -> str:
    return f"{mandate.name.text} ({', '.join(mandate.details)})" if mandate.details else mandate.name.text


MandateUse = Mapping[int, tuple[Mandate, tuple[Condition, ...]]]


def _of_mandates(before: Ruleset, after: Ruleset) -> Iterator[str]:
    """The mandates that came, went or are another now, by what is said of them or who needs them."""
    old, new = _rows(before), _rows(after)
    for word, rows in (
        (_("Lisätty:"), [row for number, row in new.items() if number not in old]),
        (_("Poistettu:"), [row for number, row in old.items() if number not in new]),
        (_("Muutettu:"), [row for number, row in new.items() if number in old and old[number] != row]),
    ):
        yield from (f"{word} {name_view(mandate).text}" for mandate, _conditions in rows)
    if old == new:
        yield _("Mikään valtuus ei muuttunut. Muut tekstit tai ohjeet muuttuivat.")


def _rows(ruleset: Ruleset) -> MandateUse:
    found = ruleset.conditions_by_mandate
    return {row.number: (row, found.get(row.slug, ())) for row in ruleset.mandates.values()}
