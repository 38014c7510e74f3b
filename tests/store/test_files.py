"""What is written is whole or not there, and what cannot be written says so."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError
from app.store.files import whole_folder, write_whole
from app.store.store import Store
from tests.campaigns import copy_campaign, data_key


def refusing(number: int) -> Any:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "Read-only file system" if number == errno.EROFS else "No space")

    return refuse


def test_a_read_only_folder_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.open", refusing(errno.EROFS))
    monkeypatch.setattr(Path, "unlink", refusing(errno.EROFS))
    with pytest.raises(AppError, match="read-only file system"):
        write_whole(tmp_path / "out.pdf", b"content")


def test_a_folder_that_cannot_be_swapped_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "kept").write_text("kept", encoding="utf-8")
    rename = Path.rename

    def refuse_new(path: Path, target: Path) -> Path:
        if path.name.endswith(".partial"):
            refusing(errno.ENOSPC)()
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with (
        pytest.raises(AppError, match="cannot be written"),
        whole_folder(folder, replaces=True) as making,
    ):
        (making / "new").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    assert (folder / "kept").exists()


def fill(store: Store) -> None:
    with store.step("Fill the disk"):
        for number in range(1000):
            store.settings.put(f"key {number}", "x" * 4000)


def test_a_full_disk_is_said_in_a_sentence_and_the_step_is_not_kept(tmp_path: Path) -> None:
    store = Store(copy_campaign(tmp_path / "campaign"), data_key())
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(AppError, match="disk is full"):
        fill(store)
    assert store.settings.get("key 1") == ""
    assert not store.undo_label
    store.close()
