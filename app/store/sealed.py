"""Files that leave the campaign sealed under a passphrase of their own: age, a published format."""

from __future__ import annotations

import unicodedata

from app.errors import AppError, WrongPassphraseError
from app.store.keys import require_strength

SUFFIX = ".age"
_MAGIC = b"age-encryption.org/"


def seal(content: bytes, passphrase: str) -> bytes:
    """`content` as an age file that `passphrase` opens; WeakPassphraseError when it is weak."""
    import pyrage

    require_strength(passphrase)
    return bytes(pyrage.passphrase.encrypt(content, _typed(passphrase)))


def is_sealed(content: bytes) -> bool:
    """Whether `content` begins as an age file does."""
    return content.startswith(_MAGIC)


def unseal(content: bytes, passphrase: str) -> bytes:
    """What an age file holds; WrongPassphraseError when `passphrase` does not open it."""
    import pyrage

    if not is_sealed(content):
        raise AppError("This file is not encrypted by age: open it as it is.")
    try:
        return bytes(pyrage.passphrase.decrypt(content, _typed(passphrase)))
    except pyrage.DecryptError:
        raise WrongPassphraseError(
            "The passphrase does not open this file, or the file is damaged: check Caps Lock and "
            "the keyboard layout, or ask for the file again."
        ) from None


def _typed(passphrase: str) -> str:
    """As a keyboard gives it: Hangul whole, so that another program opens the file too."""
    return unicodedata.normalize("NFC", passphrase)
