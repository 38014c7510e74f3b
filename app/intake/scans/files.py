"""Opens what was dropped in, page by page: PDF, JPEG, PNG, TIFF, HEIC; told by content, not name.

Everything here runs in a watched process; sizes are looked at before anything is decoded.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np

from app.errors import AppError
from app.intake.scans import pdf_pages

Array = Any
Kind = Literal["pdf", "jpeg", "png", "tiff", "heic"]

LARGEST_SIDE, LARGEST_AREA = 15_000, 100_000_000
"""Pixels: A4 at 600 dots an inch has 35 million, the largest telephone's picture 200 million."""

MOST_PAGES = 2000
_SCREEN = 5200
"""Pixels: a page whose longer side has more is halved before it is read."""

_DRAFT = 2000
"""Pixels: a page whose longer side has more is first read at half its size."""

_ORIENTATION, _ACROSS = 0x0112, 5
"""Where a camera says which way up it was held, and from which value on it lay on its side."""

_HEIC = {b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1"}
_PILLOW = {"png": ("PNG",), "tiff": ("TIFF",), "heic": ("HEIF",), "jpeg": ("JPEG", "MPO")}


class PageError(AppError):
    """A page, or a whole file, that cannot be read."""


@dataclass(frozen=True)
class Raw:
    """A page as it came: its SHA-256, and its size in pixels, upright as the camera says.

    `grey` and `picture` (in colour where it has any) decode it when they are called; `draft`
    is a grey picture of half the size, where that is had for less. `other` draws the page
    another way, where there is one: for a page whose picture alone shows no code.
    """

    digest: str
    size: tuple[int, int]
    grey: Callable[[], Array]
    picture: Callable[[], Array]
    draft: Array | None = None
    other: Callable[[], Raw] | None = None


def kind_of(path: Path) -> Kind:
    """What the file is, by its first bytes."""
    with _reading(), path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise PageError("The file is empty: copy it from the camera or the scanner again.")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] in {b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"}:
        return "tiff"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        return "heic"
    raise PageError(
        "The file is no PDF, JPEG, PNG, TIFF or HEIC: save it as one of these, then bring it in."
    )


@contextmanager
def _reading() -> Iterator[None]:
    """What the system refuses while the block reads a file is said in a sentence."""
    try:
        yield
    except OSError as error:
        raise PageError(
            "The file cannot be read: {problem}.",
            problem=(error.strerror or "unknown reason").lower(),
        ) from None


def pages_in(path: Path) -> int:
    """How many pages the file has; PageError when it cannot be read at all."""
    kind = kind_of(path)
    if kind == "pdf":
        number = pdf_pages.count(path)
    elif kind == "jpeg":
        number = 1
    else:
        with _opened(path, kind) as image:
            number = int(getattr(image, "n_frames", 1)) if kind != "png" else 1
    if not 1 <= number <= MOST_PAGES:
        raise PageError(
            "The file has {number} pages: bring in at most {most} at a time.",
            number=number,
            most=MOST_PAGES,
        )
    return number


def read_raw(path: Path, page: int) -> Raw:
    """Page `page` of the file, counted from 1."""
    kind = kind_of(path)
    if kind == "pdf":
        return _of_pdf(path, page)
    with _reading():
        content = path.read_bytes() if kind == "jpeg" else b""
    return raw_jpeg(content) if content else _of_frame(path, kind, page)


def _of_pdf(path: Path, page: int) -> Raw:
    found = pdf_pages.own_picture(path, page, require_size)
    if found is None:
        return raw_pixels(pdf_pages.rendered(path, page))
    raw = raw_jpeg(found) if isinstance(found, bytes) else raw_pixels(found)
    return replace(raw, other=lambda: raw_pixels(pdf_pages.rendered(path, page)))


def require_size(width: int, height: int) -> None:
    """PageError when a picture has more pixels than any scanner makes of a sheet."""
    if max(width, height) > LARGEST_SIDE or width * height > LARGEST_AREA:
        raise PageError(
            "The picture has {width} by {height} pixels, more than a sheet needs: scan it at 300 "
            "dots an inch.",
            width=width,
            height=height,
        )


def raw_pixels(whole: Array) -> Raw:
    """Pixels that are there already; halved where reading needs no more."""
    digest = hashlib.sha256(np.ascontiguousarray(whole).data).hexdigest()
    image = whole
    if max(image.shape[:2]) > _SCREEN:
        image = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)

    def grey() -> Array:
        return image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)

    return Raw(digest, (image.shape[1], image.shape[0]), grey, lambda: image)


def raw_jpeg(content: bytes) -> Raw:
    """A JPEG: grey costs less than colour, and half the size less than the whole."""
    from PIL import Image

    with _explained(), Image.open(io.BytesIO(content), formats=_PILLOW["jpeg"]) as image:
        require_size(*image.size)
        mode, (wide, high) = image.mode, image.size
        if mode not in {"L", "RGB"}:
            return raw_pixels(np.asarray(image.convert("RGB")))
        if image.getexif().get(_ORIENTATION, 1) >= _ACROSS:
            wide, high = high, wide
    if not jpeg_is_whole(content):
        raise _damaged()
    bits, large = np.frombuffer(content, np.uint8), max(wide, high) > _SCREEN
    draft = _decoded(bits, cv2.IMREAD_REDUCED_GRAYSCALE_2) if max(wide, high) > _DRAFT else None
    if large and draft is not None:
        wide, high = draft.shape[1], draft.shape[0]

    def grey() -> Array:
        return draft if large else _decoded(bits, cv2.IMREAD_GRAYSCALE)

    def picture() -> Array:
        if mode == "L":
            return grey()
        colour = cv2.IMREAD_REDUCED_COLOR_2 if large else cv2.IMREAD_COLOR
        return cv2.cvtColor(_decoded(bits, colour), cv2.COLOR_BGR2RGB)

    digest = hashlib.sha256(content).hexdigest()
    return Raw(digest, (wide, high), grey, picture, None if large else draft)


def _decoded(bits: Array, how: int) -> Array:
    image = cv2.imdecode(bits, how)
    if image is None:
        raise _damaged()
    return image


def jpeg_is_whole(content: bytes) -> bool:
    """Whether a JPEG has its end: what is cut short is decoded to grey, which is no empty row.

    The end mark cannot stand in the picture's data, but it does in a preview before it.
    """
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        if content[at + 1] == 0xDA:
            return content.rfind(b"\xff\xd9", at) > 0
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return False


def _of_frame(path: Path, kind: Kind, page: int) -> Raw:
    """A frame of what Pillow reads; of an animated PNG the first."""
    from PIL import ImageOps

    with _explained(), _opened(path, kind) as image:
        if page > 1:
            image.seek(page - 1)
        require_size(*image.size)
        return raw_pixels(_on_white(ImageOps.exif_transpose(image)))


def _on_white(image: Any) -> Array:
    """A picture of any mode as grey or RGB pixels of eight bits; what is clear is paper."""
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        values = np.asarray(image).astype(np.float32)
        return np.clip(values / (257 if values.max() > 255 else 1), 0, 255).astype(np.uint8)
    if image.mode in {"LA", "PA", "P", "RGBA"}:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return np.asarray(image.convert("L" if image.mode in {"1", "L"} else "RGB"))


def _opened(path: Path, kind: Kind) -> Any:
    from PIL import Image

    if kind == "heic":
        import pi_heif

        pi_heif.register_heif_opener()
    with _explained():
        return Image.open(path, formats=_PILLOW[kind])


@contextmanager
def _explained() -> Iterator[None]:
    """What Pillow refuses inside the block is said in a sentence."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # `require_size` looks first, and says how many there are
    try:
        yield
    except (AppError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # damaged files fail in as many ways as there are decoders
        raise _damaged() from None


def _damaged() -> PageError:
    return PageError("The file is damaged or cut short: scan the page again.")
