"""Refused rows as a file of the same shape, with the reason beside each: to mend and bring in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from app.domain.cells import guarded
from app.intake.records.rows import Refusal
from app.intake.records.table import REASON_HEAD, Table


def sentence(refusal: Refusal) -> str:
    """Where a row stands, in which column it was refused, and why."""
    where = f"line {refusal.line}"
    if refusal.column:
        where += f", column “{refusal.column}”"
    return f"{where}: {refusal.reason}"


def refused_csv(table: Table, refused: Sequence[Refusal]) -> bytes:
    """A CSV in UTF-8 with the table's columns and the reason; cells that could run are guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=table.delimiter or ",")
    width = len(table.heads)
    old = table.heads.index(REASON_HEAD) if REASON_HEAD in table.heads else width
    kept = [at for at in range(width) if at != old]
    writer.writerow([*(guarded(table.heads[at]) for at in kept), REASON_HEAD])
    for one in refused:
        row = table.rows[one.place]
        cells = [guarded(row[at]) if at < len(row) else "" for at in kept]
        extra = [guarded(cell) for cell in row[width:]]
        writer.writerow([*cells, guarded(sentence(one)), *extra])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")
