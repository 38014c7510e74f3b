"""`outreach …`: call sheets, walk lists, and their results keyed back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.audience import for_audience, left_out_document, say_left_out
from app.cli.common import any_file, emit, force_option, json_option, now, table, with_campaign
from app.domain.outreach.rounds import LEAST_ROWS, MOST_ROWS, RoundKind
from app.domain.outreach.walking import WAYS
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.outreach.outreach import Audience
    from app.operations.campaign.campaigns import Campaign
    from app.operations.outreach.round_results import Keyed, Keying

_day = click.DateTime(["%Y-%m-%d"])


def _round_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed((
        click.option("--out", type=any_file, help="The PDF; not needed with --dry-run."),
        click.option("--until", type=_day, help="Back by; the people are reserved until then."),
        click.option("--language", type=click.Choice(["en", "ko"]), default="en",
                     show_default=True, help="In which the list is printed."),
        click.option("--rows", type=click.IntRange(LEAST_ROWS, MOST_ROWS), default=8,
                     show_default=True, help="Lines on a page: fewer are larger."),
        click.option("--script", type=any_file, help="A text file with what to say; {caller}, "
                     "{group}, {petition} and {count} are filled in."),
        click.option("--dry-run", is_flag=True, help="Say who would be on it; write nothing."),
        json_option,
        force_option,
    )):  # fmt: skip
        command = option(command)
    return command


@click.command()
@with_campaign
@for_audience("phone")
@click.option("--caller", required=True, help="The volunteer who calls.")
@_round_options
def calls(campaign: Campaign, audience: Audience, caller: str, **options: Any) -> None:
    """A call sheet for a volunteer: on paper, with codes to key back."""
    _make(campaign, replace(audience, caller=caller), "calls", options)


@click.command()
@with_campaign
@for_audience("person")
@click.option("--walker", required=True, help="The volunteer who visits.")
@click.option("--order", "way", type=click.Choice(list(WAYS)), default="back", show_default=True,
              help="Up one side and back on the other, or each side upwards.")  # fmt: skip
@_round_options
def walks(campaign: Campaign, audience: Audience, walker: str, **options: Any) -> None:
    """A walk list for a volunteer: street by street, odd and even sides apart."""
    _make(campaign, replace(audience, caller=walker), "walks", options)


def _make(campaign: Campaign, audience: Audience, kind: RoundKind, options: dict[str, Any]) -> None:
    from app.intake.text_file import read_text
    from app.operations.outreach import rounds
    from app.operations.paper import holders
    from app.store.files import check_target

    out: Path | None = options["out"]
    if out is None and not options["dry_run"]:
        raise click.UsageError("Say where the list goes: --out FILE.")
    if out:
        check_target(out, force=options["force"])
    until: datetime | None = options["until"]
    wish = rounds.Wish(
        kind,
        audience,
        until.date() if until else None,
        options["language"],
        options["rows"],
        options.get("way", "back"),
        read_text(options["script"], AppError) if options["script"] else "",
    )
    prepared = rounds.prepare(campaign.store, wish)
    new = holders.is_new(campaign.store, "collector", audience.caller)
    number = 0
    if out and not options["dry_run"]:
        number = rounds.write(
            campaign.store, prepared, out, force=options["force"], now=now()
        ).number
    if new:
        click.echo(new, err=True)
    say_left_out(prepared.reached)
    people = prepared.reached.people
    document = {
        "number": number,
        "kind": kind,
        "lines": [
            {"contact": one.number, "code": code if number else ""}
            for one, code in zip(people, prepared.codes, strict=True)
        ],
        "left_out": left_out_document(prepared.reached),
        "offices": prepared.reached.offices,
    }
    words = f"{out}: list {number} with {len(people)} people" if number else (
        f"{len(people)} people would be on it."
    )  # fmt: skip
    emit(options["as_json"], document, words)


@click.command("rounds")
@with_campaign
@json_option
def rounds_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Every call sheet and walk list: who has it, how much of it is keyed."""
    from app.operations.outreach import rounds

    today = now().date()
    found = [
        {
            "number": one.outreach.number,
            "kind": one.outreach.kind,
            "title": one.outreach.title,
            "caller": one.caller,
            "until": one.outreach.due.isoformat() if one.outreach.due else "",
            "lines": one.lines,
            "keyed": one.keyed,
            "late": one.late(today),
            "missing": [
                line.code
                for line in campaign.store.outreach.lines(one.outreach.id)
                if line.keyed_at is None
            ],
        }
        for one in rounds.listing(campaign.store)
    ]
    heads = ("number", "kind", "caller", "until", "lines", "keyed")
    rows = [[one[head] for head in heads] for one in found]
    emit(as_json, {"rounds": found}, table([head.capitalize() for head in heads], rows))


@click.command()
@with_campaign
@click.argument("code", required=False, default="")
@click.argument("result", required=False, default="")
@click.option("--file", "file", type=any_file, help="A CSV with code, result, note, date.")
@click.option("--note", default="", help="What was written on the line.")
@click.option("--on", type=_day, help="The day of the call or visit; today if not given.")
@click.option("--dry-run", is_flag=True, help="Say what the line is; write nothing.")
@json_option
def key(
    campaign: Campaign,
    code: str,
    result: str,
    file: Path | None,
    note: str,
    on: datetime | None,
    dry_run: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Key what came of a line: its code and the letter of the box that is ticked."""
    from app.intake.results_file import read_results
    from app.operations.community.contacts import shown_name
    from app.operations.outreach import round_results

    if bool(file) == bool(code and result):
        raise click.UsageError("Give a code and a result, or --file.")
    keyings = [round_results.Keying(code, result, note, on.date() if on else None)]
    if file:
        keyings = [
            round_results.Keying(
                one.code, one.result, one.note, one.on, f"{file.name}, line {one.line}: "
            )
            for one in read_results(file)
        ]
    if dry_run:
        found = [_looked_up(campaign, one) for one in keyings]
    else:
        found = round_results.key(campaign.store, keyings, now=now())
    document = {"keyed": [_document(one) for one in found], "dry_run": dry_run}
    lines = [
        f"{one.line.line.code}: {shown_name(one.line.contact)}, {one.result.en}"
        + (f"; task {one.task}: {one.result.next}" if one.task else "")
        + (f". {one.stale_words}." if one.stale_words else "")
        for one in found
    ]
    emit(as_json, document, "\n".join(lines))


def _looked_up(campaign: Campaign, one: Keying) -> Keyed:
    from app.operations.outreach import round_results

    line = round_results.find(campaign.store, one.code)
    round_results.require_open(line, one.where)
    result = round_results.result_of(line, one.letter, one.where)
    return round_results.Keyed(line, result, stale=round_results.is_stale(line, result))


def _document(one: Keyed) -> dict[str, Any]:
    return {
        "code": one.line.line.code,
        "list": one.line.made.number,
        "contact": one.line.contact.number,
        "result": one.result.letter,
        "outcome": one.result.outcome,
        "stops": one.result.stops,
        "task": one.task,
        "taken_off": bool(one.result.drops) and not one.stale,
    }


@click.command("close")
@with_campaign
@click.argument("number", type=int)
@json_option
def close(campaign: Campaign, number: int, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """End a list that is back or lost: whoever was not reached is free for another."""
    from app.operations.outreach import round_results

    left = round_results.close(campaign.store, number, now=now())
    emit(as_json, {"number": number, "not_reached": left}, f"List {number} closed: {left} left.")


COMMANDS = (calls, walks, rounds_, key, close)
