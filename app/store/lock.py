"""One process at a time: the system's own file lock, which a killed process cannot leave behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.errors import AppError, CampaignBusyError

LOCK_FILE = "lock"


class FolderLock:
    """Held from construction to close(); CampaignBusyError when another process has it."""

    def __init__(self, folder: Path) -> None:
        try:
            self._file = os.open(folder / LOCK_FILE, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise AppError(
                "The campaign’s folder cannot be written to ({problem}): copy it to a disk "
                "where you may write.",
                problem=(error.strerror or "unknown reason").lower(),
            ) from None
        try:
            _acquire(self._file)
        except OSError:
            os.close(self._file)
            raise CampaignBusyError(
                "This campaign is open in another window or command: close it there first."
            ) from None

    def close(self) -> None:
        """Lets the next one in."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


if sys.platform == "win32":
    import msvcrt

    def _acquire(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _acquire(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
