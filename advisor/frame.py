"""What every page has around its content: title, languages, menu, source and publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from advisor.absolute import absolute
from advisor.kept import kept, reverse
from advisor.words import LinkView, SourceView, source_view, themes_link
from mandates.languages import in_language, show_day, spoken
from mandates.publishing.editions import Edition
from mandates.rules.rows import InfoPage
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class LanguageView:
    """A page in one language; `name` is the language's own."""

    code: str
    name: str
    path: str
    is_current: bool

    @property
    def url(self) -> str:
        return absolute(self.path)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page needs around its content. `menu` is left out on questions and answers.

    `twin` is the address that the page has in the other languages, where it is not `path`.
    """

    title: str
    path: str
    publisher: str
    source: SourceView | None
    info: tuple[LinkView, ...]
    edition: int
    published: str
    themes: LinkView
    indexed: bool = True
    menu: str | None = None
    is_draft: bool = False
    twin: str = ""

    @property
    def has_menu(self) -> bool:
        return self.menu is not None

    @property
    def site(self) -> str:
        """What absolute addresses begin with comes from the setting, never from the request."""
        return str(settings.PUBLIC_URL)

    @property
    def bare_path(self) -> str:
        """The page without its answers: what feedback on it names."""
        return self.path.partition("?")[0]

    @property
    def canonical(self) -> str:
        return absolute(self.path)

    @property
    def languages(self) -> tuple[LanguageView, ...]:
        """This page in every language, with its answers."""
        return tuple(
            LanguageView(code, name, in_language(self.twin or self.path, code), is_current=code == spoken())
            for code, name in settings.LANGUAGES
        )


def frame(
    edition: Edition, title: str, path: str, *, indexed: bool = True, menu: str | None = "", twin: str = ""
) -> Frame:
    """The frame of the page at a path. `menu` names the current item ("" for none); None leaves the menu out."""
    return Frame(
        title=title,
        path=path,
        publisher=settings.PUBLISHER,
        source=_first_source(edition.ruleset),
        info=info_links(edition.ruleset),
        edition=edition.number,
        published=show_day(timezone.localtime(edition.published_at).date()),
        themes=themes_link(edition.ruleset),
        indexed=indexed and not edition.is_draft,
        menu=menu,
        is_draft=edition.is_draft,
        twin=twin,
    )


@kept
def _first_source(ruleset: Ruleset) -> SourceView | None:
    source = next(iter(ruleset.sources.values()), None)
    return source_view(source) if source else None


INFO_TITLES: Final = {
    InfoPage.ACCESSIBILITY: gettext_lazy("Saavutettavuusseloste"),
    InfoPage.PRIVACY: gettext_lazy("Tietosuoja"),
}


@kept
def info_links(ruleset: Ruleset) -> tuple[LinkView, ...]:
    """The pages that the law asks for, those that are written."""
    written = {row.page for row in ruleset.info_sections.values()}
    return tuple(LinkView(str(title), reverse(page)) for page, title in INFO_TITLES.items() if page in written)
