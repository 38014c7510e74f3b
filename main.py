"""Roundrobin's start: a command's name goes to the command line."""

from __future__ import annotations

import sys

from app.cli import main as command_line


def main() -> int:
    """Runs what the arguments ask for; the exit status."""
    return command_line.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
