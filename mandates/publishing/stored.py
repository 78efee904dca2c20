"""What is stored of a publication, read again; or why it cannot be."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext, gettext_noop

from mandates.content import contents, documents
from mandates.content.contents import Content
from mandates.models import Publication
from mandates.publishing import editions
from mandates.publishing.clock import day_and_time
from mandates.publishing.editions import UNREADABLE
from mandates.rules.ruleset import Ruleset

PRUNED: Final = gettext_noop(
    "Julkaisun %(number)s sisältö on poistettu tilan säästämiseksi (%(editor)s, %(time)s). Sitä ei voi enää "
    "lukea, verrata eikä julkaista uudestaan. Vanhat linkit ja koodit toimivat silti."
)


def compiled(publication: Publication) -> Ruleset:
    """The content of any publication, compiled.

    :raises ValueError: when the stored document does not match its digest, or this code does not know its format.
    """
    return content_of(publication).ruleset


def content_of(publication: Publication) -> Content:
    """The content of any publication.

    :raises ValueError, TypeError, KeyError: when it does not match its digest, or this code does not know its format.
    """
    editions.refuse_damaged(editions.stored_of(publication))
    return contents.published(publication.sha256, publication.body, publication.format)


def read(publication: Publication | None) -> tuple[Content | None, str]:
    """Its content, or why there is none."""
    if publication is None:
        return None, ""
    try:
        content = content_of(publication)
        content.ruleset  # noqa: B018 - what cannot be compiled cannot be read
    except UNREADABLE:
        return None, damaged(publication)
    return content, ""


def damaged(publication: Publication) -> str:
    """What to tell an editor about a publication that cannot be read."""
    if publication.is_pruned:
        return gettext(PRUNED) % {
            "number": publication.number,
            "editor": publication.pruned.editor,
            "time": day_and_time(publication.pruned.pruned_at),
        }
    if publication.format > documents.FORMAT:
        newer = gettext(
            "Julkaisu %(number)s on tehty tämän palvelun uudemmalla versiolla, eikä tämä versio osaa lukea sitä. "
            "Kävijät näkevät uusimman julkaisun, jonka tämä versio osaa lukea. Pyydä ylläpitoa ottamaan uudempi "
            "versio käyttöön ennen kuin julkaiset."
        )
        return newer % {"number": publication.number}
    message = gettext(
        "Julkaisu %(number)s on vahingoittunut tietokannassa: sen sisältöä ei voi lukea tai se ei vastaa "
        "tiivistettä. Kävijät näkevät edelleen sen, minkä palvelu ehti ladata ehjänä. Kerro asiasta ylläpidolle. "
        "Voit korjata tilanteen julkaisemalla luonnoksen tai ehjän vanhan julkaisun uudestaan."
    )
    return message % {"number": publication.number}
