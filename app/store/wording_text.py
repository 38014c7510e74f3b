"""A wording as JSON text in the database, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from app.domain.wording import Organiser, Privacy, Return, Translation, Wording


def to_text(wording: Wording) -> str:
    """`wording` as one JSON document with stable keys."""
    return json.dumps(asdict(wording), ensure_ascii=False, sort_keys=True, default=date.isoformat)


def from_text(text: str) -> Wording:
    """The wording that `to_text` wrote."""
    values: dict[str, Any] = json.loads(text)
    back, privacy, organiser = values["return_to"], values["privacy"], values["organiser"]
    return Wording(
        **values
        | {
            "organiser": Organiser(**organiser | {"address": tuple(organiser["address"])}),
            "return_to": Return(tuple(back["address"]), _day(back["by"])),
            "privacy": Privacy(**privacy | {"retention": date.fromisoformat(privacy["retention"])}),
            "recipient_address": tuple(values["recipient_address"]),
            "area": tuple(values["area"]),
            "opens": _day(values["opens"]),
            "closes": _day(values["closes"]),
            "translations": {
                language: Translation(**one) for language, one in values["translations"].items()
            },
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
