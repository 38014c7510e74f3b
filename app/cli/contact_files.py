"""`contact import`, `contact presets`, `contact export`: address books in and out."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from app.cli.common import (
    any_file,
    emit,
    force_option,
    json_option,
    now,
    progress_bar,
    read_secret_file,
    table,
    with_campaign,
)
from app.cli.mapping_options import (
    check_refused_out,
    columns_document,
    file_options,
    lines_with,
    mapped,
    mapping_options,
    refused_document,
    require_any,
    written,
)
from app.cli.sealing import require_one_way, sealing_options, way_out
from app.domain.community.consent import CHANNELS, PURPOSES
from app.errors import AppError
from app.messages import tr, trn

if TYPE_CHECKING:
    from app.operations.campaign.campaigns import Campaign
    from app.operations.community.contact_export import Format, Version
    from app.operations.community.contact_files import Found, Proposal

_SHOWN = 20
"""Rows that a preview for people lists; --json lists all."""

_FORMATS = ("vcf", "csv", "xlsx", "json", "google", "outlook")
_VERSIONS = ("4.0", "3.0", "2.1")


@click.command("import")
@with_campaign
@click.argument("file", type=any_file)
@mapping_options("contact", CHANNELS)
@click.option("--purpose", type=click.Choice(list(PURPOSES)), default="news", show_default=True,
              help="What they agreed to hear about.")  # fmt: skip
@click.option("--petition", "ref", default="", help="Whose news; its ref.")
@click.option("--agreed-on", type=click.DateTime(["%Y-%m-%d"]),
              help="When they agreed, where no column says it: 2026-11-20.")  # fmt: skip
@click.option("--tag", "tags", multiple=True, help="A tag for all of them; can be repeated.")
@click.option("--update", is_flag=True, help="Fill what is empty of those who are here already.")
@click.option("--organisations", type=click.Choice(["contacts", "words"]), default="contacts",
              show_default=True,
              help="What becomes of where they work or are members: contacts that they are tied "
              "to, or words of their role.")  # fmt: skip
@file_options
@force_option
@json_option
def import_(
    campaign: Campaign,
    file: Path,
    purpose: str,
    ref: str,
    agreed_on: datetime | None,
    tags: tuple[str, ...],
    update: bool,  # noqa: FBT001  # click's shape
    dry_run: bool,  # noqa: FBT001  # the same
    refused_out: Path | None,
    force: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
    sheet_name: str,
    encoding: str | None,
    file_passphrase_file: Path | None,
    **said: Any,
) -> None:
    """Bring in an address book (vCard), a table of contacts, or our own export.

    Who is here already stays as they are. Nobody agreed to anything but what the column of an
    --opt-in says.
    An organisation is known by exactly its name.
    One step, which undo takes back.
    """
    from app.operations.community import contact_files

    check_refused_out(refused_out, file, force=force)
    passphrase = read_secret_file(file_passphrase_file) if file_passphrase_file else ""
    found = contact_files.read(
        file, worksheet=sheet_name, encoding=encoding or "", passphrase=passphrase
    )
    wanted = contact_files.Wanted(
        purpose, ref, _day(agreed_on), tuple(tags), str(said["source"]), update,
        ties=said.pop("organisations") == "contacts",
    )  # fmt: skip
    with progress_bar("Reading contacts") as progress:
        proposal = contact_files.prepare(
            campaign.store, found, _mapping(campaign, found, **said), wanted, now=now(),
            progress=progress,
        )  # fmt: skip
    saves = refused_out if proposal.refused else None
    with contact_files.refused_file(proposal, saves, force=force) if saves else nullcontext():
        if not dry_run:
            contact_files.apply(campaign.store, proposal, now=now())
    text = _text(proposal, applied=not dry_run)
    if saves:
        if not dry_run:
            contact_files.note_refused(campaign.store, proposal, now=now())
        text += "\n" + written(saves, len(proposal.refused))
    emit(as_json, _document(proposal, applied=not dry_run), text)
    require_any(file, proposal.refused, proposal.writes or proposal.here or proposal.different)


def _day(given: datetime | None) -> date | None:
    if given and given.date() > now().date():
        raise AppError("--agreed-on {day:%Y-%m-%d} lies ahead: say when it was.", day=given)
    return given.date() if given else None


def _mapping(campaign: Campaign, found: Found, **said: Any) -> Any:
    """What was said of the columns; an address book has none."""
    from app.intake.records.table import Table
    from app.operations.community import contact_files

    if isinstance(found, Table):
        return mapped(
            found,
            lambda one, ref: contact_files.propose_mapping(campaign.store, one, ref),
            **said,
        )
    if any(said[key] for key in ("preset_ref", "columns", "opt_ins", "words", "no_words")):
        raise AppError(
            "{file} is an address book, which has no columns: leave --preset, --map, --opt-in, "
            "--yes and --no out.",
            file=found.file,
        )
    return None


def _document(proposal: Proposal, *, applied: bool) -> dict[str, Any]:
    from app.intake.cards.reading import CardFile
    from app.operations.community import contact_file_words

    found, mapping = proposal.found, proposal.mapping
    return {
        "file": proposal.file,
        "kind": "vcf" if isinstance(found, CardFile) else found.kind,
        "versions": list(found.versions) if isinstance(found, CardFile) else [],
        "encoding": found.encoding or None,
        "preset": mapping.preset if mapping else "vcard",
        "columns": (
            [] if isinstance(found, CardFile) or not mapping else columns_document(found, mapping)
        ),
        "turned_round": contact_file_words.turned_round(proposal),
        "new": len(proposal.new),
        "here": proposal.here,
        "repeated": proposal.repeated,
        "blank": proposal.blank,
        "look_alike": proposal.alike,
        "organisations": {
            "new": proposal.made,
            "known": proposal.organisations,
            "unsure": proposal.unsure,
        },
        "ties": dict(Counter(one.kind for one in proposal.ties)),
        "updated": len(proposal.updated),
        "opt_ins": dict(proposal.opt_ins),
        "offered_opt_ins": [
            {"column": head, "channel": channel}
            for head, channel in contact_file_words.offers(proposal)
        ],
        "opt_ins_of_who_withdrew": proposal.stopped,
        "unclear_answers": [
            {"column": head, "answer": answer, "rows": number}
            for (head, answer), number in proposal.unclear.items()
        ],
        "not_kept": dict(proposal.left),
        "flags": dict(proposal.flags),
        "flagged": [{"line": one.line, "reasons": list(one.flags)} for one in proposal.flagged],
        "different": [
            {"line": one.line, "contact": one.contact.number, "fields": list(one.fields)}
            for one in proposal.different
        ],
        "refused": refused_document(proposal.refused),
        "applied": applied,
    }


def _text(proposal: Proposal, *, applied: bool) -> str:
    from app.intake.records.refused import sentence
    from app.operations.community import contact_file_words

    number = len(proposal.new)
    done = (
        trn("{number} contact came in", "{number:,} contacts came in", number)
        if applied
        else trn("{number} contact would come in", "{number:,} contacts would come in", number)
    )
    left = (
        f"{proposal.here:,} here already, {len(proposal.different):,} here but different, "
        f"{len(proposal.refused):,} refused, {proposal.blank:,} blank"
    )
    if proposal.repeated:
        left += f", {proposal.repeated:,} the same twice in the file"
    lines = [f"{done} from {proposal.file} ({contact_file_words.made_by(proposal)}); {left}."]
    lines += [f"  {words}" for words in contact_file_words.remarks(proposal)]
    lines += [
        f"  --opt-in {channel}=“{head}” takes it"
        for head, channel in contact_file_words.offers(proposal)
    ]
    lines += [
        f"  {amount:,} flagged: {contact_file_words.words_of(flag)} "
        f"({lines_with([one.line for one in proposal.new if flag in one.flags], _SHOWN)})"
        for flag, amount in proposal.flags.most_common()
    ]
    lines += [f"  refused: {sentence(one)}" for one in proposal.refused[:_SHOWN]]
    lines += [
        f"  different{'' if one in proposal.updated else ', left as it is here'}: line {one.line}, "
        f"contact {one.contact.number}: {contact_file_words.fields_words(one)}"
        for one in proposal.different[:_SHOWN]
    ]
    lines += [
        f"  not taken for a yes: “{answer}” in “{head}”, {amount:,} rows (--yes takes it)"
        for (head, answer), amount in proposal.unclear.items()
    ]
    return "\n".join(lines)


@click.command("presets")
@json_option
def presets_(as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The formats of tables that are known by their headings; address books need none."""
    from app.operations.community import contact_files

    found = [
        {"preset": one.ref, "name": one.name, "note": one.note} for one in contact_files.presets()
    ]
    rows = [[one["preset"], one["name"], one["note"]] for one in found]
    emit(as_json, {"presets": found}, table(["Preset", "Name", ""], rows))


@click.command()
@with_campaign
@click.option("--out", required=True, type=any_file, help="The file; a sealed one ends in .age.")
@click.option("--format", "form", type=click.Choice(_FORMATS),
              help="If not as the file’s name ends; google and outlook are CSV.")  # fmt: skip
@click.option("--vcard-version", "version", type=click.Choice(_VERSIONS), default="4.0",
              show_default=True, help="Of an address book; old telephones need 2.1.")  # fmt: skip
@click.option("--segment", default="", help="A saved search or list; see: segment list.")
@click.option("--contact", "contacts", multiple=True, metavar="NUMBER",
              help="A contact by number; may be repeated.")  # fmt: skip
@click.option("--everyone", is_flag=True, help="Every contact.")
@click.option("--with-at-risk", is_flag=True,
              help="Also people at risk, who are left out otherwise.")  # fmt: skip
@click.option("--with-do-not-contact", "with_stopped", is_flag=True,
              help="Also who is deceased or asked not to be contacted, to move house.")  # fmt: skip
@sealing_options
@force_option
@json_option
def export(
    campaign: Campaign,
    out: Path,
    form: str | None,
    version: str,
    segment: str,
    contacts: tuple[str, ...],
    everyone: bool,  # noqa: FBT001  # click's shape
    with_at_risk: bool,  # noqa: FBT001  # the same
    with_stopped: bool,  # noqa: FBT001  # the same
    plain: bool,  # noqa: FBT001  # the same
    people: int | None,
    export_passphrase_file: Path | None,
    force: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
) -> None:
    """Write contacts to a file: encrypted under a passphrase of its own, unless --plain.

    It reaches nobody: whoever is written to from another program has to have agreed all the same.
    """
    from app.operations.campaign import leaving
    from app.operations.community import contact_export
    from app.operations.community.contacts import get
    from app.store.files import check_target

    require_one_way(export_passphrase_file, plain=plain)
    if bool(segment) + bool(contacts) + everyone != 1:
        raise AppError("Say whom: --segment NAME, --contact NUMBER, or --everyone.")
    check_target(leaving.target(out, plain=plain), force=force)
    prepared = contact_export.prepare(
        campaign.store,
        cast("Format", form) or contact_export.format_of(out),
        cast("Version", version),
        segment=segment,
        contacts=[get(campaign.store, one).id for one in contacts],
        with_at_risk=with_at_risk,
        with_stopped=with_stopped,
        today=now().date(),
    )
    confirmed, passphrase = way_out(
        contact_export.TOLD, prepared.people, plain=plain, given=people,
        file=export_passphrase_file,
    )  # fmt: skip
    with progress_bar("Export") as progress:
        drawn = contact_export.draw(
            campaign.store, prepared, passphrase=passphrase, now=now(), progress=progress
        )
    path = contact_export.write(
        campaign.store, drawn, out, confirmed=confirmed, force=force, now=now()
    )
    sealed = (
        tr("in plain text. Delete it when it has been used")
        if plain
        else tr("encrypted. “signature decrypt” or any program for age files opens it")
    )
    said = [f"{path}: {sealed}.", *(f"  {one}." for one in contact_export.holds(prepared))]
    document = {
        "file": str(path), "format": prepared.format, "sealed": not plain,
        "version": prepared.version if prepared.format == "vcf" else None,
        "contacts": prepared.people, "at_risk": prepared.at_risk,
        "at_risk_left_out": prepared.left_out, "stopped": prepared.stopped,
        "stopped_left_out": prepared.stopped_left_out,
    }  # fmt: skip
    emit(as_json, document, "\n".join(said))


COMMANDS = (import_, presets_, export)
