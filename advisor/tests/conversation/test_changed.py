"""An address that was shared, opened after later publications."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from advisor.conversation import questionnaire
from advisor.conversation.changed import Changed, ChangedMandate, changed
from advisor.conversation.questionnaire import Conversation
from advisor.tests.later import published, renamed_task, with_allows, with_condition, without_mandate, without_task
from mandates import models
from mandates.languages import show_day
from mandates.publishing import editions, pruning
from mandates.publishing import publish as publishing
from mandates.publishing.editions import Edition
from mandates.rules.answers import Answers
from mandates.rules.rows import Relation
from mandates.rules.ruleset import Ruleset
from mandates.rules.texts import Text
from mandates.tests import drafts

TASKS = frozenset({"lastenhoidon-tuen-lasku", "rintamalisa"})
SHARED = Conversation(Answers(frozenset({"helsinki"}), TASKS), relations=frozenset({Relation.OWN}), version=1)


def compared(conversation: Conversation, *rulesets: Ruleset) -> Changed | None:
    edition, past = published(*rulesets)
    return changed(conversation, edition, past)


def summary(changes: tuple[ChangedMandate, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.url, change.since, change.details) for change in changes]


def test_link_without_a_publication_tells_nothing(ruleset: Ruleset) -> None:
    assert compared(replace(SHARED, version=None), ruleset, without_task(ruleset, "rintamalisa")) is None


def test_link_of_the_current_publication_tells_nothing(ruleset: Ruleset) -> None:
    assert compared(replace(SHARED, version=2), ruleset, with_allows(ruleset, "kelmu-rintamalisa", "uutta")) is None


def test_publication_that_leaves_this_answer_alone_tells_nothing(ruleset: Ruleset) -> None:
    assert compared(SHARED, ruleset, with_allows(ruleset, "tilitykset", "aivan muuta")) is None


def test_three_later_publications_tell_what_was_added_removed_and_reworded_and_when(ruleset: Ruleset) -> None:
    second = with_condition(ruleset, "lastenhoidon-tuen-lasku", "kelmu-kotoutuminen")
    third = with_allows(second, "kelmu-lastenhoidon-tuki", "katsoa uusia luetteloita")
    fourth = without_task(third, "rintamalisa")
    opened = questionnaire.parse(questionnaire.pairs(SHARED), fourth)
    mended = replace(opened, mended=opened.dropped, dropped=())
    found = compared(mended, ruleset, second, third, fourth)
    assert opened.dropped == ("rintamalisa",)
    assert found is not None
    assert found.sentence == "Linkki on julkaisusta 1 (10.1.2026). Vastaus on muuttunut sen jälkeen."
    assert summary(found.added) == [("/valtuudet/kelmu-kotoutuminen/", "10.2.2026", ())]
    assert summary(found.reworded) == [("/valtuudet/kelmu-lastenhoidon-tuki/", "13.3.2026", ("mitä sillä voi tehdä",))]
    assert summary(found.removed) == [("/valtuudet/kelmu-rintamalisa/", "13.4.2026", ())]
    assert found.guidance_since == ""


def test_change_that_was_taken_back_tells_nothing(ruleset: Ruleset) -> None:
    second = with_condition(ruleset, "rintamalisa", "kelmu-typ")
    assert compared(SHARED, ruleset, second, ruleset) is None


def test_renamed_rows_are_the_same_rows(ruleset: Ruleset) -> None:
    second = renamed_task(ruleset, "rintamalisa", "veteraanit")
    opened = questionnaire.parse(questionnaire.pairs(SHARED), second)
    assert opened.answers.tasks == {"lastenhoidon-tuen-lasku", "veteraanit"}
    assert compared(opened, ruleset, second) is None


def test_new_wording_of_the_guidance_is_told(ruleset: Ruleset) -> None:
    first = next(iter(ruleset.instructions.values()))
    row = replace(first, body=Text("Aivan uusi ohje.", "Ny anvisning.", "New guidance."))
    second = replace(ruleset, instructions={**ruleset.instructions, first.slug: row})
    assert compared(SHARED, ruleset, second) == Changed(
        "Linkki on julkaisusta 1 (10.1.2026). Vastaus on muuttunut sen jälkeen.", guidance_since="10.2.2026"
    )


def test_publication_that_is_no_longer_in_memory_is_told_by_its_date(ruleset: Ruleset) -> None:
    edition, past = published(ruleset, without_task(ruleset, "rintamalisa"))
    assert changed(SHARED, edition, (past[0], replace(past[1], edition=None))) == Changed(
        "Linkki on julkaisusta 1 (10.1.2026). Se on niin vanha, ettemme voi kertoa, onko vastaus muuttunut."
    )


@pytest.mark.django_db
def test_publication_whose_content_is_gone_is_told_by_its_date() -> None:
    drafts.small_draft()
    first = publishing.publish("aino", "Ensimmäinen")
    models.Task.objects.filter(slug="lasku").update(name_fi="Toinen nimi")
    publishing.publish("aino", "Toinen")
    list(pruning.prune(pruning.prunable(1, timedelta()), "aino"))
    editions.install(None)
    editions.refresh()

    told = changed(Conversation(version=1), editions.current(), editions.past())

    day = show_day(timezone.localtime(first.live_from).date())
    assert told == Changed(
        f"Linkki on julkaisusta 1 ({day}). Se on niin vanha, ettemme voi kertoa, onko vastaus muuttunut."
    )


def test_publication_that_nobody_knows_is_told(ruleset: Ruleset) -> None:
    assert compared(replace(SHARED, version=99), ruleset) == Changed(
        "Linkki on julkaisusta 99, jota emme tunne. Emme voi kertoa, onko vastaus muuttunut."
    )


@pytest.fixture
def later(edition: Edition, ruleset: Ruleset) -> None:
    now, past = published(ruleset, with_condition(ruleset, "rintamalisa", "kelmu-typ"))
    editions.install(now, past)


def test_page_of_an_old_link_says_what_was_added_and_asks_no_database(later: None, site: Client) -> None:
    address = f"/tulos/?{questionnaire.query(SHARED)}"
    html = " ".join(site.get(address).content.decode().split())
    assert "Linkki on julkaisusta 1 (10.1.2026). Vastaus on muuttunut sen jälkeen." in html
    assert 'Lisätty: <a class="name" href="/valtuudet/kelmu-typ/">' in html
    assert html.count("v=1") == 2, "in the links to the other languages only"


def test_page_of_a_link_made_today_says_nothing(later: None, site: Client) -> None:
    address = f"/tulos/?{questionnaire.query(replace(SHARED, version=2))}"
    assert "muuttunut sen jälkeen" not in site.get(address).content.decode()


def test_shared_link_keeps_its_publication_when_the_language_changes(later: None, site: Client) -> None:
    address = questionnaire.query(SHARED)
    html = site.get(f"/tulos/?{address}").content.decode().replace("&amp;", "&")
    assert f'href="/sv/tulos/?{address}"' in html
    assert (
        f'rel="canonical" href="{settings.PUBLIC_URL}/tulos/?{questionnaire.query(replace(SHARED, version=None))}"'
        in html
    )


def test_what_was_dropped_under_another_key_was_no_task_of_the_link(ruleset: Ruleset) -> None:
    """A mandate and a task may have the same slug."""
    edition, past = published(ruleset, with_allows(ruleset, "ajanvaraus", "Uusi sana."))

    assert changed(replace(SHARED, mended=("ajanvaraus",)), edition, past) is None


def test_a_mandate_that_was_held_and_is_no_more_was_not_asked_for_then(ruleset: Ruleset) -> None:
    slug = "kelmu-rintamalisa"
    after = without_mandate(ruleset, slug)
    edition, past = published(ruleset, after)
    held = replace(SHARED, answers=replace(SHARED.answers, held=frozenset({slug})))
    read = questionnaire.parse(questionnaire.pairs(held), after)
    mended = questionnaire.parse(parse_qsl(questionnaire.mended_query(read)), after)

    assert slug in mended.mended
    assert changed(mended, edition, past) is None
