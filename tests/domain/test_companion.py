"""A text is fitted to the limits of an e-petition, never over them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.companion import LIMITS, fitted, proposed, too_long
from app.intake.templates import body_of
from tests.campaigns import commons_wording


@given(st.text(), st.integers(1, 400))
def test_a_fitted_text_is_within_its_limit_and_begins_the_text(text: str, limit: int) -> None:
    tidy = " ".join(text.split())
    cut = fitted(text, limit)
    assert len(cut) <= limit
    assert tidy.startswith(cut)
    assert cut == tidy or len(tidy) > limit


def test_a_long_text_ends_with_a_whole_sentence_or_word() -> None:
    assert fitted("One two three. Four five six seven.", 20) == "One two three."
    assert fitted("One two three four, five six", 20) == "One two three four"


def test_the_proposal_says_the_same_within_the_limits() -> None:
    wording = commons_wording(declares="people are sent back. " * 40)
    texts = proposed(wording, body_of(wording))
    assert texts.keys() == LIMITS.keys()
    assert not too_long(texts)
    assert texts["action"] == wording.title
    assert too_long(texts | {"action": "x" * 81}) == ["action"]
