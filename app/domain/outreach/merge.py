"""Fields in a text that is written to many: {name} is filled in, {{ and }} are braces."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from app.errors import AppError

_PIECES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def fields_in(text: str) -> list[str]:
    """The fields of a text in their order, each once; a brace that is alone is no field."""
    found = (match[1] for match in _PIECES.finditer(text) if match[1] is not None)
    return list(dict.fromkeys(name.strip() for name in found))


def require_known(text: str, known: Collection[str], where: str) -> None:
    """Refuses a text with a field that is not `known`, or with a brace that is alone.

    `where` says in which text it stands, for the sentence.
    """
    for match in _PIECES.finditer(text):
        if match[0] in {"{", "}"}:
            raise AppError(
                "In {where}, line {line}, “{brace}” stands alone: a field is written {example}, a "
                "brace that is to be printed is written twice.",
                where=where,
                line=text.count("\n", 0, match.start()) + 1,
                brace=match[0],
                example="{name}",
            )
        if match[1] is not None and match[1].strip() not in known:
            raise AppError(
                "In {where}, line {line}, there is no field {field}: choose one of {known}.",
                where=where,
                line=text.count("\n", 0, match.start()) + 1,
                field=match[0],
                known=", ".join(known),
            )


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its fields filled in; what is filled in is not read for fields again.

    A field without a value stays as it is written: `require_known` is asked before.
    """

    def piece(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        return values.get(match[1].strip(), match[0])

    return _PIECES.sub(piece, text)
