"""A segment's conditions: read as people write them, kept by ids, said in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.community.consent import CHANNELS, PURPOSES
from app.domain.community.contact import KINDS, LANGUAGES
from app.domain.community.segment import EVER, FIELDS, FLAGS, HAS, SINGLE, Condition, Field, Segment
from app.domain.names import tidy
from app.errors import AppError, NotFoundError
from app.messages import tr, trn
from app.operations.community import contacts
from app.store.community.contact_query import ContactQuery
from app.store.store import Store

MOST = 20
"""How many conditions a segment has at most, and values a condition."""

FURTHEST = 3650
"""Days that a condition looks back at most."""

_DISTRICT = re.compile(r"[A-Z]{1,2}(\d[\dA-Z]?)?")
_ANY_WAY: Mapping[str, str] = {
    "any": tr("Any way"),
    **{str(key): words for key, words in CHANNELS.items()},
}


def checked_condition(store: Store, condition: Condition) -> Condition:
    """A condition as it is kept, its petitions and segments by id; AppError where it is wrong."""
    field = condition.field
    if field not in FIELDS:
        raise AppError(
            "There is no condition “{field}”: choose one of {known}.",
            field=field,
            known=", ".join(FIELDS),
        )
    if field in FLAGS:
        return replace(condition, values=())
    values = tuple(dict.fromkeys(tidy(one) for one in condition.values if tidy(one)))
    if not values and field != "signed":
        raise AppError("The condition “{field}” needs a value.", field=FIELDS[field][0])
    if len(values) > (1 if field in SINGLE else MOST):
        raise AppError("The condition “{field}” has too many values.", field=FIELDS[field][0])
    check = _CHECKS.get(field)
    return replace(condition, values=tuple(check(store, one) if check else one for one in values))


def _of(choices: Mapping[Any, str]) -> Callable[[Store, str], str]:
    def check(_: Store, value: str) -> str:
        if value not in choices:
            raise AppError(
                "There is no “{value}”: choose one of {known}.",
                value=value,
                known=", ".join(choices),
            )
        return value

    return check


def _language(store: Store, value: str) -> str:
    """A code or a known name, or what a file said and is kept of somebody so."""
    kept = ContactQuery((Condition("language", (value,)),))
    return value if store.contacts.count(kept) else contacts.language_of(value)


def _petition(store: Store, value: str) -> str:
    return store.petitions.get(value).id


def _segment(store: Store, value: str) -> str:
    found = store.segments.named(value)
    if found is None:
        raise NotFoundError(
            "There is no segment “{segment}”: look in the list of segments.", segment=value
        )
    return found.id


def _topic(store: Store, value: str) -> str:
    channel, _, rest = value.partition(" ")
    purpose, _, ref = rest.partition(" ")
    if channel not in _ANY_WAY or purpose not in PURPOSES or (purpose == "news") != bool(ref):
        raise AppError(
            "“{value}” is no consent: write a channel and what for, like “email news REF”, "
            "“post campaigns” or “any volunteering”.",
            value=value,
        )
    return f"{channel} {purpose} {store.petitions.get(ref).id}" if ref else f"{channel} {purpose}"


def _district(_: Store, value: str) -> str:
    district = value.upper().replace(" ", "")
    if not _DISTRICT.fullmatch(district):
        raise AppError(
            "“{value}” is no postcode district: write it like KT3, or KT for the whole area.",
            value=value,
        )
    return district


def _day(_: Store, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise AppError("“{value}” is no day: write it like 2026-11-23.", value=value) from None


def _days(_: Store, value: str) -> str:
    number = int(value) if value.isascii() and value.isdigit() else 0
    if value != EVER and not 1 <= number <= FURTHEST:
        raise AppError(
            "“{value}” is no number of days: write 1 to {most}.", value=value, most=FURTHEST
        )
    return value


_CHECKS: Mapping[Field, Callable[[Store, str], str]] = {
    "kind": _of(KINDS),
    "language": _language,
    "has": _of(HAS),
    "signed": _petition,
    "segment": _segment,
    "consent": _topic,
    "district": _district,
    "added": _day,
    "contacted": _days,
}
"""How a value is read; what is not named here is any text."""


def describe(store: Store, segment: Segment) -> str:
    """What a segment asks for, in words."""
    if segment.static:
        return tr("chosen one by one")
    return "; ".join(_words(written_condition(store, one)) for one in segment.conditions)


def written_condition(store: Store, condition: Condition) -> Condition:
    """A kept condition as people write it: petitions by ref, segments by name."""
    names = {one.id: one.ref for one in store.petitions.all()}
    names |= {one.id: one.name for one in store.segments.all()}
    values = (
        " ".join(names.get(part, part) for part in one.split(" ")) for one in condition.values
    )
    return replace(condition, values=tuple(values))


def as_condition(store: Store, condition: Condition) -> dict[str, Any]:
    """A condition as people write it, with the stable keys of the command line."""
    written = written_condition(store, condition)
    return {"field": written.field, "values": list(written.values), "holds": written.holds}


def _words(condition: Condition) -> str:
    """A condition, as people write it, as a part of a sentence."""
    say = _SAID.get(condition.field, str)
    values = tr(" or ").join(say(one) for one in condition.values) or tr("any petition")
    _, yes, no = FIELDS[condition.field]
    return (yes if condition.holds else no).format(values=values)


def _quoted(value: str) -> str:
    return f"“{value}”"


def _said_days(value: str) -> str:
    if value == EVER:
        return tr("at any time")
    return trn("within {number} day", "within {number:,} days", int(value))


def _said_topic(value: str) -> str:
    channel, purpose, *ref = value.split(" ")
    words = [f"{_ANY_WAY[channel].lower()}:", PURPOSES[purpose].lower(), *ref]  # type: ignore[index]  # checked when kept
    return " ".join(words)


_SAID: Mapping[Field, Callable[[str], str]] = {
    "kind": lambda value: KINDS[value].lower(),  # type: ignore[index]  # checked when kept
    "language": lambda value: LANGUAGES.get(value, value),
    "has": HAS.__getitem__,
    "contacted": _said_days,
    "added": lambda value: f"{date.fromisoformat(value):%d/%m/%Y}",
    "tag": _quoted,
    "segment": _quoted,
    "consent": _said_topic,
}
"""How a value, as people write it, is said in a sentence; others as they are."""
