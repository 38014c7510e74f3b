"""`contact …`: people and organisations, added, changed, found and tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from app.cli import contact_files, contact_log, contact_pairs, contact_ties
from app.cli.common import emit, json_option, now, with_campaign
from app.cli.contact_options import applied, described, with_at_risk_option
from app.cli.contact_words import NO_NUMBER, card, document, listing, name_of
from app.domain.community.contact import KINDS, Contact
from app.domain.postcode import normalise

if TYPE_CHECKING:
    from app.domain.community.segment import Condition, Field
    from app.operations.campaign.campaigns import Campaign


@click.group()
def contact() -> None:
    """People and organisations that the group keeps in touch with."""


def _say(made: Contact, wanted: Contact, done: str, *, office: bool, as_json: bool) -> None:
    from app.operations.community import contacts

    emit(as_json, {"contact": document(made, whole=False)}, f"Contact {made.number} {done}.")
    for one in made.phones:
        if not one.number:
            said = f"A phone of contact {made.number}" if made.at_risk else f"“{one.written}”"
            click.echo(f"{said}{NO_NUMBER}", err=True)
    typed = {one.postcode for one in wanted.addresses}
    for address in made.addresses:
        if words := contacts.postcode_words(address):
            said = f"Look at the postcode of contact {made.number}." if made.at_risk else words
            click.echo(said, err=True)
        elif address.postcode and not any(normalise(one) == address.postcode for one in typed):
            said = f"The postcode {address.postcode}" if not made.at_risk else "A postcode"
            click.echo(f"{said} stood in the address: it has its own place.", err=True)
    if office:
        click.echo(
            f"Contact {made.number} is no person: lists reach them in their office, without "
            "consent, until they object.",
            err=True,
        )


@contact.command()
@with_campaign
@described
@json_option
def add(campaign: Campaign, as_json: bool, **said: Any) -> None:  # noqa: FBT001  # click's shape
    """Keep a new contact."""
    from app.operations.community import contact_doubles, contacts

    wanted = applied(Contact(()), said)
    made = contacts.add(campaign.store, wanted, now=now())
    _say(made, wanted, "kept", office=made.kind != "person", as_json=as_json)
    for one in contact_doubles.note_near(campaign.store, made):
        click.echo(
            f"Contact {made.number} may be contact {one.a.number} already: "
            f"“contact merge {one.a.number} {made.number} --dry-run” compares them.",
            err=True,
        )


@contact.command("set")
@with_campaign
@click.argument("number")
@described
@json_option
def set_(campaign: Campaign, number: str, as_json: bool, **said: Any) -> None:  # noqa: FBT001  # click's shape
    """Change what is known of a contact; a list that is given replaces the one there was."""
    from app.operations.community import contacts

    known = contacts.get(campaign.store, number)
    wanted = applied(known, said)
    made = contacts.change(campaign.store, wanted)
    _say(made, wanted, "changed", office=contacts.becomes_office(known, made), as_json=as_json)
    left = [one.number for one in campaign.store.contacts.at_home(known.home) if one.id != made.id]
    if left and made.home != known.home:
        click.echo(
            f"Contact {made.number} does not share the address of contact "
            f"{', '.join(map(str, left))} any more: their household is without them.",
            err=True,
        )


@contact.command()
@with_campaign
@click.argument("number")
@with_at_risk_option
@json_option
def show(campaign: Campaign, number: str, with_at_risk: bool, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """All that is known of a contact."""
    from app.operations.community import contacts, households, relationships

    found = contacts.get(campaign.store, number)
    household = households.of(campaign.store, found)
    related = relationships.of(campaign.store, found)
    notes = {  # what somebody at risk is to others is told of either
        one.kept: contacts.shown_note(
            found if found.at_risk else one.other, one.kept.note, with_at_risk=with_at_risk
        )
        for one in related
    }
    made = document(found, whole=with_at_risk)
    made["household"] = [one.number for one in household.members if one.id != found.id]
    made["relationships"] = [
        {
            "kind": one.kept.kind,
            "words": one.words,
            "other": one.other.number,
            "note": notes[one.kept],
        }
        for one in related
    ]
    emit(as_json, {"contact": made}, card(found, household, related, whole=with_at_risk))


@contact.command("list")
@with_campaign
@click.option("--words", default="", help="Words of a name in any script, an address, a tag.")
@click.option("--kind", type=click.Choice(list(KINDS)), multiple=True)
@click.option("--tag", multiple=True)
@click.option("--language", multiple=True, help="The language they are written to in.")
@click.option("--district", multiple=True, help="The first half of the postcode, as KT3.")
@click.option("--at-risk/--not-at-risk", default=None)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many, by name.")
@with_at_risk_option
@json_option
def list_(campaign: Campaign, **asked: Any) -> None:
    """Contacts by name, all those for which every option holds."""
    from app.domain.community.segment import Condition
    from app.store.community.contact_query import ContactQuery

    conditions: list[Condition] = [
        Condition(field, tuple(asked[field])) for field in _FILTERS if asked[field]
    ]
    if asked["words"].strip():
        conditions.append(Condition("words", tuple(asked["words"].split())))
    if asked["at_risk"] is not None:
        conditions.append(Condition("at-risk", holds=asked["at_risk"]))
    query = ContactQuery(tuple(conditions))
    total = campaign.store.contacts.count(query)
    found = campaign.store.contacts.page(query, limit=asked["limit"] or total)
    whole = asked["with_at_risk"]
    made = {"total": total, "contacts": [document(one, whole=whole) for one in found]}
    emit(asked["as_json"], made, listing(found, whole=whole))


_FILTERS: tuple[Field, ...] = ("kind", "tag", "language", "district")


@contact.command()
@with_campaign
@click.argument("word", metavar="TAG")
@click.argument("numbers", nargs=-1, required=True)
def tag(campaign: Campaign, word: str, numbers: tuple[str, ...]) -> None:
    """Give contacts a tag."""
    from app.operations.community import contacts

    ids = [contacts.get(campaign.store, one).id for one in numbers]
    click.echo(f"{contacts.tag(campaign.store, ids, word)} tagged.")


@contact.command()
@with_campaign
@click.argument("word", metavar="TAG")
@click.argument("numbers", nargs=-1, required=True)
def untag(campaign: Campaign, word: str, numbers: tuple[str, ...]) -> None:
    """Take a tag from contacts."""
    from app.operations.community import contacts

    ids = [contacts.get(campaign.store, one).id for one in numbers]
    click.echo(f"{contacts.untag(campaign.store, ids, word)} untagged.")


@contact.command()
@with_campaign
@json_option
def tags(campaign: Campaign, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """Every tag, and how many contacts have it."""
    from app.cli.common import table

    found = campaign.store.contacts.tags()
    made = {"tags": [{"tag": word, "contacts": number} for word, number in found]}
    emit(as_json, made, table(("Tag", "Contacts"), found) if found else "No tag is given yet.")


@contact.command()
@with_campaign
@click.argument("number")
@click.option("--name", default=None, help="How they ask to be addressed together; empty forgets.")
@with_at_risk_option
@json_option
def household(
    campaign: Campaign,
    number: str,
    name: str | None,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Who shares a contact's address, and how a label addresses them."""
    from app.operations.community import contacts, households

    found = contacts.get(campaign.store, number)
    if name is not None:
        households.keep_name(campaign.store, found, name)
    made = households.of(campaign.store, found)
    if made.own_name not in {"", made.label}:
        click.echo(
            "The name is kept, but labels do not use it: it may name somebody of the household who "
            "must not be named on post.",
            err=True,
        )
    members = [
        {"number": one.number, "name": name_of(one, whole=with_at_risk)} for one in made.members
    ]
    hangul = [f"In Hangul: {made.hangul}"] if made.hangul else []
    text = "\n".join(
        [f"Addressed as: {made.label}", *hangul, listing(made.members, whole=with_at_risk)]
    )
    told = (
        with_at_risk or made.own_name == made.label or not any(one.at_risk for one in made.members)
    )
    whole = {
        "own_name": made.own_name if told else "", "label": made.label, "hangul": made.hangul,
        "members": members,
    }  # fmt: skip
    emit(as_json, {"household": whole}, text)


for command in (
    *contact_ties.COMMANDS,
    *contact_pairs.COMMANDS,
    *contact_files.COMMANDS,
    *contact_log.COMMANDS,
):
    contact.add_command(command)
