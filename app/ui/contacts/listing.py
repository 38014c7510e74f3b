"""The list at the left: two lines a contact, chosen by keys, by ranges, or by typing a name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.domain.community.contact import Contact
from app.messages import tr
from app.ui import icons, theme
from app.ui.contacts.model import ContactModel
from app.ui.widgets.contact_looks import KIND_ICONS, called, is_open, kind_words, marks_of

_Index = QModelIndex | QPersistentModelIndex
_EDGE, _ICON, _GAP = 14, 18, 12


class ContactList(QListView):
    """Type to find, arrows and Shift choose, Enter opens."""

    typed = Signal(str)
    opened = Signal()

    def __init__(self, model: ContactModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setProperty("role", "contacts")
        self.setAccessibleName(tr("Contacts"))
        self.setItemDelegate(_TwoLines(self, model))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.opened.emit())

    def chosen_rows(self) -> list[int]:
        """The rows chosen, from the top; read by their ranges, for all may be chosen."""
        selection = self.selectionModel().selection()
        found = (selection.at(at) for at in range(selection.count()))
        ranges = ((one.top(), one.bottom()) for one in found)
        return [row for top, bottom in sorted(ranges) for row in range(top, bottom + 1)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class _TwoLines(QStyledItemDelegate):
    """Name in bold with the other script beside it; under it what and where they are."""

    def __init__(self, view: ContactList, model: ContactModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802  # Qt's shape
        return QSize(200, 2 * QFontMetrics(self._view.font()).lineSpacing() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        one = self._model.contact(index.row())
        if one is None:
            return
        painter.save()
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.colour("selected"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if chosen and self._view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()),
                             theme.colour("accent"))  # fmt: skip
        self._draw(painter, rect.adjusted(_EDGE, 7, -_EDGE, -7), one)
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, one: Contact) -> None:
        ratio = painter.device().devicePixelRatioF()
        large, small = theme.grown(_ICON), theme.grown(16)
        middle = area.center().y() - large // 2
        picture = icons.pixmap(KIND_ICONS[one.kind], "muted", large, ratio)
        painter.drawPixmap(area.left(), middle, picture)
        right = area.right()
        for icon, role, _ in reversed(marks_of(one)):
            right -= small
            painter.drawPixmap(right, area.top() + 1, icons.pixmap(icon, role, small, ratio))
            right -= 6
        left = area.left() + large + _GAP
        hidden = self._model.names_hidden
        opened = is_open(one, self._model.shown, hidden=hidden)
        bold = QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        name = called(one, self._model.shown, hidden=hidden)
        used = _text(painter, bold, QRect(left, area.top(), right - left, theme.grown(22)), name,
                     theme.colour("text" if opened else "muted"))  # fmt: skip
        muted = theme.colour("muted")
        others = [written.text for written in one.names[1:]] if opened else []
        beside = QRect(left + used + 8, area.top(), right - left - used - 8, theme.grown(22))
        if others and beside.width() > 30:
            _text(painter, self._view.font(), beside, others[0], muted)
        high = theme.grown(20)
        below = QRect(left, area.bottom() - high, area.right() - left, high)
        _text(painter, self._view.font(), below, _place(one, opened=opened), muted)


def _text(painter: QPainter, font: QFont, area: QRect, text: str, colour: QColor) -> int:
    """Draws one line, cut where it is too long; gives its width."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def _place(one: Contact, *, opened: bool) -> str:
    """What a contact is, and where; of one whose name is hidden the district alone."""
    district = one.address.postcode.rpartition(" ")[0]
    street = ", ".join(one.address.lines[:-1] or one.address.lines)
    where = [street, district] if opened else [district]
    what = [kind_words(one)] if one.kind != "person" else []
    role = [one.role] if one.role and opened and not where[0] else []
    return " · ".join(part for part in (*what, *where, *role) if part)
