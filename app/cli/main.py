"""The command line's door: groups, exit status, and no word of a person in a defect."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

from app.cli.common import printable
from app.cli.refusals import told
from app.defects import record
from app.errors import AppError

GROUPS = (
    "breach",
    "campaign",
    "consent",
    "contact",
    "council",
    "demo",
    "document",
    "duplicate",
    "event",
    "holder",
    "outreach",
    "petition",
    "postcodes",
    "scan",
    "segment",
    "session",
    "sheet",
    "signature",
    "task",
)
"""Each is a file of this folder with a click command of the same name."""

REFUSED, WRONG_USAGE, DEFECT = 1, 2, 70


class _Groups(click.Group):
    """Loads a group's file only when that group is asked for: the start stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's shape
        return list(GROUPS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's shape
        name: str,
    ) -> click.Command | None:
        if name not in GROUPS:
            return None
        command: click.Command = getattr(importlib.import_module(f"app.cli.{name}"), name)
        return command


root = _Groups(
    name="roundrobin",
    help="Petitions on paper, counted honestly. Without a command the window opens.",
)


def run(arguments: Sequence[str]) -> int:
    """Runs one command; its exit status is 0, 1 refused, 2 wrong usage or 70 a defect."""
    try:
        left = root.main(list(arguments), prog_name="roundrobin", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except (click.Abort, BrokenPipeError):
        click.echo("Stopped.", err=True)
        return REFUSED
    except AppError as refusal:
        click.echo(printable(told(refusal)), err=True)
        return REFUSED
    except Exception as error:  # noqa: BLE001  # the last net: a defect gets a reference
        reference = record(error)
        click.echo(
            f"A defect of the program stopped this command; reference {reference}.", err=True
        )
        return DEFECT
    return left if isinstance(left, int) else 0  # click gives the status of ctx.exit() back


def is_command(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for the command line and not for the window."""
    return bool(arguments) and (arguments[0] in GROUPS or arguments[0] == "--help")
