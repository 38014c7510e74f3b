"""An event written down or changed, whom to invite, and the sheet to sign in on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from app.domain.community.consent import CHANNELS, Topic
from app.domain.community.events import Event
from app.domain.outreach.outreach import Audience
from app.domain.outreach.reaching import Reached
from app.errors import AppError
from app.messages import tr, trn
from app.operations.community import events
from app.operations.outreach.outreach import left_out_words, office_words
from app.operations.outreach.spread import Spread
from app.store.store import Store
from app.ui.session import Session
from app.ui.widgets.audience import AudiencePanel
from app.ui.widgets.basics import across, button, label
from app.ui.widgets.fields import Field, TextArea, combo, line
from app.ui.widgets.step_dialog import StepDialog
from app.ui.widgets.when import DayField, TimeField, moment

LANGUAGES = [
    ("en", tr("English")),
    ("ko", tr("Korean")),
    ("ko,en", tr("Korean and English")),
    ("en,ko", tr("English and Korean")),
]
"""The languages of an event's papers, the first one leads."""


class EventDialog(StepDialog):
    """The fields of an event, a new one or one that is there."""

    def __init__(self, parent: QWidget, session: Session, event: Event | None = None) -> None:
        title = event.title if event else tr("New event")
        super().__init__(parent, session, title, record=event.id if event else "")
        self.before = event
        self.made: Event | None = None
        today = session.clock().date()
        self.words = Field(tr("What is it called?"), line())
        self.day = DayField(tr("On"), today, coming=True)
        self.starts = TimeField(tr("From"))
        self.ends = TimeField(tr("Until"))
        self.last_day = DayField(tr("Until the day (optional)"), today, coming=True)
        self.place = Field(tr("Where (optional)"), line())
        self.languages = combo(LANGUAGES)
        self.language = Field(tr("Language of its papers"), self.languages)
        self.petitions = combo([
            ("", tr("No petition")),
            *((one.id, one.wording.title or one.ref) for one in session.store.petitions.all()),
        ])  # fmt: skip
        in_sight = event.petition if event else session.petition.id if session.petition else ""
        self.petitions.setCurrentIndex(max(0, self.petitions.findData(in_sight)))
        about = tr("Who agreed to its news may be invited.")
        self.about = Field(tr("About the petition"), self.petitions, about)
        self.note = Field(tr("Note (optional)"), TextArea(), tr("On no paper and in no calendar."))
        if event:
            self._fill(event)
        self.column.addWidget(self.words)
        row = across(self.day, self.starts, self.ends, self.last_day)
        for at in (0, 3):
            row.setStretch(at, 1)
        self.column.addLayout(row)
        for part in (self.place, self.language, self.about, self.note):
            self.column.addWidget(part)
        words = tr("Keep the event") if event else tr("Add the event")
        self.keep = button(words, kind="primary", on_click=self._keep)
        self.on_enter = self.keep
        self.add_foot(None, self.leave_button(), self.keep)

    def _fill(self, event: Event) -> None:
        starts, ends = event.starts, event.ends
        self.words.set_text(event.title)
        self.day.show_day(starts.date())
        self.starts.set_text(f"{starts:%H:%M}")
        self.ends.set_text(f"{ends:%H:%M}")
        self.last_day.show_day(ends.date() if ends.date() != starts.date() else None)
        self.place.set_text(event.place)
        self.languages.setCurrentIndex(max(0, self.languages.findData(",".join(event.languages))))
        self.note.set_text(event.note)

    def _times(self) -> tuple[datetime, datetime] | None:
        fields = (self.day, self.starts, self.ends, self.last_day)
        good = [one.check() for one in fields]
        try:
            begin = moment(self.day.day, self.starts.time)
            end = moment(self.last_day.day or self.day.day, self.ends.time, begin)
        except AppError as refusal:
            self.refuse(str(refusal))
            return None
        if not all(good) or begin is None or end is None:
            self.refuse(tr("Say on which day it is, from when and until when."))
            return None
        return begin, end

    def _keep(self) -> None:
        times = self._times()
        if times is None:
            return
        petition = self.petitions.currentData()
        languages = tuple(self.languages.currentData().split(","))
        new = Event(self.words.text, *times, self.place.text, languages, petition, self.note.text)
        store, before = self.session.store, self.before

        def keep() -> Event:
            if before is None:
                return events.add(store, new)
            kept = replace(
                new, id=before.id, number=before.number, revision=before.revision,
                cancelled=before.cancelled,
            )  # fmt: skip
            return events.change(store, kept)

        self.made = self.session.run(keep, tr("The event is kept"))
        if self.made:
            self.accept()


class InviteDialog(StepDialog):
    """Chooses whom to invite; each is reached by the best way they agreed to."""

    def __init__(
        self, parent: QWidget, session: Session, event: Event, contacts: tuple[str, ...] = ()
    ) -> None:
        title = tr("Invite to “{title}”", title=event.title)
        super().__init__(parent, session, title, record=event.id)
        self.event_ = event
        self._found: dict[Audience, Spread] = {}
        topic = Topic("post", events.purpose(event), event.petition)
        self.panel = AudiencePanel(session, "post", topic, self._find)
        about = next(
            (
                tr("Those who agreed to news of “{title}” may be invited.", title=one.wording.title)
                for one in session.store.petitions.all()
                if one.id == event.petition
            ),
            tr("Those who agreed to hear of campaigns may be invited."),
        )
        self.column.addWidget(label(about, "muted", wrap=True))
        self.panel.changed.connect(self._say)
        self.column.addWidget(self.panel)
        self.keep = button(tr("Invite"), "user-plus", kind="primary", on_click=self._invite)
        self.on_enter = self.keep
        self.add_foot(None, self.leave_button(), self.keep)
        self.finished.connect(lambda _: self.panel.asker.end())
        if contacts:
            self.panel.show_contacts(contacts)
        else:
            self.panel.reload()

    def _find(self, store: Store, audience: Audience) -> Reached:
        found = self._found[audience] = events.whom(store, self.event_, audience)
        return found.reached

    def _say(self) -> None:
        """How many are reached by which channel, in the place of what one channel would."""
        if self.panel.found is None:
            self.keep.setEnabled(False)
            return
        found = self._found[self.panel.audience]
        reached = found.reached
        by = ", ".join(
            f"{CHANNELS[channel].lower()} {len(people):,}"
            for channel, people in found.by_channel.items()
        )
        number = len(reached.people)
        said = trn("{number} can be invited", "{number:,} can be invited", number)
        parts = [f"{said}: {by}." if by else f"{said}."]
        new = len(events.new_guests(self.session.store, self.event_, found))
        if new < number:
            there = number - new
            parts.append(trn("{number} of them is invited already.",
                             "{number:,} of them are invited already.", there))  # fmt: skip
        if reached.offices:
            parts.append(f"{office_words(reached)}.")
        left = left_out_words(reached)
        if left:
            parts.append(tr("Left out: {left}.", left=left))
        self.panel.said.setText(" ".join(parts))
        self.keep.set_words(
            trn("Invite {number}", "Invite {number:,}", new) if new else tr("Nobody new to invite")
        )
        self.keep.setEnabled(new > 0)

    def _invite(self) -> None:
        done = self.session.run(
            lambda: events.invite(self.session.store, self.event_.number, self.panel.audience),
            busy=tr("Inviting…"),
        )
        if done:
            words = trn("{number} contact invited", "{number:,} contacts invited", done.new)
            self.session.said.emit(words)
            self.accept()


class SignInDialog(StepDialog):
    """What stands on the sign-in sheet."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, session, tr("Sign-in sheet"), 440)
        self.wanted = False
        self.column.addWidget(
            label(
                tr("Rows for a name and how to reach them, with a box for each way. Nobody has to "
                   "sign in, and each page says what a tick means."),
                "muted",
                wrap=True,
            )
        )  # fmt: skip
        self.rows = QSpinBox()
        self.rows.setRange(0, 500)
        self.rows.setSpecialValueText(tr("One page"))
        self.rows.setAccessibleName(tr("How many rows"))
        self.column.addLayout(across(label(tr("Rows")), self.rows, None))
        self.names = QCheckBox(tr("Begin with those who are expected"))
        self.at_risk = QCheckBox(tr("Also people at risk, by name"))
        self.at_risk.setEnabled(False)
        self.names.toggled.connect(self._names)
        for box in (self.names, self.at_risk):
            self.column.addWidget(box)
        self.go = button(tr("Look and print…"), "printer", kind="primary", on_click=self._go)
        self.on_enter = self.go
        self.add_foot(None, self.leave_button(), self.go)

    def _names(self, on: bool) -> None:  # noqa: FBT001  # a signal's slot
        self.at_risk.setEnabled(on)
        self.at_risk.setChecked(on and self.at_risk.isChecked())

    def _go(self) -> None:
        self.wanted = True
        self.accept()
