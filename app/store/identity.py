"""Keys of rows: UUIDv7, so that rows sort by their making and laptops can merge one day."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator


class _Sequence:
    """The last value given, so that the next one is greater, whatever the clock does."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """128 bits but for version and variant: 48 of milliseconds, 74 that grow at random."""
        fresh = time.time_ns() // 1_000_000 << 74 | secrets.randbits(73)
        if fresh >> 74 <= self._last >> 74:
            fresh = self._last + 1 + secrets.randbits(32)
        self._last = fresh
        return fresh


_sequence = _Sequence()


def new_ids(number: int) -> Iterator[str]:
    """`number` keys, each greater than all before it."""
    for _ in range(number):
        value = _sequence.next()
        high = value >> 74 << 16 | 0x7000 | value >> 62 & 0xFFF
        text = f"{high << 64 | 0b10 << 62 | value & (1 << 62) - 1:032x}"
        yield f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_id() -> str:
    """One key, greater than all before it."""
    return next(new_ids(1))
