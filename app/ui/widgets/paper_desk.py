"""A page to read closely: fitted into its place, or larger and moved about, turned by quarters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent, QTransform
from PySide6.QtWidgets import QScrollArea

from app.ui.widgets.paper import Paper

LARGER = 2.4
"""How many times as wide as its place a page is to be read: a code's letters are plain."""


class PaperDesk(QScrollArea):
    """One page; `larger` and `turn` are for a button and a key each."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._large = False
        self._quarters = 0
        self.paper = Paper(name)
        self.paper.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the desk has it, and its keys
        self.setWidget(self.paper)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self.paper.image

    def show_image(self, image: QImage | None) -> None:
        """Shows a page fitted and as it came, or nothing."""
        self._image, self._quarters, self._large = image, 0, False
        self._show()

    def larger(self) -> None:
        """Makes the page large, with its foot in sight, or fits it again."""
        self._large = not self._large
        self._fit()
        if self._large:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def turn(self) -> None:
        """Turns the page by a quarter to the right."""
        self._quarters = (self._quarters + 1) % 4
        self._show()

    def _show(self) -> None:
        image = self._image
        if image is not None and self._quarters:
            image = image.transformed(QTransform().rotate(90 * self._quarters))
        self.paper.show_image(image)
        self._fit()

    def _fit(self) -> None:
        room, image = self.viewport().size(), self.paper.image
        if image is None or not self._large:
            self.paper.setMinimumWidth(0)
            self.paper.resize(room)
            return
        wide = round(room.width() * LARGER)
        self.paper.resize(wide, round(wide * image.height() / image.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._fit()
