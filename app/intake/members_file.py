"""Reads a list of Members of Parliament, each mistake with its line and column."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

from app.domain.member import MemberLine
from app.errors import AppError
from app.intake.text_file import read_text

COLUMNS = ("constituency", "member", "address", "dear")
"""The first two are needed; lines of an address are parted by commas or new lines."""

_MOST = 200


class MembersFileError(AppError):
    """A list of Members cannot be taken as it is."""


def read_members(path: Path) -> list[MemberLine]:
    """The Members in the CSV at `path`."""
    text = read_text(path, MembersFileError)
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    heads = [(head or "").strip().lower() for head in reader.fieldnames or ()]
    for needed in COLUMNS[:2]:
        if needed not in heads:
            raise MembersFileError(
                "{file}, line 1: the column “{column}” is missing; a list of Members has {known}.",
                file=path.name,
                column=needed,
                known=", ".join(COLUMNS),
            )
    reader.fieldnames = heads
    found = []
    try:
        for cells in reader:
            line = _line(cells, path.name, reader.line_num)
            if line is not None:
                found.append(line)
    except csv.Error as error:
        raise MembersFileError(
            "{file}, line {line}: {problem}.",
            file=path.name,
            line=reader.line_num,
            problem=error,
        ) from None
    return found


def _line(cells: dict[str, str | None], file: str, line: int) -> MemberLine | None:
    if "" in cells:
        raise MembersFileError(
            "{file}, line {line}: more cells than columns; put quotes round text with commas.",
            file=file,
            line=line,
        )
    texts = {key: unicodedata.normalize("NFC", (cells.get(key) or "").strip()) for key in COLUMNS}
    for column, text in texts.items():
        if len(text) > _MOST:
            raise MembersFileError(
                "{file}, line {line}, column “{column}”: more than {most} characters.",
                file=file,
                line=line,
                column=column,
                most=_MOST,
            )
    if not texts["member"]:
        return None
    if not texts["constituency"]:
        raise MembersFileError(
            "{file}, line {line}, column “constituency”: it is empty.", file=file, line=line
        )
    address = [part.strip() for part in re.split(r"[,\n]", texts["address"])]
    plain = {key: " ".join(texts[key].split()) for key in ("constituency", "member", "dear")}
    return MemberLine(plain["constituency"], plain["member"], tuple(filter(None, address)),
                      plain["dear"], line)  # fmt: skip
