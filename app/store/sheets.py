"""Batches and sheets: codes given once, states with their custody, counts without names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from app.domain import sheet_code
from app.domain.addressee import Kind
from app.domain.custody import Holder
from app.domain.sheet import Face, SheetCount, SheetToPrint, State
from app.domain.signature import Counts, add_counts
from app.domain.wording import Wording
from app.errors import NotFoundError
from app.store.custody import Custody
from app.store.driver import Database
from app.store.identity import new_id, new_ids
from app.store.journal import Statement
from app.store.layouts import Layouts
from app.store.petitions import PetitionRecord
from app.store.signatures import counts_of
from app.store.wording_text import from_text, to_text


@dataclass(frozen=True)
class SheetRecord:
    """One sheet; `position` of `of` in its batch, `rows` printed on it, `keyed` of them entered."""

    id: str
    petition: str
    code: str
    batch_id: str
    batch: int
    position: int
    of: int
    version: int
    hash: str
    kind: Kind
    rows: int
    state: State
    count: SheetCount | None
    keyed: int
    printed_at: datetime
    holder: Holder
    due: date | None
    asked: date | None

    @property
    def entered(self) -> int:
        """Rows entered on it: keyed ones, else counted ones."""
        return self.keyed or (self.count.total if self.count else 0)


@dataclass(frozen=True)
class BatchRecord:
    """One batch: its number, size, day, and how many sheets are in each state."""

    id: str
    number: int
    version: int
    printed_at: datetime
    states: dict[State, int]

    @property
    def size(self) -> int:
        """All sheets of the batch."""
        return sum(self.states.values())


_SHEET = """
    SELECT sheet.id, sheet.petition, sheet.code, batch.id, batch.number, sheet.position,
           (SELECT count(*) FROM sheet AS other WHERE other.batch = batch.id),
           version.version, version.hash, sheet.kind, sheet.rows, sheet.state,
           sheet.in_form, sheet.similar, sheet.invalid,
           (SELECT count(*) FROM signature WHERE signature.sheet = sheet.id), batch.printed_at,
           sheet.collector, sheet.venue, sheet.due, sheet.asked
    FROM sheet JOIN batch ON batch.id = sheet.batch
    JOIN wording_version AS version ON version.id = batch.wording_version
"""

_COUNTED_ONLY = (
    "FROM sheet WHERE petition = ? AND in_form IS NOT NULL AND state <> 'lost' "
    "AND NOT EXISTS (SELECT 1 FROM signature WHERE signature.sheet = sheet.id)"
)
"""Sheets whose count stands, because no row of theirs is keyed, and whose paper is there."""


def _count(in_form: int | None, similar: int, invalid: str) -> SheetCount | None:
    return None if in_form is None else SheetCount(in_form, similar, json.loads(invalid))


def _times(reasons: Mapping[str, int], sheets: int) -> dict[str, int]:
    return {reason: number * sheets for reason, number in reasons.items()}


def _record(row: Any) -> SheetRecord:
    count = _count(*row[12:15])
    holder = Holder(row[17] or "", row[18] or "")
    printed_at = datetime.fromisoformat(row[16])
    return SheetRecord(*(*row[:12], count, row[15], printed_at, holder, *map(_day, row[19:21])))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Sheets:
    """The campaign's sheets."""

    def __init__(self, db: Database, custody: Custody) -> None:
        self._db, self._custody, self._layouts = db, custody, Layouts(db)

    def codes(self) -> set[str]:
        """Every code ever given in the campaign."""
        return {code for (code,) in self._db.execute("SELECT code FROM sheet")}

    def get(self, typed: str) -> SheetRecord:
        """The sheet whose code is meant by `typed`; a wrong one is told with the near one."""
        try:
            code = sheet_code.parse(typed)
        except sheet_code.SheetCodeError:  # only a wrong code is compared with all there are
            code = sheet_code.parse(typed, self.codes())
        row = self._db.execute(f"{_SHEET} WHERE sheet.code = ?", (code,)).fetchone()
        if not row:
            raise NotFoundError(
                "No sheet of this campaign has the code {code}: compare it with the sheet’s foot.",
                code=sheet_code.printed(code),
            )
        return _record(row)

    def of_petition(self, petition: str) -> list[SheetRecord]:
        """The sheets of the petition with this id, in the order of printing."""
        rows = self._db.execute(f"{_SHEET} WHERE sheet.petition = ? ORDER BY sheet.id", (petition,))
        return [_record(row) for row in rows]

    def batches(self, petition: str) -> list[BatchRecord]:
        """The batches of the petition with this id, newest first."""
        rows = self._db.execute(
            "SELECT batch.id, batch.number, version.version, batch.printed_at, "
            "json_group_object(state, sheets) FROM (SELECT batch, state, count(*) AS sheets "
            "FROM sheet WHERE petition = ? GROUP BY batch, state) "
            "JOIN batch ON batch.id = batch "
            "JOIN wording_version AS version ON version.id = batch.wording_version "
            "GROUP BY batch.id ORDER BY batch.number DESC",
            (petition,),
        )
        return [
            BatchRecord(key, number, version, datetime.fromisoformat(at), json.loads(states))
            for key, number, version, at, states in rows
        ]

    def states(self, petition: str) -> dict[State, int]:
        """How many sheets of the petition are in each state."""
        rows = self._db.execute(
            "SELECT state, count(*) FROM sheet WHERE petition = ? GROUP BY state", (petition,)
        )
        return dict(rows)

    def printed(self, petition: str) -> dict[int, int]:
        """How many sheets each batch of the petition was printed with, by its number."""
        rows = self._db.execute("SELECT number, printed FROM batch WHERE petition = ?", (petition,))
        return dict(rows.fetchall())

    def out_of_version(self, version_id: str) -> int:
        """Sheets of a wording version that are printed or issued and not back yet."""
        found: int = self._db.execute(
            "SELECT count(*) FROM sheet JOIN batch ON batch.id = sheet.batch "
            "WHERE batch.wording_version = ? AND sheet.state IN ('printed', 'issued')",
            (version_id,),
        ).fetchone()[0]
        return found

    def has_top(self, version_id: str) -> bool:
        """Whether a wording version has a top sheet that may still be signed or handed in."""
        found = self._db.execute(
            "SELECT 1 FROM sheet JOIN batch ON batch.id = sheet.batch WHERE batch.wording_version "
            "= ? AND sheet.kind = 'top' AND sheet.state NOT IN ('spoiled', 'lost')",
            (version_id,),
        ).fetchone()
        return found is not None

    def next_batch_number(self, petition: str) -> int:
        """The number of the petition's next batch, from 1."""
        newest = self._db.execute(
            "SELECT coalesce(max(number), 0) FROM batch WHERE petition = ?", (petition,)
        ).fetchone()
        return int(newest[0]) + 1

    def add_batch(
        self,
        record: PetitionRecord,
        sheets: Sequence[SheetToPrint],
        rows: Sequence[int],
        now: datetime,
        faces: Mapping[str, tuple[Face, ...]] = MappingProxyType({}),
    ) -> str:
        """A batch of printed sheets with so many `rows` each; gives the batch's id.

        `faces` are their sides by printed code, so that scans of them can be read.
        """
        batch = new_id()
        self._db.table("batch").insert(
            {
                "id": batch,
                "petition": record.id,
                "wording_version": record.version_id,
                "number": self.next_batch_number(record.id),
                "wording": to_text(record.wording),
                "printed_at": now.isoformat(),
                "printed": len(sheets),
            }
        )
        keys = list(new_ids(len(sheets)))
        layouts = self._layouts.keep(faces.get(sheet_code.printed(one.code), ()) for one in sheets)
        self._db.conn.executemany(
            "INSERT INTO sheet (id, petition, batch, code, position, kind, rows, state, layout) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'printed', ?)",
            [
                (key, record.id, batch, sheet.code, sheet.number, sheet.kind, printed, layout)
                for key, sheet, printed, layout in zip(keys, sheets, rows, layouts, strict=True)
            ],
        )
        self._custody.add(keys, now)
        return batch

    @staticmethod
    def spoiling(petition: str, number: int) -> list[Statement]:
        """What takes a printed batch back: its codes are never given again."""
        sql = (
            "UPDATE sheet SET state = 'spoiled' WHERE state = 'printed' AND batch = "
            "(SELECT id FROM batch WHERE petition = ? AND number = ?)"
        )
        return [(sql, (petition, number))]

    def printed_wording(self, batch: str) -> Wording:
        """The wording with the print details that the batch was printed with."""
        row = self._db.execute("SELECT wording FROM batch WHERE id = ?", (batch,)).fetchone()
        return from_text(row[0])

    def set_state(self, sheets: Iterable[SheetRecord], state: State, now: datetime) -> None:
        """Moves `sheets` to `state`, with an entry of custody for each that was not there."""
        moved = [sheet.id for sheet in sheets if sheet.state != state]
        self._db.conn.executemany(
            "UPDATE sheet SET state = ? WHERE id = ?", [(state, key) for key in moved]
        )
        self._custody.add(moved, now)

    def hand_out(
        self, sheets: Sequence[SheetRecord], holder: Holder, due: date | None, now: datetime
    ) -> None:
        """Issues `sheets` to `holder` until `due`."""
        self._db.conn.executemany(
            "UPDATE sheet SET state = 'issued', collector = ?, venue = ?, due = ?, asked = NULL "
            "WHERE id = ?",
            [
                (holder.collector or None, holder.venue or None, due and due.isoformat(), sheet.id)
                for sheet in sheets
            ],
        )
        self._custody.add((sheet.id for sheet in sheets), now)

    def note_asked(self, sheets: Sequence[SheetRecord], day: date) -> None:
        """Keeps on which day the holder of `sheets` was asked for them."""
        self._db.conn.executemany(
            "UPDATE sheet SET asked = ? WHERE id = ?",
            [(day.isoformat(), sheet.id) for sheet in sheets],
        )

    def set_count(self, sheet: SheetRecord, count: SheetCount) -> None:
        """Keeps the count of a sheet's rows without names."""
        self._db.table("sheet").update(
            sheet.id,
            {
                "in_form": count.in_form,
                "similar": count.similar,
                "invalid": json.dumps(dict(count.invalid), sort_keys=True),
            },
        )

    def valid_by_day(self, petition: str) -> list[tuple[date, int]]:
        """Valid signatures by day, oldest first: keyed ones by the day signed, else counted."""
        rows = self._db.execute(
            "SELECT day, sum(number) FROM "
            "(SELECT day, number FROM day_tally WHERE petition = ? "
            "UNION ALL SELECT signed_on, -1 FROM signature JOIN sheet ON sheet.id = sheet "
            "WHERE sheet.petition = ? AND state = 'lost' AND validity = 'valid' "
            "UNION ALL SELECT (SELECT substr(max(at), 1, 10) FROM custody WHERE sheet = sheet.id "
            f"AND state = 'counted'), in_form {_COUNTED_ONLY}) WHERE day IS NOT NULL "
            "GROUP BY day HAVING sum(number) > 0 ORDER BY day",
            (petition, petition, petition),
        )
        return [(date.fromisoformat(day), number) for day, number in rows]

    def late(self, petition: str, today: date) -> int:
        """How many sheets of the petition are out though their day has passed."""
        row = self._db.execute(
            "SELECT count(*) FROM sheet WHERE petition = ? AND state = 'issued' AND due < ?",
            (petition, today.isoformat()),
        ).fetchone()
        return int(row[0])

    def on_no_sheet(self, petition: str) -> Counts:
        """The counts of a petition's paper signatures that no printed sheet carries."""
        return counts_of(
            self._db.execute(
                "SELECT validity, reason, count(*) FROM signature WHERE petition = ? "
                "AND sheet IS NULL AND origin = 'paper' GROUP BY validity, reason",
                (petition,),
            )
        )

    def counts(self, petition: str) -> Counts:
        """raw = valid + similar + invalid + unchecked, of keyed rows and of counted sheets.

        What is on a lost sheet is kept but not counted: its paper cannot be handed in.
        """
        keyed = counts_of(
            self._db.execute(
                "SELECT validity, reason, number FROM tally WHERE petition = ? AND number > 0 "
                "UNION ALL SELECT validity, reason, -count(*) FROM signature "
                "JOIN sheet ON sheet.id = signature.sheet "
                "WHERE sheet.petition = ? AND sheet.state = 'lost' GROUP BY validity, reason",
                (petition, petition),
            )
        )
        counted = self._db.execute(
            f"SELECT sum(in_form), sum(similar), invalid, count(*) {_COUNTED_ONLY} "
            "GROUP BY invalid",
            (petition,),
        )
        return add_counts(
            [
                keyed,
                *(
                    Counts(valid, similar, 0, _times(json.loads(reasons), sheets))
                    for valid, similar, reasons, sheets in counted
                ),
            ]
        )
