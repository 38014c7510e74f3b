"""The real PDF page of the wording as it stands, drawn again when it changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.documents.preview import render_page
from app.domain.addressee import Addressee, Kind
from app.domain.wording import Wording
from app.errors import AppError
from app.messages import tr
from app.operations import printing
from app.ui.widgets.basics import Segments, across, label

KIND_WORDS = (("top", tr("Top")), ("full", tr("Full")), ("prayer", tr("Request only")))


class Preview(QFrame):
    """One page of a sheet, with the kind to choose."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "paper")
        self.kinds = Segments(KIND_WORDS, tr("Kind of sheet"))
        self.kinds.chosen.connect(lambda _: self._draw())
        self._words = label("", "muted", wrap=True)
        self.paper = _Paper()
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
        if self._wording is None:
            return
        kind: Kind = self.kinds.choice  # type: ignore[assignment]  # the segments are kinds
        try:
            pdf = printing.preview(self._wording, kind)
        except AppError as refusal:
            self._words.setText(str(refusal))
            self.paper.show_image(None)
            return
        self._words.setText("")
        ratio = self.devicePixelRatioF()
        page = render_page(pdf, round(max(self.paper.width(), 400) * ratio))
        image = QImage(
            page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888
        )
        self.paper.show_image(image.copy())


class _Paper(QWidget):
    """A page fitted into its place."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setAccessibleName(tr("Preview of the printed sheet"))
        self.setMinimumWidth(300)

    def show_image(self, image: QImage | None) -> None:
        """Shows `image`, or nothing."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        if self._image is None:
            return
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        image = self._image.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        x = (self.width() - image.width() / ratio) / 2
        painter.drawImage(round(x), 0, image)
