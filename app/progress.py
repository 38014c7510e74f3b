"""How long work says how far it is, and learns that it is no longer wanted."""

from __future__ import annotations

from typing import Protocol


class CancelledError(Exception):
    """The person cancelled; whoever started the work ends it quietly."""


class Progress(Protocol):
    """Called with steps done, of how many; raises CancelledError to stop."""

    def __call__(self, done: int, total: int) -> None: ...


def silent(done: int, total: int) -> None:
    """Progress nobody watches."""
