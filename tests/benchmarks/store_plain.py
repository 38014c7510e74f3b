"""The baseline: sqlite-utils insert_all on Python's sqlite3, same columns, indexes, triggers."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path

from sqlite_utils import Database

from app.domain.names import syllables
from app.store.identity import new_ids
from tests.benchmarks.pairs import report
from tests.benchmarks.schedule import rows
from tests.benchmarks.store import DAY, NUMBER, SOURCE

GOLDEN = Path(__file__).parent.parent / "golden" / "schema.sql"


def main() -> None:
    """Inserts the signatures and says how long it took."""
    with tempfile.TemporaryDirectory() as place:
        connection = sqlite3.connect(Path(place) / "plain.db")
        connection.execute("PRAGMA journal_mode = WAL")
        schema = GOLDEN.read_text(encoding="utf-8")
        connection.executescript(schema)
        connection.execute("INSERT INTO petition VALUES ('p', 'asylum', '')")
        connection.commit()
        database = Database(connection)
        records = [
            {
                "id": key, "petition": "p", "sheet": None, "row": None, "name": name,
                "hangul": syllables(name), "address": address, "postcode": postcode,
                "signed_on": DAY, "validity": "valid", "reason": "", "external_id": str(at),
                "origin": "online", "source": SOURCE, "import_key": f"{SOURCE}:{at}",
                "email": f"person{at}@mail.example", "phone": f"07700 {at:06}", "born": None,
                "age": None, "opt_ins": "email", "marking": None,
            }
            for at, (key, (name, address, postcode)) in enumerate(
                zip(new_ids(NUMBER), rows(NUMBER), strict=True)
            )
        ]  # fmt: skip
        start = time.perf_counter()
        database.table("signature").insert_all(records, batch_size=1000)
        report(time.perf_counter() - start)


if __name__ == "__main__":
    main()
