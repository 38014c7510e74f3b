"""A file of people leaves the campaign: sealed, or plain once somebody typed how many it names."""

from __future__ import annotations

from pathlib import Path

from app.errors import AppError
from app.store.files import check_target
from app.store.sealed import SUFFIX


def target(out: Path, *, plain: bool) -> Path:
    """Where the file is written: a sealed one's name ends in `.age`."""
    return out if plain or out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)


def require_people(told: str, people: int, confirmed: int | None) -> None:
    """Refuses a plain file, which tells so much of people, unless their number was given."""
    if confirmed != people:
        raise AppError(
            "A plain file would show {told} of {people} people to whoever finds it: confirm their "
            "number, or have it encrypted.",
            lacks="people",
            told=told,
            people=f"{people:,}",
            number=people,
        )


def ready(
    out: Path, told: str, people: int, *, sealed: bool, confirmed: int | None, force: bool
) -> Path:
    """Where a drawn file may be written; AppError where it may not, or not there."""
    if not sealed:
        require_people(told, people, confirmed)
    path = target(out, plain=not sealed)
    check_target(path, force=force)
    return path
