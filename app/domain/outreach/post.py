"""How an address stands on an envelope, a label or a letter (R84), and in which order post goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from app.domain.community.contact import Contact, PostalAddress
from app.domain.postcode import PostcodeKind, at_end, is_complete, kind, normalise, suggestions

Order = Literal["postcode", "name"]

COUNTIES = frozenset({
    "avon", "bedfordshire", "berkshire", "buckinghamshire", "cambridgeshire", "cheshire",
    "cleveland", "clwyd", "co. durham", "cornwall", "county durham", "cumbria", "derbyshire",
    "devon", "dorset", "dyfed", "east sussex", "essex", "gloucestershire", "greater london",
    "greater manchester", "gwent", "gwynedd", "hampshire", "hereford and worcester",
    "hertfordshire", "humberside", "isle of wight", "kent", "lancashire", "leicestershire",
    "lincolnshire", "merseyside", "mid glamorgan", "middlesex", "norfolk", "north yorkshire",
    "northamptonshire", "northumberland", "nottinghamshire", "oxfordshire", "powys", "rutland",
    "shropshire", "somerset", "south glamorgan", "south yorkshire", "staffordshire", "suffolk",
    "surrey", "sussex", "tyne and wear", "warwickshire", "west glamorgan", "west midlands",
    "west sussex", "west yorkshire", "wiltshire", "worcestershire", "yorkshire",
})  # fmt: skip
"""What people still write under a post town, and Royal Mail leaves out."""

HOME_COUNTRIES = frozenset(
    {"uk", "u.k.", "united kingdom", "great britain", "england", "scotland", "wales",
     "northern ireland"}
)  # fmt: skip

_OUTWARD = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
"""All that is known of some postcodes here: “KT3”."""

_NUMBER = re.compile(r"(?:\d+[A-Za-z½¼¾]?(?:\s*[-–/]\s*\d+[A-Za-z]?)?)")


def address_lines(address: PostalAddress) -> tuple[str, ...]:
    """The lines of an address: POST TOWN in capitals, postcode below, no county, no commas (R84).

    One abroad stands as it was written: its postcode is not ours.
    """
    code = normalise(address.postcode) if address.postcode else ""
    if code and not is_complete(code) and not _OUTWARD.fullmatch(code.upper()):
        return tuple(line for line in (*address.lines, address.postcode) if line)
    lines = _parts(address.lines)
    while lines and (
        normalise(lines[-1]) == code
        or lines[-1].casefold() in HOME_COUNTRIES
        or (len(lines) > 2 and lines[-1].casefold() in COUNTIES)
    ):
        lines.pop()
    if lines and (len(lines) > 1 or not re.search(r"\d", lines[0])):
        lines[-1] = lines[-1].upper()
    return tuple(line for line in (*lines, code.upper()) if line)


def with_postcode(address: PostalAddress) -> PostalAddress:
    """An address with the postcode at the end of its lines in the place for it."""
    lines = list(address.lines)
    home = lines.pop() if lines and lines[-1].casefold() in HOME_COUNTRIES else ""
    before, code = at_end(lines[-1]) if lines else ("", "")
    if not code or (address.postcode and normalise(address.postcode) != code):
        return address
    left = (*lines[:-1], before, home)
    return replace(address, lines=tuple(line for line in left if line), postcode=code)


def is_odd(postcode: str) -> bool:
    """Whether a postcode is none of ours, or a doubtful one; “KT3” alone is only short."""
    code = normalise(postcode)
    if not code or _OUTWARD.fullmatch(code.upper()):
        return False
    return kind(code) is PostcodeKind.MALFORMED or bool(suggestions(code))


def is_box(address: PostalAddress) -> bool:
    """Whether post goes to a box: there is no door to visit."""
    return bool(_BOX.search(", ".join(address.lines)))


_BOX = re.compile(r"\b(?:p\.?\s*o\.?|post\s+office)\s*box\b", re.IGNORECASE)


def is_bare(address: PostalAddress) -> bool:
    """Whether an address says neither town nor postcode: “5 Cobnut Close” is anywhere."""
    lines = address_lines(address)
    return (
        bool(lines) and not address.postcode and len(lines) < 2 and bool(re.search(r"\d", lines[0]))
    )


def _parts(lines: Sequence[str]) -> list[str]:
    """Lines cut at their commas; a house number alone stays with what follows it."""
    found: list[str] = []
    for part in (part.strip() for line in lines for part in line.split(",")):
        if found and _NUMBER.fullmatch(found[-1]):
            found[-1] = f"{found[-1]} {part}".strip()
        elif part:
            found.append(part)
    return found


def block(name: str, address: PostalAddress, organisation: str = "") -> tuple[str, ...]:
    """What stands on an envelope: the name, where they work if it goes there, the address."""
    return tuple(line for line in (name, organisation, *address_lines(address)) if line)


def order_key(contact: Contact, order: Order) -> tuple[object, ...]:
    """Sorts post: by postcode the people of one address together, by name as people read it."""
    name = contact.name.casefold()
    if order == "name":
        return (name, contact.number)
    address = contact.address
    street = " ".join(address.lines).casefold()
    return (_code_key(address.postcode), contact.home, _street_key(street), name, contact.number)


def _code_key(postcode: str) -> tuple[object, ...]:
    """KT3 before KT10; addresses without a postcode come last."""
    found = re.fullmatch(r"([A-Z]+)(\d+)([A-Z]?) ?(\d.*)", normalise(postcode))
    return (0, found[1], int(found[2]), found[3], found[4]) if found else (1, postcode, 0, "", "")


def _street_key(street: str) -> tuple[object, ...]:
    """A street's houses in the order of their numbers."""
    number = re.search(r"\d+", street)
    return (re.sub(r"\d+", "", street), int(number[0]) if number else 0)


def in_order(people: Sequence[Contact], order: Order) -> list[Contact]:
    """`people` in the order of the post; the same for letters, labels and envelopes."""
    return sorted(people, key=lambda one: order_key(one, order))


def households(people: Sequence[Contact]) -> list[list[Contact]]:
    """`people` by household, in the order of the first of each; who has no known home is alone."""
    found: dict[str, list[Contact]] = {}
    for one in people:
        found.setdefault(one.home or one.id, []).append(one)
    return list(found.values())
