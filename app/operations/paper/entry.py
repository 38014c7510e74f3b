"""What a keyed row has to be before it is kept: shared by keying one row and a whole sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain import names, postcode
from app.domain.row_notes import future
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, TEXT_LIMIT, RowEntry
from app.errors import AppError
from app.messages import tr
from app.store.sheets import SheetRecord
from app.store.signatures import Signatures

_CLOSED = {"spoiled": "spoiled", "lost": "lost", "bundled": "bundled", "lodged": tr("handed in")}


def require_open(sheet: SheetRecord) -> None:
    """Refuses a sheet whose rows can no longer be entered."""
    if sheet.state in _CLOSED:
        raise AppError(
            "Sheet {code} is {state}: nothing can be entered on it.",
            code=printed(sheet.code),
            state=_CLOSED[sheet.state],
        )


def tidy_entry(entry: RowEntry, sheet: SheetRecord, today: date) -> RowEntry:
    """`entry` in NFC with its postcode normalised (R82, R91).

    AppError when the row is not on the sheet, the date is to come, a reason is
    missing or unknown, or a text is too long or holds control characters.
    """
    where = tr("Sheet {code}, row {row}", code=printed(sheet.code), row=entry.row)
    if not 1 <= entry.row <= sheet.rows:
        raise AppError(
            "{where}: the sheet has rows 1 to {rows}.",
            where=where,
            rows=sheet.rows,
        )
    if future(entry.signed_on, today):
        raise AppError(
            "{where}: the date {day} has not come yet; look at the sheet again.",
            where=where,
            day=entry.signed_on,
        )
    require_reason(entry.validity, entry.reason, where)
    texts = {
        "name": names.tidy(entry.name),
        "address": names.tidy(entry.address),
        "postcode": postcode.normalise(entry.postcode) if entry.postcode.strip() else "",
        "external_id": names.tidy(entry.external_id),
    }
    for field, text in texts.items():
        if len(text) > TEXT_LIMIT:
            raise AppError(
                "{where}: the {field} has {count} characters; the most is {limit}.",
                where=where,
                field=field.replace("_", " "),
                count=len(text),
                limit=TEXT_LIMIT,
            )
        typed = " ".join(getattr(entry, field).split())  # tidy would hide it
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in typed):
            raise AppError(
                "{where}: the {field} holds a character that cannot be printed; type it again.",
                where=where,
                field=field.replace("_", " "),
            )
    return replace(entry, **texts)  # type: ignore[arg-type]  # all are text fields


def require_reason(validity: str, reason: str, where: str) -> None:
    """Invalid needs a reason code of R106; anything else has none."""
    if validity == "invalid" and reason not in REASONS:
        raise AppError(
            "{where}: an invalid row needs a reason: {reasons}.",
            where=where,
            reasons=", ".join(REASONS),
        )
    if validity != "invalid" and reason:
        raise AppError("{where}: only an invalid row has a reason.", where=where)


def free_rows(
    signatures: Signatures, sheet: SheetRecord, rows: Sequence[int], *, replacing: bool
) -> dict[int, str]:
    """The ids of rows keyed already, by row; refused unless `replacing`."""
    keyed = {one.row: one.id for one in signatures.of_sheet(sheet.id) if one.row in rows}
    if keyed and not replacing:
        raise AppError(
            "Sheet {code}, row {row} is keyed already: key another row, or replace it.",
            lacks="replace",
            code=printed(sheet.code),
            row=min(row for row in keyed if row is not None),
        )
    return {row: key for row, key in keyed.items() if row is not None}
