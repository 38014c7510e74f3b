"""The sidebar: which petition, find anything, the pages, and at its foot hide names and lock."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.messages import tr
from app.ui import icons
from app.ui.theme import grown
from app.ui.widgets.basics import Button, IconLabel, across, down, dressed, label

_WIDTH = 208
"""Pixels where the type is as small as it gets; larger type makes it wider."""

_LARGE = 125
"""Per cent of the usual type from which on there is no room for a key beside words."""

_MARGINS, _BESIDE = 24, 36
"""Pixels left and right of its column, and of the petition’s words in their button."""


class Sidebar(QWidget):
    """Chooses page and petition; holds nothing of the campaign but what it shows."""

    page_wanted = Signal(str)
    petition_wanted = Signal(str)
    search_wanted = Signal(str)
    hide_wanted = Signal(bool)
    lock_wanted = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 14)
        column.setSpacing(4)
        self._switch = _PetitionButton()
        self._switch.chosen.connect(self.petition_wanted)
        column.addWidget(self._switch)
        column.addSpacing(4)
        self.search = QLineEdit()
        large = grown(100) > _LARGE
        self.search.setPlaceholderText(
            tr("Find anything") if large else tr("Find anything   Ctrl+K")
        )
        self.search.setAccessibleName(
            tr("Find anything: a sheet code, a name, an address, a postcode")
        )
        self.search.setTextMargins(grown(16) + 6, 0, 0, 0)
        self._glass = IconLabel("search", "muted", 16)
        self._glass.setParent(self.search)
        asked = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        self.search.setMinimumWidth(asked + grown(16) + _BESIDE)
        self.search.returnPressed.connect(
            lambda: self.search_wanted.emit(self.search.text().strip())
        )
        column.addWidget(self.search)
        column.addSpacing(4)
        self._add_pages(pages, column)
        column.addStretch(1)
        self.hide_names = self._entry(tr("Hide names"), "eye-off", "F9")
        self.hide_names.setCheckable(True)
        self.hide_names.toggled.connect(self.hide_wanted)
        column.addWidget(self.hide_names)
        lock = self._entry(tr("Lock"), "lock", "Ctrl+L")
        lock.clicked.connect(lambda _=False: self.lock_wanted.emit())
        column.addWidget(lock)

    def _add_pages(self, pages: Sequence[tuple[str, str, str]], column: QVBoxLayout) -> None:
        self._group = QButtonGroup(self)
        self._pages: dict[str, QPushButton] = {}
        self._badges: dict[str, tuple[IconLabel, QLabel]] = {}
        for key, title, icon in pages:
            made = self._entry(title, icon)
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, key=key: self.page_wanted.emit(key))
            self._group.addButton(made)
            self._pages[key] = made
            clock, badge = IconLabel("clock", "warn", 16), label("", "muted")
            for part in (clock, badge):
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            clock.hide()
            inner = across(None, clock, badge, spacing=5)
            inner.setContentsMargins(0, 0, 10, 0)
            made.setLayout(inner)
            self._badges[key] = (clock, badge)
            column.addWidget(made)

    @staticmethod
    def _entry(title: str, icon: str, shortcut: str = "") -> QPushButton:
        made = dressed(_Entry(), f"  {title}", kind="nav")
        made.setIcon(icons.icon(icon, "muted"))
        made.setIconSize(QSize(grown(18), grown(18)))
        made.setAccessibleName(title)
        made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
        if shortcut:
            hint = label(shortcut, "muted")
            hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner = across(None, hint)
            inner.setContentsMargins(0, 0, 10, 0)
            made.setLayout(inner)
        return made

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        hint = super().sizeHint()
        return QSize(max(_WIDTH, hint.width()), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Never less: its words are whole whatever stands beside it."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._glass.move(11, (self.search.sizeHint().height() - self._glass.height()) // 2)

    def show_page(self, key: str) -> None:
        """Marks the page in sight, at which Tab comes into the list of pages."""
        self._pages[key].setChecked(True)
        for each, made in self._pages.items():
            by_tab = each == key
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_tab else Qt.FocusPolicy.ClickFocus)

    def show_badge(self, key: str, number: int, *, late: bool = False) -> None:
        """Shows how much work waits on a page, or with a clock how much is late."""
        clock, badge = self._badges[key]
        clock.setVisible(late and number > 0)
        words = tr("{number} late", number=number) if late else str(number)
        badge.setText(words if number else "")
        badge.setProperty("role", "late" if late else "muted")
        badge.style().unpolish(badge)
        badge.style().polish(badge)
        title = self._pages[key].text().strip()
        said = words if late else tr("{number} waiting", number=number)
        self._pages[key].setAccessibleName(f"{title}, {said}" if number else title)

    def show_petitions(self, petitions: Sequence[tuple[str, str, str]], chosen: str) -> None:
        """Lists the petitions as (ref, title, addressee)."""
        self._switch.show_petitions(petitions, chosen)


class _Entry(Button):
    """An entry with something at its right: it is as wide as both, in bold type too."""

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        hint, bold, inner = super().sizeHint(), self.font(), self.layout()
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text())
        more -= self.fontMetrics().horizontalAdvance(self.text())
        beside = inner.sizeHint().width() if inner else 0
        return QSize(hint.width() + max(0, more) + beside, hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()


class _PetitionButton(QPushButton):
    """The petition in sight, and a menu of the others."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "petition")
        self._title, self._body = label("", "strong"), label("", "hint")
        for line in (self._title, self._body):
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = down(self._title, self._body, spacing=0)
        row = across(words, None, IconLabel("chevrons-up-down", "muted", 16))
        row.setContentsMargins(12, 5, 10, 5)
        self.setLayout(row)
        self.setMenu(QMenu(self))
        self._words = ("", "")

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """As high as its two lines; its words take the width that there is."""
        inner = self.layout()
        return QSize(0, max(super().sizeHint().height(), inner.sizeHint().height() if inner else 0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.width(), _WIDTH - _MARGINS) - _BESIDE - grown(16)
        for line, words in zip((self._title, self._body), self._words, strict=True):
            metrics = line.fontMetrics()
            line.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    def show_petitions(self, petitions: Sequence[tuple[str, str, str]], chosen: str) -> None:
        """Lists the petitions as (ref, title, addressee)."""
        self.menu().clear()
        title, body = tr("No petition yet"), tr("Write one on Petition")
        for ref, name, addressee in petitions:
            self.menu().addAction(f"{name} ({addressee})", partial(self.chosen.emit, ref))
            if ref == chosen:
                title, body = name, addressee
        self._words = (title, body)
        self._elide()
        self.setToolTip(f"{title}, {body}")
        self.setAccessibleName(tr("Petition: {title}, {body}", title=title, body=body))
