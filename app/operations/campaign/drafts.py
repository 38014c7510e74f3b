"""What is half typed and not kept yet, held in the campaign before the window locks."""

from __future__ import annotations

import json

from app.store.store import Store


def keep(store: Store, name: str, values: dict[str, str]) -> None:
    """Keeps `values` as the draft called `name`, a field that was emptied too; none forget it."""
    if values:
        store.local.put(f"draft {name}", json.dumps(values, ensure_ascii=False))
    elif store.local.get(f"draft {name}"):
        store.local.remove(f"draft {name}")


def look(store: Store, name: str) -> dict[str, str]:
    """The draft called `name`, which stays; empty when there is none."""
    text = store.local.get(f"draft {name}")
    return dict(json.loads(text)) if text else {}


def take(store: Store, name: str) -> dict[str, str]:
    """The draft called `name`, which is then forgotten; empty when there is none."""
    found = look(store, name)
    store.local.remove(f"draft {name}")
    return found
