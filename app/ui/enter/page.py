"""Enter: count a sheet without names, or key its rows, hundreds a day."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.row_notes import RowNote
from app.domain.sheet_code import printed
from app.domain.signature import REASONS, RowEntry, Signature
from app.messages import tr, trn
from app.operations import drafts, sheets, signatures
from app.operations.sheets import SheetSum
from app.ui.enter.count_form import CountForm
from app.ui.enter.row_form import RowForm
from app.ui.session import Session
from app.ui.signatures.model import VALIDITY_LOOKS
from app.ui.widgets.bars import StackBar
from app.ui.widgets.basics import (
    Card,
    Empty,
    Segments,
    across,
    button,
    clear,
    icon_text,
    label,
    rule,
)
from app.ui.widgets.fields import line
from app.ui.widgets.page import Page

_KEYS = (
    (tr("Enter"), tr("Next row")),
    ("Shift+Enter", tr("Row before")),
    ("F2", tr("Address from the row above")),
    ("F3", tr("Date from the row above")),
    ("F4", tr("Take the suggestion")),
    ("Esc", tr("Leave the sheet")),
)


class EnterPage(Page):
    """One sheet at a time, by its code."""

    TITLE = tr("Enter")
    TABLES = frozenset({"sheet", "signature"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._sheet: SheetSum | None = None
        self._keyed: dict[int, Signature] = {}
        self.code = line(tr("Sheet code, for example NM7K-3QA8-7"), width=300)
        self.code.setAccessibleName(tr("Sheet code"))
        self.code.setMinimumWidth(280)
        self.code.returnPressed.connect(lambda: self.open_sheet(self.code.text()))
        self.way = Segments([("count", tr("Count")), ("key", tr("Key"))], tr("How to enter"))
        self.way.choose("key")
        self.way.chosen.connect(lambda _: self._show_sheet())
        self.buttons.addWidget(self.code)
        self.buttons.addWidget(self.way)
        self.stack = QStackedWidget()
        opening = button(tr("Open the sheet"), "keyboard", kind="primary")
        opening.clicked.connect(lambda _=False: self.open_sheet(self.code.text()))
        words = (
            tr("Type the code from a sheet’s foot."),
            tr("Count the sheet without typing a name, or key its rows."),
        )
        self.stack.addWidget(Empty("keyboard", words, opening))
        self.stack.addWidget(self._build_key())
        self.stack.addWidget(self._build_count())
        self.body.addWidget(self.stack, 1)
        self._restore()

    def _build_key(self) -> QWidget:
        self.form = RowForm(self._notes_on, self._today)
        self.form.finished.connect(self.next_row)
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(8)
        self._row_card = Card(tr("Row"))
        self.next_button = button(
            tr("Next row"), "arrow-right", kind="primary", on_click=self.next_row
        )
        self._clear_button = button(tr("Clear the row"), "x", kind="link", on_click=self.clear_row)
        self._row_card.top.addWidget(self._clear_button)
        self.form.foot.addWidget(self.next_button)
        self._row_card.body.addWidget(self.form)
        self._this_sheet = Card(tr("This sheet"))
        keys = Card(tr("Keys"))
        for key, words in _KEYS:
            shown = label(key, "strong")
            shown.setMinimumWidth(96)
            keys.body.addLayout(across(shown, label(words), None))
        keys.body.addStretch(1)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._tiles)
        column.addWidget(self._row_card)
        column.addLayout(across(self._this_sheet, keys, spacing=16))
        column.addStretch(1)
        for keys_typed, do in (
            ("Shift+Return", self.row_before),
            ("F2", lambda: self._from_above("address", "postcode")),
            ("F3", lambda: self._from_above("signed_on")),
            ("Escape", self.close_sheet),
        ):
            QShortcut(QKeySequence(keys_typed), made, do)
        return made

    def _build_count(self) -> QWidget:
        self.counting = CountForm()
        card = Card(tr("Rows on this sheet"))
        card.body.addWidget(self.counting)
        card.body.addSpacing(8)
        self._difference = label("", "muted")
        save = button(tr("Save the count"), "check", kind="primary", on_click=self.save_count)
        card.body.addLayout(across(self._difference, None, save))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return made

    def _today(self) -> date:
        return self.session.clock().date()

    def _notes_on(self, entry: RowEntry) -> list[RowNote]:
        if self._sheet is None:
            return []
        wording = self.session.store.sheets.printed_wording(self._sheet.sheet.batch_id)
        return signatures.notes_on(entry, wording)

    def focus_code(self) -> None:
        """Puts the cursor where the code is typed."""
        self.code.setFocus()
        self.code.selectAll()

    def reload(self) -> None:
        if self._sheet is not None:
            code = printed(self._sheet.sheet.code)
            self._sheet = sheets.show(self.session.store, code)
            self._show_sheet(self.form.row)
        else:
            self.subtitle.setText(
                tr("Nobody can sign for another: enter only what stands on the paper.")
            )
            self.stack.setCurrentIndex(0)
            self.way.setEnabled(False)

    def open_sheet(self, code: str) -> None:
        """Opens the sheet with that code at its first row that is not keyed."""
        if not code.strip():
            self.focus_code()
            return
        found = self.session.run(lambda: sheets.show(self.session.store, code))
        if found is None:
            self.focus_code()
            return
        self._sheet = found
        self.code.setText(printed(found.sheet.code))
        self.counting.show_count(found.sheet.count)
        self.way.setEnabled(True)
        self._show_sheet()

    def close_sheet(self) -> None:
        """Leaves the sheet; the next one's code can be typed."""
        self._sheet = None
        self.code.clear()
        self.reload()
        self.focus_code()

    def _show_sheet(self, row: int = 0) -> None:
        if self._sheet is None:
            return
        sheet = self._sheet.sheet
        self._keyed = {
            one.row: one for one in self.session.store.signatures.of_sheet(sheet.id) if one.row
        }
        self.subtitle.setText(
            tr(
                "{code}: sheet {position} of {of}, batch {batch}, wording version {version}, "
                "{state}.",
                code=printed(sheet.code),
                position=sheet.position,
                of=sheet.of,
                batch=sheet.batch,
                version=sheet.version,
                state=sheet.state,
            )
        )
        if self.way.choice == "count":
            self.stack.setCurrentIndex(2)
            self._show_difference()
            return
        self.stack.setCurrentIndex(1)
        free = [number for number in range(1, sheet.rows + 1) if number not in self._keyed]
        self._show_row(row or (free[0] if free else 1))

    def _show_row(self, row: int) -> None:
        if self._sheet is None:
            return
        self._row_card.heading.setText(
            tr("Row {row} of {rows}", row=row, rows=self._sheet.sheet.rows)
        )
        self._clear_button.setVisible(row in self._keyed)
        same = self.form.row == row and not self.form.is_blank and row not in self._keyed
        if not same:
            self.form.show_row(row, self._keyed.get(row))
        self._show_tiles(row)
        self._show_sums()

    def _show_tiles(self, current: int) -> None:
        if self._sheet is None:
            return
        clear(self._tiles)
        hidden = self.session.names_hidden
        for field in self.form.fields.values():
            field.setVisible(not hidden)
        for row in range(1, self._sheet.sheet.rows + 1):
            keyed = self._keyed.get(row)
            word = tr("To key")
            if keyed:
                word = REASONS.get(keyed.reason, VALIDITY_LOOKS[keyed.validity][2])
            made = QPushButton(f"{row}\n{word if row != current else tr('Keying')}")
            made.setProperty("kind", "tile")
            made.setCheckable(True)
            made.setChecked(row == current)
            made.setAccessibleName(tr("Row {row}: {word}", row=row, word=word))
            made.setToolTip(word)
            made.clicked.connect(lambda _=False, row=row: self._go_to(row))
            made.setMinimumWidth(40)
            self._tiles.addWidget(made, 1)

    def _show_sums(self) -> None:
        if self._sheet is None:
            return
        clear(self._this_sheet.body)
        counts, rows = self._sheet.counts, self._sheet.sheet.rows
        left = max(rows - len(self._keyed), 0)
        bar = StackBar(8)
        parts = [
            (tr("Valid"), counts.valid, "good", "circle-check"),
            (tr("Similar"), counts.similar, "accent", "equal-approximately"),
            (tr("Invalid"), counts.invalid_total, "bad", "circle-x"),
            (tr("Not checked"), counts.unchecked, "muted", "circle-dashed"),
        ]
        bar.show_parts([part[:3] for part in parts], rows)
        self._this_sheet.body.addWidget(bar)
        for words, number, role, icon in [
            *parts,
            (tr("Not keyed, or blank"), left, "muted", "circle"),
        ]:
            row = across(icon_text(icon, words, role), None, label(str(number), "strong"))
            self._this_sheet.body.addLayout(row)
        self._this_sheet.body.addWidget(rule())
        self._this_sheet.body.addLayout(
            across(label(tr("Rows in all")), None, label(str(rows), "strong"))
        )

    def _show_difference(self) -> None:
        difference = self._sheet.difference if self._sheet else None
        self._difference.setText(
            tr(
                "Its keyed rows count; they differ from this count by {difference}.",
                difference=difference,
            )
            if difference is not None
            else tr("What is left over is blank and is not counted.")
        )

    def _from_above(self, *keys: str) -> None:
        above = self._keyed.get(self.form.row - 1)
        if above is None:
            return
        texts = {
            "address": above.address,
            "postcode": above.postcode,
            "signed_on": f"{above.signed_on:%d/%m/%Y}" if above.signed_on else "",
        }
        for key in keys:
            self.form.fields[key].set_text(texts[key])
        self.form.show_notes()

    def _save_row(self) -> bool:
        """Keeps the row if something stands in it; whether one may go on."""
        if self._sheet is None or (self.form.is_blank and self.form.row not in self._keyed):
            return True
        entry = self.form.entry()
        if entry is None:
            return False
        keyed = self._keyed.get(entry.row)
        if keyed and _same(keyed, entry):
            return True
        sheet = self._sheet.sheet
        ref = self.session.store.petitions.of_id(sheet.petition).ref
        added = self.session.run(
            lambda: signatures.add(
                self.session.store, ref, sheet.code, entry, now=self.session.clock(), replacing=True
            ),
            tr("Row {row} saved", row=entry.row),
        )
        return added is not None

    def _go_to(self, row: int) -> None:
        if self._save_row():
            self._sheet = (
                sheets.show(self.session.store, self._sheet.sheet.code) if self._sheet else None
            )
            self._show_row(row)
            self.form.fields["name"].editor.setFocus()
        else:
            self._show_tiles(self.form.row)

    def next_row(self) -> None:
        """Keeps the row and goes to the next; after the last, to the next sheet."""
        if self._sheet is None:
            return
        if self.form.row < self._sheet.sheet.rows:
            self._go_to(self.form.row + 1)
        elif self._save_row():
            self.session.said.emit(tr("The sheet is keyed to its last row"))
            self.focus_code()

    def row_before(self) -> None:
        """Keeps the row and goes back one."""
        if self.form.row > 1:
            self._go_to(self.form.row - 1)

    def clear_row(self) -> None:
        """Takes the row out again that was blank after all."""
        if self._sheet is None:
            return
        code, row = self._sheet.sheet.code, self.form.row
        self.session.run(
            lambda: signatures.clear_row(self.session.store, code, row, now=self.session.clock()),
            tr("Row {row} cleared", row=row),
        )

    def save_count(self) -> None:
        """Keeps the count of the sheet."""
        if self._sheet is None:
            return
        code, counted = self._sheet.sheet.code, self.counting.count
        done = self.session.run(
            lambda: sheets.count(self.session.store, code, counted, now=self.session.clock()),
            trn(
                "{code}: {number} row counted",
                "{code}: {number} rows counted",
                counted.total,
                code=printed(code),
            ),
        )
        if done is not None:
            self._sheet = done
            self._show_difference()
            self.focus_code()

    def leave(self) -> None:
        if self._sheet is not None and not self.form.is_blank and self.form.row not in self._keyed:
            code, row = self._sheet.sheet.code, self.form.row
            drafts.keep(
                self.session.store, "row", {**self.form.texts, "code": code, "row": str(row)}
            )

    def _restore(self) -> None:
        draft = drafts.take(self.session.store, "row")
        if not draft:
            return
        self.open_sheet(draft.pop("code"))
        if self._sheet is not None:
            self._show_row(int(draft.pop("row")))
            for key, text in draft.items():
                self.form.fields[key].set_text(text)


def _same(one: Signature, entry: RowEntry) -> bool:
    return (one.name, one.address, one.postcode, one.signed_on, one.validity, one.reason) == (
        entry.name,
        entry.address,
        entry.postcode,
        entry.signed_on,
        entry.validity,
        entry.reason,
    )


make = EnterPage
