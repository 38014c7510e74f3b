"""What commands share that write a file of people: its passphrase, or how many it names."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from app.cli.common import any_file, passphrase_text, read_secret_file
from app.errors import AppError

R = TypeVar("R")


def sealing_options(command: Callable[..., R]) -> Callable[..., R]:
    """Gives a command `plain`, `people` and `export_passphrase_file`, for `way_out`."""
    for option in reversed(
        (
            click.option("--plain", is_flag=True,
                         help="Do not encrypt; asks how many people it names."),
            click.option("--people", type=int, help="With --plain: how many people it names."),
            click.option("--export-passphrase-file", type=any_file,
                         help="A file with the passphrase for it."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def require_one_way(file: Path | None, *, plain: bool) -> None:
    """Refuses a passphrase for a file that is not to be sealed."""
    if plain and file:
        raise click.UsageError("--plain and --export-passphrase-file exclude each other.")


def way_out(
    told: str, people: int, *, plain: bool, given: int | None, file: Path | None
) -> tuple[int | None, str]:
    """How many people a plain file names, as somebody gave it, or the passphrase of a sealed one.

    `told` says in words what a plain one tells of each.
    """
    from app.operations.campaign import leaving

    if not plain:
        return None, _new_passphrase(file)
    confirmed = _typed(told, people) if given is None else given
    leaving.require_people(told, people, confirmed)
    return confirmed, ""


def _typed(told: str, people: int) -> int | None:
    """The number as it is typed; None where there is nobody to ask."""
    if not sys.stdin.isatty():
        return None
    number: int = click.prompt(
        f"A plain file would show {told} of {people:,} people to whoever finds it. Type {people} "
        "to write it",
        type=int,
        err=True,
    )
    return number


def _new_passphrase(file: Path | None) -> str:
    """The passphrase for a new sealed file, good enough, from a file or typed twice.

    A script that names none gets the campaign's own, which is then not to be passed on.
    """
    from app.store.keys import require_strength

    if file:
        text = read_secret_file(file)
    elif sys.stdin.isatty():
        text = click.prompt(
            "Passphrase for this file", hide_input=True, confirmation_prompt=True, err=True
        )
    else:
        text = _campaign_passphrase()
        click.echo(
            "Encrypted under the campaign’s own passphrase: for a file that somebody else is to "
            "open give --export-passphrase-file.",
            err=True,
        )
    require_strength(text)
    return text


def _campaign_passphrase() -> str:
    given = click.get_current_context().params
    if given["recovery_code_file"]:
        raise AppError(
            "No passphrase for the file: give --export-passphrase-file FILE, or --plain."
        )
    return passphrase_text(given["passphrase_file"])
