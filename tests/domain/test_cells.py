"""Cells that a spreadsheet could run are guarded, and what is guarded comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.cells import guarded, unguarded

PAYLOADS = (
    "=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://a.example","x")', '=IMPORTXML(A1,"//a")',
    '=WEBSERVICE("http://a.example")', '=DDE("cmd";"/c calc";"x")', "=SUM(A1:A9)*cmd|' /C'!A0",
    "=@SUM(1+1)", "=-1", "=+1", "+1", "+44 7700 900412", "+1+cmd|'/c calc'!A0", "+SUM(1,1)", "++1",
    "-1", "-2+3+cmd|'/c calc'!A0", "--1", "-@A1", "-A1", "@SUM(1+1)*cmd|'/c calc'!A0", "@A1", "@@",
    "@echo", "\t=1+1", "\t+1", "\tcmd", "\r=1+1", "\rcmd", "\r\n=1", "\n=1+1", "\n@A1", "\0=1",
    "\0", "'=1+1", "''=1+1", "'+44", "＝1+1", "＋1", "－1", "＠SUM(1)", '="a"&"b"', "=이순자",
)  # fmt: skip

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_neither_run_nor_lost(payload: str) -> None:
    assert not guarded(payload).startswith(STARTS)
    assert unguarded(guarded(payload)) == payload


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n\0a 이")))
@example("'a")
@example("o'=")
def test_any_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(STARTS)
