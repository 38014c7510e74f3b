"""A call sheet is made, comes back and is keyed; a walk list goes street by street."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from app.domain.signature import RowEntry
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import open_with_key
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, data_key
from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine

EVERYONE = ("--everyone", "--petition", "asylum")


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """The command line over the practice contacts."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        ref = petitions.add(campaign.store, commons_wording(), now=NOW)
        demo_community.fill(campaign.store, ref, now=NOW)
    return cli


def made(cli: CommandLine, out: Path, *options: object) -> Any:
    return cli.done("outreach", "calls", *EVERYONE, "--caller", "Grace Adeyemi", "--out", out,
                    "--until", "2999-12-04", "--json", *options).document  # fmt: skip


def test_a_call_sheet_is_keyed_back(filled: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "calls.pdf"
    document = made(filled, out)
    codes = [one["code"] for one in document["lines"]]
    assert len(set(codes)) == len(codes) == 7
    shown = words(out.read_bytes())
    assert all(code in shown for code in codes)
    assert "Call sheet 1" in shown
    assert "Kim Min-jun 김민준" in shown
    assert "07700 900101" in shown
    assert "Rim Myong-chol" not in shown, "at risk"
    assert "No outcome said" not in shown
    assert "안녕하십니까. New Malden Neighbours에서 돕고 있는 Grace Adeyemi입니다" in shown
    assert {one["reason"] for one in document["left_out"]} >= {"at-risk", "no-consent"}

    # A second caller gets none of them until they are back.
    taken = filled.refused("outreach", "calls", *EVERYONE, "--caller", "Tom Ellery", "--out",
                           tmp_path / "more.pdf")  # fmt: skip
    assert "on another caller’s list: 7" in taken
    assert not (tmp_path / "more.pdf").exists()

    first, second, third, fourth, fifth, sixth, _ = codes
    said = filled.done("outreach", "key", first.lower(), "h", "--note", "can drive", "--json")
    [keyed] = said.document["keyed"]
    assert keyed["outcome"] == "will-help"
    tasks = filled.done("task", "list", "--json").document["tasks"]
    [task] = [one for one in tasks if one["number"] == keyed["task"]]
    assert task["title"] == "Say how they can help"
    results = tmp_path / "results.csv"
    results.write_text(f"code,result,note\n{second},A,\n{third},x,\n{fourth},W,\n{fifth},C,\n")
    filled.done("outreach", "key", "--file", results)
    [one] = filled.done("outreach", "rounds", "--json").document["rounds"]
    assert (one["lines"], one["keyed"], one["caller"]) == (7, 5, "Grace Adeyemi")
    filled.done("outreach", "key", second, "T")  # nobody answered: tried again
    filled.done("outreach", "key", sixth, "N")
    again = filled.refused("outreach", "key", sixth, "T")
    assert "keyed on" in again
    assert "Does not want to" in again

    # Released, but for whoever said no: never again, no calls, no number.
    later = filled.done("outreach", "calls", *EVERYONE, "--caller", "Tom Ellery", "--dry-run",
                        "--json").document  # fmt: skip
    numbers = {one["code"]: one["contact"] for one in document["lines"]}
    reasons = {one["contact"]: one["reason"] for one in later["left_out"]}
    assert {one["contact"] for one in later["lines"]} == {numbers[first], numbers[second],
                                                          numbers[sixth]}  # fmt: skip
    assert reasons[numbers[third]] == "do-not-contact"
    assert reasons[numbers[fourth]] == "no-phone"
    assert reasons[numbers[fifth]] == "withdrawn"


def test_the_script_says_what_is_valid(filled: CommandLine, tmp_path: Path) -> None:
    rows = [RowEntry(0, "Ann", "", "", validity=one) for one in ("valid", "valid", "unchecked")]
    with open_with_key(filled.folder, data_key(), now=NOW) as campaign, campaign.store.step("Add"):
        record = campaign.store.petitions.get("asylum")
        campaign.store.signatures.add_many(record.id, [(None, one) for one in rows])
    made(filled, tmp_path / "calls.pdf")
    shown = words((tmp_path / "calls.pdf").read_bytes())
    assert "So far it has 2 valid signatures" in shown
    assert "유효한 서명은 2개" in shown


def test_a_new_volunteer_is_said(filled: CommandLine, tmp_path: Path) -> None:
    made(filled, tmp_path / "calls.pdf")
    near = filled.done("outreach", "walks", *EVERYONE, "--walker", "Grace Adeyeme", "--dry-run")
    assert "new volunteer. Did you mean Grace Adeyemi?" in near.err
    known = filled.done("outreach", "walks", *EVERYONE, "--walker", "grace adeyemi", "--dry-run")
    assert "new volunteer" not in known.err


def test_a_list_that_is_back_half_done_is_closed(filled: CommandLine, tmp_path: Path) -> None:
    document = made(filled, tmp_path / "calls.pdf")
    first, *others = (one["code"] for one in document["lines"])
    filled.done("outreach", "key", first, "T")
    assert "key what came of its lines" in filled.refused("outreach", "confirm", 1)
    [one] = filled.done("outreach", "rounds", "--json").document["rounds"]
    assert one["missing"] == others
    said = filled.done("outreach", "close", 1, "--json").document
    assert said["not_reached"] == len(others)
    assert "closed already" in filled.refused("outreach", "close", 1)
    more = filled.done("outreach", "calls", *EVERYONE, "--caller", "Tom", "--dry-run", "--json")
    assert len(more.document["lines"]) == len(document["lines"])
    filled.done("outreach", "key", others[0], "A")  # found all the same


def test_what_cannot_be_keyed_is_said_and_nothing_is(filled: CommandLine, tmp_path: Path) -> None:
    code = made(filled, tmp_path / "calls.pdf")["lines"][0]["code"]
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else code[0] + "X" + code[2:]
    assert f"Did you mean {code}" in filled.refused("outreach", "key", swapped, "T")
    assert "choose one of A No answer" in filled.refused("outreach", "key", code, "Q")
    results = tmp_path / "results.csv"
    results.write_text(f"code,result\n{code},T\n{code},T\n")
    assert filled.refused("outreach", "key", "--file", results).startswith(
        "results.csv, line 3: Line "
    )
    results.write_text(f"code,result\n{code},Q\n{swapped},T\n")
    said = filled.refused("outreach", "key", "--file", results)
    assert "line 2: There is no result" in said
    assert f"Did you mean {code}" in said
    results.write_text(f"code,result,date\n{code},T,2001-01-01\n")
    assert "list was made on" in filled.refused("outreach", "key", "--file", results)
    results.write_text("code,outcome\nx,y\n")
    assert "no column “outcome”" in filled.refused("outreach", "key", "--file", results)
    assert filled.done("outreach", "rounds", "--json").document["rounds"][0]["keyed"] == 0


def test_a_walk_list_goes_by_street(filled: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "walk.pdf"
    filled.done("outreach", "walks", *EVERYONE, "--walker", "Grace", "--out", out, "--language",
                "ko", "--rows", 6)  # fmt: skip
    shown = words(out.read_bytes())
    assert "방문 명단 1" in shown
    assert re.search(r"Lapwing Road, KT3 8ZA: 홀수 번지 33", shown)
    assert "Margaret Ellery" in shown
    assert "Tom Ellery" not in shown, "who only agreed to post"


def test_a_list_is_made_whole_or_not_at_all(filled: CommandLine, tmp_path: Path) -> None:
    command = ("outreach", "calls", *EVERYONE, "--caller")
    script = tmp_path / "say.txt"
    script.write_text("Hello, this is {caler}")
    said = filled.refused(*command, "Grace", "--out", tmp_path / "a.pdf", "--script", script)
    assert "there is no field {caler}" in said
    assert "is over" in filled.refused(
        *command, "Grace", "--out", tmp_path / "a.pdf", "--until", "2001-01-01"
    )
    assert "Say whose list" in filled.refused(*command, " ", "--out", tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
    assert filled.done("outreach", "rounds", "--json").document == {"rounds": []}
    script.write_text("Hello, this is {caller}\nof {group}")
    filled.done(*command, "Grace", "--out", tmp_path / "a.pdf", "--script", script)
    assert "Hello, this is Grace of New Malden Neighbours" in words(
        (tmp_path / "a.pdf").read_bytes()
    )
