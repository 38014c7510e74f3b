"""Parsed TOML into dataclasses: each key known, each of its kind, and the file named if not."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from app.errors import AppError

T = TypeVar("T")

_KINDS: dict[Any, str] = {
    str: "text", int: "a whole number", bool: "true or false",
    list: "a list", dict: "a table",
}  # fmt: skip

_HINTS: dict[type, dict[str, Any]] = {}
"""The kinds of each dataclass's fields: working them out is slow."""


class TemplateError(AppError):
    """A template or profile does not say what it has to."""


def read_table(made: type[T], table: Mapping[str, Any], file: str, where: str = "") -> T:
    """An instance of the dataclass `made`; a key too many, too few or of another kind is named."""
    fields = {field.name: field for field in dataclasses.fields(made)}  # type: ignore[arg-type]  # a dataclass
    if made not in _HINTS:
        _HINTS[made] = typing.get_type_hints(made)
    kinds = _HINTS[made]
    for key in table:
        if key not in fields:
            raise TemplateError(
                "{file} does not know the key “{key}”: delete it or mend its name.",
                file=file,
                key=where + key,
            )
    values: dict[str, Any] = {}
    for key, field in fields.items():
        if key in table:
            values[key] = _value(kinds[key], table[key], file, where + key)
        elif field.default is dataclasses.MISSING:
            raise TemplateError("{file} lacks the key “{key}”: add it.", file=file, key=where + key)
    return made(**values)


def _value(kind: Any, value: Any, file: str, key: str) -> Any:
    origin = typing.get_origin(kind)
    if origin is typing.Literal:
        if value not in typing.get_args(kind):
            raise TemplateError(
                "{file}: “{key}” must be one of {choices}.",
                file=file,
                key=key,
                choices=", ".join(map(str, typing.get_args(kind))),
            )
        return value
    if origin is tuple:
        _require(list, value, file, key, also=tuple)
        inner = typing.get_args(kind)[0]
        return tuple(_value(inner, one, file, f"{key}[{at}]") for at, one in enumerate(value, 1))
    if dataclasses.is_dataclass(kind):
        _require(dict, value, file, key)
        return read_table(typing.cast("type[Any]", kind), value, file, f"{key}.")
    _require(origin or kind, value, file, key)
    return value


def _require(kind: Any, value: Any, file: str, key: str, also: type | None = None) -> None:
    good = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if not good and not (also and isinstance(value, also)):
        raise TemplateError(
            "{file}: “{key}” must be {wanted}.",
            file=file,
            key=key,
            wanted=_KINDS.get(kind, kind.__name__),
        )
