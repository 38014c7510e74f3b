"""An address book (vCard) to contacts, in a process of its own: whatever it holds, we go on."""

from __future__ import annotations

import codecs
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from app.intake.cards.card import CardReader
from app.intake.cards.lines import RawCard, cards, unfolded
from app.intake.cards.properties import Property, property_of
from app.intake.records.contact_lines import ContactLine
from app.intake.records.reading import require_file, unreadable
from app.intake.records.rows import Refusal, RefusedError
from app.intake.records.table import RecordsError
from app.intake.records.text import decode
from app.intake.worker import MEMORY, Limits, TooMuchError, apart_within
from app.messages import tr

LARGEST = 1_000_000_000
"""Bytes of a file; its pictures pass by and are never kept."""

MOST_CARDS = 100_000
_LIMITS = Limits(MEMORY, 90)
_SAMPLE = 1_000_000
_BEGINNING = 65_536


@dataclass(frozen=True)
class CardFile:
    """What an address book held.

    `left` counts what does not come in by its name, `raw` has the text of each refused card,
    which stands at the place that its refusal says. `groups` were lists of other cards.
    """

    file: str
    encoding: str
    versions: tuple[str, ...]
    found: list[ContactLine] = field(repr=False)
    refused: list[Refusal] = field(repr=False)
    raw: list[str] = field(repr=False)
    left: Counter[str]
    groups: int = 0


def is_card_file(beginning: bytes, name: str) -> bool:
    """Whether a file is an address book, by how it begins, else by its name."""
    plain = beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").upper()
    return plain.startswith(b"BEGIN:VCARD") or name.lower().endswith((".vcf", ".vcard"))


def read_cards(path: Path, *, encoding: str = "", data: bytes | None = None) -> CardFile:
    """The contacts of the address book at `path`; `encoding` overrules what it says and what is
    found, `data` stands for the content of an encrypted file. RecordsError where it is none.
    """
    try:
        return apart_within(_LIMITS, parse_cards, path, encoding=encoding, data=data)
    except TooMuchError:
        raise RecordsError(
            "{file} needs more memory or time than an address book may: export fewer contacts at "
            "a time.",
            file=path.name,
        ) from None


def parse_cards(path: Path, *, encoding: str = "", data: bytes | None = None) -> CardFile:
    """As `read_cards`, in this process."""
    with _opened(path, data) as file:
        made = [(card, _properties(card)) for card in _limited(cards(_physical(file)), path.name)]
    if not made:
        raise RecordsError(
            "{file} holds no card (BEGIN:VCARD): choose an address book, saved as vCard.",
            file=path.name,
        )
    letters = _Letters(path.name, encoding, (found for _, found in made))
    return _read(path.name, made, letters)


def _read(file: str, made: Sequence[tuple[RawCard, list[Property]]], letters: _Letters) -> CardFile:
    read = CardFile(
        file, letters.encoding, tuple(dict.fromkeys(card.version for card, _ in made)), [], [], [],
        Counter(),
    )  # fmt: skip
    groups = 0
    for card, properties in made:
        if card.pictures:
            read.left[tr("pictures and sounds")] += card.pictures
        if card.nested:
            read.left[tr("cards inside another card")] += card.nested
        letters.mended = False
        reader = CardReader(properties, letters.decode, read.left)
        try:
            if reader.is_group and not card.problem:
                groups += 1
                continue
            line = reader.read(card.line, card.problem)
        except RefusedError as refused:
            text = b"\n".join(text for _, text in card.lines)[:50_000]
            read.refused.append(
                Refusal(card.line, refused.column, refused.reason, len(read.raw), refused.quoted)
            )
            read.raw.append(letters.decode(text, ""))
            continue
        if letters.mended:
            line = ContactLine(line.line, line.contact, flags=(*line.flags, "other-letters"))
        read.found.append(line)
    return CardFile(
        read.file, read.encoding, read.versions, read.found, read.refused, read.raw, read.left,
        groups,
    )  # fmt: skip


@contextmanager
def _opened(path: Path, data: bytes | None) -> Iterator[BinaryIO]:
    if data is not None:
        yield io.BytesIO(data)
        return
    try:
        require_file(path)
        size = path.stat().st_size
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from None
    with file:
        if size > LARGEST:
            raise RecordsError(
                "{file} has {size:,} MB; the most is {most:,} MB: export fewer contacts at a time.",
                file=path.name,
                size=size // 1_000_000,
                most=LARGEST // 1_000_000,
            )
        yield file


def _physical(file: BinaryIO) -> Iterable[bytes]:
    """The lines of a file; UTF-16 and the line ends of old Macs are made into what others have."""
    beginning = file.read(_BEGINNING)
    file.seek(0)
    wide = next((name for mark, name in _MARKS.items() if beginning.startswith(mark)), "") or next(
        (name for begin, name in _WIDE.items() if beginning.upper().startswith(begin)), ""
    )
    if wide:
        return io.BytesIO(file.read().decode(wide, "replace").encode("utf-8"))
    if b"\n" not in beginning and b"\r" in beginning:
        return io.BytesIO(file.read().replace(b"\r", b"\n"))
    return file


_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WIDE = {"BEGIN".encode(name): name for name in ("utf-16-le", "utf-16-be")}


def _limited(found: Iterable[RawCard], file: str) -> Iterator[RawCard]:
    for number, card in enumerate(found, 1):
        if number > MOST_CARDS:
            raise RecordsError(
                "{file} has more than {most:,} cards: split it and bring in one part after the "
                "other.",
                file=file,
                most=MOST_CARDS,
            )
        yield card


def _properties(card: RawCard) -> list[Property]:
    """The card's properties; a line that is none makes its problem."""
    found = []
    old = card.version.startswith("2")
    for line, raw in unfolded(card):
        one = property_of(line, raw, old=old)
        if one:
            found.append(one)
        elif raw.strip():
            card.problem = card.problem or tr(
                "on line {line} stands no field, as TEL: and a number would be", line=line
            )
    return found


class _Letters:
    """Turns bytes into text by what the card says, else by what the whole file shows.

    `mended` is true once what was said of a value did not fit it.
    """

    def __init__(self, file: str, wanted: str, cards_: Iterable[Sequence[Property]]) -> None:
        self._file, self._wanted = file, wanted
        self.mended = False
        self.encoding = wanted or self._found(cards_)

    def _found(self, cards_: Iterable[Sequence[Property]]) -> str:
        sample: list[bytes] = []
        size = 0
        for properties in cards_:
            for one in properties:
                plain = one.plain
                if size < _SAMPLE and not plain.isascii() and not one.said("CHARSET"):
                    sample.append(plain)
                    size += len(plain)
        try:
            return decode(b"\n".join(sample), self._file).encoding if sample else "utf-8"
        except RecordsError:
            return "utf-8"  # each value is looked at by itself

    def decode(self, data: bytes, said: str) -> str:
        """The text of a value, in NFC nothing changed but its letters."""
        if data.isascii():
            return data.decode("ascii")
        for name in filter(None, (self._wanted, said, self.encoding, "utf-8")):
            try:
                text = data.decode(name)
            except (UnicodeDecodeError, LookupError):
                self.mended = True
                continue
            return text
        try:
            return decode(data, self._file).text
        except RecordsError:
            return data.decode(self.encoding, "replace")
