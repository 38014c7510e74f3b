"""Address books come in once, in every version and encoding, and go out and in again the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.community.consent import Topic
from app.domain.community.contact import Contact, WrittenName
from app.domain.outreach.outreach import Audience
from app.errors import AppError
from app.intake.phones import read_phone
from app.intake.records.table import Table
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import Campaign
from app.operations.community import (
    contact_doubles,
    contact_file_words,
    contact_files,
    contact_merging,
    contacts,
)
from app.operations.outreach import outreach
from tests.campaigns import NOW, open_copy
from tests.journeys.address_books import (
    EXPECTED,
    FILES,
    OUT,
    all_known,
    bring_in,
    export,
    joan,
    proposed,
    table_of,
)


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
    found = contacts.add(store, replace(joan(), names=(joan().names[0],)), now=NOW)
    topic = consents.topic(store, "email", "news", "asylum")
    consents.record(store, found, topic, Evidence("spoken", NOW.date()), given=False, now=NOW)
    path = table_of(
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
    found = contacts.add(store, joan(), now=NOW)
    path = table_of(
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
    path = table_of(
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


@pytest.mark.usefixtures("here")
def test_cells_that_could_run_are_guarded_and_come_in_as_they_were(
    petitioned: Campaign, tmp_path: Path
) -> None:
    from app.intake.phones import read_phone

    store = petitioned.store
    made = replace(
        joan(), notes="=HYPERLINK(1)", tags=("@all", "+1"),
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
    bring_in(petitioned, table_of(petitioned, [["Name", "Language"], *rows]))
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
    made = bring_in(petitioned, table_of(petitioned, [heads, *table]))
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
    here = contacts.add(store, replace(joan(), role="Librarian"), now=NOW)
    path = table_of(
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
