"""Which pairs are worth comparing: those that share one of several narrow keys.

No single key finds all (performance.md §4); each row's keys are whole numbers, rows are sorted by
them, and neighbours with one key are pairs. A key that too many share tells nothing and is left
to the narrower ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.matching.columns import Columns, Numbers
from app.matching.sound import sound

Keys = NDArray[np.int64]

WIDE, NARROW = 10, 60
"""The most rows that may share a key, where it is a wide or a narrow one."""


def _join(*columns: Numbers | Keys) -> Keys:
    """One number for each row's values; 0 where one of them is missing."""
    made = np.zeros(len(columns[0]), np.int64)
    present = np.ones(len(columns[0]), bool)
    for column in columns:
        made = made * np.int64(1_000_003) + column
        present &= column > 0
    return np.where(present, made, 0)


def _sorted_letters(values: list[str]) -> Numbers:
    """Numbers under which values with the same characters in any order are one."""
    seen: dict[str, int] = {"": 0}
    listed = [seen.setdefault("".join(sorted(value)), len(seen)) for value in values]
    return np.array(listed, np.int32)


def _street_sounds(values: list[str]) -> Numbers:
    seen: dict[str, int] = {"": 0}
    listed = []
    for value in values:
        word = next((one for one in value.split() if one.isalpha() and one != "the"), "")
        listed.append(seen.setdefault(sound(word) if word.isascii() else word, len(seen)))
    return np.array(listed, np.int32)


def all_keys(columns: Columns) -> Iterator[tuple[list[Keys], int]]:
    """Each key, as one or more values a row, with how many rows may share it."""
    fields, parts = columns.fields, columns.parts
    postcode, number = fields["postcode"].at, fields["number"].at
    outward = fields["outward"].at
    street = _street_sounds(fields["street"].values)[fields["street"].at]
    shuffled = _sorted_letters(fields["postcode"].values)[postcode]
    one, two = parts.sound[columns.given], parts.sound[columns.family]
    first, second = parts.first[columns.given] % 256, parts.first[columns.family] % 256
    either = _join(np.minimum(one, two), np.maximum(one, two))
    yield [_join(postcode, number)], NARROW
    yield [_join(shuffled, one), _join(shuffled, two)], NARROW
    yield [_join(postcode, first), _join(postcode, second)], WIDE
    yield [either], WIDE
    yield [_join(either, outward)], NARROW
    yield [_join(either, street)], NARROW
    yield [_join(number, street, first), _join(number, street, second)], WIDE
    yield [_join(number, one, second), _join(number, two, first)], WIDE
    yield [_join(street, one), _join(street, two)], WIDE
    for field in ("phone", "email", "born"):
        yield [fields[field].at.astype(np.int64)], NARROW
    if fields["born"].at.any():
        yield [_join(fields["town"].at, one), _join(fields["town"].at, two)], WIDE
        yield [_join(number, street)], WIDE


def candidates(columns: Columns) -> NDArray[np.int32]:
    """The pairs to compare, as two rows of places in `columns`; each once, the earlier first."""
    size = len(columns)
    rows = np.arange(size, dtype=np.int64)
    found = [np.zeros(0, np.int64)]
    for keys, most in all_keys(columns):
        many = np.concatenate(keys)
        found.append(_pairs(many, np.tile(rows, len(keys)), most, size))
    codes = np.unique(np.concatenate(found))
    return np.array(np.divmod(codes, max(size, 1)), np.int32)


def _pairs(keys: Keys, rows: Keys, most: int, size: int) -> Keys:
    """The pairs of rows with one key, as one number each."""
    present = keys != 0
    keys, rows = keys[present], rows[present]
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    if not len(keys):
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sizes = np.diff(np.r_[starts, len(keys)])
    fit = np.repeat((sizes > 1) & (sizes <= most), sizes)
    groups = np.repeat(np.arange(len(sizes)), sizes)[fit]
    rows = rows[fit]
    found = []
    for apart in range(1, most):
        same = np.flatnonzero(groups[apart:] == groups[:-apart])
        if not len(same):
            break
        a, b = rows[same], rows[same + apart]
        low, high = np.minimum(a, b), np.maximum(a, b)
        found.append((low * size + high)[low != high])
    return np.concatenate(found) if found else np.zeros(0, np.int64)
