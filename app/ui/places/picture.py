"""A picture to save, as PNG or SVG: bars and map, with no number that is too small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.errors import AppError
from app.messages import tr
from app.store.files import write_whole
from app.ui import theme
from app.ui.places.drawing import (
    BAR,
    Bar,
    MapData,
    dot_words,
    draw_bars,
    draw_dots,
    draw_ground,
    outside_of,
    view_of,
)

WIDTH = 1000
_EDGE, _MAP = 40, 620
_SHARP = 2
_GROUND = 6_000
"""Points of the ground: more would make an SVG of megabytes."""


@dataclass(frozen=True)
class Picture:
    """What a saved picture says; `notes` are the sentences in its foot.

    Its bars and dots hold no number that may not leave the campaign.
    """

    title: str
    subtitle: str
    bars: Sequence[Bar]
    map: MapData
    notes: Sequence[str]
    whole: bool = False

    @property
    def all_notes(self) -> list[str]:
        """Says that some lie outside the map, not how many: beside a bar, that tells the rest."""
        plot = QRectF(0, 0, WIDTH - 2 * _EDGE, _MAP)
        outside = outside_of(self.map.dots, view_of(self.map.dots, plot, whole=self.whole))
        some = tr("Some signatures lie outside this view.")
        return [
            *([some] if outside else []),
            *([dot_words()] if self.map.dots else []),
            *self.notes,
        ]


def save_picture(picture: Picture, out: Path) -> None:
    """Writes the picture to `out`, as PNG or as SVG by its ending; an old one is replaced."""
    ending = out.suffix.lower()
    if ending == ".svg":
        write_whole(out, _svg(picture), force=True)
    elif ending == ".png":
        write_whole(out, _png(picture), force=True)
    else:
        raise AppError("“{file}” has to end in .png or .svg.", file=out.name)


def _svg(picture: Picture) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    size = QSize(WIDTH, _height(picture))
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setTitle(picture.title)
    made.setDescription(picture.subtitle)
    painter = QPainter(made)
    _draw(painter, picture)
    painter.end()
    return bytes(buffer.data().data())


def _png(picture: Picture) -> bytes:
    image = QImage(
        QSize(WIDTH, _height(picture)) * _SHARP, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(_SHARP)
    image.setText("Title", picture.title)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _draw(painter, picture)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes
    return bytes(content.data())


def _font(size: float, *, bold: bool = False) -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(round(size))
    font.setBold(bold)
    return font


def _note_lines(picture: Picture) -> list[str]:
    """The notes broken into lines of the picture's width."""
    metrics = QFontMetricsF(_font(13))
    lines = []
    for note in picture.all_notes:
        line = ""
        for word in note.split():
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > WIDTH - 2 * _EDGE:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return lines


def _height(picture: Picture) -> int:
    map_height = _MAP + 24 if picture.map.dots else 0
    return 122 + len(picture.bars) * BAR + 24 + map_height + len(_note_lines(picture)) * 19 + 32


def _draw(painter: QPainter, picture: Picture) -> None:
    """Always light: it is printed and posted, whatever the window looks like."""
    palette = theme.colours("light")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, _height(picture)), QColor(palette["surface"]))
    inner = WIDTH - 2 * _EDGE
    painter.setPen(QColor(palette["accent"]))
    painter.setFont(_font(26, bold=True))
    title = QFontMetricsF(painter.font()).elidedText(
        picture.title, Qt.TextElideMode.ElideRight, inner
    )
    painter.drawText(QRectF(_EDGE, 32, inner, 34), Qt.AlignmentFlag.AlignVCenter, title)
    painter.setPen(QColor(palette["muted"]))
    painter.setFont(_font(15))
    painter.drawText(QRectF(_EDGE, 70, inner, 24), Qt.AlignmentFlag.AlignVCenter, picture.subtitle)
    top = 114.0
    painter.setFont(_font(14))
    draw_bars(painter, QRectF(_EDGE, top, inner, len(picture.bars) * BAR), picture.bars, palette)
    top += len(picture.bars) * BAR + 24
    if picture.map.dots:
        _draw_map(painter, QRectF(_EDGE, top, inner, _MAP), picture, palette)
        top += _MAP + 24
    painter.setFont(_font(13))
    painter.setPen(QColor(palette["muted"]))
    for line in _note_lines(picture):
        painter.drawText(QRectF(_EDGE, top, inner, 19), Qt.AlignmentFlag.AlignVCenter, line)
        top += 19


def _draw_map(painter: QPainter, plot: QRectF, picture: Picture, palette: dict[str, str]) -> None:
    view = view_of(picture.map.dots, plot, whole=picture.whole)
    draw_ground(painter, view, picture.map, palette, _GROUND)
    draw_dots(painter, view, picture.map, palette)
    painter.setPen(QColor(palette["line"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(plot)


def too_few_words() -> str:
    """What the foot of a picture says where people are on no dot."""
    return tr("Fewer than 5 people who live far from the others are on no dot.")
