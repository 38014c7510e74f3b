"""The directory of postcodes: one plain file for all campaigns, in the user's data folder.

It is written whole beside the old one and takes its place at the end, so that an import
that is killed leaves the old one. A postcode is found by one read of a primary key.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from app.domain import postcode_directory as layout
from app.domain.places import Place
from app.domain.postcode_directory import Packed, Source
from app.errors import AppError
from app.store.driver import Database, Error, explaining, open_public
from app.store.files import sync_folder, unwritable

FILE = "postcodes.db"
_VERSION = 1
_SCHEMA = (
    "CREATE TABLE sector (number INTEGER PRIMARY KEY, units BLOB NOT NULL)",
    "CREATE TABLE area (number INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL)",
    "CREATE TABLE source (number INTEGER PRIMARY KEY, told TEXT NOT NULL)",
    f"PRAGMA user_version = {_VERSION}",
)


class DamagedDirectoryError(AppError):
    """The file of postcodes is not one of ours, or is damaged."""


class Directory:
    """An open directory, only read."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._areas: dict[int, tuple[str, str]] = {0: ("", "")}
        self.sources = self._read_sources()

    def find(self, postcode: str) -> Place | None:
        """Where a postcode lies; None when it is not in the directory. One primary-key read."""
        wanted = layout.sector_of(postcode)
        if wanted is None:
            return None
        sector, letters = wanted
        return self._place(self._units(sector), postcode, letters)

    def find_all(self, postcodes: Iterable[str]) -> dict[str, Place]:
        """Where those of `postcodes` lie that are in the directory; each sector is read once."""
        sectors: dict[int, list[tuple[str, bytes]]] = {}
        for postcode in postcodes:
            wanted = layout.sector_of(postcode)
            if wanted is not None:
                sectors.setdefault(wanted[0], []).append((postcode, wanted[1]))
        found: dict[str, Place] = {}
        for sector, asked in sectors.items():
            units = self._units(sector)
            for postcode, letters in asked:
                place = self._place(units, postcode, letters)
                if place is not None:
                    found[postcode] = place
        return found

    def positions(self, district: str) -> list[tuple[int, int]]:
        """Easting and northing of each live postcode of a district: the ground of a map."""
        return [
            (entry.easting, entry.northing)
            for sector in layout.sectors_of_district(district)
            for entry in layout.entries(self._units(sector))
            if entry.easting and not entry.flags & layout.TERMINATED
        ]

    def name(self, code: str) -> str:
        """What an area is called; its code where no name is known."""
        row = self._db.execute("SELECT name FROM area WHERE code = ? AND name > ''", (code,))
        found = row.fetchone()
        return str(found[0]) if found else code

    def names(self) -> dict[str, str]:
        """Names of all areas by code; the code where none is known."""
        rows = self._db.execute("SELECT code, name FROM area")
        return {code: name or code for code, name in rows}

    def constituency(self, written: str) -> str | None:
        """The code of an area by its code or name, any case; None where there is no such one."""
        row = self._db.execute(
            "SELECT code FROM area WHERE lower(code) = lower(?1) OR lower(name) = lower(?1) "
            "ORDER BY number",
            (written.strip(),),
        ).fetchone()
        return str(row[0]) if row else None

    @property
    def postcodes(self) -> int:
        """How many postcodes there are, terminated ones among them."""
        size = 2 + layout.RECORD.size
        row = self._db.execute("SELECT coalesce(sum(length(units)), 0) FROM sector").fetchone()
        return int(row[0]) // size

    def packed(self) -> Packed:
        """The whole of it, to be joined with a file."""
        areas = self._db.execute("SELECT number, code, name FROM area ORDER BY number").fetchall()
        sectors = dict(self._db.execute("SELECT number, units FROM sector").fetchall())
        names = {code: name for _, code, name in areas if name}
        # Names of areas that no postcode lies in are kept behind those of the postcodes.
        codes = tuple(code for number, code, _ in areas if number > 0)
        return Packed(sectors, codes, names, self.postcodes)

    def _units(self, sector: int) -> bytes:
        row = self._db.execute("SELECT units FROM sector WHERE number = ?", (sector,)).fetchone()
        return row[0] if row else b""

    def _place(self, units: bytes, postcode: str, letters: bytes) -> Place | None:
        entry = layout.find(units, letters)
        if entry is None:
            return None
        return Place(
            postcode,
            self._code(entry.constituency),
            self._code(entry.council),
            entry.easting,
            entry.northing,
            probable=bool(entry.constituency and entry.flags & layout.PROBABLE),
            terminated=bool(entry.flags & layout.TERMINATED),
        )

    def _code(self, number: int) -> str:
        if number not in self._areas:
            row = self._db.execute("SELECT code, name FROM area WHERE number = ?", (number,))
            self._areas[number] = row.fetchone() or ("", "")
        return self._areas[number][0]

    def _read_sources(self) -> tuple[Source, ...]:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version != _VERSION:
            raise _damaged()
        rows = self._db.execute("SELECT told FROM source ORDER BY number")
        return tuple(_source(json.loads(row[0])) for row in rows)


def _damaged() -> DamagedDirectoryError:
    return DamagedDirectoryError(
        "The directory of postcodes is damaged: bring the postcode file in again."
    )


def _source(told: Mapping[str, object]) -> Source:
    known = dict(told) | {"imported": date.fromisoformat(str(told["imported"]))}
    for key in ("gives", "attributions"):
        known[key] = tuple(known[key])  # type: ignore[arg-type]  # a list, written below
    return Source(**known)  # type: ignore[arg-type]  # as written below


@contextmanager
def open_directory(folder: Path) -> Iterator[Directory | None]:
    """The directory in `folder`, open inside the block; None where there is none."""
    path = folder / FILE
    if not path.is_file():
        yield None
        return
    try:
        db = open_public(path)
        db.execute("PRAGMA mmap_size = 268435456")
        try:
            yield Directory(db)
        finally:
            db.close()
    except Error:
        raise _damaged() from None


def write_directory(folder: Path, packed: Packed, sources: Sequence[Source]) -> None:
    """Keeps a directory in `folder`, whole or not at all; the old one stays until then."""
    target = folder / FILE
    partial = folder / f".{secrets.token_hex(6)}.partial"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _drop_partials(folder)
        with explaining():
            _fill(partial, packed, sources)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise unwritable(target, error) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _drop_partials(folder: Path) -> None:
    """What a killed import left behind."""
    for left in folder.glob(".*.partial"):
        with suppress(OSError):  # another import's, on a system that locks open files
            left.unlink()


def _fill(path: Path, packed: Packed, sources: Sequence[Source]) -> None:
    db = open_public(path, read_only=False)
    try:
        # The file is new and is dropped when anything fails: a journal would only slow it.
        db.execute("PRAGMA page_size = 8192")  # three usual sectors, with little left over
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        for sql in _SCHEMA:
            db.execute(sql)
        db.conn.executemany("INSERT INTO sector VALUES (?, ?)", sorted(packed.sectors.items()))
        areas = [(at, code, packed.names.get(code, "")) for at, code in enumerate(packed.codes, 1)]
        spare = sorted(packed.names.keys() - set(packed.codes))
        areas += [(-at, code, packed.names[code]) for at, code in enumerate(spare, 1)]
        db.conn.executemany("INSERT INTO area VALUES (?, ?, ?)", areas)
        told = [
            (at, json.dumps(vars(one) | {"imported": one.imported.isoformat()}))
            for at, one in enumerate(sources, 1)
        ]
        db.conn.executemany("INSERT INTO source VALUES (?, ?)", told)
        db.execute("COMMIT")
    finally:
        db.close()
