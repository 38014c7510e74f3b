"""Forms of words, completed and checked, through the addressees as shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.checks import check_wording, stops_printing
from app.domain.wording import (
    Organiser,
    Privacy,
    Return,
    Translation,
    Wording,
    compose,
    wording_hash,
)
from app.intake.templates import addressee, addressees

ADDRESS = ("7 Teasel Avenue", "NEW MALDEN", "KT3 8QD")
GOOD = Wording(
    ref="asylum",
    addressee="commons",
    title="Asylum for refugees",
    petitioners="residents of New Malden",
    declares="refugees face prison if they are sent back",
    requests="to decide each claim on its own merits",
    organiser=Organiser("New Malden Neighbours", ADDRESS),
    return_to=Return(ADDRESS),
    privacy=Privacy("New Malden Neighbours", date(2027, 6, 30), "", ""),
)
COMMONS = addressee("commons")


def text(wording: Wording) -> list[str]:
    return [part.whole for part in compose(wording, addressee(wording.addressee))]


def rules(wording: Wording, severity: str) -> set[str]:
    findings = check_wording(wording, addressee(wording.addressee))
    return {finding.rule for finding in findings if finding.severity == severity}


def test_the_commons_form_has_exactly_its_five_parts() -> None:
    assert text(GOOD) == [
        "To the House of Commons",
        "The petition of residents of New Malden,",
        "Declares that refugees face prison if they are sent back.",
        (
            "The petitioners therefore request that the House of Commons urges the Government "
            "to decide each claim on its own merits."
        ),
        "And the petitioners remain, etc.",
    ]
    assert not stops_printing(check_wording(GOOD, COMMONS))


def test_one_petitioner_has_the_singular_form() -> None:
    lines = text(replace(GOOD, petitioner_count=1))
    assert lines[3].startswith("The petitioner therefore requests that the House")
    assert lines[4] == "And the petitioner remains, etc."


@pytest.mark.parametrize(
    "requests",
    [
        "to decide each claim on its own merits",
        "urges the Government to decide each claim on its own merits.",
        "that the House of Commons urges the Government to decide each claim on its own merits",
        (
            "The petitioners therefore request that the House of Commons urges the Government "
            "to decide each claim on its own merits"
        ),
    ],
)
def test_the_request_is_completed_however_it_begins(requests: str) -> None:
    assert text(replace(GOOD, requests=requests)) == text(GOOD)


def test_a_typed_fixed_phrase_is_dropped_and_said() -> None:
    typed = replace(GOOD, declares="Declares that " + GOOD.declares)
    assert text(typed) == text(GOOD)
    assert wording_hash(typed, COMMONS) == wording_hash(GOOD, COMMONS)
    assert rules(typed, "advice") == {"R1"}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"declares": "Declare that refugees face prison"}, "R1"),
        ({"declares": ""}, "R1"),
        ({"requests": "that the House of Common urges the Government to act"}, "R1"),
        ({"requests": "to end this practice"}, "R3"),
        ({"requests": "that the Home Secretary decides each claim"}, "R4"),
        (
            {
                "declares": "난민은 송환되면 감옥에 갑니다",
                "requests": "to 청원합니다 보호해 주십시오",
            },
            "R7",
        ),
    ],
)
def test_what_stops_printing(change: dict[str, str], rule: str) -> None:
    assert rule in rules(replace(GOOD, **change), "stops")  # type: ignore[arg-type]


def test_what_is_asked_of_the_organiser() -> None:
    assert rules(replace(GOOD, requests="to increase funding of shelters"), "warns") == {"R17"}
    assert rules(replace(GOOD, declares="word " * 41), "warns") == {"R1"}


def test_only_what_freezes_changes_the_hash() -> None:
    same = replace(GOOD, translations={"ko": Translation(title="난민")}, target=10)
    assert wording_hash(same, COMMONS) == wording_hash(GOOD, COMMONS)
    for name in ("title", "petitioners", "declares", "requests"):
        changed = replace(GOOD, **{name: "other"})  # type: ignore[arg-type]
        assert wording_hash(changed, COMMONS) != wording_hash(GOOD, COMMONS)


def test_a_minister_is_addressed_by_office() -> None:
    lines = text(replace(GOOD, addressee="secretary-of-state", recipient="The Home Secretary"))
    assert lines[0] == "To the Home Secretary"
    assert lines[1] == "We, the undersigned, residents of New Malden,"


def test_every_shipped_addressee_names_its_sources() -> None:
    assert set(addressees()) >= {"commons", "secretary-of-state", "other"}
    assert all(entry.sources for entry in addressees().values())
