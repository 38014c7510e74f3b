"""Segments: which contacts are wanted, said as plain conditions that all hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.messages import tr

Field = Literal[
    "words", "kind", "tag", "language", "district", "consent", "signed", "contacted", "open-task",
    "has", "added", "segment", "at-risk", "do-not-contact", "deceased",
]  # fmt: skip
"""What a condition is about."""

FIELDS: Mapping[Field, tuple[str, str, str]] = {
    "words": (tr("Words"), tr("has the words “{values}”"), tr("lacks the words “{values}”")),
    "kind": (tr("Kind"), tr("is: {values}"), tr("is not: {values}")),
    "tag": (tr("Tag"), tr("has the tag {values}"), tr("lacks the tag {values}")),
    "language": (tr("Language"), tr("reads {values}"), tr("does not read {values}")),
    "district": (tr("District"), tr("lives in {values}"), tr("does not live in {values}")),
    "consent": (tr("Agreed to"), tr("agreed to {values}"), tr("did not agree to {values}")),
    "signed": (tr("Signed"), tr("signed {values}"), tr("did not sign {values}")),
    "contacted": (
        tr("Last contacted"),
        tr("contacted {values}"),
        tr("not contacted {values}"),
    ),
    "open-task": (tr("Open task"), tr("has an open task"), tr("has no open task")),
    "has": (tr("Can be reached by"), tr("has {values}"), tr("has no {values}")),
    "added": (tr("Added"), tr("added since {values}"), tr("added before {values}")),
    "segment": (tr("Segment"), tr("is in {values}"), tr("is not in {values}")),
    "at-risk": (tr("At risk"), tr("is at risk"), tr("is not at risk")),
    "do-not-contact": (
        tr("Not to be contacted"),
        tr("asked not to be contacted"),
        tr("did not ask not to be contacted"),
    ),
    "deceased": (tr("Deceased"), tr("is deceased"), tr("is not deceased")),
}
"""What each field is called, and what a condition says where it holds and where it does not."""

HAS: Mapping[str, str] = {
    "email": tr("an email address"),
    "phone": tr("a telephone number"),
    "address": tr("a postal address"),
}
"""Ways to reach a contact that a condition can ask for."""

EVER = "ever"
"""The value of “contacted” that means at any time; the others are numbers of days."""

FLAGS: frozenset[Field] = frozenset({"open-task", "at-risk", "do-not-contact", "deceased"})
"""Fields that have no value."""

SINGLE: frozenset[Field] = frozenset({"words", "contacted", "added"})
"""Fields of which one value is asked."""


@dataclass(frozen=True)
class Condition:
    """One condition: a field, whether it `holds`, and the values of which any is enough.

    Their shape is the field's: a tag, “KT3” or “KT”, “email news ID” with a petition's id (a
    channel “any” is every one), a petition's id, a number of days within which the last contact
    was, a day in ISO, a segment's id. “signed” without a value means any petition.
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
