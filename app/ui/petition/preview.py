"""The real PDF page of the wording as it stands, drawn again when it changes."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.addressee import Addressee, Kind
from app.domain.wording import Wording
from app.messages import tr
from app.operations.paper import printing
from app.ui.widgets.basics import Segments, across, label
from app.ui.widgets.paper import Drawer, Paper

KIND_WORDS = (("top", tr("Top")), ("full", tr("Full")), ("prayer", tr("Request only")))


class Preview(QFrame):
    """One page of a sheet, with the kind to choose."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.kinds = Segments(KIND_WORDS, tr("Kind of sheet"))
        self.kinds.chosen.connect(lambda _: self._draw())
        self._words = label("", "muted", wrap=True)
        self.paper = Paper(tr("Preview of the printed sheet"))
        self.drawer = Drawer(self)
        self.drawer.drawn.connect(self._show)
        self.drawer.refused.connect(self._refuse)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(across(self.kinds, None, self._words))
        column.addWidget(self.paper, 1)
        self._wording: Wording | None = None

    def show_wording(self, wording: Wording, body: Addressee) -> None:
        """Draws the page of `wording`."""
        self.kinds.show_only(body.kinds)
        if self.kinds.choice not in body.kinds:
            self.kinds.choose(body.first_kind)
        self._wording = wording
        self._draw()

    def _draw(self) -> None:
        wording = self._wording
        if wording is None:
            return
        kind: Kind = self.kinds.choice  # type: ignore[assignment]  # the segments are kinds
        width = round(max(self.paper.width(), 400) * self.devicePixelRatioF())
        self.drawer.draw(lambda: printing.preview(wording, kind), width)

    def _show(self, image: QImage) -> None:
        self._words.setText("")
        self.paper.show_image(image)

    def _refuse(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.paper.show_image(None)
