"""The only import of the database driver: every connection is keyed, checked and strict.

sqlite-utils prefers a module called pysqlite3, so SQLCipher takes that name before
sqlite-utils is first imported and is then used throughout. It is imported when a row
is first written: the window's first paint only reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from app.errors import AppError, CampaignBusyError, DamagedDatabaseError  # noqa: E402  # see above

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables
    from sqlite_utils.db import Table

Error: type[Exception] = dbapi2.Error
DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError
IntegrityError: type[Exception] = dbapi2.IntegrityError

SAFE_VERSION = (3, 51, 3)
"""Older SQLite can lose commits when two connections write in WAL mode."""

_PLAIN_HEADER = b"SQLite format 3\x00"


class UnsafeDriverError(RuntimeError):
    """The driver would write without encryption or without safety: a defect of the build."""


class Database:
    """One keyed connection: SQL as it is, and tables by way of sqlite-utils."""

    def __init__(self, connection: Any) -> None:
        self.conn = connection
        self._tables: Tables | None = None

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Runs one statement with bound `values`; the driver's cursor."""
        return self.conn.execute(sql, values)

    @property
    def tables(self) -> Tables:
        """The same connection as sqlite-utils sees it; no plugin gets to see it."""
        if self._tables is None:
            from sqlite_utils import Database as Tables

            self._tables = Tables(self.conn, execute_plugins=False)
        return self._tables

    def table(self, name: str) -> Table:
        """The table called `name`."""
        return self.tables.table(name)

    def close(self) -> None:
        """Ends the connection."""
        self.conn.close()


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Database:
    """The database at `path`, opened with the 32-byte data key `key`.

    DamagedDatabaseError when it cannot be read with that key; UnsafeDriverError
    rather than a plain file.
    """
    if dbapi2.sqlite_version_info < SAFE_VERSION:
        raise UnsafeDriverError(f"SQLite {dbapi2.sqlite_version} is older than 3.51.3")
    if len(key) != 32:
        raise UnsafeDriverError("the data key has to be 32 bytes")
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, key, read_only=read_only)
        _require_cipher(connection, path)
    except BaseException:
        connection.close()
        raise
    return Database(connection)


def open_public(path: Path, *, read_only: bool = True) -> Database:
    """The plain file at `path`, for public data alone: the directory of postcodes.

    It is anybody's to download, is kept outside all campaigns and says nothing about a person,
    so that there is nothing to encrypt and no key to ask for. A campaign's file cannot be read
    by this way: it has no plain header. OperationalError where there is no such file.
    """
    mode = "ro" if read_only else "rwc"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return Database(connection)


def _prepare(connection: Any, key: bytes, *, read_only: bool) -> None:
    run = connection.execute
    run(f"PRAGMA key = \"x'{key.hex()}'\"")
    run("PRAGMA cipher_log_level = NONE")
    run("PRAGMA busy_timeout = 3000")
    run("PRAGMA temp_store = MEMORY")
    try:
        run("SELECT count(*) FROM sqlite_schema").fetchone()
    except DatabaseError as error:
        raise explained(error) from None
    if read_only:
        run("PRAGMA query_only = ON")
        return
    run("PRAGMA journal_mode = WAL")
    run("PRAGMA synchronous = FULL")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA secure_delete = ON")
    if sys.platform == "darwin":
        run("PRAGMA fullfsync = 1")
        run("PRAGMA checkpoint_fullfsync = 1")


def _require_cipher(connection: Any, path: Path) -> None:
    status = connection.execute("PRAGMA cipher_status").fetchone()
    if status is None or str(status[0]) != "1":
        raise UnsafeDriverError("SQLCipher is not active on this connection")
    with path.open("rb") as file:
        if file.read(16) == _PLAIN_HEADER:
            raise UnsafeDriverError("the database file is not encrypted")


def explained(error: Exception) -> Exception:
    """The sentence for a failure of the disk or the file; any other error as it is."""
    text = str(error)
    if "disk is full" in text or "disk I/O error" in text:
        return AppError(
            "The disk is full or does not accept writing; nothing was saved by this step. "
            "Free some space and do it again."
        )
    if "readonly database" in text or "unable to open" in text:
        return AppError(
            "The campaign’s folder cannot be written to: copy the folder to a disk "
            "where you may write."
        )
    if "locked" in text:
        return CampaignBusyError("Another program is using this campaign; close it and try again.")
    if "not a database" in text or "malformed" in text:
        return DamagedDatabaseError(
            "The key is right, but the campaign’s database is damaged: restore your latest backup."
        )
    return error


@contextmanager
def explaining() -> Iterator[None]:
    """What the disk or the file refuses inside the block is said in a sentence."""
    try:
        yield
    except Error as error:
        reason = explained(error)
        if reason is error:
            raise
        raise reason from None


@contextmanager
def transaction(connection: Any) -> Iterator[None]:
    """One immediate transaction: all of it is kept, or none."""
    with explaining():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
