"""A page of a PDF as it will be printed, drawn on another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.defects import record
from app.documents.preview import page_words, render_page
from app.domain.scan import Picture
from app.errors import AppError
from app.ui import theme
from app.ui.jobs import DRAWING
from app.ui.session import defect_sentence
from app.ui.widgets.telling import tell


def image_of(picture: Picture) -> QImage:
    """A picture as Qt draws it; a copy, so that its pixels may go."""
    return QImage(
        picture.pixels, picture.width, picture.height, picture.width * 3,
        QImage.Format.Format_RGB888,
    ).copy()  # fmt: skip


_WORDS = "words"
"""Under which a picture of a page carries what stands on it."""

_TURNS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Paper(QWidget):
    """A page fitted into its place; what stands on it is its description."""

    turn_wanted = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._name, self._turned = name, False
        self.setAccessibleName(name)
        self.setMinimumWidth(300)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage | None) -> None:
        """Shows `image`, or nothing."""
        self._image = image
        words = image.text(_WORDS) if image is not None else ""
        self.setAccessibleDescription(words)
        if self._turned and words:
            self._turned = False
            tell(self, f"{self.accessibleName()}. {words}")
        self.update()

    def show_place(self, place: str) -> None:
        """Says which of the pages it is."""
        self.setAccessibleName(f"{self._name}: {place}" if place else self._name)

    def turn(self) -> None:
        """The next picture is of a page that somebody turned to: it is read out."""
        self._turned = True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        by = _TURNS.get(Qt.Key(event.key()), 0)
        if not by:
            super().keyPressEvent(event)
            return
        self.turn_wanted.emit(by)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusOutEvent(event)
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
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            shown = image.deviceIndependentSize()
            painter.drawRect(QRectF(x + 1, 1, shown.width() - 2, shown.height() - 2))


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
                pdf = make()
                found, words = render_page(pdf, width, page), page_words(pdf, page)
            image = QImage(
                found.pixels, found.width, found.height, found.stride, QImage.Format.Format_RGB888
            ).copy()
            image.setText(_WORDS, words)  # the picture carries them: they come and go with it
            self.drawn.emit(image)
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
