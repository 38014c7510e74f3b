"""A validity sample is drawn, checked and read, by commands alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.signature import RowEntry
from app.operations.campaign.campaigns import Campaign, open_with_key
from app.operations.counting import duplicates, sampling
from app.store.check import digest
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, data_key, minister_wording
from tests.journeys.command_line import CommandLine


def fill(store: Store, ref: str = "home-office", number: int = 200) -> str:
    """`number` unchecked signatures from two sources, and a few that cannot count."""
    with store.step("Add"):
        wording = (minister_wording if ref == "home-office" else commons_wording)(target=180)
        store.petitions.add(wording, "0" * 64, NOW)
        record = store.petitions.get(ref)
        entries = [
            RowEntry(
                0, f"Grace Adeyemi {at}", f"{at} Teasel Avenue", "KT3 8QD", date(2026, 11, 20),
                origin="online", source="Our form" if at % 4 else "Their form",
                external_id=f"r-{at}",
            )
            for at in range(number)
        ]  # fmt: skip
        bad = RowEntry(0, "", "", "", validity="invalid", reason="no-name", origin="online")
        store.signatures.add_many(record.id, [(None, one) for one in [*entries, bad, bad]])
    return record.id


def test_a_sample_is_drawn_checked_and_read(cli: CommandLine) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        fill(campaign.store)
    assert "No sample" in cli.refused("signature", "sample-estimate", "home-office")
    drawn = cli.done(
        "signature", "sample", "home-office", "--size", 40, "--by", "source", "--seed", 5, "--json"
    ).document
    assert drawn["sample"] | {"drawn_at": ""} == {
        "number": 1, "drawn_at": "", "by": "source", "seed": 5, "size": 40, "of": 200,
    }  # fmt: skip
    rows = drawn["rows"]
    assert [one["place"] for one in rows] == list(range(1, 41))
    assert " r-" in cli.done("signature", "sample-list", "home-office").out
    by_source = [one["source"] for one in rows]
    assert (by_source.count("Our form"), by_source.count("Their form")) == (30, 10)
    assert all(one["external_id"].startswith("r-") for one in rows)
    again = cli.done(
        "signature", "sample", "home-office", "--size", 40, "--by", "source", "--seed", 5, "--json"
    ).document
    assert [one["id"] for one in again["rows"]] == [one["id"] for one in rows]
    said = cli.done("signature", "sample-estimate", "home-office").out
    assert said == "Sample 2: none of its 40 rows is checked yet.\n"

    cli.done("signature", "sample-check", "home-office", *range(1, 37), "--as", "valid")
    said = cli.done("signature", "sample-estimate", "home-office").out
    assert said.startswith("Provisional: 36 of 40 rows are checked.")
    cli.done(
        "signature",
        "sample-check",
        "home-office",
        37,
        38,
        "--as",
        "invalid",
        "--because",
        "illegible",
    )
    cli.done(
        "signature", "sample-check", "home-office", 39, 40, "--as", "invalid",
        "--because", "duplicate-paper",
    )  # fmt: skip
    document = cli.done("signature", "sample-estimate", "home-office", "--json").document
    assert (document["raw"], document["invalid"], document["later"]) == (202, 6, 0)
    found = document["estimate"]
    assert (found["of"], found["checked"]) == (200, 40)
    assert found["share"]["low"] < found["share"]["estimate"] == 0.95 < found["share"]["high"]
    assert found["valid"]["estimate"] == pytest.approx(190)
    assert found["duplicates"] == pytest.approx(10)
    assert found["adjusted"]["estimate"] == pytest.approx(180)
    assert found["target"] == 180
    assert found["more"] > 180 - found["safe"] > 0
    words = cli.done("signature", "sample-estimate", "home-office", "--target", 150).out
    assert "Safely over the target of 150" in words
    assert "Wilson" in words
    listed = cli.done("signature", "sample-list", "home-office", "--json").document["rows"]
    assert [one["outcome"] for one in listed][35:] == [
        "valid", "illegible", "illegible", "duplicate-paper", "duplicate-paper",
    ]  # fmt: skip
    marked = cli.done("signature", "list", "home-office", "--validity", "valid", "--json").document
    assert len(marked["signatures"]) == 36


def test_what_cannot_be_is_said(cli: CommandLine) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        fill(campaign.store, number=6)
    sample = ("signature", "sample", "home-office")
    assert "2 parts and only 1 rows" in cli.refused(*sample, "--size", 1)
    assert "margin" in cli.refused(*sample, "--margin", 7)
    assert cli(*sample, "--size", 3, "--margin", 0.1).status == 2
    assert "Sample 1: 6 of 6 signatures" in cli.done(*sample, "--margin", 0.03).out
    check = ("signature", "sample-check", "home-office")
    assert "places 1 to 6, not 7" in cli.refused(*check, 1, 7, "--as", "valid")
    assert "needs a reason" in cli.refused(*check, 1, "--as", "invalid")
    assert "no sample 4" in cli.refused(*check, 1, "--as", "valid", "--sample", 4)


def test_only_ink_is_drawn_where_only_ink_counts(campaign: Campaign) -> None:
    from app.errors import AppError

    fill(campaign.store, "asylum")
    with pytest.raises(AppError, match="Only ink on a printed sheet counts"):
        sampling.draw(campaign.store, "asylum", now=NOW)


def test_a_check_is_one_step_and_taken_back(campaign: Campaign) -> None:
    store = campaign.store
    fill(store)
    sample = sampling.draw(store, "home-office", size=10, seed=1, now=NOW)
    before = digest(store.db)
    sampling.record(store, "home-office", None, [2], "invalid", "illegible", now=NOW)
    after = digest(store.db)
    assert store.undo_label == "Check row 2 of sample 1"
    store.undo(NOW)
    assert digest(store.db) == before
    store.redo(NOW)
    assert digest(store.db) == after
    [line] = [one for one in sampling.lines(store, sample) if one.row.place == 2]
    assert line.signature
    assert (line.row.outcome, line.signature.reason) == ("illegible", "illegible")
    sampling.record(store, "home-office", 1, [2], "unchecked", now=NOW)
    assert {one.outcome for one in store.samples.rows(sample.id)} == {""}


def test_pairs_that_nobody_settled_come_off(campaign: Campaign) -> None:
    store = campaign.store
    petition = fill(store)
    sample = sampling.draw(store, "home-office", size=100, seed=1, now=NOW)
    sampling.record(store, "home-office", 1, range(1, 101), "valid", now=NOW)
    a, b, c = [row.signature for row in store.samples.rows(sample.id)][:3]
    with store.step("Find"):
        for one, other, sure in ((a, b, 0.9), (b, c, 0.8), (a, c, 0.7)):
            first, second = sorted((one, other))
            store.db.execute(
                "INSERT INTO duplicate_pair VALUES (?, ?, ?, ?, '')",
                (first, second, petition, sure),
            )
    said = sampling.judge(store, "home-office")
    assert said.estimate
    assert said.estimate.duplicates == pytest.approx(1.7)


def test_duplicates_taken_out_after_the_draw_come_off_once_each(campaign: Campaign) -> None:
    store = campaign.store
    fill(store)
    sample = sampling.draw(store, "home-office", size=100, seed=1, now=NOW)
    sampling.record(store, "home-office", 1, range(1, 101), "valid", now=NOW)
    three = [row.signature for row in store.samples.rows(sample.id)][:3]
    duplicates.accept_all(store, three, now=NOW + timedelta(hours=1))
    said = sampling.judge(store, "home-office")
    assert said.estimate
    assert said.estimate.duplicates == pytest.approx(2)
    assert said.estimate.share.middle == pytest.approx(1)
