"""Whatever the grammar spells is a postcode, and it spells the postcodes there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.postcode import PostcodeKind, compact, kind
from app.domain.postcode_grammar import CHARACTERS, complete, following


@st.composite
def spelt(draw: st.DrawFn) -> str:
    code = ""
    while after := following(code):
        code += draw(st.sampled_from(after))
    return code


@given(spelt())
def test_what_is_spelt_to_its_end_is_well_formed(code: str) -> None:
    assert complete(code)
    assert kind(code) in {PostcodeKind.UK, PostcodeKind.CROWN_DEPENDENCY}


@pytest.mark.parametrize(
    "written",
    ["KT3 4QA", "SW20 0AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB",
     "N1P 2AA", "SE1P 4ZZ", "CR0 1AA", "BT9 5AB", "ZE1 0AA", "GY1 1AA"],
)  # fmt: skip
def test_postcodes_of_every_form_can_be_spelt(written: str) -> None:
    code = compact(written)
    assert all(code[at] in following(code[:at]) for at in range(len(code)))
    assert complete(code)


@pytest.mark.parametrize(
    "code",
    ["", "KT3", "KT34", "KT34Q", "QQ11AA", "KT04QA", "KT3A4QA", "KT34CA", "KT344QAB", "GIR0AA",
     "BFPO1", "KT3 4QA"],
)  # fmt: skip
def test_what_is_none_is_not_complete(code: str) -> None:
    assert not complete(code)


def test_nothing_follows_what_is_no_beginning() -> None:
    assert following("QQ") == following("1") == following("KT34QAB") == ""
    assert set(following("")) <= set(CHARACTERS)
