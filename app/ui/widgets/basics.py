"""The smallest pieces of every page: labels, buttons, cards, segments, empty states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons
from app.ui.theme import grown


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text in the type of `role`; never read as mark-up."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


class Button(QPushButton):
    """A button that carries a verb; Enter presses it as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def set_words(self, text: str) -> None:
        """Changes the verb, for the eye and for a screen reader."""
        self.setText(text if self.icon().isNull() else f"\u2009{text}")
        self.setAccessibleName(text)


def button(
    text: str, icon: str = "", *, kind: str = "", on_click: Callable[[], object] | None = None
) -> Button:
    """A button; `kind` is “primary”, “link”, “small” or empty."""
    made = dressed(Button(), text, icon, kind)
    if on_click:
        made.clicked.connect(lambda _=False: on_click())
    return made


AnyButton = TypeVar("AnyButton", bound=Button)


def dressed(made: AnyButton, text: str, icon: str = "", kind: str = "") -> AnyButton:
    """`made` with its verb, icon and kind."""
    if icon:
        role = {"primary": "accent_text", "link": "accent"}.get(kind, "text")
        made.setIcon(icons.icon(icon, role))
        made.setIconSize(QSize(grown(16), grown(16)))
    if kind:
        made.setProperty("kind", kind)
    made.set_words(text)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


class IconLabel(QWidget):
    """An icon that follows the theme."""

    def __init__(self, name: str, role: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, grown(size)
        self.setFixedSize(self._size, self._size)

    def show_icon(self, name: str, role: str) -> None:
        """Changes the icon."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        if not self._name:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, icons.pixmap(self._name, self._role, self._size, ratio))


def icon_text(name: str, text: str, role: str, text_role: str = "") -> QWidget:
    """An icon and its word, side by side: a status is never a colour alone."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(name, role, 16))
    row.addWidget(label(text, text_role), 1)
    return made


class WarnPill(QFrame):
    """What asks for somebody's attention beside a card's title: an icon and a few words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setProperty("role", "pill-warn")
        self.words = label("", "strong")
        inner = across(IconLabel(icon, "warn", 16), self.words, spacing=6)
        inner.setContentsMargins(8, 3, 10, 3)
        self.setLayout(inner)


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


Part = QWidget | QLayout | int | None


def across(*parts: Part, spacing: int = 8) -> QHBoxLayout:
    """Widgets in a row; None stretches, a number is a gap in pixels."""
    layout = QHBoxLayout()
    _fill(layout, parts, spacing)
    return layout


def down(*parts: Part, spacing: int = 8) -> QVBoxLayout:
    """Widgets under each other; None stretches, a number is a gap in pixels."""
    layout = QVBoxLayout()
    _fill(layout, parts, spacing)
    return layout


def _fill(layout: QBoxLayout, parts: Sequence[Part], spacing: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def clear(layout: QLayout) -> None:
    """Takes everything out of `layout`."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Card(QFrame):
    """A bordered group with a title; `body` takes what it holds, `top` stands at the right."""

    def __init__(self, title: str = "", *, margins: int = 16) -> None:
        super().__init__()
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        # A negative margin would be the style's own.
        outer.setContentsMargins(margins, max(margins - 2, 1), margins, margins)
        outer.setSpacing(8)
        self.top = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        if title:
            self.heading = label(title, "group")
            self.top.addWidget(self.heading)
            self.top.addStretch(1)
            outer.addLayout(self.top)
        outer.addLayout(self.body, 1)


class Segments(QFrame):
    """A choice between a few words, all in sight."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, *, in_cell: bool = False
    ) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        self.setProperty("place", "cell" if in_cell else "")
        self._beside = 16 if in_cell else 28
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, text in choices:
            made = button(text, kind="segment")
            made.setCheckable(True)
            made.setAccessibleName(f"{name}: {text}")
            made.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(made)
            self._buttons[key] = made
            self._make_room(made)
            row.addWidget(made)
        self.choose(choices[0][0])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def choose(self, key: str) -> None:
        """Marks one choice without saying so."""
        self._buttons[key].setChecked(True)

    def set_text(self, key: str, text: str) -> None:
        """Renames one choice."""
        self._buttons[key].setText(text)
        self._make_room(self._buttons[key])

    def _make_room(self, made: QPushButton) -> None:
        """The chosen word is bolder, and is to fit as well."""
        font = made.font()
        font.setBold(True)
        made.setMinimumWidth(QFontMetrics(font).horizontalAdvance(made.text()) + self._beside)

    def show_only(self, keys: Sequence[str]) -> None:
        """Hides the choices that do not apply."""
        for key, made in self._buttons.items():
            made.setVisible(key in keys)

    def enable_only(self, keys: Sequence[str]) -> None:
        """Greys the choices that cannot be made yet."""
        for key, made in self._buttons.items():
            made.setEnabled(key in keys)

    @property
    def choices(self) -> list[QPushButton]:
        """The buttons, in reading order."""
        return list(self._buttons.values())

    @property
    def keys(self) -> list[str]:
        """The keys of the choices, in reading order."""
        return list(self._buttons)

    @property
    def choice(self) -> str:
        """The key of the marked choice."""
        return next(key for key, made in self._buttons.items() if made.isChecked())


class Empty(QWidget):
    """What an empty page says: a picture, what will be here, how to begin, and the ways to."""

    def __init__(self, icon: str, words: tuple[str, str], *actions: QPushButton) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(_RingIcon(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        self._what, self._how = label("", "strong"), label("", "muted")
        for text in (self._what, self._how):
            column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        self.say(words)
        column.addSpacing(8)
        for action in actions:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, words: tuple[str, str]) -> None:
        """Changes what will be here, and how to begin."""
        self._what.setText(words[0])
        self._how.setText(words[1])


class _RingIcon(QWidget):
    """The program's ring round the page's own subject."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(grown(112), grown(112))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, icons.pixmap("mark", "pale", 112, ratio))
        painter.drawPixmap(40, 40, icons.pixmap(self._icon, "accent", 32, ratio))
