"""`outreach …`: what was made to reach people, and that it went out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, now, table, with_campaign
from app.domain.outreach.reaching import REASONS
from app.messages import trn

if TYPE_CHECKING:
    from app.domain.outreach.outreach import Outreach
    from app.domain.outreach.reaching import LeftOut
    from app.operations.campaign.campaigns import Campaign


def _document(one: Outreach, contacts: int) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "title": one.title,
        "made_at": one.made_at.isoformat(),
        "channel": one.topic.channel,
        "purpose": one.topic.purpose,
        "contacts": contacts,
        "confirmed_at": one.confirmed_at.isoformat() if one.confirmed_at else None,
    }


@click.command("list")
@with_campaign
@json_option
def list_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Letters, labels, lists, posters and drafts that were made, newest first."""
    from app.operations.outreach import outreach_record

    found = [_document(one, number) for one, number in outreach_record.made(campaign.store)]
    rows = [
        [one["number"], one["title"], one["made_at"][:10], one["contacts"],
         one["confirmed_at"][:10] if one["confirmed_at"] else "not confirmed"]
        for one in found
    ]  # fmt: skip
    text = table(["Outreach", "What", "Made", "Contacts", "Went out"], rows)
    emit(as_json, {"outreach": found}, text)


@click.command()
@with_campaign
@click.argument("number", type=int)
@json_option
def show(campaign: Campaign, number: int, as_json: bool) -> None:  # noqa: FBT001  # the same
    """One of them, with the contacts on it by number, in their order."""
    from app.operations.outreach import outreach, outreach_record

    one = outreach.get(campaign.store, number)
    lines = outreach_record.lines(campaign.store, one)
    document = _document(one, len(lines)) | {
        "lines": [
            {"place": line.place, "contact": contact, "code": line.code, "outcome": line.outcome}
            for line, contact in lines
        ]
    }
    rows = [[line.place, contact, line.code, line.outcome] for line, contact in lines]
    text = f"{one.title}, {one.made_at:%Y-%m-%d}: {len(lines)} contacts\n" + table(
        ["Place", "Contact", "Code", "Outcome"], rows
    )
    emit(as_json, document, text)


@click.command()
@with_campaign
@click.argument("number", type=int)
@click.option("--not", "held_back", multiple=True, metavar="CONTACT",
              help="A contact to whom it did not go; may be repeated.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say who on it may no longer be reached.")
@json_option
def confirm(
    campaign: Campaign,
    number: int,
    held_back: tuple[str, ...],
    dry_run: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Say that it went out: an interaction is logged for each contact.

    Labels and envelopes for the same people are confirmed with it.
    """
    from app.operations.community import contacts
    from app.operations.outreach import outreach

    if dry_run:
        found = outreach.barred(campaign.store, number, now().date())
        document: dict[str, Any] = {"number": number, "barred": _barred_document(found)}
        emit(as_json, document, _barred_words(found) or "Everybody on it may still be reached.")
        return
    kept = [contacts.get(campaign.store, one) for one in held_back]
    done = outreach.confirm(campaign.store, number, without={one.id for one in kept}, now=now())
    document = {
        "number": done.number,
        "along": list(done.along),
        "logged": done.logged,
        "barred": _barred_document(done.barred),
    }
    people = trn("{number} contact", "{number:,} contacts", done.logged)
    said = f"Outreach {done.number} is logged for {people}."
    if done.along:
        said += f" Confirmed with it: {', '.join(f'outreach {one}' for one in done.along)}."
    if done.barred:
        words = "It is logged as sent to them: where it was not, “contact unlog” removes it."
        click.echo(f"{_barred_words(done.barred)} {words}", err=True)
    emit(as_json, document, said)


def _barred_document(found: Sequence[LeftOut]) -> list[dict[str, Any]]:
    return [{"contact": one.contact.number, "reason": one.reason} for one in found]


def _barred_words(found: Sequence[LeftOut]) -> str:
    """Who may no longer be reached, by number; empty where nobody is meant."""
    who = ", ".join(f"C{one.contact.number} ({REASONS[one.reason].lower()})" for one in found)
    return f"May no longer be reached: {who}." if who else ""


COMMANDS = (list_, show, confirm)
