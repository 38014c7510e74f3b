"""Home's figures are those that counting everything gives, whatever was done and taken back."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.signature import RowEntry
from app.operations.campaign import home
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import signatures
from app.store.check import check
from tests.campaigns import NOW, commons_wording

DAYS = [date(2026, 11, 20), date(2026, 11, 21), None]


def counted(campaign: Campaign) -> dict[date, int]:
    rows = campaign.store.db.execute(
        "SELECT signed_on FROM signature WHERE validity = 'valid' AND signed_on IS NOT NULL"
    )
    return dict(Counter(date.fromisoformat(day) for (day,) in rows))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "bulk", "judge", "undo", "redo"]), st.integers(0, 5)),
        max_size=12,
    )
)
def test_the_days_are_kept_right(campaign: Campaign, moves: list[tuple[str, int]]) -> None:
    store = campaign.store
    if not store.petitions.exists("asylum"):
        with store.step("Add"):
            store.petitions.add(commons_wording(target=100), "0" * 64, NOW)
    petition = store.petitions.get("asylum").id
    for move, at in moves:
        entries = [RowEntry(0, f"Ann {at}", "", "", DAYS[(at + one) % 3],
                            validity="valid" if one % 2 else "unchecked")
                   for one in range(3)]  # fmt: skip
        ids = [key for (key,) in store.db.execute("SELECT id FROM signature ORDER BY number")]
        if move == "add":
            with store.step("Add"):
                store.signatures.add_many(petition, [(None, one) for one in entries])
        elif move == "bulk":
            with store.bulk_signatures("Import", 3):
                store.signatures.add_many(petition, [(None, one) for one in entries])
        elif move == "judge" and ids:
            signatures.set_validity(store, [ids[at % len(ids)]], "valid" if at % 2 else "unchecked")
        elif move == "undo" and store.undo_label.startswith(("Add", "Import", "Mark")):
            store.undo(NOW)
        elif move == "redo" and store.redo_label:
            store.redo(NOW)
        if store.petitions.exists("asylum"):
            found = home.figures(store, "asylum", now=NOW)
            assert dict(found.by_day) == counted(campaign)
    assert [one.detail for one in check(store.db) if one.name == "counts"] == [""]


def test_the_forecast_is_a_range(campaign: Campaign) -> None:
    store = campaign.store
    with store.step("Add"):
        store.petitions.add(commons_wording(target=100), "0" * 64, NOW)
        petition = store.petitions.get("asylum").id
        days = [NOW.date() - timedelta(days=one % 40) for one in range(60)]
        store.signatures.add_many(
            petition,
            [(None, RowEntry(0, "Ann", "", "", day, validity="valid")) for day in days],
        )
    found = home.figures(store, "asylum", now=NOW)
    assert found.counts.valid == sum(number for _, number in found.by_day) == 60
    assert found.counts.valid < found.pace.low <= found.pace.high
    assert (found.tasks, found.waiting, found.event, found.late) == ([], [], None, 0)
