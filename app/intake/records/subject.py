"""What a file is a list of: signatures or contacts; what its columns may become then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain import signature
from app.domain.columns import OWN
from app.domain.community import consent, contact_columns
from app.messages import tr
from app.paths import RESOURCES

OPT = "opt:"
"""The beginning of a target that is a channel: “opt:email”."""

_IMPORTS = RESOURCES / "imports"


@dataclass(frozen=True)
class Subject:
    """What a table's columns may become, and where its formats lie.

    `targets` are in the order in which they are offered, with their words. Our own export has
    heads of `own` alone, and one of `telling` that nobody else has. A row is somebody's by one of
    `named`. `several` are targets that more than one column may have each on its own, `alone`
    says that a name and its parts are kept side by side. `marks` are targets that a heading may
    say the opposite of, in the order in which they are looked for, by marks.toml.
    """

    ref: str
    formats: Path
    targets: Mapping[str, str]
    own: frozenset[str]
    telling: frozenset[str]
    named: frozenset[str]
    dates: tuple[str, ...]
    channels: Mapping[Any, str]
    several: frozenset[str] = frozenset()
    alone: bool = False
    marks: tuple[str, ...] = ()


_PARTS: Mapping[str, str] = {
    "given": tr("Given names"),
    "family": tr("Family name"),
    "street": tr("Address, first line"),
    "line2": tr("Address, second line"),
    "city": tr("Town"),
    "county": tr("County"),
}
"""What becomes a name or an address together with others."""


def _agreeing(channels: Mapping[Any, str]) -> dict[str, str]:
    return {
        f"{OPT}{channel}": tr("Agrees to: {channel}", channel=words.lower())
        for channel, words in channels.items()
    }


def _of_signatures(*keys: str) -> dict[str, str]:
    return {key: _PARTS.get(key) or OWN[key] for key in keys}


SIGNATURES = Subject(
    "signatures",
    _IMPORTS,
    {
        **_of_signatures(
            "name", "given", "family", "address", "street", "line2", "city", "county", "postcode",
            "email", "phone", "signed_on", "external_id", "born", "age",
        ),
        **_agreeing(signature.CHANNELS),
        **_of_signatures(
            "opt_ins", "sheet", "row", "validity", "reason", "origin", "source", "id", "import_key",
        ),
    },
    frozenset(OWN),
    frozenset({"origin", "opt_ins", "validity", "signed_on", "external_id"}),
    frozenset({"name", "given", "family", "id"}),
    ("signed_on", "born"),
    signature.CHANNELS,
)  # fmt: skip


def _of_contacts(*keys: str) -> dict[str, str]:
    more = {
        **_PARTS,
        "middle": tr("Middle names"),
        "nickname": tr("Nickname"),
        "pronounced_family": tr("Family name pronounced"),
        "member_of": tr("Member of"),
        "line3": tr("Address, third line"),
        "country": tr("Country"),
        "external_id": tr("Id at the source"),
        "agreed_on": tr("Agreed on"),
        "more": tr("More about them"),
        "more_label": tr("What that is"),
    }
    return {key: more.get(key) or contact_columns.OWN[key] for key in keys}


CONTACTS = Subject(
    "contacts",
    _IMPORTS / "contacts",
    {
        **_of_contacts(
            "name", "given", "middle", "family", "order", "pronounced", "pronounced_family",
            "nickname", "other_name", "other_family", "other_order", "other_pronounced", "kind",
            "organisation", "department", "member_of", "role", "language", "address", "street",
            "line2", "line3", "city", "county", "postcode", "country", "address_label", "phone",
            "phone_label", "email", "email_label", "tags", "notes", "agreed_on",
        ),
        **_agreeing(consent.CHANNELS),
        **_of_contacts(
            "at_risk", "do_not_contact", "deceased", "more", "more_label", "source", "external_id",
            "id", "import_key",
        ),
    },
    frozenset(contact_columns.OWN),
    frozenset({"other_name", "other_family", "do_not_contact", "pronounced", "phone_label"}),
    frozenset({
        "name", "given", "family", "other_name", "organisation", "member_of", "email", "id",
    }),
    ("agreed_on",),
    consent.CHANNELS,
    frozenset({
        "other_name", "other_family", "other_order", "other_pronounced", "address", "street",
        "line2", "line3", "city", "county", "postcode", "country", "address_label", "phone",
        "phone_label", "email", "email_label", "organisation", "department", "member_of",
        "tags", "notes", "more", "more_label", *contact_columns.MARKS,
    }),
    alone=True,
    marks=("do_not_contact", "at_risk", "deceased"),
)  # fmt: skip

SUBJECTS: Mapping[str, Subject] = {one.ref: one for one in (SIGNATURES, CONTACTS)}
