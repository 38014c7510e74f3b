"""A segment that is not kept yet, as it is held while the window is locked."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from app.domain.community.segment import Condition


@dataclass(frozen=True)
class Built:
    """A segment as it is being built: of which kept one, and what stands in the fields."""

    id: str
    static: bool
    name: str
    conditions: tuple[Condition, ...]

    @property
    def text(self) -> str:
        """All of it as one text."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Built:
        """What `text` was made from."""
        values = json.loads(text)
        conditions = tuple(
            Condition(one["field"], tuple(one["values"]), one["holds"])
            for one in values["conditions"]
        )
        return cls(**{**values, "conditions": conditions})
