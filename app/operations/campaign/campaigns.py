"""A campaign as a folder: made, opened, checked, backed up, restored, its passphrase changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from app.errors import AppError, DamagedDatabaseError, NotFoundError
from app.messages import tr, trn
from app.progress import Progress, silent
from app.store import backup, keys, schema
from app.store.backup import SCANS
from app.store.check import CheckResult, digest
from app.store.check import check as check_database
from app.store.driver import connect
from app.store.files import check_target, whole_folder, write_whole
from app.store.keys import DEFAULT, KeyPolicy, Passphrase, RecoveryCode, Secret
from app.store.lock import FolderLock
from app.store.store import DATABASE, Store
from app.store.vault import Vault

NAME, LAST_BACKUP = "name", "last backup"


@dataclass
class Campaign:
    """An unlocked campaign; use it in a `with` block or close() it."""

    folder: Path
    store: Store
    data_key: bytes
    lock: FolderLock
    vault: Vault

    @property
    def name(self) -> str:
        """What the group calls it."""
        return self.store.settings.get(NAME)

    def close(self) -> None:
        """Ends the connection and lets another process in."""
        self.store.close()
        self.lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True)
class Created:
    """A new campaign, and the recovery code that is shown this once."""

    campaign: Campaign
    recovery_code: str


@dataclass(frozen=True)
class CampaignInfo:
    """Counts and versions; `digest` is equal for a restored campaign."""

    name: str
    petitions: int
    sheets: int
    signatures: int
    schema_version: str
    digest: str
    last_backup: str


def create(
    folder: Path, passphrase: str, *, name: str, now: datetime, policy: KeyPolicy = DEFAULT
) -> Created:
    """A new campaign in `folder`, which must be missing or empty; refuses a weak passphrase."""
    keys.require_strength(passphrase)
    code = keys.new_recovery_code()
    data_key, content = keys.make_keys(passphrase, code, policy)
    with whole_folder(folder) as making:
        keys.write_keys(making, content)
        (making / SCANS).mkdir(mode=0o700)
        store = Store(making, data_key)
        try:
            with store.step(tr("Name the campaign"), inverse=()):
                store.settings.put(NAME, name)
                store.settings.put("made", now.isoformat())
        finally:
            store.close()
    return Created(_opened(folder, data_key), code)


def require_campaign(folder: Path) -> None:
    """NotFoundError when `folder` holds no campaign."""
    if not (folder / DATABASE).exists() and not (folder / keys.KEY_FILE).exists():
        raise NotFoundError("There is no campaign in “{folder}”.", folder=folder)


def unlock(folder: Path, secret: Secret) -> bytes:
    """The data key; a wrong secret, a damaged key file and a missing campaign are told apart."""
    require_campaign(folder)
    return keys.unwrap(keys.read_keys(folder), secret)


def open_campaign(folder: Path, secret: Secret, *, now: datetime) -> Campaign:
    """The campaign in `folder`, unlocked; CampaignBusyError when another process has it."""
    return open_with_key(folder, unlock(folder, secret), now=now)


def open_with_key(folder: Path, data_key: bytes, *, now: datetime) -> Campaign:
    """The campaign in `folder`, whose data key is in hand."""
    require_campaign(folder)
    if not (folder / DATABASE).exists():
        raise DamagedDatabaseError(
            "The campaign’s database is missing: restore your latest backup."
        )
    return _opened(folder, data_key, now)


def _opened(folder: Path, data_key: bytes, now: datetime | None = None) -> Campaign:
    lock = FolderLock(folder)
    try:
        keys.mend_keys(folder, keys.read_keys(folder))
        if now:
            _back_up_before_migration(folder, data_key, now)
        store = Store(folder, data_key)
        vault = Vault(folder / SCANS, store)
        vault.sweep(one.id for one in store.scans.kept())
        return Campaign(folder, store, data_key, lock, vault)
    except BaseException:
        lock.close()
        raise


def _back_up_before_migration(folder: Path, data_key: bytes, now: datetime) -> None:
    reader = Store(folder, data_key, read_only=True)
    try:
        schema.refuse_newer(reader.db)
        pending = schema.pending(reader.db)
    finally:
        reader.close()
    if pending:
        backup.write(folder, data_key, folder / f"before-update-{now:%Y%m%d-%H%M%S}.backup")


def info(campaign: Campaign) -> CampaignInfo:
    """Counts, versions and the digest of a campaign."""
    store = campaign.store
    records = store.petitions.all()
    return CampaignInfo(
        name=campaign.name,
        petitions=len(records),
        sheets=len(store.sheets.codes()),
        signatures=sum(store.sheets.counts(record.id).raw for record in records),
        schema_version=schema.version(store.db),
        digest=digest(store.db),
        last_backup=store.local.get(LAST_BACKUP),
    )


def check(campaign: Campaign, progress: Progress = silent) -> list[CheckResult]:
    """Key, cipher, integrity, links, counts against rows, custody: each by name.

    It reads through a connection of its own, so that any thread may ask for it.
    """
    try:
        sound = keys.read_keys(campaign.folder) == (campaign.folder / keys.KEY_COPY).read_bytes()
        problem = "" if sound else tr("The key file and its copy differ: open it again.")
    except (AppError, OSError):
        problem = tr("The key file is damaged: change the passphrase to write it anew.")
    db = connect(campaign.folder / DATABASE, campaign.data_key)
    try:
        return [
            CheckResult("key", not problem, problem),
            *check_database(db, progress),
            _check_pictures(campaign),
        ]
    finally:
        db.close()


def _check_pictures(campaign: Campaign) -> CheckResult:
    """Whether every picture that is meant to be kept is there and opens."""
    reader = campaign.store.reader()
    try:
        vault = campaign.vault.over(reader)
        wrong = sum(not vault.opens(one.id) for one in reader.scans.kept())
    finally:
        reader.close()
    problem = trn(
        "{number} scan’s picture is missing or damaged: scan it again.",
        "{number} scans’ pictures are missing or damaged: scan them again.",
        wrong,
    )
    return CheckResult("scans", not wrong, problem if wrong else "")


def back_up(campaign: Campaign, out: Path, *, force: bool = False, now: datetime) -> Path:
    """Writes the whole campaign to the one encrypted file `out`, and notes when."""
    write_backup(campaign, out, force=force)
    note_backup(campaign, now)
    return out


def note_backup(campaign: Campaign, now: datetime) -> None:
    """Keeps when the last backup was made."""
    campaign.store.local.put(LAST_BACKUP, now.isoformat(timespec="minutes"))


def write_backup(
    campaign: Campaign, out: Path, *, force: bool = False, progress: Progress = silent
) -> None:
    """Writes the backup from any thread."""
    if campaign.folder.resolve() in out.resolve().parents:
        raise AppError(
            "A backup inside the campaign’s own folder is lost with it: choose another folder."
        )
    check_target(out, force=force)
    backup.write(campaign.folder, campaign.data_key, out, force=force, progress=progress)


def restore(file: Path, folder: Path, secret: Secret, *, new_passphrase: str | None = None) -> None:
    """Makes the campaign of the backup `file` again in `folder`, missing or empty."""
    if new_passphrase is not None:
        keys.require_strength(new_passphrase)
    with whole_folder(folder) as making:
        backup.unpack(file, making)
        content = keys.read_keys(making)
        data_key = keys.unwrap(content, secret)
        if new_passphrase is not None:
            content = keys.rewrap(
                content, data_key, Passphrase(new_passphrase), keys.policy_of(content)
            )
        keys.write_keys(making, content)
        (making / SCANS).mkdir(mode=0o700, exist_ok=True)
        _require_sound(making, data_key)


READABLE = frozenset({"sheets", "custody", "guards"})
"""Checks that tell of tampering in data that can be read: it is restored, and checked there."""


def _require_sound(folder: Path, data_key: bytes) -> None:
    store = Store(folder, data_key)
    try:
        found = check_database(store.db)
        wrong = [one.detail for one in found if not one.ok and one.name not in READABLE]
    finally:
        store.close()
    if wrong:
        raise DamagedDatabaseError(
            "The backup opens but is damaged: {problem} Use an earlier one.", problem=wrong[0]
        )


def change_passphrase(folder: Path, secret: Secret, new_passphrase: str) -> None:
    """Wraps the data key anew under `new_passphrase`; data and recovery code stay."""
    keys.require_strength(new_passphrase)
    require_campaign(folder)
    content = keys.read_keys(folder)
    data_key = keys.unwrap(content, secret)
    renewed = keys.rewrap(content, data_key, Passphrase(new_passphrase), keys.policy_of(content))
    keys.write_keys(folder, renewed)


def new_recovery_code(folder: Path, secret: Secret) -> str:
    """A fresh recovery code; the old one no longer opens this folder."""
    require_campaign(folder)
    content = keys.read_keys(folder)
    data_key = keys.unwrap(content, secret)
    code = keys.new_recovery_code()
    keys.write_keys(
        folder, keys.rewrap(content, data_key, RecoveryCode(code), keys.policy_of(content))
    )
    return code


def write_recovery_code(path: Path, code: str) -> None:
    """Writes the code to a new file that only its owner may read."""
    write_whole(path, f"{code}\n".encode())
