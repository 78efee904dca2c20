"""All that the linter says of the draft: grouped with counts on the front page, and one by one in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from mandates.admin.frame.pages import editors_page
from mandates.admin.frame.problems import ProblemView, problem_views, rulesets_of
from mandates.checks.integrity import Problem, Severity
from mandates.checks.problem import CODES
from mandates.publishing import plan

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CODE, SEVERITY, PAGE = "laji", "vakavuus", "sivu"
ON_A_PAGE: Final = 100
KINDS: Final = {
    "task-unused": _("Tehtävällä ei ole ehtoa"),
    "symptom-unused": _("Oireella ei ole syytä"),
    "cause-unused": _("Syyllä ei ole oiretta"),
    "type-unused": _("Organisaatiotyypillä ei ole ehtoa"),
    "prerequisite-unused": _("Edellytystä ei käytetä"),
    "service-unused": _("Palvelua ei käytetä"),
    "source-unused": _("Lähdettä ei käytetä"),
    "group-unused": _("Palveluryhmä on tyhjä"),
    "sector-unused": _("Organisaatioryhmä on tyhjä"),
    "condition-for-nobody": _("Ehto ei koske ketään"),
    "condition-for-both": _("Ehto koskee kaikkia, mutta siinä on myös tyyppejä"),
    "note-without-prerequisite": _("Tarkennus ilman edellytystä"),
    "condition-superfluous": _("Ehto on turha"),
    "broad-beside-narrow": _("Laaja valtuus suppean rinnalla"),
    "retired-needed": _("Tarvitaan, vaikka on poistettu käytöstä"),
    "mandate-unreachable": _("Mikään ehto ei johda valtuuteen"),
    "mandate-without-service": _("Valtuudella ei ole palvelua"),
    "includes-cycle": _("Valtuus sisältää itsensä"),
    "look-alike-of-itself": _("Näköisnimi on valtuuden oma nimi"),
    "mandates-alike": _("Valtuuksia ei erota toisistaan"),
    "mandate-always-covered": _("Valtuus sisältyy aina toiseen"),
    "name-not-confirmed": _("Nimi on vahvistamatta"),
    "name-seen-only": _("Nimi on nähty vain otteessa"),
    "name-may-have-changed": _("Nimi on voinut muuttua"),
    "name-twice": _("Sama nimi kahdella valtuudella"),
    "reference-dangling": _("Viittaa riviin, jota ei ole"),
    "translation-missing": _("Käännös puuttuu"),
    "source-missing": _("Lähde puuttuu"),
    "date-missing": _("Päivä puuttuu"),
    "review-passed": _("Tarkistuspäivä on mennyt"),
    "review-near": _("Tarkistuspäivä on lähellä"),
    "review-before-check": _("Tarkistus on ennen tarkistettua päivää"),
    "date-in-future": _("Päivä on tulevaisuudessa"),
    "translation-stale": _("Käännöksen suomi on muuttunut"),
    "invisible-character": _("Näkymätön merkki"),
    "space-doubled": _("Liikaa välejä"),
    "dash-leading": _("Viiva rivin alussa"),
    "old-slug-clash": _("Vanha tunniste on toisen rivin"),
    "slug-broken": _("Julkaistu tunniste puuttuu"),
    "number-broken": _("Julkaistu numero muuttui"),
    "case-failing": _("Odotettu tapaus ei täsmää"),
}


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The notes of one kind: how many, and the list of them."""

    name: StrOrPromise
    count: int
    url: str
    is_error: bool = False
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class NotesPage:
    groups: tuple[NoteGroup, ...]
    notes: tuple[ProblemView, ...]
    count: int
    earlier: str
    later: str


@editors_page(_("Virheet ja huomautukset"), "mandates.view_mandate")
def notes(request: HttpRequest) -> NotesPage:
    """Those of one kind, of one severity, or all; a hundred on a page."""
    code, severity = request.GET.get(CODE, ""), request.GET.get(SEVERITY, "")
    draft = plan.draft()
    found = [each for each in draft.problems if code in ("", each.code) and severity in ("", each.severity)]
    pages = Paginator(sorted(found, key=_worst_first), ON_A_PAGE)
    page = pages.get_page(request.GET.get(PAGE))
    asked = {name: value for name, value in ((CODE, code), (SEVERITY, severity)) if value}
    return NotesPage(
        groups=tuple(groups(draft.problems, chosen=code)),
        notes=tuple(problem_views(page.object_list, *rulesets_of(draft))),
        count=len(found),
        earlier=listed(**asked, sivu=str(page.number - 1)) if page.has_previous() else "",
        later=listed(**asked, sivu=str(page.number + 1)) if page.has_next() else "",
    )


def groups(problems: Iterable[Problem], chosen: str = "") -> Iterator[NoteGroup]:
    """Every kind that there is, errors first, the most of a kind first."""
    counts = Counter(problem.code for problem in problems)
    for code, count in sorted(counts.items(), key=lambda each: (_is_warning(each[0]), -each[1], each[0])):
        yield NoteGroup(KINDS.get(code, code), count, listed(laji=code), not _is_warning(code), code == chosen)


def listed(**asked: str) -> str:
    """The address of the list of these."""
    return f"{reverse('admin:notes')}?{urlencode(asked)}" if asked else reverse("admin:notes")


def _is_warning(code: str) -> bool:
    return CODES.get(code) is not Severity.ERROR


def _worst_first(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR
