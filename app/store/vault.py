"""The scans' pictures: each a file of its own in the campaign's folder, encrypted with age.

The key that opens them is kept in the encrypted database. Where the campaign keeps no
pictures they stay in memory, until the program ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from app.errors import AppError
from app.messages import tr
from app.store.files import write_whole
from app.store.store import Store

KEY = "scan key"
"""The setting with the age identity of the pictures."""


class Vault:
    """The pictures of one campaign, by the ids of their scans."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder, self._store = folder, store
        self._memory: dict[str, bytes] = {}

    def put(self, name: str, content: bytes, *, lasting: bool) -> None:
        """Keeps `content` under `name`, in a file if `lasting`."""
        if not lasting:
            self._memory[name] = content
            return
        import pyrage

        recipient = pyrage.x25519.Identity.from_str(self._key()).to_public()
        self._folder.mkdir(mode=0o700, exist_ok=True)
        write_whole(self._path(name), pyrage.encrypt(content, [recipient]), force=True)

    def get(self, name: str) -> bytes | None:
        """What was kept under `name`; None where no picture is.

        AppError when the file was changed or does not belong to this campaign.
        """
        if name in self._memory:
            return self._memory[name]
        import pyrage

        try:
            content = self._path(name).read_bytes()
            identity = pyrage.x25519.Identity.from_str(self._key())
            return bytes(pyrage.decrypt(content, [identity]))
        except FileNotFoundError:
            return None
        except (OSError, pyrage.DecryptError):
            raise AppError(
                "The picture of this scan is damaged: scan the sheet again, or restore a backup."
            ) from None

    def opens(self, name: str) -> bool:
        """Whether the picture under `name` is there and whole."""
        try:
            return self.get(name) is not None
        except AppError:
            return False

    def over(self, store: Store) -> Vault:
        """The same pictures, opened by way of another connection, for another thread."""
        return Vault(self._folder, store)

    def remove(self, name: str) -> None:
        """Destroys what was kept under `name`."""
        self._memory.pop(name, None)
        with suppress(OSError):
            self._path(name).unlink(missing_ok=True)

    def sweep(self, wanted: Iterable[str]) -> None:
        """Destroys every file that no scan of `wanted` (ids) names: left by an undo or a crash."""
        names = {f"{name}.age" for name in wanted}
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in names:
                    with suppress(OSError):
                        path.unlink()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.age"

    def _key(self) -> str:
        found = self._store.settings.get(KEY)
        if found:
            return found
        import pyrage

        made = str(pyrage.x25519.Identity.generate())
        with self._store.step(tr("Make the key of the scans"), inverse=()):
            self._store.settings.put(KEY, made)
        return made
