"""`consent …`: what each contact agreed to, its evidence, and what is kept of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

import click

from app.cli import consent_optins
from app.cli.common import any_file, emit, force_option, json_option, now, table, with_campaign
from app.domain.community.consent import CHANNELS, HOWS, PURPOSES, How
from app.errors import AppError

if TYPE_CHECKING:
    from app.domain.community.consent import Topic
    from app.operations.campaign.campaigns import Campaign

P = ParamSpec("P")
R = TypeVar("R")

channel_type = click.Choice(list(CHANNELS))
purpose_type = click.Choice(list(PURPOSES))
day_type = click.DateTime(["%Y-%m-%d"])
language_option = click.option("--language", type=click.Choice(["en", "ko"]), default=None)


@click.group()
def consent() -> None:
    """What each contact agreed to, and its evidence."""


for _command in consent_optins.COMMANDS:
    consent.add_command(_command)


def _evidence_options(command: Callable[P, R]) -> Callable[P, R]:
    for option in (
        click.option("--how", type=click.Choice(list(HOWS)), default="spoken",
                     show_default=True, help="How it is known."),
        click.option("--reference", default="",
                     help="“SHEET row N”, “SHEET slip N”, or which form or letter."),
        click.option("--wording", default="", help="The words that they were shown."),
        click.option("--on", "day", type=day_type, default=None,
                     help="When it was, like 2026-11-23; today without it."),
    ):  # fmt: skip
        command = option(command)
    return command


def _day(written: datetime | None) -> date:
    return written.date() if written else now().date()


def _topics(campaign: Campaign, channels: tuple[str, ...], purpose: str, ref: str) -> list[Topic]:
    from app.operations.community import consents

    _require_news(purpose, ref)
    return [consents.topic(campaign.store, channel, purpose, ref) for channel in channels]


def _require_news(purpose: str | None, ref: str) -> None:
    """A petition says whose news is meant: nothing else is of one."""
    if ref and purpose not in {None, "news"}:
        raise AppError(
            "--petition says whose news is meant, and --purpose {purpose} is of no petition: give "
            "one of the two.",
            purpose=purpose,
        )


@consent.command()
@with_campaign
@click.argument("people", metavar="CONTACT…", nargs=-1, required=True)
@click.option("--channel", "channels", type=channel_type, multiple=True, required=True,
              help="May be repeated.")  # fmt: skip
@click.option("--purpose", type=purpose_type, default="news", show_default=True)
@click.option("--petition", "ref", default="", help="Whose news; its ref.")
@click.option("--shown", default="", metavar="KEY", help="Printed words; see: consent wordings.")
@_evidence_options
def give(
    campaign: Campaign,
    people: tuple[str, ...],
    channels: tuple[str, ...],
    purpose: str,
    ref: str,
    shown: str,
    how: str,
    reference: str,
    wording: str,
    day: datetime | None,
) -> None:
    """Write that contacts agreed."""
    from app.domain.community.consent import Evidence
    from app.operations.community import consents, contacts

    store = campaign.store
    if shown and wording:
        raise AppError("Say the words once: --shown KEY or --wording TEXT.")
    if shown:
        if not ref:
            raise AppError("Say which petition’s words were shown (--petition REF).")
        wording = consents.shown_words(store, ref, shown)
    evidence = Evidence(cast("How", how), _day(day), reference, wording)
    meant = [contacts.get(store, one) for one in dict.fromkeys(people)]
    about = _topics(campaign, channels, purpose, ref if purpose == "news" or not shown else "")
    number = consents.record(store, meant, about, evidence, given=True, now=now())
    click.echo(f"{number} written." if number > 1 else "Written.")
    if remark := consents.barred_words(meant):
        click.echo(remark, err=True)


@consent.command()
@with_campaign
@click.argument("contact")
@click.option("--all", "everything", is_flag=True,
              help="Everything, and whatever they may be asked later.")  # fmt: skip
@click.option("--channel", "channels", type=channel_type, multiple=True, help="May be repeated.")
@click.option("--purpose", type=purpose_type, default=None,
              help="Without it or --petition, all there is by the channel.")  # fmt: skip
@click.option("--petition", "ref", default="", help="Whose news; its ref.")
@_evidence_options
@click.option("--dry-run", is_flag=True, help="Only say how much would be withdrawn.")
def withdraw(
    campaign: Campaign,
    contact: str,
    everything: bool,  # noqa: FBT001  # click's shape
    channels: tuple[str, ...],
    purpose: str | None,
    ref: str,
    how: str,
    reference: str,
    wording: str,
    day: datetime | None,
    dry_run: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Write that a contact withdrew."""
    from app.domain.community.consent import Evidence
    from app.operations.community import consents, contacts

    if everything == bool(channels):
        raise AppError("Say what is withdrawn: --all, or --channel CHANNEL.")
    if everything and (purpose or ref):
        raise AppError("--all is everything: leave out --purpose and --petition.")
    store, evidence = campaign.store, Evidence(cast("How", how), _day(day), reference, wording)
    person = contacts.get(store, contact)
    about = (
        _topics(campaign, channels, purpose or "news", ref)
        if purpose or ref
        else [one for way in channels or [""] for one in consents.to_withdraw(store, person, way)]
    )
    if dry_run:
        click.echo(f"{len(about)} would be withdrawn.")
        return
    number = consents.record(store, person, about, evidence, given=False, now=now())
    click.echo(f"{number} withdrawn.")


@consent.command()
@with_campaign
@click.argument("contact")
@json_option
def show(campaign: Campaign, contact: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """What the ledger says of a contact: what holds now, and every entry."""
    from app.operations.community import consents, contacts

    store = campaign.store
    kept = consents.ledger(store, contacts.get(store, contact))
    document = consents.as_document(kept)
    heads = ["Day", "Channel", "Purpose", "Petition", "Said", "How", "Reference"]
    shown = [
        [one["given_on"], one["channel"], one["purpose"], _whose(one), _said(one),
         one["how"], one["reference"]]
        for one in document["entries"]
    ]  # fmt: skip
    holds = [
        [one["channel"], one["purpose"], _whose(one),
         "agreed" if one["given"] else "withdrew", one["given_on"]]
        for one in document["now"]
    ]  # fmt: skip
    text = [table(["Channel", "Purpose", "Petition", "Now", "Since"], holds), table(heads, shown)]
    stopped = "Asked not to be contacted.\n\n" if kept.contact.do_not_contact else ""
    emit(as_json, document, stopped + "\n\n".join(text))


def _whose(entry: dict[str, object]) -> object:
    """Whose news an entry is about: that of any petition where it names none."""
    return entry["petition"] or "any" * (entry["purpose"] == "news")


def _said(entry: dict[str, object]) -> str:
    if entry["correction"]:
        return "put back" if entry["given"] else "taken back"
    return "agreed" if entry["given"] else "withdrew"


@consent.command()
@with_campaign
@click.argument("people", metavar="CONTACT…", nargs=-1, required=True)
@click.option("--channel", type=channel_type, required=True)
@click.option("--purpose", type=purpose_type, default="news", show_default=True)
@click.option("--petition", "ref", default="", help="Whose news; its ref.")
@json_option
def check(
    campaign: Campaign,
    people: tuple[str, ...],
    channel: str,
    purpose: str,
    ref: str,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Say whether contacts may be reached for that, and why not."""
    from app.domain.outreach.reaching import REASONS
    from app.operations.community import consents, contacts

    store = campaign.store
    asked = [contacts.get(store, one) for one in people]
    [about] = _topics(campaign, (channel,), purpose, ref)
    found = consents.may_reach(store, asked, about, now())
    why = {one.contact.number: one.reason for one in found.left_out}
    numbers = [one.number for one in asked]
    emit(
        as_json,
        {
            "contacts": [
                {"contact": one, "reached": one not in why, "reason": why.get(one)}
                for one in numbers
            ]
        },
        "\n".join(f"{one}: {REASONS[why[one]] if one in why else 'Yes'}" for one in numbers),
    )


@consent.command("list")
@with_campaign
@click.option("--channel", type=channel_type, default=None)
@click.option("--purpose", type=purpose_type, default="news", show_default=True)
@click.option("--petition", "ref", default="", help="Whose news; its ref.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
@json_option
def list_(
    campaign: Campaign,
    channel: str | None,
    purpose: str,
    ref: str,
    limit: int,
    as_json: bool,  # noqa: FBT001  # click's shape
) -> None:
    """The latest entries of the whole ledger; with --channel, those of one topic."""
    from app.operations.community import consents

    store = campaign.store
    about = _topics(campaign, (channel,), purpose, ref)[0] if channel else None
    entries = consents.latest(store, about, limit=limit)
    petitions = {one.id: (one.ref, one.wording.title) for one in store.petitions.all()}
    known = store.contacts.of_ids(list({one.contact for one in entries}))
    found = [
        {"contact": known[one.contact].number if one.contact in known else None}
        | consents.as_entry(one, petitions)
        for one in entries
    ]
    keys = ("given_on", "contact", "channel", "purpose", "petition", "how", "reference")
    emit(
        as_json,
        {"entries": found},
        table(
            [*(key.replace("_", " ").capitalize() for key in keys), "Said"],
            [[*(_whose(one) if key == "petition" else one[key] or "" for key in keys), _said(one)]
             for one in found],
        ),
    )  # fmt: skip


@consent.command()
@with_campaign
@click.argument("petition")
@json_option
def wordings(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The words that people are shown or asked with, by key; give --shown takes one."""
    from app.operations.community import consents

    found = consents.wordings(campaign.store, petition)
    emit(
        as_json,
        {"wordings": [
            {"key": one.key, "language": one.language, "text": one.text} for one in found
        ]},
        "\n".join(f"{one.key}: {one.text}" for one in found),
    )  # fmt: skip


@consent.command()
@with_campaign
@click.argument("contact")
@click.option("--out", type=any_file, required=True, help="A .pdf or a .json.")
@language_option
@click.option("--with-at-risk", is_flag=True, help="Name them, though they are at risk.")
@force_option
def export(
    campaign: Campaign,
    contact: str,
    out: Path,
    language: str | None,
    with_at_risk: bool,  # noqa: FBT001  # click's shape
    force: bool,  # noqa: FBT001  # click's shape
) -> None:
    """Write everything that the ledger says of a contact into a file, to give to them."""
    from app.operations.community import consent_papers, contacts

    store = campaign.store
    consent_papers.export(
        store, contacts.get(store, contact), out, language=language or "", named=with_at_risk,
        force=force, now=now(),
    )  # fmt: skip
    click.echo(out)
