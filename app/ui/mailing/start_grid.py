"""A label sheet drawn small, on which the first free label is picked with a click or the arrows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.outreach.label_sheet import MM, PAPER, LabelSheet
from app.messages import tr
from app.ui import theme

_WIDE = 148
_HIGH = round(_WIDE * PAPER[1] / PAPER[0])


class StartGrid(QWidget):
    """The labels before the chosen one are taken already; `chosen` says which is the first."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: LabelSheet | None = None
        self.start = 1
        self.setFixedSize(_WIDE, _HIGH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("First free label"))

    def show_sheet(self, sheet: LabelSheet) -> None:
        """Draws a sheet; a place that it does not have becomes the first."""
        self._sheet = sheet
        self.choose(self.start if self.start <= sheet.number else 1)

    def choose(self, place: int) -> None:
        """Makes a label the first one, as far as the sheet has it."""
        sheet = self._sheet
        if sheet is None or not 1 <= place <= sheet.number:
            return
        row, column = divmod(place - 1, sheet.columns)
        self.setAccessibleDescription(
            tr(
                "Label {place} of {number}: row {row}, column {column}",
                place=place, number=sheet.number, row=row + 1, column=column + 1,
            )
        )  # fmt: skip
        if place != self.start:
            self.start = place
            self.chosen.emit(place)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if self._sheet is None:
            return
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._sheet.columns,
            Qt.Key.Key_Down: self._sheet.columns,
            Qt.Key.Key_Home: 1 - self.start,
            Qt.Key.Key_End: self._sheet.number - self.start,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.choose(self.start + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        if self._sheet is None:
            return
        for place in range(1, self._sheet.number + 1):
            if self._box(place).contains(event.position()):
                self.choose(place)

    def _box(self, place: int) -> QRectF:
        left, bottom, right, top = self._sheet.box(place) if self._sheet else (0, 0, 0, 0)
        scale = (_WIDE - 2) / (PAPER[0] * MM)
        return QRectF(
            1 + left * scale, 1 + (PAPER[1] * MM - top) * scale, (right - left) * scale,
            (top - bottom) * scale,
        )  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "control"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _WIDE - 1, _HIGH - 1), 3, 3)
        if self._sheet is None:
            return
        for place in range(1, self._sheet.number + 1):
            box = self._box(place).adjusted(1, 1, -1, -1)
            taken, first = place < self.start, place == self.start
            painter.setPen(QPen(theme.colour("accent" if first else "line"), 1))
            painter.setBrush(theme.colour("accent" if first else "head" if taken else "surface"))
            painter.drawRoundedRect(box, 2, 2)
            if taken:
                painter.setPen(QPen(theme.colour("muted"), 0.6))
                painter.drawLine(box.bottomLeft(), box.topRight())
