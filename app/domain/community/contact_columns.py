"""The columns of a contact in a file: what is exported comes in again by the same names."""

from __future__ import annotations

from collections.abc import Mapping

from app.messages import tr

OWN: Mapping[str, str] = {
    "id": tr("Our id"),
    "kind": tr("Kind"),
    "name": tr("Name"),
    "family": tr("Family name"),
    "order": tr("Order of the name"),
    "pronounced": tr("Pronounced"),
    "other_name": tr("Name in another script"),
    "other_family": tr("Family name in it"),
    "other_order": tr("Order of that name"),
    "other_pronounced": tr("That name pronounced"),
    "language": tr("Language"),
    "role": tr("Role"),
    "organisation": tr("Organisation"),
    "department": tr("Department"),
    "address": tr("Address"),
    "postcode": tr("Postcode"),
    "address_label": tr("Which address"),
    "phone": tr("Phone"),
    "phone_label": tr("Which phone"),
    "email": tr("Email"),
    "email_label": tr("Which email"),
    "tags": tr("Tags"),
    "notes": tr("Notes"),
    "at_risk": tr("At risk"),
    "do_not_contact": tr("Do not contact"),
    "deceased": tr("Deceased"),
    "source": tr("Source"),
    "import_key": tr("Known again by"),
}
"""The keys of an export's columns, which are its heads, with the words that people see.

What a contact has several of stands in several columns: “phone”, “phone 2”.
"""

MARKS = ("at_risk", "do_not_contact", "deceased")
"""What keeps somebody off lists, or unnamed on them."""

GROUPS: tuple[tuple[str, ...], ...] = (
    ("other_name", "other_family", "other_order", "other_pronounced"),
    ("address", "postcode", "address_label"),
    ("phone", "phone_label"),
    ("email", "email_label"),
    ("organisation", "department"),
)
"""Columns that stand together, once for each that a contact has."""

NOTE = "Roundrobin"
"""The name of the field in which other programs keep what they have no column for."""

BESIDE: Mapping[str, str] = {**OWN, "written_as": tr("Written as")}
"""What stands in that field on lines of its own, by key, with the words that begin the line."""
