"""The directory of postcodes is whole or the old one, small, and read by its primary key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.postcode_directory import Packed, Source
from app.errors import AppError
from app.intake.postcodes.reading import Wanted, read_postcodes
from app.store import directory as directories
from app.store.directory import DamagedDirectoryError, open_directory, write_directory
from app.store.driver import Database
from tests.postcode_files import NSPL, text_file

SOURCE = Source("NSPL", "nspl.csv", ("council",), "", "2024-08", date(2026, 11, 23), 6, ("Terms",))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a directory of the invented file."""
    path = text_file(tmp_path / "nspl.csv", NSPL)
    read = read_postcodes(path, None, "", Wanted(), date(2026, 11, 23))
    named = Packed(
        read.packed.sectors,
        read.packed.codes,
        {"E14001586": "Wimbledon", "E14009999": "Nowhere"},
        read.packed.postcodes,
    )
    write_directory(tmp_path / "data", named, [read.source])
    return tmp_path / "data"


def test_a_postcode_is_found_in_any_spelling_with_its_areas(folder: Path) -> None:
    with open_directory(folder) as directory:
        assert directory is not None
        found = directory.find("kt3  4ab")
        assert found is not None
        assert (found.constituency, found.council) == ("E14001586", "E09000021")
        assert (found.easting, found.northing, found.probable) == (521030, 168000, True)
        dead, royal = directory.find("KT3 4AE"), directory.find("SW1A 1AA")
        assert dead is not None
        assert royal is not None
        assert (dead.terminated, dead.probable, royal.probable) == (True, False, False)
        assert directory.find("KT3 4ZZ") is None
        assert directory.find("nothing") is None
        assert directory.find_all(["SW1A 1AA", "SW1A1AA", "x"]).keys() == {"SW1A 1AA", "SW1A1AA"}


def test_a_postcode_costs_one_read_of_a_primary_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_directory(folder) as directory:
        assert directory is not None
        directory.find("KT3 4AA")
        asked: list[str] = []
        execute = Database.execute

        def counting(self: Database, sql: str, values: tuple[object, ...] = ()) -> object:
            asked.append(sql)
            return execute(self, sql, values)

        monkeypatch.setattr(Database, "execute", counting)
        directory.find("KT3 4AA")
        assert asked == ["SELECT units FROM sector WHERE number = ?"]
        plan = directory._db.execute("EXPLAIN QUERY PLAN " + asked[0], (1,)).fetchall()
        assert "PRIMARY KEY" in plan[0][3]


def test_areas_are_known_by_code_and_by_name(folder: Path) -> None:
    with open_directory(folder) as directory:
        assert directory is not None
        assert directory.constituency("wimbledon") == "E14001586"
        assert directory.constituency("e14001312") == "E14001312"
        assert directory.constituency("Nowhere else") is None
        assert (directory.name("E14001586"), directory.name("E14001312")) == (
            "Wimbledon",
            "E14001312",
        )
        packed = directory.packed()
        assert packed.codes == tuple(dict.fromkeys(packed.codes))
        assert packed.names == {"E14001586": "Wimbledon", "E14009999": "Nowhere"}


def test_a_failed_write_leaves_the_old_one_and_no_part(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "postcodes.db").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(directories, "_fill", full)
        with pytest.raises(AppError, match="no space left"):
            write_directory(folder, Packed({}, (), {}, 0), [SOURCE])
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(AppError, match="no space left"):
            write_directory(folder, Packed({1: b"x" * 15}, (), {}, 1), [SOURCE])
    assert [path.name for path in folder.iterdir()] == ["postcodes.db"]
    assert (folder / "postcodes.db").read_bytes() == before


def test_what_a_killed_import_left_is_swept_away(folder: Path) -> None:
    (folder / ".00ff.partial").write_bytes(b"half")
    write_directory(folder, Packed({}, (), {}, 0), [SOURCE])
    assert [path.name for path in folder.iterdir()] == ["postcodes.db"]


@pytest.mark.parametrize("content", [b"not a database at all" * 300, b"", b"SQLite format 3\0" * 9])
def test_a_damaged_directory_says_so(folder: Path, content: bytes) -> None:
    (folder / "postcodes.db").write_bytes(content)

    def look_up() -> None:
        with open_directory(folder) as directory:
            assert directory is not None
            directory.find("KT3 4AA")

    with pytest.raises(DamagedDirectoryError, match="bring the postcode file in again"):
        look_up()


def test_no_directory_is_none(tmp_path: Path) -> None:
    with open_directory(tmp_path) as directory:
        assert directory is None
