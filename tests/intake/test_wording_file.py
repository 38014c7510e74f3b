"""WORDING.toml is taken whole, or refused with the key and the mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.errors import AppError
from app.intake.wording_file import parse_wording, read_wording

WHOLE = """
ref = "asylum"
addressee = "commons"
title = "Asylum for refugees"
petitioners = "residents of New Malden"
area = ["kt3", "kt3 4"]
declares = "refugees face prison if they are sent back"
requests = "to decide each claim on its own merits"
target = 2000
opens = 2026-10-05
closes = 2026-12-18

[organiser]
name = "New Malden Neighbours"
address = "7 Teasel Avenue, NEW MALDEN\\nKT3 8QD"

[privacy]
retention = 2027-06-30

[translation.ko]
title = "난민"
translator = "박민준"
"""


def test_defaults_come_from_the_organiser() -> None:
    wording = parse_wording(WHOLE)
    assert wording.organiser.address == ("7 Teasel Avenue", "NEW MALDEN", "KT3 8QD")
    assert wording.return_to.address == wording.organiser.address
    assert wording.return_to.by == wording.closes == date(2026, 12, 18)
    assert wording.privacy.controller == "New Malden Neighbours"
    assert wording.area == ("KT3", "KT3 4")
    assert wording.translations["ko"].translator == "박민준"


def test_a_known_office_has_its_address() -> None:
    text = WHOLE.replace('"commons"', '"secretary-of-state"\nrecipient = "The Home Secretary"')
    assert parse_wording(text).recipient_address[0] == "Home Office"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("target =", "targets =", "“targets” is not a key"),
        ("[privacy]", "[privacy]\nurll = 'x'", "“privacy.urll” is not a key"),
        ("[translation.ko]", "[translation.ko]\ntitel = 'x'", "“translation.ko.titel”"),
        ("target = 2000", "target = '2000'", "“target” must be a whole number"),
        ("target = 2000", "target = true", "“target” must be a whole number"),
        ("target = 2000", "target = 0", "“target” must be 1 or more"),
        ('"asylum"', '"As"', "“ref” must be 2 to 20 small letters"),
        ('"commons"', '"common"', "no addressee “common”"),
        ('"commons"', '"secretary-of-state"', "“recipient” is missing"),
        ('title = "Asylum for refugees"', "", "“title” is missing"),
        ('"Asylum for refugees"', f'"{"x" * 151}"', "151 characters; the most is 150"),
        ("retention = 2027-06-30", "", "“privacy.retention” is missing"),
        ("2026-12-18", "2026-10-01", "“closes” is before “opens”"),
        ("2026-12-18", "2026-12-18T10:00:00", "without a time"),
        ("ref =", "ref", "not valid TOML"),
        ('area = ["kt3", "kt3 4"]', "area = [1]", "“area” must be a list of texts"),
    ],
)
def test_each_mistake_has_its_sentence(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    with pytest.raises(AppError) as refused:
        parse_wording(WHOLE.replace(old, new, 1))
    assert said in str(refused.value)


def test_a_file_of_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wording.toml"
    path.write_bytes(WHOLE.encode("cp949"))
    with pytest.raises(AppError, match="not UTF-8 text at byte"):
        read_wording(path)
    with pytest.raises(AppError, match="cannot be read: no such file"):
        read_wording(tmp_path / "none.toml")
