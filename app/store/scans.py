"""Scanned pages, and the sheets that were seen in them; their pictures lie in the vault."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

from app.domain.scan import Flag, PageRead, Problem, RowInk, SheetSeen
from app.errors import NotFoundError
from app.store.driver import Database
from app.store.identity import new_id

State = Literal["taken", "tray", "dismissed"]
"""A page whose sheets are known, one that waits for a person, one that was put aside."""


@dataclass(frozen=True)
class ScanRecord:
    """One page that was brought in: `file` and `page` say from where, `source` is that file's
    SHA-256, `digest` the picture's. `kept` says whether a picture of it is meant to be there.
    """

    id: str
    number: int
    file: str
    page: int
    source: str
    digest: str
    size: tuple[int, int]
    at: datetime
    keep_until: date | None
    kept: bool
    problem: Problem
    marks: bool
    sentence: str
    state: State


@dataclass(frozen=True)
class SheetScan:
    """A sheet (its id) seen on a scanned page; the `current` one of a side is the one shown."""

    id: str
    scan: ScanRecord
    sheet: str
    seen: SheetSeen
    flag: Flag
    current: bool


_SCAN = (
    "scan.id, scan.number, scan.file, scan.page, scan.source, scan.digest, scan.width, "
    "scan.height, scan.at, scan.keep_until, scan.kept, scan.problem, scan.marks, scan.sentence, "
    "scan.state"
)
_SCANNED = f"SELECT {_SCAN}, scan_sheet.id, scan_sheet.sheet, scan_sheet.seen, scan_sheet.flag, \
scan_sheet.current FROM scan_sheet JOIN scan ON scan.id = scan_sheet.scan"
_ASKS = "('', 'worse')"
"""Flags that ask nothing of a person."""


def _scan(row: Any) -> ScanRecord:
    key, number, file, page, source, digest, width, height, at, until, kept, problem, *rest = row
    marks, sentence, state = rest[:3]
    return ScanRecord(
        id=key,
        number=number,
        file=file,
        page=page,
        source=source,
        digest=digest,
        size=(width, height),
        at=datetime.fromisoformat(at),
        keep_until=date.fromisoformat(until) if until else None,
        kept=bool(kept),
        problem=problem,
        marks=bool(marks),
        sentence=sentence,
        state=state,
    )


def _sheet_scan(row: Any) -> SheetScan:
    key, sheet, seen, flag, current = row[15:]
    return SheetScan(key, _scan(row), sheet, _from_text(seen), flag, bool(current))


def _to_text(seen: SheetSeen) -> str:
    rows = [asdict(row) | {"look": base64.b64encode(row.look).decode()} for row in seen.rows]
    return json.dumps(asdict(seen) | {"rows": rows}, separators=(",", ":"))


def _from_text(text: str) -> SheetSeen:
    values = json.loads(text)
    rows = tuple(
        RowInk(**(row | {"look": base64.b64decode(row["look"])})) for row in values["rows"]
    )
    lists = {key: tuple(values[key]) for key in ("place", "bend")}
    corners = tuple((x, y) for x, y in values["corners"])
    return SheetSeen(**(values | lists | {"rows": rows, "corners": corners}))


class Scans:
    """The campaign's scans."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        key: str,
        read: PageRead,
        *,
        file: str,
        page: int,
        source: str,
        now: datetime,
        keep_until: date | None,
        kept: bool,
        state: State,
        number: int | None = None,
    ) -> None:
        """Keeps a page that was read, under the id `key` and the next number, or `number`."""
        newest = self._db.execute("SELECT coalesce(max(number), 0) FROM scan").fetchone()[0]
        self._db.table("scan").insert(
            {
                "id": key,
                "number": int(newest) + 1 if number is None else number,
                "file": file,
                "page": page,
                "source": source,
                "digest": read.digest,
                "width": read.size[0],
                "height": read.size[1],
                "at": now.isoformat(),
                "keep_until": keep_until.isoformat() if keep_until else None,
                "kept": int(kept),
                "problem": read.problem,
                "marks": int(read.marks),
                "sentence": read.sentence,
                "state": state,
            }
        )

    def add_sheet(
        self, scan: str, sheet: str, seen: SheetSeen, flag: Flag, *, replaces: bool = False
    ) -> str:
        """Keeps a sheet seen on a page; it is shown where its side has no picture, or `replaces`.

        What the picture that it replaces asked is settled by it.
        """
        key = new_id()
        before = self.current(sheet, seen.side)
        shown = before is None or replaces
        if before and replaces:
            self._db.execute(
                "UPDATE scan_sheet SET current = 0, flag = '' WHERE id = ?", (before.id,)
            )
        self._db.table("scan_sheet").insert(
            {
                "id": key,
                "scan": scan,
                "sheet": sheet,
                "side": seen.side,
                "flag": flag,
                "current": int(shown),
                "seen": _to_text(seen),
            }
        )
        return key

    def pages_of(self, source: str) -> dict[int, str]:
        """The pages of the file with that SHA-256 that may not have to be read again.

        Each with its id where its picture is meant to be there; those that could not be read
        or were put aside are not among them.
        """
        rows = self._db.execute(
            "SELECT page, iif(kept, id, '') FROM scan WHERE source = ? AND state <> 'dismissed' "
            "AND (kept = 1 OR problem = 'blank')",
            (source,),
        )
        return dict(rows.fetchall())

    def same_picture(self, digest: str) -> ScanRecord | None:
        """The page whose picture is the same to the last bit, and was not put aside."""
        row = self._db.execute(
            f"SELECT {_SCAN} FROM scan WHERE digest = ? AND digest <> '' "
            "AND state <> 'dismissed' ORDER BY number LIMIT 1",
            (digest,),
        ).fetchone()
        return _scan(row) if row else None

    def page_of(self, source: str, page: int) -> ScanRecord:
        """The page of that number of the file with that SHA-256, which is here."""
        return self._one("source = ? AND page = ?", source, page)

    def of_id(self, key: str) -> ScanRecord:
        """The page with that id, which is here."""
        return self._one("id = ?", key)

    def _one(self, condition: str, *values: object) -> ScanRecord:
        sql = f"SELECT {_SCAN} FROM scan WHERE {condition}"
        return _scan(self._db.execute(sql, values).fetchone())

    def make_way(self, source: str, page: int) -> int | None:
        """Forgets a page that could not be read or was put aside, where it is tried again.

        Gives the number it had, which it is to have again.
        """
        row = self._db.execute(
            "SELECT id, number FROM scan WHERE source = ? AND page = ? "
            "AND (problem = 'unreadable' OR state = 'dismissed')",
            (source, page),
        ).fetchone()
        if row is None:
            return None
        self._db.execute("DELETE FROM scan_sheet WHERE scan = ?", (row[0],))
        self._db.execute("DELETE FROM scan WHERE id = ?", (row[0],))
        return int(row[1])

    def keep_again(self, scan: str) -> None:
        """The picture of a page is there again."""
        self._db.execute("UPDATE scan SET kept = 1 WHERE id = ?", (scan,))

    def fronts(self) -> list[tuple[ScanRecord, str]]:
        """Pages that wait and look like a sheet, and the bare code of the back that follows."""
        rows = self._db.execute(
            f"SELECT {_SCAN}, sheet.code FROM scan "
            "JOIN scan AS after ON after.source = scan.source AND after.page = scan.page + 1 "
            "JOIN scan_sheet AS back ON back.scan = after.id JOIN sheet ON sheet.id = back.sheet "
            "WHERE scan.state = 'tray' AND scan.problem = 'no-code' AND scan.marks = 1 "
            "AND back.side = 1 AND (SELECT count(*) FROM scan_sheet WHERE scan = after.id) = 1 "
            "ORDER BY scan.number"
        )
        return [(_scan(row), row[15]) for row in rows]

    def get(self, number: int) -> ScanRecord:
        """The page with that number."""
        row = self._db.execute(f"SELECT {_SCAN} FROM scan WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise NotFoundError(
                "There is no scanned page {number}: see them with scan tray.", number=number
            )
        return _scan(row)

    def sheets_on(self, scan: str) -> list[SheetScan]:
        """The sheets that were seen on the page with id `scan`."""
        rows = self._db.execute(
            f"{_SCANNED} WHERE scan_sheet.scan = ? ORDER BY scan_sheet.id", (scan,)
        )
        return [_sheet_scan(row) for row in rows]

    def of_sheet(self, sheet: str) -> list[SheetScan]:
        """Every picture of the sheet with id `sheet`, the oldest first."""
        rows = self._db.execute(
            f"{_SCANNED} WHERE scan_sheet.sheet = ? AND scan.state <> 'dismissed' "
            "ORDER BY scan_sheet.id",
            (sheet,),
        )
        return [_sheet_scan(row) for row in rows]

    def shown(self, sheet: str) -> list[SheetScan]:
        """The picture of each side of a sheet that is shown, front first."""
        return [one for one in sorted(self.of_sheet(sheet), key=_by_side) if one.current]

    def current(self, sheet: str, side: int) -> SheetScan | None:
        """The picture of one side of a sheet that is shown."""
        return next((one for one in self.shown(sheet) if one.seen.side == side), None)

    def scanned(self, petition: str) -> set[str]:
        """The ids of the petition's sheets that have a picture."""
        rows = self._db.execute(
            "SELECT DISTINCT scan_sheet.sheet FROM scan_sheet JOIN scan ON scan.id = "
            "scan_sheet.scan JOIN sheet ON sheet.id = scan_sheet.sheet "
            "WHERE sheet.petition = ? AND scan.state <> 'dismissed'",
            (petition,),
        )
        return {sheet for (sheet,) in rows}

    def tray(self) -> list[tuple[ScanRecord, list[SheetScan]]]:
        """The pages that wait for a person, each with its sheets that ask something."""
        rows = self._db.execute(
            f"SELECT {_SCAN} FROM scan WHERE state = 'tray' OR state = 'taken' AND EXISTS "
            f"(SELECT 1 FROM scan_sheet WHERE scan = scan.id AND flag NOT IN {_ASKS}) "
            "ORDER BY number"
        ).fetchall()
        asked: dict[str, list[SheetScan]] = {}
        for row in self._db.execute(f"{_SCANNED} WHERE scan_sheet.flag NOT IN {_ASKS}"):
            one = _sheet_scan(row)
            asked.setdefault(one.scan.id, []).append(one)
        return [(_scan(row), asked.get(row[0], [])) for row in rows]

    def waiting(self) -> int:
        """How many pages wait for a person."""
        return int(
            self._db.execute(
                "SELECT count(*) FROM scan WHERE state = 'tray' "
                "OR state = 'taken' AND EXISTS (SELECT 1 FROM scan_sheet "
                f"WHERE scan = scan.id AND flag NOT IN {_ASKS})"
            ).fetchone()[0]
        )

    def show(self, chosen: SheetScan) -> None:
        """Makes one picture of a side the one that is shown."""
        self._db.execute(
            "UPDATE scan_sheet SET current = 0 WHERE sheet = ? AND side = ?",
            (chosen.sheet, chosen.seen.side),
        )
        self._db.execute("UPDATE scan_sheet SET current = 1 WHERE id = ?", (chosen.id,))

    def settle(self, chosen: SheetScan) -> None:
        """What a sheet's picture asked is decided."""
        self._db.execute("UPDATE scan_sheet SET flag = '' WHERE id = ?", (chosen.id,))

    def set_state(self, scan: str, state: State) -> None:
        """Moves a page out of the tray; one whose sheet is known has no problem any more."""
        self._db.execute(
            "UPDATE scan SET state = ?, problem = iif(? = 'taken', '', problem) WHERE id = ?",
            (state, state, scan),
        )

    def forget_pictures(self, scans: Iterable[str]) -> None:
        """Keeps that the pictures of these pages are no longer there."""
        self._db.conn.executemany(
            "UPDATE scan SET kept = 0 WHERE id = ?", [(scan,) for scan in scans]
        )

    def kept(self) -> list[ScanRecord]:
        """The pages whose picture is kept."""
        rows = self._db.execute(
            f"SELECT {_SCAN} FROM scan WHERE kept = 1 AND state <> 'dismissed' ORDER BY number"
        )
        return [_scan(row) for row in rows]

    def expired(self, today: date) -> int:
        """How many pages have a picture that is kept past its day."""
        row = self._db.execute(
            "SELECT count(*) FROM scan WHERE kept = 1 AND state <> 'dismissed' AND keep_until < ?",
            (today.isoformat(),),
        ).fetchone()
        return int(row[0])


def _by_side(one: SheetScan) -> int:
    return one.seen.side
