"""Sentences and labels for people, marked so that they can be collected and translated."""

from __future__ import annotations


def tr(text: str, /, **values: object) -> str:
    """`text` with its named values; always called with a literal, which is the message's key."""
    return text.format(**values) if values else text


def trn(one: str, many: str, number: int, **values: object) -> str:
    """`one` or `many` by `number`, which both may name."""
    return tr(one if number == 1 else many, number=number, **values)
