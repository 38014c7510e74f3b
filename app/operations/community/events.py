"""Events: kept, who is invited, coming and came; the sheet to sign in on, and calendar files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from app.domain import names
from app.domain.community.addressing import written_name
from app.domain.community.consent import Purpose
from app.domain.community.contact import Contact
from app.domain.community.events import (
    GUEST_STATES,
    LONGEST_DAYS,
    NOTE_LIMIT,
    PLACE_LIMIT,
    TITLE_LIMIT,
    Event,
    Guest,
    GuestState,
)
from app.domain.outreach.outreach import Audience
from app.domain.outreach.reaching import Reason
from app.errors import AppError, NotFoundError
from app.intake.templates import EVENT_LANGUAGES, event_texts
from app.messages import tr, trn
from app.operations.outreach import outreach, senders
from app.operations.outreach.spread import Spread, spread
from app.store.exports import Export
from app.store.files import check_target, write_whole
from app.store.petitions import PetitionRecord
from app.store.store import Store

SIGN_IN = "event-sign-in"
"""The sign-in sheet, as the record of documents calls it."""


@dataclass(frozen=True)
class Invited:
    """Who was invited now, by the channel that each agreed to, and how many were so before."""

    spread: Spread
    new: int
    before: int


def get(store: Store, number: int) -> Event:
    """The event with that number; NotFoundError where there is none."""
    found = store.events.by_number(number)
    if found is None:
        raise NotFoundError(
            "There is no event {number}: choose one that is listed.", lacks="event", number=number
        )
    return found


def add(store: Store, event: Event) -> Event:
    """Keeps a new event and gives it back with its number."""
    ready = _prepared(event)
    with store.step(tr("Add the event “{title}”", title=ready.title)):
        number = store.events.add(ready)
    return get(store, number)


def change(store: Store, event: Event) -> Event:
    """Keeps an event as it is now; calendars take it as the newer one."""
    ready = replace(_prepared(event), revision=event.revision + 1)
    with store.step(tr("Change the event “{title}”", title=ready.title)):
        store.events.replace(ready)
    return ready


def cancel(store: Store, number: int, *, cancelled: bool = True) -> Event:
    """Calls an event off, or on again; who was invited stays."""
    event = get(store, number)
    if event.cancelled == cancelled:
        words = tr("cancelled") if cancelled else tr("going ahead")
        raise AppError("Event {number} is {words} already.", number=number, words=words)
    label = (
        tr("Cancel the event “{title}”", title=event.title)
        if cancelled
        else tr("Call the event “{title}” on again", title=event.title)
    )
    changed = replace(event, cancelled=cancelled, revision=event.revision + 1)
    with store.step(label):
        store.events.replace(changed)
    return changed


def _prepared(event: Event) -> Event:
    title, place = names.tidy(event.title), names.tidy(event.place)
    event = replace(event, note=names.lines(event.note))
    if not title:
        raise AppError("An event needs a title: what is it called?")
    for words, text, limit in (
        (tr("title"), title, TITLE_LIMIT),
        (tr("place"), place, PLACE_LIMIT),
        (tr("note"), event.note, NOTE_LIMIT),
    ):
        if len(text) > limit:
            raise AppError(
                "The {what} has {count:,} characters; the most is {limit:,}: shorten it.",
                what=words,
                count=len(text),
                limit=limit,
            )
    if event.ends == event.starts:
        raise AppError(
            "The event ends at {ends:%H:%M}, when it begins: say until when it lasts.",
            ends=event.ends,
        )
    if event.ends < event.starts:
        raise AppError(
            "The event ends ({ends:%d/%m/%Y %H:%M}) before it begins ({starts:%d/%m/%Y %H:%M}): "
            "change its times.",
            ends=event.ends,
            starts=event.starts,
        )
    if (event.ends - event.starts).days >= LONGEST_DAYS:
        raise AppError(
            "An event lasts {most} days at most: keep each gathering by itself.", most=LONGEST_DAYS
        )
    for language in event.languages:
        if language not in EVENT_LANGUAGES:
            raise AppError(
                "There is no sign-in sheet in “{language}”: choose of {known}.",
                language=language,
                known=", ".join(EVENT_LANGUAGES),
            )
    languages = tuple(dict.fromkeys(event.languages)) or ("en",)
    return replace(event, title=title, place=place, languages=languages)


def guests(store: Store, event: Event) -> list[tuple[Contact, GuestState]]:
    """Those invited, by name, and where each stands; merged contacts come once."""
    listed = store.events.guests(event.id)
    known = store.contacts.of_ids([one.contact for one in listed])
    return [(known[one.contact], one.state) for one in listed if not known[one.contact].merged_into]


def counts(store: Store, event: Event) -> dict[GuestState, int]:
    """How many guests stand where."""
    found = store.events.counts(event.id)
    return {state: found.get(state, 0) for state in GUEST_STATES}


def invitation(event: Event) -> dict[str, str]:
    """What an invitation by letter or email asks for and the event knows, in each language."""
    from app.documents.community.sign_in import event_when

    return {
        **dict.fromkeys(("event", "occasion"), event.title),
        **dict.fromkeys(("place", "where"), event.place),
        "when": event_when(event, "en"),
        **{f"{one}.when": event_when(event, one) for one in EVENT_LANGUAGES if one != "en"},
    }


def purpose(event: Event) -> Purpose:
    """What people must have agreed to, to be told of an event: news of its petition, if any."""
    return "news" if event.petition else "campaigns"


def whom(store: Store, event: Event, audience: Audience) -> Spread:
    """Whom an invitation would reach and by which channel: each by the best agreed to.

    What it is about is said by the event, not by the audience.
    """
    return spread(
        store, outreach.chosen(store, audience), purpose(event), event.petition,
        with_at_risk=audience.with_at_risk, today=audience.today,
    )  # fmt: skip


def new_guests(store: Store, event: Event, found: Spread) -> list[Contact]:
    """Those whom an invitation reaches who are no guests of the event yet."""
    there = {one.contact for one in store.events.guests(event.id)}
    return [one for one in found.reached.people if one.id not in there]


def invite(store: Store, number: int, audience: Audience) -> Invited:
    """Keeps as invited those of the audience who may be reached; who was so already stays."""
    event = get(store, number)
    if event.cancelled:
        raise AppError("Event {number} is cancelled: nobody is invited to it.", number=number)
    found = whom(store, event, audience)
    people = found.reached.people
    if not people:
        why = outreach.left_out_words(found.reached) or tr("the choice matches no contact")
        raise AppError("Nobody may be invited: {why}.", why=why)
    new = new_guests(store, event, found)
    if new:
        label = trn("Invite {number} contact", "Invite {number:,} contacts", len(new))
        with store.step(label):
            store.events.put(Guest(event.id, one.id) for one in new)
    return Invited(found, len(new), len(people) - len(new))


def to_tell(store: Store, event: Event, *, today: date) -> Spread:
    """Guests who are invited or coming, by the best way each agreed to: to remind or to call off.

    Each passes the gate again, for who agreed once may have withdrawn.
    """
    keys = [one.id for one in expected(store, event)]
    return spread(store, keys, purpose(event), event.petition, today=today)


def expected(store: Store, event: Event) -> list[Contact]:
    """Guests who are invited or coming; nobody who has died."""
    return [
        one
        for one, state in guests(store, event)
        if state in {"invited", "coming"} and not one.deceased
    ]


def mark(
    store: Store, number: int, contacts: Sequence[Contact], state: GuestState, *, now: datetime
) -> None:
    """Keeps where contacts stand with an event; one who was not invited is added."""
    event = get(store, number)
    if state == "came" and event.starts.date() > now.date():
        raise AppError(
            "Event {number} is on {day:%d/%m/%Y}: nobody came yet.", number=number,
            day=event.starts,
        )  # fmt: skip
    label = trn(
        "{number} guest: {state}", "{number} guests: {state}", len(contacts),
        state=GUEST_STATES[state].lower(),
    )  # fmt: skip
    with store.step(label):
        store.events.put(Guest(event.id, one.id, state) for one in contacts)


def write_calendar(
    store: Store, numbers: Sequence[int], out: Path, *, force: bool = False, now: datetime
) -> int:
    """Writes a calendar file of these events, of all without any; gives how many. No names."""
    from app.documents.calendar_file import calendar_file

    check_target(out, force=force)
    chosen = [get(store, number) for number in numbers] or store.events.all()
    if not chosen:
        raise AppError("There is no event yet: plan one first.")
    titles = {record.id: record.wording.title for record in store.petitions.all()}
    content = calendar_file(((one, titles.get(one.petition, "")) for one in chosen), now)
    write_whole(out, content, force=force)
    return len(chosen)


def sign_in_wording(store: Store, event: Event) -> str:
    """What the sign-in sheet asks, word for word: consents given on it say that they saw this."""
    from app.documents.community.sign_in import asked

    texts = event_texts(event.languages[0])
    return asked(_title(store, event, event.languages[0]), texts["sign_in"])


def sign_in_reference(event: Event) -> str:
    """How a consent cites the sheet as its evidence."""
    return tr("sign-in sheet E{number}", number=event.number)


def _organiser(store: Store, event: Event) -> PetitionRecord:
    """The petition whose organiser keeps what is written on the sheet."""
    if event.petition:
        return store.petitions.of_id(event.petition)
    records = store.petitions.all()
    if not records:
        raise AppError(
            "A sign-in sheet says who keeps the data: write a petition with its organiser first."
        )
    return records[0]


def _title(store: Store, event: Event, language: str) -> str:
    record = store.petitions.of_id(event.petition) if event.petition else None
    return record.wording.title_in(language) if record else ""


def draw_sign_in(
    store: Store,
    event: Event,
    *,
    rows: int = 0,
    with_names: bool = False,
    with_at_risk: bool = False,
) -> tuple[bytes, int]:
    """The sheet to sign in on, and how many people it names.

    With names come those invited and coming who may be reached now; one at risk is an empty row
    for a guest, unless asked for by name.
    """
    from app.documents.community.sign_in import SignIn, sign_in_pdf

    record = _organiser(store, event)
    named = _expected(store, event, with_at_risk=with_at_risk) if with_names else []
    titles = {one: _title(store, event, one) for one in event.languages}
    sheet = SignIn(event, senders.signed(store, record.wording), titles, tuple(named), rows)
    texts = {one: event_texts(one)["sign_in"] for one in event.languages}
    return sign_in_pdf(sheet, texts), sum(1 for name in named if name)


def _expected(store: Store, event: Event, *, with_at_risk: bool) -> list[str]:
    """The names of guests who are expected, in the script of the sheet's first language.

    Empty for one who must not be named.
    """
    still: tuple[GuestState, ...] = ("invited", "coming", "came")
    listed = [one for one, state in guests(store, event) if state in still]
    keys = [one.id for one in listed]
    purposes = ("news", "campaigns") if event.petition else ("campaigns", "volunteering")
    may: set[str] = set()
    for purpose in purposes:
        about = event.petition if purpose == "news" else ""
        found = spread(store, keys, purpose, about, with_at_risk=True, today=None)  # type: ignore[arg-type]  # of the tuple
        may |= {one.id for one in found.reached.people}
        may |= {one.contact.id for one in found.left_out if one.reason in _NO_WAY}
    leading = event.languages[0]
    return [
        "" if one.at_risk and not with_at_risk else written_name(one, leading).text
        for one in listed
        if one.id in may
    ]


_NO_WAY: frozenset[Reason] = frozenset(
    {"no-address", "no-door", "no-phone", "no-email", "reserved"}
)
"""Reasons of who agreed: there is no way to reach them, but they may be on the list."""


def write_sign_in(
    store: Store,
    number: int,
    out: Path,
    *,
    rows: int = 0,
    with_names: bool = False,
    with_at_risk: bool = False,
    force: bool = False,
    now: datetime,
) -> int:
    """Writes the sign-in sheet to `out`; gives how many people it names."""
    check_target(out, force=force)
    event = get(store, number)
    pdf, named = draw_sign_in(
        store, event, rows=rows, with_names=with_names, with_at_risk=with_at_risk
    )
    write_whole(out, pdf, force=force)
    note_sign_in(store, event, named, now=now)
    return named


def note_sign_in(store: Store, event: Event, people: int, *, now: datetime) -> None:
    """Records that a sign-in sheet with names left the campaign."""
    if people:
        with store.step(tr("Record a document with names"), inverse=()):
            store.exports.add(event.petition or None, Export(now, SIGN_IN, "none", people))
