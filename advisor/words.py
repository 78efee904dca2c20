"""What templates may read of the content: small frozen views in the words that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext

from advisor.kept import kept, reverse
from mandates.languages import DEFAULT, show_date, spoken
from mandates.rules.rows import THEMES, THEMES_SOURCE, Condition, Mandate, OrganisationType, Service, Source
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import NameState, Text, ThemeName

NAME_WAS: Final = gettext_lazy("Nimi oli vuonna %(year)s")
NAME_NOTES: Final = {
    NameState.CONFIRMED: gettext_lazy("Nimi vahvistettu"),
    NameState.OLD: gettext_lazy("Nimi on voinut muuttua"),
    NameState.SEEN: NAME_WAS,
    NameState.UNCONFIRMED: gettext_lazy("Etsi kuvauksella"),
}
CONFIRMED_IN_FINNISH: Final = gettext_lazy("Nimi vahvistettu suomeksi")
MOST_NAMED: Final = 40
"""Of more organisations than this their number is told."""
NONE_LABEL: Final = gettext_lazy("En hoida mitään näistä")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Things of one kind under a heading; without one they stand alone."""

    heading: str
    items: tuple[T, ...]


def show(text: Text) -> str:
    """The text in the language of the page; in Finnish while it has not been translated (publishing asks for that)."""
    own: str = getattr(text, spoken())
    return own or text.fi


def foreign(text: Text) -> str:
    """The language that `show` falls back to; empty where the text is in the page's own, or in two at once."""
    is_finnish = bool(text.fi) and [*text.values()].count(text.fi) == 1
    return DEFAULT if is_finnish and not getattr(text, spoken()) else ""


def fill(sentence: str, **parts: str) -> SafeString:
    """A sentence with its places %(so)s filled: everything escaped, except what is HTML already."""
    return SafeString(escape(sentence) % {name: conditional_escape(part) for name, part in parts.items()})


def title_of_error(heading: str) -> str:
    return gettext("Virhe: %(heading)s") % {"heading": heading}


def visible(text: str, longest: int) -> str:
    """What was typed as it can be shown: one line, bounded, without signs that cannot be seen."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:longest])
    return " ".join(shown.split())


def _attribute(name: str, value: str) -> SafeString:
    return format_html(' {}="{}"', name, value) if value else SafeString("")


def lines(text: Text) -> tuple[str, ...]:
    return tuple(line for line in show(text).splitlines() if line.strip())


def paragraphs(text: Text) -> tuple[str, ...]:
    return tuple(part.strip() for part in show(text).split("\n\n") if part.strip())


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link. `lang` is the language of its text, `leads_to` that of its page, each where it is another than here."""

    text: str
    url: str
    lang: str = ""
    leads_to: str = ""

    @property
    def attributes(self) -> SafeString:
        return _attribute("hreflang", self.leads_to) + _attribute("lang", self.lang)

    @property
    def html(self) -> SafeString:
        link = format_html('<a href="{}"{}>{}</a>', self.url, self.attributes, self.text)
        language = gettext("suomeksi")
        is_said = self.leads_to != DEFAULT or self.text.endswith(f"({language})")
        return link if is_said else format_html("{} ({})", link, language)


@dataclass(frozen=True, slots=True)
class SourceView(LinkView):
    """A page that a fact was read from, and its date in words."""

    dated: str = ""


@dataclass(frozen=True, slots=True)
class NameView:
    """How a mandate is called on a page.

    `text` is the theme's own name when one is known, else our working title; `note` says which. A name that only an
    old copy of the register has is `copyable`, to search for it, but not confirmed: the description decides. `lang`
    is set when the text is in another language than the page.
    """

    text: str
    state: NameState
    note: str
    lang: str = ""

    @property
    def html(self) -> SafeString:
        """The name within a sentence."""
        return format_html('<span lang="{}">{}</span>', self.lang, self.text) if self.lang else escape(self.text)

    @property
    def is_confirmed(self) -> bool:
        return self.state is NameState.CONFIRMED

    @property
    def is_seen(self) -> bool:
        """Tell whether only an old copy of the register has the name."""
        return self.state is NameState.SEEN

    @property
    def copyable(self) -> bool:
        return self.is_confirmed or self.is_seen

    @property
    def is_own(self) -> bool:
        """Tell whether this is the name in Suomi.fi, even if an old one."""
        return self.state is not NameState.UNCONFIRMED


def name_view(mandate: Mandate) -> NameView:
    """Its name in the language of the page, else the Finnish one, else our working title."""
    own: ThemeName = getattr(mandate.names, spoken())
    name = own if own.text else mandate.names.fi
    note = str(NAME_NOTES[name.state]) % {"year": name.dated[:4]}
    if not name.text:
        return NameView(show(mandate.title), name.state, note)
    if own.text or spoken() == DEFAULT:
        return NameView(name.text, name.state, note)
    if name.state is NameState.CONFIRMED:
        note = str(CONFIRMED_IN_FINNISH)
    return NameView(name.text, name.state, note, lang=DEFAULT)


def source_view(source: Source) -> SourceView:
    return SourceView(
        text=show(source.title),
        url=show(source.url),
        lang=foreign(source.title),
        leads_to=foreign(source.url),
        dated=show_date(source.dated),
    )


@kept
def themes_link(ruleset: Ruleset) -> LinkView:
    """Suomi.fi's list of mandate themes: the only place that tells an unconfirmed name."""
    source = ruleset.sources.get(THEMES_SOURCE)
    return LinkView("", show(source.url), leads_to=foreign(source.url)) if source else LinkView("", THEMES)


def service_link(service: Service) -> LinkView:
    return LinkView(show(service.name), reverse("service", service.slug))


def mandate_url(mandate: Mandate) -> str:
    return reverse("mandate", mandate.slug)


@dataclass(frozen=True, slots=True)
class LookAlikeView:
    """A near-namesake that must not be chosen, and why."""

    name: str
    note: str
    lang: str = ""

    @property
    def html(self) -> SafeString:
        return format_html('<strong class="name"{}>{}</strong>', _attribute("lang", self.lang), self.name)


def look_alikes(ruleset: Ruleset, mandate: Mandate) -> tuple[LookAlikeView, ...]:
    """The mandates that are easily chosen in place of this one."""
    rows = ruleset.look_alikes_by_mandate.get(mandate.slug, ())
    return tuple(LookAlikeView(show(row.name), show(row.note), foreign(row.name)) for row in rows)


def type_names(ruleset: Ruleset, types: Iterable[str]) -> tuple[str, ...]:
    """Names of organisation types in display order. Costs these, not all that there are."""
    wanted = sorted(ruleset.types.keys() & set(types), key=_type_places(ruleset).__getitem__)
    return tuple(show(ruleset.types[slug].name) for slug in wanted)


@kept
def _type_places(ruleset: Ruleset) -> Mapping[str, int]:
    return {slug: place for place, slug in enumerate(ruleset.types)}


def named_types(ruleset: Ruleset, types: Iterable[str]) -> tuple[str, ...]:
    """Names of organisation types in display order; of more than anybody reads, how many they are."""
    names = type_names(ruleset, types)
    if len(names) <= MOST_NAMED:
        return names
    return (ngettext("%(count)s organisaatio", "%(count)s organisaatiota", len(names)) % {"count": len(names)},)


def condition_types(ruleset: Ruleset, condition: Condition) -> tuple[str, ...]:
    """Whom a condition concerns, in words; empty for every organisation."""
    return () if condition.every_type else type_names(ruleset, condition.types)


def sector_groups(ruleset: Ruleset) -> Iterator[Group[OrganisationType]]:
    """Organisation types under their headings, in display order."""
    held: dict[str, list[OrganisationType]] = {slug: [] for slug in ruleset.sectors}
    for row in ruleset.types.values():
        held[row.sector].append(row)
    return (Group(show(ruleset.sectors[slug].name), tuple(rows)) for slug, rows in held.items() if rows)


def service_groups(ruleset: Ruleset, found: Iterable[tuple[str, T]]) -> tuple[Group[T], ...]:
    """What belongs to each group of services that has something, in the order of the groups; each with its group."""
    items: dict[str, list[T]] = {}
    for group, item in found:
        items.setdefault(group, []).append(item)
    return tuple(Group(show(row.name), tuple(items[slug])) for slug, row in ruleset.groups.items() if slug in items)
