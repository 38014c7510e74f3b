"""Where the system's type is twice as large, so is the window's, and no entry's words are cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.ui import theme


@pytest.fixture
def twice(qapp: Any) -> Iterator[None]:
    """Type of 20 points; the usual one afterwards."""
    usual = theme._font

    def large() -> QFont:
        font = usual()
        font.setPointSizeF(2 * font.pointSizeF())
        return font

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme, "_font", large)
        theme.Theme(qapp).apply()
        yield
    theme.Theme(qapp).apply()


@pytest.mark.usefixtures("twice")
def test_the_sidebar_is_as_wide_as_its_words(qtbot: Any) -> None:
    from app.ui.menu_entries import PAGES
    from app.ui.sidebar import Sidebar

    made = Sidebar(PAGES)
    qtbot.addWidget(made)
    made.show_badge("sheets", 12_345, late=True)
    made.show_page("sheets")
    made.resize(made.minimumSizeHint())
    made.show()
    entries = [one for one in made.findChildren(QPushButton) if one.text()]
    assert len(entries) == len(PAGES) + 2
    for entry in entries:
        words = entry.fontMetrics().horizontalAdvance(entry.text())
        beside = [
            one
            for one in entry.findChildren(QWidget)
            if not one.isHidden() and (not isinstance(one, QLabel) or one.text())
        ]
        room = min([entry.width(), *(one.x() for one in beside)])
        assert words + entry.iconSize().width() <= room, entry.text()
    assert made.search.placeholderText() == "Find anything"


@pytest.mark.usefixtures("twice")
def test_sizes_grow_with_the_type(qapp: Any) -> None:
    assert theme.grown(30) == pytest.approx(60, abs=2)
    assert 'QLabel[role="title"] { font-size: 36pt' in qapp.styleSheet()
