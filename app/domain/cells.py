"""Text cells that a spreadsheet program must not take for a formula (ASVS 1.2.10)."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""The wide ones are run as their narrow companions where Chinese, Japanese or Korean is typed."""


def guarded(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet could run it, or strip ours."""
    return f"'{text}" if text.lstrip("'").startswith(_STARTS) else text


def unguarded(text: str) -> str:
    """`text` without the apostrophe that `guarded` put there."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_STARTS) else text
