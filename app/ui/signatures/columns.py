"""The columns of the table of signatures: their words, widths, order and filters."""

from __future__ import annotations

from typing import NamedTuple

from app.domain import names
from app.domain.sheet_code import printed
from app.domain.signature import CHANNELS, REASONS, Signature
from app.messages import tr
from app.store.signature_query import Sort
from app.ui.widgets.looks import VALIDITY_LOOKS


class Column(NamedTuple):
    """A column: what it sorts by, its width in pixels, and whether it is shown at first.

    `field` is the condition of a SignatureQuery that stands in its filter, `hint` what the empty
    filter says. A `spare` column is left out where the table is narrow.
    """

    key: str
    heading: str
    sort: Sort
    width: int
    usual: bool = True
    field: str = ""
    hint: str = ""
    spare: bool = False


COLUMNS = (
    Column("check", "", "entered", 40),
    Column("sheet", tr("Sheet"), "sheet", 114, field="sheet", hint=tr("Code")),
    Column("row", tr("Row"), "sheet", 56, field="row", hint=tr("No.")),
    Column("name", tr("Name"), "name", 150, field="name", hint=tr("Name")),
    Column("hangul", tr("Hangul"), "hangul", 80, field="hangul", hint="한글", spare=True),
    Column("address", tr("Address"), "address", 130, field="address", hint=tr("Address")),
    Column("postcode", tr("Postcode"), "postcode", 88, field="postcode", hint="KT3"),
    Column("signed_on", tr("Signed"), "signed_on", 104, field="days", spare=True),
    Column("validity", tr("Validity"), "validity", 124, field="validity"),
    Column("duplicate", tr("Duplicate"), "duplicate", 106, field="duplicate"),
    Column("origin", tr("Came"), "origin", 100, usual=False, field="origin"),
    Column("source", tr("Source"), "source", 130, usual=False, field="source", hint=tr("Source")),
    Column(
        "external_id", tr("Source’s id"), "external_id", 94, usual=False,
        field="external_id", hint=tr("Id"), spare=True,
    ),
    Column("email", tr("Email"), "email", 180, usual=False, field="email", hint=tr("Email")),
    Column("phone", tr("Phone"), "phone", 130, usual=False, field="phone", hint=tr("Phone")),
    Column("opt_ins", tr("Agreed to"), "opt_ins", 150, usual=False, field="opt_in"),
    Column("age", tr("Age"), "age", 54, usual=False, field="age", hint=tr("Age")),
    Column("entered", tr("Entered"), "entered", 84, usual=False),
)  # fmt: skip
AT = {column.key: at for at, column in enumerate(COLUMNS)}
"""The place of each column by its key."""

RIGHT = frozenset({"row", "age", "entered"})
"""Columns of figures."""


ORIGIN_WORDS = {"paper": tr("On paper"), "online": tr("Online")}

_PERSONAL = frozenset(
    {"name", "hangul", "address", "postcode", "external_id", "email", "phone", "age"}
)


def cell_text(one: Signature, key: str, *, hidden: str, whole_name: bool) -> str:
    """What stands in a cell; a whole name where no column shows its Hangul apart.

    `hidden` stands in the place of a name that is not to be seen; empty where it is.
    """
    if hidden and key in _PERSONAL:
        return hidden if key == "name" else ""
    if key in {"name", "hangul"}:
        hangul = names.hangul(one.name)
        if key == "hangul":
            return hangul
        return one.name if whole_name else names.tidy(one.name.replace(hangul, "")) or one.name
    if key == "opt_ins":
        return ", ".join(CHANNELS.get(channel, channel) for channel in one.opt_ins)
    if key in {"address", "postcode", "source", "external_id", "email", "phone"}:
        return str(getattr(one, key))
    texts = {
        "sheet": printed(one.sheet) if one.sheet else "",
        "row": str(one.row or ""),
        "signed_on": f"{one.signed_on:%d %b %Y}" if one.signed_on else "",
        "validity": REASONS.get(one.reason, VALIDITY_LOOKS[one.validity][2]),
        "origin": ORIGIN_WORDS[one.origin],
        "age": "" if one.age is None else str(one.age),
    }
    return texts.get(key, "")
