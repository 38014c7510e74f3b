"""The ledger of consent from the command line: given, withdrawn, shown, and given to who asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.sheet import Order
from app.domain.signature import RowEntry
from app.operations.campaign.campaigns import open_with_key
from app.operations.campaign.demo_community import fill
from app.operations.counting import signatures
from app.operations.paper import printing
from app.operations.petition import petitions
from app.store.check import check
from tests.campaigns import NOW, commons_wording, data_key
from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine

NEWS = ("--purpose", "news", "--petition", "asylum")


@pytest.fixture
def filled(cli: CommandLine, tmp_path: Path) -> list[str]:
    """The practice contacts, and the codes of two sheets with a slip each."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        petitions.add(campaign.store, commons_wording(), now=NOW)
        made = printing.print_batch(
            campaign.store, "asylum", Order(2, shape="two-part"), out=tmp_path / "s.pdf", now=NOW
        )
        fill(campaign.store, "asylum", now=NOW)
    return made.codes


def test_what_was_said_is_written_shown_and_withdrawn(cli: CommandLine, filled: list[str]) -> None:
    code = filled[0]
    give = ("consent", "give", 6, "--channel", "email", "--channel", "text", *NEWS)
    said = cli.done(*give, "--how", "slip", "--reference", f"{code.lower()}, row 3",
                    "--shown", "slip-ko", "--on", "2026-11-20")  # fmt: skip
    assert said.out == "2 written.\n"
    document = cli.done("consent", "show", 6, "--json").document
    last = document["entries"][-1]
    assert (last["channel"], last["given_on"], last["reference"]) == (
        "text", "2026-11-20", f"{code} slip 3",
    )  # fmt: skip
    assert "언제든지" in last["wording"]
    ways = {one["channel"] for one in document["now"] if one["given"]}
    assert ways == {"post", "person", "email", "text"}
    assert cli.done("consent", "withdraw", 6, "--channel", "text", *NEWS).out == "1 withdrawn.\n"
    tried = cli.done("consent", "withdraw", 6, "--all", "--dry-run")
    assert tried.out == "19 would be withdrawn.\n"
    assert cli.done("consent", "withdraw", 6, "--all", "--how", "letter").out == "19 withdrawn.\n"
    document = cli.done("consent", "show", 6, "--json").document
    assert not any(one["given"] for one in document["now"])
    assert cli.done("consent", "withdraw", 6, "--channel", "post").out == "4 withdrawn.\n"
    assert "withdrew that on" in cli.refused(*give, "--on", "2026-11-20")
    other = ("consent", "give", 6, "--channel", "post", "--purpose", "campaigns")
    assert "--petition says whose news" in cli.refused(*other, "--petition", "asylum")
    assert "--all is everything" in cli.refused("consent", "withdraw", 6, "--all", *NEWS)
    assert "Contact 11 is deceased or asked not" in cli.done(*other[:2], 11, *other[3:]).err
    text = cli.done("consent", "show", 6).out
    assert "withdrew" in text
    assert code in text


def test_several_who_agreed_together_are_written_or_none(
    cli: CommandLine, filled: list[str]
) -> None:
    assert filled
    give = ("consent", "give", 5, 6, 5, "--channel", "text", *NEWS)
    assert cli.done(*give).out == "2 written.\n"
    cli.done("consent", "withdraw", 6, "--channel", "text")
    late = ("consent", "give", 5, 6, "--channel", "text", *NEWS, "--on", "2026-11-20")
    assert "Contact 6 withdrew that" in cli.refused(*late)
    said = cli.done("consent", "show", 5, "--json").document["entries"]
    assert [one["channel"] for one in said].count("text") == 1


def test_evidence_that_is_not_there_is_refused_and_nothing_is_written(
    cli: CommandLine, filled: list[str]
) -> None:
    give = ("consent", "give", 6, "--channel", "email", *NEWS, "--how", "sheet", "--reference")
    before = cli.done("campaign", "info", "--json").document["digest"]
    assert "rows 1 to" in cli.refused(*give, f"{filled[0]} row 99")
    assert "on which sheet and row" in cli.refused(*give, "the blue list")
    assert "not a sheet code" in cli.refused(*give, "NM7K-3QA8-2 row 1")
    assert "lies ahead" in cli.refused(*give[:-3], "--on", "2099-01-01")
    assert "which petition" in cli.refused("consent", "give", 6, "--channel", "email")
    assert "--all, or --channel" in cli.refused("consent", "withdraw", 6)
    assert "no words" in cli.refused(*give[:-3], "--shown", "slip-cy")
    assert cli.done("campaign", "info", "--json").document["digest"] == before


def test_check_says_who_may_be_reached(cli: CommandLine, filled: list[str]) -> None:
    assert filled
    everyone = range(1, 21)
    found = cli.done("consent", "check", *everyone, "--channel", "post", *NEWS, "--json").document
    reasons = {one["reason"] for one in found["contacts"]}
    assert {None, "deceased", "do-not-contact", "no-consent"} <= reasons
    assert all((one["reason"] is None) == one["reached"] for one in found["contacts"])
    latest = cli.done("consent", "list", "--channel", "post", *NEWS, "--limit", 3, "--json")
    assert len(latest.document["entries"]) == 3


def test_an_organisation_objects_to_everything_at_once(cli: CommandLine, filled: list[str]) -> None:
    assert filled
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        church = next(one for one in campaign.store.contacts.all() if one.kind == "church")
    check = ("consent", "check", church.number, 1, "--channel", "post")
    assert "Yes\n" in cli.done(*check, *NEWS).out
    for one in (church.number, 1):
        cli.done("consent", "withdraw", one, "--all")
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        petitions.add(campaign.store, commons_wording("later"), now=NOW)
    for petition in ("asylum", "later"):
        assert cli.done(*check, "--petition", petition).out.count("Withdrew their consent\n") == 2
    give = ("consent", "give", 1, "--channel", "post", "--petition", "later")
    assert "withdrew that on" in cli.refused(*give, "--on", "2026-01-11")
    assert cli.done(*give, "--petition", "later").out == "Written.\n"
    assert "1: Yes" in cli.done(*check, "--petition", "later").out
    assert "any " in cli.done("consent", "show", 1).out


def test_what_is_kept_of_a_person_is_written_out_whole(
    cli: CommandLine, filled: list[str], tmp_path: Path
) -> None:
    cli.done("consent", "give", 1, "--channel", "text", *NEWS, "--how", "slip",
             "--reference", f"{filled[0]} slip 2", "--shown", "slip-en")  # fmt: skip
    out = tmp_path / "kept.pdf"
    cli.done("consent", "export", 1, "--out", out, "--language", "en")
    text = words(out.read_bytes())
    for part in ("Kim Min-jun", "김민준", f"{filled[0]} slip 2", "practice slip", "Volunteering",
                 "Only if you wish, on the line"):  # fmt: skip
        assert part in text
    assert "exists already" in cli.refused("consent", "export", 1, "--out", out)
    assert "ending .pdf or .json" in cli.refused("consent", "export", 1, "--out", tmp_path / "a.x")
    cli.done("consent", "export", 1, "--out", out, "--force")
    assert "지금 유효한 내용" in words(out.read_bytes())
    kept = tmp_path / "kept.json"
    cli.done("consent", "export", 4, "--out", kept)
    assert json.loads(kept.read_text(encoding="utf-8"))["contact"] == 4
    assert "Myong-chol" not in kept.read_text(encoding="utf-8")
    cli.done("consent", "export", 4, "--out", out, "--force", "--language", "en")
    assert "Myong-chol" not in words(out.read_bytes())
    cli.done("consent", "export", 4, "--out", out, "--force", "--with-at-risk")
    assert "Myong-chol" in words(out.read_bytes())
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        rows = campaign.store.db.execute("SELECT document, people FROM export").fetchall()
    assert [tuple(one) for one in rows] == [("consent-ledger", 1)] * 5


def test_undo_puts_the_entry_that_stands_into_the_ledger(
    cli: CommandLine, filled: list[str]
) -> None:
    from app.domain.community.consent import Evidence, Topic
    from app.operations.community import consents, contacts

    assert filled
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        person = contacts.get(store, "6")
        about = Topic("text", "volunteering")
        first = Evidence("spoken", NOW.date(), "at the door")
        second = Evidence("letter", NOW.date(), "letter of Monday")
        consents.record(store, person, about, first, given=True, now=NOW)
        consents.record(store, person, about, second, given=True, now=NOW)
        store.undo(NOW)
        kept = consents.ledger(store, person)
        assert kept.standing[about].evidence.reference == "at the door"
        assert (kept.entries[-1].correction, kept.entries[-1].given) == (True, True)
        number = len(kept.entries)
        store.undo(NOW)
        kept = consents.ledger(store, person)
        assert about not in kept.standing
        assert (kept.entries[-1].correction, kept.entries[-1].given) == (True, False)
        store.redo(NOW)
        store.redo(NOW)
        kept = consents.ledger(store, person)
        assert kept.standing[about].evidence.reference == "letter of Monday"
        assert len(kept.entries) == number + 3
        assert all(one.ok for one in check(store.db))


def test_a_slip_makes_a_contact_with_its_entry_in_one_step(
    cli: CommandLine, filled: list[str]
) -> None:
    code = filled[0]
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        entry = RowEntry(4, "Lee Soon-ja 이순자", "12 Larch Road, New Malden", "KT3 8QD")
        signatures.add(campaign.store, "asylum", code, entry, now=NOW)
    ways = ("--channel", "post", "--channel", "phone", "--phone", "07700 900321")
    slip = ("consent", "optin", "--sheet", code, "--slip", 4, *ways, "--language", "ko", "--json")
    number = cli.done(*slip).document["contact"]
    entries = cli.done("consent", "show", number, "--json").document["entries"]
    assert [one["channel"] for one in entries] == ["phone", "post"]
    assert {(one["how"], one["reference"], one["petition"]) for one in entries} == {
        ("slip", f"{code} slip 4", "asylum")
    }
    assert "언제든지" in entries[0]["wording"]
    assert cli.done(*slip).document["contact"] == number
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        contact = store.contacts.by_number(number)
        assert contact
        assert [one.text for one in contact.names] == ["Lee Soon-ja", "이순자"]
        assert (contact.language, contact.address.postcode) == ("ko", "KT3 8QD")
        [signature] = store.signatures.of_sheet(store.sheets.get(code).id)
        assert store.contacts.of_signature(signature.id) == contact.id
        assert store.contacts.of_ids([contact.id])[contact.id].phone == "07700 900321"
    assert "needs a name" in cli.refused(
        "consent", "optin", "--sheet", code, "--row", 5, "--channel", "post"
    )
    cli.done("signature", "set", signature.id, "--validity", "invalid", "--reason", "withdrawn")
    assert "leaves no opt-in" in cli.refused(*slip)


def test_a_known_person_gets_the_entry_and_no_second_contact(
    cli: CommandLine, filled: list[str]
) -> None:
    optin = ("consent", "optin", "--sheet", filled[0], "--slip", 1, "--name", "Grace Adeyemi",
             "--channel", "text")  # fmt: skip
    assert cli.done(*optin, "--email", "grace@neighbours.example").out == "5\n"
    assert cli.done(*optin, "--email", "grace@else.example").out == "21\n"
    again = (*optin[:7], "림명철", *optin[8:], "--phone", "07700 900777")
    said = cli.done(*again)
    assert said.out == "22\n"
    assert "Contact 22 may be one who is at risk" in said.err
    assert "명철" not in said.err
    check = cli.done("consent", "check", 22, "--channel", optin[9], *NEWS).out
    assert "May be one who is marked" in check
    entries = cli.done("consent", "show", 5, "--json").document["entries"]
    assert entries[-1]["reference"] == f"{filled[0]} slip 1"


def test_signatories_who_agreed_become_contacts_in_one_step(
    cli: CommandLine, filled: list[str]
) -> None:
    def entry(name: str, number: int, *opt_ins: str, **more: str) -> RowEntry:
        return RowEntry(
            0, name, f"{number} Larch Road, New Malden", "KT3 8QD", NOW.date(), origin="online",
            source="Our form", external_id=f"r-{number}", opt_ins=opt_ins, **more,  # type: ignore[arg-type]  # a test's own
        )  # fmt: skip

    entries = [
        entry("Ann Larkin", 1, "email", "member", email="ann@larkin.example"),
        entry("Ann Larkin", 1, "phone", email="ann@larkin.example", phone="020 7946 0200"),
        entry("Bo Marsh", 2, "member"),
        entry("Cy Nettle", 3, "post", validity="invalid", reason="withdrawn"),
        entry("Di Osier", 4, "post", validity="invalid", reason="no-date"),
        entry("", 5, "post"),
        entry("Grace Adeyemi", 7, "text", email="grace@neighbours.example"),
        entry("Eve Plover", 8),
    ]
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign, campaign.store.step("Import"):
        petition = campaign.store.petitions.get("asylum").id
        campaign.store.signatures.add_many(petition, [(None, one) for one in entries])
    optins = ("consent", "optins", "asylum", "--json")
    expected = {"new": 2, "known": 1, "signatures": 4, "entries": 4,
                "may_be_marked": [], "left_out": {"not-theirs": 1, "no-name": 1}}  # fmt: skip
    said = cli.done(*optins, "--dry-run")
    assert said.document == expected
    assert "no name: 1" in said.err
    assert cli.done(*optins).document == expected
    assert "Nobody who agreed" in cli.refused("consent", "optins", "asylum")
    ann = cli.done("consent", "show", 21, "--json").document
    assert [(one["channel"], one["reference"]) for one in ann["entries"]] == [
        ("email", "Our form, r-1"), ("phone", "Our form, r-1"),
    ]  # fmt: skip
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        contact = campaign.store.contacts.by_number(21)
        assert contact
        assert (contact.email, contact.phone) == ("ann@larkin.example", "020 7946 0200")


def test_a_tick_does_not_bring_back_what_was_withdrawn_since(
    cli: CommandLine, filled: list[str]
) -> None:
    assert filled
    cli.done("consent", "withdraw", 5, "--channel", "email", "--purpose", "news",
             "--petition", "asylum", "--on", "2026-11-22")  # fmt: skip
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign, campaign.store.step("Import"):
        petition = campaign.store.petitions.get("asylum").id
        for at, day in enumerate((20, 23)):
            one = RowEntry(
                0, "Grace Adeyemi", signed_on=NOW.date().replace(day=day), origin="online",
                external_id=f"g-{at}", email="grace@neighbours.example", opt_ins=("email",),
            )  # fmt: skip
            campaign.store.signatures.add(petition, None, one)
    said = cli.done("consent", "optins", "asylum", "--json").document
    assert said["left_out"] == {"withdrawn-since": 1}
    assert (said["known"], said["entries"]) == (1, 1)


def test_an_older_consent_never_overrides_a_younger_withdrawal(
    cli: CommandLine, filled: list[str]
) -> None:
    give = ("consent", "give", 5, "--channel", "email", *NEWS)
    cli.done(*give, "--on", "2026-01-02")
    cli.done("consent", "withdraw", 5, "--channel", "email", *NEWS, "--on", "2026-11-22")
    cli.done("consent", "withdraw", 5, "--channel", "email", *NEWS, "--on", "2026-02-01")
    said = cli.refused(*give, "--on", "2026-03-05")
    assert "withdrew that on 22/11/2026 (email)" in said
    slip = ("consent", "optin", "--sheet", filled[0], "--slip", 3, "--channel", "email",
            "--name", "Grace Adeyemi", "--email", "grace@neighbours.example")  # fmt: skip
    assert "withdrew that on 22/11/2026" in cli.refused(*slip, "--on", "2026-11-21")
    assert "Withdrew" in cli.done("consent", "check", 5, "--channel", "email", *NEWS).out
    assert "more than 30 years ago" in cli.refused(*give, "--on", "1890-01-01")
    cli.done(*give, "--on", "2026-11-23")
    assert "Yes" in cli.done("consent", "check", 5, "--channel", "email", *NEWS).out
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        assert campaign.store.consents.problem() == ""


def test_a_slip_under_anothers_row_is_not_tied_to_that_signature(
    cli: CommandLine, filled: list[str]
) -> None:
    code = filled[0]
    for row, name in ((3, "Oliver Quayle"), (4, "Park Seo-yeon")):
        cli.done("signature", "add", "asylum", "--sheet", code, "--row", row, "--name", name,
                 "--address", "9 Hill Road", "--postcode", "KT3 4AA",
                 "--signed-on", "2026-11-20")  # fmt: skip
    optin = ("consent", "optin", "--sheet", code, "--channel", "post", "--json", "--name", "박서연",
             "--address", "6 Elm Close", "--postcode", "KT1 2NN")  # fmt: skip
    said = cli.done(*optin, "--slip", 3)
    assert "Row 3 was keyed with another name and postcode" in said.err
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        rows = campaign.store.signatures.of_sheet(campaign.store.sheets.get(code).id)
        assert [campaign.store.contacts.of_signature(one.id) for one in rows] == ["", ""]
        [entry] = campaign.store.consents.of_contact(said.document["id"])
    assert entry.evidence.given_on > NOW.date()  # the day it is kept, not that of the row
    assert not cli.done(*optin, "--slip", 4).err


def test_who_is_at_risk_is_not_named_by_their_signature(
    cli: CommandLine, filled: list[str], tmp_path: Path
) -> None:
    for row, name in ((3, "Oliver Quayle"), (4, "Park Seo-yeon")):
        cli.done("signature", "add", "asylum", "--sheet", filled[0], "--row", row, "--name", name,
                 "--address", "9 Hill Road", "--postcode", "KT3 4AA", "--validity", "valid",
                 "--signed-on", "2026-11-20")  # fmt: skip
    cli.done("consent", "optin", "--sheet", filled[0], "--row", 4, "--channel", "post", "--at-risk")
    said = cli.done("signature", "list", "asylum", "--json")
    rows = {one["row"]: (one["name"], one["address"]) for one in said.document["signatures"]}
    assert rows == {3: ("Oliver Quayle", "9 Hill Road"), 4: ("at risk", "")}
    assert "1 at risk without name and address" in said.err
    assert "Park" in cli.done("signature", "list", "asylum", "--with-at-risk").out
    export = ("signature", "export", "asylum", "--plain", "--people", 2, "--force", "--out")
    out = tmp_path / "rows.csv"
    assert "1 at risk" in cli.done(*export, out).err
    assert "Park" not in out.read_text(encoding="utf-8-sig")
    assert not cli.done(*export, out, "--with-at-risk").err
    assert "Park Seo-yeon" in out.read_text(encoding="utf-8-sig")
    listed = ("document", "schedule", "asylum", "--own-list", "--redact", "none", "--force",
              "--out", tmp_path / "list.pdf")  # fmt: skip
    assert "1 at risk" in cli.done(*listed).err
    text = words((tmp_path / "list.pdf").read_bytes())
    assert "Oliver Quayle" in text
    assert "Park" not in text
    cli.done(*listed, "--with-at-risk")
    assert "Park Seo-yeon" in words((tmp_path / "list.pdf").read_bytes())
