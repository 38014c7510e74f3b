"""Pictures of the duplicates' review, with signatures of invented people who signed twice."""

from __future__ import annotations

from typing import Any

from app.domain.signature import RowEntry
from app.operations.counting import duplicates

TWICE = (
    RowEntry(0, "Lee Soon-ja", "14 Teasel Avenue, New Malden", "KT3 8QD", validity="valid"),
    RowEntry(0, "이순자", "14 Teasel Ave", "KT3 8QD", validity="valid", origin="online",
             external_id="af-1182", source="Form of 12 November", email="soonja.lee@post.example"),
    RowEntry(0, "Margaret Thackray", "Flat 2, 30 Quince Gardens", "KT3 8XE", validity="valid"),
    RowEntry(0, "Maggie Thackray", "2/30 Quince Gdns", "KT3 8EX", validity="valid"),
    RowEntry(0, "M. Thackray", "Flat 2, 30 Quince Gardens, New Malden", "KT3 8XE"),
    RowEntry(0, "Ri Chol-su", "9 Marlpit Lane, New Malden", "KT3 8TT", validity="valid"),
    RowEntry(0, "이철수 Lee Cheolsoo", "19 Marlpit Lane", "KT3 8TT", validity="valid"),
)  # fmt: skip


def fill(session: Any) -> None:
    """Signs twice, and looks for who did."""
    store = session.store
    ref = session.petition.ref
    if duplicates.was_searched(store, ref):
        return
    with store.step("Sign twice"):
        for entry in TWICE:
            store.signatures.add(store.petitions.get(ref).id, None, entry)
    duplicates.keep(store, ref, duplicates.find(store, ref))


def grab_duplicates(window: Any, grab: Any, theme: str) -> None:
    """The page as it opens, small, with names hidden, and with nothing left."""
    fill(window.session)
    window.show_page("duplicates")
    page = window.page("duplicates")
    grab(f"{theme}-duplicates")
    page.step(1)
    window.resize(1000, 640)
    grab(f"{theme}-duplicates-small")
    window.resize(1280, 800)
    window.session.hide_names(True)
    grab(f"{theme}-duplicates-hidden")
    window.session.hide_names(False)
