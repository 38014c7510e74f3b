"""The organisations that a file of contacts names, and who belongs to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.community.contact import Contact, WrittenName
from app.domain.community.relationship import BELONGING, Relationship
from app.operations.campaign.campaigns import Campaign
from app.operations.community import (
    contact_export,
    contacts,
)
from tests.campaigns import NOW
from tests.journeys.address_books import (
    FILES,
    OUT,
    bring_in,
    export,
    joan,
    proposed,
    table_of,
)


def _belonging(campaign: Campaign) -> set[tuple[str, str, str, str]]:
    store = campaign.store
    name = {one.id: one.name for one in store.contacts.all()}
    return {
        (name[one.contact], kind, name[one.other], one.note)
        for kind in BELONGING
        for one in store.relationships.of_kind(kind)
    }


@pytest.mark.usefixtures("here")
def test_people_are_tied_to_the_organisations_of_a_file(petitioned: Campaign) -> None:
    store = petitioned.store
    lamp = Contact((WrittenName("The New Malden Lamp"),), "newspaper")
    contacts.add(store, lamp, now=NOW)
    for _ in range(2):
        contacts.add(store, Contact((WrittenName("Grace Church"),), "church"), now=NOW)
    path = table_of(
        petitioned,
        [["Name", "Email", "Role", "Organisation", "Department", "Which church do you go to?"],
         ["Joan Hart", "joan@hart.example", "Editor", "The new Malden LAMP", "Letters", "Hope"],
         ["Ada Moss", "ada@moss.example", "", "Reading Room", "", "Grace Church"],
         ["", "", "", "Reading  Room", "", ""],
         ["Tom Ellery", "tom@ellery.example", "Cook", "Lee’s Café", "", "None"]],
    )  # fmt: skip
    proposal = bring_in(petitioned, path, tags=("fair",))
    assert (len(proposal.new), proposal.made, proposal.organisations) == (6, 2, 2)
    assert proposal.unsure == 1
    assert _belonging(petitioned) == {
        ("Joan Hart", "works-at", "The New Malden Lamp", "Letters"),
        ("Joan Hart", "member-of", "Hope", ""),
        ("Ada Moss", "works-at", "Reading Room", ""),
        ("Tom Ellery", "works-at", "Lee’s Café", ""),
    }
    found = {one.name: one for one in store.contacts.all()}
    assert [found[one].role for one in ("Joan Hart", "Ada Moss", "Tom Ellery")] == [
        "Editor", "Grace Church", "Cook",
    ]  # fmt: skip
    assert (found["Lee’s Café"].kind, found["Lee’s Café"].tags) == ("other", ("fair",))
    contacts.change(store, replace(found["Lee’s Café"], names=(WrittenName("Lee & Sons"),)))
    for ties in (True, False):
        again = proposed(petitioned, path, ties=ties)
        assert (again.writes, again.here, again.different) == (False, 4, [])
    store.undo(NOW)
    store.undo(NOW)
    assert len(list(store.contacts.all())) == 3
    assert not _belonging(petitioned)


@pytest.mark.usefixtures("here")
def test_an_organisation_that_has_its_own_card_is_no_person_of_that_name(
    petitioned: Campaign, tmp_path: Path
) -> None:
    cards = tmp_path / "book.vcf"
    entries = (
        "FN:Ann Field\nN:Field;Ann;;;\nORG:Grove Church",
        "FN:Grove Church\nN:;;;;\nORG:Grove Church\nTEL:020 7946 0101",
        "FN:Hall Club\nORG:HALL CLUB;Kitchen",
        "FN:Lamp Press\nN:Lamp Press;;;;\nORG:Lamp Press",
        "FN:Bob Moss\nN:Moss;Bob;;;\nORG:Bob Moss",
    )
    cards.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\n{one}\nEND:VCARD\n" for one in entries))
    rows = tmp_path / "google.csv"
    rows.write_text(
        "First Name,Last Name,Labels,Organization Name\n"
        "Tom,Ellery,,Park School\nPark School,,,Park School\n,,,Reading Room\nIvo,Ash,,Ivo Ash\n"
    )
    for path in (cards, rows):
        bring_in(petitioned, path)
    found = sorted((one.name, one.kind, one.phone) for one in petitioned.store.contacts.all())
    assert found == [
        ("Ann Field", "person", ""), ("Bob Moss", "person", ""),
        ("Grove Church", "other", "020 7946 0101"), ("Hall Club", "other", ""),
        ("Ivo Ash", "person", ""), ("Lamp Press", "other", ""), ("Park School", "other", ""),
        ("Reading Room", "other", ""), ("Tom Ellery", "person", ""),
    ]  # fmt: skip
    assert _belonging(petitioned) == {
        ("Ann Field", "works-at", "Grove Church", ""),
        ("Tom Ellery", "works-at", "Park School", ""),
    }


@pytest.mark.usefixtures("here")
def test_organisations_may_stay_words_and_be_tied_later(petitioned: Campaign) -> None:
    path = FILES / "telephone-2.1-utf8.vcf"
    kept = bring_in(petitioned, path, ties=False)
    assert (len(kept.new), kept.made, _belonging(petitioned)) == (2, 0, set())
    joan = next(one for one in petitioned.store.contacts.all() if one.name == "Joan Hart")
    assert joan.role == "Librarian, New Malden Reading Room, Desk"
    assert not proposed(petitioned, path).different
    contacts.change(petitioned.store, replace(joan, role=""))
    assert [one.fields for one in proposed(petitioned, path).different] == [
        ("role", "organisation")
    ]  # fmt: skip
    words = bring_in(petitioned, path, update=True)
    assert (len(words.new), len(words.updated)) == (1, 1)
    assert _belonging(petitioned) == {
        ("Joan Hart", "works-at", "New Malden Reading Room", "Desk")
    }  # fmt: skip
    again = proposed(petitioned, path, update=True)
    assert (again.writes, again.different) == (False, [])


@pytest.mark.usefixtures("here")
def test_an_employer_at_risk_leaves_only_where_it_is_asked_for(
    petitioned: Campaign, tmp_path: Path
) -> None:
    store = petitioned.store
    room = contacts.add(store, Contact((WrittenName("Reading Room"),), "other"), now=NOW)
    hart = contacts.add(store, joan(), now=NOW)
    with store.step("Tie"):
        store.relationships.keep(Relationship(hart.id, "works-at", room.id))
    contacts.change(store, replace(room, at_risk=True))
    for form, version in OUT:
        prepared = contact_export.prepare(store, form, version)
        assert prepared.people == 1
        if form != "xlsx":
            assert b"Reading" not in contact_export.draw(store, prepared, now=NOW).content
    assert "Reading" in export(petitioned, tmp_path / "all.csv", "csv", "4.0").read_text("utf-8")
