"""Reads what comes from outside in processes of their own, with little memory and little time.

A picture of a few kilobytes may unfold to gigabytes. The process that reads it is watched
and ended; the program that asked goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, ParamSpec, TypeVar

import psutil

from app.defects import record
from app.errors import AppError

MEMORY = 1_000_000_000
"""Bytes that a process may use."""

SECONDS = 20.0
"""How long one thing may take to read."""

_LOOK = 0.02
"""Seconds between two looks at the processes."""

_AHEAD = 16
"""How many answers may wait for an earlier one: each holds a picture."""


@dataclass(frozen=True)
class Limits:
    """What a process may use for one task: bytes of memory, and seconds."""

    memory: int
    seconds: float


P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")
Task = TypeVar("Task")


class TooMuchError(AppError):
    """What was read needed more memory or time than it may."""


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `function` gives, run in a process of its own; it is a function of a module.

    An AppError of the function is raised here. TooMuchError when it took more than MEMORY
    or SECONDS, or ended without a word.
    """
    return apart_within(Limits(MEMORY, SECONDS), function, *args, **kwargs)


def apart_within(limits: Limits, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """As `apart`, for what is known to be large: within `limits` of its own."""
    worker: _Worker[T] = _Worker(limits=limits)
    try:
        worker.ask(function, args, kwargs)
        while not wait([worker.pipe], _LOOK):
            worker.check()
        return worker.answer()
    finally:
        worker.end()


def spread(
    setup: Callable[..., S],
    given: Sequence[Any],
    work: Callable[[S, Task], T],
    tasks: Sequence[Task],
    processes: int,
) -> Iterator[T | AppError]:
    """What `work` gives for each of `tasks`, in their order, from several processes at once.

    Each process first makes a state by `setup(*given)`, which `work` gets. A task that is
    refused, or takes too much, gives its AppError, and a new process goes on.
    """
    workers: list[_Worker[T]] = []
    try:
        yield from _Spread(setup, given, work, tasks, workers, processes).answers()
    finally:
        for worker in workers:
            worker.end()


class _Spread(Generic[T]):
    """Gives tasks to free workers, keeps answers until those before them are there."""

    def __init__(
        self,
        setup: Callable[..., Any],
        given: Sequence[Any],
        work: Callable[[Any, Any], T],
        tasks: Sequence[Any],
        workers: list[_Worker[T]],
        processes: int,
    ) -> None:
        self._setup, self._given, self._work, self._tasks = setup, given, work, tasks
        self._workers, self._processes = workers, min(processes, len(tasks))
        self._waiting: dict[int, T | AppError] = {}
        self._asked = self._given_out = 0

    def answers(self) -> Iterator[T | AppError]:
        """The answers, in the order of the tasks."""
        while self._given_out < len(self._tasks):
            self._give_work()
            wait([worker.pipe for worker in self._workers], _LOOK)
            for worker in list(self._workers):
                self._take(worker)
            while self._given_out in self._waiting:
                yield self._waiting.pop(self._given_out)
                self._given_out += 1

    def _give_work(self) -> None:
        while len(self._workers) < self._processes:
            worker: _Worker[T] = _Worker((self._setup, self._given))
            self._workers.append(worker)
        for worker in self._workers:
            ahead = self._asked - self._given_out
            if worker.task is None and self._asked < len(self._tasks) and ahead < _AHEAD:
                worker.task = self._asked
                worker.ask(self._work, (self._tasks[self._asked],), {})
                self._asked += 1

    def _take(self, worker: _Worker[T]) -> None:
        if worker.task is None:
            return
        task = worker.task
        try:
            if not worker.pipe.poll():
                worker.check()
                return
            self._waiting[task] = worker.answer()
            worker.task = None
        except TooMuchError as refusal:
            self._waiting[task] = refusal
            worker.end()
            self._workers.remove(worker)
        except AppError as refusal:
            self._waiting[task] = refusal
            worker.task = None
        except DefectError as defect:
            self._waiting[task] = AppError(
                "A defect of the program stopped its reading; reference {reference}.",
                reference=record(defect),
            )
            worker.task = None


class DefectError(RuntimeError):
    """The reader failed by our own fault; its words stay in the other process."""


class _Worker(Generic[T]):
    """One process, asked one thing at a time and watched while it answers."""

    def __init__(
        self,
        state: tuple[Callable[..., Any], Sequence[Any]] | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._limits = limits or Limits(MEMORY, SECONDS)
        context = multiprocessing.get_context("spawn")
        self.pipe, there = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(there, state, self._limits), daemon=True
        )
        self._process.start()
        there.close()
        self._watched = psutil.Process(self._process.pid)
        self._until = 0.0
        self.task: int | None = None

    def ask(self, function: Callable[..., T], args: Sequence[Any], kwargs: Any) -> None:
        """Hands over a task; its time begins now."""
        self._until = time.monotonic() + self._limits.seconds
        self.pipe.send((function, args, kwargs))

    def check(self) -> None:
        """TooMuchError when it takes too long or too much memory."""
        if time.monotonic() > self._until or self._used() > self._limits.memory:
            raise TooMuchError(
                "Reading it took more than {seconds:.0f} seconds, or more memory "
                "than a file like this may need.",
                seconds=self._limits.seconds,
            )

    def answer(self) -> T:
        """What came back; refusals are raised, a defect is told by its kind."""
        try:
            kind, found = self.pipe.recv()
        except (EOFError, ConnectionError):
            raise TooMuchError("Reading it broke the program’s reader.") from None
        if kind == "refused":
            raise found
        if kind == "failed":
            raise DefectError(found)
        answer: T = found
        return answer

    def end(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _used(self) -> int:
        try:
            return int(self._watched.memory_info().rss)
        except psutil.NoSuchProcess:
            return 0


def _serve(
    there: Connection, state: tuple[Callable[..., Any], Sequence[Any]] | None, limits: Limits
) -> None:
    """In the other process: answers one task after the other until the pipe ends."""
    _be_silent()
    _limit_memory(limits.memory)
    first = () if state is None else (state[0](*state[1]),)
    while True:
        try:
            function, args, kwargs = there.recv()
        except (EOFError, ConnectionError, KeyboardInterrupt):
            return
        _limit_time(limits.seconds)
        answer = _answer(function, (*first, *args), kwargs)
        if answer is None:
            return
        there.send(answer)


def _answer(function: Callable[..., Any], args: Any, kwargs: Any) -> tuple[str, Any] | None:
    """A failure is told by its kind, never by its words; None when memory ran out."""
    try:
        return ("done", function(*args, **kwargs))
    except AppError as refusal:
        return ("refused", refusal)
    except MemoryError:
        return None
    except Exception as error:  # noqa: BLE001  # carried over as a kind
        return ("failed", type(error).__name__)


def _be_silent() -> None:
    """What libraries print when they break is not for people: the sentence comes from `answer`."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)


def _limit_memory(memory: int) -> None:
    """A second fence where the system has one: the watcher looks fifty times a second."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (2 * memory, 2 * memory))


def _limit_time(seconds: float) -> None:
    """The processor's time for the next task, on top of what is used up."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
