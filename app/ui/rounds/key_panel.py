"""Keys what came back: a line's code and the letter of its box, in one field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.domain.community.doings import OUTCOMES
from app.domain.outreach.line_code import DATA_LENGTH, bare
from app.domain.outreach.outreach import OUTREACH
from app.domain.outreach.rounds import OpenRound
from app.intake.rounds_data import results
from app.messages import tr, trn
from app.operations.outreach import round_results, rounds
from app.operations.outreach.round_results import Keyed, Keying, RoundLine
from app.ui.session import Session
from app.ui.widgets.basics import Card, across, button, clear, down, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.fields import Field, line
from app.ui.widgets.tables import Cell, Column, Table
from app.ui.widgets.telling import tell

_LENGTH = DATA_LENGTH + 1
_COLUMNS = 3
_SHOWN = 50
"""Lines keyed last that are listed."""

_HOW = tr("The five characters at the left of the line, then the letter of the box")


class CodeLine(QLineEdit):
    """The one field; undo is the window's, for what was keyed."""

    def event(self, event: QEvent) -> bool:
        """Leaves Ctrl+Z to the menu."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo)
                 or event.matches(QKeySequence.StandardKey.Redo))
        ):  # fmt: skip
            event.ignore()
            return False
        return super().event(event)


class KeyPanel(QWidget):
    """The field, the boxes of the list it is from, and what was keyed so far."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.found: RoundLine | None = None
        self.keyed: list[Keyed] = []
        self.lists: list[OpenRound] = []
        self._build()
        self._tell_found()
        self.code.textChanged.connect(self._typed)
        self.code.returnPressed.connect(self._typed)

    def _build(self) -> None:
        self.code = CodeLine()
        self.code.setAccessibleName(tr("Code and letter"))
        self.code.setPlaceholderText("K7M3Q H")
        self.code.setMinimumHeight(44)
        font = self.code.font()
        font.setPointSize(18)
        self.code.setFont(font)
        self.note = Field(tr("Note (optional)"), line(), tr("Type it before the letter"))
        self.name, self.about = label("", "group"), label("", "muted")
        self.letters = QWidget()
        self._boxes = QGridLayout(self.letters)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self._boxes.setSpacing(6)
        card = Card(tr("Key a line"))
        card.body.addWidget(label(tr("Code, then the letter of the box"), "strong"))
        card.body.addWidget(self.code)
        card.body.addWidget(self.name)
        card.body.addWidget(self.about)
        card.body.addWidget(self.letters)
        card.body.addWidget(self.note)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.progress = label("", "muted", wrap=True)
        columns = across(self._left(card), self._right(), spacing=16)
        columns.setStretch(0, 2)
        columns.setStretch(1, 3)
        self.setLayout(columns)

    def _left(self, card: Card) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card)
        column.addWidget(self.progress)
        column.addStretch(1)
        return left

    def _right(self) -> QWidget:
        self.table = Table(
            tr("Keyed just now"),
            [Column(tr("Code"), 80), Column(tr("Whom")), Column(tr("Result"), 130),
             Column(tr("Then"), 190, spare=420)],
        )  # fmt: skip
        done = Card(tr("Keyed just now"))
        done.body.addWidget(self.table, 1)
        self.out = Table(
            tr("Lists"),
            [Column(tr("List")), Column(tr("Who has it"), 140, spare=460),
             Column(tr("Back by"), 112), Column(tr("Keyed"), 86, right=True)],
        )  # fmt: skip
        self.nothing = label(
            tr("No list was made yet: make one, and key here what comes back."), "muted", wrap=True
        )
        lists = Card(tr("Lists"))
        lists.body.addWidget(self.nothing)
        lists.body.addWidget(self.out, 1)
        self.close_button = button(tr("Close the list"), kind="small", on_click=self.close_list)
        self.close_button.setToolTip(
            tr("It is back or lost: whoever was not reached is free for another list")
        )
        lists.top.addWidget(self.close_button)
        right = QWidget()
        right.setLayout(down(done, lists, spacing=16))
        return right

    def reload(self) -> None:
        """Shows the lists, and of what was keyed what still holds."""
        store = self._session.store
        self.lists = rounds.listing(store)
        self.keyed = [
            one
            for one in self.keyed
            if (found := store.outreach.by_code(one.line.line.code)) and found[1].keyed_at
        ]
        self._tell_found()
        self._show_lists()
        self._show_keyed()
        self._tell_progress()

    def _show_lists(self) -> None:
        today = self._session.clock().date()
        self.nothing.setVisible(not self.lists)
        self.out.setVisible(bool(self.lists))
        self.close_button.setVisible(any(one.out for one in self.lists))
        self.out.setRowCount(len(self.lists))
        for row, one in enumerate(self.lists):
            due = f"{one.outreach.due:%d/%m/%Y}" if one.outreach.due else ""
            late = one.late(today)
            self.out.fill(row, [
                tr("{what} {number}", what=OUTREACH[one.outreach.kind],
                   number=one.outreach.number),
                tr("Hidden") if self._session.names_hidden else one.caller,
                Cell(due, "triangle-alert" if late else "", "warn" if late else ""),
                Cell(
                    tr("{keyed} of {lines}", keyed=one.keyed, lines=one.lines),
                    "" if one.out else "circle-check", icon_role="good",
                ),
            ])  # fmt: skip

    def _show_keyed(self) -> None:
        self.table.setRowCount(len(self.keyed))
        for row, one in enumerate(self.keyed):
            then = one.result.next if one.task else ""
            if one.stale:
                then = tr("Changed since: left as it is")
            if one.result.stops == "all":
                then = tr("No list has them any more")
            elif one.result.stops:
                then = tr("Withdrew this channel")
            self.table.fill(row, [
                Cell(one.line.line.code, strong=True), self._name(one.line), one.result.en, then
            ])  # fmt: skip

    def _name(self, found: RoundLine) -> str:
        return called(found.contact, hidden=self._session.names_hidden)

    def _tell_progress(self) -> None:
        number = self.found.made.number if self.found else (
            self.keyed[0].line.made.number if self.keyed else 0
        )  # fmt: skip
        shown = [one for one in self.lists if one.outreach.number == number]
        if not shown:
            out = sum(one.out for one in self.lists)
            self.progress.setText(trn("{number} list is out", "{number} lists are out", out))
            return
        one = shown[0]
        self.progress.setText(
            tr("List {number}: {keyed} of {lines} keyed", number=number, keyed=one.keyed,
               lines=one.lines)
        )  # fmt: skip

    def _typed(self) -> None:
        """Looks the line up when its code is whole; a letter behind it keys it."""
        typed = bare(self.code.text())
        if len(typed) < _LENGTH:
            self._forget()
            return
        code, letter = typed[:_LENGTH], typed[_LENGTH:]
        if self.found is None or self.found.line.code != code:
            found = self._session.run(lambda: self._find(code))
            if found is None:
                self._forget()
                self.code.selectAll()
                return
            self._show(found)
        if letter:
            self.key(letter[0])

    def _find(self, code: str) -> RoundLine:
        found = round_results.find(self._session.store, code)
        round_results.require_open(found)
        return found

    def _forget(self) -> None:
        self.found = None
        self.about.setText("")
        self._tell_found()
        self._offer(None)
        self._tell_progress()

    def _show(self, found: RoundLine) -> None:
        self.found = found
        about = tr(
            "{what} {number}, line {place}", what=OUTREACH[found.made.kind],
            number=found.made.number, place=found.line.place,
        )  # fmt: skip
        if found.line.keyed_at:
            about = tr("{about}. Before: {what}", about=about, what=OUTCOMES[found.line.outcome])
        self.about.setText(about)
        self._tell_found()
        tell(self.code, self.code.accessibleDescription())
        self._offer(found)
        self._tell_progress()

    def _tell_found(self) -> None:
        """Whose line it is, for the eye and, at the field that has the keyboard, for the ear."""
        name = self._name(self.found) if self.found else ""
        self.name.setText(name)
        self.code.setAccessibleDescription(f"{name}. {self.about.text()}" if name else _HOW)

    def _offer(self, found: RoundLine | None) -> None:
        """The boxes of the list as buttons, their letters in front."""
        clear(self._boxes)
        if found is None:
            return
        for at, one in enumerate(results(found.made.kind)):
            made = button(f"{one.letter}  {one.en}", kind="small",
                          on_click=partial(self.key, one.letter))  # fmt: skip
            made.setAccessibleName(tr("{letter}: {words}", letter=one.letter, words=one.en))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._boxes.addWidget(made, at // _COLUMNS, at % _COLUMNS)

    def key(self, letter: str) -> None:
        """Keys the line that is shown, and waits for the next code."""
        if self.found is None:
            return
        keying = Keying(self.found.line.code, letter, self.note.text.strip())
        done = self._session.run(
            lambda: round_results.key(self._session.store, [keying], now=self._session.clock()),
            tr("Line {code} keyed", code=self.found.line.code),
        )
        if done is None:
            self.code.setText(self.found.line.code)
            return
        self.keyed = [*done, *self.keyed][:_SHOWN]
        for one in done:
            if one.stale:
                self._session.said.emit(
                    tr("Line {code} keyed. {words}.", code=one.line.line.code,
                       words=one.stale_words)
                )  # fmt: skip
        self.found = None
        self.code.clear()
        self.note.set_text("")
        self._show_keyed()
        self._tell_progress()
        self.code.setFocus()

    def close_list(self) -> None:
        """Ends the chosen list, or the only one that is out."""
        rows = self.out.chosen_rows()
        out = [self.lists[rows[0]]] if rows else [one for one in self.lists if one.out]
        if len(out) != 1:
            self._session.refused.emit(tr("Choose the list to close in the table first."))
            return
        number = out[0].outreach.number
        self._session.run(
            lambda: round_results.close(self._session.store, number, now=self._session.clock()),
            tr("List {number} closed", number=number),
        )
