"""The triggers of an append-only table: what stands in it stays as it is."""

from __future__ import annotations


def append_only(table: str) -> tuple[str, str]:
    """The triggers that refuse every change and removal in `table`."""
    return (
        f"""CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}
       BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
        f"""CREATE TRIGGER {table}_lasts BEFORE DELETE ON {table}
       BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    )
