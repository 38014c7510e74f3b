"""The command line as a person uses it: arguments in; status, stdout and stderr out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run


@dataclass(frozen=True)
class Said:
    """What one command did."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


class CommandLine:
    """Runs commands on one campaign, in this process."""

    def __init__(self, folder: Path, passphrase_file: Path, capsys: pytest.CaptureFixture[str]):
        self.folder, self._passphrase, self._capsys = folder, passphrase_file, capsys

    def __call__(self, *arguments: object) -> Said:
        """Runs the command; the campaign goes behind group and command."""
        group, command, *rest = [str(argument) for argument in arguments]
        return self.raw(
            group, command, str(self.folder), *rest, "--passphrase-file", str(self._passphrase)
        )

    def raw(self, *arguments: object) -> Said:
        """Runs exactly these arguments."""
        self._capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        captured = self._capsys.readouterr()
        return Said(status, captured.out, captured.err)

    def done(self, *arguments: object) -> Said:
        """Runs a command that has to succeed."""
        said = self(*arguments)
        assert said.status == 0, said.err
        return said

    def refused(self, *arguments: object) -> str:
        """The one sentence of a command that has to be refused."""
        said = self(*arguments)
        assert (said.status, said.out) == (1, ""), said
        assert said.err.count("\n") == 1
        return said.err.strip()
