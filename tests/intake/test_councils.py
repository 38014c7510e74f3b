"""A council's profile, written and read again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.addressee import Source, Threshold
from app.domain.council import CouncilProfile
from app.intake.councils import parse_profile, profile_text, shipped_profiles

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='"\\\n\t'))
LINES = st.lists(TEXT, max_size=4).map(tuple)


@given(
    st.builds(
        CouncilProfile,
        name=TEXT,
        address=LINES,
        contact=TEXT,
        as_of=TEXT,
        who_may_sign=TEXT,
        minimum=st.integers(0, 10**6),
        minimum_age=st.integers(0, 99),
        online_and_paper=st.booleans(),
        thresholds=st.lists(
            st.builds(Threshold, st.integers(0, 10**6), TEXT, TEXT), max_size=3
        ).map(tuple),
        handing_in=LINES,
        exclusions=LINES,
        unconfirmed=LINES,
        sources=st.lists(st.builds(Source, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    )
)
def test_a_profile_is_read_as_it_was_written(profile: CouncilProfile) -> None:
    assert parse_profile(profile_text(profile), "profile") == profile


def test_the_shipped_profiles_come_through_too() -> None:
    for name, text in shipped_profiles().items():
        profile = parse_profile(text, name)
        assert parse_profile(profile_text(profile), name) == profile
