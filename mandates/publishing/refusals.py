"""Why a planned publication cannot go out, apart from the problems of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext, gettext_noop

from mandates.publishing import stored
from mandates.publishing.clock import day_and_time
from mandates.publishing.planned import Draft
from mandates.publishing.standing import Sides, Standing

CLOSE: Final = gettext_noop(
    "Julkaisu %(number)s tulee näkyviin minuutin kuluessa: odota, että se näkyy, ja yritä sitten."
)
SEVERAL: Final = gettext_noop("Useampi kuin yksi julkaisu odottaa (%(numbers)s): peru ensin kaikki paitsi yksi.")
HOST_AHEAD: Final = gettext_noop(
    "Tämän palvelimen kello on %(seconds)s sekuntia edellä tietokannan kelloa, joten mitään ei voi julkaista. Kerro "
    "asiasta ylläpidolle: palvelimien kellot pitää asettaa samaan aikaan."
)
HOST_BEHIND: Final = gettext_noop(
    "Tämän palvelimen kello on %(seconds)s sekuntia jäljessä tietokannan kellosta, joten mitään ei voi julkaista. "
    "Kerro asiasta ylläpidolle: palvelimien kellot pitää asettaa samaan aikaan."
)
FROM_THE_FUTURE: Final = gettext_noop(
    "Julkaisu %(number)s on tehty palvelimella, jonka kello oli väärässä ajassa: se tulee näkyviin vasta %(time)s. "
    "Odota siihen asti tai peru julkaisu %(number)s, ja julkaise sitten. Kerro asiasta ylläpidolle."
)
CANCEL_FIRST: Final = gettext_noop("Peru ensin odottava julkaisu %(number)s.")
NONE_WAITS: Final = gettext_noop("Mikään julkaisu ei enää odota: valitse uudestaan, milloin rivit julkaistaan.")
NO_ROWS: Final = gettext_noop("Valitse ainakin yksi rivi, joka julkaistaan.")
ALL_WAIT: Final = gettext_noop(
    "Kaikki luonnoksen muutokset odottavat jo julkaisussa %(number)s. Valitse rivit, jos haluat julkaista niitä jo nyt."
)


def of(planned: Draft, sides: Sides, *, is_again: bool) -> Iterator[str]:
    """The reasons, each a whole sentence."""
    waiting = planned.standing.waiting
    if wrong := wrong_clock(planned.standing):
        yield wrong
    elif len(planned.standing.all_waiting) > 1:
        yield gettext(SEVERAL) % {"numbers": ", ".join(str(each.number) for each in planned.standing.all_waiting)}
    elif waiting and sides.waiting is None:
        yield stored.damaged(waiting)
    elif waiting and sides.live is None:
        yield gettext(CANCEL_FIRST) % {"number": waiting.number}
    elif planned.standing.is_close:
        yield close(planned.standing)
    elif planned.choice.with_waiting and not waiting:
        yield gettext(NONE_WAITS)
    if planned.ruleset and not planned.ruleset.conditions:
        yield gettext("Luonnoksessa ei ole yhtään ehtoa: julkaistavaa ei ole.")
    elif sides.live is not None and not planned.chosen:
        yield _nothing(planned, is_again=is_again)


def _nothing(planned: Draft, *, is_again: bool) -> str:
    live, waiting = planned.live, planned.standing.waiting
    if live and is_again:
        return gettext("Sisältö on sama kuin julkaisussa %(number)s: julkaistavaa ei ole.") % {"number": live.number}
    if live and not planned.rows:
        return gettext("Luonnos on sama kuin julkaisu %(number)s: julkaistavaa ei ole.") % {"number": live.number}
    if waiting and all(row.waits for row in planned.rows):
        return gettext(ALL_WAIT) % {"number": waiting.number}
    return gettext(NO_ROWS)


def wrong_clock(standing: Standing) -> str:
    """Why the clocks let nothing be published; nothing when they are right."""
    if standing.host_ahead:
        sentence = HOST_AHEAD if standing.host_ahead > timedelta() else HOST_BEHIND
        return gettext(sentence) % {"seconds": round(abs(standing.host_ahead).total_seconds())}
    if made := standing.from_the_future:
        return gettext(FROM_THE_FUTURE) % {"number": made.number, "time": day_and_time(made.seen_from)}
    return ""


def close(standing: Standing) -> str:
    return gettext(CLOSE) % {"number": standing.waiting.number if standing.waiting else 0}
