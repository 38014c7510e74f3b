"""What a reader of files must survive; light to import, so that its process starts quickly."""

from __future__ import annotations

import os
import time

from app.errors import AppError


def state(text: str) -> str:
    """What a process makes first."""
    return text


def misbehave(state: str, how: str) -> str:
    """Hangs, eats memory, dies, refuses, fails; or answers."""
    if how == "hang":
        time.sleep(60)
    if how == "eat":
        kept = [bytearray(10_000_000) for _ in range(80)]
        time.sleep(30)
        return str(len(kept))
    if how == "die":
        os._exit(3)
    if how == "refuse":
        raise AppError("It cannot be done: page {page}.", page=7)
    if how == "fail":
        raise ValueError("Canary Street 12")
    return f"{state} {how}"
