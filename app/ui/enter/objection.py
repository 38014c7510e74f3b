"""An objection that lies in the whole sheet: asked for before its rows are keyed (R106)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QSpinBox, QVBoxLayout, QWidget

from app.domain.sheet_code import printed
from app.domain.signature import REASONS, SHEET_REASONS
from app.messages import tr, trn
from app.operations.paper import sheets
from app.operations.paper.sheets import SheetSum
from app.ui.session import Session
from app.ui.widgets.basics import across, button, label
from app.ui.widgets.fields import combo
from app.ui.widgets.page import Banner


class ObjectionDialog(QDialog):
    """Asks for the reason and how many rows are filled; says how many it touches."""

    def __init__(self, parent: QWidget, session: Session, sheet: SheetSum, filled: int) -> None:
        super().__init__(parent)
        self._session, self._sheet = session, sheet
        self.setWindowTitle(tr("Object to the whole sheet"))
        self.reason = combo([(code, REASONS[code]) for code in SHEET_REASONS])
        self.reason.setAccessibleName(tr("What is wrong with the sheet"))
        self.filled = QSpinBox()
        self.filled.setRange(1, sheet.sheet.rows)
        self.filled.setValue(filled)
        self.filled.setAccessibleName(tr("Filled rows"))
        self.filled.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._mark = button("", kind="primary", on_click=self.mark)
        self.filled.valueChanged.connect(lambda _: self._say())
        self._banner = Banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        words = tr(
            "Every filled row of {code} becomes invalid for this reason, keyed or not.",
            code=printed(sheet.sheet.code),
        )
        column.addWidget(label(words, wrap=True))
        column.addWidget(self._banner)
        column.addLayout(across(label(tr("What is wrong"), "strong"), None, self.reason))
        column.addLayout(across(label(tr("Filled rows"), "strong"), None, self.filled))
        column.addSpacing(6)
        column.addLayout(
            across(None, button(tr("Leave it as it is"), on_click=self.reject), self._mark)
        )
        self._say()

    def _say(self) -> None:
        self._mark.set_words(
            trn("Mark {number} row invalid", "Mark {number} rows invalid", self.filled.value())
        )

    def mark(self) -> None:
        """Marks the sheet; what is refused is said on the page behind."""
        code, reason = self._sheet.sheet.code, str(self.reason.currentData())
        store, filled = self._session.store, self.filled.value()
        self._session.refused.connect(self._banner.say)
        done = self._session.run(
            lambda: sheets.object_to(store, code, reason, filled, now=self._session.clock()),
            trn(
                "{code}: {number} row marked invalid",
                "{code}: {number} rows marked invalid",
                filled,
                code=printed(code),
            ),
        )
        self._session.refused.disconnect(self._banner.say)
        if done is not None:
            self.accept()
