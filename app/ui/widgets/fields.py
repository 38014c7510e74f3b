"""Form fields: label above, hint under it, and what was found under the field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import grown
from app.ui.widgets.basics import IconLabel, across, label

SEVERITY_ICONS = {
    "stops": ("circle-alert", "bad"),
    "warns": ("triangle-alert", "warn"),
    "advice": ("info", "accent"),
}
"""Icon and colour of each severity of a finding."""


class TextArea(QPlainTextEdit):
    """Several lines of text, as high as they need; Tab leaves the field."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def _fit(self) -> None:
        lines = max(2, min(7, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 22)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.text() in {"\r", "\n"}:
            return
        super().keyPressEvent(event)


Editor = QLineEdit | TextArea | QComboBox


class Field(QWidget):
    """One field of a form; `edited` is sent at each change, `left` when the field is left."""

    edited = Signal()
    left = Signal()

    def __init__(self, name: str, editor: Editor, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self._heading = label(name, "strong")
        self._heading.setBuddy(editor)
        column.addWidget(self._heading)
        self._below = label(hint, "hint", wrap=True)
        column.addWidget(self._below)
        self._below.setVisible(bool(hint))  # once it has a parent: else it is a window
        column.addWidget(editor)
        self._icon = IconLabel("", "bad", 16)
        self._message = label("", wrap=True)
        self._rule = label("", "rule-number")
        self._found = QWidget()
        self._found.setLayout(across(self._icon, self._message, self._rule))
        self._found.layout().setStretch(1, 1)  # type: ignore[union-attr]  # set one line above
        self._found.hide()
        column.addWidget(self._found)
        editor.setAccessibleName(name)
        editor.setAccessibleDescription(hint)
        self._hint = hint
        self._connect(editor)

    def _connect(self, editor: Editor) -> None:
        if isinstance(editor, TextArea):
            editor.textChanged.connect(self.edited)
            editor.left.connect(self.left)
        elif isinstance(editor, QLineEdit):
            editor.textChanged.connect(self.edited)
            editor.editingFinished.connect(self.left)
        else:
            editor.currentTextChanged.connect(self.edited)

    def rename(self, name: str) -> None:
        """Gives the field another label."""
        self._heading.setText(name)
        self.editor.setAccessibleName(name)

    def set_hint(self, hint: str) -> None:
        """Gives the field another hint."""
        self._hint = hint
        self.show_source("")

    def show_source(self, source: str) -> None:
        """Says behind the hint which rule the field follows, and where that comes from."""
        text = f"{self._hint} {source}".strip()
        self._below.setText(text)
        self._below.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)

    @property
    def text(self) -> str:
        """What stands in the field."""
        if isinstance(self.editor, TextArea):
            return self.editor.toPlainText()
        if isinstance(self.editor, QComboBox):
            return self.editor.currentText()
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Puts `text` in the field."""
        if isinstance(self.editor, TextArea):
            self.editor.setPlainText(text)
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentText(text)
        else:
            self.editor.setText(text)

    def show_found(self, severity: str = "", message: str = "", rule: str = "") -> None:
        """Says what was found, with an icon and the rule's number; nothing without a message."""
        self._found.setVisible(bool(message))
        self.editor.setProperty("state", severity if message else "")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self.editor.setAccessibleDescription(f"{message} {rule}".strip() or self._hint)
        if not message:
            return
        icon, role = SEVERITY_ICONS[severity]
        self._icon.show_icon(icon, role)
        self._message.setText(message)
        self._message.setProperty("role", role if role in {"bad", "warn"} else "")
        self._message.style().unpolish(self._message)
        self._message.style().polish(self._message)
        self._rule.setText(rule)


def line(placeholder: str = "", *, width: int = 0) -> QLineEdit:
    """A single-line editor, no wider than `width` pixels where one is given."""
    made = QLineEdit()
    made.setPlaceholderText(placeholder)
    if width:
        made.setMaximumWidth(grown(width))
    return made


def secret_line() -> QLineEdit:
    """A line whose text is hidden and kept out of predictions."""
    from PySide6.QtCore import Qt

    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText
        | Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return made


def combo(choices: list[tuple[str, str]]) -> QComboBox:
    """A choice by word; each word's key is its data."""
    made = QComboBox()
    for key, text in choices:
        made.addItem(text, key)
    made.setMinimumWidth(120)
    return made
