"""Two contacts who are one: field by field, what stands afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from app.domain.community.contact import KINDS, LANGUAGES, Contact, PostalAddress, WrittenName
from app.messages import tr

T = TypeVar("T")

Field = Literal[
    "names", "kind", "language", "role", "addresses", "phones", "emails", "notes"
]  # fmt: skip
FIELDS: Mapping[Field, str] = {
    "names": tr("Names"),
    "kind": tr("Kind"),
    "language": tr("Language"),
    "role": tr("Role"),
    "addresses": tr("Addresses"),
    "phones": tr("Phones"),
    "emails": tr("Emails"),
    "notes": tr("Notes"),
}
"""Fields of which one of the two may be taken; of lists it comes first, and nothing is lost."""

_MARKS: Mapping[str, str] = {
    "at_risk": tr("At risk"),
    "do_not_contact": tr("Do not contact"),
    "deceased": tr("Deceased"),
}


@dataclass(frozen=True)
class Line:
    """One field: what each says, what stands afterwards; `choice` where they can be chosen from.

    `choice` is empty, “kept” or “other”.
    """

    field: str
    words: str
    kept: str
    other: str
    after: str
    choice: Literal["", "kept", "other"]


_OPEN = frozenset({"kind", *_MARKS})
"""Fields that tell nothing of who somebody is."""

_LISTS = frozenset({"names", "addresses", "phones", "emails", "tags"})
"""Fields of which one may know how much stands in them."""

Place = Callable[[PostalAddress], str]
"""What is the same for two spellings of one address; empty where that cannot be said."""


def merged(
    kept: Contact, other: Contact, taken: Collection[str] = (), place: Place = lambda _: ""
) -> Contact:
    """`kept` with what `other` knows; of each field `taken` the other’s stands, or stands first.

    A mark that one of them has stays; of two spellings of one address the first does.
    """

    def first(field: Field) -> tuple[Contact, Contact]:
        return (other, kept) if field in taken else (kept, other)

    def one_of(field: Field) -> Any:
        a, b = first(field)
        return getattr(a, field) or getattr(b, field)

    def all_of(field: Field, key: Callable[[Any], str]) -> tuple[Any, ...]:
        a, b = first(field)
        return _once((*getattr(a, field), *getattr(b, field)), key)

    a, b = first("notes")
    notes = [a.notes] if b.notes in a.notes else [a.notes, b.notes]
    return replace(
        kept,
        names=_names(*(one.names for one in first("names"))),
        kind=one_of("kind"),
        language=one_of("language"),
        role=one_of("role"),
        addresses=all_of(
            "addresses",
            lambda one: place(one) or _bare(f"{''.join(one.lines)}{one.postcode}"),
        ),
        phones=all_of("phones", lambda one: one.number or _bare(one.written)),
        emails=all_of("emails", lambda one: one.address.casefold()),
        notes="\n".join(one for one in notes if one),
        tags=tuple(sorted({*kept.tags, *other.tags})),
        at_risk=kept.at_risk or other.at_risk,
        do_not_contact=kept.do_not_contact or other.do_not_contact,
        deceased=kept.deceased or other.deceased,
        source=kept.source or other.source,
        added_at=min(filter(None, (kept.added_at, other.added_at)), default=None),
    )


def lines(kept: Contact, other: Contact, after: Contact, taken: Collection[str] = ()) -> list[Line]:
    """What each field says on both sides and afterwards; a field that none fills is left out."""
    made = []
    for field, words in FIELDS.items():
        texts = [shown(one, field) for one in (kept, other, after)]
        if any(texts):
            # The kind is never empty, and what only one of them says needs no choice.
            differ = texts[0].casefold() != texts[1].casefold() and all(texts[:2])
            taking: Literal["kept", "other"] = "other" if field in taken else "kept"
            made.append(Line(field, words, texts[0], texts[1], texts[2], taking if differ else ""))
    tags = [", ".join(one.tags) for one in (kept, other, after)]
    if any(tags):
        made.append(Line("tags", tr("Tags"), tags[0], tags[1], tags[2], ""))
    for mark, words in _MARKS.items():
        yes = [tr("Yes") if getattr(one, mark) else "" for one in (kept, other, after)]
        if any(yes):
            made.append(Line(mark, words, yes[0], yes[1], yes[2], ""))
    return made


def unnamed(told: Sequence[Line], of: Sequence[Contact]) -> list[Line]:
    """The lines where nobody may be named: how much each says, and what differs.

    They are `of` the kept one, the other, and what stands afterwards. What both say alike, and
    cannot be counted, tells nothing and is left out.
    """
    return [_unnamed(line, of) for line in told if line.field in _LISTS or line.kept != line.other]


def _unnamed(line: Line, of: Sequence[Contact]) -> Line:
    if line.field in _OPEN:
        return replace(line, choice="")
    if line.field in _LISTS:
        kept, other, after = (
            tr("{number:,}", number=len(listed)) if (listed := getattr(one, line.field)) else ""
            for one in of
        )
    else:
        kept, other, after = (
            tr("known") if text else "" for text in (line.kept, line.other, line.after)
        )
        other = tr("known, but another") if line.choice else other
    return replace(line, kept=kept, other=other, after=after, choice="")


def shown(contact: Contact, field: Field) -> str:
    """A field in words, each entry of a list on a line of its own."""
    return "\n".join(one for one in _entries(contact, field) if one)


def _entries(contact: Contact, field: Field) -> Sequence[str]:
    entries: Mapping[Field, Callable[[], Sequence[str]]] = {
        "names": lambda: [one.text for one in contact.names],
        "kind": lambda: [KINDS[contact.kind]],
        "language": lambda: [LANGUAGES.get(contact.language, contact.language)],
        "role": lambda: [contact.role],
        "addresses": lambda: [
            ", ".join(filter(None, (*one.lines, one.postcode))) for one in contact.addresses
        ],
        "phones": lambda: [one.written for one in contact.phones],
        "emails": lambda: [one.address for one in contact.emails],
        "notes": lambda: [contact.notes],
    }
    return entries[field]()


def _names(a: Sequence[WrittenName], b: Sequence[WrittenName]) -> tuple[WrittenName, ...]:
    """Each name once, with what either says of it."""
    found: dict[str, WrittenName] = {}
    for one in (*a, *b):
        known = found.setdefault(one.text.casefold(), one)
        found[one.text.casefold()] = replace(
            known,
            family=known.family or one.family,
            order=known.order or one.order,
            pronounced=known.pronounced or one.pronounced,
        )
    return tuple(found.values())


def _once(listed: Sequence[T], key: Callable[[T], str]) -> tuple[T, ...]:
    """Each once, the first of those that are alike."""
    found: dict[str, T] = {}
    for one in listed:
        found.setdefault(key(one), one)
    return tuple(found.values())


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
