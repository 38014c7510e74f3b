"""Contacts as vCards 4.0, 3.0 and 2.1: names in each script, as each version can say them.

What no version has a field for stands in fields of our own, which other programs leave alone:
X-ROUNDROBIN-ID, -KIND, -LANGUAGE, -ORDER, -AT-RISK, -DO-NOT-CONTACT and -DECEASED. Only 4.0 has
several names of one person; before it X-ROUNDROBIN-NAME has another name, its family name, its
order and how it is pronounced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from app.domain.community.contact import Contact, PostalAddress, WrittenName
from app.domain.community.name_parts import given_part, is_body, order_shown
from app.domain.community.relationship import Affiliation
from app.domain.names import seen

Version = Literal["4.0", "3.0", "2.1"]
VERSIONS: tuple[Version, ...] = ("4.0", "3.0", "2.1")

_WIDTH = 75
"""Octets of a line."""

_TYPES = {"home": "home", "work": "work", "mobile": "cell"}
_PLAIN = re.compile(r"[ -:<-\[\]-~]*")
"""What 2.1 may hold as it is: ASCII without a semicolon, a backslash or a line's end."""

_HANGUL = re.compile(r"[\u3130-\u318f\uac00-\ud7a3]")


def vcards(
    contacts: Iterable[Contact],
    version: Version,
    at: Mapping[str, Sequence[Affiliation]] | None = None,
) -> Iterator[bytes]:
    """Each contact as one card; `at` says where they work, by id."""
    for contact in contacts:
        card = _Card(version)
        card.fill(contact, (at or {}).get(contact.id, ()))
        yield b"".join(card.lines)


class _Card:
    """One card being written."""

    def __init__(self, version: Version) -> None:
        self._version, self._old = version, version == "2.1"
        self.lines: list[bytes] = []
        self._groups = 0

    def fill(self, contact: Contact, places: Sequence[Affiliation]) -> None:
        """All lines of a card."""
        self._bare("BEGIN:VCARD")
        self._bare(f"VERSION:{self._version}")
        if contact.id:
            self._put("UID", [f"urn:uuid:{contact.id}"])
            self._put("X-ROUNDROBIN-ID", [contact.id])
        if self._version == "4.0":
            self._put("KIND", ["org" if is_body(contact) else "individual"])
        self._names(contact)
        if is_body(contact):
            self._put("ORG", [contact.name])
            self._put("X-ABShowAs", ["COMPANY"])
        else:
            for place in places:
                self._put("ORG", [place.name, place.part] if place.part else [place.name])
        if contact.kind != "person":
            self._put("X-ROUNDROBIN-KIND", [contact.kind])
        self._put("TITLE", [contact.role])
        self._put("LANG" if self._version == "4.0" else "X-ROUNDROBIN-LANGUAGE", [contact.language])
        for one in contact.phones:
            self._labelled("TEL", one.label, [one.written])
        for email in contact.emails:
            self._labelled("EMAIL", email.label, [email.address])
        for address in contact.addresses:
            self._labelled("ADR", address.label, _parts(address))
        self._listed("CATEGORIES", contact.tags)
        self._put("NOTE", [contact.notes])
        for name, holds in (
            ("AT-RISK", contact.at_risk), ("DO-NOT-CONTACT", contact.do_not_contact),
            ("DECEASED", contact.deceased),
        ):  # fmt: skip
            self._put(f"X-ROUNDROBIN-{name}", ["yes" if holds else ""])
        self._bare("END:VCARD")

    def _names(self, contact: Contact) -> None:
        first, *others = contact.names
        if self._version == "4.0" and others:
            for at, name in enumerate(contact.names, 1):
                said = ";ALTID=1" + (";LANGUAGE=ko" if _HANGUL.search(name.text) else "")
                self._name(name, f"name{at}.", said, ";PREF=1" if at == 1 else "")
            return
        self._name(first, "", "", "")
        for other in others:
            self._put(
                "X-ROUNDROBIN-NAME", [other.text, other.family, other.order, other.pronounced]
            )

    def _name(self, name: WrittenName, group: str, said: str, preferred: str) -> None:
        self._put(f"{group}N{said}", [name.family, given_part(name), "", "", ""])
        self._put(f"{group}FN{said}{preferred}", [name.text])
        self._put(f"{group}X-PHONETIC-FIRST-NAME", [name.pronounced])
        if name.order != order_shown(name.text, name.family):
            self._put(f"{group}X-ROUNDROBIN-ORDER", [name.order])

    def _labelled(self, name: str, label: str, parts: Sequence[str]) -> None:
        """A phone, an email or an address, with which it is: by type, else in its own words."""
        kind = _TYPES.get(label, "")
        if kind or not label:
            typed = f";{kind.upper()}" if self._old else f";TYPE={kind}"
            self._put(name + (typed if kind else ""), parts)
            return
        self._groups += 1
        self._put(f"item{self._groups}.{name}", parts)
        self._put(f"item{self._groups}.X-ABLabel", [label])

    def _bare(self, line: str) -> None:
        self.lines.append(line.encode() + b"\r\n")

    def _put(self, head: str, parts: Sequence[str]) -> None:
        """One line of one or more parts; none where all are empty."""
        if not any(parts):
            return
        if self._old:
            self._put_old(head, parts, ";", ";")
        else:
            self._fold(f"{head}:{';'.join(map(_escaped, parts))}")

    def _listed(self, head: str, values: Sequence[str]) -> None:
        if not values:
            return
        if self._old:
            self._put_old(head, values, ",", ",;")
        else:
            self._fold(f"{head}:{','.join(map(_escaped, values))}")

    def _fold(self, line: str) -> None:
        """A line in pieces of at most 75 octets, between whole characters (RFC 6350, 3.2)."""
        piece = b""
        for character in line:
            octets = character.encode()
            if len(piece) + len(octets) > _WIDTH:
                self.lines.append(piece + b"\r\n")
                piece = b" "
            piece += octets
        self.lines.append(piece + b"\r\n")

    def _put_old(self, head: str, values: Sequence[str], sign: str, escaped: str) -> None:
        """As version 2.1 has it: what is more than short ASCII as quoted-printable UTF-8."""
        plain = f"{head}:{sign.join(values)}"
        if len(plain) <= _WIDTH and all(
            _PLAIN.fullmatch(one) and (sign == ";" or sign not in one) and one == one.strip()
            for one in values
        ):
            self._bare(plain)
            return
        line = f"{head};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        parts = [_quoted(one, escaped) for one in values]
        pieces: list[str] = []
        for at, part in enumerate(parts):
            pieces += [sign] if at else []
            pieces += part
        for piece in pieces:
            if len(line) + len(piece) >= _WIDTH:
                self._bare(f"{line}=")
                line = ""
            line += piece
        self._bare(line)


def _parts(address: PostalAddress) -> list[str]:
    """An ADR's parts: the last line is the post town, those before it the street."""
    street, town = address.lines, ""
    if len(street) > 1:
        *street, town = street  # type: ignore[assignment]  # only joined
    return ["", "", "\n".join(street), town, "", address.postcode, ""]


def _escaped(text: str) -> str:
    text = seen(text)
    for sign, instead in (("\\", "\\\\"), ("\n", "\\n"), (",", "\\,"), (";", "\\;")):
        text = text.replace(sign, instead)
    return text


def _quoted(text: str, escaped: str) -> list[str]:
    """The text's octets as quoted-printable, a piece for each that must not be cut."""
    for sign in escaped:
        text = text.replace(sign, f"\\{sign}")
    octets = seen(text).replace("\n", "\r\n").encode()
    return [chr(one) if one in _SAFE else f"={one:02X}" for one in octets]


_SAFE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ./@-+()'!?#&")
"""Without a colon no piece of a cut line can be taken for a line of its own."""
