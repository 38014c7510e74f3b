"""Call sheets and walk lists: made for one caller, whose people no other list then has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.words import long_date
from app.domain import names
from app.domain.community.consent import PURPOSES
from app.domain.community.contact import Contact
from app.domain.community.doings import Interaction
from app.domain.duplicates.places import PlaceReader
from app.domain.outreach import merge
from app.domain.outreach.line_code import new_codes
from app.domain.outreach.outreach import Audience, Outreach, OutreachLine
from app.domain.outreach.reaching import Reached
from app.domain.outreach.rounds import (
    LEAST_ROWS,
    MOST_ROWS,
    OpenRound,
    RoundKind,
    address_mark,
    phone_mark,
    require_length,
)
from app.domain.outreach.walking import WAYS, Stretch, Way, walk
from app.errors import AppError
from app.intake import name_data
from app.intake.rounds_data import results, round_texts
from app.intake.templates import sheet_texts
from app.messages import tr
from app.operations.outreach import outreach, senders
from app.operations.outreach.reservations import reserve
from app.operations.paper.holders import known_holder
from app.store.files import check_target, write_whole
from app.store.store import Store

if TYPE_CHECKING:
    from app.documents.rounds.round_sheet import RoundFacts, RoundLine, RoundSection

LANGUAGES = ("en", "ko")
"""In which a list can be printed."""

FIELDS = ("caller", "group", "petition", "count")
"""What a script of one's own may have filled in."""

SCRIPT_LIMIT = 2_000


@dataclass(frozen=True)
class Wish:
    """The list that is wanted; `audience` names the caller, `until` when it is to be back.

    `script` is what to say in words of one's own, empty for the usual ones; `rows` are the lines
    of a page.
    """

    kind: RoundKind
    audience: Audience
    until: date | None = None
    language: str = "en"
    rows: int = 8
    way: Way = "back"
    script: str = ""


@dataclass(frozen=True)
class Prepared:
    """A list before it is kept: whom it reaches, in which order, by which codes."""

    wish: Wish
    reached: Reached
    stretches: tuple[Stretch, ...]
    codes: tuple[str, ...]


def prepare(store: Store, wish: Wish) -> Prepared:
    """Who would be on the list, in its order; AppError where something is not said or nobody is."""
    if not names.tidy(wish.audience.caller):
        raise AppError("Say whose list it is: the name of the volunteer.", lacks="caller")
    if wish.language not in LANGUAGES:
        raise AppError(
            "There are no lists in “{language}”: choose one of {known}.",
            language=wish.language,
            known=", ".join(LANGUAGES),
        )
    if not LEAST_ROWS <= wish.rows <= MOST_ROWS:
        raise AppError(
            "A page has {least} to {most} lines, not {rows}.",
            least=LEAST_ROWS,
            most=MOST_ROWS,
            rows=wish.rows,
        )
    if wish.way not in WAYS:
        raise AppError(
            "There is no way “{way}”: choose one of {known}.", way=wish.way, known=", ".join(WAYS)
        )
    if len(wish.script) > SCRIPT_LIMIT:
        raise AppError("What to say has at most {most:,} characters.", most=SCRIPT_LIMIT)
    merge.require_known(wish.script, FIELDS, tr("what to say"))
    audience = replace(wish.audience, caller=names.tidy(wish.audience.caller))
    wish = replace(wish, audience=audience)
    found = outreach.reach(store, audience)
    require_length(len(found.people))
    stretches: tuple[Stretch, ...] = ()
    if wish.kind == "walks":
        reader = PlaceReader(name_data.street_kinds())
        stretches = tuple(walk(found.people, reader, wish.way))
        people = [one for stretch in stretches for door in stretch.doors for one in door.contacts]
        found = replace(found, people=people)
    codes = tuple(new_codes(len(found.people), store.rounds.codes()))
    return Prepared(wish, found, stretches, codes)


def draw(store: Store, prepared: Prepared, *, number: int = 0) -> bytes:
    """The list as a PDF; without a `number` it is a preview."""
    from app.documents.rounds.round_sheet import round_pdf

    return round_pdf(_facts(store, prepared, number), _sections(store, prepared))


def write(
    store: Store, prepared: Prepared, out: Path, *, force: bool = False, now: datetime
) -> Outreach:
    """Writes the list, keeps it with its codes, and reserves its people for the caller."""
    check_target(out, force=force)
    outreach.require_same(store, prepared.wish.audience, prepared.reached)
    with outreach.recording(store, prepared.wish.kind, len(prepared.reached.people)):
        made = _keep(store, prepared, now)
        write_whole(out, draw(store, prepared, number=made.number), force=force)
    return made


def keep(store: Store, prepared: Prepared, *, now: datetime) -> tuple[Outreach, bytes]:
    """Keeps a list that goes to a printer, reserves its people, and gives it as a PDF."""
    outreach.require_same(store, prepared.wish.audience, prepared.reached)
    with outreach.recording(store, prepared.wish.kind, len(prepared.reached.people)):
        made = _keep(store, prepared, now)
        pdf = draw(store, prepared, number=made.number)
    return made, pdf


def _keep(store: Store, prepared: Prepared, now: datetime) -> Outreach:
    wish = prepared.wish
    segment = store.segments.named(wish.audience.segment) if wish.audience.segment else None
    people = [one.id for one in prepared.reached.people]
    listed = zip(prepared.reached.people, prepared.codes, strict=True)
    made = outreach.note(
        store,
        Outreach(
            wish.kind,
            _about(store, wish),
            now,
            wish.audience.topic,
            segment.id if segment else "",
            holder=known_holder(store, "collector", wish.audience.caller),
            due=wish.until,
        ),
        [
            OutreachLine(one.id, place, code, printed=_printed(wish.kind, one, code))
            for place, (one, code) in enumerate(listed, 1)
        ],
    )
    reserve(store, people, wish.audience.caller, outreach=made.id, until=wish.until, now=now)
    return made


def _printed(kind: RoundKind, contact: Contact, code: str) -> str:
    if kind == "walks":
        return address_mark(code, contact.address)
    return phone_mark(code, contact.phones[0]) if contact.phones else ""


def _about(store: Store, wish: Wish, language: str = "en") -> str:
    topic = wish.audience.topic
    if topic.petition:
        return store.petitions.of_id(topic.petition).wording.title_in(language)
    return PURPOSES[topic.purpose]


def _facts(store: Store, prepared: Prepared, number: int) -> RoundFacts:
    from app.documents.rounds.round_sheet import RoundFacts

    wish = prepared.wish
    topic = wish.audience.topic
    organiser, contact = senders.group(store, topic.petition)
    return RoundFacts(
        wish.kind,
        number,
        _about(store, wish, wish.language),
        wish.audience.caller,
        wish.until,
        organiser,
        contact,
        _scripts(store, wish, organiser),
        [(one.letter, one.words(wish.language)) for one in results(wish.kind)],
        round_texts(wish.language),
        wish.language,
        wish.rows,
    )


def _scripts(store: Store, wish: Wish, group: str) -> list[tuple[str, str]]:
    topic = wish.audience.topic
    record = store.petitions.of_id(topic.petition) if topic.petition else None
    count = f"{store.sheets.counts(record.id).valid:,}" if record else ""
    made = []
    for language in LANGUAGES:
        texts = round_texts(language)
        values = {
            "caller": wish.audience.caller,
            "group": group,
            "petition": record.wording.title_in(language) if record else "",
            "count": count,
        }
        if wish.script:
            return [(wish.language, merge.fill(wish.script, values).replace("\n", "|"))]
        status = texts["status"]["none" if count in {"", "0"} else "collecting"]
        values["status"] = merge.fill(status, values)
        made.append((language, merge.fill(texts["scripts"][wish.kind][topic.purpose], values)))
    return made


def _sections(store: Store, prepared: Prepared) -> list[RoundSection]:
    from app.documents.rounds.round_sheet import RoundSection

    wish = prepared.wish
    last = store.rounds.last_spoken([one.id for one in prepared.reached.people])
    codes = iter(prepared.codes)
    if wish.kind == "calls":
        lines = [
            _line(wish, one, last.get(one.id), next(codes), str(place))
            for place, one in enumerate(prepared.reached.people, 1)
        ]
        return [RoundSection("", lines)]
    texts = round_texts(wish.language)
    sections = []
    up: Stretch | None = None
    for stretch in prepared.stretches:
        lines = []
        for door in stretch.doors:
            flat = merge.fill(texts["flat"], {"flat": door.flat}) if door.flat else ""
            shown = merge.fill(texts["rear"], {"number": door.number}) if door.rear else door.number
            for at, one in enumerate(door.contacts):
                lead, below = (shown, flat) if at == 0 else ("", "")
                lines.append(_line(wish, one, last.get(one.id), next(codes), lead, below))
        sections.append(RoundSection(_heading(wish, stretch, up), lines))
        up = stretch
    return sections


def _heading(wish: Wish, stretch: Stretch, up: Stretch | None) -> str:
    """Where it is; `up` is the stretch before, from which one may come back on the other side."""
    texts = round_texts(wish.language)
    if stretch.side == "unknown":
        return str(texts["unknown"])
    same = up is not None and (up.street, up.postcode) == (stretch.street, stretch.postcode)
    back = stretch.side == "even" and wish.way == "back" and same
    side = "even_back" if back else stretch.side
    where = f"{stretch.street}, {stretch.postcode}" if stretch.postcode else stretch.street
    return f"{where}: {texts[side]}"


def _line(
    wish: Wish, contact: Contact, last: Interaction | None, code: str, lead: str, below: str = ""
) -> RoundLine:
    from app.documents.rounds.round_sheet import RoundLine

    texts = round_texts(wish.language)
    spoken = sheet_texts(wish.language)
    facts = []
    if contact.language:
        name = spoken.get(f"language_{contact.language}", contact.language)
        facts.append(merge.fill(texts["language"], {"language": name}))
    if contact.role:
        facts.append(contact.role)
    if last:
        said = [*results(wish.kind), *results("calls"), *results("walks")]
        what = next(
            (one.words(wish.language) for one in said if one.outcome == last.outcome),
            texts["outcomes"].get(last.outcome, ""),
        )
        values = {"what": what, "day": long_date(last.at.date(), wish.language)}
        facts.append(merge.fill(texts["last" if what else "last_day"], values))
    else:
        facts.append(texts["never" if wish.kind == "calls" else "never_walks"])
    return RoundLine(
        lead,
        below,
        code,
        _written(contact),
        next((one.pronounced for one in contact.names if one.pronounced), ""),
        contact.phone if wish.kind == "calls" else "",
        tuple(facts),
    )


def _written(contact: Contact) -> tuple[str, ...]:
    """The name to address them by, and the first in another script."""
    first, *others = (one.text for one in contact.names)
    other = next(
        (one for one in others if bool(names.hangul(one)) != bool(names.hangul(first))), ""
    )
    return (first, other) if other else (first,)


def listing(store: Store) -> list[OpenRound]:
    """Every list with what is keyed of it: those that are out first, newest first."""
    return sorted(store.rounds.all(), key=lambda one: not one.out)
