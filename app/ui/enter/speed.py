"""The running speed: for the person alone, forgotten with the page."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.keying_speed import LATEST_ROWS, rows_an_hour
from app.messages import tr
from app.ui.widgets.basics import label


class Speed(QWidget):
    """Rows an hour over the latest rows of this sitting; never stored."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[datetime] = []
        self._rate = label("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for one in (self._rate, label(tr("only you see this"), "hint")):
            one.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(one)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.hide()

    def note(self, now: datetime) -> None:
        """A row was kept now."""
        self._kept = [*self._kept[-LATEST_ROWS:], now]
        rate = rows_an_hour(self._kept)
        self.setVisible(rate is not None)
        self._rate.setText(tr("{rate} rows an hour", rate=rate))

    @property
    def text(self) -> str:
        """What is shown."""
        return "" if self.isHidden() else self._rate.text()
