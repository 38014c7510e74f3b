"""Members of Parliament: who has which constituency changes, so that each is dated (R103)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Member:
    """Who sat for a constituency (its code) on the day `dated`.

    `address` in lines and `dear`, how a letter begins, are empty for the usual ones.
    """

    constituency: str
    name: str
    address: tuple[str, ...] = ()
    dear: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class MemberLine:
    """One line of a list of Members: the constituency by code or name, as it was written."""

    constituency: str
    name: str
    address: tuple[str, ...]
    dear: str
    line: int
