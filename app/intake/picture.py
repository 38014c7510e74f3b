"""Reads a picture that a person gives for a poster, and makes it small and harmless."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from app.errors import AppError
from app.intake.worker import TooMuchError, apart

LARGEST_FILE = 20_000_000
LARGEST_SIDE = 10_000
"""Pixels: more than any camera makes for a poster."""

_KEPT_SIDE = 1200
_FORMATS = ("PNG", "JPEG")


class PictureError(AppError):
    """A file that is no picture that can be printed."""


def read_picture(path: Path) -> bytes:
    """The picture in the file at `path` as a small PNG; PictureError says what is amiss."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PictureError(
                "{file} is too large: a picture has at most {most} MB.",
                file=path.name,
                most=LARGEST_FILE // 1_000_000,
            )
        content = path.read_bytes()
    except OSError as error:
        raise PictureError(
            "{file} cannot be read: {problem}.",
            file=path.name,
            problem=(error.strerror or "unknown reason").lower(),
        ) from None
    try:
        return apart(_read, content, path.name)
    except TooMuchError:
        raise PictureError(
            "{file} needs too much memory or time: save it again as a smaller PNG or JPEG.",
            file=path.name,
        ) from None


def _read(content: bytes, name: str) -> bytes:
    from PIL import Image, UnidentifiedImageError

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if max(picture.size) > LARGEST_SIDE:
                raise PictureError(
                    "{file} has {width} by {height} pixels: a side has at most {most}.",
                    file=name,
                    width=picture.width,
                    height=picture.height,
                    most=LARGEST_SIDE,
                )
            picture.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
            white = Image.new("RGBA", picture.size, "white")
            white.alpha_composite(picture.convert("RGBA"))
            target = io.BytesIO()
            white.convert("RGB").save(target, "PNG")
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureError(
            "{file} is not a PNG or JPEG picture that can be printed: save it again as one.",
            file=name,
        ) from None
    except (OSError, SyntaxError, ValueError):
        raise PictureError(
            "{file} is damaged or cut short: save it again as PNG or JPEG.", file=name
        ) from None
    return target.getvalue()
