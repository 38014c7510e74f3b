"""Segments: which contacts are wanted, said as plain conditions that all hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Field = Literal[
    "words", "kind", "tag", "language", "district", "consent", "signed", "contacted", "open-task",
    "at-risk", "do-not-contact", "deceased", "segment",
]  # fmt: skip
"""What a condition is about."""


@dataclass(frozen=True)
class Condition:
    """One condition: a field, whether it `holds`, and the values of which any is enough.

    Their shape is the field's: a tag, “KT3”, “email news asylum”, a petition's ref, a number of
    days since the last contact.
    """

    field: Field
    values: tuple[str, ...] = ()
    holds: bool = True


@dataclass(frozen=True)
class Segment:
    """A saved search, or a `static` list whose members were chosen one by one."""

    name: str
    conditions: tuple[Condition, ...] = ()
    static: bool = False
    id: str = ""
    made_at: datetime | None = None
