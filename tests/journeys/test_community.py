"""From a slip to thanks by commands: a contact, a letter in Korean, the reply, the task."""

from __future__ import annotations

from pathlib import Path

from app.domain.sheet import Order
from app.operations.campaign.campaigns import open_with_key
from app.operations.paper import printing
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, data_key
from tests.documents.pdfs import words
from tests.journeys.command_line import CommandLine

ABOUT = ("--contact", 1, "--petition", "asylum")


def test_from_a_slip_to_thanks(cli: CommandLine, tmp_path: Path) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        petitions.add(campaign.store, commons_wording(), now=NOW)
        order = Order(1, shape="two-part")
        out = tmp_path / "sheets.pdf"
        [code] = printing.print_batch(campaign.store, "asylum", order, out=out, now=NOW).codes
    person = ("--name", "이순자", "--address", "12 Larch Road, NEW MALDEN", "--postcode", "KT3 8QD")
    cli.done("signature", "add", "asylum", "--sheet", code, "--row", 2, *person)

    slip = ("--sheet", code, "--slip", 2, "--language", "ko", "--on", "2026-11-20")
    made = cli.done("consent", "optin", *slip, *person, "--channel", "post", "--json").document
    assert made["contact"] == 1
    [entry] = cli.done("consent", "show", 1, "--json").document["entries"]
    assert (entry["channel"], entry["given"], entry["reference"]) == (
        "post",
        True,
        f"{code} slip 2",
    )

    letter = tmp_path / "letter.pdf"
    cli.done("outreach", "letters", "--template", "news", "--set", "news=곧 제출합니다.", *ABOUT,
             "--set", "count=1", "--out", letter)  # fmt: skip
    shown = words(letter.read_bytes())
    assert "이순자 님께" in shown
    assert "우편으로 받겠다고" in shown
    cli.done("outreach", "confirm", 1)

    cli.done("contact", "log", 1, "--kind", "letter", "--in", "--outcome", "replied",
             "--answer-wanted", "--next", "Thank her", "--due", "2026-12-01")  # fmt: skip
    [waits] = cli.done("contact", "waiting", "--json").document["waiting"]
    assert waits["contact"] == 1
    [task] = cli.done("task", "list", "--json").document["tasks"]
    assert (task["title"], task["contact"]) == ("Thank her", 1)
    cli.done("contact", "log", 1, "--kind", "letter", "--outcome", "thanked")
    cli.done("task", "done", task["number"])
    assert cli.done("contact", "waiting").out == "Nobody waits.\n"
    told = cli.done("contact", "timeline", 1, "--json").document["timeline"]
    assert {"Letter: thanked", "Letter from them: replied", "Done: Thank her"} <= {
        one["words"] for one in told
    }

    cli.done("consent", "withdraw", 1, "--all")
    refused = cli.refused("outreach", "letters", "--template", "thanks", *ABOUT, "--out",
                          tmp_path / "more.pdf")  # fmt: skip
    assert "withdrew their consent: 1" in refused
    assert not (tmp_path / "more.pdf").exists()
