"""`petition followed …`: what followed a hand-in, and whom to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.audience import left_out_document, say_left_out
from app.cli.common import emit, json_option, now, printable, table, with_campaign
from app.domain.community.consent import CHANNELS
from app.domain.community.contact import LANGUAGES
from app.domain.community.followed import STEPS, Followed, Step, overdue

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.outreach.spread import Group

_DAY = click.DateTime(["%Y-%m-%d"])
_STEP = click.Choice(list(STEPS))


@click.group("followed")
def followed_group() -> None:
    """What followed the hand-in: presentation, Hansard, reply, debate."""


def _document(number: int, one: Followed) -> dict[str, Any]:
    return {
        "number": number,
        "step": one.step,
        "on": one.on_day.isoformat(),
        "reference": one.reference,
        "note": one.note,
    }


@followed_group.command()
@with_campaign
@click.argument("petition")
@click.option("--step", type=_STEP, required=True)
@click.option("--on", "day", type=_DAY, required=True, help="The day: 2026-12-01.")
@click.option("--reference", default="", help="Like [P002248] for Hansard.")
@click.option("--note", "words", default="", help="What else is to be known.")
def add(
    campaign: Campaign, petition: str, step: str, day: datetime, reference: str, words: str
) -> None:
    """Note a step."""
    from app.operations.petition import followed

    new = Followed(cast("Step", step), day.date(), reference, words)
    expected = followed.note(campaign.store, petition, new, today=now().date())
    said = f"Noted: {STEPS[new.step].lower()} on {new.on_day}."
    if expected:
        said += f" A reply is expected by {expected.on_day}: that is no rule."
    click.echo(said)


@followed_group.command("list")
@with_campaign
@click.argument("petition")
@json_option
def list_(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The steps, the oldest first."""
    from app.operations.petition import followed

    steps = followed.steps(campaign.store, petition)
    found = [_document(number, one) for number, one in enumerate(steps, 1)]
    late = overdue(steps, now().date())
    rows = [
        [one["number"], one["on"], "Reply overdue" if one["step"] == "reply-due" and late else
         STEPS[one["step"]], one["reference"], one["note"]]
        for one in found
    ]  # fmt: skip
    text = table(["", "On", "Step", "Reference", "Note"], rows) if rows else "Nothing followed yet."
    emit(as_json, {"followed": found}, text)


@followed_group.command("set")
@with_campaign
@click.argument("petition")
@click.argument("number", type=int)
@click.option("--on", "day", type=_DAY, help="The day.")
@click.option("--reference")
@click.option("--note")
def set_(
    campaign: Campaign, petition: str, number: int, day: datetime | None, **rest: str | None
) -> None:
    """Change a step, by its number in the list."""
    from app.operations.petition import followed

    values: dict[str, Any] = {key: value for key, value in rest.items() if value is not None}
    if day:
        values["on_day"] = day.date()
    before = followed.at_place(campaign.store, petition, number)
    followed.change(campaign.store, replace(before, **values), today=now().date())
    click.echo(f"{STEPS[before.step]}: changed.")


@followed_group.command()
@with_campaign
@click.argument("petition")
@click.argument("number", type=int)
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
def remove(campaign: Campaign, petition: str, number: int, dry_run: bool) -> None:  # noqa: FBT001  # click's shape
    """Take a step away that did not happen."""
    from app.operations.petition import followed

    found = followed.at_place(campaign.store, petition, number)
    words = f"{STEPS[found.step]}, {found.on_day}"
    if dry_run:
        click.echo(printable(f"Would be removed: {words}."))
        return
    followed.remove(campaign.store, found)
    click.echo(printable(f"Removed: {words}."))


def _group_documents(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [
        {
            "channel": one.channel,
            "language": one.language,
            "contacts": [person.number for person in one.people],
        }
        for one in groups
    ]


def _group_table(groups: Sequence[Group]) -> str:
    rows = [
        [CHANNELS[one.channel], LANGUAGES.get(one.language, one.language), len(one.people),
         " ".join(f"C{person.number}" for person in one.people)]
        for one in groups
    ]  # fmt: skip
    return table(["By", "In", "Contacts", "Who"], rows)


@followed_group.command()
@with_campaign
@click.argument("petition")
@click.option("--step", type=_STEP, required=True)
@json_option
def tell(campaign: Campaign, petition: str, step: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Whom to tell of a step: each once, in their language, by the best way they agreed to."""
    from app.domain.outreach.reaching import Reached
    from app.operations.petition import followed

    found = followed.proposals(campaign.store, petition, cast("Step", step), today=now().date())
    document = {
        "step": step,
        "template": found.template,
        "groups": _group_documents(found.groups),
        "offices": _group_documents(found.offices),
        "venues": [one.number for one in found.venues],
        "left_out": left_out_document(Reached((), found.left_out)),
    }
    lines = [_group_table(found.groups) if found.groups else "Nobody asked for this news."]
    if found.offices:
        lines += ["In their office, without having asked:", _group_table(found.offices)]
    if found.venues:
        lines.append(
            "A poster may go to: " + " ".join(f"C{one.number}" for one in found.venues) + "."
        )
    if found.template:
        lines.append(f"The letter that fits: {found.template}.")
    say_left_out(Reached((), found.left_out))
    emit(as_json, document, "\n".join(lines))
