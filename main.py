"""Roundrobin's start: a command's name goes to the command line, all else to the window."""

from __future__ import annotations

import sys

from app.cli import main as command_line


def main() -> int:
    """Runs what the arguments ask for; the exit status."""
    arguments = sys.argv[1:]
    if command_line.is_command(arguments):
        return command_line.run(arguments)
    from app.ui import application

    return application.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
