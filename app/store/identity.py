"""Keys of rows: UUIDv7, so that rows sort by their making and laptops can merge one day."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator


class _Sequence:
    """The last value given, so that the next one is greater, whatever the clock does."""

    def __init__(self) -> None:
        self._last = 0

    def take(self, number: int) -> Iterator[int]:
        """Values of 48 bits of milliseconds and 74 that grow at random."""
        value = max(time.time_ns() // 1_000_000 << 74 | secrets.randbits(73), self._last + 1)
        steps = memoryview(secrets.token_bytes(4 * number)).cast("I")
        for step in steps:
            value += step + 1
            self._last = value  # before it is given: who takes one key never comes back here
            yield value


_sequence = _Sequence()
_VARIANT, _LOW = 0b10 << 62, (1 << 62) - 1


def new_ids(number: int) -> Iterator[str]:
    """`number` keys, each greater than all before it."""
    for value in _sequence.take(number):
        high = value >> 74 << 16 | 0x7000 | value >> 62 & 0xFFF
        text = f"{high << 64 | _VARIANT | value & _LOW:032x}"
        yield f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def new_id() -> str:
    """One key, greater than all before it."""
    return next(new_ids(1))
