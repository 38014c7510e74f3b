"""Roundrobin's start: a command's name goes to the command line, all else to the window."""

from __future__ import annotations

import io
import os
import sys

from app.cli import main as command_line


def _flush() -> None:
    """Says the last words now, so that a reader who has gone is no error at exit."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> int:
    """Runs what the arguments ask for; the exit status."""
    arguments = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # without a console Windows gives None
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
    if command_line.is_command(arguments):
        status = command_line.run(arguments)
        _flush()
        return status
    from app.ui import application

    return application.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
