"""Looks on another thread whether a row just kept is of somebody who signed before; never a bar."""

from __future__ import annotations

import threading
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.defects import record
from app.domain.duplicates.levels import word
from app.domain.duplicates.reasons import unnamed
from app.domain.sheet_code import printed
from app.domain.signature import RowEntry, Signature
from app.messages import tr
from app.operations.counting import duplicates
from app.operations.counting.duplicates import Near
from app.store.store import Store
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import IconLabel, label
from app.ui.widgets.signature_looks import AtRisk

_Wish = tuple[str, RowEntry, str]


class LookAlikes(QObject):
    """Compares rows one after the other; of several that wait only the last counts."""

    found = Signal(str)
    _near = Signal(int, int, object)

    def __init__(self, session: Session, parent: QObject, at_risk: AtRisk) -> None:
        super().__init__(parent)
        self._session, self._at_risk = session, at_risk
        self._number = 0
        self._wishes: SimpleQueue[tuple[int, _Wish] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._near.connect(self._say)

    def look(self, ref: str, entry: RowEntry, own: str) -> None:
        """Compares a row of the petition called `ref`; `own` is its signature's id."""
        self._number += 1
        if self._thread is None:
            reader = self._session.store.reader()
            self._thread = threading.Thread(target=self._work, args=(reader,), daemon=True)
            self._thread.start()
        self._wishes.put((self._number, (ref, entry, own)))

    def stop(self) -> None:
        """Ends the thread, once the row under way is compared."""
        self._number += 1
        if self._thread is not None:
            self._wishes.put(None)
            self._thread.join()
            self._thread = None

    def _work(self, reader: Store) -> None:
        try:
            while wish := self._wishes.get():
                number, (ref, entry, own) = wish
                if number != self._number:
                    continue
                try:
                    near = duplicates.near(reader, ref, entry, own=own)
                except Exception as error:  # noqa: BLE001  # a thread has no other net
                    record(error)
                    continue
                self._near.emit(number, entry.row, near)
        finally:
            reader.close()

    def _say(self, number: int, row: int, near: list[Near]) -> None:
        if number == self._number:
            risky = bool(near) and self._at_risk.covers(near[0].signature.id)
            self.found.emit(remark(row, near[0], risky=risky) if near else "")


def remark(row: int, near: Near, *, risky: bool) -> str:
    """“Row 7 looks like the same person as row 4 of NM7K-… (likely): same address; …”."""
    return tr(
        "Row {row} looks like the same person as {where} ({word}): {reasons}",
        row=row,
        where=_where(near.signature),
        word=word(near.probability).lower(),
        reasons="; ".join(unnamed(near.reasons) if risky else near.reasons),
    )


def _where(one: Signature) -> str:
    if one.sheet:
        return tr("row {row} of {code}", row=one.row, code=printed(one.sheet))
    return one.source or tr("a signature without a sheet")


class LookAlikeLine(QWidget):
    """The remark under the row; its place is kept, so that nothing moves while one types."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("copy", "warn", 16)
        self.words = label("", "warn")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        self.setFixedHeight(grown(22))
        self.say("")

    def say(self, words: str) -> None:
        """Shows a remark; nothing without one."""
        self.words.setText(words)
        self.words.setToolTip(words)
        self.setAccessibleName(words)
        self._icon.setVisible(bool(words))
