"""No sequence of actions puts somebody on a list who may not be on it.

What may be is worked out here from a plain record of what was done, and by none of the rules of
the program: each list has to hold exactly those, and say why it leaves the others out.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.operations.community import contact_export, contacts
from app.operations.outreach import (
    outreach,
)
from tests.campaigns import NOW
from tests.operations.doings import CALLERS, CHANNELS, PURPOSES, TODAY, Doings
from tests.operations.oracle import PETITIONS, hidden, may
from tests.operations.papers import PAPERS


class Gate(Doings):
    """Lists made at any moment."""

    def _wanted(self, audience: Audience) -> set[int]:
        """Who may be on the list for that audience."""
        meant = {
            "Chosen": self.chosen,
            "Churches": {at for at, one in self.world.items() if one.kind == "church"},
            "": set(self.world),
        }[audience.segment]
        refs = {one.id: one.ref for one in self.store.petitions.all()}
        ref = refs.get(audience.topic.petition, "")
        about = next((key for key, one in PETITIONS.items() if one == ref), audience.topic.purpose)
        return {
            at
            for at in meant & set(self.world)
            if not hidden(self.world, at, at_risk=audience.with_at_risk)
            and may(
                self.world[at], audience.topic.channel, about,
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
        named = set(re.findall(r"Zed[a-j]{3}q", text))
        assert named <= {name.text for one in people for name in one.names}
        mailboxes: dict[str, set[str]] = {}
        for meant in people:  # of those who share one, a single message goes there
            number = "".join(one.written for one in meant.phones[:1])
            key = {"drafts": meant.email, "texts": number}.get(kind, meant.id)
            mailboxes.setdefault(key, set()).add(meant.name)
        assert all(named & names for names in mailboxes.values())
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
        assert set(re.findall(r"Zed[a-j]{3}q", text)) == named

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
