"""What contacts are to each other, in words that read both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.community.contact import KINDS, Kind
from app.messages import tr


class Ways(NamedTuple):
    """How a relationship reads from the one to the other, and back; alike where both are equal."""

    there: str
    back: str


RELATIONSHIPS: Mapping[str, Ways] = {
    "works-at": Ways(tr("Works at"), tr("Works here")),
    "elder-of": Ways(tr("Elder of"), tr("Elder here")),
    "member-of": Ways(tr("Member of"), tr("Member here")),
    "interpreter-for": Ways(tr("Interprets for"), tr("Interpreter")),
    "child-of": Ways(tr("Child of"), tr("Parent of")),
    "partner-of": Ways(tr("Partner of"), tr("Partner of")),
    "knows": Ways(tr("Knows"), tr("Knows")),
}

TURNED: Mapping[str, str] = {"parent-of": "child-of"}
"""Kinds that are another kind said from the other side."""

_HUMAN: frozenset[Kind] = frozenset({"person", "member"})
_OFFICE: frozenset[Kind] = frozenset(set(KINDS) - {"person"})
_ANY: frozenset[Kind] = frozenset(KINDS)

SIDES: Mapping[str, tuple[frozenset[Kind], frozenset[Kind]]] = {
    "works-at": (_HUMAN, _OFFICE),
    "elder-of": (_HUMAN, _OFFICE),
    "member-of": (_ANY, _OFFICE),
    "interpreter-for": (_ANY, _ANY),
    "child-of": (_HUMAN, _HUMAN),
    "partner-of": (_HUMAN, _HUMAN),
    "knows": (_ANY, _ANY),
}
"""Of which kinds of contact the one and the other have to be."""

BELONGING = ("works-at", "elder-of", "member-of")
"""Kinds by which somebody belongs to an organisation."""

MUTUAL = frozenset({"partner-of", "knows"})
"""Kinds that are the same from both sides."""


@dataclass(frozen=True)
class Relationship:
    """That one contact (id) is something to another (id)."""

    contact: str
    kind: str
    other: str
    note: str = ""

    def seen_from(self, contact: str) -> tuple[str, str]:
        """How it reads for one of the two, and the id of the other one."""
        ways = RELATIONSHIPS[self.kind]
        if contact == self.contact:
            return ways.there, self.other
        return ways.back, self.contact


class Affiliation(NamedTuple):
    """An organisation to which a file says that somebody belongs, and which part of it."""

    name: str
    part: str = ""
    kind: str = "works-at"

    @property
    def whole(self) -> str:
        """The organisation with its part, in words."""
        return ", ".join(filter(None, (self.name, self.part)))
