"""The row's picture with its fields: each stands exactly under its cell, in that cell's width."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QSizePolicy, QWidget

from app.messages import tr
from app.ui.widgets.basics import IconLabel, Segments, across, label
from app.ui.widgets.fields import line
from app.ui.widgets.keys import key_cap
from app.ui.widgets.pictures import CELLS, USUAL_CELLS, Cells, SheetPictures, in_line
from app.ui.widgets.row_picture import RowPicture

ZOOMS = (1.0, 1.5, 2.0)
FIELD_HEIGHT = 38
_GAP, _INSET = 4, 3


class Note(QWidget):
    """One remark under a field, with the key that follows it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = IconLabel("", "muted", 16)
        self._words = label("", "muted")
        self._key = key_cap("")
        self.setLayout(across(self._icon, self._words, self._key, spacing=6))
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, key: str = "", icon: str = "", role: str = "muted") -> None:
        """Shows a remark, or nothing without words."""
        self.setVisible(bool(words))
        self._icon.setVisible(bool(icon))
        self._icon.show_icon(icon, role)
        self._words.setText(words)
        self._words.setProperty("role", role)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._key.setText(key)
        self._key.setVisible(bool(key))

    def place(self, x: int, y: int, room: int) -> int:
        """Stands at (x, y) in at most `room` points of width; gives its height."""
        layout = self.layout()
        assert layout is not None  # noqa: S101  # set when made
        self._words.setWordWrap(False)
        layout.activate()
        size = layout.sizeHint()
        if size.width() > room:
            self._words.setWordWrap(True)
            layout.activate()
            size.setWidth(room)
            size.setHeight(max(layout.heightForWidth(room), size.height()))
        self.setGeometry(x, y, size.width(), size.height())
        return size.height()


class RowField:
    """One cell's heading, editor and remark."""

    def __init__(self, parent: QWidget, name: str, editor: QLineEdit | Segments) -> None:
        self.heading = label(name, "strong")
        self.heading.setParent(parent)
        self.editor = editor
        editor.setParent(parent)
        editor.setAccessibleName(name)
        if isinstance(editor, QLineEdit):
            self.heading.setBuddy(editor)
        self.note = Note(parent)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.editor.text() if isinstance(self.editor, QLineEdit) else ""

    def set_text(self, text: str) -> None:
        """Puts `text` in the field."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(text)

    def say(self, words: str, key: str = "", icon: str = "", role: str = "muted") -> None:
        """Shows a remark under the field, for the eye and for a screen reader."""
        self.note.say(words, key, icon, role)
        self.editor.setAccessibleDescription(f"{words} {key}".strip())


class Desk(QWidget):
    """The picture over the five fields; `entered` says in which cell the cursor is now."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.picture = RowPicture()
        self.picture.setParent(self)
        self.signature = Segments(
            [("signed", tr("Signed")), ("none", tr("None"))],
            tr("Signature of the row"),
            in_cell=True,
        )
        self.by_cell = {
            "name": RowField(self, tr("Name"), line()),
            "address": RowField(self, tr("Address"), line()),
            "postcode": RowField(self, tr("Postcode"), line()),
            "signature": RowField(self, tr("Signature"), self.signature),
            "date": RowField(self, tr("Date"), line(tr("dd/mm"))),
        }
        self._number = label("", "muted")
        self._number.setParent(self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cells: Cells = USUAL_CELLS
        self._width = 0
        self.zoom = ZOOMS[0]
        for cell, field in self.by_cell.items():
            watched: Iterable[QWidget] = [field.editor]
            if cell == "signature":
                watched = self.signature.findChildren(QWidget)
            for one in watched:
                one.setProperty("cell", cell)
                one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.FocusIn:
            cell = str(watched.property("cell"))
            self.picture.show_active(cell)
            self.entered.emit(cell)
        return super().eventFilter(watched, event)

    def show_row(self, row: int, pictures: SheetPictures | None, usual: Cells) -> None:
        """Puts the row's picture over the fields; `usual` holds where there is none."""
        self._number.setText(str(row))
        self.picture.show_row(pictures, row)
        seen = pictures.cells(row) if pictures and pictures.has(row) else usual
        self._cells = seen if in_line(seen) else usual

    def place_of(self, cell: str) -> QRect:
        """Where a cell's field stands."""
        return self.by_cell[cell].editor.geometry()

    def cell_edges(self, cell: str) -> tuple[int, int]:
        """The left and right edge of a cell in the picture, in points."""
        left, right = self._cells[cell]
        return round(left * self._width), round(right * self._width)

    def needed_width(self) -> int:
        """The least width at which every field shows what is usually typed in it."""
        metrics = self.fontMetrics()
        texts = {"name": "N" * 9, "address": "N" * 11, "postcode": "SW20 9WW", "date": "dd/mm"}
        needed = {
            cell: metrics.horizontalAdvance(text) + 2 * _INSET + 20 for cell, text in texts.items()
        }
        needed["signature"] = self.signature.minimumSizeHint().width() + 2 * _INSET
        return max(
            round(needed[cell] / (self._cells[cell][1] - self._cells[cell][0])) for cell in CELLS
        )

    def fit(self, room: int) -> None:
        """Takes `room` points of width, more where the type or the zoom needs it."""
        width = round(max(room, self.needed_width()) * self.zoom)
        high = self.picture.height_at(width)
        self.picture.setGeometry(0, 0, width, high)
        top = high + 12 if high else 0
        label_height = self.by_cell["name"].heading.sizeHint().height()
        field_height = max(FIELD_HEIGHT, self.fontMetrics().height() + 16)
        under = top + label_height + _GAP
        self._width = width
        for cell, field in self.by_cell.items():
            left, right = self.cell_edges(cell)
            inner = right - left - 2 * _INSET
            field.heading.setGeometry(left + _INSET, top, inner, label_height)
            wanted = field.editor.sizeHint().width() if cell == "signature" else inner
            box = QRect(left + _INSET, under, min(inner, wanted), field_height)
            field.editor.setGeometry(box)
        first = self.cell_edges("name")[0]
        self._number.setGeometry(0, under, max(first - 8, 0), field_height)
        self.setFixedSize(
            width, under + field_height + self._place_notes(width, under + field_height)
        )

    def _place_notes(self, width: int, y: int) -> int:
        """The remarks side by side; gives the height they take."""
        shown = [cell for cell in CELLS if not self.by_cell[cell].note.isHidden()]
        height = key_cap("F2").sizeHint().height() + 4
        for at, cell in enumerate(shown):
            left = self.cell_edges(cell)[0] + _INSET
            end = self.cell_edges(shown[at + 1])[0] if at + 1 < len(shown) else width
            if at + 1 == len(shown) and end - left < 200:
                left = max(self.cell_edges(shown[at - 1])[1] if at else 0, width - 200)
            height = max(height, 6 + self.by_cell[cell].note.place(left, y + 6, end - left - 8))
        return height + 2


class DeskView(QScrollArea):
    """The desk in the card: the whole row, or zoomed with the active cell in sight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setWidget(desk)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("role", "desk")
        desk.entered.connect(self.follow)
        self._cell = "postcode"

    def refit(self) -> None:
        """Gives picture, fields and remarks their places anew."""
        room = self.viewport().width()
        self.desk.fit(room)
        bar = self.horizontalScrollBar().sizeHint().height() if self.desk.width() > room else 0
        self.setFixedHeight(self.desk.height() + bar)
        self.follow(self._cell)

    def follow(self, cell: str) -> None:
        """Brings the cell into sight where the row is wider than the card."""
        self._cell = cell
        left, right = self.desk.cell_edges(cell)
        bar = self.horizontalScrollBar()
        room = self.viewport().width()
        if left < bar.value() or right > bar.value() + room:
            bar.setValue((left + right - room) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refit()
