"""An addressee is data: its form of words, its limits and its checks, read from one file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["top", "full", "prayer"]
"""A sheet has the full text and the Member's corner, the full text, or the prayer (R8, R9)."""

Severity = Literal["stops", "warns", "advice"]
"""A finding stops printing, warns, or is advice."""


@dataclass(frozen=True)
class FormPart:
    """One paragraph of a form of words: fixed `lead` and `tail` round the text of `field`.

    `singular` is the lead where one person petitions; empty means the same lead.
    """

    key: str
    lead: str
    field: str = ""
    tail: str = ""
    singular: str = ""

    @property
    def leads(self) -> tuple[str, ...]:
        """The fixed leads, plural and singular, that are not empty."""
        return tuple(lead for lead in (self.lead, self.singular) if lead)


@dataclass(frozen=True)
class Completion:
    """A text of `field` that begins with `starts` is completed with `prefix`."""

    field: str
    starts: str
    prefix: str


@dataclass(frozen=True)
class Check:
    """One check as data; `app.domain.checks` says what each `kind` does.

    `message` may hold `{found}`, `{count}` and `{limit}`.
    """

    rule: str
    kind: str
    severity: Severity
    field: str
    message: str
    mend: str
    pattern: str = ""
    limit: int = 0


@dataclass(frozen=True)
class Addressee:
    """One body or person that can be petitioned, as its file in resources/templates says."""

    ref: str
    name: str
    form: str
    parts: tuple[FormPart, ...]
    asks_recipient: bool
    takes_list: bool
    first_kind: Kind
    later_kind: Kind
    kinds: tuple[Kind, ...]
    consent: str
    language: str
    recipients: dict[str, tuple[str, ...]]
    completions: tuple[Completion, ...]
    checks: tuple[Check, ...]
    sources: tuple[str, ...]

    def complete(self, field: str, text: str) -> str:
        """`text` with the standard words that its beginning leaves out (R4)."""
        for completion in self.completions:
            if completion.field == field and text.lower().startswith(completion.starts.lower()):
                return completion.prefix + text
        return text

    def typed_fixed_phrase(self, field: str, text: str) -> str:
        """The fixed phrase that `text` begins with, as typed there; empty when there is none."""
        for part in self.parts:
            if part.field != field:
                continue
            for lead in {part.lead, part.singular} - {""}:
                typed = re.match(
                    re.escape(lead).replace(r"\ ", r"\s+") + r"\b", text.strip(), re.IGNORECASE
                )
                if typed:
                    return typed.group()
        return ""
