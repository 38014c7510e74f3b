"""Reads pages in this process, as the watched ones do: for tests of what is read.

That a reader is watched, ended and followed by another is tested where it is the subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from app.errors import AppError
from app.intake.scans import pages


def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the test ends, nothing is read apart."""
    monkeypatch.setattr(pages, "spread", spread)
    monkeypatch.setattr(pages, "apart", lambda function, *args: function(*args))


def spread(
    setup: Callable[..., Any],
    given: Sequence[Any],
    work: Callable[[Any, Any], Any],
    tasks: Sequence[Any],
    processes: int,
) -> Iterator[Any]:
    """What `worker.spread` gives, from one process after the other: this one."""
    state = setup(*given)
    for task in tasks:
        try:
            found = work(state, task)
        except AppError as refusal:
            found = refusal
        yield found
