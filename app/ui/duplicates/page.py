"""Duplicates: pairs that may be one person's, judged by people, one after the other by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.duplicates.person import Pair
from app.domain.duplicates.reasons import unnamed
from app.errors import AppError
from app.messages import tr, trn
from app.operations.counting import duplicates
from app.operations.counting.duplicates import Found
from app.ui.duplicates.comparison import Comparison, linked
from app.ui.duplicates.nothing import Nothing
from app.ui.duplicates.scans import Scans
from app.ui.session import Session
from app.ui.widgets.basics import Card, Segments, WarnPill, across, button, label, rule
from app.ui.widgets.page import Page
from app.ui.widgets.signature_looks import AtRisk
from app.ui.widgets.verdict import ACCEPT, RiskLine, Says, Why, sureness
from app.ui.widgets.walk import Walk

_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class DuplicatesPage(Page):
    """One pair in sight; a verdict brings the next."""

    TITLE = tr("Duplicates")
    BEHIND = "signatures"
    TABLES = frozenset(
        {"signature", "petition", "wording_version", "duplicate_pair", "duplicate_verdict",
         "contact", "contact_signature"}
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.walk = Walk()
        self.at_risk = AtRisk()
        self._told: Pair | None = None
        self.scans = Scans(session, self.at_risk)
        self._verdicts: set[str] = set()
        self._compared = ("", "", "")
        self._nothing, self._reloaded_for = False, ""
        self._cluster: list[str] = []
        self._groups: dict[str, list[str]] = {}
        self.find_button = button(tr("Find duplicates"), "copy", on_click=self.look)
        self.buttons.addWidget(self.find_button)
        self.subtitle.setText(
            tr(
                "The one that counts stays as it is; the other is marked invalid with a reason, "
                "never deleted."
            )
        )
        self._build_top()
        self._build_pair()
        self._none = Nothing(self.look)
        self.first, self.done = self._none.first, self._none.done
        self.body.addWidget(self._none)
        self.body.addStretch(1)
        self.area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("1", lambda: self.keep(0)),
            ("2", lambda: self.keep(1)),
            ("N", self.dismiss),
            ("A", self.accept_all),
            ("S", self.reveal),
            ("U", self.take_back),
            ("Right", lambda: self.step(1)),
            ("Down", lambda: self.step(1)),
            ("Left", lambda: self.step(-1)),
            ("Up", lambda: self.step(-1)),
        ]
        for key, do in keys:
            # Bare keys hold only on the page itself, not in the sidebar or a menu.
            QShortcut(QKeySequence(key), self, do).setContext(_HERE)

    def _build_top(self) -> None:
        self.tabs = Segments(
            [("", tr("All")), ("likely", tr("Likely")), ("possible", tr("Possible"))],
            tr("Which pairs"),
        )
        self.tabs.chosen.connect(self._choose)
        for tab in self.tabs.findChildren(QAbstractButton):
            tab.installEventFilter(self)
        self.effect = label("", "strong")
        self.top = QWidget()
        self.top.setLayout(across(self.tabs, None, self.effect, spacing=12))
        self.body.addWidget(self.top)

    def _build_pair(self) -> None:
        self.card = Card(tr("Pair"))
        self.sure = WarnPill("copy")
        self.back_button = button(tr("Previous"), kind="link", on_click=lambda: self.step(-1))
        self.on_button = button(tr("Next"), kind="link", on_click=lambda: self.step(1))
        self.back_button.setToolTip("←")
        self.on_button.setToolTip("→")
        for one in (self.sure, self.back_button, self.on_button):
            self.card.top.addWidget(one)
        self.why = Why()
        self.risk = RiskLine()
        self.others = label("", "muted", wrap=True)
        self.comparison = Comparison()
        self.says = Says(
            [
                ("1", tr("Keep the left one"), "check", lambda: self.keep(0)),
                ("2", tr("Keep the right one"), "check", lambda: self.keep(1)),
                ("N", tr("Not the same person"), "users", self.dismiss),
                ("A", ACCEPT, "circle-check", self.accept_all),
                ("S", tr("Show names"), "eye", self.reveal),
                ("U", tr("Undo"), "undo-2", self.take_back),
            ]
        )
        for part in (self.risk, self.why, self.others, rule(), self.comparison, rule(), self.says):
            self.card.body.addWidget(part)
        self.body.addWidget(self.card)
        self.hidden = label(tr("Names are hidden, and pairs with them. F9 shows them."), "muted")
        self.body.addWidget(self.hidden)

    @property
    def ref(self) -> str:
        """The petition in sight; empty in an empty campaign."""
        record = self.session.petition
        return record.ref if record else ""

    def look(self) -> None:
        """Looks for duplicates on another thread, and keeps what is found."""
        ref = self.ref
        if not ref:
            self.banner.say(tr("This campaign has no petition yet, so nobody signed one twice."))
            return
        self.session.start(
            tr("Looking for duplicates"),
            lambda store, progress: duplicates.find(store, ref, progress),
            lambda found: self._keep_found(ref, found),
            draws=False,
        )

    def _keep_found(self, ref: str, found: Found) -> None:
        words = trn("{number} pair found", "{number:,} pairs found", len(found.pairs))
        self.walk.at = 0
        self.session.run(lambda: duplicates.keep(self.session.store, ref, found), words)

    def reload(self) -> None:
        with self._kept_focus():
            self._reload(self.ref)

    def _reload(self, ref: str) -> None:
        if ref != self._reloaded_for:
            self._nothing, self._reloaded_for = False, ref
        record = self.session.petition
        self.at_risk.look(self.session.store, record.id if record else "")
        pairs = duplicates.pairs(self.session.store, ref) if ref else []
        searched = bool(ref) and duplicates.was_searched(self.session.store, ref)
        self.walk.take(pairs)
        self.walk.chosen = self._between()
        self._none.show_searched(searched)
        self.find_button.setVisible(bool(pairs))
        self.top.setVisible(bool(pairs) or self.walk.chosen is not None)
        for key, words in (
            ("", tr("All")),
            ("likely", tr("Likely")),
            ("possible", tr("Possible")),
        ):
            self.tabs.set_text(key, f"{words} {self.walk.number(key):,}")
        self._sum_up()
        self._show()

    def _choose(self, level: str) -> None:
        self._forget()
        self.walk.choose(level)
        self._sum_up()
        self._show()

    def compare(self, ids: list[str]) -> None:
        """Shows the first pair of which both are among these signatures.

        Two that are no found pair are compared all the same; else none is shown.
        """
        self.setFocus()
        self._choose("")
        self.tabs.choose("")
        if self.walk.find(frozenset(ids)):
            self._show()
            return
        if len(ids) == 2:
            self._compared = (self.ref, ids[0], ids[1])
            found = self.session.run(
                lambda: duplicates.between(self.session.store, *self._compared)
            )
            if found:
                self.reload()
                return
        else:
            self.banner.say(
                tr("No two of these rows are a pair to judge; look for duplicates again.")
            )
        self._nothing = True
        self._show()

    def _between(self) -> Pair | None:
        """The two chosen rows as they compare now, while they can be judged."""
        ref, a, b = self._compared
        if not ref or ref != self.ref:
            return None
        try:
            return duplicates.between(self.session.store, ref, a, b)
        except AppError:
            return None

    def _forget(self) -> None:
        """Goes on from two chosen rows, and from what was said of them."""
        self._compared, self._nothing = ("", "", ""), False
        self.banner.hide()

    def step(self, by: int) -> None:
        """Shows the next pair, or the one before."""
        left = self.walk.chosen is not None
        if not self._nothing:
            self.walk.step(by)
        self._forget()
        if left:
            self._sum_up()
        self._show()

    @contextmanager
    def _kept_focus(self) -> Iterator[None]:
        """Keeps the keyboard on the page though what had the focus goes out of sight."""
        before = QApplication.focusWidget()
        here = before is not None and (before is self or self.isAncestorOf(before))
        yield
        if here and not (before and before.isVisible() and before.isEnabled()):
            self.setFocus()

    def _show(self) -> None:
        with self._kept_focus():
            self._show_parts()

    def _show_parts(self) -> None:
        pair, hidden = self.walk.current, self.session.names_hidden
        if pair != self._told:
            self._told = pair
            self.at_risk.hide_again()
        told = pair is not None and not self._nothing
        self.card.setVisible(told and not hidden)
        self.hidden.setVisible(told and hidden)
        self._none.setVisible(pair is None and not self._nothing)
        if pair is not None and told and not hidden:
            self._show_pair(pair)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        focus = QApplication.focusWidget()
        if not event.spontaneous() and not (focus and self.isAncestorOf(focus)):
            self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Leaves the arrows to the tabs while they have the focus."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _sum_up(self) -> None:
        """What the shown pairs come to: read once, not with every step from pair to pair."""
        asked = self.walk.in_question
        groups = duplicates.clusters(asked)
        self._groups = {one: group for group in groups for one in group}
        if not asked:
            self.effect.setText("")
            return
        found = duplicates.effect(self.session.store, self.ref, asked)
        words = tr(
            "Valid now {now:,}; if these are accepted {then:,}",
            now=found.valid,
            then=found.valid_after,
        )
        if found.similar != found.similar_after:
            words += tr(
                " (similar {now:,}, then {then:,})", now=found.similar, then=found.similar_after
            )
        self.effect.setText(words)

    def _show_pair(self, pair: Pair) -> None:
        shown, chosen = self.walk.shown, self.walk.chosen is not None
        self.card.heading.setText(
            tr("Two chosen rows")
            if chosen
            else tr("{at:,} of {number:,}", at=self.walk.at + 1, number=len(shown))
        )
        self.back_button.setEnabled(not chosen and self.walk.at > 0)
        self.on_button.setEnabled(bool(shown) if chosen else self.walk.at + 1 < len(shown))
        self.sure.words.setText(sureness(pair.probability))
        risky = self.at_risk.covers(pair.a, pair.b)
        self.risk.show_number(sum(map(self.at_risk.covers, (pair.a, pair.b))))
        self.says.offer("S", offered=risky)
        self.why.show_reasons(unnamed(pair.reasons) if risky else pair.reasons)
        self._cluster = self._groups[pair.a]
        found = self.session.store.signatures.of_ids(self._cluster)
        others = [found[one] for one in self._cluster if one not in {pair.a, pair.b}]
        self.others.setText(linked([(one, self.at_risk.covers(one.id)) for one in others]))
        self.others.setVisible(bool(others))
        self.says.show_cluster(len(self._cluster))
        left, right = found[pair.a], found[pair.b]
        pictures = None if risky else (self.scans.of(left), self.scans.of(right))
        self.comparison.show_pair(left, right, pictures)

    def reveal(self) -> None:
        """Names a pair with somebody at risk, until another is in sight or the page is left."""
        if self.walk.current is not None and not self.session.names_hidden:
            self.at_risk.show(self.walk.current.a, self.walk.current.b)
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt's name
        super().hideEvent(event)
        self.scans.forget()
        if not event.spontaneous() and self.at_risk.hide_again():
            self._show()

    def _judge(self, say: Callable[[Pair], Any], words: str) -> None:
        pair = self.walk.current
        if pair is not None and not self._nothing and not self.session.names_hidden:
            self.session.run(lambda: self._said(say, pair), words)

    def _said(self, say: Callable[[Pair], Any], pair: Pair) -> None:
        say(pair)
        self._verdicts.add(self.session.store.undo_label)

    def take_back(self) -> None:
        """Takes the last step back if it is a verdict of this page; other steps are left alone."""
        if self.session.store.undo_label in self._verdicts:
            self.session.undo()
        else:
            self.banner.say(
                tr("The last step is no verdict given here; Ctrl+Z takes back any step.")
            )

    def keep(self, side: int) -> None:
        """Keeps the left (0) or the right (1) signature; the other is marked."""
        now, store = self.session.clock(), self.session.store
        self._judge(
            lambda pair: duplicates.accept(
                store, pair.a, pair.b, now=now, keep=(pair.a, pair.b)[side]
            ),
            tr("The other one is marked as duplicate"),
        )

    def dismiss(self) -> None:
        """Says that the two are not one person: the pair is not shown again."""
        now, store = self.session.clock(), self.session.store
        self._judge(
            lambda pair: duplicates.dismiss(store, pair.a, pair.b, now=now),
            tr("Kept apart"),
        )

    def accept_all(self) -> None:
        """Takes all that are linked with this pair for one person; one of them counts."""
        now, store, ids = self.session.clock(), self.session.store, list(self._cluster)
        self._judge(
            lambda _: duplicates.accept_all(store, ids, now=now),
            trn(
                "{number} marked as duplicate",
                "{number} marked as duplicates",
                len(ids) - 1,
            ),
        )

    def leave(self) -> None:
        self._forget()
        self.at_risk.hide_again()
        self.scans.forget()


make = DuplicatesPage
