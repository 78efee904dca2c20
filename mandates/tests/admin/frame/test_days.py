"""A day is written 26.11.2026 or 2026-11-26 wherever editors write one, in each of their languages."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, Final

import openpyxl
import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from mandates import models
from mandates.publishing import plan
from mandates.rules.texts import LANGUAGE_TABLE
from mandates.tests.admin.forms_sent import page_of, pk, refused, saved, url, without_html

pytestmark = pytest.mark.usefixtures("draft")

DAY: Final = date(2026, 11, 26)
WRITTEN: Final = ("26.11.2026", "2026-11-26")
SPOKEN: Final = [language.code for language in LANGUAGE_TABLE if language.for_editors]


@pytest.fixture(params=SPOKEN)
def speaking(request: Any, editor: Client) -> Client:
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = request.param
    return editor


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("model", [models.Mandate, models.Instruction, models.InfoSection, models.Cause])
def test_a_rows_page_takes_both(model: Any, written: str, speaking: Client) -> None:
    row = model.objects.all()[0]
    saved(speaking, url(model._meta.model_name, "change", row.pk), {"review_by": written})

    row.refresh_from_db()
    assert row.review_by == DAY


@pytest.mark.parametrize(("code", "shown"), list(zip(SPOKEN, WRITTEN, strict=True)))
def test_a_rows_page_shows_a_day_in_the_form_that_it_takes(code: str, shown: str, editor: Client) -> None:
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    key = pk(models.Mandate, "suppea")
    models.Mandate.objects.filter(pk=key).update(review_by=DAY)

    assert f'value="{shown}"' in editor.get(url("mandate", "change", key)).content.decode()


def test_english_takes_no_american_order(editor: Client) -> None:
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = SPOKEN[-1]
    key = pk(models.Mandate, "suppea")
    assert "review_by" in refused(editor, url("mandate", "change", key), {"review_by": "11/12/2026"})

    assert models.Mandate.objects.get(pk=key).review_by.year == 2027


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("26.11.2026", "2026-11-26"),
        ("6.1.2026", "2026-01-06"),
        ("2026-11-26", "2026-11-26"),
        ("2026-11", "2026-11"),
        ("11.2026", "2026-11"),
        ("1/2026", "2026-01"),
        (" 2026 ", "2026"),
    ],
)
def test_a_day_that_may_be_a_month_takes_both(written: str, kept: str, speaking: Client) -> None:
    key = pk(models.Source, "lahde")
    saved(speaking, url("source", "change", key), {"dated": written})

    assert models.Source.objects.get(pk=key).dated == kept


NOT_PARTIAL: Final = "Kirjoita päivä muodossa 26.2.2026, kuukausi muodossa 2.2026 tai vuosi muodossa 2026."
NO_DAY: Final = "Tällaista päivää ei ole."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("31.2.2026", NO_DAY),
        ("2026-02-31", NO_DAY),
        ("2026-13", NOT_PARTIAL),
        ("11/26/2026", NOT_PARTIAL),
        ("keväällä", NOT_PARTIAL),
        ("26", NOT_PARTIAL),
    ],
)
def test_what_is_no_day_month_or_year_is_refused_with_what_is_wrong(written: str, told: str, editor: Client) -> None:
    key = pk(models.Source, "lahde")
    before = models.Source.objects.get(pk=key).dated

    assert refused(editor, url("source", "change", key), {"dated": written}) == {"dated": [told]}
    assert models.Source.objects.get(pk=key).dated == before


@pytest.mark.parametrize(
    ("code", "stored", "in_field", "in_list"),
    [
        (SPOKEN[0], "2026-11-06", "06.11.2026", "6.11.2026"),
        (SPOKEN[0], "2026-11", "11.2026", "marraskuu 2026"),
        (SPOKEN[0], "2026", "2026", "2026"),
        (SPOKEN[-1], "2026-11-06", "2026-11-06", "6 November 2026"),
        (SPOKEN[-1], "2026-11", "2026-11", "November 2026"),
    ],
)
def test_a_partial_day_is_read_as_the_page_speaks(
    code: str, stored: str, in_field: str, in_list: str, editor: Client
) -> None:
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    key = pk(models.Source, "lahde")
    models.Source.objects.filter(pk=key).update(dated=stored)

    assert f'name="dated" value="{in_field}"' in editor.get(url("source", "change", key)).content.decode()
    assert f'<td class="field-day">{in_list}</td>' in editor.get(url("source", "changelist")).content.decode()


@pytest.mark.parametrize(("code", "read"), list(zip(SPOKEN, ["26.11.2026", "26 November 2026"], strict=True)))
def test_history_search_and_what_publishing_changes_read_alike(code: str, read: str, editor: Client) -> None:
    editor.post(url("publication", "add"), {"note": "Testi", "seen": plan.draft().seen})
    key = pk(models.Mandate, "suppea")
    saved(editor, url("mandate", "change", key), {"review_by": WRITTEN[0], "name_dated_fi": WRITTEN[1]})
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = code

    for address in (
        url("mandate", "history", key),
        reverse("admin:draft_changes"),
        f"{reverse('admin:search')}?q={read}",
    ):
        html = editor.get(address).content.decode()
        assert (address, read in strip_tags(html.replace("\xa0", " "))) == (address, True)
        if not address.startswith(reverse("admin:search")):
            assert (address, WRITTEN[1] in html) == (address, False)


@pytest.mark.parametrize("written", WRITTEN)
def test_the_search_finds_a_day_in_either_form(written: str, speaking: Client) -> None:
    models.Mandate.objects.filter(slug="suppea").update(review_by=DAY)
    page = page_of(speaking, f"{reverse('admin:search')}?q={written}")

    found = [row.name for each in page.lists for row in each.rows]
    assert found == [str(models.Mandate.objects.get(slug="suppea"))]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_batch_takes_both(written: str, speaking: Client) -> None:
    row = models.Mandate.objects.get(slug="suppea")
    chosen = {
        "action": "set_dates",
        "_selected_action": [str(row.pk)],
        "post": "yes",
        "save": "1",
        "review_by": written,
    }
    speaking.post(url("mandate", "changelist"), {**chosen, "version": f"{row.pk}-{row.version}"})

    row.refresh_from_db()
    assert row.review_by == DAY


@pytest.mark.parametrize("written", WRITTEN)
def test_the_log_takes_both_and_shows_what_was_asked(written: str, speaking: Client) -> None:
    LogEntry.objects.all().delete()
    saved(speaking, url("source", "change", pk(models.Source, "lahde")), {"dated": "2025"})
    LogEntry.objects.update(action_time="2026-11-26T12:00:00+02:00")

    def count(**asked: str) -> tuple[int, bool]:
        answer: Any = speaking.get(reverse("admin:log"), asked)
        return answer.context["page"].count, 'value="2026-11-26"' in answer.content.decode()

    assert (count(alkaen=written), count(asti=written)) == ((1, True), (1, True))
    outside = [page_of(speaking, f"{reverse('admin:log')}?{when}") for when in ("alkaen=27.11.2026", "asti=25.11.2026")]
    assert [page.count for page in outside] == [0, 0]


def sheet_of(cell: Any) -> bytes:
    row, book = models.Mandate.objects.get(slug="suppea"), openpyxl.Workbook()
    book.active.append(["lista", "versio", "number", "review_by"])
    book.active.append(["mandate", row.version, row.number, cell])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def looked_at(client: Client, cell: Any) -> Any:
    """What the page shows of this sheet."""
    with without_html():
        answer: Any = client.post(
            reverse("admin:spreadsheets"), {"tiedosto": SimpleUploadedFile("taulukko", sheet_of(cell))}
        )
    return answer.context_data["page"]


@pytest.mark.parametrize("cell", [*WRITTEN, " 26.11.2026 ", DAY])
def test_a_spreadsheets_cell_takes_both(cell: str | date, speaking: Client) -> None:
    speaking.post(reverse("admin:spreadsheets"), {"tuonti": looked_at(speaking, cell).payload})

    assert models.Mandate.objects.get(slug="suppea").review_by == DAY


@pytest.mark.parametrize("cell", ["26.13.2026", "11/26/2026", "huomenna", "2026"])
def test_a_spreadsheets_cell_without_a_day_is_named(cell: str, editor: Client) -> None:
    assert looked_at(editor, cell).problems == (
        "Sheet, rivi 2, review_by: tässä pitää olla päivä: 26.11.2026 tai 2026-11-26.",
    )


def test_a_workbook_holds_days_which_each_program_shows_in_its_readers_form(editor: Client) -> None:
    models.Mandate.objects.update(review_by=DAY)
    answer = editor.get(reverse("admin:spreadsheet_export"), {"listat": "mandate", "muoto": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["mandate"]
    column = [cell.value for cell in sheet[1]].index("review_by")

    assert {(line[column].value.date(), line[column].number_format) for line in sheet.iter_rows(min_row=2)} == {
        (DAY, "mm-dd-yy")  # the name of the format that follows the reader's own settings
    }
