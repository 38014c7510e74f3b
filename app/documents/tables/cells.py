"""One value of an exported record as the text of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.cells import guarded
from app.domain.names import seen

Records = Iterable[Mapping[str, Any]]
"""Records by the keys of their columns, read once; a value is text, a number, a list or None."""


def cell(value: object) -> str:
    """`value` as text that no spreadsheet program takes for a formula; a list's parts by spaces."""
    if value is None:
        return ""
    return guarded(seen(" ".join(value) if isinstance(value, list) else str(value)))
