"""Results of calls and visits, keyed back by the code of a line and the letter of a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.community.consent import ConsentEntry, Evidence
from app.domain.community.contact import Contact, Phone, PostalAddress
from app.domain.community.doings import OUTCOMES, Interaction
from app.domain.community.tasks import Task
from app.domain.names import tidy
from app.domain.outreach.line_code import bare, require_known
from app.domain.outreach.outreach import OUTREACH, Outreach, OutreachLine
from app.domain.outreach.rounds import Result, address_mark, phone_mark
from app.errors import AppError
from app.intake.rounds_data import results
from app.messages import tr, trn
from app.operations.community import consents
from app.operations.community.contacts import prepared
from app.operations.outreach import outreach
from app.store.store import Store

NOTE_LIMIT = 2_000
_KINDS = {"calls": "call", "walks": "visit"}


@dataclass(frozen=True)
class Keying:
    """What stands on one line of a list that is back: its code, a letter, what was written.

    `on` is the day of the call, today where it is not said; `where` says in which line of a file
    it stands.
    """

    code: str
    letter: str
    note: str = ""
    on: date | None = None
    where: str = ""


@dataclass(frozen=True)
class RoundLine:
    """A line by its code: on which list it is, and whom it is about."""

    made: Outreach
    line: OutreachLine
    contact: Contact


@dataclass(frozen=True)
class Keyed:
    """A line that was keyed, what it ended in, and the number of the task made; 0 for none.

    `stale` where what was found wrong is not the contact's any more, so that nothing is taken off.
    """

    line: RoundLine
    result: Result
    task: int = 0
    stale: bool = False

    @property
    def stale_words(self) -> str:
        """Why nothing was taken off; empty where something was, or nothing was to be."""
        return STALE[self.result.drops] if self.stale and self.result.drops else ""


def find(store: Store, typed: str, where: str = "") -> RoundLine:
    """The line with that code; LineCodeError names the nearest ones that there are.

    `where` begins its sentence.
    """
    code = bare(typed)
    found = store.outreach.by_code(code)
    if found is None:
        require_known(typed, store.rounds.codes(), where)
        raise LookupError(code)
    made = store.outreach.of_id(found[0])
    if made is None:
        raise LookupError(code)
    contact = store.contacts.of_ids([found[1].contact])[found[1].contact]
    while contact.merged_into:
        contact = store.contacts.of_ids([contact.merged_into])[contact.merged_into]
    return RoundLine(made, found[1], contact)


def result_of(line: RoundLine, typed: str, where: str = "") -> Result:
    """What a letter, or the outcome's own word, means on that list; AppError names the letters."""
    known = results(line.made.kind)
    wanted = typed.strip()
    for one in known:
        if wanted.upper() == one.letter or wanted.lower() == one.outcome:
            return one
    raise AppError(
        "{where}There is no result “{letter}”: choose one of {known}.",
        where=where,
        letter=wanted,
        known=", ".join(f"{one.letter} {one.en}" for one in known),
    )


def require_open(line: RoundLine, where: str = "") -> None:
    """Refuses a line that is keyed, unless nobody was reached."""
    outcome = line.line.outcome
    if line.line.keyed_at is None or outcome in _TRIED:
        return
    raise AppError(
        "{where}Line {code} was keyed on {day:%d/%m/%Y} already, as “{what}”: take that back "
        "first (Undo), or log what else happened with the contact.",
        where=where,
        code=line.line.code,
        day=line.line.keyed_at,
        what=OUTCOMES[outcome],
    )


_TOLD = 20
"""Refused lines of a file that are told at once."""

_TRIED = {""} | {one.outcome for kind in ("calls", "walks") for one in results(kind) if one.again}


def key(store: Store, keyings: Sequence[Keying], *, now: datetime) -> list[Keyed]:
    """Keys lines in one step: what happened, what follows from it, and the people released.

    Where one of them cannot be taken, none is.
    """
    made: list[Keyed] = []
    refused: list[AppError] = []
    with store.step(_label(keyings)):
        for one in keyings:
            try:
                line = find(store, one.code, one.where)
                result = result_of(line, one.letter, one.where)
                require_open(line, one.where)
                at = _moment(one, line, now)
            except AppError as refusal:
                refused.append(refusal)
                continue
            made.append(_key(store, line, result, one, at, now))
            store.rounds.release(line.made.id, (line.line.contact, line.contact.id))
        _require_none(refused)
    return made


def _require_none(refused: Sequence[AppError]) -> None:
    """Refuses with what was refused, all of it where it is several."""
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise AppError(
            "{number:,} lines cannot be keyed, so none is: {refused}",
            number=len(refused),
            refused=" ".join(str(one) for one in refused[:_TOLD]),
        )


def close(store: Store, number: int, *, now: datetime) -> int:
    """Ends a list that is back, or lost, with lines that were not called: its people are free.

    Gives how many lines those were; AppError where it is no such list, or none is left.
    """
    made = outreach.get(store, number)
    if not made.holder:
        raise AppError("Outreach {number} is no volunteer’s list.", number=number)
    left = [one for one in store.outreach.lines(made.id) if one.keyed_at is None]
    if not left:
        if any(not one.outcome for one in store.outreach.lines(made.id)):
            raise AppError("List {number} is closed already.", number=number)
        raise AppError("Every line of list {number} is keyed.", number=number)
    with store.step(tr("Close list {number}", number=number)):
        for one in left:
            store.outreach.key(one.id, "", now)
        store.rounds.release(made.id)
    return len(left)


def _label(keyings: Sequence[Keying]) -> str:
    first = keyings[0].code.upper() if keyings else ""
    return trn("Key line {first}", "Key {number:,} lines", len(keyings), first=first)


def _moment(one: Keying, line: RoundLine, now: datetime) -> datetime:
    day = one.on or now.date()
    if not line.made.made_at.date() <= day <= now.date():
        raise AppError(
            "{where}{day:%d/%m/%Y} cannot be: the list was made on {made:%d/%m/%Y}, and today is "
            "{today:%d/%m/%Y}.",
            where=one.where,
            day=day,
            made=line.made.made_at,
            today=now,
        )
    if len(one.note) > NOTE_LIMIT:
        raise AppError("{where}A note has at most {most:,} characters.", where=one.where,
                       most=NOTE_LIMIT)  # fmt: skip
    return now if day == now.date() else datetime.combine(day, now.timetz())


def _key(
    store: Store, line: RoundLine, result: Result, one: Keying, at: datetime, now: datetime
) -> Keyed:
    made, contact = line.made, line.contact
    note = tidy(one.note)
    if result.drops:
        contact, dropped = _without(line, result, at)
        note = ". ".join(part for part in (note, dropped) if part)
    store.interactions.add([
        Interaction(
            contact.id, _KINDS[made.kind], at, outcome=result.outcome, note=note,  # type: ignore[arg-type]  # of the table
            petition=made.topic.petition, outreach=made.id,
        )
    ])  # fmt: skip
    store.outreach.key(line.line.id, result.outcome, now)
    if result.stops:
        _stop(store, line, result, at, now)
        contact = replace(contact, do_not_contact=contact.do_not_contact or result.stops == "all")
    if contact != line.contact:
        store.contacts.replace(prepared(contact))
    task = _next(store, line, result, note, at, now)
    return Keyed(line, result, task, is_stale(line, result))


STALE = {
    "phone": tr("The number on the list is not theirs any more: nothing is taken off"),
    "address": tr("The address on the list is not theirs any more: nothing is taken off"),
}
"""What is said of a line whose printed number or address was changed meanwhile."""


def _wrong(line: RoundLine, result: Result) -> tuple[list[Phone], list[PostalAddress]]:
    """What was printed and found wrong, as far as it is still the contact's.

    It is known by the line's mark: the first of today may be another, corrected or merged in.
    """
    contact, code, printed = line.contact, line.line.code, line.line.printed
    if result.drops == "phone":
        return [one for one in contact.phones if printed and phone_mark(code, one) == printed], []
    return [], [one for one in contact.addresses if printed and address_mark(code, one) == printed]


def is_stale(line: RoundLine, result: Result) -> bool:
    """Whether a result would take off what is not the contact's any more."""
    return bool(result.drops) and not any(_wrong(line, result))


def _without(line: RoundLine, result: Result, at: datetime) -> tuple[Contact, str]:
    """The contact without what was found wrong, which goes into its notes."""
    contact, (phones, addresses) = line.contact, _wrong(line, result)
    if not (phones or addresses):
        return contact, STALE[result.drops or "phone"]
    gone = [one.written for one in phones]
    gone += [", ".join(filter(None, (*one.lines, one.postcode))) for one in addresses]
    said = tr(
        "{what} on {day:%d/%m/%Y} ({list} {number}): {gone}",
        what=result.en,
        day=at,
        list=OUTREACH[line.made.kind].lower(),
        number=line.made.number,
        gone=gone[0],
    )
    return replace(
        contact,
        notes=f"{contact.notes}\n{said}".strip(),
        phones=tuple(one for one in contact.phones if one not in phones),
        addresses=tuple(one for one in contact.addresses if one not in addresses),
    ), said


def _stop(store: Store, line: RoundLine, result: Result, at: datetime, now: datetime) -> None:
    """Withdraws what was asked to end: this channel for every purpose, or everything."""
    channel = "" if result.stops == "all" else line.made.topic.channel
    ended = {line.made.topic, *consents.to_withdraw(store, line.contact, channel)}
    reference = tr(
        "{list} {number}, line {code}",
        list=OUTREACH[line.made.kind],
        number=line.made.number,
        code=line.line.code,
    )
    evidence = Evidence("spoken", at.date(), reference)
    topics = sorted(ended, key=lambda one: (one.channel, one.purpose, one.petition))
    store.consents.add(
        ConsentEntry(line.contact.id, topic, given=False, at=now, evidence=evidence)
        for topic in topics
    )


def _next(
    store: Store, line: RoundLine, result: Result, note: str, at: datetime, now: datetime
) -> int:
    """The number of the task that follows, for whoever has the list; 0 for none."""
    if not result.next:
        return 0
    task = Task(
        result.next,
        at.date() + timedelta(days=result.days),
        line.made.holder,
        line.contact.id,
        line.made.topic.petition,
        note=note,
        made_at=now,
    )
    return store.tasks.add([task])[0]
