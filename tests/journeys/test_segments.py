"""Segments from the command line: conditions, negation, lists, circles and reservations."""

from __future__ import annotations

import pytest

from app.operations.campaign.campaigns import open_with_key
from app.operations.campaign.demo_community import fill
from app.operations.outreach import reservations
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, data_key
from tests.journeys.command_line import CommandLine


@pytest.fixture
def filled(cli: CommandLine) -> None:
    """The practice contacts."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        petitions.add(campaign.store, commons_wording(), now=NOW)
        fill(campaign.store, "asylum", now=NOW)


def who(cli: CommandLine, name: str) -> list[int]:
    document = cli.done("segment", "show", name, "--json").document
    return sorted(one["contact"] for one in document["contacts"])


@pytest.mark.usefixtures("filled")
def test_conditions_all_hold_and_values_are_either(cli: CommandLine) -> None:
    add = ("segment", "add")
    said = cli.done(*add, "Helpers", "--tag", "volunteer,interpreter", "--language", "ko")
    assert said.out.startswith("Helpers: ")
    both = cli.done("segment", "show", "helpers", "--json").document
    assert both["conditions"] == [
        {"field": "tag", "values": ["volunteer", "interpreter"], "holds": True},
        {"field": "language", "values": ["ko"], "holds": True},
    ]
    assert both["words"] == "has the tag “volunteer” or “interpreter”; reads Korean"
    cli.done(*add, "All Korean readers", "--language", "ko")
    cli.done(*add, "Other Korean readers", "--in", "All Korean readers", "--not-in", "Helpers")
    everybody = who(cli, "All Korean readers")
    assert sorted(who(cli, "Helpers") + who(cli, "Other Korean readers")) == everybody
    cli.done(*add, "Posted", "--consented", "post news asylum", "--district", "KT3", "--has",
             "address", "--kind", "person", "--not-deceased", "--not-do-not-contact")  # fmt: skip
    cli.done(*add, "Posted in KT", "--consented", "any news asylum", "--consented",
             "post news asylum", "--district", "kt", "--not-deceased", "--not-do-not-contact",
             "--kind", "person", "--added-since", "2026-01-01", "--not-signed", "any")  # fmt: skip
    assert who(cli, "Posted") == who(cli, "Posted in KT") != []
    listed = cli.done("segment", "list", "--json").document["segments"]
    assert [one["name"] for one in listed] == sorted(one["name"] for one in listed)
    number = str(len(who(cli, "Posted")))
    assert cli.done("segment", "count", "Posted").out == f"{number}\n"
    cli.done(*add, "People", "--kind", "person")
    people = cli.done("segment", "show", "People", "--json").document["contacts"]
    assert [one["name"] for one in people[-2:]] == ["Winston Gillam", "contact 4"]
    shown = cli.done("segment", "show", "All Korean readers").out
    assert "Rim Myong-chol" not in shown
    assert "contact 4" in shown
    assert "Rim Myong-chol" in cli.done("segment", "show", "All Korean readers",
                                        "--with-at-risk").out  # fmt: skip


@pytest.mark.usefixtures("filled")
def test_the_last_contact_and_open_tasks(cli: CommandLine) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        from app.domain.community.doings import Interaction
        from app.operations.community import contacts, interactions

        recent = Interaction(contacts.get(campaign.store, "1").id, "call", NOW)
        interactions.log(campaign.store, recent)
    cli.done("segment", "add", "Lately", "--contacted-within", 3650)
    cli.done("segment", "add", "Not lately", "--not-contacted-within", 3650, "--kind", "person")
    cli.done("segment", "add", "Ever", "--contacted-within", "ever", "--not-open-task")
    assert who(cli, "Lately") == who(cli, "Ever") == [1]
    assert 1 not in who(cli, "Not lately")
    assert "no number of days" in cli.refused("segment", "add", "X", "--contacted-within", "soon")


@pytest.mark.usefixtures("filled")
def test_what_cannot_be_is_said_and_nothing_is_kept(cli: CommandLine) -> None:
    add = ("segment", "add")
    before = cli.done("campaign", "info", "--json").document["digest"]
    assert "needs a condition" in cli.refused(*add, "Empty")
    assert "no petition" in cli.refused(*add, "X", "--signed", "nothing")
    assert "no consent" in cli.refused(*add, "X", "--consented", "email news")
    assert "postcode district" in cli.refused(*add, "X", "--district", "New Malden")
    assert "no day" in cli.refused(*add, "X", "--added-since", "1/11/2026")
    assert "no segment" in cli.refused(*add, "X", "--in", "Nobody")
    assert "choose one of person" in cli.refused(*add, "X", "--kind", "pub")
    assert "add --static" in cli.refused(*add, "X", "--contact", 3)
    assert cli.done("campaign", "info", "--json").document["digest"] == before
    cli.done(*add, "A", "--tag", "elder")
    assert "already" in cli.refused(*add, "a", "--tag", "choir")
    cli.done(*add, "B", "--not-in", "A")
    cli.done(*add, "C", "--in", "B")
    assert "ask for itself" in cli.refused("segment", "set", "A", "--in", "C")
    assert "asked for by “B”" in cli.refused("segment", "remove", "A")
    cli.done("segment", "set", "A", "--new-name", "Elders")
    assert cli.done("segment", "show", "B").out.startswith("B: is not in “Elders”")
    cli.done("segment", "remove", "C")
    nobody = cli.done(*add, "Nobody", "--tag", "elder", "--not-tag", "elder")
    assert nobody.out == "Nobody: 0 contacts.\n"
    assert "Nobody is in it" in nobody.err


@pytest.mark.usefixtures("filled")
def test_a_list_chosen_one_by_one(cli: CommandLine) -> None:
    cli.done("segment", "add", "Tea on Friday", "--static", "--contact", 3, "--contact", 5)
    assert cli.done("segment", "put", "Tea on Friday", 5, 6, 7).out == "2 put in.\n"
    assert cli.done("segment", "take", "Tea on Friday", 3, 4).out == "1 taken out.\n"
    assert who(cli, "Tea on Friday") == [5, 6, 7]
    assert "one by one" in cli.refused("segment", "set", "Tea on Friday", "--tag", "elder")
    cli.done("segment", "add", "Elders", "--tag", "elder")
    assert "saved search" in cli.refused("segment", "put", "Elders", 3)
    cli.done("segment", "add", "English tea", "--in", "Tea on Friday", "--language", "en")
    assert set(who(cli, "English tea")) <= {5, 6, 7}


@pytest.mark.usefixtures("filled")
def test_who_is_reserved_is_listed_and_released(cli: CommandLine) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        store = campaign.store
        keys = [one.id for one in store.contacts.all()][:3]
        with store.step("Call sheet"):
            reservations.reserve(store, keys, "Noor Haddad", now=NOW)
    document = cli.done("segment", "reserved", "--json").document["reserved"]
    assert document[0] == {"contact": 1, "caller": "Noor Haddad", "outreach": None, "until": None}
    assert cli.done("segment", "release", 2).out == "1 released.\n"
    assert cli.done("segment", "release", "--caller", "noor haddad").out == "2 released.\n"
    assert "Nobody is reserved" in cli.refused("segment", "release", 2)
    assert "whom to release" in cli.refused("segment", "release")
