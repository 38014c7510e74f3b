"""What became of each page that was brought in, and in which words that is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.scan import Flag, Problem, SheetSeen, compare, flag_of, replaces
from app.domain.sheet_code import printed
from app.messages import tr, trn
from app.operations.campaign.campaigns import Campaign
from app.store.scans import ScanRecord
from app.store.sheets import SheetRecord
from app.store.store import Store


@dataclass(frozen=True)
class Duplicate:
    """An earlier page with the same sheet, and how the two compare."""

    file: str
    page: int
    likeness: str


@dataclass(frozen=True)
class SheetOutcome:
    """What became of one sheet on a page."""

    seen: SheetSeen
    flag: Flag
    returned: bool
    sentence: str
    duplicates: tuple[Duplicate, ...] = ()
    replaces: bool = False


Result = Literal["taken", "tray", "known", "blank"]


@dataclass(frozen=True)
class Outcome:
    """What became of one page: `number` is the one it is kept under."""

    file: str
    page: int
    number: int
    result: Result
    problem: Problem
    sentence: str
    size: tuple[int, int]
    marks: bool = False
    sheets: tuple[SheetOutcome, ...] = ()


PROBLEMS: dict[Problem, str] = {
    "blank": tr("Nothing is on this page."),
    "no-code": tr("No sheet code can be read on this page: type the code from its foot."),
    "other-code": tr(
        "The code on this page is not a sheet’s: type the sheet’s code if it has one."
    ),
    "unknown-code": tr("The sheet on this page is not of this campaign."),
    "unreadable": tr("This page cannot be read."),
}

FLAGS: dict[Flag, str] = {
    "": "",
    "worse": tr("It was scanned before, and this picture shows no more."),
    "better": tr("It was scanned before; this picture is better."),
    "more": tr("It was scanned before; this picture shows more filled rows."),
    "photocopy": tr(
        "The same code was scanned with other handwriting: one may be a photocopy. "
        "Show the one in ink; a copy is no signature."
    ),
    "no-place": tr("Its rows cannot be found in the picture: enter it from the whole page."),
    "other-wording": tr("Its text is not where this wording has it: compare it with the petition."),
}


def known_already(
    store: Store, file: str, page: int, twin: ScanRecord, *, kept_again: bool = False
) -> Outcome:
    """A page whose picture is here already: nothing is kept twice."""
    words = [tr("This page is here already, from {file}, page {page}.",
                file=twin.file, page=twin.page)]  # fmt: skip
    if kept_again:
        words.append(tr("Its picture is kept again."))
    if twin.problem:
        words.append(twin.sentence or PROBLEMS[twin.problem])
    if twin.state == "tray":
        words.append(tr("It waits in the tray."))
    sheets = tuple(
        SheetOutcome(
            one.seen,
            one.flag,
            returned=False,
            sentence="",
            duplicates=(Duplicate(twin.file, twin.page, "same"),),
        )
        for one in store.scans.sheets_on(twin.id)
    )
    return Outcome(
        file, page, twin.number, "known", twin.problem, " ".join(words), twin.size, twin.marks,
        sheets,
    )  # fmt: skip


def outcome_of(record: ScanRecord, sheets: list[SheetOutcome]) -> Outcome:
    result: Result = "blank" if record.problem == "blank" else "tray"
    sentence = record.sentence or PROBLEMS.get(record.problem, "")
    if not record.problem:
        asks = any(one.flag not in {"", "worse"} for one in sheets)
        result = "tray" if asks else "taken"
        if all(one.flag == "worse" for one in sheets):
            result = "known"
        sentence = " ".join(one.sentence for one in sheets)
    return Outcome(record.file, record.page, record.number, result, record.problem, sentence,
                   record.size, record.marks, tuple(sheets))  # fmt: skip


def judged(campaign: Campaign, seen: SheetSeen) -> SheetOutcome:
    """What a sheet that was seen asks, beside its earlier pictures and where it should be.

    A picture that is no longer there is replaced without a question, unless its ink differs.
    """
    store = campaign.store
    sheet = store.sheets.get(seen.code)
    before = store.scans.current(sheet.id, seen.side)
    flag = flag_of(seen, before.seen if before else None)
    gone = before is not None and not campaign.vault.opens(before.scan.id)
    if gone and flag in {"worse", "better", "more"}:
        flag = ""
    shows = before is not None and (replaces(seen, before.seen) or (gone and flag == ""))
    duplicates = tuple(
        Duplicate(one.scan.file, one.scan.page, compare(one.seen.rows, seen.rows))
        for one in store.scans.of_sheet(sheet.id)
        if one.seen.side == seen.side
    )
    words = [_found_words(seen), FLAGS[flag], _place_words(store, sheet)]
    return SheetOutcome(
        seen, flag, returned=False, sentence=" ".join(filter(None, words)),
        duplicates=duplicates, replaces=shows,
    )  # fmt: skip


def _found_words(seen: SheetSeen) -> str:
    if not seen.place:
        return tr("{code}.", code=printed(seen.code))
    rows = trn("{number} row holds ink", "{number} rows hold ink", len(seen.inked))
    struck = sum(row.struck for row in seen.rows)
    crossed = trn(", {number} looks crossed out", ", {number} look crossed out", struck)
    return tr("{code}: {rows}{crossed}.", code=printed(seen.code), rows=rows,
              crossed=crossed if struck else "")  # fmt: skip


def _place_words(store: Store, sheet: SheetRecord) -> str:
    if sheet.state == "lost":
        return tr("It is recorded as lost: return it if its paper is here.")
    if sheet.state == "spoiled":
        return tr("It was marked as spoiled: nothing on it counts.")
    newest = store.petitions.of_id(sheet.petition).version
    if sheet.version < newest:
        return tr(
            "It was printed with wording version {version}; the petition is at {newest}.",
            version=sheet.version,
            newest=newest,
        )
    return ""
