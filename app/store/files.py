"""Files that are whole or not there: written beside the target, flushed, then renamed."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import AppError


def unwritable(path: Path, error: OSError) -> AppError:
    """The sentence for a file or folder that the system does not let us write."""
    return AppError(
        "“{path}” cannot be written: {problem}. Choose another folder.",
        path=path,
        problem=(error.strerror or "unknown reason").lower(),
    )


def check_target(path: Path, *, force: bool) -> None:
    """Refuses a target whose folder is missing, or that exists and may not be replaced."""
    if not path.parent.is_dir():
        raise AppError(
            "The folder “{folder}” does not exist: make it first, or choose another.",
            folder=path.parent,
        )
    if path.is_dir():
        raise AppError("“{path}” is a folder: give a file’s name.", path=path)
    if path.exists() and not force:
        raise AppError(
            "“{path}” exists already: choose another name, or replace it.", lacks="force", path=path
        )


def write_whole(path: Path, content: bytes, *, force: bool = False) -> None:
    """Writes `content` to `path` at once; what cannot be written leaves nothing behind."""
    with whole_file(path, force=force) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file open for writing that becomes `path` when the block ends without error."""
    check_target(path, force=force)
    partial = path.with_name(f".{secrets.token_hex(6)}.partial")
    try:
        with _created(partial) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        with suppress(OSError):  # a read-only folder refuses this too: its own error says so
            partial.unlink(missing_ok=True)


@contextmanager
def _created(path: Path) -> Iterator[BinaryIO]:
    descriptor = os.open(
        path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(descriptor, "wb") as file:
        yield file


@contextmanager
def whole_folder(folder: Path, *, replaces: bool = False) -> Iterator[Path]:
    """A folder beside `folder` that becomes it when the block ends without error.

    `folder` has to be missing or empty, unless what is in it is replaced.
    """
    if not folder.parent.is_dir():
        raise AppError(
            "The folder “{parent}” does not exist: make it first, or choose another.",
            parent=folder.parent,
        )
    if not replaces and folder.exists() and any(folder.iterdir()):
        raise AppError("The folder “{folder}” is not empty: choose a new one.", folder=folder)
    making = folder.with_name(f".{secrets.token_hex(6)}.partial")
    old = folder.with_name(f".{secrets.token_hex(6)}.old")
    try:
        making.mkdir(mode=0o700)
        yield making
        if folder.exists():
            folder.rename(old)
        try:
            making.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
        sync_folder(folder.parent)
    except OSError as error:
        raise unwritable(folder, error) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Makes a rename in `folder` lasting, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
