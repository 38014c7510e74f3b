"""The main window: it alone knows all pages, and wires them to menu, sidebar and session."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from app.domain.custody import Move
from app.errors import AppError
from app.intake.templates import body_of
from app.messages import tr
from app.operations.campaign import drafts
from app.operations.community import tasks
from app.operations.paper import chase
from app.ui import finding
from app.ui.doubles_watch import DoublesWatch
from app.ui.menu_entries import BEHIND, MENUS, ON_SELECTION, PAGES, PARTS, SHEETS, Entry
from app.ui.session import Session
from app.ui.sidebar import Sidebar
from app.ui.status_line import StatusLine
from app.ui.steady_window import SteadyWindow
from app.ui.theme import Theme
from app.ui.widgets.page import NO_ERRAND, Errand, Page
from app.ui.widgets.page_stack import roomy
from app.ui.widgets.step_dialog import StepDialog

IDLE_LOCK = 5 * 60 * 1000
"""Milliseconds without a key or the mouse before the window locks."""

GATHERED = 400
"""Milliseconds over which the changes of a job are gathered before they are shown."""


class MainWindow(SteadyWindow):
    """One unlocked campaign."""

    def __init__(self, session: Session, theme: Theme, lock: Callable[[], None]) -> None:
        super().__init__()
        self.session, self._theme, self._lock = session, theme, lock
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.shown = ""
        self._ended = False
        self._gathered: frozenset[str] = frozenset()
        self._late = 0
        self.setWindowTitle(f"{session.campaign.name} – Roundrobin")
        self.resize(1280, 800)
        self.setMinimumSize(1000, 640)
        self.sidebar = Sidebar(PAGES)
        self.status = StatusLine()
        self._build()
        self.doubles = DoublesWatch(session)
        self._connect()
        self.show_page("home")
        self.stack.setFocus()

    def _build(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(roomy(self.stack), 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self._undo = self._action(tr("Undo"), "Ctrl+Z", self.session.undo)
        self._redo = self._action(tr("Redo"), "Ctrl+Shift+Z", self.session.redo)
        self._hide = self._action(tr("Hide names"), "F9", self._toggle_names)
        self._hide.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self._build_menu()
        self._count_late()
        self._refresh()

    def _build_menu(self) -> None:
        bar = self.menuBar()
        campaign = bar.addMenu("&Campaign")
        self._add(campaign, tr("Back up…"), "Ctrl+B", lambda: self._on("safety", "back_up"))
        self._add(campaign, tr("Check the campaign"), "", lambda: self._on("safety", "check"))
        campaign.addSeparator()
        self._add(campaign, tr("Lock"), "Ctrl+L", self.lock)
        self._add(campaign, tr("Quit"), "Ctrl+Q", self.close)
        edit = bar.addMenu("&Edit")
        edit.addAction(self._undo)
        edit.addAction(self._redo)
        edit.addSeparator()
        self._add(edit, tr("Find anything"), "Ctrl+K", self.sidebar.search.setFocus)
        petition = bar.addMenu("&Petition")
        self._add(petition, tr("New petition"), "Ctrl+N", lambda: self._on("petition", "begin"))
        self._add(petition, tr("Save the wording"), "Ctrl+S", lambda: self._on("petition", "save"))
        for words, page, what in (
            (tr("Draft…"), "petition", "save_draft"),
            (tr("Help page in other languages…"), "petition", "save_help"),
            (tr("E-petition text…"), "petition", "show_companion"),
            (tr("Window poster…"), "hand_in", "write_poster"),
        ):
            self._add(petition, words, "", partial(self._on, page, what))
        self._add(
            petition, tr("Hand-in pack…"), "Ctrl+Shift+P", lambda: self._on("hand_in", "write_pack")
        )
        self._build_sheets_menu(bar.addMenu("&Sheets"))
        for behind, words, entries in MENUS:
            self._build_part_menu(bar.addMenu(words), behind, entries)
        view = bar.addMenu("&View")
        for number, (key, title, _) in enumerate(PAGES, 1):
            self._add(view, title, f"Ctrl+{number}", partial(self.show_page, key))
        view.addSeparator()
        view.addAction(self._hide)
        looks = view.addMenu(tr("Colours"))
        for name, title in (
            ("", tr("As the system")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
        ):
            self._add(looks, title, "", partial(self._choose_theme, name))
        about = bar.addMenu("&Help")
        self._add(about, tr("Help for this page"), "F1", self._help)

    def _build_sheets_menu(self, sheets: QMenu) -> None:
        for words, shortcut, what in SHEETS:
            self._add(sheets, words, shortcut, partial(self._on, "sheets", what))
        chosen = sheets.addMenu(tr("Selected sheets"))
        moves: tuple[tuple[str, Move], ...] = (
            (tr("Issue…"), "issue"),
            (tr("Return"), "return"),
            (tr("Lost…"), "lose"),
            (tr("Spoil"), "spoil"),
            (tr("Bundle"), "bundle"),
            (tr("Take out of the bundle"), "unbundle"),
            (tr("Hand in"), "lodge"),
        )
        for words, move in moves:
            self._add(chosen, words, "", partial(self._on, "sheets", "move_chosen", move))
        sheets.addSeparator()
        self._add(sheets, tr("Enter a sheet"), "Ctrl+E", lambda: self._on("enter", "focus_code"))
        touch = partial(self._on, "enter", "keep_in_touch")
        self._add(sheets, tr("Keep in touch…"), "Ctrl+U", touch)

    def _build_part_menu(self, menu: QMenu, behind: str, entries: Sequence[Entry]) -> None:
        for key, words, shortcut, page in PARTS:
            if page == behind:
                self._add(menu, words, shortcut, partial(self.show_page, key))
        menu.addSeparator()
        for words, shortcut, what, how in entries:
            part, _, method = what.rpartition(".")
            self._add(menu, words, shortcut, partial(self._on, part or behind, method, *how))

    def _action(self, text: str, shortcut: str, do: Callable[[], object]) -> QAction:
        made = QAction(text, self)
        if shortcut:
            made.setShortcut(QKeySequence(shortcut))
        made.triggered.connect(lambda _=False: do())
        return made

    def _add(self, menu: QMenu, text: str, shortcut: str, do: Callable[[], object]) -> None:
        menu.addAction(self._action(text, shortcut, do))

    def _connect(self) -> None:
        session = self.session
        self.sidebar.page_wanted.connect(self.show_page)
        self.sidebar.petition_wanted.connect(session.choose_petition)
        self.sidebar.search_wanted.connect(self.find_anything)
        self.sidebar.hide_wanted.connect(session.hide_names)
        self.sidebar.lock_wanted.connect(self.lock)
        session.changed.connect(self._changed)
        session.petition_changed.connect(self._petition_changed)
        session.names_hidden_changed.connect(self.sidebar.hide_names.setChecked)
        session.names_hidden_changed.connect(lambda _: self._all_stale())
        session.names_hidden_changed.connect(self.status.hide_names)
        session.refused.connect(self._refused)
        session.said.connect(self._said)
        session.busy.connect(self.status.show_busy)
        session.lock_wanted.connect(self.lock)
        session.jobs.started.connect(self.status.begin)
        session.jobs.progressed.connect(self.status.progress)
        session.jobs.ended.connect(self.status.end)
        self.status.undo_wanted.connect(session.undo)
        self.status.cancel_wanted.connect(session.jobs.cancel)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)  # Qt's shape
        self._gather.setInterval(GATHERED)
        self._gather.timeout.connect(self._show_changed)
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_LOCK)
        self._idle.timeout.connect(self._idled)
        self._idle.start()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def page(self, key: str) -> Page:
        """The page called `key`, made when it is first asked for."""
        if key not in self._pages:
            made: Page = importlib.import_module(f"app.ui.{key}.page").make(self.session)
            made.go.connect(self.show_page)
            if key == "signatures":
                made.compare_wanted.connect(partial(self._on, "duplicates", "compare"))  # type: ignore[attr-defined]  # that page's own
            made.look_for.connect(self.find_anything)
            made.people_for.connect(self._take_people)
            made.errand_for.connect(self._take_people)
            self._pages[key] = made
            self.stack.addWidget(made)
            made.show_first()
        return self._pages[key]

    def show_page(self, key: str) -> None:
        """Brings a page to the front, reloaded if it has grown stale."""
        page = self.page(key)
        self.shown = key
        if key in self._stale:
            self._stale.discard(key)
            page.reload()
        self.show_part(page)
        self.sidebar.show_page(BEHIND.get(key, key))

    def _on(self, key: str, method: str, *arguments: object) -> None:
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if key == "signatures" and method in ON_SELECTION and (self.shown != key or typing):
            self._refused(
                tr("This acts on the rows selected in Signatures: go to their table first.")
            )
            return
        self.show_page(key)
        getattr(self.page(key), method)(*arguments)

    def _take_people(self, key: str, contacts: tuple[str, ...], errand: Errand = NO_ERRAND) -> None:
        self.show_page(key)
        self.page(key).errand = errand
        self.page(key).take_people(contacts)

    def find_anything(self, text: str) -> None:
        """A sheet's code opens it for entering; other words lead to contacts or signatures."""
        if not text:
            return
        try:
            code = self.session.store.sheets.get(text).code
        except AppError:
            self._offer(finding.places(self.session, text), text)
            return
        self.show_page("enter")
        self.page("enter").open_sheet(code)  # type: ignore[attr-defined]  # that page's own

    def _offer(self, places: Sequence[finding.Place], text: str) -> None:
        """Goes where the words are found; where that is on two pages, asks under the field."""
        if len(places) == 1:
            self._on(places[0].page, "find_words", text)
            return
        menu = QMenu(self.sidebar.search)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in places:
            menu.addAction(place.words, partial(self._on, place.page, "find_words", text))
        menu.setActiveAction(menu.actions()[0])
        search = self.sidebar.search
        menu.popup(search.mapToGlobal(search.rect().bottomLeft()))

    def _changed(self, tables: frozenset[str]) -> None:
        """Shows what changed; while a job changes much, only now and then."""
        self._gathered |= tables
        if self.session.jobs.running:
            if not self._gather.isActive():
                self._gather.start()
        else:
            self._show_changed()

    def _show_changed(self) -> None:
        tables, self._gathered = self._gathered, frozenset()
        for key, page in self._pages.items():
            if page.TABLES & tables:
                if key == self.shown:
                    page.reload()
                else:
                    self._stale.add(key)
        if "sheet" in tables:
            self._count_late()
        self._refresh()

    def _count_late(self) -> None:
        """Only when sheets moved: it reads all of them."""
        record, today = self.session.petition, self.session.clock().date()
        self._late = chase.late_sheets(self.session.store, record.ref, today=today) if record else 0

    def _petition_changed(self) -> None:
        self._count_late()
        self._all_stale()
        self._refresh()

    def _all_stale(self) -> None:
        self._stale |= self._pages.keys() - {self.shown}
        self._pages[self.shown].reload()

    def _refresh(self) -> None:
        store = self.session.store
        records = store.petitions.all()
        chosen = self.session.petition
        petitions = [
            (
                one.ref,
                one.wording.title,
                one.wording.recipient or body_of(one.wording).name,
            )
            for one in records
        ]
        self.sidebar.show_petitions(petitions, chosen.ref if chosen else "")
        waiting = store.sheets.states(chosen.id).get("returned", 0) if chosen else 0
        self.sidebar.show_badge("enter", waiting)
        self.sidebar.show_badge("sheets", self._late, late=True)
        today = self.session.clock().date()
        self.sidebar.show_badge("outreach", len(tasks.due(store, today)))
        for action, word, label in (
            (self._undo, tr("Undo"), store.undo_label),
            (self._redo, tr("Redo"), store.redo_label),
        ):
            action.setText(f"{word}: {label}" if label else word)
            action.setEnabled(bool(label))
        self.status.show_backup(self.session.last_backup, self.session.clock())

    def _refused(self, sentence: str) -> None:
        """On the page; where a dialogue lies over it, that says it alone."""
        if not isinstance(QApplication.activeModalWidget(), StepDialog):
            self._pages[self.shown].banner.say(sentence)

    def _said(self, text: str) -> None:
        self.status.show_backup(self.session.last_backup, self.session.clock())
        self._pages[self.shown].banner.hide()
        if text:
            self.status.say(text, self.session.store.undo_label if self.session.stepped else "")
        self._refresh()

    def _toggle_names(self) -> None:
        self.sidebar.hide_names.toggle()

    def _choose_theme(self, name: str) -> None:
        self._theme.choose(name)
        self._all_stale()

    def _help(self) -> None:
        from app.ui.help import show_help

        show_help(self, self.shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() in _LIVELY:
            self._idle.start()
        return super().eventFilter(watched, event)

    def _idled(self) -> None:
        if not self.session.jobs.running:
            self.lock()

    def lock(self) -> None:
        """Keeps what is half typed, then ends the process that holds the data."""
        self._end()
        self._lock()

    def _end(self) -> None:
        """Nothing reads the campaign after this; what is half typed is kept in it."""
        if self._ended:
            return
        self._ended = True
        self._idle.stop()
        self._gather.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.doubles.end()
        self.session.jobs.wait()
        for dialog in self.findChildren(StepDialog):
            if dialog.isVisible():
                dialog.keep_half_typed()
        for page in self._pages.values():
            page.keep_half_typed()
            page.leave()
        self.let_go()
        drafts.forget_old(self.session.store, self.session.clock().date())
        self.session.campaign.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        self._end()
        event.accept()


_LIVELY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
