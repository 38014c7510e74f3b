"""Anything that is done with contacts, beside a plain record of it that knows no rule of ours."""

from __future__ import annotations

import shutil
import tempfile
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import Contact, Email, Phone, PostalAddress, WrittenName
from app.domain.community.segment import Condition
from app.domain.outreach.outreach import Audience
from app.domain.outreach.reaching import Reached
from app.errors import AppError
from app.operations.community import consents, contact_merging, contacts, segments
from app.operations.outreach import reservations, senders
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, open_copy
from tests.operations.oracle import ANY, PETITIONS, WAYS, Person

TODAY = NOW.date()
CHANNELS = ("email", "phone", "text", "post", "person")
PURPOSES = (*PETITIONS, "campaigns")
CALLERS = ("Noor", "Owen")
FLAGS = ("at_risk", "do_not_contact", "deceased")


World = dict[int, Person]


def keys_of(contact: Contact) -> set[str]:
    """Names and ways to reach a contact, as they were written."""
    return {
        *(one.text for one in contact.names),
        *(one.written for one in contact.phones),
        *(one.address for one in contact.emails),
    }


class Doings(RuleBasedStateMachine):
    """Anything that is done with contacts."""

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
        name = f"Zed{''.join(map('abcdefghij'.__getitem__, map(int, f'{number:03}')))}q"
        made = contacts.add(
            self.store,
            Contact(
                (WrittenName(name),),
                kind,  # type: ignore[arg-type]  # two of them
                addresses=(PostalAddress((f"{number} Teasel Avenue",), "KT3 8QD"),)
                * ("post" in ways),
                phones=(Phone(f"07700 900{number:03}"),) * ("phone" in ways),
                emails=(Email(f"a{number}@x.example"),) * ("email" in ways),
                **dict.fromkeys(flags, True),  # type: ignore[arg-type]  # names of flags
            ),
            now=NOW,
        )
        self.world[made.number] = Person(kind, set(flags), set(ways), keys=keys_of(made))

    @precondition(lambda self: self.world)
    @rule(pick=st.integers(0, 9), by=st.sampled_from(("names", "phones", "emails")))
    def come_back(self, pick: int, by: str) -> None:
        """Somebody who is here is kept again without a mark, and agrees to everything."""
        _, one, contact = self._person(pick)
        if not getattr(contact, by):
            return
        self.add(one.kind, set(), {"email", "phone", "post"})
        made = max(self.world)
        self._note()
        again = contacts.get(self.store, str(made))
        contacts.change(self.store, replace(again, **{by: getattr(contact, by)}))
        self.world[made].keys = keys_of(contacts.get(self.store, str(made)))
        for purpose in PURPOSES:
            self.say(sorted(self.world).index(made), set(CHANNELS), purpose, given=True)

    @precondition(lambda self: len(self.world) > 1)
    @rule(pick=st.integers(0, 9), other=st.integers(0, 9))
    def judge_apart(self, pick: int, other: int) -> None:
        number, one, contact = self._person(pick)
        second, two, found = self._person(other)
        if number == second or second in one.apart:
            return
        self._note()
        contact_merging.keep_apart(self.store, contact, found, now=NOW)
        one.apart = one.apart | {second}
        two.apart = two.apart | {number}

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
        if gone == kept or (one.kind == "person") != (other.kind == "person") or gone in one.apart:
            return
        self._note()
        contact_merging.merge(self.store, contact, found, now=NOW)
        del self.world[gone]
        one.flags, one.ways = one.flags | other.flags, one.ways | other.ways
        one.take_over(other)
        one.keys, one.apart = one.keys | other.keys, one.apart | other.apart
        for at in other.apart & set(self.world):
            self.world[at].apart = self.world[at].apart | {kept}
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
