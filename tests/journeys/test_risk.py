"""Somebody at risk is named by no command that only looks, until one asks for exactly her."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest

from app.cli import common
from app.cli.main import GROUPS, root
from app.operations.campaign.campaigns import open_with_key
from app.operations.petition import petitions
from tests import risk
from tests.campaigns import NOW, commons_wording, data_key
from tests.journeys.command_line import CommandLine

LOOKS: dict[str, dict[str, list[str]]] = {
    "breach": {"list": ["asylum"]},
    "campaign": {"check": [], "info": []},
    "consent": {
        "check": ["{contact}", "--channel", "post", "--petition", "asylum"], "list": [],
        "optins": ["asylum", "--dry-run"], "show": ["{contact}"], "wordings": ["asylum"],
    },
    "contact": {
        "duplicates": [], "household": ["{contact}"], "list": [],
        "merge": ["{contact}", "{other}", "--dry-run"], "set": ["{contact}", "--tag", "choir"],
        "show": ["{contact}"], "tags": [], "timeline": ["{contact}"], "waiting": [],
    },
    "council": {"list": []},
    "document": {"exports": ["asylum"]},
    "duplicate": {
        "find": ["asylum"], "list": ["asylum"], "weights": ["asylum"],
    },
    "event": {"list": [], "show": ["1"], "tell": ["1"], "invite": ["1", "--everyone", "--dry-run"]},
    "holder": {"list": []},
    "outreach": {
        "label-sheets": [], "list": [], "rounds": [], "show": ["1"], "templates": [],
    },
    "petition": {"list": [], "progress": ["asylum"], "show": ["asylum"]},
    "scan": {"tray": []},
    "segment": {"count": ["Everybody"], "list": [], "reserved": [], "show": ["Everybody"]},
    "session": {"list": ["asylum"]},
    "sheet": {
        "balance": ["asylum"], "chase": ["asylum"], "list": ["asylum"], "recheck": ["asylum"],
        "show": ["{sheet}"],
    },
    "signature": {
        "addresses": ["asylum", risk.POSTCODE], "check": ["asylum"], "imports": ["asylum"],
        "list": ["asylum"], "markings": ["asylum"], "sample-estimate": ["asylum"],
        "sample-list": ["asylum"],
    },
    "task": {"list": [], "show": ["1"]},
}  # fmt: skip
"""The commands that look, or say what they would do, with what they are about."""

NO_PEOPLE = {("council", "show"), ("outreach", "template-show"), ("postcodes", "info")}
"""Those that look at what holds nobody of the community."""


@pytest.fixture
def about(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """The words of LOOKS; the campaign is opened once, not by each command."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        ref = petitions.add(campaign.store, commons_wording(), now=NOW)
        code = risk.fill(campaign.store, ref, tmp_path)
        one, other = (
            str(one.number) for one in campaign.store.contacts.all() if one.name == risk.HER
        )

        @contextmanager
        def opened(*_: Any) -> Iterator[Any]:
            yield campaign

        monkeypatch.setattr(common, "opened", opened)
        yield {"contact": one, "other": other, "sheet": code}


def leaves() -> Iterator[tuple[str, str]]:
    """Every command by its group and name."""
    context = click.Context(root)
    for group in GROUPS:
        made = root.get_command(context, group)
        yield from ((group, name) for name in getattr(made, "commands", ()))


def test_nobody_at_risk_is_named_by_a_command_that_looks(
    cli: CommandLine, about: dict[str, str]
) -> None:
    looking = {(group, name) for group, name in leaves() if name in {"list", "show"}
               or name.endswith(("-list", "-show"))}  # fmt: skip
    known = {(group, name) for group, commands in LOOKS.items() for name in commands}
    assert looking - known - NO_PEOPLE == set()
    told = {}
    for group, name in sorted(known):
        rest = [one.format(**about) for one in LOOKS[group][name]]
        said = cli.done(group, name, *rest)
        words = {word for word in risk.WORDS if word.casefold() in (said.out + said.err).casefold()}
        if words:
            told[group, name] = words
    assert not told
    for group, name, *rest in (
        ("duplicate", "list", "asylum"), ("signature", "sample-list", "asylum"),
        ("contact", "show", about["contact"]), ("signature", "list", "asylum"),
    ):  # fmt: skip
        assert risk.HER in cli.done(group, name, *rest, "--with-at-risk").out
    asked = cli.done("signature", "addresses", "asylum", risk.POSTCODE, "--with-at-risk")
    assert "77 Canaryfield Row" in asked.out
