"""What is stored of a publication, in the database and in the copy on disk, read again; or why it cannot be."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext, gettext_noop

from mandates.content import contents, documents
from mandates.content.contents import Content
from mandates.models import Publication
from mandates.publishing.clock import day_and_time
from mandates.rules.ruleset import Ruleset

logger = logging.getLogger(__name__)
UNREADABLE: Final = (ValueError, TypeError, KeyError)
"""What reading a publication raises that is damaged, or of a format that this code does not know."""
PRUNED: Final = gettext_noop(
    "Julkaisun %(number)s sisältö on poistettu tilan säästämiseksi (%(editor)s, %(time)s). Sitä ei voi enää "
    "lukea, verrata eikä julkaista uudestaan. Vanhat linkit ja koodit toimivat silti."
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A publication as it stands in the database and in the copy on disk."""

    number: int
    format: int
    live_from: str
    sha256: str
    body: str

    @classmethod
    def of(cls, row: Publication) -> Stored:
        """A publication that never shows counts from the time that it was given first."""
        return cls(row.number, row.format, (row.seen_from or row.live_from).isoformat(), row.sha256, row.body)

    def refuse_damaged(self) -> None:
        """:raises ValueError: when the digest does not match."""
        if digest(self.body) != self.sha256:
            raise ValueError(f"publication {self.number} does not match its digest")


def tell_of(where: logging.Logger, sentence: str, error: Exception) -> None:
    """One line of level ERROR that ends with the reason: data or a disk is at fault, and not where the program was."""
    reason = f"{type(error).__name__}: {error}".partition("\n")[0]
    where.error("%s (%s).", sentence, reason)


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def copy_path() -> Path:
    """One copy for each database, so that two installations in one folder never mix."""
    parts = (str(connection.settings_dict.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME"))
    key = digest("\n".join(parts))[:12]
    return Path(settings.DATA_DIR) / f"publication-{key}.json"


def write_copy(stored: Stored) -> None:
    """Keep it on disk for when the database is gone. Never fails."""
    path = copy_path()
    part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        part.write_text(json.dumps(asdict(stored)), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        tell_of(logger, "The copy of the last publication could not be written", error)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def read_copy() -> Stored | None:
    """What the copy holds; None when there is none.

    :raises OSError, ValueError, TypeError: when it cannot be read.
    """
    path = copy_path()
    return Stored(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def compiled(publication: Publication) -> Ruleset:
    """The content of any publication, compiled.

    :raises ValueError: when the stored document does not match its digest, or this code does not know its format.
    """
    return content_of(publication).ruleset


def content_of(publication: Publication) -> Content:
    """The content of any publication.

    :raises ValueError, TypeError, KeyError: when it does not match its digest, or this code does not know its format.
    """
    Stored.of(publication).refuse_damaged()
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
