"""The data key and the two ways to it: passphrase and recovery code.

A random 32-byte data key is wrapped with AES-256-GCM, once under Argon2id of the
passphrase and once under the printed recovery code. The key file has a checksum
that is tested before any secret is tried, and a copy: so a wrong passphrase, a
damaged key file and a damaged database are three different answers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.errors import AppError, DamagedKeysError, NewerCampaignError, WrongPassphraseError
from app.store.files import write_whole

KEY_FILE, KEY_COPY = "keys.json", "keys.copy.json"
_VERSION = 1
_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH, _CODE_CHECK = 32, 4
_DAMAGED = (
    "The campaign’s key file is damaged or missing, and so is its copy: restore your latest "
    "backup. Your passphrase was not tried."
)


@dataclass(frozen=True)
class KeyPolicy:
    """What one guess at a passphrase costs; the file's own figures are authenticated."""

    memory_kib: int = 256 * 1024
    time_cost: int = 3
    parallelism: int = 4

    def bounded(self) -> KeyPolicy:
        """Itself; DamagedKeysError when a figure is below or above what can be right."""
        if not (
            8 * 1024 <= self.memory_kib <= 1024 * 1024
            and 1 <= self.time_cost <= 16
            and 1 <= self.parallelism <= 16
        ):
            raise DamagedKeysError(
                "The key file asks for a key derivation outside the allowed limits: "
                "restore your latest backup."
            )
        return self


DEFAULT = KeyPolicy()


class WeakPassphraseError(AppError):
    """The passphrase could be guessed."""


@dataclass(frozen=True)
class Passphrase:
    """What a person types to unlock."""

    text: str = field(repr=False)

    kind = "passphrase"
    wrong = (
        "The passphrase is not right for this campaign. Check Caps Lock and the keyboard layout."
    )

    def wrapping_key(self, slot: dict[str, Any]) -> bytes:
        """The 32 bytes that the data key is wrapped under."""
        from argon2.low_level import Type, hash_secret_raw

        policy = KeyPolicy(**slot["policy"]).bounded()
        text = unicodedata.normalize("NFKC", self.text)
        derived: bytes = hash_secret_raw(
            text.encode(),
            base64.b64decode(slot["salt"]),
            time_cost=policy.time_cost,
            memory_cost=policy.memory_kib,
            parallelism=policy.parallelism,
            hash_len=32,
            type=Type.ID,
        )
        return derived


@dataclass(frozen=True)
class RecoveryCode:
    """The printed code: 160 random bits, and four characters that notice a slip."""

    text: str = field(repr=False)

    kind = "recovery"
    wrong = "The recovery code is not right for this campaign."

    def wrapping_key(self, slot: dict[str, Any]) -> bytes:
        """The 32 bytes that the data key is wrapped under; the code is random enough as it is."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        salt = base64.b64decode(slot["salt"])
        return HKDF(SHA256(), 32, salt, b"roundrobin recovery code").derive(_code_data(self.text))


Secret = Passphrase | RecoveryCode


def secret_from(text: str) -> Secret:
    """What was typed where either would do: a recovery code by its check, else a passphrase."""
    try:
        _code_data(text)
    except WrongPassphraseError:
        return Passphrase(text)
    return RecoveryCode(text)


def strength_problem(passphrase: str) -> str:
    """Why `passphrase` is too weak, in a sentence; empty when it is good enough."""
    from zxcvbn import zxcvbn

    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < 10:
        return "It has fewer than 10 characters. Four or more unrelated words are easy to keep."
    result = zxcvbn(text[:72])
    if result["score"] >= 3:
        return ""
    reason = result["feedback"]["warning"] or "It is among the first that would be tried"
    return f"{reason.rstrip('.')}. Four or more unrelated words are easy to keep."


def require_strength(passphrase: str) -> None:
    """WeakPassphraseError with the reason when `passphrase` could be guessed."""
    problem = strength_problem(passphrase)
    if problem:
        raise WeakPassphraseError("This passphrase is too weak. {problem}", problem=problem)


def new_recovery_code() -> str:
    """A fresh code as printed: nine groups of four, the last one the check."""
    data = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(_CODE_LENGTH))
    code = data + _code_check(data)
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _code_check(data: str) -> str:
    number = int.from_bytes(hashlib.sha256(data.encode()).digest()[:4], "big")
    return "".join(_CODE_ALPHABET[number >> 5 * at & 31] for at in range(_CODE_CHECK))


def _code_data(typed: str) -> bytes:
    code = "".join(typed.upper().split()).replace("-", "").translate(str.maketrans("OIL", "011"))
    data, check = code[:_CODE_LENGTH], code[_CODE_LENGTH:]
    if len(code) != _CODE_LENGTH + _CODE_CHECK or _code_check(data) != check:
        raise WrongPassphraseError(
            "That is not a recovery code: compare its nine groups of four with the paper."
        )
    return data.encode()


def make_keys(passphrase: str, recovery_code: str, policy: KeyPolicy) -> tuple[bytes, bytes]:
    """A new data key, and the key file's content that wraps it under both secrets."""
    data_key = secrets.token_bytes(32)
    content = {"version": _VERSION, "campaign": secrets.token_hex(16), "slots": []}
    _put_slot(content, data_key, Passphrase(passphrase), policy)
    _put_slot(content, data_key, RecoveryCode(recovery_code), policy)
    return data_key, _sealed(content)


def rewrap(content: bytes, data_key: bytes, secret: Secret, policy: KeyPolicy) -> bytes:
    """The key file's content with the slot of `secret`'s kind replaced."""
    parsed = parse(content)
    _put_slot(parsed, data_key, secret, policy)
    return _sealed(parsed)


def policy_of(content: bytes) -> KeyPolicy:
    """The cost that the key file's passphrase slot was made with."""
    slot = next(slot for slot in parse(content)["slots"] if slot["kind"] == Passphrase.kind)
    return KeyPolicy(**slot["policy"]).bounded()


def _put_slot(content: dict[str, Any], data_key: bytes, secret: Secret, policy: KeyPolicy) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    slot: dict[str, Any] = {
        "kind": secret.kind,
        "salt": base64.b64encode(secrets.token_bytes(16)).decode(),
        "nonce": base64.b64encode(secrets.token_bytes(12)).decode(),
    }
    if secret.kind == Passphrase.kind:
        slot["policy"] = asdict(policy.bounded())
    wrapped = AESGCM(secret.wrapping_key(slot)).encrypt(
        base64.b64decode(slot["nonce"]), data_key, _bound(content, slot)
    )
    slot["wrapped"] = base64.b64encode(wrapped).decode()
    others = [other for other in content["slots"] if other["kind"] != secret.kind]
    content["slots"] = sorted([*others, slot], key=lambda one: str(one["kind"]))


def _bound(content: dict[str, Any], slot: dict[str, Any]) -> bytes:
    """What is authenticated along with the wrapped key."""
    open_part = {key: value for key, value in slot.items() if key != "wrapped"}
    return _canonical({"campaign": content["campaign"], "slot": open_part})


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _sealed(content: dict[str, Any]) -> bytes:
    body = {key: value for key, value in content.items() if key != "checksum"}
    body["checksum"] = hashlib.sha256(_canonical(body)).hexdigest()
    return json.dumps(body, indent=1).encode()


def parse(content: bytes) -> dict[str, Any]:
    """The key file's content; DamagedKeysError when its checksum does not hold."""
    try:
        parsed: dict[str, Any] = json.loads(content)
        body = {key: value for key, value in parsed.items() if key != "checksum"}
        intact = hashlib.sha256(_canonical(body)).hexdigest() == parsed["checksum"]
        version = int(parsed["version"]) if intact else 0
    except (ValueError, KeyError, TypeError, AttributeError):
        version = 0
    if version < 1:
        raise DamagedKeysError(_DAMAGED)
    if version > _VERSION:
        raise NewerCampaignError(
            "A later version of Roundrobin made this campaign: open it with that version."
        )
    return parsed


def unwrap(content: bytes, secret: Secret) -> bytes:
    """The 32-byte data key; WrongPassphraseError when `secret` does not open it."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    parsed = parse(content)
    slot = next((slot for slot in parsed["slots"] if slot["kind"] == secret.kind), None)
    if slot is None:
        raise DamagedKeysError("The key file has no place for this kind of secret.")
    try:
        return AESGCM(secret.wrapping_key(slot)).decrypt(
            base64.b64decode(slot["nonce"]), base64.b64decode(slot["wrapped"]), _bound(parsed, slot)
        )
    except InvalidTag:
        raise WrongPassphraseError(secret.wrong) from None


def read_keys(folder: Path) -> bytes:
    """The key file's content from `folder`; a damaged one is mended from its copy."""
    found: dict[str, bytes] = {}
    for name in (KEY_FILE, KEY_COPY):
        try:
            content = (folder / name).read_bytes()
            parse(content)
        except (OSError, DamagedKeysError):
            continue
        found[name] = content
    if not found:
        raise DamagedKeysError(_DAMAGED)
    return found.get(KEY_FILE) or found[KEY_COPY]


def mend_keys(folder: Path, content: bytes) -> None:
    """Makes both key files hold `content`, where one was damaged or stayed behind."""
    for name in (KEY_FILE, KEY_COPY):
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content, force=True)


def write_keys(folder: Path, content: bytes) -> None:
    """Writes the key file and then its copy, each whole or not at all."""
    parse(content)
    for name in (KEY_FILE, KEY_COPY):
        write_whole(folder / name, content, force=True)
