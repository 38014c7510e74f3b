"""One line of a card: its name, what is said of it, and its value in any letters."""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_HEAD = re.compile(rb'((?:"[^"]*"|[^":])*):', re.DOTALL)
_PARAMETER = re.compile(r'(?:"[^"]*"|[^";])+')
_LISTED = re.compile(r'(?:"[^"]*"|[^",])+')
_OLD_LISTED = re.compile(rb"(?<!\\)[,;]")
_OLD_PARTS = re.compile(rb"(?<!\\);")
_CARET = {"^n": "\n", "^'": '"', "^^": "^"}
_BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING"}

Decode = Callable[[bytes, str], str]
"""From bytes and the character set that is said for them, or nothing, to text."""


@dataclass(frozen=True)
class Property:
    """One line: `group` ties it to others, `old` says that it is of version 2.1."""

    line: int
    group: str
    name: str
    parameters: Mapping[str, list[str]]
    raw: bytes
    old: bool

    def said(self, parameter: str) -> str:
        """The first value of a parameter; empty where it is not there."""
        return next(iter(self.parameters.get(parameter, [])), "")

    @property
    def types(self) -> list[str]:
        """What kind it is, in small letters: home, cell, pref."""
        return [one.lower() for one in self.parameters.get("TYPE", [])]

    @property
    def rank(self) -> int:
        """How much it is preferred: 1 is most."""
        said = self.said("PREF")
        if said.isascii() and said.isdigit():
            return int(said[:3])
        return 1 if "pref" in self.types else 101

    @property
    def quoted(self) -> bool:
        """Whether its bytes are written as quoted-printable."""
        return self.said("ENCODING").upper() == "QUOTED-PRINTABLE"

    @property
    def plain(self) -> bytes:
        """Its bytes."""
        return _plain(self.raw, quoted=self.quoted, encoding=self.said("ENCODING"))

    def text(self, decode: Decode) -> str:
        """The value as one text."""
        found = decode(self.plain, self.said("CHARSET"))
        return found.replace("\\;", ";") if self.old else _unescaped(found)

    def parts(self, decode: Decode, comma: str) -> list[str]:
        """The parts of a value between its semicolons; where a part lists, `comma` parts those."""
        charset = self.said("CHARSET")
        if self.old:
            pieces = _OLD_PARTS.split(self.raw)
            plain = [_plain(one, quoted=self.quoted, encoding="") for one in pieces]
            return [decode(one, charset).replace("\\;", ";") for one in plain]
        return [
            comma.join(_unescaped(one) for one in _split(part, ","))
            for part in _split(decode(self.plain, charset), ";")
        ]

    def listed(self, decode: Decode) -> list[str]:
        """The values between its commas, in 2.1 also its semicolons."""
        if self.old:
            pieces = _OLD_LISTED.split(self.raw)
            plain = [_plain(one, quoted=self.quoted, encoding="") for one in pieces]
            found = [decode(one, self.said("CHARSET")) for one in plain]
            return [one.replace("\\,", ",").replace("\\;", ";") for one in found]
        text = decode(self.plain, self.said("CHARSET"))
        return [_unescaped(one) for one in _split(text, ",")]


def property_of(line: int, raw: bytes, *, old: bool) -> Property | None:
    """The property on a line; None where it is none."""
    found = _HEAD.match(raw)
    if found is None:
        return None
    head = found[1].decode("utf-8", "replace")
    first, *rest = _PARAMETER.findall(head) or [""]
    group, _, name = first.strip().rpartition(".")
    if not re.fullmatch(r"[\w-]+", name):
        return None
    parameters: dict[str, list[str]] = {}
    for one in rest:
        key, equals, value = one.strip().partition("=")
        if not equals:
            key, value = _BARE.get(key.upper(), "TYPE"), key
        values = [_caret(part.strip('" ')) for part in _LISTED.findall(value)]
        if key.upper() == "TYPE":  # "home,work" in one pair of quotes are two as well
            values = [part for joined in values for part in joined.split(",")]
        parameters.setdefault(key.upper(), []).extend(values)
    return Property(line, group.lower(), name.upper(), parameters, raw[found.end() :], old)


def _caret(text: str) -> str:
    return re.sub(r"\^[n'^]", lambda found: _CARET[found[0]], text)


def _plain(raw: bytes, *, quoted: bool, encoding: str) -> bytes:
    if quoted:
        return binascii.a2b_qp(raw)
    if encoding.upper() in {"B", "BASE64"}:
        try:
            return binascii.a2b_base64(raw)
        except binascii.Error:
            return raw
    return raw


def _split(text: str, sign: str) -> list[str]:
    """The parts between signs that no backslash stands before."""
    if "\\" not in text:
        return text.split(sign)
    parts, at, begins = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == sign:
            parts.append(text[begins:at])
            begins = at + 1
        at += 1
    return [*parts, text[begins:]]


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(
        r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text, flags=re.DOTALL
    )
