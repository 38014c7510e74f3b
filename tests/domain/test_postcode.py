"""Postcodes by R79 to R85, on worked examples and, where it is at hand, on every real one."""

from __future__ import annotations

import pytest

from app.domain import postcode
from app.domain.postcode import PostcodeKind


@pytest.mark.parametrize(
    ("written", "form", "kind"),
    [
        ("kt34ab", "KT3 4AB", PostcodeKind.UK),
        (" Kt3-4ab. ", "KT3 4AB", PostcodeKind.UK),
        ("sw1a2aa", "SW1A 2AA", PostcodeKind.UK),
        ("n1p1aa", "N1P 1AA", PostcodeKind.UK),
        ("gir0aa", "GIR 0AA", PostcodeKind.UK),
        ("bfpo 57", "BFPO 57", PostcodeKind.FORCES),
        ("BFPO c/o 5", "BFPO c/o 5", PostcodeKind.FORCES),
        ("bf1 0aa", "BF1 0AA", PostcodeKind.FORCES),
        ("je23ab", "JE2 3AB", PostcodeKind.CROWN_DEPENDENCY),
        ("gx111aa", "GX11 1AA", PostcodeKind.OVERSEAS),
        ("fiqq 1zz", "FIQQ 1ZZ", PostcodeKind.OVERSEAS),
        ("KT3 4CB", "KT3 4CB", PostcodeKind.MALFORMED),
        ("", "", PostcodeKind.MALFORMED),
    ],
)
def test_forms(written: str, form: str, kind: PostcodeKind) -> None:
    assert postcode.kind(written) is kind
    assert postcode.normalise(written) == form
    assert postcode.normalise(form) == form


@pytest.mark.parametrize(
    ("written", "meant"), [("SW2O 9ZZ", "SW20 9ZZ"), ("KTI 4AB", "KT1 4AB"), ("KT3 OAA", "KT3 0AA")]
)
def test_look_alikes_are_suggested(written: str, meant: str) -> None:
    assert postcode.suggestions(written)[0] == meant


def test_nothing_is_suggested_for_a_good_or_hopeless_one() -> None:
    assert postcode.suggestions("KT3 4AB") == []
    assert postcode.suggestions("hello") == []


@pytest.mark.parametrize(
    ("area", "inside"),
    [
        (["KT"], True),
        (["kt3"], True),
        (["KT3 4"], True),
        (["KT3 5"], False),
        (["KT34"], False),
        (["K"], False),
        (["SW", "KT3"], True),
        ([], None),
    ],
)
def test_areas(area: list[str], inside: bool | None) -> None:
    assert postcode.in_area("KT3 4AB", area) is inside


def test_an_unknown_postcode_is_not_checked() -> None:
    assert postcode.in_area("", ["KT3"]) is None
