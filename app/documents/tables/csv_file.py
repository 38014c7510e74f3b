"""A table as CSV: UTF-8 with the mark by which Excel knows it, lines ended as RFC 4180 says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.documents.tables.cells import Records, cell

_DIALLED = re.compile(r"\+?[\d ()]+")
"""A number to dial, which no program can run, whatever sign it begins with."""


def csv_file(
    columns: Sequence[str], records: Records, dialled: Collection[str] = frozenset()
) -> bytes:
    """The file with `columns` as its head and a line for each record.

    Every cell is quoted: a program that parts at semicolons makes no formula of “a;=1+1”. What
    is dialled from another program stands in the columns `dialled` as it is.
    """

    def text(record: Mapping[str, Any], column: str) -> str:
        value = record[column]
        if column in dialled and _DIALLED.fullmatch(value):
            return str(value)
        return cell(value)

    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([text(record, column) for column in columns] for record in records)
    return out.getvalue().encode("utf-8-sig")
