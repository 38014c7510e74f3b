"""What stands on the page where no pair is to be judged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from app.messages import tr
from app.ui.widgets.basics import Empty, button


class Nothing(QWidget):
    """Before a first search it says what is found here, after one that nothing is left."""

    def __init__(self, look: Callable[[], object]) -> None:
        super().__init__()
        self._either = QStackedLayout(self)
        self.first = Empty(
            "copy",
            (
                tr("Here are pairs of signatures that may be one person’s."),
                tr("Names are compared across scripts and spellings; you judge each pair."),
            ),
            button(tr("Find duplicates"), "copy", kind="primary", on_click=look),
        )
        self.done = Empty(
            "circle-check",
            (tr("No pair is left to judge."), tr("Look again when more was keyed or brought in.")),
            button(tr("Find again"), "copy", on_click=look),
        )
        self._either.addWidget(self.first)
        self._either.addWidget(self.done)
        self.setMinimumHeight(360)

    def show_searched(self, searched: bool) -> None:  # noqa: FBT001  # a state
        """Says the one or the other."""
        self._either.setCurrentIndex(1 if searched else 0)
