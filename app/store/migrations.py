"""The statements of each migration by its name, in order; one is never changed once released."""

from __future__ import annotations

from app.store.append_only import append_only
from app.store.migration_bulk import BULK
from app.store.migration_community import COMMUNITY

_FIRST = (
    """CREATE TABLE setting (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE local (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE petition (
        id TEXT NOT NULL PRIMARY KEY,
        ref TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE wording_version (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        version INTEGER NOT NULL,
        hash TEXT NOT NULL,
        wording TEXT NOT NULL,
        frozen_at TEXT,
        UNIQUE (petition, version)
    ) STRICT""",
    """CREATE TABLE batch (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        wording_version TEXT NOT NULL REFERENCES wording_version (id),
        number INTEGER NOT NULL,
        wording TEXT NOT NULL,
        printed_at TEXT NOT NULL,
        UNIQUE (petition, number)
    ) STRICT""",
    """CREATE TABLE sheet (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        batch TEXT NOT NULL REFERENCES batch (id),
        code TEXT NOT NULL UNIQUE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        rows INTEGER NOT NULL,
        state TEXT NOT NULL,
        in_form INTEGER,
        similar INTEGER,
        invalid TEXT
    ) STRICT""",
    "CREATE INDEX sheet_state ON sheet (petition, state)",
    "CREATE INDEX sheet_batch ON sheet (batch)",
    """CREATE TABLE custody (
        id TEXT NOT NULL PRIMARY KEY,
        sheet TEXT NOT NULL REFERENCES sheet (id),
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        salt TEXT NOT NULL,
        chain TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX custody_sheet ON custody (sheet)",
    """CREATE TRIGGER custody_stays BEFORE UPDATE ON custody
       BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END""",
    """CREATE TRIGGER custody_lasts BEFORE DELETE ON custody
       BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END""",
    """CREATE TABLE signature (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        petition TEXT NOT NULL REFERENCES petition (id),
        sheet TEXT REFERENCES sheet (id),
        row INTEGER,
        name TEXT NOT NULL,
        hangul TEXT NOT NULL,
        address TEXT NOT NULL,
        postcode TEXT NOT NULL,
        signed_on TEXT,
        validity TEXT NOT NULL,
        reason TEXT NOT NULL,
        external_id TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX signature_row ON signature (sheet, row, petition)",
    "CREATE INDEX signature_name ON signature (petition, name)",
    "CREATE INDEX signature_address ON signature (petition, address)",
    "CREATE INDEX signature_postcode ON signature (petition, postcode)",
    "CREATE INDEX signature_signed_on ON signature (petition, signed_on, validity)",
    "CREATE INDEX signature_validity ON signature (petition, validity, reason)",
    """CREATE VIRTUAL TABLE signature_search USING fts5 (
        name, hangul, address, postcode,
        content='signature', content_rowid='number', prefix='2 3',
        tokenize="unicode61 remove_diacritics 2"
    )""",
    "INSERT INTO signature_search (signature_search, rank) VALUES ('secure-delete', 1)",
    """CREATE TABLE tally (
        petition TEXT NOT NULL,
        validity TEXT NOT NULL,
        reason TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (petition, validity, reason)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER signature_added AFTER INSERT ON signature BEGIN
        INSERT INTO signature_search (rowid, name, hangul, address, postcode)
        VALUES (new.number, new.name, new.hangul, new.address, new.postcode);
        INSERT INTO tally VALUES (new.petition, new.validity, new.reason, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END""",
    """CREATE TRIGGER signature_removed AFTER DELETE ON signature BEGIN
        INSERT INTO signature_search (signature_search, rowid, name, hangul, address, postcode)
        VALUES ('delete', old.number, old.name, old.hangul, old.address, old.postcode);
        UPDATE tally SET number = number - 1 WHERE petition = old.petition
        AND validity = old.validity AND reason = old.reason;
    END""",
    """CREATE TRIGGER signature_renamed AFTER UPDATE OF name, address, postcode ON signature BEGIN
        INSERT INTO signature_search (signature_search, rowid, name, hangul, address, postcode)
        VALUES ('delete', old.number, old.name, old.hangul, old.address, old.postcode);
        INSERT INTO signature_search (rowid, name, hangul, address, postcode)
        VALUES (new.number, new.name, new.hangul, new.address, new.postcode);
    END""",
    """CREATE TRIGGER signature_judged AFTER UPDATE OF validity, reason ON signature BEGIN
        UPDATE tally SET number = number - 1 WHERE petition = old.petition
        AND validity = old.validity AND reason = old.reason;
        INSERT INTO tally VALUES (new.petition, new.validity, new.reason, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END""",
    """CREATE TABLE export (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        at TEXT NOT NULL,
        document TEXT NOT NULL,
        redaction TEXT NOT NULL,
        people INTEGER NOT NULL
    ) STRICT""",
    """CREATE TRIGGER export_stays BEFORE UPDATE ON export
       BEGIN SELECT RAISE(ABORT, 'export is append-only'); END""",
    """CREATE TRIGGER export_lasts BEFORE DELETE ON export
       BEGIN SELECT RAISE(ABORT, 'export is append-only'); END""",
)


_CUSTODY = (
    """CREATE TABLE holder (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        contact TEXT NOT NULL,
        language TEXT NOT NULL,
        UNIQUE (kind, name)
    ) STRICT""",
    """CREATE TABLE collecting_session (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        number INTEGER NOT NULL,
        venue TEXT NOT NULL REFERENCES holder (id),
        starts TEXT NOT NULL,
        ends TEXT NOT NULL,
        collectors TEXT NOT NULL,
        UNIQUE (petition, number)
    ) STRICT""",
    "ALTER TABLE sheet ADD COLUMN collector TEXT REFERENCES holder (id)",
    "ALTER TABLE sheet ADD COLUMN venue TEXT REFERENCES holder (id)",
    "ALTER TABLE sheet ADD COLUMN due TEXT",
    "ALTER TABLE sheet ADD COLUMN asked TEXT",
    "ALTER TABLE sheet ADD COLUMN session TEXT REFERENCES collecting_session (id)",
    "ALTER TABLE custody ADD COLUMN collector TEXT",
    "ALTER TABLE custody ADD COLUMN venue TEXT",
    "ALTER TABLE custody ADD COLUMN due TEXT",
    "ALTER TABLE custody ADD COLUMN correction INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE custody_head (
        entries INTEGER NOT NULL,
        chain TEXT NOT NULL
    ) STRICT""",
    """INSERT INTO custody_head SELECT count(*),
       coalesce((SELECT chain FROM custody ORDER BY id DESC LIMIT 1), '') FROM custody""",
    """CREATE TABLE breach (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        number INTEGER NOT NULL,
        known_at TEXT NOT NULL,
        sheets TEXT NOT NULL,
        entered INTEGER NOT NULL,
        possible INTEGER NOT NULL,
        what TEXT NOT NULL,
        UNIQUE (petition, number)
    ) STRICT""",
    """CREATE TABLE breach_step (
        id TEXT NOT NULL PRIMARY KEY,
        breach TEXT NOT NULL REFERENCES breach (id),
        at TEXT NOT NULL,
        step TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX breach_step_breach ON breach_step (breach)",
    *append_only("breach"),
    *append_only("breach_step"),
    """CREATE TABLE page_layout (
        id TEXT NOT NULL PRIMARY KEY,
        layout TEXT NOT NULL
    ) STRICT""",
    "ALTER TABLE sheet ADD COLUMN layout TEXT REFERENCES page_layout (id)",
)

_SCANS = (
    """CREATE TABLE scan (
        id TEXT NOT NULL PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        file TEXT NOT NULL,
        page INTEGER NOT NULL,
        source TEXT NOT NULL,
        digest TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        at TEXT NOT NULL,
        keep_until TEXT,
        kept INTEGER NOT NULL,
        problem TEXT NOT NULL,
        marks INTEGER NOT NULL,
        sentence TEXT NOT NULL,
        state TEXT NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX scan_source ON scan (source, page)",
    "CREATE INDEX scan_digest ON scan (digest)",
    """CREATE TABLE scan_sheet (
        id TEXT NOT NULL PRIMARY KEY,
        scan TEXT NOT NULL REFERENCES scan (id),
        sheet TEXT NOT NULL REFERENCES sheet (id),
        side INTEGER NOT NULL,
        flag TEXT NOT NULL,
        current INTEGER NOT NULL,
        seen TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX scan_sheet_sheet ON scan_sheet (sheet, side)",
    "CREATE INDEX scan_sheet_scan ON scan_sheet (scan)",
    "ALTER TABLE batch ADD COLUMN printed INTEGER NOT NULL DEFAULT 0",
    "UPDATE batch SET printed = (SELECT count(*) FROM sheet WHERE sheet.batch = batch.id)",
)

_SECOND_KEYING = (
    """CREATE TABLE second_keying (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        sheet TEXT NOT NULL REFERENCES sheet (id),
        row INTEGER NOT NULL,
        drawn_at TEXT NOT NULL,
        keyed_at TEXT,
        differs TEXT,
        settled TEXT,
        name TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        postcode TEXT NOT NULL DEFAULT '',
        signed_on TEXT,
        validity TEXT NOT NULL DEFAULT 'unchecked',
        reason TEXT NOT NULL DEFAULT '',
        UNIQUE (sheet, row)
    ) STRICT""",
    "CREATE INDEX second_keying_petition ON second_keying (petition)",
)

_MADE = (
    "ALTER TABLE letter_template RENAME TO letter_template_before",
    """CREATE TABLE letter_template (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL COLLATE NOCASE,
        texts TEXT NOT NULL,
        UNIQUE (kind, name)
    ) STRICT""",
    "INSERT INTO letter_template SELECT id, kind, name, texts FROM letter_template_before",
    "DROP TABLE letter_template_before",
    "UPDATE outreach SET kind = 'texts' WHERE kind = 'drafts' AND channel = 'text'",
    "ALTER TABLE outreach ADD COLUMN said TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE outreach_line ADD COLUMN printed TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX contact_phones ON contact (phones) WHERE json_array_length(phones) > 1",
)

MIGRATIONS = {
    "0001-first": _FIRST,
    "0002-custody": _CUSTODY,
    "0003-scans": (*_SCANS, *_SECOND_KEYING),
    "0004-bulk": BULK,
    "0005-community": COMMUNITY,
    "0006-made": _MADE,
}
