"""The form of one contact: added or changed, by the keyboard alone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.community.contact import (
    KINDS,
    LANGUAGES,
    Contact,
    Email,
    Phone,
    PostalAddress,
    WrittenName,
    is_email,
)
from app.domain.community.name_parts import order_shown, stands_apart
from app.domain.outreach.post import with_postcode
from app.domain.postcode import normalise
from app.intake.phones import read_phone
from app.messages import tr
from app.operations.community import contacts
from app.ui.contacts.repeated import Part, Repeated
from app.ui.session import Session
from app.ui.widgets.basics import across, button
from app.ui.widgets.contact_looks import MARKS
from app.ui.widgets.fields import Field, TextArea, combo, line
from app.ui.widgets.step_dialog import StepDialog

_LEAST_HEIGHT, _HEIGHT = 420, 640

_ORDERS = (
    ("", tr("As it shows")),
    ("family-first", tr("Family first")),
    ("given-first", tr("Given first")),
)
"""In which order a name is written; the first where the family name in it shows that."""


class ContactForm(StepDialog):
    """`made` is the contact that was kept; None when none was."""

    def __init__(self, parent: QWidget, session: Session, contact: Contact | None = None) -> None:
        title = tr("Change a contact") if contact else tr("Add a contact")
        super().__init__(parent, session, title, 680, record=contact.id if contact else "")
        self._was = contact or Contact(())
        self.made: Contact | None = None
        self._moved = ""
        self._build_fields()
        self._show(self._was)
        words = tr("Save the changes") if contact else tr("Add the contact")
        self.save_button = button(words, "check", kind="primary", on_click=self.save)
        self.on_enter = self.save_button
        self.add_foot(None, self.leave_button(), self.save_button)
        self.resize(680, max(_LEAST_HEIGHT, min(_HEIGHT, parent.height() - 40)))
        self.names.rows[0][0].setFocus()

    def _build_fields(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        self.names = Repeated(
            (
                Part(tr("Name as written"), tr("Kim Min-jun"), 5),
                Part(tr("Family name in it"), tr("Kim"), 3),
                Part(tr("Said (optional)"), tr("kim min-joon"), 3),
                Part(tr("Order"), share=3, listed=_ORDERS),
            ),
            tr("Add the name in another script"),
        )
        self.kind = Field(tr("Kind"), combo(list(KINDS.items())))
        languages = combo([("", tr("Not known")), *LANGUAGES.items()])
        self.language = Field(tr("Language to write in"), languages)
        self.role = Field(tr("Role (optional)"), line(tr("Elder, shopkeeper, reporter")))
        self.tags = Field(tr("Tags, parted by commas (optional)"), line(tr("choir, volunteer")))
        self.phones = Repeated(
            (Part(tr("Phone"), share=3), Part(tr("Label"), tr("home"), 2)),
            tr("Add another phone"),
        )
        self.emails = Repeated(
            (Part(tr("Email"), share=3), Part(tr("Label"), tr("work"), 2)),
            tr("Add another email"),
        )
        self.addresses = Repeated(
            (
                Part(tr("Address"), tr("12 Cobnut Close, NEW MALDEN"), 5),
                Part(tr("Postcode"), tr("KT3 8PL"), 2),
                Part(tr("Label"), tr("home"), 2),
            ),
            tr("Add another address"),
        )
        self.notes = Field(tr("Notes (optional)"), TextArea())
        self.marks = {field: QCheckBox(words) for field, _, _, words in MARKS}
        self.marks["at_risk"].setToolTip(
            tr("The name stands on no list, label or export unless exactly that is asked")
        )
        self.names.left.connect(self._check_names)
        self.addresses.left.connect(self._check_addresses)
        self.emails.left.connect(self._check_emails)
        self.phones.left.connect(self._check_phones)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        for at, field in enumerate((self.kind, self.language, self.phones, self.emails)):
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at % 2, 1)
        column.addWidget(self.names)
        column.addLayout(grid)
        column.addWidget(self.addresses)
        column.addLayout(across(*self.marks.values(), None, spacing=20))
        column.addLayout(across(self.role, self.tags, spacing=16))
        column.addWidget(self.notes)
        column.addStretch(1)
        area = QScrollArea()
        area.setProperty("role", "desk")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.column.addWidget(area, 1)

    def _show(self, was: Contact) -> None:
        self.names.show_values(
            [(one.text, one.family, one.pronounced, _order_said(one)) for one in was.names]
        )
        self.phones.show_values([(one.written, one.label) for one in was.phones])
        self.emails.show_values([(one.address, one.label) for one in was.emails])
        self.addresses.show_values(
            [(", ".join(one.lines), one.postcode, one.label) for one in was.addresses]
        )
        for field, value in ((self.kind, was.kind), (self.language, was.language)):
            box = field.editor
            if box.findData(value) < 0:  # type: ignore[union-attr]  # both are choices
                box.addItem(value, value)  # type: ignore[union-attr]  # the same
            box.setCurrentIndex(box.findData(value))  # type: ignore[union-attr]  # the same
        self.role.set_text(was.role)
        self.tags.set_text(", ".join(was.tags))
        self.notes.set_text(was.notes)
        for field_name, box_ in self.marks.items():
            box_.setChecked(getattr(was, field_name))

    @property
    def contact(self) -> Contact:
        """The contact as the form has it; what the form does not show stays as it was."""
        return replace(
            self._was,
            names=tuple(self._name(*row) for row in self.names.values),
            kind=self.kind.editor.currentData(),  # type: ignore[union-attr]  # it is a choice
            language=self.language.editor.currentData(),  # type: ignore[union-attr]  # the same
            role=self.role.text.strip(),
            tags=tuple(one.strip() for one in self.tags.text.split(",") if one.strip()),
            phones=tuple(self._phone(*row) for row in self.phones.values),
            emails=tuple(Email(*row) for row in self.emails.values),
            addresses=tuple(_address(*row) for row in self.addresses.values),
            notes=self.notes.text.strip(),
            at_risk=self.marks["at_risk"].isChecked(),
            do_not_contact=self.marks["do_not_contact"].isChecked(),
            deceased=self.marks["deceased"].isChecked(),
        )

    def _name(self, text: str, family: str, pronounced: str, order: str) -> WrittenName:
        """A name as the form has it; what it does not say of its order stays as it was."""
        for one in self._was.names:
            if (one.text, one.family, _order_said(one)) == (text, family, order):
                return replace(one, pronounced=pronounced)
        return WrittenName(text, family, order, pronounced)  # type: ignore[arg-type]  # of _ORDERS

    def _phone(self, written: str, word: str) -> Phone:
        known = next((one for one in self._was.phones if one.written == written), None)
        return replace(known or read_phone(written), label=word)

    def _check_names(self) -> None:
        apart = [one for one in self.contact.names if stands_apart(one)]
        self.names.say(
            tr("“{family}” does not stand in “{name}”: write the family name as it stands there, "
               "or leave it empty.", family=apart[0].family, name=apart[0].text) if apart else ""
        )  # fmt: skip

    def _check_addresses(self) -> None:
        """Gives a postcode its own field and its usual form; says so, and where it is none."""
        for lines, code, *_ in self.addresses.rows:
            typed = _address(lines.text(), code.text(), "")
            made = with_postcode(replace(typed, postcode=normalise(code.text())))
            if made.lines != typed.lines:
                self._moved = made.postcode
                _put(lines, ", ".join(made.lines))
            _put(code, made.postcode)
        listed = [_address(*row) for row in self.addresses.values]
        if words := next(filter(None, map(contacts.postcode_words, listed)), ""):
            self.addresses.say(words, "warns")
        elif self._moved and any(one.postcode == self._moved for one in listed):
            self.addresses.say(
                tr("The postcode {code} stood in the address: it has its own field.",
                   code=self._moved), "advice",
            )  # fmt: skip
        else:
            self.addresses.say("")

    def _check_emails(self) -> None:
        wrong = [row[0] for row in self.emails.values if row[0] and not is_email(row[0])]
        self.emails.say(
            tr("“{address}” is no email address: it needs a name, an @ and a domain.",
               address=wrong[0]) if wrong else ""
        )  # fmt: skip

    def _check_phones(self) -> None:
        odd = [row[0] for row in self.phones.values if row[0] and not self._phone(*row).number]
        self.phones.say(
            tr("“{written}” is no telephone number: it is kept as typed.", written=odd[0])
            if odd
            else ""
        )

    def save(self) -> None:
        """Keeps what stands in the form."""
        store, ready = self.session.store, self.contact
        if ready.id:
            done = tr("The contact is changed")
            if contacts.becomes_office(self._was, ready):
                done = tr("The contact is changed: lists now reach them without consent")
            self.made = self.session.run(lambda: contacts.change(store, ready), done)
        else:
            now = self.session.clock()
            self.made = self.session.run(
                lambda: contacts.add(store, ready, now=now), tr("The contact is added")
            )
        if self.made:
            self.accept()


def _order_said(name: WrittenName) -> str:
    """The order of a name where the family name in it does not show it."""
    return "" if name.order == order_shown(name.text, name.family) else name.order


def _put(editor: QLineEdit, text: str) -> None:
    """Puts text that was typed in its usual form; it is still what somebody typed."""
    if editor.text().strip() != text:
        editor.setText(text)
        editor.setModified(True)


def _address(written: str, postcode: str, word: str) -> PostalAddress:
    lines = tuple(part.strip() for part in written.split(",") if part.strip())
    return PostalAddress(lines, postcode, word)
