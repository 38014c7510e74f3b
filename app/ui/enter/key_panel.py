"""Keying a sheet row by row: strip, row, sums, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.row_notes import RowNote
from app.domain.sheet_code import printed
from app.domain.signature import RowEntry, Signature
from app.messages import tr
from app.operations.counting import signatures
from app.operations.paper import sheets
from app.operations.paper.sheets import SheetSum
from app.ui.enter.lookalikes import LookAlikeLine, LookAlikes
from app.ui.enter.next_row import NextRow
from app.ui.enter.row_card import RowCard
from app.ui.enter.row_form import CARRIED
from app.ui.enter.row_look import RowStates
from app.ui.enter.sheet_bar import SheetBar
from app.ui.enter.suggester import Suggester
from app.ui.enter.sums import Sums
from app.ui.session import Session
from app.ui.widgets.basics import across, button
from app.ui.widgets.keys import on_keys
from app.ui.widgets.pictures import USUAL_CELLS, SheetPictures, cells_of
from app.ui.widgets.signature_looks import AtRisk
from app.ui.widgets.veiled import veiled


class KeyPanel(QWidget):
    """One sheet; `kept` is sent for each row kept, `ended` after the last, `left` by Escape."""

    kept = Signal()
    ended = Signal()
    left = Signal()
    objected = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.sheet: SheetSum | None = None
        self.pictures: SheetPictures | None = None
        self._scanned: SheetPictures | None = None
        self._usual = USUAL_CELLS
        self._blank: frozenset[int] = frozenset()
        self._date = ""
        self._busy = False
        self._shown: Signature | None = None
        self._closed = False
        self.at_risk = AtRisk()
        self._risky: frozenset[int] = frozenset()
        self.states = RowStates(0, {}, {})
        self.bar = SheetBar()
        self.card = RowCard(self._notes_on, self._today, self._known_at, self._known_towns)
        self.form = self.card.form
        self.suggester = Suggester(self)
        self.suggester.found.connect(self._show_read)
        self.lookalikes = LookAlikes(session, self, self.at_risk)
        self.remark = LookAlikeLine()
        self.lookalikes.found.connect(self._show_lookalike)
        self.sums, self.next = Sums(), NextRow()
        self.object_button = button(
            tr("Object to the sheet…"), "ban", kind="link", on_click=self.objected.emit
        )
        self.card.top.insertWidget(2, self.object_button)
        self.object_button.setToolTip(tr("Ctrl+Shift+R"))
        lower = across(self.sums, self.next, spacing=16)
        lower.setStretch(0, 3)
        lower.setStretch(1, 7)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.bar)
        column.addWidget(self.card)
        column.addWidget(self.remark)
        column.addLayout(lower)
        column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.form.finished.connect(self.next_row)
        self.bar.wanted.connect(self.go_to)
        self.card.clear_button.clicked.connect(lambda _=False: self.clear_row())
        self.card.show_button.clicked.connect(lambda _=False: self.reveal())
        doings: list[tuple[str, Callable[[], object]]] = [
            ("Shift+Return", self.row_before),
            ("Shift+Enter", self.row_before),
            ("Ctrl+Up", lambda: self._step(-1)),
            ("Ctrl+Down", lambda: self._step(1)),
            ("F3", self.household),
            ("F10", self.clear_row),
            ("Escape", self.left.emit),
            ("Ctrl+Shift+R", self.objected.emit),
        ]
        on_keys(self, doings)

    def _today(self) -> date:
        return self.session.clock().date()

    @property
    def ref(self) -> str:
        """The sheet's petition."""
        assert self.sheet is not None  # noqa: S101  # asked while a sheet is open
        return self.session.store.petitions.of_id(self.sheet.sheet.petition).ref

    def _known_at(self, postcode: str) -> list[str]:
        found = signatures.addresses_at(self.session.store, self.ref, postcode)
        return [address for address, _ in found]

    def _known_towns(self) -> frozenset[str]:
        return signatures.known_towns(self.session.store, self.ref)

    def _notes_on(self, entry: RowEntry) -> list[RowNote]:
        if self.sheet is None:
            return []
        wording = self.session.store.sheets.printed_wording(self.sheet.sheet.batch_id)
        return signatures.notes_on(entry, wording)

    def open(self, sheet: SheetSum, pictures: SheetPictures | None) -> None:
        """Begins with a sheet, at its first row that is still to be keyed."""
        self.sheet, self.pictures, self._scanned = sheet, pictures, pictures
        self._risky = frozenset()
        self.at_risk.hide_again()
        self.at_risk.look(self.session.store, sheet.sheet.petition)
        self.remark.say("")
        self._blank, self._date = frozenset(), ""
        self.form.same_date = False
        self._usual = cells_of(self.session.store.layouts.of_sheet(sheet.sheet.code))
        self._read()
        hidden = self.session.names_hidden
        self.suggester.begin(None if hidden else pictures, self.states.to_key)
        self.show_row((self.states.to_key or [1])[0])

    def leave(self) -> None:
        """Ends with the sheet: nothing more is read of it."""
        self.suggester.stop()
        self.lookalikes.stop()
        self.sheet = None

    def refresh(self) -> None:
        """Shows what the store says now, without touching what is half typed."""
        if self.sheet is None or self._busy:
            return
        self.at_risk.look(self.session.store, self.sheet.sheet.petition)
        self._read()
        unkeyed = self._shown is None and self.form.row not in self.states.keyed
        half_typed = unkeyed and not self.form.is_blank
        self.show_row(self.form.row, typing=half_typed)

    def _read(self) -> None:
        if self.sheet is None:
            return
        store = self.session.store
        self.sheet = sheets.show(store, self.sheet.sheet.code)
        keyed: dict[int, Signature] = {
            one.row: one for one in store.signatures.of_sheet(self.sheet.sheet.id) if one.row
        }
        ink = self.pictures.rows if self.pictures else {}
        self.states = RowStates(self.sheet.sheet.rows, keyed, ink, self._blank)
        risky = self.at_risk.rows(keyed.values())
        if risky != self._risky:
            self._risky, self.pictures = risky, veiled(self._scanned, risky)

    def show_row(self, row: int, *, typing: bool = False) -> None:
        """Shows a row; while `typing` its fields stay as they are."""
        if self.sheet is None:
            return
        states = self.states
        self.card.heading.setText(tr("Row {row} of {rows}", row=row, rows=states.rows))
        hidden = self.session.names_hidden
        if hidden:
            self.remark.say("")
        if row != self.form.row:
            self.at_risk.hide_again()
        self._closed = not typing and self._keeps_back(row)
        self.card.show_pictures(self.pictures, hidden=hidden, at_risk=self._closed)
        self.card.clear_button.setVisible(row in states.keyed)
        self.form.above = None if self._keeps_back(row - 1) else states.keyed.get(row - 1)
        pictures = None if hidden or self._closed else self.pictures
        if typing:
            self.form.show_picture(pictures, self._usual)
        else:
            self._shown = None if self._closed else states.keyed.get(row)
            self.form.show_row(
                row,
                self._shown,
                pictures=pictures,
                usual=self._usual,
                struck=states.is_struck(row),
                given_date=self._date if self.form.same_date else "",
            )
            self._show_read(row)
        self.bar.show_rows([states.look(one, row) for one in range(1, states.rows + 1)], row)
        self.sums.show_sums(self.sheet.counts, states)
        after = states.after(row)
        following = None if after and self._keeps_back(after) else pictures
        self.next.show_row(following, after)
        if after and following and pictures:
            self.form.desk.picture.prepare(after)

    def _keeps_back(self, row: int) -> bool:
        """Whether a keyed row is of somebody at risk, and was not asked for."""
        keyed = self.states.keyed.get(row)
        return keyed is not None and self.at_risk.covers(keyed.id)

    def reveal(self) -> None:
        """Shows the row in hand, whose person is at risk, until one goes to another."""
        keyed = self.states.keyed.get(self.form.row)
        if keyed is not None and self._closed and not self.session.names_hidden:
            self.at_risk.show(keyed.id)
            self.show_row(self.form.row)
            self.form.start()

    def hide_again(self) -> None:
        """Ends that, where the page is left."""
        if self.at_risk.hide_again():
            self.show_row(self.form.row)

    def _show_read(self, row: int) -> None:
        if row == self.form.row and self._shown is None and row in self.suggester.by_row:
            self.form.show_read(self.suggester.by_row[row])

    def save_row(self) -> bool:
        """Keeps the row if something stands in it; whether one may go on."""
        untouched = self.form.is_blank and self.form.row not in self.states.keyed
        if self.sheet is None or self._closed or untouched:
            return True
        entry = self.form.entry()
        if entry is None:
            return False
        if self.form.same_date:
            self._date = self.form.texts["signed_on"]
        keyed = self.states.keyed.get(entry.row)
        if keyed and _same(keyed, entry):
            return True
        store, code, ref = self.session.store, self.sheet.sheet.code, self.ref
        self._busy = True
        added = self.session.run(
            lambda: signatures.add(
                store, ref, code, entry, now=self.session.clock(), replacing=True
            ),
            tr("Row {row} saved", row=entry.row),
        )
        self._busy = False
        if added is None:
            return False
        self._read()
        self.lookalikes.look(ref, entry, added.id)
        if not keyed:
            self.kept.emit()
        return True

    def _show_lookalike(self, words: str) -> None:
        self.remark.say("" if self.session.names_hidden else words)

    def go_to(self, row: int, field: str = "postcode") -> bool:
        """Keeps the row and goes to another; whether it did."""
        if not self.save_row():
            self.show_row(self.form.row, typing=True)
            return False
        self.show_row(row)
        self.card.start(field)
        return True

    def next_row(self) -> None:
        """Keeps the row and goes to the next that is not empty; after the last, says so."""
        row = self.states.after(self.form.row)
        if row is not None:
            self.go_to(row)
        elif self.save_row():
            self.show_row(self.form.row)
            self.session.said.emit(tr("The sheet is keyed to its last row"))
            self.ended.emit()

    def row_before(self) -> None:
        """Keeps the row and goes back one."""
        self._step(-1)

    def _step(self, step: int) -> None:
        row = self.form.row + step
        if 1 <= row <= self.states.rows:
            self.go_to(row)

    def household(self) -> None:
        """Keeps the row and begins the next with its address, postcode and date.

        On a row in which nothing is typed yet, they come from the row above.
        """
        if self._closed:
            return
        if self.form.is_blank:
            if self.form.take_from_above(*CARRIED):
                self.form.start("name")
            return
        shared = {key: self.form.texts[key] for key in CARRIED}
        row = self.states.after(self.form.row)
        if row is None:
            self.next_row()
        elif self.go_to(row, "name") and row not in self.states.keyed:
            self.form.take_household(shared)

    def clear_row(self) -> None:
        """Calls the row blank: a keyed one is taken out again, another is passed over."""
        if self.sheet is None:
            return
        code, row = self.sheet.sheet.code, self.form.row
        if row in self.states.keyed:
            self.session.run(
                lambda: signatures.clear_row(
                    self.session.store, code, row, now=self.session.clock()
                ),
                tr("Row {row} of {code} cleared", row=row, code=printed(code)),
            )
            return
        self._blank |= {row}
        self._read()
        after = self.states.after(row)
        self.show_row(after or row)
        self.card.start()


def _same(one: Signature, entry: RowEntry) -> bool:
    return (one.name, one.address, one.postcode, one.signed_on, one.validity, one.reason) == (
        entry.name,
        entry.address,
        entry.postcode,
        entry.signed_on,
        entry.validity,
        entry.reason,
    )
