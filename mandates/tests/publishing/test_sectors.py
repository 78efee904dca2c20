"""Sectors are rows: types move between them, and publications that go back take their sectors along."""

from __future__ import annotations

from typing import Final

import pytest

from mandates.models import OrganisationType, Publication, Sector
from mandates.publishing import plan, publish, stored
from mandates.publishing.planned import Choice
from mandates.tests.drafts import organisation_type, small_draft, translate

pytestmark = pytest.mark.django_db

NEW: Final = "seurat"


@pytest.fixture(autouse=True)
def _moved() -> None:
    """Publication 1, and in the draft a municipality that has moved under a new heading."""
    small_draft()
    publish.publish("aino", "Ensimmäinen")
    new = Sector.objects.create(slug=NEW, name_fi="Seurat", name_sv="Föreningar", name_en="Clubs")
    row = OrganisationType.objects.get(slug="kunta")
    row.sector = new
    row.save()
    translate()


def sector_of_kunta(number: int) -> str:
    return stored.compiled(Publication.objects.get(number=number)).types["kunta"].sector


def test_a_type_goes_out_with_the_new_sector_that_it_stands_under() -> None:
    kunta = OrganisationType.objects.get(slug="kunta")
    of_type = ("organisationtype", kunta.number)
    alone = plan.draft(Choice(frozenset({of_type})))
    assert [row.key for row in alone.needed] == [("sector", Sector.objects.get(slug=NEW).number)]
    assert alone.blocking != []

    publish.publish("aino", "Molemmat", choice=Choice(frozenset({of_type, alone.needed[0].key})))
    assert sector_of_kunta(2) == NEW


def test_going_back_takes_types_back_to_where_they_stood() -> None:
    publish.publish("aino", "Muutto")
    assert sector_of_kunta(2) == NEW
    publish.publish_again(1, "aino", "Takaisin")

    assert sector_of_kunta(3) == "julkinen"
    draft = plan.draft()
    assert draft.blocking == []
    publish.publish("aino", "Uudestaan")
    assert sector_of_kunta(4) == NEW


def test_a_type_of_a_later_sector_stays_out_of_use_under_it() -> None:
    late = organisation_type("kerho")
    late.sector = Sector.objects.get(slug=NEW)
    late.save()
    translate()
    publish.publish("aino", "Kerho")
    publish.publish_again(1, "aino", "Takaisin")

    ruleset = stored.compiled(Publication.objects.get(number=3))
    assert "kerho" not in ruleset.types
    assert any("kerho" in former.retired for former in ruleset.former.values())
