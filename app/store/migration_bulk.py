"""The statements of migration 0004: signatures in bulk, their samples and their doubles."""

from __future__ import annotations

BULK = (
    "ALTER TABLE signature ADD COLUMN origin TEXT NOT NULL DEFAULT 'paper'",
    "ALTER TABLE signature ADD COLUMN source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE signature ADD COLUMN import_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE signature ADD COLUMN email TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE signature ADD COLUMN phone TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE signature ADD COLUMN born TEXT",
    "ALTER TABLE signature ADD COLUMN age INTEGER",
    "ALTER TABLE signature ADD COLUMN opt_ins TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE signature ADD COLUMN marking TEXT",
    """CREATE UNIQUE INDEX signature_import ON signature (petition, import_key)
       WHERE import_key <> ''""",
    """CREATE TABLE marking (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        at TEXT NOT NULL,
        validity TEXT NOT NULL,
        reason TEXT NOT NULL,
        condition TEXT NOT NULL,
        note TEXT NOT NULL,
        rows INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE import_run (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        at TEXT NOT NULL,
        file TEXT NOT NULL,
        source TEXT NOT NULL,
        origin TEXT NOT NULL,
        mapping TEXT NOT NULL,
        added INTEGER NOT NULL,
        here INTEGER NOT NULL,
        refused INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE mapping (
        id TEXT NOT NULL PRIMARY KEY,
        at TEXT NOT NULL,
        mapping TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE sample (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        number INTEGER NOT NULL,
        drawn_at TEXT NOT NULL,
        strata TEXT NOT NULL,
        seed INTEGER NOT NULL,
        size INTEGER NOT NULL,
        of INTEGER NOT NULL,
        UNIQUE (petition, number)
    ) STRICT""",
    """CREATE TABLE sample_row (
        id TEXT NOT NULL PRIMARY KEY,
        sample TEXT NOT NULL REFERENCES sample (id),
        signature TEXT NOT NULL,
        place INTEGER NOT NULL,
        stratum TEXT NOT NULL,
        stratum_size INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        checked_at TEXT,
        UNIQUE (sample, signature)
    ) STRICT""",
    """CREATE TABLE duplicate_verdict (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        verdict TEXT NOT NULL,
        kept TEXT NOT NULL,
        was TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (a, b)
    ) STRICT""",
    """CREATE TABLE duplicate_pair (
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        petition TEXT NOT NULL,
        probability REAL NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX duplicate_pair_b ON duplicate_pair (b)",
    "CREATE INDEX duplicate_pair_petition ON duplicate_pair (petition, probability)",
    "DROP TRIGGER signature_added",
    "DROP TRIGGER signature_removed",
    "DROP TRIGGER signature_renamed",
    "DROP TRIGGER signature_judged",
    "DROP TABLE tally",
    """CREATE TABLE tally (
        petition TEXT NOT NULL,
        origin TEXT NOT NULL,
        validity TEXT NOT NULL,
        reason TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (petition, origin, validity, reason)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO tally SELECT petition, origin, validity, reason, count(*) FROM signature
       GROUP BY 1, 2, 3, 4""",
    "DROP TABLE signature_search",
    """CREATE VIRTUAL TABLE signature_search USING fts5 (
        name, hangul, address, postcode,
        content='signature', content_rowid='number', prefix='2 3 4',
        tokenize="unicode61 remove_diacritics 2"
    )""",
    "INSERT INTO signature_search (signature_search, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO signature_search (signature_search) VALUES ('rebuild')",
    """CREATE TRIGGER signature_added AFTER INSERT ON signature BEGIN
        INSERT INTO signature_search (rowid, name, hangul, address, postcode)
        VALUES (new.number, new.name, new.hangul, new.address, new.postcode);
        INSERT INTO tally VALUES (new.petition, new.origin, new.validity, new.reason, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END""",
    """CREATE TRIGGER signature_removed AFTER DELETE ON signature BEGIN
        INSERT INTO signature_search (signature_search, rowid, name, hangul, address, postcode)
        VALUES ('delete', old.number, old.name, old.hangul, old.address, old.postcode);
        UPDATE tally SET number = number - 1 WHERE petition = old.petition
        AND origin = old.origin AND validity = old.validity AND reason = old.reason;
        DELETE FROM duplicate_pair WHERE a = old.id;
        DELETE FROM duplicate_pair WHERE b = old.id;
    END""",
    """CREATE TRIGGER signature_renamed AFTER UPDATE OF name, address, postcode ON signature
       WHEN (old.name, old.address, old.postcode) IS NOT (new.name, new.address, new.postcode) BEGIN
        INSERT INTO signature_search (signature_search, rowid, name, hangul, address, postcode)
        VALUES ('delete', old.number, old.name, old.hangul, old.address, old.postcode);
        INSERT INTO signature_search (rowid, name, hangul, address, postcode)
        VALUES (new.number, new.name, new.hangul, new.address, new.postcode);
        DELETE FROM duplicate_pair WHERE a = old.id;
        DELETE FROM duplicate_pair WHERE b = old.id;
    END""",
    """CREATE TRIGGER signature_judged AFTER UPDATE OF validity, reason ON signature
       WHEN (old.validity, old.reason) IS NOT (new.validity, new.reason) BEGIN
        UPDATE tally SET number = number - 1 WHERE petition = old.petition
        AND origin = old.origin AND validity = old.validity AND reason = old.reason;
        INSERT INTO tally VALUES (new.petition, new.origin, new.validity, new.reason, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END""",
)
"""What signatures in bulk need; `duplicate_pair` and `tally` are derived."""
