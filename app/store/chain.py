"""A chain of salted commitments, which shows that an append-only table was tampered with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any


def link(previous: str, salt: str, entry: Sequence[Any]) -> str:
    """The next link: it covers a commitment to `entry`, which names nobody, and all before it."""
    commitment = hashlib.sha256((salt + json.dumps(list(entry))).encode()).hexdigest()
    return hashlib.sha256((previous + commitment).encode()).hexdigest()
