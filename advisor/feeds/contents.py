"""What feeds tell: the publications in memory that changed an answer, a team or anything at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from advisor.conversation import questionnaire
from advisor.conversation.changed import Changed, ChangedMandate, history
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import brief
from advisor.feeds.atom import Feed, FeedEntry, identity
from advisor.kept import reverse
from advisor.team.page import team_address
from advisor.team.roles import Team
from advisor.words import name_view
from mandates.languages import show_day, spoken
from mandates.publishing.editions import Edition, Past
from mandates.rules.rows import Condition, Mandate
from mandates.rules.ruleset import Ruleset

MOST: Final = 20
"""Publications in a feed; a reader keeps the older ones."""


def result_feed(edition: Edition, past: tuple[Past, ...], conversation: Conversation, asked: str) -> Feed:
    """An answer: one entry for each publication that changed it. Unfinished answers have none.

    It leads to the page as it was asked for, which says itself what is no longer offered.
    """
    title = _("Vastaus: %(answers)s") % {"answers": " · ".join(_brief(edition.ruleset, conversation))}
    is_whole = questionnaire.next_step(conversation) is Step.RESULT
    found = history(conversation, edition, past) if is_whole else ()
    url = asked.replace(".atom", "/", 1)
    entries = (_entry(each, asked, url, _listed(_lines(changed))) for each, changed in found)
    return _feed(edition, past, title, url, asked, tuple(entries))


def team_feed(edition: Edition, past: tuple[Past, ...], team: Team, asked: str) -> Feed:
    """A team: one entry for each publication that changed the answer of some of its roles, with the changes of each."""
    changes: dict[int, list[str]] = {}
    editions = {each.number: each.edition for each in past if each.edition}
    for role in team.roles:
        found = history(role.conversation, edition, past) if role.is_whole else ()
        for each, changed in found:
            heading = _("Rooli %(number)s") % {"number": role.number}
            part = format_html("<h3>{}</h3>{}", heading, _listed(_lines(changed)))
            changes.setdefault(each.number, []).append(part)
    url = team_address(team.codes)
    entries = tuple(
        _entry(found_edition, asked, url, "".join(changes[number]))
        for number, found_edition in editions.items()
        if number in changes
    )
    title = _("Tiimin valtuudet (%(codes)s)") % {"codes": ", ".join(team.codes)}
    return _feed(edition, past, title, url, asked, entries)


def publications_feed(edition: Edition, past: tuple[Past, ...], asked: str) -> Feed:
    """Every publication in memory, and what it changed of the mandates; the first of all changed nothing."""
    known = [each.edition for each in past if each.edition]
    url = reverse("mandates")
    whole = [(after, _listed(_of_mandates(before.ruleset, after.ruleset))) for after, before in pairwise(known)]
    first = [(each.edition, _listed([_("Ensimmäinen julkaisu.")])) for each in past[-1:] if each.edition]
    title = _("Asiointivaltuusneuvojan julkaisut")
    entries = tuple(
        _titled(each, asked, url, _("Julkaisu %(number)s (%(date)s)"), html) for each, html in [*whole, *first]
    )
    return _feed(edition, past, title, url, asked, entries)


# Parts


def _feed(
    edition: Edition, past: tuple[Past, ...], title: str, url: str, asked: str, entries: tuple[FeedEntry, ...]
) -> Feed:
    """Without entries it counts from the oldest publication that it would tell of."""
    oldest = next((each.edition for each in reversed(past) if each.edition), edition)
    return Feed(
        id=identity(asked),
        title=title,
        author=_("Asiointivaltuusneuvoja"),
        language=spoken(),
        updated=entries[0].updated if entries else oldest.published_at,
        url=f"{settings.PUBLIC_URL}{url}",
        own_url=f"{settings.PUBLIC_URL}{asked}",
        entries=entries[:MOST],
    )


def _entry(edition: Edition, asked: str, url: str, html: str) -> FeedEntry:
    return _titled(edition, asked, url, _("Vastaus muuttui julkaisussa %(number)s (%(date)s)"), html)


def _titled(edition: Edition, asked: str, url: str, title: str, html: str) -> FeedEntry:
    day = show_day(timezone.localtime(edition.published_at).date())
    return FeedEntry(
        id=identity(asked, edition.number),
        title=title % {"number": edition.number, "date": day},
        updated=edition.published_at,
        url=f"{settings.PUBLIC_URL}{url}",
        html=html,
    )


def _brief(ruleset: Ruleset, conversation: Conversation) -> Iterator[str]:
    bare = questionnaire.bare(conversation)
    return (value for line in brief(ruleset, bare) for value in line.values if value)


def _listed(lines: Iterable[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


def _lines(changed: Changed) -> Iterator[str]:
    """What a publication changed of an answer, in words."""
    for word, mandates in (
        (_("Lisätty:"), changed.added),
        (_("Poistettu:"), changed.removed),
        (_("Muutettu:"), changed.reworded),
    ):
        yield from (f"{word} {_named(mandate)}" for mandate in mandates)
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
