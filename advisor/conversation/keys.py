"""The keys of the conversation's addresses. Pure: no Django, no I/O."""

from __future__ import annotations

import re
from typing import Final

from mandates.rules.rows import Kind

TYPES: Final = "organisaatio"
ADDED: Final = "lisaa"
"""One more type, by a button: htmx would put a button's value in the place of all that share its name."""
TASKS: Final = "tehtava"
RELATION: Final = "suhde"
YES: Final = "kylla"
NO: Final = "ei"
HELD: Final = "on"
VERSION: Final = "v"
WHY: Final = "miksi"
"""Asks an answer for machines for its reasons."""
WANTED: Final = "1"
CONTINUING: Final = "jatka"
CHANGING: Final = "muuta"
MENDED: Final = "poistettu"
SIFTING: Final = "suodata"
"""The button that filters a long question's options. Without it the words are passed over, as on the next page."""
SIFTED: Final = "sana"
CODE: Final = "koodi"
"""A code, which stands for answers."""
ROLE: Final = "rooli"
"""A code of a team's address."""
KINDS: Final = {
    TYPES: Kind.TYPE,
    TASKS: Kind.TASK,
    YES: Kind.PREREQUISITE,
    NO: Kind.PREREQUISITE,
    HELD: Kind.MANDATE,
}
"""What the slugs of a key are."""
OTHERS: Final = frozenset({ADDED, YES, NO, HELD, VERSION, WHY, CONTINUING, CHANGING, MENDED, SIFTING, SIFTED})
"""Those that are no question's."""
OF_OTHERS: Final = re.compile(
    r"utm_.*|mc_.*|_ga.*|_gl|_hs.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mkt_tok|"
    r"ref|sa|source|usg|ust|ved"
)
"""Keys that campaigns, and programs that lead to links, add to them."""
