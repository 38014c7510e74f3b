"""A million signatures, encrypted: found while typing, paged and counted."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.paths import RESOURCES

SCRIPT = "tests.benchmarks.search"
NUMBER = 1_000_000
ROUNDS, ASKED = 5, 40
_KOREAN = 0.3
_ONSETS = ("b", "br", "c", "ch", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st",
           "t", "th", "w")  # fmt: skip
_RIMES = ("a", "ack", "ard", "e", "ell", "en", "er", "ick", "in", "ock", "on", "ow", "um", "urn")
_FAMILIES = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구"
_SYLLABLES = "지민서현준호은영수진성철순자희경옥금복남동석태훈우하윤채예린나라별솔빈혜정미선숙길룡"


def measure() -> list[str]:
    """The lines of the report."""
    from tests.campaigns import data_key

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "campaign"
        _fill(folder)
        rounds = [_figures(folder, data_key().hex()) for _ in range(ROUNDS)]
    middle = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
    return [
        f"search: {words} {middle[key]:.2f} x {unit} ({goal})"
        for key, words, unit, goal in (
            ("two", "2 letters take", "100 rows by primary key", "at most 4"),
            ("three", "3 letters take", "100 rows by primary key", "at most 4"),
            ("four", "4 letters take", "100 rows by primary key", "at most 4"),
            ("words", "two words take", "100 rows by primary key", "no goal"),
            ("inner", "inner two syllables take", "100 rows by primary key", "at most 4"),
            ("far", "a page at the end takes", "one at the start", "at most 1.5"),
            ("kept", "counts by status take", "100 rows by primary key", "from a kept table"),
            ("whole", "all in order of names take", "100 rows by primary key", "on another thread"),
        )
    ]


def people(number: int) -> Iterator[tuple[str, str, str]]:
    """Invented people: three in ten with a Hangul name; families as frequent as they are."""
    chance = random.Random(5)
    weights = [1 / (at + 1) for at in range(len(_FAMILIES))]
    parts = [onset + rime for onset in _ONSETS for rime in _RIMES]
    families = [(a + b).capitalize() for a in parts for b in parts]
    often = [1 / (at + 10) for at in range(len(families))]
    chance.shuffle(families)
    given = [(a + b).capitalize() for a in parts[::7] for b in parts[::9]]
    korean = chance.choices(_FAMILIES, weights, k=number)
    british = chance.choices(families, often, k=number)
    first = chance.choices(given, k=number)
    streets = chance.choices(families, k=number)
    for at in range(number):
        name = f"{first[at]} {british[at]}"
        if chance.random() < _KOREAN:
            name = korean[at] + chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES)
        inward = f"{chance.randint(1, 9)}{chr(65 + at % 26)}{chr(65 + at // 26 % 26)}"
        postcode = f"KT{chance.randint(1, 24)} {inward}"
        yield name, f"{chance.randint(1, 150)} {streets[at]} Road, New Malden", postcode


def _fill(folder: Path) -> None:
    from app.domain.signature import RowEntry
    from app.operations.campaign import campaigns
    from tests.campaigns import NOW, commons_wording, copy_campaign, data_key

    copy_campaign(folder)
    with campaigns.open_with_key(folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        with store.step("Add"):
            store.petitions.add(commons_wording(), "0" * 64, NOW)
        petition = store.petitions.get("asylum").id
        with store.bulk_signatures("Import", NUMBER):
            listed: list[tuple[str | None, RowEntry]] = []
            for at, person in enumerate(people(NUMBER)):
                validity: Any = ("valid", "valid", "valid", "unchecked", "similar")[at % 5]
                listed.append((None, RowEntry(0, *person, validity=validity)))
                if len(listed) == 50_000:
                    store.signatures.add_many(petition, listed)
                    listed.clear()


def _figures(folder: Path, key: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", SCRIPT, str(folder), key],
        cwd=RESOURCES.parent, capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def ask(folder: Path, key: bytes) -> dict[str, float]:
    """One round in one process: each kind of question in turn with the unit, medians of all."""
    from app.operations.campaign import campaigns
    from app.store.signature_query import SignatureQuery
    from tests.campaigns import NOW

    chance = random.Random(11)
    times: dict[str, list[float]] = {}
    with campaigns.open_with_key(folder, key, now=NOW) as campaign:
        kept = campaign.store.signatures
        petition = campaign.store.petitions.get("asylum").id
        everybody = SignatureQuery(petition, sort="name")
        order = kept.order(everybody)
        assert len(order) == NUMBER

        def clocked(key: str, do: Callable[[], object]) -> None:
            start = time.perf_counter()
            do()
            times.setdefault(key, []).append(time.perf_counter() - start)

        def found(**asked: str) -> Callable[[], object]:
            query = replace(everybody, **asked)  # type: ignore[arg-type]  # words

            def first() -> None:
                assert kept.page(kept.first(query))

            return first

        def read(numbers: Sequence[int]) -> Callable[[], object]:
            return lambda: kept.page(numbers)

        for at in range(ASKED):
            word = next(one for one in _names(chance) if len(one) >= 4)
            other = chance.choice(["kt1", "kt2", "kt3", "road"])
            pair = chance.choice(_SYLLABLES) + chance.choice(_SYLLABLES)
            clocked("unit", read([chance.randrange(NUMBER) + 1 for _ in range(100)]))
            clocked("two", found(text=word[:2]))
            clocked("three", found(text=word[:3]))
            clocked("four", found(text=word[:4]))
            clocked("words", found(text=f"{word[:4]} {other}"))
            clocked("inner", found(text=pair))
            clocked("start", read(order[100 * at : 100 * at + 100]))
            clocked("end", read(order[NUMBER - 100 * at - 100 : NUMBER - 100 * at]))
            clocked("kept", lambda: kept.by_origin(petition))
        clocked("whole", lambda: kept.order(everybody))
    middle = {key: statistics.median(one) for key, one in times.items()}
    unit = middle["unit"]
    return {
        **{key: one / unit for key, one in middle.items()},
        "far": middle["end"] / middle["start"],
    }


def _names(chance: random.Random) -> Iterator[str]:
    parts = [onset + rime for onset in _ONSETS for rime in _RIMES]
    while True:
        yield chance.choice(parts) + chance.choice(parts)


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))))  # noqa: T201  # read by _figures()
