"""Which contacts are wanted: conditions as SQL and its values.

Conditions on other tables are looked up for each contact that the plain ones leave, in the order
of ids, in which those tables' indexes lie as well; `contact_facts` holds what the plain ones ask.
A condition that is usually narrow, where there is one, says whom to look at first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from app.domain import sought
from app.domain.community.segment import EVER, Condition, Field

T = TypeVar("T")

BY_NAME = "ORDER BY contact.name COLLATE NOCASE, contact.number"
"""An index lies in this order; what is listed by it goes through `unnamed_last`."""


def unnamed_last(rows: Iterable[tuple[T, int, int]]) -> list[T]:
    """What was read by name with each contact's number and whether they are at risk.

    Those at risk stand at the end, by number: their place would tell how they are called.
    """
    listed = list(rows)
    unnamed = sorted((row for row in listed if row[2]), key=lambda row: row[1])
    return [one for one, _, at_risk in listed if not at_risk] + [row[0] for row in unnamed]


_NOTHING = '""'
_FOUND = "SELECT rowid FROM contact_search WHERE contact_search MATCH ?"
_DIALLED = (
    "SELECT number FROM contact INDEXED BY contact_phone WHERE phone <> '' "
    "AND (instr(phone, ?) OR instr(phone, ?)) "
    "UNION SELECT number FROM contact INDEXED BY contact_phones "
    "WHERE json_array_length(phones) > 1 AND (instr(phones, ?) OR instr(phones, ?))"
)
"""Digits from anywhere in a first telephone number, or in those of the few who have several."""


@dataclass(frozen=True)
class ContactQuery:
    """Contacts for which all conditions hold, those merged into others left out.

    Days are counted back from `today`. `nested` are the segments that conditions name, by id:
    None for one whose members were chosen one by one.
    """

    conditions: tuple[Condition, ...] = ()
    today: date | None = None
    nested: Mapping[str, ContactQuery | None] = field(default_factory=dict)


Made = tuple[str, list[Any]]
_Maker = Callable[[ContactQuery, Sequence[str]], Made]


def where(query: ContactQuery) -> Made:
    """The SQL condition on `contact`, and its values."""
    if all(one.field in _PLAIN for one in query.conditions):
        return _all(query, {})
    leading = next((one for key in _LEADING for one in query.conditions
                    if one.field == key and one.holds), None)  # fmt: skip
    if leading is not None:
        rest = tuple(one for one in query.conditions if one is not leading)
        lead, bound = _LEADING[leading.field](leading.values)
        sql, values = _all(ContactQuery(rest, query.today, query.nested), _MAKERS)
        sql, values = f"{lead} AND {sql}", [*bound, *values]
    else:
        sql, values = _all(query, _MAKERS)
    worded = any(one.field == "words" for one in query.conditions)
    by = "" if worded else "INDEXED BY contact_facts"
    return f"contact.number IN (SELECT contact.number FROM contact {by} WHERE {sql})", values


def _all(query: ContactQuery, makers: Mapping[Field, _Maker]) -> Made:
    parts, values = ["contact.merged_into IS NULL"], []
    for condition in query.conditions:
        sql, bound = (_PLAIN | dict(makers))[condition.field](query, condition.values)
        parts.append(sql if condition.holds else f"NOT ({sql})")
        values += bound
    return " AND ".join(parts), values


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _words(_: ContactQuery, values: Sequence[str]) -> Made:
    """All the words by one search of the index; a number also where it stands in another."""
    found = list(sought.parts(" ".join(values)))
    numbers = [one for one in found if one.number]
    plain = " AND ".join(_part(one) for one in found if not one.number)
    parts, bound = [f"contact.number IN ({_FOUND} UNION {_DIALLED})"] * len(numbers), []
    for one in numbers:
        bound += [_part(one), *(one.number, one.inner) * 2]
    if plain or not found:
        parts.append(f"contact.number IN ({_FOUND})")
        bound.append(plain or _NOTHING)
    return " AND ".join(parts), bound


def _part(one: sought.Sought) -> str:
    """Words by their beginnings, Hangul by its syllables, a number however it is spaced."""
    begun = " AND ".join(f'"{word}"*' for word in one.words)
    ways = [f'"{spelt}"' for word in one.words for spelt in sought.spellings(word)]
    ways += [f'"{one.number}"*'] if one.number else []
    return f"({' OR '.join([f'({begun})', *ways])})"


def _column(name: str) -> _Maker:
    return lambda _, values: (f"contact.{name} IN ({_marks(values)})", list(values))


def _flag(name: str) -> _Maker:
    return lambda _query, _values: (f"contact.{name} = 1", [])


def _district(_: ContactQuery, values: Sequence[str]) -> Made:
    """Districts, like KT3; letters alone are a whole area."""
    areas = [one for one in values if one.isalpha()]
    districts = [one for one in values if one not in areas]
    parts = [f"contact.outward IN ({_marks(districts)})"] if districts else []
    parts += ["contact.outward GLOB ?"] * len(areas)
    return f"({' OR '.join(parts)})", [*districts, *(f"{one}[0-9]*" for one in areas)]


def _added(_: ContactQuery, values: Sequence[str]) -> Made:
    return "contact.added_at >= ?", [values[0]]


def _has(_: ContactQuery, values: Sequence[str]) -> Made:
    lacking = {"email": "contact.emails", "phone": "contact.phones", "address": "contact.addresses"}
    return f"({' OR '.join(f'{lacking[one]} <> ?' for one in values)})", ["[]"] * len(values)


def _tag(_: ContactQuery, values: Sequence[str]) -> Made:
    return (
        (
            "EXISTS (SELECT 1 FROM contact_tag WHERE contact_tag.contact = contact.id "
            f"AND tag IN ({_marks(values)}))"
        ),
        list(values),
    )


def _tag_first(values: Sequence[str]) -> Made:
    chosen = f"SELECT contact FROM contact_tag WHERE tag IN ({_marks(values)})"
    return f"contact.id IN ({chosen})", list(values)


def _consent(_: ContactQuery, values: Sequence[str]) -> Made:
    parts, bound = [], []  # type: list[str], list[Any]
    for value in values:
        channel, purpose, *petition = value.split()
        ways = [channel] if channel != "any" else []
        by = "INDEXED BY consent_now_given" if ways else ""
        parts.append(
            f"EXISTS (SELECT 1 FROM consent_now {by} WHERE consent_now.contact = contact.id "
            f"{'AND channel = ? ' * len(ways)}AND purpose = ? AND petition = ? AND given = 1)"
        )
        bound += [*ways, purpose, petition[0] if petition else ""]
    return f"({' OR '.join(parts)})", bound


def _signed(_: ContactQuery, values: Sequence[str]) -> Made:
    only = f" AND petition IN ({_marks(values)})" if values else ""
    return (
        (
            "EXISTS (SELECT 1 FROM contact_signature "
            f"WHERE contact_signature.contact = contact.id{only})"
        ),
        list(values),
    )


def _contacted(query: ContactQuery, values: Sequence[str]) -> Made:
    state = "EXISTS (SELECT 1 FROM contact_state WHERE contact_state.contact = contact.id AND "
    if values[0] == EVER:
        return f"{state}contacted_at IS NOT NULL)", []
    if query.today is None:
        raise ValueError("days are counted back from a day")
    return f"{state}contacted_at >= ?)", [
        (query.today - timedelta(days=int(values[0]))).isoformat()
    ]


def _open_task(_query: ContactQuery, _values: Sequence[str]) -> Made:
    return (
        (
            "EXISTS (SELECT 1 FROM contact_state WHERE contact_state.contact = contact.id "
            "AND open_tasks > 0)"
        ),
        [],
    )


def _segment(query: ContactQuery, values: Sequence[str]) -> Made:
    parts, bound = [], []  # type: list[str], list[Any]
    for key in values:
        inner = query.nested.get(key)
        if inner is None:
            parts.append(
                "EXISTS (SELECT 1 FROM segment_member "
                "WHERE segment = ? AND segment_member.contact = contact.id)"
            )
            bound.append(key)
        else:
            sql, more = _all(inner, _MAKERS)
            parts.append(f"({sql})")
            bound += more
    return f"({' OR '.join(parts)})", bound


_PLAIN: dict[Field, _Maker] = {
    "words": _words,
    "kind": _column("kind"),
    "language": _column("language"),
    "district": _district,
    "added": _added,
    "has": _has,
    "at-risk": _flag("at_risk"),
    "do-not-contact": _flag("do_not_contact"),
    "deceased": _flag("deceased"),
}
"""Conditions on what a contact itself holds."""

_MAKERS: dict[Field, _Maker] = {
    "tag": _tag,
    "consent": _consent,
    "signed": _signed,
    "contacted": _contacted,
    "open-task": _open_task,
    "segment": _segment,
}
"""Conditions on what other tables hold of it."""

_LEADING: dict[Field, Callable[[Sequence[str]], Made]] = {"tag": _tag_first}
"""Conditions that are usually narrow, the narrowest first."""
