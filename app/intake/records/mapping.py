"""What goes where: each column of a table, and what holds for all its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.signature import Origin
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
    words, folded, that mean yes besides the usual ones. `dates` is how dates are read whose order
    the columns do not prove.
    """

    preset: str
    source: str
    origin: Origin
    targets: tuple[str, ...]
    yes: tuple[str, ...] = ()
    dates: str = ""

    @property
    def own(self) -> bool:
        """Whether the rows are our own, with the ids that they had here."""
        return self.preset == OWN_EXPORT

    def places(self, target: str) -> list[int]:
        """The columns that become `target`."""
        return [at for at, one in enumerate(self.targets) if one == target]


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
    """The different answers of a column, most frequent first, to say which of them mean yes."""
    numbers: dict[str, int] = {}
    for cell in table.column(at):
        word = " ".join(cell.split())
        if fold(word) not in usual_answers()[1]:
            numbers[word] = numbers.get(word, 0) + 1
    return sorted(numbers.items(), key=lambda one: -one[1])[:most]


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
        },
        ensure_ascii=False,
    )  # fmt: skip


def from_text(text: str, heads: Sequence[str]) -> ColumnMapping:
    """A mapping that was kept, for a table with these heads; dates are asked anew."""
    kept: Mapping[str, object] = json.loads(text)
    columns = {fold(head): target for head, target in dict(kept["columns"]).items()}  # type: ignore[call-overload]  # a table of text
    made = mapping_of(preset(str(kept["preset"])), heads)
    return replace(
        made,
        source=str(kept["source"]),
        origin="paper" if kept["origin"] == "paper" else "online",
        targets=tuple(columns.get(fold(head), "") for head in heads),
        yes=tuple(map(str, kept["yes"])),  # type: ignore[call-overload]  # a list of text
    )


def channels(mapping: ColumnMapping) -> dict[str, list[int]]:
    """The columns in which a channel was agreed to, by channel."""
    return {
        one.removeprefix(OPT): mapping.places(one)
        for one in dict.fromkeys(mapping.targets)
        if one.startswith(OPT)
    }
