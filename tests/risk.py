"""Somebody at risk who is everywhere in a campaign, and the words that may stand nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import Contact, Email, Phone, PostalAddress, WrittenName
from app.domain.community.doings import Interaction
from app.domain.community.events import Guest
from app.domain.community.relationship import Relationship
from app.domain.community.segment import Condition
from app.domain.community.tasks import Task
from app.domain.outreach.outreach import Audience
from app.domain.sheet import Order
from app.domain.signature import RowEntry
from app.operations.campaign import demo_community, demo_doings
from app.operations.community import consents, contact_doubles, contacts, segments, tasks
from app.operations.counting import duplicates, sampling
from app.operations.outreach import round_results, rounds
from app.operations.outreach.round_results import Keying
from app.operations.paper import printing, second_keying, sheets
from app.store.store import Store
from tests.campaigns import NOW

POSTCODE = "KT3 7ZY"
WORDS = ("Quenby", "봉황", "Canaryfield", POSTCODE, "canary@", "900177")
"""What may stand nowhere: parts of the name in both scripts, where they live, how to reach them."""

HER = "Quenby Thrale"
ROW = 2
"""Her row on the sheet."""

_HOME = PostalAddress(("77 Canaryfield Row", "New Malden"), POSTCODE)
_SIGNED = RowEntry(ROW, HER, "77 Canaryfield Row, New Malden", POSTCODE, date(2026, 11, 19),
                   validity="valid")  # fmt: skip
_TWICE = replace(
    _SIGNED, row=0, name="Thrale, Quenby", origin="online", email="canary@post.example",
    source="Form of 12 November", external_id="canary@1",
)  # fmt: skip


def fill(store: Store, ref: str, place: Path) -> str:
    """Adds her: as a contact kept twice, by two signatures, and in all that is made of people.

    Gives the code of the sheet that she signed on.
    """
    petition = store.petitions.get(ref).id
    demo_community.fill(store, ref, now=NOW)
    demo_doings.fill(store, ref, now=NOW)
    one, other = _keep_twice(store)
    printing.print_batch(store, ref, Order(1, rows=8, kind="full"), out=place / "s.pdf", now=NOW)
    [code] = [sheet.code for sheet in store.sheets.of_petition(petition)]
    neighbours = [
        replace(_SIGNED, row=row, name=name, address=home, postcode="KT3 8QD")
        for row, name, home in ((1, "Oliver Quayle", "9 Hill Road"), (3, "Lee Soon-ja", "2 Elm"))
    ]
    sheets.key(store, code, [*neighbours, _SIGNED], now=NOW)
    with store.step("Sign twice"):
        store.signatures.add(petition, None, _TWICE)
        [signed] = [row for row in store.signatures.of_sheet(store.sheets.get(code).id)
                    if row.row == ROW]  # fmt: skip
        store.contacts.link_signature(one.id, signed.id, petition)
    duplicates.keep(store, ref, duplicates.find(store, ref))
    sampling.draw(store, ref, size=4, now=NOW)
    second_keying.draw(store, ref, 3, now=NOW)
    second_keying.key(store, code, [replace(_SIGNED, name="Quenby Thrail")], now=NOW)
    _do_things_with(store, ref, one, other)
    return code


def _keep_twice(store: Store) -> tuple[Contact, Contact]:
    one = contacts.add(store, Contact(
        (WrittenName(HER), WrittenName("권봉황")), language="ko", role="Elder of Canaryfield",
        addresses=(_HOME,), phones=(Phone("07700 900177", "+447700900177"),),
        emails=(Email("canary@post.example"),), notes="Quenby sings", at_risk=True,
    ), now=NOW)  # fmt: skip
    other = contacts.add(store, replace(one, id="", number=0), now=NOW)
    contact_doubles.keep(store, contact_doubles.find(store))
    return one, other


def _do_things_with(store: Store, ref: str, one: Contact, other: Contact) -> None:
    petition, today = store.petitions.get(ref).id, NOW.date()
    evidence = Evidence("spoken", today, "Said so at the door")
    grace = contacts.get(store, "5")
    for channel in ("phone", "post", "email", "person"):
        about = Topic(channel, "news", petition)
        consents.record(store, one, about, evidence, given=True, now=NOW)
    [event, *_] = store.events.all()
    with store.step("Meet"):
        store.relationships.keep(Relationship(one.id, "knows", grace.id))
        store.events.put([Guest(event.id, key.id, "invited") for key in (one, other)])
        store.interactions.add([
            Interaction(one.id, "call", NOW, "in", "replied", "", "wanted", petition)
        ])  # fmt: skip
    tasks.add(store, Task("Phone again", today, contact=one.id), assigned="Jun Park", now=NOW)
    segments.add(store, "Everybody", [Condition("at-risk")], now=NOW)
    asked = Audience(Topic("phone", "news", petition), contacts=(one.id,), with_at_risk=True,
                     caller="Jun Park", today=today)  # fmt: skip
    made, _ = rounds.keep(store, rounds.prepare(store, rounds.Wish("calls", asked)), now=NOW)
    [line] = store.outreach.lines(made.id)
    round_results.key(store, [Keying(line.code, "A")], now=NOW)
