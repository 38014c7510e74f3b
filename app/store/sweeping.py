"""While much leaves a search index, its words leave in one sweep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.store.driver import Database

_MANY = 500
"""Rows beyond which one sweep is less work."""


@contextmanager
def sweeping(db: Database, index: str, rows: int) -> Iterator[None]:
    """While about `rows` rows go: the words of many leave the search `index` in one sweep.

    One by one each is overwritten at once, which takes ever longer the more rows share a
    word. In the end nothing of them is left either way.
    """
    if rows <= _MANY:
        yield
        return
    option = f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', ?)"
    db.execute(option, (0,))
    yield
    db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    db.execute(option, (1,))
