"""What an editor can do in the admin, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoCaptureOnCommitCallbacks

from mandates import models
from mandates.admin.rows import forms
from mandates.admin.rows.fields import PUBLIC
from mandates.content import documents
from mandates.models import LARGEST_NUMBER, base, free_number
from mandates.models.base import TURNED
from mandates.models.mandates import name_and_state
from mandates.publishing import publish
from mandates.rules.rows import THEMES, THEMES_SOURCE
from mandates.rules.texts import LANGUAGES
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import (
    as_opened,
    filled,
    pk,
    refused,
    saved,
    sent,
    text,
    url,
    without_html,
    wrong,
)
from mandates.tests.depth import sampled

pytestmark = pytest.mark.usefixtures("draft")

ROW_MODELS: Final = tuple(str(model._meta.model_name) for model in documents.MODELS)
LISTS: Final = (*ROW_MODELS, "publication")


def one_more(model: str, slug: str) -> None:
    """One more row of the model, or one more publication."""
    source, service = models.Source.objects.get(slug="lahde"), models.Service.objects.get(slug="palvelu")
    make: dict[str, Callable[[], object]] = {
        "source": lambda: models.Source.objects.create(slug=slug, title_fi=slug),
        "servicegroup": lambda: models.ServiceGroup.objects.create(slug=slug, name_fi=slug),
        "service": lambda: models.Service.objects.create(slug=slug, name_fi=slug, group=service.group),
        "sector": lambda: models.Sector.objects.create(slug=slug, name_fi=slug),
        "organisationtype": lambda: drafts.organisation_type(slug),
        "task": lambda: drafts.task(slug, service),
        "prerequisite": lambda: models.Prerequisite.objects.create(slug=slug, name_fi=slug),
        "mandate": lambda: drafts.mandate(slug, source, service),
        "lookalike": lambda: models.LookAlike.objects.create(
            slug=slug, name_fi=slug, mandate=models.Mandate.objects.get(slug="laaja"), source=source
        ),
        "condition": lambda: one_more_condition(slug),
        "instruction": lambda: models.Instruction.objects.create(
            slug=slug, title_fi=slug, source=source, **drafts.READ
        ),
        "infosection": lambda: models.InfoSection.objects.create(slug=slug, title_fi=slug, **drafts.READ),
        "symptom": lambda: models.Symptom.objects.create(slug=slug, name_fi=slug),
        "cause": lambda: drafts.cause(slug, source),
        "expectedcase": lambda: drafts.case(slug, source),
        "fact": lambda: models.Fact.objects.create(slug=slug, statement=slug, source=source),
        "publication": lambda: one_more_publication(slug),
    }
    make[model]()


def one_more_condition(slug: str) -> None:
    source, service = models.Source.objects.get(), models.Service.objects.get()
    row = drafts.condition(slug, drafts.task(slug, service), drafts.mandate(slug, source, service))
    row.types.set(models.OrganisationType.objects.all())
    row.prerequisites.set(models.Prerequisite.objects.all())


def one_more_publication(name: str) -> None:
    models.Task.objects.filter(slug="lasku").update(name_fi=name)
    publish.publish("aino", name)


def queries_of_list(client: Client, model: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url(model, "changelist")).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", LISTS)
def test_a_list_costs_the_same_queries_whatever_its_length(model: str, editor: Client) -> None:
    if model == "publication":
        publish.publish("aino", "Ensimmäinen")
    queries_of_list(editor, model)  # the content types are then known
    before = queries_of_list(editor, model)

    one_more(model, "yksi")
    one_more(model, "kaksi")

    assert queries_of_list(editor, model) == before


@pytest.mark.parametrize("model", ROW_MODELS)
def test_every_row_page_opens_and_saving_it_unchanged_changes_nothing(model: str, editor: Client) -> None:
    before = documents.export()
    row = documents.MODELS[ROW_MODELS.index(model)].objects.all()[0]
    address = url(model, "change", row.pk)

    response = editor.post(address, filled(sent(editor.get(address))))

    assert (response.status_code, documents.export()) == (302, before)


@pytest.mark.parametrize("model", LISTS)
def test_search_finds_nothing_without_failing(model: str, editor: Client) -> None:
    with without_html():
        response: Any = editor.get(url(model, "changelist"), {"q": "olematon"})

    assert (response.status_code, list(response.context_data["cl"].result_list)) == (200, [])


def test_the_site_speaks_finnish(editor: Client) -> None:
    page = text(editor.get(reverse("admin:index")))

    assert '<html lang="fi"' in page
    for label in ("Asiointivaltuusneuvojan ylläpito", "Valtuudet", "Organisaatiotyypit", "Ehdot", "Julkaisut"):
        assert label in page


@pytest.mark.parametrize(
    ("field", "term", "found"),
    [("types", "unt", ["Kunta"]), ("task", "lasku", ["Teen: lasku"]), ("prerequisites", "", ["Sopimus"])],
)
def test_what_a_condition_needs_is_found_by_typing(field: str, term: str, found: list[str], editor: Client) -> None:
    where = {"app_label": "mandates", "model_name": "condition", "field_name": field}

    response = editor.get(reverse("admin:autocomplete"), {**where, "term": term})

    assert [result["text"] for result in response.json()["results"]] == found


def test_a_list_tells_states_dates_and_whom_a_condition_holds_for(editor: Client) -> None:
    source = models.Source.objects.get()
    models.Mandate.objects.filter(slug="suppea").update(
        name_fi="Nimi", name_state_fi="vahvistettu", name_source_fi=source
    )
    mandates, conditions = (text(editor.get(url(model, "changelist"))) for model in ("mandate", "condition"))

    assert '<td class="field-name_states">vahvistettu fi; vahvistamaton sv, en</td>' in mandates
    assert '<td class="field-review">2.1.2027</td>' in mandates
    assert '<td class="field-organisations">Kaikki</td>' in conditions
    assert '<td class="field-organisations">Kunta</td>' in conditions


@pytest.mark.parametrize("model", [models.Task, models.Mandate, models.OrganisationType, models.Prerequisite])
def test_a_row_that_is_out_of_use_says_so_in_its_list_and_on_its_page(
    model: type[models.AddressedRow], editor: Client
) -> None:
    name, row = str(model._meta.model_name), model.objects.all()[0]
    pages = [url(name, "changelist"), url(name, "change", row.pk)]
    before = [text(editor.get(page)) for page in pages]
    assert [mark in page for page in before for mark in ("field-use", "out-of-use")] == [False] * 4

    model.objects.filter(pk=row.pk).update(retired=True)

    listed, opened = (text(editor.get(page)) for page in pages)
    assert listed.count('<td class="field-use">poistettu käytöstä</td>') == 1
    assert "Tämä rivi on poistettu käytöstä: kävijöille sitä ei tarjota." in opened
    with without_html():
        found: Any = editor.get(pages[0], {"retired__exact": "1"})
    assert list(found.context_data["cl"].result_list) == [row]


def test_a_new_row_comes_last(editor: Client) -> None:
    models.Task.objects.filter(slug="lasku").update(order=40)

    assert as_opened(editor, url("task", "add"))["order"] == 50


def test_the_review_filter_finds_what_is_late(editor: Client) -> None:
    models.Mandate.objects.filter(slug="suppea").update(review_by="2026-01-01")

    with without_html():
        response: Any = editor.get(url("mandate", "changelist"), {"tarkistus": "myohassa"})

    assert [row.slug for row in response.context_data["cl"].result_list] == ["suppea"]


def test_the_number_is_given_and_then_kept(editor: Client) -> None:
    add = url("servicegroup", "add")
    saved(editor, add, {"name_fi": "Toinen", "slug": "toinen"})
    group = models.ServiceGroup.objects.get(slug="toinen")

    saved(editor, url("servicegroup", "change", group.pk), {"number": "99", "name_fi": "Kolmas"})

    group.refresh_from_db()
    assert (group.number, group.name_fi) == (2, "Kolmas")


def test_a_new_row_gets_a_number_though_the_last_one_is_taken() -> None:
    """A number that was published is no one else's, whatever has become of its row."""
    publish.publish("aino", "Ensimmäinen")
    published = set(models.Task.objects.values_list("number", flat=True))
    models.Condition.objects.filter(slug="lasku").delete()
    models.Task.objects.get(slug="lasku").delete()
    models.Task.objects.update(number=LARGEST_NUMBER)
    service = models.Service.objects.get()

    made = [drafts.task(slug, service).number for slug in ("uusi", "toinen")]

    assert made == [max(published) + 1, max(published) + 2]


def test_numbers_end_where_all_are_taken_and_it_is_said(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "LARGEST_NUMBER", 1)

    assert refused(editor, url("servicegroup", "add"), {"name_fi": "Toinen", "slug": "toinen"}) == {
        "__all__": ["Kaikki numerot on käytetty: uutta riviä ei voi lisätä."]
    }


def test_the_next_number_is_after_the_highest_below_those_that_are_pinned_last() -> None:
    last = LARGEST_NUMBER
    assert [free_number(used) for used in ([], [1, 3], [1, 3, last], [1, 3, last - 1, last])] == [1, 4, 4, 4]
    assert free_number(range(1, last + 1)) == last + 1
    assert free_number([number for number in range(1, last + 1) if number != 7]) == 7


def test_line_breaks_of_a_browser_become_those_of_the_document(editor: Client) -> None:
    address = url("mandate", "change", pk(models.Mandate, "suppea"))

    saved(editor, address, {"allows_fi": "katsoa\r\ntehdä\r\n"})

    assert models.Mandate.objects.get(slug="suppea").allows_fi == "katsoa\ntehdä"


def test_a_new_mandate_starts_with_the_dates_of_today(editor: Client) -> None:
    filled = {
        name
        for name in as_opened(editor, url("mandate", "add"))
        if name in {"checked_on", "review_by", "name_dated_sv"}
    }
    assert filled == {"checked_on", "review_by", "name_dated_sv"}


def test_a_name_without_its_state_is_refused_at_the_state(editor: Client) -> None:
    address = url("mandate", "change", pk(models.Mandate, "suppea"))

    response = saved(editor, address, {"name_sv": "Namn"})

    assert wrong(response) == {"name_state_sv": [name_and_state("sv")]}
    assert f"<li>{escape(name_and_state('sv'))}</li></ul>" in text(response)


SIGNS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_signs_of_direction_are_refused_at_their_field(editor: Client) -> None:
    before = documents.export()
    pages = [url("mandate", "change", pk(models.Mandate, "suppea")), url("task", "change", pk(models.Task, "lasku"))]
    opened = {page: as_opened(editor, page) for page in pages}

    for sign in sampled(SIGNS, 4):
        changes: list[dict[str, str]] = [
            {"title_sv": f"Fullmakt {sign}x", "allows_fi": f"katsoa\n{sign}"},
            {"conditions-0-note": f"{sign}Huom"},
        ]
        with without_html():
            told = [
                wrong(editor.post(page, filled({**opened[page], **change})))
                for page, change in zip(pages, changes, strict=True)
            ]
        assert (sign, told) == (sign, [{name: [str(TURNED)] for name in change} for change in changes])
    assert documents.export() == before


def test_signing_in_leads_to_the_front_page_where_no_page_of_ours_was_asked_for(client: Client) -> None:
    User.objects.create_superuser("aino", password="salasana-on-pitka")
    data = {"username": "aino", "password": "salasana-on-pitka", "next": "https://muualla.example/"}

    response = client.post(reverse("admin:login"), data)

    assert (response.status_code, response["Location"]) == (302, reverse("admin:index"))


def test_a_mandate_that_would_include_itself_is_refused(editor: Client) -> None:
    address = url("mandate", "change", pk(models.Mandate, "suppea"))

    assert refused(editor, address, {"includes": [pk(models.Mandate, "laaja")]}) == {
        "includes": [forms.INCLUDES_ITSELF]
    }


@pytest.mark.parametrize(
    ("every_type", "types", "expected"),
    [
        (None, [], {"types": [forms.FOR_NOBODY]}),
        ("on", ["kunta"], {"every_type": [forms.FOR_BOTH]}),
    ],
)
def test_a_condition_for_nobody_or_for_both_is_refused(
    every_type: str | None, types: list[str], expected: dict[str, list[str]], editor: Client
) -> None:
    chosen = [pk(models.OrganisationType, slug) for slug in types]
    change = url("condition", "change", pk(models.Condition, "lasku"))
    mandate = url("mandate", "change", pk(models.Mandate, "laaja"))
    task = url("task", "change", pk(models.Task, "lasku"))
    inline = {f"conditions-0-{name}": sentences for name, sentences in expected.items()}

    alone = refused(editor, change, {"every_type": every_type, "types": chosen})
    changes = {"conditions-0-every_type": every_type, "conditions-0-types": chosen}
    of_mandate, of_task = refused(editor, mandate, changes), refused(editor, task, changes)

    assert (alone, of_mandate, of_task) == (expected, inline, inline)


def test_a_condition_that_nobody_touched_keeps_its_page_from_nothing(editor: Client) -> None:
    """The linter tells what is wrong with it; who changes it is asked."""
    task, condition = models.Task.objects.get(slug="lasku"), models.Condition.objects.get(slug="lasku")
    condition.types.clear()
    address = url("task", "change", task.pk)

    untouched = saved(editor, address, {"name_fi": "Uusi nimi"})
    touched = refused(editor, address, {"name_fi": "Toinen nimi", "conditions-0-note": "Huom"})

    assert untouched.status_code == 302
    assert touched == {"conditions-0-types": [forms.FOR_NOBODY]}
    assert models.Task.objects.get(slug="lasku").name_fi == "Uusi nimi"


def new_condition(place: int, **values: Any) -> dict[str, Any]:
    """What the inline sends for a condition added with "Lisää toinen"."""
    return {f"conditions-{place}-{name}": value for name, value in values.items()}


def test_conditions_added_on_a_mandate_get_slugs_and_numbers_by_themselves(editor: Client) -> None:
    address = url("mandate", "change", pk(models.Mandate, "suppea"))
    task, kunta = pk(models.Task, "lasku"), pk(models.OrganisationType, "kunta")
    added = {
        **new_condition(1, task=task, types=[kunta], note=""),
        **new_condition(2, task=task, every_type="on", note=""),
        "conditions-TOTAL_FORMS": "3",
    }

    response = saved(editor, address, added)

    assert response.status_code == 302
    rows = models.Condition.objects.filter(mandate__slug="suppea").order_by("number")
    assert list(rows.values_list("slug", "number", "every_type")) == [
        ("katselu", 2, True),
        ("lasku-2", 3, False),
        ("lasku-3", 4, True),
    ]


def test_a_condition_of_its_own_page_takes_its_slug_from_the_task(editor: Client) -> None:
    task = drafts.task("uusi", models.Service.objects.get())
    values = {"task": task.pk, "mandate": pk(models.Mandate, "laaja"), "every_type": "on"}

    saved(editor, url("condition", "add"), values)

    assert models.Condition.objects.get(task=task).slug == "uusi"


def test_a_free_slug_fits_its_column() -> None:
    longest = "a" * 60
    task, mandate = models.Task.objects.get(slug="lasku"), models.Mandate.objects.get(slug="laaja")
    drafts.condition(longest, task, mandate)

    assert forms.free_slug(models.Condition, longest) == "a" * 58 + "-2"


def test_look_alikes_added_on_a_mandate_get_slugs_and_numbers_by_themselves(editor: Client) -> None:
    address = url("mandate", "change", pk(models.Mandate, "suppea"))
    words = {f"note_{language}": "Se on muille." for language in LANGUAGES}
    values = {"name_fi": "Työnantajan ilmoitus", "source": pk(models.Source, "lahde"), **words}
    added = {f"look_alikes-{place}-{name}": value for place in (1, 2) for name, value in values.items()}

    response = saved(editor, address, {**added, "look_alikes-TOTAL_FORMS": "3"})

    assert response.status_code == 302
    rows = models.LookAlike.objects.filter(mandate__slug="suppea").order_by("number")
    assert list(rows.values_list("slug", "number", "name_fi")) == [
        ("toinen", 1, "Toinen"),
        ("tyonantajan-ilmoitus", 2, "Työnantajan ilmoitus"),
        ("tyonantajan-ilmoitus-2", 3, "Työnantajan ilmoitus"),
    ]


def sent_twice(editor: Client, address: str, changes: dict[str, Any]) -> Any:
    """What a browser without script sends when the button is pressed twice; the answer to the second press."""
    data = {**as_opened(editor, address), **changes}
    with without_html():
        assert editor.post(address, data).status_code == 302
        return editor.post(address, data)


def test_a_condition_that_is_sent_twice_is_saved_once(editor: Client) -> None:
    task, mandate = pk(models.Task, "lasku"), pk(models.Mandate, "suppea")
    types = [pk(models.OrganisationType, "kunta")]
    values = {"task": task, "mandate": mandate, "types": types}

    response = sent_twice(editor, url("condition", "add"), values)
    assert wrong(response) == {"__all__": [forms.TWIN]}
    on_the_task = {**new_condition(1, mandate=mandate, every_type="on", note=""), "conditions-TOTAL_FORMS": "2"}
    models.Condition.objects.filter(types__in=types, mandate=mandate).delete()
    response = sent_twice(editor, url("task", "change", task), on_the_task)
    assert wrong(response) == {"conditions-1-__all__": [forms.TWIN]}

    assert models.Condition.objects.filter(mandate=mandate, task=task).count() == 1


def test_a_look_alike_that_is_sent_twice_is_saved_once(editor: Client) -> None:
    words = {f"note_{language}": "Se on muille." for language in LANGUAGES}
    values = {"name_fi": "Työnantajan ilmoitus", "source": pk(models.Source, "lahde"), **words}
    added = {f"look_alikes-1-{name}": value for name, value in values.items()}

    response = sent_twice(
        editor,
        url("mandate", "change", pk(models.Mandate, "suppea")),
        {**added, "look_alikes-TOTAL_FORMS": "2"},
    )

    assert wrong(response) == {"look_alikes-1-__all__": [forms.TWIN]}
    assert models.LookAlike.objects.count() == 2


@pytest.mark.parametrize(
    ("model", "slug", "held_by"),
    [
        ("source", "lahde", "Valtuus suppea"),
        ("servicegroup", "ryhma", "Palvelu"),
        ("service", "palvelu", "Valtuus laaja"),
        ("organisationtype", "kunta", "Teen: lasku → Valtuus laaja"),
        ("prerequisite", "sopimus", "Teen: lasku → Valtuus laaja"),
        ("task", "lasku", "Teen: lasku → Valtuus laaja"),
        ("mandate", "laaja", "Teen: lasku → Valtuus laaja"),
        ("mandate", "suppea", "Valtuus laaja"),
    ],
)
@pytest.mark.parametrize("bulk", [False, True])
def test_a_row_that_another_refers_to_cannot_be_deleted(
    model: str, slug: str, held_by: str, bulk: bool, editor: Client
) -> None:
    before = documents.export()
    row = documents.MODELS[ROW_MODELS.index(model)].objects.get(slug=slug)
    with without_html():
        if bulk:
            data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
            response: Any = editor.post(url(model, "changelist"), data)
        else:
            response = editor.post(url(model, "delete", row.pk), {"post": "yes"})

    assert any(f">{escape(held_by)}</a>" in str(found) for found in response.context_data["protected"])
    assert documents.export() == before


def test_a_row_that_nothing_refers_to_can_be_deleted(editor: Client) -> None:
    group = models.ServiceGroup.objects.create(slug="turha", name_fi="Turha")

    response = editor.post(url("servicegroup", "delete", group.pk), {"post": "yes"})

    assert response.status_code == 302
    assert list(models.ServiceGroup.objects.values_list("slug", flat=True)) == ["ryhma"]


def test_every_list_and_new_row_opens_and_no_page_of_the_draft_needs_inline_script_or_style(editor: Client) -> None:
    publish.publish("aino", "Ensimmäinen")
    pages = [url(model, page) for model in LISTS for page in ("changelist", "add")]
    pages += [url("mandate", "change", pk(models.Mandate, "laaja")), reverse("admin:index")]
    pages += [reverse("admin:unconfirmed_names"), reverse("admin:reviews"), url("publication", "compare")]
    pages.append(url("publication", "again", models.Publication.objects.get().pk))

    for page in pages:
        response = editor.get(page)
        html = text(response)
        found = ("<style" in html, " style=" in html, "<script>" in html)
        assert (page, response.status_code, found) == (page, 200, (False, False, False))


def test_saving_tells_what_the_linter_says_of_the_row_and_its_conditions(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    task = drafts.task("uusi", models.Service.objects.get())
    address = url("task", "change", task.pk)

    with django_capture_on_commit_callbacks(execute=True):
        response = saved(editor, address, {})
    shown = [(each.level_tag, str(each)) for each in get_messages(response.wsgi_request)]

    sentence = "Tehtävä ”Teen: uusi”, ehdot: Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään."
    assert ("error", f'<a href="{address}">{sentence}</a>') in shown
    assert shown[0][0] == "success"


def test_the_front_page_counts_problems_and_links_the_worst(editor: Client) -> None:
    drafts.task("uusi", models.Service.objects.get())
    drafts.translate()

    page = text(editor.get(reverse("admin:index")))

    assert "<b>1</b> estää julkaisun" in page
    assert "Tehtävä ”Teen: uusi”, ehdot: Tehtävällä ei ole ehtoa" in page
    assert "<b>1 / 1</b> odotettua tapausta täsmää" in page
    for name in ("admin:unconfirmed_names", "admin:reviews", "admin:mandates_publication_add"):
        assert f'href="{reverse(name)}"' in page


def test_every_change_of_a_condition_on_another_page_is_in_its_history(editor: Client) -> None:
    condition = models.Condition.objects.get(slug="lasku")
    address = url("mandate", "change", pk(models.Mandate, "laaja"))
    saved(editor, address, {"conditions-0-note": "Uusi tulkinta"})
    saved(editor, address, {"conditions-0-DELETE": "on"})

    entries = LogEntry.objects.filter(object_id=str(condition.pk), content_type__model="condition")

    assert list(entries.order_by("pk").values_list("user__username", "action_flag")) == [
        ("aino", CHANGE),
        ("aino", DELETION),
    ]


def test_unconfirmed_and_old_names_are_listed_with_the_steps(editor: Client) -> None:
    source = models.Source.objects.get()
    names = {f"name_{language}": "Nimi" for language in LANGUAGES}
    sources = {f"name_source_{language}": source for language in LANGUAGES}
    states = {f"name_state_{language}": models.NameState.CONFIRMED for language in LANGUAGES}
    models.Mandate.objects.filter(slug="suppea").update(**names, **sources, **states)
    models.Mandate.objects.filter(slug="laaja").update(
        name_fi="Nimi",
        name_source_fi=source,
        name_state_fi=models.NameState.OLD,
        name_sv="Namn",
        name_source_sv=source,
        name_state_sv=models.NameState.SEEN,
    )

    response: Any = editor.get(reverse("admin:unconfirmed_names"))

    (name,) = response.context["page"].names
    assert (name.title, name.url) == ("Valtuus laaja", url("mandate", "change", pk(models.Mandate, "laaja")))
    assert name.states == ("vanha suomeksi", "nähty otteessa ruotsiksi", "vahvistamaton englanniksi")
    assert (name.allows, name.services) == (("tehdä", "katsoa"), ("Palvelu",))
    assert "vahvistamaton 1, nähty otteessa 1, vanha 1" in text(response)
    front = text(editor.get(reverse("admin:index")))
    assert [f">{state} (1)</a>" in front for state in ("vahvistamaton", "nähty otteessa", "vanha")] == [True] * 3
    assert f'href="{THEMES}"' in text(response)


def test_the_list_of_themes_is_the_sources_own_page(editor: Client) -> None:
    address = "https://example.fi/valtuusasiat"
    models.Source.objects.create(slug=THEMES_SOURCE, title_fi="Luettelo", url_fi=address)

    page = text(editor.get(reverse("admin:unconfirmed_names")))

    assert (f'href="{address}"' in page, THEMES in page) == (True, False)


def test_a_case_answers_and_expects_each_row_once(editor: Client) -> None:
    address = url("expectedcase", "change", pk(models.ExpectedCase, "katsoja"))
    once, suppea = pk(models.Prerequisite, "sopimus"), pk(models.Mandate, "suppea")

    assert refused(editor, address, {"yes": [once], "no": [once], "blocked": [suppea]}) == {
        "no": [forms.ANSWERED_TWICE],
        "blocked": [forms.EXPECTED_TWICE],
    }


@pytest.mark.parametrize("model", ROW_MODELS)
def test_every_notes_help_says_that_it_is_published(model: str, editor: Client) -> None:
    with without_html():
        response: Any = editor.get(url(model, "add"))

    fields = response.context_data["adminform"].form.fields
    helps = [
        str(field.help_text) for name, field in fields.items() if "note" in name and not name.endswith(("sv", "en"))
    ]
    assert [text for text in helps if not text.endswith(PUBLIC)] == []


def test_a_slug_of_another_row_is_told_with_that_row(editor: Client) -> None:
    assert refused(editor, url("task", "change", pk(models.Task, "lasku")), {"slug": "katselu"}) == {
        "slug": ["Tämä on jo rivillä ”Teen: katselu”. Anna toinen."]
    }
