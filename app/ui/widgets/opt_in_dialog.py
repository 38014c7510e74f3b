"""“Keep in touch…”: a slip or a row on which somebody agreed, kept with its contact in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from app.domain.community.contact import LANGUAGES
from app.domain.community.opt_in import OptIn
from app.domain.sheet_code import printed
from app.errors import AppError
from app.messages import tr
from app.operations.community import lookalikes, opt_ins
from app.ui.session import Session
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.consent_dialog import ChannelBoxes
from app.ui.widgets.fields import Field, combo, line
from app.ui.widgets.signature_looks import AtRisk
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.when import DayField


class OptInDialog(StepDialog):
    """Takes one slip after the other; the name comes from the keyed row where there is one."""

    def __init__(self, session: Session, parent: QWidget, code: str = "", row: int = 1) -> None:
        super().__init__(parent, session, tr("Keep in touch"), 600, record=f"{code} {row}")
        self._prefilled = ""
        self.where = Segments(
            [("slip", tr("On a slip")), ("row", tr("Beside the row"))], tr("Where it stands")
        )
        self.code = Field(tr("Sheet"), line("NM7K-3QA8-7"))
        self.code.set_text(printed(code) if code else "")
        self.number = QSpinBox()
        self.number.setRange(1, 99)
        self.number.setValue(row)
        self.number.setMinimumWidth(80)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(tr("Number of the slip or row"))
        self.name = Field(tr("Name"), line())
        self.channels = ChannelBoxes()
        self.email = Field(tr("Email (optional)"), line())
        self.phone = Field(tr("Phone (optional)"), line())
        self.address = Field(tr("Address, if it stands there (optional)"), line())
        self.postcode = Field(tr("Postcode (optional)"), line(width=140))
        languages = [("", tr("Not known")), *LANGUAGES.items()]
        self.language = Field(tr("Write to them in"), combo(languages))
        self.day = DayField(tr("Ticked on"), session.clock().date(), "")
        self.at_risk = QCheckBox(tr("At risk: keep the name off every list"))
        self._build()
        self._connect()
        self._look_up()
        (self.name.editor if code else self.code.editor).setFocus()

    def _build(self) -> None:
        top = across(self.code, down(label(tr("Number"), "strong"), self.number, spacing=3), None)
        top.setSpacing(16)
        ways = across(self.email, self.phone, spacing=16)
        home = across(self.address, self.postcode, spacing=16)
        home.setStretch(0, 1)
        for part in (
            across(self.where, None),
            top,
            self.name,
            down(label(tr("How they want to hear"), "strong"), self.channels, spacing=6),
            ways,
            home,
            across(self.language, self.day, spacing=16),
        ):
            if isinstance(part, QWidget):
                self.column.addWidget(part)
            else:
                self.column.addLayout(part)
        self.column.addWidget(self.at_risk)
        self.keep = button(tr("Keep"), "check", on_click=lambda: self.save(on=False))
        self.next = button(
            tr("Keep, then the next slip"), "arrow-right", kind="primary",
            on_click=lambda: self.save(on=True),
        )  # fmt: skip
        self.on_enter = self.next
        self.add_foot(None, self.leave_button(tr("Close")), self.keep, self.next)

    def _connect(self) -> None:
        self.code.left.connect(self._look_up)
        self.number.valueChanged.connect(lambda _: self._look_up())
        for box in self.channels.boxes.values():
            box.toggled.connect(lambda _: self._enable())
        self.name.edited.connect(self._enable)
        QShortcut(QKeySequence("Ctrl+Return"), self, lambda: self.save(on=False))

    def _enable(self) -> None:
        ready = bool(self.channels.chosen and self.name.text.strip() and self.code.text.strip())
        for one in (self.keep, self.next):
            one.setEnabled(ready)

    def _look_up(self) -> None:
        """Prefills the name from the keyed row, unless another was typed."""
        store, text = self.session.store, self.code.text.strip()
        name = ""
        self.code.show_found()
        if text:
            try:
                sheet = store.sheets.get(text)
            except AppError as refusal:
                self.code.show_found("stops", str(refusal))
            else:
                self.code.set_text(printed(sheet.code))
                self.number.setMaximum(sheet.rows)
                rows = store.signatures.of_sheet(sheet.id)
                keyed = [one for one in rows if one.row == self.number.value()]
                at_risk = AtRisk()
                at_risk.look(store, sheet.petition)
                hidden = self.session.names_hidden
                named = keyed and not at_risk.instead(keyed[0].id, hidden=hidden)
                name = keyed[0].name if named else ""
        if self.name.text in {"", self._prefilled}:
            self.name.set_text(name)
            self._prefilled = name
        self._enable()

    @property
    def asked(self) -> OptIn:
        """What is typed and ticked."""
        language = self.language.editor.currentData()  # type: ignore[union-attr]  # a combo
        return OptIn(
            tuple(self.channels.chosen),
            sheet=self.code.text,
            row=self.number.value(),
            slip=self.where.choice == "slip",
            name=self.name.text,
            email=self.email.text,
            phone=self.phone.text,
            address=self.address.text,
            postcode=self.postcode.text,
            language=str(language),
            given_on=self.day.day,
            at_risk=self.at_risk.isChecked(),
        )

    def save(self, *, on: bool) -> None:
        """Keeps the opt-in; `on` goes on to the next slip, with the same sheet."""
        if not self.day.check():
            return
        said = tr("Kept in touch: the slip is written down")
        contact = self.session.run(
            lambda: opt_ins.opt_in(self.session.store, self.asked, now=self.session.clock()), said
        )
        if contact is not None and opt_ins.is_of_another(self.session.store, self.asked):
            self.session.tell(
                tr("Kept in touch, but not linked: the row was keyed with another name and "
                   "postcode")
            )  # fmt: skip
        if contact is None:
            return
        if remark := lookalikes.remark(self.session.store, contact):
            self.session.tell(remark)
        if not on:
            self.accept()
            return
        for field in (self.name, self.email, self.phone, self.address, self.postcode):
            field.set_text("")
        for box in self.channels.boxes.values():
            box.setChecked(False)
        self.at_risk.setChecked(False)
        self._prefilled = ""
        if self.number.value() < self.number.maximum():
            self.number.setValue(self.number.value() + 1)
        else:
            self.code.set_text("")
            self.number.setValue(1)
        self._look_up()
        self.name.editor.setFocus()
