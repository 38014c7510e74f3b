"""Address books in and out by commands: what is said, refused, sealed and recorded."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.community.contact import Contact, WrittenName
from app.intake.records import reading
from app.operations.campaign.campaigns import Campaign
from app.operations.community import contact_export, contacts
from app.operations.counting import importing
from tests.campaigns import NOW, PASSPHRASE, data_key
from tests.journeys.address_books import (
    FILES,
    export,
    proposed,
)
from tests.journeys.command_line import CommandLine


def test_at_risk_left_out_unless_asked_and_the_number_typed(
    asked: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "book.vcf"
    refused = asked.refused("contact", "export", "--everyone", "--out", out, "--plain")
    assert "--people 17" in refused
    assert not out.exists()
    said = asked.done(
        "contact", "export", "--everyone", "--out", out, "--plain", "--people", 17, "--json"
    ).document
    assert (said["contacts"], said["at_risk_left_out"]) == (17, 1)
    assert (said["stopped"], said["stopped_left_out"]) == (0, 2)
    assert "Winston" not in out.read_text(encoding="utf-8")
    everybody = asked.done("contact", "export", "--everyone", "--out", tmp_path / "all.csv",
                           "--plain", "--people", 19, "--with-do-not-contact")  # fmt: skip
    assert "2 who are deceased or asked not to be contacted are in it" in everybody.out
    assert "림명철" not in out.read_text(encoding="utf-8")
    number = next(one.number for one in parse_numbers(asked) if one.at_risk)
    words = asked.refused(
        "contact", "export", "--contact", number, "--out", tmp_path / "one.vcf", "--plain",
        "--people", 1,
    )  # fmt: skip
    assert "--with-at-risk" in words
    text = asked.done(
        "contact", "export", "--contact", number, "--with-at-risk", "--out",
        tmp_path / "one.vcf", "--plain", "--people", 1,
    )  # fmt: skip
    assert "1 at risk are in it" in text.out
    assert "X-ROUNDROBIN-AT-RISK:yes" in (tmp_path / "one.vcf").read_text(encoding="utf-8")


def test_the_formats_are_listed(cli: CommandLine) -> None:
    found = cli.raw("contact", "presets", "--json").document["presets"]
    assert [one["preset"] for one in found] == ["google", "outlook", "roundrobin", "table"]


def test_an_address_book_has_no_columns_to_map(cli: CommandLine) -> None:
    said = cli.refused("contact", "import", FILES / "two-scripts-4.0.vcf", "--map", "name=FN")
    assert "has no columns" in said


def test_whom_to_export_has_to_be_said(asked: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "book.vcf"
    assert "Say whom" in asked.refused("contact", "export", "--out", out)
    assert "Say whom" in asked.refused(
        "contact", "export", "--out", out, "--everyone", "--contact", 1
    )
    assert "no segment" in asked.refused("contact", "export", "--out", out, "--segment", "choir")
    assert "contacts are written as .vcf" in asked.refused(
        "contact", "export", "--out", tmp_path / "book.doc", "--everyone"
    )
    assert not list(tmp_path.glob("book*"))


def parse_numbers(asked: CommandLine) -> list[Contact]:
    from app.operations.campaign import campaigns

    with campaigns.open_with_key(asked.folder, data_key(), now=NOW) as one:
        return list(one.store.contacts.all())


@pytest.mark.usefixtures("here")
def test_a_sealed_export_comes_in_again_and_each_is_recorded(
    asked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = b"age-encryption.org/"  # sealing itself is slow, and tested with signatures
    monkeypatch.setattr(contact_export, "seal", lambda content, _: mark + content)
    monkeypatch.setattr(importing, "unseal", lambda content, _: content.removeprefix(mark))
    secret = tmp_path / "secret.txt"
    secret.write_text(PASSPHRASE + " other\n", encoding="utf-8")
    asked.done(
        "contact", "export", "--everyone", "--with-at-risk", "--with-do-not-contact", "--out",
        tmp_path / "all.json",
        "--export-passphrase-file", secret,
    )  # fmt: skip
    sealed = tmp_path / "all.json.age"
    assert sealed.exists()
    assert "encrypted" in asked.refused("contact", "import", sealed)
    said = asked.done(
        "contact", "import", sealed, "--file-passphrase-file", secret, "--json"
    ).document
    assert (said["new"], said["here"], said["preset"]) == (0, 20, "roundrobin")
    from app.operations.campaign import campaigns

    with campaigns.open_with_key(asked.folder, data_key(), now=NOW) as one:
        rows = list(one.store.db.execute("SELECT document, people FROM export"))
    assert rows == [("contacts", 20)]


@pytest.mark.usefixtures("here")
def test_refused_cards_are_saved_with_their_reason(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    path.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nTEL:020 7946 0200\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Joan Hart\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Moss\n",
        encoding="utf-8",
    )
    out = tmp_path / "refused.csv"
    said = cli.done("contact", "import", path, "--refused", out, "--json").document
    assert said["new"] == 1
    assert [one["line"] for one in said["refused"]] == [1, 9]
    rows = list(csv.reader(out.read_text(encoding="utf-8-sig").splitlines()))
    text = out.read_text(encoding="utf-8-sig")
    assert rows[0] == ["Card", "Refused because"]
    assert "020 7946 0200" in text
    assert "says no name, no organisation and no email" in text
    assert "never ends" in text


@pytest.mark.usefixtures("here")
def test_the_command_says_what_is_not_kept_and_dry_runs(cli: CommandLine, tmp_path: Path) -> None:
    said = cli.done("contact", "import", FILES / "telephone-2.1-utf8.vcf", "--dry-run")
    assert "3 contacts would come in from telephone-2.1-utf8.vcf (vCard 2.1, UTF-8)" in said.out
    assert "Tied to organisations (works at: 1): 1 new, 0 known" in said.out
    words = cli.done("contact", "import", FILES / "telephone-2.1-utf8.vcf", "--dry-run",
                     "--organisations", "words", "--json").document  # fmt: skip
    assert (words["new"], words["organisations"]["new"], words["ties"]) == (2, 0, {})
    assert "pictures and sounds (1)" in said.out
    assert "birthdays (1)" in said.out
    assert "No person of them agreed" in said.out
    tagged = cli.done(
        "contact", "import", FILES / "telephone-2.1-euckr.vcf", "--tag", "choir", "--encoding",
        "cp949", "--json",
    ).document  # fmt: skip
    assert (tagged["new"], tagged["encoding"]) == (2, "cp949")


@pytest.mark.usefixtures("here")
def test_a_file_of_which_nothing_came_in_is_refused(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    path.write_text("BEGIN:VCARD\nVERSION:3.0\nTEL:020 7946 0200\nEND:VCARD\n")
    said = cli("contact", "import", path)
    assert said.status == 1
    assert "nothing came in" in said.err


@pytest.mark.usefixtures("here")
def test_of_many_fields_of_another_program_two_are_named(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "book.vcf"
    more = "".join(f"X-FOO{at}:seen\n" for at in range(2000))
    path.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Joan Hart\n{more}END:VCARD\n")
    said = cli.done("contact", "import", path, "--dry-run").out
    assert "Not kept: 2,000 other fields (X-FOO0, X-FOO1 and 1,998 more)\n" in said


@pytest.mark.usefixtures("here")
def test_who_has_no_way_is_known_again_by_other_programs(
    petitioned: Campaign, tmp_path: Path
) -> None:
    contacts.add(petitioned.store, Contact((WrittenName("Ada Moss"),)), now=NOW)
    forms: tuple[contact_export.Format, ...] = ("google", "outlook")
    for form in forms:
        file = export(petitioned, tmp_path / f"{form}.csv", form, "4.0")
        proposal = proposed(petitioned, file)
        assert (len(proposal.new), proposal.here) == (0, 1)


def test_signs_that_nobody_sees_do_not_come_into_a_name(cli: CommandLine) -> None:
    joined = "क्\u200dष"
    made = cli.done(
        "contact", "add", "--name", f"E\x07ve\u202e\u200b Ada\u2066m {joined}", "--note",
        "one\x1b[2J\r\ntwo\t\x9bthree\u202e\n", "--role", "Clerk\x1b",
        "--phone", "07700 900102\x07", "--tag", "cho\x85ir\u2066", "--email",
        "eve\x7f@eve.example", "--json",
    ).document["contact"]  # fmt: skip
    assert made["name"] == f"Eve Adam {joined}"
    assert (made["notes"], made["role"]) == ("one[2J\ntwo\tthree", "Clerk")
    assert (made["phones"][0]["written"], made["tags"]) == ("07700 900102", ["cho ir"])
    assert made["emails"][0]["address"] == "eve@eve.example"
    cli.done("contact", "log", 1, "--kind", "call", "--note", "rang\x1b[31m\nback\u202e", "--next",
             "Write\x07 to them", "--due", "2026-12-01")  # fmt: skip
    logged = cli.done("contact", "timeline", 1, "--json").document["timeline"]
    assert [one["note"] for one in logged] == ["rang[31m\nback"]
    assert cli.done("task", "list", "--json").document["tasks"][0]["title"] == "Write to them"


@pytest.mark.usefixtures("here")
def test_what_steers_a_terminal_is_neither_taken_in_nor_printed_of_old(
    cli: CommandLine, tmp_path: Path
) -> None:
    from app.operations.campaign import campaigns

    book = tmp_path / "book.vcf"
    book.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\x07B\x1bC\0D\r\nNOTE:x\x1b[2J\\ny\r\nEND:VCARD\r\n"
    )
    cli.done("contact", "import", book)
    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as one, one.store.step("Old"):
        kept = one.store.contacts.by_number(1)
        assert kept is not None
        assert (kept.name, kept.notes) == ("ABCD", "x[2J\ny")
        old = Contact((WrittenName("Joan\x1b[31m\x07\u202eHart"),), notes="a\x9bb")
        one.store.contacts.add(replace(old, added_at=NOW))
    assert "Joan\ufffd[31m\ufffd\ufffdHart" in cli.done("contact", "list").out
    listed = cli.done("contact", "list", "--json")
    assert not set("\x1b\x07\x9b\u202e") & set(listed.out)
    assert listed.document["contacts"][1]["name"] == "Joan\x1b[31m\x07\u202eHart"
    out = tmp_path / "all.xlsx"
    cli.done("contact", "export", "--everyone", "--out", out, "--plain", "--people", 2)
    found = reading.parse_file(out, listed="contacts")
    assert "Joan[31mHart" in found.rows[1]
    assert "ab" in found.rows[1]


@pytest.mark.usefixtures("here")
def test_it_is_said_that_organisations_need_no_consent(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "two.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\n{}\nEMAIL:{}@x.example\nEND:VCARD\n"
    path.write_text(card.format("ORG:Corner Shop", "shop") + card.format("FN:Ada Moss", "ada"))
    said = cli.done("contact", "import", path, "--dry-run").out
    assert "1 organisation may be written to in its office until it objects" in said
    assert "No person of them agreed to be reached" in said
    path.write_text(card.format("ORG:Corner Shop", "shop"))
    assert "agreed" not in cli.done("contact", "import", path, "--dry-run").out


@pytest.mark.usefixtures("here")
def test_an_opt_in_needs_its_day_and_its_petition(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "Name,Email,May we write by email?\nJoan Hart,joan@hart.example,yes\n", encoding="utf-8"
    )
    taken = ("--opt-in", "email=May we write by email?")
    assert "--petition REF" in cli.refused("contact", "import", path, *taken)
    words = cli.refused("contact", "import", path, "--purpose", "campaigns", *taken)
    assert "--agreed-on DATE" in words
    said = cli.done(
        "contact", "import", path, "--purpose", "campaigns", "--agreed-on", "2026-11-01", "--json",
        *taken,
    ).document  # fmt: skip
    assert said["opt_ins"] == {"email": 1}


@pytest.mark.usefixtures("here")
def test_no_heading_is_consent_until_somebody_says_so(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "Name,Contact email,Phone ok,Email consent,May we call?,Agreed on\n"
        "Joan Hart,joan@hart.example,yes,yes,yes,2026-11-01\n",
        encoding="utf-8",
    )
    news = ("contact", "import", path, "--purpose", "campaigns")
    said = cli.done(*news, "--dry-run").out
    assert "“Email consent” seems to say who agrees to: email; it is not taken" in said
    assert "--opt-in phone=“May we call?” takes it" in said
    assert "Columns left out: “Phone ok”" in said
    for _ in range(2):  # what was taken once is offered again, and no more
        found = cli.done(*news, "--opt-in", "email=Email consent", "--json").document
        assert (found["opt_ins"] or {"email": 1}) == {"email": 1}
        assert found["offered_opt_ins"] == [{"column": "May we call?", "channel": "phone"}]
    assert cli.done(*news, "--json").document["opt_ins"] == {}
    kept = cli.done("consent", "show", 1, "--json").document
    assert "phone" not in json.dumps(kept)


@pytest.mark.usefixtures("here")
def test_below_a_heading_turned_round_only_a_clear_yes_leaves_somebody_unmarked(
    cli: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    answers = ["yes", "예", "not at risk", "no", "아니요", "", "high"]
    path.write_text(
        "Name,Not at risk,Safe to contact,Alive\n"
        + "".join(f"Person {at},{one},{one},yes\n" for at, one in enumerate(answers))
        + "Ada Moss,yes,yes,no\n",
        encoding="utf-8",
    )  # fmt: skip
    asked = cli.done("contact", "import", path, "--dry-run")
    said = cli.done("contact", "import", path)
    for out in (asked.out, said.out):
        assert "“Not at risk” is read the other way round: “At risk” for all but those" in out
        assert "“Alive” is read the other way round: “Deceased” for all" in out
        assert "Columns left out" not in out
        assert "2 flagged: Marked, though the answer is no plain yes or no" in out
    again = cli.done("contact", "import", path, "--dry-run", "--json").document
    assert again["turned_round"]["Safe to contact"] == "do_not_contact"
    listed = cli.done("contact", "list", "--with-at-risk", "--json").document["contacts"]
    marked = {f"Person {at}" for at in range(3, 7)}
    assert {one["name"] for one in listed if one["at_risk"]} == marked
    assert {one["name"] for one in listed if one["do_not_contact"]} == marked
    assert {one["name"] for one in listed if one["deceased"]} == {"Ada Moss"}


@pytest.mark.usefixtures("here")
def test_only_a_clear_no_leaves_somebody_unmarked(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    clear = ["yes", "Y", "1", "네", ""]
    unmarked = ["no", "N", "0", "FALSE", "아니요", "-", "없음"]
    doubtful = ["high", "yes (mother)", "위험", "?", "no?", "○", "V", "oui", "是", "2020"]
    rows = [*clear, *unmarked, *doubtful]
    path.write_text(
        "Name,At risk?,신변 위험,Please do not email\n"
        + "".join(f"Person {at},{one},,{one}\n" for at, one in enumerate(rows))
        + "Ada Moss,no,있음,no\n",
        encoding="utf-8",
    )  # fmt: skip
    said = cli.done("contact", "import", path)
    lines = ", ".join(str(len([*clear, *unmarked]) + 2 + at) for at in range(11))
    assert "11 flagged: Marked, though the answer is no plain yes or no" in said.out
    assert f"(lines {lines})" in said.out
    listed = cli.done("contact", "list", "--with-at-risk", "--json").document["contacts"]
    marked = {one["name"] for one in listed if one["at_risk"]}
    marks = ["yes", "Y", "1", "네", *doubtful]
    assert marked == {f"Person {rows.index(one)}" for one in marks} | {"Ada Moss"}
    assert {one["name"] for one in listed if one["do_not_contact"]} == marked - {"Ada Moss"}
    cards = tmp_path / "book.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Joan Hart\nX-ROUNDROBIN-AT-RISK:{}\nEND:VCARD\n"
    for answer, flagged in (("maybe", 1), ("no", 0)):
        cards.write_text(card.format(answer), encoding="utf-8")
        found = cli.done("contact", "import", cards, "--dry-run", "--json").document
        assert len(found["flagged"]) == flagged
