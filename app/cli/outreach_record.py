"""`outreach …`: what was made to reach people, and that it went out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli.common import emit, json_option, now, table, with_campaign

if TYPE_CHECKING:
    from app.domain.outreach.outreach import Outreach
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
@json_option
def confirm(campaign: Campaign, number: int, as_json: bool) -> None:  # noqa: FBT001  # the same
    """Say that it went out: an interaction is logged for each contact."""
    from app.operations.outreach import outreach

    logged = outreach.confirm(campaign.store, number, now=now())
    emit(as_json, {"number": number, "logged": logged}, f"Logged for {logged} contacts.")


COMMANDS = (list_, show, confirm)
