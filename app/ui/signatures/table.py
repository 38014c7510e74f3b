"""The table itself: rows selected by boxes, by keys and by ranges, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.messages import tr
from app.ui import icons, theme
from app.ui.session import Session
from app.ui.signatures.columns import AT, COLUMNS
from app.ui.signatures.head import Head
from app.ui.signatures.model import SignatureModel

_Index = QModelIndex | QPersistentModelIndex
_FLAGS = QItemSelectionModel.SelectionFlag
_BOX = 16
_NAME = AT["name"]
_WIDE = AT["address"]
_LEAST_NAME, _LEAST_ADDRESS = 112, 84
"""Pixels that these two keep in a narrow window."""


class SignatureTable(QTableView):
    """Type to find, Space selects, Enter opens; the columns take the width there is."""

    typed = Signal(str)
    opened = Signal(int)
    copy_wanted = Signal()

    def __init__(self, session: Session, model: SignatureModel) -> None:
        super().__init__()
        self.head = Head(session)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        # The head would ask every selected row for its flags each time it is painted.
        self.head.setSelectionModel(QItemSelectionModel(model, self))
        self._model = model
        self._chosen: tuple[str, ...] = ()
        self._squeezed = False
        model.whole_names = lambda: self.isColumnHidden(AT["hangul"])
        self.setItemDelegate(_RowDelegate(self))
        self.setItemDelegateForColumn(AT["check"], _BoxDelegate(self))
        self.setAccessibleName(tr("Signatures"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.grown(30))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, theme.grown(column.width))
        self.head.setSectionResizeMode(AT["check"], QHeaderView.ResizeMode.Fixed)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.head.place())
        self.head.filters.entered.connect(self._bring_into_sight)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_columns(self, keys: Sequence[str]) -> None:
        """Shows these columns, and those whose field filters."""
        self._chosen = ("check", *keys)
        self.fit()

    def fit(self) -> None:
        """Leaves out spare columns where there is little room; addresses get what is left."""
        active = self.head.filters.active
        wanted = [c for c in COLUMNS if c.key in self._chosen or c.key in active]
        room = self.viewport().width()
        for spare in [c for c in wanted if c.spare and c.key not in active]:
            if sum(theme.grown(column.width) for column in wanted) > room:
                wanted.remove(spare)
        kept = {column.key for column in wanted}
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, column.key not in kept)
        self._squeeze(sum(theme.grown(column.width) for column in wanted) - room)
        others = sum(
            self.columnWidth(at)
            for at, column in enumerate(COLUMNS)
            if column.key in kept and at != _WIDE
        )
        if "address" in kept:
            self.setColumnWidth(_WIDE, max(theme.grown(_LEAST_ADDRESS), room - others))
        self.head.place()

    def _squeeze(self, lacking: int) -> None:
        """Names give way where `lacking` pixels are more than addresses can give."""
        more = lacking - (theme.grown(COLUMNS[_WIDE].width) - theme.grown(_LEAST_ADDRESS))
        whole = theme.grown(COLUMNS[_NAME].width)
        if more > 0 or self._squeezed:
            self.setColumnWidth(_NAME, max(theme.grown(_LEAST_NAME), whole - max(more, 0)))
        self._squeezed = more > 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self.fit()

    def _bring_into_sight(self, key: str) -> None:
        """Scrolls sideways to the column whose filter has the keyboard."""
        left = self.head.sectionViewportPosition(AT[key])
        over = left + self.columnWidth(AT[key]) - self.viewport().width()
        if left < 0 or over > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (min(left, over) if over > 0 else left))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, tr("No signature matches.")
            )

    def runs(self) -> list[tuple[int, int]]:
        """The first and last row of each run of selected rows."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(at) for at in range(selection.count())]
        return sorted({(one.top(), one.bottom()) for one in ranges if one.isValid()})

    def selected(self) -> int:
        """How many rows are selected."""
        return sum(last - first + 1 for first, last in self.runs())

    def select_runs(self, runs: Sequence[tuple[int, int]]) -> None:
        """Selects these rows again."""
        selection = QItemSelection()
        last = len(COLUMNS) - 1
        for first, end in runs:
            selection.select(self._model.index(first, 0), self._model.index(end, last))
        self.selectionModel().select(selection, _FLAGS.ClearAndSelect | _FLAGS.Rows)

    def select_all(self, wanted: bool) -> None:  # noqa: FBT001  # a box's slot
        """Selects all that match, or none."""
        if wanted:
            self.selectAll()
        else:
            self.clearSelection()

    def begin(self) -> None:
        """Goes to the rows with the keyboard."""
        self.setFocus()
        if not self.currentIndex().isValid() and self._model.rowCount():
            index = self._model.index(0, _NAME)
            self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        key, current = event.key(), self.currentIndex()
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        }  # fmt: skip
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current.isValid():
            self.opened.emit(current.row())
        elif key == Qt.Key.Key_Space and current.isValid():
            self.selectionModel().select(current, _FLAGS.Toggle | _FLAGS.Rows)
        elif key == Qt.Key.Key_Escape and self.selected():
            self.clearSelection()
        elif plain and event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == AT["check"] and not event.modifiers():
            self.selectionModel().setCurrentIndex(index, _FLAGS.Toggle | _FLAGS.Rows)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt's name
        if self.columnAt(event.position().toPoint().x()) != AT["check"]:
            super().mouseMoveEvent(event)


class _RowDelegate(QStyledItemDelegate):
    """Marks the whole row of the keyboard, not one cell of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        if colour is not None:
            palette = option.palette
            for role in (palette.ColorRole.Text, palette.ColorRole.HighlightedText):
                palette.setColor(role, colour)
            option.palette = palette
        super().paint(painter, option, index)
        self.mark(painter, option, index)

    def mark(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draws lines above and below the keyboard's row while the table has the focus."""
        table = self.parent()
        if not isinstance(table, QTableView) or not table.hasFocus():
            return
        if index.row() != table.currentIndex().row():
            return
        painter.save()
        painter.setPen(QPen(theme.colour("accent"), 2))
        rect = option.rect
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        painter.restore()


class _BoxDelegate(_RowDelegate):
    """The box of a row: ticked where the row is selected."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect.left() + 12, option.rect.center().y() - _BOX / 2 + 1, _BOX, _BOX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent" if picked else "control"))
        painter.setBrush(theme.colour("accent" if picked else "surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if picked:
            tick = icons.pixmap("check", "accent_text", 12, painter.device().devicePixelRatioF())
            painter.drawPixmap(int(box.left()) + 2, int(box.top()) + 2, tick)
        painter.restore()
