"""Every slip in a typed code is caught, and the mend names only codes that exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import sheet_code

codes = st.text(sheet_code.ALPHABET, min_size=8, max_size=8).map(
    lambda data: data + sheet_code.check_character(data)
)


@given(codes)
def test_a_code_is_read_back_however_it_is_typed(code: str) -> None:
    shown = sheet_code.printed(code)
    assert len(shown) <= 12
    for typed in (shown, shown.lower(), code, f" {shown.replace('-', ' ')} "):
        assert sheet_code.parse(typed) == code


@given(codes)
def test_every_wrong_character_is_caught(code: str) -> None:
    for at in range(len(code)):
        for other in set(sheet_code.ALPHABET) - {code[at]}:
            assert not sheet_code.is_valid(code[:at] + other + code[at + 1 :])


@given(codes)
def test_every_swap_of_neighbours_is_caught(code: str) -> None:
    for at in range(len(code) - 1):
        if code[at] != code[at + 1]:
            swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
            assert not sheet_code.is_valid(swapped)


def test_the_near_code_is_suggested_only_when_it_exists() -> None:
    code = "NM7K3QA8" + sheet_code.check_character("NM7K3QA8")
    wrong = "X" + code[1:]
    with pytest.raises(sheet_code.SheetCodeError, match=sheet_code.printed(code)):
        sheet_code.parse(wrong, [code])
    with pytest.raises(sheet_code.SheetCodeError) as refused:
        sheet_code.parse(wrong, [])
    assert "Did you mean" not in str(refused.value)


def test_the_example_in_the_sentence_is_itself_right() -> None:
    with pytest.raises(sheet_code.SheetCodeError) as refused:
        sheet_code.parse("nonsense")
    example = str(refused.value).split("for example ")[1].rstrip(".")
    assert sheet_code.parse(example)


def test_new_codes_are_right() -> None:
    assert all(sheet_code.is_valid(sheet_code.new_code()) for _ in range(100))
