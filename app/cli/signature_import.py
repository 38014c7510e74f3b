"""`signature import`, `signature presets`, `signature imports`: signatures out of files."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

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
from app.domain.signature import CHANNELS, Origin
from app.messages import trn

if TYPE_CHECKING:
    from app.intake.records.mapping import ColumnMapping
    from app.intake.records.table import Table
    from app.operations.campaign.campaigns import Campaign
    from app.operations.counting.importing import Proposal

_SHOWN = 20
"""Rows that a preview for people lists; --json lists all."""


@click.command("import")
@with_campaign
@click.argument("petition")
@click.argument("file", type=any_file)
@mapping_options("signature", CHANNELS)
@click.option("--origin", type=click.Choice(get_args(Origin)), help="Signed on paper or online.")
@click.option("--judge", is_flag=True, help="Mark rows invalid in which the rules find something.")
@file_options
@force_option
@json_option
def import_(
    campaign: Campaign,
    petition: str,
    file: Path,
    dry_run: bool,  # noqa: FBT001  # click's shape
    refused_out: Path | None,
    judge: bool,  # noqa: FBT001  # the same
    force: bool,  # noqa: FBT001  # the same
    as_json: bool,  # noqa: FBT001  # the same
    sheet_name: str,
    encoding: str | None,
    file_passphrase_file: Path | None,
    **wanted: Any,
) -> None:
    """Bring in a CSV, XLSX, XLS or ODS file of signatures, or our own export.

    What is here already stays as it is. One step, which undo takes back.
    """
    from app.operations.counting import importing

    check_refused_out(refused_out, file, force=force)
    passphrase = read_secret_file(file_passphrase_file) if file_passphrase_file else ""
    found = importing.read(
        file, worksheet=sheet_name, encoding=encoding or "", passphrase=passphrase
    )
    mapping = _mapping(campaign, found, **wanted)
    with progress_bar("Reading rows") as progress:
        proposal = importing.prepare_import(
            campaign.store, petition, found, mapping, now=now(), judge=judge, progress=progress
        )
    saves = refused_out if proposal.refused else None
    with importing.refused_file(proposal, saves, force=force) if saves else nullcontext():
        if not dry_run:
            importing.apply_import(campaign.store, proposal, now=now())
    text = _text(proposal, applied=not dry_run)
    if saves:
        if not dry_run:
            importing.note_refused(campaign.store, proposal, now=now())
        text += "\n" + written(saves, len(proposal.refused))
    emit(as_json, _document(proposal, applied=not dry_run), text)
    require_any(file, proposal.refused, proposal.new or proposal.here or proposal.different)


def _mapping(campaign: Campaign, found: Table, *, origin: str | None, **said: Any) -> ColumnMapping:
    """What was said on the command line, over what was found."""
    from app.operations.counting import importing

    made = mapped(
        found, lambda table, ref: importing.propose_mapping(campaign.store, table, ref), **said
    )
    return replace(made, origin=cast("Origin", origin or made.origin), origin_said=bool(origin))


def _document(proposal: Proposal, *, applied: bool) -> dict[str, Any]:
    found, mapping = proposal.table, proposal.mapping
    return {
        "file": found.file,
        "kind": found.kind,
        "worksheet": found.worksheet or None,
        "encoding": found.encoding or None,
        "delimiter": found.delimiter or None,
        "preset": mapping.preset,
        "source": mapping.source,
        "source_known": mapping.known,
        "origin": mapping.origin,
        "columns": columns_document(found, mapping),
        "rows": len(found.rows),
        "new": len(proposal.new),
        "here": proposal.here,
        "repeated": proposal.repeated,
        "blank": proposal.blank,
        "by_origin": dict(proposal.origins),
        "opt_ins": dict(proposal.opt_ins),
        "unclear_answers": [
            {"column": head, "answer": answer, "rows": number}
            for (head, answer), number in proposal.unclear.items()
        ],
        "flags": dict(proposal.flags),
        "flagged": [{"line": one.line, "reasons": list(one.flags)} for one in proposal.flagged],
        "different": [
            {"line": one.line, "id": one.id, "fields": list(one.fields)}
            for one in proposal.different
        ],
        "refused": refused_document(proposal.refused),
        "applied": applied,
    }


def _text(proposal: Proposal, *, applied: bool) -> str:
    from app.intake.records.presets import preset
    from app.intake.records.refused import sentence
    from app.operations.counting import importing

    number = len(proposal.new)
    done = (
        trn("{number} signature came in", "{number:,} signatures came in", number)
        if applied
        else trn("{number} signature would come in", "{number:,} signatures would come in", number)
    )
    from_ = f"{proposal.table.file} ({preset(proposal.mapping.preset).name})"
    left = (
        f"{proposal.here:,} here already, {len(proposal.different):,} here but different, "
        f"{len(proposal.refused):,} refused, {proposal.blank:,} blank"
    )
    if proposal.repeated:
        left += f", {proposal.repeated:,} the same twice in the file"
    lines = [f"{done} from {from_}; {left}."]
    lines += [f"  {words}" for words in importing.origin_words(proposal)]
    lines += [
        f"  {amount:,} flagged: {importing.words_of(flag)} ({_lines(proposal, flag)})"
        for flag, amount in proposal.flags.most_common()
    ]
    heads = zip(proposal.table.heads, proposal.mapping.targets, strict=True)
    if left_out := [f"“{head}”" for head, target in heads if not target]:
        lines.append(f"  left out (--map FIELD=COLUMN brings one in): {', '.join(left_out)}")
    lines += [f"  refused: {sentence(one)}" for one in proposal.refused[:_SHOWN]]
    lines += [
        f"  different, left as it is here: line {one.line}: {', '.join(one.fields)}"
        for one in proposal.different[:_SHOWN]
    ]
    lines += [
        f"  not taken for a yes: “{answer}” in “{head}”, {amount:,} rows (--yes takes it)"
        for (head, answer), amount in proposal.unclear.items()
    ]
    return "\n".join(lines)


def _lines(proposal: Proposal, flag: str) -> str:
    return lines_with([line.line for line in proposal.new if flag in line.flags])


@click.command("presets")
@json_option
def presets_(as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The formats that are known by their headings."""
    from app.operations.counting import importing

    found = [
        {"preset": one.ref, "name": one.name, "origin": one.origin, "note": one.note}
        for one in importing.presets()
    ]
    rows = [[one["preset"], one["name"], one["note"]] for one in found]
    emit(as_json, {"presets": found}, table(["Preset", "Name", ""], rows))


@click.command("imports")
@with_campaign
@click.argument("petition")
@json_option
def imports_(campaign: Campaign, petition: str, as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The files that were brought in, newest first."""
    from app.operations.counting import importing

    found = [
        {
            "at": one.at.isoformat(), "file": one.file, "source": one.source,
            "origin": one.origin, "added": one.added, "here": one.here, "refused": one.refused,
        }
        for one in importing.runs(campaign.store, petition)
    ]  # fmt: skip
    rows = [
        [str(one["at"])[:16], one["file"], one["source"], one["added"], one["here"], one["refused"]]
        for one in found
    ]
    emit(
        as_json,
        {"imports": found},
        table(["When", "File", "Source", "Came in", "Here already", "Refused"], rows),
    )


COMMANDS = (import_, presets_, imports_)
