"""Segments of five conditions over a hundred thousand contacts, beside reading what they find.

The unit reads the rows of the result one by one, each by its primary key, as nobody could read
them with less asking; beside it, all of them in one statement that lists their keys.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.paths import RESOURCES

SCRIPT = "tests.benchmarks.segments"
NUMBER, ROUNDS, ASKED = 100_000, 5, 5
_TAGS = ("elder", "choir", "volunteer", "newcomer", "press")
_DISTRICTS = {"KT3": 40, "KT2": 20, "SW20": 20, "KT4": 10, "SM4": 10}


def measure() -> list[str]:
    """The lines of the report."""
    from tests.campaigns import data_key

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "campaign"
        _fill(folder)
        rounds = [_figures(folder, data_key().hex()) for _ in range(ROUNDS)]
    middle = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
    return [
        f"segments: {words} {middle[key]:.2f} x {unit} ({middle[f'{key} found']:.0f} contacts, "
        f"{goal})"
        for key, words, unit, goal in (
            ("tags", "by a tag", "its rows by primary key", "at most 10"),
            ("tags listed", "by a tag", "its rows in one statement", "no goal"),
            ("tags count", "by a tag, counted,", "its rows by primary key", "at most 10"),
            ("plain", "without a tag", "its rows by primary key", "at most 10"),
            ("tasks", "by tasks and signatures", "its rows by primary key", "at most 10"),
        )
    ]


def _fill(folder: Path) -> None:
    """Contacts with tags, consents, signatures, last contacts and tasks, written in bulk."""
    from app.operations.campaign import campaigns
    from app.store.driver import connect, transaction
    from app.store.store import DATABASE
    from tests.campaigns import NOW, commons_wording, copy_campaign, data_key

    copy_campaign(folder)
    with campaigns.open_with_key(folder, data_key(), now=NOW) as campaign:
        with campaign.store.step("Add"):
            campaign.store.petitions.add(commons_wording(), "0" * 64, NOW)
        petition = campaign.store.petitions.get("asylum").id
    db = connect(folder / DATABASE, data_key())
    with transaction(db.conn):
        trigger = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'contact_added'")
        sql = trigger.fetchone()[0]
        db.execute("DROP TRIGGER contact_added")
        for statement, rows in _rows(petition):
            db.conn.executemany(statement, rows)
        db.execute("INSERT INTO contact_search (contact_search) VALUES ('rebuild')")
        db.execute(sql)
    db.close()


def _rows(petition: str) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    from app.store.community.contacts import _INSERT, _values
    from app.store.identity import new_ids
    from tests.campaigns import NOW

    chance = random.Random(3)
    keys = list(new_ids(NUMBER))
    districts = chance.choices(list(_DISTRICTS), list(_DISTRICTS.values()), k=NUMBER)
    people = ((key, _contact(at, districts[at], chance)) for at, key in enumerate(keys))
    yield _INSERT, [_values(key, one) for key, one in people]
    tags = zip(new_ids(NUMBER), keys, chance.choices(_TAGS, k=NUMBER), strict=True)
    yield "INSERT INTO contact_tag VALUES (?, ?, ?)", list(tags)
    agreed = [(key, way) for key in keys for way in ("post", "email") if chance.random() < 0.65]
    yield (
        "INSERT INTO consent_now VALUES (?, ?, ?, 'news', ?, ?, '')",
        [
            (row, key, way, petition, int(chance.random() < 0.9))
            for row, (key, way) in zip(new_ids(len(agreed)), agreed, strict=True)
        ],
    )
    yield (
        "INSERT INTO contact_signature VALUES (?, ?, ?, ?)",
        [(key, key, key, petition) for key in keys if chance.random() < 0.5],
    )
    yield (
        "INSERT INTO contact_state VALUES (?, ?, ?)",
        [
            (key, (NOW - timedelta(days=chance.randrange(150))).isoformat(),
             int(chance.random() < 0.2))
            for key in keys
            if chance.random() < 0.7
        ],
    )  # fmt: skip


def _contact(at: int, district: str, chance: random.Random) -> Any:
    from app.domain.community.contact import Contact, Email, Phone, PostalAddress, WrittenName
    from tests.campaigns import NOW

    return Contact(
        (WrittenName(f"{chance.choice(('Kim', 'Lee', 'Park', 'Adeyemi'))} {at}"),),
        language=chance.choices(("ko", "en", ""), (50, 45, 5))[0],
        addresses=(
            PostalAddress((f"{at % 90 + 1} Teasel Avenue", "NEW MALDEN"), f"{district} 8QD"),
        ),
        phones=(Phone("07700 900101", "+447700900101"),),
        emails=(Email(f"p{at}@x.example"),),
        added_at=NOW,
        home=f"h{at // 3}",
    )


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
    """One round in one process: each segment in turn with its unit, medians of all."""
    from app.domain.community.segment import Condition as Is
    from app.operations.campaign import campaigns
    from app.store.community.contact_query import ContactQuery
    from tests.campaigns import NOW

    found: dict[str, float] = {}
    with campaigns.open_with_key(folder, key, now=NOW) as campaign:
        store = campaign.store
        petition = store.petitions.get("asylum").id
        korean, near = Is("language", ("ko",)), Is("district", ("KT3",))
        agreed = Is("consent", (f"post news {petition}",))
        lately = Is("contacted", ("30",), holds=False)
        signed = Is("signed", (petition,))
        asked = {
            "tags": (Is("tag", ("elder", "choir")), korean, near, agreed, lately),
            "plain": (korean, near, agreed, lately, Is("at-risk", holds=False)),
            "tasks": (
                signed,
                Is("open-task", holds=False),
                korean,
                near,
                lately,
            ),
        }
        for name, conditions in asked.items():
            query = ContactQuery(conditions, NOW.date())
            keys = store.contacts.ids(query)
            found[f"{name} found"] = found[f"{name} listed found"] = len(keys)
            found[f"{name} count found"] = store.contacts.count(query)

            def one_by_one(keys: list[str] = keys) -> None:
                for one in keys:
                    store.db.execute("SELECT number FROM contact WHERE id = ?", (one,)).fetchone()

            def together(keys: list[str] = keys) -> None:
                store.db.execute(
                    "SELECT number FROM contact WHERE id IN (SELECT value FROM json_each(?))",
                    (json.dumps(keys),),
                ).fetchall()

            unit, whole, count, listed = _clocked(
                one_by_one,
                lambda query=query: store.contacts.ids(query),  # type: ignore[misc]  # bound now
                lambda query=query: store.contacts.count(query),  # type: ignore[misc]  # the same
                together,
            )
            found[name], found[f"{name} count"] = whole / unit, count / unit
            found[f"{name} listed"] = whole / listed
    return found


def _clocked(*jobs: Callable[[], object]) -> list[float]:
    """The median of each, taken in turn."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(ASKED):
        for job, kept in zip(jobs, times, strict=True):
            start = time.perf_counter()
            job()
            kept.append(time.perf_counter() - start)
    return [statistics.median(one) for one in times]


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))))  # noqa: T201  # read by _figures()
