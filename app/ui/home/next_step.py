"""The one thing to do next, from where the petition stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.checks import stops_printing
from app.domain.sheet import Balance
from app.domain.signature import Counts
from app.messages import tr, trn
from app.operations.petition.petitions import check_text
from app.store.petitions import PetitionRecord


@dataclass(frozen=True)
class NextStep:
    """Words and a button that leads to `page`."""

    title: str
    words: str
    button: str
    page: str


def next_step(
    record: PetitionRecord,
    counts: Counts,
    balance: Balance,
    *,
    late: int = 0,
    pages: int = 0,
    old: int = 0,
    overdue: date | None = None,
) -> NextStep:
    """What to do next: mend, print, find, ask for what is `late`, enter, check, or hand in.

    `pages` of scans may wait in the tray, and `old` pictures be past their day. A reply may be
    `overdue` since a day.
    """
    if not balance.printed:
        if stops_printing(check_text(record.wording)):
            return NextStep(
                tr("finish the wording"),
                tr("Something in it still stops printing."),
                tr("Open the petition"),
                "petition",
            )
        return NextStep(
            tr("print the first sheets"),
            tr("The wording is ready. The first sheet is for the first petitioners."),
            tr("Print sheets"),
            "sheets",
        )
    chore = _reply(overdue) or _missing(balance, late) or _of_scans(pages, old)
    if chore:
        return chore
    if counts.unchecked:
        return NextStep(
            trn("check {number} row", "check {number:,} rows", counts.unchecked),
            tr("What is keyed counts only when somebody has said whether it is valid."),
            tr("Open the signatures"),
            "signatures",
        )
    target = record.wording.target
    if target and counts.valid >= target:
        return NextStep(
            tr("hand in"),
            tr("The target is reached. Get the pack ready."),
            tr("Open the hand-in"),
            "hand_in",
        )
    waiting = balance.not_issued + balance.out + balance.back
    return NextStep(
        tr("enter what came back"),
        trn(
            "{number} sheet is not entered yet. Count it, or key its rows.",
            "{number:,} sheets are not entered yet. Count them, or key their rows.",
            waiting,
        ),
        tr("Enter a sheet"),
        "enter",
    )


def _reply(overdue: date | None) -> NextStep | None:
    """What to do about a reply that did not come."""
    if overdue is None:
        return None
    return NextStep(
        tr("ask for the reply"),
        tr("It was expected by {day:%d/%m/%Y} and has not come.", day=overdue),
        tr("Open the hand-in"),
        "hand_in",
    )


def _of_scans(pages: int, old: int) -> NextStep | None:
    """What to do about pages that no code names, and about pictures that have to go."""
    if pages:
        return NextStep(
            trn("look at {number} scanned page", "look at {number} scanned pages", pages),
            tr("Their sheets are not known yet, or two pictures of one sheet differ."),
            tr("Open the sheets"),
            "sheets",
        )
    if old:
        return NextStep(
            trn("destroy {number} old picture", "destroy {number} old pictures", old),
            tr("Its day, which the sheet promised to its signers, is past."),
            tr("Open Safety"),
            "safety",
        )
    return None


def _missing(balance: Balance, late: int) -> NextStep | None:
    """What to do about sheets that are not where they should be."""
    if balance.difference:
        return NextStep(
            tr("find the missing sheets"),
            trn(
                "{number} printed sheet is not accounted for.",
                "{number} printed sheets are not accounted for.",
                balance.difference,
            ),
            tr("Open the sheets"),
            "sheets",
        )
    if late:
        return NextStep(
            trn("ask for {number} late sheet", "ask for {number} late sheets", late),
            tr("Their day has passed and they are still out. The message is written."),
            tr("Open the chase list"),
            "sheets",
        )
    return None
