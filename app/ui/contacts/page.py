"""Contacts: a list to find people in, and one of them whole beside it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.domain.community.contact import Contact
from app.domain.community.relationship import Relationship
from app.messages import tr, trn
from app.operations.community import contact_doubles, contact_merging, relationships
from app.store.community.contact_query import ContactQuery
from app.ui.contacts.detail import Detail
from app.ui.contacts.dialogs import HouseholdDialog, ListDialog, RelateDialog, TagDialog
from app.ui.contacts.filters import ContactFilters
from app.ui.contacts.form import ContactForm
from app.ui.contacts.listing import ContactList
from app.ui.contacts.merging import MergeDialog
from app.ui.contacts.model import ContactModel
from app.ui.contacts.several import Several
from app.ui.session import Session
from app.ui.theme import grown
from app.ui.widgets.basics import Card, Empty, across, button, label, rule
from app.ui.widgets.contact_export_dialog import ContactExportDialog
from app.ui.widgets.optins_strip import OptInsStrip
from app.ui.widgets.page import Page
from app.ui.widgets.typed_to_find import TypedToFind

_LIST_WIDTH, _NARROW_LIST, _NARROW = 350, 270, 900
"""Pixels of the list, in a narrow page too, and what is narrow."""


class ContactsPage(Page):
    """Search and filters over a list; at the right who is chosen."""

    TITLE = tr("Contacts")
    TABLES = frozenset(
        {"contact", "contact_tag", "household", "relationship", "contact_pair", "contact_verdict",
         "consent_now", "interaction", "task", "event_guest", "reservation", "signature",
         "contact_signature"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session, scrolls=False)
        self.model = ContactModel(session.store)
        self._wanted = ""
        self._narrow = False
        self.doubles = button(tr("Kept twice"), "copy",
                              on_click=lambda: self.go.emit("contact_doubles"))  # fmt: skip
        self.bring = button(tr("Bring in"), "upload",
                            on_click=lambda: self.go.emit("contact_files"))  # fmt: skip
        self.add_button = button(tr("Add a contact"), "user-plus", kind="primary",
                                 on_click=self.add)  # fmt: skip
        for made in (self.doubles, self.bring, self.add_button):
            self.buttons.addWidget(made)
        self.opt_ins = OptInsStrip(session)
        self.body.addWidget(self.opt_ins)
        self._build()
        self.filters.changed.connect(self._filter)
        self.filters.search.down.connect(self._into_list)
        self.listed.typed.connect(TypedToFind(self.listed, self.filters.search).take)
        self.listed.opened.connect(self.edit)
        self.listed.selectionModel().selectionChanged.connect(self._show_chosen)

    def _build(self) -> None:
        self.filters = ContactFilters(self.session)
        card = self._list_card()
        self.detail = Detail(self.session, {
            "edit": self.edit, "tag": self.tag, "write_letters": self.write_letters,
            "call": self.call, "draft": self.draft, "reveal": self.reveal,
            "list_them": self.list_them,
            "name_household": self.name_household, "relate": self.relate,
            "unrelate": self.unrelate, "open": self.show_contact,
        })  # fmt: skip
        self.several = Several(self)
        self.nobody = label(tr("Nobody matches. Clear the filter to see everybody."), "muted",
                            wrap=True)  # fmt: skip
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        column.addWidget(self.several, 0, top)
        column.addWidget(self.nobody, 0, top)
        column.addWidget(self.detail, 1)
        both = QSplitter()
        both.setHandleWidth(16)
        both.setChildrenCollapsible(False)
        both.addWidget(card)
        both.addWidget(right)
        both.setStretchFactor(1, 1)
        both.setSizes([grown(_LIST_WIDTH), grown(2 * _LIST_WIDTH)])
        self._both = both
        self.main = QWidget()
        inner = QVBoxLayout(self.main)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.filters)
        inner.addWidget(both, 1)
        holder = QWidget()  # without it each part is a window of its own for a moment
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self.main)
        self.body.addWidget(holder, 1)

    def _list_card(self) -> Card:
        self.listed = ContactList(self.model)
        self.foot = label("", "strong")
        self.unfilter = button(tr("Clear the filter"), kind="link", on_click=self.clear_filter)
        foot = across(self.foot, self.unfilter, None)
        foot.setContentsMargins(14, 4, 8, 4)
        card = Card(margins=1)
        card.body.setSpacing(0)
        card.body.addWidget(self.listed, 1)
        card.body.addWidget(rule())
        card.body.addLayout(foot)
        card.setMinimumWidth(grown(_NARROW_LIST))
        return card

    def _empty(self) -> QWidget:
        begin = button(tr("Add a contact"), "user-plus", kind="primary", on_click=self.add)
        other = button(tr("Bring in an address book"), "upload",
                       on_click=lambda: self.go.emit("contact_files"))  # fmt: skip
        self.begin = begin
        words = (
            tr("Contacts are people and groups who asked to hear from you."),
            tr("Those who opt in on a slip come here by themselves, with what they agreed to."),
        )
        return Empty("contact", words, begin, other)

    def reload(self) -> None:
        everybody = self.session.store.contacts.count(ContactQuery())
        self._stack.setCurrentIndex(1 if everybody else 0)
        self.subtitle.setVisible(False)
        for made in (self.doubles, self.bring, self.add_button):
            made.setVisible(everybody > 0)
        pairs = self.session.store.contact_pairs.count()
        words = tr("Kept twice ({number:,})", number=pairs) if pairs else tr("Kept twice")
        self.doubles.set_words(words)
        self.opt_ins.reload()
        self.model.names_hidden = self.session.names_hidden
        self.filters.reload()
        self._everybody = everybody
        self._look()

    def _filter(self) -> None:
        """Lists who matches; where several were chosen, the first is now."""
        if len(self.listed.chosen_rows()) > 1:
            self.listed.clearSelection()
        self._look()

    def _look(self) -> None:
        """Lists who matches; those who were chosen stay so."""
        kept = {self.model.order[row] for row in self.listed.chosen_rows()}
        if self._wanted:
            one = self.session.store.contacts.of_ids([self._wanted]).get(self._wanted)
            kept = {one.number} if one else kept
            self._wanted = ""
        order = self.session.store.contacts.order(self.filters.query)
        self.model.show_order(order)
        self._choose(kept)
        number = len(order)
        words = trn("{number} contact", "{number:,} contacts", number)
        if self.filters.active:
            words = tr("{number:,} of {all:,} match", number=number, all=self._everybody)
        self.foot.setText(words)
        self.unfilter.setVisible(self.filters.active)
        self._show_chosen()

    def _choose(self, numbers: set[int]) -> None:
        runs = self.model.runs_of(numbers) or ([(0, 0)] if self.model.order else [])
        chosen = QItemSelection()
        for first, last in runs:
            chosen.select(self.model.index(first, 0), self.model.index(last, 0))
        flags = QItemSelectionModel.SelectionFlag
        models = self.listed.selectionModel()
        models.select(chosen, flags.ClearAndSelect)
        if runs:
            top = self.model.index(runs[0][0], 0)
            models.setCurrentIndex(top, flags.NoUpdate)
            self.listed.scrollTo(top)

    def _show_chosen(self) -> None:
        rows = self.listed.chosen_rows()
        if self.model.shown:
            self._hide_again({self.model.order[row] for row in rows})
        self.several.show_number(len(rows))
        self.nobody.setVisible(not self.model.order)
        one = self.model.contact(rows[0]) if len(rows) == 1 else None
        self.detail.show_contact(one, shown=self.model.shown)

    @property
    def chosen(self) -> list[Contact]:
        """Who is chosen, in the list's order."""
        found = (self.model.contact(row) for row in self.listed.chosen_rows())
        return [one for one in found if one is not None]

    def _ids(self) -> tuple[str, ...]:
        numbers = [self.model.order[row] for row in self.listed.chosen_rows()]
        found = tuple(self.session.store.contacts.ids_of(numbers))
        if not found:
            self.banner.say(tr("Choose a contact in the list first."))
        return found

    def begin_search(self) -> None:
        """Puts the cursor where words are typed that are to be found."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def find_words(self, text: str) -> None:
        """Lists the contacts that have the words of `text`."""
        self.filters.look_for(text)
        self._into_list()

    def show_contact(self, contact: str) -> None:
        """Opens one contact (its id), whatever is filtered."""
        self._wanted = contact
        self.filters.clear()
        self._into_list()

    def take_people(self, contacts: tuple[str, ...]) -> None:
        """Chooses contacts (ids) that another page names."""
        self.show_contact(contacts[0] if contacts else "")
        found = self.session.store.contacts.of_ids(contacts)
        if len(found) > 1:
            self._choose({one.number for one in found.values()})

    def log(self) -> None:
        """Logs what happened with the contact in sight."""
        self.detail.timeline.log()

    def clear_filter(self) -> None:
        """Lists everybody again."""
        self.filters.clear()
        self._into_list()

    def _into_list(self) -> None:
        self.listed.setFocus()

    def add(self) -> None:
        """Asks for a new contact, and opens it."""
        dialog = ContactForm(self, self.session)
        dialog.exec()
        if dialog.made:
            self.show_contact(dialog.made.id)
            self._say_near(dialog.made)

    def _say_near(self, made: Contact) -> None:
        """Says where somebody who was just added may be kept already."""
        near = contact_doubles.note_near(self.session.store, made)
        if near:
            words = tr("The contact is added; it may be contact {number} already: see Kept twice",
                       number=near[0].a.number)  # fmt: skip
            self.session.tell(words)

    def edit(self) -> None:
        """Opens the form of the contact in sight."""
        one = self.detail.contact
        if one is None:
            self.banner.say(tr("Choose one contact in the list first."))
        elif self.detail.doings["edit"].isEnabled():
            ContactForm(self, self.session, one).exec()
        elif self.session.names_hidden:
            self.banner.say(tr("Names are hidden: F9 shows them."))
        else:
            self.banner.say(tr("This contact is at risk: choose “Show” first."))

    def reveal(self) -> None:
        """Shows the names of those chosen who are at risk, until others are or the page is left."""
        self.model.shown |= {one.id for one in self.chosen if one.at_risk}
        self.model.forget()
        self._show_chosen()

    def _hide_again(self, numbers: Collection[int]) -> None:
        """Ends “Show” for who is none of those with these numbers."""
        known = self.session.store.contacts.of_ids(list(self.model.shown))
        gone = {key for key, one in known.items() if one.number not in numbers}
        if gone:
            self.model.shown -= gone
            self.model.forget()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        """Another page is shown: who is at risk is a number again."""
        super().hideEvent(event)
        if self.model.shown and not event.spontaneous():
            self._hide_again(())
            self._show_chosen()

    def tag(self) -> None:
        """Gives all who are chosen a tag."""
        if ids := self._ids():
            TagDialog(self, self.session, ids).exec()

    def relate(self) -> None:
        """Says what the contact in sight is to another."""
        if self.detail.contact:
            RelateDialog(self, self.session, self.detail.contact, self.model.shown).exec()

    def unrelate(self, kept: Relationship) -> None:
        """Forgets a relationship."""
        store = self.session.store
        found = store.contacts.of_ids([kept.contact, kept.other])
        self.session.run(
            lambda: relationships.unrelate(
                store, found[kept.contact], kept.kind, found[kept.other]
            ),
            tr("The relationship is forgotten"),
        )

    def name_household(self) -> None:
        """Says how the household of the contact in sight is addressed."""
        if self.detail.contact and not self.session.names_hidden:
            HouseholdDialog(self, self.session, self.detail.contact).exec()

    def merge(self) -> None:
        """Makes the two who are chosen one."""
        two = sorted(self.chosen, key=lambda one: one.number)
        if len(two) != 2:
            self.banner.say(tr("Choose exactly two contacts in the list: they become one."))
            return
        if self.session.names_hidden or any(
            one.at_risk and one.id not in self.model.shown for one in two
        ):
            self.banner.say(
                tr("A merge shows every field: press F9, or choose “Show who is at risk”.")
            )
            return
        now = self.session.clock()
        found = self.session.run(
            lambda: contact_merging.preview(self.session.store, two[0], two[1], now=now)
        )
        if found:
            dialog = MergeDialog(self, self.session, found)
            dialog.exec()
            if dialog.made:
                self.show_contact(dialog.made.id)

    def _hand_on(self, key: str) -> None:
        if ids := self._ids():
            self.people_for.emit(key, ids)

    def write_letters(self) -> None:
        """Goes on to letters for those chosen."""
        self._hand_on("mailing")

    def call(self) -> None:
        """Goes on to a call sheet of those chosen."""
        self._hand_on("rounds")

    def draft(self) -> None:
        """Goes on to email drafts for those chosen."""
        self._hand_on("drafts")

    def list_them(self) -> None:
        """Puts all who are chosen in a list."""
        if ids := self._ids():
            ListDialog(self, self.session, ids).exec()

    def invite(self) -> None:
        """Goes on to the events, to invite those chosen."""
        self._hand_on("events")

    def export(self) -> None:
        """Writes those chosen to a file where they are several, else those listed."""
        chosen = [one.id for one in self.chosen]
        ids = chosen if len(chosen) > 1 else self.session.store.contacts.ids(self.filters.query)
        if ids:
            ContactExportDialog(self.session, self, ids).exec()
        else:
            self.banner.say(tr("Nobody is listed: there is nothing to export."))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        """Leaves one person room where the window is small."""
        super().resizeEvent(event)
        narrow = self.width() < grown(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            wanted = grown(_NARROW_LIST if narrow else _LIST_WIDTH)
            self._both.setSizes([wanted, max(self.width() - wanted, wanted)])

    def leave(self) -> None:
        self.model.shown.clear()


make = ContactsPage
