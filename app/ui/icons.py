"""Icons of one family (Lucide), tinted by the palette and drawn at the screen's resolution."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import RESOURCES
from app.ui import theme


@cache
def _svg(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture, `size` points square on a screen of that pixel ratio."""
    return _pixmap(name, theme.colour(role).name(), size, ratio)


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    picture = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    svg = _svg(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(picture)


class _Engine(QIconEngine):
    """Draws an icon in the theme of the moment, so that a change of theme needs no new icons."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter, rect, mode, state) -> None:  # type: ignore[no-untyped-def]  # noqa: ARG002  # Qt's shape
        role = "muted" if mode == QIcon.Mode.Disabled else self._role
        ratio = painter.device().devicePixelRatioF()
        size = min(rect.width(), rect.height())
        picture = pixmap(self._name, role, size, ratio)
        painter.drawPixmap(
            rect.x() + (rect.width() - size) // 2, rect.y() + (rect.height() - size) // 2, picture
        )

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:  # noqa: ARG002  # Qt's shape
        role = "muted" if mode == QIcon.Mode.Disabled else self._role
        return pixmap(self._name, role, min(size.width(), size.height()))

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """The icon called `name`, in the colour of `role`."""
    return QIcon(_Engine(name, role))
