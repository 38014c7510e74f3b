"""Tab goes through what lies in a layout as it is read, whenever each part was made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def follow(root: QWidget) -> None:
    """Lets Tab go through `root` as its parts lie."""
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(widget: QWidget | None) -> Iterator[QWidget]:
    """What Tab may stop at in `widget`, as it lies."""
    if widget is None:
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    elif isinstance(widget, QScrollArea):
        yield from stops(widget.widget())
    else:
        yield from _laid(widget.layout())


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    for at in range(layout.count() if layout else 0):
        item = layout.itemAt(at)  # type: ignore[union-attr]  # there are none without one
        if item is not None:
            yield from _laid(item.layout()) if item.layout() else stops(item.widget())
