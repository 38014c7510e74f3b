"""Contacts by the command line: kept, found, related, addressed together, and merged."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import open_with_key
from app.operations.petition import petitions
from app.store.check import check
from tests.campaigns import NOW, commons_wording, data_key
from tests.journeys.command_line import CommandLine

RIM = 4
"""The number of the practice contact who is at risk."""


@pytest.fixture
def community(cli: CommandLine) -> CommandLine:
    """The command line over a campaign with the twenty practice contacts."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        ref = petitions.add(campaign.store, commons_wording(), now=NOW)
        demo_community.fill(campaign.store, ref, now=NOW)
    return cli


def test_a_contact_is_kept_with_everything_and_changed(cli: CommandLine) -> None:
    said = cli.done(
        "contact", "add", "--name", "Kim Min-jun", "--name", "김민준", "--pronounced", "kim",
        "--address", "12 Cobnut Close, NEW MALDEN", "--postcode", "kt38pl",
        "--phone", "07700 900101", "--phone", "ask at the shop", "--email", "minjun@kim.example",
        "--language", "ko", "--tag", "elder", "--note", "Met at the fair", "--json",
    )  # fmt: skip
    made = said.document["contact"]
    assert (made["number"], made["kind"], made["name"]) == (1, "person", "Kim Min-jun")
    assert [(one["family"], one["order"]) for one in made["names"]] == [
        ("Kim", "family-first"), ("김", "family-first"),
    ]  # fmt: skip
    assert made["addresses"][0]["postcode"] == "KT3 8PL"
    assert [one["number"] for one in made["phones"]] == ["+447700900101", None]
    assert said.err == "“ask at the shop” (no telephone number: kept as typed)\n"
    cli.done("contact", "set", 1, "--deceased", "--role", "Elder", "--also-name", "Kim MJ")
    shown = cli.done("contact", "show", 1, "--json").document["contact"]
    assert (shown["deceased"], shown["role"], len(shown["names"])) == (True, "Elder", 3)
    assert shown["phones"] == made["phones"]
    before = cli.done("contact", "show", 1, "--json").document["contact"]
    cli.done("contact", "set", 1, "--postcode", "KT3 8XE")
    moved = cli.done("contact", "show", 1, "--json").document["contact"]
    [where] = before["addresses"]
    assert moved == before | {"addresses": [where | {"postcode": "KT3 8XE"}]}
    cli.done("contact", "set", 1, "--postcode", where["postcode"])
    assert cli.done("contact", "show", 1, "--json").document["contact"] == before
    said = cli.done(
        "contact",
        "set",
        "C1",
        "--phone",
        "",
        "--living",
        "--postcode",
        "KT3 OPL",
        "--address",
        "12 Cobnut Close",
        "--address",
        "1 High St, New Malden KT38PL",
    )
    assert said.err == (
        "“KT3 OPL” is no UK postcode: did you mean KT3 0PL? It is kept as typed.\n"
        "The postcode KT3 8PL stood in the address: it has its own place.\n"
    )  # fmt: skip
    assert cli.done("contact", "show", "C1", "--json").document["contact"]["phones"] == []


def test_a_language_that_is_none_and_two_marks_at_once_are_refused(cli: CommandLine) -> None:
    add = ("contact", "add", "--name", "Grace")
    assert "There is no language “klingon”" in cli.refused(*add, "--language", "klingon")
    assert "exclude each other" in cli.refused(*add, "--at-risk", "--not-at-risk")
    made = cli.done(*add, "--language", "Korean", "--at-risk", "--json").document["contact"]
    assert (made["language"], made["at_risk"]) == ("ko", True)
    assert "There is no language" in cli.refused("segment", "add", "K", "--language", "klingon")


def test_a_person_who_is_known_as_one_does_not_become_an_organisation(
    community: CommandLine,
) -> None:
    said = community.refused("contact", "set", 13, "--kind", "other")
    assert "Contact 13 is a person who signed or is in the consent ledger" in said
    assert "without consent" not in community.done("contact", "add", "--name", "Ada Moss").err
    changed = community.done("contact", "set", 21, "--kind", "shop")
    assert "Contact 21 is no person" in changed.err
    assert "in their office, without consent" in changed.err
    assert not community.done("contact", "set", 21, "--kind", "church").err


def test_what_is_no_contact_is_refused_in_a_sentence(cli: CommandLine) -> None:
    assert cli.refused("contact", "add", "--email", "a@b.example") == (
        "A contact needs a name: say how to address them."
    )
    assert "needs a name, an @ and a domain" in cli.refused(
        "contact", "add", "--name", "Grace Adeyemi", "--email", "grace at home"
    )
    assert "there are 1 names" in cli.refused(
        "contact", "add", "--name", "Grace", "--pronounced", "grays", "--pronounced", "grace"
    )
    assert "does not stand in “Grace Kimm”" in cli.refused(
        "contact", "add", "--name", "Grace Kimm", "--family", "Kim"
    )
    assert "There is no contact “7”" in cli.refused("contact", "show", 7)


def test_they_are_listed_by_what_is_asked_and_nobody_at_risk_by_name(
    community: CommandLine,
) -> None:
    listed = community.done("contact", "list", "--json").document
    assert (listed["total"], len(listed["contacts"])) == (20, 20)
    rim = next(one for one in listed["contacts"] if one["number"] == RIM)
    assert (rim["name"], rim["names"], rim["phones"], rim["addresses"]) == (None, [], [], [])
    assert "Rim" not in community.done("contact", "list").out
    assert "Rim" not in community.done("contact", "show", RIM).out
    assert "Rim" not in community.done("contact", "household", RIM).out
    assert "림명철" in community.done("contact", "show", RIM, "--with-at-risk").out
    for options, numbers in (
        (["--tag", "choir"], {2, 8}),
        (["--kind", "church", "--kind", "shop"], {16, 17}),
        (["--words", "혜경"], {8}),
        (["--words", "이순자"], {2}),
        (["--words", "07700900110"], {10}),
        (["--words", "grace +44 (0)20 79460118"], {5}),
        (["--words", "00110 choi"], {10}),
        (["--words", "0900110"], {10}),
        (["--words", "teasel ellery"], {6, 7}),
        (["--district", "SW20"], {15}),
        (["--at-risk"], {RIM}),
        (["--language", "ko", "--tag", "elder"], {1}),
    ):
        found = community.done("contact", "list", *options, "--json").document["contacts"]
        assert {one["number"] for one in found} == numbers
    made = ("--name", "Two", "--phone", "07700 900299", "--phone", "020 7946 0999", "--json")
    added = community.done("contact", "add", *made).document["contact"]["number"]
    for digits in ("60999", "4609 99", "900299"):
        found = community.done("contact", "list", "--words", digits, "--json").document["contacts"]
        assert [one["number"] for one in found] == [added], digits
    assert community.done("contact", "tag", "fair", 5, 6).out == "2 tagged.\n"
    assert community.done("contact", "untag", "Fair", 5, 9).out == "1 untagged.\n"
    tags = {one["tag"]: one["contacts"] for one in
            community.done("contact", "tags", "--json").document["tags"]}  # fmt: skip
    assert tags["fair"] == 1


def test_a_household_and_relationships_read_from_both_sides(community: CommandLine) -> None:
    home = community.done("contact", "household", 1, "--json").document["household"]
    assert (home["label"], home["hangul"]) == (
        "The Kim and Ri family", "김민준·리순자·김하늘 님",
    )  # fmt: skip
    text = community.done("contact", "household", 1).out
    assert text.startswith(
        "Addressed as: The Kim and Ri family\nIn Hangul: 김민준·리순자·김하늘 님\n"
    )
    assert [one["number"] for one in home["members"]] == [1, 2, 3]
    community.done("contact", "household", 2, "--name", "The Kims of Cobnut Close")
    home = community.done("contact", "household", 3, "--json").document["household"]
    assert home["label"] == home["own_name"] == "The Kims of Cobnut Close"
    community.done("contact", "set", 2, "--deceased")
    said = community.done("contact", "household", 2, "--name", "Soon-ja and the Kims", "--json")
    assert said.document["household"]["label"] == "The Kim family"
    assert "labels do not use it" in said.err
    community.done("contact", "household", 2, "--name", "")
    home = community.done("contact", "household", 1, "--json").document["household"]
    assert home["label"] == "The Kim family"
    assert "no address" in community.refused("contact", "household", 18, "--name", "X")

    kept = community.done("contact", "relate", 1, "parent-of", 3, "--note", "since the flood")
    assert kept.out == "Kept: contact 1 is parent of contact 3.\n"
    works = community.done("contact", "relate", 7, "works-at", 16)
    assert works.out == "Kept: contact 7 works at contact 16.\n"
    shown = community.done("contact", "show", 3, "--json").document["contact"]
    assert shown["relationships"] == [
        {"kind": "child-of", "words": "Child of", "other": 1, "note": "since the flood"}
    ]
    assert "Parent of: Kim Ha-neul" in community.done("contact", "show", 1).out
    assert "Interprets for: Contact 4" in community.done("contact", "show", 1).out
    community.done("contact", "unrelate", 3, "child-of", 1)
    assert "is not “child-of”" in community.refused("contact", "unrelate", 3, "child-of", 1)
    assert "name two" in community.refused("contact", "relate", 3, "knows", 3)
    for one, kind, other, wrong in ((1, "works-at", 2, 2), (16, "elder-of", 15, 16)):
        refusal = community.refused("contact", "relate", one, kind, other)
        assert f"contact {wrong} is kept as" in refusal
    left = community.done("contact", "set", 3, "--postcode", "KT3 8XE").err
    assert "Contact 3 does not share the address of contact 1, 2 any more" in left
    assert not community.done("contact", "set", 3, "--postcode", "KT3 8XE").err


def test_contacts_kept_twice_are_found_told_apart_and_merged(community: CommandLine) -> None:
    add = ("contact", "add", "--address", "12 Cobnut Close, New Malden", "--postcode", "KT3 8PL")
    community.done(*add, "--name", "김민준", "--phone", "07700 900101", "--tag", "fair",
                   "--note", "Sings", "--do-not-contact")  # fmt: skip
    found = community.done("contact", "duplicates", "--json").document["pairs"]
    assert [(one["a"]["number"], one["b"]["number"]) for one in found] == [(1, 21)]
    assert found[0]["reasons"][0] == "same address"

    community.done("contact", "apart", 21, 1)
    assert community.done("contact", "duplicates", "--json").document["pairs"] == []
    assert "take that back first" in community.refused("contact", "merge", 1, 21)
    community.done("contact", "apart", 1, 21, "--take-back")

    assert "There is no field" in community.refused("contact", "merge", 1, 21, "--take", "x=other")
    assert "they are not one" in community.refused("contact", "merge", 1, 16)
    tried = community.done(
        "contact", "merge", 1, 21, "--take", "names=other", "--dry-run", "--json"
    ).document
    assert not tried["merged"]
    names = next(one for one in tried["fields"] if one["field"] == "names")
    assert (names["kept"], names["after"]) == ("Kim Min-jun\n김민준", "김민준\nKim Min-jun")
    assert community.done("contact", "list", "--json").document["total"] == 21

    said = community.done("contact", "merge", 1, 21, "--take", "names=other").out
    assert "Contact 21 went up in contact 1." in said
    kept = community.done("contact", "show", 21, "--json").document["contact"]
    assert (kept["number"], kept["name"], kept["do_not_contact"]) == (1, "김민준", True)
    assert (kept["tags"], kept["notes"]) == (["elder", "fair", "interpreter"], "Sings")
    assert len(kept["phones"]) == 1
    assert community.done("contact", "list", "--json").document["total"] == 20
    with open_with_key(community.folder, data_key(), now=NOW) as campaign:
        assert all(one.ok for one in check(campaign.store.db))


def test_no_name_of_anybody_at_risk_is_in_a_pair(community: CommandLine, tmp_path: Path) -> None:
    community.done("contact", "add", "--name", "Rim Myong Chol", "--postcode", "KT3 8XE",
                   "--address", "4 Quince Gdns", "--phone", "+44 7700 900104")  # fmt: skip
    said = community.done("contact", "duplicates", "--json")
    [pair] = said.document["pairs"]
    assert (pair["a"]["name"], pair["b"]["name"]) == ("contact 4", "Rim Myong Chol")
    assert all("Rim" not in one for one in pair["reasons"])
    assert "Rim" not in community.done("contact", "merge", 4, 21).out
    assert community.done("contact", "show", 4, "--json").document["contact"]["at_risk"]
