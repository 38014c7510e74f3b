"""Small questions about contacts: a tag, a list, a relationship, how a household is addressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.domain.community.contact import Contact
from app.domain.community.relationship import MUTUAL, RELATIONSHIPS, TURNED
from app.domain.community.segment import Condition
from app.messages import tr, trn
from app.operations.community import contacts, households, relationships, segments
from app.store.community.contact_query import ContactQuery
from app.ui.session import Session
from app.ui.widgets.basics import Button, button, label
from app.ui.widgets.contact_looks import called
from app.ui.widgets.fields import Field, combo, line
from app.ui.widgets.step_dialog import StepDialog

_TAGGING = tr("Changing the tags…")

_MOST = 30
"""So many contacts are offered: more words find fewer."""


class TagDialog(StepDialog):
    """Gives contacts a tag, or takes one away."""

    def __init__(self, parent: QWidget, session: Session, chosen: Sequence[str]) -> None:
        many = trn("Tag {number} contact", "Tag {number:,} contacts", len(chosen))
        super().__init__(parent, session, many, 420, record=",".join(sorted(chosen)))
        self._chosen = list(chosen)
        editor = line()
        known = QCompleter([word for word, _ in session.store.contacts.tags()], editor)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(known)
        self.word = Field(tr("Tag"), editor, tr("One that exists, or a new one"))
        self.column.addWidget(self.word)
        self.give = button(many, "tag", kind="primary", on_click=self._give)
        self.take = button(tr("Take it away"), on_click=self._take)
        self.on_enter = self.give
        self.add_foot(self.take, None, self.leave_button(), self.give)
        editor.setFocus()

    def _give(self) -> None:
        store, word = self.session.store, self.word.text
        done = self.session.run(lambda: contacts.tag(store, self._chosen, word), busy=_TAGGING)
        self._tell(done, trn("{number} tagged", "{number:,} tagged", done or 0))

    def _take(self) -> None:
        store, word = self.session.store, self.word.text
        done = self.session.run(lambda: contacts.untag(store, self._chosen, word), busy=_TAGGING)
        self._tell(done, trn("{number} untagged", "{number:,} untagged", done or 0))

    def _tell(self, done: int | None, words: str) -> None:
        if done is None:
            return
        if done:
            self.session.said.emit(words)
        else:
            self.session.tell(tr("Nothing to change: the tag is as asked already"))
        self.accept()


class ListDialog(StepDialog):
    """Puts contacts in a list chosen one by one: one that exists, or a new one."""

    def __init__(self, parent: QWidget, session: Session, chosen: Sequence[str]) -> None:
        many = trn("Put {number} contact in a list", "Put {number:,} contacts in a list",
                   len(chosen))  # fmt: skip
        super().__init__(parent, session, many, 420)
        self._chosen = list(chosen)
        today = session.clock().date()
        self._lists = {one.id: one for one in session.store.segments.all() if one.static}
        known = [
            (key, tr("{name} ({number:,})", name=one.name,
                     number=segments.counted(session.store, one, today).number))
            for key, one in self._lists.items()
        ]  # fmt: skip
        self.which = combo([*known, ("", tr("A new list"))])
        self.which.activated.connect(lambda _: self._choose())
        which = Field(tr("List"), self.which)
        which.setVisible(bool(known))
        self.name = Field(tr("Name of the new list"), line())
        self.put = button(many, "clipboard-list", kind="primary", on_click=self._put)
        self.on_enter = self.put
        for part in (which, self.name):
            self.column.addWidget(part)
        self.add_foot(None, self.leave_button(), self.put)
        self._choose()

    def _choose(self) -> None:
        new = not self.which.currentData()
        self.name.setVisible(new)
        (self.name.editor if new else self.which).setFocus()

    def _put(self) -> None:
        store, now = self.session.store, self.session.clock()
        there = self._lists.get(self.which.currentData())
        name = there.name if there else self.name.text

        def put() -> int:
            if there:
                return segments.put(store, name, self._chosen)
            segments.add(store, name, contacts=self._chosen, now=now)
            return len(self._chosen)

        done = self.session.run(put)
        if done is None:
            return
        words = trn("{number} put in {name}", "{number:,} put in {name}", done, name=name.strip())
        before = len(self._chosen) - done
        was = trn("{number} was in it already", "{number:,} were in it already", before)
        if done:
            self.session.said.emit(f"{words}; {was}" if before else words)
        else:
            self.session.tell(tr("Nothing to change: they are in {name} already", name=name))
        self.accept()


class HouseholdDialog(StepDialog):
    """How the people of one address are addressed together."""

    def __init__(self, parent: QWidget, session: Session, contact: Contact) -> None:
        title = tr("How the household is addressed")
        super().__init__(parent, session, title, 480, record=contact.id)
        self._contact = contact
        household = households.of(session.store, contact)
        self.name = Field(
            tr("Addressed as (optional)"),
            line(households.name_of(session.store, household.members)),
            tr("Empty: made from the names of those who live there"),
        )
        self.name.set_text(household.own_name)
        self.column.addWidget(self.name)
        self.save_button = button(tr("Save the name"), "check", kind="primary", on_click=self.save)
        self.on_enter = self.save_button
        self.add_foot(None, self.leave_button(), self.save_button)
        self.name.editor.setFocus()

    def save(self) -> None:
        """Keeps the name."""
        store, name = self.session.store, self.name.text
        if self.session.run(
            lambda: households.keep_name(store, self._contact, name), tr("The household is named")
        ):
            self.accept()


class RelateDialog(StepDialog):
    """What one contact is to another, who is found by words."""

    def __init__(
        self, parent: QWidget, session: Session, contact: Contact, shown: set[str]
    ) -> None:
        super().__init__(parent, session, tr("Add a relationship"), 480, record=contact.id)
        self._contact, self._shown = contact, shown
        kinds = [(key, ways.there) for key, ways in RELATIONSHIPS.items()]
        turned = [(key, RELATIONSHIPS[kind].back) for key, kind in TURNED.items()]
        back = [
            (f"back {key}", ways.back)
            for key, ways in RELATIONSHIPS.items()
            if key not in MUTUAL and key not in TURNED.values()
        ]
        self.kind = Field(tr("What they are"), combo([*kinds, *turned, *back]))
        self.search = line(tr("Part of a name"))
        field = Field(tr("To whom"), self.search)
        self.found = QListWidget()
        self.found.setAccessibleName(tr("Contacts found"))
        self.found.setMinimumHeight(160)
        self.note = Field(tr("Note (optional)"), line())
        self.more = label("", "hint", wrap=True)
        for part in (self.kind, field, self.found, self.more, self.note):
            self.column.addWidget(part)
        self.save_button: Button = button(
            tr("Add the relationship"), "check", kind="primary", on_click=self.save
        )
        self.on_enter = self.save_button
        self.add_foot(None, self.leave_button(), self.save_button)
        self.search.textChanged.connect(lambda _: self._find())
        if session.names_hidden:
            self.search.setEchoMode(QLineEdit.EchoMode.Password)
        self._find()
        self.search.setFocus()

    def _find(self) -> None:
        words = tuple(self.search.text().split())
        query = ContactQuery((Condition("words", words),) if words else ())
        listed = [
            one
            for one in self.session.store.contacts.page(query, limit=_MOST + 1)
            if one.id != self._contact.id
        ]
        self.found.clear()
        for one in listed[:_MOST]:
            item = QListWidgetItem(called(one, self._shown, hidden=self.session.names_hidden))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.found.addItem(item)
        self.found.setCurrentRow(0 if words else -1)
        self.more.setText(tr("More match: type more of the name.") if len(listed) > _MOST else "")
        self.more.setVisible(bool(self.more.text()))

    def save(self) -> None:
        """Keeps the relationship with the contact chosen in the list."""
        item = self.found.currentItem()
        if item is None:
            self.refuse(tr("Choose to whom: type part of the name, and choose below it."))
            return
        store = self.session.store
        key = item.data(Qt.ItemDataRole.UserRole)
        other = store.contacts.of_ids([key])[key]
        kind = str(self.kind.editor.currentData())  # type: ignore[union-attr]  # it is a choice
        one, two = self._contact, other
        if kind.startswith("back "):
            kind, one, two = kind.removeprefix("back "), other, self._contact
        note = self.note.text

        def keep() -> bool:
            relationships.relate(store, one, kind, two, note)
            return True

        if self.session.run(keep, tr("The relationship is kept")):
            self.accept()
