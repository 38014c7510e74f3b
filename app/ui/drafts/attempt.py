"""What is made while somebody still chooses: what stands in its way is usual, and no refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from app.errors import AppError

R = TypeVar("R")


def attempt(make: Callable[[], R]) -> tuple[R, None] | tuple[None, AppError]:
    """What is made, or what stands in its way."""
    try:
        return make(), None
    except AppError as refusal:
        return None, refusal
