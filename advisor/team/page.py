"""The team's page: what each role needs and why, and what all of them need together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.absolute import absolute
from advisor.conversation.addresses import result_address
from advisor.conversation.cards import TAGS, Card
from advisor.conversation.mandate_lines import enumerated
from advisor.conversation.notices import notices
from advisor.conversation.questionnaire import Conversation, Step
from advisor.conversation.questions import WORDS
from advisor.conversation.result import Head, result_head
from advisor.conversation.wrong_codes import LONGEST_SHOWN, MeantCode, meant_codes, sentence, what_is_wrong
from advisor.kept import reverse
from advisor.letters.places import Place
from advisor.team.needs import TeamNeeds, team_needs
from advisor.team.request import TeamApplication, TeamRequest, applications, role_places, team_request
from advisor.team.roles import MOST, Team, TeamRole, made_of_each, query
from advisor.words import NameView, mandate_url, name_view, title_of_error, visible
from mandates.publishing.editions import Edition
from mandates.rules.recommend import Recommendation, State
from mandates.rules.ruleset import Ruleset

MANY: Final = 8
"""More mandates than stand beside each other on a page, and more roles than are seen past."""


@dataclass(frozen=True, slots=True)
class TeamCell:
    """What a role's answer says of one mandate, and why; `look` is how its key is drawn, empty where none is asked."""

    mandate: str
    name: NameView
    state: str
    look: str
    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role as the page shows it. `trouble` says what is wrong with its code, `meant` which it may be (each leads to
    the team that has it instead), `notices` what was left out of it."""

    number: int
    id: str
    code: str
    trouble: str
    meant: tuple[MeantCode, ...]
    notices: tuple[str, ...]
    said: tuple[str, ...]
    is_open: bool
    result_url: str
    without_url: str
    places: tuple[Place, ...]
    cells: tuple[TeamCell, ...]


@dataclass(frozen=True, slots=True)
class TeamMandate:
    """A mandate that somebody of the team needs, and who. `is_alone` tells whether one role of several needs it; `look`
    is how its key is drawn: filled where some role may ask for it at once."""

    slug: str
    look: str
    name: NameView
    url: str
    numbers: tuple[int, ...]
    who: str
    is_alone: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """All that the template reads."""

    title: str
    heading: str
    lead: str
    error: str
    typed: str
    meant: tuple[MeantCode, ...]
    left_out: str
    roles: tuple[RoleView, ...]
    columns: tuple[TeamMandate, ...]
    mandates: tuple[TeamMandate, ...]
    request: TeamRequest | None
    applications: tuple[TeamApplication, ...]
    codes: tuple[str, ...]
    is_full: bool
    query: str

    @property
    def readable(self) -> tuple[RoleView, ...]:
        """The roles whose code is right: the rows of the table."""
        return tuple(role for role in self.roles if not role.trouble)

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > MANY

    @property
    def is_long(self) -> bool:
        return len(self.roles) > MANY

    @property
    def address(self) -> str:
        return absolute(team_address(self.codes))


def team_address(written: tuple[str, ...]) -> str:
    """The team with these codes, in the language of the page."""
    return f"{reverse('team')}?{query(written)}".rstrip("?")


def team_page(edition: Edition, team: Team, typed: str = "", error: str = "", missing: str = "") -> TeamPage:
    """The page of a team; `error` is what is wrong with what was typed to be added, `missing` what a new role lacks."""
    ruleset = edition.ruleset
    needs = team_needs(ruleset, team)
    heads = team_heads(ruleset, team, needs)
    columns = _columns(ruleset, heads, needs)
    roles = [
        _role_view(ruleset, team, role, head, answer, columns)
        for role, head, answer in zip(team.roles, heads, needs.answers, strict=True)
    ]
    heading = _heading(team, heads, needs)
    return TeamPage(
        title=title_of_error(heading) if error or missing else heading,
        heading=heading,
        lead=_lead(team, heads, needs),
        error=error,
        typed=visible(typed, LONGEST_SHOWN),
        meant=meant_codes(ruleset, typed, lambda code: team_address((*team.codes, code))),
        left_out=_left_out(team),
        roles=tuple(roles),
        columns=columns,
        mandates=tuple(column for column in columns if column.numbers),
        request=team_request(ruleset, team, heads, team_address(team.codes)),
        applications=applications(ruleset, needs),
        codes=team.codes,
        is_full=team.is_full,
        query=query(team.codes),
    )


def team_heads(ruleset: Ruleset, team: Team, needs: TeamNeeds) -> tuple[Head, ...]:
    """What each role's answer shows."""
    answers = {role.conversation: answer for role, answer in zip(team.roles, needs.answers, strict=True)}
    conversations = (role.conversation for role in team.roles)
    return made_of_each(conversations, lambda each: result_head(ruleset, each, answers[each]))


def _heading(team: Team, heads: tuple[Head, ...], needs: TeamNeeds) -> str:
    count = len(needs.places)
    if count:
        words = ngettext("Tiimi tarvitsee tämän valtuuden", "Tiimi tarvitsee %(count)s valtuutta", count)
        return words % {"count": count}
    if not team.roles or not _is_whole(team):
        return _("Tiimin valtuudet")
    if any(head.blocked for head in heads):
        return _("Tiimi ei voi vielä pyytää valtuuksia")
    return _("Tiimi ei tarvitse uusia valtuuksia")


def _lead(team: Team, heads: tuple[Head, ...], needs: TeamNeeds) -> str:
    if not team.roles:
        return _("Kokoa tiimin roolit tähän. Näet, mitä valtuuksia kukin tarvitsee, ja pyydät ne kaikki kerralla.")
    if not _is_whole(team):
        return _("Korjaa ensin roolit, joissa on huomautus. Vasta sitten näet kaikki valtuudet.")
    if needs.places:
        return _("Anna kullekin vain hänen oman roolinsa valtuudet.")
    if any(head.blocked for head in heads):
        return _("Jokin edellytys puuttuu. Näet taulukosta, mikä.")
    return _("Kenenkään ei tarvitse pyytää mitään.")


def _is_whole(team: Team) -> bool:
    return all(role.is_whole for role in team.roles)


def _left_out(team: Team) -> str:
    return _("Tiimissä voi olla %(most)s roolia. Jätimme loput pois.") % {"most": MOST} if team.is_cut else ""


def _columns(ruleset: Ruleset, heads: tuple[Head, ...], needs: TeamNeeds) -> tuple[TeamMandate, ...]:
    """Every mandate that some role's answer shows, in display order."""
    looks: dict[str, set[str]] = {}
    for card in (card for head in heads for card in head.shown):
        looks.setdefault(card.slug, set()).add(card.look)
    return tuple(
        _mandate(ruleset, slug, looks[slug], needs.places.get(slug, ()), len(heads))
        for slug in ruleset.mandates
        if slug in looks
    )


def _mandate(ruleset: Ruleset, slug: str, looks: set[str], places: tuple[int, ...], roles: int) -> TeamMandate:
    row = ruleset.mandates[slug]
    numbers = tuple(place + 1 for place in places)
    return TeamMandate(
        slug=slug,
        look=State.REQUEST.value if State.REQUEST.value in looks else State.CONFIRM.value,
        name=name_view(row),
        url=mandate_url(row),
        numbers=numbers,
        who=_who(numbers, roles),
        is_alone=len(numbers) == 1 and roles > 1,
    )


def _who(numbers: tuple[int, ...], roles: int) -> str:
    if not numbers:
        return ""
    if len(numbers) == roles > 1:
        return _("Kaikki roolit")
    if len(numbers) == 1 and roles > 1:
        return _("Vain rooli %(number)s") % {"number": numbers[0]}
    return ngettext("Rooli %(numbers)s", "Roolit %(numbers)s", len(numbers)) % {"numbers": enumerated(numbers)}


# A role


def _role_view(
    ruleset: Ruleset,
    team: Team,
    role: TeamRole,
    head: Head,
    answer: Recommendation,
    columns: tuple[TeamMandate, ...],
) -> RoleView:
    others = tuple(each.code for each in team.roles if each.place != role.place)
    meant = meant_codes(ruleset, role.code, lambda code: _with_instead(team, role, code)) if role.error else ()
    cards = {card.slug: card for card in head.shown}
    return RoleView(
        number=role.number,
        id=_id(team, role),
        code=visible(role.code, LONGEST_SHOWN),
        trouble=_trouble(role, meant),
        meant=meant,
        notices=notices(ruleset, role.conversation),
        said=() if role.error else tuple(_said(ruleset, role.conversation)),
        is_open=not role.error and not role.is_whole,
        result_url=result_address(role.conversation),
        without_url=team_address(others),
        places=role_places(role.number, _id(team, role)),
        cells=tuple(_cells(answer, cards, columns)),
    )


def _trouble(role: TeamRole, meant: tuple[MeantCode, ...]) -> str:
    """What is wrong with its code; which signs to look at only where no right code is near."""
    if role.error is None:
        return ""
    return what_is_wrong(role.error) if meant else sentence(role.error, role.code)


def _with_instead(team: Team, role: TeamRole, code: str) -> str:
    """The team whose role in this place has another code."""
    return team_address((*team.codes[: role.place], code, *team.codes[role.number :]))


def _id(team: Team, role: TeamRole) -> str:
    """What its fields are called: by its code, so that what is typed stays with it when another role goes."""
    earlier = sum(each.code == role.code for each in team.roles[: role.place])
    name = "" if role.error else role.code
    return f"{name}-{earlier}" if name else f"x-{role.number}"


def _said(ruleset: Ruleset, conversation: Conversation) -> Iterator[str]:
    """The answers in words."""
    for step in (Step.ORGANISATION, Step.TASKS, Step.RELATION):
        names = WORDS[step].said(ruleset, conversation)
        if names:
            yield ", ".join(names)


def _cells(answer: Recommendation, cards: Mapping[str, Card], columns: tuple[TeamMandate, ...]) -> Iterator[TeamCell]:
    for column in columns:
        card, outcome = cards.get(column.slug), answer.by_slug.get(column.slug)
        if card:
            state, look, words = card.state.value, "" if card.is_held else card.look, card.words
        else:
            is_covered = outcome is not None and outcome.state is State.COVERED
            state, look, words = (State.COVERED.value, "", str(TAGS[State.COVERED])) if is_covered else ("", "", "")
        yield TeamCell(column.slug, column.name, state, look, words, card.reasons if card else ())
