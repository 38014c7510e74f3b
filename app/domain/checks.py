"""Findings on a wording: each check of an addressee's file, carried out.

The program does not pretend to understand a petition: what it cannot know
(courts, money, respect, R17) it asks the organiser.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.addressee import Addressee, Check, Severity
from app.domain.wording import Wording, compose, without_fixed_phrases


@dataclass(frozen=True)
class Finding:
    """What a check found: the rule's number, the field, the characters there and the mend."""

    rule: str
    severity: Severity
    field: str
    message: str
    mend: str
    start: int = 0
    end: int = 0


def check_wording(wording: Wording, addressee: Addressee) -> list[Finding]:
    """All findings, those that stop printing first."""
    found = [
        finding
        for check in addressee.checks
        for finding in _KINDS[check.kind](check, wording, addressee)
    ]
    order = {"stops": 0, "warns": 1, "advice": 2}
    return sorted(found, key=lambda finding: order[finding.severity])


def stops_printing(findings: list[Finding]) -> bool:
    """Whether one of the findings is of the kind that stops printing."""
    return any(finding.severity == "stops" for finding in findings)


def _text(check: Check, wording: Wording) -> str:
    return str(getattr(wording, check.field) or "")


def _finding(check: Check, start: int = 0, end: int = 0, **values: object) -> Finding:
    return Finding(
        check.rule,
        check.severity,
        check.field,
        check.message.format(**values),
        check.mend.format(**values),
        start,
        end,
    )


def _required(check: Check, wording: Wording, _: Addressee) -> Iterator[Finding]:
    if not _text(check, wording).strip():
        yield _finding(check)


def _max_length(check: Check, wording: Wording, _: Addressee) -> Iterator[Finding]:
    text = _text(check, wording)
    if len(text) > check.limit:
        yield _finding(check, check.limit, len(text), count=len(text), limit=check.limit)


def _max_words(check: Check, wording: Wording, _: Addressee) -> Iterator[Finding]:
    text = _text(check, wording)
    words = list(re.finditer(r"\S+", text))
    if len(words) > check.limit:
        start = words[check.limit].start()
        yield _finding(check, start, len(text), count=len(words), limit=check.limit)


def _pattern(check: Check, wording: Wording, _: Addressee) -> Iterator[Finding]:
    for match in re.finditer(check.pattern, _text(check, wording), re.IGNORECASE):
        yield _finding(check, match.start(), match.end(), found=match.group())


def _needs_pattern(check: Check, wording: Wording, addressee: Addressee) -> Iterator[Finding]:
    part = next(part for part in compose(wording, addressee) if part.key == check.field)
    if part.text and not re.search(check.pattern, part.text, re.IGNORECASE):
        yield _finding(check, 0, len(_text(check, wording)), found=part.text[:40])


def _typed_phrase(check: Check, wording: Wording, addressee: Addressee) -> Iterator[Finding]:
    text = _text(check, wording)
    phrase = addressee.typed_fixed_phrase(check.field, text)
    if phrase:
        yield _finding(check, 0, len(phrase), found=phrase)


def _near_phrase(check: Check, wording: Wording, addressee: Addressee) -> Iterator[Finding]:
    """A fixed phrase of the form, misspelt at the start of its field."""
    text = _text(check, wording).strip()
    if addressee.typed_fixed_phrase(check.field, text):
        return
    leads = [lead for part in addressee.parts if part.field == check.field for lead in part.leads]
    for lead in leads:
        start = _alike(text, lead)
        if start:
            yield _finding(check, 0, len(start), found=start, phrase=lead)
            return


def _alike(text: str, phrase: str) -> str:
    """The beginning of `text` when it is almost `phrase`, one word more or less allowed."""
    words = text.split()
    size = len(phrase.split())
    for count in (size, size + 1, max(size - 1, 2)):
        start = " ".join(words[:count])
        if len(words) >= count and _closeness(start, phrase) >= 0.86:
            return start
    return ""


def _near_name(check: Check, wording: Wording, _: Addressee) -> Iterator[Finding]:
    """The name in `pattern`, misspelt anywhere in the field."""
    text = _text(check, wording)
    words = list(re.finditer(r"[\w’']+", text))
    size = len(check.pattern.split())
    for at in range(len(words) - size + 1):
        start, end = words[at].start(), words[at + size - 1].end()
        found = text[start:end]
        if 0.86 <= _closeness(found, check.pattern) < 1:
            yield _finding(check, start, end, found=found, phrase=check.pattern)


def _closeness(left: str, right: str) -> float:
    return difflib.SequenceMatcher(None, left.lower(), right.lower()).ratio()


def _language(check: Check, wording: Wording, addressee: Addressee) -> Iterator[Finding]:
    """The binding text is in another language than the addressee's (R7)."""
    if not addressee.languages:
        return
    tidy = without_fixed_phrases(wording, addressee)
    letters = [character for character in tidy.declares + tidy.requests if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    foreign = bool(letters) and latin < len(letters) * 0.8
    wanted = not foreign and wording.language in addressee.languages
    if not wanted and not set(addressee.languages) & wording.translations.keys():
        yield _finding(check)


def _ask(check: Check, _: Wording, __: Addressee) -> Iterator[Finding]:
    """A question that only the organiser can answer."""
    yield _finding(check)


def _organiser_area(check: Check, wording: Wording, _: Addressee) -> Iterator[Finding]:
    """The organiser's postcode, the last line of the address, is not in the area asked for."""
    last = wording.organiser.address[-1:] or ("",)
    if not re.search(check.pattern, last[0], re.IGNORECASE):
        yield _finding(check)


def _longest_days(check: Check, wording: Wording, _: Addressee) -> Iterator[Finding]:
    if wording.opens and wording.closes:
        days = (wording.closes - wording.opens).days
        if days > check.limit:
            yield _finding(check, count=days, limit=check.limit)


_KINDS: dict[str, Callable[[Check, Wording, Addressee], Iterator[Finding]]] = {
    "required": _required,
    "max_length": _max_length,
    "max_words": _max_words,
    "pattern": _pattern,
    "needs_pattern": _needs_pattern,
    "typed_phrase": _typed_phrase,
    "near_phrase": _near_phrase,
    "near_name": _near_name,
    "language": _language,
    "ask": _ask,
    "organiser_area": _organiser_area,
    "longest_days": _longest_days,
}

CHECK_KINDS = frozenset(_KINDS)
"""What an addressee's file may name as the kind of a check."""
