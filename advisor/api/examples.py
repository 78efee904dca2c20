"""Whole requests and their answers, by name: what the OpenAPI document shows, and tests/api/test_openapi.py asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from advisor.api.schema_parts import Schema
from advisor.conversation.keys import HELD, NO, RELATION, ROLE, TASKS, TYPES, WANTED, WHY, YES

Examples = Mapping[str, object]

REQUESTS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "needed": {
        TYPES: ["hyvinvointialue"],
        TASKS: ["ajanvaraus", "rintamalisa"],
        RELATION: ["oma"],
        YES: ["ytunnus-rekisterissa"],
        HELD: ["kelmu-rintamalisa"],
    },
    "covered": {
        TYPES: ["sosiaaliturvalaitos"],
        TASKS: ["eessi-katselu", "rina-kasittely"],
        RELATION: ["toinen"],
    },
    "blocked": {
        TYPES: ["kunta"],
        TASKS: ["tyomarkkinatuen-lasku"],
        RELATION: ["oma"],
        NO: ["kelmu-sopimus"],
    },
    "unsure": {
        TYPES: ["hyvinvointialue"],
        TASKS: ["typ-asiat"],
        RELATION: ["oma"],
        YES: ["lakiperuste"],
    },
    "more": {
        TYPES: ["sosiaaliturvalaitos"],
        TASKS: ["eessi-katselu"],
        RELATION: ["oma"],
        HELD: ["eessi-kasittely", "eessi-tilastot"],
    },
    "unfinished": {TYPES: ["kunta"]},
    "explained": {
        TYPES: ["hyvinvointialue"],
        TASKS: ["ajanvaraus", "etuustietojen-katselu", "maksuvaatimukset"],
        RELATION: ["oma"],
        YES: ["lakiperuste"],
        NO: ["asiakkaan-suostumus"],
        WHY: [WANTED],
    },
}
NOTHING: Final[Schema] = {
    "publication": 1,
    "sha256": "0" * 64,
    "request": [],
    "confirm": [],
    "blocked": [],
    "held": [],
    "covered": {},
    "unsure": [],
    "excess": [],
    "broader": {},
    "dropped": [],
    "dropped_why": {},
}
RESULTS: Final[Examples] = {
    "needed": NOTHING | {"confirm": ["ajanvaraus"], "held": ["kelmu-rintamalisa"], "code": "A5SZ-BP6-XM4"},
    "covered": NOTHING
    | {"request": ["eessi-kasittely"], "covered": {"eessi-katselu": "eessi-kasittely"}, "code": "FD4G-BV7K"},
    "blocked": NOTHING | {"blocked": ["kelmu-tyomarkkinatuki"], "code": "97HV-MVKQ"},
    "unsure": NOTHING | {"request": ["kelmu-typ"], "unsure": ["kelmu-typ"], "code": "95AU-ANKY"},
    "more": NOTHING
    | {
        "held": ["eessi-katselu"],
        "excess": ["eessi-tilastot"],
        "broader": {"eessi-kasittely": ["eessi-katselu"]},
        "code": "3M3W-6JUF-R5KW-YWC",
    },
    "unfinished": NOTHING | {"next": "tehtavat"},
    "explained": NOTHING
    | {
        "request": ["kelmu-etuustiedot"],
        "blocked": ["ajanvaraus"],
        "code": "35ZP-UB3A-RRC",
        "why": {
            "ajanvaraus": {
                "condition": "ajanvaraus",
                "every_type": True,
                "types": [],
                "task": "ajanvaraus",
                "prerequisites": {"asiakkaan-suostumus": "no", "ytunnus-rekisterissa": "unanswered"},
                "also": [],
                "source": "kela-asiointivaltuudet",
                "publication": 1,
            },
            "kelmu-etuustiedot": {
                "condition": "etuustietojen-katselu",
                "every_type": False,
                "types": [
                    "ahvenanmaa",
                    "helsinki",
                    "hyvinvointialue",
                    "kunta",
                    "muu-viranomainen",
                    "sosiaaliturvalaitos",
                ],
                "task": "etuustietojen-katselu",
                "prerequisites": {"lakiperuste": "yes"},
                "also": ["maksuvaatimukset"],
                "source": "kela-asiointivaltuudet",
                "publication": 1,
            },
        },
    },
}

TEAMS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {
    "team": {ROLE: ["95F-88G-2PU", "FD4G-BV7K", "95F-88G-2PX"]},
}
TEAM_RESULTS: Final[Examples] = {
    "team": {
        "roolit": [
            NOTHING | {"confirm": ["ajanvaraus", "kelmu-etuustiedot", "kelmu-toimeentulotuki"], "code": "95F-88G-2PU"},
            RESULTS["covered"],
            NOTHING | {"dropped": ["95F-88G-2PX"], "next": "organisaatio"},
        ],
        "loput_pois": False,
        "valtuudet": {
            "ajanvaraus": [0],
            "eessi-kasittely": [1],
            "kelmu-etuustiedot": [0],
            "kelmu-toimeentulotuki": [0],
        },
        "hakemus": ["ajanvaraus", "eessi-kasittely", "kelmu-etuustiedot", "kelmu-toimeentulotuki"],
    }
}

SEARCHES: Final = {
    "found": "varaan aikoja asiakkaille",
    "organisation": "yliopisto",
    "advice": "en pääse kirjautumaan",
    "nothing": "sää huomenna",
}
ABROAD: Final = {"swedish": "boka tid för kunder", "english": "book appointments for customers"}
NO_HITS: Final[Schema] = {"tehtavat": [], "valtuudet": [], "organisaatiot": [], "ohjeet": []}
FOUND: Final[Examples] = {
    "found": NO_HITS | {"tehtavat": ["ajanvaraus"], "valtuudet": ["ajanvaraus"]},
    "organisation": NO_HITS | {"tehtavat": ["ajanvaraus"], "organisaatiot": ["muu-kumppani"]},
    "advice": NO_HITS | {"ohjeet": ["en-paase-kirjautumaan"]},
    "nothing": NO_HITS,
}
