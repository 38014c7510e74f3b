"""The whole sheet's picture: beside the count, or in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from app.messages import tr
from app.ui import theme
from app.ui.widgets.basics import across, button
from app.ui.widgets.keys import on_keys
from app.ui.widgets.paper import image_of
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.row_picture import TONED


class SheetPicture(QWidget):
    """The sheet, as wide as it is given room."""

    def __init__(self) -> None:
        super().__init__()
        self._pictures: SheetPictures | None = None
        self._drawn: tuple[int, QImage] | None = None
        self.quarters = 0
        self.setAccessibleName(tr("Picture of the whole sheet"))

    def show_pictures(self, pictures: SheetPictures | None) -> None:
        """Shows a sheet, or nothing."""
        self._pictures, self._drawn = pictures, None
        self.updateGeometry()
        self.update()

    def turn(self) -> None:
        """Turns the picture by a quarter."""
        self.quarters = (self.quarters + 1) % 4
        self.fit(self.width())
        self.update()

    def _image(self, width: int) -> QImage | None:
        if self._pictures is None or width <= 0:
            return None
        if self._drawn is None or self._drawn[0] != width:
            pixels = round(width * self.devicePixelRatioF())
            self._drawn = (width, image_of(self._pictures.whole(pixels)))
        return self._drawn[1]

    def fit(self, width: int) -> None:
        """Takes `width` points, and the height that goes with it."""
        drawn = self._image(width)
        if drawn is None:
            self.setFixedSize(QSize(width, 0))
            return
        share = drawn.height() / drawn.width()
        self.setFixedSize(width, round(width / share if self.quarters % 2 else width * share))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  # Qt's name
        drawn = self._image(self.width())
        if drawn is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        turned = drawn.transformed(QTransform().rotate(90 * self.quarters))
        painter.drawImage(self.rect(), turned)
        if theme.current.name == "dark":
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(self.rect(), TONED)


class SheetView(QScrollArea):
    """The sheet's picture, which scrolls down."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = SheetPicture()
        self.setWidget(self.picture)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pictures(self, pictures: SheetPictures | None) -> None:
        """Shows a sheet, or nothing."""
        self.picture.show_pictures(pictures)
        self.picture.fit(self.viewport().width())

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self.picture.fit(self.viewport().width())


class WholeSheet(QDialog):
    """The whole sheet in a window of its own; F11 or Escape closes it."""

    def __init__(self, parent: QWidget, pictures: SheetPictures) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Whole sheet"))
        self.resize(820, 900)
        self.view = SheetView()
        turn = button(tr("Turn"), "rotate-cw", on_click=self.view.picture.turn)
        close = button(tr("Close"), on_click=self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addLayout(across(turn, None, close))
        on_keys(self, [("F11", self.close), ("Ctrl+T", self.view.picture.turn)])
        self.view.show_pictures(pictures)
