"""Who writes: the identity that every message names (R67)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


@dataclass(frozen=True)
class Sender:
    """The group's name, where answers go, where it can be found, and a telephone if it has one."""

    name: str = ""
    email: str = ""
    postal: str = ""
    phone: str = ""


def is_address(text: str) -> bool:
    """Whether `text` is one plain email address: no name, no list, no line end."""
    local = text.partition("@")[0]
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    return len(text) <= 254 and not dots and bool(_ADDRESS.fullmatch(text))
