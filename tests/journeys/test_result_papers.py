"""Signers without email see the result in a window, or get it by post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.documents.packs.result_poster import ResultFacts, result_posters, told
from app.domain.community.followed import Followed
from app.domain.signature import Counts
from app.errors import AppError
from app.intake.templates import result_texts
from app.operations.campaign import demo_community
from app.operations.campaign.campaigns import open_with_key
from app.operations.petition import petitions
from tests.campaigns import NOW, commons_wording, data_key
from tests.documents.pdfs import dump, words
from tests.documents.structure import faults
from tests.journeys.command_line import CommandLine

STEPS = (
    Followed("handed-in", date(2026, 12, 18)),
    Followed("presented", date(2027, 1, 12)),
    Followed("hansard", date(2027, 1, 12), "[P002248]"),
    Followed("reply-due", date(2027, 3, 12)),
    Followed("reply", date(2027, 3, 2), note="The Government will look at each claim by itself."),
    Followed("meeting", date(2027, 3, 20), note="with somebody whose name stays out of windows"),
)


def facts(
    steps: tuple[Followed, ...] = STEPS, today: date = date(2027, 4, 1), addressee: str = "commons"
) -> ResultFacts:
    wording = replace(commons_wording(), addressee=addressee)
    texts = {one: result_texts(one) for one in ("en", "ko")}
    counts = Counts(valid=1204, similar=18)
    recipients = {"en": "the House of Commons", "ko": "영국 하원"}
    return ResultFacts(wording, recipients, counts, steps, texts, today)


def test_the_poster_tells_what_became_of_it(golden: object) -> None:
    pdf = result_posters(facts(), ("en", "ko"), ("Seoul Plaza",))
    golden("result-poster.txt", dump(pdf).replace("\r", ""))  # type: ignore[operator]  # the fixture's
    assert faults(pdf) == []
    shown = words(pdf)
    assert "[P002248]" in shown
    assert "expected by" not in shown, "it came"
    assert "stays out" not in shown
    early = facts(STEPS[:4], date(2027, 2, 1))
    assert "A reply is expected by 12 March 2027" in words(result_posters(early, ("en",)))
    late = words(result_posters(facts(STEPS[:4]), ("en", "ko")))
    assert "was expected by 12 March 2027 and has not come yet" in late
    assert "아직 오지 않았습니다" in late
    assert "2027년 1월 12일에 하원에 정식으로 제출되었습니다" in late
    assert "하원" not in words(result_posters(facts(STEPS[1:2], addressee="senedd"), ("ko",)))
    assert "still collect" in words(result_posters(facts(()), ("en",)))
    twice = (replace(STEPS[0], note="at the office"), *STEPS[:3], STEPS[2])
    assert told(facts(twice), "en") == told(facts(STEPS[:3]), "en")
    ahead = (Followed("debate", date(2027, 9, 1)), Followed("meeting", date(2027, 9, 2)))
    shown = words(result_posters(facts(ahead), ("en", "ko")))
    assert "A debate is to be held on 1 September 2027" in shown
    assert "A meeting about the petition is to be held on 2 September 2027" in shown
    assert "2027년 9월 1일에 토론이 열릴 예정입니다" in shown
    assert "still collect" in shown, "what lies ahead has not followed yet"
    much = replace(STEPS[4], note="word " * 2000)
    with pytest.raises(AppError, match="no room"):
        result_posters(facts((much,)), ("en",))


def test_posters_and_letters_by_command(cli: CommandLine, tmp_path: Path) -> None:
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        ref = petitions.add(campaign.store, commons_wording(), now=NOW)
        demo_community.fill(campaign.store, ref, now=NOW)
    out = tmp_path / "poster.pdf"
    posters = ("outreach", "posters", "asylum", "--out")
    assert cli.done(*posters, out, "--venue", "Seoul Plaza", "--json").document["pages"] == 2
    shown = words(out.read_bytes())
    assert "Seoul Plaza" in shown
    assert "북한을 탈출한 난민에게 보호를" in shown
    assert "Kim Min-jun" not in shown
    assert "exists already" in cli.refused(*posters, out)
    said = cli.done("outreach", "posters", "asylum", "--letters", "--dry-run", "--json")
    document = said.document
    assert document["kind"] == "letters"
    numbers = document["contacts"]
    reasons = [one["reason"] for one in document["left_out"]]
    kinds = filled_kinds(cli)
    assert len(numbers) + len(reasons) == len(kinds), "nobody vanishes without a word"
    assert reasons.count("has-email") == sum(1 for one in kinds.values() if one == ("person", True))
    assert reasons.count("office") == sum(1 for one, _ in kinds.values() if one != "person")
    assert "have an email address: " in said.err
    assert numbers
    assert {kinds[number] for number in numbers} == {("person", False)}


def filled_kinds(cli: CommandLine) -> dict[int, tuple[str, bool]]:
    """Of each contact its kind, and whether it has an email."""
    with open_with_key(cli.folder, data_key(), now=NOW) as campaign:
        return {one.number: (one.kind, bool(one.emails)) for one in campaign.store.contacts.all()}
