"""Files of contacts, brought in and out as an organiser would."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from app.domain.community.contact import Contact, Email, WrittenName
from app.domain.community.name_parts import order_shown
from app.intake.records.mapping import with_columns
from app.intake.records.subject import OPT
from app.intake.records.table import Table
from app.operations.campaign.campaigns import Campaign
from app.operations.community import (
    contact_export,
    contact_files,
)
from app.operations.community.contact_files import Wanted
from tests.campaigns import NOW

FILES = Path(__file__).parent.parent / "files" / "contacts"

EXPECTED: dict[str, tuple[str, str, int]] = {
    "address-book-3.0.vcf": ("3.0", "utf-8", 3),
    "form.csv": ("table", "utf-8", 3),
    "google-new.csv": ("google", "utf-8", 3),
    "google-old.csv": ("google", "utf-16", 2),
    "outlook-cp1252.csv": ("outlook", "cp1252", 2),
    "outlook-cp949.csv": ("outlook", "cp949", 2),
    "roundrobin.csv": ("roundrobin", "utf-8", 4),
    "roundrobin.json": ("roundrobin", "", 4),
    "roundrobin.xlsx": ("roundrobin", "", 4),
    "telephone-2.1-euckr.vcf": ("2.1", "cp949", 2),
    "telephone-2.1-utf8.vcf": ("2.1", "utf-8", 2),
    "two-scripts-4.0.vcf": ("4.0", "utf-8", 2),
}
"""Every fixture with its preset or version, its encoding, and how many contacts it holds."""

OUT: tuple[tuple[contact_export.Format, contact_export.Version], ...] = (
    ("vcf", "4.0"), ("vcf", "3.0"), ("vcf", "2.1"), ("csv", "4.0"), ("json", "4.0"),
    ("xlsx", "4.0"), ("google", "4.0"), ("outlook", "4.0"),
)  # fmt: skip


def proposed(campaign: Campaign, path: Path, **wanted: Any) -> contact_files.Proposal:
    found = contact_files.read(path)
    mapping = None
    if isinstance(found, Table):
        mapping = contact_files.propose_mapping(campaign.store, found)
        for at, channel in mapping.offers.items():  # the tests' organiser takes what is offered
            mapping = with_columns(mapping, found.heads, [(OPT + channel, found.heads[at])])
    said = Wanted(**({"ref": "asylum"} | wanted))
    return contact_files.prepare(campaign.store, found, mapping, said, now=NOW)


def bring_in(campaign: Campaign, path: Path, **wanted: Any) -> contact_files.Proposal:
    proposal = proposed(campaign, path, **wanted)
    contact_files.apply(campaign.store, proposal, now=NOW)
    return proposal


def export(
    campaign: Campaign, path: Path, form: contact_export.Format, version: contact_export.Version
) -> Path:
    prepared = contact_export.prepare(
        campaign.store, form, version, with_at_risk=True, with_stopped=True
    )
    path.write_bytes(contact_export.draw(campaign.store, prepared, now=NOW).content)
    return path


def known(contact: Contact) -> tuple[Any, ...]:
    """What has to be the same after a journey through any format: names in each script, ways."""
    return (
        [
            (one.text, one.family, one.order or order_shown(one.text, one.family), one.pronounced)
            for one in contact.names
        ],
        contact.kind, contact.language, contact.role, contact.notes, contact.tags,
        {(one.lines, one.postcode) for one in contact.addresses},
        {one.number or one.written for one in contact.phones},
        [one.address for one in contact.emails],
        contact.at_risk, contact.do_not_contact, contact.deceased,
    )  # fmt: skip


def all_known(campaign: Campaign) -> list[tuple[Any, ...]]:
    store = campaign.store
    name = {one.id: one.name for one in store.contacts.all()}
    works: dict[str, list[tuple[str, str]]] = {}
    for tie in store.relationships.of_kind("works-at"):
        works.setdefault(tie.contact, []).append((name[tie.other], tie.note))
    return sorted(((*known(one), works.get(one.id)) for one in store.contacts.all()), key=repr)


def joan() -> Contact:
    return Contact((WrittenName("Joan Hart"),), emails=(Email("joan@hart.example"),))


def table_of(campaign: Campaign, rows: list[list[str]]) -> Path:
    path = campaign.folder.parent / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
