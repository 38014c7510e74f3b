"""The practice campaign's contacts: invented people and groups, and what they agreed to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.community.consent import ConsentEntry, Evidence, Topic
from app.domain.community.contact import Contact, Email, Kind, PostalAddress, WrittenName
from app.domain.community.relationship import Relationship
from app.intake.phones import read_phone
from app.intake.tables import read_table
from app.messages import tr
from app.operations.community.contacts import prepared
from app.paths import RESOURCES
from app.store.store import Store

_FILE = RESOURCES / "practice" / "community.toml"
_EARLIER = timedelta(days=21)


@dataclass(frozen=True)
class _Line:
    """One contact of the file."""

    names: tuple[WrittenName, ...]
    language: str
    kind: Kind = "person"
    role: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    tags: tuple[str, ...] = ()
    agrees: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    at_risk: bool = False
    do_not_contact: bool = False
    deceased: bool = False


@dataclass(frozen=True)
class _Tie:
    """One relationship of the file, by the names that the contacts are addressed by."""

    contact: str
    kind: str
    other: str


def fill(store: Store, ref: str, *, now: datetime) -> list[Contact]:
    """Adds the invented contacts, who agreed to news of the petition `ref`; gives them back."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    lines = [read_table(_Line, one, _FILE.name) for one in table["contact"]]
    ties = [read_table(_Tie, one, _FILE.name) for one in table["relationship"]]
    petition = store.petitions.get(ref).id
    with store.step(tr("Add the practice contacts")):
        keys = store.contacts.add_many(_contact(one, now) for one in lines)
        store.consents.add(
            entry
            for key, line in zip(keys, lines, strict=True)
            for entry in _entries(key, line, petition, now - _EARLIER)
        )
        named = {line.names[0].text: key for key, line in zip(keys, lines, strict=True)}
        for tie in ties:
            store.relationships.keep(Relationship(named[tie.contact], tie.kind, named[tie.other]))
    found = store.contacts.of_ids(keys)
    return [found[key] for key in keys]


def _contact(line: _Line, now: datetime) -> Contact:
    lines = tuple(part.strip() for part in line.address.split(",") if part.strip())
    return prepared(
        Contact(
            line.names,
            line.kind,
            line.language,
            line.role,
            (PostalAddress(lines, line.postcode),) if lines else (),
            (read_phone(line.phone),) if line.phone else (),
            (Email(line.email),) if line.email else (),
            line.tags,
            at_risk=line.at_risk,
            do_not_contact=line.do_not_contact,
            deceased=line.deceased,
            added_at=now - _EARLIER,
        )
    )


def _entries(key: str, line: _Line, petition: str, at: datetime) -> list[ConsentEntry]:
    evidence = Evidence("slip", at.date(), tr("practice slip"), tr("Keep in touch with me by"))
    said = [(Topic(one, "news", petition), True) for one in line.agrees]  # type: ignore[arg-type]  # the file's
    said += [(Topic(one, "news", petition), False) for one in line.withdrawn]  # type: ignore[arg-type]  # the same
    said += [(Topic(*one.split()), True) for one in line.also]  # type: ignore[arg-type]  # the same
    return [ConsentEntry(key, topic, given, at, evidence) for topic, given in said]
