"""A defect is recorded without the personal data that its message may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import defects


def test_types_and_places_are_kept_but_no_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(defects, "user_config_folder", lambda: tmp_path)
    try:
        try:
            raise KeyError("Grace Adeyemi")
        except KeyError as error:
            raise ValueError("22 Lapwing Road") from error
    except ValueError as error:
        reference = defects.record(error)
    text = (tmp_path / defects.LOG_NAME).read_text(encoding="utf-8")
    assert reference in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_defects.py" in text
    assert "Grace" not in text
    assert "Lapwing" not in text


def test_a_log_that_cannot_be_written_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(defects, "user_config_folder", lambda: blocked)
    assert defects.record(ValueError("x")).startswith("D")
