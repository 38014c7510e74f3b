"""The same request as a UK Parliament e-petition: its three texts and their limits (R27)."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.addressee import Addressee
from app.domain.wording import Wording, prayer

LIMITS = {"action": 80, "background": 300, "details": 500}
"""Characters of each text; the validator takes 800 details, the form of 2025–26 takes 500."""

NOTE = "Signatures on paper do not count on an e-petition, and the other way round (R38)."


def fitted(text: str, limit: int) -> str:
    """`text` cut at its last sentence, else at its last word, that is within `limit`."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit + 1]
    sentence = cut[:limit].rfind(". ") + 1
    if sentence > limit // 2:
        return cut[:sentence]
    return cut[: cut[:limit].rfind(" ")].rstrip(" ,;:") if " " in cut[:limit] else text[:limit]


def proposed(wording: Wording, addressee: Addressee) -> dict[str, str]:
    """The texts to start from: the title, what is wrong, what is asked."""
    asked = prayer(wording, addressee).text
    texts = {
        "action": wording.title,
        "background": _sentence(wording.declares),
        "details": _sentence(f"We ask {asked}" if asked.startswith(("to ", "that ")) else asked),
    }
    return {key: fitted(text, LIMITS[key]) for key, text in texts.items()}


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def too_long(texts: Mapping[str, str]) -> list[str]:
    """The names of the texts that are longer than their limit."""
    return [key for key, limit in LIMITS.items() if len(texts.get(key, "")) > limit]
