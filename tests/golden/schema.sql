CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE TABLE setting (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;
CREATE TABLE local (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;
CREATE TABLE petition (
        id TEXT NOT NULL PRIMARY KEY,
        ref TEXT NOT NULL UNIQUE,
        created_at TEXT NOT NULL
    ) STRICT;
CREATE TABLE wording_version (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        version INTEGER NOT NULL,
        hash TEXT NOT NULL,
        wording TEXT NOT NULL,
        frozen_at TEXT,
        UNIQUE (petition, version)
    ) STRICT;
CREATE TABLE batch (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        wording_version TEXT NOT NULL REFERENCES wording_version (id),
        number INTEGER NOT NULL,
        wording TEXT NOT NULL,
        printed_at TEXT NOT NULL, printed INTEGER NOT NULL DEFAULT 0,
        UNIQUE (petition, number)
    ) STRICT;
CREATE TABLE sheet (
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
    , collector TEXT REFERENCES holder (id), venue TEXT REFERENCES holder (id), due TEXT, asked TEXT, session TEXT REFERENCES collecting_session (id), layout TEXT REFERENCES page_layout (id)) STRICT;
CREATE INDEX sheet_state ON sheet (petition, state);
CREATE INDEX sheet_batch ON sheet (batch);
CREATE TABLE custody (
        id TEXT NOT NULL PRIMARY KEY,
        sheet TEXT NOT NULL REFERENCES sheet (id),
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        salt TEXT NOT NULL,
        chain TEXT NOT NULL
    , collector TEXT, venue TEXT, due TEXT, correction INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX custody_sheet ON custody (sheet);
CREATE TRIGGER custody_stays BEFORE UPDATE ON custody
       BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;
CREATE TRIGGER custody_lasts BEFORE DELETE ON custody
       BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END;
CREATE TABLE signature (
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
    , origin TEXT NOT NULL DEFAULT 'paper', source TEXT NOT NULL DEFAULT '', import_key TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', phone TEXT NOT NULL DEFAULT '', born TEXT, age INTEGER, opt_ins TEXT NOT NULL DEFAULT '', marking TEXT) STRICT;
CREATE UNIQUE INDEX signature_row ON signature (sheet, row, petition);
CREATE INDEX signature_name ON signature (petition, name);
CREATE INDEX signature_address ON signature (petition, address);
CREATE INDEX signature_postcode ON signature (petition, postcode);
CREATE INDEX signature_signed_on ON signature (petition, signed_on, validity);
CREATE INDEX signature_validity ON signature (petition, validity, reason);
CREATE TABLE holder (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        contact TEXT NOT NULL,
        language TEXT NOT NULL,
        UNIQUE (kind, name)
    ) STRICT;
CREATE TABLE collecting_session (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        number INTEGER NOT NULL,
        venue TEXT NOT NULL REFERENCES holder (id),
        starts TEXT NOT NULL,
        ends TEXT NOT NULL,
        collectors TEXT NOT NULL,
        UNIQUE (petition, number)
    ) STRICT;
CREATE TABLE custody_head (
        entries INTEGER NOT NULL,
        chain TEXT NOT NULL
    ) STRICT;
CREATE TABLE breach (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        number INTEGER NOT NULL,
        known_at TEXT NOT NULL,
        sheets TEXT NOT NULL,
        entered INTEGER NOT NULL,
        possible INTEGER NOT NULL,
        what TEXT NOT NULL,
        UNIQUE (petition, number)
    ) STRICT;
CREATE TABLE breach_step (
        id TEXT NOT NULL PRIMARY KEY,
        breach TEXT NOT NULL REFERENCES breach (id),
        at TEXT NOT NULL,
        step TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT;
CREATE INDEX breach_step_breach ON breach_step (breach);
CREATE TRIGGER breach_stays BEFORE UPDATE ON breach
       BEGIN SELECT RAISE(ABORT, 'breach is append-only'); END;
CREATE TRIGGER breach_lasts BEFORE DELETE ON breach
       BEGIN SELECT RAISE(ABORT, 'breach is append-only'); END;
CREATE TRIGGER breach_step_stays BEFORE UPDATE ON breach_step
       BEGIN SELECT RAISE(ABORT, 'breach_step is append-only'); END;
CREATE TRIGGER breach_step_lasts BEFORE DELETE ON breach_step
       BEGIN SELECT RAISE(ABORT, 'breach_step is append-only'); END;
CREATE TABLE page_layout (
        id TEXT NOT NULL PRIMARY KEY,
        layout TEXT NOT NULL
    ) STRICT;
CREATE TABLE scan (
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
    ) STRICT;
CREATE UNIQUE INDEX scan_source ON scan (source, page);
CREATE INDEX scan_digest ON scan (digest);
CREATE TABLE scan_sheet (
        id TEXT NOT NULL PRIMARY KEY,
        scan TEXT NOT NULL REFERENCES scan (id),
        sheet TEXT NOT NULL REFERENCES sheet (id),
        side INTEGER NOT NULL,
        flag TEXT NOT NULL,
        current INTEGER NOT NULL,
        seen TEXT NOT NULL
    ) STRICT;
CREATE INDEX scan_sheet_sheet ON scan_sheet (sheet, side);
CREATE INDEX scan_sheet_scan ON scan_sheet (scan);
CREATE TABLE second_keying (
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
    ) STRICT;
CREATE INDEX second_keying_petition ON second_keying (petition);
CREATE UNIQUE INDEX signature_import ON signature (petition, import_key)
       WHERE import_key <> '';
CREATE TABLE marking (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        at TEXT NOT NULL,
        validity TEXT NOT NULL,
        reason TEXT NOT NULL,
        condition TEXT NOT NULL,
        note TEXT NOT NULL,
        rows INTEGER NOT NULL
    ) STRICT;
CREATE TABLE import_run (
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
    ) STRICT;
CREATE TABLE mapping (
        id TEXT NOT NULL PRIMARY KEY,
        at TEXT NOT NULL,
        mapping TEXT NOT NULL
    ) STRICT;
CREATE TABLE sample (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        number INTEGER NOT NULL,
        drawn_at TEXT NOT NULL,
        strata TEXT NOT NULL,
        seed INTEGER NOT NULL,
        size INTEGER NOT NULL,
        of INTEGER NOT NULL,
        UNIQUE (petition, number)
    ) STRICT;
CREATE TABLE sample_row (
        id TEXT NOT NULL PRIMARY KEY,
        sample TEXT NOT NULL REFERENCES sample (id),
        signature TEXT NOT NULL,
        place INTEGER NOT NULL,
        stratum TEXT NOT NULL,
        stratum_size INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        checked_at TEXT,
        UNIQUE (sample, signature)
    ) STRICT;
CREATE TABLE duplicate_verdict (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        verdict TEXT NOT NULL,
        kept TEXT NOT NULL,
        was TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (a, b)
    ) STRICT;
CREATE TABLE duplicate_pair (
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        petition TEXT NOT NULL,
        probability REAL NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_pair_b ON duplicate_pair (b);
CREATE INDEX duplicate_pair_petition ON duplicate_pair (petition, probability);
CREATE TABLE tally (
        petition TEXT NOT NULL,
        origin TEXT NOT NULL,
        validity TEXT NOT NULL,
        reason TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (petition, origin, validity, reason)
    ) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE signature_search USING fts5 (
        name, hangul, address, postcode,
        content='signature', content_rowid='number', prefix='2 3 4',
        tokenize="unicode61 remove_diacritics 2"
    );
CREATE TRIGGER signature_added AFTER INSERT ON signature BEGIN
        INSERT INTO signature_search (rowid, name, hangul, address, postcode)
        VALUES (new.number, new.name, new.hangul, new.address, new.postcode);
        INSERT INTO tally VALUES (new.petition, new.origin, new.validity, new.reason, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END;
CREATE TRIGGER signature_removed AFTER DELETE ON signature BEGIN
        INSERT INTO signature_search (signature_search, rowid, name, hangul, address, postcode)
        VALUES ('delete', old.number, old.name, old.hangul, old.address, old.postcode);
        UPDATE tally SET number = number - 1 WHERE petition = old.petition
        AND origin = old.origin AND validity = old.validity AND reason = old.reason;
        DELETE FROM duplicate_pair WHERE a = old.id;
        DELETE FROM duplicate_pair WHERE b = old.id;
    END;
CREATE TRIGGER signature_renamed AFTER UPDATE OF name, address, postcode ON signature
       WHEN (old.name, old.address, old.postcode) IS NOT (new.name, new.address, new.postcode) BEGIN
        INSERT INTO signature_search (signature_search, rowid, name, hangul, address, postcode)
        VALUES ('delete', old.number, old.name, old.hangul, old.address, old.postcode);
        INSERT INTO signature_search (rowid, name, hangul, address, postcode)
        VALUES (new.number, new.name, new.hangul, new.address, new.postcode);
        DELETE FROM duplicate_pair WHERE a = old.id;
        DELETE FROM duplicate_pair WHERE b = old.id;
    END;
CREATE TRIGGER signature_judged AFTER UPDATE OF validity, reason ON signature
       WHEN (old.validity, old.reason) IS NOT (new.validity, new.reason) BEGIN
        UPDATE tally SET number = number - 1 WHERE petition = old.petition
        AND origin = old.origin AND validity = old.validity AND reason = old.reason;
        INSERT INTO tally VALUES (new.petition, new.origin, new.validity, new.reason, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END;
CREATE TABLE contact (
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
    ) STRICT;
CREATE INDEX contact_name ON contact (
        name COLLATE NOCASE, number, id, kind, language, outward, at_risk, do_not_contact, deceased
    ) WHERE merged_into IS NULL;
CREATE INDEX contact_facts ON contact (
        id, merged_into, outward, language, kind, at_risk, do_not_contact, deceased, added_at
    );
CREATE INDEX contact_outward ON contact (outward, number) WHERE outward <> '';
CREATE INDEX contact_home ON contact (home) WHERE home <> '';
CREATE INDEX contact_phone ON contact (phone) WHERE phone <> '';
CREATE INDEX contact_email ON contact (email) WHERE email <> '';
CREATE UNIQUE INDEX contact_import ON contact (import_key) WHERE import_key <> '';
CREATE TABLE contact_tag (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        tag TEXT NOT NULL,
        UNIQUE (contact, tag)
    ) STRICT;
CREATE INDEX contact_tag_tag ON contact_tag (tag, contact);
CREATE TABLE household (
        id TEXT NOT NULL PRIMARY KEY,
        home TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
    ) STRICT;
CREATE TABLE relationship (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        kind TEXT NOT NULL,
        other TEXT NOT NULL REFERENCES contact (id),
        note TEXT NOT NULL,
        UNIQUE (contact, kind, other)
    ) STRICT;
CREATE INDEX relationship_other ON relationship (other);
CREATE TABLE contact_signature (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        signature TEXT NOT NULL UNIQUE,
        petition TEXT NOT NULL REFERENCES petition (id)
    ) STRICT;
CREATE INDEX contact_signature_contact ON contact_signature (contact);
CREATE INDEX contact_signature_petition ON contact_signature (petition, contact);
CREATE TABLE contact_verdict (
        id TEXT NOT NULL PRIMARY KEY,
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        verdict TEXT NOT NULL,
        kept TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (a, b)
    ) STRICT;
CREATE TABLE contact_pair (
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        probability REAL NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (a, b)
    ) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE contact_search USING fts5 (
        find, content='contact', content_rowid='number', prefix='2 3',
        tokenize="unicode61 remove_diacritics 2"
    );
CREATE TABLE 'contact_search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'contact_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE 'contact_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
CREATE TABLE 'contact_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TRIGGER contact_added AFTER INSERT ON contact BEGIN
        INSERT INTO contact_search (rowid, find) VALUES (new.number, new.find);
    END;
CREATE TRIGGER contact_removed AFTER DELETE ON contact BEGIN
        INSERT INTO contact_search (contact_search, rowid, find)
        VALUES ('delete', old.number, old.find);
        DELETE FROM contact_pair WHERE old.id IN (a, b);
    END;
CREATE TRIGGER contact_renamed AFTER UPDATE OF find ON contact
       WHEN old.find IS NOT new.find BEGIN
        INSERT INTO contact_search (contact_search, rowid, find)
        VALUES ('delete', old.number, old.find);
        INSERT INTO contact_search (rowid, find) VALUES (new.number, new.find);
    END;
CREATE TABLE consent (
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
    ) STRICT;
CREATE INDEX consent_contact ON consent (contact);
CREATE TRIGGER consent_stays BEFORE UPDATE ON consent
       BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END;
CREATE TRIGGER consent_lasts BEFORE DELETE ON consent
       BEGIN SELECT RAISE(ABORT, 'consent is append-only'); END;
CREATE TABLE consent_head (
        entries INTEGER NOT NULL,
        chain TEXT NOT NULL
    ) STRICT;
CREATE TABLE consent_now (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL REFERENCES contact (id),
        channel TEXT NOT NULL,
        purpose TEXT NOT NULL,
        petition TEXT NOT NULL,
        given INTEGER NOT NULL,
        entry TEXT NOT NULL,
        UNIQUE (contact, channel, purpose, petition)
    ) STRICT;
CREATE INDEX signature_opt_ins ON signature (petition, number) WHERE opt_ins <> '';
CREATE INDEX consent_now_given ON consent_now (channel, purpose, petition, given, contact);
CREATE TABLE interaction (
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
    ) STRICT;
CREATE INDEX interaction_contact ON interaction (contact, at);
CREATE INDEX interaction_waiting ON interaction (at) WHERE answer = 'wanted';
CREATE TABLE task (
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
    ) STRICT;
CREATE INDEX task_open ON task (due) WHERE done_at IS NULL;
CREATE INDEX task_done ON task (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX task_contact ON task (contact) WHERE contact IS NOT NULL;
CREATE TABLE event (
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
    ) STRICT;
CREATE INDEX event_starts ON event (starts);
CREATE TABLE event_guest (
        id TEXT NOT NULL PRIMARY KEY,
        event TEXT NOT NULL REFERENCES event (id),
        contact TEXT NOT NULL REFERENCES contact (id),
        state TEXT NOT NULL,
        UNIQUE (event, contact)
    ) STRICT;
CREATE INDEX event_guest_contact ON event_guest (contact);
CREATE TABLE contact_state (
        contact TEXT NOT NULL PRIMARY KEY,
        contacted_at TEXT,
        open_tasks INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
CREATE TRIGGER interaction_logged AFTER INSERT ON interaction BEGIN
        INSERT INTO contact_state VALUES (new.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET contacted_at =
            (SELECT max(at) FROM interaction WHERE contact = new.contact)
        WHERE contact = new.contact;
    END;
CREATE TRIGGER interaction_changed AFTER UPDATE ON interaction BEGIN
        INSERT INTO contact_state VALUES (new.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET contacted_at =
            (SELECT max(at) FROM interaction WHERE contact = new.contact)
        WHERE contact = new.contact;
    END;
CREATE TRIGGER interaction_moved AFTER UPDATE ON interaction BEGIN
        INSERT INTO contact_state VALUES (old.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET contacted_at =
            (SELECT max(at) FROM interaction WHERE contact = old.contact)
        WHERE contact = old.contact;
    END;
CREATE TRIGGER interaction_removed AFTER DELETE ON interaction BEGIN
        INSERT INTO contact_state VALUES (old.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET contacted_at =
            (SELECT max(at) FROM interaction WHERE contact = old.contact)
        WHERE contact = old.contact;
    END;
CREATE TRIGGER task_made AFTER INSERT ON task WHEN new.contact IS NOT NULL BEGIN
        INSERT INTO contact_state VALUES (new.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET open_tasks =
            (SELECT count(*) FROM task WHERE contact = new.contact AND done_at IS NULL)
        WHERE contact = new.contact;
    END;
CREATE TRIGGER task_changed AFTER UPDATE ON task WHEN new.contact IS NOT NULL BEGIN
        INSERT INTO contact_state VALUES (new.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET open_tasks =
            (SELECT count(*) FROM task WHERE contact = new.contact AND done_at IS NULL)
        WHERE contact = new.contact;
    END;
CREATE TRIGGER task_moved AFTER UPDATE ON task WHEN old.contact IS NOT NULL BEGIN
        INSERT INTO contact_state VALUES (old.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET open_tasks =
            (SELECT count(*) FROM task WHERE contact = old.contact AND done_at IS NULL)
        WHERE contact = old.contact;
    END;
CREATE TRIGGER task_removed AFTER DELETE ON task WHEN old.contact IS NOT NULL BEGIN
        INSERT INTO contact_state VALUES (old.contact, NULL, 0) ON CONFLICT DO NOTHING;
        UPDATE contact_state SET open_tasks =
            (SELECT count(*) FROM task WHERE contact = old.contact AND done_at IS NULL)
        WHERE contact = old.contact;
    END;
CREATE TABLE followed (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT NOT NULL REFERENCES petition (id),
        step TEXT NOT NULL,
        on_day TEXT NOT NULL,
        reference TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT;
CREATE INDEX followed_petition ON followed (petition, on_day);
CREATE TABLE segment (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        kind TEXT NOT NULL,
        conditions TEXT NOT NULL,
        made_at TEXT NOT NULL
    ) STRICT;
CREATE TABLE segment_member (
        id TEXT NOT NULL PRIMARY KEY,
        segment TEXT NOT NULL REFERENCES segment (id),
        contact TEXT NOT NULL REFERENCES contact (id),
        UNIQUE (segment, contact)
    ) STRICT;
CREATE TABLE reservation (
        id TEXT NOT NULL PRIMARY KEY,
        contact TEXT NOT NULL UNIQUE REFERENCES contact (id),
        holder TEXT NOT NULL REFERENCES holder (id),
        outreach TEXT NOT NULL,
        until TEXT,
        at TEXT NOT NULL
    ) STRICT;
CREATE TABLE outreach (
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
    , said TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE outreach_line (
        id TEXT NOT NULL PRIMARY KEY,
        outreach TEXT NOT NULL REFERENCES outreach (id),
        contact TEXT NOT NULL REFERENCES contact (id),
        place INTEGER NOT NULL,
        code TEXT NOT NULL,
        outcome TEXT NOT NULL,
        keyed_at TEXT, printed TEXT NOT NULL DEFAULT '',
        UNIQUE (outreach, contact)
    ) STRICT;
CREATE UNIQUE INDEX outreach_line_code ON outreach_line (code) WHERE code <> '';
CREATE INDEX outreach_line_contact ON outreach_line (contact);
CREATE TABLE export (
        id TEXT NOT NULL PRIMARY KEY,
        petition TEXT REFERENCES petition (id),
        at TEXT NOT NULL,
        document TEXT NOT NULL,
        redaction TEXT NOT NULL,
        people INTEGER NOT NULL
    ) STRICT;
CREATE TRIGGER export_stays BEFORE UPDATE ON export
       BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;
CREATE TRIGGER export_lasts BEFORE DELETE ON export
       BEGIN SELECT RAISE(ABORT, 'export is append-only'); END;
CREATE TABLE day_tally (
        petition TEXT NOT NULL,
        day TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (petition, day)
    ) STRICT, WITHOUT ROWID;
CREATE TRIGGER signature_dated AFTER INSERT ON signature
       WHEN new.validity = 'valid' AND new.signed_on IS NOT NULL BEGIN
        INSERT INTO day_tally VALUES (new.petition, new.signed_on, 1)
        ON CONFLICT DO UPDATE SET number = number + 1;
    END;
CREATE TRIGGER signature_undated AFTER DELETE ON signature
       WHEN old.validity = 'valid' AND old.signed_on IS NOT NULL BEGIN
        UPDATE day_tally SET number = number - 1
        WHERE petition = old.petition AND day = old.signed_on;
    END;
CREATE TRIGGER signature_redated AFTER UPDATE OF validity, signed_on ON signature
       WHEN (old.validity = 'valid', old.signed_on) IS NOT (new.validity = 'valid', new.signed_on)
       BEGIN
        UPDATE day_tally SET number = number - 1
        WHERE old.validity = 'valid' AND petition = old.petition AND day = old.signed_on;
        INSERT INTO day_tally SELECT new.petition, new.signed_on, 1
        WHERE new.validity = 'valid' AND new.signed_on IS NOT NULL
        ON CONFLICT DO UPDATE SET number = number + 1;
    END;
CREATE INDEX sheet_counted ON sheet (petition) WHERE in_form IS NOT NULL;
CREATE INDEX custody_counted ON custody (sheet, state, at) WHERE state = 'counted';
CREATE TABLE letter_template (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL COLLATE NOCASE,
        texts TEXT NOT NULL,
        UNIQUE (kind, name)
    ) STRICT;
CREATE INDEX contact_phones ON contact (phones) WHERE json_array_length(phones) > 1;
