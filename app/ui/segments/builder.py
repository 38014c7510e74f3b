"""The builder of a segment: its name, plain conditions or chosen contacts, and whom it finds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.community.contact import Contact
from app.domain.community.segment import Condition, Segment
from app.errors import AppError
from app.messages import tr, trn
from app.operations.community import contacts, segment_conditions, segments
from app.store.store import Store
from app.ui.segments.built import Built
from app.ui.segments.condition_row import ConditionRow
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.asking import Asker
from app.ui.widgets.basics import Card, IconLabel, across, button, down, label
from app.ui.widgets.contact_looks import KIND_ICONS, called
from app.ui.widgets.fields import Field, line
from app.ui.widgets.flow import Flow
from app.ui.widgets.tab_order import follow
from app.ui.widgets.tables import Cell, Column, Table

SHOWN = 8
"""So many of those found are named below the count."""

_PAUSE = 250
"""Milliseconds after the last change before it is counted."""

USES = (
    ("mailing", tr("Letters and labels"), "mail"),
    ("rounds", tr("Call sheet or walk list"), "phone"),
    ("drafts", tr("Emails and texts"), "send"),
)
"""Pages that take a segment's people."""


def _at_foot(*parts: QWidget) -> QHBoxLayout:
    """Widgets in a row that stand on one line, below the label of the first."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
    row.addStretch(1)
    return row


@dataclass(frozen=True)
class Found:
    """How many a segment holds, and the first of them."""

    number: int
    first: tuple[Contact, ...]


class Builder(Card):
    """Builds one segment; `kept` says that it was saved or removed, by the id to show."""

    kept = Signal(str)
    wanted = Signal(str, tuple)

    def __init__(self, session: Session) -> None:
        super().__init__(" ")
        self._session = session
        self.segment = Segment("")
        self.rows: list[ConditionRow] = []
        self.counter = Asker(session.store)
        self.counter.answered.connect(self._show_found)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)  # Qt's shape
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.count)
        self.name = Field(tr("Name"), line())
        self.name.edited.connect(self._enable)
        self._build_warning()
        self.body.addWidget(self.name)
        self._build_conditions()
        self._build_static()
        self._build_found()
        self._build_foot()
        self.body.addStretch(1)
        self.settle()

    def _build_warning(self) -> None:
        self.meanwhile, self._warning = label("", wrap=True), QFrame()
        self._warning.setProperty("role", "warnbox")
        row = across(IconLabel("triangle-alert", "warn", 18), self.meanwhile)
        row.setStretch(1, 1)
        row.setContentsMargins(12, 8, 12, 8)
        self._warning.setLayout(row)
        self.body.addWidget(self._warning)

    def _say_meanwhile(self, words: str) -> None:
        self.meanwhile.setText(words)
        self._warning.setVisible(bool(words))

    def _build_conditions(self) -> None:
        self.conditions = QWidget()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.more = button(tr("Add a condition"), "plus", on_click=self.add_condition)
        heading = label(tr("Whom it wants: all of this has to hold"), "strong")
        self.conditions.setLayout(down(heading, self._column, across(self.more, None)))
        self.body.addSpacing(4)
        self.body.addWidget(self.conditions)

    def _build_static(self) -> None:
        self.static = QWidget()
        self.number = Field(
            tr("Contact’s number"),
            line("14", width=110),
            tr("It stands beside the name in Contacts."),
        )
        self.put_button = button(tr("Put in"), "user-plus", on_click=self.put_in)
        self.number.editor.returnPressed.connect(self.put_in)  # type: ignore[union-attr]  # a line
        self.out = button(tr("Take out"), "user-x", on_click=self.take_out)
        self.static.setLayout(_at_foot(self.number, self.put_button, self.out))
        self.body.addWidget(self.static)

    def _build_found(self) -> None:
        self.said = label("", "group")
        self.refusal = label("", "muted", wrap=True)
        self.people = Table(
            tr("Who is in it"), (Column(tr("Contact"), 80, right=True), Column(tr("Name")))
        )
        self.people.setColumnWidth(0, grown(80))
        self.icon = IconLabel("users", "accent", 18)
        self.body.addSpacing(8)
        self.body.addLayout(across(self.icon, self.said, None))
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.people)

    def _build_foot(self) -> None:
        self.save_button = button(tr("Save the segment"), "save", kind="primary",
                                  on_click=self.save)  # fmt: skip
        self.remove_button = button(tr("Remove"), on_click=self.remove)
        self.remove_button.setAccessibleName(tr("Remove the segment"))
        self.uses = {
            key: button(words, icon, on_click=partial(self._use, key)) for key, words, icon in USES
        }
        foot = QWidget()
        foot.setLayout(Flow(self.save_button, self.remove_button, *self.uses.values(), spacing=8))
        self.body.addSpacing(8)
        self.body.addWidget(foot)

    def show_segment(self, segment: Segment) -> None:
        """Shows a segment, kept or new; what was being built is gone."""
        self.segment, store = segment, self._session.store
        new = tr("New list") if segment.static else tr("New segment")
        self.heading.setText(segment.name or new)
        self.name.set_text(segment.name)
        for row in list(self.rows):
            self._drop(row)
        for one in segment.conditions:
            written = segment_conditions.written_condition(store, one) if segment.id else one
            self._add_row(written)
        if not self.rows and not segment.static:
            self._add_row(None)
        self.conditions.setVisible(not segment.static)
        self.static.setVisible(segment.static)
        self.remove_button.setVisible(bool(segment.id))
        self.number.set_text("")
        self._say_meanwhile("")
        self.settle()
        self.count()

    @property
    def unsaved(self) -> bool:
        """Whether something stands here that is not kept."""
        return self.built != self._begun

    def settle(self) -> None:
        """What stands here is nothing that would be lost."""
        self._begun = self._warned = self.built

    def may_leave(self) -> bool:
        """Whether something else may be shown: what is not saved goes only the second time."""
        built = self.built
        if built in (self._begun, self._warned):
            return True
        self._warned = built
        self._session.refused.emit(
            tr("This segment is not saved yet: save it, or choose once more to leave without it.")
        )
        return False

    def stay(self, now: Segment | None) -> None:
        """Leaves what is not saved as it stands, beside the segment as it is `now`; None: gone."""
        before = self.segment
        if now is None and before.id:
            self._say_meanwhile(
                tr("“{name}” was removed meanwhile. What stands here is kept as a new one once "
                   "you save it.", name=before.name)
            )  # fmt: skip
        elif now is not None and now != before:
            self._say_meanwhile(
                tr("“{name}” was changed meanwhile. What stands here takes its place once you "
                   "save it.", name=now.name)
            )  # fmt: skip
            if self.name.text == before.name:
                self.name.set_text(now.name)
        self.segment = now or replace(before, id="")
        if self.segment.name:
            self.heading.setText(self.segment.name)
        self.remove_button.setVisible(bool(self.segment.id))
        self.count()

    def show_built(self, segment: Segment, built: Built) -> None:
        """Shows a segment, kept or new, with what was being built of it."""
        self.show_segment(segment)
        self.name.set_text(built.name)
        if not segment.static:
            for row in list(self.rows):
                self._drop(row)
            for one in built.conditions:
                self._add_row(one)
        self.count()

    @property
    def built(self) -> Built:
        """What stands in the fields."""
        rows = () if self.segment.static else tuple(one.condition for one in self.rows)
        one = self.segment
        return Built(one.id, one.static, self.name.text, rows)

    def add_condition(self) -> None:
        """One more row, to be filled."""
        self._add_row(None)
        self.rows[-1].field.setFocus()
        self._wait()

    def _add_row(self, condition: Condition | None) -> None:
        today = self._session.clock().date()
        row = ConditionRow(self._session.store, today, self.segment.id)
        row.show_condition(condition or Condition("tag"))
        row.changed.connect(self._wait)
        row.removed.connect(self._take_away)
        self.rows.append(row)
        self._column.addWidget(row)
        follow(self)

    def _take_away(self, row: ConditionRow) -> None:
        self._drop(row)
        self.more.setFocus()
        self._wait()

    def _drop(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _wait(self) -> None:
        self._timer.start()
        self._enable()

    def _enable(self) -> None:
        self.save_button.setEnabled(bool(self.name.text.strip()))
        kept = bool(self.segment.id)
        for one in self.uses.values():
            one.setVisible(kept)

    def count(self) -> None:
        """Counts whom the rows want, and names the first."""
        self._timer.stop()
        self._enable()
        today = self._session.clock().date()
        try:
            asked = self._asked()
        except AppError as refusal:
            self._show_refusal(str(refusal))
            return

        def find(reader: Store) -> Found:
            query = segments.query_of(reader, asked, today)
            first = reader.contacts.page(query, limit=SHOWN if not asked.static else 500)
            return Found(reader.contacts.count(query), tuple(first))

        if asked.static and not asked.id:
            self._show_found(Found(0, ()))
            return
        self.counter.ask(find)

    def _asked(self) -> Segment:
        """The segment as the rows say; AppError where one is not finished."""
        if self.segment.static:
            return self.segment
        checked = tuple(
            segment_conditions.checked_condition(self._session.store, one.condition)
            for one in self.rows
        )
        return replace(self.segment, conditions=checked)

    def _show_refusal(self, sentence: str) -> None:
        self.said.setText(tr("Not finished"))
        self.icon.show_icon("circle-dashed", "muted")
        self.refusal.setText(sentence)
        self.refusal.show()
        self.people.hide()
        for one_use in self.uses.values():
            one_use.setEnabled(False)

    def _show_found(self, found: Found) -> None:
        number, hidden = found.number, self._session.names_hidden
        self.said.setText(
            trn("{number} contact now", "{number:,} contacts now", number)
            if number
            else tr("Nobody now")
        )
        self.icon.show_icon("users", "accent" if number else "muted")
        more = number - len(found.first)
        self.refusal.setText(
            trn("and {number} more", "and {number:,} more", more)
            if more > 0
            else ("" if number else tr("A list for it would be refused until somebody is in it."))
        )
        self.refusal.setVisible(bool(self.refusal.text()))
        self.people.setVisible(bool(found.first))
        self.people.setRowCount(len(found.first))
        for row, one in enumerate(found.first):
            name = Cell(called(one, hidden=hidden), KIND_ICONS[one.kind])
            self.people.fill(row, (str(one.number), name))
        self.people.fit(SHOWN)
        for one_use in self.uses.values():
            one_use.setEnabled(number > 0)

    def save(self) -> None:
        """Keeps the segment under its name."""
        store, now, name = self._session.store, self._session.clock(), self.name.text
        before, static = self.segment, self.segment.static
        conditions = [] if static else [row.condition for row in self.rows]

        def keep() -> Segment:
            if before.id:
                return segments.change(store, before.name, new_name=name,
                                       conditions=None if static else conditions)  # fmt: skip
            return segments.add(store, name, conditions, contacts=() if static else None, now=now)

        made = self._session.run(
            keep, tr("{name} is saved", name=name.strip()), busy=tr("Saving the segment…")
        )
        if made is not None:
            self.kept.emit(made.id)

    def remove(self) -> None:
        """Takes the segment away; nobody in it goes."""
        name = self.segment.name
        done = self._session.run(
            lambda: (segments.remove(self._session.store, name),),
            tr("{name} is removed", name=name),
        )
        if done is not None:
            self.kept.emit("")

    def put_in(self) -> None:
        """Puts the contact with the number typed into the list."""
        text, name = self.number.text, self.segment.name
        if not self.segment.id:
            self._session.refused.emit(tr("Save the list first: then contacts can be put in."))
            return

        def put() -> int:
            one = contacts.get(self._session.store, text)
            return segments.put(self._session.store, name, [one.id])

        if self._session.run(put) is not None:
            self.number.set_text("")
            self.count()

    def take_out(self) -> None:
        """Takes the chosen rows out of the list."""
        rows = self.people.chosen_rows()
        numbers = [item.text() for row in rows if (item := self.people.item(row, 0))]
        name, store = self.segment.name, self._session.store
        self._session.run(
            lambda: segments.take(store, name, [contacts.get(store, one).id for one in numbers])
        )
        self.count()

    def _use(self, key: str) -> None:
        """Hands on whom the rows want as they stand here, saved or not."""
        store, today = self._session.store, self._session.clock().date()
        keys = self._session.run(lambda: segments.members(store, self._asked(), today))
        if keys:
            self.wanted.emit(key, tuple(keys))
        elif keys is not None:
            self._session.refused.emit(tr("Nobody is in it now: change whom it wants."))
