"""Manners of the Signatures page: what it says, hides, forgets, and where the keyboard goes."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.operations.petition import petitions
from app.ui.signatures import doing
from app.ui.signatures.columns import AT
from app.ui.widgets.step_dialog import StepDialog
from tests.campaigns import NOW, commons_wording
from tests.ui.test_window_signatures import PEOPLE, add, press


@pytest.fixture
def page(window: Any, qtbot: Any) -> Any:
    petitions.add(window.session.store, commons_wording(), now=NOW)
    add(window.session.store, PEOPLE)
    window.show_page("signatures")
    window.resize(1280, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    shown = window.page("signatures")
    yield shown
    shown.finder.end()


def test_keys_mark_only_rows_in_sight(page: Any, window: Any) -> None:
    page.table.selectAll()
    window.show_page("home")
    window._on("signatures", "mark", "valid")
    assert window.shown == "home"
    assert "selected in Signatures" in window.page("home").banner.text
    window.show_page("signatures")
    page.search.setFocus()
    window._on("signatures", "mark", "valid")
    assert page.model.signature(2).validity == "unchecked"
    page.table.setFocus()
    window._on("signatures", "mark", "valid")
    assert page.model.signature(2).validity == "similar", "it stands on no sheet"


def test_without_a_petition_nothing_opens(window: Any) -> None:
    for what in ("export", "mark_by_condition"):
        window._on("signatures", what)
        assert "no petition yet" in window.page("signatures").banner.text


def test_long_steps_are_said_before_they_begin(page: Any, window: Any) -> None:
    said: list[str] = []
    waits: list[bool] = []
    window.session.busy.connect(said.append)
    window.session.changed.connect(lambda _: waits.append(bool(QApplication.overrideCursor())))
    page.table.selectAll()
    page.mark("similar")
    window.session.undo()
    window.session.redo()
    assert [one for one in said if one] == [
        "Marking 4 rows…", "Taking back: Mark 4 signatures similar…",
        "Doing again: Mark 4 signatures similar…",
    ]  # fmt: skip
    assert len(said) == 6
    assert all(waits)
    assert QApplication.overrideCursor() is None


def test_only_a_step_is_offered_to_be_taken_back(page: Any, window: Any) -> None:
    page.table.selectAll()
    page.mark("valid")
    assert not window.status._undo.isHidden()
    page.mark("valid")
    assert "nothing changed" in window.status._said.text()
    assert window.status._undo.isHidden()
    page.copy()
    assert window.status._undo.isHidden()


def test_hidden_names_stand_nowhere(page: Any, window: Any, drive: Any) -> None:
    page.find_words("pettifer")
    window._toggle_names()
    assert page.search.echoMode() == QLineEdit.EchoMode.Password
    assert page.filters.lines["name"].echoMode() == QLineEdit.EchoMode.Password
    said: list[str] = []
    drive(lambda dialog: said.extend(one.text() for one in dialog.findChildren(QLabel)))
    page.export()
    page.mark_by_condition()
    assert not any("pettifer" in one for one in said)
    window._toggle_names()
    assert page.search.echoMode() == QLineEdit.EchoMode.Normal


def test_leaving_takes_copied_names_off_the_clipboard(page: Any) -> None:
    page.table.selectAll()
    page.copy()
    assert "Pettifer" in QGuiApplication.clipboard().text()
    page.leave()
    assert QGuiApplication.clipboard().text() == ""
    QGuiApplication.clipboard().setText("another’s")
    doing.forget_copied()
    assert QGuiApplication.clipboard().text() == "another’s"


def test_the_rules_ask_only_who_still_looks(page: Any, window: Any, drive: Any, qtbot: Any) -> None:
    opened: list[Any] = []
    drive(opened.append)
    page.check_rules()
    window.show_page("home")
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=5000)
    assert not opened
    assert "The rules found" in window.status._said.text()


def test_tab_follows_the_eye_and_the_head_can_be_reached(page: Any) -> None:
    order: list[Any] = [page.tools[-1]]
    while order[-1] is not page.table:
        order.append(order[-1].nextInFocusChain())
    places = [order.index(one) for one in (page.tabs.choices[0], page.search,
              page.filters.fields["sheet"], page.filters.fields["duplicate"])]  # fmt: skip
    assert places == sorted(places)
    sorting = page.more.menu().actions()[-1].menu()
    next(one for one in sorting.actions() if one.text() == "Name").trigger()
    assert page.query.sort == "name"


def test_a_narrow_window_shows_the_field_that_has_the_keyboard(page: Any, window: Any) -> None:
    window.resize(1000, 640)
    QApplication.processEvents()
    shown = page.table.viewport().width()
    end = page.table.head.sectionViewportPosition(AT["duplicate"])
    assert end + page.table.columnWidth(AT["duplicate"]) <= shown
    page.table.show_columns([key for key in AT if key != "check"])
    QApplication.processEvents()
    page.filters.fields["age"].setFocus()
    left = page.table.head.sectionViewportPosition(AT["age"])
    assert 0 <= left <= shown - page.table.columnWidth(AT["age"])


def test_enter_presses_the_button_it_is_on(page: Any) -> None:
    page.table.selectAll()
    press(page.selection.valid, "Return")
    assert page.model.signature(2).validity == "similar", "it stands on no sheet"


def test_a_hint_goes_when_it_is_followed(page: Any) -> None:
    page.mark("valid")
    assert page.banner.text
    page.table.selectAll()
    assert not page.banner.text


def test_a_dialogue_refuses_alone_locks_and_does_not_live_on(page: Any, window: Any) -> None:
    locked: list[bool] = []
    window.session.lock_wanted.disconnect()
    window.session.lock_wanted.connect(lambda: locked.append(True))

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        window.session.refused.emit("No.")
        assert isinstance(dialog, StepDialog)
        texts.append(dialog.banner.text)
        dialog._lock()

    texts: list[str] = []
    QTimer.singleShot(0, act)
    page.open_row(0)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (texts, page.banner.text, locked) == (["No."], "", [True])
    assert not page.findChildren(StepDialog)


def test_no_part_of_a_page_is_a_window_for_a_moment(window: Any, qapp: Any) -> None:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, one: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            if event.type() == QEvent.Type.Show and isinstance(one, QWidget) and one.isWindow():
                shown.append(type(one).__name__)
            return False

    watch = Watch()
    window.show()
    qapp.installEventFilter(watch)
    for key in ("petition", "sheets", "signatures", "importing", "duplicates", "samples", "places"):
        window.show_page(key)
    qapp.removeEventFilter(watch)
    assert shown == []
