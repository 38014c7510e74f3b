"""The table's head: headings to sort by, a box that selects all, and the filter row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHeaderView

from app.messages import tr
from app.ui import icons
from app.ui.session import Session
from app.ui.signatures.columns import AT, COLUMNS, RIGHT
from app.ui.signatures.filters import Filters
from app.ui.theme import grown

HEADINGS, FILTERS = 32, 42
"""Heights in pixels."""

_ARROW = 14


class Head(QHeaderView):
    """Headings with the filter row under them, each field in its own column."""

    all_wanted = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.all_box = QCheckBox(self)
        self.filters = Filters(session, self)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(30)
        self.setSortIndicatorShown(False)
        self.all_box.setAccessibleName(tr("Select all that match"))
        self.all_box.setToolTip(tr("Select all that match (Ctrl+A)"))
        self.all_box.clicked.connect(self.all_wanted)
        self.sectionResized.connect(lambda *_: self.place())
        self.geometriesChanged.connect(self.place)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(super().sizeHint().width(), grown(HEADINGS) + grown(FILTERS))

    def updateGeometries(self) -> None:  # noqa: N802  # Qt's name
        self.setViewportMargins(0, 0, 0, grown(FILTERS))
        super().updateGeometries()
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Puts each field into its column."""
        if not self.count():
            return
        left = self.sectionViewportPosition(AT["check"])
        self.all_box.move(left + 12, (grown(HEADINGS) - self.all_box.sizeHint().height()) // 2)
        self.filters.funnel.move(QPoint(left + 12, grown(HEADINGS) + 10))
        for key, field in self.filters.fields.items():
            at = AT[key]
            field.setVisible(not self.isSectionHidden(at))
            x = self.sectionViewportPosition(at)
            field.setGeometry(
                x + 3, grown(HEADINGS) + 5, max(self.sectionSize(at) - 6, 20), grown(30)
            )

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803  # Qt's names
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if logicalIndex != self.sortIndicatorSection():
            return
        column = COLUMNS[logicalIndex]
        font = self.font()
        font.setPointSizeF(9)
        font.setBold(True)
        wide = QFontMetrics(font).horizontalAdvance(column.heading)
        left = rect.right() - 10 - wide - _ARROW if column.key in RIGHT else rect.left() + 13 + wide
        centre = rect.center()
        painter.save()
        painter.translate(left + _ARROW / 2, centre.y() + 1)
        if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder:
            painter.rotate(180)
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap("chevron-down", "text", _ARROW, ratio)
        painter.drawPixmap(-_ARROW // 2, -_ARROW // 2, picture)
        painter.restore()

    def show_selected(self, selected: int, total: int) -> None:
        """Says with the box whether none, some or all rows are selected."""
        states = Qt.CheckState
        some = states.Checked if selected == total else states.PartiallyChecked
        self.all_box.setTristate(0 < selected < total)
        self.all_box.setCheckState(some if selected else states.Unchecked)

    def show_sorted(self, key: str, order: Qt.SortOrder) -> None:
        """Shows by which column the rows are sorted."""
        self.setSortIndicator(AT[key], order)
