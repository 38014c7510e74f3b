"""Pages of a PDF: the scanned picture that a page is, or the page as it is printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import pypdfium2
import pypdfium2.raw as pdfium

from app.errors import AppError

Array = Any
DPI = 200
_LONGEST = 3600
"""Pixels on the longer side of a page that has to be drawn."""

_COVERS = 0.9
"""A picture that takes this share of its page is the page."""

_INVISIBLE = 3
"""The way of drawing of words that only a search finds, as a scanner lays them under a page."""


class PdfError(AppError):
    """A PDF that cannot be opened."""


def _open(path: Path) -> pypdfium2.PdfDocument:
    """The file, opened once for all of its pages that one process reads."""
    about = path.stat()
    return _opened(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=1)
def _opened(path: Path, *_: int) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise PdfError(
                "The PDF is locked with a password: save it without one and bring it in again."
            ) from None
        raise PdfError("The PDF is damaged or cut short: scan or save it again.") from None


def count(path: Path) -> int:
    """How many pages the file has."""
    return len(_open(path))


def own_picture(
    path: Path, page: int, require_size: Callable[[int, int], None]
) -> bytes | Array | None:
    """The picture that page `page` is: a JPEG as it stands, else its pixels.

    None where the page is more than a picture, or turns one over, and has to be drawn.
    """
    sheet = _page(_open(path), page)
    image = _only_picture(sheet)
    if image is None:
        return None
    require_size(*image.get_px_size())
    if image.get_filters() == ["DCTDecode"]:
        return bytes(image.get_data())
    try:
        bitmap = image.get_bitmap()
    except pypdfium2.PdfiumError:
        return None
    return _pixels(bitmap)


def _page(document: pypdfium2.PdfDocument, page: int) -> pypdfium2.PdfPage:
    try:
        return document[page - 1]
    except pypdfium2.PdfiumError:
        raise PdfError("This page of the PDF is damaged: scan or save it again.") from None


def _only_picture(sheet: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    found: list[pypdfium2.PdfImage] = []
    for one in sheet.get_objects(max_depth=2):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.append(one)
        elif one.type == pdfium.FPDF_PAGEOBJ_TEXT:
            if pdfium.FPDFTextObj_GetTextRenderMode(one.raw) != _INVISIBLE:
                return None
        elif one.type != pdfium.FPDF_PAGEOBJ_FORM:
            return None
        if len(found) > 1:
            return None
    if not found:
        return None
    left, bottom, right, top = found[0].get_bounds()
    a, b, c, d, *_ = found[0].get_matrix().get()
    width, height = sheet.get_mediabox()[2:]
    covered = (min(right, width) - max(left, 0)) * (min(top, height) - max(bottom, 0))
    return found[0] if a * d - b * c > 0 and covered > _COVERS * width * height else None


def rendered(path: Path, page: int) -> Array:
    """The page drawn at DPI, or as large as a page may be."""
    sheet = _page(_open(path), page)
    scale = min(DPI / 72, _LONGEST / max(*sheet.get_size(), 1.0))
    return _pixels(sheet.render(scale=scale, may_draw_forms=False))


def _pixels(bitmap: Any) -> Array:
    """A bitmap of PDFium as grey or RGB pixels of its own."""
    image = bitmap.to_numpy()
    if image.ndim == 2 or image.shape[2] == 1:
        return image.reshape(image.shape[:2]).copy()
    return cv2.cvtColor(image[:, :, :3], cv2.COLOR_BGR2RGB)
