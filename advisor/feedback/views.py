"""The page for feedback, and the one public POST: what a page is told, and which outcomes results showed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from advisor.feedback import posting
from advisor.feedback.posting import PublicPage
from advisor.frame import frame
from advisor.words import title_of_error
from mandates.feedback import LONGEST_NAME, LONGEST_TEXT, NOTHING, Note, Tally, memory
from mandates.publishing.editions import Edition, current

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

PAGE, EDITION, HELPED, TEXT, OUTCOME, NAME = "sivu", "julkaisu", "auttoi", "teksti", "tulos", "nimi"
ANSWERS: Final = {"kylla": True, "ei": False}
THANKS: Final = "kiitos"
OWN: Final = "feedback"
NEEDS_ANSWERS: Final = frozenset({"result", "holding"})
RETRY_SECONDS: Final = "60"
MOST_OUTCOMES: Final = 50
TOO_MANY: Final = 429
SEE_OTHER: Final = 303
"""The browser reads the address of the answer anew."""


@dataclass(frozen=True, slots=True)
class FormError:
    """Why nothing was stored, in plain words, and the field that mends it."""

    status: int
    heading: _StrOrPromise
    sentence: _StrOrPromise
    field: str = "teksti"


FOREIGN: Final = FormError(
    403,
    gettext_lazy("Palautetta ei tallennettu"),
    gettext_lazy(
        "Lomake tuli toiselta sivustolta, tai selaimesi ei kertonut, mistä se tuli. Anna palaute tällä lomakkeella."
    ),
)
UNKNOWN_PAGE: Final = FormError(
    400,
    gettext_lazy("Sivua ei löydy"),
    gettext_lazy("Palaute ei koskenut mitään tämän palvelun sivua. Voit lähettää sen palautteena koko palvelusta."),
)
EMPTY: Final = FormError(
    400,
    gettext_lazy("Palaute puuttuu"),
    gettext_lazy("Vastaa Kyllä tai Ei, tai kirjoita, mikä jäi puuttumaan."),
    "auttoi-kylla",
)
NAMELESS: Final = FormError(
    400, gettext_lazy("Nimi puuttuu"), gettext_lazy("Kirjoita nimi, jolla löysit valtuuden Suomi.fistä."), NAME
)
LATER: Final = FormError(
    TOO_MANY,
    gettext_lazy("Palautetta ei voi juuri nyt tallentaa"),
    gettext_lazy("Palautetta tulee nyt paljon. Tekstisi on tallella tällä sivulla. Lähetä se hetken päästä uudestaan."),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: which page it speaks of (None for none of ours), and what was told.

    `name` is the one under which a mandate was found; None where the form did not ask for it.
    """

    page: PublicPage | None
    publication: int
    answer: str = ""
    text: str = ""
    name: str | None = None


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """The form, what was typed into it, and what is wrong with that. `about` is empty for the whole service."""

    sent: Sent
    problem: FormError | None

    @property
    def about(self) -> str:
        page = self.sent.page
        return page.address if page and page.route != OWN else ""

    @property
    def heading(self) -> str:
        return _("Anna palautetta sivusta") if self.about else _("Anna palautetta neuvojasta")

    @property
    def title(self) -> str:
        return title_of_error(self.heading) if self.problem else self.heading

    @property
    def can_be_opened(self) -> bool:
        return self.sent.page is not None and self.sent.page.route not in NEEDS_ANSWERS

    @property
    def value(self) -> str:
        """The page as the form sends it on."""
        return self.about or reverse(OWN)


@csrf_exempt  # no cookie and no token: the browser's own word is checked instead
@posting.takes_post
def feedback_page(request: HttpRequest) -> HttpResponse:
    """The form; by POST the form as sent from any page, or what a result showed."""
    edition = current()
    if request.method != "POST":
        return _page(request, Sent(posting.public_page(request.GET.get(PAGE, ""), edition.ruleset), edition.number))
    if edition.is_draft or not posting.sent_from_here(request):
        return _page(request, Sent(None, edition.number), FOREIGN)
    sent = _sent(posting.form(request), edition)
    if posting.body_size(request) > posting.LARGEST_BODY or not posting.is_readable(request):
        return _page(request, sent, _too_big())
    if OUTCOME in request.POST or OUTCOME in request.GET:  # what is sent as a count is limited less, and never kept
        return _counted(request.POST, edition)
    problem = _wrong(sent) or _kept(sent)
    return _page(request, sent, problem) if problem else _thanked(request, sent, edition)


def _sent(data: QueryDict, edition: Edition) -> Sent:
    page = posting.public_page(data.get(PAGE, ""), edition.ruleset)
    number = data.get(EDITION, "")
    is_older = number.isascii() and number.isdecimal() and 0 < int(number[:9]) < edition.number
    publication = int(number[:9]) if is_older else edition.number
    name = " ".join(_visible(data.get(NAME, "")).split()) if NAME in data and page and page.mandate else None
    return Sent(page, publication, data.get(HELPED, ""), _visible(data.get(TEXT, "")), name)


def _visible(text: str) -> str:
    """What was typed, without signs that cannot be seen; lines end as the database keeps them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in lines).strip()


def _wrong(sent: Sent) -> FormError | None:
    if sent.page is None:
        return UNKNOWN_PAGE
    if len(sent.text) > LONGEST_TEXT:
        return _too_long(LONGEST_TEXT, len(sent.text))
    if len(sent.name or "") > LONGEST_NAME:
        return _too_long(LONGEST_NAME, len(sent.name or ""), NAME)
    if sent.text or sent.name or sent.answer in ANSWERS:
        return None
    return EMPTY if sent.name is None else NAMELESS


def _kept(sent: Sent) -> FormError | None:
    """Hold the feedback in memory; the problem when there is no room for it."""
    page = sent.page
    if page is None:
        return UNKNOWN_PAGE
    helped, found_as = ANSWERS.get(sent.answer), sent.name or ""
    mandate = page.mandate if found_as else ""
    today = timezone.localdate()
    note = Note(page.path, page.language, sent.publication, today, helped, sent.text, mandate, found_as)
    return None if memory.add(note) else LATER


def _thanked(request: HttpRequest, sent: Sent, edition: Edition) -> HttpResponse:
    """Back to the page that was read, never to another site; to this page when a result's answers are not known."""
    page = FeedbackPage(sent, None)
    before = posting.read_before(request, edition.ruleset)
    if before is None or before.partition("?")[0] == reverse(OWN):
        before = page.value if page.can_be_opened else reverse(OWN)
    return HttpResponseRedirect(f"{before}#{THANKS}", status=SEE_OTHER)


def _counted(data: QueryDict, edition: Edition) -> HttpResponse:
    """Each outcome by itself: which were shown together is not kept. What cannot be counted is ignored."""
    shown = {word for word in data.get(OUTCOME, "").split(" ")[:MOST_OUTCOMES] if _is_outcome(word, edition)}
    if shown and data.get(EDITION, "") == str(edition.number):
        today = timezone.localdate()
        memory.count(frozenset(Tally(edition.number, today, word) for word in shown))
    return HttpResponse(status=204)


def _is_outcome(word: str, edition: Edition) -> bool:
    return word in NOTHING or word in edition.ruleset.mandates


def _page(request: HttpRequest, sent: Sent, problem: FormError | None = None) -> HttpResponse:
    page = FeedbackPage(sent, problem)
    framed = frame(current(), page.title, reverse(OWN), indexed=not page.about and problem is None)
    context = {"page": page, "frame": framed}
    response = render(request, "feedback/feedback.html", context, status=problem.status if problem else 200)
    if problem and problem.status == TOO_MANY:
        response["Retry-After"] = RETRY_SECONDS
    return response


def _too_big() -> FormError:
    return FormError(
        413,
        _("Viestisi on liian pitkä"),
        _("Palautetta ei tallennettu. Kirjoita enintään %(most)s merkkiä.") % {"most": LONGEST_TEXT},
    )


def _too_long(most: int, length: int, field: str = TEXT) -> FormError:
    return FormError(
        400,
        _("Teksti on liian pitkä"),
        _("Lyhennä tekstiä: enintään %(most)s merkkiä, nyt %(length)s.") % {"most": most, "length": length},
        field,
    )
