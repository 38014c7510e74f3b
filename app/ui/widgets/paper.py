"""A page of a PDF as it will be printed, drawn on another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.defects import record
from app.documents.preview import render_page
from app.domain.scan import Picture
from app.errors import AppError
from app.ui.jobs import DRAWING
from app.ui.session import defect_sentence


def image_of(picture: Picture) -> QImage:
    """A picture as Qt draws it; a copy, so that its pixels may go."""
    return QImage(
        picture.pixels, picture.width, picture.height, picture.width * 3,
        QImage.Format.Format_RGB888,
    ).copy()  # fmt: skip


class Paper(QWidget):
    """A page fitted into its place."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setAccessibleName(name)
        self.setMinimumWidth(300)

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

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


_Wish = tuple[Callable[[], bytes], int, int]


class Drawer(QObject):
    """Makes a PDF and a picture of one of its pages; of several wishes the newest is kept.

    Its thread waits for wishes: to start one costs the window five milliseconds.
    """

    drawn = Signal(QImage)
    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wishes: SimpleQueue[_Wish | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def draw(self, make: Callable[[], bytes], width: int, page: int = 0) -> None:
        """Draws page `page` of what `make` gives, `width` pixels wide; then says `drawn`."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        self._wishes.put((make, width, page))

    def _work(self) -> None:
        while wish := self._wishes.get():
            while not self._wishes.empty() and wish:
                wish = self._wishes.get()
            if wish is None:
                return
            self._draw(*wish)

    def _draw(self, make: Callable[[], bytes], width: int, page: int) -> None:
        try:
            with DRAWING:
                found = render_page(make(), width, page)
            image = QImage(
                found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB888
            )
            self.drawn.emit(image.copy())
        except AppError as refusal:
            self.refused.emit(str(refusal))
        except Exception as error:  # noqa: BLE001  # a thread has no other net
            self.refused.emit(defect_sentence(record(error)))

    def stop(self) -> None:
        """Ends the thread, once the page under way is drawn."""
        if self._thread is not None:
            self._wishes.put(None)
            self._thread.join()
            self._thread = None
