"""Whom a list is meant for: a segment, for what, and who would be left out and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.domain.consent import PURPOSES, Channel, Topic
from app.domain.outreach import Audience
from app.errors import AppError
from app.messages import tr, trn
from app.operations import outreach
from app.ui.session import Session
from app.ui.widgets.basics import label


class AudiencePanel(QWidget):
    """Chooses an audience for one channel; says live how many may be reached."""

    changed = Signal()

    def __init__(self, session: Session, channel: Channel) -> None:
        super().__init__()
        self._session, self._channel = session, channel
        self._contacts: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.segments, self.purposes = QComboBox(), QComboBox()
        self.segments.setAccessibleName(tr("Who"))
        self.purposes.setAccessibleName(tr("What about"))
        for key, words in PURPOSES.items():
            self.purposes.addItem(words, key)
        self.at_risk = QCheckBox(tr("Also people at risk, by name"))
        self.said = label("", "muted", wrap=True)
        for heading, box in ((tr("Who"), self.segments), (tr("What about"), self.purposes)):
            column.addWidget(label(heading, "strong"))
            column.addWidget(box)
        column.addWidget(self.at_risk)
        column.addWidget(self.said)
        self.segments.activated.connect(lambda _: self._tell())
        self.purposes.activated.connect(lambda _: self._tell())
        self.at_risk.toggled.connect(lambda _: self._tell())

    def show_contacts(self, contacts: tuple[str, ...]) -> None:
        """Takes contacts (ids) chosen elsewhere in the place of a segment."""
        self._contacts = contacts
        self.reload()
        self.segments.setCurrentIndex(0)
        self._tell()

    def reload(self) -> None:
        """Lists the segments there are, keeping the choice."""
        chosen = self.segments.currentData()
        self.segments.clear()
        if self._contacts:
            words = trn("{number} chosen contact", "{number} chosen contacts", len(self._contacts))
            self.segments.addItem(words, "contacts:")
        self.segments.addItem(tr("Every contact"), "")
        for one in self._session.store.segments.all():
            self.segments.addItem(one.name, one.name)
        self.segments.setCurrentIndex(max(self.segments.findData(chosen), 0))
        self._tell()

    @property
    def audience(self) -> Audience:
        """What is chosen now."""
        record = self._session.petition
        purpose = self.purposes.currentData()
        petition = record.id if record and purpose == "news" else ""
        chosen = self.segments.currentData() or ""
        picked = chosen == "contacts:"
        return Audience(
            Topic(self._channel, purpose, petition),
            "" if picked else chosen,
            self._contacts if picked else (),
            self.at_risk.isChecked(),
            today=self._session.clock().date(),
        )

    def _tell(self) -> None:
        try:
            found = outreach.reach(self._session.store, self.audience)
        except AppError as refusal:
            self.said.setText(str(refusal))
        else:
            reached = trn("{number} can be reached", "{number:,} can be reached", len(found.people))
            left = outreach.left_out_words(found)
            self.said.setText(tr("{reached}. Left out: {left}.", reached=reached, left=left)
                              if left else f"{reached}.")  # fmt: skip
        self.changed.emit()
