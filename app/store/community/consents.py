"""What contacts agreed to: the append-only ledger, and what holds now.

As with custody, what holds now is undone with its step, and the ledger then gets a correction that
says which entry stands again. Its chain covers ids and dates, never a name.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from app.domain.community.consent import (
    CHANNELS,
    ConsentEntry,
    Evidence,
    Purpose,
    Topic,
    deciding,
)
from app.domain.outreach.reaching import Standing
from app.messages import tr
from app.store.chain import link
from app.store.community.contact_query import BY_NAME, unnamed_last
from app.store.driver import Database
from app.store.identity import new_ids

_COLUMNS = "contact, channel, purpose, petition, given, at, given_on, how, evidence, wording"
_MORE = "correction, stands"
_KEY = "contact, channel, purpose, petition"


def _entry(row: Sequence[Any]) -> ConsentEntry:
    evidence = Evidence(row[7], date.fromisoformat(row[6]), row[8], row[9])
    at = datetime.fromisoformat(row[5])
    return ConsentEntry(row[0], Topic(*row[1:4]), bool(row[4]), at, evidence, bool(row[10]))


def _stays(held: Mapping[Topic, tuple[str, str]], entry: ConsentEntry) -> str:
    """The id of a younger withdrawal, which stands whatever the entry says; or nothing."""
    key, day = deciding(held, entry.topic) or ("", "")
    return key if day > entry.evidence.given_on.isoformat() else ""


class Consents:
    """The campaign's consents."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, entries: Iterable[ConsentEntry]) -> None:
        """Writes entries into the ledger, and what holds from now on.

        What is older than the withdrawal that stands is kept, but changes nothing.
        """
        listed = list(entries)
        held = self._held([one.contact for one in listed])
        kept = [_stays(held.get(one.contact, {}), one) for one in listed]
        keys = self._write(list(zip(listed, kept, strict=True)))
        self._db.conn.executemany(
            f"INSERT INTO consent_now (id, {_KEY}, given, entry) VALUES (?, ?, ?, ?, ?, ?, ?) "
            f"ON CONFLICT ({_KEY}) DO UPDATE SET given = excluded.given, entry = excluded.entry",
            [
                (key, one.contact, one.topic.channel, one.topic.purpose, one.topic.petition,
                 int(one.given and not stays), stays or entry)
                for key, entry, one, stays in zip(
                    new_ids(len(listed)), keys, listed, kept, strict=True
                )
            ],
        )  # fmt: skip

    def _held(self, contacts: Sequence[str]) -> dict[str, dict[Topic, tuple[str, str]]]:
        """What stands, by contact (id) and topic: its entry, and the day where it is withdrawn."""
        rows = self._db.execute(
            f"SELECT {', '.join(f'held.{one}' for one in _KEY.split(', '))}, held.entry, "
            "CASE held.given WHEN 0 THEN given_on ELSE '' END "
            "FROM consent_now AS held JOIN consent ON consent.id = held.entry "
            "WHERE held.contact IN (SELECT value FROM json_each(?))",
            (json.dumps(list(set(contacts))),),
        )
        found: dict[str, dict[Topic, tuple[str, str]]] = {}
        for row in rows:
            found.setdefault(row[0], {})[Topic(*row[1:4])] = (row[4], row[5])
        return found

    def _write(self, listed: Sequence[tuple[ConsentEntry, str]]) -> list[str]:
        """Writes entries, each with the id of the one that stands after it.

        That is empty for itself; for a correction it is empty where none stands.
        """
        entries, chain = self._db.execute("SELECT entries, chain FROM consent_head").fetchone()
        keys = list(new_ids(len(listed)))
        rows = []
        for key, (one, stands) in zip(keys, listed, strict=True):
            values = (
                one.contact, one.topic.channel, one.topic.purpose, one.topic.petition,
                int(one.given), one.at.isoformat(), one.evidence.given_on.isoformat(),
                one.evidence.how, one.evidence.reference, one.evidence.wording,
                int(one.correction), stands if one.correction else stands or key,
            )  # fmt: skip
            salt = secrets.token_hex(16)
            chain = link(chain, salt, [*values])
            rows.append((key, *values, salt, chain))
        self._db.conn.executemany(
            f"INSERT INTO consent (id, {_COLUMNS}, {_MORE}, salt, chain) "
            f"VALUES ({', '.join('?' * 15)})",
            rows,
        )
        self._db.execute(
            "UPDATE consent_head SET entries = ?, chain = ?", (entries + len(rows), chain)
        )
        return keys

    def follow(self, now: datetime) -> None:
        """After an undo or redo: a correction for each topic of which another entry stands."""
        last = f"SELECT {_KEY}, stands, max(rowid) FROM consent GROUP BY {_KEY}"  # the max's row
        rows = self._db.execute(
            f"SELECT last.contact, last.channel, last.purpose, last.petition, "
            "coalesce(consent_now.given, 0), entry.given_on, entry.how, entry.evidence, "
            f"entry.wording, coalesce(consent_now.entry, '') FROM ({last}) AS last "
            f"LEFT JOIN consent_now USING ({_KEY}) "
            "JOIN consent AS entry ON entry.id = coalesce(consent_now.entry, last.stands) "
            "WHERE last.stands <> coalesce(consent_now.entry, '')"
        ).fetchall()
        self._write(
            [
                (
                    ConsentEntry(
                        row[0], Topic(*row[1:4]), bool(row[4]), now,
                        Evidence(row[6], date.fromisoformat(row[5]), *row[7:9]), correction=True,
                    ),
                    row[9],
                )
                for row in rows
            ]
        )  # fmt: skip

    def standing_entries(self, contact: str) -> list[ConsentEntry]:
        """The entry that stands for each topic of a contact (its id), the oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, correction FROM consent WHERE id IN "
            "(SELECT entry FROM consent_now WHERE contact = ?) ORDER BY rowid",
            (contact,),
        )
        return [_entry(row) for row in rows]

    def listing(self, topic: Topic | None = None, *, limit: int) -> list[ConsentEntry]:
        """The latest entries of all contacts, newest first; of one topic where it is given."""
        only = "WHERE (channel, purpose, petition) = (?, ?, ?)" if topic else ""
        values = (topic.channel, topic.purpose, topic.petition) if topic else ()
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, correction FROM consent {only} ORDER BY rowid DESC LIMIT ?",
            (*values, limit),
        )
        return [_entry(row) for row in rows]

    def of_contact(self, contact: str) -> list[ConsentEntry]:
        """Everything that the ledger says of a contact (its id), oldest first."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, correction FROM consent WHERE contact = ? ORDER BY rowid",
            (contact,),
        )
        return [_entry(row) for row in rows]

    def now(self, contact: str) -> dict[Topic, bool]:
        """What holds for a contact (its id): given or withdrawn, by topic."""
        rows = self._db.execute(
            "SELECT channel, purpose, petition, given FROM consent_now WHERE contact = ?",
            (contact,),
        )
        return {Topic(*row[:3]): bool(row[3]) for row in rows}

    def spoken(self, purpose: Purpose, petition: str) -> list[str]:
        """The ids of contacts who ever said yes or no to a purpose, by any channel.

        They are in the order of names, those at risk last.
        """
        rows = self._db.execute(
            "SELECT DISTINCT contact.id, contact.number, contact.at_risk "
            "FROM consent_now JOIN contact ON contact.id = consent_now.contact WHERE channel IN "
            f"({', '.join('?' * len(CHANNELS))}) AND purpose = ? AND petition = ? "
            f"AND merged_into IS NULL {BY_NAME}",
            (*CHANNELS, purpose, petition),
        )
        return unnamed_last(rows)

    def standings(
        self,
        contacts: Sequence[str],
        topic: Topic,
        *,
        caller: str = "",
        today: date | None = None,
    ) -> Mapping[str, Standing]:
        """What is kept of each of these contacts (ids) and a topic, or else of any petition's news.

        One is reserved where another holder than `caller` (an id) has them, until the end of the
        last day of that; without `today` a reservation stands whatever its day.
        """
        given = (
            "SELECT given FROM consent_now WHERE contact = value "
            "AND channel = ? AND purpose = ? AND petition = ?"
        )
        rows = self._db.execute(
            f"SELECT value, coalesce(({given}), ({given})), "
            "EXISTS (SELECT 1 FROM reservation WHERE contact = value AND holder <> ? "
            "AND coalesce(until, '9999') >= ?) FROM json_each(?)",
            (
                *(topic.channel, topic.purpose, topic.petition),
                *(topic.channel, topic.purpose, ""),
                caller,
                today.isoformat() if today else "",
                json.dumps(list(contacts)),
            ),
        )
        return {
            key: Standing(None if given is None else bool(given), bool(reserved))
            for key, given, reserved in rows
        }  # fmt: skip

    def problem(self) -> str:
        """What is wrong with the chain, in a sentence; empty when it holds to its last entry."""
        chain, number = "", 0
        rows = self._db.execute(
            f"SELECT chain, salt, {_COLUMNS}, {_MORE} FROM consent ORDER BY rowid"
        )
        for kept, salt, *entry in rows:
            number += 1
            chain = link(chain, salt, entry)
            if chain != kept:
                return tr(
                    "Entry {number} of the consent ledger was changed after it was made.",
                    number=number,
                )
        head = self._db.execute("SELECT entries, chain FROM consent_head").fetchone()
        if tuple(head) != (number, chain):
            return tr("The last entries of the consent ledger are missing or were added elsewhere.")
        return ""
