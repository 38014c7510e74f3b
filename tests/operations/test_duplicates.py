"""Doubles are found, judged by people, and never merged; whatever was said can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.domain.community.contact import Contact, WrittenName
from app.domain.duplicates.levels import LIKELY
from app.domain.duplicates.person import Pair
from app.domain.duplicates.reasons import unnamed
from app.domain.signature import Origin, RowEntry, Validity
from app.errors import AppError
from app.operations.campaign.campaigns import Campaign
from app.operations.community import contacts
from app.operations.counting import duplicate_verdicts, duplicates, signatures
from app.operations.petition import petitions
from app.store.store import Store
from tests.campaigns import NOW, commons_wording, minister_wording

PEOPLE = (
    ("Lee Soon-ja", "14 Teasel Avenue, New Malden", "KT3 8QD"),
    ("이순자", "14 Teasel Ave", "KT3 8QD"),
    ("Park Chul-soo", "14 Teasel Avenue, New Malden", "KT3 8QD"),
    ("Margaret Thackray", "Flat 2, 30 Quince Gardens", "KT3 8XE"),
    ("Maggie Thackray", "2/30 Quince Gdns", "KT3 8XE"),
    ("M. Thackray", "Flat 2, 30 Quince Gardens, New Malden", "KT3 8XE"),
    ("Daniel Quayle", "7 Marlpit Lane, New Malden", "KT3 8TT"),
    ("Grace Quayle", "7 Marlpit Lane, New Malden", "KT3 8TT"),
)


def signed(
    store: Store,
    people: Sequence[tuple[str, str, str]] = PEOPLE,
    *,
    validity: Validity = "valid",
    origin: Origin = "paper",
) -> list[str]:
    """The ids of these people's signatures, in their order."""
    petition = store.petitions.get("asylum").id
    entries = [
        RowEntry(0, name, address, code, validity=validity, origin=origin)
        for name, address, code in people
    ]
    with store.step("Add"):
        return [store.signatures.add(petition, None, entry) for entry in entries]


@pytest.fixture
def store(campaign: Campaign) -> Store:
    """A campaign with a petition and eight signatures of five people."""
    petitions.add(campaign.store, commons_wording(), now=NOW)
    return campaign.store


def found(store: Store) -> list[Pair]:
    duplicates.keep(store, "asylum", duplicates.find(store, "asylum"))
    return duplicates.pairs(store, "asylum")


def test_across_scripts_and_short_forms_but_not_in_couples(store: Store) -> None:
    ids = signed(store)
    pairs = {(pair.a, pair.b) for pair in found(store)}
    assert pairs == {
        (ids[0], ids[1]), (ids[3], ids[4]), (ids[3], ids[5]), (ids[4], ids[5]),
    }  # fmt: skip
    assert duplicates.clusters(duplicates.pairs(store, "asylum")) == [ids[3:6], ids[:2]]


def test_the_reason_is_said_in_words(store: Store) -> None:
    signed(store)
    told = {pair.reasons for pair in found(store)}
    assert ("same address", "Lee Soon-ja / 이순자 are spellings of one name") in told
    assert ("same address", "Margaret Thackray and Maggie Thackray are forms of one name") in told
    assert ("same address", "same family name", "M. may stand for Margaret") in told


def test_a_reason_tells_nothing_of_who_is_not_to_be_named() -> None:
    told = (
        "same street; postcodes KT3 8QD and KT3 8QP are a slip apart", "same name",
        "Rim Ok / 림옥 are spellings of one name", "Bob and Robert are forms of one name",
        "K. may stand for Kim", "but one is called Ann, the other Jo", "but one is called Ann",
    )  # fmt: skip
    assert unnamed(told) == [
        "same street; postcodes are a slip apart", "same name", "names are spellings of one",
        "names are forms of one", "the initial fits", "but the middle names differ",
        "but one has a middle name",
    ]  # fmt: skip


def test_finding_again_changes_nothing_and_is_no_step(store: Store) -> None:
    signed(store)
    before = found(store)
    label = store.undo_label
    assert found(store) == before
    assert store.undo_label == label


def test_a_dismissed_pair_stays_dismissed(store: Store) -> None:
    ids = signed(store)
    found(store)
    duplicates.dismiss(store, ids[1], ids[0], now=NOW)
    assert all(pair.a != ids[0] for pair in found(store))
    store.undo(NOW)
    assert any(pair.a == ids[0] for pair in duplicates.pairs(store, "asylum"))
    store.redo(NOW)
    assert all(pair.a != ids[0] for pair in found(store))


def test_a_double_of_somebody_at_risk_is_not_named_either(store: Store) -> None:
    ids = signed(store)
    rim = contacts.add(store, Contact((WrittenName("Maggie"),), at_risk=True), now=NOW)
    with store.step("Link"):
        store.contacts.link_signature(rim.id, ids[4], store.petitions.get("asylum").id)
    assert signatures.at_risk(store, "asylum") == {ids[4]}
    sure = {(one.a, one.b): one.probability for one in found(store)}
    assert sure[ids[3], ids[4]] > LIKELY > sure[ids[4], ids[5]]
    assert signatures.at_risk(store, "asylum") == {ids[3], ids[4]}
    said = duplicates.as_document(store, duplicates.pairs(store, "asylum"))
    assert said["unnamed"] == 3
    assert "Thackray" not in str(said)
    assert "Soon-ja" in str(said)
    duplicates.accept(store, ids[4], ids[5], now=NOW)
    assert signatures.at_risk(store, "asylum") == set(ids[3:6]), "though they are not alike"
    store.undo(NOW)
    duplicates.dismiss(store, ids[3], ids[4], now=NOW)
    with pytest.raises(AppError) as refused:
        duplicates.accept_all(store, ids[3:6], now=NOW)
    assert "(at risk)" in str(refused.value)
    assert signatures.at_risk(store, "asylum") == {ids[4]}


def test_accepting_marks_the_later_one_and_undo_is_exact(store: Store) -> None:
    ids = signed(store)
    pairs = found(store)
    before = store.signatures.of_ids(ids)
    assert duplicates.accept(store, ids[1], ids[0], now=NOW).id == ids[0]
    after = store.signatures.of_ids(ids)
    assert after == before | {
        ids[1]: replace(before[ids[1]], validity="invalid", reason="duplicate-paper")
    }
    assert [pair for pair in pairs if ids[0] not in {pair.a, pair.b}] == duplicates.pairs(
        store, "asylum"
    )
    store.undo(NOW)
    assert store.signatures.of_ids(ids) == before
    assert duplicates.pairs(store, "asylum") == pairs
    assert store.duplicates.verdicts(store.petitions.get("asylum").id) == {}


def test_online_loses_to_paper_unless_it_is_chosen(store: Store) -> None:
    online = signed(store, PEOPLE[:1], origin="online")
    paper = signed(store, PEOPLE[1:2])
    found(store)
    assert duplicates.accept(store, online[0], paper[0], now=NOW).id == paper[0]
    assert store.signatures.of_ids(online)[online[0]].reason == "duplicate-online"
    store.undo(NOW)
    assert duplicates.accept(store, *online, *paper, now=NOW, keep=online[0]).id == online[0]


def test_the_one_that_counts_is_kept(store: Store) -> None:
    first = signed(store, PEOPLE[:1], validity="unchecked")
    valid = signed(store, PEOPLE[1:2])
    assert duplicates.accept(store, first[0], valid[0], now=NOW).id == valid[0]


def test_a_whole_cluster_in_one_step(store: Store) -> None:
    ids = signed(store)
    pairs = found(store)
    effect = duplicates.effect(store, "asylum", pairs)
    assert (effect.valid, effect.valid_after) == (8, 5)
    assert duplicates.accept_all(store, ids[3:6], now=NOW).id == ids[3]
    left = duplicates.pairs(store, "asylum")
    assert [(pair.a, pair.b) for pair in left] == [(ids[0], ids[1])]
    effect = duplicates.effect(store, "asylum", left)
    assert (effect.valid, effect.valid_after) == (6, 5)
    store.undo(NOW)
    assert duplicates.pairs(store, "asylum") == pairs


def test_a_group_does_not_overrule_a_dismissal(store: Store) -> None:
    ids = signed(store)
    found(store)
    duplicates.dismiss(store, ids[3], ids[5], now=NOW)
    with pytest.raises(AppError, match=rf"{ids[3]} \(Margaret Thackray\) and {ids[5]}"):
        duplicates.accept_all(store, ids[3:6], now=NOW)
    assert {one.validity for one in store.signatures.of_ids(ids).values()} == {"valid"}
    duplicates.accept(store, ids[3], ids[4], now=NOW, keep=ids[4])
    with pytest.raises(AppError, match="not the same"):
        duplicates.accept(store, ids[4], ids[5], now=NOW)


def test_what_was_said_can_be_taken_back_later(store: Store) -> None:
    ids = signed(store)
    pairs, before = found(store), store.signatures.of_ids(ids)
    duplicates.accept_all(store, ids[3:6], now=NOW)
    duplicates.dismiss(store, ids[0], ids[1], now=NOW)
    for a, b in ((ids[4], ids[3]), (ids[3], ids[5])):
        freed = duplicate_verdicts.reopen(store, a, b)
        assert freed == before[b if b != ids[3] else a]
    assert duplicate_verdicts.reopen(store, ids[0], ids[1]) is None
    assert duplicates.pairs(store, "asylum") == pairs
    assert store.signatures.of_ids(ids) == before
    store.undo(NOW)
    assert len(duplicate_verdicts.settled(store, "asylum")) == 1
    for a, b, words in ((ids[6], ids[7], "Nothing was said"), (ids[6], "nobody", "no signature")):
        with pytest.raises(AppError, match=words):
            duplicate_verdicts.reopen(store, a, b)


def test_a_verdict_that_no_longer_fits_is_named(store: Store) -> None:
    ids = signed(store)
    found(store)
    duplicates.accept(store, ids[0], ids[1], now=NOW)
    duplicates.accept(store, ids[3], ids[4], now=NOW)
    assert duplicate_verdicts.contradictions(store, ids) == []
    signatures.set_validity(store, [ids[1]], "valid")
    signatures.set_validity(store, [ids[3]], "invalid", "illegible")
    assert [one.trouble for one in duplicate_verdicts.settled(store, "asylum")] == [
        "twice",
        "never",
    ]
    assert len(duplicate_verdicts.contradictions(store, [ids[1]])) == 1
    assert duplicate_verdicts.reopen(store, ids[0], ids[1]) is None
    assert duplicate_verdicts.contradictions(store, ids[:3]) == []


def test_what_is_no_pair_is_refused(store: Store) -> None:
    petitions.add(store, minister_wording(), now=NOW)
    ids = signed(store)
    other = store.signatures.add(store.petitions.get("home-office").id, None, RowEntry(1, "Kim"))
    for wrong, words in (
        ((ids[0], ids[0]), "no duplicate of itself"),
        ((ids[0], "nobody"), "no signature with the id nobody"),
        ((ids[0], other), "different petitions"),
    ):
        with pytest.raises(AppError, match=words):
            duplicates.accept(store, *wrong, now=NOW)
        with pytest.raises(AppError, match=words):
            duplicates.dismiss(store, *wrong, now=NOW)
    with pytest.raises(AppError, match="Only one of the signatures themselves"):
        duplicates.accept(store, ids[0], ids[1], now=NOW, keep=ids[2])
    duplicates.dismiss(store, ids[0], ids[1], now=NOW)
    with pytest.raises(AppError, match="said already"):
        duplicates.accept(store, ids[0], ids[1], now=NOW)
    duplicates.accept(store, ids[3], ids[4], now=NOW)
    with pytest.raises(AppError, match="invalid already"):
        duplicates.accept(store, ids[4], ids[5], now=NOW)
    with pytest.raises(AppError, match="between 0 and 1"):
        duplicates.find(store, "asylum", threshold=1)


def test_a_new_row_is_compared_while_it_is_keyed(store: Store) -> None:
    ids = signed(store)
    entry = RowEntry(1, "Rhee Sun Ja", "14 Teasel Avenue", "kt38qd")
    for _ in range(2):
        near = duplicates.near(store, "asylum", entry)
        assert {one.signature.id for one in near} == set(ids[:2])
        found(store)  # what is learnt does not hide them
    assert near[0].reasons[0] == "same address"
    assert (
        duplicates.near(store, "asylum", RowEntry(1, "Kim Min-jun", "9 High St", "KT3 4AA")) == []
    )
    assert duplicates.near(store, "asylum", RowEntry(1)) == []


def test_marks_are_of_open_pairs_only(store: Store) -> None:
    ids = signed(store)
    found(store)
    assert set(store.signatures.likeness(ids)) == {*ids[:2], *ids[3:6]}
    duplicates.dismiss(store, ids[0], ids[1], now=NOW)
    assert set(store.signatures.likeness(ids)) == set(ids[3:6])


def test_a_corrected_name_takes_its_pairs_away(store: Store) -> None:
    ids = signed(store)
    found(store)
    with store.step("Correct"):
        store.signatures.replace(ids[1], RowEntry(0, "Oh Ha-neul", "2 Elm Close", "KT3 8RB"))
    assert all(ids[1] not in {pair.a, pair.b} for pair in duplicates.pairs(store, "asylum"))


def test_nothing_signed_is_no_pair(store: Store) -> None:
    assert found(store) == []
    assert duplicates.weights(store, "asylum").signatures == 0
