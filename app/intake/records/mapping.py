"""What goes where: each column of a table, and what holds for all its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.signature import CHANNELS, Origin
from app.errors import AppError
from app.intake.records.dates import order_of, read_date
from app.intake.records.presets import (
    OPT,
    OWN_EXPORT,
    TARGETS,
    Preset,
    fold,
    preset,
    targets_of,
    usual_answers,
)
from app.intake.records.table import Table

DATES = ("signed_on", "born")


@dataclass(frozen=True)
class ColumnMapping:
    """What a table's columns become: `targets` has a key of TARGETS, or nothing, for each head.

    `source` names where the rows come from, so that the ids of two sources never meet. `yes` are
    words, folded, that mean yes in every column besides the usual ones; `answers` says of one
    column's word (its place, the word folded) whether it means yes there, whatever else holds.
    `dates` is how dates are read whose order the columns do not prove.
    """

    preset: str
    source: str
    origin: Origin
    targets: tuple[str, ...]
    yes: tuple[str, ...] = ()
    dates: str = ""
    answers: tuple[tuple[int, str, bool], ...] = ()

    @property
    def own(self) -> bool:
        """Whether the rows are our own, with the ids that they had here."""
        return self.preset == OWN_EXPORT

    def places(self, target: str) -> list[int]:
        """The columns that become `target`."""
        return [at for at, one in enumerate(self.targets) if one == target]

    def yes_in(self, place: int) -> frozenset[str]:
        """The words, folded, that mean yes in one column."""
        said = {word: yes for at, word, yes in self.answers if at == place}
        words = usual_answers()[0].union(self.yes, said)
        return frozenset(word for word in words if said.get(word, True))

    def with_answers(self, said: Mapping[tuple[int, str], bool]) -> ColumnMapping:
        """The mapping with what was said of words, by place and folded word.

        Only what differs from what holds in every column is kept: the others may be anybody's.
        """
        usual = usual_answers()[0].union(self.yes)
        every = {(at, word): yes for at, word, yes in self.answers} | dict(said)
        kept = sorted(
            (at, word, yes) for (at, word), yes in every.items() if yes != (word in usual)
        )
        return replace(self, answers=tuple(kept))


def mapping_of(one: Preset, heads: Sequence[str]) -> ColumnMapping:
    """The mapping by a preset."""
    return ColumnMapping(
        one.ref,
        "" if one.ref == OWN_EXPORT else one.ref,
        one.origin,
        targets_of(one, heads),
        tuple(map(fold, one.yes)),
    )


def with_columns(
    mapping: ColumnMapping, heads: Sequence[str], wanted: Iterable[tuple[str, str]]
) -> ColumnMapping:
    """`mapping` with columns given fields by hand, as pairs of field and head.

    A field that is given loses the columns it had.
    """
    targets = list(mapping.targets)
    pairs = [(_target(field), _place(heads, head)) for field, head in wanted]
    for at, target in enumerate(targets):
        if target in {field for field, _ in pairs}:
            targets[at] = ""
    for field, at in pairs:
        targets[at] = field
    return replace(mapping, targets=tuple(targets))


def with_words(mapping: ColumnMapping, words: Iterable[str], *, yes: bool) -> ColumnMapping:
    """`mapping` with answers that mean yes or do not: “WORD”, or “CHANNEL=WORD” for one channel."""
    columns = channels(mapping)
    said = {}
    for text in words:
        channel, equals, word = text.partition("=")
        if not (equals and channel in CHANNELS):
            channel, word = "", text
        if channel and channel not in columns:
            raise AppError("{word}: no column says who agreed to {channel}.", word=text,
                           channel=channel)  # fmt: skip
        places = columns[channel] if channel else [at for one in columns.values() for at in one]
        said.update({(at, fold(word)): yes for at in places})
    return mapping.with_answers(said)


def _target(field: str) -> str:
    if field not in TARGETS:
        raise AppError(
            "There is no field “{field}”: use one of {known}.",
            field=field,
            known=", ".join(TARGETS),
        )
    return field


def _place(heads: Sequence[str], wanted: str) -> int:
    if wanted in heads:
        return heads.index(wanted)
    folded = [fold(head) for head in heads]
    if folded.count(fold(wanted)) == 1:
        return folded.index(fold(wanted))
    raise AppError(
        "There is no column “{column}”: the file has {known}.",
        column=wanted,
        known=", ".join(f"“{head}”" for head in heads[:30]),
    )


def require_enough(mapping: ColumnMapping, file: str) -> None:
    """Refuses a mapping by which no row says who signed."""
    if not {"name", "given", "family", "id"} & set(mapping.targets):
        raise AppError(
            "{file}: no column holds the names: say which one does (--map name=COLUMN).", file=file
        )


def open_dates(table: Table, mapping: ColumnMapping) -> list[str]:
    """The heads of date columns that can be read day-first or month-first, which has to be asked.

    A column that proves its order by a day after the 12th is not among them; one whose rows
    contradict each other is.
    """
    if mapping.dates:
        return []
    return [
        table.heads[at]
        for target in DATES
        for at in mapping.places(target)
        if order_of(table.column(at)) in {None, "both"}
    ]


def unclear_date(table: Table, at: int) -> tuple[str, str, str]:
    """A date of a column that can be read either way: as written, day first, and month first."""
    today = date.max
    for cell in table.column(at):
        text = " ".join(cell.split())
        if order_of([text]) is None:
            read = [read_date(text, order, today) for order in ("day-first", "month-first")]
            return (text, *(f"{day:%d %B %Y}".lstrip("0") if day else "" for day in read))  # type: ignore[return-value]  # two readings
    return "", "", ""


def order_for(table: Table, mapping: ColumnMapping, at: int) -> str:
    """How the dates of the column at place `at` are read: as it proves, else as was said."""
    proved = order_of(table.column(at))
    return proved if proved in {"day-first", "month-first"} else mapping.dates


def require_dates(table: Table, mapping: ColumnMapping) -> None:
    """Refuses to guess whether the day or the month comes first."""
    asked = open_dates(table, mapping)
    if asked:
        raise AppError(
            "{file}: the dates of “{column}” can be read day first or month first: say which with "
            "--dates day-first or --dates month-first.",
            file=table.file,
            column=asked[0],
        )


def answers(table: Table, at: int, most: int = 12) -> list[tuple[str, int]]:
    """The different answers of a column, most frequent first, to say which of them mean yes.

    Answers that are compared as equal are one, as it was written first.
    """
    numbers: dict[str, int] = {}
    written: dict[str, str] = {}
    for cell in table.column(at):
        word = fold(cell)
        if word not in usual_answers()[1]:
            written.setdefault(word, " ".join(cell.split()))
            numbers[word] = numbers.get(word, 0) + 1
    found = sorted(numbers.items(), key=lambda one: -one[1])[:most]
    return [(written[word], number) for word, number in found]


def digest_of(heads: Sequence[str]) -> str:
    """What a table's heads are remembered by."""
    return hashlib.sha256("\x1f".join(map(fold, heads)).encode()).hexdigest()


def to_text(mapping: ColumnMapping, heads: Sequence[str]) -> str:
    """A mapping as it is kept."""
    given = {head: one for head, one in zip(heads, mapping.targets, strict=True) if one}
    return json.dumps(
        {
            "preset": mapping.preset, "source": mapping.source, "origin": mapping.origin,
            "columns": given, "yes": list(mapping.yes), "dates": mapping.dates,
            "answers": [[heads[at], word, yes] for at, word, yes in mapping.answers],
        },
        ensure_ascii=False,
    )  # fmt: skip


def from_text(text: str, heads: Sequence[str]) -> ColumnMapping:
    """A mapping that was kept, for a table with these heads; dates are asked anew."""
    kept: Mapping[str, object] = json.loads(text)
    columns = {fold(head): target for head, target in dict(kept["columns"]).items()}  # type: ignore[call-overload]  # a table of text
    made = mapping_of(preset(str(kept["preset"])), heads)
    folded = [fold(head) for head in heads]
    said: list[tuple[str, str, bool]] = kept.get("answers", [])  # type: ignore[assignment]  # as to_text wrote it
    return replace(
        made,
        source=str(kept["source"]),
        origin="paper" if kept["origin"] == "paper" else "online",
        targets=tuple(columns.get(fold(head), "") for head in heads),
        yes=tuple(map(str, kept["yes"])),  # type: ignore[call-overload]  # a list of text
        answers=tuple(
            (folded.index(fold(head)), word, yes)
            for head, word, yes in said
            if fold(head) in folded
        ),
    )


def channels(mapping: ColumnMapping) -> dict[str, list[int]]:
    """The columns in which a channel was agreed to, by channel."""
    return {
        one.removeprefix(OPT): mapping.places(one)
        for one in dict.fromkeys(mapping.targets)
        if one.startswith(OPT)
    }
