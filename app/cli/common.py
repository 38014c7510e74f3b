"""What every command shares: the campaign and its secret, --json, tables, progress."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from app.documents.page import unprinted
from app.errors import AppError
from app.progress import Progress, silent

if TYPE_CHECKING:
    from app.domain.signature import Counts
    from app.operations.campaign.campaigns import Campaign
    from app.store.keys import Passphrase, RecoveryCode

P = ParamSpec("P")
R = TypeVar("R")

PASSPHRASE_VARIABLE = "ROUNDROBIN_PASSPHRASE_FILE"  # noqa: S105  # a variable's name

existing_folder = click.Path(path_type=Path, file_okay=False)
any_file = click.Path(path_type=Path, dir_okay=False)

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
force_option = click.option("--force", is_flag=True, help="Replace what is there.")


def now() -> datetime:
    """The clock, read here once and passed in everywhere below."""
    return datetime.now().astimezone()


def secret_options(command: Callable[P, R]) -> Callable[P, R]:
    """Adds the options by which a campaign is unlocked; never the secret itself."""
    for option in (
        click.option("--passphrase-file", type=any_file, help="A file with the passphrase."),
        click.option("--recovery-code-file", type=any_file, help="A file with the recovery code."),
    ):
        command = option(command)
    return command


def read_secret_file(path: Path) -> str:
    """The first line of a file that holds a passphrase or code, its line end removed."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise AppError(
            "The file with the passphrase or code, {file}, cannot be read: check its name "
            "and that it is UTF-8 text.",
            file=path.name,
        ) from None
    line = text.split("\n", 1)[0].rstrip("\r")
    if not line.strip():
        raise AppError("{file} is empty: put the passphrase on its first line.", file=path.name)
    return line


def require_new_file(path: Path) -> None:
    """Refuses a file for a secret that exists already, or whose folder does not."""
    from app.store.files import check_target

    if path.exists():
        raise AppError("{file} exists already: choose another file.", file=path.name)
    check_target(path, force=False)


def passphrase_text(passphrase_file: Path | None, *, confirm: bool = False) -> str:
    """The passphrase from the file, else the variable's file, else a prompt on a terminal."""
    named = os.environ.get(PASSPHRASE_VARIABLE)
    path = passphrase_file or (Path(named) if named else None)
    if path:
        return read_secret_file(path)
    if not sys.stdin.isatty():
        raise AppError(
            "No passphrase: give --passphrase-file FILE, or set {variable} to a file’s name.",
            variable=PASSPHRASE_VARIABLE,
        )
    text: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return text


def secret(
    passphrase_file: Path | None, recovery_code_file: Path | None
) -> Passphrase | RecoveryCode:
    """What unlocks the campaign, from whichever option was given."""
    from app.store.keys import Passphrase, RecoveryCode

    if recovery_code_file:
        return RecoveryCode(read_secret_file(recovery_code_file))
    return Passphrase(passphrase_text(passphrase_file))


def with_campaign(command: Callable[..., R]) -> Callable[..., R]:
    """Gives a command the unlocked campaign as its first argument, closed afterwards."""

    @click.argument("campaign", type=existing_folder)
    @secret_options
    @wraps(command)
    def unlocked(
        campaign: Path,
        passphrase_file: Path | None,
        recovery_code_file: Path | None,
        **rest: Any,  # the command's own options
    ) -> R:
        with (
            opened(campaign, passphrase_file, recovery_code_file) as unlocked_campaign,
            unprinted.watched() as missed,
        ):
            made = command(unlocked_campaign, **rest)
            if sentence := unprinted.said(missed):
                click.echo(sentence, err=True)
            return made

    return unlocked


@contextmanager
def opened(
    folder: Path, passphrase_file: Path | None, recovery_code_file: Path | None
) -> Iterator[Campaign]:
    """The campaign in `folder`, open inside the block."""
    from app.operations.campaign import campaigns

    key = secret(passphrase_file, recovery_code_file)
    with campaigns.open_campaign(folder, key, now=now()) as campaign:
        yield campaign


def count_document(counts: Counts) -> dict[str, Any]:
    """Counts with the stable keys of the command line."""
    return {
        "raw": counts.raw,
        "valid": counts.valid,
        "similar": counts.similar,
        "invalid": dict(counts.invalid),
        "unchecked": counts.unchecked,
    }


def emit(as_json: bool, document: dict[str, Any], text: str) -> None:  # noqa: FBT001  # from click
    """Prints the JSON document, or the text for people."""
    if as_json:
        written = json.dumps(document, ensure_ascii=False, indent=1)
        click.echo(_STEERS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written))
    else:
        click.echo(printable(text))


_STEERS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` without signs that steer a terminal: what was kept long ago may still hold them."""
    return text if text.isprintable() else _STEERS.sub("\ufffd", text)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns of text, numbers to the right."""
    lines = [[str(cell) for cell in row] for row in rows]
    widths = [
        max(len(heading), *(len(line[at]) for line in lines)) if lines else len(heading)
        for at, heading in enumerate(headings)
    ]
    numeric = [all(line[at].isdigit() for line in lines) for at in range(len(headings))]
    shown = []
    for line in [list(headings), *lines]:
        cells = [
            cell.rjust(width) if right and lines else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ]
        shown.append("  ".join(cells).rstrip())
    return "\n".join(shown)


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A bar on a terminal, silence otherwise; on stderr."""
    if not sys.stderr.isatty():
        yield silent
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def report(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield report
