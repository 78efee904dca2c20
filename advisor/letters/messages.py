"""Ready messages beside the request: to Kela where something must be asked or put right first, and to give back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisor.conversation.cards import Card
from advisor.conversation.mandate_lines import card_lines, name_lines, one_line, under_number
from advisor.letters.letter import fitting_mail, mailto, signed
from advisor.letters.places import employer
from advisor.words import lines, name_view, show
from mandates.rules.recommend import Surplus
from mandates.rules.rows import Prerequisite, Relation
from mandates.rules.ruleset import Ruleset


@dataclass(frozen=True, slots=True)
class ReadyMessage:
    """A whole message. `to` is empty where the sender knows better than we do."""

    to: str
    subject: str
    text: str
    mailto: str


def ask_if_current(to: str, cards: Sequence[Card], relations: frozenset[Relation]) -> ReadyMessage:
    """To Kela, of mandates that may have changed since the source.

    `relations` decide what the sender's organisation is called, as in the request on the same page.
    """
    question = ngettext(
        "Onko tämä Suomi.fi-valtuus yhä käytössä, ja mikä sen nimi on?",
        "Ovatko nämä Suomi.fi-valtuudet yhä käytössä, ja mitkä niiden nimet ovat?",
        len(cards),
    )
    change = _("Jos jotakin on muuttunut, mitä organisaatiomme nyt tarvitsee näihin tehtäviin?")
    subject = _("Kysymys: onko Suomi.fi-valtuus yhä oikea")
    organisation = _organisation(relations)
    whole, brief = (signed(question, *map(of, cards), change, organisation) for of in (_whole, _brief))
    return ReadyMessage(to, subject, whole, fitting_mail(subject, (whole, brief), to))


def _whole(card: Card) -> str:
    return _asked_of(card, card_lines(card))


def _brief(card: Card) -> str:
    """What a mail of several mandates has room for."""
    return _asked_of(card, (one_line(card.name.text),))


def _asked_of(card: Card, lines: Iterable[str]) -> str:
    reasons = _("Tehtävä: %(reasons)s") % {"reasons": ". ".join(map(one_line, card.reasons))}
    return under_number(card.number, [*lines, reasons])


def ask_for_prerequisite(prerequisite: Prerequisite, relations: frozenset[Relation]) -> ReadyMessage | None:
    """To whoever can put a missing prerequisite right; None where its row has no address."""
    if not prerequisite.contact_email:
        return None
    name = {"name": one_line(show(prerequisite.name))}
    return ready_message(
        prerequisite.contact_email,
        _("Suomi.fi-valtuuden edellytys: %(name)s") % name,
        _("Tarvitsemme Suomi.fi-valtuuden Kelan palveluun. Meiltä puuttuu tämä edellytys: %(name)s.") % name,
        _("Mitä organisaatiomme pitää tehdä?"),
        _organisation(relations),
    )


def ask_to_remove(ruleset: Ruleset, surplus: Surplus) -> ReadyMessage | None:
    """To whoever granted what is not needed as it is (`recommend`, statement 7); None where all that is held is."""
    count = len(surplus.excess) + len(surplus.broader)
    if not count:
        return None
    subject = ngettext("Pyyntö: poista Suomi.fi-valtuus", "Pyyntö: poista %(count)s Suomi.fi-valtuutta", count)
    return ready_message("", subject % {"count": count}, *_excess(ruleset, surplus.excess), *_broader(ruleset, surplus))


def removal_text(names: str, count: int) -> str:
    """The same of mandates that only their holder's browser knows by name."""
    return signed(_not_needed(count), names)


def _not_needed(count: int) -> str:
    return ngettext(
        "En tarvitse tätä valtuutta. Poista se, jotta minulla ei ole liikaa oikeuksia.",
        "En tarvitse näitä valtuuksia. Poista ne, jotta minulla ei ole liikaa oikeuksia.",
        count,
    )


def _excess(ruleset: Ruleset, slugs: tuple[str, ...]) -> Iterable[str]:
    if slugs:
        yield _not_needed(len(slugs))
        yield _listed(ruleset, slugs)


def _broader(ruleset: Ruleset, surplus: Surplus) -> Iterable[str]:
    for broad, narrower in surplus.broader.items():
        yield _("Tämä valtuus on laajempi kuin tehtäväni vaativat:")
        yield _listed(ruleset, (broad,))
        yield _("Anna minulle ensin suppeampi valtuus ja poista sitten laajempi. Suppeampi on:")
        yield _listed(ruleset, narrower)


def _listed(ruleset: Ruleset, slugs: tuple[str, ...]) -> str:
    return "\n".join("- " + "\n  ".join(_named(ruleset, slug)) for slug in slugs)


def _named(ruleset: Ruleset, slug: str) -> Iterable[str]:
    mandate = ruleset.mandates[slug]
    services = (show(ruleset.services[each].name) for each in mandate.services)
    return name_lines(name_view(mandate), lines(mandate.allows), services)


def _organisation(relations: frozenset[Relation]) -> str:
    return employer(relations).line(_("Organisaatio: %(name)s"))


def ready_message(to: str, subject: str, *blocks: str) -> ReadyMessage:
    """The blocks from greeting to signature, with a mail of the same."""
    text = signed(*blocks)
    return ReadyMessage(to, subject, text, mailto(subject, text, to))
