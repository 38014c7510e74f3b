"""The tables, as an append-only list of migrations.

`tests/golden/schema.sql` shows every change in review. Kept counts (`tally`) and
the search index are derived by triggers; what is lasting, append-only or undoable
is said here, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.errors import NewerCampaignError
from app.store.driver import Database, explaining
from app.store.migrations import MIGRATIONS

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

LASTING = (
    "setting",
    "petition",
    "wording_version",
    "holder",
    "collecting_session",
    "page_layout",
    "batch",
    "sheet",
    "custody",
    "breach",
    "breach_step",
    "signature",
    "scan",
    "scan_sheet",
    "export",
    "second_keying",
    "marking",
    "import_run",
    "mapping",
    "sample",
    "sample_row",
    "duplicate_verdict",
    "contact",
    "contact_tag",
    "household",
    "relationship",
    "contact_signature",
    "contact_verdict",
    "consent",
    "consent_now",
    "interaction",
    "task",
    "event",
    "event_guest",
    "followed",
    "segment",
    "segment_member",
    "reservation",
    "outreach",
    "outreach_line",
    "letter_template",
)
"""Tables of the digest, in its order; derived tables and `local` are not part of it."""

_KEPT = frozenset({"page_layout", "custody", "breach", "breach_step", "export", "consent"})
"""Lasting tables that undo never changes: they are append-only, or a layout that codes point at."""

UNDOABLE = tuple(table for table in LASTING if table not in _KEPT)
"""Tables whose changes the journal records."""

BULK_TRIGGERS = ("signature_added", "signature_dated")
"""Triggers whose work a bulk step does in a few statements instead."""

BULK_STATEMENTS = (
    """INSERT INTO signature_search (rowid, name, hangul, address, postcode)
       SELECT number, name, hangul, address, postcode FROM signature WHERE number > ?""",
    """INSERT INTO tally SELECT petition, origin, validity, reason, count(*)
       FROM signature WHERE number > ? GROUP BY 1, 2, 3, 4
       ON CONFLICT DO UPDATE SET number = number + excluded.number""",
    """INSERT INTO day_tally SELECT petition, signed_on, count(*) FROM signature
       WHERE number > ? AND validity = 'valid' AND signed_on IS NOT NULL GROUP BY 1, 2
       ON CONFLICT DO UPDATE SET number = number + excluded.number""",
)
"""What those triggers would have done for all signatures after a number."""

BULK_INDEXES = (
    "signature_row",
    "signature_name",
    "signature_address",
    "signature_postcode",
    "signature_signed_on",
    "signature_validity",
    "signature_import",
)
"""Indexes that a large bulk step writes anew instead of keeping them row by row."""

_SET = "roundrobin"


def trigger_names() -> set[str]:
    """The names of all triggers that the tables have."""
    statements = "\n".join(text for texts in MIGRATIONS.values() for text in texts)
    return set(re.findall(r"CREATE TRIGGER (\w+)", statements))


def migrate(db: Database) -> None:
    """Brings the tables up to date; NewerCampaignError when the file knows more than we do."""
    refuse_newer(db)
    if not pending(db):
        return
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(_SET)
    for name, statements in MIGRATIONS.items():
        migrations(name=name)(_runner(statements))
    with explaining():
        migrations.apply(db.tables)


def _runner(statements: Sequence[str]) -> Callable[[Tables], None]:
    def run(tables: Tables) -> None:
        for statement in statements:
            tables.conn.execute(statement)

    return run


def applied(db: Database) -> list[str]:
    """The names of the migrations this file has, in their order."""
    kept = db.execute("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'").fetchone()
    if not kept:
        return []
    rows = db.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid", (_SET,)
    )
    return [name for (name,) in rows]


def pending(db: Database) -> bool:
    """Whether a migration is still to be applied."""
    return MIGRATIONS.keys() != set(applied(db))


def refuse_newer(db: Database) -> None:
    """NewerCampaignError when a later version of the program has changed this file."""
    if set(applied(db)) - MIGRATIONS.keys():
        raise NewerCampaignError(
            "A later version of Roundrobin made this campaign: open it with that version."
        )


def version(db: Database) -> str:
    """The name of the last migration, which is the schema's version."""
    return applied(db)[-1]
