"""Reads a text file that a person gives: its problem is one sentence that names the file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from app.errors import AppError

LARGEST = 1_000_000
"""Bytes: a wording, a profile and a sheet's rows are each far smaller."""


def read_text(path: Path, refusal: type[AppError]) -> str:
    """The UTF-8 text of the file at `path`; `refusal` when it cannot be read as that."""
    try:
        if path.stat().st_size > LARGEST:
            raise refusal(
                "{file} is too large: such a file has at most {most:,} bytes.",
                file=path.name,
                most=LARGEST,
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise refusal(
            "{file} cannot be read: {problem}.",
            file=path.name,
            problem=(error.strerror or "unknown reason").lower(),
        ) from None
    except UnicodeDecodeError as error:
        raise refusal(
            "{file} is not UTF-8 text at byte {byte}: save it again as UTF-8.",
            file=path.name,
            byte=error.start,
        ) from None


def parse_toml(text: str, file: str, refusal: type[AppError]) -> dict[str, Any]:
    """The tables of TOML `text`; `file` is what the sentence calls it."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refusal(
            "{file} is not valid TOML: {problem}.", file=file, problem=str(error).lower()
        ) from None
