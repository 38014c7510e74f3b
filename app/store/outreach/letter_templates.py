"""Letters and emails that the group wrote itself, by name, in the languages that they have."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from app.domain.outreach.letter import Ask, LetterTemplate, LetterText, TemplateKind
from app.store.driver import Database
from app.store.identity import new_id


def _text(values: dict[str, Any]) -> LetterText:
    return LetterText(**{**values, "asks": tuple(Ask(**one) for one in values["asks"])})


class LetterTemplates:
    """The campaign's own letters, and its own emails."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self, kind: TemplateKind) -> list[LetterTemplate]:
        """Every one of that kind, by name."""
        rows = self._db.execute(
            "SELECT name, texts FROM letter_template WHERE kind = ? ORDER BY name", (kind,)
        )
        return [
            LetterTemplate(
                name, {key: _text(one) for key, one in json.loads(texts).items()}, own=True
            )
            for name, texts in rows
        ]

    def keep(self, kind: TemplateKind, template: LetterTemplate) -> None:
        """Keeps it in the place of the one with its name; one without a text is removed."""
        if not template.texts:
            self._db.execute(
                "DELETE FROM letter_template WHERE kind = ? AND name = ?", (kind, template.ref)
            )
            return
        texts = {key: asdict(one) for key, one in template.texts.items()}
        self._db.execute(
            "INSERT INTO letter_template (id, kind, name, texts) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (kind, name) DO UPDATE SET texts = excluded.texts",
            (new_id(), kind, template.ref, json.dumps(texts, ensure_ascii=False)),
        )
