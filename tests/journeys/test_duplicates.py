"""Doubles by the command line: found, listed with their effect, settled, and what is refused."""

from __future__ import annotations

from app.domain.signature import RowEntry
from app.operations.campaign.campaigns import open_with_key
from app.store.check import check
from tests.campaigns import NOW, commons_wording, data_key
from tests.journeys.command_line import CommandLine

PEOPLE = (
    ("af-1", "Lee Soon-ja", "14 Teasel Avenue, New Malden", "KT3 8QD"),
    ("af-2", "이순자", "14 Teasel Ave", "KT3 8QD"),
    ("af-3", "Margaret Thackray", "Flat 2, 30 Quince Gardens", "KT3 8XE"),
    ("af-4", "Maggie Thackray", "2/30 Quince Gdns", "KT3 8XE"),
    ("af-5", "Grace Quayle", "7 Marlpit Lane", "KT3 8TT"),
    ("af-6", "Daniel Quayle", "7 Marlpit Lane", "KT3 8TT"),
)


def fill(cli: CommandLine) -> dict[str, str]:
    """The ids of six signatures by their source's ids."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        with store.step("Add"):
            store.petitions.add(commons_wording(), "0" * 64, NOW)
            petition = store.petitions.get("asylum").id
            return {
                key: store.signatures.add(
                    petition,
                    None,
                    RowEntry(0, name, address, code, validity="valid", external_id=key),
                )
                for key, name, address, code in PEOPLE
            }


def test_from_finding_to_the_number(cli: CommandLine) -> None:
    ids = fill(cli)
    assert "No search yet" in cli.done("duplicate", "list", "asylum").out
    found = cli.done("duplicate", "find", "asylum", "--json").document
    assert {(pair["a"]["external_id"], pair["b"]["external_id"]) for pair in found["pairs"]} == {
        ("af-1", "af-2"),
        ("af-3", "af-4"),
    }
    first = next(pair for pair in found["pairs"] if pair["a"]["external_id"] == "af-1")
    assert first["a"] == {
        "id": ids["af-1"], "external_id": "af-1", "name": "Lee Soon-ja", "postcode": "KT3 8QD",
    }  # fmt: skip
    assert 0.5 <= first["probability"] < 1
    assert first["reasons"][1] == "Lee Soon-ja / 이순자 are spellings of one name"
    assert sorted(map(len, found["clusters"])) == [2, 2]

    listed = cli.done("duplicate", "list", "asylum", "--json").document
    assert listed["pairs"] == found["pairs"]
    assert (listed["effect"]["valid"], listed["effect"]["valid_after"]) == (6, 4)
    assert "if these are accepted 4" in cli.done("duplicate", "list", "asylum").out

    said = cli.done("duplicate", "accept", ids["af-1"], ids["af-2"], "--keep", ids["af-2"])
    assert said.out.startswith(ids["af-2"])
    cli.done("duplicate", "dismiss", ids["af-4"], ids["af-3"])
    assert cli.done("duplicate", "find", "asylum", "--json").document == {
        "pairs": [], "clusters": [], "unnamed": 0,
    }  # fmt: skip
    assert "No pair" in cli.done("duplicate", "find", "asylum").out
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        kept = campaign.store.signatures.of_ids(list(ids.values()))
        assert kept[ids["af-1"]].reason == "duplicate-paper"
        assert [one.detail for one in check(campaign.store.db) if not one.ok] == []


def test_verdicts_are_listed_taken_back_and_named_where_they_no_longer_fit(
    cli: CommandLine,
) -> None:
    ids = fill(cli)
    one, other = ids["af-1"], ids["af-2"]
    assert "Lee Soon-ja, KT3 8QD (af-1)" in cli.done("duplicate", "find", "asylum").out
    assert "(af-2)" in cli.done("duplicate", "list", "asylum").out
    assert "Nothing was said" in cli.done("duplicate", "list", "asylum", "--settled").out
    cli.done("duplicate", "accept", one, other)
    said = cli.done("signature", "set", other, "--validity", "valid")
    assert "counted twice" in said.err
    listed = cli.done("duplicate", "list", "asylum", "--settled")
    assert "counted twice" in listed.out
    [document] = cli.done("duplicate", "list", "asylum", "--settled", "--json").document["settled"]
    assert (document["trouble"], document["kept"]) == ("twice", one)
    marked = cli.done(
        "signature", "mark", "asylum", "--name", "Quayle", "--as", "similar", "--note", "Web"
    )
    assert "one verdict on duplicates no longer fits" in marked.err
    again = cli.done("signature", "set", other, "--validity", "invalid", "--reason",
                     "duplicate-paper")  # fmt: skip
    assert "Careful" not in again.err
    assert f"{other} is valid again" in cli.done("duplicate", "reopen", one, other).out
    assert len(cli.done("duplicate", "list", "asylum", "--json").document["pairs"]) == 2


def test_a_high_threshold_leaves_the_review_alone(cli: CommandLine) -> None:
    fill(cli)
    cli.done("duplicate", "find", "asylum")
    before = cli.done("duplicate", "list", "asylum", "--json").document
    assert "Only shown" in cli.done("duplicate", "find", "asylum", "--threshold", "0.9999").out
    assert cli.done("duplicate", "list", "asylum", "--json").document == before


def test_the_weights_are_shown(cli: CommandLine) -> None:
    fill(cli)
    start = cli.done("duplicate", "weights", "asylum", "--json").document
    cli.done("duplicate", "find", "asylum")
    learnt = cli.done("duplicate", "weights", "asylum", "--json").document
    assert (start["signatures"], learnt["signatures"]) == (0, 6)
    given = {one["level"]: one for one in learnt["comparisons"]["given"]}
    assert given["different"]["bits"] < 0 < given["form"]["bits"]
    assert "flat missing" in cli.done("duplicate", "weights", "asylum").out


def test_what_is_refused(cli: CommandLine) -> None:
    ids = fill(cli)
    one, other = ids["af-1"], ids["af-2"]
    assert "nobody" in cli.refused("duplicate", "accept", one, "nobody")
    assert "name two" in cli.refused("duplicate", "dismiss", one, one)
    assert "at least two" in cli.refused("duplicate", "accept", one, other, one)
    assert "between 0 and 1" in cli.refused("duplicate", "find", "asylum", "--threshold", "2")
    cli.done("duplicate", "dismiss", one, other)
    assert "said already" in cli.refused("duplicate", "accept", one, other)
    assert cli("duplicate", "accept", one).status in {1, 2}
