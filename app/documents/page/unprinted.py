"""What no font can print, told to whoever has papers drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice

from app.messages import tr

Unprinted = dict[str, set[int]]
"""Characters, each with the pages on which something else stands in its place."""

_watching: ContextVar[Unprinted | None] = ContextVar("unprinted", default=None)


@contextmanager
def watched() -> Iterator[Unprinted]:
    """Gives what cannot be printed of the papers that are drawn meanwhile, in this thread."""
    found: Unprinted = {}
    token = _watching.set(found)
    try:
        yield found
    finally:
        _watching.reset(token)


def note(characters: str, page: int) -> None:
    """Keeps that something else stands on a page in place of these."""
    found = _watching.get()
    if found is not None:
        for character in characters:
            found.setdefault(character, set()).add(page)


def codes(characters: str) -> str:
    """Characters by their codes: what cannot be printed can often not be shown either."""
    return ", ".join(f"U+{ord(character):04X}" for character in characters)


_MOST = 5
"""Characters and pages that are named: one is enough to find the others."""


def said(found: Unprinted) -> str:
    """What cannot be printed and on which pages, in a sentence; empty where nothing is."""
    if not found:
        return ""
    by_pages: dict[tuple[int, ...], str] = {}
    for character, numbers in found.items():
        pages = tuple(sorted(numbers))
        by_pages[pages] = by_pages.get(pages, "") + character
    parts = [
        tr("{characters} (page {pages})", characters=_some(codes(characters).split(", ")),
           pages=_some(map(str, pages)))
        for pages, characters in by_pages.items()
    ]  # fmt: skip
    return tr(
        "No font of the program can print {characters}: “\ufffd” stands there.",
        characters=_some(parts),
    )


def _some(parts: Iterable[str]) -> str:
    first, more = list(islice(parts, _MOST + 1)), ""
    if len(first) > _MOST:
        more = ", …"
    return f"{', '.join(first[:_MOST])}{more}"


def uncontrolled(text: str) -> str:
    """`text` for a file's own title and outline, which have no room for control characters."""
    return "".join(" " if one.isspace() else one for one in text if _may_stand(one))


def _may_stand(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs"}
