"""The second pass: rows drawn at random are keyed again, blind, and differences settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from app.domain.agreement import FIELDS, Agreement
from app.domain.dates import day_first
from app.domain.row_notes import RowNote
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, RowEntry, Signature
from app.messages import tr, trn
from app.operations.counting import signatures
from app.operations.paper import second_keying
from app.operations.paper.second_keying import Difference, Recheck
from app.store.second_keying import SecondKeying, Take
from app.ui.enter.row_card import RowCard
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import Card, across, button, clear, label
from app.ui.widgets.keys import on_keys
from app.ui.widgets.looks import VALIDITY_LOOKS
from app.ui.widgets.pictures import USUAL_CELLS, SheetPictures, cells_of
from app.ui.widgets.signature_looks import AtRisk
from app.ui.widgets.veiled import veiled

USUAL_DRAW = 20

FIELD_WORDS = {
    "name": tr("Name"),
    "address": tr("Address"),
    "postcode": tr("Postcode"),
    "signed_on": tr("Date"),
    "validity": tr("Verdict"),
}

_PERSONAL = {"name", "address", "postcode"}


def progress_words(sums: Agreement) -> str:
    """“7 of 20 rows; 2 differ (29 %, 8 to 64 %)”."""
    rate = sums.rows
    differ = trn("{number} differs", "{number} differ", rate.number)
    done = tr("{done} of {drawn} rows; {differ}", done=rate.of, drawn=sums.drawn, differ=differ)
    if not rate.of:
        return done
    return tr(
        "{done} ({share:.0f} %, {low:.0f} to {high:.0f} %)",
        done=done,
        share=100 * rate.share,
        low=100 * rate.low,
        high=100 * rate.high,
    )


class SecondPass(QWidget):
    """One drawn row after the other; the first reading is not shown while it is keyed."""

    def __init__(
        self, session: Session, open_pictures: Callable[[str], SheetPictures | None]
    ) -> None:
        super().__init__()
        self.session, self._open_pictures = session, open_pictures
        self._current: SecondKeying | None = None
        self._pictures: SheetPictures | None = None
        self._usual = USUAL_CELLS
        self.at_risk = AtRisk()
        self.number = QSpinBox()
        self.number.setRange(1, second_keying.LARGEST_DRAW)
        self.number.setValue(USUAL_DRAW)
        self.number.setFixedWidth(grown(72))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(tr("Rows to draw"))
        self.draw_button = button("", "list-checks", on_click=self.draw)
        self.number.valueChanged.connect(lambda _: self._say_draw())
        self.progress = label("", "strong")
        self._by_field = label("", "muted", wrap=True)
        top = Card(tr("Second pass"))
        words = tr(
            "Rows drawn at random are keyed again without seeing the first reading. "
            "The range holds the true rate 95 times in 100."
        )
        top.body.addWidget(label(words, "muted", wrap=True))
        top.body.addWidget(self.progress)
        top.body.addWidget(self._by_field)
        top.top.addWidget(self.number)
        top.top.addWidget(self.draw_button)
        self.card = RowCard(self._notes_on, self._today, lambda _: [], frozenset)
        self.form = self.card.form
        self.card.clear_button.hide()
        self.form.finished.connect(self.next_row)
        self._differences = Card(tr("Where the readings differ"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for one in (top, self.card, self._differences):
            column.addWidget(one)
        column.addStretch(1)
        on_keys(self.card, [("F3", lambda: None)])
        self._say_draw()

    def _today(self) -> date:
        return self.session.clock().date()

    def _say_draw(self) -> None:
        self.draw_button.set_words(
            trn("Draw {number} row", "Draw {number} rows", self.number.value())
        )

    def _notes_on(self, entry: RowEntry) -> list[RowNote]:
        if self._current is None:
            return []
        sheet = self.session.store.sheets.get(self._current.sheet)
        wording = self.session.store.sheets.printed_wording(sheet.batch_id)
        return signatures.notes_on(entry, wording)

    def draw(self) -> None:
        """Draws rows of the petition in sight."""
        record = self.session.petition
        if record is None:
            return
        number, store = self.number.value(), self.session.store
        drawn = self.session.run(
            lambda: second_keying.draw(store, record.ref, number, now=self.session.clock()),
            tr("Rows drawn for a second pass"),
        )
        if drawn is not None:
            self.start()

    def leave(self) -> None:
        """Ends with the row: nothing more is read of it."""
        self._current = None
        self.at_risk.hide_again()

    def start(self) -> None:
        """Puts the cursor in the row, or on the button that draws."""
        if self._current is not None:
            self.form.start()
        else:
            self.draw_button.setFocus()

    def reload(self) -> None:
        """Shows how the second pass stands, and the next row of it."""
        record = self.session.petition
        if record is None:
            self.card.hide()
            self._differences.hide()
            return
        self.at_risk.look(self.session.store, record.id)
        stands = second_keying.report(self.session.store, record.ref)
        self._show_sums(stands)
        self._show_differences(stands)
        waiting = {one.id for one in stands.pending}
        hidden = self.session.names_hidden
        self.card.show_pictures(self._pictures, hidden=hidden)
        if self._current is None or self._current.id not in waiting:
            self._show_next(stands)
        else:
            self.form.show_picture(None if hidden else self._pictures, self._usual)

    def _show_sums(self, stands: Recheck) -> None:
        sums = stands.agreement
        self.progress.setText(progress_words(sums) if sums.drawn else tr("No row is drawn yet."))
        parts = [
            tr("{field} {number}", field=FIELD_WORDS[name], number=sums.by_field[name].number)
            for name in FIELDS
        ]
        self._by_field.setText(tr("Of these by field: {parts}.", parts=", ".join(parts)))
        self._by_field.setVisible(bool(sums.rows.of))

    def _show_next(self, stands: Recheck) -> None:
        self._current = stands.pending[0] if stands.pending else None
        self.card.setVisible(self._current is not None)
        if self._current is None:
            return
        one, store = self._current, self.session.store
        beside = store.signatures.of_sheet(store.sheets.get(one.sheet).id)
        self._pictures = veiled(self._open_pictures(one.sheet), self.at_risk.rows(beside))
        hidden = self.session.names_hidden
        self._usual = cells_of(store.layouts.of_sheet(one.sheet))
        self.card.heading.setText(tr("{code}, row {row}", code=printed(one.sheet), row=one.row))
        self.card.show_pictures(self._pictures, hidden=hidden)
        self.form.show_row(
            one.row,
            None,
            pictures=None if hidden else self._pictures,
            usual=self._usual,
        )

    def next_row(self) -> None:
        """Keeps the second reading and goes to the next row."""
        entry = self.form.entry() if self._current else None
        if entry is None or self._current is None:
            return
        code, store = self._current.sheet, self.session.store
        done = self.session.run(
            lambda: second_keying.key(store, code, [entry], now=self.session.clock()),
            tr("Row {row} keyed again", row=entry.row),
        )
        if done is not None:
            self.start()

    def _show_differences(self, stands: Recheck) -> None:
        clear(self._differences.body)
        shown = stands.differing if not self.session.names_hidden else ()
        self._differences.setVisible(bool(shown))
        for one in shown:
            self._differences.body.addWidget(self._difference(one))

    def _difference(self, one: Difference) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 4)
        where = tr("{code}, row {row}", code=printed(one.drawn.sheet), row=one.drawn.row)
        grid.addWidget(label(where, "strong"), 0, 0)
        grid.addWidget(label(tr("First reading"), "muted"), 0, 1)
        grid.addWidget(label(tr("Second reading"), "muted"), 0, 2)
        risky = self.at_risk.covers(one.first.id)
        for at, name in enumerate(one.drawn.differs or (), 1):
            grid.addWidget(label(FIELD_WORDS[name]), at, 0)
            for column, reading in ((1, one.first), (2, one.drawn.entry)):
                kept_back = risky and name in _PERSONAL
                text = tr("At risk") if kept_back else _text(reading, name)
                grid.addWidget(label(text, "muted" if kept_back else "", wrap=True), at, column)
        words: tuple[tuple[Take, str], ...] = (
            ("first", tr("Keep the first")),
            ("second", tr("Take the second")),
        )
        for column, (take, verb) in enumerate(words, 1):
            settle = partial(self.settle, one.drawn.sheet, one.drawn.row, take)
            choice = button(verb, on_click=settle)
            choice.setAccessibleName(f"{verb}: {where}")
            grid.addLayout(across(choice, None), len(one.drawn.differs or ()) + 1, column)
        if risky:
            shown = button(tr("Show"), "eye", on_click=partial(self.reveal, one.first.id))
            shown.setAccessibleName(tr("Show who is at risk: {where}", where=where))
            grid.addLayout(across(shown, None), len(one.drawn.differs or ()) + 1, 0)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return made

    def reveal(self, signature: str) -> None:
        """Shows both readings of somebody at risk, until the page is left."""
        self.at_risk.hide_again()
        self.at_risk.show(signature)
        self.reload()

    def hide_again(self) -> None:
        """Ends that."""
        if self.at_risk.hide_again():
            self.reload()

    def settle(self, code: str, row: int, take: Take) -> None:
        """Says which reading of a row holds."""
        store = self.session.store
        self.session.run(
            lambda: second_keying.settle(store, code, row, take),
            tr("Row {row} of {code} settled", row=row, code=printed(code)),
        )


def _text(one: RowEntry | Signature, name: str) -> str:
    """A field of a reading, as people read it."""
    if name == "signed_on":
        return day_first(one.signed_on)
    if name == "validity":
        return REASONS.get(one.reason, VALIDITY_LOOKS[one.validity][2])
    return str(getattr(one, name))
