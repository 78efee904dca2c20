"""Asking a colleague before publishing, the second person that may be compulsory, and previews without an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from mandates import models
from mandates.admin.people import session
from mandates.content import history
from mandates.models.reviews import ReviewDecision
from mandates.publishing import plan, publish, reviews
from mandates.tests.admin.fallen import FALLEN, fallen
from mandates.tests.admin.forms_sent import page_of, saved, without_html
from mandates.tests.publishing import tampering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]

ASK: Final = reverse("admin:ask_review")
PUBLISH: Final = reverse("admin:mandates_publication_add")
compulsory: Final = pytest.mark.usefixtures("_compulsory")


@pytest.fixture
def _compulsory() -> Iterator[None]:
    with override_settings(PUBLISHING_NEEDS_REVIEW=True):
        yield


def edit(client: Client, text: str = "Uusi nimi", slug: str = "lasku") -> None:
    task = models.Task.objects.get(slug=slug)
    saved(client, reverse("admin:mandates_task_change", args=(task.pk,)), {"name_fi": text})


def rename(text: str = "Uusi nimi", slug: str = "lasku") -> None:
    """A change that nobody's history tells of: something to ask about."""
    models.Task.objects.filter(slug=slug).update(name_fi=text)


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is as if it had never been."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, reviewer: str, query: str = "", comment: str = "Katso tämä") -> models.ReviewRequest:
    """Ask about what the page shows: of the whole draft that is what it would say without the page."""
    sent = {
        "seen": page_of(client, f"{ASK}?{query}").checklist.seen if query else plan.draft().seen,
        "reviewer": User.objects.get(username=reviewer).pk,
        "comment": comment,
    }
    response = client.post(f"{ASK}?{query}", sent)
    assert response.status_code == 302, response.context["page"].form.errors
    return models.ReviewRequest.objects.all()[0]


def decide(client: Client, review: models.ReviewRequest, decision: str, **sent: str) -> int:
    with without_html():
        return client.post(reverse("admin:review", args=(review.pk,)), {"paatos": decision, **sent}).status_code


def state(review: models.ReviewRequest) -> str:
    review.refresh_from_db()
    return review.decision


def publish_by(client: Client, query: str = "", **more: str) -> int:
    checklist = page_of(client, f"{PUBLISH}?{query}").checklist
    rows = [row.value for row in checklist.chooser.rows if row.chosen]
    sent = {"julkaise": "1", "valittu": "1", "rivi": rows, "note": "Muutos", **more}
    with without_html():
        client.post(PUBLISH, {**sent, "seen": checklist.seen})
    return models.Publication.objects.count()


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_colleague_sees_the_request_its_impact_and_comments_each_row(people: Callable[[str], Client]) -> None:
    aino, pirkko = people("aino"), people("pirkko")
    condition = models.Condition.objects.get(slug="lasku")
    condition.types.add(models.OrganisationType.objects.get(slug="helsinki"))
    rename()
    review = ask(aino, "pirkko")
    address = reverse("admin:review", args=(review.pk,))

    waiting = text(pirkko.get(reverse("admin:index")))
    page = text(pirkko.get(address))
    assert (f'<a href="{address}">aino</a>' in waiting, "Sinulta pyydetään tarkistusta" in waiting) == (True, True)
    assert ("Katso tämä" in page, "Helsinki + Uusi nimi: lisää Valtuus laaja" in page) == (True, True)
    assert f'href="{reverse("admin:preview_start")}"' in page

    number = models.Task.objects.get(slug="lasku").number
    decide(pirkko, review, "palautettu", vastaus="Melkein", **{f"kommentti-task.{number}": "Lyhyempi nimi"})

    assert [(each.called, each.text) for each in review.comments.all()] == [("Tehtävä: Uusi nimi", "Lyhyempi nimi")]
    answer = text(aino.get(address))
    assert ("Melkein" in answer, "Lyhyempi nimi" in answer) == (True, True)
    assert "pirkko, palautettu" in text(aino.get(reverse("admin:index")))
    log = text(aino.get(reverse("admin:review_requests")))
    assert ("<td>aino</td> <td>pirkko</td> <td>palautettu," in log) is True


def test_a_request_for_an_older_publication_leads_to_no_preview_of_the_draft(people: Callable[[str], Client]) -> None:
    models.Condition.objects.get(slug="lasku").types.add(models.OrganisationType.objects.get(slug="helsinki"))
    publish.publish("ylli", "Toinen")
    asked = f"{ASK}?julkaisu=1"
    review = ask(people("aino"), "pirkko", "julkaisu=1")

    for page in (people("aino").get(asked), people("pirkko").get(reverse("admin:review", args=(review.pk,)))):
        [group] = page.context["page"].checklist.effect.groups
        assert [(each.before, each.after) for each in group.changes] == [("", "")]
        assert "Esikatsele luonnos</a>" not in text(page)


def test_colleagues_can_come_in_and_edit_and_are_not_oneself(people: Callable[[str], Client]) -> None:
    User.objects.filter(username="eino").update(is_active=False)
    User.objects.create_user("tuki", is_staff=True).groups.set(Group.objects.filter(name="Tuki"))
    aino = people("aino")
    rename()

    form = page_of(aino, ASK).form
    assert [user.username for user in form.fields["reviewer"].queryset] == ["pirkko", "saimi", "ylli"]
    sent = {"seen": plan.draft().seen, "reviewer": User.objects.get(username="eino").pk}
    assert (aino.post(ASK, sent).status_code, models.ReviewRequest.objects.count()) == (200, 0)


def test_only_who_was_asked_decides(people: Callable[[str], Client]) -> None:
    rename()
    review, names = ask(people("aino"), "pirkko"), ("aino", "eino", "ylli")

    for name in names:
        answers = [decide(people(name), review, each) for each in ("hyvaksytty", "palautettu", "mita")]
        assert (name, answers, state(review)) == (name, [403, 403, 403], ReviewDecision.OPEN)


def test_nobody_approves_rows_that_they_have_edited(people: Callable[[str], Client]) -> None:
    edit(people("pirkko"))
    review = ask(people("aino"), "pirkko")

    decide(people("pirkko"), review, "hyvaksytty")

    assert state(review) == ReviewDecision.OPEN
    assert "Et voi hyväksyä omaa muutostasi" in text(people("pirkko").get(reverse("admin:review", args=(review.pk,))))


def delete(client: Client, model: type[models.Row], slug: str) -> None:
    row = model.objects.get(slug=slug)
    sent = {"post": "yes", "version": row.version}
    client.post(reverse(f"admin:mandates_{model._meta.model_name}_delete", args=(row.pk,)), sent)
    assert not model.objects.filter(pk=row.pk).exists()


def delete_in_list(client: Client, model: type[models.Row], slug: str) -> None:
    row = model.objects.get(slug=slug)
    sent = {
        "action": "delete_selected",
        "_selected_action": row.pk,
        "post": "yes",
        "version": f"{row.pk}-{row.version}",
    }
    client.post(reverse(f"admin:mandates_{model._meta.model_name}_changelist"), sent)
    assert not model.objects.filter(pk=row.pk).exists()


def approves(people: Callable[[str], Client], reviewer: str, query: str = "") -> bool:
    review = ask(people("aino"), reviewer, query)
    decide(people(reviewer), review, "hyvaksytty")
    return state(review) == ReviewDecision.APPROVED


@pytest.mark.parametrize(
    ("kept", "deleted"),
    [
        ("texts", delete),
        ("texts", delete_in_list),
        ("entries only", delete),
        ("entries only", delete_in_list),
        ("under another name", delete),
    ],
)
def test_who_deleted_a_row_does_not_approve_that_it_goes(
    kept: str, deleted: Callable[..., None], people: Callable[[str], Client]
) -> None:
    deleted(people("pirkko"), models.Condition, "lasku")
    if kept == "entries only":
        models.RowChange.objects.all().delete()
    if kept == "under another name":
        LogEntry.objects.filter(content_type__model="condition").update(object_id="999999", object_repr="?")

    assert (approves(people, "pirkko"), approves(people, "saimi")) == (False, True)


def test_who_imported_a_document_does_not_approve_what_it_took_away(people: Callable[[str], Client]) -> None:
    pirkko = User.objects.get(username="pirkko").pk
    with history.recording(pirkko, "Tuotu"):
        models.Condition.objects.filter(slug="lasku").delete()
        models.Task.objects.filter(slug="katselu").update(name_fi="Tuotu nimi")

    rows = plan.draft().rows
    assert len(rows) == 2
    for row in rows:
        query = f"valittu=1&rivi={row.key[0]}.{row.key[1]}"
        assert (approves(people, "pirkko", query=query), approves(people, "saimi", query=query)) == (False, True)


def test_after_going_back_ones_own_unpublished_text_is_still_ones_own(people: Callable[[str], Client]) -> None:
    for text_of in ("versio A", "versio B"):
        edit(people("eino"), text_of)
        publish.publish("ylli", text_of)
    edit(people("pirkko"), "OMA TEKSTI")
    assert approves(people, "pirkko") is False

    publish.publish_again(2, "ylli", "Takaisin")

    assert [approves(people, "pirkko"), approves(people, "saimi")] == [False, True]
    edit(people("eino"), "Toisen teksti")
    assert approves(people, "pirkko") is False
    publish.publish("ylli", "Toisen teksti")
    edit(people("eino"), "Vielä toisen teksti")
    assert approves(people, "pirkko") is True


def test_a_text_of_ones_own_that_somebody_brought_back_is_ones_own(people: Callable[[str], Client]) -> None:
    before = models.Task.objects.get(slug="lasku").name_fi
    edit(people("pirkko"), "OMA TEKSTI")
    edit(people("eino"), before)
    edit(people("pirkko"), "Muu", "katselu")
    publish.publish("ylli", "Muu")
    edit(people("eino"), "OMA TEKSTI")

    assert (approves(people, "pirkko"), approves(people, "saimi")) == (False, True)


def test_a_text_that_waits_is_published_and_one_that_was_cancelled_is_not(people: Callable[[str], Client]) -> None:
    edit(people("pirkko"), "OMA TEKSTI")
    waiting = publish.publish("ylli", "Myöhemmin", timezone.now() + timedelta(days=2))
    edit(people("eino"), "Toisen teksti")
    number = models.Task.objects.get(slug="lasku").number
    query = f"valittu=1&rivi=task.{number}&teksti-task.{number}=1"
    assert approves(people, "pirkko", query=query) is True

    publish.cancel(waiting.number, "ylli")

    assert approves(people, "pirkko") is False


def test_old_entries_without_texts_count_until_what_they_left_is_published(people: Callable[[str], Client]) -> None:
    edit(people("pirkko"), "Vanha muutos")
    models.RowChange.objects.all().delete()
    assert approves(people, "pirkko") is False
    publish.publish("ylli", "Vanha muutos")
    edit(people("eino"), "Uusi muutos")
    assert approves(people, "pirkko") is True

    publish.publish_again(1, "ylli", "Takaisin")

    assert approves(people, "pirkko") is False


def test_who_edited_does_not_approve_where_it_cannot_be_read_what_differs(people: Callable[[str], Client]) -> None:
    edit(people("pirkko"))
    tampering.tamper("body = replace(body, 'kokeeksi', 'kaikille')", number=1)

    assert plan.draft().damage
    assert (approves(people, "pirkko"), approves(people, "saimi")) == (False, True)


def test_what_changed_since_cannot_be_approved_and_an_approval_ends(people: Callable[[str], Client]) -> None:
    rename()
    first, second = ask(people("aino"), "pirkko"), ask(people("aino"), "saimi")
    decide(people("pirkko"), first, "hyvaksytty")
    assert reviews.approval(plan.draft()) == first

    rename("Vielä uudempi nimi")
    decide(people("saimi"), second, "hyvaksytty")

    assert (state(first), state(second)) == (ReviewDecision.APPROVED, ReviewDecision.OPEN)
    assert reviews.approval(plan.draft()) is None


def test_a_request_whose_changes_went_out_or_changed_says_so_and_leads_nowhere(
    people: Callable[[str], Client],
) -> None:
    rename()
    review = ask(people("aino"), "pirkko")
    address = reverse("admin:review", args=(review.pk,))
    decide(people("pirkko"), review, "hyvaksytty")

    def told() -> tuple[bool, bool, bool]:
        page = text(people("ylli").get(address))
        return "Julkaise tämä" in page, "Vaikutus vastauksiin" in page, "nämä muutokset on ehkä jo julkaistu" in page

    assert told() == (True, True, False)
    publish.publish("ylli", "Tarkistettu")
    assert told() == (False, False, True)
    rename("Muu", "katselu")
    assert told() == (False, False, True)


def test_what_a_reader_has_written_stays_when_it_can_no_longer_be_approved(people: Callable[[str], Client]) -> None:
    rename()
    review, reader = ask(people("aino"), "pirkko"), people("pirkko")
    address = reverse("admin:review", args=(review.pk,))
    name = page_of(reader, address).rows[0].name
    rename("Vielä uudempi nimi")

    page = reader.post(address, {"paatos": "hyvaksytty", name: "Selvä on", "vastaus": "Kiitos"}).context["page"]

    assert ([row.text for row in page.rows], page.answer) == (["Selvä on"], "Kiitos")
    assert (state(review), review.comments.count()) == (ReviewDecision.OPEN, 0)


def test_a_comment_on_a_row_that_was_put_back_or_deleted_is_kept(people: Callable[[str], Client]) -> None:
    before = models.Task.objects.get(slug="lasku").name_fi
    rename()
    rename("Toinen nimi", "katselu")
    new = models.ServiceGroup.objects.create(slug="uusi", name_fi="Uusi ryhmä")
    review, reader = ask(people("aino"), "pirkko"), people("pirkko")
    address = reverse("admin:review", args=(review.pk,))
    written = {row.name: "Selvä on" for row in page_of(reader, address).rows}
    rename(before)
    new.delete()

    page = reader.post(address, {"paatos": "hyvaksytty", **written}).context["page"]
    assert [(row.row.called, row.row.what, row.text) for row in page.rows] == [
        ("Tehtävä: Toinen nimi", "nimi suomeksi", "Selvä on"),
        (f"Palveluryhmä: {new.number}", "ei enää muutu", "Selvä on"),
        (f"Tehtävä: {before}", "ei enää muutu", "Selvä on"),
    ]
    decide(reader, review, "palautettu", **written)

    assert {each.called for each in review.comments.all()} == {row.row.called for row in page.rows}
    assert f"Tehtävä: {before}" in text(people("aino").get(address))


@pytest.mark.parametrize("page", ["asking", "answering"])
def test_what_was_written_comes_back_after_the_session_ended(page: str, people: Callable[[str], Client]) -> None:
    rename()
    review = ask(people("aino"), "pirkko")
    reader = people("pirkko")
    address = reverse("admin:review", args=(review.pk,)) if page == "answering" else ASK
    shown = reader.get(address)
    written = {"comment": "Katso tämäkin", "reviewer": str(User.objects.get(username="saimi").pk), "vastaus": "Kiitos"}
    sent = {session.EDITOR: shown.context["editor"], "paatos": "hyvaksytty", **written}
    reader.session.flush()
    reader.post(address, sent)
    reader.force_login(User.objects.get(username="pirkko"))

    again = text(reader.get(address))

    assert ("Kiitos</textarea>" if page == "answering" else "Katso tämäkin</textarea>") in again
    assert (state(review), models.ReviewRequest.objects.count()) == (ReviewDecision.OPEN, 1)


def test_a_request_is_decided_once_and_asked_once(people: Callable[[str], Client]) -> None:
    rename()
    review = ask(people("aino"), "pirkko")
    assert ask(people("aino"), "pirkko") == review
    with pytest.raises(IntegrityError), transaction.atomic():
        models.ReviewRequest.objects.create(
            asked_by=review.asked_by, reviewer=review.reviewer, version=review.version, query=""
        )
    stale = models.ReviewRequest.objects.get(pk=review.pk)

    decide(people("aino"), review, "peruttu")
    taken = stale.decide(ReviewDecision.APPROVED, "", timezone.now())
    decide(people("pirkko"), review, "hyvaksytty")

    assert (taken, state(review)) == (False, ReviewDecision.WITHDRAWN)
    assert ask(people("aino"), "pirkko") != review


def test_what_a_reader_wrote_of_a_request_that_was_taken_back_meanwhile_is_shown(
    people: Callable[[str], Client],
) -> None:
    rename()
    review, reader = ask(people("aino"), "pirkko"), people("pirkko")
    address = reverse("admin:review", args=(review.pk,))
    name = page_of(reader, address).rows[0].name
    decide(people("aino"), review, "peruttu")
    rename("Vielä uudempi nimi")

    for decision in ("hyvaksytty", "palautettu"):
        shown = reader.post(address, {"paatos": decision, name: "Tarkista luku", "vastaus": "Melkein valmis"})

        told = [str(each) for each in get_messages(shown.wsgi_request)]
        assert (decision, told) == (decision, ["Pyyntö on jo päätetty."])
        assert (decision, shown.context["page"].unsaved) == (decision, ("Tarkista luku", "Melkein valmis"))
        assert (decision, "Melkein valmis" in text(shown)) == (decision, True)


def test_who_presses_twice_has_nothing_unsaved(people: Callable[[str], Client]) -> None:
    rename()
    review, reader = ask(people("aino"), "pirkko"), people("pirkko")
    address = reverse("admin:review", args=(review.pk,))
    sent = {"paatos": "palautettu", page_of(reader, address).rows[0].name: "Luku", "vastaus": "Melkein"}
    reader.post(address, sent)

    assert reader.post(address, sent).context["page"].unsaved == ()


@compulsory
@pytest.mark.parametrize(("name", "planned"), [("pirkko", False), ("ylli", True)])
def test_a_compulsory_second_person_holds_for_everybody_and_every_time(
    name: str, planned: bool, people: Callable[[str], Client]
) -> None:
    edit(people(name))
    later = {"live_from": (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")}
    page = text(people(name).get(PUBLISH))
    assert ("Toinen henkilö ei ole hyväksynyt juuri tätä." in page, 'name="julkaise"' in page) == (True, False)
    assert [publish_by(people(name)), publish_by(people(name), **later)] == [1, 1]

    review = ask(people(name), "saimi")
    assert decide(people(name), review, "hyvaksytty") == 403
    assert [publish_by(people(name)), publish_by(people(name), **later)] == [1, 1]
    decide(people("saimi"), review, "hyvaksytty")

    assert "saimi on hyväksynyt juuri tämän" in text(people(name).get(PUBLISH))
    assert publish_by(people(name), **(later if planned else {})) == 2


@compulsory
def test_an_approval_is_of_the_rows_that_were_read(people: Callable[[str], Client]) -> None:
    rename()
    number = models.Task.objects.get(slug="lasku").number
    review = ask(people("aino"), "pirkko")
    decide(people("pirkko"), review, "hyvaksytty")
    rename("Toinen muutos", "katselu")

    assert publish_by(people("pirkko")) == 1
    assert publish_by(people("pirkko"), f"valittu=1&rivi=task.{number}") == 2
    published = models.Publication.objects.all()[0].body
    assert ("Uusi nimi" in published, "Toinen muutos" in published) == (True, False)


@compulsory
def test_going_back_and_commands_need_the_second_person_too(people: Callable[[str], Client]) -> None:
    rename()
    decide(people("pirkko"), ask(people("aino"), "pirkko"), "hyvaksytty")
    publish_by(people("pirkko"))
    rename("Kolmas")
    with pytest.raises((publish.PublishRefusedError, CommandError)):
        call_command("content", "publish", "--note", "Komento")
    with pytest.raises((publish.PublishRefusedError, CommandError)):
        call_command("content", "again", "1")

    review = ask(people("pirkko"), "saimi", "julkaisu=1")
    decide(people("saimi"), review, "hyvaksytty")
    call_command("content", "again", "1")

    assert models.Publication.objects.count() == 3


@compulsory
def test_the_first_publication_of_an_installation_asks_nobody() -> None:
    assert publish.publish("asennus", "Ensimmäinen").number == 1


def test_without_the_setting_one_person_publishes(people: Callable[[str], Client]) -> None:
    edit(people("pirkko"))
    assert publish_by(people("pirkko")) == 2


def test_a_reviewer_who_can_no_longer_come_in_or_approve_is_told_of(people: Callable[[str], Client]) -> None:
    rename()
    review = ask(people("aino"), "pirkko")

    for how in FALLEN:
        with undone():
            fallen(User.objects.get(username="pirkko"), how)
            page = text(people("aino").get(reverse("admin:review", args=(review.pk,))))
            assert (how, "Tarkistaja ei enää voi hyväksyä tätä" in page) == (how, True)
            assert (how, decide(people("aino"), review, "peruttu")) == (how, 302)


def test_who_may_no_longer_edit_decides_nothing_and_an_approval_ends_with_its_reviewer(
    people: Callable[[str], Client],
) -> None:
    rename()
    first, second = ask(people("aino"), "pirkko"), ask(people("aino"), "saimi")
    User.objects.get(username="pirkko").groups.set(Group.objects.filter(name="Tuki"))
    decide(people("saimi"), second, "hyvaksytty")

    assert (decide(people("pirkko"), first, "hyvaksytty"), state(first)) == (403, ReviewDecision.OPEN)
    assert reviews.approval(plan.draft()) == second
    for how in FALLEN:
        with undone():
            fallen(User.objects.get(username="saimi"), how)
            assert (how, reviews.approval(plan.draft())) == (how, None)


def test_a_text_that_just_fits_the_field_is_kept_to_its_end(people: Callable[[str], Client]) -> None:
    """A browser counts a line break as one sign and sends two; no database takes NUL."""
    rename()
    number = models.Task.objects.get(slug="lasku").number
    longest = "a\n" * 999 + "!!"
    sent = longest.replace("\n", "\r\n")

    review = ask(people("aino"), "pirkko", comment=sent)
    decide(people("pirkko"), review, "palautettu", vastaus=f"\0{sent}", **{f"kommentti-task.{number}": f"\0{sent}"})

    review.refresh_from_db()
    [comment] = review.comments.all()
    assert [review.comment, review.answer, comment.text] == [longest] * 3
