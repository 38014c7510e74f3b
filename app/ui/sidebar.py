"""The sidebar: which petition, find anything, the pages, and at its foot hide names and lock."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.messages import tr
from app.ui import icons
from app.ui.widgets.basics import IconLabel, across, button, down, label


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
        self.setFixedWidth(208)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 14)
        column.setSpacing(4)
        self._switch = _PetitionButton()
        self._switch.chosen.connect(self.petition_wanted)
        column.addWidget(self._switch)
        column.addSpacing(4)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find anything   Ctrl+K"))
        self.search.setAccessibleName(
            tr("Find anything: a sheet code, a name, an address, a postcode")
        )
        self.search.setTextMargins(22, 0, 0, 0)
        glass = IconLabel("search", "muted", 16)
        glass.setParent(self.search)
        glass.move(11, 8)
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
        made = button(f"  {title}", kind="nav")
        made.setIcon(icons.icon(icon, "muted"))
        made.setIconSize(QSize(18, 18))
        made.setAccessibleName(title)
        made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
        if shortcut:
            hint = label(shortcut, "muted")
            hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inner = across(None, hint)
            inner.setContentsMargins(0, 0, 10, 0)
            made.setLayout(inner)
        return made

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

    def show_petitions(self, petitions: Sequence[tuple[str, str, str]], chosen: str) -> None:
        """Lists the petitions as (ref, title, addressee)."""
        self.menu().clear()
        title, body = tr("No petition yet"), tr("Write one on Petition")
        for ref, name, addressee in petitions:
            self.menu().addAction(f"{name} ({addressee})", partial(self.chosen.emit, ref))
            if ref == chosen:
                title, body = name, addressee
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, 132))
        self._body.setText(metrics.elidedText(body, Qt.TextElideMode.ElideRight, 132))
        self.setToolTip(f"{title}, {body}")
        self.setAccessibleName(tr("Petition: {title}, {body}", title=title, body=body))
