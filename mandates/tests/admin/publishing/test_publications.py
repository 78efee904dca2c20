"""Publications in the admin: adding one is publishing, and nothing else can be done to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.messages import get_messages
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin.frame import problems
from mandates.admin.publishing.checklist import Checklist
from mandates.admin.publishing.effect import ChangedAnswer, ShownImpact
from mandates.admin.publishing.forms import CLOCKS_TURN
from mandates.checks.integrity import Severity
from mandates.content import documents
from mandates.models import Publication, RowCounts
from mandates.publishing import pruning
from mandates.publishing import publish as publishing
from mandates.tests import drafts
from mandates.tests.admin.forms_sent import page_of, without_html
from mandates.tests.publishing import tampering

pytestmark = pytest.mark.usefixtures("draft")

ADD: Final = "/admin/mandates/publication/add/"
LIST: Final = "/admin/mandates/publication/"
LIST_QUERIES: Final = 10


def person(client: Client, *permissions: str) -> Client:
    """A member of the staff with these permissions on publications."""
    user = User.objects.create_user("onni", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return client


def publish(client: Client, note: str = "Muutos", **values: Any) -> Any:
    """Read the page, fill it in and send it."""
    return client.post(ADD, {"seen": seen(client), "note": note, **values})


def read(client: Client, query: str = "") -> Checklist:
    """What the page shows."""
    found: Checklist = page_of(client, f"{ADD}?{query}").checklist
    return found


def seen(client: Client) -> str:
    return read(client).seen


def shown(response: Any) -> Checklist:
    found: Checklist = response.context_data["page"].checklist
    return found


def rename(name: str) -> None:
    models.Task.objects.filter(slug="lasku").update(name_fi=name)


def text(response: Any) -> str:
    return str(response.content.decode())


def refused(response: Any) -> tuple[int, list[str]]:
    return response.status_code, list(response.context_data["page"].form.non_field_errors())


def test_publishing_stores_tells_and_leaves_a_trace(editor: Client) -> None:
    response = publish(editor, "Uusi tehtävä")

    published = Publication.objects.get()
    assert (published.number, published.editor, published.note) == (1, "aino", "Uusi tehtävä")
    assert (response.status_code, response.headers["Location"]) == (302, LIST)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Julkaisu 1 on julkaistu. Kävijät näkevät sen minuutin kuluessa."
    ]
    entry = LogEntry.objects.get()
    assert (entry.action_flag, entry.object_id, entry.object_repr) == (ADDITION, str(published.pk), "Julkaisu 1")
    history: Any = editor.get(reverse("admin:mandates_publication_history", args=(published.pk,)))
    assert list(history.context["action_list"]) == [entry]


def test_the_page_lists_warnings_with_links_and_offers_to_publish(editor: Client) -> None:
    found = read(editor)

    assert (found.errors, found.others, found.can_publish) == ((), (), True)
    assert (found.cases, found.failing, found.effect) == (1, (), None)
    broad = models.Mandate.objects.get(slug="laaja")
    sentence = "Valtuus ”Valtuus laaja”, nimen tila suomeksi: Nimeä Suomi.fissä ei ole vahvistettu (fi)."
    url = reverse("admin:mandates_mandate_change", args=(broad.pk,))
    assert problems.ProblemView(sentence, url, Severity.WARNING) in found.warnings


def test_errors_block_and_lead_to_the_row(editor: Client) -> None:
    condition = models.Condition.objects.get(slug="lasku")
    condition.types.clear()
    task = drafts.task("uusi", models.Service.objects.get())

    page: Any = editor.get(ADD)
    response = publish(editor)

    found = {problem.text: problem.url for problem in shown(page).errors}
    assert found["Tehtävä ”Teen: uusi”, ehdot: Tehtävällä ei ole ehtoa: vastaus ei johda mihinkään."] == reverse(
        "admin:mandates_task_change", args=(task.pk,)
    )
    sentence = (
        "Ehto ”Teen: lasku → Valtuus laaja”, organisaatiotyypit: Ehto ei koske ketään: valitse organisaatiotyyppi."
    )
    assert found[sentence] == reverse("admin:mandates_condition_change", args=(condition.pk,))
    assert 'type="submit" value="Julkaise"' not in text(page)
    assert refused(response) == (200, ["Korjaa alla luetellut virheet."])
    assert Publication.objects.count() == 0


def test_a_draft_without_changes_is_a_form_error(editor: Client) -> None:
    publish(editor)

    page: Any = editor.get(ADD)
    response = publish(editor)

    sentence = "Luonnos on sama kuin julkaisu 1: julkaistavaa ei ole."
    assert (shown(page).others, shown(page).can_publish) == ((sentence,), False)
    assert refused(response) == (200, ["Korjaa alla luetellut virheet."])
    assert sentence in text(response)
    assert LogEntry.objects.count() == 1


@without_html()
def test_a_failing_case_blocks_until_the_case_is_changed(editor: Client) -> None:
    publish(editor)
    case = models.ExpectedCase.objects.get()
    suppea = models.Mandate.objects.get(slug="suppea")
    case.request.clear()
    case.confirm.set([suppea])

    page: Any = editor.get(ADD)
    response = publish(editor)
    case.confirm.clear()
    case.request.set([suppea])
    case.note = "Tarkistettu."
    case.save()

    (failing,) = shown(page).failing
    assert failing.situation == "Katson kunnassa (katsoja)."
    assert failing.sentences == ("”Valtuus suppea”: odotettiin ”varmista ensin”, tuli ”pyydä”.",)
    assert failing.url == reverse("admin:mandates_expectedcase_change", args=(case.pk,))
    assert failing.preview == "/admin/esikatselu/tulos/?organisaatio=kunta&tehtava=katselu&suhde=oma"
    assert (shown(page).passed, shown(page).errors, shown(page).can_publish) == (0, (), False)
    assert response.status_code == 200
    effect = read(editor).effect
    assert effect is not None
    assert [(row.row, row.after) for row in effect.wording] == [
        ("Odotettu tapaus: Katson kunnassa (katsoja).", "Tarkistettu.")
    ]
    assert publish(editor).status_code == 302


def test_the_impact_is_told_with_links_to_before_and_after(editor: Client) -> None:
    publish(editor)
    models.Condition.objects.get(slug="lasku").types.add(models.OrganisationType.objects.get(slug="helsinki"))
    rename("Katson laskun")

    page: Any = editor.get(ADD)

    effect = shown(page).effect
    assert effect is not None
    assert (effect.changed, effect.situations, effect.percent) == (3, 8, "37,5")
    assert [group.title for group in effect.groups] == ["Katson laskun"]
    query = "organisaatio=helsinki&tehtava=lasku&suhde=oma"
    assert effect.groups[0].changes == (
        ChangedAnswer(
            "Helsinki + Katson laskun: lisää Valtuus laaja",
            f"/tulos/?{query}",
            f"/admin/esikatselu/tulos/?{query}",
        ),
    )
    assert [(row.row, row.what, row.before, row.after) for row in effect.rules] == [
        ("Ehto: Katson laskun → Valtuus laaja", "organisaatiotyypit", "Kunta", "Helsinki, Kunta")
    ]
    assert [(row.row, row.what, row.before, row.after) for row in effect.wording] == [
        ("Tehtävä: Katson laskun", "nimi suomeksi", "Teen: lasku", "Katson laskun")
    ]
    listed = text(editor.get(reverse("admin:mandates_publication_impact")))
    assert listed.splitlines() == [
        "Vastaus muuttuu 3 tilanteessa, kun niitä on 8.",
        "Helsinki + Katson laskun: lisää Valtuus laaja",
        "Ehto: Katson laskun → Valtuus laaja, organisaatiotyypit: Kunta → Helsinki, Kunta",
        "Tehtävä: Katson laskun, nimi suomeksi: Teen: lasku → Katson laskun",
    ]


def test_a_new_row_is_shown_whole_and_all_in_words(editor: Client) -> None:
    publish(editor)
    row = drafts.task("uusi", models.Service.objects.get())
    models.Task.objects.filter(pk=row.pk).update(hint_sv="Tips")
    models.Mandate.objects.filter(slug="suppea").update(
        name_fi="Nimi", name_state_fi="nahty", name_source_fi=models.Source.objects.get()
    )

    effect = read(editor).effect

    assert effect is not None
    assert [(each.row, each.what, each.before, each.after) for each in effect.rules] == [
        ("Tehtävä: Teen: uusi", "uusi rivi", "", ""),
        ("Tehtävä: Teen: uusi", "tunniste", "", "uusi"),
        ("Tehtävä: Teen: uusi", "pysyvä numero", "", "3"),
        ("Tehtävä: Teen: uusi", "palvelu", "", "Palvelu"),
        ("Tehtävä: Teen: uusi", "nimi suomeksi", "", "Teen: uusi"),
        ("Tehtävä: Teen: uusi", "ohje ruotsiksi", "", "Tips"),
    ]
    assert [(each.row, each.what, each.before, each.after) for each in effect.wording] == [
        ("Valtuus: Valtuus suppea", "nimi Suomi.fissä suomeksi", "", "Nimi"),
        ("Valtuus: Valtuus suppea", "nimen tila suomeksi", "Vahvistamaton", "Nähty valtuusrekisterin otteessa"),
        ("Valtuus: Valtuus suppea", "nimen lähde suomeksi", "", "Lähde"),
    ]


@without_html()
def test_a_condition_that_a_retired_row_puts_out_of_force_is_not_told_as_gone(editor: Client) -> None:
    """Nor as new when the row is in use again: nobody has touched the condition."""
    mandate = models.Mandate.objects.get(slug="suppea")
    drafts.condition("uusi", drafts.task("uusi", models.Service.objects.get()), mandate, every_type=True)
    drafts.translate()
    publish(editor)
    for retired, what in ((True, "ei enää voimassa"), (False, "taas voimassa")):
        models.Task.objects.filter(slug="uusi").update(retired=retired)
        effect = read(editor).effect
        assert effect is not None
        assert [(each.row, each.what) for each in effect.rules] == [
            ("Tehtävä: Teen: uusi", "poistettu käytöstä"),
            ("Ehto: Teen: uusi → Valtuus suppea", what),
        ]
        assert publish(editor, confirmed=str(effect.confirm)).status_code == 302


def test_a_large_change_asks_for_the_number_of_situations(editor: Client) -> None:
    publish(editor)
    models.Condition.objects.get(slug="lasku").types.add(models.OrganisationType.objects.get(slug="helsinki"))

    without, wrong = publish(editor), publish(editor, confirmed="4")
    right = publish(editor, confirmed="3")

    sentence = {"confirmed": ["Kirjoita muuttuvien tilanteiden määrä: 3."]}
    assert (without.context_data["page"].form.errors, wrong.context_data["page"].form.errors) == (sentence, sentence)
    assert (right.status_code, Publication.objects.count()) == (302, 2)


@without_html()
def test_a_change_of_covering_asks_for_confirmation_though_no_situation_changes(editor: Client) -> None:
    publish(editor)
    models.Mandate.objects.get(slug="laaja").includes.clear()

    effect = read(editor).effect

    assert effect is not None
    assert (effect.changed, effect.confirm) == (0, 0)
    assert effect.covering == ("Valtuus laaja: ei enää sisällä valtuutta Valtuus suppea",)
    assert publish(editor, confirmed="0").status_code == 302


def test_a_draft_that_changed_while_it_was_read_is_refused_with_the_changes(editor: Client) -> None:
    read = seen(editor)
    rename("Katson laskun")

    response: Any = editor.post(ADD, {"seen": read, "note": "Muutos"})

    assert refused(response) == (200, [publishing.CHANGED])
    assert (response.context_data["page"].form["note"].value(), response.context_data["page"].form["seen"].value()) == (
        "Muutos",
        seen(editor),
    )


@without_html()
def test_the_slower_of_two_publishers_is_told_who_published_and_what(editor: Client) -> None:
    read = seen(editor)
    publishing.publish("onni", "Nopea")
    rename("Katson laskun")

    response: Any = editor.post(ADD, {"seen": read, "note": "Muutos"})

    sentence = "Joku muu julkaisi, kun luit sivua: Julkaisu 1 (onni, Nopea). Lue muutokset uudestaan."
    assert refused(response) == (200, [sentence])
    assert Publication.objects.count() == 1


def test_a_time_to_go_live_is_local_and_in_the_future(editor: Client) -> None:
    past = publish(editor, live_from="2020-01-01T00:00")
    response = publish(editor, live_from="2099-01-01T00:00")

    published = Publication.objects.get()
    assert past.context_data["page"].form.errors == {"live_from": [publishing.PAST]}
    assert published.live_from == datetime(2098, 12, 31, 22, tzinfo=UTC)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Julkaisu 1 on ajastettu. Kävijät näkevät sen 1.1.2099 klo 0.00 alkaen."
    ]
    assert '<td class="field-state">ajastettu</td>' in text(editor.get(LIST))


@without_html()
@pytest.mark.parametrize("time", ["2125-03-25T03:30", "2125-10-28T03:30"])
def test_a_time_that_the_clocks_skip_or_show_twice_is_told_in_words(time: str, editor: Client) -> None:
    response = publish(editor, live_from=time)
    assert response.context_data["page"].form.errors["live_from"] == [CLOCKS_TURN]


@without_html()
def test_an_empty_note_is_a_form_error(editor: Client) -> None:
    response = publish(editor, "")

    assert response.context_data["page"].form.errors == {"note": ["Tämä kenttä vaaditaan."]}
    assert Publication.objects.count() == 0


def test_losing_a_race_is_a_form_error_and_leaves_no_trace(editor: Client) -> None:
    ahead = iter([True])

    def overtake(execute: Any, sql: str, *rest: Any) -> Any:
        if "mandates_publication" in sql and sql.startswith("INSERT") and next(ahead, False):
            Publication.objects.create(number=1, format=1, editor="onni", note="Nopea", sha256="", body="[]")
        return execute(sql, *rest)

    with connection.execute_wrapper(overtake):
        response = publish(editor)

    assert refused(response) == (200, [publishing.SAME_TIME])
    assert LogEntry.objects.count() == 0


def test_a_publication_is_shown_without_its_body_and_can_be_downloaded(editor: Client) -> None:
    publish(editor)
    published = Publication.objects.get()

    page = editor.get(reverse("admin:mandates_publication_change", args=(published.pk,))).content.decode()
    body = editor.get(reverse("admin:mandates_publication_body", args=(published.pk,)))

    assert published.sha256 in page
    assert "Teen: lasku" not in page
    assert body.content.decode() == documents.export()
    assert body.headers["Content-Type"] == "application/json"
    assert body.headers["Content-Disposition"] == 'attachment; filename="julkaisu-1.json"'


def test_the_list_shows_the_beginning_of_the_digest_and_offers_no_actions(editor: Client) -> None:
    publish(editor)

    page: Any = editor.get(LIST)

    assert f'<td class="field-digest">{Publication.objects.get().sha256[:12]}</td>' in page.content.decode()
    assert page.context["cl"].model_admin.get_actions(page.wsgi_request) == {}


def test_nothing_else_can_be_done_to_a_publication(editor: Client) -> None:
    publish(editor)
    published = Publication.objects.get()
    change = reverse("admin:mandates_publication_change", args=(published.pk,))
    delete = reverse("admin:mandates_publication_delete", args=(published.pk,))

    statuses = [
        editor.post(change, {"note": "Toinen"}).status_code,
        editor.get(delete).status_code,
        editor.post(delete, {"post": "yes"}).status_code,
    ]

    assert statuses == [403, 403, 403]
    assert list(Publication.objects.values_list("note", flat=True)) == ["Muutos"]


def two_publications() -> tuple[Publication, Publication]:
    first = publishing.publish("aino", "Ensimmäinen")
    rename("Katson laskun")
    return first, publishing.publish("aino", "Toinen")


def again(client: Client, older: Publication, **values: Any) -> Any:
    address = reverse("admin:mandates_publication_again", args=(older.pk,))
    sent = {"seen": page_of(client, address).form["seen"].value(), "note": "Takaisin", **values}
    return client.post(address, sent)


def test_the_list_tells_states_and_counts(editor: Client) -> None:
    two_publications()

    page = text(editor.get(LIST))

    assert page.count('<td class="field-state">näkyy nyt</td>') == 1
    assert page.count('<td class="field-state">vanhempi</td>') == 1
    counts = "organisaatioita 2, tehtäviä 2, valtuuksia 2, ehtoja 2"
    assert page.count(f'<td class="field-counts">{counts}</td>') == 2


def test_two_publications_can_be_compared(editor: Client) -> None:
    first, second = two_publications()

    chosen = {"vanha": first.pk, "uusi": second.pk}
    page: Any = editor.get(reverse("admin:mandates_publication_compare"), chosen)

    effect: ShownImpact = page.context["page"].comparison.effect
    assert (effect.changed, effect.groups, effect.rules) == (0, (), ())
    assert [(row.row, row.before, row.after) for row in effect.wording] == [
        ("Tehtävä: Katson laskun", "Teen: lasku", "Katson laskun")
    ]


@without_html()
def test_an_older_publication_is_published_again(editor: Client) -> None:
    first, _ = two_publications()

    response = again(editor, first)

    third = Publication.objects.get(number=3)
    assert (response.status_code, third.body, third.note) == (302, first.body, "Takaisin")
    assert documents.export() != first.body
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.change_message) == ("Julkaisu 3", "Sama sisältö kuin julkaisussa 1.")


def test_the_draft_can_be_set_back_too_and_each_row_has_it_in_its_history(editor: Client) -> None:
    first, _ = two_publications()
    task = models.Task.objects.get(slug="lasku")

    again(editor, first, restore="on")

    assert documents.export() == first.body
    entries = LogEntry.objects.exclude(object_repr="Julkaisu 3")
    assert list(entries.values_list("user__username", "object_id", "object_repr", "change_message")) == [
        ("aino", str(task.pk), "Teen: lasku", "Palautettu: Julkaisu 1")
    ]


@without_html()
def test_without_rights_to_rows_the_draft_cannot_be_set_back(client: Client) -> None:
    first, second = two_publications()
    publisher = person(client, "view_publication", "add_publication")

    again(publisher, first, restore="on")

    assert documents.export() == second.body
    assert Publication.objects.count() == 3


def test_the_newest_publication_is_not_published_again(editor: Client) -> None:
    _, second = two_publications()

    response = again(editor, second)

    assert response.status_code == 200
    assert Publication.objects.count() == 2


def test_a_damaged_publication_is_told_in_words_everywhere(editor: Client) -> None:
    first, second = two_publications()
    rename("Kolmas")
    tampering.tamper("body = replace(body, 'laskun', 'kaiken')", number=2)
    sentence = "Julkaisu 2 on vahingoittunut tietokannassa"
    detail = reverse("admin:mandates_publication_change", args=(second.pk,))
    compare = reverse("admin:mandates_publication_compare") + f"?vanha={first.pk}&uusi={second.pk}"
    back = reverse("admin:mandates_publication_again", args=(first.pk,))

    pages = [editor.get(page) for page in (ADD, detail, compare, back, reverse("admin:index"))]

    assert [(page.status_code, sentence in text(page)) for page in pages] == [(200, True)] * 5
    assert sentence in text(again(editor, second))
    assert publish(editor).status_code == 302


def test_a_publication_without_content_is_told_in_words_everywhere(editor: Client) -> None:
    first, second = two_publications()
    list(pruning.prune(pruning.prunable(1, timedelta()), "onni"))
    sentence = "Julkaisun 1 sisältö on poistettu tilan säästämiseksi (onni, "
    detail = reverse("admin:mandates_publication_change", args=(first.pk,))
    newer = reverse("admin:mandates_publication_change", args=(second.pk,))
    compare = reverse("admin:mandates_publication_compare")
    back = reverse("admin:mandates_publication_again", args=(first.pk,))
    body = reverse("admin:mandates_publication_body", args=(first.pk,))

    pages = {address: text(editor.get(address)) for address in (LIST, detail, newer, compare, back)}
    file = editor.get(body)

    assert pages[LIST].count("sisältö poistettu") == 1
    assert pages[LIST].count("organisaatioita 2, tehtäviä 2, valtuuksia 2, ehtoja 2") == 2
    assert sentence in pages[detail]
    assert (back in pages[detail], body in pages[detail]) == (False, False)
    assert f"vanha={first.pk}" not in pages[newer]
    assert ("Julkaisu 1, " in pages[compare], "Julkaisu 2, " in pages[compare]) == (False, True)
    assert sentence in pages[back]
    assert (file.status_code, sentence in file.content.decode()) == (410, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_reads_no_body_and_asks_as_little_of_many(editor: Client, count: int) -> None:
    for place in range(count):
        rename(f"Nimi {place}")
        publishing.publish("aino", "Muutos")
    editor.get(LIST)

    with CaptureQueriesContext(connection) as asked:
        page = editor.get(LIST)

    assert page.content.decode().count("field-digest") == count
    assert [each["sql"] for each in asked if '"body"' in each["sql"]] == []
    clocks = [each["sql"] for each in asked if "clock_timestamp" in each["sql"]]
    assert len(clocks) == (connection.vendor == "postgresql")
    assert len(asked) - len(clocks) == LIST_QUERIES


def test_rows_of_a_publication_that_an_earlier_release_made_are_counted(editor: Client) -> None:
    """It may run beside this one, and counts nothing."""
    published = publishing.publish("aino", "Muutos")
    RowCounts.objects.filter(publication=published).delete()

    assert "organisaatioita 2, tehtäviä 2, valtuuksia 2, ehtoja 2" in text(editor.get(LIST))


def test_the_database_refuses_to_change_or_delete_a_publication() -> None:
    publishing.publish("aino", "Muutos")
    statements = ["UPDATE mandates_publication SET note = 'x'", "DELETE FROM mandates_publication"]

    for statement in statements:
        with (
            pytest.raises(DatabaseError, match="a publication cannot be changed or deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Publication.objects.get().note == "Muutos"


def test_what_is_not_permitted_is_refused(client: Client) -> None:
    published = publishing.publish("aino", "Muutos")
    body = reverse("admin:mandates_publication_body", args=(published.pk,))
    anonymous = [client.get(page).status_code for page in (ADD, LIST, body)]
    staff = person(client)
    nobody = [staff.get(page).status_code for page in (ADD, LIST, body)]
    User.objects.all().delete()
    reader = person(client, "view_publication")
    reading = [reader.get(page).status_code for page in (ADD, LIST, body)]

    assert (anonymous, nobody, reading) == ([302, 302, 302], [403, 403, 403], [403, 200, 200])
    assert reader.post(ADD, {"note": "Muutos"}).status_code == 403


def two_changes() -> tuple[str, str]:
    """A publication, then changes in two rows; gives their values on the page."""
    publishing.publish("aino", "Ensimmäinen")
    rename("Katson laskun")
    models.Service.objects.update(summary_fi="Toinen kuvaus.")
    return "task.1", "service.1"


def test_all_changed_rows_are_chosen_at_first_and_told_by_their_names(editor: Client) -> None:
    two_changes()

    found = read(editor).chooser

    assert [(row.value, row.called, row.what, row.chosen) for row in found.rows] == [
        ("service.1", "Palvelu: Palvelu", "kuvaus suomeksi", True),
        ("task.1", "Tehtävä: Katson laskun", "nimi suomeksi", True),
    ]


def test_what_is_chosen_is_checked_told_and_published_alone(editor: Client) -> None:
    task, _ = two_changes()
    choice = {"valittu": "1", "rivi": [task]}

    page: Any = editor.get(ADD, choice)
    read = shown(page)
    response = editor.post(ADD, {"seen": read.seen, "note": "Tehtävä", **choice})

    assert read.effect is not None
    assert [row.row for row in read.effect.wording] == ["Tehtävä: Katson laskun"]
    listed = text(editor.get(f"{reverse('admin:mandates_publication_impact')}?{read.chooser.query}"))
    assert "service" not in listed
    assert response.status_code == 302
    body = Publication.objects.get(number=2).body
    assert ("Katson laskun" in body, "Toinen kuvaus." in body) == (True, False)


@without_html()
def test_choice_that_was_changed_after_reading_publishes_nothing(editor: Client) -> None:
    task, service = two_changes()
    read = shown(editor.get(ADD, {"valittu": "1", "rivi": [task]})).seen

    response: Any = editor.post(ADD, {"seen": read, "note": "Muutos", "valittu": "1", "rivi": [task, service]})

    assert refused(response) == (200, [publishing.CHOSE_OTHERS])
    assert Publication.objects.count() == 1
    assert (
        editor.post(
            ADD, {"seen": shown(response).seen, "note": "Muutos", "valittu": "1", "rivi": [task, service]}
        ).status_code
        == 302
    )


def test_rows_that_the_chosen_need_are_added_with_one_click(editor: Client) -> None:
    publishing.publish("aino", "Ensimmäinen")
    added = drafts.task("uusi", models.Service.objects.get())
    made = drafts.condition("uusi", added, models.Mandate.objects.all()[0], every_type=True)
    drafts.translate()
    choice = {"valittu": "1", "rivi": [f"condition.{made.number}"]}

    without = shown(editor.get(ADD, choice))
    whole: Any = editor.post(ADD, {**choice, "tarvitut": without.chooser.add, "note": "Uusi"})

    assert (without.chooser.add, without.can_publish) == (f"task.{added.number}", False)
    assert shown(whole).can_publish
    assert whole.context_data["page"].form.initial["note"] == "Uusi"
    assert Publication.objects.count() == 1


def test_page_says_why_nothing_can_be_published(editor: Client) -> None:
    publishing.publish("aino", "Ensimmäinen")
    case = models.ExpectedCase.objects.get()
    case.request.clear()

    page = text(editor.get(ADD))

    assert "Tätä ei voi julkaista:" in page
    assert '<a href="#failing">' in page
    assert 'name="julkaise"' not in page


@without_html()
def test_reasons_name_rows_and_fields_as_editors_do(editor: Client) -> None:
    """Of a row that is left out, of one that waits as another text, and of what a correction would do to what waits."""
    publishing.publish("aino", "Ensimmäinen")
    models.Task.objects.filter(slug="lasku").update(name_fi="Odottava")
    publishing.publish("aino", "Toinen", timezone.now() + timedelta(days=1))
    models.Task.objects.filter(slug="lasku").update(name_fi="Korjattu")
    task = drafts.task("uusi", models.Service.objects.get())
    models.Task.objects.filter(slug="uusi").update(name_fi="Uusi tehtävä")
    made = drafts.condition("uusi", task, models.Mandate.objects.all()[0], every_type=True)
    drafts.translate()
    corrected, added = f"task.{models.Task.objects.get(slug='lasku').number}", f"condition.{made.number}"

    lost = shown(editor.get(ADD, {"valittu": "1", "rivi": [added]})).others
    page = editor.get(ADD, {"valittu": "1", "rivi": [corrected]})
    asked = refused(
        editor.post(
            ADD, {"valittu": "1", "rivi": [corrected], "seen": shown(page).seen, "note": "Korjaus", "julkaise": "1"}
        )
    )

    assert "Rivit viittaavat riveihin, joita ei julkaista: ”Uusi tehtävä”. Valitse nekin." in lost
    assert not [each for each in lost if "task" in each or "condition" in each]
    assert asked[1] == [
        "Odottava julkaisu 2 muuttaa myös näitä rivejä: ”Korjattu”. Valitse jokaisesta, kumpi teksti siihen tulee."
    ]


def test_nonsense_in_an_address_chooses_nothing(editor: Client) -> None:
    two_changes()

    found = shown(editor.get(ADD, {"valittu": "1", "rivi": ["", "task", "task.x", ".1", "task.99", "muu.1"]}))

    assert (found.chooser.chosen, found.others) == (0, ("Valitse ainakin yksi rivi, joka julkaistaan.",))


def test_time_of_what_waits_is_changed_and_taken_away_with_a_trace(editor: Client) -> None:
    publishing.publish("aino", "Ensimmäinen")
    rename("Katson laskun")
    waiting = publishing.publish("aino", "Toinen", timezone.now() + timedelta(days=1))
    address = reverse("admin:mandates_publication_timing", args=(waiting.pk,))

    past: Any = editor.post(address, {"live_from": "2020-01-01T00:00"})
    moved = editor.post(address, {"live_from": "2099-01-01T00:00"})
    cancelled = editor.post(address, {"peru": "1"})
    again_: Any = editor.post(address, {"peru": "1"}, follow=True)

    assert past.context_data["page"].form.errors == {"live_from": [publishing.PAST]}
    assert (moved.status_code, cancelled.status_code) == (302, 302)
    assert "Julkaisu 2 ei odota: sen aikaa ei voi muuttaa." in text(again_)
    detail = text(editor.get(reverse("admin:mandates_publication_change", args=(waiting.pk,))))
    assert "aino: uusi aika 1.1.2099 klo 0.00" in detail
    assert "aino: peruttu" in detail
    assert "peruttu" in text(editor.get(LIST))
    assert list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True)) == [
        "Uusi aika: 1.1.2099 klo 0.00.",
        "Peruttu.",
    ]
