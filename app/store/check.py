"""Whether a campaign's database is whole: cipher, integrity, links, counts, custody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from app.progress import Progress, silent
from app.store.community.consents import Consents
from app.store.custody import Custody
from app.store.driver import Database, DatabaseError
from app.store.schema import LASTING, trigger_names


@dataclass(frozen=True)
class CheckResult:
    """One check by name; `detail` says what is wrong where it is not `ok`."""

    name: str
    ok: bool
    detail: str = ""


def check(db: Database, progress: Progress = silent) -> list[CheckResult]:
    """Every check of the database, each by name."""
    checks: tuple[tuple[str, Callable[[Database], str]], ...] = (
        ("cipher", _cipher),
        ("integrity", _integrity),
        ("foreign keys", _foreign_keys),
        ("search index", _search),
        ("counts", _counts),
        ("sheets", _sheets),
        ("custody", lambda db: Custody(db).problem()),
        ("consent", lambda db: Consents(db).problem()),
        ("guards", _guards),
    )
    results = []
    for at, (name, run) in enumerate(checks):
        progress(at, len(checks))
        try:
            problem = run(db)
        except DatabaseError:
            problem = "The database cannot be read here: restore your latest backup."
        results.append(CheckResult(name, not problem, problem))
    return results


def _cipher(db: Database) -> str:
    found = db.execute("PRAGMA cipher_integrity_check").fetchall()
    return f"{len(found)} pages are damaged: restore your latest backup." if found else ""


def _integrity(db: Database) -> str:
    found = db.execute("PRAGMA integrity_check").fetchall()
    return "" if [tuple(row) for row in found] == [("ok",)] else "The tables do not hold together."


def _foreign_keys(db: Database) -> str:
    found = db.execute("PRAGMA foreign_key_check").fetchall()
    return f"{len(found)} rows point at nothing." if found else ""


def _search(db: Database) -> str:
    for index, what in (("signature_search", "signatures"), ("contact_search", "contacts")):
        try:
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return f"The search index does not agree with the {what}."
    return ""


def _counts(db: Database) -> str:
    wrong = db.execute(
        "SELECT count(*) FROM (SELECT petition, origin, validity, reason, count(*) AS number "
        "FROM signature GROUP BY 1, 2, 3, 4 EXCEPT SELECT * FROM tally UNION ALL "
        "SELECT * FROM (SELECT * FROM tally WHERE number <> 0 EXCEPT "
        "SELECT petition, origin, validity, reason, count(*) FROM signature GROUP BY 1, 2, 3, 4))"
    ).fetchone()[0]
    days = (
        "SELECT petition, signed_on, count(*) FROM signature "
        "WHERE validity = 'valid' AND signed_on IS NOT NULL GROUP BY 1, 2"
    )
    kept = "SELECT petition, day, number FROM day_tally WHERE number <> 0"
    wrong += db.execute(
        f"SELECT count(*) FROM (SELECT * FROM ({days} EXCEPT {kept}) "
        f"UNION ALL SELECT * FROM ({kept} EXCEPT {days}))"
    ).fetchone()[0]
    return "The kept counts do not agree with the signatures." if wrong else ""


def _sheets(db: Database) -> str:
    wrong = db.execute(
        "SELECT count(*) FROM sheet WHERE (state, collector, venue, due) IS NOT "
        "(SELECT state, collector, venue, due FROM custody "
        "WHERE sheet = sheet.id ORDER BY rowid DESC LIMIT 1) "
        "OR EXISTS (SELECT 1 FROM signature WHERE sheet = sheet.id AND row > sheet.rows) "
        "OR (state = 'keyed') <> EXISTS (SELECT 1 FROM signature WHERE sheet = sheet.id) "
        "AND state IN ('printed', 'issued', 'returned', 'counted', 'keyed')"
    ).fetchone()[0]
    return f"{wrong} sheets do not agree with their custody or rows." if wrong else ""


def _guards(db: Database) -> str:
    """Whether every trigger is there that keeps entries as they were written, or counts them."""
    there = db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    missing = trigger_names() - {name for (name,) in there}
    return f"{len(missing)} guards of the record were taken away." if missing else ""


def digest(db: Database) -> str:
    """SHA-256 in hex over all lasting tables in key order; equal for equal campaigns."""
    total = hashlib.sha256()
    for table in LASTING:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        key = "id" if "id" in columns else columns[0]
        total.update(json.dumps([table, columns]).encode())
        for row in db.execute(f"SELECT * FROM {table} ORDER BY {key}"):
            total.update(json.dumps(list(row), ensure_ascii=False).encode())
    return total.hexdigest()
