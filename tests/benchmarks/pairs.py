"""Runs two ways of doing a thing in turn, each in a fresh process, and compares them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from app.paths import RESOURCES

ROUNDS = 5
_BEGAN = "ROUNDROBIN_BENCHMARK_BEGAN"


@dataclass(frozen=True)
class Run:
    """What one process reported: seconds, peak resident memory in MB, and a size in bytes."""

    seconds: float
    memory: float
    size: int = 0


def run(*arguments: object) -> Run:
    """Runs a script of this folder; its last line is a JSON list of the figures."""
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=RESOURCES.parent,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {_BEGAN: str(time.monotonic())},
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Run(*json.loads(done.stdout.splitlines()[-1]))


def report(seconds: float, size: int = 0) -> None:
    """What a script says at its end."""
    print(json.dumps([seconds, peak_memory(), size]))  # noqa: T201  # read by run()


def peak_memory() -> float:
    """The most resident memory this process has had, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def since_start() -> float:
    """Seconds since run() began this process."""
    return time.monotonic() - float(os.environ[_BEGAN])


def paired(ours: tuple[object, ...], theirs: tuple[object, ...]) -> tuple[list[Run], list[Run]]:
    """Five alternating pairs."""
    first, second = [], []
    for _ in range(ROUNDS):
        first.append(run(*ours))
        second.append(run(*theirs))
    return first, second


def ratio(upper: list[Run], lower: list[Run]) -> float:
    """The median of the paired ratios of seconds."""
    return statistics.median(
        one.seconds / other.seconds for one, other in zip(upper, lower, strict=True)
    )
