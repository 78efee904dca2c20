"""The team as tables for a spreadsheet: made of the address, the same bytes each time.

A cell never begins as a formula does: rows' texts are editors' words, and a spreadsheet would obey them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from copy import copy
from datetime import datetime
from io import BytesIO, StringIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from advisor.absolute import absolute
from advisor.conversation.cards import Card
from advisor.conversation.questionnaire import Step
from advisor.conversation.questions import WORDS
from advisor.conversation.result import Head
from advisor.conversation.wrong_codes import LONGEST_SHOWN, what_is_wrong
from advisor.kept import reverse
from advisor.team.needs import TeamNeeds, team_needs
from advisor.team.page import team_heads
from advisor.team.roles import Team, TeamRole
from advisor.words import name_view, visible
from mandates.publishing.editions import Edition
from mandates.rules.ruleset import Ruleset

FORMULA: Final = ("=", "+", "-", "@")
EXCEL_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By it Excel knows that a text is UTF-8."""
WIDEST: Final = 48

Table = tuple[tuple[str, ...], ...]


def role_table(edition: Edition, team: Team) -> Table:
    """A line for each mandate that a role's answer shows, under the names of the columns; a wrong code has its own."""
    return _role_table(edition.ruleset, team, team_needs(edition.ruleset, team))


def _role_table(ruleset: Ruleset, team: Team, needs: TeamNeeds) -> Table:
    return (_headings(), *_lines(ruleset, team, team_heads(ruleset, team, needs)))


def as_csv(table: Table) -> str:
    written = StringIO(newline="")
    csv.writer(written, delimiter=";").writerows([[harmless(text) for text in line] for line in table])
    return f"{EXCEL_MARK}{written.getvalue()}"


def as_xlsx(edition: Edition, team: Team) -> bytes:
    """A book of three sheets: the roles, the mandates together, and the themes of the application."""
    needs = team_needs(edition.ruleset, team)
    book = Workbook()
    book.remove(book.active)
    for title, table in (
        (_("Roolit"), _role_table(edition.ruleset, team, needs)),
        (_("Valtuudet"), tuple(_together(edition.ruleset, needs))),
        (_("Hakemus"), tuple(_application(edition.ruleset, needs))),
    ):
        _fill(book, title, table)
    return _timeless(book, edition.published_at)


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, on one line and without signs that none can hold."""
    shown = text if text.isprintable() else visible(text, len(text))
    return f"'{shown}" if shown.startswith(FORMULA) else shown


def _headings() -> tuple[str, ...]:
    return (
        _("Rooli"),
        _("Organisaatio"),
        _("Tehtävät"),
        _("Työsuhde"),
        _("Valtuus"),
        _("Tila"),
        _("Miksi"),
        _("Varmista"),
        _("Vastaus"),
    )


def _lines(ruleset: Ruleset, team: Team, heads: tuple[Head, ...]) -> Iterator[tuple[str, ...]]:
    for role, head in zip(team.roles, heads, strict=True):
        if role.error:
            wrong = f"{visible(role.code, LONGEST_SHOWN)}: {what_is_wrong(role.error)}"
            yield (str(role.number), "", "", "", "", wrong, "", "", "")
        else:
            yield from _role_lines(ruleset, role, head.shown)


def _role_lines(ruleset: Ruleset, role: TeamRole, cards: tuple[Card, ...]) -> Iterator[tuple[str, ...]]:
    said = (
        ", ".join(WORDS[step].said(ruleset, role.conversation))
        for step in (Step.ORGANISATION, Step.TASKS, Step.RELATION)
    )
    head = (str(role.number), *said)
    link = absolute(reverse("code_link", role.code))
    for card in cards:
        yield (*head, *_card(card), link)
    if not cards:
        yield (*head, "", "", "", "", link)


def _card(card: Card) -> tuple[str, ...]:
    return card.name.text, card.tag, ", ".join(card.reasons), card.open


def _together(ruleset: Ruleset, needs: TeamNeeds) -> Iterator[tuple[str, ...]]:
    yield _("Valtuus"), _("Roolit"), _("Rooleja")
    for slug, places in needs.places.items():
        numbers = ", ".join(str(place + 1) for place in places)
        yield name_view(ruleset.mandates[slug]).text, numbers, str(len(places))


def _application(ruleset: Ruleset, needs: TeamNeeds) -> Iterator[tuple[str, ...]]:
    yield _("Valtuusasia"), _("Haettava oikeus")
    for right, slugs in (
        (_("Valtuutusoikeus"), needs.granted),
        (_("Edustajan valtuutusoikeus"), needs.represented),
    ):
        for slug in slugs:
            yield name_view(ruleset.mandates[slug]).text, right


def _fill(book: Workbook, title: str, table: Table) -> None:
    sheet = book.create_sheet(title)
    bold, plain = (_styled(sheet, is_bold=is_bold) for is_bold in (True, False))
    for line, texts in enumerate(table):
        sheet.append([_filled(plain if line else bold, text) for text in texts])
    for column, texts in enumerate(zip(*table, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = min(max(map(len, texts)) + 2, WIDEST)
    sheet.freeze_panes = "A2"


def _styled(sheet: Worksheet, *, is_bold: bool) -> Cell:
    """An empty cell to copy: a style is looked up in the book anew whenever it is set, at some cost."""
    cell = Cell(sheet)
    cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=is_bold)
    return cell


def _filled(styled: Cell, text: str) -> Cell:
    cell = copy(styled)
    cell.value, cell.data_type = _cell(text)
    return cell


def _cell(text: str) -> tuple[str | int, str]:
    """The value with its type: a number, else a text, of which openpyxl would make a formula by itself."""
    return (int(text), "n") if text.isdecimal() else (harmless(text), "s")


def _timeless(book: Workbook, made: datetime) -> bytes:
    """The file without the moment of its making: the same publication gives the same bytes on every host."""
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    written, same = BytesIO(), BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    with ZipFile(written) as archive, ZipFile(same, "w", ZIP_DEFLATED) as timeless:
        for name in archive.namelist():
            timeless.writestr(ZipInfo(name), archive.read(name), ZIP_DEFLATED)
    return same.getvalue()
