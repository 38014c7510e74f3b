"""The Signatures page at work: found, filtered, selected, marked and remembered by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.community.contact import Contact, WrittenName
from app.domain.signature import RowEntry
from app.operations.campaign import views
from app.operations.community import contacts
from app.operations.petition import petitions
from app.ui.signatures.doing import show_at_risk
from tests.campaigns import NOW, commons_wording

PEOPLE = [
    RowEntry(0, "Lee Soon-ja 이순자", "3 Quince Gardens", "KT3 8XE", date(2026, 11, 19), "valid"),
    RowEntry(0, "Ann O’Hare", "17 Cobnut Close", "SW20 1AA", date(2026, 11, 23), "invalid",
             "no-signature"),
    RowEntry(0, "리순자", "3 Quince Gdns", "KT3 8XE", date(2026, 11, 21)),
    RowEntry(0, "Tom Pettifer", "9 Elm Road", "KT4 7AB", date(2026, 10, 2), origin="online",
             source="Form", external_id="a17", email="tom@post.example", opt_ins=("email",)),
]  # fmt: skip


def add(store: Any, entries: list[RowEntry]) -> None:
    petition = store.petitions.get("asylum").id
    with store.bulk_signatures("Import", len(entries)):
        store.signatures.add_many(petition, [(None, one) for one in entries])


@pytest.fixture
def page(window: Any) -> Any:
    petitions.add(window.session.store, commons_wording(), now=NOW)
    add(window.session.store, PEOPLE)
    window.show_page("signatures")
    window.resize(1280, 800)
    window.show()
    shown = window.page("signatures")
    yield shown
    shown.finder.end()


def names(page: Any) -> list[str]:
    return [page.model.signature(row).name for row in range(page.model.rowCount())]


def press(widget: Any, keys: str) -> None:
    combination = cast("Any", QKeySequence(keys))[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


def filter_by(page: Any, column: str, text: str) -> None:
    page.clear_filter()
    if column in page.filters.lines:
        page.filters.lines[column].setText(text)
    else:
        box = page.filters.lists[column]
        box.setCurrentIndex(box.findData(text))
        box.activated.emit(box.currentIndex())
    page._filter()


FILTERED = [
    ("name", "soon", 1), ("hangul", "순자", 2), ("address", "quince", 2),
    ("postcode", "kt3", 2), ("row", "7", 0), ("row", "x", 0), ("sheet", "ABCD", 0),
    ("validity", "invalid", 1), ("validity", "no-signature", 1), ("signed_on", "0", 1),
    ("signed_on", "6", 3), ("duplicate", "any", 0), ("origin", "online", 1),
    ("source", "form", 1), ("external_id", "a1", 1), ("email", "tom@", 1),
    ("phone", "07", 0), ("opt_ins", "email", 1), ("age", "34", 0),
]  # fmt: skip


def test_each_field_filters(page: Any) -> None:
    assert {column for column, _, _ in FILTERED} == page.filters.fields.keys()
    for column, text, found in FILTERED:
        filter_by(page, column, text)
        assert page.model.rowCount() == found, column
        assert page.filters.active == {column}
        field = page.filters.fields[column]
        assert field.property("active") == "true"
        assert field.isVisible(), "a filter that is at work is always to be seen"
    page.clear_filter()
    assert page.model.rowCount() == len(PEOPLE)


def test_the_whole_page_by_keyboard(page: Any, window: Any, qtbot: Any) -> None:
    store = window.session.store
    page.begin_search()
    QTest.keyClicks(page.search, "quin")
    qtbot.waitUntil(lambda: len(names(page)) == 2, timeout=3000)
    press(page.search, "Down")
    table = page.table
    press(table, "Space")
    press(table, "Shift+Down")
    assert table.selected() == 2
    assert page.selection.words.text() == "2 selected"
    page.mark("similar")
    assert [one.validity for one in map(page.model.signature, (0, 1))] == ["similar"] * 2
    assert table.selected() == 2, "the selection outlives the refresh"
    window.session.undo()
    assert store.signatures.by_origin(store.petitions.get("asylum").id)["paper"].similar == 0
    press(table, "Esc")
    assert table.selected() == 0
    press(table, "Ctrl+A")
    assert table.selected() == 2
    assert page.table.head.all_box.checkState() == Qt.CheckState.Checked
    composed = QInputMethodEvent()
    composed.setCommitString("김")
    QApplication.sendEvent(table, composed)
    assert page.search.text() == "김"
    QTest.keyClicks(table, "t")
    assert page.search.text() == "t"
    QTest.keyClicks(page.search, "om")
    qtbot.waitUntil(lambda: names(page) == ["Tom Pettifer"], timeout=3000)
    press(page.search, "Esc")
    qtbot.waitUntil(lambda: len(names(page)) == len(PEOPLE), timeout=3000)


def test_the_tabs_are_filters_with_counts(page: Any) -> None:
    texts = [one.text() for one in page.tabs._buttons.values()]
    assert texts == ["All 4", "Not checked 2", "Duplicates 0", "Invalid 1"]
    page._choose_tab("invalid")
    assert (names(page), page.filters.value("validity")) == (["Ann O’Hare"], "invalid")
    page._choose_tab("duplicates")
    assert names(page) == []
    assert page.tabs.choice == "duplicates"
    page._choose_tab("")
    assert len(names(page)) == 4


def test_headings_sort_both_ways_and_a_refresh_keeps_the_selection(page: Any, window: Any) -> None:
    from app.ui.signatures.columns import AT

    at = AT["name"]
    page.sort(at)
    assert names(page)[:2] == ["Ann O’Hare", "Lee Soon-ja 이순자"]
    page.table.select_runs([(1, 1)])
    add(window.session.store, [RowEntry(0, "Aaron Ash", validity="valid")])
    assert names(page)[:3] == ["Aaron Ash", "Ann O’Hare", "Lee Soon-ja 이순자"]
    assert page.table.runs() == [(2, 2)]
    page.sort(at)
    assert names(page)[-1] == "Aaron Ash"


def test_columns_are_chosen_and_remembered(page: Any, window: Any) -> None:
    from app.ui.signatures.columns import AT

    def shown(key: str) -> bool:
        return not page.table.isColumnHidden(AT[key])

    assert shown("external_id"), "somebody signed online"
    assert not shown("email")
    page.columns_button.show_column("email", shown=True)
    assert shown("email")
    page.columns_button.show_column("validity", shown=False)
    assert not shown("validity")
    assert "email" in views.kept_columns(window.session.store)
    page.reload()
    assert shown("email")
    assert window.session.store.undo_label == "Import", "a view is nothing to undo"


def test_many_rows_are_looked_for_on_another_thread(page: Any, window: Any, qtbot: Any) -> None:
    people = [RowEntry(0, f"Person {at:05}", validity="valid") for at in range(6000)]
    add(window.session.store, people)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6004, timeout=5000)
    page.find_words("person")
    assert "Looking through 6,004" in _foot(page)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6000, timeout=5000)
    qtbot.waitUntil(lambda: "6,000 of 6,004 match" in _foot(page), timeout=5000)
    page.find_words("person 00")
    page.find_words("tom")
    qtbot.waitUntil(lambda: "1 of 6,004" in _foot(page), timeout=5000)
    assert names(page) == ["Tom Pettifer"]
    page.clear_filter()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6004, timeout=5000)
    page.table.selectAll()
    assert page.table.selected() == 6004
    assert len(page.table.runs()) == 1


def test_an_answer_that_comes_late_is_dropped(page: Any, qtbot: Any, monkeypatch: Any) -> None:
    import threading
    from array import array

    from app.ui.signatures.finder import Answer

    told = threading.Event()

    def answers(_: Any, query: Any, *, again: bool) -> Any:
        assert not again
        yield Answer(query, array("q"))
        told.set()
        yield Answer(query, array("q"))

    monkeypatch.setattr("app.ui.signatures.finder.answers", answers)
    found: list[str] = []
    page.finder.found.disconnect()
    page.finder.found.connect(lambda answer: found.append(answer.query.text))
    page.finder.ask(replace(page.query, text="early"))
    assert told.wait(5)
    page.finder.ask(replace(page.query, text="late"))
    qtbot.waitUntil(lambda: len(found) == 2, timeout=5000)
    assert found == ["late", "late"]


def test_what_goes_wrong_on_the_other_thread_is_said(
    page: Any, window: Any, qtbot: Any, monkeypatch: Any
) -> None:
    def fail(*_: Any, again: bool) -> Any:
        raise RuntimeError(again)

    monkeypatch.setattr("app.ui.signatures.page.LARGE", 1)
    monkeypatch.setattr("app.ui.signatures.finder.answers", fail)
    page.find_words("tom")
    qtbot.waitUntil(lambda: "A defect of the program" in page.banner.text, timeout=5000)


def test_all_that_match_are_marked_by_their_condition(page: Any, monkeypatch: Any) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(page, "mark_by_condition", lambda *how: asked.append(how))
    monkeypatch.setattr("app.ui.signatures.page.PAGE", 3)
    page.table.selectAll()
    page.mark("valid")
    assert asked == [("valid", "")]
    assert page.model.signature(1).validity == "invalid"


def _foot(page: Any) -> str:
    from PySide6.QtWidgets import QLabel

    row = page.totals._row
    widgets = [row.itemAt(at).widget() for at in range(row.count())]
    return " ".join(one.text() for one in widgets if isinstance(one, QLabel))


def test_a_signature_is_opened_and_names_are_hidden(page: Any, window: Any, drive: Any) -> None:
    from PySide6.QtWidgets import QLabel

    said: list[str] = []
    drive(lambda dialog: said.extend(one.text() for one in dialog.findChildren(QLabel)))
    page.filters.choose("origin", "online")
    page._filter()
    press(page.table, "Down")
    page.open_row(0)
    assert {"Tom Pettifer", "9 Elm Road", "tom@post.example", "a17", "Form", "Email"} <= set(said)
    said.clear()
    window._toggle_names()
    page.open_row(0)
    assert not {"Tom Pettifer", "9 Elm Road", "tom@post.example", "a17"} & set(said)
    shown = [
        page.model.text(0, key)
        for key in ("name", "hangul", "address", "postcode", "email", "phone", "external_id")
    ]
    assert shown == ["Hidden", "", "", "", "", "", ""]
    page.table.selectAll()
    page.copy()
    assert "Tom" not in QGuiApplication.clipboard().text()


def test_nothing_selected_is_said(page: Any) -> None:
    page.mark("valid")
    assert "Select the rows first" in page.banner.text


def test_every_field_can_be_reached_and_has_a_name(page: Any) -> None:
    for field in page.filters.fields.values():
        assert field.accessibleName()
        assert field.focusPolicy() & Qt.FocusPolicy.TabFocus
    page.begin_search()
    assert QApplication.focusWidget() is page.search or not page.isActiveWindow()


def test_pairs_are_told_apart_and_the_others_left(page: Any, window: Any) -> None:
    store = window.session.store
    [first, second, other] = [page.model.signature(row) for row in (0, 2, 3)]
    a, b = sorted((first.id, second.id))
    with store.step("Find"):
        values = (a, b, first.petition, 0.97, '["spellings of one name"]')
        store.db.execute("INSERT INTO duplicate_pair VALUES (?, ?, ?, ?, ?)", values)
    page.reload()
    assert [page.model.text(row, "duplicate") for row in range(4)] == ["Likely", "", "Likely", ""]
    page.table.select_runs([(0, 0), (2, 3)])
    page.tell_apart()
    assert [page.model.text(row, "duplicate") for row in range(4)] == [""] * 4
    assert store.signatures.doubles(first.id) == store.signatures.doubles(other.id) == []
    window.session.undo()
    assert store.signatures.doubles(first.id)[0][0].name == second.name


def test_the_selected_rows_are_compared(page: Any, window: Any) -> None:
    store = window.session.store
    found = [page.model.signature(row) for row in range(4)]
    for one, other in ((0, 2), (2, 3)):
        a, b = sorted((found[one].id, found[other].id))
        with store.step("Find"):
            values = (a, b, found[0].petition, 0.97 - other / 10, "[]")
            store.db.execute("INSERT INTO duplicate_pair VALUES (?, ?, ?, ?, ?)", values)
    page.table.select_runs([(2, 3)])
    page.compare()
    assert window.shown == "duplicates"
    pair = window.page("duplicates").walk.current
    assert {pair.a, pair.b} == {found[2].id, found[3].id}
    window.show_page("signatures")
    page.table.select_runs([(0, 1)])
    page.compare()
    assert "One of these two is marked invalid" in window.page("duplicates").banner.text


def test_the_dialogues_open_from_the_page(page: Any, window: Any, drive: Any, qtbot: Any) -> None:
    titles: list[str] = []
    drive(lambda dialog: titles.append(dialog.windowTitle()))
    page.filters.choose("origin", "online")
    page.export()
    page.mark_by_condition()
    page.check_rules()
    qtbot.waitUntil(lambda: len(titles) == 3, timeout=5000)
    assert titles[0] == "Export signatures"
    assert titles[2] == "Check by the rules"
    assert page.query.origin == "online", "what stands in the filters is what is meant"


def test_the_rules_mark_what_they_find(page: Any, window: Any, drive: Any, qtbot: Any) -> None:
    store = window.session.store
    drive(lambda dialog: dialog.on_enter.click())
    page.check_rules()
    qtbot.waitUntil(lambda: bool(store.undo_label.startswith("Mark")), timeout=5000)
    tom = page.model.signature(3)
    assert (tom.validity, tom.reason) == ("invalid", "out-of-area")
    said: list[str] = []
    from PySide6.QtWidgets import QLabel

    drive(lambda dialog: said.extend(one.text() for one in dialog.findChildren(QLabel)))
    page.open_row(3)
    assert "Marked in bulk" in said


def test_who_is_at_risk_is_named_only_where_it_is_asked(page: Any) -> None:
    store = page.session.store
    contact = contacts.add(store, Contact((WrittenName("Tom"),), at_risk=True), now=NOW)
    tom = next(one for one in store.signatures.all(page.query) if one.name == "Tom Pettifer")
    with store.step("Link"):
        store.contacts.link_signature(contact.id, tom.id, tom.petition)
    QApplication.processEvents()
    row = next(at for at in range(4) if page.model.signature(at).id == tom.id)
    cells = [page.model.text(row, key) for key in ("name", "address", "email")]
    assert cells == ["At risk", "", ""]
    assert page.model.hidden(page.model.signature(0)) == ("At risk" if row == 0 else "")
    show_at_risk(page.model, tom.id)
    assert page.model.text(row, "name") == "Tom Pettifer"
    page.hide()
    assert page.model.text(row, "name") == "At risk"
