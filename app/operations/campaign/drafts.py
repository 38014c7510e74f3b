"""Half-typed rows and unsaved wordings, kept in the campaign before the window locks."""

from __future__ import annotations

import json

from app.store.store import Store


def keep(store: Store, name: str, values: dict[str, str]) -> None:
    """Keeps `values` as the draft called `name`; empty values forget it."""
    if any(values.values()):
        store.local.put(f"draft {name}", json.dumps(values, ensure_ascii=False))
    else:
        store.local.remove(f"draft {name}")


def take(store: Store, name: str) -> dict[str, str]:
    """The draft called `name`, which is then forgotten; empty when there is none."""
    text = store.local.get(f"draft {name}")
    store.local.remove(f"draft {name}")
    return dict(json.loads(text)) if text else {}
