"""The drawn rows one after another: the paper or the register says what each is, by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu

from app.domain.sheet_code import printed
from app.domain.signature import REASONS, Validity
from app.messages import tr
from app.operations.counting.sampling import Line
from app.ui import theme
from app.ui.widgets.basics import Card, across, button, down, label
from app.ui.widgets.pictures import SheetPictures
from app.ui.widgets.row_picture import RowPicture
from app.ui.widgets.tables import Cell, Column, Table

COLUMNS = (
    Column(tr("No."), 48, right=True),
    Column(tr("Sheet and row, or source"), 176, spare=500),
    Column(tr("Name"), 0),
    Column(tr("Postcode"), 88, spare=560),
    Column(tr("Found"), 150),
)
KEYS = tr("V valid · I invalid · U not checked · S show · ↑ ↓ move")


class _Rows(Table):
    """The table, whose letters judge the row in it."""

    pressed_letter = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        letter = event.text().upper()
        if (
            letter
            and letter in "VIUS"
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.pressed_letter.emit(letter)
            return
        super().keyPressEvent(event)


class CheckCard(Card):
    """The list and the row in it; `judged` is sent with place, validity and reason."""

    judged = Signal(int, str, str)

    def __init__(self, open_pictures: Callable[[str], SheetPictures | None]) -> None:
        super().__init__(tr("Rows to check"))
        self._open_pictures = open_pictures
        self._pictures: dict[str, SheetPictures | None] = {}
        self._lines: Sequence[Line] = ()
        self._hidden = False
        self._look = (False, "")
        self._shown = ""
        """The id of the one row at risk that somebody asked to see, while it is in hand."""
        self.done = label("", "muted")
        self.top.addWidget(self.done)
        self.picture = RowPicture()
        self.picture.hide()
        self.name = label("", "group", wrap=True)
        self.where = label("", "muted", wrap=True)
        self.valid_button = button(
            tr("Valid"), "circle-check", on_click=lambda: self.judge("valid")
        )
        self.invalid_button = button(tr("Invalid…"), "circle-x", on_click=self.ask_reason)
        self.back_button = button(
            tr("Not checked"), "circle-dashed", on_click=lambda: self.judge("unchecked")
        )
        self.show_button = button(tr("Show"), "eye", on_click=self.reveal)
        self.show_button.setToolTip(tr("This person is at risk: S shows the name and the row"))
        self.menu = QMenu(self)
        self.menu.setAccessibleName(tr("Why it is invalid"))
        for code, words in REASONS.items():
            self.menu.addAction(words, partial(self.judge, "invalid", code))
        self.table = _Rows(tr("Rows to check"), COLUMNS)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.itemSelectionChanged.connect(self._show_row)
        self.table.pressed_letter.connect(self._press)
        self.body.addWidget(self.picture)
        told = down(self.name, self.where, spacing=2)
        head = across(told, self.show_button, spacing=12)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addLayout(across(self.valid_button, self.invalid_button, self.back_button, None))
        self.body.addWidget(label(KEYS, "hint", wrap=True))
        self.body.addWidget(self.table, 1)

    def show_lines(self, lines: Sequence[Line], *, hidden: bool) -> None:
        """Shows the rows and keeps the one in hand; names are left out where they are hidden."""
        same = [one.row.id for one in lines] == [one.row.id for one in self._lines]
        at = self.table.currentRow() if same else -1
        if not same:
            self._pictures.clear()
        look = (hidden, theme.current.name)
        shown = self._lines if same and look == self._look else [None] * len(lines)
        self._lines, self._hidden, self._look = lines, hidden, look
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's shape
        self.table.setRowCount(len(lines))
        for row, (one, before) in enumerate(zip(lines, shown, strict=True)):
            if one != before:
                self.table.fill(row, _cells(one, hidden=hidden))
        self.table.blockSignals(False)  # noqa: FBT003  # Qt's shape
        checked = sum(one.row.outcome != "" for one in lines)
        self.done.setText(
            tr("{checked:,} of {number:,} checked", checked=checked, number=len(lines))
        )
        self.table.selectRow(at if at >= 0 else self._next_open(-1))
        self._show_row()

    @property
    def current(self) -> Line | None:
        """The row in hand."""
        at = self.table.currentRow()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def _next_open(self, after: int) -> int:
        """The next row that is not checked, from the top where none follows; `after` if none is."""
        places = [*range(after + 1, len(self._lines)), *range(after + 1)]
        found = [at for at in places if not self._lines[at].row.outcome]
        return found[0] if found else max(after, 0)

    def _hides(self, line: Line) -> bool:
        """Whether nothing is shown of who signed a row."""
        return self._hidden or (line.at_risk and line.row.id != self._shown)

    def reveal(self) -> None:
        """Shows who is at risk in the row in hand, until another one is."""
        line = self.current
        if line is not None and line.at_risk and not self._hidden:
            self._shown = line.row.id
            self._show_row()

    def hide_again(self) -> None:
        """Ends that."""
        if self._shown:
            self._shown = ""
            self._show_row()

    def _show_row(self) -> None:
        line = self.current
        one = line.signature if line else None
        if line is None or line.row.id != self._shown:
            self._shown = ""
        risky = line is not None and one is not None and self._hides(line)
        self.show_button.setVisible(risky and not self._hidden)
        for made in (self.valid_button, self.invalid_button, self.back_button):
            made.setEnabled(one is not None)
        if line is None:
            return
        if one is None:
            self.name.setText(tr("This row was taken out again."))
            self.where.setText("")
            self.picture.hide()
            return
        instead = tr("Names are hidden") if self._hidden else tr("At risk")
        self.name.setText(instead if risky else one.name or tr("No name"))
        address = "" if risky else ", ".join(filter(None, (one.address, one.postcode)))
        self.where.setText(" · ".join(filter(None, (_place(line, named=not risky), address))))
        shown = None if risky or not one.sheet else self._of_sheet(one.sheet)
        self.picture.show_row(shown, one.row or 0)
        self._fit_picture()

    def _fit_picture(self) -> None:
        if not self.picture.isHidden():
            inside = self.layout().contentsMargins()  # type: ignore[union-attr]  # a card has one
            width = self.width() - inside.left() - inside.right()
            self.picture.setFixedHeight(self.picture.height_at(width))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._fit_picture()

    def _of_sheet(self, code: str) -> SheetPictures | None:
        if code not in self._pictures:
            self._pictures = {code: self._open_pictures(code)}
        return self._pictures[code]

    def _press(self, letter: str) -> None:
        if letter == "V":
            self.judge("valid")
        elif letter == "U":
            self.judge("unchecked")
        elif letter == "S":
            self.reveal()
        else:
            self.ask_reason()

    def ask_reason(self) -> None:
        """Shows the reasons; letters and arrows choose one."""
        if self.current and self.current.signature:
            self.menu.popup(
                self.invalid_button.mapToGlobal(self.invalid_button.rect().bottomLeft())
            )

    def judge(self, validity: Validity, reason: str = "") -> None:
        """Says what the row in hand is, and goes to the next that is not checked."""
        line = self.current
        if line is None or line.signature is None:
            return
        at = self.table.currentRow()
        self.judged.emit(line.row.place, validity, reason)
        if validity != "unchecked":
            self.table.selectRow(self._next_open(at))
        self.table.setFocus()


def _place(line: Line, *, named: bool) -> str:
    one = line.signature
    if one is None:
        return ""
    if one.sheet:
        return tr("Sheet {code}, row {row}", code=printed(one.sheet), row=one.row)
    known = one.external_id if named else ""
    return tr("{source}, id {id}", source=one.source or tr("Online"), id=known or "–")


def _cells(line: Line, *, hidden: bool) -> list[Cell | str]:
    one = line.signature
    if one is None:
        return [str(line.row.place), "", tr("Taken out again"), "", Cell("")]
    found = line.row.outcome
    said = (
        Cell(tr("Not checked"), "circle-dashed", "muted")
        if not found
        else Cell(tr("Valid"), "circle-check", icon_role="good")
        if found == "valid"
        else Cell(REASONS.get(found, found), "circle-x", icon_role="bad")
    )
    return [
        str(line.row.place),
        f"{printed(one.sheet)}, {one.row}" if one.sheet else one.source,
        tr("Hidden") if hidden else tr("At risk") if line.at_risk else one.name,
        "" if hidden or line.at_risk else one.postcode,
        said,
    ]
