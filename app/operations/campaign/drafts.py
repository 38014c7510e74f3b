"""What is half typed and not kept yet, held in the campaign before the window locks."""

from __future__ import annotations

import json
from datetime import date, timedelta

from app.store.store import Store

KEPT_DAYS = 30
"""What nobody came back to is forgotten after so many days: it may tell of people."""

_DAY = ""
"""No field is called so: under it stands the day on which a draft was kept."""


def keep(store: Store, name: str, values: dict[str, str], today: date | None = None) -> None:
    """Keeps `values` as the draft called `name`, a field that was emptied too; none forget it.

    One kept with a day is forgotten some time after it.
    """
    if values:
        dated = {**values, _DAY: today.isoformat()} if today else values
        store.local.put(f"draft {name}", json.dumps(dated, ensure_ascii=False))
    elif store.local.get(f"draft {name}"):
        store.local.remove(f"draft {name}")


def look(store: Store, name: str) -> dict[str, str]:
    """The draft called `name`, which stays; empty when there is none."""
    found = _read(store.local.get(f"draft {name}"))
    found.pop(_DAY, None)
    return found


def take(store: Store, name: str) -> dict[str, str]:
    """The draft called `name`, which is then forgotten; empty when there is none."""
    found = look(store, name)
    store.local.remove(f"draft {name}")
    return found


def forget_old(store: Store, today: date) -> None:
    """Forgets the drafts that nobody came back to."""
    last = (today - timedelta(days=KEPT_DAYS)).isoformat()
    for key, text in store.local.starting("draft ").items():
        if _read(text).get(_DAY, last) < last:
            store.local.remove(key)


def _read(text: str) -> dict[str, str]:
    return dict(json.loads(text)) if text else {}
