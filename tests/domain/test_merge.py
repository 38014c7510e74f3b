"""Fields are filled in once, braces can be printed, and an unknown field is said before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.community.contact import Contact, WrittenName
from app.domain.outreach.letter import numbers
from app.domain.outreach.merge import fields_in, fill, require_known
from app.errors import AppError

KNOWN = ("name", "town")


def test_fields_are_filled_in() -> None:
    text = "Dear {name} of { town },\n{name}, {{this}} stays"
    assert fields_in(text) == ["name", "town"]
    values = {"name": "김순자", "town": "New Malden"}
    assert fill(text, values) == "Dear 김순자 of New Malden,\n김순자, {this} stays"
    assert fields_in("{{name}}") == []
    assert fill("{{{name}}}", values) == "{김순자}"


def test_an_unknown_field_is_refused_with_its_line() -> None:
    with pytest.raises(AppError, match=r"In letter x, line 2, there is no field \{nmae\}") as said:
        require_known("Dear\n{nmae}", KNOWN, "letter x")
    assert "name, town" in str(said.value)
    for text in ("a { b", "a } b", "{name", "{{name}"):
        with pytest.raises(AppError, match="stands alone"):
            require_known(text, KNOWN, "x")
    require_known("{name} {{}} {town}", KNOWN, "x")


@settings(max_examples=60)
@given(st.text(), st.text())
def test_what_is_filled_in_is_never_read_again(name: str, around: str) -> None:
    text = around.replace("{", "{{").replace("}", "}}")
    assert fill(f"{text}{{name}}{text}", {"name": name}) == f"{around}{name}{around}"


def test_many_contacts_are_said_by_number_with_a_separator() -> None:
    people = [Contact((WrittenName("Ann"),), number=at) for at in range(1, 1491)]
    assert numbers(people, 2) == "1, 2 and 1,488 more"
