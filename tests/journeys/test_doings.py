"""What happened with people and what is to be done, by commands alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.domain.community.consent import Topic
from app.domain.community.contact import Contact
from app.domain.community.events import Event
from app.domain.outreach.outreach import Outreach, OutreachLine
from app.domain.signature import RowEntry
from app.operations.campaign.campaigns import open_with_key
from app.operations.community import events
from app.operations.outreach import outreach
from tests.campaigns import NOW, data_key
from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine


def test_a_call_its_next_step_and_the_reply(cli: CommandLine, people: dict[str, Contact]) -> None:
    grace = people["Grace Adeyemi"].number
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store, topic = campaign.store, Topic("post", "news", "")
        with store.step("Letters"):
            store.outreach.add(
                Outreach("letters", "Thanks", NOW - timedelta(days=3), topic),
                [OutreachLine(people["Grace Adeyemi"].id, 1, "A1")],
            )
    shown = cli.done("contact", "timeline", grace).out
    assert "etters 1" not in shown  # whether they went out is not known yet
    assert "Agreed to email: other campaigns" in shown
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        outreach.confirm(campaign.store, 1, now=NOW)

    said = cli.done(
        "contact", "log", grace, "--kind", "letter", "--in", "--answer-wanted",
        "--outcome", "replied", "--note", "Can she bring her choir?",
        "--next", "Answer about the choir", "--due", "2026-12-01", "--assign", "Ada",
    ).out  # fmt: skip
    assert said == f"Logged with C{grace}. The next step is a task.\n"
    entries = cli.done("contact", "timeline", grace, "--json").document["timeline"]
    assert [one["words"] for one in entries if one["kind"] == "letter"] == [
        "Letter from them: replied", "Letter: sent, answered",
    ]  # fmt: skip
    assert entries[0]["waits"]
    waits = cli.done("contact", "waiting", "--json").document["waiting"]
    assert [(one["contact"], one["note"]) for one in waits] == [(grace, "Can she bring her choir?")]
    [task] = cli.done("task", "list", "--assign", "ada", "--json").document["tasks"]
    assert (task["title"], task["due"], task["contact"]) == (
        "Answer about the choir", "2026-12-01", grace,
    )  # fmt: skip

    cli.done("contact", "log", grace, "--kind", "call", "--outcome", "no-answer")
    assert cli.done("contact", "waiting").out != "Nobody waits.\n"
    cli.done("contact", "log", grace, "--kind", "call", "--outcome", "reached")
    assert cli.done("contact", "waiting").out == "Nobody waits.\n"
    cli.done("task", "done", task["number"])
    assert "Done: Answer about the choir" in cli.done("contact", "timeline", grace).out
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        [(_, line)] = campaign.store.outreach.of_contact(people["Grace Adeyemi"].id)
        assert line.outcome == "replied"


def test_what_was_logged_by_mistake_is_removed(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    grace = people["Grace Adeyemi"].number
    cli.done("contact", "log", grace, "--kind", "letter", "--outcome", "sent")
    cli.done("contact", "log", grace, "--kind", "letter", "--in", "--answer-wanted")
    wrong = cli.done("contact", "log", grace, "--kind", "call", "--outcome", "reached", "--json")
    key = wrong.document["interaction"]
    assert cli.done("contact", "waiting").out == "Nobody waits.\n"
    assert key in cli.done("contact", "timeline", grace).out
    assert "look at its timeline" in cli.refused("contact", "unlog", 2, key)
    said = cli.done("contact", "unlog", grace, key).out
    assert said.startswith("Call of ")
    assert f"C{grace}" in cli.done("contact", "waiting").out
    entries = cli.done("contact", "timeline", grace, "--json").document["timeline"]
    logged = [one for one in entries if one["interaction"]]
    assert [one["words"] for one in logged] == ["Letter from them", "Letter: sent, answered"]
    cli.done("contact", "unlog", grace, logged[0]["interaction"])
    assert "answered" not in cli.done("contact", "timeline", grace).out


def test_one_mailing_is_logged_once_and_says_who_said_no_since(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    grace, isla = people["Grace Adeyemi"], people["Isla Farrant"]
    topic = Topic("post", "campaigns")
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        with store.step("Letters, printed twice, and what is round them"):
            for kind, title, some in (
                ("letters", "News", [grace, isla]), ("letters", "News", [grace, isla]),
                ("labels", "Labels L7160", [grace, isla]), ("envelopes", "C5", [isla]),
                ("letters", "Thanks", [grace, isla]),
            ):  # fmt: skip
                made = Outreach(kind, title, NOW, topic, said=title)  # type: ignore[arg-type]  # of the tuple
                lines = [OutreachLine(one.id, at) for at, one in enumerate(some, 1)]
                store.outreach.add(made, lines)
    cli.done("contact", "set", isla.number, "--do-not-contact")
    barred = [{"contact": isla.number, "reason": "do-not-contact"}]
    looked = cli.done("outreach", "confirm", 1, "--dry-run", "--json").document
    assert isla.number in [one["contact"] for one in looked["barred"]]
    assert "is not on outreach 1" in cli.refused("outreach", "confirm", 1, "--not", 2)
    assert "several wait for the same people (5, 2, 1)" in cli.refused("outreach", "confirm", 3)
    said = cli.done("outreach", "confirm", 1, "--json")
    assert (said.document["logged"], sorted(said.document["along"])) == (2, [2, 3, 4])
    assert barred[0] in said.document["barred"]
    assert f"C{isla.number} (asked not to be contacted)" in said.err
    done = cli.done("outreach", "confirm", 5, "--not", isla.number)
    assert done.out == "Outreach 5 is logged for 1 contact.\n"
    for one, letters in ((grace, 2), (isla, 1)):
        entries = cli.done("contact", "timeline", one.number, "--json").document["timeline"]
        assert [each["words"] for each in entries].count("Letter: sent") == letters


def test_a_signature_and_an_event_stand_in_the_timeline(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    grace = people["Grace Adeyemi"]
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        record = store.petitions.get("asylum").id
        with store.step("Sign"):
            entry = RowEntry(0, "Grace Adeyemi", "", "", NOW.date(), origin="online")
            key = store.signatures.add(record, None, entry)
            store.contacts.link_signature(grace.id, key, record)
        event = events.add(store, Event("Tea", NOW, NOW + timedelta(hours=1)))
        events.mark(store, event.number, [grace], "came", now=NOW)
    entries = cli.done("contact", "timeline", grace.number, "--json").document["timeline"]
    words = [one["words"] for one in entries]
    assert words[:2] == ["Tea: came", "Signed “asylum”"]
    assert [one["at"] for one in entries] == sorted((one["at"] for one in entries), reverse=True)


def test_what_lies_ahead_is_not_logged(cli: CommandLine, people: dict[str, Contact]) -> None:
    number = people["Grace Adeyemi"].number
    ahead = (datetime.now().astimezone() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert "lies ahead" in cli.refused("contact", "log", number, "--kind", "call", "--at", ahead)
    assert "no contact" in cli.refused("contact", "log", 900, "--kind", "call")
    assert "Letter" not in cli.done("contact", "timeline", number).out


def test_who_waits_is_a_number_where_they_are_at_risk(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    number = people["Rim Myong-chol"].number
    cli.done("contact", "log", number, "--kind", "visit", "--in", "--answer-wanted", "--note",
             "Her sister is in Hyesan")  # fmt: skip
    cli.done("task", "add", "Call", "--contact", number, "--note", "Ask for Hyesan")
    cli.done("contact", "relate", number, "knows", 1, "--note", "since Hyesan")
    shown = ("waiting", ("timeline", number), ("show", number), ("show", 1))
    for asked in (*(("contact", *(one if isinstance(one, tuple) else (one,))) for one in shown),
                  ("task", "list"), ("task", "show", 1)):  # fmt: skip
        for form in ((), ("--json",)):
            said = cli.done(*asked, *form).out
            assert "Rim" not in said
            assert "Hyesan" not in said
        assert "Hyesan" in cli.done(*asked, "--json", "--with-at-risk").out
    assert f"contact {number}" in cli.done("contact", "waiting").out
    assert "Rim" in cli.done("contact", "waiting", "--with-at-risk").out
    assert "--with-at-risk shows it" in cli.done("task", "show", 1).out
    for made in (cli.done("contact", "set", number, "--role", "Clerk", "--phone", "x12", "--json"),
                 cli.done("contact", "add", "--name", "Rim", "--at-risk", "--json")):  # fmt: skip
        assert made.document["contact"]["name"] is None
        assert "x12" not in made.out + made.err


def test_words_that_name_somebody_at_risk_are_warned_of(
    cli: CommandLine, people: dict[str, Contact]
) -> None:
    rim, grace = people["Rim Myong-chol"].number, people["Grace Adeyemi"].number
    warning = f"The words name contact {rim}, who is at risk"
    assert warning in cli.done("task", "add", "Phone 림명철", "--contact", rim).err
    assert warning in cli.done("task", "set", 1, "--title", "Phone", "--note", "for rim").err
    assert warning in cli.done("contact", "log", rim, "--kind", "note", "--note", "Myong-chol").err
    assert not cli.done("task", "set", 1, "--note", "").err
    assert not cli.done("task", "add", "Phone Grace Adeyemi", "--contact", grace).err
    isla, out = people["Isla Farrant"].number, cli.folder.parent / "tasks.pdf"
    cli.done("consent", "give", grace, isla, "--channel", "phone", "--petition", "asylum")
    cli.done("contact", "set", isla, "--do-not-contact")
    cli.done("task", "add", "Ring", "--contact", isla)
    said = cli.done("task", "print", "--out", out)
    assert f"{isla} (asked not to be contacted)" in said.err
    assert f" {grace} (" not in said.err
    listed = words(out.read_bytes())
    assert f"contact {isla}" in listed
    assert "Isla" not in listed


def test_a_task_that_repeats_comes_again(cli: CommandLine) -> None:
    made = cli.done(
        "task", "add", "Water the stall’s plants", "--due", "2026-01-31", "--repeats", "1 month",
        "--assign", "Ada", "--json",
    ).document["task"]  # fmt: skip
    assert (made["number"], made["repeats"], made["standing"]) == (1, "1 month on day 31", "late")
    assert [one["number"] for one in cli.done("task", "list", "--due", "--json").document["tasks"]]
    [again] = cli.done("task", "done", 1, "--json").document["next"]
    assert (again["title"], again["assigned"]) == ("Water the stall’s plants", "Ada")
    assert again["standing"] not in {"late", "today"}
    assert "already" in cli.refused("task", "done", 1)
    assert cli.done("task", "list", "--due").out == "No tasks.\n"
    assert cli.done("task", "list", "--all").out.count("Water") == 2
    cli.done("task", "reopen", 1)
    assert cli.done("task", "list", "--all").out.count("Water") == 1, "the next one goes with it"
    cli.done("task", "done", 1)
    cli.done("task", "set", 2, "--note", "the tall ones too")
    cli.done("task", "reopen", 1)
    assert cli.done("task", "done", 1, "--json").document["next"] == [], "the changed one goes on"
    cli.done("task", "remove", 2)
    cli.done("task", "reopen", 1)
    cli.done("task", "set", 1, "--repeats", "", "--due", "", "--title", "Water them once")
    shown = cli.done("task", "show", 1, "--json").document["task"]
    assert (shown["title"], shown["due"], shown["repeats"]) == ("Water them once", None, "")
    assert "would be removed" in cli.done("task", "remove", 1, "--dry-run").out
    cli.done("task", "remove", 1)
    assert "no task 1" in cli.refused("task", "show", 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", " "], "say what is to be done"),
        (["add", "x" * 201], "the most is 200"),
        (["add", "Phone", "--repeats", "fortnight"], "is not how often"),
        (["add", "Phone", "--contact", "99"], "no contact"),
        (["add", "Phone", "--petition", "nothing"], "no petition"),
        (["list", "--assign", "Nobody"], "No volunteer is called"),
        (["done", "7"], "no task 7"),
    ],
)
def test_a_task_that_cannot_be_is_refused(
    cli: CommandLine, arguments: list[str], said: str
) -> None:
    command, *rest = arguments
    assert said in cli.refused("task", command, *rest)
    assert cli.done("task", "list", "--all").out == "No tasks.\n"
