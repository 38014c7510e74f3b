"""A backup is one file: a line of what it holds, then the key file, database and scans.

All of it is encrypted already; the file opens with the passphrase or recovery code
of its day. Its first line has each part's size and SHA-256, so that a truncated or
changed file is refused before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.errors import AppError, NewerCampaignError
from app.progress import Progress, silent
from app.store import keys
from app.store.driver import connect
from app.store.files import sync_folder, whole_file
from app.store.store import DATABASE

_MAGIC = b"ROUNDROBIN BACKUP "
_VERSION = 1
_CHUNK = 1 << 20
_PAGES = 2000
SCANS = "scans"


class DamagedBackupError(AppError):
    """The file is no whole backup."""


@dataclass(frozen=True)
class _Part:
    name: str
    size: int
    sha256: str


def write(
    folder: Path, key: bytes, out: Path, *, force: bool = False, progress: Progress = silent
) -> None:
    """Writes the campaign in `folder` to the file `out`, whole or not at all."""
    with whole_file(out, force=force) as file:
        copy = out.with_name(f".{secrets.token_hex(6)}.partial")
        try:
            _copy_database(folder / DATABASE, key, copy, progress)
            sources = {keys.KEY_FILE: folder / keys.KEY_FILE, DATABASE: copy}
            scans = folder / SCANS
            if scans.is_dir():
                sources |= {f"{SCANS}/{path.name}": path for path in sorted(scans.iterdir())}
            _write_parts(sources, file, progress)
        finally:
            with suppress(OSError):
                copy.unlink(missing_ok=True)


def _copy_database(source: Path, key: bytes, target: Path, progress: Progress) -> None:
    """A consistent, encrypted copy, made by the database's backup interface."""
    reading = connect(source, key, read_only=True)
    target.touch(mode=0o600)
    try:
        writing = connect(target, key, read_only=True)
        try:
            reading.conn.backup(
                writing.conn,
                pages=_PAGES,
                progress=lambda _, left, pages: progress(pages - left, pages),
            )
        finally:
            writing.close()
    finally:
        reading.close()


def _write_parts(sources: dict[str, Path], file: BinaryIO, progress: Progress) -> None:
    parts = [
        {"name": name, "size": path.stat().st_size, "sha256": _hash(path)}
        for name, path in sources.items()
    ]
    head = json.dumps({"version": _VERSION, "parts": parts})
    file.write(_MAGIC + head.encode() + b"\n")
    for at, path in enumerate(sources.values()):
        progress(at, len(sources))
        with path.open("rb") as part:
            shutil.copyfileobj(part, file, _CHUNK)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(file: Path, folder: Path) -> None:
    """Writes the parts of the backup `file` into the empty `folder`, each verified."""
    try:
        with file.open("rb") as source:
            for part in _parts(source):
                _unpack_part(source, part, folder)
            if source.read(1):
                raise _damaged()
    except FileNotFoundError:
        raise AppError("There is no backup file “{file}”.", file=file) from None
    sync_folder(folder)


def _damaged() -> DamagedBackupError:
    return DamagedBackupError(
        "This file is not a whole backup: it was cut off or changed. Use another copy of it; "
        "nothing was restored."
    )


def _parts(source: BinaryIO) -> list[_Part]:
    line = source.readline(_CHUNK)
    if not line.startswith(_MAGIC):
        raise _damaged()
    try:
        head = json.loads(line[len(_MAGIC) :])
        if int(head["version"]) > _VERSION:
            raise NewerCampaignError(
                "A later version of Roundrobin made this backup: restore it with that version."
            )
        parts = [_Part(**part) for part in head["parts"]]
    except (ValueError, KeyError, TypeError):
        raise _damaged() from None
    for part in parts:
        plain = part.name.removeprefix(f"{SCANS}/")
        if plain in {"", ".", ".."} or not plain.replace(".", "").replace("-", "").isalnum():
            raise _damaged()
    return parts


def _unpack_part(source: BinaryIO, part: _Part, folder: Path) -> None:
    path = folder / part.name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    total, left = hashlib.sha256(), part.size
    with path.open("xb") as target:
        while left > 0:
            piece = source.read(min(_CHUNK, left))
            if not piece:
                raise _damaged()
            total.update(piece)
            target.write(piece)
            left -= len(piece)
    path.chmod(0o600)
    if total.hexdigest() != part.sha256:
        raise _damaged()
