"""The shipped templates are whole: nothing lacks its words in a language that is shipped."""

from __future__ import annotations

import re

import pytest

from app.intake.templates import TEMPLATES, addressees, pack_texts, sheet_texts

SHIPPED = [path.name for path in TEMPLATES.iterdir() if path.name != "en"]


ONLY_FOR = {"cy": {"senedd"}}
"""Languages that are shipped for some addressees alone (R49)."""


@pytest.mark.parametrize("language", SHIPPED)
@pytest.mark.parametrize("ref", addressees())
def test_every_form_has_its_fixed_words_in_each_language(language: str, ref: str) -> None:
    if ref not in ONLY_FOR.get(language, {ref}):
        return
    texts, form = sheet_texts(language), addressees()[ref].form
    for key in (f"opening_{form}", f"request_{form}", f"consent_{form}"):
        assert texts.get(key), key


@pytest.mark.parametrize("ref", addressees())
def test_every_rule_that_is_cited_for_a_part_has_its_source(ref: str) -> None:
    body = addressees()[ref]
    for part in body.parts:
        assert not part.rule or body.source_of(part.rule), part.key
    numbers = [step.rule for step in (*body.on_each_sheet, *body.hand_in, *body.after)]
    assert all(re.fullmatch(r"R\d+", rule) for rule in numbers)
    assert sorted((one.days for one in body.deadlines), reverse=True) == [
        one.days for one in body.deadlines
    ]
    assert not body.note or body.note in pack_texts()
