"""Saved means saved: a short form of the kill drill."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.kill_drill import drill


@pytest.mark.skipif("sys.platform == 'win32'", reason="no SIGKILL")
def test_no_acknowledged_row_is_lost_by_a_kill(tmp_path: Path) -> None:
    result = drill(8, tmp_path / "campaign")
    assert (result.kills, result.lost, result.unsound) == (8, 0, 0)
    assert result.rows > 8
