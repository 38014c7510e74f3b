"""Who can read a file that leaves the campaign: sealed, or plain once its number is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.messages import tr
from app.store.keys import strength_problem
from app.ui.widgets.basics import Segments, across, down, label
from app.ui.widgets.fields import Field, line, secret_line


class Sealing(QWidget):
    """A passphrase typed twice, or the number of people; `changed` says that either moved."""

    changed = Signal()

    def __init__(self, people: int, warning: str) -> None:
        super().__init__()
        self.people, self.plain = people, False
        ways = [("sealed", tr("Encrypted")), ("plain", tr("Plain text"))]
        self.way = Segments(ways, tr("Who can read the file"))
        self.way.chosen.connect(self.show_way)
        self.passphrase = Field(
            tr("Passphrase for this file"), secret_line(), tr("Another than the campaign’s.")
        )
        self.again = Field(
            tr("Passphrase again"), secret_line(), tr("Tell it by another way than the file.")
        )
        self.passphrase.left.connect(self._show_strength)
        self.number = Field("", line(width=160))
        self.number.edited.connect(self.changed.emit)
        self._sealed = QWidget()
        self._sealed.setLayout(across(self.passphrase, self.again, spacing=16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            down(
                label(tr("Who can read the file"), "strong"),
                across(self.way, None),
                self._sealed,
                self.number,
                spacing=10,
            )
        )
        self.mean(people, warning)

    def mean(self, people: int, warning: str) -> None:
        """Says how many people it is about now."""
        self.people = people
        self.number.rename(tr("Type {number} to write it", number=people))
        self.number.set_hint(warning)

    def show_way(self, way: str) -> None:
        """Shows what is asked for a sealed or for a plain file."""
        self.plain = way == "plain"
        self.way.choose(way)
        self._sealed.setVisible(not self.plain)
        self.number.setVisible(self.plain)
        self.changed.emit()

    def _show_strength(self) -> None:
        text = self.passphrase.text
        self.passphrase.show_found("stops", strength_problem(text) if text else "")

    @property
    def confirmed(self) -> int | None:
        """The number of people that was typed; None when it is none."""
        text = self.number.text.strip().replace(",", "")
        return int(text) if text.isdecimal() else None

    @property
    def typed(self) -> bool:
        """Whether a plain file's number is the right one; a sealed one asks for none."""
        return not self.plain or self.confirmed == self.people

    @property
    def secret(self) -> str:
        """The passphrase; empty for a plain file."""
        return "" if self.plain else self.passphrase.text

    def check(self) -> bool:
        """Whether the passphrase is good and the same twice; says what is wrong."""
        if self.plain:
            return True
        text = self.passphrase.text
        problem = strength_problem(text) if text else tr("Type a passphrase.")
        self.passphrase.show_found("stops", problem)
        same = text == self.again.text
        self.again.show_found("stops", "" if same else tr("The two passphrases differ."))
        return not problem and same
