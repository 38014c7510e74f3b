"""How a person likes to see things on this laptop: no personal data, and nothing to undo."""

from __future__ import annotations

from collections.abc import Sequence

from app.store.store import Store

_COLUMNS = "signature-columns"


def keep_columns(store: Store, keys: Sequence[str]) -> None:
    """Keeps which columns the table of signatures shows; none for the usual ones."""
    if keys:
        store.local.put(_COLUMNS, " ".join(keys))
    else:
        store.local.remove(_COLUMNS)


def kept_columns(store: Store) -> list[str]:
    """The columns kept last; empty for the usual ones."""
    return store.local.get(_COLUMNS).split()
