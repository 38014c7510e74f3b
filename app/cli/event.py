"""`event …`: gatherings: who is invited, coming and came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.audience import for_audience, left_out_document, say_left_out
from app.cli.common import any_file, emit, force_option, json_option, now, table, with_campaign
from app.domain.community.events import GUEST_STATES, Event, GuestState, guest_words, when
from app.domain.dates import by_the_clock
from app.messages import trn

if TYPE_CHECKING:
    from app.domain.outreach.outreach import Audience
    from app.operations.campaign.campaigns import Campaign

_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
_NUMBER = click.argument("number", type=int)
_LANGUAGES = click.option("--language", "languages", multiple=True,
                          help="Of its papers, the first one leads; may be repeated.")  # fmt: skip


@click.group()
def event() -> None:
    """Gatherings: who is invited, coming and came."""


def _document(campaign: Campaign, one: Event) -> dict[str, Any]:
    """An event with the stable keys of the command line."""
    from app.operations.community import events

    store = campaign.store
    return {
        "number": one.number,
        "title": one.title,
        "starts": one.starts.isoformat(timespec="minutes"),
        "ends": one.ends.isoformat(timespec="minutes"),
        "place": one.place,
        "languages": list(one.languages),
        "petition": store.petitions.of_id(one.petition).ref if one.petition else "",
        "note": one.note,
        "cancelled": one.cancelled,
        "guests": events.counts(store, one),
    }


@event.command()
@with_campaign
@click.argument("title")
@click.option("--start", "starts", required=True, type=_MOMENT, help="2026-12-05T14:00")
@click.option("--end", "ends", required=True, type=_MOMENT, help="2026-12-05T16:30")
@click.option("--place", default="", help="Where it is.")
@_LANGUAGES
@click.option("--petition", default="", metavar="REF", help="Which petition it is about.")
@click.option("--note", default="", help="What else is to be known; on no paper.")
@json_option
def add(
    campaign: Campaign,
    title: str,
    starts: datetime,
    ends: datetime,
    place: str,
    languages: tuple[str, ...],
    petition: str,
    note: str,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Keep an event."""
    from app.operations.community import events

    record = campaign.store.petitions.get(petition).id if petition else ""
    begin = by_the_clock(starts)
    wanted = Event(
        title, begin, by_the_clock(ends, begin), place, languages or ("en",), record, note
    )
    made = events.add(campaign.store, wanted)
    emit(as_json, {"event": _document(campaign, made)}, f"Event {made.number} kept.")


@event.command("list")
@with_campaign
@json_option
def list_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Every event, the latest first."""
    found = campaign.store.events.all()
    documents = [_document(campaign, one) for one in found]
    rows = [
        [one.number, when(one), one.title, one.place, guest_words(said["guests"]),
         "cancelled" if one.cancelled else ""]
        for one, said in zip(found, documents, strict=True)
    ]  # fmt: skip
    headings = ["Event", "When", "What", "Where", "Guests", ""]
    emit(as_json, {"events": documents}, table(headings, rows) if rows else "No events.")


@event.command()
@with_campaign
@_NUMBER
@json_option
def show(campaign: Campaign, number: int, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """One event and its guests."""
    from app.operations.community import contacts, events

    found = events.get(campaign.store, number)
    listed = [
        {"contact": one.number, "name": contacts.shown_name(one), "state": state}
        for one, state in events.guests(campaign.store, found)
    ]
    document = _document(campaign, found) | {"listed": listed}
    rows = [[f"C{one['contact']}", one["name"], one["state"]] for one in listed]
    lines = [f"{found.title}: {when(found)}{', cancelled' if found.cancelled else ''}"]
    lines += [text for text in (found.place, found.note) if text]
    lines.append(table(["Contact", "Name", "State"], rows) if rows else "Nobody is invited yet.")
    emit(as_json, {"event": document}, "\n".join(lines))


@event.command("set")
@with_campaign
@_NUMBER
@click.option("--title")
@click.option("--start", "starts", type=_MOMENT)
@click.option("--end", "ends", type=_MOMENT)
@click.option("--place")
@_LANGUAGES
@click.option("--petition", metavar="REF", help="Which petition it is about; empty for none.")
@click.option("--note")
def set_(
    campaign: Campaign,
    number: int,
    starts: datetime | None,
    ends: datetime | None,
    languages: tuple[str, ...],
    petition: str | None,
    **rest: str | None,
) -> None:
    """Change an event; write its calendar file anew afterwards."""
    from app.operations.community import events

    values: dict[str, Any] = {key: value for key, value in rest.items() if value is not None}
    before = events.get(campaign.store, number)
    if starts:
        values["starts"] = by_the_clock(starts)
    if ends:
        values["ends"] = by_the_clock(ends, values.get("starts", before.starts))
    if languages:
        values["languages"] = languages
    if petition is not None:
        values["petition"] = campaign.store.petitions.get(petition).id if petition else ""
    events.change(campaign.store, replace(before, **values))
    click.echo(f"Event {number} changed.")


@event.command()
@with_campaign
@_NUMBER
@click.option("--undo", is_flag=True, help="It goes ahead after all.")
@click.option("--dry-run", is_flag=True, help="Only say whom it touches.")
def cancel(campaign: Campaign, number: int, undo: bool, dry_run: bool) -> None:  # noqa: FBT001  # click's shape
    """Call an event off; calendars learn it from its new file."""
    from app.operations.community import events

    expected = events.expected(campaign.store, events.get(campaign.store, number))
    guests = trn("{number} guest", "{number} guests", len(expected))
    if dry_run:
        click.echo(f"Event {number} would be cancelled; {guests} would have to be told.")
        return
    events.cancel(campaign.store, number, cancelled=not undo)
    words = "goes ahead" if undo else "is cancelled"
    click.echo(f"Event {number} {words}; tell {guests}.")


@event.command()
@with_campaign
@for_audience("post", with_topic=False)
@_NUMBER
@click.option("--dry-run", is_flag=True, help="Only say who would be invited.")
@json_option
def invite(
    campaign: Campaign,
    audience: Audience,
    number: int,
    dry_run: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Keep as invited who agreed to news of its petition, or to campaigns where it has none.

    Each is reached by the best channel they agreed to.
    """
    from app.operations.community import events

    if dry_run:
        event = events.get(campaign.store, number)
        found, new = events.whom(campaign.store, event, audience), 0
    else:
        done = events.invite(campaign.store, number, audience)
        found, new = done.spread, done.new
    reached = found.reached
    document = {
        "event": number,
        "new": new,
        "by_channel": {
            channel: [one.number for one in people] for channel, people in found.by_channel.items()
        },
        "left_out": left_out_document(reached),
        "offices": reached.offices,
    }
    by = ", ".join(f"{channel} {len(people)}" for channel, people in found.by_channel.items())
    words = trn("{number} contact", "{number:,} contacts", len(reached.people))
    said = f"{words} would be invited: {by}." if dry_run else f"{words} invited, {new} new: {by}."
    say_left_out(reached)
    emit(as_json, document, said)


@event.command()
@with_campaign
@_NUMBER
@json_option
def tell(campaign: Campaign, number: int, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """By which way each guest who is invited or coming is reached, to remind or call off."""
    from app.operations.community import events

    found = events.to_tell(campaign.store, events.get(campaign.store, number), today=now().date())
    groups = [
        {"channel": one.channel, "language": one.language,
         "contacts": [person.number for person in one.people]}
        for one in found.groups
    ]  # fmt: skip
    rows = [
        [one["channel"], one["language"], " ".join(f"C{each}" for each in one["contacts"])]
        for one in groups
    ]
    say_left_out(found.reached)
    document = {"event": number, "groups": groups, "left_out": left_out_document(found.reached),
                "offices": found.reached.offices}  # fmt: skip
    emit(as_json, document, table(["By", "In", "Who"], rows) if rows else "Nobody is to be told.")


@event.command()
@with_campaign
@_NUMBER
@click.argument("contacts", metavar="CONTACTS…", nargs=-1, required=True)
@click.option("--as", "state", type=click.Choice(list(GUEST_STATES)), required=True)
def mark(campaign: Campaign, number: int, contacts: Sequence[str], state: str) -> None:
    """Keep who is coming, is not, or came; who was not invited is added."""
    from app.operations.community import contacts as people
    from app.operations.community import events

    chosen = [people.get(campaign.store, one) for one in contacts]
    events.mark(campaign.store, number, chosen, cast("GuestState", state), now=now())
    words = trn("{number} guest", "{number} guests", len(chosen))
    click.echo(f"{words}: {GUEST_STATES[cast('GuestState', state)].lower()}.")


@event.command("sign-in")
@with_campaign
@_NUMBER
@click.option("--out", required=True, type=any_file, help="The PDF.")
@click.option("--rows", type=click.IntRange(0, 500), default=0, help="Rows; a page without it.")
@click.option("--names", "with_names", is_flag=True, help="Begin with those expected.")
@click.option("--with-at-risk", is_flag=True, help="Also people at risk, by name.")
@force_option
@json_option
def sign_in(
    campaign: Campaign,
    number: int,
    out: Path,
    rows: int,
    with_names: bool,  # noqa: FBT001  # click's shape
    with_at_risk: bool,  # noqa: FBT001  # the same
    force: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Write the sheet to sign in on, with a box for each way to keep in touch."""
    from app.operations.community import events

    store = campaign.store
    named = events.write_sign_in(
        store, number, out, rows=rows, with_names=with_names, with_at_risk=with_at_risk,
        force=force, now=now(),
    )  # fmt: skip
    found = events.get(store, number)
    document = {
        "file": str(out),
        "named": named,
        "reference": events.sign_in_reference(found),
        "wording": events.sign_in_wording(store, found),
    }
    people = trn("{number} person", "{number} people", named)
    emit(as_json, document, f"{out.name} written; it names {people}.")


@event.command()
@with_campaign
@click.argument("numbers", metavar="[NUMBERS…]", nargs=-1, type=int)
@click.option("--out", required=True, type=any_file, help="The calendar file (.ics).")
@force_option
def ical(campaign: Campaign, numbers: Sequence[int], out: Path, force: bool) -> None:  # noqa: FBT001  # click's shape
    """Write a calendar file of these events, or of all: no names are in it."""
    from app.operations.community import events

    written = events.write_calendar(campaign.store, numbers, out, force=force, now=now())
    click.echo(trn("{number} event in {file}.", "{number} events in {file}.", written,
                   file=out.name))  # fmt: skip
