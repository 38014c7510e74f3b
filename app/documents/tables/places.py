"""Where signatories live as a table to save: CSV or XLSX, with no number that is too small."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from app.domain.cells import guarded
from app.domain.places import PlaceCounts, Told, told

Line = tuple[str, str, Told]


def told_lines(counts: PlaceCounts, texts: Mapping[str, Any]) -> list[Line]:
    """Each line as it may leave the campaign: code, name and numbers; the total last.

    Areas with a number that is not told stand last among areas, by name: a place in the order of
    the counts would tell it.
    """
    named = [(area.code, area.name, area.tally) for area in counts.areas]
    named += [("", texts["apart"][why], tally) for why, tally in counts.apart.items()]
    lines, total = told([tally for _, _, tally in named])
    found = [(code, name, one) for (code, name, _), one in zip(named, lines, strict=True)]
    areas, apart = found[: len(counts.areas)], found[len(counts.areas) :]
    whole = [line for line in areas if None not in line[2]]
    partly = sorted((line for line in areas if None in line[2]), key=itemgetter(1, 0))
    return [*whole, *partly, *apart, ("", texts["total"], total)]


def csv_table(counts: PlaceCounts, texts: Mapping[str, Any], notes: Sequence[str]) -> bytes:
    """A CSV in UTF-8 with the mark that spreadsheet programs know it by; `notes` stand last."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(texts["columns"])
    for code, name, one in told_lines(counts, texts):
        numbers = [texts["hidden"] if number is None else number for number in one]
        writer.writerow([guarded(code), guarded(name), *numbers])
    writer.writerows([[]])
    writer.writerows([guarded(note)] for note in notes)
    return out.getvalue().encode("utf-8-sig")


def workbook(counts: PlaceCounts, texts: Mapping[str, Any], notes: Sequence[str]) -> bytes:
    """The same as XLSX, its head frozen; names are text cells whatever they begin with."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0"})
    right = book.add_format({"align": "right"})
    sheet = book.add_worksheet(texts["sheet"])
    for at, (words, wide) in enumerate(
        zip(texts["columns"], (13, 38, 12, 12, 12, 16), strict=True)
    ):
        sheet.write_string(0, at, words, head)
        sheet.set_column(at, at, wide)
    lines = told_lines(counts, texts)
    for row, (code, name, one) in enumerate(lines, 1):
        sheet.write_string(row, 0, code)
        sheet.write_string(row, 1, name)
        for at, value in enumerate(one, 2):
            if value is None:
                sheet.write_string(row, at, texts["hidden"], right)
            else:
                sheet.write_number(row, at, value, number)
    for row, note in enumerate(notes, len(lines) + 2):
        sheet.write_string(row, 0, note)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
