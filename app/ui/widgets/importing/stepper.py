"""The three steps of bringing in a file, of which one is in front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.messages import tr
from app.ui.widgets.basics import Segments, across

STEPS = (
    ("what", tr("1  What it is")),
    ("where", tr("2  What goes where")),
    ("then", tr("3  What will happen")),
)


class Stepper(QWidget):
    """Where one is, and the way back; a step is open once those before it are answered."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = Segments(STEPS, tr("Step"))
        self.steps.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.chosen = self.steps.chosen
        self._ways: dict[str, Sequence[QWidget]] = {}
        self._row = across(self.steps, None)
        self.setLayout(self._row)

    def add_ways(self, key: str, *widgets: QWidget) -> None:
        """What stands at the right while this step is in front: it is never scrolled away."""
        self._ways[key] = widgets
        for widget in widgets:
            self._row.addWidget(widget)

    def show_step(self, key: str, opened: Sequence[str]) -> None:
        """Marks a step; only those `opened` can be gone to."""
        for one, widgets in self._ways.items():
            for widget in widgets:
                widget.setVisible(one == key)
        self.steps.choose(key)
        self.steps.enable_only(opened)
