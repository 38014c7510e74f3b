"""The kill drill: SIGKILLs a keying process again and again, and counts what was lost.

`python -m tests.journeys.kill_drill 200` runs it whole; the tests run a short form.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from app.operations.campaign import campaigns
from app.store.check import check
from tests.campaigns import NOW, commons_wording, copy_campaign, data_key


@dataclass
class DrillResult:
    """What the kills did to a campaign."""

    kills: int = 0
    rows: int = 0
    lost: int = 0
    unsound: int = 0


def drill(kills: int, folder: Path, seed: int = 1) -> DrillResult:
    """Kills a keying process `kills` times at random moments and checks after each."""
    copy_campaign(folder)
    with campaigns.open_with_key(folder, data_key(), now=NOW) as one, one.store.step("Add"):
        one.store.petitions.add(commons_wording(), "0" * 64, NOW)
    chance, result = random.Random(seed), DrillResult()
    for _ in range(kills):
        acknowledged = _killed(folder, chance.uniform(0.0, 0.12))
        result.kills += 1
        with campaigns.open_with_key(folder, data_key(), now=NOW) as campaign:
            result.rows = campaign.store.signatures.newest()
            result.lost += max(0, acknowledged - result.rows)
            result.unsound += not all(one.ok for one in check(campaign.store.db))
    return result


def _killed(folder: Path, after: float) -> int:
    """Runs the keyer, kills it `after` seconds from its start of work; the last number it said."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.keyer", str(folder), data_key().hex()],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    )
    said: list[int] = []
    opened = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                said.append(int(line.removeprefix("open ")))
                opened.set()

    listener = threading.Thread(target=listen)
    listener.start()
    if not opened.wait(30):
        raise RuntimeError("the keyer did not start")
    time.sleep(after)
    process.kill()
    process.wait()
    listener.join()
    return said[-1]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(drill(int(sys.argv[1]), Path(place) / "campaign"))  # noqa: T201  # its report
