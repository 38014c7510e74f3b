"""Which contacts are wanted: conditions as SQL and its values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import names
from app.domain.segment import Condition, Field

_NOTHING = '""'


@dataclass(frozen=True)
class ContactQuery:
    """Contacts for which all conditions hold, those merged into others left out."""

    conditions: tuple[Condition, ...] = ()


Made = tuple[str, list[Any]]


def where(query: ContactQuery) -> Made:
    """The SQL condition on `contact`, and its values."""
    parts, values = ["contact.merged_into IS NULL"], []
    for condition in query.conditions:
        sql, bound = _MAKERS[condition.field](condition.values)
        parts.append(sql if condition.holds else f"NOT ({sql})")
        values += bound
    return " AND ".join(parts), values


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _words(values: Sequence[str]) -> Made:
    parts = []
    for word in names.tidy(" ".join(values).replace('"', " ")).split():
        spelt = names.syllables(word)
        parts.append(f'("{word}"* OR "{spelt}")' if spelt else f'"{word}"*')
    found = "SELECT rowid FROM contact_search WHERE contact_search MATCH ?"
    return f"contact.number IN ({found})", [" AND ".join(parts) or _NOTHING]


def _column(name: str) -> Callable[[Sequence[str]], Made]:
    return lambda values: (f"contact.{name} IN ({_marks(values)})", list(values))


def _flag(name: str) -> Callable[[Sequence[str]], Made]:
    return lambda _: (f"contact.{name} = 1", [])


def _tag(values: Sequence[str]) -> Made:
    chosen = f"SELECT contact FROM contact_tag WHERE tag IN ({_marks(values)})"
    return f"contact.id IN ({chosen})", list(values)


_MAKERS: dict[Field, Callable[[Sequence[str]], Made]] = {
    "words": _words,
    "kind": _column("kind"),
    "language": _column("language"),
    "district": _column("outward"),
    "tag": _tag,
    "at-risk": _flag("at_risk"),
    "do-not-contact": _flag("do_not_contact"),
    "deceased": _flag("deceased"),
}
