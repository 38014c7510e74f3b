"""The columns of a signature in a file: what is exported comes in again by the same names."""

from __future__ import annotations

from collections.abc import Mapping

from app.messages import tr

OWN: Mapping[str, str] = {
    "id": tr("Our id"),
    "external_id": tr("Id at the source"),
    "source": tr("Source"),
    "origin": tr("Paper or online"),
    "sheet": tr("Sheet"),
    "row": tr("Row"),
    "name": tr("Name"),
    "address": tr("Address"),
    "postcode": tr("Postcode"),
    "email": tr("Email"),
    "phone": tr("Phone"),
    "opt_ins": tr("Agreed to"),
    "born": tr("Date of birth"),
    "age": tr("Age"),
    "signed_on": tr("Signed on"),
    "validity": tr("Validity"),
    "reason": tr("Reason"),
    "import_key": tr("Known again by"),
}
"""The keys of an export's columns, which are its heads, with the words that people see."""
