"""Contacts kept twice: pairs judged by people, one after the other by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app.messages import tr, trn
from app.operations.community import contact_doubles, contact_merging
from app.operations.community.contact_doubles import Doubles
from app.operations.community.contact_merging import Merge
from app.operations.counting.likeness import Alike
from app.ui.session import Session
from app.ui.widgets.basics import Card, Empty, WarnPill, button, label, rule
from app.ui.widgets.contact_looks import is_open
from app.ui.widgets.merge_table import MergeTable
from app.ui.widgets.page import Page
from app.ui.widgets.verdict import RiskLine, Says, Why, sureness

_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ContactDoublesPage(Page):
    """One pair in sight, with what a merge would make of it; a verdict brings the next."""

    TITLE = tr("Contacts kept twice")
    BEHIND = "contacts"
    TABLES = frozenset(
        {"contact", "contact_tag", "relationship", "contact_pair", "contact_verdict",
         "consent_now", "interaction", "task"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.pairs: list[Doubles] = []
        self.at = 0
        self._told: Doubles | None = None
        self._shown: set[str] = set()
        self._verdicts: set[str] = set()
        self.find_button = button(tr("Find again"), "copy", on_click=self.look)
        self.buttons.addWidget(self.find_button)
        self.subtitle.setText(
            tr("One contact is kept and takes up what the other knows; nothing is deleted.")
        )
        self._build_pair()
        self._build_empty()
        self.body.addStretch(1)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("1", lambda: self.keep(0)),
            ("2", lambda: self.keep(1)),
            ("N", self.keep_apart),
            ("S", self.reveal),
            ("U", self.take_back),
            ("Right", lambda: self.step(1)),
            ("Left", lambda: self.step(-1)),
        ]
        for key, do in keys:
            QShortcut(QKeySequence(key), self, do).setContext(_HERE)

    def _build_pair(self) -> None:
        self.card = Card(tr("Pair"))
        self.sure = WarnPill("copy")
        self.back_button = button(tr("Previous"), kind="link", on_click=lambda: self.step(-1))
        self.on_button = button(tr("Next"), kind="link", on_click=lambda: self.step(1))
        for one in (self.sure, self.back_button, self.on_button):
            self.card.top.addWidget(one)
        self.why = Why()
        self.risk = RiskLine()
        self.rule_words = label(
            tr("Where they differ, what the one you keep says comes first."), "muted", wrap=True
        )
        self.hidden = label(tr("Names are hidden. F9 shows them."), "muted")
        self.table = MergeTable()
        self.table.changed.connect(self._show_merge)
        self.says = Says(
            [
                ("1", tr("Keep the left one"), "check", lambda: self.keep(0)),
                ("2", tr("Keep the right one"), "check", lambda: self.keep(1)),
                ("N", tr("Not the same"), "users", self.keep_apart),
                ("S", tr("Show names"), "eye", self.reveal),
                ("U", tr("Undo"), "undo-2", self.take_back),
            ]
        )
        for part in (self.risk, self.why, rule(), self.hidden, self.table, self.rule_words,
                     rule(), self.says):  # fmt: skip
            self.card.body.addWidget(part)
        self.body.addWidget(self.card)

    def _build_empty(self) -> None:
        self._none = QWidget()
        self._empty = QStackedLayout(self._none)
        self.first = button(tr("Find contacts kept twice"), "copy", kind="primary",
                            on_click=self.look)  # fmt: skip
        words = (
            tr("Here are contacts that may be one person or one group."),
            tr("Names are compared across scripts and spellings; you judge each pair."),
        )
        done = (tr("No two contacts are left to judge."), tr("Look again when more came in."))
        self._empty.addWidget(Empty("contact", words, self.first))
        again = button(tr("Find again"), "copy", on_click=self.look)
        self._empty.addWidget(Empty("circle-check", done, again))
        self._none.setMinimumHeight(360)
        self.body.addWidget(self._none)

    def reload(self) -> None:
        before = self.pair
        self.pairs = contact_doubles.pairs(self.session.store)
        keys = [(one.a.id, one.b.id) for one in self.pairs]
        if before and (before.a.id, before.b.id) in keys:
            self.at = keys.index((before.a.id, before.b.id))
        self.at = max(0, min(self.at, len(self.pairs) - 1))
        self._empty.setCurrentIndex(1 if contact_doubles.was_searched(self.session.store) else 0)
        self._show()

    @property
    def pair(self) -> Doubles | None:
        """The pair in sight; None where there is none."""
        return self.pairs[self.at] if self.at < len(self.pairs) else None

    @property
    def opened(self) -> bool:
        """Whether both names of the pair may be on screen."""
        pair, hidden = self.pair, self.session.names_hidden
        return pair is not None and all(
            is_open(one, self._shown, hidden=hidden) for one in (pair.a, pair.b)
        )

    def look(self) -> None:
        """Looks for contacts kept twice on another thread, and keeps what is found."""
        self.session.start(
            tr("Looking for contacts kept twice"),
            contact_doubles.find,
            self._keep_found,
            draws=False,
        )

    def _keep_found(self, found: Alike) -> None:
        words = trn("{number} pair found", "{number:,} pairs found", len(found.pairs))
        self.at = 0
        self.session.run(lambda: contact_doubles.keep(self.session.store, found), words)

    def step(self, by: int) -> None:
        """Shows the next pair, or the one before."""
        self.at = max(0, min(self.at + by, len(self.pairs) - 1))
        self._show()

    def _show(self) -> None:
        pair = self.pair
        if pair != self._told:
            self._told = pair
            self._shown.clear()
        self.card.setVisible(pair is not None)
        self._none.setVisible(pair is None)
        self.find_button.setVisible(pair is not None)
        self.table.taken = set()
        if pair is None:
            return
        self.card.heading.setText(
            tr("{at:,} of {number:,}", at=self.at + 1, number=len(self.pairs))
        )
        self.back_button.setEnabled(self.at > 0)
        self.on_button.setEnabled(self.at + 1 < len(self.pairs))
        self.sure.words.setText(sureness(pair.probability))
        self.why.show_reasons(
            pair.reasons if self.opened else contact_doubles.safe_reasons(pair, hidden=True)
        )
        self._show_merge()

    def _show_merge(self) -> None:
        pair, opened, hidden = self.pair, self.opened, self.session.names_hidden
        kept_back = not opened and not hidden
        self.table.setVisible(not hidden)
        self.hidden.setVisible(hidden)
        self.rule_words.setVisible(kept_back)
        self.says.offer("S", offered=kept_back)
        for key in ("1", "2", "N"):
            self.says.buttons[key].setEnabled(not hidden)
        if pair is None:
            return
        self.risk.show_number((pair.a.at_risk + pair.b.at_risk) if kept_back else 0)
        found = None if hidden else self._preview(pair)
        if found:
            lines = found.lines if opened else found.unnamed_lines
            self.table.show_lines(found.kept, found.other, lines)
        else:
            self.table.forget()

    def _preview(self, pair: Doubles) -> Merge | None:
        store, now, taken = self.session.store, self.session.clock(), self.table.taken
        return self.session.run(
            lambda: contact_merging.preview(store, pair.a, pair.b, taken, now=now)
        )

    def _judge(self, do: Callable[[Doubles], object], words: str) -> None:
        pair = self.pair
        if pair is not None and not self.session.names_hidden:
            self.session.run(lambda: self._said(do, pair), words)

    def _said(self, do: Callable[[Doubles], object], pair: Doubles) -> None:
        do(pair)
        self._verdicts.add(self.session.store.undo_label)

    def keep(self, side: int) -> None:
        """Keeps the left (0) or the right (1) contact, which takes up the other one.

        What was chosen to come first comes first either way; where nothing was in sight to
        choose from, the kept one’s.
        """
        store, now = self.session.store, self.session.clock()
        taken = set(self.table.taken)
        if side:
            taken = {field for field in self.table.choices if field not in taken}

        def merge(pair: Doubles) -> None:
            kept, other = (pair.b, pair.a) if side else (pair.a, pair.b)
            contact_merging.merge(store, kept, other, taken, now=now)

        self._judge(merge, tr("The two contacts are one"))

    def keep_apart(self) -> None:
        """Says that the two are not one: the pair is not shown again."""
        store, now = self.session.store, self.session.clock()
        self._judge(
            lambda pair: contact_merging.keep_apart(store, pair.a, pair.b, now=now),
            tr("Kept apart"),
        )

    def reveal(self) -> None:
        """Names a pair with somebody at risk, until another is in sight or the page is left."""
        if self.pair and not self.session.names_hidden:
            self._shown |= {self.pair.a.id, self.pair.b.id}
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        if self._shown and not event.spontaneous():
            self._shown.clear()
            self._show()

    def take_back(self) -> None:
        """Takes the last step back if it is a verdict of this page."""
        if self.session.store.undo_label in self._verdicts:
            self.session.undo()
        else:
            self.banner.say(
                tr("The last step is no verdict given here; Ctrl+Z takes back any step.")
            )

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        focus = QApplication.focusWidget()
        if not event.spontaneous() and not (focus and self.isAncestorOf(focus)):
            self.setFocus()

    def leave(self) -> None:
        self._shown.clear()


make = ContactDoublesPage
