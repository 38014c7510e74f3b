"""What is done with selected rows: marked, told apart, copied."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from app.domain.signature import Validity
from app.messages import tr, trn
from app.operations.counting import duplicates, signatures
from app.operations.counting.conditions import describe
from app.store.signature_query import SignatureQuery
from app.ui.session import Session
from app.ui.signatures.columns import COLUMNS
from app.ui.signatures.model import SignatureModel

CLIPBOARD_SECONDS = 10
"""How long copied rows stay on the clipboard."""

MOST_COPIED = 5_000
"""More rows than these leave the campaign as an export, which is recorded."""

_copied: list[str] = []
"""The text put on the clipboard last, while it may still be there."""


def mark(session: Session, ids: Sequence[str], validity: Validity, reason: str) -> None:
    """Marks the signatures with these ids."""
    marked = session.run(
        lambda: signatures.set_validity(session.store, ids, validity, reason),
        busy=trn("Marking {number} row…", "Marking {number:,} rows…", len(ids)),
    )
    if marked is None:
        return
    if not session.stepped:
        session.said.emit(tr("They are marked so already: nothing changed"))
        return
    session.said.emit(
        trn(
            "{number} row marked {validity}",
            "{number:,} rows marked {validity}",
            len(ids),
            validity=validity,
        )
    )


def show_at_risk(model: SignatureModel, id_: str) -> None:
    """Shows who is at risk, until the page is left."""
    model.at_risk.show(id_)
    model.forget()


def tell_apart(session: Session, ids: Sequence[str]) -> None:
    """Says of each pair among these that it is of two people."""
    likely = session.store.signatures
    open_pairs = {frozenset((one, other.id)) for one in ids for other, _, _ in likely.doubles(one)}
    pairs = [two for two in combinations(ids, 2) if frozenset(two) in open_pairs or len(ids) == 2]

    def dismiss() -> None:
        for one, other in pairs:
            duplicates.dismiss(session.store, one, other, now=session.clock())

    session.run(
        dismiss,
        trn(
            "{number} pair is not one person’s",
            "{number} pairs are not one person’s",
            len(pairs),
        ),
    )


def copy(session: Session, model: SignatureModel, rows: Sequence[int], keys: Sequence[str]) -> None:
    """Puts rows on the clipboard as text, with these columns, and takes them off again soon."""
    headings = {column.key: column.heading for column in COLUMNS}
    lines = ["\t".join(headings[key] for key in keys)]
    lines += ["\t".join(model.text(row, key) or "" for key in keys) for row in rows]
    text = "\n".join(lines)
    QGuiApplication.clipboard().setText(text)
    _copied[:] = [text]
    session.tell(
        trn(
            "{number} row copied for {seconds} seconds",
            "{number:,} rows copied for {seconds} seconds",
            len(rows),
            seconds=CLIPBOARD_SECONDS,
        )
    )
    QTimer.singleShot(CLIPBOARD_SECONDS * 1000, lambda: forget_copied(text))


def forget_copied(text: str = "") -> None:
    """Takes the rows copied last off the clipboard, unless others than `text` are on it."""
    if not _copied or (text and _copied[0] != text):
        return
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == _copied.pop():
        clipboard.clear()


def condition(session: Session, query: SignatureQuery) -> str:
    """What a query asks for, in words; without words of persons while names are hidden."""
    personal = (query.text, query.name, query.hangul, query.address, query.postcode,
                query.email, query.phone, query.external_id)  # fmt: skip
    if session.names_hidden and any(personal):
        return tr("the filters of the table, which are hidden with the names")
    return describe(query)
