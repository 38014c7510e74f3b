"""Two chosen contacts made one, seen field by field before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.community.contact import Contact
from app.messages import tr, trn
from app.operations.community import contact_merging
from app.operations.community.contact_merging import Merge
from app.ui.session import Session
from app.ui.widgets.basics import button, label
from app.ui.widgets.merge_table import MergeTable
from app.ui.widgets.step_dialog import StepDialog


class MergeDialog(StepDialog):
    """`made` is the contact that was kept; None when none was."""

    def __init__(self, parent: QWidget, session: Session, found: Merge) -> None:
        super().__init__(parent, session, tr("Merge two contacts"), 820)
        self._kept, self._other = found.kept, found.other
        self.made: Contact | None = None
        self.words = label("", "muted", wrap=True)
        self.table = MergeTable()
        self.table.changed.connect(self._show)
        area = QScrollArea()
        area.setProperty("role", "desk")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(280)
        area.setWidget(self.table)
        self.swap = button(tr("Keep the other one"), "repeat", on_click=self._swap)
        self.merge_button = button("", "merge", kind="primary", on_click=self.merge)
        self.on_enter = self.merge_button
        self.column.addWidget(self.words)
        self.column.addWidget(area, 1)
        self.add_foot(self.swap, None, self.leave_button(), self.merge_button)
        self._show()
        self.merge_button.setFocus()

    def _show(self) -> None:
        now = self.session.clock()
        found = self.session.run(
            lambda: contact_merging.preview(
                self.session.store, self._kept, self._other, self.table.taken, now=now
            )
        )
        if found is None:
            return
        self.words.setText(merge_words(found))
        self.table.show_lines(found.kept, found.other, found.lines)
        number = found.kept.number
        self.merge_button.set_words(tr("Merge into contact {number}", number=number))

    def _swap(self) -> None:
        self._kept, self._other = self._other, self._kept
        self.table.taken = set()
        self._show()

    def merge(self) -> None:
        """Makes the two one."""
        store, now, taken = self.session.store, self.session.clock(), set(self.table.taken)
        self.made = self.session.run(
            lambda: contact_merging.merge(store, self._kept, self._other, taken, now=now),
            tr("The two contacts are one"),
        )
        if self.made:
            self.accept()


def merge_words(found: Merge) -> str:
    """What hangs on the other one, and where it goes."""
    words = tr(
        "Contact {other} goes up in contact {kept}; Undo takes it back whole.",
        other=found.other.number,
        kept=found.kept.number,
    )
    hanging = sum(found.moved.values()) + len(found.consents)
    if hanging:
        words += trn(
            " {number} thing that hangs on it goes along: a consent, call, task or list.",
            " {number:,} things that hang on it go along: consents, calls, tasks and lists.",
            hanging,
        )
    return words
