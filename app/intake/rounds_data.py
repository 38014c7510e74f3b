"""Reads what calls and visits may end in, and the texts of their lists."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from app.domain.outreach.rounds import Result, RoundKind
from app.intake.tables import read_table
from app.intake.templates import TEMPLATES
from app.paths import RESOURCES

_FILE = RESOURCES / "outreach" / "calls.toml"


@cache
def results(kind: RoundKind) -> tuple[Result, ...]:
    """What a line of such a list may end in, in the order of the boxes."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = (read_table(Result, one, _FILE.name) for one in table["result"])
    return tuple(one for one in found if kind in one.lists)


@cache
def round_texts(language: str) -> dict[str, Any]:
    """The texts of call sheets and walk lists."""
    path = TEMPLATES / language / "rounds.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
