"""`task …`: what is to be done, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import (
    any_file,
    emit,
    force_option,
    json_option,
    now,
    printable,
    table,
    with_campaign,
)
from app.cli.contact_options import with_at_risk_option
from app.cli.contact_words import noted
from app.domain.community.tasks import STANDINGS, Task, repeat_words, standing
from app.messages import trn

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign

_DAY = click.DateTime(["%Y-%m-%d"])
_NUMBERS = click.argument("numbers", metavar="NUMBERS…", nargs=-1, required=True, type=int)
_NUMBER = click.argument("number", type=int)
_REPEATS = "How often it comes again: “2 weeks”, “1 month”, “daily”."


@click.group()
def task() -> None:
    """What is to be done, by whom and when."""


def _document(campaign: Campaign, one: Task, *, with_at_risk: bool = False) -> dict[str, Any]:
    """A task with the stable keys of the command line."""
    from app.operations.community.contacts import shown_note

    store = campaign.store
    holder = store.holders.by_id().get(one.assigned) if one.assigned else None
    about = store.contacts.of_ids([one.contact]).get(one.contact) if one.contact else None
    return {
        "number": one.number,
        "title": one.title,
        "due": one.due.isoformat() if one.due else None,
        "standing": standing(one, now().date()),
        "assigned": holder.name if holder else "",
        "contact": about.number if about else None,
        "petition": store.petitions.of_id(one.petition).ref if one.petition else "",
        "repeats": one.repeats,
        "note": shown_note(about, one.note, with_at_risk=with_at_risk),
        "done_at": one.done_at.isoformat(timespec="seconds") if one.done_at else None,
    }


def _table(documents: Sequence[dict[str, Any]]) -> str:
    if not documents:
        return "No tasks."
    headings = ["Task", "Due", "Standing", "For", "About", "What"]
    return table(
        headings,
        [
            [one["number"], one["due"] or "", STANDINGS[one["standing"]], one["assigned"],
             f"C{one['contact']}" if one["contact"] else "", one["title"]]
            for one in documents
        ],
    )  # fmt: skip


def _about(campaign: Campaign, contact: str, petition: str) -> tuple[str, str]:
    """The ids of the contact and the petition that a task is about."""
    from app.operations.community import contacts

    store = campaign.store
    return (
        contacts.get(store, contact).id if contact else "",
        store.petitions.get(petition).id if petition else "",
    )


def _warn(campaign: Campaign, made: Task) -> None:
    """Says on stderr where the words name somebody at risk."""
    from app.operations.community import contacts

    about = campaign.store.contacts.of_ids([made.contact]).get(made.contact)
    warning = contacts.risky_words(about, made.title, made.note)
    if warning:
        click.echo(warning, err=True)


@task.command()
@with_campaign
@click.argument("title")
@click.option("--due", type=_DAY, help="The day by which: 2026-12-01.")
@click.option("--assign", default="", metavar="NAME", help="The volunteer who does it.")
@click.option("--contact", default="", metavar="NUMBER", help="Whom it is about.")
@click.option("--petition", default="", metavar="REF", help="Which petition it is for.")
@click.option("--repeats", default="", help=_REPEATS)
@click.option("--note", default="", help="What else is to be known.")
@json_option
def add(
    campaign: Campaign,
    title: str,
    due: datetime | None,
    assign: str,
    contact: str,
    petition: str,
    repeats: str,
    note: str,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Keep a task."""
    from app.operations.community import tasks

    person, record = _about(campaign, contact, petition)
    wanted = Task(title, due.date() if due else None, "", person, record, repeats, note)
    made = tasks.add(campaign.store, wanted, assigned=assign, now=now())
    emit(as_json, {"task": _document(campaign, made)}, f"Task {made.number} kept.")
    _warn(campaign, made)


@task.command("list")
@with_campaign
@click.option("--due", "only_due", is_flag=True, help="Only what is due today or late.")
@click.option("--all", "with_done", is_flag=True, help="Also what is done.")
@click.option("--assign", default="", metavar="NAME", help="Only this volunteer’s.")
@click.option("--contact", default="", metavar="NUMBER", help="Only what is about this contact.")
@with_at_risk_option
@json_option
def list_(
    campaign: Campaign,
    only_due: bool,  # noqa: FBT001  # click's shape
    with_done: bool,  # noqa: FBT001  # the same
    assign: str,
    contact: str,
    with_at_risk: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Tasks by day."""
    from app.operations.community import tasks

    person, _ = _about(campaign, contact, "")
    until = now().date() if only_due else None
    found = tasks.listing(
        campaign.store, until=until, with_done=with_done, assigned=assign, contact=person
    )
    documents = [_document(campaign, one, with_at_risk=with_at_risk) for one in found]
    emit(as_json, {"tasks": documents}, _table(documents))


@task.command()
@with_campaign
@_NUMBER
@with_at_risk_option
@json_option
def show(campaign: Campaign, number: int, with_at_risk: bool, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """One task."""
    from app.operations.community import tasks

    found = tasks.get(campaign.store, number)
    document = _document(campaign, found, with_at_risk=with_at_risk)
    lines = [_table([document])]
    if found.repeats:
        lines.append(f"Repeats {repeat_words(found.repeats)}.")
    if found.note:
        lines.append(noted(document["note"]))
    emit(as_json, {"task": document}, "\n".join(lines))


@task.command("set")
@with_campaign
@_NUMBER
@click.option("--title", help="Its words.")
@click.option("--due", help="The day by which; empty for none.")
@click.option("--assign", metavar="NAME", help="The volunteer who does it; empty for nobody.")
@click.option("--contact", metavar="NUMBER", help="Whom it is about; empty for nobody.")
@click.option("--petition", metavar="REF", help="Which petition it is for; empty for none.")
@click.option("--repeats", help=f"{_REPEATS} Empty: no more.")
@click.option("--note", help="What else is to be known.")
def set_(
    campaign: Campaign,
    number: int,
    due: str | None,
    assign: str | None,
    contact: str | None,
    petition: str | None,
    **rest: str | None,
) -> None:
    """Change a task."""
    from app.operations.community import tasks

    person, record = _about(campaign, contact or "", petition or "")
    values: dict[str, Any] = {key: value for key, value in rest.items() if value is not None}
    if due is not None:
        values["due"] = _DAY.convert(due, None, None).date() if due else None
    if contact is not None:
        values["contact"] = person
    if petition is not None:
        values["petition"] = record
    before = tasks.get(campaign.store, number)
    made = tasks.change(campaign.store, replace(before, **values), assigned=assign)
    click.echo(f"Task {number} changed.")
    _warn(campaign, made)


@task.command()
@with_campaign
@_NUMBERS
@json_option
def done(campaign: Campaign, numbers: Sequence[int], as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Tick tasks off; one that repeats comes again."""
    from app.operations.community import tasks

    again = tasks.done(campaign.store, numbers, now=now())
    words = [trn("{number} task done.", "{number} tasks done.", len(set(numbers)))]
    words += [f"It comes again as task {one.number} on {one.due}." for one in again]
    document = {
        "done": sorted(set(numbers)),
        "next": [_document(campaign, one) for one in again],
    }
    emit(as_json, document, "\n".join(words))


@task.command()
@with_campaign
@_NUMBER
def reopen(campaign: Campaign, number: int) -> None:
    """Take a tick back, and the next one with it where the task repeats."""
    from app.operations.community import tasks

    tasks.reopen(campaign.store, number)
    click.echo(f"Task {number} is open again.")


@task.command()
@with_campaign
@_NUMBER
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
def remove(campaign: Campaign, number: int, dry_run: bool) -> None:  # noqa: FBT001  # click's shape
    """Take a task off the list that is no longer to be done."""
    from app.operations.community import tasks

    found = tasks.get(campaign.store, number)
    if dry_run:
        click.echo(printable(f"Task {number} would be removed: {found.title}"))
        return
    tasks.remove(campaign.store, number)
    click.echo(f"Task {number} removed.")


@task.command("print")
@with_campaign
@click.option("--out", required=True, type=any_file, help="The PDF.")
@click.option("--assign", default="", metavar="NAME", help="Only this volunteer’s.")
@force_option
def print_(campaign: Campaign, out: Path, assign: str, force: bool) -> None:  # noqa: FBT001  # click's shape
    """Write the open tasks as a list to carry along."""
    from app.operations.community import task_list

    drawn = task_list.draw(campaign.store, assigned=assign, now=now())
    task_list.write(campaign.store, drawn, out, force=force, now=now())
    click.echo(
        trn("{number} task in {file}.", "{number} tasks in {file}.", drawn.tasks, file=out.name)
    )
    if remark := task_list.unnamed_words(drawn):
        click.echo(remark, err=True)
