"""Letters, labels and envelopes made, measured against the ledger, and confirmed, by commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.community.consent import Evidence, Topic
from app.domain.community.contact import Contact, PostalAddress, WrittenName
from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.intake.wording_file import read_wording
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign, open_with_key
from app.operations.community import consents, contacts, households
from app.operations.outreach import mailing, prepared_post
from app.store.check import digest
from tests.campaigns import NOW, commons_wording, data_key
from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine

GRACE = ("Grace Adeyemi", "7 Teasel Avenue", "NEW MALDEN", "KT3 8QD")
PETITIONS = Path("tests/files/petitions")
NEWS = ("--everyone", "--petition", "asylum")
THANKS = ("outreach", "letters", "--template", "thanks", "--set", "count=18", *NEWS)


def fill(campaign: Campaign) -> dict[str, Contact]:
    """A petition and the practice contacts, by name."""
    with campaign.store.step("Add"):
        campaign.store.petitions.add(commons_wording(), "0" * 64, NOW)
    return {one.name: one for one in demo_community.fill(campaign.store, "asylum", now=NOW)}


@pytest.fixture
def people(cli: CommandLine) -> dict[str, Contact]:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        return fill(campaign)


def _told(cli: CommandLine, contacts: list[int]) -> str:
    """What is said when labels are made for those contacts alone."""
    asked = [part for one in contacts for part in ("--contact", one)]
    return cli.done("outreach", "labels", *asked, "--petition", "asylum", "--dry-run").err


def _the_same_people_again(cli: CommandLine, grace: int, letters: list[int], folder: Path) -> None:
    """Labels for just those of letters that went out are told of them; the gate is asked again."""
    assert "these very people" not in _told(cli, letters[:-1])
    assert "The letters of outreach 1 went to these very people" in _told(cli, letters)
    cli.done("consent", "withdraw", grace, "--channel", "post", "--petition", "asylum", "--how",
             "spoken")  # fmt: skip
    fewer = cli.done("outreach", "envelopes", "--for", 1, "--out", folder / "c5.pdf", "--json")
    assert fewer.document["contacts"] == [one for one in letters if one != grace]
    assert "withdrew their consent: 1" in fewer.err.lower()
    assert "The letters of outreach 1" in _told(cli, letters)


def test_letters_then_labels_for_them_then_confirmed(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    out, labels = tmp_path / "letters.pdf", tmp_path / "labels.pdf"
    looked = cli.done(*THANKS, "--dry-run", "--json")
    assert looked.document["outreach"] is None
    said = cli.done(*THANKS, "--out", out)
    assert "Outreach 1: say “outreach confirm”" in said.out
    assert "At risk, not asked for".lower() in said.err
    shown = words(out.read_bytes())
    assert "Dear Grace Adeyemi," in shown
    assert "김민준 님께" in shown
    assert "18 valid signatures" in shown
    assert shown.count("you agreed to hear from us by post") + shown.count(
        "우편으로 받겠다고"
    ) == len(looked.document["contacts"])
    assert "Rim Myong-chol" not in shown
    assert "림명철" not in shown
    assert "Joan Thackray" not in shown

    assert "exists already" in cli.refused(*THANKS, "--out", out)
    made = cli.done("outreach", "labels", "--for", 1, "--out", labels, "--json").document
    assert (made["outreach"], made["follows"]) == (1, 1)
    assert made["contacts"] == looked.document["contacts"]
    assert made["pieces"] < len(made["contacts"])
    text = words(labels.read_bytes())
    assert "The Kim and Ri family" in text or "Kim Min-jun" in text
    assert text.count("12 Cobnut Close") == 1
    each = cli.done(
        "outreach", "labels", "--for", 1, "--each", "person", "--out", tmp_path / "e.pdf", "--json"
    ).document
    assert each["pieces"] == len(each["contacts"])
    listed = cli.done("outreach", "show", 1, "--json").document
    assert [line["contact"] for line in listed["lines"]] == each["contacts"]
    assert listed["confirmed_at"] is None
    assert "these very people" not in _told(cli, each["contacts"])

    [record] = cli.done("outreach", "list", "--json").document["outreach"]
    assert (record["kind"], record["title"]) == ("letters", "Thanks for signing")
    assert cli.done("outreach", "confirm", 1, "--json").document["logged"] == len(each["contacts"])
    assert "was confirmed" in cli.refused("outreach", "confirm", 1)
    _the_same_people_again(cli, people["Grace Adeyemi"].number, each["contacts"], tmp_path)
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        petition = campaign.store.petitions.get("asylum").id
        exports = campaign.store.exports.of_petition(petition)
        grace = people["Grace Adeyemi"].id
        assert [one.kind for one in campaign.store.interactions.of_contact(grace)] == ["letter"]
    assert [one.document for one in exports] == [
        "outreach-envelopes", "outreach-labels", "outreach-labels", "outreach-letters",
    ]  # fmt: skip


def test_thanks_for_signing_go_to_signers_unless_more_are_asked_for(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    member = people["Eleanor Vickery MP"].number
    made = cli.done(*THANKS, "--dry-run", "--json")
    assert member in made.document["left_unsigned"]
    assert f"{member}" in made.err[made.err.index("not known to have signed") :]
    assert people["Grace Adeyemi"].number in made.document["contacts"]
    every = cli.done(*THANKS, "--also-unsigned", "--dry-run", "--json").document
    assert member in every["contacts"]
    assert every["left_unsigned"] == []
    one = ("outreach", "letters", "--template", "thanks", "--set", "count=18", "--petition",
           "asylum", "--contact", member, "--dry-run")  # fmt: skip
    assert "nobody on the list is known to have signed" in cli.refused(*one)


def test_letters_and_labels_lie_in_the_same_order(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    for order in ("postcode", "name"):
        kinds = {
            kind: cli.done(
                "outreach", kind, *more, *NEWS, "--order", order, "--dry-run", "--json"
            ).document["contacts"]
            for kind, more in (
                ("letters", ("--template", "host")),
                ("labels", ()),
                ("envelopes", ("--size", "C5")),
            )
        }  # fmt: skip
        assert kinds["letters"] == kinds["labels"] == kinds["envelopes"]
        codes = {one.number: one.address.postcode for one in people.values()}
        if order == "postcode":
            found = [codes[number] for number in kinds["labels"]]
            assert [found.index(code) for code in found] == sorted(
                found.index(code) for code in found
            )


def test_a_letter_is_shown_before_it_is_printed(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    contact = people["Grace Adeyemi"].number
    one = ("outreach", "letters", "--template", "thanks", "--set", "count=18", "--petition",
           "asylum", "--contact", contact)  # fmt: skip
    text = cli.done(*one, "--preview", 1).out
    assert text.startswith("Grace Adeyemi\n7 Teasel Avenue\nNEW MALDEN\nKT3 8QD\n")
    assert "Dear Grace Adeyemi," in text
    assert "There is no letter 2" in cli.refused(*one, "--preview", 2)
    korean = cli.done(*one, "--language", "ko", "--preview", 1, "--json").document
    assert "님께" in korean["text"]


def test_an_empty_field_says_for_whom_before_printing(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    own = tmp_path / "role.toml"
    own.write_text('title = "Role"\nbody = "As {role}, you know."\n', encoding="utf-8")
    cli.done("outreach", "template-set", "role", "--language", "en", "--file", own)
    asked = ("outreach", "letters", "--template", "role", *NEWS)
    out = tmp_path / "letters.pdf"
    said = cli.refused(*asked, "--out", out)
    assert "{role}, which is empty for" in said
    assert str(people["Grace Adeyemi"].number) in said
    assert "Grace" not in said
    assert not out.exists()
    assert (
        "{count}, which is empty for"
        in cli("outreach", "letters", "--template", "thanks", *NEWS, "--out", out).err
    )
    left = cli.done(*asked, "--empty", "leave-out", "--out", out, "--json")
    assert "Left out because a field is empty" in left.err
    assert people["Eleanor Vickery MP"].number in left.document["contacts"]
    assert people["Grace Adeyemi"].number in left.document["left_empty"]
    assert "As Member of Parliament, you know." in words(out.read_bytes())
    every = cli.done(*asked, "--empty", "print", "--dry-run", "--json").document
    assert people["Grace Adeyemi"].number in every["contacts"]


def test_templates_are_kept_checked_and_removed(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    file = tmp_path / "t.toml"
    file.write_text('title = "T"\nbody = "Hello {nmae}"\n', encoding="utf-8")
    said = cli.refused("outreach", "template-set", "mine", "--language", "en", "--file", file)
    assert "{nmae}" in said
    assert "In the body of “mine”, line 1" in said
    assert "name, salutation" in said
    file.write_text('title = "T"\nbody = "Hello"\ntilte = "x"\n', encoding="utf-8")
    assert "“tilte”" in cli.refused(
        "outreach", "template-set", "mine", "--language", "en", "--file", file
    )
    file.write_text('title = "Ours"\nbody = "Hello {name}, <b>{petition}</b>"\n', encoding="utf-8")
    cli.done("outreach", "template-set", "thanks", "--language", "en", "--file", file)
    shown = cli.done("outreach", "template-show", "thanks", "--json").document["template"]
    assert shown["texts"]["en"]["title"] == "Ours"
    assert shown["texts"]["ko"]["title"] == "서명 감사 편지"
    said = cli.refused("outreach", "template-remove", "thanks", "--language", "ko")
    assert "has no text in “ko”: it has en" in said
    assert "shipped" in cli.done("outreach", "template-remove", "thanks").out
    names = [
        one["name"] for one in cli.done("outreach", "templates", "--json").document["templates"]
    ]
    assert {"thanks", "news", "reply", "invitation", "member", "host", "volunteer"} <= set(names)
    assert "no letter of your own" in cli.refused("outreach", "template-remove", "thanks")
    assert "choose one of" in cli.refused("outreach", "template-show", "nothing")
    asked = ("outreach", "letters", "--template", "invitation", *NEWS, "--dry-run")
    assert "asks for “What it is”" in cli.refused(*asked)
    assert "no field “nonsense”" in cli.refused(*asked, "--set", "nonsense=1")
    assert "no field “ko.name”" in cli.refused(*asked, "--set", "ko.name=1")
    assert "asks for “What it is”" in cli.refused(*asked, "--set", "ko.occasion=저녁")


def test_label_sheets_of_ones_own_add_up_or_are_refused(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    measures = {"name": "Ours", "columns": 2, "rows": 4, "width": 90, "height": 60, "left": 10,
                "top": 20, "across": 95, "down": 65}  # fmt: skip

    def given(**changes: object) -> list[object]:
        return [
            part for key, value in {**measures, **changes}.items() for part in (f"--{key}", value)
        ]

    said = cli.refused("outreach", "label-sheet-set", *given(rows=5))
    assert "5 rows 65 mm apart and a label 60 mm high need 340 mm, and A4 is 297 mm high" in said
    assert "would overlap" in cli.refused("outreach", "label-sheet-set", *given(across=80))
    assert "L7160" in cli.refused("outreach", "label-sheet-set", *given(name="L7160"))
    assert "give --down too" in cli.refused("outreach", "label-sheet-set", *given()[:-2])
    cli.done("outreach", "label-sheet-set", *given())
    file = tmp_path / "other.toml"
    lines = [f"{key} = {value}\n" for key, value in measures.items() if key != "name"]
    file.write_text("".join(lines), encoding="utf-8")
    cli.done("outreach", "label-sheet-set", "--file", file)
    sheets = cli.done("outreach", "label-sheets", "--json").document["sheets"]
    assert [one["ref"] for one in sheets if one["own"]] == ["Ours", "other"]
    labels = ("outreach", "labels", *NEWS, "--sheet", "ours", "--out", tmp_path / "l.pdf")
    cli.done(*labels, "--start", 8)
    assert "it has 1 to 8" in cli.refused(*labels, "--start", 9, "--force")
    cli.done("outreach", "label-sheet-remove", "Ours")
    assert "There is no label sheet “ours”" in cli.refused(*labels, "--force")
    assert "it stays" in cli.refused("outreach", "label-sheet-remove", "3422")
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        before = digest(campaign.store.db)
    cli.done("outreach", "label-offset", "--right", 0.5, "--down", -1)
    assert "15 mm" in cli.refused("outreach", "label-offset", "--right", 40)
    found = cli.done("outreach", "label-sheets", "--json").document["offset"]
    assert found == {"right": 0.5, "down": -1.0}
    cli.done("outreach", "labels-test", "--sheet", "L7651", "--out", tmp_path / "t.pdf")
    assert "0.5 mm to the right" in words((tmp_path / "t.pdf").read_bytes())
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        assert digest(campaign.store.db) == before


def test_an_address_that_does_not_fit_is_refused_by_number(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        grace = contacts.get(campaign.store, str(people["Grace Adeyemi"].number))
        lines = ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch House", *"ABCDEFG")
        changed = replace(grace, addresses=(replace(grace.address, lines=lines),))
        contacts.change(campaign.store, changed)
    said = cli("outreach", "labels", *NEWS, "--sheet", "L7651", "--out", tmp_path / "l.pdf").err
    assert f"for contact {people['Grace Adeyemi'].number}:" in said
    assert not (tmp_path / "l.pdf").exists()
    for made in (("labels", "--sheet", "L7651"), ("letters", "--template", "host")):
        asked = ("outreach", *made, *NEWS, "--too-long", "leave-out", "--dry-run", "--json")
        left = cli.done(*asked)
        assert left.document["left_too_long"] == [people["Grace Adeyemi"].number]
        assert people["Grace Adeyemi"].number not in left.document["contacts"]
        assert "the address does not fit: contact" in left.err


def test_a_name_that_no_font_can_print_is_left_out_or_printed_all_the_same(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    odd = {"Grace Adeyemi": "𠮷野家", "Kim Ha-neul": "👩\u200d👧 Family"}
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        for name, other in odd.items():
            named = replace(people[name], names=(WrittenName(other),))
            contacts.change(campaign.store, named)
    numbers = sorted(people[name].number for name in odd)
    out = tmp_path / "l.pdf"
    said = cli.refused(*THANKS, "--out", out)
    assert all(code in said for code in ("U+20BB7", "U+1F469", *map(str, numbers)))
    assert "(--unprintable leave-out or print)" in said
    for made in (THANKS[1:], ("labels", *NEWS), ("envelopes", *NEWS)):
        asked = ("outreach", *made, "--dry-run", "--json", "--unprintable")
        left = cli.done(*asked, "leave-out").document
        assert set(numbers) <= set(left["left_unprintable"])  # households with them
        assert not set(numbers) & set(left["contacts"])
        assert set(numbers) <= set(cli.done(*asked, "print").document["contacts"])
    printed = cli.done(*THANKS, "--unprintable", "print", "--out", out)
    assert "U+20BB7 (page" in printed.err
    assert "Dear \ufffd野家" in words(out.read_bytes())


def test_a_letter_says_of_which_petition_and_of_ink_only_where_it_alone_counts(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign, campaign.store.step("Add"):
        council = replace(read_wording(PETITIONS / "council-right.toml"), ref="council")
        campaign.store.petitions.add(council, "1" * 64, NOW)
    contact = ("--contact", people["Grace Adeyemi"].number)
    thanks = ("outreach", "letters", "--template", "thanks", "--set", "count=18", *contact,
              "--also-unsigned", "--preview", 1)  # fmt: skip
    assert "ink alone" in cli.done(*thanks, "--petition", "asylum").out
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        for purpose in ("news", "campaigns"):
            topic = consents.topic(campaign.store, "post", purpose, council.ref)
            said = Evidence("spoken", date(2026, 11, 23))
            grace = people["Grace Adeyemi"]
            consents.record(campaign.store, grace, topic, said, given=True, now=NOW)
    text = cli.done(*thanks, "--petition", council.ref).out
    assert "ink" not in text
    assert "send you a sheet.\n\nWe will write" in text
    other = (*thanks, "--purpose", "campaigns")
    assert "say which is meant" in cli.refused(*other)
    assert council.title in cli.done(*other, "--petition", council.ref).out


def test_consent_withdrawn_between_the_preview_and_the_file_is_noticed(
    campaign: Campaign, tmp_path: Path
) -> None:
    people = fill(campaign)
    store = campaign.store
    topic = Topic("post", "news", store.petitions.get("asylum").id)
    made = mailing.prepare_labels(store, Audience(topic), prepared_post.LabelOrder())
    pdf = prepared_post.draw(made)
    consents.record(
        store, people["Grace Adeyemi"], topic, Evidence("spoken", date(2026, 11, 23)),
        given=False, now=NOW,
    )  # fmt: skip
    before = digest(store.db)
    with pytest.raises(AppError, match="Since the preview 1 of"):
        mailing.write(store, made, pdf, tmp_path / "l.pdf", now=NOW)
    assert not (tmp_path / "l.pdf").exists()
    assert digest(store.db) == before


def test_who_works_where_their_post_goes_has_the_organisation_below_the_name(
    campaign: Campaign,
) -> None:
    people = fill(campaign)
    store = campaign.store
    park, market = people["Park Hye-kyung"], people["Haneul Market"]
    contacts.change(store, replace(park, addresses=market.addresses))
    audience = Audience(
        Topic("post", "news", store.petitions.get("asylum").id), contacts=(park.id,)
    )
    wanted = prepared_post.LabelOrder(each="person")
    made = mailing.prepare_labels(store, audience, wanted)
    assert made.pieces[0].block[:3] == ("Park Hye-kyung", "Haneul Market", "18 Wrenfield Road")
    assert prepared_post.remarks(made) == []
    contacts.change(store, replace(park, addresses=(PostalAddress(("18 Wren Road",), "KT3 8P"),)))
    [said] = prepared_post.remarks(mailing.prepare_labels(store, audience, wanted))
    assert f"laid out as one abroad: contact {park.number}" in said
    contacts.change(store, replace(park, addresses=(PostalAddress(("18 Wrenfield Road",)),)))
    for each in ("person", "household"):
        order = prepared_post.EnvelopeOrder(each=each, language="ko")
        made = mailing.prepare_envelopes(store, audience, order)
        assert made.pieces[0].block == ("박혜경 님", "18 Wrenfield Road")
        [said] = prepared_post.remarks(made)
        assert f"neither a town nor a postcode, and may not be found: contact {park.number}" in said


def test_a_household_is_named_without_its_people_at_risk(campaign: Campaign) -> None:
    people = fill(campaign)
    store = campaign.store
    rim, grace = people["Rim Myong-chol"], people["Grace Adeyemi"]
    rim = contacts.change(store, replace(rim, addresses=grace.addresses))
    households.keep_name(store, rim, "The Rim and Adeyemi household")
    topic = Topic("post", "news", store.petitions.get("asylum").id)
    for each in ("household", "person"):
        order = prepared_post.LabelOrder(each=each)
        blocks = [one.block for one in mailing.prepare_labels(store, Audience(topic), order).pieces]
        assert GRACE in blocks
        assert "Rim" not in str(blocks)
        asked = Audience(topic, with_at_risk=True)
        blocks = [one.block for one in mailing.prepare_labels(store, asked, order).pieces]
        assert "Rim" in str(blocks)
