"""Tab goes through what lies in a layout as it is read, whenever each part was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSplitter,
    QWidget,
)

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def follow(root: QWidget) -> None:
    """Lets Tab go through `root` as its parts lie."""
    for before, after in pairwise(stops(root)):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def stops(widget: QWidget | None) -> Iterator[QWidget]:
    """What Tab may stop at in `widget`, as it lies."""
    if widget is None:
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    for part in _parts(widget):
        yield from stops(part)
    yield from _laid(widget.layout())


def _parts(widget: QWidget) -> list[QWidget]:
    """What lies in `widget` without a layout; in a table the cells that are widgets."""
    inner: Sequence[QWidget | None] = ()
    if isinstance(widget, QScrollArea):
        inner = [widget.widget()]
    elif isinstance(widget, QSplitter):
        inner = [widget.widget(at) for at in range(widget.count())]
    elif isinstance(widget, QAbstractItemView):
        inner = widget.viewport().findChildren(QWidget, options=_DIRECT)
        return sorted((one for one in inner if one), key=lambda one: (one.y(), one.x()))
    return [one for one in inner if one is not None]


def _laid(layout: QLayout | None) -> Iterator[QWidget]:
    for item in _items(layout) if layout else ():
        yield from _laid(item.layout()) if item.layout() else stops(item.widget())


def _items(layout: QLayout) -> list[QLayoutItem]:
    """Row by row in a grid, whenever each was put there; else as they were added."""
    places = range(layout.count())
    if isinstance(layout, QGridLayout):
        places = sorted(places, key=lambda at: layout.getItemPosition(at)[:2])  # type: ignore[assignment,index]  # Qt's stubs say object
    found = (layout.itemAt(at) for at in places)
    return [one for one in found if one is not None]
