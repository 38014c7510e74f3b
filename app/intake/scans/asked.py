"""What a reader is told and asked: light to import, so a window can ask without the readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.sheet import Face


@dataclass(frozen=True)
class Book:
    """What a reader has to know of a campaign: all its codes, the layout of each sheet by id."""

    codes: frozenset[str]
    layouts: Mapping[str, str]
    faces: Mapping[str, tuple[Face, ...]]


@dataclass(frozen=True)
class PageTask:
    """A page to read, counted from 1; `keeps` says whether its picture is wanted."""

    path: Path
    page: int
    keeps: bool = True
