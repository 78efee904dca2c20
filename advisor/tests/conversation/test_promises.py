"""Whatever editors do, every code and address that visitors were ever given means the same, or says what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from advisor.conversation import codes, dropping, questionnaire
from advisor.conversation.questionnaire import Conversation
from mandates import models
from mandates.checks.integrity import Severity
from mandates.content import composing, documents, importing
from mandates.models import Publication
from mandates.publishing import editions, given, plan, pruning
from mandates.publishing import publish as publishing
from mandates.publishing.given import EverGiven
from mandates.publishing.planned import Choice, DifferingRow
from mandates.publishing.publish import PublishRefusedError
from mandates.publishing.standing import Standing
from mandates.rules.answers import Answers
from mandates.rules.rows import Kind
from mandates.rules.ruleset import Former, Ruleset
from mandates.tests import drafts
from mandates.tests.publishing.clock import Clock

SLUGS: Final = ("lasku", "katselu", "yksi", "kaksi", "kolme", "nelja")
DRAFT_ROWS: Final[dict[Kind, type[models.AddressedRow]]] = {
    Kind.TASK: models.Task,
    Kind.TYPE: models.OrganisationType,
}
KEYS: Final = {Kind.TASK: "tehtava", Kind.TYPE: "organisaatio"}
REFUSED: Final = (PublishRefusedError, importing.ImportRefusedError)
STEPS: Final = 15
ROUNDS: Final = 2
ANCHOR: Final = "runko"
Meaning = frozenset[str]


def waits(_machine: object) -> bool:
    return Standing.read().waiting is not None


class Publishing(RuleBasedStateMachine):
    """A row is called by its birth, which nobody edits: so it is known whatever its slug, its number and its place."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.turned = pytest.MonkeyPatch()
        self.clock = Clock(self.turned)
        editions.install(None)
        self.born = 0
        self.codes: dict[str, Meaning] = {}
        self.addresses: dict[tuple[Kind, str], str] = {}
        self.exports: list[str] = []
        self.live, self.number = "", 0
        sound_draft()
        publishing.publish("aino", "Ensimmäinen")

    def teardown(self) -> None:
        self.turned.undo()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # What editors do to rows.

    def any_row(self, data: st.DataObject) -> models.AddressedRow:
        rows = [row for model in DRAFT_ROWS.values() for row in model.objects.exclude(slug=ANCHOR)]
        assume(rows)
        return data.draw(st.sampled_from(rows))

    @rule(slug=st.sampled_from(SLUGS), kind=st.sampled_from(sorted(DRAFT_ROWS)))
    def add(self, slug: str, kind: Kind) -> None:
        if DRAFT_ROWS[kind].objects.filter(slug=slug).exists():
            return
        self.born += 1
        name = f"Syntynyt {self.born}"
        if kind is Kind.TYPE:
            organisation = drafts.organisation_type(slug)
            models.OrganisationType.objects.filter(pk=organisation.pk).update(name_fi=name)
        else:
            task = drafts.task(slug, models.Service.objects.all()[0])
            models.Task.objects.filter(pk=task.pk).update(name_fi=name)
            mandate = models.Mandate.objects.all()[0]
            drafts.condition(f"ehto-{self.born}", task, mandate, every_type=True)
        drafts.translate()

    @rule(data=st.data(), order=st.integers(0, 9))
    def move(self, data: st.DataObject, order: int) -> None:
        row = self.any_row(data)
        type(row).objects.filter(pk=row.pk).update(order=order)

    @rule(data=st.data(), slug=st.sampled_from(SLUGS), keep=st.booleans())
    def rename(self, data: st.DataObject, slug: str, keep: bool) -> None:
        row = self.any_row(data)
        if not type(row).objects.filter(slug=slug).exists():
            old = f"{row.old_slugs} {row.slug}".strip() if keep else row.old_slugs
            type(row).objects.filter(pk=row.pk).update(slug=slug, old_slugs=old)

    @rule(data=st.data())
    def forget_old_slugs(self, data: st.DataObject) -> None:
        row = self.any_row(data)
        type(row).objects.filter(pk=row.pk).update(old_slugs="")

    @rule(data=st.data(), number=st.integers(1, 6))
    def renumber(self, data: st.DataObject, number: int) -> None:
        row = self.any_row(data)
        with suppress(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(number=number)

    @rule(data=st.data())
    def retire(self, data: st.DataObject) -> None:
        row = self.any_row(data)
        type(row).objects.filter(pk=row.pk).update(retired=not row.retired)

    @rule(data=st.data(), really=st.integers(0, 2))
    def delete(self, data: st.DataObject, really: int) -> None:
        row = self.any_row(data)
        if not really:
            return
        if isinstance(row, models.Task):
            row.conditions.all().delete()
        with suppress(ProtectedError), transaction.atomic():
            row.delete()

    @precondition(lambda self: len(self.exports) < 2)
    @rule()
    def export(self) -> None:
        self.exports.append(documents.export())

    @precondition(lambda self: self.exports)
    @rule(data=st.data())
    def import_(self, data: st.DataObject) -> None:
        with suppress(*REFUSED):
            importing.import_text(data.draw(st.sampled_from(self.exports)), "vienti.json")

    # What publishers do.

    def publishes(self, publish: Callable[[], object]) -> None:
        with suppress(*REFUSED):
            publish()

    def choice(self, data: st.DataObject, *, with_waiting: bool = False) -> Choice:
        """Some of the rows, mostly without those that have errors and with those that they need."""
        keys = [row.key for row in plan.draft().rows]
        chosen = frozenset(key for key in keys if data.draw(st.integers(0, 3)))
        for _ in range(ROUNDS):
            found = plan.draft(Choice(chosen, with_waiting))
            wrong = {(problem.model, problem.slug) for problem in found.problems if problem.severity is Severity.ERROR}
            sound = frozenset(row.key for row in found.rows if row.chosen and not called(row) & wrong)
            needed = frozenset(row.key for row in found.needed)
            chosen = sound if sound != chosen else chosen | needed
        ours = frozenset(key for key in chosen if data.draw(st.booleans()))
        return Choice(chosen, with_waiting, ours, chosen - ours)

    @rule(data=st.data())
    def publish(self, data: st.DataObject) -> None:
        choice, before = self.choice(data), editions.current().ruleset
        with suppress(*REFUSED):
            published = publishing.publish("aino", "Nyt", choice=choice)
            self.see()
            old, new = (composing.rows_of(body) for body in (self.live, published.body))
            assert before is not None
            assert set(composing.changed(old, new)) <= (choice.rows or frozenset())
            self.live = published.body

    @rule()
    def publish_everything(self) -> None:
        self.publishes(lambda: publishing.publish("aino", "Kaikki"))
        self.live = ""

    @precondition(lambda self: not Standing.read().waiting)
    @rule(hours=st.integers(1, 48))
    def publish_later(self, hours: int) -> None:
        self.publishes(lambda: publishing.publish("aino", "Myöhemmin", self.clock.after(hours=hours)))

    @precondition(waits)
    @rule(data=st.data())
    def publish_with_the_waiting_one(self, data: st.DataObject) -> None:
        choice = self.choice(data, with_waiting=True)
        self.publishes(lambda: publishing.publish("aino", "Mukana", choice=choice))

    @precondition(waits)
    @rule()
    def cancel(self) -> None:
        self.publishes(lambda: publishing.cancel(self.waiting(), "aino"))

    @precondition(waits)
    @rule(hours=st.integers(1, 48))
    def reschedule(self, hours: int) -> None:
        self.publishes(lambda: publishing.reschedule(self.waiting(), self.clock.after(hours=hours), "aino"))

    @precondition(lambda self: Publication.objects.count() > 1)
    @rule(data=st.data(), restore=st.booleans())
    def go_back(self, data: st.DataObject, restore: bool) -> None:
        number = self.any_number(data)
        found = plan.again(Publication.objects.get(number=number))
        ours = frozenset(row.key for row in found.rows if data.draw(st.booleans()))
        choice = Choice(ours=ours, theirs=frozenset(row.key for row in found.rows) - ours)

        def back() -> None:
            with transaction.atomic():
                publishing.publish_again(number, "aino", "Takaisin", choice=choice)
                if restore:
                    publishing.restore_draft(Publication.objects.get(number=number))

        self.publishes(back)
        self.live = ""

    @rule(hours=st.integers(1, 48))
    def time_passes(self, hours: int) -> None:
        self.clock.pass_(hours=hours)
        self.live = ""

    @rule(keep=st.integers(1, 3))
    def prune(self, keep: int) -> None:
        """As long after the last link as it takes; what was given is then read anew, as a new process does."""
        found = pruning.prunable(keep, timedelta())
        pruned = [each.number for each in pruning.prune(found, "aino")]
        before = Standing.read().given()
        given._Folded.last = ((), EverGiven())
        after = Standing.read().given()
        assert (before.rows, before.slugs, before.others) == (after.rows, after.slugs, after.others)
        assert len(pruned) == len(found.publications)

    def any_number(self, data: st.DataObject) -> int:
        """Of a publication that visitors do not see."""
        others = Publication.objects.exclude(number=self.number).order_by("number")
        return data.draw(st.sampled_from(list(others.values_list("number", flat=True))))

    def waiting(self) -> int:
        waiting = Standing.read().waiting
        assert waiting is not None
        return waiting.number

    # What visitors have.

    def see(self) -> None:
        editions.refresh()

    @invariant()
    def what_was_given_keeps_its_meaning(self) -> None:
        self.see()
        edition = editions.current()
        assert edition.number >= self.number
        self.number = edition.number
        live = Publication.objects.get(number=edition.number).body
        assert self.live in ("", live)
        self.live = live
        for code, meaning in self.codes.items():
            assert of_code(code, edition.ruleset) == meaning
        for (kind, slug), birth in self.addresses.items():
            assert of_address(kind, slug, edition.ruleset) == birth
        self.give(edition.ruleset)

    def give(self, ruleset: Ruleset) -> None:
        every = Conversation(Answers(types=frozenset(ruleset.types), tasks=frozenset(ruleset.tasks)))
        single = [Conversation(Answers(tasks=frozenset([task]))) for task in ruleset.tasks]
        for conversation in (every, *single):
            self.codes[codes.encode(conversation, ruleset)] = births(conversation, ruleset)
        for kind in KEYS:
            for slug, row in ruleset.rows(kind).items():
                self.addresses[kind, slug] = str(row.name.fi)  # type: ignore[attr-defined]  # the row is there
            for old, slug in ruleset.former.get(kind, Former()).aliases.items():
                self.addresses.setdefault((kind, old), birth_of(kind, slug, ruleset))


def sound_draft() -> None:
    """The small draft without what an edit of a row of these kinds would break elsewhere."""
    drafts.small_draft()
    models.ExpectedCase.objects.all().delete()
    models.Condition.objects.filter(slug="lasku").update(every_type=True)
    lasku = models.Condition.objects.get(slug="lasku")
    lasku.types.clear()
    lasku.prerequisites.clear()
    models.Prerequisite.objects.all().delete()
    anchor = drafts.task(ANCHOR, models.Service.objects.get())
    for mandate in models.Mandate.objects.all():
        drafts.condition(f"{ANCHOR}-{mandate.slug}", anchor, mandate, every_type=True)
    drafts.translate()


def called(row: DifferingRow) -> set[tuple[str, str]]:
    """The names of a row, before and after."""
    return {composing.name_of(each) for each in (row.before, row.after) if each}


def births(conversation: Conversation, ruleset: Ruleset) -> Meaning:
    answers = conversation.answers
    named = [(Kind.TASK, slug) for slug in answers.tasks] + [(Kind.TYPE, slug) for slug in answers.types]
    return frozenset(birth_of(kind, slug, ruleset) for kind, slug in named)


def birth_of(kind: Kind, slug: str, ruleset: Ruleset) -> str:
    """The name of a row, in use or retired."""
    used: Any = ruleset.rows(kind).get(slug)
    return str(used.name.fi if used else ruleset.former[kind].retired[slug].fi)


def of_code(code: str, ruleset: Ruleset) -> Meaning:
    """What a code means today: rows in use, and retired ones that the page tells of."""
    read = codes.decode(code, ruleset)
    assert isinstance(read, Conversation)
    assert not [word for word in read.dropped if " " in word], "a number that no row has"
    return births(read, ruleset).union(*(told(kind, read, ruleset) for kind in KEYS))


def told(kind: Kind, read: Conversation, ruleset: Ruleset) -> Iterator[str]:
    """What the page tells of: rows that are retired, or that nobody of these is offered."""
    slugs = dropping.rows(read.dropped, ruleset).get(kind, ())
    return (birth_of(kind, slug, ruleset) for slug in slugs)


def of_address(kind: Kind, slug: str, ruleset: Ruleset) -> str:
    read = questionnaire.parse([(KEYS[kind], slug)], ruleset)
    (birth,) = births(read, ruleset).union(told(kind, read, ruleset))
    return birth


@pytest.mark.django_db
def test_codes_and_addresses_keep_their_meaning_whatever_editors_do() -> None:
    examples = max(settings.default.max_examples // 10, 1) if settings.default else 1
    run_state_machine_as_test(
        Publishing,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
