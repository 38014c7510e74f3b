"""The words of words.toml, of which invented people and places are made."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)

GIVEN: list[str] = _TABLE["given"]
FAMILY: list[str] = _TABLE["family"]
STEMS: list[str] = _TABLE["stems"]
ENDS: list[str] = _TABLE["ends"]
STREET_STEMS: list[str] = _TABLE["street_stems"]
STREET_TAILS: list[str] = _TABLE["street_tails"]
KOREAN_FAMILY: dict[str, list[Any]] = _TABLE["korean_family"]
NORTHERN: dict[str, str] = _TABLE["northern"]
SYLLABLES: dict[str, str] = _TABLE["syllables"]
KINDS: dict[str, str] = _TABLE["kinds"]
TOWNS: dict[str, str] = _TABLE["towns"]
