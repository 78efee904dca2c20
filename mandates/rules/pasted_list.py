"""What a list copied from Suomi.fi holds: the names, one by one, with the days and the state told of each. Pure.

`static/js/names.js` reads lists by the same rules in a visitor's browser; the cases of `tests/rules/data/names.json`
hold the two together. What Suomi.fi writes around a name (a bullet, the days of validity) is no part of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from mandates.rules.names import KnownName, fold

LONGEST: Final = 500
"""What of a line is read: names are shorter."""
LINES: Final = re.compile(r"[\r\n\u2028\u2029]+")
LETTER: Final = r"[^\W_]"
BULLET: Final = re.compile(r"^(?:\[[xX]\]\s|[^\w\s(]|\s|\(?[0-9]{1,3}[.)]\s|\(?[a-zA-Z]\)\s|[a-z]\.\s)+")
MONTHS: Final = (
    "tammi|jan",
    "helmi|feb",
    "maalis|mar(?!ras)",
    "huhti|apr",
    "touko|maj|may",
    "kesä|jun",
    "heinä|jul",
    "elo|aug",
    "syys|sep",
    "loka|okt|oct",
    "marras|nov",
    "joulu|dec",
)
"""How a month's name begins in our languages."""
DATE: Final = re.compile(
    r"(?<![0-9])(?:([0-9]{1,2})[./-]\s?([0-9]{1,2})[./-]\s?([0-9]{4}|[0-9]{2})|([0-9]{4})-([0-9]{2})-([0-9]{2})|"
    rf"([0-9]{{1,2}})(?:\.|st|nd|rd|th)?\s((?:{'|'.join(MONTHS)})[a-zä]{{0,8}})\.?\s([0-9]{{4}})|"
    rf"(?<!{LETTER})((?:{'|'.join(MONTHS)})[a-zä]{{0,8}})\.?\s([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s([0-9]{{4}}))(?![0-9])",
    re.IGNORECASE,
)
WITHOUT_YEAR: Final = re.compile(
    r"(?<![0-9.])([0-9]{1,2})\.\s?([0-9]{1,2})\.?(?=\s?[–—\u2212-]\s?([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})(?![0-9]))"
)
"""The first day of a time, whose year stands beside the last one only."""
GIVEN: Final = re.compile(
    rf"(?<!{LETTER})(?:vahvistettu|myönnetty|annettu|luotu|allekirjoitettu|bekräftad|beviljad|given|skapad|"
    rf"undertecknad|confirmed|granted|created|issued|signed)[ :]{{1,2}}(?:on |den )?(?:{DATE.pattern})",
    re.IGNORECASE,
)
"""The day on which a mandate was given: it neither begins nor ends then."""
COMING: Final = (
    r"tulossa voimaan|tulee voimaan|ei vielä voimassa|ei vielä alkanut|"
    r"träder i kraft|inte ännu i kraft|ännu inte i kraft|"
    r"not yet valid|not yet in force|not yet active|upcoming|tulevat|kommande"
)
BEGINNING: Final = (
    rf"{COMING}|alkaen|alkaa|lähtien|alkamispäivä|voimaantulo|toistaiseksi|"
    r"fr\.o\.m\.|från|börjar|startdatum|tills vidare|"
    r"from|since|begins|start date|further notice"
)
ENDED: Final = (
    r"päättyi|päättynyt|päättyneet|ei voimassa|ei enää voimassa|vanhentunut|umpeutunut|rauennut|lakannut|mitätöity|"
    r"peruttu|poistettu|hylätty|"
    r"upphörde|upphört|har upphört att gälla|avslutad|avslutades|ogiltig|inte giltig|inte i kraft|ej i kraft|gått ut|"
    r"utgått|utgången|förfallen|återkallad|avslagen|"
    r"expired|ended|invalid|not valid|no longer valid|not in force|no longer in force|lapsed|terminated|inactive|"
    r"cancelled|revoked|rejected|vanhentuneet|avslutade|upphörda|utgångna"
)
WAITING: Final = (
    r"odottaa vahvistusta|odottaa vahvistamista|odottaa hyväksyntää|odottaa|käsittelyssä|vahvistamatta|"
    r"väntar på bekräftelse|väntar på godkännande|väntar|under behandling|obekräftad|"
    r"waiting for confirmation|awaiting confirmation|pending confirmation|pending|unconfirmed|odottavat|väntande"
)
VALIDITY: Final = (
    rf"{BEGINNING}|{ENDED}|{WAITING}|voimassa|voimassaolo|voimassaoloaika|päättymispäivä|päättyy|asti|"
    r"saakka|vahvistettu|aktiivinen|tila|giltig|giltighet|giltighetstid|gäller|i kraft|till och med|t\.o\.m\.|till|den|"
    r"upphör|slutdatum|bekräftad|aktiv|status|valid|validity|in force|until|expires|ends|to|confirmed|active"
)
TYPE: Final = (
    r"asiointivaltuus|edustamisvaltuus|ärendefullmakt|representationsfullmakt|mandate for transactions|"
    r"mandate to represent|kela|kansaneläkelaitos|fpa|folkpensionsanstalten"
)
"""The type of a mandate, and whose service it opens: beside a name on its line."""
THEME: Final = (
    r"valtuusasia|valtuusasiat|valtuus|valtuudet|valtuuden|valtuuden nimi|valtuuden tyyppi|"
    r"fullmaktsärende|fullmakt|fullmakter|fullmaktens|fullmaktens namn|fullmaktstyp|"
    r"mandate theme|mandate|mandates|name of the mandate|type of mandate"
)
"""What else stands before a name, or above a column of names: it says what the name is of. No word is in two of these
groups: in a line that repeats it each time would double the ways to read the line."""
PARTY: Final = re.compile(
    rf"^\s*(?:valtuuttaja|valtuuden antaja|valtuutettu|valtuuden saaja|"
    rf"fullmaktsgivare|befullmäktigad|fullmaktstagare|assignor|assignee|mandator|mandatary)(?!{LETTER})",
    re.IGNORECASE,
)
"""A line or a column that begins so names whom a mandate binds, and no mandate."""
HEAD: Final = re.compile(rf"^\s*(?:(?:{THEME}|{TYPE}|{VALIDITY})(?:\s*:|\s+[–—-]\s)|(?:{TYPE})\s)", re.IGNORECASE)
AROUND: Final = rf"[\s,:/\"–—\u2212-]|(?<!{LETTER})(?:{VALIDITY}|{TYPE})(?!{LETTER})"
ALONE: Final = re.compile(rf"(?:{AROUND}|(?<!{LETTER})(?:{THEME})(?!{LETTER}))*", re.IGNORECASE)
TAIL: Final = re.compile(rf"\((?:{AROUND})+\)|{AROUND}|\(", re.IGNORECASE)
"""A word, a sign or what stands in brackets after a name."""
IS_ENDED: Final = re.compile(rf"(?<!{LETTER})(?:{ENDED})(?!{LETTER})", re.IGNORECASE)
IS_WAITING: Final = re.compile(rf"(?<!{LETTER})(?:{WAITING})(?!{LETTER})", re.IGNORECASE)
IS_COMING: Final = re.compile(rf"(?<!{LETTER})(?:{COMING})(?!{LETTER})", re.IGNORECASE)
BEGINS: Final = re.compile(rf"(?<!{LETTER})(?:{BEGINNING})(?!{LETTER})", re.IGNORECASE)
OPEN: Final = re.compile(r"^\s*[–—\u2212-]\s*$")
SECTION: Final = re.compile(
    r"\W*(?:(?:voimassa ?olevat|päättyneet|vanhentuneet|odottavat|tulevat|giltiga|gällande|avslutade|upphörda|utgångna|"
    r"väntande|kommande)(?: valtuudet| fullmakter)?|(?:valid|active|current|ended|expired|pending|upcoming) mandates)"
    r"\W*[0-9]*\W*",
    re.IGNORECASE,
)
"""The heading of a part of the list: what it says is said of each name below it."""
COLUMNS: Final = re.compile(r'[\t|;]|"\s*,\s*"?|,\s*"')
"""Between the columns of a table or of a spreadsheet's text."""
FINER: Final = re.compile(r"[\t,]|\s[–—•·/&+-]\s|:\s|\s\(|\)")
"""What else people put between a name and what is beside it; read so where that is a known name."""
MOST_BROKEN: Final = 3
"""Over so many lines a mail program breaks a name."""
CENTURY: Final = 2000


class LineState(StrEnum):
    """What a line says of a mandate beside its days; a valid one needs no word."""

    TOLD_BY_DAYS = ""
    COMING = "coming"
    WAITING = "waiting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One name as it was pasted, without what stands around it, the first and the last day of its validity (ISO) and
    its state if they are told."""

    text: str
    begins: str = ""
    ends: str = ""
    state: LineState = LineState.TOLD_BY_DAYS


def lines_of(pasted: str, known: Iterable[KnownName] = ()) -> tuple[PastedLine, ...]:
    """The names of a pasted text, one a line: of columns those with a known name, else the first.

    A line of days or of a state alone belongs to the name above it; one of the giver or the receiver names nothing.
    """
    found: list[PastedLine] = []
    names = frozenset(fold(name.text) for name in known)
    lines = (unicodedata.normalize("NFC", each[:LONGEST]) for each in LINES.split(pasted))
    written = WITHOUT_YEAR.sub(_with_year, GIVEN.sub(" ", "\n".join(lines))).split("\n")
    rows = [*_in_sections(row for each in written for row in _rows(each[:LONGEST], names))]
    for line in _joined([row for row, _ in rows], [_line(*each, names) for each in rows], names):
        if line.text:
            found.append(line)
        elif found:
            found[-1] = _with_below(found[-1], line)
    return tuple(found)


def _in_sections(rows: Iterable[str]) -> Iterator[tuple[str, LineState]]:
    """The rows without headings, each with the state that its heading tells."""
    state = LineState.TOLD_BY_DAYS
    for row in rows:
        if SECTION.fullmatch(row):
            state = _state(row)
        else:
            yield row, state


def _with_year(found: re.Match[str]) -> str:
    """A first day with the year of the last one, or the year before where it is later in the year."""
    day, month, last_day, last_month, year = map(int, found.groups())
    return f"{day}.{month}.{year - ((month, day) > (last_month, last_day))}"


def _rows(written: str, names: frozenset[str]) -> list[str]:
    """A line of several known names as a line of each. What stands beside a mere list of them is said of all."""
    if PARTY.match(BULLET.sub("", written)):
        return [written]
    for signs in (COLUMNS, FINER):
        columns = signs.split(written)
        at = [place for place, column in enumerate(columns) if fold(_bare(DATE.sub(" ", column))) in names]
        if len(at) < 2:
            continue
        rows = [columns[start:end] for start, end in pairwise([*at, len(columns)])]
        if all(len(row) == 1 and not DATE.search(row[0]) for row in rows[:-1]):
            rows = [[columns[place], *columns[: at[0]], *columns[at[-1] + 1 :]] for place in at]
        return ["\t".join(row) for row in rows]
    return [written]


def _with_below(above: PastedLine, line: PastedLine) -> PastedLine:
    """A name with what a line without a name tells of it. Of two days that stand alone the first begins."""
    alone = above.ends if above.ends and line.ends and not above.begins else ""
    ends = line.ends if alone and line.ends > alone else above.ends or line.ends
    begins = above.begins or line.begins or (alone if ends != alone else "")
    return replace(above, begins=begins, ends=ends, state=above.state or line.state)


def _joined(written: list[str], lines: list[PastedLine], names: frozenset[str]) -> Iterator[PastedLine]:
    """The lines, those that are one known name together as one: the longest there is."""
    plain = [HEAD.sub("", BULLET.sub("", each)).strip() for each in written]
    starts = [fold(each) for each in plain]
    ends = [fold(line.text) for line in lines]
    at = 0
    while at < len(lines):
        size = next((size for size in range(MOST_BROKEN, 1, -1) if _is_name(starts, ends, at, size, names)), 1)
        last = lines[at + size - 1]
        yield replace(last, text=" ".join(" ".join((*plain[at : at + size - 1], last.text)).split()))
        at += size


def _is_name(starts: list[str], ends: list[str], at: int, size: int, names: frozenset[str]) -> bool:
    last = at + size - 1
    return last < len(ends) and all(ends[at : last + 1]) and " ".join((*starts[at:last], ends[last])) in names


def _line(written: str, section: LineState, names: frozenset[str]) -> PastedLine:
    visible = "".join(sign for sign in written if unicodedata.category(sign) != "Cf")
    is_party = PARTY.match(BULLET.sub("", visible)) is not None
    columns = _columns(COLUMNS.split(DATE.sub("\t", visible)), is_party)
    if not any(fold(text) in names for _, text in columns):
        finer = _columns(FINER.split(DATE.sub("\t", visible)), is_party)
        columns = finer if any(fold(text) in names for _, text in finer) else columns
    around = " ".join(column.replace(text, " ", 1) for column, text in columns)
    texts = [text for _, text in columns if fold(text)]
    text = next((text for text in texts if fold(text) in names), texts[0] if texts else "")
    state = _state(around) or (section if text else LineState.TOLD_BY_DAYS)
    return PastedLine(" ".join(text.split()), *_days(visible, list(DATE.finditer(visible))), state)


def _columns(columns: Iterable[str], is_party: bool) -> list[tuple[str, str]]:
    return [(each, "" if is_party else _bare(each)) for each in columns]


def _bare(column: str) -> str:
    """A column without its bullet, what it is of, its words of validity and its state."""
    text = BULLET.sub("", column)
    return "" if PARTY.match(text) or ALONE.fullmatch(text) else _without_tail(HEAD.sub("", text)).strip()


def _without_tail(text: str) -> str:
    """The text up to what stands after a name to its end. Each word of that is read once, however many there are."""
    start = end = 0
    for each in TAIL.finditer(text):
        start = start if each.start() == end else each.start()
        end = each.end()
    return text[:start] if end == len(text) else text


def _state(around: str) -> LineState:
    if IS_ENDED.search(around):
        return LineState.ENDED
    if IS_WAITING.search(around):
        return LineState.WAITING
    return LineState.COMING if IS_COMING.search(around) else LineState.TOLD_BY_DAYS


def _days(written: str, dates: list[re.Match[str]]) -> tuple[str, str]:
    """The first and the last day of validity: the earlier and the later of two; one alone ends unless it is said to
    begin."""
    days = [day.isoformat() for each in dates if (day := _day(each))]
    begins = dates and (BEGINS.search(DATE.sub(" ", written)) or OPEN.match(written[dates[-1].end() :]))
    if len(days) == 1:
        return (days[0], "") if begins else ("", days[0])
    return (min(days), max(days)) if days else ("", "")


def _day(found: re.Match[str]) -> date | None:
    day, month, year, iso_year, iso_month, iso_day, *named = found.groups()
    plain_day, name, plain_year, first_name, named_day, named_year = named
    whole = int(year or iso_year or plain_year or named_year)
    numbered = int(month or iso_month or _month(name or first_name))
    try:
        return date(whole if whole > 99 else CENTURY + whole, numbered, int(day or iso_day or plain_day or named_day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(number for number, begins in enumerate(MONTHS, 1) if re.match(begins, name, re.IGNORECASE))
