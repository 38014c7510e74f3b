"""Pairs are judged by the keyboard; what a verdict does to the number is in sight."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.operations.counting import duplicates
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording
from tests.duplicate_views import TWICE
from tests.ui.keyboard import Keyboard


@pytest.fixture
def page(window: Any, qtbot: Any) -> Any:
    """The page of a petition of seven signatures by three people, none searched yet."""
    store = window.session.store
    petitions.add(store, commons_wording(), now=NOW)
    with store.step("Sign twice"):
        for entry in TWICE:
            store.signatures.add(store.petitions.get("asylum").id, None, entry)
    window.session.choose_petition("asylum")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_page("duplicates")
    return window.page("duplicates")


@pytest.fixture
def found(page: Any, qtbot: Any) -> Any:
    """The same page with its pairs."""
    page.look()
    qtbot.waitUntil(lambda: page.walk.current is not None and not page.session.jobs.running)
    page.setFocus()
    return page


def pair_of(page: Any) -> tuple[str, str]:
    return page.walk.current.a, page.walk.current.b


def test_nothing_is_there_before_a_search(page: Any) -> None:
    assert page.card.isHidden()
    assert page.first.isVisible()


def test_doubles_are_looked_for_by_itself_once_signatures_came_in(page: Any, qtbot: Any) -> None:
    watch = page.window().doubles
    watch.look()
    qtbot.waitUntil(lambda: page.walk.current is not None, timeout=20_000)
    assert not page.session.jobs.running, "nobody has to wait for it"
    assert page.session.store.undo_label == "Sign twice", "it is no step"
    qtbot.waitUntil(lambda: watch._thread is None)
    watch.look()
    assert watch._thread is None, "nothing came in since"


def test_a_window_that_closes_ends_the_search(page: Any) -> None:
    page.window().doubles.look()
    page.window().close()
    assert not page.window().doubles._thread.is_alive()


def test_a_pair_is_kept_dismissed_and_taken_back_by_keys(found: Any) -> None:
    keys, before = Keyboard(), len(found.walk.shown)
    assert before >= 3
    assert found.card.heading.text() == f"1 of {before}"
    assert "Valid now 6; if these are accepted" in found.effect.text()
    first = pair_of(found)
    keys.press("N")
    assert len(found.walk.shown) == before - 1
    assert pair_of(found) != first
    keys.press("U")
    assert pair_of(found) == first, "what came back is in sight"
    keys.press("2")
    kept = found.session.store.signatures.of_ids(first)
    assert (kept[first[0]].validity, kept[first[1]].validity) == ("invalid", "valid")
    keys.press("Ctrl+Z")
    assert pair_of(found) == first
    keys.press("Right")
    assert found.walk.at == 1
    keys.press("Left")
    assert found.walk.at == 0


def test_a_whole_cluster_is_accepted_at_once(found: Any) -> None:
    keys = Keyboard()
    while len(found._cluster) < 3:
        keys.press("Right")
    assert "all 3" in found.says.buttons["A"].text()
    assert found.others.isVisible()
    members = list(found._cluster)
    keys.press("A")
    kept = found.session.store.signatures.of_ids(members)
    assert sorted(one.validity for one in kept.values()) == ["invalid", "invalid", "valid"]


def test_hidden_names_hide_pairs_and_take_no_verdict(found: Any) -> None:
    found.session.hide_names(True)
    number = len(found.walk.shown)
    assert found.card.isHidden()
    assert found.hidden.isVisible()
    Keyboard().press("1")
    assert len(found.walk.shown) == number


def test_the_last_pair_leaves_a_word(found: Any) -> None:
    for _ in range(len(found.walk.shown)):
        Keyboard().press("N")
    assert found.done.isVisible()
    assert found.effect.text() == ""


def test_the_keyboard_stays_on_the_page_after_the_last_pair(found: Any) -> None:
    found.says.buttons["N"].setFocus()
    while found.walk.shown:
        found.says.buttons["N"].click()
    focus = QApplication.focusWidget()
    assert focus is found or found.isAncestorOf(focus)
    Keyboard().press("U")
    assert len(found.walk.shown) == 1


def test_u_takes_back_verdicts_alone_and_letters_hold_on_the_page(found: Any) -> None:
    keys, store, number = Keyboard(), found.session.store, len(found.walk.shown)
    keys.press("U")
    assert store.undo_label == "Sign twice"
    assert "no verdict given here" in found.banner.text
    places = found.window().sidebar.findChildren(QAbstractButton)
    places[-1].setFocus()
    assert places[-1].hasFocus()
    keys.press("N")
    assert len(found.walk.shown) == number


def test_arrows_on_the_tabs_step_the_tabs(found: Any) -> None:
    keys = Keyboard()
    all_pairs = found.tabs.findChildren(QAbstractButton)[0]
    all_pairs.setFocus()
    keys.press("Right")
    assert found.walk.at == 0
    assert not all_pairs.hasFocus()
    assert found.tabs.isAncestorOf(QApplication.focusWidget())


def test_two_rows_that_are_no_found_pair_are_compared_and_judged(found: Any) -> None:
    keys, store = Keyboard(), found.session.store
    record = store.petitions.get("asylum")
    people = list(store.duplicates.people(record.id))
    pairs = {(pair.a, pair.b) for pair in found.walk.shown}
    first, number = found.walk.current, len(pairs)
    two = next(
        (a.id, b.id)
        for a, b in combinations(sorted(people), 2)
        if (a.id, b.id) not in pairs and a.postcode != b.postcode
    )
    found.compare(list(two))
    assert pair_of(found) == two
    assert found.card.heading.text() == "Two chosen rows"
    assert found.banner.text == ""
    keys.press("N")
    assert store.duplicates.verdicts(record.id)[two] == "dismissed"
    assert found.walk.current == first
    keys.press("U")
    assert pair_of(found) == two
    keys.press("Right")
    assert (found.walk.current, len(found.walk.shown)) == (first, number)
    duplicates.dismiss(store, *two, now=NOW)
    found.compare(list(two))
    assert "not the same person" in found.banner.text
    assert found.card.isHidden()
    keys.press("1")
    assert len(found.walk.shown) == number, "what is not shown is not judged"
    keys.press("Right")
    assert (found.banner.text, found.card.isVisible()) == ("", True)


def test_a_campaign_without_a_petition_says_so(window: Any) -> None:
    window.show()
    window.show_page("duplicates")
    page = window.page("duplicates")
    assert page.ref == ""
    page.look()
    assert "no petition yet" in page.banner.text


def test_a_row_just_keyed_is_compared_beside(entering: Callable[..., Any], qtbot: Any) -> None:
    window = entering()
    enter, keys = window.page("enter"), Keyboard()
    for name in ("Lee Soon-ja", "이순자"):
        keys.type("sw209zz")
        keys.type("22 Lapwing Road, London")
        keys.press("Tab")
        keys.type(name)
        keys.press("Return")
    remark = enter.keying.remark.words
    qtbot.waitUntil(lambda: bool(remark.text()))
    assert remark.text().startswith("Row 2 looks like the same person as row 1 of ")
    assert remark.text().endswith("이순자 / Lee Soon-ja are spellings of one name")
    window.session.hide_names(True)
    assert remark.text() == ""
