"""The e-petition text that goes with a petition on paper (R27, R38)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping

from app.domain.companion import LIMITS, proposed, too_long
from app.errors import AppError
from app.intake.templates import body_of
from app.messages import tr
from app.store.store import Store

_KEY = "companion "


def show(store: Store, ref: str) -> dict[str, str]:
    """The texts as kept, or as proposed from the wording."""
    wording = store.petitions.get(ref).wording
    kept = store.settings.get(_KEY + ref)
    return dict(json.loads(kept)) if kept else proposed(wording, body_of(wording))


def keep(store: Store, ref: str, changes: Mapping[str, str]) -> dict[str, str]:
    """Keeps the texts with `changes`; refused when one is longer than its limit."""
    texts = show(store, ref) | {
        key: unicodedata.normalize("NFC", " ".join(text.split())) for key, text in changes.items()
    }
    for key in too_long(texts):
        raise AppError(
            "The {text} has {count} characters; an e-petition takes {limit}: shorten it (R27).",
            text=key,
            count=len(texts[key]),
            limit=LIMITS[key],
        )
    with store.step(tr("Keep the e-petition text of “{ref}”", ref=ref)):
        store.settings.put(_KEY + ref, json.dumps(texts, ensure_ascii=False))
    return texts
