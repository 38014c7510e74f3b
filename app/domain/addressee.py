"""An addressee is data: its form of words, its limits and its checks, read from one file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["top", "full", "prayer"]
"""A sheet has the full text and the Member's corner, the full text, or the prayer (R8, R9)."""

RowNeed = Literal["name", "full-name", "address", "postcode", "place", "date"]
"""What a row has to give: “full-name” is first name and surname, “place” address or postcode."""

Severity = Literal["stops", "warns", "advice"]
"""A finding stops printing, warns, or is advice."""


@dataclass(frozen=True)
class FormPart:
    """One paragraph of a form of words: fixed `lead` and `tail` round the text of `field`.

    `singular` is the lead where one person petitions; empty means the same lead. `rule` is
    the number of the rule that asks for the part.
    """

    key: str
    lead: str
    field: str = ""
    tail: str = ""
    singular: str = ""
    rule: str = ""

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
class Threshold:
    """What happens at so many valid signatures."""

    number: int
    what: str
    rule: str


@dataclass(frozen=True)
class Step:
    """One thing to know or do, and the rule that says so."""

    text: str
    rule: str


@dataclass(frozen=True)
class Deadline:
    """A step with its day, counted from the hand-in: `days` before it, negative after it."""

    days: int
    text: str
    rule: str


@dataclass(frozen=True)
class Source:
    """Where a rule comes from, and the day or year its page speaks of."""

    rule: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Addressee:
    """One body or person that can be petitioned, as its file in resources/templates says.

    `choice` is its name in a list, where forms of one body differ. `recipient` is who is
    petitioned where the wording names nobody; with neither the name of the body stands in.
    `note` is the note of the pack that goes to whoever presents, empty
    where a covering letter goes instead. `corner` is what stands in the corner of a top sheet.
    `online` says whether a good signature from a website counts or is similar (R10, R38);
    `row_needs` is what makes a row invalid where it lacks.
    `headings` replace the heads of a sheet's columns; `languages` may bind, any if empty.
    """

    ref: str
    name: str
    choice: str
    about: str
    form: str
    parts: tuple[FormPart, ...]
    asks_recipient: bool
    recipient: str
    salutation: str
    takes_list: bool
    list_rule: str
    online: Literal["counted", "similar"]
    row_needs: tuple[RowNeed, ...]
    note: str
    corner: str
    headings: dict[str, str]
    first_kind: Kind
    later_kind: Kind
    kinds: tuple[Kind, ...]
    consent: str
    languages: tuple[str, ...]
    recipients: dict[str, tuple[str, ...]]
    who_may_sign: Step
    minimum: int
    thresholds: tuple[Threshold, ...]
    on_each_sheet: tuple[Step, ...]
    hand_in: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]
    after: tuple[Step, ...]
    unconfirmed: tuple[str, ...]
    completions: tuple[Completion, ...]
    checks: tuple[Check, ...]
    sources: tuple[Source, ...]

    def source_of(self, rule: str) -> Source | None:
        """Where `rule` comes from, as this body's file says."""
        return next((one for one in self.sources if one.rule == rule), None)

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
