"""Whom a list is meant for: a segment, for what, and who would be left out and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Literal

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.defects import record
from app.domain.community.consent import PURPOSES, Channel, Purpose, Topic
from app.domain.outreach.outreach import Audience
from app.domain.outreach.reaching import REASONS, Reached
from app.errors import AppError
from app.messages import tr, trn
from app.operations.outreach import outreach
from app.store.store import Store
from app.ui.session import Session, defect_sentence
from app.ui.theme import grown
from app.ui.widgets.asking import Asker, tried
from app.ui.widgets.at_risk import AtRiskBox
from app.ui.widgets.basics import across, button, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.step_dialog import StepDialog

_PICKED = "contacts:"
"""In the place of a segment’s id: contacts that were chosen one by one."""


class AudiencePanel(QWidget):
    """Chooses an audience for one channel; says live how many may be reached.

    A `topic` that is given is not asked for; `find` asks the gate in another way; `caller` names
    the volunteer whose list it is. `changed` comes when something else is chosen, and once more
    with the gate's answer where that takes a while. A segment that was chosen is followed when it
    is renamed; where it is gone nobody is chosen.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        channel: Channel,
        topic: Topic | None = None,
        find: Callable[[Store, Audience], Reached] = outreach.reach,
        caller: Callable[[], str] = str,
    ) -> None:
        super().__init__()
        self._session, self._channel, self._topic = session, channel, topic
        self._find, self._caller, self._called = find, caller, ""
        self.asker = Asker(session.store)
        self.asker.answered.connect(self._show)
        self.asker.failed.connect(self._fail)
        self._contacts: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._gone = ""
        self._meant: Audience | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.segments, self.purposes = QComboBox(), QComboBox()
        self.segments.setAccessibleName(tr("Who"))
        self.purposes.setAccessibleName(tr("What about"))
        for key, words in PURPOSES.items():
            self.purposes.addItem(words, key)
        self.at_risk = AtRiskBox()
        self.said = label("", "muted", wrap=True)
        self.found: Reached | None = None
        self.who = button(tr("Who is left out…"), kind="link", on_click=self._show_left_out)
        for heading, box in ((tr("Who"), self.segments), (tr("What about"), self.purposes)):
            if box is self.segments or topic is None:
                column.addWidget(label(heading, "strong"))
                column.addWidget(box)
        column.addWidget(self.at_risk)
        column.addWidget(self.said)
        column.addLayout(across(self.who, None))
        self.segments.activated.connect(lambda _: self._choose())
        self.purposes.activated.connect(lambda _: self.look())
        self.at_risk.toggled.connect(lambda _: self.look())

    def show_contacts(self, contacts: tuple[str, ...], purpose: Purpose | Literal[""] = "") -> None:
        """Takes contacts (ids) chosen elsewhere in the place of a segment, for a `purpose`."""
        self._contacts = contacts
        if purpose:
            self.purposes.setCurrentIndex(self.purposes.findData(purpose))
        self._list(_PICKED if contacts else "")
        self.look()

    def reach_by(self, channel: Channel) -> None:
        """Asks for the same people by another channel."""
        if channel != self._channel:
            self._channel = channel
            self.look()

    def reload(self) -> None:
        """Lists the segments there are, keeping the choice."""
        self._list(self.segments.currentData() or "")
        self.look()

    @property
    def asking(self) -> bool:
        """Whether the gate has not answered yet for what is chosen now."""
        return self.asker.waiting

    def _list(self, chosen: str) -> None:
        known = {one.id: one.name for one in self._session.store.segments.all()}
        self._names |= known
        self.segments.clear()
        if self._contacts:
            words = trn("{number} chosen contact", "{number} chosen contacts", len(self._contacts))
            self.segments.addItem(words, _PICKED)
        self.segments.addItem(tr("Every contact"), "")
        for key, name in known.items():
            self.segments.addItem(name, key)
        at = self.segments.findData(chosen)
        self._gone = chosen if at < 0 else ""
        if self._gone:
            self.segments.insertItem(0, tr("Nobody: choose whom"), chosen)
        self.segments.setCurrentIndex(max(at, 0))

    def _choose(self) -> None:
        if self._gone and self.segments.currentData() != self._gone:
            self.segments.removeItem(self.segments.findData(self._gone))
            self._gone = ""
        self.look()

    @property
    def audience(self) -> Audience:
        """What is chosen now; AppError where that is a segment that is gone."""
        if self._gone:
            raise AppError(
                "There is no segment “{segment}” any more: choose whom this is for.",
                segment=self._names[self._gone],
            )
        record = self._session.petition
        purpose = self.purposes.currentData()
        petition = record.id if record and purpose == "news" else ""
        chosen = self.segments.currentData() or ""
        return Audience(
            self._topic or Topic(self._channel, purpose, petition),
            self._names.get(chosen, ""),
            self._contacts if chosen == _PICKED else (),
            self.at_risk.isChecked(),
            self._caller(),
            today=self._session.clock().date(),
            petition=record.id if record else "",
        )

    def look(self) -> None:
        """Finds anew whom the audience reaches, and says how many."""
        self.found = None
        self.said.setText(tr("Looking who can be reached…"))
        self.who.hide()
        self._called, find = self._caller(), self._find
        try:
            audience = self._asked()
        except AppError as refusal:
            self.asker.drop()
            self._show(refusal)
            return
        self.asker.ask(partial(tried, lambda store: find(store, audience)))
        if self.asking:
            self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self.said.setText(defect_sentence(record(error)))
        self.changed.emit()

    def _show(self, found: Reached | AppError) -> None:
        if isinstance(found, AppError):
            self.said.setText(str(found))
        else:
            self.found = found
            reached = trn("{number} can be reached", "{number:,} can be reached", len(found.people))
            offices = outreach.office_words(found)
            reached = f"{reached}, {offices}" if offices else reached
            left = outreach.left_out_words(found)
            self.said.setText(tr("{reached}. Left out: {left}.", reached=reached, left=left)
                              if left else f"{reached}.")  # fmt: skip
        self.who.setVisible(bool(self.found and self.found.left_out))
        self.changed.emit()

    def _asked(self) -> Audience:
        """The audience; where it is another than before, without people at risk until asked for."""
        asked = self.audience
        meant = replace(asked, with_at_risk=False, caller="", today=None)
        if asked.with_at_risk and meant != self._meant:
            quiet = QSignalBlocker(self.at_risk)
            self.at_risk.ask_anew()
            quiet.unblock()
            asked = replace(asked, with_at_risk=False)
        self._meant = meant
        return asked

    def _show_left_out(self) -> None:
        if self._caller() != self._called:  # typed a moment ago
            self.look()
        if self.found is not None:
            LeftOutDialog(self, self._session, self.found).exec()


class LeftOutDialog(StepDialog):
    """Who is not on the list, and why; people at risk by their number."""

    def __init__(self, parent: QWidget, session: Session, found: Reached) -> None:
        super().__init__(parent, session, tr("Left out"))
        self.rows = QTableWidget(len(found.left_out), 3)
        self.rows.setHorizontalHeaderLabels([tr("Number"), tr("Contact"), tr("Why")])
        self.rows.setAccessibleName(tr("Who is left out"))
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.verticalHeader().hide()
        self.rows.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.rows.setColumnWidth(2, grown(220))
        for row, one in enumerate(found.left_out):
            name = called(one.contact, hidden=session.names_hidden)
            for column, text in enumerate((f"C{one.contact.number}", name, REASONS[one.reason])):
                self.rows.setItem(row, column, QTableWidgetItem(text))
        self.rows.setMinimumHeight(260)
        self.column.addWidget(self.rows)
        self.add_foot(None, self.leave_button(tr("Close")))
