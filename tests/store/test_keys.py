"""Three different answers: wrong secret, damaged key file, damaged database."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from app.errors import (
    DamagedDatabaseError,
    DamagedKeysError,
    NewerCampaignError,
    WrongPassphraseError,
)
from app.operations.campaign import campaigns
from app.store import keys
from app.store.keys import KeyPolicy, Passphrase, RecoveryCode, WeakPassphraseError
from tests.campaigns import CHEAP, NOW, PASSPHRASE, copy_campaign, data_key, recovery_code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_campaign(tmp_path / "campaign")


def test_passphrase_and_recovery_code_give_the_same_key(folder: Path) -> None:
    assert campaigns.unlock(folder, Passphrase(PASSPHRASE)) == data_key()
    typed = recovery_code().lower().replace("-", " ")
    assert campaigns.unlock(folder, RecoveryCode(typed)) == data_key()


def test_wrong_secrets_are_told_as_such(folder: Path) -> None:
    for secret in (Passphrase("teasel quince lapwing marlpits"), RecoveryCode(_other_code())):
        with pytest.raises(WrongPassphraseError):
            campaigns.unlock(folder, secret)
    slip = ("X" if recovery_code()[0] != "X" else "Y") + recovery_code()[1:]
    with pytest.raises(WrongPassphraseError, match="compare its nine groups"):
        campaigns.unlock(folder, RecoveryCode(slip))


def _other_code() -> str:
    return keys.new_recovery_code()


def test_composed_and_decomposed_hangul_are_one_passphrase() -> None:
    text = "뉴몰든 도서관 앞 토요일"
    key, content = keys.make_keys(text, keys.new_recovery_code(), CHEAP)
    assert keys.unwrap(content, Passphrase(unicodedata.normalize("NFD", text))) == key


def test_one_damaged_key_file_is_mended_from_its_copy(folder: Path) -> None:
    whole = (folder / keys.KEY_FILE).read_bytes()
    for name in (keys.KEY_FILE, keys.KEY_COPY):
        (folder / name).write_bytes(whole[:100])
        with campaigns.open_campaign(folder, Passphrase(PASSPHRASE), now=NOW):
            assert (folder / name).read_bytes() == whole


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b"\xff\xfe", None])
def test_damaged_keys_are_told_before_any_passphrase(folder: Path, damage: bytes | None) -> None:
    for name in (keys.KEY_FILE, keys.KEY_COPY):
        content = bytearray((folder / name).read_bytes())
        content[content.index(b"wrapped") + 14] ^= 1
        (folder / name).write_bytes(bytes(content) if damage is None else damage)
    with pytest.raises(DamagedKeysError):
        campaigns.unlock(folder, Passphrase(PASSPHRASE))


def test_damaged_database_is_told_with_the_right_passphrase(folder: Path) -> None:
    database = folder / "data.db"
    content = bytearray(database.read_bytes())
    content[100] ^= 1
    database.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        campaigns.open_campaign(folder, Passphrase(PASSPHRASE), now=NOW)
    database.unlink()
    with pytest.raises(DamagedDatabaseError, match="missing"):
        campaigns.open_campaign(folder, Passphrase(PASSPHRASE), now=NOW)


@pytest.mark.parametrize(
    "figures",
    [
        {"memory_kib": 2**31},
        {"memory_kib": 64},
        {"time_cost": 0},
        {"time_cost": 1000},
        {"parallelism": 0},
        {"parallelism": 4096},
    ],
)
def test_derivation_figures_outside_the_bounds_are_refused(figures: dict[str, int]) -> None:
    _, content = keys.make_keys(PASSPHRASE, recovery_code(), CHEAP)
    parsed = json.loads(content)
    slot = next(slot for slot in parsed["slots"] if slot["kind"] == "passphrase")
    slot["policy"] |= figures
    with pytest.raises(DamagedKeysError, match="limits"):
        keys.unwrap(keys._sealed(parsed), Passphrase(PASSPHRASE))


def test_derivation_figures_are_authenticated() -> None:
    _, content = keys.make_keys(PASSPHRASE, recovery_code(), CHEAP)
    parsed = json.loads(content)
    parsed["campaign"] = "0" * 32
    with pytest.raises(WrongPassphraseError):
        keys.unwrap(keys._sealed(parsed), Passphrase(PASSPHRASE))


def test_a_later_version_is_named() -> None:
    _, content = keys.make_keys(PASSPHRASE, recovery_code(), CHEAP)
    parsed = json.loads(content) | {"version": 2}
    with pytest.raises(NewerCampaignError):
        keys.unwrap(keys._sealed(parsed), Passphrase(PASSPHRASE))


@pytest.mark.parametrize(
    "weak", ["", "short", "password1234", "1234567890", "qwertyuiop", "aaaaaaaaaaaaaaa"]
)
def test_weak_passphrases_are_refused_with_a_reason(weak: str) -> None:
    with pytest.raises(WeakPassphraseError, match=r"too weak\. \w+"):
        keys.require_strength(weak)


def test_good_passphrases_are_taken() -> None:
    for good in (
        PASSPHRASE,
        "뉴몰든 도서관 앞 토요일 아침",
        "quince lapwing marlpit " * 9 + "sorrel",
    ):
        keys.require_strength(good)


def test_changing_the_passphrase_keeps_data_key_and_code(folder: Path) -> None:
    renewed = "sorrel wrenfield cobnut harbour"
    campaigns.change_passphrase(folder, RecoveryCode(recovery_code()), renewed)
    assert campaigns.unlock(folder, Passphrase(renewed)) == data_key()
    assert campaigns.unlock(folder, RecoveryCode(recovery_code())) == data_key()
    with pytest.raises(WrongPassphraseError):
        campaigns.unlock(folder, Passphrase(PASSPHRASE))


def test_a_new_recovery_code_replaces_the_old_one(folder: Path) -> None:
    code = campaigns.new_recovery_code(folder, Passphrase(PASSPHRASE))
    assert campaigns.unlock(folder, RecoveryCode(code)) == data_key()
    with pytest.raises(WrongPassphraseError):
        campaigns.unlock(folder, RecoveryCode(recovery_code()))


def test_secrets_do_not_show_when_printed() -> None:
    assert PASSPHRASE not in repr(Passphrase(PASSPHRASE))
    assert KeyPolicy() == keys.DEFAULT == KeyPolicy(262144, 3, 4)
