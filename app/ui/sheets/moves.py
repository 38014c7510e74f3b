"""The moves of sheets that need no more than the sheets: their words, and doing them."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.custody import Move, allowed
from app.domain.sheet_code import printed
from app.messages import tr, trn
from app.operations.paper import custody
from app.store.sheets import SheetRecord
from app.ui.session import Session

MOVES: tuple[tuple[Move, str, str], ...] = (
    ("issue", "send", tr("Issue")),
    ("return", "inbox", tr("Return")),
    ("lose", "circle-alert", tr("Lost")),
    ("spoil", "ban", tr("Spoil")),
    ("bundle", "layers", tr("Bundle")),
    ("unbundle", "undo-2", tr("Out of the bundle")),
    ("lodge", "landmark", tr("Hand in")),
)
"""Each move with its icon and its short verb."""

_DO = {
    "return": custody.bring_back,
    "spoil": custody.spoil,
    "bundle": custody.bundle,
    "unbundle": custody.unbundle,
    "lodge": custody.lodge,
}


def able(move: Move, sheets: Sequence[SheetRecord]) -> list[str]:
    """The printed codes of those `sheets` that can make the move to any use."""
    same = {"return": "returned", "issue": "issued"}.get(move)
    return [
        printed(sheet.code)
        for sheet in sheets
        if allowed(move, sheet.state, sheet.entered) and sheet.state != same
    ]


def words(move: Move, number: int) -> str:
    """What a button says that moves so many sheets."""
    return {
        "issue": trn("Issue {number} sheet", "Issue {number} sheets", number),
        "return": trn("Return {number} sheet", "Return {number} sheets", number),
        "lose": trn("Mark {number} sheet as lost", "Mark {number} sheets as lost", number),
        "spoil": trn("Spoil {number} sheet", "Spoil {number} sheets", number),
        "bundle": trn("Bundle {number} sheet", "Bundle {number} sheets", number),
        "unbundle": trn(
            "Take {number} sheet out of the bundle", "Take {number} sheets out of the bundle",
            number,
        ),
        "lodge": trn("Hand in {number} sheet", "Hand in {number} sheets", number),
    }[move]  # fmt: skip


def move(session: Session, what: Move, codes: Sequence[str]) -> bool:
    """Makes a plain move of these sheets; says how many it moved."""
    number = len(codes)
    done = {
        "return": trn("{number} sheet returned", "{number} sheets returned", number),
        "spoil": trn("{number} sheet spoiled", "{number} sheets spoiled", number),
        "bundle": trn("{number} sheet bundled", "{number} sheets bundled", number),
        "unbundle": trn(
            "{number} sheet out of the bundle", "{number} sheets out of the bundle", number
        ),
        "lodge": trn("{number} sheet handed in", "{number} sheets handed in", number),
    }[what]
    moved = session.run(lambda: _DO[what](session.store, codes, now=session.clock()), done)
    return moved is not None
