"""A message before it is sent: to whom, what it says, and what must not be in its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, line and paragraph separators, and halves of characters."""


@dataclass(frozen=True)
class Message:
    """One email to one address; `contact` is the id of whom it is to, `language` its own.

    `office` says that it is to an organisation or a Member, not to a person who agreed.
    """

    contact: str
    name: str
    address: str
    subject: str
    text: str
    language: str
    office: bool = False


def one_line(text: str) -> bool:
    """Whether `text` may stand in a head: a line end there would begin a head of its own."""
    return not _BREAKS.search(text)
