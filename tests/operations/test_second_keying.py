"""Whole-sheet objections and the second pass: kept whole, undone whole, refused in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.sheet import Order, SheetCount
from app.domain.signature import RowEntry
from app.errors import AppError
from app.operations.campaign.campaigns import Campaign
from app.operations.counting import signatures
from app.operations.paper import printing, second_keying, sheets
from app.operations.petition import petitions
from app.store.check import check, digest
from tests.campaigns import NOW, commons_wording

DAY = date(2026, 11, 21)


def entry(row: int, name: str = "Alan Ellery", **changes: object) -> RowEntry:
    values = {"address": f"{row} Teasel Avenue, New Malden", "postcode": "KT3 8QD"}
    return RowEntry(row, name, **{**values, "signed_on": DAY, "validity": "valid", **changes})  # type: ignore[arg-type]  # a test's own values


@pytest.fixture
def codes(campaign: Campaign) -> list[str]:
    ref = petitions.add(campaign.store, commons_wording(), now=NOW)
    out = campaign.folder.parent / "sheets.pdf"
    return printing.print_batch(campaign.store, ref, Order(3), out=out, now=NOW).codes


def test_a_whole_sheet_is_objected_to_in_one_step(campaign: Campaign, codes: list[str]) -> None:
    store = campaign.store
    sheets.key(store, codes[0], [entry(1), entry(2, validity="similar")], now=NOW)
    before = digest(store.db)
    done = sheets.object_to(store, codes[0], "sheet-photocopy", 6, now=NOW)
    assert done.counts.invalid == {"sheet-photocopy": 2}
    assert done.sheet.count == SheetCount(0, 0, {"sheet-photocopy": 6})
    assert done.difference == -4
    assert [one.detail for one in check(store.db) if not one.ok] == []
    store.undo(NOW)
    assert digest(store.db) == before
    done = sheets.object_to(store, codes[1], "sheet-no-text", 8, now=NOW)
    assert (done.sheet.state, done.counts.invalid) == ("counted", {"sheet-no-text": 8})


@pytest.mark.parametrize(
    ("reason", "filled", "said"),
    [
        ("illegible", 4, "not a reason for a whole sheet"),
        ("altered", 0, "0 rows cannot be filled"),
        ("altered", 1, "2 are keyed"),
        ("altered", 99, "99 rows cannot be filled"),
    ],
)
def test_an_objection_that_cannot_be_is_refused(
    campaign: Campaign, codes: list[str], reason: str, filled: int, said: str
) -> None:
    sheets.key(campaign.store, codes[0], [entry(1), entry(2)], now=NOW)
    before = digest(campaign.store.db)
    with pytest.raises(AppError, match=said):
        sheets.object_to(campaign.store, codes[0], reason, filled, now=NOW)
    assert digest(campaign.store.db) == before


def test_addresses_come_by_frequency_from_the_petitions_own_rows(
    campaign: Campaign, codes: list[str]
) -> None:
    store = campaign.store
    rows = [
        entry(1),
        entry(2, address="2 Teasel Avenue, New Malden"),
        entry(3, address="2 Teasel Avenue, New Malden"),
        entry(4, address=""),
        entry(5, postcode="SW20 9ZZ"),
    ]
    sheets.key(store, codes[0], rows, now=NOW)
    assert signatures.addresses_at(store, "asylum", "kt38qd") == [
        ("2 Teasel Avenue, New Malden", 2),
        ("1 Teasel Avenue, New Malden", 1),
    ]
    assert signatures.known_towns(store, "asylum") == {"new malden"}
    assert signatures.addresses_at(store, "asylum", "N1 1AA") == []


def test_a_second_pass_draws_compares_and_settles(campaign: Campaign, codes: list[str]) -> None:
    store = campaign.store
    sheets.key(store, codes[0], [entry(row) for row in range(1, 9)], now=NOW)
    before = digest(store.db)
    drawn = second_keying.draw(store, "asylum", 4, seed=7, now=NOW)
    rows = [one.row for one in drawn.pending]
    store.undo(NOW)
    assert digest(store.db) == before
    again = second_keying.draw(store, "asylum", 4, seed=7, now=NOW)
    assert [one.row for one in again.pending] == rows
    assert len(set(rows)) == 4
    done = second_keying.key(
        store,
        codes[0],
        [
            entry(rows[0], " ALAN  ellery "),
            entry(rows[1], "Alan Ellary", external_id="x"),
            entry(rows[2], validity="unchecked"),
        ],
        now=NOW,
    )
    assert (done.agreement.rows.number, done.agreement.rows.of) == (1, 3)
    assert done.agreement.by_field["name"].number == 1
    [differing] = done.differing
    assert (differing.first.name, differing.drawn.entry.name) == ("Alan Ellery", "Alan Ellary")
    kept = store.second_keyings.of_sheet(store.sheets.get(codes[0]).id)
    assert kept[rows[0]].entry.name == "", "a reading that agrees leaves no text"

    second_keying.settle(store, codes[0], rows[1], "second")
    [now_first] = [one for one in signatures.listing(store, "asylum") if one.row == rows[1]]
    assert (now_first.name, now_first.validity) == ("Alan Ellary", "valid")
    stands = second_keying.report(store, "asylum")
    assert (stands.differing, stands.agreement.rows.number) == ((), 1)
    store.undo(NOW)
    assert len(second_keying.report(store, "asylum").differing) == 1
    second_keying.settle(store, codes[0], rows[1], "first")
    [now_first] = [one for one in signatures.listing(store, "asylum") if one.row == rows[1]]
    assert now_first.name == "Alan Ellery"


def test_a_second_pass_is_refused_where_it_cannot_be(campaign: Campaign, codes: list[str]) -> None:
    store = campaign.store
    with pytest.raises(AppError, match="no keyed row"):
        second_keying.draw(store, "asylum", 3, now=NOW)
    sheets.key(store, codes[0], [entry(1), entry(2)], now=NOW)
    with pytest.raises(AppError, match="1 to 1000 rows"):
        second_keying.draw(store, "asylum", 0, now=NOW)
    with pytest.raises(AppError, match="not drawn"):
        second_keying.key(store, codes[0], [entry(1)], now=NOW)
    second_keying.draw(store, "asylum", 99, now=NOW)
    with pytest.raises(AppError, match="no filled row"):
        second_keying.key(store, codes[0], [], now=NOW)
    second_keying.key(store, codes[0], [entry(1)], now=NOW)
    with pytest.raises(AppError, match="second time already"):
        second_keying.key(store, codes[0], [entry(1)], now=NOW)
    for row in (1, 2, 3):
        with pytest.raises(AppError, match="no difference"):
            second_keying.settle(store, codes[0], row, "first")


def test_a_cleared_row_leaves_the_sample_and_comes_back_with_undo(
    campaign: Campaign, codes: list[str]
) -> None:
    store = campaign.store
    sheets.key(store, codes[0], [entry(1), entry(2)], now=NOW)
    second_keying.draw(store, "asylum", 2, now=NOW)
    signatures.clear_row(store, codes[0], 1, now=NOW)
    assert second_keying.report(store, "asylum").agreement.drawn == 1
    store.undo(NOW)
    assert second_keying.report(store, "asylum").agreement.drawn == 2
