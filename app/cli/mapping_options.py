"""The options by which a command says what a table's columns hold, and what they amount to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from app.cli.common import any_file
from app.errors import AppError
from app.intake.records.dates import Order
from app.messages import trn

if TYPE_CHECKING:
    from pathlib import Path

    from app.intake.records.mapping import ColumnMapping
    from app.intake.records.rows import Refusal
    from app.intake.records.table import Table

R = TypeVar("R")

_FIRST = 5
"""Line numbers that a preview for people lists."""


class Pair(click.ParamType):  # type: ignore[type-arg]  # its kind differs by click's version
    """NAME=COLUMN."""

    name = "pair"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, str]:
        """The two sides of the first equals sign."""
        name, equals, column = str(value).partition("=")
        if not equals or not name or not column:
            self.fail(f"“{value}” is not like name=COLUMN", param, ctx)
        return name.strip(), column.strip()


def mapping_options(
    group: str, channels: Iterable[str]
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Gives a command of a group what `mapped` takes, for people who agree to `channels`."""

    def dress(command: Callable[..., R]) -> Callable[..., R]:
        for option in reversed(
            (
                click.option("--preset", "preset_ref", default="",
                             help=f"The program that made it; see: {group} presets."),
                click.option("--map", "columns", type=Pair(), multiple=True, metavar="FIELD=COLUMN",
                             help="What a column holds, as name=“Full name”; can be repeated."),
                click.option("--opt-in", "opt_ins", type=Pair(), multiple=True,
                             metavar="CHANNEL=COLUMN",
                             help=f"The column that says who agreed to {', '.join(channels)}."),
                click.option("--yes", "words", multiple=True, metavar="[CHANNEL=]WORD",
                             help="An answer that means yes, to one channel or to all."),
                click.option("--no", "no_words", multiple=True, metavar="[CHANNEL=]WORD",
                             help="An answer that does not mean yes, though it usually does."),
                click.option("--dates", type=click.Choice(get_args(Order)),
                             help="How dates are read that may be either."),
                click.option("--source", default="",
                             help="Where the rows come from; ids of two never meet."),
            )
        ):  # fmt: skip
            command = option(command)
        return command

    return dress


def file_options(command: Callable[..., R]) -> Callable[..., R]:
    """Gives a command what a file has to be told to be read."""
    for option in reversed(
        (
            click.option("--sheet-name", default="", help="Which worksheet of a workbook."),
            click.option("--encoding", type=click.Choice(["utf-8", "utf-16", "cp1252", "cp949"]),
                         help="Of a text file, where it is not found right."),
            click.option("--file-passphrase-file", "--export-passphrase-file", type=any_file,
                         help="Opens an encrypted export."),
            click.option("--dry-run", is_flag=True, help="Only say what would happen."),
            click.option("--refused", "refused_out", type=any_file, metavar="CSV",
                         help="Write the refused rows there, each with its reason."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def mapped(
    found: Table,
    propose: Callable[[Table, str], ColumnMapping],
    *,
    preset_ref: str,
    columns: Sequence[tuple[str, str]],
    opt_ins: Sequence[tuple[str, str]],
    words: Sequence[str],
    no_words: Sequence[str],
    dates: str | None,
    source: str,
) -> ColumnMapping:
    """What was said on the command line, over what was found."""
    from app.intake.records.mapping import with_columns, with_words
    from app.intake.records.presets import PLAIN
    from app.intake.records.subject import OPT

    if columns and not preset_ref:
        made = propose(found, PLAIN)
        made = replace(made, targets=("",) * len(found.heads))
    else:
        made = propose(found, preset_ref)
    pairs = [*columns, *((OPT + channel, column) for channel, column in opt_ins)]
    made = with_columns(made, found.heads, pairs)
    made = with_words(with_words(made, words, yes=True), no_words, yes=False)
    return replace(made, source=source or made.source, dates=dates or "")


def check_refused_out(refused_out: Path | None, file: Path, *, force: bool) -> None:
    """Refuses to write the refused rows over the file that they come from."""
    from app.store.files import check_target

    if refused_out is None:
        return
    if refused_out.exists() and refused_out.resolve() == file.resolve():
        raise AppError(
            "“{path}” is the file that is brought in: give another name for the refused rows.",
            path=refused_out,
        )
    check_target(refused_out, force=force)


def written(out: Path, people: int) -> str:
    """What has to be known of a file of refused rows, which anybody can read."""
    return trn(
        "{file} holds the row of {number} person in plain text: delete it when it has been used.",
        "{file} holds the rows of {number:,} people in plain text: delete it when it has been "
        "used.",
        people,
        file=out.name,
    )


def require_any(file: Path, refused: Sequence[Refusal], taken: object) -> None:
    """Refuses in the end, once all is said, a file of which nothing could be taken."""
    if refused and not taken:
        raise AppError("{file}: nothing came in, for all of it was refused.", file=file.name)


def lines_with(numbers: Sequence[int], most: int = _FIRST) -> str:
    """The first lines of many, as they are counted in the file."""
    shown = ", ".join(map(str, numbers[:most]))
    more = ", …" if len(numbers) > most else ""
    return trn("line {lines}", "lines {lines}", len(numbers), lines=shown + more)


def refused_document(refused: Sequence[Refusal]) -> list[dict[str, Any]]:
    """The refused rows with the stable keys of the command line."""
    return [
        {"line": one.line, "column": one.column or None, "reason": one.reason} for one in refused
    ]


def columns_document(found: Table, mapping: ColumnMapping) -> list[dict[str, Any]]:
    """What each column becomes."""
    return [
        {"column": head, "field": target or None}
        for head, target in zip(found.heads, mapping.targets, strict=True)
    ]
