"""`segment …`: saved searches over contacts, lists chosen one by one, and who is reserved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from app.cli import segment_reserved
from app.cli.common import emit, json_option, now, table, with_campaign
from app.domain.community.segment import FIELDS, FLAGS, SINGLE, Condition, Field
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.community.segment import Segment
    from app.operations.campaign.campaigns import Campaign

P = ParamSpec("P")
R = TypeVar("R")

_OPTIONS: dict[Field, tuple[str, str]] = {
    "words": ("words", "Words of a name, address or tag."),
    "kind": ("kind", "person, church, shop …"),
    "tag": ("tag", "A tag; “elder,choir” is either."),
    "language": ("language", "The language they read, like ko."),
    "district": ("district", "A postcode district like KT3, or an area like KT."),
    "consent": ("consented", "“email news REF”, “post campaigns”, “any volunteering”."),
    "signed": ("signed", "A petition’s ref, or “any”."),
    "contacted": ("contacted-within", "Days back from today, or “ever”."),
    "open-task": ("open-task", "Has an open task."),
    "has": ("has", "email, phone or address."),
    "added": ("added-since", "A day, like 2026-11-01."),
    "segment": ("in", "Another segment’s name."),
    "at-risk": ("at-risk", "Is at risk."),
    "do-not-contact": ("do-not-contact", "Asked not to be contacted."),
    "deceased": ("deceased", "Is deceased."),
}
"""The option of each field, and its help; --not-… asks for the opposite."""


def condition_options(command: Callable[P, R]) -> Callable[P, R]:
    """Adds the options by which a segment's conditions are said; all of them have to hold."""
    for field, (name, words) in reversed(_OPTIONS.items()):
        for begin, note in (("not-", "The opposite."), ("", words)):
            option = f"--{begin}{name}"
            key = f"{begin}{field}".replace("-", "_")
            if field in FLAGS:
                command = click.option(option, f"is_{key}", is_flag=True, help=note)(command)
            else:
                command = click.option(option, f"is_{key}", multiple=True, help=note)(command)
    return command


def _conditions(asked: dict[str, Any]) -> list[Condition]:
    """The conditions of the options; each that is repeated is one more."""
    found = []
    for field in FIELDS:
        for begin, holds in (("", True), ("not-", False)):
            said = asked.pop(f"is_{begin}{field}".replace("-", "_"))
            if field in FLAGS:
                found += [Condition(field, (), holds)] * said
                continue
            for value in said:
                parts = [value] if field in SINGLE else value.split(",")
                anything = field == "signed" and value.strip() == "any"
                found.append(Condition(field, () if anything else tuple(parts), holds))
    return found


def _people(campaign: Campaign, numbers: Sequence[str]) -> list[str]:
    from app.operations.community import contacts

    return [contacts.get(campaign.store, one).id for one in numbers]


@click.group()
def segment() -> None:
    """Saved searches over contacts, and lists chosen one by one."""


for _command in segment_reserved.COMMANDS:
    segment.add_command(_command)


@segment.command()
@with_campaign
@click.argument("name")
@condition_options
@click.option("--static", is_flag=True, help="A list of the contacts named with --contact.")
@click.option("--contact", "people", multiple=True, metavar="NUMBER", help="May be repeated.")
def add(campaign: Campaign, name: str, static: bool, people: tuple[str, ...],  # noqa: FBT001  # click's shape
        **asked: object) -> None:  # fmt: skip
    """Keep a segment by its conditions, which all have to hold, or a list."""
    from app.operations.community import segments

    if people and not static:
        raise AppError("Contacts are named for a list: add --static.")
    made = segments.add(
        campaign.store, name, _conditions(asked),
        contacts=_people(campaign, people) if static else None, now=now(),
    )  # fmt: skip
    _say(campaign, made)


def _say(campaign: Campaign, made: Segment) -> None:
    from app.operations.community import segments

    counted = segments.counted(campaign.store, made, now().date())
    many = "1 contact" if counted.number == 1 else f"{counted.number:,} contacts"
    click.echo(f"{made.name}: {many}.")
    if not counted.number:
        click.echo("Nobody is in it now: every list for it will be refused.", err=True)


@segment.command("list")
@with_campaign
@json_option
def list_(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Every segment, counted now."""
    from app.operations.community import segments

    found = segments.listing(campaign.store, now().date())
    emit(
        as_json,
        {"segments": [
            {"name": one.segment.name, "contacts": one.number, "static": one.segment.static}
            for one in found
        ]},
        table(["Segment", "Contacts", "Wants"],
              [[one.segment.name, one.number, one.words] for one in found]),
    )  # fmt: skip


@segment.command()
@with_campaign
@click.argument("name")
@click.option("--with-at-risk", is_flag=True, help="Name those at risk as well.")
@json_option
def show(campaign: Campaign, name: str, with_at_risk: bool, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What a segment asks for, and who is in it now."""
    from app.operations.community import contacts, segment_conditions, segments

    store = campaign.store
    found = segments.get(store, name)
    keys = segments.members(store, found, now().date())
    known = store.contacts.of_ids(keys)
    people = [
        (known[key].number, known[key].name if with_at_risk else contacts.shown_name(known[key]))
        for key in keys
    ]
    words = segment_conditions.describe(store, found)
    emit(
        as_json,
        {
            "name": found.name,
            "static": found.static,
            "conditions": [segment_conditions.as_condition(store, one) for one in found.conditions],
            "words": words,
            "contacts": [{"contact": number, "name": shown} for number, shown in people],
        },
        "\n".join([f"{found.name}: {words}", "", table(["Contact", "Name"], people)]),
    )


@segment.command()
@with_campaign
@click.argument("name")
@json_option
def count(campaign: Campaign, name: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """How many are in a segment now."""
    from app.operations.community import segments

    counted = segments.counted(campaign.store, segments.get(campaign.store, name), now().date())
    emit(as_json, {"name": counted.segment.name, "contacts": counted.number}, str(counted.number))


@segment.command("set")
@with_campaign
@click.argument("name")
@condition_options
@click.option("--new-name", default="")
def set_(campaign: Campaign, name: str, new_name: str, **asked: object) -> None:
    """Give a segment another name, or other conditions in the place of those it has."""
    from app.operations.community import segments

    found = _conditions(asked)
    if not found and not new_name:
        raise AppError("Say what changes: --new-name, or the conditions it is to have.")
    changed = segments.change(campaign.store, name, new_name=new_name, conditions=found or None)
    _say(campaign, changed)


@segment.command()
@with_campaign
@click.argument("name")
def remove(campaign: Campaign, name: str) -> None:
    """Take a segment away; no contact goes with it."""
    from app.operations.community import segments

    segments.remove(campaign.store, name)
    click.echo("Removed.")


@segment.command()
@with_campaign
@click.argument("name")
@click.argument("people", metavar="CONTACT…", nargs=-1, required=True)
def put(campaign: Campaign, name: str, people: tuple[str, ...]) -> None:
    """Put contacts into a list."""
    from app.operations.community import segments

    click.echo(f"{segments.put(campaign.store, name, _people(campaign, people))} put in.")


@segment.command()
@with_campaign
@click.argument("name")
@click.argument("people", metavar="CONTACT…", nargs=-1, required=True)
def take(campaign: Campaign, name: str, people: tuple[str, ...]) -> None:
    """Take contacts out of a list."""
    from app.operations.community import segments

    click.echo(f"{segments.take(campaign.store, name, _people(campaign, people))} taken out.")
