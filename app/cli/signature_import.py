"""`signature import`, `signature presets`, `signature imports`: signatures out of files."""

from __future__ import annotations

from collections.abc import Sequence
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
from app.domain.signature import CHANNELS, Origin
from app.errors import AppError
from app.intake.records.dates import Order
from app.messages import trn

if TYPE_CHECKING:
    from app.intake.records.mapping import ColumnMapping
    from app.intake.records.table import Table
    from app.operations.campaigns import Campaign
    from app.operations.importing import Proposal

_SHOWN, _FIRST = 20, 5
"""Rows and line numbers that a preview for people lists; --json lists all."""


class _Pair(click.ParamType):  # type: ignore[type-arg]  # its kind differs by click's version
    """NAME=COLUMN."""

    name = "pair"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        """The two sides of the first equals sign."""
        name, equals, column = str(value).partition("=")
        if not equals or not name or not column:
            self.fail(f"“{value}” is not like name=COLUMN", param, ctx)
        return name.strip(), column.strip()


@click.command("import")
@with_campaign
@click.argument("petition")
@click.argument("file", type=any_file)
@click.option("--preset", "preset_ref", default="", help="See: signature presets.")
@click.option("--map", "columns", type=_Pair(), multiple=True, metavar="FIELD=COLUMN",
              help="What a column holds, as name=“Full name”; can be repeated.")  # fmt: skip
@click.option("--opt-in", "opt_ins", type=_Pair(), multiple=True, metavar="CHANNEL=COLUMN",
              help=f"The column that says who agreed to {', '.join(CHANNELS)}.")  # fmt: skip
@click.option("--yes", "words", multiple=True, metavar="[CHANNEL=]WORD",
              help="An answer that means yes, to one channel or to all.")  # fmt: skip
@click.option("--no", "no_words", multiple=True, metavar="[CHANNEL=]WORD",
              help="An answer that does not mean yes, though it usually does.")  # fmt: skip
@click.option("--dates", type=click.Choice(get_args(Order)),
              help="How dates are read that may be either.")  # fmt: skip
@click.option("--origin", type=click.Choice(get_args(Origin)), help="Signed on paper or online.")
@click.option("--source", default="", help="Where the rows come from; ids of two never meet.")
@click.option("--sheet-name", default="", help="Which worksheet of a workbook.")
@click.option("--encoding", type=click.Choice(["utf-8", "utf-16", "cp1252", "cp949"]),
              help="Of a text file, where it is not found right.")  # fmt: skip
@click.option(
    "--file-passphrase-file",
    "--export-passphrase-file",
    type=any_file,
    help="Opens an encrypted export.",
)
@click.option("--judge", is_flag=True, help="Mark rows invalid in which the rules find something.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--refused", "refused_out", type=any_file, metavar="CSV",
              help="Write the refused rows there, each with its reason.")  # fmt: skip
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
    from app.operations import importing
    from app.store.files import check_target

    if refused_out:
        if refused_out.exists() and refused_out.resolve() == file.resolve():
            raise AppError(
                "“{path}” is the file that is brought in: give another name for the refused rows.",
                path=refused_out,
            )
        check_target(refused_out, force=force)
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
        text += "\n" + _written(saves, len(proposal.refused))
    emit(as_json, _document(proposal, applied=not dry_run), text)


def _written(out: Path, people: int) -> str:
    """What has to be known of a file that anybody can read."""
    return trn(
        "{file} holds the row of {number} person in plain text: delete it when it has been used.",
        "{file} holds the rows of {number:,} people in plain text: delete it when it has been "
        "used.",
        people,
        file=out.name,
    )


def _mapping(
    campaign: Campaign,
    found: Table,
    *,
    preset_ref: str,
    columns: Sequence[tuple[str, str]],
    opt_ins: Sequence[tuple[str, str]],
    words: Sequence[str],
    no_words: Sequence[str],
    dates: str | None,
    origin: str | None,
    source: str,
) -> ColumnMapping:
    """What was said on the command line, over what was found."""
    from app.intake.records.mapping import with_columns, with_words
    from app.intake.records.presets import PLAIN
    from app.intake.records.subject import OPT
    from app.operations import importing

    if columns and not preset_ref:
        made = importing.propose_mapping(campaign.store, found, PLAIN)
        made = replace(made, targets=("",) * len(found.heads))
    else:
        made = importing.propose_mapping(campaign.store, found, preset_ref)
    pairs = [*columns, *((OPT + channel, column) for channel, column in opt_ins)]
    made = with_columns(made, found.heads, pairs)
    made = with_words(with_words(made, words, yes=True), no_words, yes=False)
    return replace(
        made,
        source=source or made.source,
        origin=cast("Origin", origin or made.origin),
        origin_said=bool(origin),
        dates=dates or "",
    )


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
        "columns": [
            {"column": head, "field": target or None}
            for head, target in zip(found.heads, mapping.targets, strict=True)
        ],
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
        "refused": [
            {"line": one.line, "column": one.column or None, "reason": one.reason}
            for one in proposal.refused
        ],
        "applied": applied,
    }


def _text(proposal: Proposal, *, applied: bool) -> str:
    from app.intake.records.presets import preset
    from app.intake.records.refused import sentence
    from app.operations import importing

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
    """The first lines that have a flag, as they are counted in the file."""
    found = [line.line for line in proposal.new if flag in line.flags]
    shown = ", ".join(map(str, found[:_FIRST]))
    more = ", …" if len(found) > _FIRST else ""
    return trn("line {lines}", "lines {lines}", len(found), lines=shown + more)


@click.command("presets")
@json_option
def presets_(as_json: bool) -> None:  # noqa: FBT001  # click's shape
    """The formats that are known by their headings."""
    from app.operations import importing

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
    from app.operations import importing

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
