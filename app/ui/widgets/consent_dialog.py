"""Dialogues that write into the ledger of consent: one or more topics, or everything withdrawn."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.domain.community.consent import CHANNELS, HOWS, PURPOSES, Channel, Evidence, How, Topic
from app.domain.community.contact import Contact
from app.messages import tr, trn
from app.operations.community import consents
from app.ui.session import Session
from app.ui.widgets.basics import Segments, across, button, down, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.fields import Field, combo, line
from app.ui.widgets.flow import Flow
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.when import DayField

_OWN = "own"
_LONGEST = 60


class ChannelBoxes(QWidget):
    """A box to tick for each channel."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[Channel, QCheckBox] = {}
        for key, words in CHANNELS.items():
            box = QCheckBox(words)
            box.setAccessibleName(words)
            self.boxes[key] = box
        self.setLayout(Flow(*self.boxes.values(), spacing=16))

    @property
    def chosen(self) -> list[Channel]:
        """The channels that are ticked."""
        return [key for key, box in self.boxes.items() if box.isChecked()]


class EvidenceFields(QWidget):
    """How it is known: on what, where that is, in which words, and when."""

    def __init__(self, session: Session, ref: str) -> None:
        super().__init__()
        self._session = session
        self.how = Field(tr("How it is known"), combo([(str(k), v) for k, v in HOWS.items()]))
        self.reference = Field(tr("Where it stands"), line())
        self.day = DayField(tr("When"), session.clock().date())
        self.day.show_day(session.clock().date())
        self.wording = Field(
            tr("Words that they were shown (optional)"), QComboBox(), tr("Kept as evidence.")
        )
        self.show_petition(ref)
        top = across(self.how, self.reference, self.day, spacing=16)
        for at, stretch in enumerate((2, 3, 2)):
            top.setStretch(at, stretch)
        self.setLayout(down(top, self.wording, spacing=12))
        self.how.edited.connect(self._hint)
        _combo(self.how).setCurrentIndex(list(HOWS).index("spoken"))
        self._hint()

    def show_petition(self, ref: str) -> None:
        """Offers the words that are shown for a petition."""
        editor = _combo(self.wording)
        editor.clear()
        editor.addItem(tr("Not known"), "")
        for one in consents.wordings(self._session.store, ref) if ref else ():
            text = one.text if len(one.text) <= _LONGEST else f"{one.text[:_LONGEST]}…"
            editor.addItem(f"{one.key}: {text}", one.text)
        editor.setMinimumContentsLength(30)
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _hint(self) -> None:
        on_paper = _combo(self.how).currentData() in {"slip", "sheet"}
        self.reference.rename(tr("Sheet and row") if on_paper else tr("Reference (optional)"))
        editor = self.reference.editor
        editor.setPlaceholderText(
            "NM7K-3QA8-7 row 4" if on_paper else tr("for example: letter of 3 May")
        )

    @property
    def evidence(self) -> Evidence:
        """What is typed; the day is today where none is."""
        day = self.day.day or self._session.clock().date()
        how = cast("How", _combo(self.how).currentData())
        return Evidence(how, day, self.reference.text, str(_combo(self.wording).currentData()))


def _combo(field: Field) -> QComboBox:
    return cast("QComboBox", field.editor)


class RecordDialog(StepDialog):
    """Writes that a contact agreed to something, or withdrew it."""

    def __init__(self, session: Session, contact: Contact, parent: QWidget) -> None:
        super().__init__(parent, session, tr("Record consent"), 620, record=contact.id)
        self._contact = contact
        name = called(contact, hidden=session.names_hidden)
        self.way = Segments(
            [("given", tr("Agreed")), ("withdrawn", tr("Withdrew"))], tr("What was said")
        )
        self.way.chosen.connect(lambda _: self._name())
        self.channels = ChannelBoxes()
        for box in self.channels.boxes.values():
            box.toggled.connect(lambda _: self._name())
        record = session.petition
        ref = record.ref if record else ""
        about = [
            *((f"news {one.ref}", tr("News of “{title}”", title=one.wording.title))
              for one in session.store.petitions.all()),
            *((key, words) for key, words in PURPOSES.items() if key != "news"),
        ]  # fmt: skip
        self.purpose = Field(tr("What about"), combo(about))
        _combo(self.purpose).setCurrentIndex(max(_combo(self.purpose).findData(f"news {ref}"), 0))
        self.known = EvidenceFields(session, ref)
        self.column.addWidget(label(name, "group"))
        self.column.addLayout(across(self.way, None))
        self.column.addLayout(
            down(label(tr("By which channels"), "strong"), self.channels, spacing=6)
        )
        self.column.addWidget(self.purpose)
        self.column.addWidget(self.known)
        self.note = label(consents.barred_words([contact]), "muted", wrap=True)
        self.column.addWidget(self.note)
        self.keep = button("", "check", kind="primary", on_click=self.save)
        self.on_enter = self.keep
        self.add_foot(None, self.leave_button(), self.keep)
        self._name()
        self.channels.boxes["email"].setFocus()

    def _name(self) -> None:
        number = len(self.channels.chosen)
        self.keep.setEnabled(number > 0)
        if self.way.choice == "given":
            self.keep.set_words(tr("Write that they agreed"))
        else:
            self.keep.set_words(tr("Write that they withdrew"))
        self.note.setVisible(self.way.choice == "given" and bool(self.note.text()))

    @property
    def topics(self) -> list[Topic]:
        """What is ticked and chosen."""
        purpose, _, ref = str(_combo(self.purpose).currentData()).partition(" ")
        store = self.session.store
        return [consents.topic(store, one, purpose, ref) for one in self.channels.chosen]

    def save(self) -> None:
        """Writes the entries; what is refused is said here."""
        if not self.known.day.check():
            return
        topics, given = self.topics, self.way.choice == "given"
        done = self.session.run(
            lambda: consents.record(
                self.session.store, self._contact, topics, self.known.evidence, given=given,
                now=self.session.clock(),
            ),
            trn("{number} entry written", "{number} entries written", len(topics)),
        )  # fmt: skip
        if done is not None:
            self.accept()


class WithdrawDialog(StepDialog):
    """Writes that a contact withdrew everything; says first what that is."""

    def __init__(self, session: Session, contact: Contact, parent: QWidget) -> None:
        super().__init__(parent, session, tr("Withdraw all consent"), 560, record=contact.id)
        self._contact = contact
        name = called(contact, hidden=session.names_hidden)
        kept = consents.ledger(session.store, contact)
        agreed = [one.topic for one in kept.standing.values() if one.given]
        self.column.addWidget(label(name, "group"))
        words = tr(
            "No list reaches them any more, by any channel or for any purpose, and for no petition "
            "that is written later, until they agree again."
        )
        self.column.addWidget(label(words, wrap=True))
        listed = "\n".join(consents.topic_words(one, kept.petitions) for one in agreed)
        said = tr("This ends what they agreed to:") if agreed else tr("They agreed to nothing.")
        self.column.addWidget(label(f"{said}\n{listed}".strip(), "muted", wrap=True))
        self.known = EvidenceFields(session, "")
        self.known.wording.hide()
        self.column.addWidget(self.known)
        self.deed = button(
            tr("Withdraw everything"), "circle-x", kind="primary", on_click=self.save,
        )  # fmt: skip
        self.on_enter = self.deed
        self.add_foot(None, self.leave_button(), self.deed)
        self.known.reference.editor.setFocus()

    def save(self) -> None:
        """Writes the withdrawals."""
        if not self.known.day.check():
            return
        done = self.session.run(
            lambda: consents.withdraw_all(
                self.session.store, self._contact, self.known.evidence, now=self.session.clock()
            ),
            tr("Everything is withdrawn"),
        )
        if done is not None:
            self.accept()
