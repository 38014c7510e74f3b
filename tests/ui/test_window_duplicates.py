"""Pairs are judged by the keyboard; what a verdict does to the number is in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.operations import petitions
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
