"""One contact whole: names, how to reach them, home, ties, consents and what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.community.contact import LANGUAGES, Contact, WrittenName
from app.messages import tr
from app.operations.community import households, relationships
from app.ui.session import Session
from app.ui.widgets.basics import (
    Button,
    Card,
    IconLabel,
    across,
    button,
    clear,
    label,
)
from app.ui.widgets.consent_card import ConsentCard
from app.ui.widgets.contact_looks import KIND_ICONS, called, is_open, kind_words, marks_of
from app.ui.widgets.flow import Flow
from app.ui.widgets.timeline import Timeline

Do = Mapping[str, Callable[..., object]]


class Detail(QScrollArea):
    """The right half of the page; `do` holds what its buttons call, by name."""

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__()
        self._session, self._do = session, do
        self.contact: Contact | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        self.setWidget(inner)
        self._build_head()
        self.facts = Card(tr("How to reach them"))
        self.home = Card(tr("Household"))
        self.ties = Card(tr("Relationships"))
        self.notes = Card(tr("Notes"))
        self.consents = ConsentCard(session)
        self.timeline = Timeline(session)
        self.rename_home = button(tr("Addressed as…"), kind="link", on_click=do["name_household"])
        self.home.top.addWidget(self.rename_home)
        self.add_tie = button(tr("Add…"), kind="link", on_click=do["relate"])
        self.add_tie.setAccessibleName(tr("Add a relationship"))
        self.ties.top.addWidget(self.add_tie)
        self._cards = (self.facts, self.home, self.ties, self.notes, self.consents, self.timeline)
        for card in (self.head, *self._cards):
            column.addWidget(card)
        column.addStretch(1)

    def _build_head(self) -> None:
        self.head = Card()
        self._icon = IconLabel("user", "accent", 24)
        self.name = label("", "title", wrap=True)
        self.others = label("", "muted", wrap=True)
        self.about = label("", "muted", wrap=True)
        self._marks = QWidget()
        self._marks.setLayout(Flow(spacing=8))
        self.show_button = button(tr("Show"), "eye", on_click=self._do["reveal"])
        top = across(self._icon, self.name, self.show_button, spacing=12)
        top.setStretch(1, 1)
        self.head.body.addLayout(top)
        for part in (self.others, self.about, self._marks):
            self.head.body.addWidget(part)
        self.doings: dict[str, Button] = {
            key: button(words, icon, on_click=self._do[key])
            for key, words, icon in (
                ("edit", tr("Edit…"), "pencil"),
                ("tag", tr("Tag…"), "tag"),
                ("write_letters", tr("Letter…"), "mail"),
                ("call", tr("Call sheet…"), "phone"),
                ("draft", tr("Email draft…"), "send"),
                ("list_them", tr("Put in a list…"), "clipboard-list"),
            )
        }
        foot = QWidget()
        foot.setLayout(Flow(*self.doings.values(), spacing=8))
        self.head.body.addSpacing(4)
        self.head.body.addWidget(foot)

    def show_contact(self, contact: Contact | None, *, shown: set[str]) -> None:
        """Shows a contact; of one at risk only what is no name, until it is asked for."""
        same = bool(contact and self.contact and contact.id == self.contact.id)
        self.contact = contact
        self.setVisible(contact is not None)
        hidden = self._session.names_hidden
        opened = contact is not None and is_open(contact, shown, hidden=hidden)
        self.consents.show_contact(contact)
        self.timeline.show_contact(contact, with_at_risk=opened)
        if contact is None:
            return
        self._show_head(contact, shown, opened=opened)
        self._show_facts(contact, opened=opened)
        self._show_home(contact, shown, opened=opened)
        self._show_ties(contact, shown, opened=opened)
        clear(self.notes.body)
        self.notes.body.addWidget(label(contact.notes if opened else "", wrap=True))
        self.notes.setVisible(bool(contact.notes) and opened)
        if not same:
            self.verticalScrollBar().setValue(0)

    def _show_head(self, contact: Contact, shown: set[str], *, opened: bool) -> None:
        self._icon.show_icon(KIND_ICONS[contact.kind], "accent")
        self.name.setText(called(contact, shown, hidden=self._session.names_hidden))
        self.others.setText("\n".join(_spoken(contact.names)) if opened else "")
        self.others.setVisible(bool(self.others.text()))
        language = LANGUAGES.get(contact.language, contact.language)
        said = [
            kind_words(contact),
            contact.role if opened else "",
            tr("written to in {language}", language=language) if language else "",
            tr("contact {number}", number=contact.number) if opened else "",
        ]
        self.about.setText(" · ".join(one for one in said if one))
        flow = self._marks.layout()
        if flow is not None:
            clear(flow)
            for icon, role, words in marks_of(contact):
                flow.addWidget(_pill(words, icon, role))
            for word in contact.tags:
                flow.addWidget(_pill(word, "tag", "muted"))
        self._marks.setVisible(bool(contact.tags or marks_of(contact)))
        self.show_button.setVisible(not opened and not self._session.names_hidden)
        self.doings["edit"].setEnabled(opened)

    def _show_facts(self, contact: Contact, *, opened: bool) -> None:
        lines = [
            *((tr("Phone"), _phone(one.written, one.number), one.label) for one in contact.phones),
            *((tr("Email"), one.address, one.label) for one in contact.emails),
            *(
                (tr("Address"), "\n".join(filter(None, (*one.lines, one.postcode))), one.label)
                for one in contact.addresses
            ),
        ]
        clear(self.facts.body)
        if not opened:
            words = tr("Names are hidden; F9 shows them.")
            if contact.at_risk and not self._session.names_hidden:
                words = tr("At risk: “Show” shows the name and how to reach them.")
            self.facts.body.addWidget(label(words, "muted", wrap=True))
        elif not lines:
            self.facts.body.addWidget(label(tr("No way to reach them is known."), "muted"))
        else:
            self.facts.body.addLayout(_grid(lines))

    def _show_home(self, contact: Contact, shown: set[str], *, opened: bool) -> None:
        store = self._session.store
        household = households.of(store, contact)
        others = [one for one in household.members if one.id != contact.id]
        clear(self.home.body)
        person = contact.kind == "person"
        self.home.heading.setText(tr("Household") if person else tr("At the same address"))
        self.rename_home.setVisible(person)
        self.home.setVisible(opened and bool(others or household.own_name))
        if not opened:
            return
        if person:
            words = tr("A label says “{name}”.", name=household.label)
            if household.hangul:
                words = tr("A label says “{name}”, and in Hangul “{hangul}”.",
                           name=household.label, hangul=household.hangul)  # fmt: skip
            self.home.body.addWidget(label(words, "muted", wrap=True))
        for one in others:
            self.home.body.addLayout(across(self._link(one, shown), None))

    def _show_ties(self, contact: Contact, shown: set[str], *, opened: bool) -> None:
        clear(self.ties.body)
        self.ties.setVisible(opened)
        found = relationships.of(self._session.store, contact) if opened else []
        if not found:
            words = tr("Who they work for, belong to, or interpret for stands here.")
            self.ties.body.addWidget(label(words, "muted", wrap=True))
        for one in found:
            gone = button("", "x", kind="link", on_click=partial(self._do["unrelate"], one.kept))
            gone.setToolTip(tr("Forget this relationship"))
            name = called(one.other, shown, hidden=self._session.names_hidden)
            gone.setAccessibleName(tr("Forget: {words} {name}", words=one.words, name=name))
            told = is_open(one.other, shown, hidden=self._session.names_hidden)
            note = label(one.kept.note if told else "", "muted")
            what = label(one.words, "muted")
            what.setMinimumWidth(104)
            self.ties.body.addLayout(
                across(what, self._link(one.other, shown), note, None, gone, spacing=8)
            )

    def _link(self, contact: Contact, shown: set[str]) -> Button:
        name = called(contact, shown, hidden=self._session.names_hidden)
        return button(name, KIND_ICONS[contact.kind], kind="link",
                      on_click=partial(self._do["open"], contact.id))  # fmt: skip


def _spoken(written: Sequence[WrittenName]) -> list[str]:
    """The names in other scripts, and how each is spoken."""
    made = []
    for at, one in enumerate(written):
        said = tr("said “{sound}”", sound=one.pronounced) if one.pronounced else ""
        text = one.text if at else ""
        if text or said:
            made.append("  ".join(part for part in (text, said) if part))
    return made


def _pill(words: str, icon: str, role: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", "pill-warn" if role == "warn" else "chip")
    inner = across(IconLabel(icon, role, 16), label(words), spacing=6)
    inner.setContentsMargins(8, 3, 10, 3)
    made.setLayout(inner)
    return made


def _phone(written: str, number: str) -> str:
    return written if number else tr("{written} (as typed: no telephone number)", written=written)


def _grid(lines: Sequence[tuple[str, str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, 104)
    for at, (words, text, more) in enumerate(lines):
        name = f"{words}, {more}" if more else words
        grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_Value(name, text), at, 1)
    return grid


class _Value(QLabel):
    """What can be copied: Tab comes to it and selects it whole, as in a field."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "value")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAccessibleName(f"{name}: {text}")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setSelection(0, len(self.text()))
