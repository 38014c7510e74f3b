"""No sequence of actions puts somebody on a list who may not be on it.

What may be is worked out here from a plain record of what was done, and by none of the rules of
the program: each list has to hold exactly those, and say why it leaves the others out.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import Contact, Email, Phone, PostalAddress, WrittenName
from app.domain.community.segment import Condition
from app.domain.outreach.outreach import Audience
from app.domain.outreach.reaching import Reached
from app.errors import AppError
from app.operations.community import consents, contact_export, contact_merging, contacts, segments
from app.operations.outreach import (
    outreach,
    reservations,
    senders,
)
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, open_copy
from tests.operations.oracle import ANY, PETITIONS, WAYS, Person, may
from tests.operations.papers import PAPERS

TODAY = NOW.date()
CHANNELS = ("email", "phone", "text", "post", "person")
PURPOSES = (*PETITIONS, "campaigns")
CALLERS = ("Noor", "Owen")
FLAGS = ("at_risk", "do_not_contact", "deceased")


World = dict[int, Person]


class Gate(RuleBasedStateMachine):
    """Anything that is done with contacts, and lists made at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="roundrobin-gate-"))
        self.campaign = open_copy(self._folder / "campaign")
        self.store = self.campaign.store
        petitions.add(self.store, commons_wording(), now=NOW)
        senders.keep(self.store, name="Neighbours", email="us@x.example", postal="1 High Street")
        segments.add(self.store, "Chosen", contacts=(), now=NOW)
        segments.add(self.store, "Churches", [Condition("kind", ("church",))], now=NOW)
        self.world: World = {}
        self.chosen: set[int] = set()
        self.undone: list[tuple[World, set[int]]] = []
        self.done: list[tuple[World, set[int]]] = []
        self.day = 0
        self.named = 0
        self.preview: tuple[Audience, Reached] | None = None
        for flag in (None, *FLAGS):
            self.add("person", {flag} if flag else set(), set(WAYS.values()))
            for purpose in PURPOSES:
                self.say(-1, set(CHANNELS), purpose, given=True)
        self.add("church", set(), set(WAYS.values()))

    def teardown(self) -> None:
        self.campaign.close()
        shutil.rmtree(self._folder)

    def _note(self) -> None:
        """Remembers how everything is before a step."""
        self.done.append((deepcopy(self.world), set(self.chosen)))
        self.undone.clear()

    def _person(self, pick: int) -> tuple[int, Person, Contact]:
        number = sorted(self.world)[pick % len(self.world)]
        return number, self.world[number], contacts.get(self.store, str(number))

    def _topic(self, channel: str, purpose: str) -> Topic:
        if purpose not in PETITIONS:
            return Topic(channel, purpose)  # type: ignore[arg-type]  # of CHANNELS
        if PETITIONS[purpose] not in {one.ref for one in self.store.petitions.all()}:
            self._note()
            petitions.add(self.store, commons_wording(PETITIONS[purpose]), now=NOW)
        return Topic(channel, "news", self.store.petitions.get(PETITIONS[purpose]).id)  # type: ignore[arg-type]  # as above

    @rule(
        kind=st.sampled_from(("person", "person", "church")),
        flags=st.sets(st.sampled_from(FLAGS), max_size=1),
        ways=st.sets(st.sampled_from(("email", "phone", "post")), min_size=1),
    )
    def add(self, kind: str, flags: set[str], ways: set[str]) -> None:
        self._note()
        self.named += 1
        number = self.named
        made = contacts.add(
            self.store,
            Contact(
                (WrittenName(f"Zed{number:03}q"),),
                kind,  # type: ignore[arg-type]  # two of them
                addresses=(PostalAddress((f"{number} Teasel Avenue",), "KT3 8QD"),)
                * ("post" in ways),
                phones=(Phone(f"07700 900{number:03}"),) * ("phone" in ways),
                emails=(Email(f"a{number}@x.example"),) * ("email" in ways),
                **dict.fromkeys(flags, True),  # type: ignore[arg-type]  # names of flags
            ),
            now=NOW,
        )
        self.world[made.number] = Person(kind, set(flags), set(ways))

    @precondition(lambda self: self.world)
    @rule(pick=st.integers(0, 9), flag=st.sampled_from(FLAGS), on=st.booleans())
    def mark(self, pick: int, flag: str, on: bool) -> None:
        _, one, contact = self._person(pick)
        self._note()
        contacts.change(self.store, replace(contact, **{flag: on}))  # type: ignore[arg-type]  # a flag's name
        one.flags = one.flags | {flag} if on else one.flags - {flag}

    @precondition(lambda self: self.world)
    @rule(pick=st.integers(0, 9), kind=st.sampled_from(("person", "church")))
    def become(self, pick: int, kind: str) -> None:
        """Nobody who ever said something as a person is made an office, to be reached so."""
        _, one, contact = self._person(pick)
        changed = replace(contact, kind=kind)  # type: ignore[arg-type]  # two of them
        if one.kind == "person" != kind and self.store.consents.of_contact(contact.id):
            with pytest.raises(AppError, match="in the consent ledger"):
                contacts.change(self.store, changed)
            return
        self._note()
        contacts.change(self.store, changed)
        one.kind = kind

    @precondition(lambda self: self.world)
    @rule(
        pick=st.integers(0, 9),
        channels=st.sets(st.sampled_from(CHANNELS), min_size=1, max_size=3),
        purpose=st.sampled_from(PURPOSES),
        given=st.sampled_from((True, True, False)),
        ago=st.sampled_from((0, 0, 1, 2)),
    )
    def say(
        self, pick: int, channels: set[str], purpose: str, ago: int = 0, *, given: bool
    ) -> None:
        """A consent keyed late takes back no withdrawal of a later day."""
        _, one, contact = self._person(pick)
        about = [self._topic(channel, purpose) for channel in sorted(channels)]
        said = Evidence("spoken", TODAY - timedelta(days=ago))
        if given and any(one.barred_until(channel, purpose) > -ago for channel in channels):
            with pytest.raises(AppError, match="withdrew that on"):
                consents.record(self.store, contact, about, said, given=True, now=NOW)
            return
        self._note()
        consents.record(self.store, contact, about, said, given=given, now=NOW)
        for channel in channels:
            one.say(channel, purpose, -ago, given=given)

    @precondition(lambda self: self.world)
    @rule(pick=st.integers(0, 9), ago=st.sampled_from((0, 1)))
    def withdraw_everything(self, pick: int, ago: int = 0) -> None:
        """It holds for petitions too that are written later."""
        _, one, contact = self._person(pick)
        self._note()
        said = Evidence("letter", TODAY - timedelta(days=ago))
        consents.withdraw_all(self.store, contact, said, now=NOW)
        every = [(way, what) for way in CHANNELS for what in (ANY, "campaigns")]
        for channel, purpose in {*one.said, *every}:
            one.say(channel, purpose, -ago, given=False)

    @precondition(lambda self: self.world)
    @rule(pick=st.integers(0, 9), caller=st.sampled_from(CALLERS), days=st.integers(0, 2))
    def reserve(self, pick: int, caller: str, days: int) -> None:
        _, one, contact = self._person(pick)
        lapsed = one.until is not None and one.until < self.day
        until = self.day + days if days else None

        def take() -> None:
            with self.store.step("Call sheet"):
                reservations.reserve(
                    self.store, [contact.id], caller,
                    until=TODAY + timedelta(days=until) if until is not None else None,
                    now=NOW + timedelta(days=self.day),
                )  # fmt: skip

        if one.caller not in {"", caller} and not lapsed:
            with pytest.raises(AppError, match="another caller"):
                take()
            return
        before = (deepcopy(self.world), set(self.chosen))
        take()
        self.done.append(before)
        self.undone.clear()
        for other in self.world.values():
            if other.until is not None and other.until < self.day:
                other.caller, other.until = "", None
        one.caller, one.until = caller, until

    @precondition(lambda self: any(one.caller for one in self.world.values()))
    @rule(caller=st.sampled_from(CALLERS))
    def release(self, caller: str) -> None:
        if not any(one.caller == caller for one in self.world.values()):
            return
        self._note()
        reservations.release(self.store, caller=caller)
        for one in self.world.values():
            if one.caller == caller:
                one.caller, one.until = "", None

    @precondition(lambda self: self.world)
    @rule(pick=st.integers(0, 9), inside=st.booleans())
    def choose(self, pick: int, inside: bool) -> None:
        number, _, contact = self._person(pick)
        if (number in self.chosen) == inside:
            return
        self._note()
        (segments.put if inside else segments.take)(self.store, "Chosen", [contact.id])
        self.chosen = self.chosen | {number} if inside else self.chosen - {number}

    @precondition(lambda self: len(self.world) > 1)
    @rule(pick=st.integers(0, 9), into=st.integers(0, 9))
    def merge(self, pick: int, into: int) -> None:
        """Whatever stops one of the two stops both; what either withdrew is withdrawn."""
        gone, other, found = self._person(pick)
        kept, one, contact = self._person(into)
        if gone == kept or (one.kind == "person") != (other.kind == "person"):
            return
        self._note()
        contact_merging.merge(self.store, contact, found, now=NOW)
        del self.world[gone]
        one.flags, one.ways = one.flags | other.flags, one.ways | other.ways
        one.take_over(other)
        if not one.caller:
            one.caller, one.until = other.caller, other.until
        if gone in self.chosen:
            self.chosen = self.chosen - {gone} | {kept}

    @rule()
    def a_day_passes(self) -> None:
        self.day += 1

    @precondition(lambda self: self.done)
    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.done))):
            self.store.undo(NOW)
            self.undone.append((self.world, self.chosen))
            self.world, self.chosen = self.done.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.store.redo(NOW)
        self.done.append((self.world, self.chosen))
        self.world, self.chosen = self.undone.pop()

    def _wanted(self, audience: Audience) -> set[int]:
        """Who may be on the list for that audience."""
        meant = {
            "Chosen": self.chosen,
            "Churches": {at for at, one in self.world.items() if one.kind == "church"},
            "": set(self.world),
        }[audience.segment]
        return {
            at
            for at in meant & set(self.world)
            if may(
                self.world[at], audience.topic.channel, audience.topic.purpose,
                at_risk=audience.with_at_risk, caller=audience.caller, day=self.day,
            )
        }  # fmt: skip

    @rule(
        channel=st.sampled_from(CHANNELS),
        purpose=st.sampled_from(PURPOSES),
        segment=st.sampled_from(("", "", "Chosen", "Churches")),
        at_risk=st.booleans(),
        caller=st.sampled_from(("", *CALLERS)),
    )
    def make_a_list(
        self, channel: str, purpose: str, segment: str, at_risk: bool, caller: str
    ) -> None:
        today = TODAY + timedelta(days=self.day)
        audience = Audience(self._topic(channel, purpose), segment, (), at_risk, caller, today)
        wanted = self._wanted(audience)
        if not wanted:
            with pytest.raises(AppError, match="Nobody may be on this list"):
                outreach.reach(self.store, audience)
            return
        found = outreach.reach(self.store, audience)
        assert {one.number for one in found.people} == wanted
        left = {one.contact.number for one in found.left_out}
        assert not left & wanted
        assert sum(found.reasons.values()) == len(left)
        self.preview = (audience, found)

    @rule(
        kind=st.sampled_from(sorted(PAPERS)),
        purpose=st.sampled_from(PURPOSES),
        segment=st.sampled_from(("", "Chosen")),
        at_risk=st.booleans(),
        caller=st.sampled_from(CALLERS),
    )
    def make_a_paper(
        self, kind: str, purpose: str, segment: str, at_risk: bool, caller: str
    ) -> None:
        """A real file of each kind holds exactly those who may be on it, by its own text."""
        channel, make = PAPERS[kind]
        spoken = kind in {"calls", "walks"}
        now = NOW + timedelta(days=self.day)
        audience = Audience(
            self._topic(channel, purpose), segment, (), at_risk, caller * spoken, now.date(),
            self.store.petitions.get("asylum").id,
        )  # fmt: skip
        wanted = self._wanted(audience)
        people = [contacts.get(self.store, str(at)) for at in wanted]
        out = self._folder / f"{len(list(self._folder.iterdir()))}"
        before = (deepcopy(self.world), set(self.chosen))
        if not wanted:
            with pytest.raises(AppError):
                make(self.store, audience, out, now)
            return
        text = make(self.store, audience, out, now)
        named = set(re.findall(r"Zed\d{3}q", text))
        assert named <= {name.text for one in people for name in one.names}
        assert named >= {one.name for one in people}
        self.done.append(before)
        self.undone.clear()
        if spoken:
            for one in self.world.values():
                if one.until is not None and one.until < self.day:
                    one.caller, one.until = "", None
            for at in wanted:
                self.world[at].caller, self.world[at].until = caller, None

    @rule(at_risk=st.booleans())
    def export(self, at_risk: bool) -> None:
        """An export is no list to reach people by, but names nobody at risk unless it is asked."""
        meant = {at for at, one in self.world.items() if (at_risk or "at_risk" not in one.flags)
                and not one.flags & {"do_not_contact", "deceased"}}  # fmt: skip
        if not meant:
            return
        prepared = contact_export.prepare(self.store, "csv", with_at_risk=at_risk, today=TODAY)
        text = contact_export.draw(self.store, prepared, now=NOW).content.decode("utf-8-sig")
        people = [contacts.get(self.store, str(at)) for at in meant]
        named = {name.text for one in people for name in one.names}
        assert set(re.findall(r"Zed\d{3}q", text)) == named

    @precondition(lambda self: self.preview)
    @rule()
    def print_what_was_looked_at(self) -> None:
        """Between preview and print somebody may have withdrawn, or died, or been undone."""
        assert self.preview
        audience, before = self.preview
        today = TODAY + timedelta(days=self.day)
        audience = replace(audience, today=today, segment="")
        still = {one.number for one in before.people} <= self._wanted(audience)
        if still:
            outreach.require_same(self.store, audience, before)
        else:
            with pytest.raises(AppError, match="Since the preview"):
                outreach.require_same(self.store, audience, before)

    @invariant()
    def the_ledger_is_whole(self) -> None:
        assert self.store.consents.problem() == ""


Gate.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestGate = Gate.TestCase
