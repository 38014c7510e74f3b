"""What goes where: each column of a table, and what holds for all its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.signature import Origin
from app.errors import AppError
from app.intake.records.dates import (
    ORDERS,
    NoDateError,
    Order,
    order_of,
    orders_in,
    read_date,
)
from app.intake.records.presets import (
    OWN_EXPORT,
    Preset,
    fold,
    mark_of,
    preset,
    targets_of,
    usual_answers,
)
from app.intake.records.subject import OPT, SIGNATURES, SUBJECTS, Subject
from app.intake.records.table import Table
from app.messages import tr


@dataclass(frozen=True)
class ColumnMapping:
    """What a table's columns become: `targets` has a target of its subject for each head, or "".

    `source` names where the rows come from, so that the ids of two sources never meet; while it
    is empty, or `origin_said` is false, they are looked up. `known` says that they were. `yes` are
    words, folded, that mean yes in every column besides the usual ones; `answers` says of one
    column's word (its place, the word folded) whether it means yes there, whatever else holds.
    `dates` is how dates are read, also where the columns prove otherwise. `offered` are the targets
    of columns that seem to say who agreed, which nobody has taken for it yet.
    """

    preset: str
    source: str
    origin: Origin
    targets: tuple[str, ...]
    yes: tuple[str, ...] = ()
    dates: str = ""
    answers: tuple[tuple[int, str, bool], ...] = ()
    origin_said: bool = False
    known: bool = False
    subject: str = SIGNATURES.ref
    offered: tuple[str, ...] = ()

    @property
    def about(self) -> Subject:
        """What the rows are."""
        return SUBJECTS[self.subject]

    @property
    def own(self) -> bool:
        """Whether the rows are our own, with the ids that they had here."""
        return self.preset == OWN_EXPORT

    def places(self, target: str) -> list[int]:
        """The columns that become `target`."""
        return [at for at, one in enumerate(self.targets) if one == target]

    @property
    def offers(self) -> dict[int, str]:
        """The channels that columns are offered for, by their places: those still left out."""
        return {
            at: target.removeprefix(OPT)
            for at, target in enumerate(self.offered)
            if target and not self.targets[at]
        }

    def turned(self, heads: Sequence[str]) -> list[int]:
        """The columns of marks whose headings say the opposite, as “Not at risk”."""
        about = self.about
        read = [mark_of(head, about) for head in heads]
        return [
            at for at, one in enumerate(read)
            if one and one.turned and not self.own and self.targets[at] in about.marks
        ]  # fmt: skip

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
    """The mapping by a preset; from which source the rows are is still to be looked up."""
    return ColumnMapping(
        one.ref,
        "",
        one.origin,
        targets_of(one, heads),
        tuple(map(fold, one.yes)),
        subject=one.subject,
    )


def only_offered(mapping: ColumnMapping, usual: ColumnMapping) -> ColumnMapping:
    """`mapping` with no column taken for consent: a heading proves nothing, so they are offered.

    Those are as well that are `usual` by their headings and were left out once.
    """
    pairs = zip(mapping.targets, usual.targets, strict=True)
    offered = tuple(next((one for one in pair if one.startswith(OPT)), "") for pair in pairs)
    targets = tuple("" if one.startswith(OPT) else one for one in mapping.targets)
    return replace(mapping, targets=targets, offered=offered)


def with_columns(
    mapping: ColumnMapping, heads: Sequence[str], wanted: Iterable[tuple[str, str]]
) -> ColumnMapping:
    """`mapping` with columns given fields by hand, as pairs of field and head.

    A field that is given loses the columns it had.
    """
    targets = list(mapping.targets)
    pairs = [(_target(mapping.about, field), _place(heads, head)) for field, head in wanted]
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
        if not (equals and channel in mapping.about.channels):
            channel, word = "", text
        if channel and channel not in columns:
            raise AppError("{word}: no column says who agreed to {channel}.", word=text,
                           channel=channel)  # fmt: skip
        places = columns[channel] if channel else [at for one in columns.values() for at in one]
        said.update({(at, fold(word)): yes for at in places})
    return mapping.with_answers(said)


def _target(about: Subject, field: str) -> str:
    if field not in about.targets:
        raise AppError(
            "There is no field “{field}”: use one of {known}.",
            field=field,
            known=", ".join(about.targets),
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
    if not mapping.about.named & set(mapping.targets):
        raise AppError(
            "{file}: no column holds the names: say which one does.", lacks="name-column", file=file
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
        for target in mapping.about.dates
        for at in mapping.places(target)
        if order_of(table.column(at)) in {None, "both"}
    ]


def dates_question(table: Table, at: int) -> str:
    """What has to be asked of a column's dates: how one reads, or which lines contradict others."""
    column = table.heads[at]
    two = _contradiction(table, at) if order_of(table.column(at)) == "both" else []
    if two:
        return tr(
            "The dates of “{column}” contradict each other: line {first} can only be {one}, line "
            "{second} only {other}",
            column=column,
            first=two[0][0],
            one=_words(two[0][1]),
            second=two[1][0],
            other=_words(two[1][1]),
        )
    for cell in table.column(at):
        text = " ".join(cell.split())
        if order_of([text]) is None:
            read = [_day(text, order) for order in orders_in(text)]
            return tr(
                "“{column}” can be read in more than one way: {example} is {days}, and nothing in "
                "the file proves which",
                column=column,
                example=text,
                days=tr(" or ").join(dict.fromkeys(filter(None, read))),
            )
    return tr("The dates of “{column}” contradict each other", column=column)


def _day(text: str, order: Order) -> str:
    try:
        day = read_date(text, order, date.max)
    except NoDateError:
        return ""
    return f"{day:%d %B %Y}".lstrip("0") if day else ""


def _words(orders: Iterable[Order]) -> str:
    return tr(" or ").join(one.replace("-", " ") for one in orders)


def _contradiction(table: Table, at: int) -> list[tuple[int, list[Order]]]:
    """Two lines of a column no order reads both of, each with the orders that do; or none."""
    seen: dict[frozenset[Order], int] = {}
    for place, row in enumerate(table.rows):
        orders = frozenset(orders_in(row[at])) if len(row) > at else frozenset()
        for other, line in seen.items():
            if orders and not orders & other:
                pairs = ((line, other), (table.lines[place], orders))
                return [(one, [key for key in ORDERS if key in some]) for one, some in pairs]
        if orders:
            seen.setdefault(orders, table.lines[place])
    return []


def order_for(table: Table, mapping: ColumnMapping, at: int) -> str:
    """How the dates of the column at place `at` are read.

    What was said holds before what the column seems to prove, so that a row that cannot be read
    so is refused; but where another column is the one that was asked about, this one's proof.
    """
    proved = order_of(table.column(at))
    if proved not in ORDERS or proved == mapping.dates:
        return mapping.dates
    others = open_dates(table, replace(mapping, dates=""))
    return mapping.dates if mapping.dates and not others else str(proved)


def require_dates(table: Table, mapping: ColumnMapping) -> None:
    """Refuses to guess whether the day or the month comes first."""
    asked = open_dates(table, mapping)
    if asked:
        at = table.heads.index(asked[0])
        cells = list(table.column(at))
        possible = set(ORDERS).intersection(*filter(None, map(orders_in, cells)))
        found = possible or {order for cell in cells for order in orders_in(cell)}
        raise AppError(
            "{file}: {question}. Say which holds.",
            lacks="dates",
            file=table.file,
            question=dates_question(table, at),
            orders=" or ".join(order for order in ORDERS if order in found),
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


def digest_of(heads: Sequence[str], subject: Subject = SIGNATURES) -> str:
    """What a table's heads are remembered by: the same may stand over signatures and contacts."""
    words = [fold(head) for head in heads]
    if subject is not SIGNATURES:
        words.append(f"\x1e{subject.ref}")
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


def to_text(mapping: ColumnMapping) -> str:
    """A mapping as it is kept, column by column: heads may be alike but for their case.

    Another file with the same heads may be of another source or origin, so neither is kept.
    """
    return json.dumps(
        {
            "preset": mapping.preset, "columns": list(mapping.targets), "yes": list(mapping.yes),
            "dates": mapping.dates, "answers": mapping.answers,
        },
        ensure_ascii=False,
    )  # fmt: skip


def from_text(text: str, heads: Sequence[str], subject: Subject = SIGNATURES) -> ColumnMapping:
    """A mapping that was kept, for a table with these heads; dates are asked anew."""
    kept: Mapping[str, object] = json.loads(text)
    made = mapping_of(preset(str(kept["preset"]), subject), heads)
    said: list[tuple[int, str, bool]] = kept.get("answers", [])  # type: ignore[assignment]  # as to_text wrote it
    return replace(
        made,
        targets=tuple(map(str, kept["columns"])),  # type: ignore[call-overload]  # a list of text
        yes=tuple(map(str, kept["yes"])),  # type: ignore[call-overload]  # a list of text
        answers=tuple((at, word, yes) for at, word, yes in said),
    )


def channels(mapping: ColumnMapping) -> dict[str, list[int]]:
    """The columns in which a channel was agreed to, by channel."""
    return {
        one.removeprefix(OPT): mapping.places(one)
        for one in dict.fromkeys(mapping.targets)
        if one.startswith(OPT)
    }
