"""The second truth table: the source page read once more, by organisation type instead of by condition.

It shares nothing with the code under test: it imports none of it and reads no file. Mandates are numbered
in the order of the source page. A letter after the number is a prerequisite:

    L  the organisation has a statutory right to the data       K  the municipality has a contract on Kelmu
    Y  the Y-tunnus is in the booking system's register         S  the customer has consented
    D  there is a direct-reimbursement contract
"""

from __future__ import annotations

from collections.abc import Set
from typing import Final, TypeAlias

MANDATES: Final = {
    1: "kelmu-etuustiedot",
    2: "kelmu-tyomarkkinatuki",
    3: "kelmu-lastenhoidon-tuki",
    4: "kelmu-toimeentulotuki",
    5: "kelmu-typ",
    6: "kelmu-rintamalisa",
    7: "kelmu-kotoutuminen",
    8: "kelmu-ulkomaanhoito",
    9: "yksityisen-hoidon-tuki",
    10: "ajanvaraus",
    11: "tilitykset",
    12: "kuntoutus",
    13: "laakehinnat",
    14: "kanta-asiakkuus",
    15: "kanta-tietosuoja",
    16: "eessi-kasittely-ja-yhteystiedot",
    17: "eessi-kasittely",
    18: "eessi-katselu",
    19: "eessi-kayttoloki",
    20: "eessi-tilastot",
    21: "vuokranantaja",
}
PREREQUISITES: Final = {
    "L": "lakiperuste",
    "K": "kelmu-sopimus",
    "Y": "ytunnus-rekisterissa",
    "S": "asiakkaan-suostumus",
    "D": "suorakorvaussopimus",
}
EVERYBODY: Final = """
    ajanvaraus 10 YS
"""
KANTA: Final = """
    kanta-kayttoonotto 14
    kanta-sopimukset   14
    kanta-yhteystiedot 14
    kanta-laskutus     14
    kanta-tietosuoja   15
"""
PAGE: Final = {
    "hyvinvointialue": """
        etuustietojen-katselu       1 L
        maksuvaatimukset            1 L
        toimeentulotuen-ilmoitukset 4 L
        typ-asiat                   5 L
        rintamalisa                 6
        kotoutuminen                7 L
        ulkomaanhoidon-laskut       8 L
    """
    + KANTA,
    "kunta": """
        etuustietojen-katselu   1 L
        tyomarkkinatuen-lasku   2 K
        lastenhoidon-tuen-lasku 3
        kotoutuminen            7 L
    """,
    "helsinki": """
        etuustietojen-katselu       1 L
        maksuvaatimukset            1 L
        tyomarkkinatuen-lasku       2 K
        lastenhoidon-tuen-lasku     3
        toimeentulotuen-ilmoitukset 4 L
        typ-asiat                   5 L
        rintamalisa                 6
        kotoutuminen                7 L
    """
    + KANTA,
    "ahvenanmaa": """
        etuustietojen-katselu       1 L
        maksuvaatimukset            1 L
        toimeentulotuen-ilmoitukset 4 L
        rintamalisa                 6
    """
    + KANTA,
    "muu-viranomainen": """
        etuustietojen-katselu 1 L
    """,
    "sosiaaliturvalaitos": """
        etuustietojen-katselu 1 L
        eessi-yhteystiedot    16
        rina-kasittely        17
        eessi-katselu         18
        eessi-kayttoloki      19
        eessi-tilastot        20
    """,
    "kuntoutuspalvelun-tuottaja": """
        kuntoutuskurssit      12
        kuntoutuksen-tulokset 12
        kuntoutussopimukset   12
    """,
    "terveydenhuollon-toimija": """
        tilitysten-lahetys 11 D
        tilitysten-katselu 11 D
    """
    + KANTA,
    "sote-toimija": KANTA,
    "varhaiskasvatuksen-tuottaja": """
        yksityisen-hoidon-ilmoitus 9
    """,
    "laakeyritys": """
        hintailmoitukset 13
    """,
    "vuokranantaja": """
        vuokratiedot  21
        vuokravakuus  21
    """,
    "muu-kumppani": "",
}

Need: TypeAlias = tuple[int, tuple[str, ...]]
Answer: TypeAlias = dict[str, tuple[str, str | None]]
Surplus: TypeAlias = dict[str, tuple[str, ...]]


def _read(block: str) -> dict[str, Need]:
    needs: dict[str, Need] = {}
    for line in filter(str.strip, block.splitlines()):
        task, number, *letters = line.split()
        needs[task] = (int(number), tuple(PREREQUISITES[letter] for letter in "".join(letters)))
    return needs


NEEDS: Final = {slug: _read(block + EVERYBODY) for slug, block in PAGE.items()}
TYPES: Final = tuple(NEEDS)
TASKS: Final = tuple(sorted({task for needs in NEEDS.values() for task in needs}))


def prerequisites_that_matter(types: frozenset[str], tasks: frozenset[str]) -> tuple[str, ...]:
    """The prerequisites of whatever these organisations need for these tasks."""
    needs = (NEEDS[slug].get(task) for slug in types for task in tasks)
    return tuple(sorted({prerequisite for need in needs if need for prerequisite in need[1]}))


def answer(types: frozenset[str], tasks: frozenset[str], yes: frozenset[str], no: frozenset[str]) -> Answer:
    """Per mandate that is needed: request, confirm, blocked or covered, and the covering mandate."""
    states: dict[int, str] = {}
    for slug in types:
        for task in tasks & NEEDS[slug].keys():
            number, prerequisites = NEEDS[slug][task]
            state = _state(prerequisites, yes, no)
            states[number] = _better(state, states.get(number, state))
    found: Answer = {MANDATES[number]: (state, None) for number, state in states.items()}
    return found | _covered(states.keys())


def surplus(types: frozenset[str], tasks: frozenset[str], held: frozenset[str]) -> Surplus:
    """What is held and not called for: for each, the needed narrower mandates that it serves; none is in excess."""
    needed = {NEEDS[slug][task][0] for slug in types for task in tasks & NEEDS[slug].keys()}
    owned = {number for number, slug in MANDATES.items() if slug in held}
    serves = {16: {17, 18}, 17: {18}}
    return {
        MANDATES[number]: tuple(sorted(MANDATES[narrow] for narrow in (serves.get(number, set()) & needed) - owned))
        for number in owned - needed
    }


def _state(prerequisites: tuple[str, ...], yes: frozenset[str], no: frozenset[str]) -> str:
    if not no.isdisjoint(prerequisites):
        return "blocked"
    return "request" if yes.issuperset(prerequisites) else "confirm"


def _better(one: str, other: str) -> str:
    if "request" in (one, other):
        return "request"
    return "confirm" if "confirm" in (one, other) else "blocked"


def _covered(needed: Set[int]) -> Answer:
    """Handling with contact data allows handling, and handling allows viewing. None has a prerequisite."""
    covered: Answer = {}
    if 16 in needed and 17 in needed:
        covered[MANDATES[17]] = ("covered", MANDATES[16])
    if 16 in needed and 18 in needed:
        covered[MANDATES[18]] = ("covered", MANDATES[16])
    if 16 not in needed and 17 in needed and 18 in needed:
        covered[MANDATES[18]] = ("covered", MANDATES[17])
    return covered
