"""Signatures are checked by rules and marked by conditions, and all of it is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.sheet import SheetToPrint
from app.domain.sheet_code import new_code
from app.domain.signature import Counts, RowEntry
from app.operations.campaign.campaigns import Campaign, open_with_key
from app.operations.counting import validity
from app.operations.counting.signatures import set_validity
from app.store.check import check, digest
from app.store.signature_query import SignatureQuery
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, data_key
from tests.journeys.command_line import CommandLine

BAD = ({"name": ""}, {"address": ""}, {"postcode": "SW1A 1AA"})


def fill(store: Store) -> str:
    """30 signatures, half of them online, a third of them with something wrong.

    All on paper are on one sheet but the last, which is on none.
    """
    with store.step("Add"):
        store.petitions.add(commons_wording(), "0" * 64, NOW)
        record = store.petitions.get("asylum")
        sheet = SheetToPrint(new_code(), 1, "full")
        store.sheets.add_batch(record, [sheet], [30], NOW)
        printed = store.sheets.get(sheet.code)
        for at in range(30):
            on_sheet = at % 2 == 0 and at < 28
            row = at + 1 if on_sheet else 0
            entry = RowEntry(
                row, f"Grace Adeyemi {at}", f"{at} Teasel Avenue", "KT3 8QD", date(2026, 11, 20),
                origin="online" if at % 2 else "paper", source="Our form" if at % 2 else "",
            )  # fmt: skip
            if at % 3 == 0:
                entry = replace(entry, **BAD[at // 3 % 3])  # type: ignore[arg-type]  # texts
            store.signatures.add(record.id, printed.id if on_sheet else None, entry)
        store.sheets.set_state([printed], "keyed", NOW)
    return record.id


def assert_sound(store: Store) -> None:
    assert [result.detail for result in check(store.db) if not result.ok] == []


def test_rules_are_shown_before_they_are_applied(cli: CommandLine) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        fill(campaign.store)
    shown = cli.done("signature", "check", "asylum", "--json").document
    assert (shown["looked_at"], shown["marked"]) == (30, 0)
    assert shown["reasons"] == {"no-name": 4, "no-address": 3, "out-of-area": 3}
    assert len(shown["signatures"]) == 10
    assert ["no-name"] in [one["reasons"] for one in shown["signatures"]]
    said = cli.done("signature", "check", "asylum", "--apply").out
    assert "10 marked invalid." in said
    listed = cli.done(
        "signature", "list", "asylum", "--validity", "invalid", "--reason", "no-name", "--json"
    ).document["signatures"]
    assert len(listed) == 4
    markings = cli.done("signature", "markings", "asylum", "--json").document["markings"]
    assert {one["reason"]: one["rows"] for one in markings} == shown["reasons"]
    assert "The rules find nothing" in cli.done("signature", "check", "asylum").out


def test_marking_many_needs_a_condition_and_a_note(cli: CommandLine) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        fill(campaign.store)
    mark = ("signature", "mark", "asylum")
    valid = (*mark, "--as", "valid", "--note", "Compared with the sheets")
    assert "needs a condition" in cli.refused(*valid)
    assert "needs a note" in cli.refused(*mark, "--as", "valid", "--origin", "online")
    bad = (*mark, "--as", "invalid", "--origin", "online", "--note", "x")
    assert "needs a reason" in cli.refused(*bad)
    assert "No signature matches" in cli.refused(*valid, "--postcode", "ZZ9")
    would = cli.done(*valid, "--postcode", "KT3", "--dry-run").out
    assert would == (
        "12 valid and 15 similar would be marked. Those online or on no printed sheet count as "
        "similar here (R10, R24).\n"
    )
    assert cli.done("signature", "markings", "asylum", "--json").document == {"markings": []}
    done = cli.done(*valid, "--postcode", "KT3", "--json").document
    assert done == {"marked": {"valid": 12, "similar": 15}, "already": 0, "dry_run": False}
    assert cli.done(*valid, "--postcode", "KT3").out == "All that match are marked so already.\n"
    [marking] = cli.done("signature", "markings", "asylum", "--json").document["markings"]
    assert marking["condition"] == "postcode begins KT3"
    assert (marking["note"], marking["rows"]) == ("Compared with the sheets", 27)


def test_a_row_not_in_ink_on_a_sheet_is_similar_where_only_ink_counts(campaign: Campaign) -> None:
    petition = fill(campaign.store)
    both = [
        one.id for one in campaign.store.signatures.all(SignatureQuery(petition, text="Grace"))
    ][:4]
    assert set_validity(campaign.store, both, "valid") == 2
    counts = campaign.store.signatures.by_origin(petition)
    assert counts["paper"] == Counts(valid=2, unchecked=13)
    assert counts["online"] == Counts(similar=2, unchecked=13)


@pytest.mark.parametrize("redone", [False, True])
def test_marking_is_taken_back_exactly(campaign: Campaign, redone: bool) -> None:
    store = campaign.store
    petition = fill(store)
    ids = [one.id for one in store.signatures.all(SignatureQuery(petition))]
    set_validity(store, ids[:5], "invalid", "illegible")
    before = digest(store.db)
    validity.apply_rules(store, "asylum", validity.check(store, "asylum"), now=NOW)
    query = SignatureQuery(petition, postcode="KT3")
    validity.mark_where(store, "asylum", query, "valid", "", "Seen", now=NOW)
    set_validity(store, ids[3:9], "unchecked")
    after, undone = digest(store.db), []
    while store.undo_label not in {"Mark 5 signatures invalid", ""}:
        undone.append(store.undo(NOW))
    assert len(undone) == 3
    assert digest(store.db) == before
    assert store.markings.of_petition(petition) == []
    assert_sound(store)
    if redone:
        assert [store.redo(NOW) for _ in undone] == undone[::-1]
        assert digest(store.db) == after
        assert_sound(store)
        for _ in undone:
            store.undo(NOW)
        assert digest(store.db) == before


def test_what_was_judged_meanwhile_stays(campaign: Campaign) -> None:
    store = campaign.store
    petition = fill(store)
    checked = validity.check(store, "asylum")
    set_validity(store, [checked.found[0].signature.id], "valid")
    assert validity.apply_rules(store, "asylum", checked, now=NOW) == 9
    assert store.signatures.totals(SignatureQuery(petition)).similar == 1


def test_a_listener_hears_of_a_marking_and_its_undo(campaign: Campaign) -> None:
    petition = fill(campaign.store)
    heard: set[str] = set()
    campaign.store.listen(heard.update)
    query = SignatureQuery(petition, origin="online")
    validity.mark_where(campaign.store, "asylum", query, "similar", "", "Seen", now=NOW)
    assert {"signature", "marking"} <= heard
    heard.clear()
    campaign.store.undo(NOW)
    assert {"signature", "marking"} <= heard
