"""Two signatures side by side: their pictures, their fields, and what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.domain.dates import day_first
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Signature
from app.messages import tr
from app.ui.widgets.basics import across, clear, icon_text, label
from app.ui.widgets.keys import key_cap
from app.ui.widgets.looks import VALIDITY_LOOKS
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.row_picture import RowPicture

_Fields = tuple[tuple[str, Callable[[Signature], str]], ...]

FIELDS: _Fields = (
    (tr("Name"), lambda one: one.name),
    (tr("Address"), lambda one: one.address),
    (tr("Postcode"), lambda one: one.postcode),
    (tr("Phone"), lambda one: one.phone),
    (tr("Email"), lambda one: one.email),
    (tr("Date of birth"), lambda one: day_first(one.born) if one.born else ""),
    (tr("Signed"), lambda one: day_first(one.signed_on) if one.signed_on else ""),
    (tr("Source’s id"), lambda one: one.external_id),
)
"""What is compared, in reading order; a line that both leave empty is not shown."""

_TOLD = (tr("Signed"), tr("Source’s id"))
"""What differs without saying anything of the person."""

_UNNAMED = (tr("Signed"),)
"""What is shown of somebody who is not to be named."""

_NONE = (None, None)


def where(one: Signature) -> str:
    """Where a signature stands: its sheet and row, or the file it came from."""
    if one.sheet:
        return tr("{code}, row {row}", code=printed(one.sheet), row=one.row)
    if one.source:
        return one.source
    return tr("Online") if one.origin == "online" else tr("Paper, no sheet known")


def linked(others: Sequence[tuple[Signature, bool]]) -> str:
    """Who is linked with a pair as well; where one is at risk, by where they signed."""
    names = "; ".join(
        where(one) if at_risk else f"{one.name}, {one.address}" for one, at_risk in others[:3]
    )
    more = tr(" and {number} more", number=len(others) - 3) if len(others) > 3 else ""
    return tr("Linked with these two as well: {names}{more}", names=names, more=more)


class Comparison(QWidget):
    """The left and the right signature, line by line, under the pictures of their rows."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._pictures: list[RowPicture] = []

    def show_pair(
        self,
        left: Signature,
        right: Signature,
        pictures: tuple[SheetPictures | None, SheetPictures | None] | None,
    ) -> None:
        """Shows two signatures with the pictures of their sheets, where there are any.

        Without `pictures` nothing is shown of who they are.
        """
        clear(self._grid)
        self._pictures = []
        line = 0
        for key, one, sheet in zip(("1", "2"), (left, right), pictures or _NONE, strict=True):
            if sheet is not None and one.row and sheet.has(one.row):
                picture = RowPicture(beside=0.15)
                picture.show_row(sheet, one.row)
                self._pictures.append(picture)
                cap = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                self._grid.addWidget(key_cap(key), line, 0, cap)
                self._grid.addWidget(picture, line, 1, 1, 2)
                line += 1
        for at, one in enumerate((left, right), 1):
            self._grid.addLayout(self._head(one, str(at)), line, at)
        for words, read in FIELDS:
            values = read(left), read(right)
            if any(values) and (pictures or words in _UNNAMED):
                line += 1
                self._line(line, words, *values)
        self._fit()

    def _head(self, one: Signature, key: str) -> QHBoxLayout:
        icon, role, word = VALIDITY_LOOKS[one.validity]
        place = label(where(one), "strong")
        place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        state = icon_text(icon, REASONS.get(one.reason, word), role)
        row = across(key_cap(key), place, state, spacing=8)
        row.setStretch(1, 1)
        return row

    def _line(self, line: int, words: str, left: str, right: str) -> None:
        name = label(words, "muted")
        self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        same = left.casefold() == right.casefold() or not (left and right) or words in _TOLD
        for at, text in ((1, left), (2, right)):
            self._grid.addWidget(_value(text, same=same, words=words), line, at)

    def _fit(self) -> None:
        for picture in self._pictures:
            width = picture.width() if picture.isVisible() else self.width() - 100
            if width > 0:
                picture.setFixedHeight(picture.height_at(width))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._fit()


def _value(text: str, *, same: bool, words: str) -> QLabel:
    """A value; one that differs is tinted, and says so to a screen reader."""
    made = label(text or tr("none"), "" if text else "muted", wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if not same:
        made.setProperty("role", "differs")
        made.setAccessibleName(tr("{field}, differs: {value}", field=words, value=text))
    return made
