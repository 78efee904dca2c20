"""The admin in Finnish and in English: the switch, and that no Finnish of ours is left on an English page.

What no such page shows is in `test_admin_messages.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from http.cookies import Morsel
from pathlib import Path
from typing import Any, Final

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from mandates import models
from mandates.admin.publishing.checklist import Checklist
from mandates.content import documents
from mandates.publishing import publish
from mandates.rules.texts import LANGUAGES
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import pk, saved, text, url, wrong

pytestmark = pytest.mark.usefixtures("draft")

SWITCH: Final = "/admin/kieli/"
LOGIN: Final = "/admin/login/?next=/admin/"
HTML: Final = re.compile(r'<html lang="(\w\w)"')
NEXT: Final = re.compile(r'name="next"\s+value="([^"]*)">\s*<button type="submit"\s+name="language"\s+value="(\w\w)"')
WORD: Final = re.compile(r"[^\W\d_]{3,}")
SHOWN_ATTRIBUTES: Final = ("alt", "aria-label", "placeholder", "title")


@pytest.fixture
def english(editor: Client) -> Client:
    return speaking(editor, "en")


def speaking(client: Client, language: str) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def cookie(response: Any) -> Morsel[str]:
    found: Morsel[str] = response.cookies[settings.LANGUAGE_COOKIE_NAME]
    return found


# --- the switch ---


@pytest.mark.parametrize("address", ["/admin/", LOGIN, "/admin/mandates/mandate/?q=suppea", "/admin/lahde/"])
def test_the_switch_leads_back_to_the_page_in_the_other_language(address: str, client: Client) -> None:
    if address != LOGIN:
        client.force_login(User.objects.create_superuser("aino"))
    for now, other in (("fi", "en"), ("en", "fi")):
        page = text(client.get(address))
        assert (HTML.findall(page), NEXT.findall(page)) == ([now], [(address, other)])
        response: Any = client.post(SWITCH, {"next": address, "language": other})
        assert (response.status_code, response["Location"]) == (302, address)
    assert HTML.findall(text(client.get(address))) == ["fi"]


def test_the_switch_needs_the_token_of_the_form() -> None:
    client = Client(enforce_csrf_checks=True)
    page = text(client.get(LOGIN))
    token = re.findall(r'id="language-form".*?name="csrfmiddlewaretoken" value="(\w+)"', page, re.DOTALL)[0]

    refused = client.post(SWITCH, {"next": LOGIN, "language": "en"})
    taken: Any = client.post(SWITCH, {"next": LOGIN, "language": "en", "csrfmiddlewaretoken": token})

    assert (refused.status_code, taken.status_code, cookie(taken).value) == (403, 302, "en")


def test_the_switch_leads_to_no_other_site(client: Client) -> None:
    response: Any = client.post(SWITCH, {"next": "https://example.com/", "language": "en"})
    assert response["Location"] == "/en/"


def test_the_switch_after_logging_out_leads_to_the_front_page(editor: Client) -> None:
    page = text(editor.post(reverse("admin:logout")))
    assert NEXT.findall(page) == [("/admin/", "en")]


def test_the_cookie_is_for_the_admin_only_and_not_for_scripts(client: Client) -> None:
    sent = cookie(client.post(SWITCH, {"next": LOGIN, "language": "en"}))

    assert (sent["path"], sent["samesite"], sent["httponly"], sent["max-age"]) == ("/admin/", "Lax", True, 31_536_000)


def test_the_cookie_takes_what_production_sets(client: Client, settings: Any) -> None:
    settings.LANGUAGE_COOKIE_SECURE = True
    assert cookie(client.post(SWITCH, {"next": LOGIN, "language": "en"}))["secure"] is True


@pytest.mark.parametrize("chosen", ["sv", "de", "", "../en"])
def test_any_other_language_is_finnish(chosen: str, client: Client) -> None:
    assert HTML.findall(text(speaking(client, chosen).get(LOGIN))) == ["fi"]


def test_the_cookie_changes_no_public_page(site: Client) -> None:
    before: Any = site.get("/valtuudet/")
    after: Any = speaking(site, "en").get("/valtuudet/")

    assert (after.content, after["ETag"], after["Vary"]) == (before.content, before["ETag"], "Accept-Encoding")
    assert HTML.findall(text(after)) == ["fi"]


# --- pages ---


def test_the_login_page_speaks_english(client: Client) -> None:
    page = text(speaking(client, "en").get(LOGIN))
    assert (HTML.findall(page), "Log in" in page, "Mandate advisor administration" in page) == (["en"], True, True)


def test_what_the_framework_leaves_in_english_is_finnish_on_a_finnish_page(editor: Client) -> None:
    finnish = speaking(editor, "fi")
    front = text(finnish.get(reverse("admin:index")))
    refused = text(saved(finnish, url("mandate", "change", pk(models.Mandate, "suppea")), {"title_fi": ""}))

    assert ("Viimeisimmät tapahtumat" in front, "Recent actions" in front) == (True, False)
    assert ("<title>Virhe: " in refused, "Error:" in refused) == (True, False)


def test_labels_helps_and_choices_are_english(english: Client) -> None:
    response: Any = english.get(url("mandate", "add"))

    fields = response.context["adminform"].form.fields
    with translation.override("en"):
        found = [str(each) for each in (fields["title_sv"].label, fields["title_fi"].help_text)]
        found += [str(label) for _, label in fields["name_state_fi"].choices]
    assert found == [
        "Working title (in Swedish)",
        "Our own short description. Shown when the Suomi.fi name has not been confirmed.",
        "Confirmed",
        "Old: the name may have changed",
        "Seen in a copy of the mandate register",
        "Unconfirmed",
    ]


def test_refusals_are_english(english: Client) -> None:
    response = saved(english, url("mandate", "change", pk(models.Mandate, "suppea")), {"name_sv": "Namn"})

    sentence = (
        "The name and its status do not agree (sv). "
        "An unconfirmed name has neither text nor source, the others have both."
    )
    with translation.override("en"):
        assert wrong(response) == {"name_state_sv": [sentence]}


def test_the_publish_page_tells_problems_in_english(english: Client) -> None:
    models.ExpectedCase.objects.get().request.clear()
    models.Condition.objects.get(slug="lasku").types.clear()

    response: Any = english.get(url("publication", "add"))

    shown: Checklist = response.context["page"].checklist
    row, sentence = (
        "Condition “Teen: lasku → Valtuus laaja”",
        "The condition applies to nobody: choose an organisation type.",
    )
    assert [problem.text for problem in shown.errors] == [f"{row}, organisation types: {sentence}"]
    assert [case.sentences for case in shown.failing] == [("“Valtuus suppea”: expected “not needed”, got “ask for”.",)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fi", "Tarkista tiedot viimeistään {day.day}.{day.month}.{day.year}."),
        ("en", "Review the facts by {day.day} {day:%B} {day.year}."),
    ],
)
def test_a_problem_says_its_day_as_the_page_does(language: str, sentence: str, editor: Client) -> None:
    due = timezone.localdate() + timedelta(days=10)
    models.Mandate.objects.filter(slug="suppea").update(review_by=due)

    response: Any = speaking(editor, language).get(url("publication", "add"))

    shown: Checklist = response.context["page"].checklist
    said = [problem.text.partition(": ")[2] for problem in shown.warnings]
    assert [each for each in said if str(due.year) in each] == [sentence.format(day=due)]


def test_the_impact_is_english(english: Client) -> None:
    publish.publish("aino", "Ensimmäinen")
    lasku = models.Condition.objects.get(slug="lasku")
    lasku.types.add(models.OrganisationType.objects.get(slug="helsinki"))
    models.Task.objects.filter(slug="lasku").update(retired=True)

    lines = text(english.get(reverse("admin:mandates_publication_impact"))).splitlines()

    assert lines == [
        "The answer changes in 3 of 5 situations.",
        "Kunta + Teen: lasku: remove Valtuus laaja",
        "Task: Teen: lasku, retired: no → yes",
        "Condition: Teen: lasku → Valtuus laaja, no longer in force",
    ]


def test_a_publication_tells_itself_in_english(english: Client) -> None:
    shown: Any = english.get(url("publication", "add"))
    english.post(url("publication", "add"), {"seen": shown.context["page"].checklist.seen, "note": "Muutos"})

    page = text(english.get(url("publication", "changelist")))

    assert "Publication 1 has been published. Visitors will see it within a minute." in page
    assert "organisations 2, tasks 2, mandates 2, conditions 2" in page


class _Shown(HTMLParser):
    """What a page shows: its text, and the texts of controls and pictures; not what is marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in ("script", "style") or (tag == "button" and found.get("name") == "language"):
            self.silent += 1
        names = (*SHOWN_ATTRIBUTES, "value") if found.get("type") in ("submit", "button") else SHOWN_ATTRIBUTES
        self.texts += [found[name] or "" for name in names if name in found]

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag in ("script", "style", "button"):
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


def contents() -> list[str]:
    """The texts of rows and the names of models and columns, the longest first: the same whatever the page speaks."""
    rows: list[Model] = [
        row for model in apps.get_app_config("mandates").get_models() for row in model._base_manager.all()
    ]
    rows += [*User.objects.all(), *Group.objects.all()]
    found = {str(row) for row in rows if not isinstance(row, models.Publication)}
    for row in rows:
        values = [getattr(row, field.attname) for field in row._meta.concrete_fields]
        found |= {line for value in values if isinstance(value, str) for line in (value, *value.splitlines())}
    found |= {publication.sha256[:12] for publication in models.Publication.objects.all()}
    found |= {field.name for model in documents.MODELS for field in model._meta.get_fields()}
    found |= {model.__name__ for model in documents.MODELS}
    return sorted(found - {""}, key=len, reverse=True)


@cache
def djangos_words() -> set[str]:
    """The words of Django's own English, some of which stand on Finnish pages too."""
    found = (Path(django.__file__).parent / "contrib").glob("*/locale/en/LC_MESSAGES/django.po")
    return {word.casefold() for path in found for word in WORD.findall(path.read_text(encoding="utf-8"))}


def words(page: str, without: list[str]) -> set[str]:
    """The words of a page that no row has."""
    parser = _Shown()
    parser.feed(page)
    left: set[str] = set()
    for shown in parser.texts:
        for each in without:
            shown = shown.replace(each, " ")
        left |= {word.casefold() for word in WORD.findall(shown)}
    return left


def problems() -> None:
    """A draft in which much is wrong."""
    source, service = models.Source.objects.get(), models.Service.objects.get()
    drafts.task("irti", service)
    drafts.mandate("irti", source, service)
    models.Prerequisite.objects.create(slug="irti", name_fi="Irrallaan")
    models.Mandate.objects.filter(slug="laaja").update(review_by=timezone.localdate() - timedelta(days=1))
    models.Mandate.objects.filter(slug="suppea").update(old_slugs="laaja")
    models.LookAlike.objects.update(name_fi="Valtuus suppea")
    models.Condition.objects.filter(slug="lasku").update(every_type=True)
    models.Instruction.objects.update(review_by=timezone.localdate() + timedelta(days=1))
    models.ExpectedCase.objects.get().tasks.clear()
    models.Fact.objects.create(slug="muu", statement="Ei missään.", source=source)


def changed() -> None:
    """Two publications that differ much, and a draft that differs from both."""
    publish.publish("aino", "Ensimmäinen")
    lasku = models.Condition.objects.get(slug="lasku")
    lasku.types.set(models.OrganisationType.objects.filter(slug="helsinki"))
    hints = {f"hint_{language}": "Ensimmäinen" for language in LANGUAGES}
    models.Task.objects.filter(slug="lasku").update(**hints, order=99)
    publish.publish("aino", "Toinen", timezone.now() + timedelta(days=1))
    lasku.prerequisites.clear()
    models.Mandate.objects.get(slug="laaja").includes.clear()
    models.Task.objects.filter(slug="lasku").update(retired=True, hint_fi="", hint_sv="", hint_en="")
    drafts.condition("kolmas", drafts.task("kolmas", models.Service.objects.get()), models.Mandate.objects.all()[0])


def as_it_is() -> None:
    """The small draft."""


def row_pages() -> Iterator[str]:
    for model in documents.MODELS:
        name, key = str(model._meta.model_name), model.objects.all()[0].pk
        yield from (url(name, "changelist"), url(name, "add"))
        yield from (url(name, page, key) for page in ("change", "delete", "history"))


def publication_pages() -> Iterator[str]:
    keys = list(models.Publication.objects.values_list("pk", flat=True))
    yield from (url("publication", "changelist"), url("publication", "add"))
    yield from (url("publication", page, keys[-1]) for page in ("change", "history", "again"))
    yield f"{url('publication', 'compare')}?vanha={keys[-1]}&uusi={keys[0]}"


def work_pages() -> Iterator[str]:
    yield from (reverse(name) for name in ("admin:index", "admin:coverage", "admin:unconfirmed_names", "admin:reviews"))
    yield from (reverse(f"admin:{name}") for name in ("search", "log", "spreadsheets", "draft_file"))
    yield f"{reverse('admin:search')}?q=Vain+kokeeksi.&korvaa=kunta&korvaus=1"
    yield url("publication", "add")


@pytest.mark.long
@pytest.mark.parametrize(
    ("prepare", "pages"),
    [(as_it_is, row_pages), (as_it_is, work_pages), (problems, work_pages), (changed, publication_pages)],
    ids=lambda each: each.__name__,
)
def test_no_finnish_of_ours_is_left_on_an_english_page(
    prepare: Callable[[], None], pages: Callable[[], Iterator[str]], editor: Client
) -> None:
    """What is Finnish stands on the Finnish page too: no word may stand on both, but those of the rows."""
    prepare()
    known, names = contents(), {"suomi", "kela", "json", "dvv", "authorizations", "themes", "opened", "www"}
    names |= {"lista", "versio", "xlsx", "csv", "tuki", "asumistuki"}  # columns of a file, and examples
    both = {}
    for address in pages():
        finnish, english = (words(text(speaking(editor, language).get(address)), known) for language in ("fi", "en"))
        both[address] = finnish & english - names - djangos_words()
    assert {address: left for address, left in both.items() if left} == {}
