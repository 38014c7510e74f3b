"""From files to pages read: in watched processes, several at once, in the order of the files."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from app.domain.scan import PageRead, SheetSeen
from app.errors import AppError
from app.intake.scans.asked import Book, PageTask
from app.intake.scans.files import Raw, pages_in, read_raw
from app.intake.scans.reading import Reader, Reading, enlarged, quarter_turns, turned
from app.intake.worker import TooMuchError, apart, spread

Array = Any
_KEPT_DPI = 220
"""Dots an inch of the paper in a picture that is kept: enough to read handwriting by."""

_KEPT_SIDE = 3200
"""Pixels, where nobody knows how large the paper is."""

_QUALITY = 82

_DRAFT_DPI = 85
"""Dots an inch at which handwriting is told from white paper as well as at more."""

_MALLOPT = ((-1, 256 << 20), (-3, 32 << 20))
"""M_TRIM_THRESHOLD and M_MMAP_THRESHOLD, in bytes."""


def count_pages(paths: Sequence[Path]) -> Iterator[int | AppError]:
    """How many pages each file has, or why it cannot be opened; looked at in other processes."""
    yield from spread(nothing, (), _count, paths, processes())


def nothing() -> None:
    """The state of a process that needs none."""


def _count(_: None, path: Path) -> int:
    return pages_in(path)


def _too_much(refusal: AppError) -> AppError:
    return AppError("{problem} Scan it at 300 dots an inch, or as a JPEG.", problem=str(refusal))


def processes() -> int:
    """How many pages are read at once: one a core, and one core is left to the window."""
    return max(1, min(4, (os.cpu_count() or 2) - (1 if (os.cpu_count() or 2) > 2 else 0)))


def read_pages(
    book: Book, tasks: Sequence[PageTask], many: int | None = None
) -> Generator[PageRead]:
    """Every page of `tasks`, read; one that cannot be read says why."""
    for found in spread(prepared, (book,), read_page, tasks, many or processes()):
        if isinstance(found, TooMuchError):
            yield _unreadable(_too_much(found))
        elif isinstance(found, AppError):
            yield _unreadable(found)
        else:
            yield found


def _unreadable(why: AppError) -> PageRead:
    return PageRead("", (0, 0), b"", problem="unreadable", sentence=str(why))


def read_kept(book: Book, content: bytes, code: str) -> SheetSeen:
    """A picture that was kept, as the sheet whose code a person typed; whichever side it is."""
    return apart(_read_kept, book, content, code)


def _read_kept(book: Book, content: bytes, code: str) -> SheetSeen:
    grey = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    return prepared(book).read_as(grey, code)


def prepared(book: Book) -> Reader:
    """What each process makes first; one processor's work is one thread's."""
    cv2.setNumThreads(1)
    _keep_memory()
    return Reader(book)


def _keep_memory() -> None:
    """Lets a page's memory be used again by the next: to ask for it anew costs a fifth of the time.

    Only glibc has to be told.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            mallopt = ctypes.CDLL(None).mallopt
            for option, size in _MALLOPT:
                mallopt(option, size)


def read_page(reader: Reader, task: PageTask) -> PageRead:
    """One page: opened, read, and its picture made anew."""
    raw = read_raw(task.path, task.page)
    reading = reading_of(reader, raw)
    if not reading.sheets and raw.other is not None:
        raw = replace(raw.other(), digest=raw.digest)
        reading = reader.read(raw.grey())
    content, sheets = _kept(raw, reading) if task.keeps else (b"", reading.sheets)
    return PageRead(raw.digest, raw.size, content, sheets, reading.problem, reading.marks)


def reading_of(reader: Reader, raw: Raw) -> Reading:
    """A page at half its size, where that shows its one sheet well enough; else as it is."""
    if raw.draft is not None:
        seen = reader.read_one(raw.draft)
        if seen and seen.resolution >= _DRAFT_DPI:
            return Reading((enlarged(seen, 2),))
    return reader.read(raw.grey())


def _kept(raw: Raw, reading: Reading) -> tuple[bytes, tuple[SheetSeen, ...]]:
    """The picture to keep, upright and no finer than needed, and the sheets' places in it.

    It is made anew from pixels: the window never opens what came from outside.
    """
    image = raw.picture()
    size = (image.shape[1], image.shape[0])
    placed = [one for one in reading.sheets if one.place]
    dpi = max((one.resolution for one in placed), default=0.0)
    factor = min(1.0, _KEPT_DPI / dpi if dpi else _KEPT_SIDE / max(size))
    turns = quarter_turns(placed[0].rotation) if placed else 0
    upright = np.rot90(image, turns)
    if factor < 0.9:
        upright = cv2.resize(upright, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    else:
        factor = 1.0
    half = (factor - 1) / 2
    grow = np.array([[factor, 0, half], [0, factor, half], [0, 0, 1.0]])
    sheets = tuple(
        replace(one, place=_figures(grow @ turned(np.reshape(one.place, (3, 3)), turns, size)))
        if one.place
        else one
        for one in reading.sheets
    )
    return _encoded(np.ascontiguousarray(upright)), sheets


def _figures(matrix: Array) -> tuple[float, ...]:
    return tuple((matrix / matrix[2, 2]).ravel().tolist())


def _encoded(image: Array) -> bytes:
    """As a JPEG; what is black and white only is smaller and sharper as a PNG."""
    if image.ndim == 2 and len(np.unique(image[::7, ::5])) <= 2:
        return bytes(cv2.imencode(".png", image)[1])
    shown = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
    return bytes(cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
