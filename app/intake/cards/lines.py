"""The lines of an address book, card by card: folded ones put together, pictures never kept.

Versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) fold in two ways, and quoted-printable in a third.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.messages import tr

MOST_LINES = 20_000
"""Lines of one card without its pictures; two thousand have been seen."""

_PICTURES = re.compile(rb"(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]*")
_BEGIN = re.compile(rb"BEGIN\s*:\s*VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"END\s*:\s*VCARD\s*", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(;[^:]*)?:\s*", re.IGNORECASE)
_QUOTED = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_VERSION = re.compile(rb"VERSION\s*:\s*([\d.]+)", re.IGNORECASE)


@dataclass
class RawCard:
    """One card: where it begins, its lines with their places, and what is not read of it.

    `problem` says why it cannot be read; `pictures` and cards inside it (`nested`) were left out.
    """

    line: int
    lines: list[tuple[int, bytes]] = field(default_factory=list)
    pictures: int = 0
    nested: int = 0
    problem: str = ""

    @property
    def version(self) -> str:
        """The version that it says; 3.0 where it says none."""
        for _, text in self.lines:
            found = _VERSION.match(text)
            if found:
                return found[1].decode("ascii")
        return "3.0"


def cards(physical: Iterable[bytes]) -> Iterator[RawCard]:
    """The cards in the lines of a file; one that is cut off has its problem."""
    cutter = _Cutter()
    for number, raw in enumerate(physical, 1):
        done = cutter.take(number, raw.rstrip(b"\r\n"))
        if done:
            yield done
    if cutter.card:
        yield _cut_off(cutter.card)


class _Cutter:
    """Cuts lines into cards; what is inside another card is passed over."""

    def __init__(self) -> None:
        self.card: RawCard | None = None
        self._inside = 0
        self._picture = False

    def take(self, number: int, text: bytes) -> RawCard | None:
        """One line; the card that ends with it, or before it."""
        if self._picture and _goes_on(text):
            return None
        self._picture = False
        if _BEGIN.fullmatch(text.lstrip(b"\xef\xbb\xbf")):
            return self._begin(number)
        if self.card is None:
            return None
        if _END.fullmatch(text):
            return self._end()
        if not self._inside:
            self._keep(self.card, number, text)
        return None

    def _begin(self, number: int) -> RawCard | None:
        before = self.card
        if before and (self._inside or (before.lines and _AGENT.fullmatch(before.lines[-1][1]))):
            self._inside += 1
            before.nested += 1
            return None
        self.card = RawCard(number)
        return _cut_off(before) if before else None

    def _end(self) -> RawCard | None:
        if self._inside:
            self._inside -= 1
            return None
        done, self.card = self.card, None
        return done

    def _keep(self, card: RawCard, number: int, text: bytes) -> None:
        if _PICTURES.match(text):
            card.pictures += 1
            self._picture = True
        elif len(card.lines) >= MOST_LINES:
            card.problem = tr("more than {most:,} lines: it is no card", most=MOST_LINES)
        else:
            card.lines.append((number, text))


def _goes_on(text: bytes) -> bool:
    """Whether a line belongs to the picture before it: folded, or in 2.1 bare base64."""
    if text[:1] in {b" ", b"\t"}:
        return True
    return not text or (b":" not in text and _BASE64.fullmatch(text) is not None)


def _cut_off(card: RawCard) -> RawCard:
    card.problem = card.problem or tr("the card that begins here never ends: it is cut off")
    return card


def unfolded(card: RawCard) -> Iterator[tuple[int, bytes]]:
    """The card's lines as they were before they were folded, each with where it begins.

    In 2.1 a line is folded before a blank that stays; later one blank too many is put in. A soft
    break of quoted-printable is an equals sign; some programs forget it.
    """
    old = card.version.startswith("2")
    pieces: list[bytes] = []
    begins, quoted = 0, False
    for number, text in card.lines:
        soft = quoted and bool(pieces) and pieces[-1].endswith(b"=")
        if soft:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(text)
        elif pieces and text[:1] in {b" ", b"\t"}:
            pieces.append(text if old and not quoted else text[1:])
        elif quoted and pieces and text.startswith(b"="):
            pieces.append(text)
        else:
            if pieces and pieces != [b""]:
                yield begins, b"".join(pieces)
            pieces, begins = [text], number
            quoted = _QUOTED.match(text) is not None
    if pieces and pieces != [b""]:
        yield begins, b"".join(pieces)
