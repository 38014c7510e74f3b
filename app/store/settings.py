"""Small values: `Settings` belong to the campaign, `Local` ones to this laptop alone."""

from __future__ import annotations

from app.store.driver import Database


class _Values:
    table: str

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, key: str) -> str:
        """The value kept under `key`; empty when there is none."""
        row = self._db.execute(
            f"SELECT value FROM {self.table} WHERE key = ?",
            (key,),
        ).fetchone()
        return str(row[0]) if row else ""

    def starting(self, prefix: str) -> dict[str, str]:
        """All values whose key starts with `prefix`, by key."""
        rows = self._db.execute(
            f"SELECT key, value FROM {self.table} WHERE substr(key, 1, ?) = ? ORDER BY key",
            (len(prefix), prefix),
        )
        return {str(key): str(value) for key, value in rows}

    def put(self, key: str, value: str) -> None:
        """Keeps `value` under `key`."""
        self._db.execute(
            f"INSERT INTO {self.table} (key, value) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def remove(self, key: str) -> None:
        """Forgets what is kept under `key`."""
        self._db.execute(f"DELETE FROM {self.table} WHERE key = ?", (key,))


class Settings(_Values):
    """The campaign's own: in its digest, and undoable."""

    table = "setting"


class Local(_Values):
    """Drafts, the time of the last backup, chosen columns: this laptop's, not undoable."""

    table = "local"
