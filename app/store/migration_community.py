"""The statements of migration 0005: contacts, what they agreed to, and reaching them."""

from __future__ import annotations

from app.store.append_only import append_only

_CONTACTS = (
    """CREATE TABLE contact (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        names TEXT NOT NULL,
        language TEXT NOT NULL,
        role TEXT NOT NULL,
        addresses TEXT NOT NULL,
        phones TEXT NOT NULL,
        emails TEXT NOT NULL,
        notes TEXT NOT NULL,
        at_risk INTEGER NOT NULL,
        do_not_contact INTEGER NOT NULL,
        deceased INTEGER NOT NULL,
        postcode TEXT NOT NULL,
        outward TEXT NOT NULL,
        home TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        find TEXT NOT NULL,
        source TEXT NOT NULL,
        import_key TEXT NOT NULL,
        added_at TEXT NOT NULL,
        merged_into TEXT
    ) STRICT""",
    """CREATE INDEX contact_name ON contact (
        name COLLATE NOCASE, number, id, kind, language, outward, at_risk, do_not_contact, deceased
    ) WHERE merged_into IS NULL""",
    """CREATE INDEX contact_facts ON contact (
        id, merged_into, outward, language, kind, at_risk, do_not_contact, deceased, added_at
    )""",
    "CREATE INDEX contact_outward ON contact (outward, number) WHERE outward <> ''",
    "CREATE INDEX contact_home ON contact (home) WHERE home <> ''",
    "CREATE INDEX contact_phone ON contact (phone) WHERE phone <> ''",
    "CREATE INDEX contact_email ON contact (email) WHERE email <> ''",
    "CREATE UNIQUE INDEX contact_import ON contact (import_key) WHERE import_key <> ''",
    """CREATE TABLE contact_tag (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        tag TEXT NOT NULL,
        UNIQUE (contact, tag)
    ) STRICT""",
    "CREATE INDEX contact_tag_tag ON contact_tag (tag, contact)",
    """CREATE TABLE household (
        id TEXT NOT NULL PRIMARY KEY,
        home TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE relationship (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        kind TEXT NOT NULL,
        other TEXT NOT NULL REFERENCES contact (id),
        note TEXT NOT NULL,
        UNIQUE (contact, kind, other)
    ) STRICT""",
    "CREATE INDEX relationship_other ON relationship (other)",
    """CREATE TABLE contact_signature (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        signature TEXT NOT NULL UNIQUE,
        petition TEXT NOT NULL REFERENCES petition (id)
    ) STRICT""",
    "CREATE INDEX contact_signature_contact ON contact_signature (contact)",
    "CREATE INDEX contact_signature_petition ON contact_signature (petition, contact)",
    """CREATE TABLE contact_verdict (
        id TEXT NOT NULL PRIMARY KEY,
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        verdict TEXT NOT NULL,
        kept TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (a, b)
    ) STRICT""",
    """CREATE TABLE contact_pair (
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        probability REAL NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE contact_search USING fts5 (
        find, content='contact', content_rowid='number', prefix='2 3',
        tokenize="unicode61 remove_diacritics 2"
    )""",
    "INSERT INTO contact_search (contact_search, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER contact_added AFTER INSERT ON contact BEGIN
        INSERT INTO contact_search (rowid, find) VALUES (new.number, new.find);
    END""",
    """CREATE TRIGGER contact_removed AFTER DELETE ON contact BEGIN
        INSERT INTO contact_search (contact_search, rowid, find)
        VALUES ('delete', old.number, old.find);
        DELETE FROM contact_pair WHERE old.id IN (a, b);
    END""",
    """CREATE TRIGGER contact_renamed AFTER UPDATE OF find ON contact
       WHEN old.find IS NOT new.find BEGIN
        INSERT INTO contact_search (contact_search, rowid, find)
        VALUES ('delete', old.number, old.find);
        INSERT INTO contact_search (rowid, find) VALUES (new.number, new.find);
    END""",
)

_CONSENT = (
    """CREATE TABLE consent (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL,
        channel TEXT NOT NULL,
        purpose TEXT NOT NULL,
        petition TEXT NOT NULL,
        given INTEGER NOT NULL,
        at TEXT NOT NULL,
        given_on TEXT NOT NULL,
        how TEXT NOT NULL,
        evidence TEXT NOT NULL,
        wording TEXT NOT NULL,
        correction INTEGER NOT NULL,
        stands TEXT NOT NULL,
        salt TEXT NOT NULL,
        chain TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX consent_contact ON consent (contact)",
    *append_only("consent"),
    """CREATE TABLE consent_head (
        entries INTEGER NOT NULL,
        chain TEXT NOT NULL
    ) STRICT""",
    "INSERT INTO consent_head VALUES (0, '')",
    """CREATE TABLE consent_now (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        channel TEXT NOT NULL,
        purpose TEXT NOT NULL,
        petition TEXT NOT NULL,
        given INTEGER NOT NULL,
        entry TEXT NOT NULL,
        UNIQUE (contact, channel, purpose, petition)
    ) STRICT""",
    "CREATE INDEX signature_opt_ins ON signature (petition, number) WHERE opt_ins <> ''",
    "CREATE INDEX consent_now_given ON consent_now (channel, purpose, petition, given, contact)",
)

_DOINGS = (
    """CREATE TABLE interaction (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        kind TEXT NOT NULL,
        direction TEXT NOT NULL,
        at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        note TEXT NOT NULL,
        answer TEXT NOT NULL,
        petition TEXT NOT NULL,
        outreach TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX interaction_contact ON interaction (contact, at)",
    "CREATE INDEX interaction_waiting ON interaction (at) WHERE answer = 'wanted'",
    """CREATE TABLE task (
        id TEXT NOT NULL PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        title TEXT NOT NULL,
        due TEXT,
        assigned TEXT REFERENCES holder (id),
        contact TEXT REFERENCES contact (id),
        petition TEXT NOT NULL,
        repeats TEXT NOT NULL,
        note TEXT NOT NULL,
        made_at TEXT NOT NULL,
        done_at TEXT
    ) STRICT""",
    "CREATE INDEX task_open ON task (due) WHERE done_at IS NULL",
    "CREATE INDEX task_done ON task (done_at) WHERE done_at IS NOT NULL",
    "CREATE INDEX task_contact ON task (contact) WHERE contact IS NOT NULL",
    """CREATE TABLE event (
        id TEXT NOT NULL PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        title TEXT NOT NULL,
        starts TEXT NOT NULL,
        ends TEXT NOT NULL,
        place TEXT NOT NULL,
        languages TEXT NOT NULL,
        petition TEXT NOT NULL,
        note TEXT NOT NULL,
        revision INTEGER NOT NULL,
        cancelled INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX event_starts ON event (starts)",
    """CREATE TABLE event_guest (
        id TEXT NOT NULL PRIMARY KEY,
        event TEXT NOT NULL REFERENCES event (id),
        contact TEXT NOT NULL REFERENCES contact (id),
        state TEXT NOT NULL,
        UNIQUE (event, contact)
    ) STRICT""",
    "CREATE INDEX event_guest_contact ON event_guest (contact)",
    """CREATE TABLE contact_state (
        contact TEXT NOT NULL PRIMARY KEY,
        contacted_at TEXT,
        open_tasks INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
    *(
        f"""CREATE TRIGGER interaction_{name} AFTER {event} ON interaction BEGIN
        INSERT INTO contact_state VALUES ({row}.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET contacted_at =
            (SELECT max(at) FROM interaction WHERE contact = {row}.contact)
        WHERE contact = {row}.contact;
    END"""
        for name, event, row in (
            ("logged", "INSERT", "new"),
            ("changed", "UPDATE", "new"),
            ("moved", "UPDATE", "old"),
            ("removed", "DELETE", "old"),
        )
    ),
    *(
        f"""CREATE TRIGGER task_{name} AFTER {event} ON task WHEN {row}.contact IS NOT NULL BEGIN
        INSERT INTO contact_state VALUES ({row}.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET open_tasks =
            (SELECT count(*) FROM task WHERE contact = {row}.contact AND done_at IS NULL)
        WHERE contact = {row}.contact;
    END"""
        for name, event, row in (
            ("made", "INSERT", "new"),
            ("changed", "UPDATE", "new"),
            ("moved", "UPDATE", "old"),
            ("removed", "DELETE", "old"),
        )
    ),
    """CREATE TABLE followed (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        step TEXT NOT NULL,
        on_day TEXT NOT NULL,
        reference TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX followed_petition ON followed (petition, on_day)",
)

_OUTREACH = (
    """CREATE TABLE segment (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        kind TEXT NOT NULL,
        conditions TEXT NOT NULL,
        made_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE segment_member (
        id TEXT NOT NULL PRIMARY KEY,
        segment TEXT NOT NULL REFERENCES segment (id),
        contact TEXT NOT NULL REFERENCES contact (id),
        UNIQUE (segment, contact)
    ) STRICT""",
    """CREATE TABLE reservation (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL UNIQUE REFERENCES contact (id),
        holder TEXT NOT NULL REFERENCES holder (id),
        outreach TEXT NOT NULL,
        until TEXT,
        at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE outreach (
        id TEXT NOT NULL PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        made_at TEXT NOT NULL,
        channel TEXT NOT NULL,
        purpose TEXT NOT NULL,
        petition TEXT NOT NULL,
        segment TEXT NOT NULL,
        template TEXT NOT NULL,
        holder TEXT NOT NULL,
        due TEXT,
        confirmed_at TEXT
    ) STRICT""",
    """CREATE TABLE outreach_line (
        id TEXT NOT NULL PRIMARY KEY,
        outreach TEXT NOT NULL REFERENCES outreach (id),
        contact TEXT NOT NULL REFERENCES contact (id),
        place INTEGER NOT NULL,
        code TEXT NOT NULL,
        outcome TEXT NOT NULL,
        keyed_at TEXT,
        UNIQUE (outreach, contact)
    ) STRICT""",
    "CREATE UNIQUE INDEX outreach_line_code ON outreach_line (code) WHERE code <> ''",
    "CREATE INDEX outreach_line_contact ON outreach_line (contact)",
    """CREATE TABLE letter_template (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        kind TEXT NOT NULL,
        texts TEXT NOT NULL
    ) STRICT""",
)

_EXPORTS = (
    "DROP TRIGGER export_stays",
    "DROP TRIGGER export_lasts",
    "ALTER TABLE export RENAME TO export_before",
    """CREATE TABLE export (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT REFERENCES petition (id),
        at TEXT NOT NULL,
        document TEXT NOT NULL,
        redaction TEXT NOT NULL,
        people INTEGER NOT NULL
    ) STRICT""",
    "INSERT INTO export SELECT id, petition, at, document, redaction, people FROM export_before",
    "DROP TABLE export_before",
    *append_only("export"),
)

_DAYS = (
    """CREATE TABLE day_tally (
        petition TEXT NOT NULL,
        day TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (petition, day)
    ) STRICT, WITHOUT ROWID""",
    """INSERT INTO day_tally SELECT petition, signed_on, count(*) FROM signature
       WHERE validity = 'valid' AND signed_on IS NOT NULL GROUP BY 1, 2""",
    """CREATE TRIGGER signature_dated AFTER INSERT ON signature
       WHEN new.validity = 'valid' AND new.signed_on IS NOT NULL BEGIN
        INSERT INTO day_tally VALUES (new.petition, new.signed_on, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END""",
    """CREATE TRIGGER signature_undated AFTER DELETE ON signature
       WHEN old.validity = 'valid' AND old.signed_on IS NOT NULL BEGIN
        UPDATE day_tally SET number = number - 1
        WHERE petition = old.petition AND day = old.signed_on;
    END""",
    """CREATE TRIGGER signature_redated AFTER UPDATE OF validity, signed_on ON signature
       WHEN (old.validity = 'valid', old.signed_on) IS NOT (new.validity = 'valid', new.signed_on)
       BEGIN
        UPDATE day_tally SET number = number - 1
        WHERE old.validity = 'valid' AND petition = old.petition AND day = old.signed_on;
        INSERT INTO day_tally SELECT new.petition, new.signed_on, 1
        WHERE new.validity = 'valid' AND new.signed_on IS NOT NULL
        ON CONFLICT DO UPDATE SET number = number + 1;
    END""",
    "CREATE INDEX sheet_counted ON sheet (petition) WHERE in_form IS NOT NULL",
    "CREATE INDEX custody_counted ON custody (sheet, state, at) WHERE state = 'counted'",
)

COMMUNITY = (*_CONTACTS, *_CONSENT, *_DOINGS, *_OUTREACH, *_EXPORTS, *_DAYS)
"""`contact_pair`, `contact_state`, `contact_search` and `day_tally` are derived.

`consent` is append-only.
"""
