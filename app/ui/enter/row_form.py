"""One row as it is typed: fields, verdict, and what is worth a second look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain import address, names, postcode
from app.domain.dates import parse_day_first, shortest
from app.domain.row_notes import RowNote
from app.domain.signature import RowEntry, Signature
from app.messages import tr
from app.ui.enter.desk import Desk, DeskView, RowField
from app.ui.enter.typing import Typing
from app.ui.enter.verdicts import Verdicts
from app.ui.widgets.basics import rule
from app.ui.widgets.pictures import Cells, SheetPictures

CARRIED = ("address", "postcode", "signed_on")
"""What a household shares."""


class RowForm(QWidget):
    """One row's fields and verdict; `finished` is sent by Enter, wherever the cursor is."""

    finished = Signal()

    def __init__(
        self,
        notes: Callable[[RowEntry], list[RowNote]],
        today: Callable[[], date],
        known_at: Callable[[str], list[str]],
        known_towns: Callable[[], frozenset[str]],
    ) -> None:
        super().__init__()
        self._notes, self._today = notes, today
        self.row = 1
        self.above: Signature | None = None
        self.same_date = False
        self._given_date = ""
        self._suggestion = self._read = ""
        self._struck = False
        self._proposal = ""
        self.desk = Desk()
        self.view = DeskView(self.desk)
        self.verdicts = Verdicts()
        cells = self.desk.by_cell
        self.fields: dict[str, RowField] = {
            "name": cells["name"],
            "address": cells["address"],
            "postcode": cells["postcode"],
            "signed_on": cells["date"],
        }
        self.typing = Typing(
            self._line("postcode"), self._line("address"), self._line("name"), known_at, known_towns
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.view)
        column.addWidget(rule())
        column.addWidget(self.verdicts)
        self._connect()

    def _line(self, key: str) -> QLineEdit:
        editor = self.fields[key].editor
        assert isinstance(editor, QLineEdit)  # noqa: S101  # for the types only
        return editor

    def _connect(self) -> None:
        for key in self.fields:
            self._line(key).editingFinished.connect(self.show_notes)
        self._line("postcode").textEdited.connect(lambda _: self._look_at_postcode())
        self._line("address").textEdited.connect(lambda _: self._propose(""))
        self.typing.proposed.connect(self._propose)
        self.verdicts.judged.connect(self._show_signature)
        self.desk.signature.chosen.connect(self._signature_chosen)
        order = [self._line(key) for key in ("postcode", "address", "name", "signed_on")]
        signing = [one for one in self.desk.signature.findChildren(QWidget) if one.focusPolicy()]
        judging = [*self.verdicts.buttons, self.verdicts.other]
        chain: list[QWidget] = [*order, *signing, *judging]
        for earlier, later in pairwise(chain):
            QWidget.setTabOrder(earlier, later)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def show_row(
        self,
        row: int,
        signature: Signature | None,
        *,
        pictures: SheetPictures | None = None,
        usual: Cells,
        struck: bool = False,
        given_date: str = "",
    ) -> None:
        """Shows a keyed row, or an empty one that begins as valid; `given_date` was asked for."""
        self.row = row
        self._struck = struck
        self._suggestion = self._proposal = self._read = ""
        self._given_date = "" if signature else given_date
        self.typing.begin()
        texts = {"name": "", "address": "", "postcode": "", "signed_on": self._given_date}
        if signature:
            texts = {
                "name": signature.name,
                "address": signature.address,
                "postcode": signature.postcode,
                "signed_on": shortest(signature.signed_on, self._today()),
            }
            self.verdicts.show_verdict(signature.validity, signature.reason)
        else:
            self.verdicts.show_verdict("valid", "")
        for key, text in texts.items():
            self.fields[key].set_text(text)
        self._line("postcode").setPlaceholderText("")
        self._show_signature()
        self.verdicts.suggest("altered" if struck else "")
        self.show_picture(pictures, usual)

    def show_picture(self, pictures: SheetPictures | None, usual: Cells) -> None:
        """Puts the row's picture over what is typed, and remarks under it."""
        self.desk.show_row(self.row, pictures, usual)
        self.show_notes()

    def show_read(self, text: str) -> None:
        """Shows a postcode that was read from the picture, grey: only a key takes it."""
        self._read = text
        self._line("postcode").setPlaceholderText(text)
        self.show_notes()

    def start(self, field: str = "postcode") -> None:
        """Puts the cursor where typing begins."""
        self._line(field).setFocus()
        self._line(field).selectAll()
        self.view.follow({"signed_on": "date"}.get(field, field))

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: field.text for key, field in self.fields.items()}

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed and the verdict is the one an empty row begins with."""
        texts = self.texts
        day = texts.pop("signed_on")
        untouched = self.verdicts.verdict in {("valid", ""), ("unchecked", "")}
        return (
            untouched and day in {"", self._given_date} and not any(map(str.strip, texts.values()))
        )

    def entry(self) -> RowEntry | None:
        """The row as typed; None, with the mend under the field, when the date is none."""
        day, wrong = self._day()
        if wrong:
            self._say_wrong_date()
            self._line("signed_on").setFocus()
            return None
        return self._entry(day)

    def _day(self) -> tuple[date | None, bool]:
        try:
            return parse_day_first(self.texts["signed_on"], self._today()), False
        except ValueError:
            return None, True

    def _entry(self, day: date | None) -> RowEntry:
        texts = self.texts
        validity, reason = self.verdicts.verdict
        return RowEntry(
            self.row, texts["name"], texts["address"], texts["postcode"], day, validity, reason
        )

    def take_from_above(self, *keys: str) -> bool:
        """Copies fields of the row above; whether there was one."""
        if self.above is None:
            return False
        texts = {
            "address": self.above.address,
            "postcode": self.above.postcode,
            "signed_on": shortest(self.above.signed_on, self._today()),
        }
        for key in keys:
            self.fields[key].set_text(texts[key])
        self.show_notes()
        return True

    def take_address(self) -> None:
        """The whole address of the row above; the cursor goes on to the name."""
        if self.take_from_above("address", "postcode"):
            self.start("name")

    def take_street(self) -> None:
        """The street of the row above behind the house number that is typed, or is to be."""
        if self.above is None:
            return
        editor = self._line("address")
        number = address.house_number(editor.text())
        editor.setText(f"{number} {address.street(self.above.address)}")
        editor.setFocus()
        editor.setCursorPosition(len(number))
        self.show_notes()

    def take_household(self, shared: dict[str, str]) -> None:
        """What the household shares; the cursor goes on to the name."""
        for key in CARRIED:
            self.fields[key].set_text(shared[key])
        self.show_notes()
        self.start("name")

    def toggle_same_date(self) -> None:
        """Keeps to one date on this sheet, or no longer; without one the cursor goes to it."""
        self.same_date = not self.same_date
        if self.same_date and not self.texts["signed_on"]:
            self.take_from_above("signed_on")
            if not self.texts["signed_on"]:
                self._line("signed_on").setFocus()
            else:
                self._given_date = self.texts["signed_on"]
        self.show_notes()

    def no_signature(self) -> None:
        """Says that nobody signed in this row."""
        self.verdicts.choose("invalid", "no-signature")

    def _signature_chosen(self, choice: str) -> None:
        if choice == "none":
            self.no_signature()
        elif self.verdicts.verdict[1] == "no-signature":
            self.verdicts.choose("valid")

    def _show_signature(self) -> None:
        unsigned = self.verdicts.verdict[1] == "no-signature"
        self.desk.signature.choose("none" if unsigned else "signed")

    def take_suggestion(self) -> None:
        """Takes the suggested postcode; else the verdict that the scan suggests."""
        if self._suggestion:
            self.fields["postcode"].set_text(self._suggestion)
            self.show_notes()
            if not self.texts["address"]:
                self.typing.go_on_to_address()
        elif self._struck:
            self.verdicts.choose("invalid", "altered")

    def _look_at_postcode(self) -> None:
        if postcode.suggestions(self.texts["postcode"]):
            self.show_notes()

    def _propose(self, proposal: str) -> None:
        if proposal != self._proposal:
            self._proposal = proposal
            self.show_notes()

    def show_notes(self) -> None:
        """Says what is worth a second look, under its field; never a bar."""
        for field in self.desk.by_cell.values():
            field.say("")
        self._suggestion = ""
        self._show_hints()
        day, wrong = self._day()
        for note in self._notes(self._entry(day)):
            icon = "circle-question-mark" if note.suggestion else "triangle-alert"
            key = "F4" if note.suggestion else ""
            self.fields[note.field].say(note.message, key, icon, "warn")
            self._suggestion = note.suggestion or self._suggestion
        if self._read and not self.texts["postcode"]:
            self._suggestion = self._read
            words = tr("Read from the picture: compare")
            self.fields["postcode"].say(words, "F4", "info")
        if wrong:
            self._say_wrong_date()
        self.view.refit()

    def _say_wrong_date(self) -> None:
        self.fields["signed_on"].say(tr("Not a date like 21/11."), "", "circle-alert", "bad")
        self.view.refit()

    def _show_hints(self) -> None:
        texts = self.texts
        if names.hangul(texts["name"]) and names.hangul(texts["name"]) != texts["name"].strip():
            self.fields["name"].say(tr("Hangul and Latin both kept"), icon="info")
        if self._proposal and not texts["address"]:
            self.fields["address"].say(self._proposal, tr("Tab"))
        elif self.above and self.above.address:
            same = texts["address"] == self.above.address
            if same or not texts["address"]:
                self.fields["address"].say(tr("Same as row above"), "F2")
        if self._struck and self.verdicts.verdict[1] != "altered":
            self.desk.by_cell["signature"].say(tr("Crossed out?"), "F8", "eraser", "warn")
        if self.same_date:
            self.fields["signed_on"].say(tr("Same date is on"), tr("Ctrl+D"))
