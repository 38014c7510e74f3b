"""Events and what followed a hand-in, by commands alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from app.domain.community.consent import Evidence
from app.domain.community.contact import Contact
from app.operations.campaign.campaigns import open_with_key
from app.operations.community import consents
from tests.campaigns import NOW, data_key
from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine, Said


def test_an_event_its_guests_and_its_papers(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    ends = ("--end", "2026-12-05T13:00")
    assert "before it begins" in cli.refused("event", "add", "Tea", "--start", "2026-12-05T14:00",
                                             *ends)  # fmt: skip
    cli.done(
        "event", "add", "Stories and letters", "--start", "2026-12-05T14:00",
        "--end", "2026-12-05T16:30", "--place", "Hope Church", "--petition", "asylum",
        "--language", "ko", "--language", "en",
    )  # fmt: skip
    everyone = ("--everyone", "--json")
    asked = cli.done("event", "invite", 1, *everyone, "--dry-run").document
    assert asked["new"] == 0
    assert cli.done("event", "show", 1, "--json").document["event"]["listed"] == []
    done = cli.done("event", "invite", 1, *everyone)
    assert done.document["by_channel"] == asked["by_channel"]
    assert "Asked not to be contacted".lower() in done.err
    offices = done.document["offices"]
    assert offices == 5
    assert f"{offices} in their office, without consent." in done.err
    invited = [one for some in done.document["by_channel"].values() for one in some]
    assert len(invited) == len(set(invited)) == done.document["new"]
    out = {one["contact"]: one["reason"] for one in done.document["left_out"]}
    for name, reason in (
        ("Winston Gillam", "do-not-contact"), ("Joan Thackray", "deceased"),
        ("Priya Rahman", "withdrawn"), ("Rim Myong-chol", "at-risk"),
    ):  # fmt: skip
        assert out[people[name].number] == reason
    grace, risk = people["Grace Adeyemi"].number, people["Rim Myong-chol"].number
    cli.done("event", "mark", 1, grace, f"C{risk}", "--as", "coming")
    listed = cli.done("event", "show", 1, "--json").document["event"]["listed"]
    names = {one["contact"]: (one["name"], one["state"]) for one in listed}
    assert names[grace] == ("Grace Adeyemi", "coming")
    assert names[risk] == (f"contact {risk}", "coming")
    told = cli.done("event", "tell", 1, "--json").document
    reached = [one for some in told["groups"] for one in some["contacts"]]
    assert sorted(reached) == sorted(invited)
    assert told["left_out"] == [{"contact": risk, "reason": "at-risk"}]
    again = cli.done("event", "invite", 1, *everyone).document
    assert again["new"] == 0
    assert cli.done("event", "list", "--json").document["events"][0]["guests"]["coming"] == 2
    no_answer = len(invited) - 1
    assert (
        f"{len(invited) + 1} invited: 2 coming, {no_answer} no answer"
        in cli.done("event", "list").out
    )
    assert f"{len(invited) + 1} guests would" in cli.done("event", "cancel", 1, "--dry-run").out
    cli.done("contact", "set", grace, "--deceased")
    assert f"{len(invited)} guests would" in cli.done("event", "cancel", 1, "--dry-run").out
    assert "in one way" in cli.refused("event", "invite", 1, "--contact", grace, "--everyone")


def test_what_an_event_is_about_says_who_is_invited_and_nobody_came_yet(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    day = (datetime.now().astimezone() + timedelta(days=2)).strftime("%Y-%m-%d")
    times = ("--start", f"{day}T14:00", "--end", f"{day}T15:00")
    cli.done("event", "add", "Tea", *times)
    cli.done("event", "add", "Letters", *times, "--petition", "asylum")
    asked = [
        cli.done("event", "invite", one, "--everyone", "--dry-run", "--json").document["by_channel"]
        for one in (1, 2)
    ]
    assert asked[0] != asked[1]
    number = people["Grace Adeyemi"].number
    assert "nobody came yet" in cli.refused("event", "mark", 1, number, "--as", "came")
    assert cli.done("event", "show", 1, "--json").document["event"]["listed"] == []


def test_the_sign_in_sheet_names_who_may_be_named(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    cli.done("event", "add", "Tea", "--start", "2026-12-05T14:00", "--end", "2026-12-05T16:30",
             "--petition", "asylum", "--language", "ko", "--language", "en")  # fmt: skip
    everyone = ("--everyone", "--json")
    invited = cli.done("event", "invite", 1, *everyone).document["new"]
    cli.done("event", "mark", 1, people["Rim Myong-chol"].number, "--as", "coming")
    guests = cli.done("event", "show", 1, "--json").document["event"]["listed"]
    after = people["Tom Ellery"].number  # her place by name would be before it
    assert [one["contact"] for one in guests][-2:] == [after, people["Rim Myong-chol"].number]
    pdf = tmp_path / "sign-in.pdf"
    said = cli.done("event", "sign-in", 1, "--out", pdf, "--names", "--json").document
    shown = words(pdf.read_bytes())
    assert "Grace Adeyemi" in shown
    assert "최예린" in shown  # the sheet leads in Korean
    assert "Choi Ye-rin" not in shown
    assert "쪽 · Page 1 of " in shown
    assert "Rim Myong-chol" not in shown
    assert "림명철" not in shown
    assert shown.index("손님") > shown.index("Tom Ellery")
    assert said["named"] == invited
    assert said["reference"] == "sign-in sheet E1"
    assert said["wording"] in shown
    assert "--force" in cli.refused("event", "sign-in", 1, "--out", pdf)
    cli.done("event", "sign-in", 1, "--out", pdf, "--names", "--with-at-risk", "--force")
    assert "림명철" in words(pdf.read_bytes())
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        record = campaign.store.petitions.get("asylum").id
        kept = campaign.store.exports.of_petition(record)
        assert [(one.document, one.people) for one in kept] == [
            ("event-sign-in", invited + 1), ("event-sign-in", invited),
        ]  # fmt: skip


def test_a_calendar_file_follows_the_event(cli: CommandLine, tmp_path: Path) -> None:
    ends = ("--end", "2026-12-05T13:00")
    cli.done("event", "add", "Tea", "--start", "2026-12-05T14:00", "--end", "2026-12-05T16:30")
    file = tmp_path / "events.ics"
    cli.done("event", "ical", 1, "--out", file)
    assert "SUMMARY:Tea" in file.read_text()
    assert "would be cancelled" in cli.done("event", "cancel", 1, "--dry-run").out
    cli.done("event", "cancel", 1)
    assert "is cancelled" in cli.refused("event", "cancel", 1).replace("already", "")
    assert "nobody is invited" in cli.refused("event", "invite", 1, "--everyone")
    cli.done("event", "ical", "--out", file, "--force")
    assert "STATUS:CANCELLED" in file.read_text()
    assert "SEQUENCE:1" in file.read_text()
    cli.done("event", "cancel", 1, "--undo")
    cli.done("event", "set", 1, "--title", "Letters", "--place", "The library")
    assert "Letters" in cli.done("event", "show", 1).out
    assert "before it begins" in cli.refused("event", "set", 1, *ends)
    assert "when it begins" in cli.refused("event", "set", 1, "--end", "2026-12-05T14:00")
    assert "no sign-in sheet in" in cli.refused("event", "set", 1, "--language", "cy")


def test_who_withdrew_since_is_not_on_the_sign_in_sheet(
    cli: CommandLine, people: dict[str, Contact], tmp_path: Path
) -> None:
    isla = people["Isla Farrant"]
    cli.done("event", "add", "Tea", "--start", "2026-12-05T14:00", "--end", "2026-12-05T16:30",
             "--petition", "asylum")  # fmt: skip
    cli.done("event", "invite", 1, "--contact", isla.number)
    pdf = tmp_path / "sheet.pdf"
    cli.done("event", "sign-in", 1, "--out", pdf, "--names")
    assert "Isla Farrant" in words(pdf.read_bytes())
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        topic = consents.topic(store, "email", "news", "asylum")
        evidence = Evidence("spoken", NOW.date())
        consents.record(store, isla, topic, evidence, given=False, now=NOW)
    cli.done("event", "sign-in", 1, "--out", pdf, "--names", "--force")
    assert "Isla Farrant" not in words(pdf.read_bytes())


def test_what_followed_and_whom_to_tell(cli: CommandLine, people: dict[str, Contact]) -> None:
    def followed(command: str, *rest: object) -> Said:
        given = ("--passphrase-file", str(cli.folder.parent / "passphrase.txt"))
        return cli.raw("petition", "followed", command, cli.folder, "asylum", *rest, *given)

    assert followed("list").out == "Nothing followed yet.\n"
    assert "is not Hansard’s reference" in followed(
        "add", "--step", "hansard", "--on", "2026-11-20", "--reference", "P22"
    ).err  # fmt: skip
    assert "lies ahead" in followed("add", "--step", "reply", "--on", "2999-01-01").err
    said = followed("add", "--step", "presented", "--on", "2026-10-31", "--note", "By our Member")
    assert "A reply is expected by 2026-12-31: that is no rule." in said.out
    followed("add", "--step", "hansard", "--on", "2026-11-02", "--reference", "p002248")
    listed = followed("list", "--json").document["followed"]
    assert [(one["step"], one["on"], one["reference"]) for one in listed] == [
        ("presented", "2026-10-31", ""), ("hansard", "2026-11-02", "[P002248]"),
        ("reply-due", "2026-12-31", ""),
    ]  # fmt: skip
    followed("set", 1, "--on", "2026-10-01")
    assert followed("list", "--json").document["followed"][2]["on"] == "2026-12-01"
    assert "no step 9" in followed("remove", 9).err
    assert "Would be removed" in followed("remove", 2, "--dry-run").out
    followed("remove", 2)
    assert len(followed("list", "--json").document["followed"]) == 2

    told = followed("tell", "--step", "presented", "--json")
    groups = {(one["channel"], one["language"]): one["contacts"]
              for one in told.document["groups"]}  # fmt: skip
    assert people["Grace Adeyemi"].number in groups["email", "en"]
    assert people["Park Hye-kyung"].number in groups["email", "ko"]
    assert people["Ri Soon-ja"].number in groups["post", "ko"]
    everybody = [one for some in groups.values() for one in some]
    assert len(everybody) == len(set(everybody))
    assert people["Haneul Market"].number in told.document["venues"]
    assert told.document["template"] == "news"
    out = {one["contact"]: one["reason"] for one in told.document["left_out"]}
    assert out[people["Rim Myong-chol"].number] == "at-risk"
    assert out[people["Priya Rahman"].number] == "withdrawn"
    assert "Left out:" in told.err
    assert followed("tell", "--step", "reply-due", "--json").document["venues"] == []
    offices = {one for some in told.document["offices"] for one in some["contacts"]}
    assert people["Haneul Market"].number in offices - set(everybody)
    assert "is not noted" in followed("tell", "--step", "debate").err


def test_a_step_keeps_its_place_and_a_late_reply_is_said(
    cli: CommandLine,
    people: dict[str, Contact],  # it fills the campaign
) -> None:
    def followed(command: str, *rest: object) -> Said:
        given = ("--passphrase-file", str(cli.folder.parent / "passphrase.txt"))
        return cli.raw("petition", "followed", command, cli.folder, "asylum", *rest, *given)

    followed("add", "--step", "presented", "--on", "2026-10-01")
    assert "lies before “Presented”" in followed("add", "--step", "reply", "--on", "2026-09-30").err
    assert "lies before" in followed("add", "--step", "handed-in", "--on", "2026-10-02").err
    assert "noted already" in followed("add", "--step", "presented", "--on", "2026-10-01").err
    followed("set", 1, "--on", "2026-01-12")
    assert "Reply overdue" in followed("list").out
    late = cli.done("petition", "progress", "asylum", "--json").document
    assert late["reply_overdue"] == "2026-03-12"
    assert "expected by 2026-03-12" in cli.done("petition", "progress", "asylum").out
    followed("add", "--step", "reply", "--on", "2026-04-01")
    late = cli.done("petition", "progress", "asylum", "--json").document
    assert late["reply_overdue"] is None
