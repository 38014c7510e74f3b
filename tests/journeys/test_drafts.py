"""Emails are drafted as files, checked first, and logged once they are said to be sent."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from app.domain.community.consent import ConsentEntry, Evidence, Topic
from app.domain.community.contact import Contact, Email, WrittenName
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import open_with_key
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, data_key
from tests.journeys.command_line import CommandLine

NEWS = ("outreach", "drafts", "--everyone", "--petition", "asylum", "--template", "news", "--set",
        "news=The sheets\nare out.", "--set", "count=240")  # fmt: skip


@pytest.fixture
def filled(cli: CommandLine) -> CommandLine:
    """The command line over the practice contacts."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        ref = petitions.add(campaign.store, commons_wording(), now=NOW)
        demo_community.fill(campaign.store, ref, now=NOW)
    return cli


def keep_sender(cli: CommandLine) -> None:
    cli.done("outreach", "sender", "--name", "New Malden Neighbours", "--email",
             "hello@neighbours.example", "--postal-address", "7 Teasel Avenue")  # fmt: skip


def agreeing(cli: CommandLine, *people: Contact) -> None:
    """Adds contacts who agreed to news by email."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        petition = campaign.store.petitions.get("asylum").id
        for one in people:
            with campaign.store.step("Agree"):
                key = campaign.store.contacts.add(replace(one, added_at=NOW))
                entry = ConsentEntry(key, Topic("email", "news", petition), given=True, at=NOW,
                                     evidence=Evidence("form", NOW.date()))  # fmt: skip
                campaign.store.consents.add([entry])


def person(name: str, address: str) -> Contact:
    return Contact((WrittenName(name),), emails=(Email(address),))


def read(file: Path) -> Any:
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)


def test_a_draft_to_each_is_made_and_confirmed(filled: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    assert "lacks name, email, address" in filled.refused(*NEWS, "--out", folder)
    keep_sender(filled)
    agreeing(filled, person("Grace again", "GRACE@neighbours.example"))
    said = filled.done(*NEWS, "--out", folder, "--json")
    document = said.document
    assert "Withdrew" in said.err or "withdrew" in said.err
    messages = document["messages"]
    files = sorted(folder.iterdir())
    assert len(files) == len(messages) >= 3
    assert all(one.stem.isdigit() for one in files)
    assert len(document["same_address"]) == 1
    assert "priya@rahman.example" not in {one["to"] for one in messages}, "withdrawn"
    first = {str(read(one)["To"].addresses[0].addr_spec): read(one) for one in files}
    grace, park = first["grace@neighbours.example"], first["hyekyung@park.example"]
    text = grace.get_content().replace("\r", "")
    assert text.startswith("Dear Grace Adeyemi,\n")
    assert "The sheets\nare out." in text
    assert "To stop, answer “stop” or write to hello@neighbours.example" in text
    assert "New Malden Neighbours, 7 Teasel Avenue" in text
    assert "박혜경 님께" in park.get_content()
    assert "그만 받으시려면" in park.get_content()
    assert park["To"].addresses[0].display_name == "박혜경"
    filled.done("outreach", "confirm", document["number"])
    grace_number = next(one["contact"] for one in messages if one["to"].startswith("grace"))
    entries = filled.done("contact", "timeline", grace_number, "--json").out
    assert '"email"' in entries


def test_blind_copies_say_nothing_false_of_anybody(filled: CommandLine, tmp_path: Path) -> None:
    keep_sender(filled)
    folder = tmp_path / "blind"
    said = filled.done(*NEWS, "--blind-copy", "--out", folder, "--json")
    kinds = {one["to"]: (one["office"], one["language"]) for one in said.document["messages"]}
    found = {one.stem: read(one) for one in folder.iterdir()}
    assert found.keys() == {"people-en", "people-ko", "offices-en"}
    for name, draft in found.items():
        who, language = name.split("-")
        assert [one.addr_spec for one in draft["To"].addresses] == ["hello@neighbours.example"]
        blind = [one.addr_spec for one in draft["Bcc"].addresses]
        assert {kinds.pop(one) for one in blind} == {(who == "offices", language)}
        text = draft.get_content()
        assert text.startswith({"en": "Hello,\r\n", "ko": "안녕하십니까.\r\n"}[language])
        assert ("you agreed" in text) == (name == "people-en")
        assert ("in your office" in text) == (name == "offices-en")
        assert "You asked us" not in text
    assert kinds == {}, "everybody is in one of them"
    assert "In one draft each: " in said.err
    assert "1 person, in Korean" in said.err
    assert "is not empty" in filled.refused(*NEWS, "--blind-copy", "--out", folder)
    both = filled(*NEWS, "--blind-copy", "--each", "--out", tmp_path / "both")
    assert both.status == 2
    assert "Choose one of --each, --blind-copy." in both.err


def test_only_who_signed_is_thanked_for_it(filled: CommandLine) -> None:
    keep_sender(filled)
    agreeing(filled, person("Una Unsigned", "una@unsigned.example"))
    thanks = (*NEWS[:5], "--template", "thanks", "--set", "count=2", "--dry-run", "--json")
    everybody = filled.done(*thanks, "--also-unsigned").document["messages"]
    said = filled.done(*thanks)
    to = {one["to"] for one in said.document["messages"]}
    assert "grace@neighbours.example" in to
    assert "una@unsigned.example" not in to
    assert not any(one["office"] for one in said.document["messages"])
    assert len(to) + len(said.document["unsigned"]) == len(everybody)
    assert "Not known to have signed, no thanks for it: contact " in said.err
    shown = filled.done(*thanks[:-2], "--preview", 1).out
    assert "It has 2 valid signatures so far." in shown
    assert "It has to be signed on the sheet itself" in shown, "the Commons take ink alone"
    assert "[ink only]" not in shown


def test_an_email_of_one_petition_is_not_filled_from_any(filled: CommandLine) -> None:
    keep_sender(filled)
    wish = ("outreach", "drafts", "--everyone", "--purpose", "campaigns", "--dry-run",
            "--template", "handed-in", "--set", "day=x", "--set", "next=x")  # fmt: skip
    with open_with_key(filled.folder, data_key(), now=NOW) as campaign:
        petitions.add(campaign.store, commons_wording("buses"), now=NOW)
    assert "speaks of one petition ({petition}, {request}" in filled.refused(*wish)


def test_the_group_has_one_name_on_every_paper(filled: CommandLine, tmp_path: Path) -> None:
    filled.done("outreach", "sender", "--name", "Malden Friends", "--email", "us@friends.example",
                "--postal-address", "1 High St, KT3 4AB", "--phone", "020 7946 0999")  # fmt: skip
    filled.done("event", "add", "Vigil", "--start", "2026-12-12T18:00", "--end",
                "2026-12-12T19:00", "--petition", "asylum")  # fmt: skip
    news = ("--everyone", "--petition", "asylum")
    papers = (
        ("outreach", "letters", *news, "--template", "news", "--set", "news=x", "--set", "count=2"),
        ("outreach", "calls", *news, "--caller", "Tom Ellery"),
        ("outreach", "posters", "asylum"),
        ("event", "sign-in", 1),
        ("consent", "export", 1, "--language", "en"),
    )
    for words in papers:
        out = tmp_path / f"{words[1]}.pdf"
        filled.done(*words, "--out", out)
        text = pdf_text(out)
        assert "Malden Friends" in text, words
        assert "New Malden Neighbours" not in text, words
        assert "hello@neighbours.example" not in text, words
    assert "020 7946 0999" in pdf_text(tmp_path / "letters.pdf"), "the sender's own telephone"


def pdf_text(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as pdf:
        return " ".join(" ".join(one.get_textpage().get_text_range().split()) for one in pdf)


def test_a_table_is_sealed_or_its_people_counted(filled: CommandLine, tmp_path: Path) -> None:
    keep_sender(filled)
    agreeing(filled, person("=cmd()", "cell@example.org"))
    out = tmp_path / "merge.csv"
    said = filled.refused(*NEWS, "--merge-csv", "--out", out, "--plain")
    number = int(said.split("--people ")[1].split(",")[0])
    assert not out.exists()
    filled.done(*NEWS, "--merge-csv", "--out", out, "--plain", "--people", number)
    text = out.read_text(encoding="utf-8-sig")
    assert '"\'=cmd()"' in text
    filled.done(*NEWS, "--merge-csv", "--out", out)
    assert (tmp_path / "merge.csv.age").read_bytes().startswith(b"age-encryption")
    texts = ("outreach", "drafts", "--everyone", "--petition", "asylum", "--channel", "text")
    assert "900103" in filled.done(*texts, "--preview", 1).out
    document = filled.done(*texts, "--dry-run", "--json").document
    assert {one["phone"] for one in document["numbers"]} == {"+447700900103", "+447700900108"}
    assert document["ends"]["en"] == (
        "New Malden Neighbours. To stop, answer STOP or tell hello@neighbours.example."
    )
    numbers = tmp_path / "texts.csv"
    said_of = filled.done(*texts, "--out", numbers, "--plain", "--people", 2).out
    assert "End each text with: New Malden Neighbours." in said_of
    lines = numbers.read_text(encoding="utf-8-sig")
    assert "07700 900103" in lines
    assert "'+" not in lines
    assert "To stop, answer STOP" in lines


def test_what_stands_in_the_way_is_said_first(filled: CommandLine, tmp_path: Path) -> None:
    keep_sender(filled)
    folder = tmp_path / "drafts"
    assert "asks for “What is new”" in filled.refused(*NEWS[:7], "--out", folder)
    assert "choose one of handed-in" in filled.refused(*NEWS[:6], "nonsense", "--out", folder)
    assert "is not an email address" in filled.refused("outreach", "sender", "--email", "a@b")
    agreeing(filled, person("Eve", "eve@example.org\nBcc: all@example.org"))
    said = filled.refused(*NEWS, "--out", folder)
    assert "(the address is no email address)" in said
    assert not folder.exists()
    document = filled.done(*NEWS, "--out", folder, "--leave-out", "--json").document
    assert [one["reason"] for one in document["unready"]] == ["the address is no email address"]
    own = tmp_path / "own.toml"
    own.write_text('title = "Own"\nsubject = "Hi {naem}"\nbody = "x"\n')
    said = filled.refused(*NEWS[:6], own, "--out", tmp_path / "more")
    assert "{naem}" in said
    assert "{naem}" in filled.refused(*keep_own(own))
    own.write_text('title = "Own"\nsubject = "Hi\\nBcc: all@example.org"\nbody = "x"\n')
    assert "more than one line" in filled.refused(*keep_own(own))
    own.write_text('title = "Own"\nsubject = "Hi {name}"\nbody = "You live at {postcode}."\n')
    said = filled.refused(*NEWS[:6], own, "--out", tmp_path / "more")
    assert "{postcode} is empty" in said
    said = filled.refused(*NEWS[:6], own, "--blind-copy", "--leave-out", "--out", tmp_path / "b")
    assert "this one names {name}" in said
    shown = filled.done(*NEWS, "--leave-out", "--preview", 1).out
    assert shown.startswith("To: ")


def keep_own(file: Path, name: str = "news") -> tuple[object, ...]:
    return ("outreach", "template-set", name, "--kind", "email", "--language", "en", "--file", file)


def test_an_email_of_ones_own_is_kept_in_the_place_of_a_shipped_one_or_beside_it(
    filled: CommandLine, tmp_path: Path
) -> None:
    keep_sender(filled)
    own = tmp_path / "own.toml"
    own.write_text('title = "Bakers"\nsubject = "Cakes, {name}"\nbody = "Bring one."\n')
    assert filled.done(*keep_own(own, "cakes")).out == "The email “cakes” is kept.\n"
    filled.done(*keep_own(own))
    shown = filled.done(*NEWS, "--preview", 1, "--language", "en").out
    assert "Subject: Cakes, Councillor Nadia Selwood" in shown
    found = filled.done("outreach", "emails", "--json").document["emails"]
    assert [one["template"] for one in found if one["own"]] == ["news", "cakes"]
    kept = filled.done("outreach", "templates", "--kind", "email", "--json").document["templates"]
    assert {one["name"]: list(one["texts"]) for one in kept if one["own"]} == {
        "news": ["en", "ko"], "cakes": ["en"],
    }  # fmt: skip
    letters = filled.done("outreach", "templates", "--json").document["templates"]
    assert not any(one["own"] for one in letters), "a letter of that name stays as it was"
    drop = ("outreach", "template-remove", "news", "--kind", "email")
    assert "shipped email" in filled.done(*drop).out
    assert "no email of your own" in filled.refused(*drop)


def test_every_email_is_there_in_both_languages(filled: CommandLine) -> None:
    found = filled.done("outreach", "emails", "--json").document["emails"]
    assert {"news", "thanks", "handed-in", "reply", "invitation", "volunteer", "own"} == {
        one["template"] for one in found
    }
    assert all(one["languages"] == ["en", "ko"] for one in found)
    keep_sender(filled)
    for one in found:
        asked = [f"--set={key}=x y" for key in one["asks"]]
        for language in ("en", "ko"):
            shown = filled.done(
                *NEWS[:5], "--template", one["template"], *asked, "--set", "count=2",
                "--language", language, "--preview", 1, "--also-unsigned",
            ).out  # fmt: skip
            assert "{" not in shown, one["template"]
