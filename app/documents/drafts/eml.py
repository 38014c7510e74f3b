"""A draft as a file that a mail program opens to be sent: UTF-8, and marked as not yet sent."""

from __future__ import annotations

import base64
import re
import textwrap
from collections.abc import Iterable, Sequence

from app.domain.outreach.sender import Sender

_LINE = 36
"""UTF-8 bytes of one encoded word: with its frame it stays below the 75 of RFC 2047."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9'-]| (?=[A-Za-z0-9])){0,59}")
"""Words that are the same in every head, names as well as subjects."""


def eml(
    sender: Sender, subject: str, text: str, to: Sequence[tuple[str, str]],
    blind: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """The draft; `to` are names and addresses, `blind` addresses that none of the others sees.

    Subject and names are in one line. Heads are ASCII: what is not is an encoded word, so that
    no reader takes any of it for a head of its own.
    """
    heads = [
        ("X-Unsent", "1"),
        ("From", _person(sender.name, sender.email)),
        ("To", ",\r\n ".join(_person(*one) for one in to)),
        ("Bcc", ",\r\n ".join(blind)),
        ("Subject", _words(subject)),
        ("MIME-Version", "1.0"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", "base64"),
    ]
    lines = [f"{name}: {value}" for name, value in heads if value]
    body = "\r\n".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    packed = base64.b64encode(body.encode("utf-8")).decode("ascii")
    return "\r\n".join([*lines, "", *textwrap.wrap(packed, 76), ""]).encode("ascii")


def _person(name: str, address: str) -> str:
    return f"{_words(name)} <{address}>" if name else address


def _words(text: str) -> str:
    """`text` as it is where it is plain, else as encoded words (RFC 2047), a line to each."""
    if _PLAIN.fullmatch(text):
        return text
    words = (
        f"=?utf-8?B?{base64.b64encode(piece.encode('utf-8')).decode('ascii')}?="
        for piece in _pieces(text)
    )
    return "\r\n ".join(words)


def _pieces(text: str) -> Iterable[str]:
    piece, used = "", 0
    for character in text:
        size = len(character.encode("utf-8"))
        if used + size > _LINE:
            yield piece
            piece, used = "", 0
        piece, used = piece + character, used + size
    if piece:
        yield piece
