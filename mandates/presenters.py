"""What templates may read of the content: small frozen views in the words that are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as format_date

from mandates.editions import Edition
from mandates.ruleset import Condition, Mandate, NameState, OrganisationType, Ruleset, Service, Source, Text

NAME_NOTES: Final = {
    NameState.CONFIRMED: "Nimi vahvistettu",
    NameState.OLD: "Nimi on voinut muuttua",
    NameState.UNCONFIRMED: "Työnimi",
}
MONTHS: Final = (
    "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu",
    "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
)  # fmt: skip


def show(text: Text) -> str:
    """The text in the language of the page."""
    return text.fi


def lines(text: Text) -> tuple[str, ...]:
    return tuple(line for line in show(text).splitlines() if line.strip())


def paragraphs(text: Text) -> tuple[str, ...]:
    return tuple(part.strip() for part in show(text).split("\n\n") if part.strip())


def show_date(dated: str) -> str:
    """A date that may be known to the month or the year only: 26.4.2024, marraskuu 2026, 2021."""
    if len(dated) == len("2026"):
        return dated
    if len(dated) == len("2026-11"):
        year, month = dated.split("-")
        return f"{MONTHS[int(month) - 1]} {year}"
    return format_date(date.fromisoformat(dated), "j.n.Y")


@dataclass(frozen=True, slots=True)
class LinkView:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A page that a fact was read from, and its date in words."""

    text: str
    url: str
    dated: str


@dataclass(frozen=True, slots=True)
class NameView:
    """How a mandate is called on a page.

    `text` is the theme's own name when there is one, else our working title; `note` says which. Only a confirmed name
    is `copyable`. `lang` is set when the text is in another language than the page.
    """

    text: str
    state: NameState
    note: str
    lang: str = ""

    @property
    def copyable(self) -> bool:
        return self.state is NameState.CONFIRMED

    @property
    def is_own(self) -> bool:
        """Tell whether this is the name in Suomi.fi, even if an old one."""
        return self.state is not NameState.UNCONFIRMED


def name_view(mandate: Mandate) -> NameView:
    name = mandate.names.fi
    return NameView(name.text or show(mandate.title), name.state, NAME_NOTES[name.state])


def source_view(source: Source) -> SourceView:
    return SourceView(show(source.title), show(source.url), show_date(source.dated))


def service_link(service: Service) -> LinkView:
    return LinkView(show(service.name), reverse("service", args=[service.slug]))


def mandate_url(mandate: Mandate) -> str:
    return reverse("mandate", args=[mandate.slug])


@dataclass(frozen=True, slots=True)
class ConfusionView:
    """A near-namesake that must not be chosen, and why."""

    name: str
    note: str


def confusion_view(mandate: Mandate) -> ConfusionView | None:
    if not show(mandate.confused_name):
        return None
    return ConfusionView(show(mandate.confused_name), show(mandate.confused_note))


def type_names(ruleset: Ruleset, types: Iterable[str]) -> tuple[str, ...]:
    """Names of organisation types in display order."""
    wanted = set(types)
    return tuple(show(row.name) for slug, row in ruleset.types.items() if slug in wanted)


def condition_types(ruleset: Ruleset, condition: Condition) -> tuple[str, ...]:
    """Whom a condition concerns, in words; empty for every organisation."""
    return () if condition.every_type else type_names(ruleset, condition.types)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page needs around its content. `menu` is left out on questions and answers."""

    title: str
    canonical: str
    publisher: str
    source: SourceView | None
    edition: int
    published: str
    indexed: bool = True
    menu: str | None = None
    is_draft: bool = False

    @property
    def has_menu(self) -> bool:
        return self.menu is not None


def frame(edition: Edition, title: str, canonical: str, *, indexed: bool = True, menu: str | None = "") -> Frame:
    """The frame of a page. `menu` names the current item ("" for none of them); None leaves the menu out."""
    source = next(iter(edition.ruleset.sources.values()), None)
    return Frame(
        title=title,
        canonical=canonical,
        publisher=settings.PUBLISHER,
        source=source_view(source) if source else None,
        edition=edition.number,
        published=format_date(edition.published_at, "j.n.Y"),
        indexed=indexed and not edition.is_draft,
        menu=menu,
        is_draft=edition.is_draft,
    )


def sector_groups(ruleset: Ruleset) -> dict[str, list[OrganisationType]]:
    """Organisation types under their headings, in display order."""
    groups: dict[str, list[OrganisationType]] = {}
    for heading, sector in SECTORS.items():
        rows = [row for row in ruleset.types.values() if row.sector == sector]
        if rows:
            groups[heading] = rows
    return groups


SECTORS: Final = {"Julkinen sektori": "julkinen", "Yritykset ja palveluntuottajat": "yritys", "Muut": "muu"}
