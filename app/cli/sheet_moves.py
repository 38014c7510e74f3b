"""`sheet …`, the moves: issue, return, lose, spoil, bundle, unbundle, lodge, chase, balance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import any_file, emit, force_option, json_option, now, table, with_campaign
from app.domain.dates import by_the_clock
from app.domain.sheet_code import printed
from app.messages import trn

if TYPE_CHECKING:
    from app.domain.sheet import Balance
    from app.operations.campaign.campaigns import Campaign
    from app.operations.paper.custody import Moved

day = click.DateTime(["%Y-%m-%d"])
moment = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
sheets_argument = click.argument("codes", metavar="SHEETS…", nargs=-1, required=True)
dry_run_option = click.option("--dry-run", is_flag=True, help="Only say which sheets would move.")
session_option = click.option("--session", type=int, help="The collecting session, by its number.")

SHEETS = "SHEETS: codes, CODE..CODE within a batch, batch:N or batch:N:FROM-TO."


def here(given: datetime | None) -> datetime | None:
    """A time as it was typed, in this laptop's time zone."""
    return by_the_clock(given) if given else None


def say(moved: Moved, done: Callable[[int], str]) -> None:
    """What was moved, and what of a range could not be."""
    click.echo(done(len(moved.sheets)))
    if moved.left_out:
        codes = ", ".join(printed(sheet.code) for sheet in moved.left_out)
        click.echo(
            trn(
                "{number} sheet of it cannot be moved so and was left: {codes}",
                "{number} sheets of it cannot be moved so and were left: {codes}",
                len(moved.left_out),
                codes=codes,
            ),
            err=True,
        )


def would(campaign: Campaign, codes: Sequence[str], move: Any) -> None:
    """Says which sheets a move would touch."""
    from app.operations.paper import custody

    say(
        custody.able(campaign.store, codes, move),
        lambda number: trn("{number} sheet would move.", "{number} sheets would move.", number),
    )


@click.command(epilog=SHEETS)
@with_campaign
@sheets_argument
@click.option("--to", default="", metavar="NAME", help="The collector who takes them.")
@click.option("--venue", default="", metavar="V", help="The venue where they are.")
@click.option("--due", type=day, help="Back by this day; else the petition’s day of return.")
@session_option
@click.option("--receipt", type=any_file, metavar="PDF", help="Write a receipt to sign.")
@dry_run_option
@force_option
def issue(
    campaign: Campaign,
    codes: tuple[str, ...],
    to: str,
    venue: str,
    due: datetime | None,
    session: int | None,
    receipt: Path | None,
    dry_run: bool,  # noqa: FBT001  # click's shape
    force: bool,  # noqa: FBT001  # the same
) -> None:
    """Give sheets to a collector or a venue."""
    from app.operations.paper import custody, custody_papers
    from app.store.files import check_target

    if dry_run:
        would(campaign, codes, "issue")
        return
    if receipt:
        check_target(receipt, force=force)
    moved = custody.issue(
        campaign.store,
        codes,
        to=to,
        venue=venue,
        due=due.date() if due else None,
        session=session,
        now=now(),
    )
    say(moved, lambda number: trn("{number} sheet issued.", "{number} sheets issued.", number))
    if receipt:
        bare = [sheet.code for sheet in moved.sheets]
        custody_papers.receipt(campaign.store, bare, receipt, force=force, now=now())


@click.command("return", epilog=SHEETS)
@with_campaign
@sheets_argument
@session_option
@dry_run_option
def return_(
    campaign: Campaign,
    codes: tuple[str, ...],
    session: int | None,
    dry_run: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Take sheets back, signed or not; a lost one is found."""
    from app.operations.paper import custody

    if dry_run:
        would(campaign, codes, "return")
        return
    moved = custody.bring_back(campaign.store, codes, session=session, now=now())
    say(moved, lambda number: trn("{number} sheet returned.", "{number} sheets returned.", number))


@click.command(epilog=SHEETS)
@with_campaign
@sheets_argument
@click.option("--what", default="", help="What happened, without names.")
@click.option("--known-at", type=moment, help="When the group learnt of it; else now.")
@dry_run_option
def lose(
    campaign: Campaign,
    codes: tuple[str, ...],
    what: str,
    known_at: datetime | None,
    dry_run: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Mark sheets as lost, and record the personal-data breach (R73)."""
    from app.operations.paper import custody

    if dry_run:
        would(campaign, codes, "lose")
        return
    done = custody.lose(campaign.store, codes, what=what, known_at=here(known_at), now=now())
    say(done.moved, lambda number: trn("{number} sheet lost.", "{number} sheets lost.", number))
    if not done.breaches:
        click.echo("It was never given to anybody, so that nobody’s data is on it.")
    for breach in done.breaches:
        click.echo(
            f"Breach {breach.number} is recorded: up to {breach.possible} rows, "
            f"{breach.entered} of them entered.\nIf it is a risk to people, the ICO is told by "
            f"{breach.deadline:%Y-%m-%d %H:%M}; if the risk is high, the people too (R73).\n"
            f"Next: {breach.next_step} Record it with: breach record."
        )


def _plain(name: str, help_text: str, done: Callable[[int], str]) -> click.Command:
    """A move that takes sheets and nothing else."""

    @click.command(name, help=help_text, epilog=SHEETS)
    @with_campaign
    @sheets_argument
    @dry_run_option
    def command(campaign: Campaign, codes: tuple[str, ...], dry_run: bool) -> None:  # noqa: FBT001  # click's shape
        from app.operations.paper import custody

        if dry_run:
            would(campaign, codes, name)
            return
        moves = {
            "spoil": custody.spoil,
            "bundle": custody.bundle,
            "unbundle": custody.unbundle,
            "lodge": custody.lodge,
        }
        say(moves[name](campaign.store, codes, now=now()), done)

    return command


spoil = _plain(
    "spoil",
    "Mark sheets as spoiled, as after a paper jam; their codes are never printed again.",
    lambda number: trn("{number} sheet spoiled.", "{number} sheets spoiled.", number),
)
bundle = _plain(
    "bundle",
    "Put entered sheets into the bundle that is handed in.",
    lambda number: trn("{number} sheet bundled.", "{number} sheets bundled.", number),
)
unbundle = _plain(
    "unbundle",
    "Take sheets out of the bundle again.",
    lambda number: trn(
        "{number} sheet out of the bundle.", "{number} sheets out of the bundle.", number
    ),
)
lodge = _plain(
    "lodge",
    "Keep that bundled sheets were handed in.",
    lambda number: trn("{number} sheet handed in.", "{number} sheets handed in.", number),
)


@click.command()
@with_campaign
@click.argument("petition")
@click.option("--late", is_flag=True, help="Only those who are late.")
@click.option("--out", type=any_file, metavar="PDF", help="Write the list to carry along.")
@click.option("--letters", type=any_file, metavar="PDF", help="Write a letter to each who is late.")
@click.option("--who", metavar="NAME", multiple=True, help="Letters to NAME, late or not.")
@click.option("--asked", metavar="NAME", multiple=True, help="Keep that NAME was asked today.")
@click.option("--language", type=click.Choice(["en", "ko"]), default="en", help="Of the list.")
@force_option
@json_option
def chase(
    campaign: Campaign,
    petition: str,
    late: bool,  # noqa: FBT001  # click's shape
    out: Path | None,
    letters: Path | None,
    who: tuple[str, ...],
    asked: tuple[str, ...],
    language: str,
    force: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """What is out, with whom, how late; with the message to each holder in English and Korean."""
    from app.operations.paper import chase as chasing
    from app.operations.paper import custody_papers

    store, today = campaign.store, now().date()
    if out:
        custody_papers.write_list(store, petition, out, language=language, force=force, now=now())
    if letters:
        to = chasing.holders_named(store, petition, who, today=today)
        custody_papers.write_letters(store, petition, letters, holders=to, force=force, now=now())
    if asked:
        reached = chasing.holders_named(store, petition, asked, today=today)
        chasing.note_asked(store, petition, reached, now=now())
    lines = chasing.listing(store, petition, today=today, late_only=late)
    found: list[dict[str, Any]] = [
        {
            "name": line.name,
            "contact": line.contact,
            "language": line.language,
            "sheets": [printed(sheet.code) for sheet in line.chase.sheets],
            "where": line.where,
            "due": line.chase.due.isoformat() if line.chase.due else None,
            "days_late": line.days_late,
            "asked": line.chase.asked.isoformat() if line.chase.asked else None,
            "messages": {one: chasing.message(store, petition, line, one) for one in ("en", "ko")},
        }
        for line in lines
    ]
    text = table(
        ["Who", "Contact", "Sheets", "Where", "Due", "Days late", "Asked"],
        [
            [
                one["name"], one["contact"], len(one["sheets"]), one["where"],
                one["due"] or "", max(line.days_late, 0), one["asked"] or "",
            ]
            for one, line in zip(found, lines, strict=True)
        ],
    )  # fmt: skip
    emit(as_json, {"holders": found}, text if found else "No sheet is out.")


def terms(one: Balance) -> dict[str, int]:
    """A balance with the stable keys of the command line."""
    return {**asdict(one), "difference": one.difference}


@click.command()
@with_campaign
@click.argument("petition")
@json_option
def balance(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The sheets' balance in all, by batch, venue and collector (R112)."""
    from app.operations.paper import chase as chasing
    from app.operations.paper import sheets

    whole = sheets.sheet_balance(campaign.store, petition)
    parts = chasing.all_balances(campaign.store, petition)
    groups: Mapping[str, Mapping[str, Balance]] = {
        "batch": parts.batch,
        "venue": parts.venue,
        "collector": parts.collector,
    }
    document: dict[str, Any] = {"balance": terms(whole)} | {
        f"by_{kind}": [{"name": name} | terms(one) for name, one in found.items()]
        for kind, found in groups.items()
    }
    headings = ["", *(key.replace("_", " ").capitalize() for key in terms(whole))]
    rows: list[list[object]] = [["all", *terms(whole).values()]]
    for kind, found in groups.items():
        rows += [[f"{kind} {name}", *terms(one).values()] for name, one in found.items()]
    emit(as_json, document, table(headings, rows))


COMMANDS = (issue, return_, lose, spoil, bundle, unbundle, lodge, chase, balance)
