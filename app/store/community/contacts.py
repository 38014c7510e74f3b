"""Contacts: kept one by one or many at once, found by words, paged by name."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from app.domain import names
from app.domain.community.contact import Contact, Email, Phone, PostalAddress, WrittenName
from app.domain.postcode import normalise
from app.store.community.contact_query import BY_NAME, ContactQuery, unnamed_last, where
from app.store.driver import Database
from app.store.duplicates import with_doubles
from app.store.identity import new_id, new_ids

_FIELDS = (
    "id", "kind", "name", "names", "language", "role", "addresses", "phones", "emails", "notes",
    "at_risk", "do_not_contact", "deceased", "postcode", "outward", "home", "phone", "email",
    "find", "source", "import_key", "added_at", "merged_into",
)  # fmt: skip
_READ = (
    "contact.number, contact.id, kind, names, language, role, addresses, phones, emails, notes, "
    "at_risk, do_not_contact, deceased, home, source, import_key, added_at, "
    "coalesce(merged_into, ''), "
    "(SELECT json_group_array(tag) FROM (SELECT tag FROM contact_tag "
    "WHERE contact_tag.contact = contact.id ORDER BY tag))"
)
_INSERT = f"INSERT INTO contact ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"
_UPDATE = f"UPDATE contact SET {', '.join(f'{one} = ?' for one in _FIELDS[1:])} WHERE id = ?"


def _contact(row: Sequence[Any]) -> Contact:
    # Read as one text: to begin reading costs more than what stands in a short list.
    parts = json.loads(f"[{row[3]},{row[6]},{row[7]},{row[8]},{row[18]}]")
    written, addresses, phones, emails, tags = parts
    return Contact(
        number=row[0],
        id=row[1],
        kind=row[2],
        names=tuple(WrittenName(**one) for one in written),
        language=row[4],
        role=row[5],
        addresses=tuple(PostalAddress(tuple(one.pop("lines")), **one) for one in addresses),
        phones=tuple(Phone(**one) for one in phones),
        emails=tuple(Email(**one) for one in emails),
        notes=row[9],
        at_risk=bool(row[10]),
        do_not_contact=bool(row[11]),
        deceased=bool(row[12]),
        home=row[13],
        source=row[14],
        import_key=row[15],
        added_at=datetime.fromisoformat(row[16]),
        merged_into=row[17],
        tags=tuple(tags),
    )


def _json(parts: Iterable[Any]) -> str:
    listed = [vars(one) for one in parts]  # asdict would copy each deeply
    return json.dumps(listed, ensure_ascii=False) if listed else "[]"


def _find(contact: Contact) -> str:
    """The words by which a contact is found: names in each script, ways to reach them, tags."""
    written = [one.text for one in contact.names]
    parts = [
        *written,
        *(names.syllables(one) for one in written),
        contact.role,
        *(line for one in contact.addresses for line in (*one.lines, one.postcode)),
        *(number for one in contact.phones for number in (one.written, one.number)),
        *(one.address for one in contact.emails),
        *contact.tags,
    ]
    return "\n".join(part for part in parts if part)


def _values(key: str, contact: Contact) -> tuple[Any, ...]:
    postcode = normalise(contact.address.postcode)
    return (
        key,
        contact.kind,
        contact.name,
        _json(contact.names),
        contact.language,
        contact.role,
        _json(contact.addresses),
        _json(contact.phones),
        _json(contact.emails),
        contact.notes,
        int(contact.at_risk),
        int(contact.do_not_contact),
        int(contact.deceased),
        postcode,
        postcode.rpartition(" ")[0],
        contact.home,
        contact.phones[0].number if contact.phones else "",
        contact.email.casefold(),
        _find(contact),
        contact.source,
        contact.import_key,
        contact.added_at.isoformat() if contact.added_at else "",
        contact.merged_into or None,
    )


class Contacts:
    """The campaign's contacts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, contact: Contact) -> str:
        """Keeps a contact and gives its id."""
        return self.add_many([contact])[0]

    def add_many(self, contacts: Iterable[Contact]) -> list[str]:
        """Keeps contacts and gives their ids; one that has an id keeps it."""
        listed = list(contacts)
        keys = [one.id or key for one, key in zip(listed, new_ids(len(listed)), strict=True)]
        made = list(zip(keys, listed, strict=True))
        self._db.conn.executemany(_INSERT, (_values(key, one) for key, one in made))
        self._db.conn.executemany(
            "INSERT INTO contact_tag (id, contact, tag) VALUES (?, ?, ?)",
            [(new_id(), key, tag) for key, one in made for tag in one.tags],
        )
        return keys

    def replace(self, contact: Contact) -> None:
        """Keeps `contact` in the place of the one with its id."""
        self._db.execute(_UPDATE, (*_values(contact.id, contact)[1:], contact.id))
        there = {tag for (tag,) in self._db.execute(
            "SELECT tag FROM contact_tag WHERE contact = ?", (contact.id,)
        )}  # fmt: skip
        for tag in there - set(contact.tags):
            self._db.execute(
                "DELETE FROM contact_tag WHERE contact = ? AND tag = ?", (contact.id, tag)
            )
        for tag in set(contact.tags) - there:
            self._db.execute(
                "INSERT INTO contact_tag (id, contact, tag) VALUES (?, ?, ?)",
                (new_id(), contact.id, tag),
            )

    def of_ids(self, keys: Sequence[str], most: int = 500) -> dict[str, Contact]:
        """The contacts with these ids, by id, merged ones too; one that is gone is left out."""
        found: dict[str, Contact] = {}
        for at in range(0, len(keys), most):
            some = list(keys[at : at + most])
            rows = self._db.execute(
                f"SELECT {_READ} FROM contact WHERE contact.id IN ({', '.join('?' * len(some))})",
                some,
            )
            found.update((row[1], _contact(row)) for row in rows)
        return found

    def guarded(self, keys: Sequence[str]) -> dict[str, tuple[bool, bool]]:
        """Of each contact with these ids whether it is at risk, and whether it is stopped.

        Stopped is who asked not to be contacted, or died; one that is gone is left out.
        """
        rows = self._db.execute(
            "SELECT id, at_risk, do_not_contact OR deceased FROM contact "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
        return {key: (bool(at_risk), bool(stopped)) for key, at_risk, stopped in rows}

    def by_number(self, number: int) -> Contact | None:
        """The contact with that number; None where there is none."""
        row = self._db.execute(
            f"SELECT {_READ} FROM contact WHERE contact.number = ?", (number,)
        ).fetchone()
        return _contact(row) if row else None

    def ids(self, query: ContactQuery) -> list[str]:
        """The ids of the contacts that a query wants, by name, those at risk last."""
        sql, values = where(query)
        rows = self._db.execute(
            "SELECT contact.id, contact.number, contact.at_risk FROM contact "
            f"WHERE {sql} {BY_NAME}",
            values,
        )
        return unnamed_last(rows)

    def order(self, query: ContactQuery) -> array[int]:
        """The numbers of the contacts that a query wants, by name, those at risk last."""
        sql, values = where(query)
        rows = self._db.execute(
            f"SELECT contact.number, contact.at_risk FROM contact WHERE {sql} {BY_NAME}", values
        )
        named, unnamed = array("q"), array("q")
        for number, at_risk in rows:
            (unnamed if at_risk else named).append(number)
        named.extend(sorted(unnamed))
        return named

    def ids_of(self, numbers: Sequence[int]) -> list[str]:
        """The ids of the contacts with these numbers, in their order."""
        rows = self._db.execute(
            "SELECT contact.id FROM json_each(?) JOIN contact ON contact.number = value "
            "ORDER BY key",
            (json.dumps(list(numbers)),),
        )
        return [key for (key,) in rows]

    def by_numbers(self, numbers: Sequence[int]) -> dict[int, Contact]:
        """The contacts with these numbers, by number."""
        rows = self._db.execute(
            f"SELECT {_READ} FROM contact WHERE contact.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {row[0]: _contact(row) for row in rows}

    def count(self, query: ContactQuery) -> int:
        """How many contacts a query wants."""
        sql, values = where(query)
        row = self._db.execute(f"SELECT count(*) FROM contact WHERE {sql}", values).fetchone()
        return int(row[0])

    def page(self, query: ContactQuery, *, limit: int = 200) -> list[Contact]:
        """The first contacts by name, those at risk last."""
        sql, values = where(query)
        rows: list[Any] = []
        for at_risk, order in ((0, BY_NAME), (1, "ORDER BY contact.number")):
            rows += self._db.execute(
                f"SELECT {_READ} FROM contact WHERE {sql} AND +contact.at_risk = ? {order} LIMIT ?",
                (*values, at_risk, limit - len(rows)),
            )
        return [_contact(row) for row in rows]

    def all(self) -> Iterator[Contact]:
        """Every contact that is not merged into another, in the order added."""
        rows = self._db.execute(
            f"SELECT {_READ} FROM contact WHERE merged_into IS NULL ORDER BY contact.number"
        )
        yield from map(_contact, rows)

    def marked(self) -> list[Contact]:
        """The contacts that are at risk, deceased or not to be contacted, in the order added."""
        rows = self._db.execute(
            f"SELECT {_READ} FROM contact WHERE contact.number IN (SELECT number FROM contact "
            "INDEXED BY contact_facts WHERE merged_into IS NULL "
            "AND 1 IN (at_risk, do_not_contact, deceased)) ORDER BY contact.number"
        )
        return [_contact(row) for row in rows]

    def at_home(self, home: str) -> list[Contact]:
        """The contacts of one household, in the order added."""
        rows = self._db.execute(
            f"SELECT {_READ} FROM contact WHERE home = ? AND home <> '' AND merged_into IS NULL "
            "ORDER BY contact.number",
            (home,),
        )
        return [_contact(row) for row in rows]

    def tags(self) -> list[tuple[str, int]]:
        """Every tag with its number of contacts, the most frequent first."""
        rows = self._db.execute(
            "SELECT tag, count(*) FROM contact_tag GROUP BY tag ORDER BY count(*) DESC, tag"
        )
        return [(tag, number) for tag, number in rows]

    def newest(self) -> int:
        """The number of the contact added last; 0 where there is none."""
        row = self._db.execute("SELECT max(number) FROM contact").fetchone()
        return int(row[0] or 0)

    def import_keys(self) -> dict[str, str]:
        """The ids of the contacts that came from files, by their import key, merged ones too."""
        rows = self._db.execute("SELECT import_key, id FROM contact WHERE import_key <> ''")
        return dict(rows.fetchall())

    def of_signature(self, signature: str) -> str:
        """The id of the contact that a signature (its id) made; empty where there is none."""
        row = self._db.execute(
            "SELECT contact FROM contact_signature WHERE signature = ?", (signature,)
        ).fetchone()
        return str(row[0]) if row else ""

    def signers(self, petition: str) -> set[str]:
        """The ids of those known to have signed a petition (its id): by a signature that is theirs,
        or by what they agreed to on its sheet or slip."""
        rows = self._db.execute(
            "SELECT contact FROM contact_signature WHERE petition = ? UNION "
            "SELECT contact FROM consent WHERE petition = ? AND how IN ('sheet', 'slip')",
            (petition, petition),
        )
        return {key for (key,) in rows}

    def signatures_at_risk(self, petition: str) -> frozenset[str]:
        """The ids of a petition’s signatures whose contact is at risk; they are few.

        A double of theirs tells the same name, so it is one of them.
        """
        rows = self._db.execute(
            # CROSS: the few at risk first, by an index, and not each signature that is somebody's.
            "SELECT signature FROM contact CROSS JOIN contact_signature "
            "ON contact_signature.contact = contact.id WHERE at_risk = 1 AND petition = ?",
            (petition,),
        )
        return with_doubles(self._db, (key for (key,) in rows))

    def has_signed(self, contact: str) -> bool:
        """Whether a signature is known to be a contact’s (its id)."""
        row = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM contact_signature WHERE contact = ?)", (contact,)
        ).fetchone()
        return bool(row[0])

    def link_signature(self, contact: str, signature: str, petition: str) -> None:
        """Says that a signature is a contact's."""
        self._db.execute(
            "INSERT INTO contact_signature (id, contact, signature, petition) VALUES (?, ?, ?, ?)",
            (new_id(), contact, signature, petition),
        )
