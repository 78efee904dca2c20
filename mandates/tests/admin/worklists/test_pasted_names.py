"""Suomi.fi's list pasted into one page: what is matched, what is confirmed, and that nobody's save is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mandates import models
from mandates.admin.worklists import pasted_names
from mandates.models import Feedback, Mandate, NameState
from mandates.rules.rows import THEMES_SOURCE

pytestmark = pytest.mark.django_db

PAGE: Final = "/admin/mandates/mandate/liita-nimet/"
SEEN: Final = "Laaja nimi otteessa"
OPENED: Final = re.compile(r'name="(opened-\d+)" value="([^"]+)"')
BOX: Final = re.compile(r'name="nimi"\s+value="(\d+-\d+)"\s+(checked)?')


@pytest.fixture
def rows(draft: None) -> dict[str, Mandate]:
    """The broad mandate's name stands in a copy of the register; the narrow one has none and a look-alike."""
    source = models.Source.objects.get(slug="lahde")
    models.Source.objects.create(slug=THEMES_SOURCE, title_fi="Luettelo", url_fi="https://example.fi/l", dated="2026")
    broad = Mandate.objects.get(slug="laaja")
    broad.name_fi, broad.name_state_fi, broad.name_source_fi = SEEN, NameState.SEEN, source
    broad.save()
    narrow = Mandate.objects.get(slug="suppea")
    narrow.title_fi = "Suppeiden tietojen katselu"
    narrow.save()
    return {"laaja": broad, "suppea": narrow}


def sent(text: str, **more: Any) -> dict[str, Any]:
    return {"teksti": text, "kieli": "fi", "lahde": models.Source.objects.get(slug=THEMES_SOURCE).pk, **more}


def compared(editor: Client, text: str) -> str:
    response = editor.post(PAGE, sent(text))
    assert response.status_code == 200
    return unescape(response.content.decode())


def confirmed(editor: Client, page: str, text: str, *ticked: str) -> Any:
    opened = dict(OPENED.findall(page))
    return editor.post(PAGE, sent(text, nimi=list(ticked), vahvista="1", **opened), follow=True)


def boxes(page: str) -> dict[str, bool]:
    return {key: bool(checked) for key, checked in BOX.findall(page)}


def names() -> list[tuple[str, str]]:
    return list(Mandate.objects.order_by("slug").values_list("name_fi", "name_state_fi"))


def test_each_line_stands_beside_its_mandate_with_the_evidence(editor: Client, rows: dict[str, Mandate]) -> None:
    text = f"• {SEEN}, voimassa 1.1.2026–31.12.2026\nSuppeiden tietojen katsominen\nToinen\nAivan muuta"

    page = compared(editor, text)

    assert boxes(page) == {f"0-{rows['laaja'].pk}": True, f"1-{rows['suppea'].pk}": False}
    assert "Sama nimi kuin valtuusrekisterin otteessa (nähty)." in page
    assert re.search(r"Muistuttaa työnimeä \(\d\d %\)\. Vertaa kuvausta\.", page)
    assert "Toisen valtuusasian nimi, joka sekoitetaan tähän. Älä vahvista." in page
    assert "Mikään valtuus ei muistuta tätä." in page
    assert names() == [(SEEN, "nahty"), ("", "vahvistamaton")]


def test_ticked_names_are_confirmed_with_source_date_and_history(editor: Client, rows: dict[str, Mandate]) -> None:
    text = f"{SEEN}\nSuppeiden tietojen katsominen"
    page = compared(editor, text)

    response = confirmed(editor, page, text, *boxes(page))

    assert response.redirect_chain == [(reverse("admin:unconfirmed_names"), 302)]
    assert "2 nimeä on vahvistettu." in response.content.decode()
    assert names() == [(SEEN, "vahvistettu"), ("Suppeiden tietojen katsominen", "vahvistettu")]
    today = timezone.localdate().isoformat()
    for row in Mandate.objects.all():
        assert (row.name_source_fi.slug if row.name_source_fi else "", row.name_dated_fi) == (THEMES_SOURCE, today)
        assert row.version == rows[row.slug].version + 1
        entry = LogEntry.objects.get(object_id=str(row.pk))
        assert (entry.user.username, "imen tila suomeksi" in entry.get_change_message()) == ("aino", True)


def test_a_text_of_ours_is_never_ticked_and_what_is_not_ticked_stays(editor: Client, rows: dict[str, Mandate]) -> None:
    text = f"Suppeiden tietojen katselu\n{SEEN}"
    page = compared(editor, text)
    assert boxes(page) == {f"0-{rows['suppea'].pk}": False, f"1-{rows['laaja'].pk}": True}

    confirmed(editor, page, text, f"1-{rows['laaja'].pk}")

    assert names() == [(SEEN, "vahvistettu"), ("", "vahvistamaton")]


def test_a_row_that_somebody_saved_meanwhile_is_not_overwritten(editor: Client, rows: dict[str, Mandate]) -> None:
    text = f"{SEEN}\nSuppeiden tietojen katsominen"
    page = compared(editor, text)
    row = Mandate.objects.get(slug="suppea")
    row.name_fi, row.name_state_fi, row.name_source_fi = "Toisen tallentama", NameState.OLD, row.source
    row.save()

    response = confirmed(editor, page, text, *boxes(page))

    again = unescape(response.content.decode())
    assert "Mitään ei tallennettu. Korjaa merkityt rivit." in again
    assert "Jos nimi pitää silti vahvistaa, merkitse se uudestaan." in again
    assert names() == [(SEEN, "nahty"), ("Toisen tallentama", "vanha")]
    assert boxes(again)[f"0-{rows['laaja'].pk}"] is True


def test_another_field_that_somebody_saved_meanwhile_stays(editor: Client, rows: dict[str, Mandate]) -> None:
    page = compared(editor, SEEN)
    row = Mandate.objects.get(slug="laaja")
    row.allows_fi = "katsoa kaikkea"
    row.save()

    confirmed(editor, page, SEEN, *boxes(page))

    row.refresh_from_db()
    assert (row.name_state_fi, row.allows_fi) == ("vahvistettu", "katsoa kaikkea")


def test_what_a_save_would_refuse_is_refused_and_nothing_is_saved(editor: Client, rows: dict[str, Mandate]) -> None:
    name = f"{SEEN} {'x' * 200}"
    page = compared(editor, f"{SEEN}\n{name}")
    key = f"1-{rows['laaja'].pk}"

    response = confirmed(editor, page, f"{SEEN}\n{name}", f"0-{rows['laaja'].pk}", key)

    assert "Merkitsit samalle valtuudelle kaksi nimeä." in unescape(response.content.decode())
    assert names() == [(SEEN, "nahty"), ("", "vahvistamaton")]


@pytest.mark.parametrize("ticked", [[], ["7-1"], ["0-999"], ["x"], ["0-1; DROP"]])
def test_what_nobody_ticked_confirms_nothing(ticked: list[str], editor: Client, rows: dict[str, Mandate]) -> None:
    page = compared(editor, SEEN)

    confirmed(editor, page, SEEN, *ticked)

    assert names() == [(SEEN, "nahty"), ("", "vahvistamaton")]
    assert LogEntry.objects.count() == 0


def test_a_page_that_remembers_nothing_saves_nothing(editor: Client, rows: dict[str, Mandate]) -> None:
    editor.post(PAGE, sent(SEEN, nimi=[f"0-{rows['laaja'].pk}"], vahvista="1"))

    assert names()[0] == (SEEN, "nahty")


def test_a_busy_database_keeps_the_page(editor: Client, rows: dict[str, Mandate]) -> None:
    page = compared(editor, SEEN)

    def busy(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE") and "mandates_mandate" in sql:
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        response = confirmed(editor, page, SEEN, *boxes(page))

    assert response.status_code == 503
    assert "Tietokanta on varattu." in response.content.decode()
    assert boxes(response.content.decode()) == boxes(page)


def test_an_empty_list_and_a_wrong_source_are_told(editor: Client, rows: dict[str, Mandate]) -> None:
    response = editor.post(PAGE, {"teksti": "", "kieli": "fi", "lahde": "999"})

    assert response.content.decode().count('class="errorlist"') == 2


def test_signs_that_unfold_to_many_are_counted_as_many(editor: Client, rows: dict[str, Mandate]) -> None:
    response = editor.post(PAGE, sent("ﷺ" * 12_000))

    assert list(response.context["page"].form.errors) == ["teksti"]


def test_a_list_of_another_language_confirms_that_language(editor: Client, rows: dict[str, Mandate]) -> None:
    Mandate.objects.filter(slug="suppea").update(title_sv="Granska smala uppgifter")
    text = "Granska smala uppgifterna"
    page = unescape(editor.post(PAGE, {**sent(text), "kieli": "sv"}).content.decode())

    data = {**sent(text), "kieli": "sv", "nimi": list(boxes(page)), "vahvista": "1", **dict(OPENED.findall(page))}
    editor.post(PAGE, data)

    row = Mandate.objects.get(slug="suppea")
    assert (row.name_sv, row.name_state_sv, row.name_fi) == (text, "vahvistettu", "")


def test_what_visitors_told_stands_with_its_count_beside_the_name(editor: Client, rows: dict[str, Mandate]) -> None:
    told = {"page": "/x/", "language": "fi", "publication": 1, "day": timezone.localdate(), "mandate": "laaja"}
    for name in ("Laaja nimi otteessa", "laaja nimi OTTEESSA", "Laaja nimi otteessa", "<b>Muu</b>"):
        Feedback.objects.create(**told, found_as=name)

    assert "3 kävijää löysi sen tällä nimellä." in compared(editor, SEEN)
    for address in (reverse("admin:unconfirmed_names"), f"/admin/mandates/mandate/{rows['laaja'].pk}/change/"):
        page = editor.get(address).content.decode()
        assert f'<span lang="fi">{SEEN}</span> (3), <span lang="fi">&lt;b&gt;Muu&lt;/b&gt;</span> (1)' in page


def test_what_visitors_told_is_shown_to_who_may_read_it(client: Client, rows: dict[str, Mandate]) -> None:
    Feedback.objects.create(
        page="/x/", language="fi", publication=1, day=timezone.localdate(), mandate="laaja", found_as="Salainen nimi"
    )
    user = User.objects.create_user("saimi", is_staff=True)
    user.groups.set(Group.objects.filter(name="Toimittaja"))
    group = Group.objects.get(name="Toimittaja")
    client.force_login(user)
    addresses = (reverse("admin:unconfirmed_names"), f"/admin/mandates/mandate/{rows['laaja'].pk}/change/")
    assert ["Salainen nimi" in client.get(each).content.decode() for each in addresses] == [True, True]

    group.permissions.remove(*group.permissions.filter(codename="view_feedback"))

    assert ["Salainen nimi" in client.get(each).content.decode() for each in addresses] == [False, False]


def test_lines_cost_no_queries(
    editor: Client, rows: dict[str, Mandate], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        compared(editor, "\n".join([SEEN, *(f"Rivi {number}" for number in range(300))]))


def test_a_mandate_that_somebody_takes_out_of_use_meanwhile_is_told_of(
    rows: dict[str, Mandate], editor: Client
) -> None:
    first, other = Mandate.objects.filter(retired=False)[:2]
    sent = {"teksti": "Ensimmäinen\nToinen", "kieli": "fi", "lahde": models.Source.objects.all()[0].pk, "vahvista": "1"}
    Mandate.objects.filter(pk=other.pk).update(retired=True)

    response: Any = editor.post(reverse("admin:paste_names"), {**sent, "nimi": [f"0-{first.pk}", f"1-{other.pk}"]})

    assert [str(each) for each in response.context["messages"]] == [pasted_names.LOST]
    assert not Mandate.objects.filter(name_fi__in=("Ensimmäinen", "Toinen")).exists()
