"""Reads what comes from outside in a process of its own, with little memory and little time.

A picture of a few kilobytes may unfold to gigabytes. The process that reads it is watched
and ended; the program that asked goes on.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

import psutil

from app.errors import AppError

MEMORY = 1_000_000_000
"""Bytes that the process may use."""

SECONDS = 20.0
_LOOK = 0.02
"""Seconds between two looks at the process."""

P = ParamSpec("P")
T = TypeVar("T")


class TooMuchError(AppError):
    """What was read needed more memory or time than it may."""


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `function` gives, run in a process of its own; it is a function of a module.

    An AppError of the function is raised here. TooMuchError when it took more than MEMORY
    or SECONDS, or ended without a word.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(there, function, args, kwargs), daemon=True)
    process.start()
    there.close()
    try:
        kind, found = _answer(here, psutil.Process(process.pid))
    finally:
        process.kill()
        process.join()
        here.close()
    if kind == "refused":
        raise found
    if kind == "failed":
        raise RuntimeError(found)
    answer: T = found
    return answer


def _answer(here: Connection, process: psutil.Process) -> tuple[str, Any]:
    until = time.monotonic() + SECONDS
    while not here.poll(_LOOK):
        if time.monotonic() > until or _used(process) > MEMORY:
            raise TooMuchError("Reading it took more than {seconds:.0f} seconds, or more memory "
                               "than a file like this may need.", seconds=SECONDS)  # fmt: skip
    try:
        found: tuple[str, Any] = here.recv()
    except EOFError:
        raise TooMuchError("Reading it broke the program’s reader.") from None
    return found


def _used(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _run(there: Connection, function: Callable[..., Any], args: Any, kwargs: Any) -> None:
    """In the other process: its one answer. A failure is told by its kind, never by its words."""
    _limit()
    try:
        answer = ("done", function(*args, **kwargs))
    except AppError as refusal:
        answer = ("refused", refusal)
    except MemoryError:
        return
    except Exception as error:  # noqa: BLE001  # carried over as a kind
        answer = ("failed", type(error).__name__)
    there.send(answer)


def _limit() -> None:
    """A second fence where the system has one: the watcher looks fifty times a second."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS) + 1))
