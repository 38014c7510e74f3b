"""What followed a hand-in: its steps noted by day, and whom to tell of each (R22, R23)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.community.consent import Topic
from app.domain.community.contact import KINDS, Contact, Kind
from app.domain.community.followed import (
    AHEAD,
    STEPS,
    TEMPLATES,
    Followed,
    Step,
    hansard_reference,
    out_of_order,
    reply_expected,
)
from app.domain.community.segment import Condition
from app.domain.names import lines, tidy
from app.domain.outreach.reaching import LeftOut
from app.errors import AppError, NotFoundError
from app.messages import tr
from app.operations.outreach import reaching
from app.operations.outreach.spread import Group, spread
from app.store.community.contact_query import ContactQuery
from app.store.store import Store

REFERENCE_LIMIT, NOTE_LIMIT = 200, 2_000

OFFICES: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "person")

POSTER_PLACES: tuple[Kind, ...] = ("church", "shop", "association")
"""Kinds of contact that may show a poster with the news in their window."""


@dataclass(frozen=True)
class Proposal:
    """Whom to tell of a step: each once; who is left out and why; windows for a poster.

    `groups` are people who asked for this news; `offices` are organisations and Members, who are
    told without having asked, until they object.

    `template` is the letter that fits, empty where the step is no news.
    """

    step: Step
    groups: Sequence[Group]
    offices: Sequence[Group]
    left_out: Sequence[LeftOut]
    venues: Sequence[Contact]
    template: str

    @property
    def people(self) -> int:
        """How many are told."""
        return sum(len(one.people) for one in self.groups)


def steps(store: Store, ref: str) -> list[Followed]:
    """What followed the hand-in of a petition, the oldest first."""
    return store.followed.of_petition(store.petitions.get(ref).id)


def at_place(store: Store, ref: str, number: int) -> Followed:
    """Step `number` of that list, from 1; NotFoundError where there is none."""
    found = steps(store, ref)
    if not 1 <= number <= len(found):
        raise NotFoundError(
            "“{ref}” has no step {number}: choose one that is listed.",
            lacks="followed", ref=ref, number=number,
        )  # fmt: skip
    return found[number - 1]


def note(store: Store, ref: str, step: Followed, *, today: date) -> Followed | None:
    """Keeps a step of a petition.

    Of a presentation to the Commons a reply is expected after two months (R23): that day is noted
    with it and given back, where none is yet.
    """
    record = store.petitions.get(ref)
    ready = replace(_prepared(step, today), petition=record.id)
    commons = record.wording.addressee.startswith("commons")
    listed = store.followed.of_petition(record.id)
    _require_new(ready, listed)
    _require_order([*listed, ready])
    known = {one.step for one in listed}
    expected = None
    if ready.step == "presented" and commons and "reply-due" not in known:
        expected = Followed(
            "reply-due",
            reply_expected(ready.on_day),
            note=tr("Two months after the presentation: an expectation, not a rule."),
            petition=record.id,
        )
    with store.step(tr("Note: {step}", step=STEPS[ready.step])):
        for one in (ready, expected):
            if one:
                store.followed.add(one)
    return expected


def change(store: Store, step: Followed, *, today: date) -> Followed:
    """Keeps day, reference and note of a step as they are now; an expected reply moves along."""
    ready = _prepared(step, today)
    listed = store.followed.of_petition(step.petition)
    before = next(one for one in listed if one.id == step.id)
    expected = reply_expected(before.on_day) if step.step == "presented" else None
    moved = [
        replace(one, on_day=reply_expected(ready.on_day))
        for one in listed
        if one.step == "reply-due" and one.on_day == expected
    ]
    new = {one.id: one for one in (ready, *moved)}
    if ready.same != before.same:
        _require_new(ready, [one for one in listed if one.id != step.id])
    _require_order([new.get(one.id, one) for one in listed])
    with store.step(tr("Change: {step}", step=STEPS[step.step])):
        for one in new.values():
            store.followed.replace(one)
    return ready


def remove(store: Store, step: Followed) -> None:
    """Takes a step away that did not happen."""
    with store.step(tr("Remove: {step}", step=STEPS[step.step])):
        store.followed.remove(step.id)


def _require_new(step: Followed, others: Sequence[Followed]) -> None:
    """Refuses what is noted already: papers would tell of it twice."""
    if any(one.same == step.same for one in others):
        raise AppError(
            "“{step}” on {day:%d/%m/%Y} is noted already: change that one, or give each a "
            "reference that tells them apart.",
            step=STEPS[step.step], day=step.on_day,
        )  # fmt: skip


def _require_order(steps: Sequence[Followed]) -> None:
    wrong = out_of_order(steps)
    if wrong:
        early, other = wrong
        raise AppError(
            "“{step}” on {day:%d/%m/%Y} lies before “{other}” on {other_day:%d/%m/%Y}: mend one of "
            "the two days.",
            step=STEPS[early.step],
            day=early.on_day,
            other=STEPS[other.step],
            other_day=other.on_day,
        )


def _prepared(step: Followed, today: date) -> Followed:
    if step.step not in STEPS:
        raise AppError(
            "There is no step “{step}”: choose one of {known}.",
            step=step.step,
            known=", ".join(STEPS),
        )
    step, reference = replace(step, note=lines(step.note)), tidy(step.reference)
    if step.step == "hansard":
        try:
            reference = hansard_reference(reference)
        except ValueError:
            raise AppError(
                "“{reference}” is not Hansard’s reference: it stands under the petition, like "
                "[P002248].",
                reference=step.reference,
            ) from None
    if step.on_day > today and step.step not in AHEAD:
        raise AppError(
            "{day:%d/%m/%Y} lies ahead: say when it happened, once it has.", day=step.on_day
        )
    for words, text, limit in (
        (tr("reference"), reference, REFERENCE_LIMIT), (tr("note"), step.note, NOTE_LIMIT),
    ):  # fmt: skip
        if len(text) > limit:
            raise AppError(
                "The {what} has {count:,} characters; the most is {limit:,}: shorten it.",
                what=words,
                count=len(text),
                limit=limit,
            )
    return replace(step, reference=reference)


def proposals(store: Store, ref: str, step: Step, *, today: date) -> Proposal:
    """Whom to tell of a step, by which channel and in which language, each through the gate.

    They are the people who were asked whether they want this petition’s news, and every office.
    """
    record = store.petitions.get(ref)
    if step not in {one.step for one in store.followed.of_petition(record.id)}:
        raise AppError(
            "“{step}” is not noted of “{ref}”: note it first, then tell of it.",
            step=STEPS[step],
            ref=ref,
        )
    offices = store.contacts.ids(ContactQuery((Condition("kind", OFFICES),)))
    asked = [one for one in store.consents.spoken("news", record.id) if one not in set(offices)]
    people = spread(store, asked, "news", record.id, today=today)
    bodies = spread(store, offices, "news", record.id, today=today)
    windows = store.contacts.ids(ContactQuery((Condition("kind", POSTER_PLACES),)))
    venues = reaching.reach(store, windows, Topic("post", "news", record.id)).people
    template = TEMPLATES.get(step, "")
    return Proposal(
        step,
        people.groups,
        bodies.groups,
        [*people.left_out, *bodies.left_out],
        venues if template else (),
        template,
    )
