"""People on a sheet for the Enter page, a keyboard that counts, and how a page is read by Tab."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.ui.fake_pictures import Written

DAY = date(2026, 11, 19)


def household(address: str, postcode: str, *names: str) -> list[tuple[str, str, str]]:
    return [(name, address, postcode) for name in names]


PEOPLE = [
    *household("22 Lapwing Road, London", "SW20 9ZZ", "박민준 Park Min-jun", "리은별 Ri Eun-byol"),
    *household("1 Teasel Avenue, New Malden", "KT3 8QD", "Alan Ellery", "Beth Ellery"),
    ("Grace Okafor", "24 Lapwing Road, London", "SW20 9ZZ"),
    *household("8 Quince Gardens, New Malden", "KT3 8XE", "Aisha Rahman", "Omar Rahman"),
    ("Tom Pettifer", "3 Elm Road, New Malden", "KT3 8QA"),
    ("Kim Ji-woo", "5 Teasel Avenue, New Malden", "KT3 8QD"),
    *household("17 Marlpit Lane, London", "SW20 8AB", "Joan Marsh", "Peter Marsh"),
    ("Ruth Adler", "40 Heron Close, London", "SW20 8AD"),
]
"""Four households of two and four single people, two of them at postcodes keyed before."""


def written(row: int) -> Written:
    name, address, postcode = PEOPLE[row - 1]
    return (name, address, postcode, name.split()[-1], "19/11")


@dataclass
class Keyboard:
    """Every key of a test goes through here, and is counted as text or as a press beside it."""

    text: int = 0
    presses: list[str] = field(default_factory=list)

    def type(self, text: str) -> None:
        for character in text:
            if character.isascii():
                QTest.keyClicks(self._focus(), character)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(character)
                QApplication.sendEvent(self._focus(), composed)
            self.text += 1

    def press(self, keys: str) -> None:
        combination = cast("Any", QKeySequence(keys))[0]
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        self.presses.append(keys)

    @staticmethod
    def _focus() -> Any:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def keyed(window: Any) -> dict[int, Any]:
    sheet = window.session.store.sheets.get(window.codes[0])
    return {one.row: one for one in window.session.store.signatures.of_sheet(sheet.id)}


def focused(enter: Any) -> str:
    widget = QApplication.focusWidget()
    return next((key for key, one in enter.form.fields.items() if one.editor is widget), "")


def words_of_tiles(enter: Any) -> list[str]:
    return [tile.toolTip() for tile in enter.keying.bar.tiles if not tile.isHidden()]


def stops(page: Any) -> list[Any]:
    """What Tab comes to on a page, in its order."""
    found, at = [], page.nextInFocusChain()
    while at is not page:
        stop = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible() and at.isEnabled()
        if stop and not at.focusProxy() and page.isAncestorOf(at):
            found.append(at)
        at = at.nextInFocusChain()
    return found


def leaps(page: Any) -> list[str]:
    """Where Tab goes up without going to the right: never, as a page is read."""
    found = []
    for before, after in pairwise(stops(page)):
        here, there = before.mapTo(page, QPoint()), after.mapTo(page, QPoint())
        if there.y() + after.height() <= here.y() and there.x() < here.x() + before.width():
            names = [one.accessibleName() or one.text().strip() for one in (before, after)]
            found.append(" -> ".join(names))
    return found


def overflow(page: Any) -> int:
    """Pixels by which something on a page is wider than there is room for it."""
    areas = [one for one in page.findChildren(QScrollArea) if one.isVisible()]
    return max((one.horizontalScrollBar().maximum() for one in areas), default=0)
