"""Address books come in once, in every version and encoding, and go out and in again the same."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.community.consent import Topic
from app.domain.community.contact import Contact, WrittenName
from app.domain.community.name_parts import order_shown
from app.domain.community.relationship import BELONGING, Relationship
from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.intake.cards.reading import parse_cards
from app.intake.phones import read_phone
from app.intake.records import reading
from app.intake.records.mapping import with_columns
from app.intake.records.subject import OPT
from app.intake.records.table import Table
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign
from app.operations.community import (
    contact_doubles,
    contact_export,
    contact_file_words,
    contact_files,
    contact_merging,
    contacts,
)
from app.operations.community.contact_files import Wanted
from app.operations.outreach import outreach
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, data_key, open_copy
from tests.journeys.command_line import CommandLine

FILES = Path(__file__).parent.parent / "files" / "contacts"

EXPECTED: dict[str, tuple[str, str, int]] = {
    "address-book-3.0.vcf": ("3.0", "utf-8", 3),
    "form.csv": ("table", "utf-8", 3),
    "google-new.csv": ("google", "utf-8", 3),
    "google-old.csv": ("google", "utf-16", 2),
    "outlook-cp1252.csv": ("outlook", "cp1252", 2),
    "outlook-cp949.csv": ("outlook", "cp949", 2),
    "roundrobin.csv": ("roundrobin", "utf-8", 4),
    "roundrobin.json": ("roundrobin", "", 4),
    "roundrobin.xlsx": ("roundrobin", "", 4),
    "telephone-2.1-euckr.vcf": ("2.1", "cp949", 2),
    "telephone-2.1-utf8.vcf": ("2.1", "utf-8", 2),
    "two-scripts-4.0.vcf": ("4.0", "utf-8", 2),
}
"""Every fixture with its preset or version, its encoding, and how many contacts it holds."""

OUT: tuple[tuple[contact_export.Format, contact_export.Version], ...] = (
    ("vcf", "4.0"), ("vcf", "3.0"), ("vcf", "2.1"), ("csv", "4.0"), ("json", "4.0"),
    ("xlsx", "4.0"), ("google", "4.0"), ("outlook", "4.0"),
)  # fmt: skip


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads files in this process, which is quicker; tests of hostile files keep it apart."""
    monkeypatch.setattr(contact_files, "read_table", reading.parse_file)
    monkeypatch.setattr(contact_files, "read_cards", parse_cards)


@pytest.fixture
def petitioned(campaign: Campaign) -> Campaign:
    petitions.add(campaign.store, commons_wording(), now=NOW)
    return campaign


@pytest.fixture
def asked(cli: CommandLine) -> CommandLine:
    """The command line over a campaign with one petition, “asylum”, and the practice contacts."""
    from app.operations.campaign import campaigns

    with campaigns.open_with_key(cli.folder, data_key(), now=NOW) as one:
        petitions.add(one.store, commons_wording(), now=NOW)
        demo_community.fill(one.store, "asylum", now=NOW)
    return cli


def proposed(campaign: Campaign, path: Path, **wanted: Any) -> contact_files.Proposal:
    found = contact_files.read(path)
    mapping = None
    if isinstance(found, Table):
        mapping = contact_files.propose_mapping(campaign.store, found)
        for at, channel in mapping.offers.items():  # the tests' organiser takes what is offered
            mapping = with_columns(mapping, found.heads, [(OPT + channel, found.heads[at])])
    said = Wanted(**({"ref": "asylum"} | wanted))
    return contact_files.prepare(campaign.store, found, mapping, said, now=NOW)


def bring_in(campaign: Campaign, path: Path, **wanted: Any) -> contact_files.Proposal:
    proposal = proposed(campaign, path, **wanted)
    contact_files.apply(campaign.store, proposal, now=NOW)
    return proposal


def export(
    campaign: Campaign, path: Path, form: contact_export.Format, version: contact_export.Version
) -> Path:
    prepared = contact_export.prepare(
        campaign.store, form, version, with_at_risk=True, with_stopped=True
    )
    path.write_bytes(contact_export.draw(campaign.store, prepared, now=NOW).content)
    return path


def known(contact: Contact) -> tuple[Any, ...]:
    """What has to be the same after a journey through any format: names in each script, ways."""
    return (
        [
            (one.text, one.family, one.order or order_shown(one.text, one.family), one.pronounced)
            for one in contact.names
        ],
        contact.kind, contact.language, contact.role, contact.notes, contact.tags,
        {(one.lines, one.postcode) for one in contact.addresses},
        {one.number or one.written for one in contact.phones},
        [one.address for one in contact.emails],
        contact.at_risk, contact.do_not_contact, contact.deceased,
    )  # fmt: skip


def all_known(campaign: Campaign) -> list[tuple[Any, ...]]:
    store = campaign.store
    name = {one.id: one.name for one in store.contacts.all()}
    works: dict[str, list[tuple[str, str]]] = {}
    for tie in store.relationships.of_kind("works-at"):
        works.setdefault(tie.contact, []).append((name[tie.other], tie.note))
    return sorted(((*known(one), works.get(one.id)) for one in store.contacts.all()), key=repr)


def test_every_fixture_has_its_line() -> None:
    assert {path.name for path in FILES.iterdir()} == set(EXPECTED)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_each_file_comes_in_goes_out_and_comes_in_again_equal(
    petitioned: Campaign, tmp_path: Path, file: str
) -> None:
    form, encoding, number = EXPECTED[file]
    proposal = bring_in(petitioned, FILES / file)
    found = proposal.found
    assert (found.versions if not isinstance(found, Table) else (proposal.mapping.preset,)) == (  # type: ignore[union-attr]  # a table has one
        form,
    )
    assert found.encoding == encoding
    assert (len(proposal.new) - proposal.made, proposal.refused) == (number, [])
    again = proposed(petitioned, FILES / file)
    assert (len(again.new), again.here, again.different) == (0, number, [])
    round_trips(petitioned, tmp_path)


def round_trips(campaign: Campaign, folder: Path) -> None:
    """Every format takes the contacts whole into another campaign."""
    before = all_known(campaign)
    number = len(before)
    other = open_copy(folder / "other")
    try:
        for kind, version in OUT:
            ending = kind if kind in {"vcf", "csv", "json", "xlsx"} else "csv"
            out = export(campaign, folder / f"{kind}-{version}.{ending}", kind, version)
            brought = bring_in(other, out)
            assert (len(brought.new), brought.refused) == (number, []), (kind, version)
            assert all_known(other) == before, (kind, version)
            assert not brought.agreements
            other.store.undo(NOW)
    finally:
        other.close()


@pytest.mark.usefixtures("here")
def test_the_practice_contacts_survive_each_format(petitioned: Campaign, tmp_path: Path) -> None:
    demo_community.fill(petitioned.store, "asylum", now=NOW)
    round_trips(petitioned, tmp_path)


@pytest.mark.usefixtures("here")
def test_names_in_both_scripts_with_what_each_file_says_of_them(petitioned: Campaign) -> None:
    for file in ("two-scripts-4.0.vcf", "telephone-2.1-utf8.vcf", "address-book-3.0.vcf"):
        bring_in(petitioned, FILES / file)
    found = {one.name: one for one in petitioned.store.contacts.all()}
    kim = found["Kim Chul-soo"]
    assert [(one.text, one.family, one.order) for one in kim.names] == [
        ("Kim Chul-soo", "Kim", "family-first"), ("김철수", "김", "family-first"),
    ]  # fmt: skip
    assert (kim.language, kim.email, kim.tags) == (
        "ko", "chulsoo@kim.example", ("elder", "interpreter"),
    )  # fmt: skip
    assert [one.number for one in kim.phones] == ["+447700900208", "+442079460208"]
    park = found["박민준"]
    assert park.names[0].pronounced == "Park Min-joon"
    assert park.notes.endswith("second line; with a semicolon")
    assert park.address.lines == ("3 Quince Gardens", "뉴몰든", "NEW MALDEN")
    ada = found["Ada Rose Moss"]
    assert "A backslash \\ too" in ada.notes
    assert "leaves no trace of it behind when it is read" in ada.notes
    assert [one.label for one in ada.phones] == ["mobile", "Allotment shed"]
    assert found["Grace Korean Church"].kind == "other"
    assert [one.text for one in found["이순자"].names] == ["이순자", "Lee Soon-ja"]


@pytest.mark.usefixtures("here")
def test_a_form_creates_contacts_and_their_ledger_in_one_step(petitioned: Campaign) -> None:
    store = petitioned.store
    proposal = bring_in(petitioned, FILES / "form.csv")
    assert dict(proposal.opt_ins) == {"email": 2, "phone": 2}
    by_name = {one.name: one for one in store.contacts.all()}
    petition = store.petitions.get("asylum").id
    assert set(store.consents.now(by_name["Łucja Żak"].id)) == {
        Topic("email", "news", petition), Topic("phone", "news", petition),
    }  # fmt: skip
    entry = store.consents.of_contact(by_name["Kim Ha-neul"].id)[0]
    assert entry.evidence.given_on == date(2026, 11, 2)
    assert entry.evidence.how == "form"
    assert entry.evidence.reference == "form.csv, line 2"
    assert entry.evidence.wording == "May we keep you informed by email?"
    assert not bring_in(petitioned, FILES / "form.csv").writes
    store.undo(NOW)
    assert not list(store.contacts.all())
    assert not store.consents.problem()


@pytest.mark.usefixtures("here")
def test_who_withdrew_is_not_agreed_again_by_a_file(petitioned: Campaign) -> None:
    from app.domain.community.consent import Evidence
    from app.operations.community import consents

    store = petitioned.store
    found = contacts.add(store, replace(_joan(), names=(_joan().names[0],)), now=NOW)
    topic = consents.topic(store, "email", "news", "asylum")
    consents.record(store, found, topic, Evidence("spoken", NOW.date()), given=False, now=NOW)
    path = _table(
        petitioned,
        [["Name", "Email", "Phone", "May we write by email?", "Date"],
         ["Joan Hart", "joan@hart.example", "", "yes", "2026-11-01"]],
    )  # fmt: skip
    proposal = bring_in(petitioned, path)
    assert (proposal.stopped, len(proposal.new), proposal.agreements) == (1, 0, [])
    assert store.consents.now(found.id) == {topic: False}


@pytest.mark.usefixtures("here")
def test_a_withdrawal_between_preview_and_writing_is_heard(petitioned: Campaign) -> None:
    from app.domain.community.consent import Evidence
    from app.operations.community import consents

    store = petitioned.store
    found = contacts.add(store, _joan(), now=NOW)
    path = _table(
        petitioned,
        [["Name", "Email", "May we write by email?", "Date"],
         ["Joan Hart", "joan@hart.example", "yes", "2026-11-01"]],
    )  # fmt: skip
    proposal = proposed(petitioned, path)
    assert [one.contact for one in proposal.agreements] == [found.id]
    topic = consents.topic(store, "email", "news", "asylum")
    consents.record(store, found, topic, Evidence("spoken", NOW.date()), given=False, now=NOW)
    with pytest.raises(AppError, match="changed meanwhile"):
        contact_files.apply(store, proposal, now=NOW)
    assert store.consents.now(found.id) == {topic: False}


@pytest.mark.usefixtures("here")
def test_who_is_at_risk_does_not_come_back_unmarked_by_a_file(petitioned: Campaign) -> None:
    store = petitioned.store
    names = (WrittenName("Rim Myong-chol"),)
    risky = contacts.add(store, Contact(names, phones=(read_phone("07700 900123"),), at_risk=True),
                         now=NOW)  # fmt: skip
    path = _table(
        petitioned,
        [["Name", "Email", "Phone", "May we write by email?", "Date"],
         ["림명철", "a@x.example", "", "yes", "2026-11-01"],
         ["Myung Chul Lim", "b@x.example", "", "yes", "2026-11-01"],
         ["Rim Mi-ja", "c@x.example", "", "yes", "2026-11-01"],
         ["Jo Ash", "d@x.example", "+44 7700 900 123", "yes", "2026-11-01"]],
    )  # fmt: skip
    proposal = proposed(petitioned, path)
    assert [one.line for one in proposal.flagged] == [2, 3, 5]
    assert "Lim" not in "".join(map(contact_file_words.called, proposal.flagged))
    contact_files.apply(store, proposal, now=NOW)
    audience = Audience(Topic("email", "news", store.petitions.get("asylum").id))
    found = outreach.reach(store, audience)
    assert [one.name for one in found.people] == ["Rim Mi-ja"]
    assert found.reasons == {"alike": 3, "no-consent": 1}
    asked_for = outreach.reach(store, replace(audience, with_at_risk=True))
    assert len(asked_for.people) == 4
    for one in contact_doubles.pairs(store):
        contact_merging.keep_apart(store, one.a, one.b, now=NOW)
    assert {risky.id} == {one.contact.id for one in outreach.reach(store, audience).left_out}


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
    path = _table(
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
    joan = contacts.add(store, _joan(), now=NOW)
    with store.step("Tie"):
        store.relationships.keep(Relationship(joan.id, "works-at", room.id))
    contacts.change(store, replace(room, at_risk=True))
    for form, version in OUT:
        prepared = contact_export.prepare(store, form, version)
        assert prepared.people == 1
        if form != "xlsx":
            assert b"Reading" not in contact_export.draw(store, prepared, now=NOW).content
    assert "Reading" in export(petitioned, tmp_path / "all.csv", "csv", "4.0").read_text("utf-8")


def _joan() -> Contact:
    from app.domain.community.contact import Email

    return Contact((WrittenName("Joan Hart"),), emails=(Email("joan@hart.example"),))


def _table(campaign: Campaign, rows: list[list[str]]) -> Path:
    path = campaign.folder.parent / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.mark.usefixtures("here")
def test_cells_that_could_run_are_guarded_and_come_in_as_they_were(
    petitioned: Campaign, tmp_path: Path
) -> None:
    from app.intake.phones import read_phone

    store = petitioned.store
    made = replace(
        _joan(), notes="=HYPERLINK(1)", tags=("@all", "+1"),
        phones=(read_phone("+44 7700 900101"),),
        names=(WrittenName("Joan Hart Silva", "Hart", "given-first"),
               WrittenName("하트조안", "하트", "given-first")),
    )  # fmt: skip
    contacts.add(store, made, now=NOW)
    for form in ("csv", "google", "outlook"):
        text = export(petitioned, tmp_path / f"{form}.csv", form, "4.0").read_text("utf-8-sig")
        assert '"\'=HYPERLINK(1)"' in text
        assert ('"+44 7700 900101"' in text) == (form != "csv")  # programs dial it
    round_trips(petitioned, tmp_path)


@pytest.mark.usefixtures("here")
def test_many_are_taken_back_in_one_sweep_and_leave_no_word_behind(
    petitioned: Campaign, tmp_path: Path
) -> None:
    path = tmp_path / "many.vcf"
    cards = (f"BEGIN:VCARD\nVERSION:3.0\nFN:Joan Hart{at}\nEND:VCARD\n" for at in range(520))
    path.write_text("".join(cards), encoding="utf-8")
    store = petitioned.store
    assert len(bring_in(petitioned, path).new) == 520
    store.undo(NOW)
    assert not list(store.contacts.all())
    kept = "SELECT v FROM contact_search_config WHERE k = 'secure-delete'"
    assert store.db.execute(kept).fetchone() == (1,)
    left = "SELECT count(*) FROM contact_search WHERE contact_search MATCH 'joan'"
    assert store.db.execute(left).fetchone() == (0,)
    store.redo(NOW)
    assert store.db.execute(left).fetchone() == (520,)


@pytest.mark.usefixtures("here")
def test_a_language_is_known_by_its_name(petitioned: Campaign) -> None:
    said = ["Korean", "한국어", "ko-KR", "English", "Polish", ""]
    rows = [[f"Person {at}", one] for at, one in enumerate(said)]
    bring_in(petitioned, _table(petitioned, [["Name", "Language"], *rows]))
    found = [one.language for one in petitioned.store.contacts.all()]
    assert found == ["ko", "ko", "ko", "en", "polish", ""]


@pytest.mark.usefixtures("here")
def test_a_name_and_its_parts_are_joined_and_none_is_lost(petitioned: Campaign) -> None:
    heads = ["Name", "First name", "Surname", "Address", "Postcode"]
    rows = {
        ("Grace", "", "Okonkwo"): [("Grace Okonkwo", "Okonkwo", "given-first")],
        ("Grace Okonkwo", "Grace", "Okonkwo"): [("Grace Okonkwo", "Okonkwo", "given-first")],
        ("민수", "", "남궁"): [("남궁민수", "남궁", "family-first")],
        ("Kim Min-jun", "Minjun", "Kim"): [("Kim Min-jun", "Kim", "family-first")],
        ("Bob", "Robert", "Smith"): [("Bob", "", ""), ("Robert Smith", "Smith", "given-first")],
        ("박민준", "Min-jun", "Park"): [
            ("박민준", "박", "family-first"), ("Min-jun Park", "Park", "given-first"),
        ],
        ("Ama", "", ""): [("Ama", "", "")],
    }  # fmt: skip
    places = [
        ("1 Elm Road, New Malden, KT3 8QD", ""), ("1 Elm Road", "KT3 OPL"),
        ("1 Rue de la Paix, Paris, France", "75002"), ("1 Rue de la Paix, Paris", "75002"),
        ("1 Elm Road", "kt38qd"), ("", ""), ("", ""),
    ]  # fmt: skip
    table = [[*names, *place] for names, place in zip(rows, places, strict=True)]
    made = bring_in(petitioned, _table(petitioned, [heads, *table]))
    found = list(petitioned.store.contacts.all())
    assert [[(one.text, one.family, one.order) for one in who.names] for who in found] == list(
        rows.values()
    )
    assert found[0].address.postcode == "KT3 8QD"
    flags = [("moved-postcode",), ("bad-postcode",), (), ("bad-postcode",), (), (), ()]
    assert [one.flags for one in made.new] == flags


@pytest.mark.usefixtures("here")
def test_two_sources_do_not_meet(petitioned: Campaign) -> None:
    file = FILES / "address-book-3.0.vcf"
    bring_in(petitioned, file, source="choir")
    keys = set(petitioned.store.contacts.import_keys())
    assert "choir:ada-moss-1" in keys
    assert not any(key.startswith("vcard") for key in keys)
    assert proposed(petitioned, file, source="choir").here == 3


@pytest.mark.usefixtures("here")
def test_what_is_here_is_never_written_over(petitioned: Campaign) -> None:
    store = petitioned.store
    here = contacts.add(store, replace(_joan(), role="Librarian"), now=NOW)
    path = _table(
        petitioned,
        [["Name", "Email", "Role", "Address", "Postcode"],
         ["Joan Hart", "joan@hart.example", "Chair", "1 Mill Way, NEW MALDEN", "KT3 8PL"],
         ["Joan Hart", "", "", "9 Other Road", "KT3 8QD"]],
    )  # fmt: skip
    proposal = bring_in(petitioned, path)
    assert [one.fields for one in proposal.different] == [("address", "role")]
    assert (len(proposal.new), proposal.alike) == (1, 1)
    assert store.contacts.of_ids([here.id])[here.id].role == "Librarian"
    bring_in(petitioned, path, update=True)
    filled = store.contacts.of_ids([here.id])[here.id]
    assert filled.role == "Librarian"
    assert filled.address.postcode == "KT3 8PL"
